/* SPDX-License-Identifier: EUPL-1.2 */
/* writing.h – sets names on the map where the grid is free: blocks of one or two lines, and lines
 * along a route, glyph by glyph. */
#ifndef MAP_WRITING_H
#define MAP_WRITING_H

#include <cairo.h>

#include "draw/symbol.h"
#include "map/grid.h"
#include "map/route.h"
#include "map/style.h"

enum { TEXT_BLOCK_BYTES = 160 };

struct text_block { /* one line, or two broken at a space */
    char line[2][TEXT_BLOCK_BYTES];
    int lines;
    double width, height, line_height;
    struct type_style style;
};
struct written { /* a street name that stands */
    const char *text;
    double x, y;
};
struct writing {
    cairo_t *cairo;
    const struct pencil *pencil;
    struct grid *grid;
    double zoom;
    struct written *written; /* owned */
    size_t written_count, written_room;
};

void writing_clear(struct writing *writing);
void writing_block(struct writing *writing, const struct map_look *look, const char *text,
                   double most, struct text_block *out);
/* Draws the block with the middle of its top at x, top when there is room; `pad` units stay free
 * around. */
bool writing_place(struct writing *writing, const struct map_look *look,
                   const struct text_block *block, double x, double top, double pad);
void writing_along_all(struct writing *writing, const struct map_look *look,
                       const struct routes *routes);

#endif
