/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "base/arena.h"
#include "hours/parse_inner.h"

static void number_put(struct buffer *out, const struct token *token, bool padded)
{
    buffer_addf(out, padded ? "%02d" : "%d", token->value);
}

/* " -1 day" behind a holiday, a ranked weekday or Easter. */
static bool offset_put(struct buffer *out, const struct token *token, const struct token *last)
{
    bool sign = token->kind == TOKEN_PLUS || token->kind == TOKEN_DASH;
    if (!sign || token + 2 > last || token[1].kind != TOKEN_NUMBER || token[2].kind != TOKEN_DAYS)
        return false;
    buffer_addf(out, " %s%d day%s", token_word(token), token[1].value,
                token[1].value == 1 ? "" : "s");
    return true;
}

/* Tokens of years, dates, weeks and weekdays. The word "week" stands once in front. */
static void days_put(struct buffer *out, const struct token *first, const struct token *last,
                     bool joined)
{
    bool bracket = false;
    for (const struct token *token = first; token <= last; token++) {
        int before = token > first ? token[-1].kind : TOKEN_END;
        if (offset_put(out, token, last)) {
            token += 2;
            continue;
        }
        bracket =
            token->kind == TOKEN_SQUARE_OPEN || (bracket && token->kind != TOKEN_SQUARE_CLOSE);
        bool name = before == TOKEN_MONTH || before == TOKEN_WEEK || before == TOKEN_YEAR;
        bool sign = token->kind == TOKEN_DASH || token->kind == TOKEN_COMMA ||
                    token->kind == TOKEN_PLUS || token->kind == TOKEN_SLASH;
        if (name && !sign && !(joined && token == first + 1))
            buffer_add_byte(out, ' ');
        if (token->year)
            buffer_addf(out, "%04d ", token->year);
        if (token->kind == TOKEN_NUMBER)
            number_put(out, token, !bracket && before != TOKEN_SLASH);
        else if (token->kind == TOKEN_YEAR)
            buffer_addf(out, "%04d", token->value);
        else if (token->kind != TOKEN_WEEK || (token == first && !joined))
            buffer_add_text(out, token_word(token));
    }
}

/* "9-9" never holds, and has no other spelling: "09:00-09:00" is a day and a night. */
static bool is_nothing(const struct token *token, const struct token *first,
                       const struct token *last)
{
    return token + 2 <= last && token[1].kind == TOKEN_DASH && token[2].kind == TOKEN_NUMBER &&
           token->digits < DIGITS_CLOCK && token[2].value == token->value &&
           (token == first || token[-1].kind == TOKEN_COMMA) &&
           (token + 2 == last || token[3].kind != TOKEN_COLON);
}

static void times_put(struct buffer *out, const struct token *first, const struct token *last)
{
    for (const struct token *token = first; token <= last; token++) {
        int before = token > first ? token[-1].kind : TOKEN_END;
        int behind = token < last ? token[1].kind : TOKEN_END;
        if (token->kind != TOKEN_NUMBER && token->kind != TOKEN_YEAR) {
            buffer_add_text(out, token_word(token));
            continue;
        }
        if (token->digits == DIGITS_CLOCK && before != TOKEN_COLON && behind != TOKEN_COLON &&
            before != TOKEN_SLASH) {
            buffer_addf(out, "%02d:%02d", token->value / 100, token->value % 100);
            continue;
        }
        bool step = before == TOKEN_SLASH && behind != TOKEN_COLON;
        if (is_nothing(token, first, last)) {
            buffer_addf(out, "%d-%d", token->value, token->value);
            token += 2;
            continue;
        }
        number_put(out, token, !step);
        if (!step && before != TOKEN_COLON && behind != TOKEN_COLON)
            buffer_add_text(out, ":00");
    }
}

static void comment_put(struct parse *parse, const struct token *token)
{
    struct buffer *out = &parse->canonical;
    buffer_add_byte(out, '"');
    for (size_t at = 0; at < token->size; at++) {
        char byte = parse->hours->text[token->at + at];
        buffer_add_byte(out, byte == '"' ? '\'' : byte);
    }
    buffer_add_byte(out, '"');
}

