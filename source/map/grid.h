/* SPDX-License-Identifier: EUPL-1.2 */
/* grid.h – where labels already lie: one byte for each 4 by 4 units of the picture. */
#ifndef MAP_GRID_H
#define MAP_GRID_H

#include <stdbool.h>
#include <stdint.h>

struct grid {
    uint8_t *cell; /* owned */
    int columns, rows;
};
struct grid_box {
    double left, top, right, bottom;
};

void grid_init(struct grid *grid, double width, double height);
void grid_clear(struct grid *grid);
bool grid_inside(const struct grid *grid, struct grid_box box); /* wholly in the picture */
bool grid_free(const struct grid *grid, struct grid_box box);   /* nothing lies there */
void grid_take(struct grid *grid, struct grid_box box);

#endif
