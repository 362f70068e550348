/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/varint.h"
#include "walk/mesh_inner.h"

enum { FORM = 1, BY_POSITION = 1 };

/* ---- writing ---- */

static void spot_put(struct buffer *out, struct walk_corner *last, struct spot spot)
{
    struct walk_corner corner = walk_corner_of(spot);
    zigzag_put(out, corner.x - last->x);
    zigzag_put(out, corner.y - last->y);
    *last = corner;
}

static void edge_put(const struct walk_graph *graph, const struct walk_edge *edge,
                     struct buffer *out)
{
    struct walk_corner last = walk_corner_of(graph->nodes[edge->from]);
    varint_put(out, edge->to - edge->from);
    varint_put(out, (uint64_t)(edge->count - 2) << 1 | (edge->flags & WALK_EDGE_STEPS));
    for (uint32_t spot = 1; spot + 1 < edge->count; spot++)
        spot_put(out, &last, graph->spots[edge->first + spot]);
}

bool walk_graph_write(const struct walk_graph *graph, struct buffer *out)
{
    struct walk_corner last = {0, 0};
    uint32_t edge = 0;
    buffer_add_byte(out, FORM);
    buffer_add_byte(out, graph->by_position ? BY_POSITION : 0);
    varint_put(out, graph->node_count);
    varint_put(out, graph->edge_count);
    varint_put(out, graph->spot_count - 2 * graph->edge_count);
    for (uint32_t node = 0; node < graph->node_count; node++)
        spot_put(out, &last, graph->nodes[node]);
    for (uint32_t node = 0; node < graph->node_count; node++) {
        uint32_t end = edge;
        while (end < graph->edge_count && graph->edges[end].from == node)
            end++;
        varint_put(out, end - edge);
        for (; edge < end; edge++)
            edge_put(graph, &graph->edges[edge], out);
    }
    return !out->full;
}

/* ---- reading ---- */

struct reading {
    const uint8_t *at, *end;
    struct walk_graph *graph;
    uint32_t edges, spots; /* how many there must be */
};

static bool number_take(struct reading *reading, uint64_t most, uint32_t *out)
{
    uint64_t value;
    if (!varint_take(&reading->at, reading->end, &value) || value > most)
        return false;
    *out = (uint32_t)value;
    return true;
}

static bool spot_take(struct reading *reading, struct walk_corner *last, struct spot *out)
{
    int64_t dx, dy;
    if (!zigzag_take(&reading->at, reading->end, &dx) ||
        !zigzag_take(&reading->at, reading->end, &dy) || dx < -WALK_GRID || dx > WALK_GRID ||
        dy < -WALK_GRID || dy > WALK_GRID)
        return false;
    int64_t x = last->x + dx, y = last->y + dy;
    if (x < 0 || y < 0 || x > WALK_GRID || y > WALK_GRID)
        return false;
    *last = (struct walk_corner){(int32_t)x, (int32_t)y};
    *out = walk_corner_spot(*last);
    return true;
}

/* Every node takes three bytes at least, every edge and every spot two. */
static bool head_take(struct reading *reading)
{
    struct walk_graph *graph = reading->graph;
    uint64_t size = (uint64_t)(reading->end - reading->at);
    if (size < 5 || reading->at[0] != FORM || (reading->at[1] & ~BY_POSITION))
        return false;
    graph->by_position = reading->at[1] & BY_POSITION;
    reading->at += 2;
    if (size > UINT32_MAX / 4 || !number_take(reading, size / 3, &graph->node_count) ||
        !number_take(reading, size / 2, &reading->edges) ||
        !number_take(reading, size / 2, &reading->spots))
        return false;
    reading->spots += 2 * reading->edges;
    return (uint64_t)graph->node_count * 3 + reading->edges * 2 <= size;
}

static bool nodes_take(struct reading *reading)
{
    struct walk_graph *graph = reading->graph;
    struct walk_corner last = {0, 0};
    graph->nodes = memory_take(((size_t)graph->node_count + 1) * sizeof *graph->nodes);
    for (uint32_t node = 0; node < graph->node_count; node++)
        if (!spot_take(reading, &last, &graph->nodes[node]))
            return false;
    return true;
}

static bool edge_take(struct reading *reading, uint32_t node)
{
    struct walk_graph *graph = reading->graph;
    struct walk_edge *edge = &graph->edges[graph->edge_count];
    struct walk_corner last = walk_corner_of(graph->nodes[node]);
    uint32_t step, form, left = reading->spots - graph->spot_count;
    if (!number_take(reading, graph->node_count - 1 - node, &step) ||
        !number_take(reading, UINT32_MAX, &form) || left < 2 || form >> 1 > left - 2)
        return false;
    *edge = (struct walk_edge){.from = node,
                               .to = node + step,
                               .first = graph->spot_count,
                               .count = (form >> 1) + 2,
                               .flags = form & WALK_EDGE_STEPS};
    graph->spots[graph->spot_count++] = graph->nodes[node];
    for (uint32_t spot = 0; spot < form >> 1; spot++)
        if (!spot_take(reading, &last, &graph->spots[graph->spot_count++]))
            return false;
    graph->spots[graph->spot_count++] = graph->nodes[edge->to];
    graph->edge_count++;
    return true;
}

static bool edges_take(struct reading *reading)
{
    struct walk_graph *graph = reading->graph;
    uint32_t count;
    graph->edges = memory_take(((size_t)reading->edges + 1) * sizeof *graph->edges);
    graph->spots = memory_take(((size_t)reading->spots + 1) * sizeof *graph->spots);
    for (uint32_t node = 0; node < graph->node_count; node++) {
        if (!number_take(reading, reading->edges - graph->edge_count, &count))
            return false;
        while (count--)
            if (!edge_take(reading, node))
                return false;
    }
    return graph->edge_count == reading->edges && graph->spot_count == reading->spots &&
           reading->at == reading->end;
}

bool walk_graph_read(const void *bytes, size_t size, struct walk_graph *out, struct fault *why)
{
    const uint8_t *start = bytes;
    *out = (struct walk_graph){0};
    struct reading reading = {.at = start, .end = start + size, .graph = out};
    if (size > 0 && head_take(&reading) && nodes_take(&reading) && edges_take(&reading)) {
        walk_graph_link(out);
        return true;
    }
    walk_graph_clear(out);
    fault_set(why, FAULT_INPUT, "fault.walk.damaged");
    return fault_at(why, size > 0 ? reading.at - start : 0);
}
