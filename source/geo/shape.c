/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct plane { /* metres around a middle, flat: good to a permille over tens of kilometres */
    struct point middle;
    double east, north; /* metres of one degree */
};

struct flat {
    double x, y;
};

static struct plane plane_at(struct point middle)
{
    return (struct plane){
        .middle = middle,
        .east = spot_metres(middle.lat) / 360.0,
        .north = spot_metres(0) / 360.0,
    };
}

static struct flat plane_put(const struct plane *plane, struct point point)
{
    return (struct flat){
        .x = (point.lon - plane->middle.lon) * plane->east,
        .y = (point.lat - plane->middle.lat) * plane->north,
    };
}

void shape_init(struct shape *shape, enum shape_kind kind)
{
    *shape = (struct shape){.kind = kind, .box = box_empty()};
}

void shape_clear(struct shape *shape)
{
    free(shape->points);
    free(shape->paths);
    shape_init(shape, shape->kind);
}

void shape_begin(struct shape *shape, bool hole)
{
    ARRAY_GROW(shape->paths, shape->path_count, shape->path_room);
    shape->paths[shape->path_count++] =
        (struct shape_path){.first = shape->point_count, .count = 0, .hole = hole};
}

void shape_add(struct shape *shape, struct point point)
{
    if (!shape->path_count)
        shape_begin(shape, false);
    ARRAY_GROW(shape->points, shape->point_count, shape->point_room);
    shape->points[shape->point_count++] = point;
    shape->paths[shape->path_count - 1].count++;
    shape->box = box_add(shape->box, point);
}

bool shape_copy(const struct shape *shape, struct shape *out)
{
    shape_init(out, shape->kind);
    if (shape->point_count) {
        out->points = malloc(shape->point_count * sizeof *out->points);
        if (!out->points)
            return false;
        memcpy(out->points, shape->points, shape->point_count * sizeof *out->points);
    }
    if (shape->path_count) {
        out->paths = malloc(shape->path_count * sizeof *out->paths);
        if (!out->paths) {
            shape_clear(out);
            return false;
        }
        memcpy(out->paths, shape->paths, shape->path_count * sizeof *out->paths);
    }
    out->point_count = out->point_room = shape->point_count;
    out->path_count = out->path_room = shape->path_count;
    out->box = shape->box;
    return true;
}

static bool ring_crosses(const struct point *ring, size_t count, struct point point)
{
    bool odd = false;
    for (size_t at = 0, last = count - 1; at < count; last = at++) {
        struct point a = ring[at], b = ring[last];
        if ((a.lat > point.lat) == (b.lat > point.lat))
            continue;
        double lon = a.lon + (b.lon - a.lon) * ((point.lat - a.lat) / (b.lat - a.lat));
        if (point.lon < lon)
            odd = !odd;
    }
    return odd;
}

bool shape_has(const struct shape *area, struct point point)
{
    if (area->kind != SHAPE_AREA || !box_has(area->box, point))
        return false;
    bool odd = false;
    for (size_t at = 0; at < area->path_count; at++) {
        const struct shape_path *path = &area->paths[at];
        if (path->count >= 3 && ring_crosses(area->points + path->first, path->count, point))
            odd = !odd;
    }
    return odd;
}

static double edge_distance_squared(struct flat a, struct flat b, struct flat point)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    double length = dx * dx + dy * dy;
    double along = length > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / length : 0;
    along = fmin(fmax(along, 0), 1);
    double x = a.x + along * dx - point.x, y = a.y + along * dy - point.y;
    return x * x + y * y;
}

