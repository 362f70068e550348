/* SPDX-License-Identifier: EUPL-1.2 */
/* overview_inner.h – what is said of one offer in the residents' overview. */
#ifndef ACTION_OVERVIEW_INNER_H
#define ACTION_OVERVIEW_INNER_H

#include "action/overview.h"
#include "action/project_inner.h"

/* Fills the facts of `answer` in language `at` of the overview. */
void overview_facts_fill(struct project *project, const struct place *place, const struct offer *offer,
                         const struct language *language, int at, struct overview_answer *answer);

/* Confirmed in the last year, meant for residents, not over; it may begin within the half year that a paper is valid. */
bool overview_offer_current(struct project *project, const struct offer *offer);
void overview_place_fill(const struct language *const *languages, const enum language_code *codes, int count,
                         const struct place *place, int number, struct overview_place *out);

#endif
