/* SPDX-License-Identifier: EUPL-1.2 */
/* Features come by layer, then kind. Areas are filled at once, 64 to a path. Lines are gathered
 * per kind and drawn together when the stage (land, buildings, roads, rails, …) or the layer ends:
 * first all casings, then all fills, so that junctions are clean. Tunnels wait for the first roads
 * on the ground, because they would vanish under the land of a higher layer. */
#include "map/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "map/frame.h"
#include "map/hairline.h"
#include "map/style.h"
#include "map/wall.h"

enum { AREA_BATCH = 64 };
static const double MARGIN = 24;  /* half the widest road with its casing, dp */
static const double APART = 0.7;  /* pixels */
static const double SMALLEST = 3; /* pixels of width and height together */
static const double GRID = 1.0 / (1 << 14);
static const double GRID_NEAR = 1.0 / (1 << 28);
static const double SEAM_NEAR = 1e-3; /* user units */
static const double DECK = 1.5;       /* of a path's bridge beside the path, dp; its rim is half */

enum stage {
    STAGE_LAND,
    STAGE_BUILDING,
    STAGE_ROAD,
    STAGE_RAIL,
    STAGE_BOUNDARY,
    STAGE_POINT,
    STAGE_NONE
};

struct lines {
    struct place_xy *at;
    size_t count, room;
    size_t *ends;
    size_t end_count, end_room;
};

struct ground {
    cairo_t *cairo;
    const struct map_style *style;
    struct frame frame;
    double pixel; /* one device pixel in user units */
    bool snap;    /* to pixels where a source was cut */
    cairo_matrix_t matrix;
    int layer;
    bool fast;
    bool on_ground; /* the tunnels are drawn */
    enum stage stage;
    int area_kind, area_count; /* of the path being built; -1 = none */
    struct lines line[FEATURE_KINDS];
    struct lines tunnel[FEATURE_KINDS];
    struct lines points; /* of one feature */
    struct walls walls;  /* of this stage */
};

static enum stage stage_of(enum feature_kind kind)
{
    return kind < FEATURE_BUILDING    ? STAGE_LAND
           : kind == FEATURE_BUILDING ? STAGE_BUILDING
           : kind < FEATURE_TRAM      ? STAGE_ROAD
           : kind < FEATURE_BOUNDARY  ? STAGE_RAIL
           : kind < FEATURE_STATION   ? STAGE_BOUNDARY
           : kind <= FEATURE_STOP     ? STAGE_POINT
                                      : STAGE_NONE;
}

static struct place_xy *lines_room(struct lines *lines, size_t more)
{
    if (lines->room - lines->count < more) {
        lines->room = (lines->count + more) * 2;
        lines->at = memory_grow(lines->at, lines->room * sizeof *lines->at);
    }
    return lines->at + lines->count;
}

static void lines_end(struct lines *lines)
{
    ARRAY_GROW(lines->ends, lines->end_count, lines->end_room);
    lines->ends[lines->end_count++] = lines->count;
}

static void lines_empty(struct lines *lines)
{
    lines->count = lines->end_count = 0;
}

static void lines_free(struct lines *lines)
{
    free(lines->at);
    free(lines->ends);
}

static void lines_path(const struct lines *lines, cairo_t *cairo)
{
    size_t at = 0;
    for (size_t path = 0; path < lines->end_count; path++) {
        cairo_move_to(cairo, lines->at[at].x, lines->at[at].y);
        for (at++; at < lines->ends[path]; at++)
            cairo_line_to(cairo, lines->at[at].x, lines->at[at].y);
    }
}

/* ---- areas ---- */

static void area_flush(struct ground *ground)
{
    if (ground->area_kind >= 0) {
        colour_set(ground->cairo, ground->style->kind[ground->area_kind].fill);
        cairo_fill(ground->cairo);
    }
    ground->area_kind = -1;
    ground->area_count = 0;
}

static bool on_grid(double a, double b)
{
    double line = round(a / GRID) * GRID;
    return fabs(a - line) < GRID_NEAR && fabs(b - line) < GRID_NEAR;
}

/* The outline without the edges that are there already or along which a tile of the source was cut.
 */
