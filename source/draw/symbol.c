/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/symbol.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "draw/symbol_inner.h"

static const double full_turn = 6.28318530717958647692;
static const double quarter_turn = 1.57079632679489661923;

enum { SHADOW_STEPS = 6 };

void symbol_text(const struct pencil *pencil, cairo_t *cairo, double size, struct colour colour,
                 double x, double y, const char *text)
{
    struct type_style style = {size, TYPE_BOLD, true};
    type_line(pencil->type, cairo, style, colour, x, y + size * SYMBOL_CAP_HEIGHT / 2, TYPE_MIDDLE,
              text);
}

struct colour symbol_ink(const struct pencil *pencil, enum theme_token token)
{
    return pencil->theme->colour[token];
}

static void disc(cairo_t *cairo, double x, double y, double radius)
{
    cairo_new_path(cairo);
    cairo_arc(cairo, x, y, fmax(radius, 0), 0, full_turn);
}

static void plain_line(cairo_t *cairo, double width)
{
    cairo_set_line_width(cairo, width);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(cairo, NULL, 0, 0);
}

/* `count` dashes around a circle, without a seam. */
static void dashed_ring(cairo_t *cairo, double x, double y, double radius, double width, int count)
{
    double step = full_turn * radius / count, dash[2] = {step * 0.58, step * 0.42};
    disc(cairo, x, y, radius);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(cairo, width);
    cairo_set_dash(cairo, dash, 2, dash[0] / 2);
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0);
}

enum theme_token symbol_state_token(enum symbol_state state)
{
    static const enum theme_token tokens[] = {[SYMBOL_MET] = THEME_MET,
                                              [SYMBOL_PARTLY] = THEME_PARTLY,
                                              [SYMBOL_NOT] = THEME_NOT,
                                              [SYMBOL_UNKNOWN] = THEME_UNKNOWN};
    return tokens[state];
}

static void ring(cairo_t *cairo, double x, double y, double size, double line)
{
    plain_line(cairo, line);
    disc(cairo, x, y, size / 2 - line / 2);
    cairo_stroke(cairo);
}

static void draw_met(const struct pencil *pencil, cairo_t *cairo, double x, double y, double size)
{
    disc(cairo, x, y, size / 2);
    cairo_fill(cairo);
    plain_line(cairo, size * 0.115);
    cairo_move_to(cairo, x - size * 0.22, y + size * 0.01);
    cairo_line_to(cairo, x - size * 0.06, y + size * 0.17);
    cairo_line_to(cairo, x + size * 0.22, y - size * 0.15);
    colour_set(cairo, symbol_ink(pencil, THEME_ON_STATE));
    cairo_stroke(cairo);
}

static void draw_partly(cairo_t *cairo, double x, double y, double size, double line)
{
    ring(cairo, x, y, size, line);
    cairo_new_path(cairo);
    cairo_arc(cairo, x, y, size / 2 - line / 2, quarter_turn, 3 * quarter_turn);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

static void draw_not(cairo_t *cairo, double x, double y, double size, double line)
{
    ring(cairo, x, y, size, line);
    cairo_move_to(cairo, x - size * 0.19, y);
    cairo_line_to(cairo, x + size * 0.19, y);
    cairo_set_line_width(cairo, size * 0.12);
    cairo_stroke(cairo);
}

void symbol_state(const struct pencil *pencil, cairo_t *cairo, enum symbol_state state, double x,
                  double y, double size)
{
    double cx = x + size / 2, cy = y + size / 2, line = size * 0.1;
    struct colour colour = symbol_ink(pencil, symbol_state_token(state));
    cairo_save(cairo);
    cairo_new_path(cairo);
    colour_set(cairo, colour);
    switch (state) {
    case SYMBOL_MET:
        draw_met(pencil, cairo, cx, cy, size);
        break;
    case SYMBOL_PARTLY:
        draw_partly(cairo, cx, cy, size, line);
        break;
    case SYMBOL_NOT:
        draw_not(cairo, cx, cy, size, line);
        break;
    case SYMBOL_UNKNOWN:
        dashed_ring(cairo, cx, cy, size / 2 - line / 2, line, 9);
        symbol_text(pencil, cairo, size * 0.58, colour, cx, cy, "?");
        break;
    }
    cairo_restore(cairo);
}

void symbol_round_box(cairo_t *cairo, double x, double y, double width, double height,
                      double radius)
{
    double r = fmax(0, fmin(radius, fmin(width, height) / 2));
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - r, y + r, r, -quarter_turn, 0);
    cairo_arc(cairo, x + width - r, y + height - r, r, 0, quarter_turn);
    cairo_arc(cairo, x + r, y + height - r, r, quarter_turn, 2 * quarter_turn);
    cairo_arc(cairo, x + r, y + r, r, 2 * quarter_turn, 3 * quarter_turn);
    cairo_close_path(cairo);
}

