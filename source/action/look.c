/* SPDX-License-Identifier: EUPL-1.2 */
/* "Hier hebben we overal gezocht": without it, what is missing is not yet looked at. */
#include "action/project_inner.h"

#include <stdio.h>

#include "base/json.h"

bool action_look(struct project *project, enum service service, bool looked, struct fault *why)
{
    char document[ACTION_ID + 32];
    struct edit edit;
    snprintf(document, sizeof document, "look:%s:%s", project->wijk.code, service_word(service));
    const cJSON *before = view_document(project, document);
    cJSON *after = NULL;
    if (looked) {
        after = before ? cJSON_Duplicate(before, true) : cJSON_CreateObject();
        json_path_set(after, "_id", cJSON_CreateString(document));
        json_path_set(after, "type", cJSON_CreateString("look"));
        json_path_set(after, "service", cJSON_CreateString(service_word(service)));
        verb_set_date(after, "date", project_today(project));
        json_path_set(after, "role", cJSON_CreateString(project->role));
    }
    deed_begin(project, &edit, "look", service_word(service));
    edit_add(&edit, document, "", before ? cJSON_Duplicate(before, true) : NULL, after);
    return deed_do(project, &edit, why);
}
