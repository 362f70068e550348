/* SPDX-License-Identifier: EUPL-1.2 */
/* cell_inner.h – map features as bytes, and the cells they lie in.
 *
 * Positions are whole numbers on a grid of 2^26 units a side of the world (0.38 m at 51° north);
 * the edge of a z14 tile with 4096 units lies on it exactly. A cell has a band (which zooms its
 * features serve, so that a far view never walks the buildings), a level 0–15 and a place x, y.
 *
 * A record: varint size of what follows; bytes kind, shape | flags << 2, layer, min_zoom, max_zoom,
 * rank; zigzag varints left and top (from the cell's corner), varints width and height; name and
 * name_fr each as varint size, bytes, NUL; varint paths; for each varint count and zigzag varint
 * steps x, y (the first from left, top). Reading trusts nothing. */
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

/* Appends one record. False when the feature has too many points, no path, or no room is left. */
bool cell_write(const struct feature *feature, struct cell_key key, struct cell_box box,
                struct buffer *out);

struct cell_item {
    struct feature feature; /* without spots and path_ends; names borrowed from the bytes */
    struct cell_box box;
    const uint8_t *at, *end; /* its paths */
};
struct cell_reader {
    const uint8_t *at, *end;
    struct cell_key key;
    bool broken;
};
/* The next record; false at the end, with `broken` when it does not hold together. */
bool cell_next(struct cell_reader *reader, struct cell_item *out);

struct cell_spots { /* reused from feature to feature */
    struct spot *spots;
    size_t spot_count, spot_room;
    uint32_t *ends;
    size_t end_count, end_room;
};
/* Reads the paths and points `item->feature` at them. */
bool cell_spots_read(struct cell_item *item, struct cell_spots *spots);
void cell_spots_clear(struct cell_spots *spots);

#endif
