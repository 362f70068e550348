/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include <string.h>
#include <strings.h>

#include "hours/hours_inner.h"
#include "hours/say_words.h"
#include "language/language.h"

void say_fill(const struct language *language, const char *key, const struct buffer *piece,
              struct buffer *out)
{
    const char *text = buffer_text(piece);
    language_fill(language, key, &text, 1, out);
}

void say_fill_two(const struct language *language, const char *key, const struct buffer *first,
                  const struct buffer *second, struct buffer *out)
{
    const char *pieces[] = {buffer_text(first), buffer_text(second)};
    language_fill(language, key, pieces, 2, out);
}

void say_count(const struct language *language, const char *key, int count,
               const struct buffer *base, struct buffer *out)
{
    struct message message = message_of(key);
    message_add_count(&message, count);
    message_add_text(&message, base ? buffer_text(base) : "");
    language_say(language, &message, out);
}

void say_joint(const struct language *language, size_t at, size_t count, struct buffer *out)
{
    if (at && at + 1 == count)
        buffer_add_text(out, language_word(language, "hours.and"));
    else if (at)
        buffer_add_text(out, ", ");
}

/* "By appointment", as people write it in three languages; NULL = another comment. */
static const char *appointment_key(const char *comment, size_t size)
{
    static const struct {
        const char *words;
        bool only;
    } rows[] = {
        {"by appointment", false},
        {"on appointment", false},
        {"by appointement", false},
        {"op afspraak", false},
        {"na afspraak", false},
        {"sur rendez-vous", false},
        {"sur rendez vous", false},
        {"sur rdv", false},
        {"appointment only", true},
        {"by appointment only", true},
        {"only by appointment", true},
        {"by appointement only", true},
        {"enkel op afspraak", true},
        {"alleen op afspraak", true},
        {"uniquement sur rendez-vous", true},
        {"sur rendez-vous uniquement", true},
        {"uniquement sur rdv", true},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++)
        if (strlen(rows[at].words) == size && strncasecmp(rows[at].words, comment, size) == 0)
            return rows[at].only ? "hours.appointment.only" : "hours.appointment";
    return NULL;
}

/* The comment alone ("op afspraak", "“belt u even”"), or behind what is said already. */
static void say_comment(const struct hours *hours, const struct rule *rule,
                        const struct language *language, bool alone, struct buffer *out)
{
    const char *text = hours->text + rule->comment;
    struct buffer comment;
    if (!rule->comment_size)
        return;
    const char *appointment = appointment_key(text, rule->comment_size);
    if (appointment) {
        buffer_add_text(out, alone ? "" : ", ");
        buffer_add_text(out, language_word(language, appointment));
        return;
    }
    buffer_init(&comment, PIECE_CEILING);
    buffer_add(&comment, text, rule->comment_size);
    buffer_add_text(out, alone ? "" : " ");
    say_fill(language, alone ? "hours.comment" : "hours.comment.behind", &comment, out);
    buffer_clear(&comment);
}

static bool is_dated(const struct rule *rule)
{
    return rule->years.count || rule->months.count || rule->dates.count || rule->weeks.count;
}

static bool only_holidays(const struct hours *hours, const struct rule *rule)
{
    return !is_dated(rule) && !rule->holidays.count && say_is_holidays(hours, rule->days);
}

static bool only_public(const struct hours *hours, struct part days)
{
    for (size_t at = 0; at < days.count; at++)
        if (hours->days[days.first + at].kind != DAY_PUBLIC || hours->days[days.first + at].offset)
            return false;
    return true;
}

/* Holidays that narrow weekdays: "ma–wo op feestdagen", "in de schoolvakantie: ma–vr". */
static void say_narrowed(const struct hours *hours, const struct rule *rule,
                         const struct language *language, const struct buffer *days,
                         struct buffer *out)
{
    struct buffer holidays;
    buffer_init(&holidays, PIECE_CEILING);
    say_holidays(hours, rule->holidays, language, &holidays);
    bool behind = only_public(hours, rule->holidays);
    say_fill_two(language, behind ? "hours.days.holidays" : "hours.holidays.days",
                 behind ? days : &holidays, behind ? &holidays : days, out);
    buffer_clear(&holidays);
}

