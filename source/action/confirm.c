/* SPDX-License-Identifier: EUPL-1.2 */
/* "Klopt nog": the place and all it offers are right today. */
#include "action/project_inner.h"

#include <stdio.h>
#include <string.h>

#include "action/partner.h"
#include "base/json.h"

bool action_confirm(struct project *project, const char *id, struct fault *why)
{
    char document[ACTION_ID], org[PARTNER_ORG], path[ACTION_ID + 32];
    const struct place *place;
    if (!strncmp(id, "prop:", 5)) {
        return partner_paired(project, org) ? partner_confirm(project, id, why)
                                            : review_accept(project, id, "", document, why);
    }
    cJSON *body = verb_open(project, id, &place, document, why);
    if (!body) {
        return false;
    }
    verb_set_date(body, "checked", project_today(project));
    json_path_set(body, "checked_by", cJSON_CreateString(project->role));
    json_path_set(body, "provisional", NULL);
    for (size_t i = 0; i < place->offer_count; i++) {
        snprintf(path, sizeof path, "offers/%s/checked", place->offers[i].id);
        verb_set_date(body, path, project_today(project));
    }
    return verb_close(project, "confirm", place, document, body, why);
}
