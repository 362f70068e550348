/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/reach.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "walk/reach_inner.h"

#define BUCKET_SECONDS 4.0f
#define NOBODY UINT32_MAX
#define NEVER ((score)0x7f800000 << 32 | UINT32_MAX) /* INFINITY, WALK_NOWHERE */

struct walk_reach *walk_reach_new(const struct walk_terrain *terrain)
{
    struct walk_reach *reach = memory_take(sizeof *reach);
    size_t nodes = terrain->graph->node_count;
    reach->terrain = terrain;
    reach->nodes = memory_take((nodes + 1) * sizeof *reach->nodes);
    reach->touched = memory_take((nodes + 1) * sizeof *reach->touched);
    reach->stood = memory_take((size_t)terrain->graph->edge_count + 1);
    for (size_t node = 0; node < nodes; node++)
        reach->nodes[node] = NEVER;
    for (int at = 0; at < BUCKETS; at++)
        reach->buckets[at] = NOBODY;
    return reach;
}

void walk_reach_free(struct walk_reach *reach)
{
    if (!reach)
        return;
    free(reach->nodes);
    free(reach->touched);
    free(reach->stood);
    free(reach->stands);
    free(reach->waits);
    free(reach);
}

/* ---- scores ---- */

static score score_of(float seconds, uint32_t place)
{
    uint32_t bits;
    memcpy(&bits, &seconds, sizeof bits);
    return (score)bits << 32 | place;
}

static struct walk_visit visit_of(score sum)
{
    struct walk_visit visit = {.place = (uint32_t)sum};
    uint32_t bits = (uint32_t)(sum >> 32);
    memcpy(&visit.seconds, &bits, sizeof bits);
    return visit;
}

/* ---- the search ---- */

static void arrive(struct walk_reach *reach, uint32_t node, float seconds, uint32_t place)
{
    score now = score_of(seconds, place), before = reach->nodes[node];
    if (now >= before || !(seconds <= reach->bound))
        return;
    if (before == NEVER)
        reach->touched[reach->touched_count++] = node;
    reach->nodes[node] = now;
    uint32_t *bucket = &reach->buckets[(uint32_t)fminf(seconds / BUCKET_SECONDS, 1e9f) % BUCKETS];
    ARRAY_GROW(reach->waits, reach->wait_count, reach->wait_room);
    reach->waits[reach->wait_count] = (struct wait){now, node, *bucket};
    *bucket = (uint32_t)reach->wait_count++;
    reach->waiting++;
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
        reach->nodes[reach->touched[at]] = NEVER;
    for (size_t at = 0; at < reach->stand_count; at++)
        reach->stood[reach->stands[at].edge] = false;
    reach->touched_count = 0;
    reach->stand_count = 0;
    reach->wait_count = 0;
}

static int stand_order(const void *a, const void *b)
{
    const struct stand *one = a, *two = b;
    if (one->edge != two->edge)
        return one->edge < two->edge ? -1 : 1;
    return one->place < two->place ? -1 : one->place > two->place;
}

static void go_on(struct walk_reach *reach, struct wait from)
{
    const struct onward *onward = reach->terrain->onward;
    const uint32_t *first = reach->terrain->graph->first;
    struct walk_visit visit = visit_of(from.score);
    reach->waiting--;
    if (from.score != reach->nodes[from.node])
        return; /* somebody was here sooner */
    for (uint32_t at = first[from.node]; at < first[from.node + 1]; at++)
        arrive(reach, onward[at].to, visit.seconds + onward[at].seconds, visit.place);
}

static void spread(struct walk_reach *reach)
{
    for (uint32_t turn = 0; reach->waiting; turn = (turn + 1) % BUCKETS)
        while (reach->buckets[turn] != NOBODY) {
            uint32_t next = reach->buckets[turn];
            reach->buckets[turn] = NOBODY;
            while (next != NOBODY) {
                struct wait from = reach->waits[next];
                next = from.next;
                go_on(reach, from);
            }
        }
}

void walk_reach_run(struct walk_reach *reach, const struct walk_snap *places, size_t count,
                    double bound)
{
    forget(reach);
    reach->bound = (float)fmin(bound, FLT_MAX / 2);
    for (size_t at = 0; at < count; at++)
        if (places[at].edge != WALK_NOWHERE)
            place_stand(reach, &places[at], (uint32_t)at);
    if (reach->stand_count)
        qsort(reach->stands, reach->stand_count, sizeof *reach->stands, stand_order);
    spread(reach);
}

/* ---- asking ---- */

struct walk_visit walk_visit_better(struct walk_visit a, struct walk_visit b)
{
    return b.seconds < a.seconds ? b : a;
}

static score earlier(score a, score b)
{
    return a < b ? a : b;
}

/* Over one end of the edge that `from` lies on. */
static score over_node(const struct walk_reach *reach, const struct walk_snap *from, bool far)
{
    const struct walk_edge *edge = &reach->terrain->graph->edges[from->edge];
    struct walk_visit visit = visit_of(reach->nodes[far ? edge->to : edge->from]);
    return score_of(visit.seconds + to_end(reach->terrain, from, far), visit.place);
}

static score along_edge(const struct walk_reach *reach, const struct walk_snap *from)
{
    const struct walk_terrain *terrain = reach->terrain;
    score best = NEVER;
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
        best = earlier(best, score_of(seconds, stand->place));
    }
    return best;
}

struct walk_visit walk_reach_visit(const struct walk_reach *reach, const struct walk_snap *from)
{
    if (from->edge == WALK_NOWHERE)
        return visit_of(NEVER);
    score best = earlier(over_node(reach, from, false), over_node(reach, from, true));
    if (reach->stood[from->edge])
        best = earlier(best, along_edge(reach, from));
    struct walk_visit visit = visit_of(best);
    return visit.seconds <= reach->bound && best < NEVER ? visit : visit_of(NEVER);
}

float walk_reach_node(const struct walk_reach *reach, uint32_t node)
{
    return visit_of(reach->nodes[node]).seconds;
}
