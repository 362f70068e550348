/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/osm_inner.h"

void osm_shape_clear(struct osm_shape *shape)
{
    free(shape->spots);
    free(shape->ends);
    *shape = (struct osm_shape){0};
}

void osm_shape_empty(struct osm_shape *shape)
{
    shape->spot_count = shape->end_count = 0;
    shape->box = spot_box_empty();
}

static size_t path_first(const struct osm_shape *shape)
{
    return shape->end_count ? shape->ends[shape->end_count - 1] : 0;
}

void osm_shape_add(struct osm_shape *shape, struct spot spot)
{
    if (shape->spot_count > path_first(shape)) {
        struct spot last = shape->spots[shape->spot_count - 1];
        if (last.x == spot.x && last.y == spot.y)
            return;
    }
    ARRAY_GROW(shape->spots, shape->spot_count, shape->spot_room);
    shape->spots[shape->spot_count++] = spot;
}

void osm_shape_end(struct osm_shape *shape, size_t least)
{
    size_t first = path_first(shape);
    if (least == 3 && shape->spot_count > first + 1) {
        struct spot a = shape->spots[first], b = shape->spots[shape->spot_count - 1];
        if (a.x == b.x && a.y == b.y)
            shape->spot_count--;
    }
    if (shape->spot_count - first < least) {
        shape->spot_count = first;
        return;
    }
    for (size_t at = first; at < shape->spot_count; at++)
        shape->box = spot_box_add(shape->box, shape->spots[at]);
    ARRAY_GROW(shape->ends, shape->end_count, shape->end_room);
    shape->ends[shape->end_count++] = (uint32_t)shape->spot_count;
}

/* ---- fewer spots ---- */

static double off_line(struct spot a, struct spot b, struct spot spot)
{
    double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    double share = square > 0 ? ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / square : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    dx = a.x + share * dx - spot.x;
    dy = a.y + share * dy - spot.y;
    return dx * dx + dy * dy;
}

struct stretch {
    size_t from, to;
};
struct thinner {
    const struct spot *spots;
    bool *kept;
    double square; /* of the tolerance */
    struct stretch *stack;
    size_t count, room;
};

static void stretch_push(struct thinner *thinner, size_t from, size_t to)
{
    if (to < from + 2)
        return;
    ARRAY_GROW(thinner->stack, thinner->count, thinner->room);
    thinner->stack[thinner->count++] = (struct stretch){from, to};
}

static void stretches_thin(struct thinner *thinner)
{
    while (thinner->count) {
        struct stretch stretch = thinner->stack[--thinner->count];
        double most = thinner->square;
        size_t farthest = 0;
        for (size_t at = stretch.from + 1; at < stretch.to; at++) {
            double off = off_line(thinner->spots[stretch.from], thinner->spots[stretch.to],
                                  thinner->spots[at]);
            if (off > most) {
                most = off;
                farthest = at;
            }
        }
        if (!farthest)
            continue;
        thinner->kept[farthest] = true;
        stretch_push(thinner, stretch.from, farthest);
        stretch_push(thinner, farthest, stretch.to);
    }
}

static size_t farthest_from(const struct spot *spots, size_t count)
{
    size_t farthest = 0;
    double most = 0;
    for (size_t at = 1; at < count; at++) {
        double dx = spots[at].x - spots[0].x, dy = spots[at].y - spots[0].y;
        if (dx * dx + dy * dy > most) {
            most = dx * dx + dy * dy;
            farthest = at;
        }
    }
    return farthest;
}

/* A ring is two lines: to the spot farthest from its first, and back. */
static void path_thin(struct thinner *thinner, size_t count, bool ring)
{
    thinner->kept[0] = true;
    if (!ring) {
        thinner->kept[count - 1] = true;
        stretch_push(thinner, 0, count - 1);
        stretches_thin(thinner);
        return;
    }
    size_t far = farthest_from(thinner->spots, count);
    thinner->kept[far] = true;
    stretch_push(thinner, 0, far);
    stretch_push(thinner, far, count - 1);
    thinner->kept[count - 1] = off_line(thinner->spots[far], thinner->spots[0],
                                        thinner->spots[count - 1]) > thinner->square;
    stretches_thin(thinner);
}

static struct spot rounded(struct spot spot, double unit)
{
    return (struct spot){round(spot.x / unit) * unit, round(spot.y / unit) * unit};
}

void osm_shape_simplify(const struct osm_shape *shape, double tolerance, double unit, size_t least,
                        struct osm_shape *out)
{
    struct thinner thinner = {.square = tolerance * tolerance};
    size_t first = 0;
    osm_shape_empty(out);
    thinner.kept = memory_take(shape->spot_count + 1);
    for (size_t path = 0; path < shape->end_count; path++) {
        size_t count = shape->ends[path] - first;
        thinner.spots = shape->spots + first;
        memset(thinner.kept, 0, count);
        path_thin(&thinner, count, least == 3);
        for (size_t at = 0; at < count; at++)
            if (thinner.kept[at])
                osm_shape_add(out, rounded(thinner.spots[at], unit));
        osm_shape_end(out, least);
        first = shape->ends[path];
    }
    free(thinner.kept);
    free(thinner.stack);
}

