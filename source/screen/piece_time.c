/* SPDX-License-Identifier: EUPL-1.2 */
/* The time slider under the map: which moment do pins and rows show? Off, it is a chip; on, a card
 * with days and hours, so that nobody takes the map of a moment for that of now. */
#include "screen/shell_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "hours/timetable.h"

enum { DAYS = 7, HALVES = 48, DOUBLE_MS = 300, WAKE_MS = 20000, HALF_MINUTES = 30 };
static const double BAR_SIDE = 18, BAR_HEIGHT = 62, KNOB = 13;

/* What the bar shows of a day: how many places are open in each half hour. */
struct time_day {
    uint64_t generation;
    struct civil_date date;
    int service;
    char pillar;
    int open[HALVES], most;
};

/* ---- the moment ---- */

static struct civil moment_now(const struct shell *shell)
{
    return project_now(shell->project);
}

static int half_of(struct civil when)
{
    return (when.hour * 60 + when.minute) / HALF_MINUTES;
}

bool piece_time_at(const struct shell *shell, struct civil *when)
{
    const struct shell_time *time = &shell->time;
    if (!time->on || !shell->project) {
        return false;
    }
    *when = moment_now(shell);
    if (!time->now) {
        when->date = civil_date_add(when->date, time->day);
        when->hour = (int8_t)(time->half / 2);
        when->minute = (int8_t)(time->half % 2 * HALF_MINUTES);
        when->second = 0;
    }
    return true;
}

enum hours_state piece_time_state(struct shell *shell, const struct place *place)
{
    struct civil when;
    return piece_time_at(shell, &when)
               ? project_place_at(shell->project, place, shell->service, when)
               : HOURS_UNKNOWN;
}

/* The timetable that makes the place what it is at `when`. */
static const struct timetable *time_table(struct shell *shell, const struct place *place,
                                          struct civil when)
{
    enum hours_state state = project_place_at(shell->project, place, shell->service, when);
    const struct timetable *own = project_timetable(shell->project, place, NULL);
    bool all = shell->service == ACTION_ALL_SERVICES;
    if (all && own && timetable_at(own, when) == state) {
        return own;
    }
    for (size_t i = 0; i < place->offer_count; i++) {
        const struct offer *offer = &place->offers[i];
        if (all || (int)offer->service == shell->service) {
            const struct timetable *found = project_timetable(shell->project, place, offer);
            found = found ? found : own;
            if (found && timetable_at(found, when) == state) {
                return found;
            }
        }
    }
    return NULL;
}

const char *piece_time_words(struct shell *shell, const struct place *place)
{
    struct civil when;
    struct buffer text;
    if (!piece_time_at(shell, &when)) {
        return "";
    }
    const struct timetable *found = time_table(shell, place, when);
    if (!found) {
        return shell_word(shell, "time.unknown");
    }
    buffer_init(&text, 1024);
    timetable_say_now(found, when, shell->language, &text);
    return piece_kept(shell, &text);
}

enum symbol_pin piece_time_pin(struct shell *shell, const struct place *place)
{
    static const enum symbol_pin pins[] = {[HOURS_CLOSED] = SYMBOL_PIN_CLOSED,
                                           [HOURS_OPEN] = SYMBOL_PIN_OPEN,
                                           [HOURS_UNKNOWN] = SYMBOL_PIN_UNSURE};
    return pins[piece_time_state(shell, place)];
}

void piece_time_count(struct shell *shell)
{
    size_t count;
    memset(shell->time.counts, 0, sizeof shell->time.counts);
    const struct place *const *places = project_places(shell->project, &count);
    for (size_t i = 0; shell->time.on && i < count; i++) {
        if (piece_place_listed(shell, places[i])) {
            shell->time.counts[piece_time_state(shell, places[i])]++;
        }
    }
}

/* ---- in words ---- */

