/* SPDX-License-Identifier: EUPL-1.2 */
/* The week as a picture: a column for each day, half hours down, and as many places as its figure
 * says; and the same in words. */
#include "screen/week_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    DAYS = 7,
    MORNING = 14,
    NIGHT = 44,
    QUIET = 6,
    SHADES = 4,
    HALF_MINUTES = COVERAGE_CELL_MINUTES
};
static const double ROW = 24, BAND = 22, GAP = 2, ROUND = 6;

struct grid_shape {
    double left, top, row, column; /* dp: margins, and the size of a half hour */
    int from, to;                  /* half hours shown */
};

static double scale_of(const struct shell *shell)
{
    return ui_scale(shell->ui);
}

static struct type_style letters(const struct shell *shell, double size, enum type_weight weight)
{
    return (struct type_style){size * fmin(scale_of(shell), 1.6), weight, true};
}

/* Nights in which nothing changes are left out, in whole hours. */
static void hours_shown(const struct shell_week *week, int *from, int *to)
{
    *from = week->whole ? 0 : MORNING;
    *to = week->whole ? COVERAGE_CELLS : NIGHT;
    for (int day = 0; day < DAYS; day++) {
        for (int half = 0; half < COVERAGE_CELLS; half++) {
            if (week->found.places[day][half] != week->found.places[day][QUIET]) {
                *from = half < *from ? half / 2 * 2 : *from;
                *to = half >= *to ? half / 2 * 2 + 2 : *to;
            }
        }
    }
}

int week_night(const struct shell_week *week)
{
    int most = 0;
    for (int day = 0; !week->whole && day < DAYS; day++) {
        most = week->found.places[day][QUIET] > most ? week->found.places[day][QUIET] : most;
    }
    return most;
}

static struct grid_shape shape_of(const struct shell *shell, double width)
{
    struct grid_shape shape;
    double scale = fmin(scale_of(shell), 1.6);
    hours_shown(shell->week, &shape.from, &shape.to);
    shape.left = BAND + 26 * scale;
    shape.top = 50 * scale;
    shape.row = ROW * (1 + (scale - 1) * 0.4);
    shape.column = (width - shape.left) / DAYS;
    return shape;
}

/* ---- painting ---- */

static struct colour ink(const struct shell *shell, enum theme_token token)
{
    return shell->theme.colour[token];
}

static struct colour shade(const struct shell *shell, int places)
{
    static const double shares[SHADES + 1] = {0, 0.2, 0.42, 0.66, 0.92};
    return colour_mix(ink(shell, THEME_CARD), ink(shell, THEME_PILLAR_T),
                      shares[places < SHADES ? places : SHADES]);
}

static struct colour readable(const struct shell *shell, struct colour ground)
{
    struct colour dark = ink(shell, THEME_INK), light = ink(shell, THEME_ON_PILLAR);
    return colour_contrast(dark, ground) >= colour_contrast(light, ground) ? dark : light;
}

static void box(cairo_t *cairo, double x, double y, double width, double height, double radius)
{
    cairo_new_path(cairo);
    symbol_round_box(cairo, x, y, fmax(width, 0), fmax(height, 0), radius);
}

static void middle_text(const struct shell *shell, cairo_t *cairo, struct type_style style,
                        struct colour colour, double x, double y, const char *text)
{
    type_line(shell->type, cairo, style, colour, x, y + type_ascent(shell->type, style) * 0.36,
              TYPE_MIDDLE, text);
}

