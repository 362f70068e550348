/* SPDX-License-Identifier: EUPL-1.2 */
/* The week that is painted: seven columns, hours down. A finger fills or clears what it is drawn
 * over, as its first cell was closed or open; the hours at the left, two fingers and the wheel
 * scroll; a pinch and a button make quarters. Arrows move the cursor, space turns a cell, enter
 * begins and ends a stretch. */
#include "screen/hours_edit_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DAY = 24 * 60, MORNING = 7 * 60, NIGHT = 5 * 60 };
static const double ROW_LEAST = 18, ROW_MOST = 30, ROWS_SEEN = 26, PINCH = 0.45;

/* ---- sizes ---- */

double hours_week_label(const struct shell *shell, double width)
{
    double wanted = 34 * fmin(ui_scale(shell->ui), 1.4);
    return fmax(24, fmin(wanted, width - GRID_DAYS * 48));
}

static double minute_height(const struct hours_edit *edit)
{
    double row = fmin(fmax(edit->height / ROWS_SEEN, ROW_LEAST), ROW_MOST);
    return fmax(row / edit->minutes, edit->height / DAY);
}

static void scroll_to(struct hours_edit *edit, double scroll)
{
    edit->scroll = fmax(0, fmin(scroll, DAY * minute_height(edit) - edit->height));
}

/* Opens where the day begins. */
static void first_look(struct hours_edit *edit)
{
    int earliest = MORNING + 60;
    for (int day = 0; day < GRID_DAYS; day++) {
        for (int i = 0; i < edit->grid.day[day].count; i++) {
            int from = edit->grid.day[day].span[i].from;
            earliest = from >= NIGHT && from < earliest ? from : earliest;
        }
    }
    scroll_to(edit, (earliest - 60) * minute_height(edit));
    edit->scrolled = true;
}

static void show_cursor(struct hours_edit *edit)
{
    double y = edit->cursor.minute * minute_height(edit);
    double row = edit->minutes * minute_height(edit);
    if (y < edit->scroll) {
        scroll_to(edit, y - row);
    } else if (y + 2 * row > edit->scroll + edit->height) {
        scroll_to(edit, y + 2 * row - edit->height);
    }
}

/* ---- how it looks ---- */

struct week_look {
    struct shell *shell;
    struct hours_edit *edit;
    cairo_t *cairo;
    double width, height, label, column, minute;
};

static double y_of(const struct week_look *look, int minute)
{
    return minute * look->minute - look->edit->scroll;
}

static void colour_of(const struct week_look *look, enum theme_token token)
{
    colour_set(look->cairo, look->shell->theme.colour[token]);
}

static double words_size(const struct week_look *look)
{
    return 12.5 * fmin(ui_scale(look->shell->ui), 1.5);
}

static void paint_lines(const struct week_look *look)
{
    cairo_t *cairo = look->cairo;
    const struct theme *theme = &look->shell->theme;
    struct type_style style = {words_size(look), TYPE_REGULAR, true};
    for (int minute = 0; minute <= DAY; minute += look->edit->minutes) {
        double y = y_of(look, minute);
        bool hour = minute % 60 == 0;
        if (y < -20 || y > look->height + 20) {
            continue;
        }
        struct colour line =
            colour_mix(theme->colour[THEME_LINE], theme->colour[THEME_EDGE], hour ? 0.25 : 0);
        line.alpha *= hour ? 1 : 0.7;
        colour_set(cairo, line);
        cairo_rectangle(cairo, look->label, floor(y), look->width - look->label, 1);
        cairo_fill(cairo);
        if (hour && minute > 0 && minute < DAY && y > style.size * 0.5) {
            char text[8];
            snprintf(text, sizeof text, "%d", minute / 60);
            type_line(look->shell->type, cairo, style, theme->colour[THEME_MUTED], look->label - 6,
                      y + style.size * 0.36, TYPE_END, text);
        }
    }
}

static void paint_columns(const struct week_look *look)
{
    const struct theme *theme = &look->shell->theme;
    for (int day = 0; day < GRID_DAYS; day++) {
        double x = look->label + day * look->column;
        if (look->edit->days & (1u << day)) {
            colour_set(look->cairo,
                       colour_mix(theme->colour[THEME_CARD], theme->colour[THEME_SUNK], 0.75));
            cairo_rectangle(look->cairo, x, 0, look->column, look->height);
            cairo_fill(look->cairo);
        }
        colour_of(look, THEME_LINE);
        cairo_rectangle(look->cairo, floor(x), 0, 1, look->height);
        cairo_fill(look->cairo);
    }
}