static const char *said_date(struct shell *shell, struct civil_date date)
{
    /* Far from "today", and in the same year: the day and the month alone. */
    struct civil_date far = {date.year, (int8_t)(date.month <= 6 ? 12 : 1), 15};
    struct buffer text;
    buffer_init(&text, 256);
    language_say_date_near(shell->language, date, far, &text);
    return piece_kept(shell, &text);
}

static const char *said_moment(struct shell *shell, bool brief)
{
    struct civil when = moment_now(shell);
    piece_time_at(shell, &when);
    const char *day = language_weekday(shell->language, civil_weekday_of(when.date), brief);
    const char *clock = shell_textf(shell, "%d:%02d", when.hour, when.minute);
    struct message message = message_of(shell->time.now ? "time.moment.now" : "time.moment");
    message_add_text(&message, day);
    message_add_text(&message,
                     brief ? shell_textf(shell, "%d", when.date.day) : said_date(shell, when.date));
    message_add_text(&message, clock);
    return shell_say(shell, message);
}

static const char *said_counts(struct shell *shell)
{
    const int *counts = shell->time.counts;
    struct message message = message_of("time.counts");
    message_add_count(&message, counts[HOURS_OPEN]);
    message_add_count(&message, counts[HOURS_CLOSED]);
    message_add_count(&message, counts[HOURS_UNKNOWN]);
    return shell_say(shell, message);
}

const char *piece_time_line(struct shell *shell)
{
    bool reach = shell->screen == SCREEN_REACH;
    return shell_textf(shell, "%s – %s", said_moment(shell, false),
                       reach ? foot_line(shell) : said_counts(shell));
}

/* ---- the day in figures ---- */

static void table_mark(const struct timetable *found, struct civil_date date, uint64_t *halves)
{
    enum { ROOM = 64 };
    struct hours_interval intervals[ROOM];
    size_t count = timetable_intervals(found, date, 1, intervals, ROOM);
    for (size_t i = 0; i < count && i < ROOM; i++) {
        const struct hours_interval *at = &intervals[i];
        bool whole = civil_date_compare(at->to.date, date) > 0;
        int from = (at->from.hour * 60 + at->from.minute + HALF_MINUTES - 1) / HALF_MINUTES;
        int to =
            whole ? HALVES : (at->to.hour * 60 + at->to.minute + HALF_MINUTES - 1) / HALF_MINUTES;
        for (int half = from; at->state == HOURS_OPEN && half < to && half < HALVES; half++) {
            *halves |= UINT64_C(1) << half;
        }
    }
}

static uint64_t place_halves(struct shell *shell, const struct place *place, struct civil_date date)
{
    uint64_t halves = 0;
    bool all = shell->service == ACTION_ALL_SERVICES;
    const struct timetable *own = project_timetable(shell->project, place, NULL);
    if (all && own) {
        table_mark(own, date, &halves);
    }
    for (size_t i = 0; i < place->offer_count; i++) {
        const struct offer *offer = &place->offers[i];
        const struct timetable *found = project_timetable(shell->project, place, offer);
        found = found ? found : own;
        if (found && (all ? found != own : (int)offer->service == shell->service)) {
            table_mark(found, date, &halves);
        }
    }
    return halves;
}

static const struct time_day *day_figures(struct shell *shell, struct civil_date date)
{
    struct time_day *day = shell->time.figures;
    uint64_t generation = project_generation(shell->project);
    if (day && day->generation == generation && day->service == shell->service &&
        day->pillar == shell->pillar && !civil_date_compare(day->date, date)) {
        return day;
    }
    free(day);
    day = shell->time.figures = memory_take(sizeof *day);
    *day = (struct time_day){generation, date, shell->service, shell->pillar, {0}, 0};
    size_t count;
    const struct place *const *places = project_places(shell->project, &count);
    for (size_t i = 0; i < count; i++) {
        if (!piece_place_listed(shell, places[i])) {
            continue;
        }
        uint64_t halves = place_halves(shell, places[i], date);
        for (int half = 0; half < HALVES; half++) {
            day->open[half] += halves >> half & 1;
            day->most = day->open[half] > day->most ? day->open[half] : day->most;
        }
    }
    return day;
}

