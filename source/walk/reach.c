/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/reach.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "walk/terrain_inner.h"

/* A place on an edge; all of them sorted by edge. */
struct stand {
    uint32_t edge, place;
    float along, off;
};
struct wait { /* in the heap: the least time first, then the first place */
    float seconds;
    uint32_t place, node;
};
struct walk_reach {
    const struct walk_terrain *terrain;
    float *seconds;    /* by node; INFINITY = not reached */
    uint32_t *place;   /* by node */
    uint32_t *touched; /* nodes whose time was set */
    size_t touched_count;
    bool *stood; /* by edge: a place lies on it */
    struct stand *stands;
    size_t stand_count, stand_room;
    struct wait *heap;
    size_t heap_count, heap_room;
    float bound;
};

struct walk_reach *walk_reach_new(const struct walk_terrain *terrain)
{
    struct walk_reach *reach = memory_take(sizeof *reach);
    size_t nodes = terrain->graph->node_count;
    reach->terrain = terrain;
    reach->seconds = memory_take((nodes + 1) * sizeof *reach->seconds);
    reach->place = memory_take((nodes + 1) * sizeof *reach->place);
    reach->touched = memory_take((nodes + 1) * sizeof *reach->touched);
    reach->stood = memory_take((size_t)terrain->graph->edge_count + 1);
    for (size_t node = 0; node < nodes; node++)
        reach->seconds[node] = INFINITY;
    return reach;
}

void walk_reach_free(struct walk_reach *reach)
{
    if (!reach)
        return;
    free(reach->seconds);
    free(reach->place);
    free(reach->touched);
    free(reach->stood);
    free(reach->stands);
    free(reach->heap);
    free(reach);
}

/* ---- the heap ---- */

static bool sooner(struct wait a, struct wait b)
{
    return a.seconds < b.seconds || (a.seconds <= b.seconds && a.place < b.place);
}

