/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hours/hours_inner.h"
#include "language/language.h"

enum { YEAR_LAST = 9999 };

static const char *nth_word(const struct language *language, int nth)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "hours.nth.%s%d", nth < 0 ? "last" : "", abs(nth));
    return language_word(language, key);
}

static const char *month_word(const struct language *language, int month)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "date.month.%d", month);
    return language_word(language, key);
}

/* `base` said as so many days before or after it. */
static void say_offset(const struct language *language, int days, const char *base,
                       struct buffer *out)
{
    struct message message = message_of(days < 0 ? "hours.before" : "hours.after");
    message_add_count(&message, abs(days));
    message_add_text(&message, base);
    language_say(language, &message, out);
}

static void say_pick(const struct language *language, const struct day_pick *pick,
                     struct buffer *out)
{
    if (pick->kind != DAY_OF_WEEK) {
        buffer_add_text(out,
                        language_word(language, pick->kind == DAY_PUBLIC ? "hours.day.public"
                                                                         : "hours.day.school"));
    } else {
        buffer_add_text(out, language_weekday(language, (enum civil_weekday)pick->from, true));
        if (pick->to != pick->from) {
            buffer_add_text(out, "–");
            buffer_add_text(out, language_weekday(language, (enum civil_weekday)pick->to, true));
        }
    }
}

/* "elke eerste en derde zaterdag": the ordinals of one weekday are said together. */
static bool is_same_nth(const struct day_pick *a, const struct day_pick *b)
{
    return a->kind == DAY_OF_WEEK && b->kind == DAY_OF_WEEK && a->nth_from && b->nth_from &&
           a->from == b->from && a->offset == b->offset;
}

static void say_nths(const struct language *language, const struct day_pick *picks, size_t count,
                     struct buffer *out)
{
    struct buffer nth;
    size_t said = 0, words = 0;
    for (size_t at = 0; at < count; at++)
        words += (size_t)(picks[at].nth_to - picks[at].nth_from) + 1;
    buffer_init(&nth, 2048);
    for (size_t at = 0; at < count; at++)
        for (int number = picks[at].nth_from; number <= picks[at].nth_to; number++) {
            say_joint(language, said++, words, &nth);
            buffer_add_text(&nth, nth_word(language, number));
        }
    const char *pieces[] = {buffer_text(&nth),
                            language_weekday(language, (enum civil_weekday)picks->from, false)};
    language_fill(language, "hours.day.nth", pieces, 2, out);
    buffer_clear(&nth);
}

static size_t pick_group(const struct day_pick *picks, size_t count)
{
    size_t same = 1;
    while (picks->nth_from && same < count && is_same_nth(&picks[0], &picks[same]))
        same++;
    return same;
}

void say_days(const struct hours *hours, struct part part, const struct language *language,
              struct buffer *out)
{
    const struct day_pick *picks = &hours->days[part.first];
    size_t groups = 0, said = 0;
    for (size_t at = 0; at < part.count; at += pick_group(picks + at, part.count - at))
        groups++;
    for (size_t at = 0; at < part.count;) {
        struct buffer one;
        size_t size = pick_group(picks + at, part.count - at);
        buffer_init(&one, 2048);
        say_joint(language, said++, groups, out);
        if (picks[at].nth_from)
            say_nths(language, picks + at, size, &one);
        else
            say_pick(language, picks + at, &one);
        if (picks[at].offset)
            say_offset(language, picks[at].offset, buffer_text(&one), out);
        else
            buffer_add(out, buffer_text(&one), one.size);
        buffer_clear(&one);
        at += size;
    }
}

static void say_point_plain(const struct language *language, const struct date_point *point,
                            bool month, bool year, struct buffer *out)
{
    char day[8], number[8];
    snprintf(day, sizeof day, "%d", point->day);
    snprintf(number, sizeof number, "%d", point->year);
    const char *name = point->kind == DATE_EASTER ? "" : month_word(language, point->month);
    const char *first = point->day == 1 ? language_word(language, "date.first") : day;
    const char *pieces[] = {first, name};
    const char *nth[] = {"", "", name};
    switch (point->kind) {
    case DATE_MONTH:
        buffer_add_text(out, name);
        break;
    case DATE_DAY:
        if (month)
            language_fill(language, "date.day", pieces, 2, out);
        else
            buffer_add_text(out, first);
        break;
    case DATE_NTH:
        nth[0] = nth_word(language, point->nth);
        nth[1] = language_weekday(language, (enum civil_weekday)point->weekday, false);
        language_fill(language, "hours.date.nth", nth, 3, out);
        break;
    case DATE_EASTER:
        buffer_add_text(out, language_word(language, "hours.date.easter"));
        break;
    }
    if (year && point->year) {
        buffer_add_byte(out, ' ');
        buffer_add_text(out, number);
    }
}

