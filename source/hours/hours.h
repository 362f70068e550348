/* SPDX-License-Identifier: EUPL-1.2 */
/* hours.h – an OSM opening_hours value, read once and asked often.
 *
 * Source of the grammar: wiki.openstreetmap.org/wiki/Key:opening_hours/specification, and the
 * common faulty forms that tolerant readers accept (read with a warning). Pure: opens no file,
 * asks no clock. A parsed value never changes, so any thread may ask. Minutes are wall time in
 * Europe/Brussels; an interval that passes midnight ends above 24*60. What cannot be read is a
 * fault with the column; the text itself is never rewritten. No text takes more than 50 ms, to
 * read or to ask. */
#ifndef HOURS_HOURS_H
#define HOURS_HOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "base/fault.h"
#include "base/message.h"
#include "hours/calendar.h"

struct hours; /* opaque */
enum hours_state { HOURS_CLOSED, HOURS_OPEN, HOURS_UNKNOWN };

struct hours_interval { /* wall time; [from, to) */
    struct civil from, to;
    enum hours_state state; /* OPEN or UNKNOWN */
};

enum { HOURS_TEXT_CEILING = 10000 }; /* bytes */

/* Where the schedule holds: the sun's times are those of the point (degrees), school holidays those
 * of the calendar's region. */
struct hours_setting {
    double lat, lon;
    const struct calendar *calendar; /* borrowed; NULL = none known: SH never holds */
    enum calendar_region region;
};

/* Reads `text`. `setting` is copied, its calendar must outlive the value; NULL = Brussels without
 * a calendar. On success *out is the caller's (hours_free). On failure why->place is the column in
 * bytes from 0 and `what` says what was expected. */
bool hours_parse(const char *text, const struct hours_setting *setting, struct hours **out,
                 struct fault *why);
void hours_free(struct hours *hours);

/* What was read although it is not written as the specification says ("9h-17h", "Mo-Fr 9-17"). */
struct hours_warning {
    int column, size;    /* the bytes of the text it is about */
    struct message what; /* in words */
};
size_t hours_warnings(const struct hours *hours, const struct hours_warning **out);
/* The value in the specification's own spelling: what a faulty text should have been. Reading it
 * again gives the same intervals; canonical text is written as it is. */
void hours_write(const struct hours *hours, struct buffer *out);

enum hours_state hours_at(const struct hours *hours, struct civil when);
/* The comment of the rule that decides at `when`, also where that closes (`off "renovation"`): *size
 * bytes of the text, borrowed, without quotes. NULL and 0 = that rule has none. */
const char *hours_comment(const struct hours *hours, struct civil when, size_t *size);
/* The intervals of the days from .. from+days-1, cut to those days, in order, joined where they
 * touch. Writes at most `room`; returns how many there are. */
size_t hours_intervals(const struct hours *hours, struct civil_date from, int days,
                       struct hours_interval *out, size_t room);
/* The next moment after `when` at which the state changes, within 366 days. */
bool hours_next_change(const struct hours *hours, struct civil when, struct civil *out,
                       enum hours_state *becomes);
/* Open minutes (unknown not counted) from `from` for `days` days. */
int hours_minutes(const struct hours *hours, struct civil_date from, int days);
/* Open minutes of a normal week, or with `school` of a week of school holidays: the first such week
 * from `from`'s on (calendar_week, with the calendar and region of the setting). false = no such week is known. */
bool hours_week_minutes(const struct hours *hours, struct civil_date from, bool school,
                        int *minutes);
bool hours_always(const struct hours *hours); /* 24/7 */
bool hours_needs_school_holidays(const struct hours *hours); /* some rule speaks of SH */

struct language;
/* The schedule in words: "ma–vr 9–12 en 13–17 uur, za 9–11 uur; gesloten op feestdagen". */
void hours_say(const struct hours *hours, const struct language *language, struct buffer *out);
/* "Open tot 18:00", "Gesloten, opent maandag 9:00", "Altijd open", "Uren onzeker". */
void hours_say_now(const struct hours *hours, struct civil when, const struct language *language,
                   struct buffer *out);

#endif
