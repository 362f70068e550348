/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "walk/outline_inner.h"
#include "walk/reach_inner.h"

enum { CORNERS_MOST = 4 << 20 };

/* ---- stretches ---- */

struct part { /* of one edge */
    double from, to;
};
struct parts {
    struct part *items;
    size_t count, room;
};

static void part_add(struct parts *parts, double from, double to, double metres)
{
    from = fmax(from, 0);
    to = fmin(to, metres);
    if (from > to)
        return;
    ARRAY_GROW(parts->items, parts->count, parts->room);
    parts->items[parts->count++] = (struct part){from, to};
}

static int part_order(const void *a, const void *b)
{
    const struct part *one = a, *two = b;
    return one->from < two->from ? -1 : one->from > two->from;
}

static size_t stand_first(const struct walk_reach *reach, uint32_t edge)
{
    size_t low = 0, high = reach->stand_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (reach->stands[middle].edge < edge)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void stands_add(const struct walk_reach *reach, uint32_t edge, double bound, double metres,
                       struct parts *parts)
{
    double pace = (double)reach->terrain->pace[edge];
    for (size_t at = stand_first(reach, edge);
         at < reach->stand_count && reach->stands[at].edge == edge; at++) {
        double along = (double)reach->stands[at].along;
        double left = bound - (double)(reach->stands[at].off * reach->terrain->plain);
        if (left >= 0)
            part_add(parts, along - left / pace, along + left / pace, metres);
    }
}

static void edge_parts(const struct walk_reach *reach, uint32_t at, double bound,
                       struct parts *parts)
{
    const struct walk_terrain *terrain = reach->terrain;
    const struct walk_edge *edge = &terrain->graph->edges[at];
    double metres = (double)edge->metres, pace = (double)terrain->pace[at];
    double from = (double)walk_reach_node(reach, edge->from);
    double to = (double)walk_reach_node(reach, edge->to);
    if (isinf(terrain->seconds[at]))
        return;
    if (from <= bound)
        part_add(parts, 0, (bound - from) / pace, metres);
    if (to <= bound)
        part_add(parts, metres - (bound - to) / pace, metres, metres);
    if (reach->stood[at])
        stands_add(reach, at, bound, metres, parts);
}

static void parts_give(struct parts *parts, uint32_t edge, walk_stretch_each *each, void *data)
{
    if (parts->count == 0)
        return;
    qsort(parts->items, parts->count, sizeof *parts->items, part_order);
    struct part now = parts->items[0];
    for (size_t at = 1; at < parts->count; at++) {
        if (parts->items[at].from > now.to) {
            each(data, edge, now.from, now.to);
            now = parts->items[at];
        }
        now.to = fmax(now.to, parts->items[at].to);
    }
    each(data, edge, now.from, now.to);
    parts->count = 0;
}

void walk_reach_stretches(const struct walk_reach *const *reaches, size_t count, double bound,
                          walk_stretch_each *each, void *data)
{
    struct parts parts = {0};
    uint32_t edges = count ? reaches[0]->terrain->graph->edge_count : 0;
    for (uint32_t edge = 0; edge < edges; edge++) {
        for (size_t at = 0; at < count; at++)
            edge_parts(reaches[at], edge, fmin(bound, (double)reaches[at]->bound), &parts);
        parts_give(&parts, edge, each, data);
    }
    free(parts.items);
}

/* ---- the lines they make ---- */

struct line {
    struct spot a, b;
};
struct lines {
    const struct walk_graph *graph;
    struct line *items;
    size_t count, room;
    struct spot_box box;
};

static void line_add(struct lines *lines, struct spot a, struct spot b)
{
    ARRAY_GROW(lines->items, lines->count, lines->room);
    lines->items[lines->count++] = (struct line){a, b};
    lines->box = spot_box_add(spot_box_add(lines->box, a), b);
}

static struct spot between(struct spot a, struct spot b, double share)
{
    return (struct spot){a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

/* The course from one share of the edge's length to another; lengths are those on the map. */
static void stretch_lines(void *data, uint32_t at, double from, double to)
{
    struct lines *lines = data;
    const struct walk_edge *edge = &lines->graph->edges[at];
    const struct spot *spots = lines->graph->spots + edge->first;
    double whole = 0, before = 0, metres = fmax((double)edge->metres, 1e-9);
    for (uint32_t spot = 0; spot + 1 < edge->count; spot++)
        whole += hypot(spots[spot + 1].x - spots[spot].x, spots[spot + 1].y - spots[spot].y);
    double start = from / metres * whole, end = to / metres * whole;
    for (uint32_t spot = 0; spot + 1 < edge->count; spot++) {
        struct spot a = spots[spot], b = spots[spot + 1];
        double size = hypot(b.x - a.x, b.y - a.y), after = before + size;
        if (after >= start && before <= end && size > 0)
            line_add(lines, between(a, b, fmax(0, (start - before) / size)),
                     between(a, b, fmin(1, (end - before) / size)));
        else if (whole <= 0)
            line_add(lines, a, b);
        before = after;
    }
}

/* ---- the grid ---- */

static double grid_lay(struct outline_grid *grid, struct spot_box box)
{
    double metres = spot_metres(point_of_spot((struct spot){0.5, (box.top + box.bottom) / 2}).lat);
    double reach = OUTLINE_REACH / metres;
    grid->cell = OUTLINE_CELL / metres;
    while (((box.right - box.left + 2 * reach) / grid->cell + 7) *
               ((box.bottom - box.top + 2 * reach) / grid->cell + 7) >
           CORNERS_MOST) {
        grid->cell *= 2;
        reach *= 2;
    }
    double margin = reach + 2.5 * grid->cell;
    grid->origin = (struct spot){box.left - margin, box.top - margin};
    grid->wide = (uint32_t)ceil((box.right - box.left + 2 * margin) / grid->cell) + 1;
    grid->high = (uint32_t)ceil((box.bottom - box.top + 2 * margin) / grid->cell) + 1;
    size_t corners = (size_t)grid->wide * grid->high;
    grid->depth = memory_take(corners * sizeof *grid->depth);
    for (size_t at = 0; at < corners; at++)
        grid->depth[at] = -1;
    return reach;
}

/* Squared distance from (x, y) to the line, all in cells. */
static float square_to(struct line line, float x, float y)
{
    float dx = (float)(line.b.x - line.a.x), dy = (float)(line.b.y - line.a.y);
    float px = x - (float)line.a.x, py = y - (float)line.a.y;
    float size = dx * dx + dy * dy, along = size > 0 ? (px * dx + py * dy) / size : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    px -= along * dx;
    py -= along * dy;
    return px * px + py * py;
}

/* `reach` in cells. */
static void line_lay(struct outline_grid *grid, struct line line, float reach)
{
    struct line on = {
        {(line.a.x - grid->origin.x) / grid->cell, (line.a.y - grid->origin.y) / grid->cell},
        {(line.b.x - grid->origin.x) / grid->cell, (line.b.y - grid->origin.y) / grid->cell}};
    double seen = (double)reach + 1; /* one cell more, so that the line runs smoothly */
    uint32_t left = (uint32_t)ceil(fmin(on.a.x, on.b.x) - seen);
    uint32_t right = (uint32_t)floor(fmax(on.a.x, on.b.x) + seen);
    uint32_t top = (uint32_t)ceil(fmin(on.a.y, on.b.y) - seen);
    uint32_t bottom = (uint32_t)floor(fmax(on.a.y, on.b.y) + seen);
    for (uint32_t y = top; y <= bottom; y++) {
        float *row = grid->depth + (size_t)y * grid->wide;
        for (uint32_t x = left; x <= right; x++) {
            float square = square_to(on, (float)x, (float)y);
            float least = reach - row[x]; /* never nearer to 0 than the distance itself */
            if (square < least * least)
                row[x] = reach - sqrtf(square);
        }
    }
}

void walk_outline_make(const struct walk_reach *const *reaches, size_t count, double bound,
                       struct walk_outline *out)
{
    struct lines lines = {.graph = count ? reaches[0]->terrain->graph : NULL,
                          .box = spot_box_empty()};
    struct outline_grid grid = {.wide = 0};
    shape_init(&out->area, SHAPE_AREA);
    out->within = OUTLINE_REACH + OUTLINE_CELL * sqrt(2);
    walk_reach_stretches(reaches, count, bound, stretch_lines, &lines);
    if (lines.count) {
        double reach = grid_lay(&grid, lines.box);
        for (size_t at = 0; at < lines.count; at++)
            line_lay(&grid, lines.items[at], (float)(reach / grid.cell));
        outline_rings(&grid, &out->area);
        double metres =
            spot_metres(point_of_spot((struct spot){0.5, lines.box.top}).lat); /* the larger ones */
        metres = fmax(metres, spot_metres(point_of_spot((struct spot){0.5, lines.box.bottom}).lat));
        out->within = (reach + grid.cell * sqrt(2)) * metres;
    }
    free(grid.depth);
    free(lines.items);
}

void walk_outline_clear(struct walk_outline *outline)
{
    shape_clear(&outline->area);
}
