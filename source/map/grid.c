/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/grid.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

enum { SQUARE = 32, SQUARES_MOST = 512 };

struct range {
    int left, top, right, bottom; /* squares, all included */
};

static int squares(double length)
{
    return (int)fmin(fmax(ceil(length / SQUARE), 1), SQUARES_MOST);
}

void grid_init(struct grid *grid, struct grid_box region)
{
    *grid = (struct grid){.region = region,
                          .columns = squares(region.right - region.left),
                          .rows = squares(region.bottom - region.top)};
    size_t count = (size_t)grid->columns * (size_t)grid->rows;
    grid->first = memory_take(count * sizeof *grid->first);
    for (size_t at = 0; at < count; at++)
        grid->first[at] = -1;
}

void grid_clear(struct grid *grid)
{
    free(grid->first);
    free(grid->taken);
    *grid = (struct grid){0};
}

static int within(double at, int most)
{
    double square = floor(at / SQUARE);
    return square <= 0 ? 0 : square >= most ? most - 1 : (int)square;
}

static struct range range_of(const struct grid *grid, struct grid_box box)
{
    const struct grid_box *region = &grid->region;
    return (struct range){within(box.left - region->left, grid->columns),
                          within(box.top - region->top, grid->rows),
                          within(box.right - region->left, grid->columns),
                          within(box.bottom - region->top, grid->rows)};
}

static bool meet(struct grid_box a, struct grid_box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

bool grid_within(struct grid_box outer, struct grid_box box)
{
    return box.left >= outer.left && box.top >= outer.top && box.right <= outer.right &&
           box.bottom <= outer.bottom;
}

bool grid_free(const struct grid *grid, struct grid_box box)
{
    struct range range = range_of(grid, box);
    for (int row = range.top; row <= range.bottom; row++) {
        for (int column = range.left; column <= range.right; column++) {
            int at = grid->first[row * grid->columns + column];
            for (; at >= 0; at = grid->taken[at].next) {
                if (meet(grid->taken[at].box, box))
                    return false;
            }
        }
    }
    return true;
}

void grid_take(struct grid *grid, struct grid_box box)
{
    struct range range = range_of(grid, box);
    for (int row = range.top; row <= range.bottom; row++) {
        for (int column = range.left; column <= range.right; column++) {
            int *first = &grid->first[row * grid->columns + column];
            ARRAY_GROW(grid->taken, grid->count, grid->room);
            grid->taken[grid->count] = (struct grid_taken){box, *first};
            *first = (int)grid->count++;
        }
    }
}