static void say_minutes(int minutes, char out[8])
{
    int hour = minutes / 60 % 24;
    if (minutes == DAY) {
        snprintf(out, 8, "24");
    } else if (minutes % 60) {
        snprintf(out, 8, "%d:%02d", hour, minutes % 60);
    } else {
        snprintf(out, 8, "%d", hour);
    }
}

static void weeks_said(const struct week_look *look, unsigned weeks, char out[64])
{
    static const char *const keys[GRID_WEEKS] = {"hours.edit.week.1", "hours.edit.week.2",
                                                 "hours.edit.week.3", "hours.edit.week.4",
                                                 "hours.edit.week.5", "hours.edit.week.last"};
    size_t size = 0;
    out[0] = 0;
    for (int i = 0; i < GRID_WEEKS && size < 48; i++) {
        if (weeks & (1u << i)) {
            size += (size_t)snprintf(out + size, 64 - size, "%s%.12s", size ? " " : "",
                                     shell_word(look->shell, keys[i]));
        }
    }
}

static void block_words(const struct week_look *look, int day, struct grid_span span, double top,
                        double bottom)
{
    char from[8], to[8], both[20], weeks[64];
    struct type_style style = {words_size(look), TYPE_BOLD, true};
    struct colour ink = look->shell->theme.colour[THEME_INK];
    double x = look->label + (day + 0.5) * look->column, room = look->column - 8;
    double line = style.size * 1.3, high = bottom - top;
    say_minutes(span.from, from);
    say_minutes(span.to, to);
    weeks_said(look, look->edit->grid.day[day].weeks, weeks);
    snprintf(both, sizeof both, "%s–%s", from, to);
    bool one = type_width(look->shell->type, style, both) <= room;
    if (high < line || top + line < 0) {
        return;
    }
    type_line_cut(look->shell->type, look->cairo, style, ink, x, top + line * 0.9, TYPE_MIDDLE,
                  room, one ? both : from);
    if (weeks[0] && high > 2.2 * line) {
        style.weight = TYPE_REGULAR;
        type_line_cut(look->shell->type, look->cairo, style, ink, x, top + line * 1.9, TYPE_MIDDLE,
                      room, weeks);
        style.weight = TYPE_BOLD;
    }
    if (!one && high > (weeks[0] ? 3.2 : 2.1) * line) {
        type_line_cut(look->shell->type, look->cairo, style, ink, x, bottom - line * 0.4,
                      TYPE_MIDDLE, room, to);
    }
}

static void paint_block(const struct week_look *look, int day, int from, int to)
{
    const struct theme *theme = &look->shell->theme;
    double top = y_of(look, from) + 1.5, bottom = y_of(look, to) - 0.5;
    double x = look->label + day * look->column + 2.5;
    if (bottom < 0 || top > look->height || bottom <= top) {
        return;
    }
    symbol_round_box(look->cairo, x, top, look->column - 4, bottom - top,
                     fmin(8, (bottom - top) / 2));
    colour_set(look->cairo, colour_mix(theme->colour[THEME_CARD], theme->colour[THEME_GO], 0.26));
    cairo_fill_preserve(look->cairo);
    colour_of(look, THEME_GO);
    cairo_set_line_width(look->cairo, 1.5);
    cairo_stroke(look->cairo);
}

static void paint_blocks(const struct week_look *look)
{
    const struct grid *grid = &look->edit->grid;
    for (int day = 0; day < GRID_DAYS; day++) {
        for (int i = 0; i < grid->day[day].count; i++) {
            struct grid_span span = grid->day[day].span[i];
            paint_block(look, day, span.from, span.to < DAY ? span.to : DAY);
            block_words(look, day, span, y_of(look, span.from) + 1.5,
                        y_of(look, span.to < DAY ? span.to : DAY));
        }
        if (grid_before(grid, day) > 0) {
            paint_block(look, day, 0, grid_before(grid, day));
        }
    }
}

static void paint_cursor(const struct week_look *look)
{
    const struct hours_edit *edit = look->edit;
    struct hours_week_cell a = edit->anchor ? edit->begin : edit->cursor, b = edit->cursor;
    int left = a.day < b.day ? a.day : b.day, right = a.day < b.day ? b.day : a.day;
    int first = a.minute < b.minute ? a.minute : b.minute;
    int last = (a.minute < b.minute ? b.minute : a.minute) + edit->minutes;
    if (!edit->keys) {
        return;
    }
    colour_of(look, THEME_FOCUS);
    cairo_set_line_width(look->cairo, 3);
    symbol_round_box(look->cairo, look->label + left * look->column + 1.5, y_of(look, first) + 1,
                     (right - left + 1) * look->column - 3, (last - first) * look->minute - 1, 5);
    cairo_stroke(look->cairo);
}

