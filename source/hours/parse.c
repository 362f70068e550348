/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "hours/hours_inner.h"
#include "hours/scan.h"

/* What has stood in the rule so far: pieces come in this order. */
enum stage { STAGE_DAYS, STAGE_TIMES, STAGE_STATE, STAGE_COMMENT };

static bool clock_time(struct scan *scan, int most, int *minutes)
{
    int hour = 0, minute = 0, ignored;
    if (scan_peek(scan) == '(' || scan_word(scan, &ignored) == WORD_SUN)
        return scan_fault(scan, "hours.fault.sun");
    if (!scan_is_time(scan))
        return scan_fault_word(scan, "hours.fault.time");
    const char *here = scan->text + scan->at;
    size_t colon = strcspn(here, ":");
    for (size_t at = 0; at < colon; at++)
        hour = hour * 10 + (here[at] - '0');
    const char *behind = here + colon + 1;
    bool two = behind[1] >= '0' && behind[1] <= '9' && !(behind[2] >= '0' && behind[2] <= '9');
    if (two)
        minute = (behind[0] - '0') * 10 + (behind[1] - '0');
    *minutes = hour * 60 + minute;
    if (!two || minute > 59 || *minutes > most)
        return scan_fault_word(scan, "hours.fault.time");
    scan->at += colon + 3;
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

static void span_add(struct scan *scan, struct rule *rule, int from, int to, bool open_end)
{
    struct hours *hours = scan->hours;
    int till = open_end ? likely_end(to) : to;
    if (!rule->spans.count)
        rule->spans.first = hours->span_count;
    ARRAY_GROW(hours->spans, hours->span_count, hours->span_room);
    hours->spans[hours->span_count++] =
        (struct span){(int16_t)from, (int16_t)to, (int16_t)till, .open_end = open_end};
    rule->spans.count++;
    int spill = (till - 1) / DAY_MINUTES;
    rule->spill = spill > rule->spill ? spill : rule->spill;
}

static bool span_parse(struct scan *scan, struct rule *rule)
{
    int from, to;
    if (!clock_time(scan, DAY_MINUTES - 1, &from))
        return false;
    if (scan_take(scan, '+')) {
        span_add(scan, rule, from, from, true);
        return true;
    }
    if (!scan_take(scan, '-'))
        return scan_fault_word(scan, "hours.fault.dash");
    if (!clock_time(scan, 2 * DAY_MINUTES, &to))
        return false;
    if (to <= from)
        to += DAY_MINUTES;
    if (scan_peek(scan) == '/')
        return scan_fault(scan, "hours.fault.repeated");
    span_add(scan, rule, from, to, scan_take(scan, '+'));
    return true;
}

static bool times_parse(struct scan *scan, struct rule *rule)
{
    for (;;) {
        if (!span_parse(scan, rule))
            return false;
        size_t start = scan->at;
        if (!scan_take(scan, ',') || !scan_is_time(scan)) {
            scan->at = start;
            return true;
        }
    }
}

static bool comment_parse(struct scan *scan, struct rule *rule)
{
    size_t start = scan->at;
    scan_take(scan, '"');
    size_t size = strcspn(scan->text + scan->at, "\"");
    if (!scan->text[scan->at + size]) {
        scan->at = start;
        return scan_fault(scan, "hours.fault.quote");
    }
    rule->comment = scan->at;
    rule->comment_size = size;
    scan->at += size + 1;
    return true;
}

static bool is_end(struct scan *scan)
{
    char next = scan_peek(scan);
    return !next || next == ';' || next == ',' || next == '|';
}

static bool days_parse(struct scan *scan, struct rule *rule)
{
    int value;
    size_t start = scan->at;
    if (scan_is_number(scan, 4, 4))
        return rule->years.count || rule->dates.count ? scan_fault_word(scan, "hours.fault.order")
                                                      : parse_years(scan, rule);
    switch (scan_word_take(scan, &value)) {
    case WORD_MONTH:
    case WORD_EASTER:
        scan->at = start;
        return rule->dates.count ? scan_fault_word(scan, "hours.fault.order")
                                 : parse_dates(scan, rule, 0);
    case WORD_WEEK:
        if (rule->weeks.count) {
            scan->at = start;
            return scan_fault_word(scan, "hours.fault.order");
        }
        return parse_weeks(scan, rule);
    case WORD_WEEKDAY:
    case WORD_PUBLIC:
    case WORD_SCHOOL:
        scan->at = start;
        return parse_days(scan, rule);
    default:
        scan->at = start;
        return scan_fault_word(scan, "hours.fault.word");
    }
}

static bool state_take(struct scan *scan, struct rule *rule)
{
    int ignored;
    switch (scan_word(scan, &ignored)) {
    case WORD_OPEN:
        rule->state = HOURS_OPEN;
        break;
    case WORD_OFF:
        rule->state = HOURS_CLOSED;
        break;
    case WORD_UNKNOWN:
        rule->state = HOURS_UNKNOWN;
        break;
    default:
        return false;
    }
    scan_word_take(scan, &ignored);
    return rule->said = true;
}

static bool piece_parse(struct scan *scan, struct rule *rule, enum stage *stage)
{
    if (*stage == STAGE_COMMENT)
        return scan_fault_word(scan, "hours.fault.behind");
    if (scan_peek(scan) == '"') {
        *stage = STAGE_COMMENT;
        return comment_parse(scan, rule);
    }
    if (*stage < STAGE_STATE && state_take(scan, rule)) {
        *stage = STAGE_STATE;
        return true;
    }
    if (*stage == STAGE_DAYS && scan_take_text(scan, "24/7")) {
        *stage = STAGE_TIMES;
        span_add(scan, rule, 0, DAY_MINUTES, false);
        return true;
    }
    if (*stage == STAGE_DAYS && scan_is_time(scan)) {
        *stage = STAGE_TIMES;
        return times_parse(scan, rule);
    }
    if (*stage != STAGE_DAYS)
        return scan_fault_word(scan, "hours.fault.behind");
    if (!days_parse(scan, rule))
        return false;
    scan_take(scan, ':');
    return true;
}

static bool rule_parse(struct scan *scan, enum joint joint)
{
    struct hours *hours = scan->hours;
    struct rule rule = {.joint = joint, .state = HOURS_OPEN};
    enum stage stage = STAGE_DAYS;
    while (!is_end(scan))
        if (!piece_parse(scan, &rule, &stage))
            return false;
    if (stage == STAGE_DAYS && scan_peek(scan) == ',')
        return scan_fault(scan, "hours.fault.bare");
    if (stage == STAGE_COMMENT && !rule.said)
        rule.state = HOURS_UNKNOWN;
    if (hours->rule_count == HOURS_RULE_CEILING) {
        fault_set(scan->why, FAULT_LIMIT, "hours.fault.long");
        return fault_at(scan->why, (int64_t)scan->at);
    }
    ARRAY_GROW(hours->rules, hours->rule_count, hours->rule_room);
    hours->rules[hours->rule_count++] = rule;
    return true;
}

static bool rules_parse(struct scan *scan)
{
    enum joint joint = JOINT_NORMAL;
    for (;;) {
        if (joint == JOINT_NORMAL)
            while (scan_take(scan, ';'))
                ;
        if (!scan_peek(scan) && joint == JOINT_NORMAL)
            break;
        if (is_end(scan))
            return scan_fault_word(scan, "hours.fault.empty");
        if (!rule_parse(scan, joint))
            return false;
        if (!scan_peek(scan))
            break;
        if (scan_take(scan, ';'))
            joint = JOINT_NORMAL;
        else if (scan_take_text(scan, "||"))
            joint = JOINT_FALLBACK;
        else if (scan_take(scan, ','))
            joint = JOINT_ADDITIONAL;
        else
            return scan_fault_word(scan, "hours.fault.behind");
    }
    return scan->hours->rule_count || scan_fault(scan, "hours.fault.empty");
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
    hours->setting = setting ? *setting : (struct hours_setting){50.8466, 4.3528, NULL, REGION_FLEMISH};
    struct scan scan = {.text = hours->text, .hours = hours, .why = why};
    if (!rules_parse(&scan)) {
        hours_free(hours);
        return false;
    }
    *out = hours;
    return true;
}

void hours_free(struct hours *hours)
{
    if (!hours)
        return;
    free(hours->text);
    free(hours->rules);
    free(hours->years);
    free(hours->dates);
    free(hours->weeks);
    free(hours->days);
    free(hours->spans);
    free(hours);
}
