/* SPDX-License-Identifier: EUPL-1.2 */
/* reach.h – how long the walk is from many addresses to the nearest of a few places.
 *
 * Three steps, each kept as long as what it stands on stays the same:
 * 1. A **terrain** is the network as one manner of walking sees it: seconds for each edge, what cannot be walked, where edges
 *    lie. It changes with the lens, not with the places.
 * 2. **Snaps** tie points (addresses, places) to the nearest edge of a terrain. The metres between point and edge are walked
 *    too. A point with no edge near is nowhere: it is reported, not guessed.
 * 3. A **reach** runs from all places at once over the terrain, up to a bound, and tells each snap its time and place.
 *
 * Ways are walked in both directions, so that from address to place takes as long as back. A time is exact for what lies
 * within the bound: the shortest way over the edges, from any spot along an edge to any other, also on the same edge.
 * More places never make a time longer, to the last bit. Of equally near places the one that was given first counts.
 * A pretend place that is dragged needs a reach of its own only: of two visits the better one counts (walk_visit_better).
 *
 * What our map does not know is not in the times: hills, waiting at lights, surfaces, gates that close at night.
 * Pure; a terrain may be used from many threads, a reach by one at a time. Seconds and metres throughout. */
#ifndef WALK_REACH_H
#define WALK_REACH_H

#include "walk/graph.h"

/* How somebody walks: what a lens says of it. */
struct walk_manner {
    double speed;       /* metres a second on the level; above 0 */
    bool no_steps;      /* steps are no way at all (pram, wheelchair) */
    double steps_extra; /* else: seconds more for each metre of steps */
    double farthest;    /* metres from a point to the nearest way, at most 2000; beyond it the point is nowhere */
};
/* 4.5 km/h; steps at half a metre of map a second; 150 m. Ours, until a lens says otherwise. */
struct walk_manner walk_manner_usual(void);

/* ---- terrain ---- */
struct walk_terrain; /* opaque */
/* Borrows `graph`, which must stay. Parts of the network shorter than WALK_ISLAND metres in all (with `no_steps` after the steps
 * went) are islands: what is tied to one is tied to the rest instead where that is near enough, for a
 * loose bit of path is nearly always a gap in the map. */
enum { WALK_ISLAND = 2000 };
struct walk_terrain *walk_terrain_new(const struct walk_graph *graph, const struct walk_manner *manner);
void walk_terrain_free(struct walk_terrain *terrain);

/* ---- snaps ---- */
#define WALK_NOWHERE UINT32_MAX
struct walk_snap {
    uint32_t edge;  /* WALK_NOWHERE: no way within `farthest` */
    float along;    /* metres on it from its `from`; at most its length */
    float off;      /* metres from the point to the edge */
    struct spot at; /* where it meets the edge */
};
struct walk_snap walk_terrain_snap(const struct walk_terrain *terrain, struct spot point);

/* ---- reach ---- */
struct walk_reach; /* opaque; room for the times of every node, used again from run to run */
struct walk_visit {
    float seconds;  /* INFINITY: not within the bound, or nowhere */
    uint32_t place; /* index; WALK_NOWHERE with INFINITY */
};
struct walk_reach *walk_reach_new(const struct walk_terrain *terrain); /* borrowed */
void walk_reach_free(struct walk_reach *reach);
/* Places that are nowhere serve nobody. Any number of places, also none. Costs what lies within the bound, not the whole network. */
void walk_reach_run(struct walk_reach *reach, const struct walk_snap *places, size_t count, double bound);
struct walk_visit walk_reach_visit(const struct walk_reach *reach, const struct walk_snap *from);
/* The time of a node, for drawing; INFINITY beyond the bound. */
float walk_reach_node(const struct walk_reach *reach, uint32_t node);
struct walk_visit walk_visit_better(struct walk_visit a, struct walk_visit b); /* `a` when equal */

#endif
