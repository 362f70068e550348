/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/wheel.h"

#include <math.h>
#include <string.h>

#include "draw/symbol_inner.h"

static const double full_turn = 6.28318530717958647692;
static const double quarter_turn = 1.57079632679489661923;
static const double pillar_gap = 0.085; /* radians between pillars */
static const double hole = 0.41;        /* inner radius, of the outer */

/* The measures of one wheel; angles are clockwise from the right, as in cairo. */
struct plan {
    double x, y;         /* the middle */
    double inner, outer; /* radii */
    double id_size, id_radius;
    double line;         /* of outlines */
    double gap;          /* half the distance between neighbours */
    double step, breaks; /* radians a segment; gaps between pillars, 0 when there is one pillar */
};

static size_t pillars_of(const struct wheel *wheel)
{
    size_t count = 1;
    for (size_t i = 1; i < wheel->count; i++) {
        count += wheel->segments[i].colour != wheel->segments[i - 1].colour;
    }
    return count;
}

static struct plan plan_of(const struct wheel *wheel, double least_text, double x, double y,
                           double size)
{
    size_t pillars = wheel->count ? pillars_of(wheel) : 1;
    struct plan plan = {.x = x + size / 2, .y = y + size / 2};
    plan.id_size = fmax(size * 0.027, fmin(least_text, size * 0.05));
    plan.outer = size / 2 - plan.id_size * 2.1;
    plan.inner = plan.outer * hole;
    plan.id_radius = plan.outer + plan.id_size * 1.1;
    plan.line = fmax(size * 0.0033, 0.75);
    plan.gap = size * 0.0035;
    plan.breaks = pillars > 1 ? pillar_gap : 0;
    plan.step =
        wheel->count ? (full_turn - (double)pillars * plan.breaks) / (double)wheel->count : 0;
    return plan;
}

static double start_of(const struct wheel *wheel, const struct plan *plan, size_t index)
{
    double angle = -quarter_turn + plan->breaks / 2;
    for (size_t i = 1; i <= index; i++) {
        bool next = wheel->segments[i].colour != wheel->segments[i - 1].colour;
        angle += plan->step + (next ? plan->breaks : 0);
    }
    return angle;
}

/* A piece of ring whose sides keep the same distance from their neighbours all along. */
static void piece(cairo_t *cairo, const struct plan *plan, double start, double inner, double outer,
                  double inset)
{
    double side = plan->gap + inset, low = inner + inset, high = outer - inset;
    double at_low = asin(fmin(side / low, 1)), at_high = asin(fmin(side / high, 1));
    cairo_new_path(cairo);
    cairo_arc(cairo, plan->x, plan->y, high, start + at_high, start + plan->step - at_high);
    cairo_arc_negative(cairo, plan->x, plan->y, low, start + plan->step - at_low, start + at_low);
    cairo_close_path(cairo);
}

/* Filled with corners a little round. */
static void fill_piece(cairo_t *cairo, const struct plan *plan, double start, double outer)
{
    double round = plan->line * 2;
    piece(cairo, plan, start, plan->inner, outer, round / 2);
    cairo_set_line_width(cairo, round);
    cairo_fill_preserve(cairo);
    cairo_stroke(cairo);
}

static void outline_piece(const struct pencil *pencil, cairo_t *cairo, const struct plan *plan,
                          double start, struct colour colour, enum theme_token ground)
{
    piece(cairo, plan, start, plan->inner, plan->outer, plan->line / 2);
    colour_set(cairo, symbol_ink(pencil, ground));
    cairo_fill_preserve(cairo);
    cairo_set_line_width(cairo, plan->line);
    colour_set(cairo, colour);
    cairo_stroke(cairo);
}

static void draw_unknown(const struct pencil *pencil, cairo_t *cairo, const struct plan *plan,
                         double start)
{
    struct colour grey = symbol_ink(pencil, THEME_UNKNOWN);
    double dash[2] = {plan->line * 2.6, plan->line * 2.2}, middle = start + plan->step / 2;
    double at = plan->inner + (plan->outer - plan->inner) * 0.62;
    cairo_set_dash(cairo, dash, 2, 0);
    outline_piece(pencil, cairo, plan, start,
                  colour_mix(grey, symbol_ink(pencil, THEME_CARD), 0.25), THEME_SUNK);
    cairo_set_dash(cairo, NULL, 0, 0);
    symbol_text(pencil, cairo, fmin(plan->id_size * 1.15, at * plan->step * 0.8), grey,
                plan->x + cos(middle) * at, plan->y + sin(middle) * at, "?");
}

static void draw_judged(const struct pencil *pencil, cairo_t *cairo, const struct plan *plan,
                        double start, enum symbol_state state, struct colour colour)
{
    double middle = start + plan->step / 2, radius = plan->line * 2.1;
    double at = plan->outer - radius * 3.2;
    cairo_new_path(cairo);
    cairo_arc(cairo, plan->x + cos(middle) * at, plan->y + sin(middle) * at, radius, 0, full_turn);
    colour_set(cairo, state == SYMBOL_MET ? symbol_ink(pencil, THEME_ON_PILLAR) : colour);
    cairo_fill(cairo);
}

static void draw_segment(const struct pencil *pencil, cairo_t *cairo, const struct plan *plan,
                         const struct wheel_segment *segment, double start)
{
    struct colour colour = symbol_ink(pencil, segment->colour);
    if (segment->state == SYMBOL_UNKNOWN) {
        draw_unknown(pencil, cairo, plan, start);
        colour = symbol_ink(pencil, THEME_UNKNOWN);
    } else {
        if (segment->state != SYMBOL_MET) {
            outline_piece(pencil, cairo, plan, start, colour, THEME_CARD);
        }
        colour_set(cairo, colour);
        if (segment->state != SYMBOL_NOT) {
            double half = (plan->inner + plan->outer) / 2;
            fill_piece(cairo, plan, start, segment->state == SYMBOL_MET ? plan->outer : half);
        }
    }
    if (segment->judged) {
        draw_judged(pencil, cairo, plan, start, segment->state, colour);
    }
}

