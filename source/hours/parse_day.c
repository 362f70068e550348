/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/scan.h"

#include "base/arena.h"

enum { YEAR_LAST = 9999 };

/* Puts `item` behind the value's items of a kind (year, date, week, day) and into `part`. */
#define PART_ADD(scan, part, kind, item)                                                           \
    do {                                                                                           \
        struct hours *whole = (scan)->hours;                                                       \
        if (!(part)->count)                                                                        \
            (part)->first = whole->kind##_count;                                                   \
        ARRAY_GROW(whole->kind##s, whole->kind##_count, whole->kind##_room);                       \
        whole->kind##s[whole->kind##_count++] = (item);                                            \
        (part)->count++;                                                                           \
    } while (0)

/* Takes a comma when behind it `more` sees one more of the list. */
static bool list_goes_on(struct scan *scan, bool (*more)(struct scan *scan))
{
    size_t start = scan->at;
    if (scan_take(scan, ',') && more(scan))
        return true;
    scan->at = start;
    return false;
}

/* A number from `least` to `most`; outside, nothing is taken and the fault stands at its begin. */
static bool number_within(struct scan *scan, int digits, int least, int most, int *value,
                          const char *key)
{
    size_t start = scan->at;
    if (scan_number(scan, 1, digits, value) && *value >= least && *value <= most)
        return true;
    scan->at = start;
    return scan_fault_word(scan, key);
}

static bool is_year(struct scan *scan)
{
    return scan_is_number(scan, 4, 4);
}

bool parse_years(struct scan *scan, struct rule *rule)
{
    do {
        int from, to, step = 1, month;
        if (!number_within(scan, 4, 1, YEAR_LAST, &from, "hours.fault.year"))
            return false;
        enum word next = scan_word(scan, &month);
        if (next == WORD_MONTH || next == WORD_EASTER)
            return parse_dates(scan, rule, from);
        to = from;
        if (scan_take(scan, '+'))
            to = YEAR_LAST;
        else if (scan_take(scan, '-') && !scan_number(scan, 4, 4, &to))
            return scan_fault_word(scan, "hours.fault.year");
        if (to < from)
            return scan_fault(scan, "hours.fault.backward");
        if (scan_take(scan, '/') && !number_within(scan, 2, 1, 99, &step, "hours.fault.step"))
            return false;
        struct year_range range = {(int16_t)from, (int16_t)to, (int16_t)step};
        PART_ADD(scan, &rule->years, year, range);
    } while (list_goes_on(scan, is_year));
    return true;
}

static bool is_week(struct scan *scan)
{
    return scan_is_number(scan, 1, 2);
}

static bool week_number(struct scan *scan, int *week)
{
    return number_within(scan, 2, 1, 53, week, "hours.fault.week");
}

bool parse_weeks(struct scan *scan, struct rule *rule)
{
    do {
        int from, to, step = 1;
        if (!week_number(scan, &from))
            return false;
        to = from;
        if (scan_take(scan, '-') && !week_number(scan, &to))
            return false;
        if (scan_take(scan, '/') && !number_within(scan, 2, 1, 99, &step, "hours.fault.step"))
            return false;
        struct week_range range = {(int8_t)from, (int8_t)to, (int8_t)step};
        PART_ADD(scan, &rule->weeks, week, range);
    } while (list_goes_on(scan, is_week));
    return true;
}

/* "[1]", "[-1]", "[1-2]" or one piece of "[1,3]"; the bracket itself is taken elsewhere. */
static bool nth_number(struct scan *scan, int *nth)
{
    bool from_end = scan_take(scan, '-');
    if (!number_within(scan, 1, 1, 5, nth, "hours.fault.nth"))
        return false;
    *nth = from_end ? -*nth : *nth;
    return true;
}

static const int8_t month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool date_day(struct scan *scan, struct date_point *point)
{
    int day;
    if (!number_within(scan, 2, 1, month_days[point->month - 1], &day, "hours.fault.day"))
        return false;
    point->kind = DATE_DAY;
    point->day = (int8_t)day;
    return true;
}

/* "Oct Su[-1]" begins or ends a range only; alone it is a month and a weekday. */
static bool date_nth(struct scan *scan, struct date_point *point)
{
    size_t start = scan->at;
    int weekday, nth;
    if (scan_word_take(scan, &weekday) == WORD_WEEKDAY && scan_take(scan, '[')) {
        if (!nth_number(scan, &nth))
            return false;
        if (scan_take(scan, ']')) {
            point->kind = DATE_NTH;
            point->weekday = (int8_t)weekday;
            point->nth = (int8_t)nth;
            return true;
        }
    }
    scan->at = start;
    return true;
}

static bool date_point(struct scan *scan, int year, struct date_point *point)
{
    int month;
    *point = (struct date_point){.year = (int16_t)year};
    enum word word = scan_word_take(scan, &month);
    if (word == WORD_EASTER) {
        point->kind = DATE_EASTER;
    } else if (word == WORD_MONTH) {
        point->kind = DATE_MONTH;
        point->month = (int8_t)month;
        if (scan_is_number(scan, 1, 2)) {
            if (!date_day(scan, point))
                return false;
        } else if (!date_nth(scan, point)) {
            return false;
        }
    } else {
        return scan_fault_word(scan, "hours.fault.month");
    }
    if (point->kind != DATE_MONTH)
        scan_offset(scan, &point->offset);
    return true;
}

static bool date_end(struct scan *scan, struct date_range *range)
{
    int year = 0;
    range->ranged = true;
    if (range->from.kind == DATE_DAY && scan_is_number(scan, 1, 2)) {
        range->to = range->from;
        range->to.offset = 0;
        if (!date_day(scan, &range->to))
            return false;
        if (range->to.day < range->from.day)
            return scan_fault(scan, "hours.fault.backward");
        return true;
    }
    if (!scan_number(scan, 4, 4, &year))
        year = 0;
    return date_point(scan, year, &range->to);
}

static bool is_date(struct scan *scan)
{
    size_t start = scan->at;
    int ignored;
    scan_number(scan, 4, 4, &ignored);
    enum word word = scan_word(scan, &ignored);
    scan->at = start;
    return word == WORD_MONTH || word == WORD_EASTER;
}

static bool is_date_or_day(struct scan *scan)
{
    return is_date(scan) || scan_is_number(scan, 1, 2);
}

/* `before` is the date before the comma, whose month a lone day shares; NULL = none. */
static bool date_range(struct scan *scan, int year, const struct date_point *before,
                       struct date_range *range)
{
    *range = (struct date_range){0};
    if (before && scan_is_number(scan, 1, 2)) {
        range->from = *before;
        range->from.offset = 0;
        if (!date_day(scan, &range->from))
            return false;
    } else if (!date_point(scan, year, &range->from)) {
        return false;
    }
    range->to = range->from;
    if (scan_take(scan, '-'))
        return date_end(scan, range);
    if (scan_take(scan, '+')) {
        range->onward = true;
        if (!range->from.year)
            return scan_fault(scan, "hours.fault.onward");
    }
    return true;
}

bool parse_dates(struct scan *scan, struct rule *rule, int year)
{
    struct date_range range;
    struct date_point before = {0};
    bool days = false;
    do {
        if (!year && !scan_number(scan, 4, 4, &year))
            year = 0;
        size_t start = scan->at;
        if (!date_range(scan, year, days ? &before : NULL, &range))
            return false;
        if (range.from.kind == DATE_NTH && !range.ranged && !range.from.offset) {
            scan->at = start;
            range.from = range.to = (struct date_point){.kind = DATE_MONTH, .year = (int16_t)year};
            int month;
            scan_word_take(scan, &month);
            range.from.month = range.to.month = (int8_t)month;
        }
        PART_ADD(scan, &rule->dates, date, range);
        days = range.from.kind == DATE_DAY && range.to.kind == DATE_DAY && !range.onward;
        before = range.to;
        year = 0;
    } while (list_goes_on(scan, days ? is_date_or_day : is_date));
    return true;
}

static bool is_day(struct scan *scan)
{
    int ignored;
    enum word word = scan_word(scan, &ignored);
    return word == WORD_WEEKDAY || word == WORD_PUBLIC || word == WORD_SCHOOL;
}

static bool day_nths(struct scan *scan, struct part *part, struct day_pick pick)
{
    size_t first = scan->hours->day_count;
    do {
        int from, to;
        if (!nth_number(scan, &from))
            return false;
        to = from;
        if (from > 0 && scan_take(scan, '-') && !nth_number(scan, &to))
            return false;
        if (to < from)
            return scan_fault(scan, "hours.fault.backward");
        pick.nth_from = (int8_t)from;
        pick.nth_to = (int8_t)to;
        PART_ADD(scan, part, day, pick);
    } while (scan_take(scan, ','));
    if (!scan_take(scan, ']'))
        return scan_fault_word(scan, "hours.fault.bracket");
    int16_t offset;
    scan_offset(scan, &offset);
    for (size_t at = first; at < scan->hours->day_count; at++)
        scan->hours->days[at].offset = offset;
    return true;
}

static bool day_pick(struct scan *scan, struct part *part)
{
    int from, to;
    struct day_pick pick = {0};
    enum word word = scan_word_take(scan, &from);
    if (word == WORD_WEEKDAY) {
        to = from;
        if (scan_take(scan, '-') && scan_word_take(scan, &to) != WORD_WEEKDAY)
            return scan_fault_word(scan, "hours.fault.weekday");
        pick.from = (int8_t)from;
        pick.to = (int8_t)to;
        if (scan_peek(scan) == '[') {
            if (from != to)
                return scan_fault(scan, "hours.fault.nth.range");
            scan_take(scan, '[');
            return day_nths(scan, part, pick);
        }
    } else {
        pick.kind = word == WORD_PUBLIC ? DAY_PUBLIC : DAY_SCHOOL;
        scan->hours->school |= word == WORD_SCHOOL;
        scan_offset(scan, &pick.offset);
    }
    PART_ADD(scan, part, day, pick);
    return true;
}

static bool only_kind(const struct hours *hours, struct part part, bool holidays)
{
    for (size_t at = part.first; at < part.first + part.count; at++)
        if ((hours->days[at].kind != DAY_OF_WEEK) != holidays)
            return false;
    return true;
}

bool parse_days(struct scan *scan, struct rule *rule)
{
    size_t start = scan->at;
    struct part part = {0};
    do {
        if (!day_pick(scan, &part))
            return false;
    } while (list_goes_on(scan, is_day));
    if (!rule->days.count) {
        rule->days = part;
        return true;
    }
    bool narrows = only_kind(scan->hours, part, true);
    scan->at = rule->holidays.count ? start : scan->at;
    if (!rule->holidays.count && narrows && only_kind(scan->hours, rule->days, false)) {
        rule->holidays = part;
        return true;
    }
    if (!rule->holidays.count && only_kind(scan->hours, part, false) &&
        only_kind(scan->hours, rule->days, true)) {
        rule->holidays = rule->days;
        rule->days = part;
        return true;
    }
    scan->at = start;
    return scan_fault_word(scan, "hours.fault.days");
}
