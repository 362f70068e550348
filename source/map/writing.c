/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/writing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

enum { GLYPHS = 96, MIDDLES = 7 };
static const double HALO = 1.6, REPEAT = 320;
static const double WHOLE =
    320; /* a route up to here is known as a whole wherever it is in sight */
static const double NET = 96, MIDDLE_STEP = 12;
static const double TURN_CALM = 0.2, TURN_MOST = 0.5, BEND_CALM = 0.7, BEND_MOST = 1.2;
static const double ANGLE_STEP = M_PI / 60; /* 3 degrees: few scaled fonts */
static const double DROP = 0.34;            /* from the line to the baseline, em */

struct glyph {
    struct type_glyph from;
    double x, y, angle;
};
struct shaped {               /* a name, once */
    struct type_glyph *glyph; /* owned */
    int count, room;
    double width;
};
struct string { /* a name as glyphs that lie somewhere */
    struct glyph glyph[GLYPHS];
    int count;
    double width;
    struct type_style style;
};

void writing_init(struct writing *writing, const struct pencil *pencil, cairo_t *cairo,
                  struct grid_box picture, double around, double zoom)
{
    *writing = (struct writing){.cairo = cairo, .pencil = pencil, .picture = picture, .zoom = zoom};
    grid_init(&writing->grid, (struct grid_box){picture.left - around, picture.top - around,
                                                picture.right + around, picture.bottom + around});
}

void writing_clear(struct writing *writing)
{
    grid_clear(&writing->grid);
    free(writing->written);
    writing->written = NULL;
    writing->written_count = writing->written_room = 0;
}

bool writing_stands(const struct writing *writing, const char *text, struct spot at, double near)
{
    for (size_t next = 0; next < writing->written_count; next++) {
        const struct written *written = &writing->written[next];
        if (fabs(written->at.x - at.x) < near && fabs(written->at.y - at.y) < near &&
            hypot(written->at.x - at.x, written->at.y - at.y) < near &&
            strcmp(written->text, text) == 0)
            return true;
    }
    return false;
}

void writing_set(struct writing *writing, const char *text, struct spot at)
{
    ARRAY_GROW(writing->written, writing->written_count, writing->written_room);
    writing->written[writing->written_count++] = (struct written){text, at};
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

/* Where to break: between two languages, else near the middle; a dash stays at the end of its line.
 */
static const char *middle_space(const char *text)
{
    const char *both = strstr(text, NAMES_BETWEEN);
    if (both)
        return both + strlen(NAMES_BETWEEN) - 1;
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
    if (!grid_free(&writing->grid, box))
        return false;
    grid_take(&writing->grid, box);
    x -= writing->picture.left;
    top -= writing->picture.top;
    for (int line = 0; grid_within(writing->picture, box) && line < block->lines; line++) {
        double baseline = top + block->line_height * line + block->style.size * 0.95;
        type_line_halo(writing->pencil->type, writing->cairo, block->style, look->text, look->halo,
                       HALO, x, baseline, TYPE_MIDDLE, block->line[line]);
    }
    return true;
}

/* ---- along a route ---- */

static void shaped_glyph(void *data, struct type_glyph glyph)
{
    struct shaped *shaped = data;
    ARRAY_GROW(shaped->glyph, shaped->count, shaped->room);
    shaped->glyph[shaped->count++] = glyph;
    shaped->width = fmax(shaped->width, glyph.offset + glyph.advance);
}

static double turn_between(double a, double b)
{
    double turn = fmod(fabs(a - b), 2 * M_PI);
    return turn > M_PI ? 2 * M_PI - turn : turn;
}

enum form { CALM, BENT, BROKEN };

/* Lays the glyphs from `start` on; how they lie. */
static enum form string_lay(struct string *string, const struct route *route, double start,
                            bool backward)
{
    double bend = 0, most = 0;
    for (int at = 0; at < string->count; at++) {
        struct glyph *glyph = &string->glyph[at];
        double advance = fmax(glyph->from.advance, 1), from = start + glyph->from.offset;
        struct spot a = route_at(route, from, backward);
        struct spot b = route_at(route, from + advance, backward);
        double exact = atan2(b.y - a.y, b.x - a.x);
        glyph->angle = round(exact / ANGLE_STEP) * ANGLE_STEP;
        double half = glyph->from.advance / 2, drop = DROP * string->style.size;
        double middle_x = (a.x + b.x) / 2, middle_y = (a.y + b.y) / 2;
        glyph->x = middle_x - cos(glyph->angle) * half - sin(glyph->angle) * drop;
        glyph->y = middle_y - sin(glyph->angle) * half + cos(glyph->angle) * drop;
        double turn = at ? turn_between(glyph->angle, string->glyph[at - 1].angle) : 0;
        bend += turn;
        most = fmax(most, turn);
    }
    return most <= TURN_CALM && bend <= BEND_CALM   ? CALM
           : most <= TURN_MOST && bend <= BEND_MOST ? BENT
                                                    : BROKEN;
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
        if (!grid_free(&writing->grid, glyph_box(&string->glyph[at], string->style.size, 1)))
            return false;
    }
    return string->count > 0;
}

