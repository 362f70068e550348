/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/grid.h"

#include <stdio.h>
#include <string.h>

#include "hours/hours_inner.h"

enum { NIGHT = 6 * 60 };

static const char *const names[GRID_DAYS] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void grid_wipe(struct grid *grid)
{
    memset(grid, 0, sizeof *grid);
}

bool grid_day_equal(const struct grid_day *a, const struct grid_day *b)
{
    if (a->count != b->count || a->weeks != b->weeks) {
        return false;
    }
    for (int i = 0; i < a->count; i++) {
        if (a->span[i].from != b->span[i].from || a->span[i].to != b->span[i].to) {
            return false;
        }
    }
    return true;
}

bool grid_equal(const struct grid *a, const struct grid *b)
{
    for (int day = 0; day < GRID_DAYS; day++) {
        if (!grid_day_equal(&a->day[day], &b->day[day])) {
            return false;
        }
    }
    return a->holidays == b->holidays && a->school == b->school &&
           !strcmp(a->holiday_rules, b->holiday_rules) &&
           !strcmp(a->school_rules, b->school_rules) && !strcmp(a->comment, b->comment) &&
           civil_date_compare(a->from, b->from) == 0 && civil_date_compare(a->until, b->until) == 0;
}

bool grid_is_empty(const struct grid *grid)
{
    for (int day = 0; day < GRID_DAYS; day++) {
        if (grid->day[day].count) {
            return false;
        }
    }
    return true;
}

static bool days_all_equal(const struct grid *grid)
{
    for (int day = 1; day < GRID_DAYS; day++) {
        if (!grid_day_equal(&grid->day[0], &grid->day[day])) {
            return false;
        }
    }
    return !grid->day[0].weeks;
}

static void write_spans(const struct grid *grid, const struct grid_day *day, struct buffer *out)
{
    for (int i = 0; i < day->count; i++) {
        int to = day->span[i].to > DAY_MINUTES ? day->span[i].to - DAY_MINUTES : day->span[i].to;
        buffer_addf(out, "%c%02d:%02d-%02d:%02d", i ? ',' : ' ', day->span[i].from / 60,
                    day->span[i].from % 60, to / 60, to % 60);
    }
    if (grid->comment[0]) {
        buffer_addf(out, " \"%s\"", grid->comment);
    }
}

void grid_holidays_as(struct grid *grid, const struct grid_day *day)
{
    struct buffer text;
    buffer_init(&text, GRID_RULES - 1);
    buffer_add_text(&text, "PH");
    write_spans(grid, day, &text);
    grid->holidays = GRID_OTHER;
    snprintf(grid->holiday_rules, sizeof grid->holiday_rules, "%s", buffer_text(&text));
    buffer_clear(&text);
}

void grid_settle(struct grid *grid)
{
    for (int day = 0; day < GRID_DAYS; day++) {
        if (!grid->day[day].count) {
            grid->day[day].weeks = 0;
        }
    }
    const struct grid_day *sunday = &grid->day[GRID_DAYS - 1];
    if (grid->holidays == GRID_SUNDAY && !sunday->count) {
        grid->holidays = GRID_CLOSED;
    } else if (grid->holidays == GRID_SUNDAY && days_all_equal(grid) &&
               grid->school == GRID_USUAL) {
        grid->holidays = GRID_USUAL;
    } else if (grid->holidays == GRID_SUNDAY && sunday->weeks) {
        grid_holidays_as(grid, sunday);
    }
    if (grid->holidays != GRID_OTHER) {
        grid->holiday_rules[0] = 0;
    }
    if (grid->school != GRID_OTHER) {
        grid->school_rules[0] = 0;
    }
}

/* ---- painting ---- */

bool grid_day_add(struct grid_day *day, struct grid_span span)
{
    struct grid_day old = *day;
    day->count = 0;
    for (int i = 0; i < old.count; i++) { /* what touches grows into it */
        struct grid_span one = old.span[i];
        if (one.to < span.from || one.from > span.to) {
            day->span[day->count++] = one;
        } else {
            span.from = one.from < span.from ? one.from : span.from;
            span.to = one.to > span.to ? one.to : span.to;
        }
    }
    if (day->count == GRID_SPANS || span.to > span.from + DAY_MINUTES) {
        *day = old;
        return false;
    }
    int at = day->count++;
    for (; at > 0 && day->span[at - 1].from > span.from; at--) {
        day->span[at] = day->span[at - 1];
    }
    day->span[at] = span;
    return true;
}