/* ---- cutting ---- */

static void shape_of(const struct osm_shape *shape, enum shape_kind kind, struct shape *out)
{
    size_t at = 0;
    shape_init(out, kind);
    for (size_t path = 0; path < shape->end_count; path++) {
        shape_begin(out, false);
        for (; at < shape->ends[path]; at++)
            shape_add(out, (struct point){shape->spots[at].x, shape->spots[at].y});
    }
}

bool osm_shape_cut(const struct osm_shape *shape, struct spot_box box, size_t least,
                   struct osm_shape *out)
{
    struct spot_box own = shape->box;
    struct shape whole, cut;
    if (own.left >= box.left && own.right <= box.right && own.top >= box.top &&
        own.bottom <= box.bottom)
        return false;
    shape_of(shape, least == 3 ? SHAPE_AREA : SHAPE_LINE, &whole);
    shape_clip(&whole, (struct box){box.left, box.top, box.right, box.bottom}, &cut);
    osm_shape_empty(out);
    for (size_t path = 0; path < cut.path_count; path++) {
        for (size_t at = 0; at < cut.paths[path].count; at++) {
            struct point point = cut.points[cut.paths[path].first + at];
            osm_shape_add(out, (struct spot){point.lon, point.lat});
        }
        osm_shape_end(out, least);
    }
    shape_clear(&whole);
    shape_clear(&cut);
    return true;
}

/* ---- areas ---- */

double osm_ring_size(const struct spot *spots, size_t count)
{
    double sum = 0;
    for (size_t at = 2; at < count; at++) {
        struct spot a = spots[at - 1], b = spots[at];
        sum += (a.x - spots[0].x) * (b.y - spots[0].y) - (b.x - spots[0].x) * (a.y - spots[0].y);
    }
    return fabs(sum) / 2;
}

static struct spot ring_centre(const struct spot *spots, size_t count)
{
    double sum = 0, x = 0, y = 0;
    struct spot from = spots[0];
    for (size_t at = 2; at < count; at++) {
        double ax = spots[at - 1].x - from.x, ay = spots[at - 1].y - from.y;
        double bx = spots[at].x - from.x, by = spots[at].y - from.y, cross = ax * by - bx * ay;
        sum += cross;
        x += cross * (ax + bx);
        y += cross * (ay + by);
    }
    if (sum == 0)
        return from;
    return (struct spot){from.x + x / (3 * sum), from.y + y / (3 * sum)};
}

/* Where the edge from a to b crosses the height y; false when it does not. */
static bool edge_crosses(struct spot a, struct spot b, double y, double *x)
{
    if ((a.y > y) == (b.y > y))
        return false;
    *x = a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y);
    return true;
}

bool osm_shape_has(const struct osm_shape *area, struct spot spot)
{
    bool inside = false;
    size_t first = 0;
    for (size_t path = 0; path < area->end_count; path++) {
        size_t end = area->ends[path];
        double x;
        for (size_t at = first; at < end; at++)
            if (edge_crosses(area->spots[at], area->spots[at + 1 < end ? at + 1 : first], spot.y,
                             &x) &&
                spot.x < x)
                inside = !inside;
        first = end;
    }
    return inside;
}

static int number_order(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return one < two ? -1 : one > two;
}

/* The widest stretch inside the area at height y, into *middle; its width, 0 = none. */
static double widest_at(const struct osm_shape *area, double y, double *crossings, double *middle)
{
    size_t first = 0, count = 0;
    double widest = 0;
    for (size_t path = 0; path < area->end_count; path++) {
        size_t end = area->ends[path];
        for (size_t at = first; at < end; at++)
            count += edge_crosses(area->spots[at], area->spots[at + 1 < end ? at + 1 : first], y,
                                  &crossings[count]);
        first = end;
    }
    qsort(crossings, count, sizeof *crossings, number_order);
    for (size_t at = 0; at + 1 < count; at += 2)
        if (crossings[at + 1] - crossings[at] > widest) {
            widest = crossings[at + 1] - crossings[at];
            *middle = (crossings[at] + crossings[at + 1]) / 2;
        }
    return widest;
}

struct spot osm_shape_label(const struct osm_shape *area)
{
    static const double heights[] = {0.5, 0.37, 0.63, 0.25, 0.75, 0.12, 0.88};
    struct spot best = ring_centre(area->spots, area->ends[0]);
    double most = 0, middle = 0;
    if (osm_shape_has(area, best))
        return best;
    double *crossings = memory_take((area->spot_count + 1) * sizeof *crossings);
    for (size_t at = 0; at < sizeof heights / sizeof *heights; at++) {
        double y = area->box.top + heights[at] * (area->box.bottom - area->box.top);
        double width = widest_at(area, y, crossings, &middle);
        if (width > most) {
            most = width;
            best = (struct spot){middle, y};
        }
    }
    free(crossings);
    return most > 0 ? best : area->spots[0];
}
