/* SPDX-License-Identifier: EUPL-1.2 */
/* terrain_inner.h – the network as one manner of walking sees it. */
#ifndef WALK_TERRAIN_INNER_H
#define WALK_TERRAIN_INNER_H

#include "walk/reach.h"

struct stretch { /* between two neighbouring spots of an edge */
    uint32_t edge, spot; /* the first of the two */
};
struct onward { /* half an edge */
    uint32_t to;
    float seconds;
};
struct walk_terrain {
    const struct walk_graph *graph; /* borrowed */
    double farthest;
    float plain;    /* seconds for a metre on the level */
    float *pace;    /* by edge: seconds for a metre */
    float *seconds; /* by edge; INFINITY = cannot be walked */
    struct onward *onward; /* beside the graph's halves: all that the search asks of them */
    bool *island;   /* by edge */
    /* where the edges lie: stretches by square cell, row by row */
    struct spot origin;
    double cell; /* side, in spots */
    uint32_t columns, rows;
    uint32_t *first; /* columns * rows + 1 */
    struct stretch *stretches;
};

#endif
