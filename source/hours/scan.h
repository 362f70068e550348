/* SPDX-License-Identifier: EUPL-1.2 */
/* scan.h – reading the letters of an opening_hours value, for the parser.
 *
 * White space (also no-break space) may stand between any two pieces. Words are English, in
 * any case, short or in full; the dash may be a hyphen or an en dash. */
#ifndef HOURS_SCAN_H
#define HOURS_SCAN_H

#include "hours/hours_inner.h"

enum word {
    WORD_NONE, /* no word here, or one that we do not know */
    WORD_WEEKDAY,
    WORD_MONTH,
    WORD_OPEN,
    WORD_OFF,
    WORD_UNKNOWN,
    WORD_PUBLIC,
    WORD_SCHOOL,
    WORD_WEEK,
    WORD_EASTER,
    WORD_SUN, /* sunrise, sunset, dawn, dusk */
    WORD_DAY  /* "day" or "days" */
};

struct scan {
    const char *text; /* NUL-terminated */
    size_t at;
    struct hours *hours;
    struct fault *why;
};

/* Each skips white space first. */
char scan_peek(struct scan *scan); /* the next byte; '-' for an en dash; 0 at the end */
bool scan_take(struct scan *scan, char byte);
bool scan_take_text(struct scan *scan, const char *text);
enum word scan_word(struct scan *scan, int *value); /* weekday 0–6, month 1–12; does not move */
enum word scan_word_take(struct scan *scan, int *value);
/* A number of `least` to `most` digits that is no time of day; takes nothing otherwise. */
bool scan_number(struct scan *scan, int least, int most, int *value);
bool scan_is_number(struct scan *scan, int least, int most);
bool scan_is_time(struct scan *scan); /* digits and a colon, or a piece about the sun */
/* " +2 days", " -1 day" into *days; takes nothing and gives 0 when there is none. */
bool scan_offset(struct scan *scan, int16_t *days);

/* Fails at the current place; always false. `fault_word` tells the word that stands there. */
bool scan_fault(struct scan *scan, const char *key);
bool scan_fault_word(struct scan *scan, const char *key);

/* parse_day.c: the selectors. Each reads a whole list of its kind into the rule. */
bool parse_years(struct scan *scan, struct rule *rule);
bool parse_dates(struct scan *scan, struct rule *rule, int year);
bool parse_weeks(struct scan *scan, struct rule *rule);
bool parse_days(struct scan *scan, struct rule *rule);

#endif
