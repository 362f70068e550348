/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/day_inner.h"

#include <stdlib.h>

#include "base/arena.h"
#include "hours/sun.h"

/* Where one rule paints: its own day's share, or what runs on into the day after. */
struct brush {
    const struct hours *hours;
    struct civil_date date; /* that is painted */
    struct day *day;
    struct minutes *edges; /* where any span begins or ends; NULL = not asked */
    bool settled;          /* an open end that was over before midnight stays so */
    /* by enum sun_event, of the day and of the one before; asked once */
    int sun[2][4];
    bool sun_known;
};

/* ---- bits ---- */

static bool minutes_has(const struct minutes *minutes, int at)
{
    return minutes->bits[at / 64] >> (at % 64) & 1;
}

static int bits_count(uint64_t bits)
{
    int count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

enum hours_state day_state(const struct day *day, int minute)
{
    if (minutes_has(&day->open, minute))
        return HOURS_OPEN;
    return minutes_has(&day->unknown, minute) ? HOURS_UNKNOWN : HOURS_CLOSED;
}

int day_change(const struct day *day, int minute)
{
    enum hours_state state = day_state(day, minute);
    for (minute++; minute < DAY_MINUTES; minute++) {
        int word = minute / 64;
        if (minute % 64 == 0 && minute + 64 <= DAY_MINUTES) {
            uint64_t open = day->open.bits[word], unknown = day->unknown.bits[word];
            if (open == (state == HOURS_OPEN ? ~UINT64_C(0) : 0) &&
                unknown == (state == HOURS_UNKNOWN ? ~UINT64_C(0) : 0)) {
                minute += 63;
                continue;
            }
        }
        if (day_state(day, minute) != state)
            return minute;
    }
    return DAY_MINUTES;
}

int day_open(const struct day *day)
{
    int sum = 0;
    for (int word = 0; word < DAY_WORDS; word++)
        sum += bits_count(day->open.bits[word]);
    return sum;
}

static void paint_bits(struct day *day, int word, uint64_t mask, enum hours_state state,
                       bool fallback)
{
    uint64_t *open = &day->open.bits[word], *unknown = &day->unknown.bits[word];
    if (fallback)
        mask &= ~(*open | *unknown);
    *open = (*open & ~mask) | (state == HOURS_OPEN ? mask : 0);
    *unknown = (*unknown & ~mask) | (state == HOURS_UNKNOWN ? mask : 0);
}

static void paint(struct day *day, int from, int to, enum hours_state state, bool fallback)
{
    from = from < 0 ? 0 : from;
    to = to > DAY_MINUTES ? DAY_MINUTES : to;
    if (from >= to)
        return;
    int first = from / 64, last = (to - 1) / 64;
    uint64_t head = ~UINT64_C(0) << (from % 64), tail = ~UINT64_C(0) >> (63 - (to - 1) % 64);
    if (first == last) {
        paint_bits(day, first, head & tail, state, fallback);
        return;
    }
    paint_bits(day, first, head, state, fallback);
    paint_bits(day, last, tail, state, fallback);
    for (int word = first + 1; word < last && fallback; word++)
        paint_bits(day, word, ~UINT64_C(0), state, true);
    for (int word = first + 1; word < last && !fallback; word++) {
        day->open.bits[word] = state == HOURS_OPEN ? ~UINT64_C(0) : 0;
        day->unknown.bits[word] = state == HOURS_UNKNOWN ? ~UINT64_C(0) : 0;
    }
}

/* ---- spans ---- */

struct reach { /* of a span on one day */
    int from, to, till;
};

static int sun_end_of(struct brush *brush, int earlier, const struct sun_end *end, int likely)
{
    const struct hours_setting *setting = &brush->hours->setting;
    if (!end->set)
        return likely;
    if (!brush->sun_known)
        for (int event = SUN_DAWN; event <= SUN_DUSK; event++) {
            struct civil_date before = civil_date_add(brush->date, -1);
            brush->sun[0][event] = sun_minutes((enum sun_event)event, setting, brush->date);
            brush->sun[1][event] = sun_minutes((enum sun_event)event, setting, before);
        }
    brush->sun_known = true;
    return brush->sun[earlier][end->event] + end->offset;
}

/* What of a span falls on the day after it began. One that ends with the sun ends on its own day
 * when that is later than its begin, else on the next. */
static int rest_of(struct brush *brush, const struct span *span)
{
    bool passes = span->till > DAY_MINUTES && !span->open_end;
    int rest = span->till - DAY_MINUTES;
    if (span->open_end || (!span->sun_to.set && !span->sun_from.set))
        return rest;
    int began = sun_end_of(brush, 1, &span->sun_from, span->from);
    if (!span->sun_to.set)
        return rest > began ? 0 : rest;
    int ended = sun_end_of(brush, 1, &span->sun_to, 0);
    return passes && ended <= began ? sun_end_of(brush, 0, &span->sun_to, 0) : ended - DAY_MINUTES;
}

static struct reach reach_of(struct brush *brush, const struct span *span)
{
    struct reach reach = {span->from, span->to, span->till};
    if (!span->sun_from.set && !span->sun_to.set)
        return reach;
    bool passes = span->till > DAY_MINUTES && !span->open_end;
    reach.from = sun_end_of(brush, 0, &span->sun_from, span->from);
    reach.to = sun_end_of(brush, 0, &span->sun_to, span->to);
    if (span->sun_to.set && reach.to <= reach.from && (passes || span->sun_from.set))
        reach.to += DAY_MINUTES;
    if (!span->ranged)
        reach.to = reach.from;
    if (!span->open_end)
        reach.till = reach.to;
    return reach;
}

static void edge_add(struct minutes *edges, int minute)
{
    if (minute >= 0 && minute < DAY_MINUTES)
        edges->bits[minute / 64] |= UINT64_C(1) << (minute % 64);
}

/* The first edge after `minute`, DAY_MINUTES or more when there is none. */
static int edge_after(const struct minutes *edges, int minute)
{
    for (minute = minute < 0 ? 0 : minute + 1; minute < DAY_MINUTES; minute++) {
        if (minute % 64 == 0 && !edges->bits[minute / 64])
            minute += 63;
        else if (minutes_has(edges, minute))
            break;
    }
    return minute;
}

/* The span after the open end of `span`, in the reference's order. */
static bool follower_of(struct brush *brush, const struct span *span, struct reach *out)
{
    if (span->listed) {
        *out = reach_of(brush, span + 1);
        if (span[1].open_end) {
            out->from = out->to;
            out->to = out->till;
        }
        return true;
    }
    *out = reach_of(brush, span);
    return span->ranged;
}

/* An open end is likely until its usual hours are over. When one more span of the rule is written
 * behind it ("07:00+,12:00-16:00") it is only likely until the first change of any span. */
static int doubt_of(struct brush *brush, const struct span *span, const struct reach *reach,
                    struct reach *follower)
{
    if (!brush->edges || !follower_of(brush, span, follower))
        return reach->till;
    int doubt = edge_after(brush->edges, reach->to);
    return doubt < reach->till && doubt < DAY_MINUTES ? doubt : reach->till;
}

static void open_end_paint(struct brush *brush, const struct rule *rule, const struct span *span,
                           const struct reach *reach)
{
    struct reach follower;
    enum hours_state state = rule->state == HOURS_CLOSED ? HOURS_CLOSED : HOURS_UNKNOWN;
    int doubt = reach->till;
    if (state == HOURS_UNKNOWN)
        doubt = doubt_of(brush, span, reach, &follower);
    if (doubt < reach->till) {
        paint(brush->day, doubt, reach->till, HOURS_CLOSED, rule->fallback);
        int from = follower.from > doubt ? follower.from : doubt;
        int to = follower.to < reach->till ? follower.to : reach->till;
        paint(brush->day, from, to, HOURS_UNKNOWN, rule->fallback);
    }
    paint(brush->day, reach->to, doubt, state, rule->fallback);
}

/* The reference takes up again, after midnight, an open end that was over before it, when some
 * selector begins or ends there. */
static void open_end_paint_rest(struct brush *brush, const struct rule *rule,
                                const struct span *span)
{
    struct reach reach = reach_of(brush, span), follower;
    bool closes = rule->state == HOURS_CLOSED;
    if (!closes && brush->settled && doubt_of(brush, span, &reach, &follower) < reach.till)
        return;
    paint(brush->day, 0, rest_of(brush, span), closes ? HOURS_CLOSED : HOURS_UNKNOWN, false);
}

static void steps_paint(struct brush *brush, const struct rule *rule, int from, int to, int step)
{
    for (int at = from; at <= to && at < DAY_MINUTES; at += step)
        paint(brush->day, at, at + 1, rule->state, rule->fallback);
}

static void span_paint(struct brush *brush, const struct rule *rule, const struct span *span)
{
    struct reach reach = reach_of(brush, span);
    if (span->step) {
        steps_paint(brush, rule, reach.from, reach.to, span->step);
        return;
    }
    if (span->open_end)
        open_end_paint(brush, rule, span, &reach);
    paint(brush->day, reach.from, reach.to, rule->state, rule->fallback);
}

static void rule_paint(struct brush *brush, const struct rule *rule)
{
    if (!rule->spans.count)
        paint(brush->day, 0, DAY_MINUTES, rule->state, rule->fallback);
    for (size_t at = 0; at < rule->spans.count; at++)
        span_paint(brush, rule, &brush->hours->spans[rule->spans.first + at]);
}

/* What runs on from the day before lies over the rules so far, also that of a fallback. */
static void rule_paint_rest(struct brush *brush, const struct rule *rule)
{
    struct rule plain = *rule;
    plain.fallback = false;
    for (size_t at = 0; at < rule->spans.count; at++) {
        const struct span *span = &brush->hours->spans[rule->spans.first + at];
        int to = span->open_end ? span->to - DAY_MINUTES : rest_of(brush, span);
        if (span->open_end)
            open_end_paint_rest(brush, rule, span);
        if (span->step)
            steps_paint(brush, &plain, 0, to, span->step);
        else
            paint(brush->day, 0, to, rule->state, false);
    }
}

/* ---- rules ---- */

static bool rule_puts_aside(const struct hours *hours, size_t at)
{
    const struct rule *rule = &hours->rules[at];
    if (rule->joint != JOINT_NORMAL || rule->state == HOURS_CLOSED)
        return false;
    if (rule_has_dates(rule))
        return true;
    return at && rule->state == HOURS_OPEN && !rule_has_dates(&hours->rules[at - 1]);
}

enum { HOLDS = 1, RESTS = 2 }; /* the rule on the day itself, and the day before */

/* The last rule that puts aside all before it; the first when none does. */
static size_t first_rule(const struct hours *hours, const uint8_t *match)
{
    for (size_t at = hours->rule_count; at-- > 1;)
        if (match[at] & HOLDS && rule_puts_aside(hours, at))
            return at;
    return 0;
}

/* The last rule that covers the whole day: of those before it nothing is seen. */
static size_t first_seen(const struct hours *hours, size_t first, const uint8_t *match)
{
    for (size_t at = hours->rule_count; at-- > first + 1;) {
        const struct rule *rule = &hours->rules[at];
        if (match[at] & HOLDS && !rule->spans.count && !rule->fallback)
            return at;
    }
    return first;
}

static bool asks_edges(const struct hours *hours, const struct rule *rule)
{
    for (size_t at = 0; at < rule->spans.count; at++) {
        const struct span *span = &hours->spans[rule->spans.first + at];
        if (span->open_end && (span->listed || span->ranged))
            return true;
    }
    return false;
}

static void edges_add(struct brush *brush, const struct rule *rule, bool rest,
                      struct minutes *edges)
{
    for (size_t at = 0; at < rule->spans.count; at++) {
        const struct span *span = &brush->hours->spans[rule->spans.first + at];
        if (rest) {
            edge_add(edges, rest_of(brush, span));
            edge_add(edges, span->to - DAY_MINUTES);
        } else {
            struct reach reach = reach_of(brush, span);
            edge_add(edges, reach.from);
            edge_add(edges, reach.to);
            edge_add(edges, reach.till);
        }
    }
}

static void edges_make(struct brush *brush, size_t first, const uint8_t *match,
                       struct minutes *edges)
{
    for (size_t at = first; at < brush->hours->rule_count; at++) {
        const struct rule *rule = &brush->hours->rules[at];
        if (match[at] & HOLDS)
            edges_add(brush, rule, false, edges);
        if (rule->spills && match[at] & RESTS)
            edges_add(brush, rule, true, edges);
    }
    brush->edges = edges;
}

/* Nothing changes at the midnight the day begins with, neither for the rules nor for what runs on
 * from them. */
static bool is_settled(const struct days *days)
{
    const struct hours *hours = days->hours;
    for (size_t at = 0; at < hours->rule_count; at++) {
        const struct rule *rule = &hours->rules[at];
        if (rule_turns(hours, rule, &days->facts[1], &days->facts[0]) ||
            (rule->spills && rule_turns(hours, rule, &days->facts[2], &days->facts[1])))
            return false;
        for (size_t span = rule->spans.first;
             days->match[at] & RESTS && span < rule->spans.first + rule->spans.count; span++)
            if (!hours->spans[span].from || hours->spans[span].till == DAY_MINUTES)
                return false;
    }
    return true;
}

static void day_make(struct days *days)
{
    const struct hours *hours = days->hours;
    struct minutes edges = {{0}};
    struct brush brush = {.hours = hours, .date = days->date, .day = &days->day};
    size_t first = first_rule(hours, days->match);
    size_t seen = first_seen(hours, first, days->match);
    bool spills = false;
    for (size_t at = seen; at < hours->rule_count; at++) {
        spills |= hours->rules[at].spills;
        if (!brush.edges && asks_edges(hours, &hours->rules[at]))
            edges_make(&brush, first, days->match, &edges);
    }
    spills &= brush.edges != NULL;
    brush.settled = spills && is_settled(days);
    days->day = (struct day){0};
    for (size_t at = seen; at < hours->rule_count; at++) {
        const struct rule *rule = &hours->rules[at];
        if (days->match[at] & HOLDS)
            rule_paint(&brush, rule);
        if (rule->spills && days->match[at] & RESTS)
            rule_paint_rest(&brush, rule);
    }
    days->moves = brush.sun_known || spills;
}

/* ---- days ---- */

/* What holds on the day, beside what is known of the day before. Says whether anything differs. */
static bool match_make(struct days *days)
{
    const struct hours *hours = days->hours;
    bool changed = false;
    days->facts[2] = days->facts[1];
    days->facts[1] = days->facts[0];
    days->facts[0] = day_facts_of(hours, days->date);
    for (size_t at = 0; at < hours->rule_count; at++) {
        uint8_t before = days->match[at];
        uint8_t rests = before & HOLDS ? RESTS : 0;
        days->match[at] =
            rests | (rule_matches(hours, &hours->rules[at], &days->facts[0]) ? HOLDS : 0);
        changed |= days->match[at] != before;
    }
    return changed;
}

void days_start(struct days *days, const struct hours *hours, struct civil_date from)
{
    *days = (struct days){.hours = hours, .date = civil_date_add(from, -1), .next = from};
    days->facts[0] = day_facts_of(hours, civil_date_add(from, -2));
    days->match = memory_take(hours->rule_count + 1);
    match_make(days);
    days->moves = true;
}

const struct day *days_next(struct days *days)
{
    days->date = days->next;
    days->next = civil_date_add(days->date, 1);
    bool changed = match_make(days);
    if (changed || days->moves)
        day_make(days);
    return &days->day;
}

void days_end(struct days *days)
{
    free(days->match);
    days->match = NULL;
}