void piece_time_free(struct shell *shell)
{
    free(shell->time.figures);
    shell->time.figures = NULL;
}

/* ---- the bar ---- */

static double bar_x(double width, double halves)
{
    return BAR_SIDE + halves / HALVES * (width - 2 * BAR_SIDE);
}

static void paint_figures(const struct shell *shell, cairo_t *cairo, double width, double base)
{
    const struct time_day *day = shell->time.figures;
    double high = base - 8;
    colour_set(cairo, colour_mix(shell->theme.colour[THEME_CARD],
                                 shell->theme.colour[THEME_PILLAR_T], 0.3));
    for (int half = 0; day && day->most && half < HALVES; half++) {
        double size = day->open[half] ? 4 + (high - 4) * day->open[half] / day->most : 0;
        double x = bar_x(width, half), to = bar_x(width, half + 1);
        cairo_rectangle(cairo, x + 0.5, base - size, fmax(to - x - 1, 0.5), size);
        cairo_fill(cairo);
    }
}

static void paint_hours(const struct shell *shell, cairo_t *cairo, double width, double base)
{
    struct type_style style = {14 * ui_scale(shell->ui), TYPE_REGULAR, true};
    double room = bar_x(width, 2) - bar_x(width, 0),
           need = type_width(shell->type, style, "24") + 8;
    int step = room * 2 >= need ? 2 : room * 3 >= need ? 3 : room * 6 >= need ? 6 : 12;
    for (int hour = 0; hour <= 24; hour++) {
        char text[4];
        double x = bar_x(width, hour * 2);
        colour_set(cairo, shell->theme.colour[THEME_EDGE]);
        cairo_set_line_width(cairo, 1);
        cairo_move_to(cairo, round(x) + 0.5, base);
        cairo_line_to(cairo, round(x) + 0.5, base + (hour % step ? 3 : 6));
        cairo_stroke(cairo);
        if (hour % step == 0) {
            snprintf(text, sizeof text, "%d", hour);
            type_line(shell->type, cairo, style, shell->theme.colour[THEME_MUTED], x,
                      base + 14 + type_ascent(shell->type, style) * 0.8, TYPE_MIDDLE, text);
        }
    }
}

static void paint_knob(const struct shell *shell, cairo_t *cairo, double width, double base)
{
    struct civil when;
    if (!piece_time_at(shell, &when)) {
        return;
    }
    double x = bar_x(width, (when.hour * 60 + when.minute) / (double)HALF_MINUTES);
    colour_set(cairo, shell->theme.colour[THEME_INK]);
    cairo_set_line_width(cairo, 3);
    cairo_move_to(cairo, x, 3);
    cairo_line_to(cairo, x, base);
    cairo_stroke(cairo);
    cairo_arc(cairo, x, base, KNOB, 0, 2 * M_PI);
    colour_set(cairo, shell->theme.colour[THEME_CARD]);
    cairo_fill(cairo);
    cairo_arc(cairo, x, base, KNOB - 2, 0, 2 * M_PI);
    colour_set(cairo, shell->theme.colour[THEME_INK]);
    cairo_fill(cairo);
    for (int side = -1; side <= 1; side += 2) { /* it can be pushed both ways */
        cairo_move_to(cairo, x + side * 2.5, base - 4);
        cairo_line_to(cairo, x + side * 6, base);
        cairo_line_to(cairo, x + side * 2.5, base + 4);
        cairo_set_line_width(cairo, 1.6);
        colour_set(cairo, shell->theme.colour[THEME_ON_INK]);
        cairo_stroke(cairo);
    }
}

