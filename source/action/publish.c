/* SPDX-License-Identifier: EUPL-1.2 */
/* "Dit overzicht is verspreid": the fact that criterion C2 looks at. */
#include <stdio.h>
#include <string.h>

#include "action/overview.h"
#include "action/project_inner.h"
#include "base/json.h"
#include "base/ulid.h"

static cJSON *codes_of(const struct overview *overview)
{
    cJSON *codes = cJSON_CreateArray();
    for (int at = 0; at < overview->language_count; at++) {
        cJSON_AddItemToArray(codes, cJSON_CreateString(language_tag(overview->codes[at])));
    }
    return codes;
}

/* Each answer once, by "place/offer": an offer may answer several questions. */
static cJSON *entries_of(const struct overview *overview)
{
    cJSON *entries = cJSON_CreateArray();
    for (size_t question = 0; question < overview->question_count; question++) {
        for (size_t at = 0; at < overview->questions[question].answer_count; at++) {
            const char *key = overview->questions[question].answers[at].key;
            cJSON_AddItemToArray(entries, cJSON_CreateString(key));
        }
    }
    return entries;
}

bool action_overview_published(struct project *project, const struct overview *overview,
                               const char *form, struct fault *why)
{
    char document[ACTION_ID], ulid[ULID_SIZE];
    struct edit edit;
    ulid_make(clock_now_ms(project->clock), ulid);
    snprintf(document, sizeof document, "log:%s", ulid);
    cJSON *body = cJSON_CreateObject();
    cJSON_AddStringToObject(body, "_id", document);
    cJSON_AddStringToObject(body, "type", "log");
    cJSON_AddStringToObject(body, "what", "overview");
    cJSON_AddStringToObject(body, "wijk", project->wijk.code);
    cJSON_AddStringToObject(body, "form", form);
    verb_set_date(body, "date", overview->day);
    cJSON_AddItemToObject(body, "languages", codes_of(overview));
    cJSON_AddItemToObject(body, "entries", entries_of(overview));
    cJSON_AddStringToObject(body, "role", project->role);
    deed_begin(project, &edit, "publish", overview->wijk);
    edit_add(&edit, document, "", NULL, body);
    return deed_do(project, &edit, why);
}
