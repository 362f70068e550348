/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include <string.h>

#include "hours/day_inner.h"
#include "hours/hours_inner.h"

enum { DAYS_MOST = 3660, CHANGE_DAYS = 366 };

/* One day alone. */
static struct day day_of(const struct hours *hours, struct civil_date date)
{
    struct days days;
    days_start(&days, hours, date);
    struct day day = *days_next(&days);
    days_end(&days);
    return day;
}

static struct civil civil_at(struct civil_date date, int minute)
{
    return (struct civil){
        .date = date, .hour = (int8_t)(minute / 60), .minute = (int8_t)(minute % 60)};
}

static int minute_of(struct civil when)
{
    int minute = when.hour * 60 + when.minute;
    return minute < 0 ? 0 : minute >= DAY_MINUTES ? DAY_MINUTES - 1 : minute;
}

/* Days from `date` on that can be reckoned with, at most `days`. */
static int days_within(struct civil_date date, int days)
{
    if (!civil_date_valid(date) || days < 0)
        return 0;
    int32_t left = civil_days((struct civil_date){YEAR_LAST, 12, 31}) - civil_days(date);
    days = days > DAYS_MOST ? DAYS_MOST : days;
    return days > left ? (int)left : days;
}

enum hours_state hours_at(const struct hours *hours, struct civil when)
{
    if (!civil_date_valid(when.date))
        return HOURS_UNKNOWN;
    struct day day = day_of(hours, when.date);
    return day_state(&day, minute_of(when));
}

size_t hours_intervals(const struct hours *hours, struct civil_date from, int days,
                       struct hours_interval *out, size_t room)
{
    struct days row;
    size_t count = 0;
    enum hours_state last = HOURS_CLOSED;
    days = days_within(from, days);
    if (!days)
        return 0;
    days_start(&row, hours, from);
    for (; days; days--) {
        const struct day *day = days_next(&row);
        for (int at = 0; at < DAY_MINUTES; at = day_change(day, at)) {
            enum hours_state state = day_state(day, at);
            if (state == last)
                continue;
            struct civil here = civil_at(row.date, at);
            if (last != HOURS_CLOSED && count <= room)
                out[count - 1].to = here;
            if (state != HOURS_CLOSED && count++ < room)
                out[count - 1] = (struct hours_interval){here, {{0}, 0, 0, 0}, state};
            last = state;
        }
    }
    if (last != HOURS_CLOSED && count <= room)
        out[count - 1].to = civil_at(civil_date_add(row.date, 1), 0);
    days_end(&row);
    return count;
}

bool hours_next_change(const struct hours *hours, struct civil when, struct civil *out,
                       enum hours_state *becomes)
{
    struct days row;
    int days = days_within(when.date, CHANGE_DAYS + 1), at = minute_of(when);
    bool found = false;
    if (!days)
        return false;
    days_start(&row, hours, when.date);
    const struct day *day = days_next(&row);
    enum hours_state now = day_state(day, at);
    at = day_change(day, at);
    while (at == DAY_MINUTES && --days) {
        day = days_next(&row);
        at = day_state(day, 0) == now ? day_change(day, 0) : 0;
    }
    if (days) {
        *out = civil_at(row.date, at);
        *becomes = day_state(day, at);
        found = true;
    }
    days_end(&row);
    return found;
}

int hours_minutes(const struct hours *hours, struct civil_date from, int days)
{
    struct days row;
    int sum = 0;
    days = days_within(from, days);
    if (!days)
        return 0;
    days_start(&row, hours, from);
    for (; days; days--)
        sum += day_open(days_next(&row));
    days_end(&row);
    return sum;
}

static bool days_are_all(const struct hours *hours, struct part part)
{
    unsigned seen = 0;
    for (size_t at = 0; at < part.count; at++) {
        const struct day_pick *pick = &hours->days[part.first + at];
        if (pick->kind != DAY_OF_WEEK || pick->nth_from)
            continue;
        for (int day = pick->from;; day = (day + 1) % 7) {
            seen |= 1u << day;
            if (day == pick->to)
                break;
        }
    }
    return !part.count || seen == 0x7f;
}

bool hours_always(const struct hours *hours)
{
    const struct rule *rule = &hours->rules[0];
    if (hours->rule_count != 1 || rule->state != HOURS_OPEN || rule->comment_size ||
        rule->years.count || rule->dates.count || rule->weeks.count || rule->holidays.count ||
        !days_are_all(hours, rule->days))
        return false;
    for (size_t at = 0; at < rule->spans.count; at++) {
        const struct span *span = &hours->spans[rule->spans.first + at];
        if (span->sun_from.set || span->sun_to.set)
            return false;
    }
    struct day day = day_of(hours, (struct civil_date){2026, 6, 10});
    return day_open(&day) == DAY_MINUTES;
}

bool hours_needs_school_holidays(const struct hours *hours)
{
    return hours->school;
}
