/* SPDX-License-Identifier: EUPL-1.2 */
/* reach_inner.h – a reach from inside: what its search keeps, for the outline. */
#ifndef WALK_REACH_INNER_H
#define WALK_REACH_INNER_H

#include "walk/terrain_inner.h"

/* Who waits stands in a bucket of four seconds, and buckets are emptied in turn, again and again
 * until nobody comes back (Meyer and Sanders' delta-stepping): on streets that is twice as quick as
 * a heap. The buckets go round; whoever comes out too early is put in anew, so that the outcome
 * never depends on them. */
enum { BUCKETS = 1024 };

/* A place on an edge; all of them sorted by edge. */
struct stand {
    uint32_t edge, place;
    float along, off;
};
/* A time and a place in one number that sorts by both: floats that are not negative sort as their
 * bits do. */
typedef uint64_t score;

struct wait {
    score score;
    uint32_t node, next; /* in its bucket */
};
struct walk_reach {
    const struct walk_terrain *terrain;
    score *nodes;      /* NEVER = not reached */
    uint32_t *touched; /* nodes whose time was set */
    size_t touched_count;
    bool *stood; /* by edge: a place lies on it */
    struct stand *stands;
    size_t stand_count, stand_room;
    struct wait *waits; /* of the whole run */
    size_t wait_count, wait_room, waiting;
    uint32_t buckets[BUCKETS]; /* the first of each; all NOBODY between runs */
    float bound;
};

#endif