static bool day_cut(struct grid_day *day, int from, int to)
{
    struct grid_day old = *day;
    day->count = 0;
    for (int i = 0; i < old.count; i++) {
        const struct grid_span one = old.span[i];
        const struct grid_span left = {one.from, (int16_t)(one.to < from ? one.to : from)};
        const struct grid_span right = {(int16_t)(one.from > to ? one.from : to), one.to};
        const bool has_left = left.to > left.from, has_right = right.to > right.from;
        if (day->count + has_left + has_right > GRID_SPANS) {
            *day = old;
            return false;
        }
        if (has_left) {
            day->span[day->count++] = left;
        }
        if (has_right && right.from < DAY_MINUTES) {
            day->span[day->count++] = right;
        } else if (has_right && !has_left) { /* only what lay after midnight is left */
            *day = old;
            return false;
        }
    }
    if (!day->count) {
        day->weeks = 0;
    }
    return true;
}

static const struct grid_day *day_before(const struct grid *grid, int day)
{
    return &grid->day[(day + GRID_DAYS - 1) % GRID_DAYS];
}

int grid_before(const struct grid *grid, int day)
{
    const struct grid_day *before = day_before(grid, day);
    int most = 0;
    for (int i = 0; i < before->count; i++) {
        int over = before->span[i].to - DAY_MINUTES;
        most = over > most ? over : most;
    }
    return most;
}

static bool day_has(const struct grid_day *day, int minute)
{
    for (int i = 0; i < day->count; i++) {
        if (minute >= day->span[i].from && minute < day->span[i].to) {
            return true;
        }
    }
    return false;
}

bool grid_is_open(const struct grid *grid, int day, int minute)
{
    return day_has(&grid->day[day], minute) || day_has(day_before(grid, day), minute + DAY_MINUTES);
}

/* An evening up to midnight and the small hours after it are one. */
static void night_join(struct grid *grid, int day)
{
    struct grid_day *evening = &grid->day[day], *morning = &grid->day[(day + 1) % GRID_DAYS];
    if (!evening->count || !morning->count || evening->weeks || morning->weeks) {
        return;
    }
    struct grid_span *last = &evening->span[evening->count - 1], first = morning->span[0];
    if (last->to == DAY_MINUTES && last->from > 0 && first.from == 0 && first.to <= NIGHT) {
        last->to = (int16_t)(last->to + first.to);
        morning->count--;
        memmove(morning->span, morning->span + 1, (size_t)morning->count * sizeof first);
    }
}

/* What runs past midnight goes to the day it lies in, unless it does so in some weeks only. */
static bool night_split(struct grid *grid, int day)
{
    struct grid_day *evening = &grid->day[day], *morning = &grid->day[(day + 1) % GRID_DAYS];
    if (evening->weeks || morning->weeks) {
        return true;
    }
    for (int i = 0; i < evening->count; i++) {
        struct grid_span *span = &evening->span[i];
        const struct grid_span over = {0, (int16_t)(span->to - DAY_MINUTES)};
        if (over.to > 0) {
            span->to = DAY_MINUTES;
            if (!grid_day_add(morning, over)) {
                return false;
            }
        }
    }
    return true;
}

bool grid_paint(struct grid *grid, int day, int from, int to, bool open)
{
    struct grid old = *grid;
    int yesterday = (day + GRID_DAYS - 1) % GRID_DAYS;
    bool done = night_split(grid, yesterday) && night_split(grid, day);
    if (open) {
        done =
            done && grid_day_add(&grid->day[day], (struct grid_span){(int16_t)from, (int16_t)to});
    } else {
        done = done && day_cut(&grid->day[day], from, to) &&
               day_cut(&grid->day[yesterday], from + DAY_MINUTES, to + DAY_MINUTES);
    }
    if (!done) {
        *grid = old;
        return false;
    }
    night_join(grid, yesterday);
    night_join(grid, day);
    return true;
}

/* ---- writing ---- */

static void write_date(struct civil_date date, struct buffer *out)
{
    buffer_addf(out, "%04d %s %02d", date.year, months[(date.month + 11) % 12], date.day);
}

static void write_begin(const struct grid *grid, const char *between, struct buffer *out)
{
    buffer_add_text(out, out->size ? between : "");
    if (!grid->from.year) {
        return;
    }
    write_date(grid->from, out);
    if (grid->until.year) {
        buffer_add_byte(out, '-');
        write_date(grid->until, out);
    } else {
        buffer_add_byte(out, '+');
    }
    buffer_add_byte(out, ' ');
}

