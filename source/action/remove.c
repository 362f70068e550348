/* SPDX-License-Identifier: EUPL-1.2 */
/* Removing a place, and counting one in from outside the wijk. */
#include "action/project_inner.h"

#include <string.h>

#include "base/json.h"

bool action_remove(struct project *project, const char *id, struct fault *why)
{
    char document[ACTION_ID];
    const struct place *place;
    cJSON *body = verb_open(project, id, &place, document, why);
    if (!body) {
        return false;
    }
    json_path_set(body, "removed", cJSON_CreateTrue());
    return verb_close(project, "remove", place, document, body, why);
}

bool action_count_in(struct project *project, const char *id, bool counts, struct fault *why)
{
    char document[ACTION_ID];
    const struct place *place;
    cJSON *body = verb_open(project, id, &place, document, why);
    if (!body) {
        return false;
    }
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
    return verb_close(project, "count-in", place, document, body, why);
}
