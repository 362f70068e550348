/* SPDX-License-Identifier: EUPL-1.2 */
/* route.h – a line to write along, and the joining of the pieces a street is cut into.
 *
 * Points are dp of the whole world (spots times the width of the world), so that what is found on a
 * route does not depend on what part of the map is looked at. */
#ifndef MAP_ROUTE_H
#define MAP_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "geo/geo.h"

struct route {
    const char *text; /* what to write; pieces of one text and kind are joined; borrowed */
    const char *less; /* what to write where that has no room; "" = nothing; borrowed */
    int kind, rank;  /* rank: of the most important piece */
    struct spot *at; /* owned */
    int *rank_at;    /* owned; of the piece that goes on from each point */
    double *along;   /* owned after routes_finish: length up to each point */
    size_t count;
    double length;
};
struct routes {
    struct route *route; /* owned */
    size_t count, room;
};

/* Adds a path; points nearer than 1 dp to the one before are left out. `like` says all but the
 * points. */
void routes_add(struct routes *routes, struct route like, const struct spot *at, size_t count);
/* Joins pieces that meet end to end without a sharp turn (where several do, the straightest pair),
 * turns each so that it begins in the west, measures all, drops what was joined away, and sorts:
 * lower rank first, then by text. */
void routes_finish(struct routes *routes);
void routes_clear(struct routes *routes);
/* The point `along` from its beginning, or from its end when `backward`; on the line through the last piece when that is
 * beyond it. Of a finished route of at least two points. */
struct spot route_at(const struct route *route, double along, bool backward);

#endif
