/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/marks.h"

#include <math.h>

enum { ROUNDS = 400, ROUNDS_FREE = 120, WORK_CEILING = 40 * 1000 * 1000, SEEK_MOST = 250 };
static const double APART = 1.6, PULL = 0.06, EDGE = 3, TETHER_FROM = 5;
static const double SEEK_STEP = 3; /* points between the places that are tried */

static double clamp(double value, double low, double high)
{
    return high < low ? (low + high) / 2 : fmax(low, fmin(high, value));
}

/* Pushes two boxes apart along the shorter way. */
static bool push(struct paper_mark *a, struct paper_mark *b, size_t seed)
{
    double over_x = (a->width + b->width) / 2 + APART - fabs(a->x - b->x);
    double over_y = MARK_HIGH + APART - fabs(a->y - b->y);
    if (over_x <= 0 || over_y <= 0) {
        return false;
    }
    double dx = b->x - a->x, dy = b->y - a->y, away = hypot(dx, dy);
    if (away < 0.01) {
        double angle = 2.399963 * (double)seed; /* the golden angle: never the same way twice */
        dx = cos(angle);
        dy = sin(angle);
        away = 1;
    }
    double by =
        fmin(over_x / fmax(fabs(dx / away), 1e-3), over_y / fmax(fabs(dy / away), 1e-3)) / 2;
    by = fmin(by + 0.05, MARK_HIGH);
    a->x -= dx / away * by;
    a->y -= dy / away * by;
    b->x += dx / away * by;
    b->y += dy / away * by;
    return true;
}

static void keep_inside(struct paper_mark *mark, double width, double height)
{
    double half = mark->width / 2 + EDGE, half_high = MARK_HIGH / 2 + EDGE;
    mark->x = clamp(mark->x, half, width - half);
    mark->y = clamp(mark->y, half_high, height - half_high);
}

static bool round_of(struct paper_mark *marks, size_t count, double width, double height)
{
    bool moved = false;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            moved |= push(&marks[i], &marks[j], i + j + 1);
        }
    }
    for (size_t i = 0; i < count; i++) {
        keep_inside(&marks[i], width, height);
    }
    return moved;
}

static bool covers_earlier(const struct paper_mark *marks, size_t index)
{
    const struct paper_mark *a = &marks[index];
    for (size_t i = 0; i < index; i++) {
        if (fabs(a->x - marks[i].x) < (a->width + marks[i].width) / 2 &&
            fabs(a->y - marks[i].y) < MARK_HIGH) {
            return true;
        }
    }
    return false;
}

/* Where pushing found no way out, as in a corner: the nearest free place around, ring by ring. */
static void seek(struct paper_mark *marks, size_t index, double width, double height)
{
    struct paper_mark *mark = &marks[index], from = *mark;
    int rings = (int)(fmax(width, height) / SEEK_STEP);
    for (int ring = 1; ring <= rings && covers_earlier(marks, index); ring++) {
        int steps = 6 * ring;
        for (int step = 0; step < steps; step++) {
            double angle = 2 * M_PI * step / steps;
            mark->x = from.x + cos(angle) * ring * SEEK_STEP;
            mark->y = from.y + sin(angle) * ring * SEEK_STEP;
            keep_inside(mark, width, height);
            if (!covers_earlier(marks, index)) {
                break;
            }
        }
    }
}

void marks_spread(struct paper_mark *marks, size_t count, double width, double height)
{
    size_t pairs = count * count / 2 + 1, rounds = WORK_CEILING / pairs;
    bool touch = true;
    rounds = rounds < ROUNDS ? rounds : ROUNDS;
    for (size_t i = 0; i < count; i++) {
        marks[i].x = marks[i].home_x;
        marks[i].y = marks[i].home_y;
        keep_inside(&marks[i], width, height);
    }
    for (size_t at = 0; at < rounds && touch; at++) {
        bool pulled = at + ROUNDS_FREE < rounds;
        for (size_t i = 0; pulled && at > 0 && i < count; i++) {
            marks[i].x += (marks[i].home_x - marks[i].x) * PULL;
            marks[i].y += (marks[i].home_y - marks[i].y) * PULL;
        }
        touch = round_of(marks, count, width, height) || (pulled && at > 0);
    }
    for (size_t i = 1; i < count && count <= SEEK_MOST; i++) {
        if (covers_earlier(marks, i)) {
            seek(marks, i, width, height);
        }
    }
}

void mark_tether(const struct sheet *sheet, cairo_t *cairo, const struct paper_mark *mark)
{
    if (hypot(mark->x - mark->home_x, mark->y - mark->home_y) < TETHER_FROM) {
        return;
    }
    cairo_set_line_width(cairo, 2.4);
    colour_set(cairo, sheet_ink(sheet, THEME_CARD));
    cairo_move_to(cairo, mark->home_x, mark->home_y);
    cairo_line_to(cairo, mark->x, mark->y);
    cairo_stroke_preserve(cairo);
    cairo_set_line_width(cairo, 1);
    colour_set(cairo, sheet_ink(sheet, THEME_INK));
    cairo_stroke(cairo);
    cairo_arc(cairo, mark->home_x, mark->home_y, 2, 0, 2 * M_PI);
    cairo_fill(cairo);
}

static void outline(cairo_t *cairo, enum symbol_pin pin, double x, double y, double width,
                    double inset)
{
    double round = pin == SYMBOL_PIN_PROVISIONAL ? 3 : MARK_HIGH / 2;
    cairo_new_path(cairo);
    symbol_round_box(cairo, x - width / 2 + inset, y - MARK_HIGH / 2 + inset, width - 2 * inset,
                     MARK_HIGH - 2 * inset, round - inset);
}

void mark_draw(const struct sheet *sheet, cairo_t *cairo, enum symbol_pin pin,
               enum theme_token colour, const char *text, double x, double y, double width)
{
    bool filled = pin == SYMBOL_PIN_CONFIRMED || pin == SYMBOL_PIN_PROVISIONAL;
    struct colour ink = sheet_ink(sheet, colour), white = sheet_ink(sheet, THEME_ON_PILLAR);
    struct type_style style = {.size = MARK_TEXT, .weight = TYPE_BOLD, .tabular = true};
    outline(cairo, pin, x, y, width, -0.8);
    colour_set(cairo, sheet_ink(sheet, THEME_CARD));
    cairo_fill(cairo);
    outline(cairo, pin, x, y, width, filled ? 0 : 0.9);
    colour_set(cairo, ink);
    if (filled) {
        cairo_fill(cairo);
    } else {
        cairo_set_line_width(cairo, 1.8);
        cairo_stroke(cairo);
    }
    type_line(sheet->pencil->type, cairo, style, filled ? white : ink, x, y + MARK_TEXT * 0.357,
              TYPE_MIDDLE, text);
}