static void edge_add(struct ground *ground, struct lines *edges, const struct spot *spots,
                     size_t count)
{
    const struct frame *frame = &ground->frame;
    bool open = false;
    for (size_t at = 0; at < count; at++) {
        struct spot a = spots[at], b = spots[at + 1 < count ? at + 1 : 0];
        if (on_grid(a.x, b.x) || on_grid(a.y, b.y) || !walls_new(&ground->walls, a, b)) {
            if (open)
                lines_end(edges);
            open = false;
            continue;
        }
        struct place_xy *out = lines_room(edges, 2);
        if (!open) {
            out[0].x = (float)((a.x - frame->box.left) * frame->scale_x);
            out[0].y = (float)((a.y - frame->box.top) * frame->scale_y);
            edges->count++;
            out++;
        }
        out[0].x = (float)((b.x - frame->box.left) * frame->scale_x);
        out[0].y = (float)((b.y - frame->box.top) * frame->scale_y);
        edges->count++;
        open = true;
    }
    if (open)
        lines_end(edges);
}

static void area_path(cairo_t *cairo, const struct place_xy *at, size_t count)
{
    cairo_move_to(cairo, at[0].x, at[0].y);
    for (size_t next = 1; next < count; next++)
        cairo_line_to(cairo, at[next].x, at[next].y);
    cairo_close_path(cairo);
}

static double seam_x(const struct ground *ground, double x)
{
    const struct frame *frame = &ground->frame;
    const cairo_matrix_t *matrix = &ground->matrix;
    double line = round((frame->box.left + x / frame->scale_x) / GRID) * GRID;
    double at = (line - frame->box.left) * frame->scale_x;
    return fabs(at - x) > SEAM_NEAR
               ? x
               : (round(at * matrix->xx + matrix->x0) - matrix->x0) / matrix->xx;
}

static double seam_y(const struct ground *ground, double y)
{
    const struct frame *frame = &ground->frame;
    const cairo_matrix_t *matrix = &ground->matrix;
    double line = round((frame->box.top + y / frame->scale_y) / GRID) * GRID;
    double at = (line - frame->box.top) * frame->scale_y;
    return fabs(at - y) > SEAM_NEAR
               ? y
               : (round(at * matrix->yy + matrix->y0) - matrix->y0) / matrix->yy;
}

/* Two halves of an area that a source cut at its tiles would each cover a part of the pixels
 * between them, and the ground shine through: the cut is laid on the edge of a pixel. */
static void seams_close(struct ground *ground)
{
    for (size_t at = 0; at < ground->points.count; at++) {
        struct place_xy *point = &ground->points.at[at];
        point->x = (float)seam_x(ground, point->x);
        point->y = (float)seam_y(ground, point->y);
    }
}

/* Brings the feature into ground->points; false when it is outside or too small to see. */
static bool feature_points(struct ground *ground, const struct feature *feature, double smallest)
{
    struct spot_box extent = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    size_t first = 0;
    lines_empty(&ground->points);
    for (size_t path = 0; path < feature->path_count; path++) {
        size_t end = feature->path_ends[path];
        struct place_xy *out = lines_room(&ground->points, end - first + 1);
        ground->points.count += frame_path(&ground->frame, feature->spots + first, end - first,
                                           APART * ground->pixel, out, &extent);
        lines_end(&ground->points);
        first = end;
    }
    return extent.right >= -MARGIN && extent.left <= ground->frame.width + MARGIN &&
           extent.bottom >= -MARGIN && extent.top <= ground->frame.height + MARGIN &&
           extent.right - extent.left + extent.bottom - extent.top >= smallest * ground->pixel;
}