/* Rings of falling strength around the box, `reach` wide: soft, and nothing is spent on what the
 * box itself will cover. */
static void soft_shadow(const struct pencil *pencil, cairo_t *cairo, double x, double y,
                        double width, double height, double radius, double reach, double drop)
{
    struct colour colour = symbol_ink(pencil, THEME_SHADOW);
    double whole = colour.alpha, step = reach / SHADOW_STEPS;
    int inside = (int)ceil(drop / step) + 1;
    if (whole <= 0) {
        return;
    }
    plain_line(cairo, step + 0.02);
    for (int i = -inside; i < SHADOW_STEPS; i++) {
        double out = (i + 0.5) * step, left = 1 - fmax(out, 0) / reach;
        colour.alpha = whole * left * left;
        colour_set(cairo, colour);
        cairo_new_path(cairo);
        symbol_round_box(cairo, x - out, y - out + drop, width + 2 * out, height + 2 * out,
                         radius + out);
        cairo_stroke(cairo);
    }
}

void symbol_card(const struct pencil *pencil, cairo_t *cairo, double x, double y, double width,
                 double height, double radius, bool shadow)
{
    bool cast = shadow && symbol_ink(pencil, THEME_SHADOW).alpha > 0;
    bool edged = !cast || strcmp(pencil->theme->name, "contrast") == 0;
    cairo_save(cairo);
    if (cast) {
        soft_shadow(pencil, cairo, x, y, width, height, radius, 8, 2);
    }
    cairo_new_path(cairo);
    symbol_round_box(cairo, x, y, width, height, radius);
    colour_set(cairo, symbol_ink(pencil, THEME_CARD));
    cairo_fill(cairo);
    if (edged) {
        symbol_round_box(cairo, x + 0.5, y + 0.5, width - 1, height - 1, radius - 0.5);
        plain_line(cairo, 1);
        colour_set(cairo, symbol_ink(pencil, THEME_LINE));
        cairo_stroke(cairo);
    }
    cairo_restore(cairo);
}

void symbol_pillar(const struct pencil *pencil, cairo_t *cairo, enum theme_token colour,
                   const char *letter, double x, double y, double size)
{
    cairo_save(cairo);
    cairo_new_path(cairo);
    symbol_round_box(cairo, x, y, size, size, size * 0.28);
    colour_set(cairo, symbol_ink(pencil, colour));
    cairo_fill(cairo);
    symbol_text(pencil, cairo, size * 0.5, symbol_ink(pencil, THEME_ON_PILLAR), x + size / 2,
                y + size / 2, letter);
    cairo_restore(cairo);
}

/* The outline of a pin, `by` inside its edge. */
static void pin_path(cairo_t *cairo, enum symbol_pin pin, double x, double y, double diameter,
                     double by)
{
    if (pin == SYMBOL_PIN_PROVISIONAL) {
        double side = diameter * 0.9 - 2 * by;
        cairo_new_path(cairo);
        symbol_round_box(cairo, x - side / 2, y - side / 2, side, side, diameter * 0.24 - by);
    } else {
        disc(cairo, x, y, diameter / 2 - by);
    }
}

