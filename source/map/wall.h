/* SPDX-License-Identifier: EUPL-1.2 */
/* wall.h – which edges are drawn already: two houses side by side share a wall, and half of the
 * time of a close tile would go to drawing it twice. */
#ifndef MAP_WALL_H
#define MAP_WALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/geo.h"

struct walls {
    uint64_t *key;      /* owned; 0 = free */
    size_t count, room; /* room is a power of two, or 0 */
};

/* True the first time an edge is met, in either direction. */
bool walls_new(struct walls *walls, struct spot a, struct spot b);
void walls_empty(struct walls *walls); /* keeps the room */
void walls_free(struct walls *walls);

#endif
