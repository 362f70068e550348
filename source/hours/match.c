/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours_inner.h"

enum { YEAR_FIRST = 1, YEAR_LAST = 9999 };

bool rule_has_dates(const struct rule *rule)
{
    return rule->years.count || rule->dates.count || rule->weeks.count || rule->days.count ||
           rule->holidays.count;
}

static bool in_steps(int value, int from, int to, int step)
{
    return value >= from && value <= to && (value - from) % step == 0;
}

static bool years_match(const struct hours *hours, struct part part, struct civil_date date)
{
    for (size_t at = part.first; at < part.first + part.count; at++) {
        const struct year_range *range = &hours->years[at];
        if (in_steps(date.year, range->from, range->to, range->step))
            return true;
    }
    return false;
}

static bool weeks_match(const struct hours *hours, struct part part, struct civil_date date)
{
    int week = civil_week_of(date);
    for (size_t at = part.first; at < part.first + part.count; at++) {
        const struct week_range *range = &hours->weeks[at];
        if (range->from <= range->to ? in_steps(week, range->from, range->to, range->step)
                                     : in_steps(week < range->from ? week + 53 : week, range->from,
                                                range->to + 53, range->step))
            return true;
    }
    return false;
}

static int month_last(int year, int month)
{
    struct civil_date last = civil_date_add(
        civil_date_add_months((struct civil_date){(int16_t)year, (int8_t)month, 1}, 1), -1);
    return month == 12 ? 31 : last.day;
}

static struct civil_date nth_weekday(int year, int month, int weekday, int nth)
{
    struct civil_date date = {(int16_t)year, (int8_t)month, 1};
    int last = month_last(year, month);
    if (nth > 0) {
        int first = 1 + (weekday - (int)civil_weekday_of(date) + 7) % 7;
        date.day = (int8_t)(first + (nth - 1) * 7);
    } else {
        date.day = (int8_t)last;
        int end = last - ((int)civil_weekday_of(date) - weekday + 7) % 7;
        date.day = (int8_t)(end + (nth + 1) * 7);
    }
    return date.day >= 1 && date.day <= last ? date : (struct civil_date){0, 0, 0};
}

/* The day number of a point in a year; false when it does not exist in it. The 29th of February
 * becomes the 1st of March as a begin, the 28th as an end. */
static bool point_day(const struct date_point *point, int year, bool end, bool ranged, int32_t *day)
{
    struct civil_date date = {(int16_t)year, point->month, 1};
    if (year < YEAR_FIRST || year > YEAR_LAST)
        return false;
    switch (point->kind) {
    case DATE_MONTH:
        date.day = (int8_t)(end ? month_last(year, point->month) : 1);
        break;
    case DATE_DAY:
        date.day = point->day;
        if (!civil_date_valid(date)) {
            if (!ranged)
                return false;
            date =
                end ? (struct civil_date){date.year, 2, 28} : (struct civil_date){date.year, 3, 1};
        }
        break;
    case DATE_NTH:
        date = nth_weekday(year, point->month, point->weekday, point->nth);
        break;
    case DATE_EASTER:
        date = easter_of(year);
        break;
    }
    if (!date.year)
        return false;
    *day = civil_days(date) + point->offset;
    return true;
}

static bool range_has(const struct date_range *range, int year, int32_t day)
{
    int32_t from, to;
    if (range->from.year && range->from.year != year)
        return false;
    if (!point_day(&range->from, year, false, range->ranged, &from) || day < from)
        return false;
    if (range->onward)
        return true;
    int end_year = range->to.year ? range->to.year : year;
    if (!point_day(&range->to, end_year, true, range->ranged, &to))
        return false;
    if (to < from && !range->to.year &&
        !point_day(&range->to, end_year + 1, true, range->ranged, &to))
        return false;
    return day <= to;
}

static bool dates_match(const struct hours *hours, struct part part, struct civil_date date)
{
    int32_t day = civil_days(date);
    for (size_t at = part.first; at < part.first + part.count; at++) {
        const struct date_range *range = &hours->dates[at];
        if (range->from.year) {
            if (range_has(range, range->from.year, day))
                return true;
            continue;
        }
        for (int year = date.year - 1; year <= date.year + 1; year++)
            if (range_has(range, year, day))
                return true;
    }
    return false;
}

static bool weekday_within(const struct day_pick *pick, int weekday)
{
    return pick->from <= pick->to ? weekday >= pick->from && weekday <= pick->to
                                  : weekday >= pick->from || weekday <= pick->to;
}

static bool day_matches(const struct day_pick *pick, struct civil_date date)
{
    if (pick->offset) {
        int32_t day = civil_days(date) - pick->offset;
        if (day < civil_days((struct civil_date){YEAR_FIRST, 1, 1}) ||
            day > civil_days((struct civil_date){YEAR_LAST, 12, 31}))
            return false;
        date = civil_date_of(day);
    }
    if (pick->kind != DAY_OF_WEEK)
        return pick->kind == DAY_PUBLIC && hours_public_holiday(date);
    if (!weekday_within(pick, (int)civil_weekday_of(date)))
        return false;
    if (!pick->nth_from)
        return true;
    int nth = pick->nth_from > 0 ? (date.day - 1) / 7 + 1
                                 : -((month_last(date.year, date.month) - date.day) / 7 + 1);
    return nth >= pick->nth_from && nth <= pick->nth_to;
}

static bool days_match(const struct hours *hours, struct part part, struct civil_date date)
{
    for (size_t at = part.first; at < part.first + part.count; at++)
        if (day_matches(&hours->days[at], date))
            return true;
    return false;
}

bool rule_matches(const struct hours *hours, const struct rule *rule, struct civil_date date)
{
    return (!rule->years.count || years_match(hours, rule->years, date)) &&
           (!rule->dates.count || dates_match(hours, rule->dates, date)) &&
           (!rule->weeks.count || weeks_match(hours, rule->weeks, date)) &&
           (!rule->days.count || days_match(hours, rule->days, date)) &&
           (!rule->holidays.count || days_match(hours, rule->holidays, date));
}
