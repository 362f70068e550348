/* SPDX-License-Identifier: EUPL-1.2 */
/* hours_inner.h – a parsed value, shared by the files of this room.
 *
 * A value is a row of rules in the order written. A rule has selectors of several kinds; it
 * holds on a day that meets one selector of every kind it has (a kind it lacks is met). The
 * selectors of all rules lie in arrays of the value; a rule names its part of each. */
#ifndef HOURS_HOURS_INNER_H
#define HOURS_HOURS_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hours/hours.h"

enum { DAY_MINUTES = 24 * 60, YEAR_FIRST = 1, YEAR_LAST = 9999 };

struct part { /* items[first .. first+count) */
    size_t first, count;
};

struct year_range {
    int16_t from, to; /* to = YEAR_LAST for "2026+" */
    int16_t step;
};

struct week_range {
    int8_t from, to, step; /* ISO weeks; from > to passes new year */
};

enum date_point_kind { DATE_MONTH, DATE_DAY, DATE_NTH, DATE_EASTER };

struct date_point {
    enum date_point_kind kind;
    int16_t year; /* 0 = every year */
    int8_t month;
    int8_t day;          /* DATE_DAY */
    int8_t weekday, nth; /* DATE_NTH: the nth weekday of the month, negative from its end */
    int16_t offset;      /* days later, or earlier when negative */
};

/* Both ends have a year, or neither: then it passes new year when `to` comes before `from`. */
struct date_range {
    struct date_point from, to; /* equal for a single date or month */
    int16_t step;               /* "Jun 01-20/3": every third day; 0 = every day */
    bool ranged;
    bool onward; /* "2026 May 4+": from then on */
};

enum day_kind { DAY_OF_WEEK, DAY_PUBLIC, DAY_SCHOOL };

struct day_pick {
    enum day_kind kind;
    int8_t from, to;         /* weekdays, from > to passes Sunday */
    int8_t nth_from, nth_to; /* 0 = every; "Sa[1-2]" 1..2; "We[-1]" -1..-1 */
    int16_t offset;          /* "PH -1 day": the day before one */
};

/* One end of a span that the sun sets: `event` of sun.h plus `offset` minutes. Unset, the span's
 * own minutes hold. With it those minutes stand for a day on which the sun rises at 6 and sets at
 * 18 h: by them is settled which span passes midnight. */
struct sun_end {
    bool set;
    int8_t event;
    int16_t offset;
};

/* Minutes after the midnight that the rule's day begins with. `till` is where an open end ("+")
 * stops being likely; to == from when only the begin is known. */
struct span {
    int16_t from, to;
    int16_t till; /* == to without open end */
    int16_t step; /* "10:00-16:00/90": one minute every ninety; 0 = all the time */
    struct sun_end sun_from, sun_to;
    bool ranged; /* an end is written, also when it is the begin: "9-9" never holds */
    bool open_end;
    bool listed; /* one more span of the rule follows */
};

/* Written ; , || – what stands behind a comma in a fallback is a fallback too. */
enum joint { JOINT_NORMAL, JOINT_ADDITIONAL, JOINT_FALLBACK };

struct rule {
    enum joint joint;
    enum hours_state state;
    bool said;     /* the state stands in the text */
    bool fallback; /* holds only where nothing else does */
    struct part years, dates, weeks;
    struct part months;           /* months that narrow dates: rare, then both must hold */
    struct part days;             /* weekdays, and holidays written among them */
    struct part holidays;         /* holidays that narrow weekdays: "PH Mo-Fr" */
    struct part spans;            /* none = the whole day */
    bool spills;                  /* a span runs on into the next day */
    size_t comment, comment_size; /* in text; size 0 = none */
};

struct hours {
    struct hours_setting setting;
    char *text;      /* owned, as are the arrays */
    char *canonical; /* the same in the specification's spelling */
    struct rule *rules;
    struct year_range *years;
    struct date_range *dates;
    struct week_range *weeks;
    struct day_pick *days;
    struct span *spans;
    struct hours_warning *warnings;
    size_t rule_count, year_count, date_count, week_count, day_count, span_count, warning_count;
    size_t rule_room, year_room, date_room, week_room, day_room, span_room, warning_room;
    bool school; /* a rule asks for school holidays */
};

/* match.c: a day and what the selectors ask of it, found once for all rules. */
struct day_facts {
    struct civil_date date;
    int32_t number; /* civil_days */
    int32_t easter; /* of its year, as a day number */
    int8_t weekday, week, month_last;
    bool public_holiday[3]; /* the day before, the day, the day after */
    bool school_holiday;
};
struct day_facts day_facts_of(const struct hours *hours, struct civil_date date);
bool rule_has_dates(const struct rule *rule);
bool rule_matches(const struct hours *hours, const struct rule *rule, const struct day_facts *day);
/* Whether one of its selectors alone holds on only one of two days, the first of which the others
 * before it do not exclude. */
bool rule_turns(const struct hours *hours, const struct rule *rule, const struct day_facts *before,
                const struct day_facts *day);
struct civil_date easter_of(int year); /* holiday.c */

/* say_day.c: the selectors in words. */
struct language;
void say_days(const struct hours *hours, struct part part, const struct language *language,
              struct buffer *out);
void say_dates(const struct hours *hours, const struct rule *rule, const struct language *language,
               struct buffer *out);
/* A list in words: call for each of `count` pieces, "a, b en c". */
void say_joint(const struct language *language, size_t at, size_t count, struct buffer *out);
/* 9 × 60 → "9" (nl), "9h" (fr), "9:00" (en); `clock` always with minutes where one says so. */
void say_time(const struct language *language, int minutes, bool clock, struct buffer *out);

#endif
