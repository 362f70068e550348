/* SPDX-License-Identifier: EUPL-1.2 */
/* spot.h – where one more place would bring most people within a walk.
 *
 * Greedy: the spot with the largest gain first, then the one that adds most to it, and so on. Nobody knows a quick way to the best set of spots
 * (maximum coverage is NP-hard), but the greedy one gains at least 1 - 1/e, 63 %, of it (Nemhauser, Wolsey and Fisher 1978), and how
 * near it really came is told for each number of spots: whatever set of j spots one takes, it gains at most what the greedy set of i
 * gains plus the j largest gains that are left then, for every i (Minoux 1978; Leskovec and others 2007, "Cost-effective outbreak
 * detection in networks", 3.2). The first spot is the best one there is. The same asking always gives the same answer. Pure. */
#ifndef WALK_SPOT_H
#define WALK_SPOT_H

#include "walk/reach.h"

enum { SPOT_MOST = 50 };

struct walk_spot_ask { /* borrowed */
    const struct walk_terrain *terrain;
    const struct walk_snap *homes;
    const bool *served; /* by home: somebody serves it already; NULL = nobody is served */
    size_t home_count;
    const struct walk_snap *spots; /* where a place could come; those that are nowhere gain nothing */
    size_t spot_count;
    double bound; /* seconds */
    size_t most;  /* at most SPOT_MOST */
    bool (*going)(void *data); /* asked now and then; false = let go. NULL = always */
    void *data;
};
struct walk_spot {
    uint32_t spot;   /* index in `spots` */
    size_t gain;     /* homes it adds to those before it; at least 1 */
    size_t alone;    /* homes it would add if it came alone */
    size_t together; /* homes that this one and all before it add */
    size_t ceiling;  /* no set of as many spots adds more than this */
};
/* Fills `out` (room for `most`), best first; returns how many. Fewer when nothing is left to gain, none when it was let go. */
size_t walk_spots_choose(const struct walk_spot_ask *ask, struct walk_spot *out);

#endif
