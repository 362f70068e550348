/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { DAY = 24 * 60, INTERVALS = 128 };

struct week *week_of(struct survey *survey, const char *text)
{
    struct fault why;
    if (!text || !text[0]) {
        return NULL;
    }
    struct week *week = table_find(&survey->weeks, text);
    if (!week) {
        week = memory_take(sizeof *week);
        week->days = -1;
        if (strlen(text) > HOURS_TEXT_CEILING || !hours_parse(text, NULL, &week->hours, &why)) {
            week->hours = NULL;
        }
        table_set(&survey->weeks, text, week);
    }
    return week->hours ? week : NULL;
}

void week_free(void *data)
{
    struct week *week = data;
    hours_free(week->hours);
    free(week);
}

static int minute_in_week(struct civil_date monday, struct civil when)
{
    int64_t days = civil_days(when.date) - (int64_t)civil_days(monday);
    int64_t minute = days * DAY + when.hour * 60 + when.minute;
    return minute < 0 ? 0 : minute > WEEK_MINUTES ? WEEK_MINUTES : (int)minute;
}

static void minutes_set(uint64_t *open, int from, int to)
{
    while (from < to) {
        int bit = from % 64;
        int size = to - from < 64 - bit ? to - from : 64 - bit;
        uint64_t ones = size == 64 ? UINT64_MAX : (UINT64_C(1) << size) - 1;
        open[from / 64] |= ones << bit;
        from += size;
    }
}

static void week_draw(struct week *week, struct civil_date monday)
{
    struct hours_interval intervals[INTERVALS];
    for (int day = 0; day < 7; day++) {
        size_t count =
            hours_intervals(week->hours, civil_date_add(monday, day), 1, intervals, INTERVALS);
        for (size_t i = 0; i < count && i < INTERVALS; i++) {
            if (intervals[i].state == HOURS_OPEN) {
                minutes_set(week->open, minute_in_week(monday, intervals[i].from),
                            minute_in_week(monday, intervals[i].to));
            }
        }
    }
    week->drawn = true;
}

const uint64_t *week_open(struct survey *survey, struct week *week)
{
    if (!week->drawn) {
        week_draw(week, civil_date_add(survey->today, -(int)civil_weekday_of(survey->today)));
    }
    return week->open;
}

int week_count(const uint64_t *open, int from, int to)
{
    int count = 0;
    while (from < to) {
        int bit = from % 64;
        int size = to - from < 64 - bit ? to - from : 64 - bit;
        uint64_t ones = size == 64 ? UINT64_MAX : (UINT64_C(1) << size) - 1;
        for (uint64_t bits = (open[from / 64] >> bit) & ones; bits; bits &= bits - 1) {
            count++;
        }
        from += size;
    }
    return count;
}

/* A week at a time, so that what opens often is known soon. */
int week_days(const struct survey *survey, struct week *week, int weeks, int enough)
{
    if (week->days >= 0) {
        return week->days;
    }
    week->days = 0;
    for (int day = 0; day < weeks * 7 && week->days < enough; day++) {
        week->days += hours_minutes(week->hours, civil_date_add(survey->today, day), 1) > 0;
    }
    return week->days;
}

bool week_any(const struct week *week, struct civil_date from, struct civil_date until)
{
    struct hours_interval interval;
    int days = (int)(civil_days(until) - civil_days(from)) + 1;
    for (int day = 0; day < days; day += 7) {
        int span = days - day < 7 ? days - day : 7;
        if (hours_intervals(week->hours, civil_date_add(from, day), span, &interval, 1)) {
            return true;
        }
    }
    return false;
}
