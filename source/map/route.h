/* SPDX-License-Identifier: EUPL-1.2 */
/* route.h – a line to write along, and the joining of the pieces a street is cut into. */
#ifndef MAP_ROUTE_H
#define MAP_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "map/frame.h"

struct route {
    const char *text; /* borrowed */
    int kind, rank;
    struct place_xy *at; /* owned */
    double *along;       /* owned after route_measure: length up to each point */
    size_t count;
    double length;
};
struct routes {
    struct route *route; /* owned */
    size_t count, room;
};

/* Adds the parts of a path that meet the picture. */
void routes_add(struct routes *routes, const struct frame *frame, const char *text, int kind,
                int rank, const struct place_xy *at, size_t count);
/* Joins pieces of one name that meet end to end without a sharp turn, measures all, and sorts
 * them: lower rank first, then longer first. */
void routes_finish(struct routes *routes);
void routes_clear(struct routes *routes);
struct place_xy route_at(const struct route *route, double along, bool backward);

#endif
