/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/shape.h"

#include <stdlib.h>

#include "base/arena.h"

enum side { WEST, EAST, SOUTH, NORTH, SIDES };

static bool side_keeps(enum side side, struct box box, struct point point)
{
    switch (side) {
    case WEST:
        return point.lon >= box.west;
    case EAST:
        return point.lon <= box.east;
    case SOUTH:
        return point.lat >= box.south;
    default:
        return point.lat <= box.north;
    }
}

static struct point side_cut(enum side side, struct box box, struct point a, struct point b)
{
    if (side == WEST || side == EAST) {
        double lon = side == WEST ? box.west : box.east;
        return (struct point){lon, a.lat + (b.lat - a.lat) * ((lon - a.lon) / (b.lon - a.lon))};
    }
    double lat = side == SOUTH ? box.south : box.north;
    return (struct point){a.lon + (b.lon - a.lon) * ((lat - a.lat) / (b.lat - a.lat)), lat};
}

struct ring {
    struct point *points;
    size_t count, room;
};

static void ring_add(struct ring *ring, struct point point)
{
    ARRAY_GROW(ring->points, ring->count, ring->room);
    ring->points[ring->count++] = point;
}

static void ring_clip_side(const struct ring *in, enum side side, struct box box, struct ring *out)
{
    out->count = 0;
    for (size_t at = 0; at < in->count; at++) {
        struct point to = in->points[at];
        struct point from = in->points[at ? at - 1 : in->count - 1];
        bool to_in = side_keeps(side, box, to), from_in = side_keeps(side, box, from);
        if (to_in != from_in)
            ring_add(out, side_cut(side, box, from, to));
        if (to_in)
            ring_add(out, to);
    }
}

static bool ring_clip(const struct shape *shape, const struct shape_path *path, struct box box,
                      struct ring work[2], struct shape *out)
{
    work[0].count = 0;
    for (size_t at = 0; at < path->count; at++)
        ring_add(&work[0], shape->points[path->first + at]);
    for (enum side side = WEST; side < SIDES; side++)
        ring_clip_side(&work[side % 2], side, box, &work[(side + 1) % 2]);
    if (work[0].count < 3)
        return false;
    shape_begin(out, path->hole);
    for (size_t at = 0; at < work[0].count; at++)
        shape_add(out, work[0].points[at]);
    return true;
}

static void area_clip(const struct shape *shape, struct box box, struct shape *out)
{
    struct ring work[2] = {{0}};
    bool outer = true;
    for (size_t at = 0; at < shape->path_count; at++) {
        const struct shape_path *path = &shape->paths[at];
        if (path->hole && !outer)
            continue;
        bool some = ring_clip(shape, path, box, work, out);
        if (!path->hole)
            outer = some;
    }
    free(work[0].points);
    free(work[1].points);
}

/* Cuts a–b to the box (Liang–Barsky: from the share *enter to the share *leave of the way). */
static bool edge_clip(struct box box, struct point a, struct point b, double *enter, double *leave)
{
    double step[SIDES] = {a.lon - b.lon, b.lon - a.lon, a.lat - b.lat, b.lat - a.lat};
    double room[SIDES] = {a.lon - box.west, box.east - a.lon, a.lat - box.south, box.north - a.lat};
    *enter = 0;
    *leave = 1;
    for (int side = 0; side < SIDES; side++) {
        if (step[side] == 0) {
            if (room[side] < 0)
                return false;
            continue;
        }
        double share = room[side] / step[side];
        if (step[side] < 0 && share > *enter)
            *enter = share;
        if (step[side] > 0 && share < *leave)
            *leave = share;
    }
    return *enter <= *leave;
}

static struct point edge_at(struct point a, struct point b, double share)
{
    return (struct point){a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share};
}

static void line_clip(const struct shape *shape, const struct shape_path *path, struct box box,
                      struct shape *out)
{
    if (!path->count)
        return;
    const struct point *points = shape->points + path->first;
    bool going = false;
    for (size_t at = 1; at < path->count; at++) {
        struct point a = points[at - 1], b = points[at];
        double enter, leave;
        if (!edge_clip(box, a, b, &enter, &leave)) {
            going = false;
            continue;
        }
        if (!going || enter > 0) {
            shape_begin(out, false);
            shape_add(out, enter > 0 ? edge_at(a, b, enter) : a);
        }
        shape_add(out, leave < 1 ? edge_at(a, b, leave) : b);
        going = leave >= 1;
    }
}

static void points_clip(const struct shape *shape, struct box box, struct shape *out)
{
    for (size_t at = 0; at < shape->point_count; at++) {
        if (!box_has(box, shape->points[at]))
            continue;
        shape_begin(out, false);
        shape_add(out, shape->points[at]);
    }
}

void shape_clip(const struct shape *shape, struct box box, struct shape *out)
{
    shape_init(out, shape->kind);
    if (!box_meets(shape->box, box))
        return;
    if (shape->kind == SHAPE_AREA)
        area_clip(shape, box, out);
    else if (shape->kind == SHAPE_POINT)
        points_clip(shape, box, out);
    else
        for (size_t at = 0; at < shape->path_count; at++)
            line_clip(shape, &shape->paths[at], box, out);
}
