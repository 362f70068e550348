/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/cover.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "draw/symbol.h"
#include "map/frame.h"

enum { PERIOD = 14 }; /* of the patterns, dp */
static const double APART = 0.7, OUTLINE = 1.4, DOT = 2.4, DOT_FAR = 1.5, DOT_FAR_METRES = 6;

struct cover_path {
    size_t first, count;
    bool hole, closed; /* closed = drawn as if it were not there */
    struct spot_box box;
};
struct cover_area {
    int rank;
    size_t first, count; /* paths */
};
struct cover_home {
    int rank;
    struct spot spot;
};
struct map_cover { /* all owned */
    struct spot *spots;
    size_t spot_count, spot_room;
    struct cover_path *paths;
    size_t path_count, path_room;
    struct cover_area *areas;
    size_t area_count, area_room;
    struct cover_home *homes;
    size_t home_count, home_room;
};

/* ---- filling ---- */

struct map_cover *map_cover_new(void)
{
    struct map_cover *cover = memory_take(sizeof *cover);
    *cover = (struct map_cover){0};
    return cover;
}

void map_cover_free(struct map_cover *cover)
{
    if (cover) {
        free(cover->spots);
        free(cover->paths);
        free(cover->areas);
        free(cover->homes);
        free(cover);
    }
}

static void cover_path(struct map_cover *cover, const struct point *points, size_t count, bool hole)
{
    struct cover_path path = {cover->spot_count, count, hole, false, spot_box_empty()};
    for (size_t i = 0; i < count; i++) {
        ARRAY_GROW(cover->spots, cover->spot_count, cover->spot_room);
        struct spot spot = spot_of_point(points[i]);
        cover->spots[cover->spot_count++] = spot;
        path.box = spot_box_add(path.box, spot);
    }
    ARRAY_GROW(cover->paths, cover->path_count, cover->path_room);
    cover->paths[cover->path_count++] = path;
}

void map_cover_area(struct map_cover *cover, int rank, const struct shape *area)
{
    if (rank < 0 || rank >= COVER_RANKS)
        return;
    struct cover_area own = {rank, cover->path_count, 0};
    for (size_t i = 0; i < area->path_count; i++) {
        if (area->paths[i].count >= 3)
            cover_path(cover, area->points + area->paths[i].first, area->paths[i].count,
                       area->paths[i].hole);
    }
    own.count = cover->path_count - own.first;
    ARRAY_GROW(cover->areas, cover->area_count, cover->area_room);
    cover->areas[cover->area_count++] = own;
}

void map_cover_home(struct map_cover *cover, int rank, struct spot spot)
{
    ARRAY_GROW(cover->homes, cover->home_count, cover->home_room);
    cover->homes[cover->home_count++] = (struct cover_home){rank, spot};
}

/* ---- the insides of blocks ---- */

static bool path_has(const struct map_cover *cover, const struct cover_path *path, struct spot at)
{
    const struct spot *spots = cover->spots + path->first;
    bool inside = false;
    if (at.x < path->box.left || at.x > path->box.right || at.y < path->box.top ||
        at.y > path->box.bottom)
        return false;
    for (size_t i = 0, k = path->count - 1; i < path->count; k = i++) {
        if ((spots[i].y > at.y) != (spots[k].y > at.y) &&
            at.x < (spots[k].x - spots[i].x) * (at.y - spots[i].y) / (spots[k].y - spots[i].y) +
                       spots[i].x)
            inside = !inside;
    }
    return inside;
}

/* Does somebody live in it who is farther than `rank`? */
static bool path_has_farther(const struct map_cover *cover, const struct cover_path *path, int rank)
{
    for (size_t i = 0; i < cover->home_count; i++) {
        if (cover->homes[i].rank > rank && path_has(cover, path, cover->homes[i].spot))
            return true;
    }
    return false;
}

void map_cover_close(struct map_cover *cover, double metres)
{
    for (size_t i = 0; i < cover->area_count; i++) {
        const struct cover_area *area = &cover->areas[i];
        for (size_t k = 0; k < area->count; k++) {
            struct cover_path *path = &cover->paths[area->first + k];
            struct spot corner = {path->box.left, path->box.top};
            double across = hypot(path->box.right - corner.x, path->box.bottom - corner.y) *
                            spot_metres(point_of_spot(corner).lat);
            path->closed =
                path->hole && across <= metres && !path_has_farther(cover, path, area->rank);
        }
    }
}

