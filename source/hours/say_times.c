/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/say_words.h"

#include <stdio.h>
#include <stdlib.h>

#include "hours/sun.h"
#include "language/language.h"

enum { SPAN_CEILING = 2048 };

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

/* A time that needs no words around it: "9 uur", "24 uur de volgende dag". */
static void say_time_full(const struct language *language, int minutes, bool next,
                          struct buffer *out)
{
    struct buffer time, full;
    buffer_init(&time, 64);
    buffer_init(&full, 256);
    say_time(language, next && minutes == 2 * DAY_MINUTES ? DAY_MINUTES : minutes, false, &time);
    say_fill(language, "hours.time.full", &time, &full);
    if (next)
        say_fill(language, "hours.time.next", &full, out);
    else
        buffer_add(out, buffer_text(&full), full.size);
    buffer_clear(&time);
    buffer_clear(&full);
}

static void say_length(const struct language *language, int minutes, struct buffer *out)
{
    bool hours = minutes % 60 == 0;
    say_count(language, hours ? "hours.length.hours" : "hours.length.minutes",
              hours ? minutes / 60 : minutes, NULL, out);
}

static void say_sun(const struct language *language, const struct sun_end *end, struct buffer *out)
{
    static const char *const keys[] = {
        [SUN_DAWN] = "hours.sun.dawn",
        [SUN_SUNRISE] = "hours.sun.sunrise",
        [SUN_SUNSET] = "hours.sun.sunset",
        [SUN_DUSK] = "hours.sun.dusk",
    };
    struct buffer event, length;
    buffer_init(&event, 128);
    buffer_init(&length, 128);
    buffer_add_text(&event, language_word(language, keys[end->event]));
    if (end->offset) {
        say_length(language, abs(end->offset), &length);
        say_fill_two(language, end->offset < 0 ? "hours.sun.before" : "hours.sun.after", &length,
                     &event, out);
    } else {
        buffer_add(out, buffer_text(&event), event.size);
    }
    buffer_clear(&event);
    buffer_clear(&length);
}

static bool is_sunny(const struct span *span)
{
    return span->sun_from.set || span->sun_to.set;
}

static bool is_point(const struct span *span)
{
    return span->to == span->from && !is_sunny(span);
}

/* Two days long or beginning after midnight: "de volgende dag" must be said. */
static bool is_far(const struct span *span)
{
    return !is_sunny(span) && (span->to - span->from >= DAY_MINUTES || span->from >= DAY_MINUTES) &&
           !(span->from == 0 && span->to == DAY_MINUTES);
}

static void say_ends(const struct language *language, const struct span *span, bool full,
                     struct buffer *from, struct buffer *to)
{
    bool far = is_far(span);
    if (span->sun_from.set)
        say_sun(language, &span->sun_from, from);
    else if (full)
        say_time_full(language, span->from, span->from >= DAY_MINUTES, from);
    else
        say_time(language, span->from, false, from);
    if (span->sun_to.set)
        say_sun(language, &span->sun_to, to);
    else if (full)
        say_time_full(language, span->to, far, to);
    else
        say_time(language, span->to, false, to);
}

static const char *span_key(const struct span *span, bool full, bool spoken)
{
    bool begins = span->open_end && span->to == span->from;
    if (begins)
        return full ? "hours.span.onward" : "hours.span.from";
    if (is_point(span))
        return "hours.span.at";
    return full ? "hours.span.full" : spoken ? "hours.span.spoken" : "hours.span";
}

static void say_span(const struct language *language, const struct span *span, bool full,
                     bool spoken, struct buffer *out)
{
    struct buffer from, to, whole, step;
    buffer_init(&from, SPAN_CEILING);
    buffer_init(&to, SPAN_CEILING);
    buffer_init(&whole, SPAN_CEILING);
    buffer_init(&step, SPAN_CEILING);
    say_ends(language, span, full, &from, &to);
    say_fill_two(language, span_key(span, full, spoken), &from, &to, &whole);
    if (full && span->open_end && span->to != span->from)
        say_fill(language, "hours.span.later", &whole, out);
    else
        buffer_add(out, buffer_text(&whole), whole.size);
    if (span->step) {
        say_count(language, "hours.span.step", span->step, NULL, &step);
        buffer_addf(out, " (%s)", buffer_text(&step));
    }
    buffer_clear(&from);
    buffer_clear(&to);
    buffer_clear(&whole);
    buffer_clear(&step);
}

bool say_is_whole_day(const struct hours *hours, const struct rule *rule)
{
    if (!rule->spans.count)
        return true;
    const struct span *span = &hours->spans[rule->spans.first];
    return rule->spans.count == 1 && span->from == 0 && span->to == DAY_MINUTES &&
           !span->open_end && !span->step && !is_sunny(span);
}

/* Does every span need all its own words? */
static bool is_full(const struct span *spans, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        bool later = spans[at].open_end && spans[at].to != spans[at].from;
        if (is_sunny(&spans[at]) || is_far(&spans[at]) || spans[at].step ||
            (later && at + 1 < count))
            return true;
    }
    return false;
}

void say_times(const struct hours *hours, const struct rule *rule, bool spoken,
               const struct language *language, struct buffer *out)
{
    if (say_is_whole_day(hours, rule)) {
        buffer_add_text(out, language_word(language, "hours.day.whole"));
        return;
    }
    const struct span *spans = &hours->spans[rule->spans.first];
    const struct span *last = &spans[rule->spans.count - 1];
    bool full = is_full(spans, rule->spans.count);
    struct buffer list;
    buffer_init(&list, PIECE_CEILING);
    for (size_t at = 0; at < rule->spans.count; at++) {
        say_joint(language, at, rule->spans.count, &list);
        say_span(language, &spans[at], full, spoken, &list);
    }
    if (full)
        buffer_add(out, buffer_text(&list), list.size);
    else
        say_fill(language,
                 last->open_end && last->to != last->from ? "hours.times.later" : "hours.times",
                 &list, out);
    buffer_clear(&list);
}
