/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/timetable.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "hours/hours_inner.h"
#include "hours/timetable_inner.h"

enum { DAYS_MOST = 3660, INTERVALS_A_DAY = 4, STOP_LONGEST = 2 * DAY_MINUTES };

/* ---- making ---- */

static int stop_order(const void *left, const void *right)
{
    const struct timetable_stop *a = left, *b = right;
    int days = civil_date_compare(a->date, b->date);
    return days ? days : a->from != b->from ? a->from - b->from : a->to - b->to;
}

static bool stops_take(struct timetable *timetable, const struct timetable_parts *parts,
                       struct fault *why)
{
    size_t size = 1, at = 0;
    if (parts->stop_count > TIMETABLE_STOPS) {
        fault_set(why, FAULT_LIMIT, "timetable.fault.stops");
        message_add_count(&why->what, TIMETABLE_STOPS);
        return fault_at(why, TIMETABLE_STOPS);
    }
    for (size_t i = 0; i < parts->stop_count; i++) {
        const struct timetable_stop *stop = &parts->stops[i];
        if (!timetable_stop_valid(stop)) {
            fault_set(why, FAULT_INPUT, "timetable.fault.stop");
            return fault_at(why, (int64_t)i);
        }
        size += stop->where ? strlen(stop->where) + 1 : 0;
    }
    timetable->words = memory_take(size);
    timetable->stops = memory_take((parts->stop_count + 1) * sizeof *timetable->stops);
    timetable->stop_count = parts->stop_count;
    for (size_t i = 0; i < parts->stop_count; i++) {
        const char *where = parts->stops[i].where;
        timetable->stops[i] = parts->stops[i];
        timetable->stops[i].where = timetable->words + size - 1;
        if (where && *where) {
            timetable->stops[i].where = strcpy(timetable->words + at, where);
            at += strlen(where) + 1;
        }
    }
    qsort(timetable->stops, timetable->stop_count, sizeof *timetable->stops, stop_order);
    return true;
}

bool timetable_make(const struct timetable_parts *parts, const struct hours_setting *setting,
                    struct timetable **out, struct fault *why)
{
    struct timetable *timetable = memory_take(sizeof *timetable);
    timetable->appointment = parts->appointment;
    timetable->closed_until = parts->closed_until;
    timetable->from = parts->from;
    timetable->until = parts->until;
    *out = NULL;
    if (!stops_take(timetable, parts, why) ||
        (parts->hours && *parts->hours &&
         !hours_parse(parts->hours, setting, &timetable->hours, why))) {
        timetable_free(timetable);
        return false;
    }
    *out = timetable;
    return true;
}

void timetable_free(struct timetable *timetable)
{
    if (!timetable)
        return;
    hours_free(timetable->hours);
    free(timetable->stops);
    free(timetable->words);
    free(timetable);
}

/* ---- plain answers ---- */

bool timetable_stop_valid(const struct timetable_stop *stop)
{
    return civil_date_valid(stop->date) && stop->from >= 0 && stop->from < DAY_MINUTES &&
           stop->to > stop->from && stop->to <= STOP_LONGEST;
}

bool timetable_unknown(const struct timetable *timetable)
{
    return !timetable->hours && !timetable->stop_count;
}

bool timetable_appointment(const struct timetable *timetable)
{
    return timetable->appointment;
}

struct civil_date timetable_begin(const struct timetable *timetable)
{
    struct civil_date opens = {0, 0, 0};
    if (timetable->closed_until.year)
        opens = civil_date_add(timetable->closed_until, 1);
    return civil_date_compare(opens, timetable->from) > 0 ? opens : timetable->from;
}

bool timetable_holds(const struct timetable *timetable, struct civil_date date)
{
    struct civil_date begin = timetable_begin(timetable), until = timetable->until;
    return (!begin.year || civil_date_compare(date, begin) >= 0) &&
           (!until.year || civil_date_compare(date, until) <= 0);
}

/* ---- stops ---- */

/* Where the stop begins and ends, in minutes after the midnight of day number `first`. */
static int32_t stop_from(const struct timetable_stop *stop, int32_t first)
{
    return (civil_days(stop->date) - first) * DAY_MINUTES + stop->from;
}

