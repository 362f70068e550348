/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "hours/parse_inner.h"
#include "hours/sun.h"

enum { CANONICAL_CEILING = 16 * HOURS_TEXT_CEILING };

const struct token *piece(const struct parse *parse, size_t ahead)
{
    size_t at = parse->at + ahead, last = parse->tokens.count - 1;
    return &parse->tokens.items[at < last ? at : last];
}

bool piece_is(const struct parse *parse, size_t ahead, enum token_kind kind)
{
    return piece(parse, ahead)->kind == kind;
}

bool piece_take(struct parse *parse, enum token_kind kind)
{
    if (!piece_is(parse, 0, kind) || kind == TOKEN_END)
        return false;
    parse->at++;
    return true;
}

bool number_take(struct parse *parse, int least, int most, int *value, const char *key)
{
    *value = piece(parse, 0)->value;
    if (!piece_is(parse, 0, TOKEN_NUMBER) || *value < least || *value > most)
        return parse_fault(parse, key);
    parse->at++;
    return true;
}

bool parse_fault_at(struct parse *parse, size_t token, const char *key)
{
    const struct token *here = &parse->tokens.items[token];
    char seen[48];
    const char *text = parse->hours->text + here->at;
    size_t size = here->size < sizeof seen ? here->size : utf8_cut(text, sizeof seen - 1);
    memcpy(seen, text, size);
    seen[size] = 0;
    if (here->kind == TOKEN_OTHER && strchr("\"'", *text))
        key = "hours.fault.quote";
    else if (here->kind == TOKEN_OTHER)
        key = "hours.fault.word";
    else if (here->kind == TOKEN_END && parse->hours->rule_count + parse->segments.count)
        key = "hours.fault.end";
    fault_set_text(parse->why, FAULT_INPUT, key, seen);
    return fault_at(parse->why, here->at);
}

bool parse_fault(struct parse *parse, const char *key)
{
    size_t last = parse->tokens.count - 1;
    return parse_fault_at(parse, parse->at < last ? parse->at : last, key);
}

bool parse_offset(struct parse *parse, int most, int16_t *days)
{
    int sign = piece_is(parse, 0, TOKEN_PLUS) ? 1 : piece_is(parse, 0, TOKEN_DASH) ? -1 : 0;
    *days = 0;
    if (!sign || !piece_is(parse, 1, TOKEN_NUMBER) || !piece_is(parse, 2, TOKEN_DAYS))
        return true;
    if (piece(parse, 1)->value > most)
        return parse_fault_at(parse, parse->at + 1, "hours.fault.far");
    *days = (int16_t)(sign * piece(parse, 1)->value);
    parse->at += 3;
    return true;
}

/* ---- one rule ---- */

enum stop { STOP_RULE, STOP_MORE, STOP_FAULT };

struct modifier {
    bool said, open, unknown;
    size_t comment, comment_size;
};