static void heap_put(struct walk_reach *reach, struct wait wait)
{
    ARRAY_GROW(reach->heap, reach->heap_count, reach->heap_room);
    size_t at = reach->heap_count++;
    while (at > 0 && sooner(wait, reach->heap[(at - 1) / 2])) {
        reach->heap[at] = reach->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    reach->heap[at] = wait;
}

static struct wait heap_take(struct walk_reach *reach)
{
    struct wait first = reach->heap[0], last = reach->heap[--reach->heap_count];
    size_t at = 0;
    for (size_t child = 1; child < reach->heap_count; child = 2 * at + 1) {
        if (child + 1 < reach->heap_count && sooner(reach->heap[child + 1], reach->heap[child]))
            child++;
        if (!sooner(reach->heap[child], last))
            break;
        reach->heap[at] = reach->heap[child];
        at = child;
    }
    reach->heap[at] = last;
    return first;
}

/* ---- the search ---- */

static void arrive(struct walk_reach *reach, uint32_t node, float seconds, uint32_t place)
{
    struct wait now = {reach->seconds[node], reach->place[node], node};
    struct wait wait = {seconds, place, node};
    if (isinf(seconds) || !(seconds <= reach->bound) || !sooner(wait, now))
        return;
    if (isinf(now.seconds))
        reach->touched[reach->touched_count++] = node;
    reach->seconds[node] = seconds;
    reach->place[node] = place;
    heap_put(reach, wait);
}

/* Seconds from a spot on an edge to one of its ends. */
static float to_end(const struct walk_terrain *terrain, const struct walk_snap *snap, bool far)
{
    float metres = terrain->graph->edges[snap->edge].metres;
    return (far ? metres - snap->along : snap->along) * terrain->pace[snap->edge] +
           snap->off * terrain->plain;
}

static void place_stand(struct walk_reach *reach, const struct walk_snap *snap, uint32_t place)
{
    const struct walk_edge *edge = &reach->terrain->graph->edges[snap->edge];
    ARRAY_GROW(reach->stands, reach->stand_count, reach->stand_room);
    reach->stands[reach->stand_count++] = (struct stand){snap->edge, place, snap->along, snap->off};
    reach->stood[snap->edge] = true;
    arrive(reach, edge->from, to_end(reach->terrain, snap, false), place);
    arrive(reach, edge->to, to_end(reach->terrain, snap, true), place);
}

static void forget(struct walk_reach *reach)
{
    for (size_t at = 0; at < reach->touched_count; at++)
        reach->seconds[reach->touched[at]] = INFINITY;
    for (size_t at = 0; at < reach->stand_count; at++)
        reach->stood[reach->stands[at].edge] = false;
    reach->touched_count = 0;
    reach->stand_count = 0;
    reach->heap_count = 0;
}

static int stand_order(const void *a, const void *b)
{
    const struct stand *one = a, *two = b;
    if (one->edge != two->edge)
        return one->edge < two->edge ? -1 : 1;
    return one->place < two->place ? -1 : one->place > two->place;
}

static void spread(struct walk_reach *reach)
{
    const struct walk_terrain *terrain = reach->terrain;
    const struct walk_graph *graph = terrain->graph;
    while (reach->heap_count) {
        struct wait now = heap_take(reach);
        if (now.seconds > reach->seconds[now.node] || now.place != reach->place[now.node])
            continue;
        for (uint32_t at = graph->first[now.node]; at < graph->first[now.node + 1]; at++) {
            struct walk_half half = graph->halves[at];
            arrive(reach, half.to, now.seconds + terrain->seconds[half.edge], now.place);
        }
    }
}

void walk_reach_run(struct walk_reach *reach, const struct walk_snap *places, size_t count,
                    double bound)
{
    forget(reach);
    reach->bound = (float)bound;
    for (size_t at = 0; at < count; at++)
        if (places[at].edge != WALK_NOWHERE)
            place_stand(reach, &places[at], (uint32_t)at);
    if (reach->stand_count)
        qsort(reach->stands, reach->stand_count, sizeof *reach->stands, stand_order);
    spread(reach);
}

/* ---- asking ---- */

static struct walk_visit visit(float seconds, uint32_t place)
{
    return (struct walk_visit){seconds, isinf(seconds) ? WALK_NOWHERE : place};
}

struct walk_visit walk_visit_better(struct walk_visit a, struct walk_visit b)
{
    return b.seconds < a.seconds ? b : a;
}

static struct walk_visit earlier(struct walk_visit a, struct walk_visit b)
{
    struct wait one = {a.seconds, a.place, 0}, two = {b.seconds, b.place, 0};
    return sooner(two, one) ? b : a;
}

static struct walk_visit from_same_edge(const struct walk_reach *reach,
                                        const struct walk_snap *from)
{
    const struct walk_terrain *terrain = reach->terrain;
    struct walk_visit best = {INFINITY, WALK_NOWHERE};
    size_t low = 0, high = reach->stand_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (reach->stands[middle].edge < from->edge)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < reach->stand_count && reach->stands[low].edge == from->edge; low++) {
        const struct stand *stand = &reach->stands[low];
        float seconds = fabsf(stand->along - from->along) * terrain->pace[from->edge] +
                        (stand->off + from->off) * terrain->plain;
        best = earlier(best, visit(seconds, stand->place));
    }
    return best;
}

struct walk_visit walk_reach_visit(const struct walk_reach *reach, const struct walk_snap *from)
{
    struct walk_visit best = {INFINITY, WALK_NOWHERE};
    if (from->edge == WALK_NOWHERE)
        return best;
    const struct walk_edge *edge = &reach->terrain->graph->edges[from->edge];
    best = visit(reach->seconds[edge->from] + to_end(reach->terrain, from, false),
                 reach->place[edge->from]);
    best = earlier(best, visit(reach->seconds[edge->to] + to_end(reach->terrain, from, true),
                               reach->place[edge->to]));
    if (reach->stood[from->edge])
        best = earlier(best, from_same_edge(reach, from));
    return best.seconds <= reach->bound ? best : (struct walk_visit){INFINITY, WALK_NOWHERE};
}

float walk_reach_node(const struct walk_reach *reach, uint32_t node)
{
    return reach->seconds[node];
}