static int32_t stop_to(const struct timetable_stop *stop, int32_t first)
{
    return (civil_days(stop->date) - first) * DAY_MINUTES + stop->to;
}

static int minute_of(struct civil when)
{
    return when.hour * 60 + when.minute;
}

const struct timetable_stop *timetable_stop_at(const struct timetable *timetable, struct civil when)
{
    int32_t today = civil_days(when.date), minute = minute_of(when);
    for (size_t i = 0; timetable_holds(timetable, when.date) && i < timetable->stop_count; i++) {
        const struct timetable_stop *stop = &timetable->stops[i];
        if (stop_from(stop, today) <= minute && minute < stop_to(stop, today))
            return stop;
    }
    return NULL;
}

const struct timetable_stop *timetable_stop_next(const struct timetable *timetable,
                                                 struct civil when)
{
    const struct timetable_stop *now = timetable_stop_at(timetable, when);
    int32_t today = civil_days(when.date), minute = minute_of(when);
    for (size_t i = 0; !now && i < timetable->stop_count; i++) {
        const struct timetable_stop *stop = &timetable->stops[i];
        if (stop_from(stop, today) > minute && timetable_holds(timetable, stop->date))
            now = stop;
    }
    return now;
}

/* ---- runs ---- */

static int days_within(struct civil_date date, int days)
{
    if (!civil_date_valid(date) || days < 0)
        return 0;
    int32_t left = civil_days((struct civil_date){9999, 12, 31}) - civil_days(date);
    days = days > DAYS_MOST ? DAYS_MOST : days;
    return days > left ? (int)left : days;
}

static size_t hours_gather(const struct hours *hours, struct civil_date from, int days,
                           struct hours_interval **out)
{
    size_t room = (size_t)days * INTERVALS_A_DAY + 16;
    *out = memory_take(room * sizeof **out);
    size_t count = hours_intervals(hours, from, days, *out, room);
    if (count > room) {
        *out = memory_grow(*out, count * sizeof **out);
        count = hours_intervals(hours, from, days, *out, count);
    }
    return count;
}

/* What lies at `at` and until where that is so, of the hours, the stops and the validity. */
struct sweep {
    const struct timetable *timetable;
    struct hours_interval *intervals;
    size_t interval_count, interval, stop;
    int32_t first, begin, end; /* valid minutes [begin, end) */
};

static int32_t minute_in(const struct sweep *sweep, struct civil when)
{
    return (civil_days(when.date) - sweep->first) * DAY_MINUTES + minute_of(when);
}

static enum hours_state sweep_hours(struct sweep *sweep, int32_t at, int32_t *next)
{
    if (timetable_unknown(sweep->timetable))
        return HOURS_UNKNOWN;
    while (sweep->interval < sweep->interval_count &&
           minute_in(sweep, sweep->intervals[sweep->interval].to) <= at)
        sweep->interval++;
    if (sweep->interval == sweep->interval_count)
        return HOURS_CLOSED;
    const struct hours_interval *interval = &sweep->intervals[sweep->interval];
    int32_t from = minute_in(sweep, interval->from), to = minute_in(sweep, interval->to);
    int32_t edge = from <= at ? to : from;
    *next = edge < *next ? edge : *next;
    return from <= at ? interval->state : HOURS_CLOSED;
}

static bool sweep_stop(struct sweep *sweep, int32_t at, int32_t *next)
{
    const struct timetable *timetable = sweep->timetable;
    while (sweep->stop < timetable->stop_count &&
           stop_to(&timetable->stops[sweep->stop], sweep->first) <= at)
        sweep->stop++;
    if (sweep->stop == timetable->stop_count)
        return false;
    const struct timetable_stop *stop = &timetable->stops[sweep->stop];
    int32_t from = stop_from(stop, sweep->first);
    int32_t edge = from <= at ? stop_to(stop, sweep->first) : from;
    *next = edge < *next ? edge : *next;
    return from <= at;
}

static enum hours_state sweep_at(struct sweep *sweep, int32_t at, int32_t *next)
{
    if (at < sweep->begin) {
        *next = sweep->begin < *next ? sweep->begin : *next;
        return HOURS_CLOSED;
    }
    if (at >= sweep->end)
        return HOURS_CLOSED;
    *next = sweep->end < *next ? sweep->end : *next;
    enum hours_state state = sweep_hours(sweep, at, next);
    return sweep_stop(sweep, at, next) ? HOURS_OPEN : state;
}

