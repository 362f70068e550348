/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include <stdio.h>
#include <string.h>

#include "hours/hours_inner.h"
#include "language/language.h"

enum { PIECE_CEILING = 64 * 1024 };

static void say_fill(const struct language *language, const char *key, const struct buffer *piece,
                     struct buffer *out)
{
    const char *text = buffer_text(piece);
    language_fill(language, key, &text, 1, out);
}

void say_time(const struct language *language, int minutes, bool clock, struct buffer *out)
{
    char hour[16], minute[16];
    int within = minutes > DAY_MINUTES ? minutes % DAY_MINUTES : minutes;
    snprintf(hour, sizeof hour, "%d", within / 60);
    snprintf(minute, sizeof minute, "%02d", within % 60);
    const char *pieces[] = {hour, minute};
    const char *key = within % 60 ? "hours.time.minutes"
                      : clock     ? "hours.clock.whole"
                                  : "hours.time.whole";
    language_fill(language, key, pieces, 2, out);
}

void say_joint(const struct language *language, size_t at, size_t count, struct buffer *out)
{
    if (at && at + 1 == count)
        buffer_add_text(out, language_word(language, "hours.and"));
    else if (at)
        buffer_add_text(out, ", ");
}

static void say_span(const struct language *language, const struct span *span, struct buffer *out)
{
    struct buffer from, to;
    buffer_init(&from, 64);
    buffer_init(&to, 64);
    say_time(language, span->from, false, &from);
    say_time(language, span->to, false, &to);
    const char *pieces[] = {buffer_text(&from), buffer_text(&to)};
    language_fill(language, span->to == span->from ? "hours.span.from" : "hours.span", pieces, 2,
                  out);
    buffer_clear(&from);
    buffer_clear(&to);
}

static bool is_whole_day(const struct hours *hours, const struct rule *rule)
{
    if (!rule->spans.count)
        return true;
    const struct span *span = &hours->spans[rule->spans.first];
    return rule->spans.count == 1 && span->from == 0 && span->to == DAY_MINUTES && !span->open_end;
}

static void say_times(const struct hours *hours, const struct rule *rule,
                      const struct language *language, struct buffer *out)
{
    if (is_whole_day(hours, rule)) {
        buffer_add_text(out, language_word(language, "hours.day.whole"));
        return;
    }
    struct buffer list;
    bool later = false;
    buffer_init(&list, PIECE_CEILING);
    for (size_t at = 0; at < rule->spans.count; at++) {
        const struct span *span = &hours->spans[rule->spans.first + at];
        say_joint(language, at, rule->spans.count, &list);
        say_span(language, span, &list);
        later |= span->open_end && span->to > span->from;
    }
    say_fill(language, later ? "hours.times.later" : "hours.times", &list, out);
    buffer_clear(&list);
}

static void say_comment(const struct hours *hours, const struct rule *rule,
                        const struct language *language, bool alone, struct buffer *out)
{
    struct buffer comment;
    if (!rule->comment_size)
        return;
    buffer_init(&comment, PIECE_CEILING);
    buffer_add(&comment, hours->text + rule->comment, rule->comment_size);
    if (!alone)
        buffer_add_byte(out, ' ');
    say_fill(language, alone ? "hours.comment" : "hours.comment.behind", &comment, out);
    buffer_clear(&comment);
}

static bool only_holidays(const struct hours *hours, const struct rule *rule)
{
    if (rule->years.count || rule->dates.count || rule->weeks.count || rule->holidays.count)
        return false;
    for (size_t at = 0; at < rule->days.count; at++)
        if (hours->days[rule->days.first + at].kind == DAY_OF_WEEK)
            return false;
    return rule->days.count > 0;
}

