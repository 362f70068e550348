/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include <string.h>

#include "hours/hours_inner.h"

/* How the rules of a day come together (specification, "Rule separators"):
 *  - a normal rule (;) that holds on the day puts aside all rules before it, also what still runs
 *    from the night before; a rule that closes only closes its own times;
 *  - an additional rule (,) is laid over them;
 *  - a fallback rule (||) counts where nothing is open or unknown, and nothing is laid over it. */
enum { LOCKED = 0x80, STATE = 0x03, DAYS_MOST = 3660, CHANGE_DAYS = 366 };

struct layer {
    const struct rule *rule;
    int shift; /* days after the rule's own day */
};

static bool rule_puts_aside(const struct hours *hours, size_t at)
{
    const struct rule *rule = &hours->rules[at];
    if (rule->joint != JOINT_NORMAL || rule->state == HOURS_CLOSED)
        return false;
    if (rule_has_dates(rule))
        return true;
    return at && rule->state == HOURS_OPEN && !rule_has_dates(&hours->rules[at - 1]);
}

static size_t day_layers(const struct hours *hours, struct civil_date date,
                         struct layer layers[HOURS_RULE_CEILING * (HOURS_SPILL + 1)])
{
    size_t count = 0;
    for (size_t at = 0; at < hours->rule_count; at++) {
        const struct rule *rule = &hours->rules[at];
        if (rule_matches(hours, rule, date)) {
            if (rule_puts_aside(hours, at))
                count = 0;
            layers[count++] = (struct layer){rule, 0};
        }
        for (int shift = 1; shift <= rule->spill && shift <= HOURS_SPILL; shift++)
            if (rule_matches(hours, rule, civil_date_add(date, -shift)))
                layers[count++] = (struct layer){rule, shift};
    }
    return count;
}

static void paint(uint8_t *minutes, int from, int to, enum hours_state state, bool fallback)
{
    from = from < 0 ? 0 : from;
    to = to > DAY_MINUTES ? DAY_MINUTES : to;
    for (int at = from; at < to; at++) {
        if (minutes[at] & LOCKED)
            continue;
        if (!fallback)
            minutes[at] = (uint8_t)state;
        else if (minutes[at] == HOURS_CLOSED)
            minutes[at] = (uint8_t)(state | LOCKED);
    }
}

static void layer_paint(const struct hours *hours, struct layer layer, uint8_t *minutes)
{
    const struct rule *rule = layer.rule;
    bool fallback = rule->joint == JOINT_FALLBACK;
    int earlier = layer.shift * DAY_MINUTES;
    if (!rule->spans.count)
        paint(minutes, 0, DAY_MINUTES, rule->state, fallback);
    for (size_t at = 0; at < rule->spans.count; at++) {
        const struct span *span = &hours->spans[rule->spans.first + at];
        paint(minutes, span->from - earlier, span->to - earlier, rule->state, fallback);
        if (span->open_end)
            paint(minutes, span->to - earlier, span->till - earlier,
                  rule->state == HOURS_CLOSED ? HOURS_CLOSED : HOURS_UNKNOWN, fallback);
    }
}

void day_paint(const struct hours *hours, struct civil_date date, uint8_t minutes[DAY_MINUTES])
{
    struct layer layers[HOURS_RULE_CEILING * (HOURS_SPILL + 1)];
    size_t count = day_layers(hours, date, layers);
    memset(minutes, HOURS_CLOSED, DAY_MINUTES);
    for (size_t at = 0; at < count; at++)
        layer_paint(hours, layers[at], minutes);
    for (int at = 0; at < DAY_MINUTES; at++)
        minutes[at] &= STATE;
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
    int32_t left = civil_days((struct civil_date){9999, 12, 31}) - civil_days(date);
    days = days > DAYS_MOST ? DAYS_MOST : days;
    return days > left ? (int)left : days;
}

enum hours_state hours_at(const struct hours *hours, struct civil when)
{
    uint8_t minutes[DAY_MINUTES];
    if (!civil_date_valid(when.date))
        return HOURS_UNKNOWN;
    day_paint(hours, when.date, minutes);
    return (enum hours_state)minutes[minute_of(when)];
}

size_t hours_intervals(const struct hours *hours, struct civil_date from, int days,
                       struct hours_interval *out, size_t room)
{
    uint8_t minutes[DAY_MINUTES];
    size_t count = 0;
    enum hours_state last = HOURS_CLOSED;
    days = days_within(from, days);
    struct civil_date date = from;
    for (int day = 0; day < days; day++, date = civil_date_add(date, 1)) {
        day_paint(hours, date, minutes);
        for (int at = 0; at < DAY_MINUTES; at++) {
            enum hours_state state = (enum hours_state)minutes[at];
            if (state == last)
                continue;
            if (last != HOURS_CLOSED && count <= room)
                out[count - 1].to = civil_at(date, at);
            if (state != HOURS_CLOSED && count++ < room)
                out[count - 1] = (struct hours_interval){civil_at(date, at), {{0}, 0, 0, 0}, state};
            last = state;
        }
    }
    if (last != HOURS_CLOSED && count <= room)
        out[count - 1].to = civil_at(date, 0);
    return count;
}

bool hours_next_change(const struct hours *hours, struct civil when, struct civil *out,
                       enum hours_state *becomes)
{
    uint8_t minutes[DAY_MINUTES];
    int days = days_within(when.date, CHANGE_DAYS + 1);
    struct civil_date date = when.date;
    int start = minute_of(when);
    enum hours_state now = HOURS_CLOSED;
    for (int day = 0; day < days; day++, date = civil_date_add(date, 1)) {
        day_paint(hours, date, minutes);
        if (!day)
            now = (enum hours_state)minutes[start];
        for (int at = day ? 0 : start; at < DAY_MINUTES; at++)
            if (minutes[at] != now) {
                *out = civil_at(date, at);
                *becomes = (enum hours_state)minutes[at];
                return true;
            }
    }
    return false;
}

int hours_minutes(const struct hours *hours, struct civil_date from, int days)
{
    uint8_t minutes[DAY_MINUTES];
    int sum = 0;
    days = days_within(from, days);
    for (int day = 0; day < days; day++) {
        day_paint(hours, civil_date_add(from, day), minutes);
        for (int at = 0; at < DAY_MINUTES; at++)
            sum += minutes[at] == HOURS_OPEN;
    }
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
    uint8_t minutes[DAY_MINUTES];
    day_paint(hours, (struct civil_date){2026, 6, 10}, minutes);
    return !memchr(minutes, HOURS_CLOSED, DAY_MINUTES) &&
           !memchr(minutes, HOURS_UNKNOWN, DAY_MINUTES);
}

bool hours_needs_school_holidays(const struct hours *hours)
{
    return hours->school;
}