static void paint_days(const struct shell *shell, cairo_t *cairo, const struct grid_shape *shape)
{
    struct type_style bold = letters(shell, 15, TYPE_BOLD),
                      plain = letters(shell, 14, TYPE_REGULAR);
    struct civil_date monday = shell->week->found.monday;
    double high = (shape->to - shape->from) * shape->row;
    for (int day = 0; day < DAYS; day++) {
        double x = shape->left + day * shape->column, middle = x + shape->column / 2;
        char text[48], date[16];
        struct civil_date at = civil_date_add(monday, day);
        snprintf(text, sizeof text, "%s",
                 language_weekday(shell->language, (enum civil_weekday)day, true));
        snprintf(date, sizeof date, "%d", at.day);
        middle_text(shell, cairo, bold, ink(shell, THEME_INK), middle, shape->top * 0.3, text);
        middle_text(shell, cairo, plain, ink(shell, THEME_MUTED), middle, shape->top * 0.66, date);
        box(cairo, x + GAP / 2, shape->top, shape->column - GAP, high, ROUND);
        colour_set(cairo, ink(shell, THEME_SUNK));
        cairo_fill(cairo);
    }
}

static void paint_hours(const struct shell *shell, cairo_t *cairo, const struct grid_shape *shape,
                        double width)
{
    struct type_style plain = letters(shell, 14, TYPE_REGULAR);
    for (int half = shape->from; half <= shape->to; half += 2) {
        char text[16];
        double y = shape->top + (half - shape->from) * shape->row;
        snprintf(text, sizeof text, "%d", half / 2);
        type_line(shell->type, cairo, plain, ink(shell, THEME_MUTED), shape->left - 6,
                  y + type_ascent(shell->type, plain) * 0.36, TYPE_END, text);
        colour_set(cairo, ink(shell, THEME_CARD));
        cairo_set_line_width(cairo, half % 12 == 0 ? 2 : 1);
        cairo_move_to(cairo, shape->left, round(y));
        cairo_line_to(cairo, width, round(y));
        cairo_stroke(cairo);
    }
}

/* Which hours T4 speaks of: beside the hours, and above the days of the weekend. */
static void paint_band(const struct shell *shell, cairo_t *cairo, const struct grid_shape *shape,
                       const struct coverage_time *time, const char *word)
{
    struct type_style style = letters(shell, 13, TYPE_REGULAR);
    double from = fmax(time->from / (double)HALF_MINUTES, shape->from);
    double to = fmin(time->to / (double)HALF_MINUTES, shape->to);
    double y = shape->top + (from - shape->from) * shape->row, high = (to - from) * shape->row;
    if (to <= from) {
        return;
    }
    box(cairo, 0, y + 1, BAND - 3, high - 2, 6);
    colour_set(cairo, ink(shell, THEME_SUNK));
    cairo_fill(cairo);
    if (type_width(shell->type, style, word) < high - 8) {
        cairo_save(cairo);
        cairo_translate(cairo, (BAND - 3) / 2, y + high / 2);
        cairo_rotate(cairo, -M_PI / 2);
        middle_text(shell, cairo, style, ink(shell, THEME_MUTED), 0, 0, word);
        cairo_restore(cairo);
    }
}

static void paint_bands(const struct shell *shell, cairo_t *cairo, const struct grid_shape *shape)
{
    struct coverage_time times[COVER_TIMES];
    if (!coverage_times(project_framework(shell->project), times)) {
        return;
    }
    paint_band(shell, cairo, shape, &times[COVER_OFFICE], shell_word(shell, "criterion.office"));
    paint_band(shell, cairo, shape, &times[COVER_EVENING], shell_word(shell, "criterion.evening"));
    const struct coverage_time *weekend = &times[COVER_WEEKEND];
    double x = shape->left + weekend->first_day * shape->column;
    double wide = (weekend->last_day - weekend->first_day + 1) * shape->column;
    box(cairo, x + 2, 0, wide - 4, shape->top * 0.96, ROUND);
    colour_set(cairo, ink(shell, THEME_SUNK));
    cairo_fill(cairo);
}