/* Lays the draft's list of a kind behind the value's and names its place. */
#define FLUSH(list, kind, into)                                                                    \
    do {                                                                                           \
        (into) = (struct part){hours->kind##_count, (list).count};                                 \
        for (size_t item = 0; item < (list).count; item++) {                                       \
            ARRAY_GROW(hours->kind##s, hours->kind##_count, hours->kind##_room);                   \
            hours->kind##s[hours->kind##_count++] = (list).items[item];                            \
        }                                                                                          \
        (list).count = 0;                                                                          \
    } while (0)

/* The days read so far become a head; the times and the state come behind the last. */
static void head_close(struct parse *parse)
{
    struct hours *hours = parse->hours;
    struct head head = {.segment_behind = parse->segments.count};
    if (parse->heads.count)
        head.segment_first = parse->heads.items[parse->heads.count - 1].segment_behind;
    FLUSH(parse->years, year, head.rule.years);
    if (!parse->dates.count) {
        FLUSH(parse->months, date, head.rule.dates);
    } else {
        FLUSH(parse->dates, date, head.rule.dates);
        FLUSH(parse->months, date, head.rule.months);
    }
    FLUSH(parse->weeks, week, head.rule.weeks);
    FLUSH(parse->days, day, head.rule.days);
    FLUSH(parse->holidays, day, head.rule.holidays);
    if (!head.rule.days.count) {
        head.rule.days = head.rule.holidays;
        head.rule.holidays.count = 0;
    }
    DRAFT_ADD(parse->heads, head);
}

static void segment_add(struct parse *parse, enum segment_kind kind, size_t first)
{
    struct segment segment = {kind, first, parse->at};
    DRAFT_ADD(parse->segments, segment);
}

/* The head's own segments and, from the whole rule, those of times and state. */
static void head_write(struct parse *parse, const struct head *head, enum joint joint)
{
    struct segment *own = NULL;
    size_t count = 0, room = 0;
    for (size_t at = 0; at < parse->segments.count; at++) {
        const struct segment *segment = &parse->segments.items[at];
        bool mine = at >= head->segment_first && at < head->segment_behind;
        if (mine || segment->kind >= SEGMENT_TIME) {
            ARRAY_GROW(own, count, room);
            own[count++] = *segment;
        }
    }
    rule_write(parse, own, count, joint);
    free(own);
}

static void rule_add(struct parse *parse, enum joint joint, bool fallback,
                     const struct modifier *modifier)
{
    struct hours *hours = parse->hours;
    struct part spans;
    bool spills = false;
    head_close(parse);
    for (size_t at = 0; at < parse->spans.count; at++) {
        struct span *span = &parse->spans.items[at];
        spills |= span->till > DAY_MINUTES || span->sun_to.offset > 0;
        span->listed = at + 1 < parse->spans.count;
    }
    FLUSH(parse->spans, span, spans);
    for (size_t at = 0; at < parse->heads.count; at++) {
        struct rule rule = parse->heads.items[at].rule;
        rule.joint = joint;
        rule.fallback = fallback;
        rule.state = modifier->unknown ? HOURS_UNKNOWN : modifier->open ? HOURS_OPEN : HOURS_CLOSED;
        rule.said = modifier->said;
        rule.spans = spans;
        rule.spills = spills;
        rule.comment = modifier->comment;
        rule.comment_size = modifier->comment_size;
        ARRAY_GROW(hours->rules, hours->rule_count, hours->rule_room);
        hours->rules[hours->rule_count++] = rule;
        head_write(parse, &parse->heads.items[at], joint);
    }
    parse->heads.count = parse->segments.count = 0;
}

static bool is_end(const struct parse *parse, size_t ahead)
{
    enum token_kind kind = piece(parse, ahead)->kind;
    return kind == TOKEN_END || kind == TOKEN_SEMICOLON || kind == TOKEN_FALLBACK;
}

static void state_read(struct parse *parse, struct modifier *modifier)
{
    int word = piece(parse, 0)->value;
    modifier->open = word == STATE_OPEN;
    modifier->unknown |= word == STATE_UNKNOWN;
    modifier->said = true;
    parse->at++;
}

static void comment_read(struct parse *parse, struct modifier *modifier)
{
    const struct token *token = piece(parse, 0);
    modifier->comment = token->at;
    modifier->comment_size = token->size;
    if (!modifier->said) {
        modifier->open = false;
        modifier->unknown = true;
    }
    parse->at++;
}

/* A colon that only makes a value easier to read: not first, not last, not behind times. */
static bool colon_skip(struct parse *parse)
{
    size_t count = parse->segments.count;
    bool timed = count && parse->segments.items[count - 1].kind == SEGMENT_TIME &&
                 parse->segments.items[count - 1].behind == parse->at;
    if (!piece_is(parse, 0, TOKEN_COLON) || parse->at == parse->rule_start || is_end(parse, 1) ||
        timed)
        return false;
    parse->at++;
    return true;
}

/* Behind a list of days: a comma and days of another kind make a rule of their own. */
static bool days_split(struct parse *parse)
{
    const struct token *comma = piece(parse, 0);
    if (!piece_is(parse, 0, TOKEN_COMMA))
        return true;
    if (is_times(parse, 1)) {
        hours_warn(parse->hours, comma->at, comma->size, "hours.warn.out", NULL);
        parse->at++;
        return true;
    }
    if (!is_days(parse, 1) && !is_date(parse, 1) && !piece_is(parse, 1, TOKEN_WEEK) &&
        !piece_is(parse, 1, TOKEN_YEAR))
        return parse_fault(parse, "hours.fault.bare");
    hours_warn(parse->hours, comma->at, comma->size, "hours.warn.split", NULL);
    parse->at++;
    head_close(parse);
    return true;
}

static bool days_read(struct parse *parse, enum segment_kind kind, bool (*read)(struct parse *))
{
    size_t first = parse->at, holidays = parse->holidays.count;
    if (!read(parse))
        return false;
    if (kind == SEGMENT_WEEKDAY && parse->holidays.count > holidays)
        kind = SEGMENT_HOLIDAY;
    segment_add(parse, kind, first);
    return days_split(parse);
}

static void always_read(struct parse *parse)
{
    struct span span = {.to = DAY_MINUTES, .till = DAY_MINUTES, .ranged = true};
    DRAFT_ADD(parse->spans, span);
    parse->at++;
}

/* Behind weekdays "1930-2200" is no row of years. */
static bool is_clock_behind_days(const struct parse *parse)
{
    size_t count = parse->segments.count;
    if (!count || parse->segments.items[count - 1].kind < SEGMENT_HOLIDAY)
        return false;
    return parse->segments.items[count - 1].behind == parse->at && is_clock(parse, 0);
}

static bool selector_read(struct parse *parse, struct modifier *modifier)
{
    size_t first = parse->at;
    enum segment_kind kind;
    if (is_date(parse, 0))
        return days_read(parse, SEGMENT_DATE, parse_dates);
    if (piece_is(parse, 0, TOKEN_YEAR) && !is_clock_behind_days(parse))
        return days_read(parse, SEGMENT_YEAR, parse_years);
    if (piece_is(parse, 0, TOKEN_WEEK))
        return days_read(parse, SEGMENT_WEEK, parse_weeks);
    if (is_days(parse, 0))
        return days_read(parse, SEGMENT_WEEKDAY, parse_days);
    if (is_times(parse, 0) || is_clock(parse, 0)) {
        kind = SEGMENT_TIME;
        if (!parse_times(parse))
            return false;
    } else if (piece_is(parse, 0, TOKEN_ALWAYS)) {
        kind = SEGMENT_ALWAYS;
        always_read(parse);
    } else if (piece_is(parse, 0, TOKEN_STATE)) {
        kind = SEGMENT_STATE;
        state_read(parse, modifier);
    } else if (piece_is(parse, 0, TOKEN_COMMENT)) {
        kind = SEGMENT_COMMENT;
        comment_read(parse, modifier);
    } else {
        return parse_fault(parse,
                           parse->segments.count ? "hours.fault.behind" : "hours.fault.word");
    }
    segment_add(parse, kind, first);
    return true;
}

/* A comma behind times, a state or a comment: one more rule, laid over this one. */
static bool is_additional(const struct parse *parse)
{
    size_t count = parse->segments.count;
    return count && piece_is(parse, 0, TOKEN_COMMA) &&
           parse->segments.items[count - 1].kind >= SEGMENT_TIME &&
           parse->segments.items[count - 1].kind != SEGMENT_ALWAYS;
}

static enum stop rule_read(struct parse *parse, enum joint joint, bool fallback)
{
    struct modifier modifier = {.open = true};
    enum stop stop = STOP_RULE;
    if (joint != JOINT_ADDITIONAL)
        parse->rule_start = parse->at;
    while (!is_end(parse, 0)) {
        if (is_additional(parse)) {
            const struct token *comma = piece(parse, 0);
            parse->at++;
            if (is_end(parse, 0)) {
                hours_warn(parse->hours, comma->at, comma->size, "hours.warn.out", NULL);
                continue;
            }
            stop = STOP_MORE;
            break;
        }
        if (!colon_skip(parse) && !selector_read(parse, &modifier))
            return STOP_FAULT;
    }
    rule_add(parse, joint, fallback, &modifier);
    return stop;
}

/* ---- all rules ---- */

static void separators_skip(struct parse *parse)
{
    while (piece_is(parse, 0, TOKEN_SEMICOLON)) {
        const struct token *token = piece(parse, 0);
        hours_warn(parse->hours, token->at, token->size, "hours.warn.out", NULL);
        parse->at++;
    }
}

static bool rules_read(struct parse *parse)
{
    enum joint joint = JOINT_NORMAL;
    bool fallback = false;
    separators_skip(parse);
    for (;;) {
        if (is_end(parse, 0))
            return parse_fault(parse, "hours.fault.empty");
        enum stop stop = rule_read(parse, joint, fallback);
        if (stop == STOP_FAULT)
            return false;
        if (stop == STOP_MORE) {
            joint = JOINT_ADDITIONAL;
        } else if (piece_take(parse, TOKEN_FALLBACK)) {
            joint = JOINT_FALLBACK;
            fallback = true;
        } else {
            size_t before = parse->at;
            piece_take(parse, TOKEN_SEMICOLON);
            if (piece_is(parse, 0, TOKEN_END) && parse->at > before)
                parse->at = before;
            separators_skip(parse);
            if (piece_is(parse, 0, TOKEN_END))
                return true;
            joint = JOINT_NORMAL;
            fallback = false;
        }
    }
}

static void parse_clear(struct parse *parse)
{
    free(parse->years.items);
    free(parse->dates.items);
    free(parse->months.items);
    free(parse->weeks.items);
    free(parse->days.items);
    free(parse->holidays.items);
    free(parse->spans.items);
    free(parse->segments.items);
    free(parse->heads.items);
    tokens_clear(&parse->tokens);
    buffer_clear(&parse->canonical);
}

static bool value_read(struct hours *hours, struct fault *why)
{
    struct parse parse = {.hours = hours, .why = why};
    tokens_read(hours, &parse.tokens);
    buffer_init(&parse.canonical, CANONICAL_CEILING);
    bool read = piece_is(&parse, 0, TOKEN_END) ? parse_fault(&parse, "hours.fault.empty")
                                               : rules_read(&parse);
    if (read && parse.canonical.full) {
        fault_set(why, FAULT_LIMIT, "hours.fault.long");
        read = fault_at(why, 0);
    }
    hours->canonical = memory_text(buffer_text(&parse.canonical));
    parse_clear(&parse);
    return read;
}

bool hours_parse(const char *text, const struct hours_setting *setting, struct hours **out,
                 struct fault *why)
{
    *out = NULL;
    size_t size = strnlen(text, HOURS_TEXT_CEILING + 1);
    if (size > HOURS_TEXT_CEILING) {
        fault_set(why, FAULT_LIMIT, "hours.fault.long");
        return fault_at(why, HOURS_TEXT_CEILING);
    }
    if (!utf8_valid(text, size)) {
        fault_set(why, FAULT_INPUT, "hours.fault.letters");
        return fault_at(why, 0);
    }
    struct hours *hours = memory_take(sizeof *hours);
    hours->text = memory_text(text);
    hours->setting = setting ? *setting : hours_setting_brussels();
    if (!value_read(hours, why)) {
        hours_free(hours);
        return false;
    }
    *out = hours;
    return true;
}

size_t hours_warnings(const struct hours *hours, const struct hours_warning **out)
{
    *out = hours->warnings;
    return hours->warning_count;
}

void hours_free(struct hours *hours)
{
    if (!hours)
        return;
    free(hours->text);
    free(hours->canonical);
    free(hours->rules);
    free(hours->years);
    free(hours->dates);
    free(hours->weeks);
    free(hours->days);
    free(hours->spans);
    free(hours->warnings);
    free(hours);
}