static void paint(void *data, cairo_t *cairo, double width, double height)
{
    struct shell *shell = data;
    struct hours_edit *edit = shell->hours;
    if (!edit) {
        return;
    }
    edit->width = width;
    edit->height = height;
    if (!edit->scrolled) {
        first_look(edit);
    }
    scroll_to(edit, edit->scroll);
    double label = hours_week_label(shell, width);
    struct week_look look = {
        shell, edit, cairo, width, height, label, (width - label) / GRID_DAYS, minute_height(edit)};
    cairo_save(cairo);
    symbol_round_box(cairo, 0, 0, width, height, 12);
    cairo_clip(cairo);
    colour_of(&look, THEME_CARD);
    cairo_paint(cairo);
    paint_columns(&look);
    paint_lines(&look);
    paint_blocks(&look);
    paint_cursor(&look);
    cairo_restore(cairo);
}

void hours_week(struct shell *shell, double height)
{
    ui_custom(
        shell->ui, UI_GRID, "hours.grid", shell_word(shell, "hours.edit.grid"),
        (struct ui_box){.grow = height > 0 ? 0 : 1, .height = height, .least_width = 7 * 48 + 24},
        paint, shell);
}

/* ---- what fingers do ---- */

static struct hours_week_cell cell_at(const struct shell *shell, double x, double y)
{
    const struct hours_edit *edit = shell->hours;
    double label = hours_week_label(shell, edit->width);
    double minute = (y + edit->scroll) / minute_height(edit);
    int day = (int)floor((x - label) / ((edit->width - label) / GRID_DAYS));
    int row = (int)floor(minute / edit->minutes), most = DAY / edit->minutes - 1;
    day = day < 0 ? 0 : day >= GRID_DAYS ? GRID_DAYS - 1 : day;
    row = row < 0 ? 0 : row > most ? most : row;
    return (struct hours_week_cell){day, row * edit->minutes};
}

/* All that lies between the two cells, over the days between. */
static void stretch_paint(struct shell *shell)
{
    struct hours_edit *edit = shell->hours;
    struct hours_week_cell a = edit->begin, b = edit->end;
    int left = a.day < b.day ? a.day : b.day, right = a.day < b.day ? b.day : a.day;
    int first = a.minute < b.minute ? a.minute : b.minute;
    int last = (a.minute < b.minute ? b.minute : a.minute) + edit->minutes;
    edit->grid = edit->before;
    for (int day = left; day <= right; day++) {
        grid_paint(&edit->grid, day, first, last, edit->fill);
    }
}

static void stroke_begin(struct shell *shell, struct hours_week_cell cell)
{
    struct hours_edit *edit = shell->hours;
    edit->before = edit->grid;
    edit->begin = edit->end = cell;
    edit->fill = !grid_is_open(&edit->grid, cell.day, cell.minute);
    edit->cursor = cell;
    hours_remember(shell);
    stretch_paint(shell);
    hours_grid_changed(shell);
}

static void stroke_follow(struct shell *shell, struct hours_week_cell cell)
{
    struct hours_edit *edit = shell->hours;
    if (cell.day != edit->end.day || cell.minute != edit->end.minute) {
        edit->end = edit->cursor = cell;
        stretch_paint(shell);
        hours_grid_changed(shell);
    }
}

static void stroke_end(struct shell *shell)
{
    shell->hours->stroke = false;
    shell->hours->settled = true;
}

void hours_week_zoom(struct shell *shell)
{
    struct hours_edit *edit = shell->hours;
    double middle = (edit->scroll + edit->height / 2) / minute_height(edit);
    edit->minutes = edit->minutes == 30 ? 15 : 30;
    edit->cursor.minute -= edit->cursor.minute % edit->minutes;
    scroll_to(edit, middle * minute_height(edit) - edit->height / 2);
    shell->dirty = true;
}

static void pinch(struct shell *shell, const struct gesture_news *news)
{
    struct hours_edit *edit = shell->hours;
    edit->pinch += news->zoom;
    scroll_to(edit, edit->scroll - news->dy);
    if ((edit->pinch > PINCH && edit->minutes == 30) ||
        (edit->pinch < -PINCH && edit->minutes == 15)) {
        edit->pinch = 0;
        hours_week_zoom(shell);
    }
}