size_t timetable_runs(const struct timetable *timetable, struct civil_date from, int days,
                      struct timetable_run **out)
{
    days = days_within(from, days);
    int32_t end = days * DAY_MINUTES, next;
    struct sweep sweep = {.timetable = timetable, .first = civil_days(from), .end = end};
    struct civil_date begin = timetable_begin(timetable);
    size_t count = 0, room = 0;
    *out = NULL;
    if (begin.year)
        sweep.begin = minute_in(&sweep, (struct civil){.date = begin});
    if (timetable->until.year)
        sweep.end = minute_in(&sweep, (struct civil){.date = civil_date_add(timetable->until, 1)});
    if (timetable->hours)
        sweep.interval_count = hours_gather(timetable->hours, from, days, &sweep.intervals);
    for (int32_t at = 0; at < end; at = next) {
        next = end;
        enum hours_state state = sweep_at(&sweep, at, &next);
        if (count && (*out)[count - 1].state == state) {
            (*out)[count - 1].to = next;
            continue;
        }
        ARRAY_GROW(*out, count, room);
        (*out)[count++] = (struct timetable_run){at, next, state};
    }
    free(sweep.intervals);
    return count;
}

/* ---- answers in time ---- */

static struct civil civil_at(struct civil_date from, int32_t minute)
{
    int32_t day = minute / DAY_MINUTES, rest = minute % DAY_MINUTES;
    return (struct civil){civil_date_add(from, day), (int8_t)(rest / 60), (int8_t)(rest % 60), 0};
}

enum hours_state timetable_at(const struct timetable *timetable, struct civil when)
{
    if (!timetable_holds(timetable, when.date))
        return HOURS_CLOSED;
    if (timetable_unknown(timetable))
        return HOURS_UNKNOWN;
    if (timetable_stop_at(timetable, when))
        return HOURS_OPEN;
    return timetable->hours ? hours_at(timetable->hours, when) : HOURS_CLOSED;
}

static bool only_hours(const struct timetable *timetable)
{
    return timetable->hours && !timetable->stop_count && !timetable->until.year &&
           !timetable_begin(timetable).year;
}

size_t timetable_intervals(const struct timetable *timetable, struct civil_date from, int days,
                           struct hours_interval *out, size_t room)
{
    if (only_hours(timetable))
        return hours_intervals(timetable->hours, from, days, out, room);
    struct timetable_run *runs;
    size_t run_count = timetable_runs(timetable, from, days, &runs), count = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (runs[i].state == HOURS_CLOSED)
            continue;
        if (count++ < room)
            out[count - 1] = (struct hours_interval){civil_at(from, runs[i].from),
                                                     civil_at(from, runs[i].to), runs[i].state};
    }
    free(runs);
    return count;
}

bool timetable_next_change(const struct timetable *timetable, struct civil when, struct civil *out,
                           enum hours_state *becomes)
{
    static const int spans[] = {8, 92, 367};
    if (only_hours(timetable))
        return hours_next_change(timetable->hours, when, out, becomes);
    enum hours_state now = timetable_at(timetable, when);
    for (size_t span = 0; span < sizeof spans / sizeof *spans; span++) {
        struct timetable_run *runs;
        size_t count = timetable_runs(timetable, when.date, spans[span], &runs), at = 0;
        while (at < count && (runs[at].from <= minute_of(when) || runs[at].state == now))
            at++;
        bool found = at < count;
        if (found) {
            *out = civil_at(when.date, runs[at].from);
            *becomes = runs[at].state;
        }
        free(runs);
        if (found)
            return true;
    }
    return false;
}

int timetable_minutes(const struct timetable *timetable, struct civil_date from, int days)
{
    if (only_hours(timetable))
        return hours_minutes(timetable->hours, from, days);
    struct timetable_run *runs;
    size_t count = timetable_runs(timetable, from, days, &runs);
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += runs[i].state == HOURS_OPEN ? runs[i].to - runs[i].from : 0;
    free(runs);
    return sum;
}