/* When the rule holds: "juli–augustus: ma–vr"; nothing for a rule without days. */
static void say_when(const struct hours *hours, const struct rule *rule,
                     const struct language *language, struct buffer *out)
{
    struct buffer days;
    buffer_init(&days, PIECE_CEILING);
    say_dates(hours, rule, language, out);
    if (rule->days.count && only_holidays(hours, rule))
        say_holidays(hours, rule->days, language, &days);
    else if (rule->days.count)
        say_days(hours, rule->days, language, &days);
    if (out->size && (days.size || rule->holidays.count))
        buffer_add_text(out, language_word(language, "hours.colon"));
    if (rule->holidays.count)
        say_narrowed(hours, rule, language, &days, out);
    else
        buffer_add(out, buffer_text(&days), days.size);
    buffer_clear(&days);
}

static bool is_only_school(const struct hours *hours, const struct rule *rule)
{
    return rule->days.count == 1 && only_holidays(hours, rule) &&
           hours->days[rule->days.first].kind == DAY_SCHOOL;
}

/* What stands between the days and the hours. */
static const char *gap(const struct hours *hours, const struct rule *rule,
                       const struct language *language)
{
    if (say_has_nth(hours, rule->days))
        return ", ";
    if (is_dated(rule) && !rule->days.count)
        return language_word(language, "hours.colon");
    return " ";
}

/* Closed: "zo en feestdagen gesloten", "gesloten op feestdagen", "niet in de schoolvakantie". */
static void say_closed(const struct hours *hours, const struct rule *rule,
                       const struct language *language, const struct buffer *when,
                       struct buffer *out)
{
    bool whole = !rule->spans.count || say_is_whole_day(hours, rule);
    const char *key = !when->size                            ? "hours.closed"
                      : whole && is_only_school(hours, rule) ? "hours.closed.school"
                      : only_holidays(hours, rule)           ? "hours.closed.holidays"
                                                             : "hours.closed.days";
    say_fill(language, key, when, out);
    if (!whole) {
        buffer_add_byte(out, ' ');
        say_times(hours, rule, false, language, out);
    }
}

static void say_unknown(const struct hours *hours, const struct rule *rule,
                        const struct language *language, const struct buffer *when,
                        struct buffer *out)
{
    if (when->size) {
        buffer_add(out, buffer_text(when), when->size);
        buffer_add_text(out, gap(hours, rule, language));
    }
    if (rule->comment_size)
        say_comment(hours, rule, language, true, out);
    else
        buffer_add_text(out, language_word(language, "hours.unknown"));
}

static void say_open(const struct hours *hours, const struct rule *rule,
                     const struct language *language, const struct buffer *when, struct buffer *out)
{
    bool timed = rule->spans.count > 0;
    if (when->size) {
        buffer_add(out, buffer_text(when), when->size);
        buffer_add_text(out, gap(hours, rule, language));
    } else if (timed) {
        buffer_add_text(out, language_word(language, "hours.day.every"));
        buffer_add_byte(out, ' ');
    }
    if (when->size || timed)
        say_times(hours, rule, say_has_nth(hours, rule->days), language, out);
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
    bool bare = rule->state == HOURS_UNKNOWN && !rule->spans.count;
    if (rule->state == HOURS_CLOSED)
        say_closed(hours, rule, language, &when, out);
    else if (bare)
        say_unknown(hours, rule, language, &when, out);
    else
        say_open(hours, rule, language, &when, out);
    if (!bare)
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
    if (hours->school && !hours->setting.calendar) {
        buffer_add_byte(out, ' ');
        buffer_add_text(out, language_word(language, "hours.school.unknown"));
    }
}
