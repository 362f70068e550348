/* SPDX-License-Identifier: EUPL-1.2 */
/* writing.h – sets names on the map where there is room: blocks of one or two lines, and lines along
 * a route, glyph by glyph. */
#ifndef MAP_WRITING_H
#define MAP_WRITING_H

#include <cairo.h>

#include "draw/symbol.h"
#include "map/grid.h"
#include "map/route.h"
#include "map/names.h"
#include "map/style.h"

enum { TEXT_BLOCK_BYTES = 160 };

struct text_block { /* one line, or two broken at a space */
    char line[2][TEXT_BLOCK_BYTES];
    int lines;
    double width, height, line_height;
    struct type_style style;
};
struct written { /* a name that stands */
    const char *text;
    struct spot at;
};
/* Names are placed in dp of the whole world, within a region around the picture, whether they will
 * be seen or not; those that lie wholly in the picture are drawn. So what is seen of two pictures of
 * the same zoom is the same. */
struct writing {
    cairo_t *cairo;
    const struct pencil *pencil;
    struct grid grid;
    struct grid_box picture; /* of the world */
    double zoom;
    struct written *written; /* owned */
    size_t written_count, written_room;
};

/* `around` (dp): how far beyond the picture names are placed. Pencil and cairo are borrowed until writing_clear; so are
 * the texts that writing_set and writing_along_all are given. */
void writing_init(struct writing *writing, const struct pencil *pencil, cairo_t *cairo,
                  struct grid_box picture, double around, double zoom);
void writing_clear(struct writing *writing);
/* One line, or, wider than `most` dp, two, broken at the space nearest to its middle; they may still be wider. */
void writing_block(struct writing *writing, const struct map_look *look, const char *text,
                   double most, struct text_block *out);
/* Sets the block with the middle of its top at x, top when there is room; `pad` units stay free
 * around. */
bool writing_place(struct writing *writing, const struct map_look *look,
                   const struct text_block *block, double x, double top, double pad);
/* Whether `text` was set less than `near` units from here; and that it was. */
bool writing_stands(const struct writing *writing, const char *text, struct spot at, double near);
void writing_set(struct writing *writing, const char *text, struct spot at);
/* Sets names along routes; where, is decided for the more important ones first and else by places
 * the world gives: the middle of short routes, and where long ones cross the lines of a net. */
void writing_along_all(struct writing *writing, const struct map_look *look,
                       const struct routes *routes);

#endif
