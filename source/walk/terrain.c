/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/terrain_inner.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "walk/mesh_inner.h"

enum { CELL_UNITS = 64, CELLS_MOST = 1 << 21 }; /* cells of 24 m here, larger over a large area */
#define FARTHEST_MOST 2000.0

struct walk_manner walk_manner_usual(void)
{
    return (struct walk_manner){
        .speed = 1.25, .no_steps = false, .steps_extra = 1 / 0.5 - 1 / 1.25, .farthest = 150};
}

/* ---- what edges cost ---- */

static void edges_time(struct walk_terrain *terrain, const struct walk_manner *manner)
{
    const struct walk_graph *graph = terrain->graph;
    terrain->plain = (float)(1 / manner->speed);
    terrain->pace = memory_take(((size_t)graph->edge_count + 1) * sizeof *terrain->pace);
    terrain->seconds = memory_take(((size_t)graph->edge_count + 1) * sizeof *terrain->seconds);
    for (uint32_t at = 0; at < graph->edge_count; at++) {
        bool steps = graph->edges[at].flags & WALK_EDGE_STEPS;
        terrain->pace[at] = terrain->plain + (steps ? (float)manner->steps_extra : 0);
        terrain->seconds[at] =
            steps && manner->no_steps ? INFINITY : graph->edges[at].metres * terrain->pace[at];
    }
    terrain->onward = memory_take((2 * (size_t)graph->edge_count + 1) * sizeof *terrain->onward);
    for (uint32_t at = 0; at < 2 * graph->edge_count; at++)
        terrain->onward[at] =
            (struct onward){graph->halves[at].to, terrain->seconds[graph->halves[at].edge]};
}

/* The parts that hang together over edges that can be walked; small ones are islands. */
static uint32_t part_of(uint32_t *parts, uint32_t node)
{
    while (parts[node] != node)
        node = parts[node] = parts[parts[node]];
    return node;
}

static void islands_find(struct walk_terrain *terrain)
{
    const struct walk_graph *graph = terrain->graph;
    uint32_t *parts = memory_take(((size_t)graph->node_count + 1) * sizeof *parts);
    double *metres = memory_take(((size_t)graph->node_count + 1) * sizeof *metres);
    terrain->island = memory_take((size_t)graph->edge_count + 1);
    for (uint32_t node = 0; node < graph->node_count; node++)
        parts[node] = node;
    for (uint32_t at = 0; at < graph->edge_count; at++)
        if (!isinf(terrain->seconds[at]))
            parts[part_of(parts, graph->edges[at].from)] = part_of(parts, graph->edges[at].to);
    for (uint32_t at = 0; at < graph->edge_count; at++)
        if (!isinf(terrain->seconds[at]))
            metres[part_of(parts, graph->edges[at].from)] += (double)graph->edges[at].metres;
    for (uint32_t at = 0; at < graph->edge_count; at++)
        terrain->island[at] = metres[part_of(parts, graph->edges[at].from)] < WALK_ISLAND;
    free(parts);
    free(metres);
}

/* ---- where edges lie ---- */

static void grid_size(struct walk_terrain *terrain)
{
    const struct walk_graph *graph = terrain->graph;
    struct spot_box box = {0, 0, 0, 0};
    for (uint32_t at = 0; at < graph->spot_count; at++)
        box = at ? spot_box_add(box, graph->spots[at])
                 : (struct spot_box){graph->spots[0].x, graph->spots[0].y, graph->spots[0].x,
                                     graph->spots[0].y};
    double wide = box.right - box.left, high = box.bottom - box.top;
    terrain->origin = (struct spot){box.left, box.top};
    terrain->cell = (double)CELL_UNITS / WALK_GRID;
    while ((wide / terrain->cell + 1) * (high / terrain->cell + 1) > CELLS_MOST)
        terrain->cell *= 2;
    terrain->columns = (uint32_t)(wide / terrain->cell) + 1;
    terrain->rows = (uint32_t)(high / terrain->cell) + 1;
}

static uint32_t cell_at(double value, double origin, double per_cell, uint32_t count)
{
    uint32_t at = (uint32_t)((value - origin) * per_cell); /* never left of the origin */
    return at < count ? at : count - 1;
}

