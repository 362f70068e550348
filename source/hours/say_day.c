/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>

#include "hours/hours_inner.h"
#include "hours/say_words.h"
#include "language/language.h"

enum { DAY_CEILING = 4096 };

const char *say_nth_word(const struct language *language, int nth)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "hours.nth.%s%d", nth < 0 ? "last" : "", abs(nth));
    return language_word(language, key);
}

void say_offset(const struct language *language, int days, const struct buffer *base,
                struct buffer *out)
{
    say_count(language, days < 0 ? "hours.before" : "hours.after", abs(days), base, out);
}

static bool is_weekday(const struct day_pick *pick)
{
    return pick->kind == DAY_OF_WEEK;
}

static bool is_every_day(const struct day_pick *pick)
{
    return is_weekday(pick) && !pick->nth_from && !pick->offset &&
           (pick->to + 1) % 7 == pick->from % 7;
}

bool say_has_nth(const struct hours *hours, struct part days)
{
    for (size_t at = 0; at < days.count; at++)
        if (hours->days[days.first + at].nth_from || hours->days[days.first + at].offset)
            return true;
    return false;
}

bool say_is_holidays(const struct hours *hours, struct part days)
{
    for (size_t at = 0; at < days.count; at++)
        if (is_weekday(&hours->days[days.first + at]) || hours->days[days.first + at].offset)
            return false;
    return days.count > 0;
}

void say_holidays(const struct hours *hours, struct part days, const struct language *language,
                  struct buffer *out)
{
    for (size_t at = 0; at < days.count; at++) {
        const struct day_pick *pick = &hours->days[days.first + at];
        struct buffer one;
        buffer_init(&one, DAY_CEILING);
        say_joint(language, at, days.count, out);
        if (pick->offset) {
            buffer_add_text(&one, language_word(language, pick->kind == DAY_PUBLIC
                                                              ? "hours.day.public.one"
                                                              : "hours.day.school.one"));
            say_offset(language, pick->offset, &one, out);
        } else {
            buffer_add_text(out,
                            language_word(language, pick->kind == DAY_PUBLIC ? "hours.on.public"
                                                                             : "hours.in.school"));
        }
        buffer_clear(&one);
    }
}

/* `alone`: two days that follow are "za en zo", and not "za–zo" as in a longer list. */
static void say_pick(const struct language *language, const struct day_pick *pick, bool alone,
                     struct buffer *out)
{
    static const char *const keys[2][2] = {{"hours.day.public", "hours.day.public.one"},
                                           {"hours.day.school", "hours.day.school.one"}};
    if (!is_weekday(pick)) {
        const char *key = keys[pick->kind == DAY_SCHOOL][pick->offset != 0];
        buffer_add_text(out, language_word(language, key));
        return;
    }
    if (is_every_day(pick)) {
        buffer_add_text(out, language_word(language, "hours.day.every"));
        return;
    }
    buffer_add_text(out, language_weekday(language, (enum civil_weekday)pick->from, true));
    if (pick->to != pick->from) {
        bool pair = alone && (pick->from + 1) % 7 == pick->to;
        buffer_add_text(out, pair ? language_word(language, "hours.and") : "–");
        buffer_add_text(out, language_weekday(language, (enum civil_weekday)pick->to, true));
    }
}

/* "elke eerste en derde zaterdag": the ordinals of one weekday are said together. */
static bool is_same_nth(const struct day_pick *a, const struct day_pick *b)
{
    return is_weekday(a) && is_weekday(b) && a->nth_from && b->nth_from && a->from == b->from &&
           a->offset == b->offset;
}

static void say_nths(const struct language *language, const struct day_pick *picks, size_t count,
                     struct buffer *out)
{
    struct buffer nth;
    size_t said = 0, words = 0;
    for (size_t at = 0; at < count; at++)
        words += (size_t)(picks[at].nth_to - picks[at].nth_from) + 1;
    buffer_init(&nth, DAY_CEILING);
    for (size_t at = 0; at < count; at++)
        for (int number = picks[at].nth_from; number <= picks[at].nth_to; number++) {
            say_joint(language, said++, words, &nth);
            buffer_add_text(&nth, say_nth_word(language, number));
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

static void say_group(const struct language *language, const struct day_pick *picks, size_t size,
                      bool alone, struct buffer *out)
{
    struct buffer one;
    buffer_init(&one, DAY_CEILING);
    if (picks->nth_from)
        say_nths(language, picks, size, &one);
    else
        say_pick(language, picks, alone, &one);
    if (picks->offset)
        say_offset(language, picks->offset, &one, out);
    else
        buffer_add(out, buffer_text(&one), one.size);
    buffer_clear(&one);
}

/* Every day and legal holidays as well: these are no other days, so "ook". */
static bool is_every_day_too(const struct day_pick *picks, size_t count)
{
    return count == 2 && is_every_day(&picks[0]) && picks[1].kind == DAY_PUBLIC && !picks[1].offset;
}

void say_days(const struct hours *hours, struct part part, const struct language *language,
              struct buffer *out)
{
    const struct day_pick *picks = &hours->days[part.first];
    size_t groups = 0, said = 0;
    if (is_every_day_too(picks, part.count)) {
        buffer_add_text(out, language_word(language, "hours.day.every.public"));
        return;
    }
    for (size_t at = 0; at < part.count; at += pick_group(picks + at, part.count - at))
        groups++;
    for (size_t at = 0; at < part.count;) {
        size_t size = pick_group(picks + at, part.count - at);
        say_joint(language, said++, groups, out);
        say_group(language, picks + at, size, groups == 1, out);
        at += size;
    }
}