static void draw_chosen(const struct pencil *pencil, cairo_t *cairo, const struct plan *plan,
                        double start)
{
    piece(cairo, plan, start, plan->inner, plan->outer, -plan->line);
    cairo_set_line_width(cairo, plan->line * 2);
    colour_set(cairo, symbol_ink(pencil, THEME_INK));
    cairo_stroke(cairo);
}

static void draw_id(const struct pencil *pencil, cairo_t *cairo, const struct plan *plan,
                    const struct wheel_segment *segment, double start, bool chosen)
{
    double middle = start + plan->step / 2;
    double x = plan->x + cos(middle) * plan->id_radius, y = plan->y + sin(middle) * plan->id_radius;
    struct colour colour = symbol_ink(pencil, segment->colour);
    if (chosen) {
        double width = plan->id_size * 1.9, height = plan->id_size * 1.4;
        cairo_new_path(cairo);
        symbol_round_box(cairo, x - width / 2, y - height / 2, width, height, height / 2);
        colour_set(cairo, symbol_ink(pencil, THEME_INK));
        cairo_fill(cairo);
        colour = symbol_ink(pencil, THEME_ON_INK);
    }
    symbol_text(pencil, cairo, plan->id_size, colour, x, y, segment->id);
}

/* The widest line around height `from` … `to` (from the middle) in the hole. */
static double room_at(const struct plan *plan, double from, double to)
{
    double radius = plan->inner * 0.88, away = fmax(fabs(from), fabs(to));
    return away < radius ? 2 * sqrt(radius * radius - away * away) : 0;
}

static double fit(const struct pencil *pencil, enum type_weight weight, double wanted, double room,
                  const char *text)
{
    double width = type_width(pencil->type, (struct type_style){wanted, weight, false}, text);
    return width > room ? wanted * room / width : wanted;
}

/* Sets one line of the middle, kept within the hole; returns the size it got. */
static double middle_line(const struct pencil *pencil, cairo_t *cairo, const struct plan *plan,
                          struct type_style style, enum theme_token token, double baseline,
                          const char *text)
{
    double room = room_at(plan, baseline - style.size * 0.6, baseline + style.size * 0.1);
    style.size = fit(pencil, style.weight, style.size, room, text);
    type_line(pencil->type, cairo, style, symbol_ink(pencil, token), plan->x, plan->y + baseline,
              TYPE_MIDDLE, text);
    return style.size;
}

static void draw_middle(const struct pencil *pencil, cairo_t *cairo, const struct wheel *wheel,
                        const struct plan *plan, double least)
{
    bool second = wheel->middle_second && wheel->middle_second[0];
    double number = plan->inner * 0.52, line = fmax(plan->inner * 0.185, least);
    double small = second ? fmax(plan->inner * 0.165, least) : 0;
    double below = line * 1.35 + small * 1.3;
    double baseline = (number * SYMBOL_CAP_HEIGHT - below) / 2;
    middle_line(pencil, cairo, plan, (struct type_style){number, TYPE_BOLD, false}, THEME_INK,
                baseline, wheel->middle_number);
    baseline += line * 1.35;
    line = middle_line(pencil, cairo, plan, (struct type_style){line, TYPE_REGULAR, false},
                       THEME_INK, baseline, wheel->middle_line);
    if (second) {
        small = fmin(small, line);
        middle_line(pencil, cairo, plan, (struct type_style){small, TYPE_REGULAR, false},
                    THEME_MUTED, baseline + small * 1.3, wheel->middle_second);
    }
}

static double least_text(const struct pencil *pencil)
{
    return strcmp(pencil->theme->name, "print") == 0 ? 9.5 : 14;
}

void wheel_draw(const struct pencil *pencil, cairo_t *cairo, const struct wheel *wheel, double x,
                double y, double size)
{
    struct plan plan = plan_of(wheel, least_text(pencil), x, y, size);
    if (!(size > 0) || !isfinite(size)) {
        return;
    }
    cairo_save(cairo);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cairo, NULL, 0, 0);
    for (size_t i = 0; i < wheel->count; i++) {
        double start = start_of(wheel, &plan, i);
        bool chosen = wheel->selected >= 0 && (size_t)wheel->selected == i;
        draw_segment(pencil, cairo, &plan, &wheel->segments[i], start);
        draw_id(pencil, cairo, &plan, &wheel->segments[i], start, chosen);
    }
    if (wheel->selected >= 0 && (size_t)wheel->selected < wheel->count) {
        draw_chosen(pencil, cairo, &plan, start_of(wheel, &plan, (size_t)wheel->selected));
    }
    draw_middle(pencil, cairo, wheel, &plan, fmin(least_text(pencil), plan.inner * 0.25));
    cairo_restore(cairo);
}

int wheel_hit(const struct wheel *wheel, double x, double y, double size, double at_x, double at_y)
{
    struct plan plan = plan_of(wheel, 14, x, y, size);
    double dx = at_x - plan.x, dy = at_y - plan.y, away = hypot(dx, dy);
    if (away < plan.inner || away > size / 2 || !isfinite(away)) {
        return -1;
    }
    double angle = atan2(dy, dx);
    for (size_t i = 0; i < wheel->count; i++) {
        double start = start_of(wheel, &plan, i);
        double off = remainder(angle - (start + plan.step / 2), full_turn);
        if (fabs(off) <= plan.step / 2 + plan.breaks / 2) {
            return (int)i;
        }
    }
    return -1;
}
