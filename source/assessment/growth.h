/* SPDX-License-Identifier: EUPL-1.2 */
/* growth.h – "wie wint?": where the offers that are new in the last twelve months went, and whom they name.
 *
 * An offer is new when it began in the window: its "from", or, where nobody said that, the day on which it was entered (its ULID, or that
 * of its own place), when a round of its wijk had been frozen before. What is entered before the first round is mapping, not growth: it is counted apart. Only what
 * a person confirmed and is not over counts. A wijk counts as already served by its criteria met, judged as if the new offers were not
 * there: above the mean of all wijken that were looked at. It names a priority group when it names one of its own wijk's.
 *
 * Two warnings, each with its numbers (domain: the Matthew effect):
 *   SERVED    more than half of the new offers went to wijken already above the mean, while there is one below it;
 *   EVERYONE  no new offer names a priority group. Pure. */
#ifndef ASSESSMENT_GROWTH_H
#define ASSESSMENT_GROWTH_H

#include "assessment/assessment.h"

enum { GROWTH_MONTHS = 12, GROWTH_WIJKEN = 2000 };
enum { GROWTH_SERVED = 1, GROWTH_EVERYONE = 2 }; /* bits */

struct growth_row {
    char code[48], name[120];
    bool looked;        /* a place confirmed, or a criterion known */
    int met, known;     /* criteria, without the new offers */
    bool served;        /* met above the mean */
    int fresh;          /* new offers */
    int targeted;       /* of these: name a priority group of the wijk */
    int entered;        /* entered in the window before the first round: not counted */
    int groups[GROUP_COUNT]; /* new offers that name the group, priority or not */
    int everyone;       /* new offers that name none */
};
struct growth {
    struct civil_date since, until;
    struct growth_row *rows; /* owned; as they were added */
    size_t count, room;
    int fresh, targeted, to_served, entered, everyone, groups[GROUP_COUNT];
    double mean;        /* criteria met, of the wijken that were looked at */
    int served, below;  /* wijken above, and at or below the mean */
    unsigned warnings;  /* GROWTH_… */
};
void growth_init(struct growth *growth, struct civil_date today);
void growth_clear(struct growth *growth);
/* One wijk; `first_round` year 0 = none. The question's places are not touched. */
void growth_add(struct growth *growth, const struct assessment_question *question, struct civil_date first_round);
void growth_finish(struct growth *growth); /* sums, mean, warnings */

/* The sentence of one warning, with its numbers. */
struct message growth_say(const struct growth *growth, unsigned warning);

#endif
