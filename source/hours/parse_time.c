/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "base/arena.h"
#include "hours/parse_inner.h"
#include "hours/sun.h"

enum { POINTS_MOST = 4000 }; /* that repeated times may have together */

/* One end of a span as it is written. */
struct moment_read {
    int minutes;
    struct sun_end sun;
    bool bare; /* an hour without minutes */
    size_t token;
};

bool is_moment(const struct parse *parse, size_t ahead)
{
    return piece_is(parse, ahead, TOKEN_NUMBER) && piece_is(parse, ahead + 1, TOKEN_COLON) &&
           piece_is(parse, ahead + 2, TOKEN_NUMBER) &&
           (piece_is(parse, ahead + 3, TOKEN_DASH) || piece_is(parse, ahead + 3, TOKEN_PLUS));
}

bool is_times(const struct parse *parse, size_t ahead)
{
    switch (piece(parse, ahead)->kind) {
    case TOKEN_NUMBER:
        return piece_is(parse, ahead + 1, TOKEN_COLON) || piece_is(parse, ahead + 1, TOKEN_DASH) ||
               piece_is(parse, ahead + 1, TOKEN_PLUS);
    case TOKEN_ROUND_OPEN:
        return piece_is(parse, ahead + 1, TOKEN_SUN);
    default:
        return piece_is(parse, ahead, TOKEN_SUN);
    }
}

/* An hour and its minutes in four digits: "0930". */
static bool is_four_digits(const struct token *token)
{
    return (token->kind == TOKEN_NUMBER || token->kind == TOKEN_YEAR) &&
           token->digits == DIGITS_CLOCK && token->value % 100 < 60 && token->value / 100 <= 48;
}

bool is_clock(const struct parse *parse, size_t ahead)
{
    return is_four_digits(piece(parse, ahead)) && piece_is(parse, ahead + 1, TOKEN_DASH) &&
           is_four_digits(piece(parse, ahead + 2)) && !is_times(parse, ahead + 3) &&
           !piece_is(parse, ahead + 3, TOKEN_MONTH) && !piece_is(parse, ahead + 3, TOKEN_SLASH);
}

/* Where the sun's events stand for the order of a span: rising at 6, setting at 18 h. */
static int sun_likely(int event)
{
    static const int minutes[] = {5 * 60 + 30, 6 * 60, 18 * 60, 18 * 60 + 30};
    return minutes[event];
}

/* "(sunrise+01:00)"; stands before the bracket. */
static bool sun_sum(struct parse *parse, struct moment_read *out)
{
    int hours, minutes;
    parse->at++;
    out->sun = (struct sun_end){true, (int8_t)piece(parse, 0)->value, 0};
    parse->at++;
    bool later = piece_is(parse, 0, TOKEN_PLUS);
    if (!later && !piece_is(parse, 0, TOKEN_DASH))
        return parse_fault(parse, "hours.fault.sum");
    parse->at++;
    if (!number_take(parse, 0, 23, &hours, "hours.fault.sum"))
        return false;
    if (!piece_take(parse, TOKEN_COLON))
        return parse_fault(parse, "hours.fault.sum");
    if (!number_take(parse, 0, 59, &minutes, "hours.fault.sum"))
        return false;
    if (!piece_take(parse, TOKEN_ROUND_CLOSE))
        return parse_fault(parse, "hours.fault.sum");
    out->sun.offset = (int16_t)((later ? 1 : -1) * (hours * 60 + minutes));
    out->minutes = sun_likely(out->sun.event) + out->sun.offset;
    return true;
}

static void moment_warn(struct parse *parse, const struct token *hour, const struct token *last,
                        int minutes)
{
    char instead[24];
    snprintf(instead, sizeof instead, "%02d:%02d", minutes / 60, minutes % 60);
    size_t size = (size_t)(last->at + last->size - hour->at);
    hours_warn(parse->hours, hour->at, size, "hours.warn.as", instead);
}

