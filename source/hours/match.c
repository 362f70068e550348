/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours_inner.h"

enum { OFFSET_NEAR = 80 }; /* so many days from Easter stay within its year */

bool rule_has_dates(const struct rule *rule)
{
    return rule->years.count || rule->dates.count || rule->weeks.count || rule->days.count ||
           rule->holidays.count;
}

static int month_last(int year, int month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month < 1 ? 31 : days[month - 1] + (month == 2 && leap);
}

struct day_facts day_facts_of(const struct hours *hours, struct civil_date date)
{
    if (!civil_date_valid(date)) /* the days just before the first that exists */
        date = (struct civil_date){YEAR_FIRST, 1, 1};
    struct day_facts day = {.date = date, .number = civil_days(date)};
    day.weekday = (int8_t)civil_weekday_of(date);
    day.week = (int8_t)civil_week_of(date);
    day.month_last = (int8_t)month_last(date.year, date.month);
    day.easter = civil_days(easter_of(date.year));
    for (int beside = -1; beside <= 1; beside++)
        day.public_holiday[beside + 1] = hours_public_holiday(civil_date_add(date, beside));
    day.school_holiday =
        hours->school && hours->setting.calendar &&
        calendar_school_holiday(hours->setting.calendar, hours->setting.region, date);
    return day;
}

static bool in_steps(int value, int from, int to, int step)
{
    return value >= from && value <= to && (value - from) % step == 0;
}

static bool years_match(const struct hours *hours, struct part part, const struct day_facts *day)
{
    for (size_t at = part.first; at < part.first + part.count; at++) {
        const struct year_range *range = &hours->years[at];
        if (in_steps(day->date.year, range->from, range->to, range->step))
            return true;
    }
    return false;
}

static bool weeks_match(const struct hours *hours, struct part part, const struct day_facts *day)
{
    int week = day->week;
    for (size_t at = part.first; at < part.first + part.count; at++) {
        const struct week_range *range = &hours->weeks[at];
        if (range->from <= range->to ? in_steps(week, range->from, range->to, range->step)
                                     : in_steps(week < range->from ? week + 53 : week, range->from,
                                                range->to + 53, range->step))
            return true;
    }
    return false;
}

/* ---- dates ---- */

/* The nth weekday, counted on into the next month or back into the one before when there are not
 * so many. */
static int32_t nth_weekday(int year, int month, int weekday, int nth)
{
    struct civil_date first = {(int16_t)year, (int8_t)month, 1};
    int32_t from = civil_days(first) + (nth > 0 ? 0 : month_last(year, month));
    int ahead = (weekday - (int)((from + 3) % 7 + 7) % 7 + 7) % 7; /* day 0 is a Thursday */
    return from + ahead + (nth > 0 ? nth - 1 : nth) * 7;
}

/* The day number of a point in a year. The 29th of February becomes the 1st of March as a begin,
 * the 28th as an end. */
static int32_t point_day(const struct date_point *point, int year, bool end,
                         const struct day_facts *day)
{
    struct civil_date date = {(int16_t)year, point->month, point->day};
    switch (point->kind) {
    case DATE_EASTER:
        return (year == day->date.year ? day->easter : civil_days(easter_of(year))) + point->offset;
    case DATE_NTH:
        return nth_weekday(year, point->month, point->weekday, point->nth) + point->offset;
    default:
        if (date.day == 29 && date.month == 2 && month_last(year, 2) == 28)
            date =
                end ? (struct civil_date){date.year, 2, 28} : (struct civil_date){date.year, 3, 1};
        return civil_days(date);
    }
}

static bool single_has(const struct date_range *range, const struct day_facts *day)
{
    const struct date_point *point = &range->from;
    int year = day->date.year;
    if (range->onward)
        return day->number >= point_day(point, point->year, false, day);
    if (point->year && point->year != year && point->kind != DATE_EASTER)
        return false;
    if (point->kind == DATE_MONTH)
        return day->date.month == point->month;
    if (point->kind == DATE_DAY)
        return day->date.month == point->month && day->date.day == point->day;
    if (point->year)
        return point_day(point, point->year, false, day) == day->number;
    for (int near = point->offset > OFFSET_NEAR; near >= -(point->offset < -OFFSET_NEAR); near--)
        if (point_day(point, year - near, false, day) == day->number)
            return true;
    return false;
}

static bool months_have(const struct date_range *range, int month)
{
    int from = range->from.month, to = range->to.month;
    return from <= to ? month >= from && month <= to : month >= from || month <= to;
}

