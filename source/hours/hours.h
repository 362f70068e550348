/* SPDX-License-Identifier: EUPL-1.2 */
/* hours.h – an OSM opening_hours value, read once and asked often.
 *
 * Source of the grammar: wiki.openstreetmap.org/wiki/Key:opening_hours/specification. Pure:
 * opens no file, asks no clock. A parsed value never changes, so any thread may ask. Minutes
 * are wall time in Europe/Brussels; an interval that passes midnight ends above 24*60.
 * What cannot be read yet is a fault with the column; the text itself is never rewritten. */
#ifndef HOURS_HOURS_H
#define HOURS_HOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "base/fault.h"
#include "base/message.h"

struct hours; /* opaque */
enum hours_state { HOURS_CLOSED, HOURS_OPEN, HOURS_UNKNOWN };

struct hours_interval { /* wall time; [from, to) */
    struct civil from, to;
    enum hours_state state; /* OPEN or UNKNOWN */
};

enum { HOURS_TEXT_CEILING = 2048 };

/* Reads `text`. On success *out is the caller's (hours_free). On failure why->place is the
 * column in bytes from 0 and `what` says what was expected. */
bool hours_parse(const char *text, struct hours **out, struct fault *why);
void hours_free(struct hours *hours);

enum hours_state hours_at(const struct hours *hours, struct civil when);
/* The intervals of the days from .. from+days-1, cut to those days, in order, joined where they
 * touch. Writes at most `room`; returns how many there are. */
size_t hours_intervals(const struct hours *hours, struct civil_date from, int days,
                       struct hours_interval *out, size_t room);
/* The next moment after `when` at which the state changes, within 366 days. */
bool hours_next_change(const struct hours *hours, struct civil when, struct civil *out,
                       enum hours_state *becomes);
/* Open minutes (unknown not counted) from `from` for `days` days. */
int hours_minutes(const struct hours *hours, struct civil_date from, int days);
bool hours_always(const struct hours *hours); /* 24/7 */
/* Some rule speaks of school holidays (SH). Their dates are not known yet: such a rule is kept
 * and said, but never holds. */
bool hours_needs_school_holidays(const struct hours *hours);

/* Belgian legal holidays (wet van 4 januari 1974; ten a year). */
bool hours_public_holiday(struct civil_date date);

struct language;
/* The schedule in words: "ma–vr 9–12 en 13–17 uur, za 9–11 uur; gesloten op feestdagen". */
void hours_say(const struct hours *hours, const struct language *language, struct buffer *out);
/* "Open tot 18:00", "Gesloten, opent maandag 9:00", "Altijd open", "Uren onzeker". */
void hours_say_now(const struct hours *hours, struct civil when, const struct language *language,
                   struct buffer *out);

#endif
