/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/timetable.h"

#include "hours/hours_inner.h"
#include "hours/say_inner.h"
#include "hours/timetable_inner.h"
#include "language/language.h"

enum { PIECE = 64 * 1024, SMALL = 512 };

static void part_begin(const struct language *language, struct buffer *out, size_t start)
{
    if (out->size > start)
        buffer_add_text(out, language_word(language, "hours.semicolon"));
}

static void key_say(const struct language *language, const char *key, const char *first,
                    const char *second, struct buffer *out)
{
    const char *pieces[] = {first, second ? second : ""};
    language_fill(language, key, pieces, 2, out);
}

/* "12 juni", in another year "12 juni 2027"; never "morgen". */
static void day_say(const struct language *language, struct civil_date date,
                    struct civil_date today, struct buffer *out)
{
    struct civil_date far = {today.year, date.month <= 6 ? 12 : 1, 2};
    language_say_date_near(language, date, far, out);
}

static void day_key_say(const struct language *language, const char *key, struct civil_date date,
                        struct civil_date today, struct buffer *out)
{
    struct buffer day;
    buffer_init(&day, SMALL);
    day_say(language, date, today, &day);
    key_say(language, key, buffer_text(&day), NULL, out);
    buffer_clear(&day);
}

static void times_say(const struct language *language, const struct timetable_stop *stop,
                      struct buffer *out)
{
    struct buffer from, to, span;
    buffer_init(&from, SMALL);
    buffer_init(&to, SMALL);
    buffer_init(&span, SMALL);
    say_time(language, stop->from, false, &from);
    say_time(language, stop->to, false, &to);
    key_say(language, "hours.span", buffer_text(&from), buffer_text(&to), &span);
    key_say(language, "hours.times", buffer_text(&span), NULL, out);
    buffer_clear(&from);
    buffer_clear(&to);
    buffer_clear(&span);
}

static void where_say(const struct language *language, const char *where, struct buffer *out)
{
    if (*where)
        key_say(language, "timetable.where", where, NULL, out);
}

static void stop_say(const struct language *language, const struct timetable_stop *stop,
                     struct civil_date today, struct buffer *out)
{
    struct buffer day, times;
    buffer_init(&day, SMALL);
    buffer_init(&times, SMALL);
    day_say(language, stop->date, today, &day);
    times_say(language, stop, &times);
    key_say(language, "timetable.stop", buffer_text(&day), buffer_text(&times), out);
    where_say(language, stop->where, out);
    buffer_clear(&day);
    buffer_clear(&times);
}

static void stops_say(const struct timetable *timetable, struct civil_date today, int most,
                      const struct language *language, size_t start, struct buffer *out)
{
    int said = 0, left = 0;
    for (size_t i = 0; i < timetable->stop_count; i++) {
        const struct timetable_stop *stop = &timetable->stops[i];
        if (civil_date_compare(stop->date, today) < 0 || !timetable_holds(timetable, stop->date))
            continue;
        if (said == most) {
            left++;
            continue;
        }
        part_begin(language, out, start);
        stop_say(language, stop, today, out);
        said++;
    }
    if (left) {
        struct message message =
            message_of(said ? "timetable.stops.more" : "timetable.stops.count");
        message_add_count(&message, left);
        part_begin(language, out, start);
        language_say(language, &message, out);
    } else if (!said && timetable->stop_count && !timetable->hours) {
        part_begin(language, out, start);
        buffer_add_text(out, language_word(language, "timetable.stops.none"));
    }
}

static void bounds_say(const struct timetable *timetable, struct civil_date today,
                       const struct language *language, size_t start, struct buffer *out)
{
    struct civil_date closed = timetable->closed_until, from = timetable->from;
    if (closed.year && civil_date_compare(closed, today) >= 0) {
        part_begin(language, out, start);
        day_key_say(language, "timetable.closed", closed, today, out);
    }
    if (from.year && civil_date_compare(from, today) > 0) {
        part_begin(language, out, start);
        day_key_say(language, "timetable.from", from, today, out);
    }
    if (timetable->until.year) {
        bool over = civil_date_compare(timetable->until, today) < 0;
        part_begin(language, out, start);
        day_key_say(language, over ? "timetable.over" : "timetable.until", timetable->until, today,
                    out);
    }
}