static void paint_bar(void *data, cairo_t *cairo, double width, double height)
{
    const struct shell *shell = data;
    double words = 14 * ui_scale(shell->ui) + 16, base = height - words;
    paint_figures(shell, cairo, width, base);
    colour_set(cairo, shell->theme.colour[THEME_EDGE]);
    cairo_set_line_width(cairo, 3);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(cairo, BAR_SIDE, base);
    cairo_line_to(cairo, width - BAR_SIDE, base);
    cairo_stroke(cairo);
    paint_hours(shell, cairo, width, base);
    paint_knob(shell, cairo, width, base);
}

/* ---- the card ---- */

static void time_count(struct shell *shell, enum hours_state state, enum symbol_pin pin,
                       const char *key)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
    ui_pin(ui, pin, THEME_INK, "", 20);
    ui_text(ui, UI_BODY, shell_say_count(shell, key, shell->time.counts[state]));
    ui_close(ui);
}

/* With their symbols, which are those of the map; in little room in words alone. */
static void time_counts(struct shell *shell)
{
    struct ui *ui = shell->ui;
    if (piece_narrow(shell)) {
        ui_text(ui, UI_SECOND, said_counts(shell));
        return;
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 12});
    time_count(shell, HOURS_OPEN, SYMBOL_PIN_OPEN, "time.count.open");
    time_count(shell, HOURS_CLOSED, SYMBOL_PIN_CLOSED, "time.count.closed");
    time_count(shell, HOURS_UNKNOWN, SYMBOL_PIN_UNSURE, "time.count.unknown");
    ui_close(ui);
}

static void time_head(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 4, .across = TYPE_MIDDLE});
    ui_open(ui, UI_STATUS, "time.line", piece_time_line(shell),
            (struct ui_box){.grow = 1, .gap = 2});
    ui_text(ui, UI_BOLD, said_moment(shell, piece_narrow(shell)));
    if (shell->screen == SCREEN_REACH && shell->portrait) { /* its panel may be out of sight */
        ui_text(ui, UI_BODY, foot_brief(shell));
    } else {
        time_counts(shell);
    }
    ui_close(ui);
    if (shell->screen == SCREEN_REACH &&
        shell->portrait) { /* in a small window it hides the sheet */
        ui_button(ui, "foot.panel",
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "collapse",
                                     .label = shell_word(shell, "foot.panel"),
                                     .icon_only = true});
    } else {
        ui_button(ui, "time.week",
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "calendar",
                                     .label = shell_word(shell, "time.week"),
                                     .icon_only = shell->portrait || ui_scale(ui) > 1.4});
    }
    ui_button(ui, "time.off",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "close",
                                 .label = shell_word(shell, "time.off"),
                                 .icon_only = true});
    ui_close(ui);
}

static void time_days(struct shell *shell)
{
    struct ui *ui = shell->ui;
    struct civil_date today = moment_now(shell).date;
    ui_open(ui, UI_GROUP, "time.days", shell_word(shell, "time.days"),
            (struct ui_box){.scroll_across = true, .gap = 8});
    ui_button(ui, "time.now",
              (struct ui_button){.kind = UI_CHIP,
                                 .icon = "clock",
                                 .label = shell_word(shell, "time.now"),
                                 .selected = shell->time.now});
    for (int day = 0; day < DAYS; day++) {
        struct civil_date date = civil_date_add(today, day);
        const char *name = language_weekday(shell->language, civil_weekday_of(date), true);
        ui_button(ui, shell_textf(shell, "time.day:%d", day),
                  (struct ui_button){.kind = UI_CHIP,
                                     .label = shell_textf(shell, "%s %d", name, date.day),
                                     .selected = !shell->time.now && shell->time.day == day,
                                     .number = day});
    }
    ui_close(ui);
}