/* ---- patterns ---- */

static struct colour rank_colour(const struct theme *theme, double alpha)
{
    struct colour colour = theme->colour[THEME_PILLAR_T];
    colour.alpha = alpha;
    return colour;
}

static void hatch(cairo_t *cairo, double step, bool rising)
{
    for (double at = -PERIOD; at <= 2 * PERIOD; at += step) {
        double from = rising ? 2 * PERIOD : -PERIOD, to = rising ? -PERIOD : 2 * PERIOD;
        cairo_move_to(cairo, at - PERIOD, from);
        cairo_line_to(cairo, at + 2 * PERIOD, to);
    }
}

/* One period of what `rank` is filled with. */
static void period_paint(cairo_t *cairo, int rank, const struct theme *theme)
{
    static const double fills[COVER_RANKS] = {0.36, 0.24, 0.13};
    colour_set(cairo, rank_colour(theme, fills[rank]));
    cairo_paint(cairo);
    colour_set(cairo, rank_colour(theme, rank == 2 ? 0.75 : 0.6));
    cairo_set_line_width(cairo, 1.1);
    if (rank == 2) {
        for (int i = 0; i < 2; i++) {
            double at = PERIOD * (0.25 + 0.5 * i);
            cairo_new_sub_path(cairo);
            cairo_arc(cairo, at, at, 1.2, 0, 2 * M_PI);
        }
        cairo_fill(cairo);
        return;
    }
    hatch(cairo, PERIOD / 2.0, true);
    if (rank == 0)
        hatch(cairo, PERIOD / 2.0, false);
    cairo_stroke(cairo);
}

/* `x`, `y`: where a period begins. Its size is a whole number of pixels, so that it stays sharp. */
static cairo_pattern_t *rank_pattern(cairo_t *cairo, int rank, const struct theme *theme, double x,
                                     double y)
{
    cairo_matrix_t matrix;
    cairo_get_matrix(cairo, &matrix);
    double scale = fmax(fabs(matrix.xx), 0.01);
    int side = (int)fmax(round(PERIOD * scale), 1);
    double unit = side / scale; /* of one period, dp */
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side);
    cairo_t *own = cairo_create(surface);
    cairo_scale(own, (double)side / PERIOD, (double)side / PERIOD);
    period_paint(own, rank, theme);
    cairo_destroy(own);
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(surface);
    cairo_surface_destroy(surface);
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
    double from_x = round(fmod(x, unit) * scale), from_y = round(fmod(y, unit) * scale);
    cairo_matrix_init(&matrix, scale, 0, 0, scale, -from_x, -from_y);
    cairo_pattern_set_matrix(pattern, &matrix);
    return pattern;
}

/* ---- painting ---- */

struct painting {
    const struct map_cover *cover;
    const struct theme *theme;
    cairo_t *cairo;
    struct frame frame;
    struct spot_box seen;
    double apart;
    struct place_xy *room; /* owned; for one path */
    size_t room_count;
};

static void path_add(struct painting *painting, const struct cover_path *path)
{
    struct spot_box extent = spot_box_empty();
    if (path->closed || !spot_box_meets(path->box, painting->seen))
        return;
    if (path->count > painting->room_count) {
        painting->room_count = path->count * 2;
        painting->room = memory_grow(painting->room, painting->room_count * sizeof *painting->room);
    }
    size_t count = frame_path(&painting->frame, painting->cover->spots + path->first, path->count,
                              painting->apart, painting->room, &extent);
    for (size_t i = 0; i < count; i++) {
        struct place_xy at = painting->room[i];
        (i ? cairo_line_to : cairo_move_to)(painting->cairo, at.x, at.y);
    }
    cairo_close_path(painting->cairo);
}