/* Counts the stretch in the cells of the box from `a` to `b`, or fills it in (`fill` not NULL). */
static void cells_lay(struct walk_terrain *terrain, struct stretch stretch, struct spot a,
                      struct spot b, uint32_t *fill)
{
    struct spot from = terrain->origin;
    double per_cell = 1 / terrain->cell;
    uint32_t columns = terrain->columns, rows = terrain->rows;
    uint32_t x0 = cell_at(a.x, from.x, per_cell, columns),
             y0 = cell_at(a.y, from.y, per_cell, rows);
    uint32_t x1 = cell_at(b.x, from.x, per_cell, columns),
             y1 = cell_at(b.y, from.y, per_cell, rows);
    uint32_t left = x0 < x1 ? x0 : x1, right = x0 < x1 ? x1 : x0;
    uint32_t top = y0 < y1 ? y0 : y1, bottom = y0 < y1 ? y1 : y0;
    for (uint32_t y = top; y <= bottom; y++)
        for (uint32_t x = left; x <= right; x++) {
            size_t at = (size_t)y * columns + x;
            if (fill)
                terrain->stretches[fill[at]++] = stretch;
            else
                terrain->first[at + 1]++;
        }
}

/* A long stretch goes in steps of a cell, so that it does not fill the square around it. */
static void stretch_lay(struct walk_terrain *terrain, struct stretch stretch, uint32_t *fill)
{
    struct spot a = terrain->graph->spots[stretch.spot], last = a;
    struct spot b = terrain->graph->spots[stretch.spot + 1];
    uint32_t steps = (uint32_t)(fmax(fabs(b.x - a.x), fabs(b.y - a.y)) / terrain->cell) + 1;
    for (uint32_t step = 1; step <= steps; step++) {
        double along = (double)step / steps;
        struct spot next = {a.x + along * (b.x - a.x), a.y + along * (b.y - a.y)};
        cells_lay(terrain, stretch, last, next, fill);
        last = next;
    }
}

static void stretches_lay(struct walk_terrain *terrain, uint32_t *fill)
{
    const struct walk_graph *graph = terrain->graph;
    for (uint32_t at = 0; at < graph->edge_count; at++) {
        const struct walk_edge *edge = &graph->edges[at];
        for (uint32_t spot = 0; spot + 1 < edge->count && !isinf(terrain->seconds[at]); spot++)
            stretch_lay(terrain, (struct stretch){at, edge->first + spot}, fill);
    }
}

static void grid_fill(struct walk_terrain *terrain)
{
    size_t cells = (size_t)terrain->columns * terrain->rows;
    terrain->first = memory_take((cells + 1) * sizeof *terrain->first);
    stretches_lay(terrain, NULL);
    uint32_t *fill = memory_take((cells + 1) * sizeof *fill);
    for (size_t cell = 0; cell < cells; cell++) {
        terrain->first[cell + 1] += terrain->first[cell];
        fill[cell] = terrain->first[cell];
    }
    terrain->stretches =
        memory_take(((size_t)terrain->first[cells] + 1) * sizeof *terrain->stretches);
    stretches_lay(terrain, fill);
    free(fill);
}

struct walk_terrain *walk_terrain_new(const struct walk_graph *graph,
                                      const struct walk_manner *manner)
{
    struct walk_terrain *terrain = memory_take(sizeof *terrain);
    terrain->graph = graph;
    terrain->farthest = fmin(manner->farthest, FARTHEST_MOST);
    edges_time(terrain, manner);
    islands_find(terrain);
    grid_size(terrain);
    grid_fill(terrain);
    return terrain;
}

void walk_terrain_free(struct walk_terrain *terrain)
{
    if (!terrain)
        return;
    free(terrain->pace);
    free(terrain->seconds);
    free(terrain->onward);
    free(terrain->island);
    free(terrain->first);
    free(terrain->stretches);
    free(terrain);
}

/* ---- snapping ---- */

struct nearest {
    double square; /* of the distance, in spots */
    struct stretch stretch;
    double along; /* 0..1 on it */
};
struct seek {
    const struct walk_terrain *terrain;
    struct spot point;
    struct nearest main, island;
};