static void write_weeks(unsigned weeks, struct buffer *out)
{
    const char *between = "[";
    for (int i = 0; i < GRID_WEEKS; i++) {
        if (weeks & (1u << i)) {
            buffer_addf(out, "%s%d", between, 1u << i == GRID_LAST_WEEK ? -1 : i + 1);
            between = ",";
        }
    }
    buffer_add_text(out, weeks ? "]" : "");
}

static void write_days(unsigned days, unsigned weeks, struct buffer *out)
{
    const char *between = "";
    for (int day = 0; day < GRID_DAYS; day++) {
        int last = day;
        if (!(days & (1u << day))) {
            continue;
        }
        while (!weeks && last + 1 < GRID_DAYS && (days & (1u << (last + 1)))) {
            last++;
        }
        buffer_addf(out, "%s%s", between, names[day]);
        if (last > day) {
            buffer_addf(out, "-%s", names[last]);
        }
        write_weeks(weeks, out);
        between = ",";
        day = last;
    }
}

static bool always(const struct grid *grid)
{
    const struct grid_day *day = &grid->day[0];
    return days_all_equal(grid) && day->count == 1 && !day->span[0].from &&
           day->span[0].to == DAY_MINUTES && !grid->from.year && !grid->comment[0];
}

static unsigned days_like(const struct grid *grid, int like)
{
    unsigned days = 0;
    for (int day = 0; day < GRID_DAYS; day++) {
        days |= grid_day_equal(&grid->day[day], &grid->day[like]) ? 1u << day : 0;
    }
    return days;
}

/* A rule after ";" would cut what runs into its days from an evening that was written before. */
static bool follows_night(const struct grid *grid, unsigned days, unsigned written)
{
    for (int day = 0; day < GRID_DAYS; day++) {
        int before = (day + GRID_DAYS - 1) % GRID_DAYS;
        if (days & (1u << day) && written & (1u << before) && grid_before(grid, day) > 0) {
            return true;
        }
    }
    return false;
}

/* Whether "PH" may stand beside Sunday: no rule comes after that one, nor is it an added one. */
static bool beside_sunday(const struct grid *grid)
{
    unsigned with = days_like(grid, GRID_DAYS - 1);
    if (follows_night(grid, with, GRID_ALL & ~with)) {
        return false;
    }
    if (grid->holidays != GRID_SUNDAY || grid->school != GRID_USUAL || with & 1u ||
        grid->day[GRID_DAYS - 1].weeks) {
        return false;
    }
    for (int day = 0; day < GRID_DAYS - 1; day++) { /* each other group begins earlier */
        unsigned like = days_like(grid, day);
        if (!(with & (1u << day)) && grid->day[day].count && (like & -like) > (with & -with)) {
            return false;
        }
    }
    return true;
}

static void write_week(const struct grid *grid, bool beside, struct buffer *out)
{
    unsigned done = 0;
    if (always(grid)) {
        buffer_add_text(out, "24/7");
        return;
    }
    for (int day = 0; day < GRID_DAYS; day++) {
        unsigned like = days_like(grid, day);
        if (!grid->day[day].count || done & (1u << day)) {
            continue;
        }
        write_begin(grid, follows_night(grid, like, done) ? ", " : "; ", out);
        done |= like;
        write_days(like, grid->day[day].weeks, out);
        if (beside && like & (1u << (GRID_DAYS - 1))) {
            buffer_add_text(out, ",PH");
        }
        write_spans(grid, &grid->day[day], out);
    }
}

void grid_write(const struct grid *given, struct buffer *out)
{
    struct grid grid = *given;
    grid_settle(&grid);
    bool beside = beside_sunday(&grid);
    struct buffer text;
    buffer_init(&text, HOURS_TEXT_CEILING);
    write_week(&grid, beside, &text);
    if (!text.size && grid.comment[0]) {
        buffer_addf(&text, "\"%s\"", grid.comment);
    }
    const char *between = text.size ? "; " : "";
    if (grid.school == GRID_CLOSED) {
        buffer_addf(&text, "%sSH off", between);
    } else if (grid.school == GRID_OTHER) {
        buffer_addf(&text, "%s%s", between, grid.school_rules);
    }
    between = text.size ? "; " : "";
    if (grid.holidays == GRID_CLOSED) {
        buffer_addf(&text, "%sPH off", between);
    } else if (grid.holidays == GRID_OTHER) {
        buffer_addf(&text, "%s%s", between, grid.holiday_rules);
    } else if (grid.holidays == GRID_SUNDAY && !beside) {
        buffer_addf(&text, "%sPH", between);
        write_spans(&grid, &grid.day[GRID_DAYS - 1], &text);
    }
    buffer_add_text(out, buffer_text(&text));
    buffer_clear(&text);
}
