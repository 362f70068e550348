/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { DAY = 24 * 60, INTERVALS = 64, KEY = 64 * 1024 };

void weeks_choose(struct survey *survey)
{
    const struct hours_setting *setting = survey->question->hours;
    const struct calendar *calendar = setting ? setting->calendar : NULL;
    enum calendar_region region = setting ? setting->region : REGION_FLEMISH;
    struct civil_date this_week =
        civil_date_add(survey->today, -(int)civil_weekday_of(survey->today));
    if (!calendar_week(calendar, region, this_week, false, &survey->mondays[WEEK_NORMAL])) {
        survey->mondays[WEEK_NORMAL] = this_week;
    }
    if (!calendar_week(calendar, region, this_week, true, &survey->mondays[WEEK_SCHOOL])) {
        survey->mondays[WEEK_SCHOOL] = (struct civil_date){0};
    }
}

/* ---- which offers share a timetable ---- */

static const char *hours_text(const struct place *place, const struct offer *offer)
{
    const char *text = offer->stop_count ? offer->hours : offer_hours(place, offer);
    return text ? text : "";
}

static bool is_plain(const struct place *place, const struct offer *offer)
{
    return !place->closed_until.year && !offer->closed_until.year && !offer->from.year &&
           !offer->until.year && !offer->stop_count;
}

/* Days and minutes behind the text, with a sign between that no text of a document can hold. */
static void key_add_date(struct buffer *key, struct civil_date date)
{
    buffer_addf(key, "\x1f%d-%d-%d", date.year, date.month, date.day);
}

static void key_add(struct buffer *key, const struct place *place, const struct offer *offer)
{
    key_add_date(key, place->closed_until);
    key_add_date(key, offer->closed_until);
    key_add_date(key, offer->from);
    key_add_date(key, offer->until);
    for (size_t i = 0; i < offer->stop_count; i++) {
        key_add_date(key, offer->stops[i].date);
        buffer_addf(key, " %d-%d", offer->stops[i].from, offer->stops[i].to);
    }
}

static struct week *week_make(const struct survey *survey, const struct place *place,
                              const struct offer *offer)
{
    struct fault why;
    struct week *week = memory_take(sizeof *week);
    week->days = -1;
    if (!offer_timetable(place, offer, survey->question->hours, &week->timetable, &why)) {
        week->timetable = NULL;
    } else if (timetable_unknown(week->timetable)) {
        timetable_free(week->timetable);
        week->timetable = NULL;
    }
    return week;
}

struct week *week_of(struct survey *survey, const struct place *place, const struct offer *offer)
{
    const char *text = hours_text(place, offer), *name = text;
    struct buffer key;
    if (!text[0] && !offer->stop_count) {
        return NULL;
    }
    buffer_init(&key, KEY);
    if (!is_plain(place, offer)) {
        buffer_add_text(&key, text);
        key_add(&key, place, offer);
        name = buffer_text(&key);
    }
    struct week *week = table_find(survey->weeks, name);
    if (!week) {
        week = week_make(survey, place, offer);
        table_set(survey->weeks, name, week);
    }
    buffer_clear(&key);
    return week->timetable ? week : NULL;
}

void week_free(void *data)
{
    struct week *week = data;
    timetable_free(week->timetable);
    free(week);
}

/* ---- minutes ---- */

static int minute_in_week(struct civil_date monday, struct civil when)
{
    int64_t days = civil_days(when.date) - (int64_t)civil_days(monday);
    int64_t minute = days * DAY + when.hour * 60 + when.minute;
    return minute < 0 ? 0 : minute > WEEK_MINUTES ? WEEK_MINUTES : (int)minute;
}

static uint64_t ones_of(int size)
{
    return size == 64 ? UINT64_MAX : (UINT64_C(1) << size) - 1;
}

static void minutes_set(uint64_t *open, int from, int to)
{
    while (from < to) {
        int bit = from % 64;
        int size = to - from < 64 - bit ? to - from : 64 - bit;
        open[from / 64] |= ones_of(size) << bit;
        from += size;
    }
}

static void week_draw(struct week *week, enum week_kind kind, struct civil_date monday)
{
    struct hours_interval few[INTERVALS], *intervals = few;
    size_t count = timetable_intervals(week->timetable, monday, 7, few, INTERVALS);
    if (count > INTERVALS) {
        size_t room = count;
        intervals = memory_take(room * sizeof *intervals);
        count = timetable_intervals(week->timetable, monday, 7, intervals, room);
        count = count < room ? count : room;
    }
    for (size_t i = 0; i < count; i++) {
        if (intervals[i].state == HOURS_OPEN) {
            minutes_set(week->open[kind], minute_in_week(monday, intervals[i].from),
                        minute_in_week(monday, intervals[i].to));
        }
    }
    if (intervals != few) {
        free(intervals);
    }
}

const uint64_t *week_open(struct survey *survey, struct week *week, enum week_kind kind)
{
    struct civil_date monday = survey->mondays[kind];
    if (civil_date_compare(week->drawn[kind], monday) != 0) {
        if (week->drawn[kind].year) {
            memset(week->open[kind], 0, sizeof week->open[kind]);
        }
        if (monday.year) {
            week_draw(week, kind, monday);
        }
        week->drawn[kind] = monday;
    }
    return week->open[kind];
}

static int ones_count(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (int)(bits * UINT64_C(0x0101010101010101) >> 56);
}

int week_count(const uint64_t *open, int from, int to)
{
    int count = 0;
    while (from < to) {
        int bit = from % 64;
        int size = to - from < 64 - bit ? to - from : 64 - bit;
        count += ones_count(open[from / 64] >> bit & ones_of(size));
        from += size;
    }
    return count;
}

void week_add(uint64_t *to, const uint64_t *open)
{
    for (int i = 0; i < WEEK_WORDS; i++) {
        to[i] |= open[i];
    }
}

/* A week at a time, so that what opens often is known soon. */
int week_days(const struct survey *survey, struct week *week, int weeks, int enough)
{
    if (week->days >= 0 && civil_date_compare(week->days_from, survey->today) == 0) {
        return week->days;
    }
    week->days = 0;
    week->days_from = survey->today;
    for (int day = 0; day < weeks * 7 && week->days < enough; day++) {
        week->days += timetable_minutes(week->timetable, civil_date_add(survey->today, day), 1) > 0;
    }
    return week->days;
}

bool week_any(const struct week *week, struct civil_date from, struct civil_date until)
{
    struct hours_interval interval;
    int days = (int)(civil_days(until) - civil_days(from)) + 1;
    for (int day = 0; day < days; day += 7) {
        int span = days - day < 7 ? days - day : 7;
        if (timetable_intervals(week->timetable, civil_date_add(from, day), span, &interval, 1)) {
            return true;
        }
    }
    return false;
}