static void say_point(const struct language *language, const struct date_point *point, bool month,
                      bool year, struct buffer *out)
{
    struct buffer plain;
    buffer_init(&plain, 256);
    say_point_plain(language, point, month, year, &plain);
    if (point->offset)
        say_offset(language, point->offset, buffer_text(&plain), out);
    else
        buffer_add(out, buffer_text(&plain), plain.size);
    buffer_clear(&plain);
}

static void say_range(const struct language *language, const struct date_range *range,
                      struct buffer *out)
{
    const struct date_point *from = &range->from, *to = &range->to;
    struct buffer first;
    if (!range->ranged && !range->onward) {
        say_point(language, from, true, true, out);
        return;
    }
    bool same_year = from->year == to->year || !to->year;
    bool close = range->ranged && from->kind == DATE_DAY && to->kind == DATE_DAY &&
                 from->month == to->month && same_year && !from->offset;
    buffer_init(&first, 512);
    say_point(language, from, !close, range->onward || !same_year, &first);
    if (range->onward) {
        const char *piece = buffer_text(&first);
        language_fill(language, "hours.onward", &piece, 1, out);
    } else {
        struct date_point end = *to;
        end.year = end.year ? end.year : from->year;
        buffer_add(out, buffer_text(&first), first.size);
        bool brief = close || (from->kind == DATE_MONTH && to->kind == DATE_MONTH && same_year);
        buffer_add_text(out, brief ? "–" : " – ");
        say_point(language, &end, true, true, out);
    }
    buffer_clear(&first);
}

static void say_years(const struct hours *hours, struct part part, const struct language *language,
                      struct buffer *out)
{
    for (size_t at = 0; at < part.count; at++) {
        const struct year_range *range = &hours->years[part.first + at];
        char from[8], to[8];
        snprintf(from, sizeof from, "%d", range->from);
        snprintf(to, sizeof to, "%d", range->to);
        const char *piece = from;
        say_joint(language, at, part.count, out);
        if (range->to == YEAR_LAST)
            language_fill(language, "hours.onward", &piece, 1, out);
        else
            buffer_addf(out, range->to == range->from ? "%s" : "%s–%s", from, to);
        if (range->step > 1) {
            struct message step = message_of("hours.step.years");
            message_add_count(&step, range->step);
            buffer_add_byte(out, ' ');
            language_say(language, &step, out);
        }
    }
}

static void say_weeks(const struct hours *hours, struct part part, const struct language *language,
                      struct buffer *out)
{
    struct buffer list;
    buffer_init(&list, 4096);
    for (size_t at = 0; at < part.count; at++) {
        const struct week_range *range = &hours->weeks[part.first + at];
        say_joint(language, at, part.count, &list);
        buffer_addf(&list, range->to == range->from ? "%d" : "%d–%d", range->from, range->to);
        if (range->step > 1) {
            struct message step = message_of("hours.step.weeks");
            message_add_count(&step, range->step);
            buffer_add_byte(&list, ' ');
            language_say(language, &step, &list);
        }
    }
    const char *piece = buffer_text(&list);
    language_fill(language, "hours.weeks", &piece, 1, out);
    buffer_clear(&list);
}

void say_dates(const struct hours *hours, const struct rule *rule, const struct language *language,
               struct buffer *out)
{
    if (rule->years.count)
        say_years(hours, rule->years, language, out);
    if (rule->dates.count && out->size)
        buffer_add_text(out, ", ");
    for (size_t at = 0; at < rule->dates.count; at++) {
        say_joint(language, at, rule->dates.count, out);
        say_range(language, &hours->dates[rule->dates.first + at], out);
    }
    if (!rule->weeks.count)
        return;
    if (out->size)
        buffer_add_text(out, ", ");
    say_weeks(hours, rule->weeks, language, out);
}