/* When the rule holds: "juli–augustus: ma–vr"; nothing for a rule without days. */
static void say_when(const struct hours *hours, const struct rule *rule,
                     const struct language *language, struct buffer *out)
{
    struct buffer days, whole;
    buffer_init(&days, PIECE_CEILING);
    buffer_init(&whole, PIECE_CEILING);
    say_dates(hours, rule, language, out);
    if (rule->days.count)
        say_days(hours, rule->days, language, &days);
    if (rule->holidays.count) {
        struct buffer holidays;
        buffer_init(&holidays, PIECE_CEILING);
        say_days(hours, rule->holidays, language, &holidays);
        const char *pieces[] = {buffer_text(&days), buffer_text(&holidays)};
        bool school = hours->days[rule->holidays.first].kind == DAY_SCHOOL;
        language_fill(language, school ? "hours.days.school" : "hours.days.holidays", pieces, 2,
                      &whole);
        buffer_clear(&holidays);
    } else {
        buffer_add(&whole, buffer_text(&days), days.size);
    }
    if (out->size && whole.size)
        buffer_add_text(out, language_word(language, "hours.colon"));
    buffer_add(out, buffer_text(&whole), whole.size);
    buffer_clear(&days);
    buffer_clear(&whole);
}

/* Closed: "zo en feestdagen gesloten", "gesloten op feestdagen", "gesloten". */
static void say_closed(const struct hours *hours, const struct rule *rule,
                       const struct language *language, const struct buffer *when,
                       struct buffer *out)
{
    const char *key = !when->size                  ? "hours.closed"
                      : only_holidays(hours, rule) ? "hours.closed.holidays"
                                                   : "hours.closed.days";
    say_fill(language, key, when, out);
    if (rule->spans.count && !is_whole_day(hours, rule)) {
        buffer_add_byte(out, ' ');
        say_times(hours, rule, language, out);
    }
}

static void say_open(const struct hours *hours, const struct rule *rule,
                     const struct language *language, const struct buffer *when, struct buffer *out)
{
    bool timed = rule->spans.count > 0;
    buffer_add(out, buffer_text(when), when->size);
    if (rule->state == HOURS_UNKNOWN && !timed) {
        if (rule->comment_size) {
            if (when->size)
                buffer_add_byte(out, ' ');
            say_comment(hours, rule, language, true, out);
            return;
        }
        if (when->size)
            buffer_add_byte(out, ' ');
        buffer_add_text(out, language_word(language, "hours.unknown"));
        return;
    }
    if (when->size)
        buffer_add_byte(out, ' ');
    if (when->size || timed)
        say_times(hours, rule, language, out);
    else
        buffer_add_text(out, language_word(language, "hours.always"));
    if (rule->state == HOURS_UNKNOWN && !rule->comment_size) {
        buffer_add_byte(out, ' ');
        buffer_add_text(out, language_word(language, "hours.unsure"));
    }
}

static void say_rule(const struct hours *hours, const struct rule *rule,
                     const struct language *language, struct buffer *out)
{
    struct buffer when;
    buffer_init(&when, PIECE_CEILING);
    say_when(hours, rule, language, &when);
    if (rule->state == HOURS_CLOSED)
        say_closed(hours, rule, language, &when, out);
    else
        say_open(hours, rule, language, &when, out);
    if (rule->state != HOURS_UNKNOWN || rule->spans.count)
        say_comment(hours, rule, language, false, out);
    buffer_clear(&when);
}

void hours_say(const struct hours *hours, const struct language *language, struct buffer *out)
{
    if (hours_always(hours)) {
        buffer_add_text(out, language_word(language, "hours.always"));
        return;
    }
    for (size_t at = 0; at < hours->rule_count; at++) {
        const struct rule *rule = &hours->rules[at];
        struct buffer said;
        buffer_init(&said, PIECE_CEILING);
        say_rule(hours, rule, language, &said);
        if (at)
            buffer_add_text(out, rule->joint == JOINT_ADDITIONAL
                                     ? ", "
                                     : language_word(language, "hours.semicolon"));
        if (rule->joint == JOINT_FALLBACK)
            say_fill(language, "hours.else", &said, out);
        else
            buffer_add(out, buffer_text(&said), said.size);
        buffer_clear(&said);
    }
    if (hours->school) {
        buffer_add_byte(out, ' ');
        buffer_add_text(out, language_word(language, "hours.school.unknown"));
    }
}
