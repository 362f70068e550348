/* SPDX-License-Identifier: EUPL-1.2 */
/* timetable_inner.h – a timetable from inside, for what says and writes it. */
#ifndef HOURS_TIMETABLE_INNER_H
#define HOURS_TIMETABLE_INNER_H

#include "hours/timetable.h"

struct timetable {
    struct hours *hours; /* owned; NULL = none */
    bool appointment;
    struct civil_date closed_until, from, until;
    struct timetable_stop *stops; /* owned; by date and begin; their texts lie in `words` */
    char *words;
    size_t stop_count;
};

/* One state from `from` up to `to`, in minutes after the first midnight of what was asked. */
struct timetable_run {
    int32_t from, to;
    enum hours_state state;
};
/* All states of days from .. from+days-1, without gaps, joined where they are alike. *out is the
 * caller's (free); returns how many. */
size_t timetable_runs(const struct timetable *timetable, struct civil_date from, int days,
                      struct timetable_run **out);

/* Can anything be there on that day at all: inside the validity, after the closure. */
bool timetable_holds(const struct timetable *timetable, struct civil_date date);
/* The first day on which it holds; year 0 = ever since. */
struct civil_date timetable_begin(const struct timetable *timetable);
/* The stop that stands at `when`; NULL = none. */
const struct timetable_stop *timetable_stop_at(const struct timetable *timetable,
                                               struct civil when);

#endif