static void gesture(struct shell *shell, const struct gesture_news *news)
{
    struct hours_edit *edit = shell->hours;
    bool beside = news->x < hours_week_label(shell, edit->width);
    switch (news->kind) {
    case GESTURE_PRESS:
        edit->ready = true;
        edit->keys = edit->anchor = edit->drags = edit->stroke = edit->painted = false;
        break;
    case GESTURE_TAP:
        edit->ready = false;
        if (!beside) {
            stroke_begin(shell, cell_at(shell, news->x, news->y));
            stroke_end(shell);
        }
        break;
    case GESTURE_LONG_PRESS:
        edit->stroke = edit->ready && !beside;
        if (edit->stroke) {
            stroke_begin(shell, cell_at(shell, news->x, news->y));
        }
        break;
    case GESTURE_DRAG_BEGIN:
        edit->drags = edit->ready && beside;
        if (edit->ready && !beside && !edit->stroke) {
            edit->stroke = true;
            stroke_begin(shell, cell_at(shell, news->x, news->y));
        }
        break;
    case GESTURE_DRAG:
        if (edit->stroke) {
            stroke_follow(shell, cell_at(shell, news->x, news->y));
        } else if (edit->drags || !edit->ready) {
            scroll_to(edit, edit->scroll - news->dy);
        }
        break;
    case GESTURE_DRAG_END:
        edit->painted = edit->stroke;
        stroke_end(shell);
        edit->ready = edit->drags = false;
        break;
    case GESTURE_ZOOM_BEGIN:
        if (edit->painted) { /* the first of two fingers had begun to paint */
            hours_undo(shell);
        }
        edit->pinch = 0;
        edit->ready = edit->painted = false;
        break;
    case GESTURE_ZOOM:
        pinch(shell, news);
        break;
    default:
        break;
    }
    shell->dirty = true;
}

/* ---- what keys do ---- */

static void cursor_move(struct shell *shell, int days, int rows)
{
    struct hours_edit *edit = shell->hours;
    int day = edit->cursor.day + days, minute = edit->cursor.minute + rows * edit->minutes;
    edit->cursor.day = day < 0 ? 0 : day >= GRID_DAYS ? GRID_DAYS - 1 : day;
    edit->cursor.minute = minute < 0 ? 0 : minute >= DAY ? DAY - edit->minutes : minute;
    show_cursor(edit);
    if (edit->anchor) {
        stroke_follow(shell, edit->cursor);
    }
}

static void key_enter(struct shell *shell)
{
    struct hours_edit *edit = shell->hours;
    if (edit->entry[0]) {
        char entry[GRID_ENTRY + 1];
        snprintf(entry, sizeof entry, "%s", edit->entry);
        hours_entry_do(shell, entry);
    } else if (edit->anchor) {
        edit->anchor = false;
        stroke_end(shell);
    } else {
        stroke_begin(shell, edit->cursor);
        edit->anchor = true;
    }
}

static void key(struct shell *shell, enum ui_key which)
{
    struct hours_edit *edit = shell->hours;
    edit->keys = true;
    switch (which) {
    case UI_KEY_LEFT:
        cursor_move(shell, -1, 0);
        break;
    case UI_KEY_RIGHT:
        cursor_move(shell, 1, 0);
        break;
    case UI_KEY_UP:
        cursor_move(shell, 0, -1);
        break;
    case UI_KEY_DOWN:
        cursor_move(shell, 0, 1);
        break;
    case UI_KEY_PAGE_UP:
    case UI_KEY_PAGE_DOWN:
        cursor_move(shell, 0, (which == UI_KEY_PAGE_UP ? -180 : 180) / edit->minutes);
        break;
    case UI_KEY_HOME:
    case UI_KEY_END:
        cursor_move(shell, which == UI_KEY_HOME ? -GRID_DAYS : GRID_DAYS, 0);
        break;
    case UI_KEY_SPACE:
        if (!edit->entry[0] && !edit->anchor) {
            stroke_begin(shell, edit->cursor);
            stroke_end(shell);
        }
        break;
    case UI_KEY_ENTER:
        key_enter(shell);
        break;
    case UI_KEY_BACKSPACE:
        hours_entry_rub(shell);
        break;
    default:
        break;
    }
    shell->dirty = true;
}

bool hours_week_news(struct shell *shell, const struct ui_news *news)
{
    if (strcmp(news->id, "hours.grid") != 0 || !shell->hours->shown) {
        return false;
    }
    if (news->kind == UI_NEWS_GESTURE) {
        gesture(shell, &news->gesture);
        return true;
    }
    if (news->kind == UI_NEWS_KEY) {
        key(shell, (enum ui_key)news->number);
        return true;
    }
    return false;
}
