/* SPDX-License-Identifier: EUPL-1.2 */
/* outline.h – the ground within a walk, as an area to draw.
 *
 * What is reached are stretches of edges: every spot on an edge from which the walk takes at most the bound. The outline is drawn around
 * them, at OUTLINE_REACH metres, on a square grid (marching squares over the distance to the nearest such stretch), and holds:
 * - every spot that is reached lies inside;
 * - no spot inside is farther than `within` metres from a spot that is reached.
 * Who lives at an address off the street walks these metres too, so that the spot where it meets the street may lie inside while the
 * address itself comes just too late. Pure. */
#ifndef WALK_OUTLINE_H
#define WALK_OUTLINE_H

#include "geo/shape.h"
#include "walk/reach.h"

enum { OUTLINE_REACH = 24, OUTLINE_CELL = 12 }; /* metres; over a very large area both are larger */

/* A stretch of an edge that is reached; metres from its `from`. In order of edges, those of one edge apart from one another. */
typedef void walk_stretch_each(void *data, uint32_t edge, double from, double to);
/* Of the last run of any of the `count` reaches over one terrain; `bound` in seconds, at most that of the runs. */
void walk_reach_stretches(const struct walk_reach *const *reaches, size_t count, double bound,
                          walk_stretch_each *each, void *data);

struct walk_outline {
    struct shape area; /* outer rings, each with its holes behind it */
    double within;     /* metres, see above */
};
void walk_outline_make(const struct walk_reach *const *reaches, size_t count, double bound,
                       struct walk_outline *out);
void walk_outline_clear(struct walk_outline *outline);

#endif
