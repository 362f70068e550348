/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/writing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { GLYPHS = 96, PLACES = 12 };
static const double HALO = 1.6, REPEAT = 320;
static const double TURN_CALM = 0.14, TURN_MOST = 0.5, BEND_CALM = 0.5, BEND_MOST = 1.2;
static const double ANGLE_STEP = M_PI / 60; /* 3 degrees: few scaled fonts */
static const double DROP = 0.34;            /* from the line to the baseline, em */

struct glyph {
    struct type_glyph from;
    double x, y, angle;
};
struct string { /* a name as glyphs */
    struct glyph glyph[GLYPHS];
    int count;
    double width;
    struct type_style style;
};

void writing_clear(struct writing *writing)
{
    free(writing->written);
    writing->written = NULL;
    writing->written_count = writing->written_room = 0;
}

static struct type_style style_of(const struct map_look *look, double zoom)
{
    return (struct type_style){.size = map_stops_at(&look->size, zoom),
                               .weight = look->bold ? TYPE_BOLD : TYPE_REGULAR};
}

/* ---- blocks ---- */

static size_t cut_at(const char *text, size_t most)
{
    size_t size = strlen(text);
    if (size <= most)
        return size;
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

static void line_copy(char *line, const char *text, size_t size)
{
    size = cut_at(text, size < TEXT_BLOCK_BYTES - 1 ? size : TEXT_BLOCK_BYTES - 1);
    memcpy(line, text, size);
    line[size] = '\0';
}

/* Where to break; a dash stays at the end of its line. */
static const char *middle_space(const char *text)
{
    const char *best = NULL;
    size_t size = strlen(text), nearest = size;
    for (const char *at = strchr(text, ' '); at; at = strchr(at + 1, ' ')) {
        size_t away = (size_t)labs((long)(at - text) - (long)(size / 2));
        if (away < nearest && at[1] != '-') {
            nearest = away;
            best = at;
        }
    }
    return best;
}

void writing_block(struct writing *writing, const struct map_look *look, const char *text,
                   double most, struct text_block *out)
{
    struct type *type = writing->pencil->type;
    *out = (struct text_block){.lines = 1, .style = style_of(look, writing->zoom)};
    out->line_height = out->style.size * 1.18;
    line_copy(out->line[0], text, strlen(text));
    out->width = type_width(type, out->style, out->line[0]);
    const char *space = out->width > most ? middle_space(out->line[0]) : NULL;
    if (space) {
        line_copy(out->line[1], space + 1, strlen(space + 1));
        out->line[0][space - out->line[0]] = '\0';
        out->lines = 2;
        out->width = fmax(type_width(type, out->style, out->line[0]),
                          type_width(type, out->style, out->line[1]));
    }
    out->height = out->line_height * out->lines;
}

bool writing_place(struct writing *writing, const struct map_look *look,
                   const struct text_block *block, double x, double top, double pad)
{
    struct grid_box box = {x - block->width / 2 - pad, top - pad, x + block->width / 2 + pad,
                           top + block->height + pad};
    if (!grid_inside(writing->grid, box) || !grid_free(writing->grid, box))
        return false;
    grid_take(writing->grid, box);
    for (int line = 0; line < block->lines; line++) {
        double baseline = top + block->line_height * line + block->style.size * 0.95;
        type_line_halo(writing->pencil->type, writing->cairo, block->style, look->text, look->halo,
                       HALO, x, baseline, TYPE_MIDDLE, block->line[line]);
    }
    return true;
}

/* ---- along a route ---- */

static void string_glyph(void *data, struct type_glyph glyph)
{
    struct string *string = data;
    if (string->count < GLYPHS)
        string->glyph[string->count++].from = glyph;
    string->width = fmax(string->width, glyph.offset + glyph.advance);
}

static double turn_between(double a, double b)
{
    double turn = fmod(fabs(a - b), 2 * M_PI);
    return turn > M_PI ? 2 * M_PI - turn : turn;
}

/* Lays the glyphs from `start` on; the sum of turns, or infinity where it cannot be. */
static double string_lay(struct string *string, const struct route *route, double start,
                         bool backward, double turn_most)
{
    double bend = 0;
    for (int at = 0; at < string->count; at++) {
        struct glyph *glyph = &string->glyph[at];
        double advance = fmax(glyph->from.advance, 1), from = start + glyph->from.offset;
        struct place_xy a = route_at(route, from, backward);
        struct place_xy b = route_at(route, from + advance, backward);
        double exact = atan2((double)b.y - a.y, (double)b.x - a.x);
        glyph->angle = round(exact / ANGLE_STEP) * ANGLE_STEP;
        double half = glyph->from.advance / 2, drop = DROP * string->style.size;
        double middle_x = ((double)a.x + b.x) / 2, middle_y = ((double)a.y + b.y) / 2;
        glyph->x = middle_x - cos(glyph->angle) * half - sin(glyph->angle) * drop;
        glyph->y = middle_y - sin(glyph->angle) * half + cos(glyph->angle) * drop;
        double turn = at ? turn_between(glyph->angle, string->glyph[at - 1].angle) : 0;
        bend += turn;
        if (turn > turn_most)
            return INFINITY;
    }
    return bend;
}

static struct grid_box glyph_box(const struct glyph *glyph, double size, double pad)
{
    double half = glyph->from.advance / 2, up = size * 0.34, reach = size * 0.42 + pad;
    double x = glyph->x + cos(glyph->angle) * half + sin(glyph->angle) * up;
    double y = glyph->y + sin(glyph->angle) * half - cos(glyph->angle) * up;
    return (struct grid_box){x - reach, y - reach, x + reach, y + reach};
}

static bool string_fits(const struct writing *writing, const struct string *string)
{
    for (int at = 0; at < string->count; at++) {
        struct grid_box box = glyph_box(&string->glyph[at], string->style.size, 2);
        if (!grid_inside(writing->grid, box) || !grid_free(writing->grid, box))
            return false;
    }
    return string->count > 0;
}

/* cairo sets glyphs on whole pixels of an image: on coarse ones a slanted line would jump, so there
 * the outlines are filled, at twice the time. */
static bool coarse(cairo_t *cairo)
{
    double across = 1, down = 0;
    cairo_user_to_device_distance(cairo, &across, &down);
    return cairo_surface_get_type(cairo_get_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE &&
           hypot(across, down) < 1.75;
}

static int same_angle(const struct string *string, int first, cairo_glyph_t *glyphs, double dx,
                      double dy)
{
    int count = 0;
    const struct glyph *glyph = &string->glyph[first];
    while (first + count < string->count && glyph[count].angle == glyph->angle &&
           glyph[count].from.face == glyph->from.face) {
        glyphs[count] =
            (cairo_glyph_t){glyph[count].from.index, glyph[count].x + dx, glyph[count].y + dy};
        count++;
    }
    return count;
}

static void face_set(cairo_t *cairo, const struct glyph *glyph, double size)
{
    cairo_matrix_t matrix;
    cairo_matrix_init_rotate(&matrix, glyph->angle);
    cairo_matrix_scale(&matrix, size, size);
    cairo_set_font_face(cairo, glyph->from.face);
    cairo_set_font_matrix(cairo, &matrix);
}

static bool on_paper(cairo_t *cairo)
{
    return cairo_surface_get_type(cairo_get_target(cairo)) != CAIRO_SURFACE_TYPE_IMAGE;
}

/* On paper the outlines get a border, so that a name stands once in the text. */
static void string_border(struct writing *writing, const struct string *string)
{
    cairo_t *cairo = writing->cairo;
    cairo_glyph_t glyphs[GLYPHS];
    cairo_new_path(cairo);
    for (int at = 0, count = 0; at < string->count; at += count) {
        face_set(cairo, &string->glyph[at], string->style.size);
        count = same_angle(string, at, glyphs, 0, 0);
        cairo_glyph_path(cairo, glyphs, count);
    }
    cairo_save(cairo);
    cairo_set_line_width(cairo, 2 * HALO);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static void string_halo(struct writing *writing, const struct string *string)
{
    static const double aside[8][2] = {{1, 0},   {-1, 0},   {0, 1},    {0, -1},
                                       {.7, .7}, {-.7, .7}, {.7, -.7}, {-.7, -.7}};
    cairo_t *cairo = writing->cairo;
    cairo_glyph_t glyphs[GLYPHS];
    for (int at = 0, count = 0; at < string->count; at += count) {
        face_set(cairo, &string->glyph[at], string->style.size);
        for (int shift = 0; shift < 8; shift++) {
            count = same_angle(string, at, glyphs, aside[shift][0] * HALO, aside[shift][1] * HALO);
            cairo_show_glyphs(cairo, glyphs, count);
        }
    }
}

static void string_draw(struct writing *writing, const struct map_look *look,
                        const struct string *string)
{
    cairo_t *cairo = writing->cairo;
    cairo_glyph_t glyphs[GLYPHS];
    bool paths = coarse(cairo);
    colour_set(cairo, look->halo);
    if (on_paper(cairo))
        string_border(writing, string);
    else
        string_halo(writing, string);
    colour_set(cairo, look->text);
    for (int at = 0, count = 0; at < string->count; at += count) {
        face_set(cairo, &string->glyph[at], string->style.size);
        count = same_angle(string, at, glyphs, 0, 0);
        if (paths)
            cairo_glyph_path(cairo, glyphs, count);
        else
            cairo_show_glyphs(cairo, glyphs, count);
    }
    if (paths)
        cairo_fill(cairo);
}

static bool written_near(const struct writing *writing, const char *text, double x, double y)
{
    for (size_t at = 0; at < writing->written_count; at++) {
        const struct written *written = &writing->written[at];
        if (strcmp(written->text, text) == 0 && hypot(written->x - x, written->y - y) < REPEAT)
            return true;
    }
    return false;
}

static bool string_try(struct writing *writing, const struct map_look *look,
                       const struct route *route, struct string *string, double start, bool calm)
{
    struct place_xy first = route_at(route, start, false);
    struct place_xy last = route_at(route, start + string->width, false);
    struct place_xy middle = route_at(route, start + string->width / 2, false);
    bool backward = last.x < first.x;
    double from = backward ? route->length - start - string->width : start;
    if (written_near(writing, route->text, middle.x, middle.y) ||
        string_lay(string, route, from, backward, calm ? TURN_CALM : TURN_MOST) >
            (calm ? BEND_CALM : BEND_MOST) ||
        !string_fits(writing, string))
        return false;
    for (int at = 0; at < string->count; at++)
        grid_take(writing->grid, glyph_box(&string->glyph[at], string->style.size, 3));
    ARRAY_GROW(writing->written, writing->written_count, writing->written_room);
    writing->written[writing->written_count++] = (struct written){route->text, middle.x, middle.y};
    string_draw(writing, look, string);
    return true;
}

/* From the middle outwards, straight places first. */
static void route_write(struct writing *writing, const struct map_look *look,
                        const struct route *route)
{
    struct string string = {.style = style_of(look, writing->zoom)};
    type_glyphs(writing->pencil->type, string.style, route->text, string_glyph, &string);
    double spare = route->length - string.width;
    if (spare < 0 || string.count < 2 || string.count >= GLYPHS)
        return;
    double step = fmax(string.width / 3, spare / (2 * PLACES));
    for (int pass = 0; pass < 2; pass++) {
        for (int at = 0; at <= 2 * PLACES; at++) {
            double start = spare / 2 + (at % 2 ? -1 : 1) * step * ((at + 1) / 2);
            if (start >= 0 && start <= spare)
                string_try(writing, look, route, &string, start, pass == 0);
        }
    }
}

void writing_along_all(struct writing *writing, const struct map_look *look,
                       const struct routes *routes)
{
    cairo_save(writing->cairo);
    cairo_new_path(writing->cairo);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(writing->cairo, options);
    cairo_font_options_destroy(options);
    for (size_t at = 0; at < routes->count; at++) {
        if (routes->route[at].count >= 2)
            route_write(writing, look, &routes->route[at]);
    }
    cairo_restore(writing->cairo);
}
