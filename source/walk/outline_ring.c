/* SPDX-License-Identifier: EUPL-1.2 */
/* Marching squares. Each crossing of the line with a side of a cell is a knot; within a cell the
 * line goes from knot to knot with the inside on its right, so that every knot has one that
 * follows. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "walk/outline_inner.h"

enum { TOP, RIGHT, BOTTOM, LEFT };
#define NO_KNOT UINT32_MAX

/* Knots by side: twice the corner's number for the side to the right of it, one more for the side
 * below. */
struct march {
    const struct outline_grid *grid;
    uint32_t *next; /* by side: the side where the line goes on; NO_KNOT = none */
};

static bool inside(const struct outline_grid *grid, uint32_t x, uint32_t y)
{
    return grid->depth[(size_t)y * grid->wide + x] >= 0;
}

static uint32_t side_of(const struct outline_grid *grid, uint32_t x, uint32_t y, int side)
{
    uint32_t corner = y * grid->wide + x;
    switch (side) {
    case TOP:
        return 2 * corner;
    case RIGHT:
        return 2 * (corner + 1) + 1;
    case BOTTOM:
        return 2 * (corner + grid->wide);
    default:
        return 2 * corner + 1;
    }
}

static void cell_link(struct march *march, uint32_t x, uint32_t y)
{
    static const signed char links[16][4] = {
        /* from, to, from, to; bits: 1 = top left, 2 = top right, 4 = bottom right, 8 = bottom left
         */
        {-1, -1, -1, -1},      {TOP, LEFT, -1, -1},        {RIGHT, TOP, -1, -1},
        {RIGHT, LEFT, -1, -1}, {BOTTOM, RIGHT, -1, -1},    {TOP, LEFT, BOTTOM, RIGHT},
        {BOTTOM, TOP, -1, -1}, {BOTTOM, LEFT, -1, -1},     {LEFT, BOTTOM, -1, -1},
        {TOP, BOTTOM, -1, -1}, {RIGHT, TOP, LEFT, BOTTOM}, {RIGHT, BOTTOM, -1, -1},
        {LEFT, RIGHT, -1, -1}, {TOP, RIGHT, -1, -1},       {LEFT, TOP, -1, -1},
        {-1, -1, -1, -1},
    };
    const struct outline_grid *grid = march->grid;
    int kind = inside(grid, x, y) + 2 * inside(grid, x + 1, y) + 4 * inside(grid, x + 1, y + 1) +
               8 * inside(grid, x, y + 1);
    for (int at = 0; at < 4 && links[kind][at] >= 0; at += 2)
        march->next[side_of(grid, x, y, links[kind][at])] =
            side_of(grid, x, y, links[kind][at + 1]);
}

static struct spot knot_spot(const struct outline_grid *grid, uint32_t side)
{
    uint32_t corner = side / 2, other = side % 2 ? corner + grid->wide : corner + 1;
    double a = (double)grid->depth[corner], b = (double)grid->depth[other];
    double share = a / (a - b), x = corner % grid->wide, y = corner / grid->wide;
    return (struct spot){grid->origin.x + (x + (side % 2 ? 0 : share)) * grid->cell,
                         grid->origin.y + (y + (side % 2 ? share : 0)) * grid->cell};
}

struct ring {
    size_t first, count; /* of `spots` */
    double area;         /* below 0: a hole */
    size_t outer;        /* of a hole: the ring it lies in */
};
struct rings {
    struct ring *items;
    size_t count, room;
    struct spot *spots;
    size_t spot_count, spot_room;
};

static void ring_walk(struct march *march, uint32_t start, struct rings *rings)
{
    struct ring ring = {.first = rings->spot_count};
    for (uint32_t side = start; march->next[side] != NO_KNOT;) {
        uint32_t next = march->next[side];
        march->next[side] = NO_KNOT;
        ARRAY_GROW(rings->spots, rings->spot_count, rings->spot_room);
        rings->spots[rings->spot_count++] = knot_spot(march->grid, side);
        side = next;
    }
    ring.count = rings->spot_count - ring.first;
    const struct spot *spots = rings->spots + ring.first;
    for (size_t at = 0, last = ring.count - 1; at < ring.count; last = at++)
        ring.area += (spots[last].x - spots[0].x) * (spots[at].y - spots[0].y) -
                     (spots[at].x - spots[0].x) * (spots[last].y - spots[0].y);
    ARRAY_GROW(rings->items, rings->count, rings->room);
    rings->items[rings->count++] = ring;
}

static bool ring_has(const struct rings *rings, const struct ring *ring, struct spot spot)
{
    const struct spot *spots = rings->spots + ring->first;
    bool in = false;
    for (size_t at = 0, last = ring->count - 1; at < ring->count; last = at++)
        if ((spots[at].y > spot.y) != (spots[last].y > spot.y) &&
            spot.x < spots[at].x + (spot.y - spots[at].y) / (spots[last].y - spots[at].y) *
                                       (spots[last].x - spots[at].x))
            in = !in;
    return in;
}

/* The smallest outer ring around it. */
static void hole_place(struct rings *rings, struct ring *hole)
{
    double least = INFINITY;
    for (size_t at = 0; at < rings->count; at++) {
        const struct ring *ring = &rings->items[at];
        if (ring->area > 0 && ring->area < least && ring->area > -hole->area &&
            ring_has(rings, ring, rings->spots[hole->first])) {
            hole->outer = at;
            least = ring->area;
        }
    }
}

static void ring_give(const struct rings *rings, const struct ring *ring, struct shape *out)
{
    shape_begin(out, ring->area < 0);
    for (size_t at = 0; at < ring->count; at++)
        shape_add(out, point_of_spot(rings->spots[ring->first + at]));
}

static void rings_give(struct rings *rings, struct shape *out)
{
    for (size_t at = 0; at < rings->count; at++)
        if (rings->items[at].area < 0)
            hole_place(rings, &rings->items[at]);
    for (size_t at = 0; at < rings->count; at++) {
        if (rings->items[at].area < 0)
            continue;
        ring_give(rings, &rings->items[at], out);
        for (size_t hole = 0; hole < rings->count; hole++)
            if (rings->items[hole].area < 0 && rings->items[hole].outer == at)
                ring_give(rings, &rings->items[hole], out);
    }
}

void outline_rings(const struct outline_grid *grid, struct shape *out)
{
    size_t sides = 2 * (size_t)grid->wide * grid->high;
    struct march march = {grid, memory_take((sides + 1) * sizeof *march.next)};
    struct rings rings = {0};
    for (size_t side = 0; side < sides; side++)
        march.next[side] = NO_KNOT;
    for (uint32_t y = 0; y + 1 < grid->high; y++)
        for (uint32_t x = 0; x + 1 < grid->wide; x++)
            cell_link(&march, x, y);
    for (uint32_t side = 0; side < sides; side++)
        if (march.next[side] != NO_KNOT)
            ring_walk(&march, side, &rings);
    rings_give(&rings, out);
    free(march.next);
    free(rings.items);
    free(rings.spots);
}