/* Only a partner says so, and nobody accepted it yet: lines, no figure. */
static void paint_provisional(const struct shell *shell, cairo_t *cairo,
                              const struct grid_shape *shape)
{
    const struct coverage_week *found = &shell->week->found;
    for (size_t i = 0; i < found->offer_count; i++) {
        for (int day = 0; found->offers[i].provisional && day < DAYS; day++) {
            for (int half = shape->from; half < shape->to; half++) {
                if (found->places[day][half] ||
                    coverage_offer_minutes(&found->offers[i], day, half * HALF_MINUTES,
                                           (half + 1) * HALF_MINUTES) *
                            2 <
                        HALF_MINUTES) {
                    continue;
                }
                double x = shape->left + day * shape->column + GAP;
                double y = shape->top + (half - shape->from) * shape->row;
                cairo_save(cairo);
                cairo_rectangle(cairo, x, y, shape->column - 2 * GAP, shape->row);
                cairo_clip(cairo);
                colour_set(cairo, ink(shell, THEME_PILLAR_T));
                cairo_set_line_width(cairo, 1.5);
                for (double at = -shape->row; at < shape->column; at += 8) {
                    cairo_move_to(cairo, x + at, y + shape->row);
                    cairo_line_to(cairo, x + at + shape->row, y);
                }
                cairo_stroke(cairo);
                cairo_restore(cairo);
            }
        }
    }
}

static void paint_run(const struct shell *shell, cairo_t *cairo, const struct grid_shape *shape,
                      int day, const struct coverage_run *run)
{
    struct type_style style = letters(shell, 16, TYPE_BOLD);
    struct colour colour = shade(shell, run->places);
    double from = fmax(run->from / (double)HALF_MINUTES, shape->from);
    double to = fmin(run->to / (double)HALF_MINUTES, shape->to);
    double x = shape->left + day * shape->column + GAP / 2;
    double y = shape->top + (from - shape->from) * shape->row, high = (to - from) * shape->row;
    char text[12];
    if (to <= from) {
        return;
    }
    box(cairo, x, y + 0.5, shape->column - GAP, high - 1, ROUND);
    colour_set(cairo, colour);
    cairo_fill_preserve(cairo);
    colour_set(cairo, ink(shell, THEME_PILLAR_T));
    cairo_set_line_width(cairo, 1);
    cairo_stroke(cairo);
    snprintf(text, sizeof text, "%d", run->places);
    middle_text(shell, cairo, style, readable(shell, colour), x + shape->column / 2 - GAP / 2,
                y + fmin(high, shape->row) / 2, text);
}

static void paint_cursor(const struct shell *shell, cairo_t *cairo, const struct grid_shape *shape)
{
    const struct shell_week *week = shell->week;
    if (!week->chosen || week->half < shape->from || week->half >= shape->to) {
        return;
    }
    double x = shape->left + week->day * shape->column;
    double y = shape->top + (week->half - shape->from) * shape->row;
    box(cairo, x, y - 1, shape->column, shape->row + 2, ROUND);
    colour_set(cairo, ink(shell, THEME_CARD));
    cairo_set_line_width(cairo, 6);
    cairo_stroke_preserve(cairo);
    colour_set(cairo, ink(shell, THEME_INK));
    cairo_set_line_width(cairo, 3);
    cairo_stroke(cairo);
}

static void paint_grid(void *data, cairo_t *cairo, double width, double height)
{
    const struct shell *shell = data;
    struct grid_shape shape = shape_of(shell, width);
    struct coverage_run runs[COVERAGE_CELLS];
    (void)height;
    paint_bands(shell, cairo, &shape);
    paint_days(shell, cairo, &shape);
    paint_hours(shell, cairo, &shape, width);
    paint_provisional(shell, cairo, &shape);
    for (int day = 0; day < DAYS; day++) {
        size_t count = coverage_runs(&shell->week->found, day, runs);
        for (size_t i = 0; i < count; i++) {
            paint_run(shell, cairo, &shape, day, &runs[i]);
        }
    }
    paint_cursor(shell, cairo, &shape);
}

/* ---- in words ---- */

const char *week_clock(struct shell *shell, int minutes)
{
    return shell_textf(shell, "%d:%02d", minutes / 60, minutes % 60);
}

static const char *run_words(struct shell *shell, const struct coverage_run *run)
{
    struct message message = message_of("week.run");
    message_add_count(&message, run->places);
    message_add_text(&message, week_clock(shell, run->from));
    message_add_text(&message, week_clock(shell, run->to));
    return shell_say(shell, message);
}