static void time_bar(struct shell *shell)
{
    struct ui *ui = shell->ui;
    struct civil when;
    piece_time_at(shell, &when);
    day_figures(shell, when.date);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 4, .across = TYPE_MIDDLE});
    ui_button(ui, "time.before",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "minus",
                                 .label = shell_word(shell, "time.before"),
                                 .icon_only = true});
    ui_custom(
        ui, UI_IMAGE, "time.bar",
        shell_textf(shell, "%s: %s", shell_word(shell, "time.bar"), said_moment(shell, false)),
        (struct ui_box){.grow = 1, .height = BAR_HEIGHT + 14 * (ui_scale(ui) - 1)}, paint_bar,
        shell);
    ui_button(ui, "time.after",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "plus",
                                 .label = shell_word(shell, "time.after"),
                                 .icon_only = true});
    ui_close(ui);
}

void piece_time(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "time", shell_word(shell, "time.label"),
            (struct ui_box){.gap = 4,
                            .pad_x = 12,
                            .pad_y = 8,
                            .filled = true,
                            .fill = THEME_CARD,
                            .layer = true,
                            .blocks = true});
    time_head(shell);
    time_days(shell);
    time_bar(shell);
    ui_close(ui);
}

static const char *chip_words(struct shell *shell)
{
    return shell->time.on ? said_moment(shell, true) : shell_word(shell, "time.open");
}

double piece_time_chip_width(struct shell *shell)
{
    enum { AROUND = 14 + 20 + 9 + 14, OFF = 8 + 48 };
    struct type_style style = {15 * ui_scale(shell->ui), TYPE_REGULAR, false};
    return type_width(shell->type, style, chip_words(shell)) + AROUND * ui_scale(shell->ui) +
           (shell->time.on ? OFF : 0);
}

void piece_time_chip(struct shell *shell)
{
    struct ui *ui = shell->ui;
    bool on = shell->time.on;
    ui_open(ui, UI_GROUP, "time.chip", shell_word(shell, "time.label"),
            (struct ui_box){.row = true, .gap = 8, .layer = true});
    ui_button(ui, "time.open",
              (struct ui_button){
                  .kind = UI_CHIP, .icon = "clock", .label = chip_words(shell), .selected = on});
    if (on) {
        ui_button(ui, "time.off",
                  (struct ui_button){.kind = UI_CHIP,
                                     .icon = "close",
                                     .label = shell_word(shell, "time.off"),
                                     .icon_only = true});
    }
    ui_close(ui);
}

/* ---- what people do ---- */

static void time_changed(struct shell *shell)
{
    shell->dirty = true;
    map_time(shell);
}

static void time_turn(struct shell *shell, bool on)
{
    shell->time.on = on;
    shell->time.now = true;
    shell->time.finger = false;
    shell->dirty = true;
    map_refresh(shell);
}

void piece_time_now(struct shell *shell)
{
    shell->time.now = true;
    time_changed(shell);
}

void piece_time_set(struct shell *shell, int day, int half)
{
    int all = day * HALVES + half, last = DAYS * HALVES - 1;
    all = all < 0 ? 0 : all > last ? last : all;
    shell->time.now = false;
    shell->time.day = all / HALVES;
    shell->time.half = all % HALVES;
    time_changed(shell);
}

/* From where the knob stands now, also when it goes with the clock. */
static void time_step(struct shell *shell, int halves)
{
    struct shell_time *time = &shell->time;
    if (time->now) {
        time->day = 0;
        time->half = half_of(moment_now(shell)) + (halves < 0 ? 1 : 0);
    }
    piece_time_set(shell, time->day, time->half + halves);
}

static void bar_put(struct shell *shell, double x)
{
    struct rect bar;
    if (!ui_find(shell->ui, "time.bar", &bar) || bar.width <= 2 * BAR_SIDE) {
        return;
    }
    double share = (x - BAR_SIDE) / (bar.width - 2 * BAR_SIDE);
    int half = (int)lround(fmin(fmax(share, 0), 1) * HALVES);
    int day = shell->time.now ? 0 : shell->time.day;
    piece_time_set(shell, day, half >= HALVES ? HALVES - 1 : half);
}