static void pin_ground(const struct pencil *pencil, cairo_t *cairo, enum symbol_pin pin,
                       struct colour colour, double x, double y, double diameter)
{
    bool filled = pin == SYMBOL_PIN_CONFIRMED || pin == SYMBOL_PIN_PROVISIONAL;
    double rim = diameter * 0.06;
    pin_path(cairo, pin, x, y, diameter, 0);
    colour_set(cairo, symbol_ink(pencil, THEME_CARD));
    cairo_fill(cairo);
    if (filled) {
        pin_path(cairo, pin, x, y, diameter, rim);
        colour_set(cairo, colour);
        cairo_fill(cairo);
    } else if (pin == SYMBOL_PIN_STALE) {
        double line = diameter * 0.085;
        plain_line(cairo, line);
        disc(cairo, x, y, diameter / 2 - rim / 2 - line / 2);
        colour_set(cairo, colour);
        cairo_stroke(cairo);
    } else {
        double line = diameter * 0.055;
        colour_set(cairo, colour);
        dashed_ring(cairo, x, y, diameter / 2 - rim - line / 2, line, 16);
    }
}

static void pin_halo(cairo_t *cairo, enum symbol_pin pin, struct colour colour, double x, double y,
                     double diameter)
{
    colour.alpha = 0.28;
    colour_set(cairo, colour);
    pin_path(cairo, pin, x, y, diameter, -diameter * 0.17);
    cairo_fill(cairo);
}

static void pin_mark(const struct pencil *pencil, cairo_t *cairo, const char *icon, int number,
                     bool ringed, struct colour colour, double x, double y, double diameter)
{
    if (number >= 0) {
        char text[16];
        snprintf(text, sizeof text, "%d", number);
        size_t digits = strlen(text);
        double size = diameter * (digits < 2 ? 0.54 : digits < 3 ? 0.46 : 1.2 / (double)digits);
        symbol_text(pencil, cairo, fmin(size, diameter * 0.54) * (ringed ? 0.86 : 1), colour, x, y,
                    text);
    } else if (icon && icon[0]) {
        double size = diameter * 0.54;
        icon_draw(pencil->icons, cairo, icon, x - size / 2, y - size / 2, size, colour);
    }
}

void symbol_pin(const struct pencil *pencil, cairo_t *cairo, enum symbol_pin pin,
                enum theme_token colour, const char *icon, double x, double y, double diameter,
                bool selected, int number)
{
    bool filled = pin == SYMBOL_PIN_CONFIRMED || pin == SYMBOL_PIN_PROVISIONAL;
    struct colour ink = symbol_ink(pencil, pin == SYMBOL_PIN_CANDIDATE ? THEME_CANDIDATE : colour);
    double side = pin == SYMBOL_PIN_PROVISIONAL ? diameter * 0.9 : diameter;
    double round = pin == SYMBOL_PIN_PROVISIONAL ? diameter * 0.24 : diameter / 2;
    cairo_save(cairo);
    cairo_new_path(cairo);
    if (selected) {
        pin_halo(cairo, pin, ink, x, y, diameter);
    }
    soft_shadow(pencil, cairo, x - side / 2, y - side / 2, side, side, round, diameter * 0.12,
                diameter * 0.03);
    pin_ground(pencil, cairo, pin, ink, x, y, diameter);
    pin_mark(pencil, cairo, icon, number, !filled,
             filled ? symbol_ink(pencil, THEME_ON_PILLAR) : ink, x, y, diameter);
    cairo_restore(cairo);
}

void symbol_cluster(const struct pencil *pencil, cairo_t *cairo, int count, double x, double y,
                    double diameter)
{
    char text[16];
    snprintf(text, sizeof text, count > 999 ? "999+" : "%d", count);
    double share = strlen(text) < 3 ? 0.42 : strlen(text) < 4 ? 0.35 : 0.28;
    cairo_save(cairo);
    cairo_new_path(cairo);
    soft_shadow(pencil, cairo, x - diameter / 2, y - diameter / 2, diameter, diameter, diameter / 2,
                diameter * 0.12, diameter * 0.03);
    disc(cairo, x, y, diameter / 2);
    colour_set(cairo, symbol_ink(pencil, THEME_CARD));
    cairo_fill(cairo);
    disc(cairo, x, y, diameter * 0.44);
    colour_set(cairo, symbol_ink(pencil, THEME_INK));
    cairo_fill(cairo);
    symbol_text(pencil, cairo, diameter * share, symbol_ink(pencil, THEME_ON_INK), x, y, text);
    cairo_restore(cairo);
}
