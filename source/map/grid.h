/* SPDX-License-Identifier: EUPL-1.2 */
/* grid.h – which places of the map are taken: boxes, found again by the square they lie in. Whether
 * two boxes meet is exact and does not depend on where the region begins. */
#ifndef MAP_GRID_H
#define MAP_GRID_H

#include <stdbool.h>
#include <stddef.h>

struct grid_box {
    double left, top, right, bottom;
};
struct grid_taken {
    struct grid_box box;
    int next; /* in the same square; -1 = none */
};
struct grid {
    struct grid_box region;
    int columns, rows;
    int *first;               /* owned; of each square, -1 = none */
    struct grid_taken *taken; /* owned */
    size_t count, room;
};

/* What lies outside of `region` is kept too, only found more slowly. */
void grid_init(struct grid *grid, struct grid_box region);
void grid_clear(struct grid *grid);
bool grid_free(const struct grid *grid, struct grid_box box);
void grid_take(struct grid *grid, struct grid_box box);
bool grid_within(struct grid_box outer, struct grid_box box); /* box lies wholly in outer */

#endif
