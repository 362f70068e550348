/* SPDX-License-Identifier: EUPL-1.2 */
/* outing.h – what the place card and the walking list say, filled from the project. Main thread; drawing may be elsewhere. */
#ifndef ACTION_OUTING_H
#define ACTION_OUTING_H

#include "action/project.h"
#include "print/outing.h"
#include "print/place_card.h"

/* A confirmed place; a candidate is FAULT_CONFLICT: it must be confirmed first. place_card_clear frees it. */
bool action_place_card_fill(struct project *project, const char *id,
                            const struct language *const languages[OVERVIEW_LANGUAGES], struct place_card *out,
                            struct fault *why);

/* At most `room` stops of the chosen wijk (0 = 24, at most 150): candidates and places not checked for a year, nearest to
 * `start` (NULL: the middle of the wijk) first, in an order that makes a short walk over the streets of the pack; without a
 * walking network as the crow flies. FAULT_MISSING: there is nothing to look at. outing_clear frees it. */
bool action_outing_fill(struct project *project, const struct point *start, int room, const struct language *language,
                        const struct map_style *style, struct outing *out, struct fault *why);

#endif
