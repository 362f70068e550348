/* SPDX-License-Identifier: EUPL-1.2 */
/* cell_inner.h – map features as bytes, and the cells they lie in.
 *
 * Positions are whole numbers on a grid of 2^26 units a side of the world (0.38 m at 51° north);
 * the edge of a z14 tile with 4096 units lies on it exactly. A cell has a band (which zooms its
 * features serve, so that a far view never walks the buildings), a level 0–15 and a place x, y.
 *
 * A record: varint number of its style; varint words of its name and its French name, as far as the style says
 * that it has them; zigzag varint steps x, y to its first spot, from the first spot of the record before (of the
 * first one: from the cell's corner); the varint number of paths when there may be more than one; for each path varint
 * count of its spots (left out when all there is is one spot) and zigzag varint steps from spot to spot, those of a
 * further path from the last spot of the one before. The count of the first path is << 3 | reach: no spot lies
 * farther from the first, along either side, than the side of the cell >> 7 - reach; so that what lies elsewhere is passed
 * over unread. Steps are in units of 2^shift grid units, and so is the place they
 * begin at (rounded down): features of far views, whose spots lie on a coarser grid, take fewer bytes.
 *
 * Styles and words are those of the whole pack, the commonest with the smallest numbers. A style is eight bytes:
 * kind, shape | flags << 2, layer, min_zoom, max_zoom, rank, shift, form. Reading trusts nothing. */
#ifndef PACK_CELL_INNER_H
#define PACK_CELL_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/varint.h"
#include "geo/feature.h"

enum { CELL_GRID_BITS = 26, CELL_LEVELS = 16, CELL_BANDS = 7 };
enum { CELL_POINTS = 1 << 24 }; /* of one feature, at most */
enum { CELL_ORDERS = 11 * FEATURE_KINDS };

struct cell_box { /* grid units, both ends inside */
    int32_t left, top, right, bottom;
};
struct cell_key {
    int band, level;
    int32_t x, y;
};

int32_t cell_unit(double value); /* 0..1 to grid units, held inside the grid */
int64_t cell_key_pack(struct cell_key key);
bool cell_key_unpack(int64_t packed, struct cell_key *out);
struct cell_box cell_box_of(const struct feature *feature);
struct cell_key cell_key_of(const struct feature *feature, struct cell_box box);
/* Drawing order: layer, then kind. 0 .. CELL_ORDERS-1. */
int cell_order(int layer, enum feature_kind kind);

enum { CELL_STYLE_BYTES = 8, CELL_STYLES = 65536, CELL_NAME = 1024 /* bytes of a name, at most */ };
enum { CELL_NAMED = 1, CELL_NAMED_FR = 2, CELL_PATHS = 4, CELL_SPOT = 8 };
struct cell_style {
    uint8_t kind, shape, flags, min_zoom, max_zoom, rank;
    uint8_t shift; /* its spots lie on every 2^shift-th line of the grid */
    uint8_t form;  /* CELL_NAMED … */
    int8_t layer;
};
/* False when the feature has too many points, or no path, or lies about its paths. */
bool cell_style_of(const struct feature *feature, struct cell_style *out);
void cell_style_write(struct cell_style style, uint8_t out[CELL_STYLE_BYTES]);
bool cell_style_read(const uint8_t bytes[CELL_STYLE_BYTES], struct cell_style *out);

struct cell_mark { /* what a record says besides its course */
    uint32_t style, word, word_fr; /* numbers; words that the style does not have are left out */
    int32_t x, y;                  /* its first spot, in grid units */
};
/* The course of a feature after its first spot. */
void cell_course_write(const struct feature *feature, struct cell_style style, int level, struct cell_box box,
                       struct buffer *out);
/* What goes before it. *x, *y: the first spot of the record before; becomes this one's. */
void cell_mark_write(struct cell_mark mark, struct cell_style style, int32_t *x, int32_t *y, struct buffer *out);

struct cell_words { /* texts by number; number 0 is "" */
    const char *text;
    const uint32_t *starts; /* `count`, in `text`; each ends with NUL */
    uint32_t count;
};
struct cell_legend { /* what the numbers in records mean; borrowed */
    const struct cell_style *styles;
    uint32_t style_count;
    struct cell_words words;
};
static inline const char *cell_word(const struct cell_words *words, uint32_t number)
{
    return words->text + words->starts[number];
}

struct cell_spots { /* of all features that were read */
    struct spot *spots;
    size_t spot_count, spot_room;
    uint32_t *ends;
    size_t end_count, end_room;
};
struct cell_item {
    struct feature feature; /* names borrowed from the legend; spots and path_ends by cell_item_settle */
    struct cell_box box;
    size_t first_spot, first_end;
};
struct cell_reader {
    const uint8_t *at, *end;
    const struct cell_legend *legend;
    int zoom;                   /* features for other zooms are passed over; -1 = none is */
    const struct cell_box *box; /* and what does not meet it; NULL = nothing is. Borrowed */
    int32_t x, y, side;         /* of the record before; of the cell */
    bool broken;
};
void cell_reader_start(struct cell_reader *reader, const struct cell_legend *legend, struct cell_key key,
                       const void *bytes, size_t size);
/* The next record, its spots added to `spots`; false at the end, with `broken` when it does not hold together. */
bool cell_next(struct cell_reader *reader, struct cell_spots *spots, struct cell_item *out);
/* Takes back the spots of the item that was read last. */
void cell_item_drop(const struct cell_item *item, struct cell_spots *spots);
/* Points the feature at its spots, once no more are added. */
void cell_item_settle(struct cell_item *item, const struct cell_spots *spots);
void cell_spots_clear(struct cell_spots *spots);

#endif
