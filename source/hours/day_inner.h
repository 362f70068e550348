/* SPDX-License-Identifier: EUPL-1.2 */
/* day_inner.h – one day of a value, minute by minute, as two rows of bits.
 *
 * Painting a span costs a few words whatever its length, so that a value of thousands of spans is
 * asked for a whole year in milliseconds. */
#ifndef HOURS_DAY_INNER_H
#define HOURS_DAY_INNER_H

#include "hours/hours_inner.h"

enum { DAY_WORDS = (DAY_MINUTES + 63) / 64 };

struct minutes {
    uint64_t bits[DAY_WORDS];
};

struct day { /* no minute is in both */
    struct minutes open, unknown;
};

/* One day after another, from a begin on. How the rules of a day come together (specification,
 * "Rule separators"):
 *  - a normal rule (;) that holds on the day puts aside all rules before it, also what still runs
 *    from the night before; a rule that closes only closes its own times;
 *  - an additional rule (,) is laid over them;
 *  - a fallback rule (||) counts where nothing before it is open or unknown.
 * A day on which the same rules hold as on the one before is not painted again. */
struct days {
    const struct hours *hours; /* borrowed */
    struct civil_date date;    /* of `day` */
    struct civil_date next;
    struct day_facts facts[3]; /* of `date` and of the two days before */
    uint8_t *match;            /* owned: of each rule, whether it holds */
    bool moves;                /* `day` differs from the one before though the same rules hold */
    struct day day;
};
void days_start(struct days *days, const struct hours *hours, struct civil_date from);
const struct day *days_next(struct days *days); /* the first call gives `from` itself */
void days_end(struct days *days);

enum hours_state day_state(const struct day *day, int minute);
/* The first minute after `minute` with another state; DAY_MINUTES when there is none. */
int day_change(const struct day *day, int minute);
int day_open(const struct day *day); /* open minutes */

#endif