static void segment_put(struct parse *parse, const struct segment *segment, bool joined)
{
    const struct token *first = &parse->tokens.items[segment->first];
    const struct token *last = &parse->tokens.items[segment->behind - 1];
    switch (segment->kind) {
    case SEGMENT_TIME:
        times_put(&parse->canonical, first, last);
        break;
    case SEGMENT_COMMENT:
        comment_put(parse, first);
        break;
    default:
        days_put(&parse->canonical, first, last, joined);
    }
}

/* A lone year before a date would become that date's year: they are kept apart by a colon. */
static bool year_stands_apart(const struct parse *parse, const struct segment *year,
                              const struct segment *next)
{
    if (year->kind != SEGMENT_YEAR || next->kind != SEGMENT_DATE || year->behind - year->first != 1)
        return false;
    const struct token *date = &parse->tokens.items[next->first];
    return date->kind == TOKEN_EASTER ||
           (next->behind - next->first > 1 &&
            (date[1].kind == TOKEN_NUMBER || date[1].kind == TOKEN_WEEKDAY));
}

static bool is_in_order(const struct segment *segments, size_t count)
{
    for (size_t at = 1; at < count; at++)
        if (segments[at].kind < segments[at - 1].kind)
            return false;
    return true;
}

/* Two lists of one kind are one list. But two dates may narrow each other, of two states the last
 * counts, and a state behind a comment means something else: such a rule stays as it is. */
static bool may_sort(const struct segment *segments, size_t count)
{
    static const unsigned lists = 1u << SEGMENT_YEAR | 1u << SEGMENT_WEEK | 1u << SEGMENT_HOLIDAY |
                                  1u << SEGMENT_WEEKDAY | 1u << SEGMENT_TIME;
    unsigned seen = 0;
    for (size_t at = 0; at < count; at++) {
        unsigned kind = 1u << segments[at].kind;
        if ((seen & kind & ~lists) ||
            (segments[at].kind == SEGMENT_STATE && seen & 1u << SEGMENT_COMMENT))
            return false;
        seen |= kind;
    }
    return true;
}

static bool has_twice(const struct segment *segments, size_t count)
{
    unsigned seen = 0;
    for (size_t at = 0; at < count; at++) {
        if (seen & 1u << segments[at].kind)
            return true;
        seen |= 1u << segments[at].kind;
    }
    return false;
}

static void warn_segment(struct parse *parse, const struct segment *segment, const char *key)
{
    const struct token *first = &parse->tokens.items[segment->first];
    const struct token *last = &parse->tokens.items[segment->behind - 1];
    hours_warn(parse->hours, first->at, (size_t)(last->at + last->size - first->at), key, NULL);
}

static int segment_compare(const void *left, const void *right)
{
    const struct segment *a = left, *b = right;
    if (a->kind != b->kind)
        return (int)a->kind - (int)b->kind;
    return a->first < b->first ? -1 : 1;
}

/* A rule whose parts stand in another order, or twice, is told so once. Returns whether those of
 * one kind stand side by side now. */
static bool order_settle(struct parse *parse, struct segment *segments, size_t count)
{
    bool twice = has_twice(segments, count), sorts = may_sort(segments, count);
    if (twice)
        warn_segment(parse, &segments[count - 1], "hours.warn.twice");
    else if (!sorts || !is_in_order(segments, count))
        warn_segment(parse, &segments[count - 1], "hours.warn.order");
    if (sorts)
        qsort(segments, count, sizeof *segments, segment_compare);
    return sorts;
}

static const char *between(const struct parse *parse, const struct segment *left,
                           const struct segment *right, bool joined)
{
    if (joined)
        return ",";
    return year_stands_apart(parse, left, right) ? ": " : " ";
}

void rule_write(struct parse *parse, struct segment *segments, size_t count, enum joint joint)
{
    struct buffer *out = &parse->canonical;
    if (out->size)
        buffer_add_text(out, joint == JOINT_FALLBACK     ? " || "
                             : joint == JOINT_ADDITIONAL ? ", "
                                                         : "; ");
    bool sorted = order_settle(parse, segments, count);
    for (size_t at = 0; at < count; at++) {
        bool joined = sorted && at && segments[at].kind == segments[at - 1].kind;
        if (at)
            buffer_add_text(out, between(parse, &segments[at - 1], &segments[at], joined));
        segment_put(parse, &segments[at], joined);
    }
}

void hours_write(const struct hours *hours, struct buffer *out)
{
    buffer_add_text(out, hours->canonical);
}