static bool string_seen(const struct writing *writing, const struct string *string)
{
    for (int at = 0; at < string->count; at++) {
        if (!grid_within(writing->picture, glyph_box(&string->glyph[at], string->style.size, 1)))
            return false;
    }
    return true;
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

/* The glyphs from `first` on that can be shown at once, moved from the world to the picture. */
static int same_angle(const struct writing *writing, const struct string *string, int first,
                      cairo_glyph_t *glyphs, double dx, double dy)
{
    dx -= writing->picture.left;
    dy -= writing->picture.top;
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
        count = same_angle(writing, string, at, glyphs, 0, 0);
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
            count = same_angle(writing, string, at, glyphs, aside[shift][0] * HALO,
                               aside[shift][1] * HALO);
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
        count = same_angle(writing, string, at, glyphs, 0, 0);
        if (paths)
            cairo_glyph_path(cairo, glyphs, count);
        else
            cairo_show_glyphs(cairo, glyphs, count);
    }
    if (paths)
        cairo_fill(cairo);
}

/* ---- where along a route ---- */

struct anchor { /* a place to try */
    const struct route *route;
    struct shaped *text; /* the text and what is less; shaped when first wanted */
    int form[2];         /* how each would lie; -1 = not tried */
    double middle;       /* along the route */
    int rank;            /* of the street here */
    int tier;            /* lower first */
    uint64_t chance;
    struct spot at;
};
struct anchors {
    struct anchor *anchor; /* owned */
    size_t count, room;
    struct shaped *text; /* owned; two for each route */
    const struct routes *routes;
};

static int by_worth(const void *a, const void *b)
{
    const struct anchor *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank - right->rank;
    if (left->tier != right->tier)
        return left->tier - right->tier;
    if (left->chance != right->chance)
        return left->chance < right->chance ? -1 : 1;
    if (left->at.x < right->at.x || left->at.x > right->at.x)
        return left->at.x < right->at.x ? -1 : 1;
    return left->at.y < right->at.y ? -1 : left->at.y > right->at.y;
}

static void anchor_add(struct anchors *anchors, const struct grid_box *region,
                       const struct route *route, double middle, int rank, int tier, int64_t line)
{
    struct spot at = route_at(route, middle, false);
    if (at.x < region->left || at.x > region->right || at.y < region->top || at.y > region->bottom)
        return;
    uint64_t chance = hash_bytes(&line, sizeof line, 0);
    chance = hash_bytes(route->text, strlen(route->text), chance);
    ARRAY_GROW(anchors->anchor, anchors->count, anchors->room);
    anchors->anchor[anchors->count++] =
        (struct anchor){.route = route,
                        .text = &anchors->text[2 * (route - anchors->routes->route)],
                        .form = {-1, -1},
                        .middle = middle,
                        .rank = rank,
                        .tier = tier,
                        .chance = chance,
                        .at = at};
}

/* A route that is in sight as a whole: its middle, then away from it. */
static void middles_add(struct anchors *anchors, const struct grid_box *region,
                        const struct route *route)
{
    for (int tier = 0; tier < 2 * MIDDLES; tier++) {
        int steps = (tier + 1) / 2;
        double middle = route->length / 2 + (tier % 2 ? -steps : steps) * MIDDLE_STEP;
        if (middle > 0 && middle < route->length)
            anchor_add(anchors, region, route, middle, route->rank, tier, 0);
    }
}

/* Of a longer one perhaps only a part is known: where it crosses the lines of a net. */
static void crossings_of(struct anchors *anchors, const struct grid_box *region,
                         const struct route *route, size_t from, double a, double b, int64_t salt)
{
    double low = fmin(a, b), high = fmax(a, b);
    for (double line = ceil(low / NET); line * NET < high; line++) {
        double share = (line * NET - a) / (b - a);
        double middle = route->along[from] + share * (route->along[from + 1] - route->along[from]);
        anchor_add(anchors, region, route, middle, route->rank_at[from], 1,
                   (int64_t)line * 2 + salt);
    }
}