static void bar_tap(struct shell *shell, double x)
{
    bool twice = shell->now_ms - shell->time.tapped <= DOUBLE_MS;
    shell->time.tapped = twice ? -DOUBLE_MS : shell->now_ms;
    if (twice) {
        piece_time_now(shell);
    } else {
        bar_put(shell, x);
    }
}

/* Arrows come as drags and zooms while no finger is down; the map's own push the map, so that the
 * left arrow drags to the right. */
static void bar_key(struct shell *shell, const struct gesture_news *news)
{
    if (news->kind == GESTURE_DRAG) {
        double way = fabs(news->dx) > fabs(news->dy) ? -news->dx : news->dy;
        time_step(shell, way > 0 ? 1 : -1);
    } else if (news->kind == GESTURE_ZOOM) {
        time_step(shell, news->zoom > 0 ? HALVES : -HALVES);
    }
}

static void bar_drag(struct shell *shell, const struct gesture_news *news)
{
    struct shell_time *time = &shell->time;
    if (!shell->fingers_down) {
        bar_key(shell, news);
    } else if (news->kind == GESTURE_DRAG_BEGIN) {
        time->x = news->x;
    } else if (news->kind == GESTURE_DRAG) {
        time->x += news->dx;
        bar_put(shell, time->x);
    }
}

static void bar_gesture(struct shell *shell, const struct gesture_news *news)
{
    struct shell_time *time = &shell->time;
    bool finger = time->finger;
    time->finger = news->kind == GESTURE_PRESS;
    if (news->kind == GESTURE_TAP && finger) {
        bar_tap(shell, news->x);
    } else if (news->kind == GESTURE_TAP || news->kind == GESTURE_DOUBLE_TAP) {
        piece_time_now(shell);
    } else {
        bar_drag(shell, news);
    }
}

static void chip_tap(struct shell *shell)
{
    if (!shell->time.on) {
        time_turn(shell, true);
    }
    shell->dirty = true;
    if (shell->screen == SCREEN_REACH) {
        shell->sheet = SHEET_PEEK;
        return;
    }
    shell->list_sheet = SHEET_PEEK;
    if (shell->screen != SCREEN_MAP) {
        shell_root(shell, SCREEN_MAP);
    }
}

bool piece_time_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind == UI_NEWS_GESTURE && !strcmp(news->id, "time.bar")) {
        bar_gesture(shell, &news->gesture);
        return true;
    }
    if (news->kind != UI_NEWS_TAP || strncmp(news->id, "time.", 5)) {
        return false;
    }
    const char *rest = news->id + 5;
    if (!strcmp(rest, "open")) {
        chip_tap(shell);
    } else if (!strcmp(rest, "off")) {
        time_turn(shell, false);
    } else if (!strcmp(rest, "now")) {
        piece_time_now(shell);
    } else if (!strcmp(rest, "before") || !strcmp(rest, "after")) {
        time_step(shell, !strcmp(rest, "after") ? 1 : -1);
    } else if (!strcmp(rest, "week")) {
        week_show(shell, shell->service == ACTION_ALL_SERVICES ? 0 : 1u << shell->service);
    } else if (!strncmp(rest, "day:", 4)) {
        int half = shell->time.now ? half_of(moment_now(shell)) : shell->time.half;
        piece_time_set(shell, news->number, half);
    } else {
        return false;
    }
    return true;
}

/* ---- the clock goes on ---- */

bool piece_time_tick(struct shell *shell)
{
    struct shell_time *time = &shell->time;
    if (!time->on || !time->now || !shell->project) {
        return false;
    }
    struct civil now = moment_now(shell);
    int minute = now.hour * 60 + now.minute;
    if (minute == time->minute) {
        return false;
    }
    time->minute = minute;
    time_changed(shell);
    return true;
}

int64_t piece_time_next(const struct shell *shell)
{
    bool goes = shell->time.on && shell->time.now && screen_rows[shell->screen].map;
    return goes ? shell->now_ms + WAKE_MS : -1;
}