void timetable_say(const struct timetable *timetable, struct civil_date today, int stops,
                   const struct language *language, struct buffer *out)
{
    size_t start = out->size;
    if (timetable->hours)
        hours_say(timetable->hours, language, out);
    if (timetable->appointment && timetable->hours)
        buffer_add_text(out, language_word(language, "timetable.appointment.behind"));
    stops_say(timetable, today, stops, language, start, out);
    if (timetable->appointment && !timetable->hours) {
        part_begin(language, out, start);
        buffer_add_text(out, language_word(language, "timetable.appointment"));
    }
    bounds_say(timetable, today, language, start, out);
}

/* ---- now ---- */

/* Why it is closed today, when that is not for the hour. */
static bool shut_say(const struct timetable *timetable, struct civil_date today,
                     const struct language *language, struct buffer *out)
{
    struct civil_date closed = timetable->closed_until, from = timetable->from;
    const char *key = NULL;
    struct civil_date date = closed;
    if (timetable->until.year && civil_date_compare(timetable->until, today) < 0) {
        key = "timetable.now.over";
        date = timetable->until;
    } else if (closed.year && civil_date_compare(closed, today) >= 0) {
        key = "timetable.now.closed";
    } else if (from.year && civil_date_compare(from, today) > 0) {
        key = "timetable.now.from";
        date = from;
    }
    if (key)
        day_key_say(language, key, date, today, out);
    return key != NULL;
}

static void coming_say(const struct timetable_stop *stop, struct civil when,
                       const struct language *language, struct buffer *out)
{
    struct moment moment = {.dated = false};
    buffer_init(&moment.text, SMALL);
    moment_say(&moment, language, when, stop->date, stop->from);
    key_say(language, "timetable.now.comes", buffer_text(&moment.text), NULL, out);
    where_say(language, stop->where, out);
    buffer_clear(&moment.text);
}

/* The stop with which the next opening begins; NULL = it opens by its hours. */
static const struct timetable_stop *stop_of(const struct timetable *timetable,
                                            const struct say_change *change)
{
    const struct timetable_stop *stop = timetable_stop_at(timetable, change->at);
    bool begins = stop && !civil_date_compare(stop->date, change->at.date) &&
                  stop->from == change->at.hour * 60 + change->at.minute;
    return begins ? stop : NULL;
}

static void known_say(const struct timetable *timetable, struct civil when,
                      const struct language *language, struct buffer *out)
{
    struct say_change change;
    enum hours_state state = timetable_at(timetable, when);
    const struct timetable_stop *now = timetable_stop_at(timetable, when), *next = NULL;
    bool changes = timetable_next_change(timetable, when, &change.at, &change.becomes);
    if (state == HOURS_CLOSED && changes)
        next = stop_of(timetable, &change);
    if (next && *next->where) {
        coming_say(next, when, language, out);
    } else if (state == HOURS_CLOSED && !changes && !timetable->hours) {
        buffer_add_text(out, language_word(language, "timetable.now.none"));
    } else {
        bool always = timetable->hours && hours_always(timetable->hours);
        say_state(language, when, state, changes ? &change : NULL, always, out);
        where_say(language, now ? now->where : "", out);
    }
}

void timetable_say_now(const struct timetable *timetable, struct civil when,
                       const struct language *language, struct buffer *out)
{
    if (shut_say(timetable, when.date, language, out))
        return;
    if (!timetable_unknown(timetable)) {
        known_say(timetable, when, language, out);
        if (timetable->appointment)
            buffer_add_text(out, language_word(language, "timetable.appointment.behind"));
    } else if (timetable->appointment) {
        buffer_add_text(out, language_word(language, "timetable.now.appointment"));
    }
}