static void crossings_add(struct anchors *anchors, const struct grid_box *region,
                          const struct route *route)
{
    for (size_t at = 0; at + 1 < route->count; at++) {
        struct spot a = route->at[at], b = route->at[at + 1];
        if (fmax(a.x, b.x) < region->left || fmin(a.x, b.x) > region->right ||
            fmax(a.y, b.y) < region->top || fmin(a.y, b.y) > region->bottom)
            continue;
        crossings_of(anchors, region, route, at, a.x, b.x, 0);
        crossings_of(anchors, region, route, at, a.y, b.y, 1);
    }
}

static void anchors_find(struct anchors *anchors, const struct grid_box *region,
                         const struct routes *routes)
{
    anchors->routes = routes;
    anchors->text = memory_take((2 * routes->count + 1) * sizeof *anchors->text);
    for (size_t at = 0; at < routes->count; at++) {
        if (routes->route[at].length > WHOLE)
            crossings_add(anchors, region, &routes->route[at]);
        else
            middles_add(anchors, region, &routes->route[at]);
    }
    if (anchors->count)
        qsort(anchors->anchor, anchors->count, sizeof *anchors->anchor, by_worth);
}

static void anchors_free(struct anchors *anchors)
{
    for (size_t at = 0; at < 2 * anchors->routes->count; at++)
        free(anchors->text[at].glyph);
    free(anchors->text);
    free(anchors->anchor);
}

static const struct shaped *anchor_text(struct writing *writing, struct type_style style,
                                        const struct anchor *anchor, bool less)
{
    struct shaped *shaped = &anchor->text[less];
    const char *text = less ? anchor->route->less : anchor->route->text;
    if (!shaped->glyph && text[0])
        type_glyphs(writing->pencil->type, style, text, shaped_glyph, shaped);
    return shaped;
}

/* Lays the name about the anchor, to be read from left to right or down. */
static enum form anchor_lay(const struct anchor *anchor, const struct shaped *shaped,
                            struct type_style style, struct string *string)
{
    const struct route *route = anchor->route;
    double start = anchor->middle - shaped->width / 2;
    if (shaped->count < 2 || shaped->count > GLYPHS || start < 0 ||
        start + shaped->width > route->length)
        return BROKEN;
    string->style = style;
    string->count = shaped->count;
    string->width = shaped->width;
    for (int at = 0; at < shaped->count; at++)
        string->glyph[at].from = shaped->glyph[at];
    struct spot first = route_at(route, start, false);
    struct spot last = route_at(route, start + string->width, false);
    bool backward = last.x < first.x;
    return string_lay(string, route, backward ? route->length - start - string->width : start,
                      backward);
}

static void anchor_try(struct writing *writing, const struct map_look *look, struct anchor *anchor,
                       bool less, enum form form)
{
    struct string string;
    struct type_style style = style_of(look, writing->zoom);
    if ((anchor->form[less] >= 0 && anchor->form[less] != (int)form) ||
        writing_stands(writing, anchor->route->text, anchor->at, REPEAT))
        return;
    anchor->form[less] =
        (int)anchor_lay(anchor, anchor_text(writing, style, anchor, less), style, &string);
    if (anchor->form[less] != (int)form || !string_fits(writing, &string))
        return;
    for (int at = 0; at < string.count; at++)
        grid_take(&writing->grid, glyph_box(&string.glyph[at], string.style.size, 2));
    writing_set(writing, anchor->route->text, anchor->at);
    if (string_seen(writing, &string))
        string_draw(writing, look, &string);
}

/* Of one rank: straight places first, then bent ones; then shorter texts. */
static void rank_write(struct writing *writing, const struct map_look *look, struct anchor *anchors,
                       size_t count)
{
    for (int pass = 0; pass < 4; pass++) {
        for (size_t at = 0; at < count; at++)
            anchor_try(writing, look, &anchors[at], pass >= 2, pass % 2 ? BENT : CALM);
    }
}

void writing_along_all(struct writing *writing, const struct map_look *look,
                       const struct routes *routes)
{
    struct anchors anchors = {0};
    cairo_save(writing->cairo);
    cairo_new_path(writing->cairo);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(writing->cairo, options);
    cairo_font_options_destroy(options);
    anchors_find(&anchors, &writing->grid.region, routes);
    for (size_t first = 0, next = 0; first < anchors.count; first = next) {
        while (next < anchors.count && anchors.anchor[next].rank == anchors.anchor[first].rank)
            next++;
        rank_write(writing, look, anchors.anchor + first, next - first);
    }
    anchors_free(&anchors);
    cairo_restore(writing->cairo);
}