static void rank_paint(struct painting *painting, int rank)
{
    static const double lines[COVER_RANKS] = {0.95, 0.75, 0.6};
    cairo_t *cairo = painting->cairo;
    const struct frame *frame = &painting->frame;
    cairo_new_path(cairo);
    for (size_t i = 0; i < painting->cover->area_count; i++) {
        const struct cover_area *area = &painting->cover->areas[i];
        for (size_t k = 0; area->rank == rank && k < area->count; k++)
            path_add(painting, &painting->cover->paths[area->first + k]);
    }
    cairo_pattern_t *pattern =
        rank_pattern(cairo, rank, painting->theme, -frame->box.left * frame->scale_x,
                     -frame->box.top * frame->scale_y);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE); /* hides the ranks farther out */
    cairo_set_source(cairo, pattern);
    cairo_fill_preserve(cairo);
    cairo_pattern_destroy(pattern);
    cairo_set_operator(cairo, CAIRO_OPERATOR_OVER);
    colour_set(cairo, rank_colour(painting->theme, lines[rank]));
    cairo_set_line_width(cairo, OUTLINE);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
}

static void dots_fill(struct painting *painting, double radius, struct colour colour)
{
    cairo_t *cairo = painting->cairo;
    const struct frame *frame = &painting->frame;
    cairo_new_path(cairo);
    for (size_t i = 0; i < painting->cover->home_count; i++) {
        struct spot at = painting->cover->homes[i].spot;
        if (painting->cover->homes[i].rank < COVER_RANKS || at.x < painting->seen.left ||
            at.x > painting->seen.right || at.y < painting->seen.top ||
            at.y > painting->seen.bottom)
            continue;
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, (at.x - frame->box.left) * frame->scale_x,
                  (at.y - frame->box.top) * frame->scale_y, radius, 0, 2 * M_PI);
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    colour_set(cairo, colour);
    cairo_fill(cairo);
}

static void dots_paint(struct painting *painting)
{
    const struct frame *frame = &painting->frame;
    double metres = spot_metres(point_of_spot((struct spot){frame->box.left, frame->box.top}).lat) /
                    frame->scale_x;
    double radius = metres > DOT_FAR_METRES ? DOT_FAR : DOT;
    dots_fill(painting, radius + 1, painting->theme->colour[THEME_CARD]);
    dots_fill(painting, radius, painting->theme->colour[THEME_NOT]);
}

void map_paint_cover(const struct map_cover *cover, const struct theme *theme, cairo_t *cairo,
                     struct spot_box box, double width, double height)
{
    struct painting painting = {
        .cover = cover, .theme = theme, .cairo = cairo, .frame = frame_make(box, width, height, 0)};
    double pixel_x = 1, pixel_y = 1;
    cairo_device_to_user_distance(cairo, &pixel_x, &pixel_y);
    painting.seen = frame_box(&painting.frame, DOT + OUTLINE + 1);
    painting.apart = APART * fabs(pixel_x);
    cairo_save(cairo);
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_clip(cairo);
    for (int rank = COVER_RANKS - 1; rank >= 0; rank--)
        rank_paint(&painting, rank);
    dots_paint(&painting);
    cairo_restore(cairo);
    free(painting.room);
}

/* ---- legend ---- */

static void sample_dots(const struct theme *theme, cairo_t *cairo, double width, double height)
{
    static const double at[][2] = {{0.25, 0.3}, {0.7, 0.25}, {0.45, 0.65}, {0.8, 0.75}};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        for (int part = 0; part < 2; part++) {
            cairo_arc(cairo, at[i][0] * width, at[i][1] * height, part ? DOT : DOT + 1, 0,
                      2 * M_PI);
            colour_set(cairo, theme->colour[part ? THEME_NOT : THEME_CARD]);
            cairo_fill(cairo);
        }
    }
}

void map_paint_cover_sample(int rank, const struct theme *theme, cairo_t *cairo, double width,
                            double height)
{
    cairo_save(cairo);
    if (rank >= COVER_RANKS) {
        sample_dots(theme, cairo, width, height);
    } else {
        cairo_pattern_t *pattern = rank_pattern(cairo, rank, theme, 0, 0);
        symbol_round_box(cairo, 0.8, 0.8, width - 1.6, height - 1.6, 4);
        cairo_set_source(cairo, pattern);
        cairo_fill_preserve(cairo);
        cairo_pattern_destroy(pattern);
        colour_set(cairo, rank_colour(theme, 0.95));
        cairo_set_line_width(cairo, OUTLINE);
        cairo_stroke(cairo);
    }
    cairo_restore(cairo);
}
