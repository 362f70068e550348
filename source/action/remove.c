/* SPDX-License-Identifier: EUPL-1.2 */
/* Removing a place, and counting one in from outside the wijk. */
#include "action/project_inner.h"

#include <string.h>

#include "base/json.h"

bool action_remove(struct project *project, const char *id, struct fault *why)
{
    char document[ACTION_ID];
    struct edit edit;
    const struct place *place = verb_place(project, id, why);
    if (!place) {
        return false;
    }
    verb_document_id(place, document);
    cJSON *body = verb_body(place, document);
    json_path_set(body, "removed", cJSON_CreateTrue());
    deed_begin(project, &edit, "remove", place->name);
    verb_changes(project, &edit, document, body);
    return deed_do(project, &edit, why);
}

bool action_count_in(struct project *project, const char *id, bool counts, struct fault *why)
{
    char document[ACTION_ID];
    struct edit edit;
    const struct place *place = verb_place(project, id, why);
    if (!place) {
        return false;
    }
    verb_document_id(place, document);
    cJSON *body = verb_body(place, document);
    cJSON *codes = cJSON_CreateArray();
    const cJSON *code;
    cJSON_ArrayForEach(code, place->counts_for)
    {
        if (cJSON_IsString(code) && strcmp(code->valuestring, project->wijk.code)) {
            cJSON_AddItemToArray(codes, cJSON_CreateString(code->valuestring));
        }
    }
    if (counts) {
        cJSON_AddItemToArray(codes, cJSON_CreateString(project->wijk.code));
    }
    bool none = cJSON_GetArraySize(codes) == 0;
    json_path_set(body, "counts_for", none ? NULL : codes);
    if (none) {
        cJSON_Delete(codes);
    }
    deed_begin(project, &edit, "count-in", place->name);
    verb_changes(project, &edit, document, body);
    return deed_do(project, &edit, why);
}
