/* SPDX-License-Identifier: EUPL-1.2 */
/* What people said in documents look:…, judge:… and log:…. */
#include "assessment/assessment.h"

#include <string.h>

#include "base/json.h"

/* The last part of "look:21012W16:wifi", for documents without the member itself. */
static const char *id_tail(const cJSON *document, const char *type)
{
    const char *id = json_text(document, "_id", "");
    const char *tail = strrchr(id, ':');
    size_t size = strlen(type);
    return strncmp(id, type, size) == 0 && id[size] == ':' && tail > id + size ? tail + 1 : "";
}

static bool document_check(const cJSON *document, const char *key, struct fault *why)
{
    if (!cJSON_IsObject(document)) {
        return fault_set_text(why, FAULT_INPUT, key, "");
    }
    if (json_bool(document, "removed", false)) {
        return fault_set_text(why, FAULT_MISSING, key, "removed");
    }
    return true;
}

bool look_parse(const cJSON *document, struct look *out, struct fault *why)
{
    static const char key[] = "assessment.look.wrong";
    memset(out, 0, sizeof *out);
    if (!document_check(document, key, why)) {
        return false;
    }
    if (!service_parse(json_text(document, "service", id_tail(document, "look")), &out->service)) {
        return fault_set_text(why, FAULT_INPUT, key, "service");
    }
    return civil_date_parse(json_text(document, "date", ""), &out->date) ||
           fault_set_text(why, FAULT_INPUT, key, "date");
}

bool judgement_parse(const cJSON *document, struct judgement *out, struct fault *why)
{
    static const char key[] = "assessment.judge.wrong";
    memset(out, 0, sizeof *out);
    if (!document_check(document, key, why)) {
        return false;
    }
    out->criterion = json_text(document, "criterion", id_tail(document, "judge"));
    out->reason = json_text(document, "reason", "");
    out->role = json_text(document, "role", "");
    if (!out->criterion[0]) {
        return fault_set_text(why, FAULT_INPUT, key, "criterion");
    }
    if (!verdict_parse(json_text(document, "verdict", ""), &out->verdict)) {
        return fault_set_text(why, FAULT_INPUT, key, "verdict");
    }
    if (strspn(out->reason, " \t\r\n") == strlen(out->reason)) {
        return fault_set_text(why, FAULT_INPUT, key, "reason");
    }
    return civil_date_parse(json_text(document, "date", ""), &out->date) ||
           fault_set_text(why, FAULT_INPUT, key, "date");
}

bool publication_parse(const cJSON *document, const char *wijk, struct publication *out,
                       struct fault *why)
{
    static const char key[] = "assessment.log.wrong";
    memset(out, 0, sizeof *out);
    if (!document_check(document, key, why)) {
        return false;
    }
    if (strcmp(json_text(document, "what", ""), "overview") != 0 ||
        strcmp(json_text(document, "wijk", ""), wijk) != 0) {
        return fault_set_text(why, FAULT_MISSING, key, "what");
    }
    out->entries = json_member(document, "entries");
    if (!cJSON_IsArray(out->entries) || cJSON_GetArraySize(out->entries) == 0) {
        return fault_set_text(why, FAULT_INPUT, key, "entries");
    }
    return civil_date_parse(json_text(document, "date", ""), &out->date) ||
           fault_set_text(why, FAULT_INPUT, key, "date");
}
