/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { CELL = 4, CELLS_MOST = 4096 };

struct range {
    int left, top, right, bottom; /* cells, right and bottom excluded */
};

static int cells(double length)
{
    return (int)fmin(fmax(ceil(length / CELL), 1), CELLS_MOST);
}

void grid_init(struct grid *grid, double width, double height)
{
    grid->columns = cells(width);
    grid->rows = cells(height);
    grid->cell = memory_take((size_t)grid->columns * (size_t)grid->rows);
}

void grid_clear(struct grid *grid)
{
    free(grid->cell);
    *grid = (struct grid){0};
}

static int within(double at, int most)
{
    return at <= 0 ? 0 : at >= most ? most : (int)at;
}

static struct range range_of(const struct grid *grid, struct grid_box box)
{
    return (struct range){
        within(floor(box.left / CELL), grid->columns), within(floor(box.top / CELL), grid->rows),
        within(ceil(box.right / CELL), grid->columns), within(ceil(box.bottom / CELL), grid->rows)};
}

bool grid_inside(const struct grid *grid, struct grid_box box)
{
    return box.left >= 0 && box.top >= 0 && box.right <= grid->columns * (double)CELL &&
           box.bottom <= grid->rows * (double)CELL;
}

bool grid_free(const struct grid *grid, struct grid_box box)
{
    struct range range = range_of(grid, box);
    for (int row = range.top; row < range.bottom; row++) {
        const uint8_t *line = grid->cell + (size_t)row * (size_t)grid->columns;
        for (int column = range.left; column < range.right; column++) {
            if (line[column])
                return false;
        }
    }
    return true;
}

void grid_take(struct grid *grid, struct grid_box box)
{
    struct range range = range_of(grid, box);
    for (int row = range.top; row < range.bottom && range.right > range.left; row++)
        memset(grid->cell + (size_t)row * (size_t)grid->columns + range.left, 1,
               (size_t)(range.right - range.left));
}