static void nearest_try(struct nearest *nearest, const struct seek *seek, struct stretch stretch)
{
    struct spot a = seek->terrain->graph->spots[stretch.spot];
    struct spot b = seek->terrain->graph->spots[stretch.spot + 1];
    double dx = b.x - a.x, dy = b.y - a.y, px = seek->point.x - a.x, py = seek->point.y - a.y;
    double size = dx * dx + dy * dy, along = size > 0 ? (px * dx + py * dy) / size : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    double ox = px - along * dx, oy = py - along * dy, square = ox * ox + oy * oy;
    if (square < nearest->square ||
        (square <= nearest->square && stretch.spot < nearest->stretch.spot))
        *nearest = (struct nearest){square, stretch, along};
}

static void cell_seek(struct seek *seek, int64_t column, int64_t row)
{
    const struct walk_terrain *terrain = seek->terrain;
    if (column < 0 || row < 0 || column >= terrain->columns || row >= terrain->rows)
        return;
    size_t cell = (size_t)row * terrain->columns + (size_t)column;
    for (uint32_t at = terrain->first[cell]; at < terrain->first[cell + 1]; at++) {
        struct stretch stretch = terrain->stretches[at];
        nearest_try(terrain->island[stretch.edge] ? &seek->island : &seek->main, seek, stretch);
    }
}

/* The cells at `ring` cells from the middle one. */
static void ring_seek(struct seek *seek, int64_t column, int64_t row, int64_t ring)
{
    for (int64_t x = column - ring; x <= column + ring; x++) {
        cell_seek(seek, x, row - ring);
        if (ring)
            cell_seek(seek, x, row + ring);
    }
    for (int64_t y = row - ring + 1; y < row + ring; y++) {
        cell_seek(seek, column - ring, y);
        cell_seek(seek, column + ring, y);
    }
}

static struct walk_snap snap_make(const struct walk_terrain *terrain, const struct nearest *nearest,
                                  double equator)
{
    const struct walk_graph *graph = terrain->graph;
    const struct walk_edge *edge = &graph->edges[nearest->stretch.edge];
    double before = 0, whole = 0;
    for (uint32_t spot = edge->first; spot + 1 < edge->first + edge->count; spot++) {
        double size = hypot(graph->spots[spot + 1].x - graph->spots[spot].x,
                            graph->spots[spot + 1].y - graph->spots[spot].y);
        before += spot < nearest->stretch.spot    ? size
                  : spot == nearest->stretch.spot ? size * nearest->along
                                                  : 0;
        whole += size;
    }
    struct spot a = graph->spots[nearest->stretch.spot];
    struct spot b = graph->spots[nearest->stretch.spot + 1];
    return (struct walk_snap){
        .edge = nearest->stretch.edge,
        .along = whole > 0 ? (float)fmin(1, before / whole) * edge->metres : 0,
        .off = (float)(sqrt(nearest->square) * equator),
        .at = {a.x + nearest->along * (b.x - a.x), a.y + nearest->along * (b.y - a.y)}};
}

struct walk_snap walk_terrain_snap(const struct walk_terrain *terrain, struct spot point)
{
    double metres = spot_metres(point_of_spot(point).lat), limit = terrain->farthest / metres;
    double square = nextafter(limit * limit, INFINITY);
    struct seek seek = {terrain, point, {square, {0, UINT32_MAX}, 0}, {square, {0, UINT32_MAX}, 0}};
    double x = (point.x - terrain->origin.x) / terrain->cell, column = floor(x);
    double y = (point.y - terrain->origin.y) / terrain->cell, row = floor(y);
    double rings = ceil(limit / terrain->cell);
    double edge = fmin(fmin(x - column, column + 1 - x), fmin(y - row, row + 1 - y));
    if (!(fabs(x) < 1e9 && fabs(y) < 1e9))
        return (struct walk_snap){.edge = WALK_NOWHERE};
    for (int64_t ring = 0; (double)ring <= rings; ring++) {
        double sure =
            ((double)(ring - 1) + edge) * terrain->cell; /* all nearer than this was seen */
        if (ring && seek.main.square <= sure * sure)
            break;
        ring_seek(&seek, (int64_t)column, (int64_t)row, ring);
    }
    const struct nearest *found = seek.main.stretch.spot != UINT32_MAX ? &seek.main : &seek.island;
    if (found->stretch.spot == UINT32_MAX)
        return (struct walk_snap){.edge = WALK_NOWHERE};
    return snap_make(terrain, found, metres);
}
