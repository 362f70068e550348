/* SPDX-License-Identifier: EUPL-1.2 */
/* timetable.h – when an offer is there: opening_hours and what it cannot say.
 *
 * Our own additions to an opening_hours text: dated stops (a caravan on a square, a café on eight
 * listed days), "by appointment", "closed until and including", valid from and until. Everything
 * that an opening_hours value answers, a timetable answers too. Pure; never changes. */
#ifndef HOURS_TIMETABLE_H
#define HOURS_TIMETABLE_H

#include "hours/hours.h"

struct timetable_stop {
    struct civil_date date;
    int16_t from, to;  /* minutes of that day; to > from, past midnight above 24*60 */
    const char *where; /* "Dorpsplein Rekkem", "" = at the place itself; borrowed */
};
enum { TIMETABLE_STOPS = 400 };
bool timetable_stop_valid(const struct timetable_stop *stop); /* a real day, at most two days long */

struct timetable_parts { /* borrowed while it is made */
    const char *hours;   /* opening_hours, "" = not known (with stops: only the stops) */
    bool appointment;    /* comes only after an appointment */
    struct civil_date closed_until; /* last day of a temporary closure; year 0 = none */
    struct civil_date from, until;  /* valid, both inside; year 0 = no bound */
    const struct timetable_stop *stops;
    size_t stop_count;
};

struct timetable; /* opaque; owns copies */
/* Fails as hours_parse does, or when a stop is odd (why->place is its index then). */
bool timetable_make(const struct timetable_parts *parts, const struct hours_setting *setting,
                    struct timetable **out, struct fault *why);
void timetable_free(struct timetable *timetable);

/* Neither hours nor stops are given: every question answers UNKNOWN, but CLOSED on the days of a
 * closure and outside the validity. */
bool timetable_unknown(const struct timetable *timetable);
bool timetable_appointment(const struct timetable *timetable);

/* As their namesakes of hours.h. An appointment does not close anything. A closure and the bounds
 * of the validity cut at midnight. */
enum hours_state timetable_at(const struct timetable *timetable, struct civil when);
size_t timetable_intervals(const struct timetable *timetable, struct civil_date from, int days,
                           struct hours_interval *out, size_t room);
bool timetable_next_change(const struct timetable *timetable, struct civil when, struct civil *out,
                           enum hours_state *becomes);
int timetable_minutes(const struct timetable *timetable, struct civil_date from, int days);
/* The stop that stands at `when` or comes next; NULL = none. */
const struct timetable_stop *timetable_stop_next(const struct timetable *timetable,
                                                 struct civil when);

/* "za 9–11 uur, op afspraak; gesloten tot en met 3 januari". Stops before `today` are left out;
 * at most `stops` of the others are named, the rest counted. */
void timetable_say(const struct timetable *timetable, struct civil_date today, int stops,
                   const struct language *language, struct buffer *out);
/* "Open tot 18:00", "Tijdelijk gesloten tot en met 31 augustus", "Komt vrijdag 14:00, Dorpsplein";
 * nothing when nothing is known. */
void timetable_say_now(const struct timetable *timetable, struct civil when,
                       const struct language *language, struct buffer *out);
/* As one opening_hours text: stops as dated rules, closure as a dated "off", appointment as a
 * comment. false = something could not be said so (where a stop is goes into its comment). */
bool timetable_write(const struct timetable *timetable, struct buffer *out);

#endif
