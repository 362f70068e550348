/* SPDX-License-Identifier: EUPL-1.2 */
/* coverage_inner.h – the ground that the week coverage and its "almost" stand on. */
#ifndef ASSESSMENT_COVERAGE_INNER_H
#define ASSESSMENT_COVERAGE_INNER_H

#include "assessment/coverage.h"
#include "assessment/rules_inner.h"

/* All offers of the asked services, marked by the terms of the criteria that ask for them. The week
 * is drawn as WEEK_NORMAL of the survey. */
struct ground {
    struct survey survey;
    struct inquiry inquiry; /* marks by place */
};
void ground_open(struct ground *ground, const struct assessment_question *question,
                 const struct coverage_ask *ask);
void ground_clear(struct ground *ground);
/* GRADE_FULL, or a partner's mark that would be. */
bool mark_qualifies(const struct mark *mark);
/* For qsort: marks by place, then by offer. */
int mark_place_order(const void *left, const void *right);

#endif
