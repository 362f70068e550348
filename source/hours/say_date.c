/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "hours/hours_inner.h"
#include "hours/say_words.h"
#include "language/language.h"

enum { YEAR_ONWARD = 9999, POINT_CEILING = 512, LIST_CEILING = 16 * 1024, WEEKS_LEAST = 52 };

static const char *month_word(const struct language *language, int month)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "date.month.%d", month);
    return language_word(language, key);
}

static void say_nth_date(const struct language *language, const struct date_point *point,
                         struct buffer *out)
{
    const char *nth[] = {say_nth_word(language, point->nth),
                         language_weekday(language, (enum civil_weekday)point->weekday, false),
                         month_word(language, point->month)};
    language_fill(language, "hours.date.nth", nth, 3, out);
}

static void say_point_plain(const struct language *language, const struct date_point *point,
                            bool month, bool year, struct buffer *out)
{
    char day[8];
    snprintf(day, sizeof day, "%d", point->day);
    const char *pieces[] = {point->day == 1 ? language_word(language, "date.first") : day, ""};
    switch (point->kind) {
    case DATE_MONTH:
        buffer_add_text(out, month_word(language, point->month));
        break;
    case DATE_DAY:
        pieces[1] = month_word(language, point->month);
        if (month)
            language_fill(language, "date.day", pieces, 2, out);
        else
            buffer_add_text(out, pieces[0]);
        break;
    case DATE_NTH:
        say_nth_date(language, point, out);
        break;
    case DATE_EASTER:
        buffer_add_text(out, language_word(language, "hours.date.easter"));
        break;
    }
    if (year && point->year)
        buffer_addf(out, " %d", point->year);
}

static void say_point(const struct language *language, const struct date_point *point, bool month,
                      bool year, struct buffer *out)
{
    struct buffer plain;
    buffer_init(&plain, POINT_CEILING);
    say_point_plain(language, point, month, year, &plain);
    if (point->offset)
        say_offset(language, point->offset, &plain, out);
    else
        buffer_add(out, buffer_text(&plain), plain.size);
    buffer_clear(&plain);
}

/* A day whose name is a phrase: "de laatste zondag van maart". */
static bool is_phrase(const struct date_point *point)
{
    return point->kind == DATE_NTH || point->kind == DATE_EASTER || point->offset;
}

static void say_from_to(const struct language *language, const struct date_range *range,
                        struct buffer *out)
{
    struct date_point end = range->to;
    const struct date_point *from = &range->from;
    bool same_year = from->year == end.year || !end.year;
    bool phrase = is_phrase(from) || is_phrase(&end);
    bool months = from->kind == DATE_MONTH && end.kind == DATE_MONTH && same_year;
    bool close = !phrase && from->kind == DATE_DAY && end.kind == DATE_DAY &&
                 from->month == end.month && same_year && from->day <= end.day;
    struct buffer first, last;
    buffer_init(&first, POINT_CEILING);
    buffer_init(&last, POINT_CEILING);
    end.year = end.year ? end.year : from->year;
    say_point(language, from, !close, !same_year, &first);
    say_point(language, &end, true, true, &last);
    say_fill_two(language,
                 phrase            ? "hours.range.phrases"
                 : close || months ? "hours.range.close"
                                   : "hours.range",
                 &first, &last, out);
    buffer_clear(&first);
    buffer_clear(&last);
}

static void say_range(const struct language *language, const struct date_range *range,
                      struct buffer *out)
{
    struct buffer first;
    buffer_init(&first, POINT_CEILING);
    if (range->onward) {
        say_point(language, &range->from, true, true, &first);
        say_fill(language,
                 range->from.kind == DATE_DAY && !range->from.offset ? "hours.onward.day"
                                                                     : "hours.onward",
                 &first, out);
    } else if (range->ranged) {
        say_from_to(language, range, out);
    } else {
        say_point(language, &range->from, true, true, out);
    }
    if (range->step > 1) {
        buffer_add_byte(out, ' ');
        say_count(language, "hours.step.days", range->step, NULL, out);
    }
    buffer_clear(&first);
}

static void say_ranges(const struct hours *hours, struct part part, const struct language *language,
                       struct buffer *out)
{
    for (size_t at = 0; at < part.count; at++) {
        say_joint(language, at, part.count, out);
        say_range(language, &hours->dates[part.first + at], out);
    }
}

static void say_years(const struct hours *hours, struct part part, const struct language *language,
                      struct buffer *out)
{
    for (size_t at = 0; at < part.count; at++) {
        const struct year_range *range = &hours->years[part.first + at];
        char from[8];
        snprintf(from, sizeof from, "%d", range->from);
        const char *piece = from;
        say_joint(language, at, part.count, out);
        if (range->to == YEAR_ONWARD)
            language_fill(language, "hours.onward", &piece, 1, out);
        else if (range->to == range->from)
            buffer_add_text(out, from);
        else
            buffer_addf(out, "%s–%d", from, range->to);
        if (range->step > 1) {
            buffer_add_byte(out, ' ');
            say_count(language, "hours.step.years", range->step, NULL, out);
        }
    }
}

/* All odd or all even weeks of the year; NULL = neither. */
static const char *weeks_key(const struct week_range *range)
{
    if (range->step != 2 || range->to < WEEKS_LEAST || range->from > 2 || range->from < 1)
        return NULL;
    return range->from == 1 ? "hours.weeks.odd" : "hours.weeks.even";
}

static void say_weeks(const struct hours *hours, struct part part, const struct language *language,
                      struct buffer *out)
{
    struct buffer list;
    const char *key = part.count == 1 ? weeks_key(&hours->weeks[part.first]) : NULL;
    if (key) {
        buffer_add_text(out, language_word(language, key));
        return;
    }
    buffer_init(&list, LIST_CEILING);
    for (size_t at = 0; at < part.count; at++) {
        const struct week_range *range = &hours->weeks[part.first + at];
        say_joint(language, at, part.count, &list);
        if (range->to == range->from)
            buffer_addf(&list, "%d", range->from);
        else
            buffer_addf(&list, "%d–%d", range->from, range->to);
        if (range->step > 1) {
            buffer_add_byte(&list, ' ');
            say_count(language, "hours.step.weeks", range->step, NULL, &list);
        }
    }
    bool single = part.count == 1 && hours->weeks[part.first].from == hours->weeks[part.first].to;
    say_count(language, "hours.weeks", single ? 1 : 2, &list, out);
    buffer_clear(&list);
}

static void say_comma(size_t start, struct buffer *out)
{
    if (out->size > start)
        buffer_add_text(out, ", ");
}

void say_dates(const struct hours *hours, const struct rule *rule, const struct language *language,
               struct buffer *out)
{
    size_t start = out->size;
    say_years(hours, rule->years, language, out);
    if (rule->months.count) {
        say_comma(start, out);
        say_ranges(hours, rule->months, language, out);
    }
    if (rule->dates.count) {
        say_comma(start, out);
        say_ranges(hours, rule->dates, language, out);
    }
    if (rule->weeks.count) {
        say_comma(start, out);
        say_weeks(hours, rule->weeks, language, out);
    }
}