static void area_add(struct ground *ground, const struct feature *feature)
{
    const struct map_look *look = &ground->style->kind[feature->kind];
    if (ground->area_kind != (int)feature->kind || ground->area_count >= AREA_BATCH)
        area_flush(ground);
    if (look->fill.alpha <= 0 || !feature_points(ground, feature, SMALLEST))
        return;
    if (feature->flags & FEATURE_CUT && ground->snap)
        seams_close(ground);
    size_t first = 0, spot = 0;
    bool edged = look->edge.alpha > 0 && map_stops_at(&look->edge_width, ground->frame.zoom) > 0;
    for (size_t path = 0; path < ground->points.end_count; path++) {
        size_t count = ground->points.ends[path] - first;
        if (count >= 3) {
            area_path(ground->cairo, ground->points.at + first, count);
            if (edged)
                edge_add(ground, &ground->line[feature->kind], feature->spots + spot,
                         feature->path_ends[path] - spot);
        }
        first = ground->points.ends[path];
        spot = feature->path_ends[path];
    }
    ground->area_kind = feature->kind;
    ground->area_count++;
}

/* ---- lines ---- */

static void line_add(struct ground *ground, const struct feature *feature)
{
    bool tunnel = feature->flags & FEATURE_TUNNEL;
    struct lines *lines = tunnel ? &ground->tunnel[feature->kind] : &ground->line[feature->kind];
    if (!feature_points(ground, feature, 0.5))
        return;
    size_t first = 0;
    for (size_t path = 0; path < ground->points.end_count; path++) {
        size_t count = ground->points.ends[path] - first;
        if (count >= 2) {
            memcpy(lines_room(lines, count), ground->points.at + first,
                   count * sizeof *ground->points.at);
            lines->count += count;
            lines_end(lines);
        }
        first = ground->points.ends[path];
    }
}

static void dash_set(cairo_t *cairo, const struct map_look *look)
{
    cairo_set_dash(cairo, look->dash, look->dash[0] > 0 ? 2 : 0, 0);
}

static void lines_stroke(struct ground *ground, const struct lines *lines, struct colour colour,
                         double width)
{
    if (!lines->end_count || width <= 0 || colour.alpha <= 0)
        return;
    lines_path(lines, ground->cairo);
    colour_set(ground->cairo, colour);
    cairo_set_line_width(ground->cairo, width);
    cairo_stroke(ground->cairo);
}