double shape_distance(const struct shape *shape, struct point point)
{
    if (shape_has(shape, point))
        return 0;
    struct plane plane = plane_at(point);
    struct flat here = {0, 0};
    double nearest = INFINITY;
    for (size_t at = 0; at < shape->path_count; at++) {
        const struct shape_path *path = &shape->paths[at];
        if (!path->count)
            continue;
        const struct point *points = shape->points + path->first;
        size_t from = shape->kind == SHAPE_AREA ? path->count - 1 : 0;
        for (size_t to = 0; to < path->count; from = to++) {
            struct flat b = plane_put(&plane, points[to]);
            struct flat a = shape->kind == SHAPE_POINT ? b : plane_put(&plane, points[from]);
            nearest = fmin(nearest, edge_distance_squared(a, b, here));
        }
    }
    return sqrt(nearest);
}

struct span {
    size_t first, last; /* both are kept; between them is to be judged */
};

/* Douglas–Peucker without recursion; the later half waits in `waiting`, which never holds more
 * spans than there are points. */
static void keep_between(const struct flat *points, struct span whole, double tolerance, bool *keep,
                         struct span *waiting)
{
    size_t count = 0;
    waiting[count++] = whole;
    while (count) {
        struct span span = waiting[--count];
        double farthest = tolerance * tolerance;
        size_t chosen = span.first;
        for (size_t at = span.first + 1; at < span.last; at++) {
            double off = edge_distance_squared(points[span.first], points[span.last], points[at]);
            if (off > farthest) {
                farthest = off;
                chosen = at;
            }
        }
        if (chosen == span.first)
            continue;
        keep[chosen] = true;
        waiting[count++] = (struct span){chosen, span.last};
        waiting[count++] = (struct span){span.first, chosen};
    }
}

static size_t farthest_from_first(const struct flat *points, size_t count)
{
    size_t chosen = 0;
    double farthest = 0;
    for (size_t at = 1; at < count; at++) {
        double off = edge_distance_squared(points[0], points[0], points[at]);
        if (off > farthest) {
            farthest = off;
            chosen = at;
        }
    }
    return chosen;
}

/* `flat` has room for one point more than the path: a ring gets its first point behind its last. */
static size_t path_keep(struct flat *flat, size_t count, bool ring, double tolerance, bool *keep,
                        struct span *waiting)
{
    memset(keep, 0, count + 1);
    keep[0] = true;
    if (ring) {
        flat[count] = flat[0];
        size_t opposite = farthest_from_first(flat, count);
        keep[opposite] = true;
        keep_between(flat, (struct span){0, opposite}, tolerance, keep, waiting);
        keep_between(flat, (struct span){opposite, count}, tolerance, keep, waiting);
    } else {
        keep[count - 1] = true;
        keep_between(flat, (struct span){0, count - 1}, tolerance, keep, waiting);
    }
    size_t kept = 0;
    for (size_t at = 0; at < count; at++)
        kept += keep[at];
    return kept;
}

void shape_simplify(const struct shape *shape, double tolerance, struct shape *out)
{
    shape_init(out, shape->kind);
    struct plane plane = plane_at(box_middle(shape->box));
    struct flat *flat = memory_take((shape->point_count + 1) * sizeof *flat);
    bool *keep = memory_take((shape->point_count + 1) * sizeof *keep);
    struct span *waiting = memory_take((shape->point_count + 2) * sizeof *waiting);
    bool ring = shape->kind == SHAPE_AREA, gone = false;
    for (size_t at = 0; at < shape->path_count; at++) {
        const struct shape_path *path = &shape->paths[at];
        if (!path->hole)
            gone = false;
        if (!path->count || gone)
            continue;
        const struct point *points = shape->points + path->first;
        for (size_t i = 0; i < path->count; i++) {
            flat[i] = plane_put(&plane, points[i]);
            keep[i] = true;
        }
        size_t kept = shape->kind == SHAPE_POINT
                          ? path->count
                          : path_keep(flat, path->count, ring, tolerance, keep, waiting);
        if (ring && kept < 3) {
            gone = !path->hole;
            continue;
        }
        shape_begin(out, path->hole);
        for (size_t i = 0; i < path->count; i++)
            if (keep[i])
                shape_add(out, points[i]);
    }
    free(flat);
    free(keep);
    free(waiting);
}