/* The plainest of dates, "Jul 01-Aug 15", without a look at any calendar. */
static bool days_have(const struct date_range *range, const struct day_facts *day)
{
    int here = day->date.month * 32 + day->date.day;
    int from = range->from.month * 32 + range->from.day;
    int to = range->to.month * 32 + range->to.day;
    if (from <= to ? here < from || here > to : here < from && here > to)
        return false;
    return range->step <= 1 || (here - from) % range->step == 0;
}

static bool range_has(const struct date_range *range, const struct day_facts *day)
{
    const struct date_point *from = &range->from, *to = &range->to;
    int year = day->date.year;
    if (!range->ranged)
        return single_has(range, day);
    if (from->kind == DATE_MONTH)
        return months_have(range, day->date.month);
    if (from->year == to->year && from->kind == DATE_DAY && to->kind == DATE_DAY)
        return (!from->year || from->year == year) && days_have(range, day);
    int32_t first = point_day(from, from->year ? from->year : year, false, day);
    int32_t last = point_day(to, to->year ? to->year : year, true, day);
    if (last < first && !from->year)
        return day->number >= first || day->number <= last;
    return day->number >= first && day->number <= last;
}

static bool dates_match(const struct hours *hours, struct part part, const struct day_facts *day)
{
    for (size_t at = part.first; at < part.first + part.count; at++)
        if (range_has(&hours->dates[at], day))
            return true;
    return false;
}

/* ---- weekdays and holidays ---- */

static bool weekday_within(const struct day_pick *pick, int weekday)
{
    return pick->from <= pick->to ? weekday >= pick->from && weekday <= pick->to
                                  : weekday >= pick->from || weekday <= pick->to;
}

/* Whether the day, `offset` days earlier, is the nth of its weekday. */
static bool nth_matches(const struct day_pick *pick, const struct day_facts *day)
{
    int weekday = ((day->weekday - pick->offset) % 7 + 7) % 7;
    if (weekday != pick->from)
        return false;
    int date = day->date.day, last = day->month_last;
    if (pick->offset) {
        struct civil_date counted = civil_date_add(day->date, -pick->offset);
        date = counted.day;
        last = month_last(counted.year, counted.month);
    }
    int nth = pick->nth_from > 0 ? (date - 1) / 7 + 1 : -((last - date) / 7 + 1);
    return nth >= pick->nth_from && nth <= pick->nth_to;
}

static bool pick_matches(const struct day_pick *pick, const struct day_facts *day)
{
    if (pick->kind == DAY_SCHOOL)
        return day->school_holiday;
    if (pick->kind == DAY_PUBLIC)
        return day->public_holiday[1 - pick->offset];
    return pick->nth_from ? nth_matches(pick, day) : weekday_within(pick, day->weekday);
}

static bool days_match(const struct hours *hours, struct part part, const struct day_facts *day)
{
    for (size_t at = part.first; at < part.first + part.count; at++)
        if (pick_matches(&hours->days[at], day))
            return true;
    return false;
}

/* ---- rules ---- */

struct kind_match { /* the selectors of a kind that a rule has */
    struct part part;
    bool (*match)(const struct hours *hours, struct part part, const struct day_facts *day);
};
enum { KINDS = 6 };

static void kinds_of(const struct rule *rule, struct kind_match kinds[KINDS])
{
    const struct kind_match all[KINDS] = {
        {rule->years, years_match}, {rule->holidays, days_match}, {rule->months, dates_match},
        {rule->dates, dates_match}, {rule->weeks, weeks_match},   {rule->days, days_match},
    };
    for (int kind = 0; kind < KINDS; kind++)
        kinds[kind] = all[kind];
}

bool rule_matches(const struct hours *hours, const struct rule *rule, const struct day_facts *day)
{
    return (!rule->years.count || years_match(hours, rule->years, day)) &&
           (!rule->dates.count || dates_match(hours, rule->dates, day)) &&
           (!rule->months.count || dates_match(hours, rule->months, day)) &&
           (!rule->weeks.count || weeks_match(hours, rule->weeks, day)) &&
           (!rule->days.count || days_match(hours, rule->days, day)) &&
           (!rule->holidays.count || days_match(hours, rule->holidays, day));
}

bool rule_turns(const struct hours *hours, const struct rule *rule, const struct day_facts *before,
                const struct day_facts *day)
{
    struct kind_match kinds[KINDS];
    kinds_of(rule, kinds);
    for (int kind = 0; kind < KINDS; kind++) {
        bool holds = !kinds[kind].part.count;
        for (size_t at = 0; at < kinds[kind].part.count; at++) {
            struct part one = {kinds[kind].part.first + at, 1};
            bool held = kinds[kind].match(hours, one, before);
            if (held != kinds[kind].match(hours, one, day))
                return true;
            holds |= held;
        }
        if (!holds)
            return false;
    }
    return false;
}
