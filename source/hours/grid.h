/* SPDX-License-Identifier: EUPL-1.2 */
/* grid.h – a week that can be painted, and the opening_hours text it stands for.
 *
 * Seven days with spans to the minute, each every week or in certain weeks of the month; what
 * happens on legal holidays and in school holidays; from when until when; one comment. That is most
 * of what people write. What it cannot hold (seasons, sunrise, "or" rules, …) is not
 * representable: such a text stays as it is, and only a person may replace it.
 *
 * grid_read looks at the text as written, else at its canonical form; grid_write gives canonical
 * text, in which equal days stand together: "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00; PH off".
 * What is read from what was written is the same grid, and a text that is representable is open at the same
 * moments after it has been read and written. Pure. */
#ifndef HOURS_GRID_H
#define HOURS_GRID_H

#include "hours/hours.h"

enum { GRID_DAYS = 7, GRID_SPANS = 8, GRID_RULES = 400, GRID_COMMENT = 120 };
enum { GRID_WORKDAYS = 0x1f, GRID_WEEKEND = 0x60, GRID_ALL = 0x7f }; /* days as bits, Monday lowest */

/* Minutes of the day; 0 <= from < 24*60, from < to <= from + 24*60: past midnight above 24*60. */
struct grid_span {
    int16_t from, to;
};
/* Weeks of the month as bits: 1 << 0 the first such weekday … 1 << 4 the fifth, and the last. */
enum { GRID_WEEKS = 6, GRID_LAST_WEEK = 1 << 5 };
struct grid_day { /* spans in order, none touching another */
    struct grid_span span[GRID_SPANS];
    int count;
    unsigned weeks; /* 0 = every week */
};
enum grid_special {
    GRID_USUAL,  /* as on any such weekday */
    GRID_CLOSED,
    GRID_SUNDAY, /* holidays: the hours of Sunday */
    GRID_OTHER   /* as the rules kept beside it say */
};

struct grid {
    struct grid_day day[GRID_DAYS]; /* Monday first */
    enum grid_special holidays, school; /* school is never GRID_SUNDAY */
    char holiday_rules[GRID_RULES], school_rules[GRID_RULES]; /* of GRID_OTHER, as text */
    struct civil_date from, until; /* valid, both inside; year 0 = no bound; `until` asks `from` */
    char comment[GRID_COMMENT];    /* of every rule that opens; "" = none */
};

void grid_wipe(struct grid *grid); /* nothing is open, nothing special */
/* Reads `text` ("" = nothing is open). false: not representable (the grid is then empty); so is what
 * says no more than "off". */
bool grid_read(const char *text, struct grid *grid);
/* "" when nothing is open and nothing special is said. */
void grid_write(const struct grid *grid, struct buffer *out);
bool grid_equal(const struct grid *a, const struct grid *b);
bool grid_day_equal(const struct grid_day *a, const struct grid_day *b);
bool grid_is_empty(const struct grid *grid); /* no day has a span */
/* What says the same in one way only: GRID_SUNDAY with no Sunday is GRID_CLOSED, with seven equal
 * days GRID_USUAL; a closed day has no weeks. grid_read gives nothing else. */
void grid_settle(struct grid *grid);
/* Legal holidays have the hours of `day`: GRID_OTHER with a rule of its own. */
void grid_holidays_as(struct grid *grid, const struct grid_day *day);

/* Painting. Minutes from `from` (below 24*60) up to `to` (at most 24*60). What runs into the day from
 * the evening before is seen and cleared as well. A span up to midnight that meets one from midnight
 * to at most 6:00 becomes one. false = there is no room for more spans (nothing changed). */
bool grid_is_open(const struct grid *grid, int day, int minute);
bool grid_paint(struct grid *grid, int day, int from, int to, bool open);
/* Spans of `day` that begin with the evening before and lie in it: 0 or more minutes. */
int grid_before(const struct grid *grid, int day);
/* Puts a span into a day and joins what touches. false = no room. */
bool grid_day_add(struct grid_day *day, struct grid_span span);

/* ---- what people type on a number pad (grid_entry.c) ----
 * "9-12 13-17", "9.30-12", "9u30-12", "930-1200", "9h à 12h", "9 tot 12 en 13 tot 17", "20-2".
 * Fills the spans of `out` (its weeks stay). On failure why->place is the column in bytes, why->what
 * says what would be right ("14-": "tot wanneer? bijvoorbeeld 14-18"). */
enum { GRID_ENTRY = 120 }; /* bytes */
bool grid_entry_read(const char *text, struct grid_day *out, struct fault *why);

#endif