static bool moment_read(struct parse *parse, int most, struct moment_read *out)
{
    int hour, minute = 0;
    *out = (struct moment_read){.token = parse->at};
    if (piece_is(parse, 0, TOKEN_ROUND_OPEN) && piece_is(parse, 1, TOKEN_SUN))
        return sun_sum(parse, out);
    if (piece_is(parse, 0, TOKEN_SUN)) {
        out->sun = (struct sun_end){true, (int8_t)piece(parse, 0)->value, 0};
        out->minutes = sun_likely(out->sun.event);
        parse->at++;
        return true;
    }
    const struct token *first = piece(parse, 0), *last = first;
    if (is_four_digits(first) && !piece_is(parse, 1, TOKEN_COLON)) {
        out->minutes = first->value / 100 * 60 + first->value % 100;
        if (out->minutes > most)
            return parse_fault(parse, "hours.fault.time");
        moment_warn(parse, first, first, out->minutes);
        parse->at++;
        return true;
    }
    if (!number_take(parse, 0, most / 60, &hour, "hours.fault.time"))
        return false;
    bool whole = !piece_take(parse, TOKEN_COLON);
    out->bare = whole && first->digits != DIGITS_HALF_DAY;
    if (!whole) {
        last = piece(parse, 0);
        if (!number_take(parse, 0, 59, &minute, "hours.fault.time"))
            return parse_fault_at(parse, out->token, "hours.fault.time");
    }
    out->minutes = hour * 60 + minute;
    if (out->minutes > most)
        return parse_fault_at(parse, out->token, "hours.fault.time");
    if (whole || first->digits == 1 || last->digits == 1)
        moment_warn(parse, first, last, out->minutes);
    return true;
}

/* An end that nobody wrote down is guessed as the reference implementation does: late evening
 * eight hours on, evening ten, day until midnight. */
static int likely_end(int minutes)
{
    if (minutes >= 22 * 60)
        return minutes + 8 * 60;
    return minutes >= 17 * 60 ? minutes + 10 * 60 : DAY_MINUTES;
}

static bool step_read(struct parse *parse, struct span *span)
{
    int step, minutes = 0;
    if (!piece_take(parse, TOKEN_SLASH))
        return true;
    size_t token = parse->at;
    if (!number_take(parse, 0, DAY_MINUTES, &step, "hours.fault.step"))
        return false;
    if (piece_take(parse, TOKEN_COLON)) {
        if (!number_take(parse, 0, 59, &minutes, "hours.fault.step"))
            return false;
        step *= 60;
    }
    step += minutes;
    if (step < 1 || step > DAY_MINUTES)
        return parse_fault_at(parse, token, "hours.fault.step");
    span->step = (int16_t)step;
    parse->points += (span->to - span->from) / step + 1;
    if (parse->points <= POINTS_MOST)
        return true;
    fault_set(parse->why, FAULT_LIMIT, "hours.fault.long");
    return fault_at(parse->why, parse->tokens.items[token].at);
}

static bool span_add(struct parse *parse, struct span span, size_t token)
{
    if (span.open_end)
        span.till = (int16_t)likely_end(span.to);
    if (span.till > 2 * DAY_MINUTES)
        return parse_fault_at(parse, token, "hours.fault.time");
    DRAFT_ADD(parse->spans, span);
    return true;
}

static bool span_read(struct parse *parse)
{
    struct moment_read from, to;
    if (!moment_read(parse, DAY_MINUTES - 1, &from))
        return false;
    if (from.minutes >= DAY_MINUTES)
        return parse_fault_at(parse, from.token, "hours.fault.time");
    struct span span = {.from = (int16_t)from.minutes, .sun_from = from.sun};
    if (piece_take(parse, TOKEN_PLUS)) {
        span.sun_to = span.sun_from;
        span.open_end = from.sun.set || from.minutes; /* "00:00+" is the whole day */
        span.ranged = !span.open_end;
        span.to = span.till = span.ranged ? DAY_MINUTES : span.from;
        return span_add(parse, span, from.token);
    }
    if (!piece_take(parse, TOKEN_DASH))
        return parse_fault(parse, "hours.fault.dash");
    if (!moment_read(parse, 2 * DAY_MINUTES, &to))
        return false;
    bool plain = !from.sun.set && !to.sun.set && !(from.bare && to.bare);
    if (to.minutes < from.minutes || (plain && to.minutes == from.minutes))
        to.minutes += DAY_MINUTES;
    span.to = span.till = (int16_t)to.minutes;
    span.sun_to = to.sun;
    span.ranged = true;
    if (!step_read(parse, &span))
        return false;
    span.open_end = !span.step && piece_take(parse, TOKEN_PLUS);
    return span_add(parse, span, to.token);
}

/* A comma and one more span; of "1930-2200" only behind another in four digits. */
static bool more_times(const struct parse *parse)
{
    const struct token *last = &parse->tokens.items[parse->at - 1];
    if (!piece_is(parse, 0, TOKEN_COMMA))
        return false;
    return is_times(parse, 1) ||
           (is_four_digits(last) && last[-1].kind == TOKEN_DASH && is_clock(parse, 1));
}

bool parse_times(struct parse *parse)
{
    for (;;) {
        if (!span_read(parse))
            return false;
        if (!more_times(parse))
            return true;
        parse->at++;
    }
}
