/* SPDX-License-Identifier: EUPL-1.2 */
/* Deeds on documents that are no places: partners, signals, actions, cards. */
#include "action/record.h"

#include <stdio.h>
#include <string.h>

#include "action/project_inner.h"
#include "base/json.h"
#include "base/ulid.h"
#include "base/utf8.h"

void record_id_new(struct project *project, const char *type, char out[ACTION_ID])
{
    char ulid[ULID_SIZE];
    ulid_make(clock_now_ms(project->clock), ulid);
    snprintf(out, ACTION_ID, "%.30s:%s", type, ulid);
}

cJSON *record_of_date(struct civil_date date)
{
    char text[CIVIL_DATE_SIZE];
    if (!date.year) {
        return NULL;
    }
    civil_date_write(date, text);
    return cJSON_CreateString(text);
}

cJSON *record_of_text(const char *text)
{
    return text && *text ? cJSON_CreateString(text) : NULL;
}

bool record_text_fits(const char *text, size_t characters, struct fault *why)
{
    size_t size = text ? strlen(text) : 0, count = 0;
    for (size_t at = 0; at < size; at++) {
        unsigned char byte = (unsigned char)text[at];
        if ((byte < ' ' && byte != '\n') || byte == 127) {
            return fault_set(why, FAULT_INPUT, "fault.record.control");
        }
        count += (byte & 0xC0) != 0x80;
    }
    if (!utf8_valid(text ? text : "", size)) {
        return fault_set(why, FAULT_INPUT, "fault.record.control");
    }
    if (count > characters) {
        fault_set(why, FAULT_LIMIT, "fault.record.long");
        message_add_count(&why->what, (int64_t)characters);
        return false;
    }
    return true;
}

static const char *type_of(const char *id, char out[ACTION_ID])
{
    size_t size = strcspn(id, ":");
    snprintf(out, ACTION_ID, "%.*s", (int)(size < ACTION_ID ? size : ACTION_ID - 1), id);
    return out;
}

void record_fields_free(struct record_field *fields, int count)
{
    for (int at = 0; at < count; at++) {
        cJSON_Delete(fields[at].value);
        fields[at].value = NULL;
    }
}

bool record_write(struct project *project, const char *verb, const char *subject, const char *id,
                  struct record_field *fields, int count, struct fault *why)
{
    char type[ACTION_ID];
    struct edit edit;
    const cJSON *before = view_document(project, id);
    cJSON *after = before ? cJSON_Duplicate(before, true) : cJSON_CreateObject();
    json_path_set(after, "_id", cJSON_CreateString(id));
    json_path_set(after, "type", cJSON_CreateString(type_of(id, type)));
    json_path_set(after, "removed", NULL);
    for (int at = 0; at < count; at++) {
        json_path_set(after, fields[at].path, fields[at].value);
        fields[at].value = NULL;
    }
    json_path_set(after, "role", cJSON_CreateString(project->role));
    deed_begin(project, &edit, verb, subject);
    edit_add(&edit, id, "", before ? cJSON_Duplicate(before, true) : NULL, after);
    return deed_do(project, &edit, why);
}

bool record_remove(struct project *project, const char *verb, const char *subject, const char *id,
                   struct fault *why)
{
    struct edit edit;
    const cJSON *before = view_document(project, id);
    if (!before || json_bool(before, "removed", false)) {
        return fault_set_text(why, FAULT_MISSING, "fault.record.unknown", id);
    }
    deed_begin(project, &edit, verb, subject);
    edit_add(&edit, id, "removed", NULL, cJSON_CreateTrue());
    return deed_do(project, &edit, why);
}

const cJSON *record_find(const struct project *project, const char *id)
{
    const cJSON *document = view_document(project, id);
    return document && !json_bool(document, "removed", false) ? document : NULL;
}

void record_each(const struct project *project, const char *type,
                 void (*each)(void *data, const char *id, const cJSON *document), void *data)
{
    size_t at = 0, size = strlen(type);
    const char *id;
    void *document;
    while (table_next(&project->documents, &at, &id, &document)) {
        if (!strncmp(id, type, size) && id[size] == ':' && !json_bool(document, "removed", false)) {
            each(data, id, document);
        }
    }
}
