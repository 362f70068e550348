/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/timetable.h"

#include <string.h>

#include "hours/hours_inner.h"
#include "hours/timetable_inner.h"

/* A comment alone makes a rule "unknown" (specification, "rule modifier"), so that each comment
 * stands behind "open". */
static const char appointment_words[] = "by appointment";
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static void date_put(struct buffer *out, struct civil_date date)
{
    buffer_addf(out, "%04d %s %02d", date.year, months[date.month - 1], date.day);
}

static void comment_put(struct buffer *out, const char *where, bool appointment)
{
    if (!*where && !appointment)
        return;
    buffer_add_text(out, " open \"");
    for (; *where; where++)
        buffer_add_byte(out, *where == '"' ? '\'' : *where);
    if (appointment)
        buffer_addf(out, "%s%s", buffer_text(out)[out->size - 1] == '"' ? "" : ", ",
                    appointment_words);
    buffer_add_byte(out, '"');
}

/* ---- hours ---- */

/* The end of the piece that begins at `text`: the next ";" or "||" outside a comment. */
static const char *piece_end(const char *text)
{
    bool quoted = false;
    for (; *text; text++) {
        quoted ^= *text == '"';
        if (!quoted && (*text == ';' || (*text == '|' && text[1] == '|')))
            break;
    }
    return text;
}

static bool piece_closes(const char *text, size_t size)
{
    static const char *const words[] = {"off", "closed", "unknown", "open"};
    for (size_t word = 0; word < sizeof words / sizeof *words; word++) {
        size_t length = strlen(words[word]);
        for (size_t at = 0; at + length <= size; at++)
            if (!strncmp(text + at, words[word], length))
                return true;
    }
    return false;
}

/* The hours with "by appointment" behind each piece that opens; false when one has a comment. */
static bool hours_put(const struct timetable *timetable, struct buffer *out)
{
    const char *at = timetable->hours->text;
    if (!timetable->appointment)
        return buffer_add_text(out, at);
    bool all = true;
    while (*at) {
        const char *end = piece_end(at);
        size_t size = (size_t)(end - at);
        while (size && at[size - 1] == ' ')
            size--;
        buffer_add(out, at, size);
        if (memchr(at, '"', size))
            all = false;
        else if (size && !piece_closes(at, size))
            comment_put(out, "", true);
        size = strspn(end, ";| ");
        buffer_addf(out, "%s%.*s", *end == '|' ? " " : "", (int)size, end);
        at = end + size;
    }
    return all;
}

/* ---- stops, closure, validity ---- */

static void stops_put(const struct timetable *timetable, struct buffer *out)
{
    for (size_t i = 0; i < timetable->stop_count; i++) {
        const struct timetable_stop *stop = &timetable->stops[i];
        if (!timetable_holds(timetable, stop->date))
            continue;
        buffer_add_text(out, out->size ? ", " : "");
        date_put(out, stop->date);
        buffer_addf(out, " %02d:%02d-%02d:%02d", stop->from / 60, stop->from % 60, stop->to / 60,
                    stop->to % 60);
        comment_put(out, stop->where, timetable->appointment);
    }
}

static bool bounded(const struct timetable *timetable)
{
    return timetable_begin(timetable).year || timetable->until.year;
}

static void bounds_put(const struct timetable *timetable, struct buffer *out)
{
    struct civil_date begin = timetable_begin(timetable);
    if (begin.year) {
        buffer_add_text(out, out->size ? "; 2000 Jan 01-" : "2000 Jan 01-");
        date_put(out, civil_date_add(begin, -1));
        buffer_add_text(out, " off");
    }
    if (timetable->until.year) {
        buffer_add_text(out, out->size ? "; " : "");
        date_put(out, civil_date_add(timetable->until, 1));
        buffer_add_text(out, "-2999 Dec 31 off");
    }
}

/* ---- is it the same? ---- */

static bool civil_same(struct civil a, struct civil b)
{
    return !civil_date_compare(a.date, b.date) && a.hour == b.hour && a.minute == b.minute;
}

static bool days_same(const struct timetable *timetable, const struct hours *hours,
                      struct civil_date from, int days)
{
    enum { ROOM = 64 };
    struct hours_interval ours[ROOM], theirs[ROOM];
    size_t count = timetable_intervals(timetable, from, days, ours, ROOM);
    if (count > ROOM || hours_intervals(hours, from, days, theirs, ROOM) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (ours[i].state != theirs[i].state || !civil_same(ours[i].from, theirs[i].from) ||
            !civil_same(ours[i].to, theirs[i].to))
            return false;
    return true;
}

/* Where two rules meet they could quarrel: the days of the stops and around the bounds. */
static bool same(const struct timetable *timetable, const char *text)
{
    struct hours *hours;
    struct fault ignored;
    struct civil_date begin = timetable_begin(timetable), until = timetable->until;
    const struct hours_setting *setting = timetable->hours ? &timetable->hours->setting : NULL;
    if (!hours_parse(text, setting, &hours, &ignored))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < timetable->stop_count; i++)
        ok = days_same(timetable, hours, timetable->stops[i].date, 3);
    ok = ok && (!begin.year || days_same(timetable, hours, civil_date_add(begin, -7), 14));
    ok = ok && (!until.year || days_same(timetable, hours, civil_date_add(until, -7), 14));
    hours_free(hours);
    return ok;
}

bool timetable_write(const struct timetable *timetable, struct buffer *out)
{
    struct buffer text;
    bool all = true;
    buffer_init(&text, 4 * HOURS_TEXT_CEILING);
    if (timetable->hours)
        all = hours_put(timetable, &text);
    else if (!timetable->stop_count && timetable->appointment)
        buffer_addf(&text, "\"%s\"", appointment_words);
    else if (!timetable->stop_count && bounded(timetable))
        buffer_add_text(&text, "unknown");
    stops_put(timetable, &text);
    bounds_put(timetable, &text);
    all = all && !text.full && (!text.size || same(timetable, buffer_text(&text)));
    buffer_add_text(out, buffer_text(&text));
    buffer_clear(&text);
    return all;
}
