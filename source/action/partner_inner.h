/* SPDX-License-Identifier: EUPL-1.2 */
/* partner_inner.h – marks of partners from inside. */
#ifndef ACTION_PARTNER_INNER_H
#define ACTION_PARTNER_INNER_H

#include "action/partner.h"
#include "action/project_inner.h"

/* False = no mark: a wrong id, a service that is not a partner's, no position. */
bool mark_parse(const struct project *project, const cJSON *document, struct partner_mark *out);
/* What a mark says, as the body of a place `id`: for the view, and to begin a new place with. */
cJSON *mark_place(const struct partner_mark *mark, const char *id);
/* A copy of the mark's body to change, or NULL. */
cJSON *mark_open(const struct project *project, const char *id, struct partner_mark *mark,
                 struct fault *why);
const char *mark_name(const struct partner_mark *mark); /* for the history */

#endif
