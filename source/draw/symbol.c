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

/* What one shadow is made of: full strength at `deep` inside the box's edge, nothing at `reach`
 * outside of it. Only this band is painted; the box covers the rest. */
struct shadow {
    struct colour colour;
    double x, y, width, height, radius; /* of the box, dropped */
    double deep, reach;
};

static void fade(const struct shadow *shadow, cairo_pattern_t *pattern)
{
    double band = shadow->deep + shadow->reach;
    for (int i = 0; i <= SHADOW_STEPS; i++) {
        double along = i / (double)SHADOW_STEPS, left = 1 - along;
        cairo_pattern_add_color_stop_rgba(pattern, (shadow->deep + along * shadow->reach) / band,
                                          shadow->colour.red, shadow->colour.green,
                                          shadow->colour.blue, shadow->colour.alpha * left * left);
    }
}

static void paint_faded(const struct shadow *shadow, cairo_t *cairo, cairo_pattern_t *pattern,
                        double x, double y, double width, double height)
{
    fade(shadow, pattern);
    cairo_set_source(cairo, pattern);
    cairo_pattern_destroy(pattern);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_fill(cairo);
}

static void shadow_corner(const struct shadow *s, cairo_t *cairo, double x, double y, int right,
                          int down)
{
    double out = s->radius + s->reach;
    cairo_pattern_t *pattern =
        cairo_pattern_create_radial(x, y, s->radius - s->deep, x, y, s->radius + s->reach);
    paint_faded(s, cairo, pattern, right ? x : x - out, down ? y : y - out, out, out);
}

static void shadow_sides(const struct shadow *s, cairo_t *cairo)
{
    double right = s->x + s->width, bottom = s->y + s->height, band = s->deep + s->reach;
    double across = s->width - 2 * s->radius, along = s->height - 2 * s->radius;
    if (across > 0) {
        double x = s->x + s->radius, top = s->y + s->deep, low = bottom - s->deep;
        paint_faded(s, cairo, cairo_pattern_create_linear(0, top, 0, top - band), x, top - band,
                    across, band);
        paint_faded(s, cairo, cairo_pattern_create_linear(0, low, 0, low + band), x, low, across,
                    band);
    }
    if (along > 0) {
        double y = s->y + s->radius, near = s->x + s->deep, far = right - s->deep;
        paint_faded(s, cairo, cairo_pattern_create_linear(near, 0, near - band, 0), near - band, y,
                    band, along);
        paint_faded(s, cairo, cairo_pattern_create_linear(far, 0, far + band, 0), far, y, band,
                    along);
    }
}

static void soft_shadow(const struct pencil *pencil, cairo_t *cairo, double x, double y,
                        double width, double height, double radius, double reach, double drop)
{
    struct shadow s = {symbol_ink(pencil, THEME_SHADOW), x, y + drop, width, height, 0, 0, reach};
    s.radius = fmin(fmax(radius, drop + 1), fmin(width, height) / 2);
    s.deep = fmin(drop + 1, s.radius);
    if (s.colour.alpha <= 0 || s.radius <= 0) {
        return;
    }
    double left = x + s.radius, right = x + width - s.radius;
    double top = s.y + s.radius, bottom = s.y + height - s.radius;
    cairo_save(cairo);
    cairo_new_path(cairo);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE); /* no seams between the pieces */
    if (right - left < 1e-6 && bottom - top < 1e-6) {
        double out = s.radius + reach;
        paint_faded(&s, cairo,
                    cairo_pattern_create_radial(left, top, s.radius - s.deep, left, top, out),
                    left - out, top - out, 2 * out, 2 * out);
    } else {
        shadow_corner(&s, cairo, left, top, 0, 0);
        shadow_corner(&s, cairo, right, top, 1, 0);
        shadow_corner(&s, cairo, left, bottom, 0, 1);
        shadow_corner(&s, cairo, right, bottom, 1, 1);
        shadow_sides(&s, cairo);
    }
    cairo_restore(cairo);
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

static bool pin_filled(enum symbol_pin pin)
{
    return pin == SYMBOL_PIN_CONFIRMED || pin == SYMBOL_PIN_PROVISIONAL || pin == SYMBOL_PIN_OPEN;
}

static void pin_ground(const struct pencil *pencil, cairo_t *cairo, enum symbol_pin pin,
                       struct colour colour, double x, double y, double diameter)
{
    double rim = diameter * 0.06;
    pin_path(cairo, pin, x, y, diameter, 0);
    colour_set(cairo, symbol_ink(pencil, THEME_CARD));
    cairo_fill(cairo);
    if (pin_filled(pin)) {
        pin_path(cairo, pin, x, y, diameter, rim);
        colour_set(cairo, colour);
        cairo_fill(cairo);
    } else if (pin == SYMBOL_PIN_STALE || pin == SYMBOL_PIN_CLOSED) {
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

/* "?" at the shoulder: nobody knows. */
static void pin_doubt(const struct pencil *pencil, cairo_t *cairo, double x, double y,
                      double diameter)
{
    double size = diameter * 0.44, cx = x + diameter * 0.34, cy = y - diameter * 0.34;
    disc(cairo, cx, cy, size / 2);
    colour_set(cairo, symbol_ink(pencil, THEME_CARD));
    cairo_fill(cairo);
    disc(cairo, cx, cy, size * 0.42);
    colour_set(cairo, symbol_ink(pencil, THEME_INK));
    cairo_fill(cairo);
    symbol_text(pencil, cairo, size * 0.68, symbol_ink(pencil, THEME_ON_INK), cx, cy, "?");
}

void symbol_pin(const struct pencil *pencil, cairo_t *cairo, enum symbol_pin pin,
                enum theme_token colour, const char *icon, double x, double y, double diameter,
                bool selected, int number)
{
    bool filled = pin_filled(pin);
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
    if (pin == SYMBOL_PIN_UNSURE) {
        pin_doubt(pencil, cairo, x, y, diameter);
    }
    cairo_restore(cairo);
}

void symbol_cluster_at(const struct pencil *pencil, cairo_t *cairo, int count, int open, double x,
                       double y, double diameter)
{
    char text[24];
    double line = diameter * 0.09, ring = diameter * 0.44 - line / 2;
    snprintf(text, sizeof text, "%d/%d", open, count);
    double share = strlen(text) < 4 ? 0.36 : strlen(text) < 5 ? 0.3 : strlen(text) < 6 ? 0.25 : 0.2;
    cairo_save(cairo);
    cairo_new_path(cairo);
    soft_shadow(pencil, cairo, x - diameter / 2, y - diameter / 2, diameter, diameter, diameter / 2,
                diameter * 0.12, diameter * 0.03);
    disc(cairo, x, y, diameter / 2);
    colour_set(cairo, symbol_ink(pencil, THEME_CARD));
    cairo_fill(cairo);
    plain_line(cairo, 1.4);
    disc(cairo, x, y, ring);
    colour_set(cairo, symbol_ink(pencil, THEME_EDGE));
    cairo_stroke(cairo);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(cairo, line);
    cairo_arc(cairo, x, y, ring, -quarter_turn,
              full_turn * fmin(1, (double)open / fmax(count, 1)) - quarter_turn);
    colour_set(cairo, symbol_ink(pencil, THEME_INK));
    cairo_stroke(cairo);
    symbol_text(pencil, cairo, diameter * share, symbol_ink(pencil, THEME_INK), x, y, text);
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
