/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/graph.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "walk/mesh_inner.h"

void walk_graph_clear(struct walk_graph *graph)
{
    free(graph->first);
    free(graph->halves);
    free(graph->edges);
    free(graph->nodes);
    free(graph->spots);
    *graph = (struct walk_graph){0};
}

/* ---- lengths and halves ---- */

/* Metres between neighbouring spots: the scale of Web Mercator at their middle is 1 / cosh. */
static double spots_metres(struct spot a, struct spot b, double equator)
{
    double middle = (0.5 - (a.y + b.y) / 2) * 6.28318530717958647692;
    return sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)) * equator / cosh(middle);
}

static void metres_fill(struct walk_graph *graph)
{
    double equator = spot_metres(0);
    for (uint32_t at = 0; at < graph->edge_count; at++) {
        struct walk_edge *edge = &graph->edges[at];
        double metres = 0;
        for (uint32_t spot = edge->first + 1; spot < edge->first + edge->count; spot++)
            metres += spots_metres(graph->spots[spot - 1], graph->spots[spot], equator);
        edge->metres = (float)metres;
    }
}

static void halves_fill(struct walk_graph *graph)
{
    graph->first = memory_take(((size_t)graph->node_count + 2) * sizeof *graph->first);
    graph->halves = memory_take(((size_t)graph->edge_count * 2 + 1) * sizeof *graph->halves);
    uint32_t *fill = graph->first + 1, sum = 0;
    for (uint32_t at = 0; at < graph->edge_count; at++) {
        fill[graph->edges[at].from]++;
        fill[graph->edges[at].to]++;
    }
    for (uint32_t node = 0; node < graph->node_count; node++) {
        uint32_t count = fill[node];
        fill[node] = sum;
        sum += count;
    }
    for (uint32_t at = 0; at < graph->edge_count; at++) {
        const struct walk_edge *edge = &graph->edges[at];
        graph->halves[fill[edge->from]++] = (struct walk_half){edge->to, at};
        graph->halves[fill[edge->to]++] = (struct walk_half){edge->from, at};
    }
}

void walk_graph_link(struct walk_graph *graph)
{
    metres_fill(graph);
    halves_fill(graph);
}

/* ---- parts ---- */

struct part {
    uint32_t number; /* as it was found */
    double metres;
};

static int part_order(const void *a, const void *b)
{
    const struct part *one = a, *two = b;
    if (one->metres < two->metres || one->metres > two->metres)
        return one->metres > two->metres ? -1 : 1;
    return one->number < two->number ? -1 : one->number > two->number;
}

/* Numbers what hangs together, as it is found. */
static uint32_t parts_find(const struct walk_graph *graph, uint32_t *part_of)
{
    uint32_t *open = memory_take(((size_t)graph->node_count + 1) * sizeof *open), parts = 0;
    for (uint32_t node = 0; node < graph->node_count; node++)
        part_of[node] = WALK_NONE;
    for (uint32_t start = 0; start < graph->node_count; start++) {
        uint32_t count = 0;
        if (part_of[start] != WALK_NONE)
            continue;
        open[count++] = start;
        part_of[start] = parts;
        while (count) {
            uint32_t node = open[--count];
            for (uint32_t half = graph->first[node]; half < graph->first[node + 1]; half++) {
                uint32_t to = graph->halves[half].to;
                if (part_of[to] != WALK_NONE)
                    continue;
                part_of[to] = parts;
                open[count++] = to;
            }
        }
        parts++;
    }
    free(open);
    return parts;
}

uint32_t walk_graph_parts(const struct walk_graph *graph, uint32_t *part_of, double *metres)
{
    uint32_t count = parts_find(graph, part_of);
    struct part *parts = memory_take(((size_t)count + 1) * sizeof *parts);
    uint32_t *rank = memory_take(((size_t)count + 1) * sizeof *rank);
    for (uint32_t at = 0; at < count; at++)
        parts[at].number = at;
    for (uint32_t at = 0; at < graph->edge_count; at++)
        parts[part_of[graph->edges[at].from]].metres += (double)graph->edges[at].metres;
    qsort(parts, count, sizeof *parts, part_order);
    for (uint32_t at = 0; at < count; at++) {
        rank[parts[at].number] = at;
        if (metres)
            metres[at] = parts[at].metres;
    }
    for (uint32_t node = 0; node < graph->node_count; node++)
        part_of[node] = rank[part_of[node]];
    free(parts);
    free(rank);
    return count;
}