/* A broken line over something else gets a bridge of its own to lie on. */
static void deck_draw(struct ground *ground, int kind)
{
    double width = map_stops_at(&ground->style->kind[kind].width, ground->frame.zoom);
    cairo_set_line_cap(ground->cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(ground->cairo, NULL, 0, 0);
    lines_stroke(ground, &ground->line[kind], ground->style->bridge, width + 3 * DECK);
    lines_stroke(ground, &ground->line[kind], ground->style->ground, width + 2 * DECK);
}

static void casing_draw(struct ground *ground, int kind)
{
    const struct map_look *look = &ground->style->kind[kind];
    double zoom = ground->frame.zoom, side = map_stops_at(&look->edge_width, zoom);
    bool raised = ground->layer > 0;
    if (raised && side <= 0 && look->dash[0] > 0 && kind < FEATURE_TRAM)
        deck_draw(ground, kind);
    if (side <= 0)
        return;
    cairo_set_line_cap(ground->cairo, raised ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(ground->cairo, NULL, 0, 0);
    lines_stroke(ground, &ground->line[kind], raised ? ground->style->bridge : look->edge,
                 map_stops_at(&look->width, zoom) + 2 * side);
}

static void fill_draw(struct ground *ground, int kind)
{
    const struct map_look *look = &ground->style->kind[kind];
    bool broken = look->dash[0] > 0;
    cairo_set_line_cap(ground->cairo, broken ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    dash_set(ground->cairo, look);
    lines_stroke(ground, &ground->line[kind], look->fill,
                 map_stops_at(&look->width, ground->frame.zoom));
    lines_empty(&ground->line[kind]);
}

static bool edges_quick(struct ground *ground, const struct lines *lines, struct colour colour,
                        double width)
{
    struct hairlines hairlines;
    size_t at = 0;
    if (!ground->fast || !hairlines_begin(&hairlines, ground->cairo, width))
        return false;
    for (size_t path = 0; path < lines->end_count; at = lines->ends[path++]) {
        for (; at + 1 < lines->ends[path]; at++) {
            struct place_xy a = lines->at[at], b = lines->at[at + 1];
            hairlines_add(&hairlines, a.x, a.y, b.x, b.y);
        }
    }
    hairlines_end(&hairlines, ground->cairo, colour);
    return true;
}

static void edges_draw(struct ground *ground)
{
    for (int kind = 0; kind <= FEATURE_BUILDING; kind++) {
        const struct map_look *look = &ground->style->kind[kind];
        bool line = kind == FEATURE_RIVER || kind == FEATURE_STREAM || kind == FEATURE_PIER;
        double width = map_stops_at(&look->edge_width, ground->frame.zoom);
        if (line || !ground->line[kind].end_count)
            continue;
        cairo_set_dash(ground->cairo, NULL, 0, 0);
        cairo_set_line_cap(ground->cairo, CAIRO_LINE_CAP_BUTT);
        cairo_set_line_join(ground->cairo, CAIRO_LINE_JOIN_BEVEL);
        if (!edges_quick(ground, &ground->line[kind], look->edge, width))
            lines_stroke(ground, &ground->line[kind], look->edge, width);
        cairo_set_line_join(ground->cairo, CAIRO_LINE_JOIN_ROUND);
        lines_empty(&ground->line[kind]);
    }
}

static void tunnels_draw(struct ground *ground)
{
    for (int kind = 0; kind < FEATURE_KINDS; kind++) {
        struct lines *lines = &ground->tunnel[kind];
        if (!lines->end_count)
            continue;
        const struct map_look *look = &ground->style->kind[kind];
        double width = map_stops_at(&look->width, ground->frame.zoom);
        struct colour colour = look->edge.alpha > 0 && look->dash[0] <= 0 ? look->edge : look->fill;
        colour.alpha *= ground->style->tunnel;
        cairo_set_line_cap(ground->cairo, CAIRO_LINE_CAP_BUTT);
        cairo_set_dash(ground->cairo, (double[]){fmax(width, 2), fmax(width * 0.6, 2)}, 2, 0);
        lines_stroke(ground, lines, colour, width);
        lines_empty(lines);
    }
}

/* Draws all that was gathered for the stage that ends here. */
static void stage_end(struct ground *ground)
{
    area_flush(ground);
    if (!ground->on_ground && ground->layer >= 0 && ground->stage >= STAGE_BUILDING) {
        tunnels_draw(ground);
        ground->on_ground = true;
    }
    if (ground->stage <= STAGE_BUILDING)
        edges_draw(ground);
    walls_empty(&ground->walls);
    for (int kind = FEATURE_RIVER; kind <= FEATURE_BOUNDARY; kind++) {
        if (ground->line[kind].end_count)
            casing_draw(ground, kind);
    }
    for (int kind = FEATURE_RIVER; kind <= FEATURE_BOUNDARY; kind++) {
        if (ground->line[kind].end_count)
            fill_draw(ground, kind);
    }
}

/* Stations are square, stops are round. */
static void dot_path(cairo_t *cairo, enum feature_kind kind, struct place_xy at, double radius)
{
    if (kind == FEATURE_STATION)
        cairo_rectangle(cairo, at.x - radius, at.y - radius, 2 * radius, 2 * radius);
    else
        cairo_arc(cairo, at.x, at.y, radius, 0, 2 * M_PI);
}

static void dot_add(struct ground *ground, const struct feature *feature)
{
    const struct map_look *look = &ground->style->kind[feature->kind];
    double radius = map_stops_at(&look->width, ground->frame.zoom) / 2;
    if (radius <= 0 || !feature_points(ground, feature, 0))
        return;
    struct place_xy at = ground->points.at[0];
    double ring = map_stops_at(&look->edge_width, ground->frame.zoom);
    if (ring > 0) {
        dot_path(ground->cairo, feature->kind, at, radius + ring);
        colour_set(ground->cairo, look->edge);
        cairo_fill(ground->cairo);
    }
    dot_path(ground->cairo, feature->kind, at, radius);
    colour_set(ground->cairo, look->fill);
    cairo_fill(ground->cairo);
}

static void ground_feature(void *data, const struct feature *feature)
{
    struct ground *ground = data;
    enum stage stage = stage_of(feature->kind);
    if (stage == STAGE_NONE || !feature->path_count ||
        !map_look_shows(&ground->style->kind[feature->kind], ground->frame.zoom))
        return;
    if (feature->layer != ground->layer || stage != ground->stage) {
        stage_end(ground);
        ground->layer = feature->layer;
        ground->stage = stage;
    }
    if (feature->shape == SHAPE_AREA)
        area_add(ground, feature);
    else if (feature->shape == SHAPE_LINE)
        line_add(ground, feature);
    else
        dot_add(ground, feature);
}

/* ---- the wijk ---- */

static void border_path(const struct ground *ground, const struct shape *border)
{
    const struct frame *frame = &ground->frame;
    for (size_t path = 0; path < border->path_count; path++) {
        const struct shape_path *ring = &border->paths[path];
        cairo_new_sub_path(ground->cairo);
        for (size_t at = 0; at < ring->count; at++) {
            struct spot spot = spot_of_point(border->points[ring->first + at]);
            cairo_line_to(ground->cairo, (spot.x - frame->box.left) * frame->scale_x,
                          (spot.y - frame->box.top) * frame->scale_y);
        }
        cairo_close_path(ground->cairo);
    }
}

static void border_draw(struct ground *ground, const struct shape *border)
{
    const struct map_look *look = &ground->style->border;
    cairo_t *cairo = ground->cairo;
    double zoom = ground->frame.zoom, width = map_stops_at(&look->width, zoom);
    cairo_new_path(cairo);
    cairo_rectangle(cairo, -MARGIN, -MARGIN, ground->frame.width + 2 * MARGIN,
                    ground->frame.height + 2 * MARGIN);
    border_path(ground, border);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    colour_set(cairo, ground->style->dim);
    cairo_fill(cairo);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    border_path(ground, border);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_set_line_width(cairo, width + 2 * map_stops_at(&look->edge_width, zoom));
    colour_set(cairo, look->edge);
    cairo_stroke_preserve(cairo);
    dash_set(cairo, look);
    cairo_set_line_width(cairo, width);
    colour_set(cairo, look->fill);
    cairo_stroke(cairo);
}

static double pixel_size(cairo_t *cairo)
{
    double across = 1, down = 1;
    cairo_user_to_device_distance(cairo, &across, &down);
    double most = fmax(fabs(across), fabs(down));
    return most > 0 ? 1 / most : 1;
}

static void ground_begin(struct ground *ground, cairo_t *cairo, bool fast)
{
    cairo_get_matrix(cairo, &ground->matrix);
    ground->snap = cairo_surface_get_type(cairo_get_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE &&
                   ground->matrix.xy == 0 && ground->matrix.yx == 0 && ground->matrix.xx > 0 &&
                   ground->matrix.yy > 0;
    cairo_save(cairo);
    cairo_set_antialias(cairo, fast ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_DEFAULT);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_rectangle(cairo, 0, 0, ground->frame.width, ground->frame.height);
    cairo_clip(cairo);
    colour_set(cairo, ground->style->ground);
    cairo_paint(cairo);
    cairo_new_path(cairo);
}

bool map_paint_ground(const struct map_scene *scene, cairo_t *cairo, struct spot_box box,
                      double width, double height, double zoom, bool fast)
{
    if (!(box.right > box.left && box.bottom > box.top && width > 0 && height > 0))
        return false;
    struct ground ground = {
        .cairo = cairo,
        .style = scene->style,
        .frame = frame_make(box, width, height, zoom),
        .pixel = pixel_size(cairo),
        .fast = fast,
        .layer = -128,
        .stage = STAGE_LAND,
        .area_kind = -1,
    };
    ground_begin(&ground, cairo, fast);
    bool good = scene->source->features(scene->source->data, frame_box(&ground.frame, MARGIN),
                                        frame_level(zoom), ground_feature, &ground);
    ground.layer = ground.layer < 0 ? 0 : ground.layer;
    stage_end(&ground);
    tunnels_draw(&ground);
    if (scene->border && scene->border->path_count)
        border_draw(&ground, scene->border);
    cairo_restore(cairo);
    for (int kind = 0; kind < FEATURE_KINDS; kind++) {
        lines_free(&ground.line[kind]);
        lines_free(&ground.tunnel[kind]);
    }
    lines_free(&ground.points);
    walls_free(&ground.walls);
    return good && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}