static const char *day_words(struct shell *shell, const struct coverage_week *found, int day)
{
    struct coverage_run runs[COVERAGE_CELLS];
    struct buffer line;
    size_t count = coverage_runs(found, day, runs);
    buffer_init(&line, 4096);
    for (size_t i = 0; i < count; i++) {
        piece_join(&line, run_words(shell, &runs[i]));
    }
    if (!count) {
        piece_join(&line, shell_word(shell, "week.day.none"));
    }
    return piece_kept(shell, &line);
}

void week_words(struct shell *shell, const struct coverage_week *found)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_LIST, "week.table", shell_word(shell, "week.label"), (struct ui_box){.gap = 8});
    for (int day = 0; day < DAYS; day++) {
        struct coverage_run runs[COVERAGE_CELLS];
        size_t count = coverage_runs(found, day, runs);
        ui_line(ui);
        ui_text(ui, UI_BOLD, language_weekday(shell->language, (enum civil_weekday)day, false));
        for (size_t i = 0; i < count; i++) {
            ui_text(ui, UI_BODY, run_words(shell, &runs[i]));
        }
        if (!count) {
            ui_text(ui, UI_SECOND, shell_word(shell, "week.day.none"));
        }
    }
    ui_close(ui);
}

/* ---- the node ---- */

void week_grid(struct shell *shell, const struct coverage_week *found)
{
    struct buffer words;
    struct grid_shape shape = shape_of(shell, part_body_width(shell));
    buffer_init(&words, 16384);
    buffer_add_text(&words, shell_word(shell, "week.label"));
    for (int day = 0; day < DAYS; day++) {
        buffer_addf(&words, "; %s: %s",
                    language_weekday(shell->language, (enum civil_weekday)day, false),
                    day_words(shell, found, day));
    }
    ui_custom(shell->ui, UI_IMAGE, "week.grid", piece_kept(shell, &words),
              (struct ui_box){.height = shape.top + (shape.to - shape.from) * shape.row + 12},
              paint_grid, shell);
}

/* ---- pointing ---- */

void week_step(struct shell *shell, int days, int halves)
{
    struct shell_week *week = shell->week;
    int from, to;
    hours_shown(week, &from, &to);
    if (!week->chosen) {
        week->chosen = true;
        week->day = 0;
        week->half = from + 4;
    } else {
        week->day = (week->day + days + DAYS) % DAYS;
        week->half += halves;
    }
    week->half = week->half < from ? from : week->half >= to ? to - 1 : week->half;
    shell->dirty = true;
}

static bool grid_point(struct shell *shell, double x, double y)
{
    struct rect rect;
    if (!ui_find(shell->ui, "week.grid", &rect)) {
        return false;
    }
    struct grid_shape shape = shape_of(shell, rect.width);
    int day = (int)floor((x - shape.left) / shape.column);
    int half = shape.from + (int)floor((y - shape.top) / shape.row);
    if (day < 0 || day >= DAYS || half < shape.from || half >= shape.to) {
        return false;
    }
    shell->week->chosen = true;
    shell->week->day = day;
    shell->week->half = half;
    shell->dirty = true;
    return true;
}

/* Arrows come as drags and zooms while no finger is down; they push the ground, so that the left
 * arrow drags to the right. */
bool week_grid_gesture(struct shell *shell, const struct gesture_news *news)
{
    struct shell_week *week = shell->week;
    bool finger = week->finger, key = !shell->fingers_down;
    week->finger = news->kind == GESTURE_PRESS;
    if (news->kind == GESTURE_TAP) {
        return finger ? grid_point(shell, news->x, news->y) : week->chosen;
    }
    if (key && news->kind == GESTURE_DRAG) {
        week_step(shell, (news->dx < 0) - (news->dx > 0), (news->dy < 0) - (news->dy > 0));
    } else if (key && news->kind == GESTURE_ZOOM) {
        week_step(shell, 0, news->zoom > 0 ? -2 : 2);
    }
    return false;
}
