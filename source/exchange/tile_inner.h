/* SPDX-License-Identifier: EUPL-1.2 */
/* tile_inner.h – one vector tile to features: unpacked, decoded, clipped to its own square,
 * turned into spots, named, given its zooms and handed to the sink.
 *
 * Street names of the deepest zoom are not handed on at once but gathered in `streets`, and house
 * numbers in `houses`, because both want their neighbours (tiles.c finishes them). */
#ifndef EXCHANGE_TILE_INNER_H
#define EXCHANGE_TILE_INNER_H

#include "base/buffer.h"
#include "exchange/kind_inner.h"
#include "exchange/mvt_inner.h"
#include "exchange/read.h"
#include "exchange/street_inner.h"

enum { TILE_PACKED = 8 * 1024 * 1024, TILE_UNPACKED = 32 * 1024 * 1024 };
enum { NUMBER_SIZE = 32 };

struct house {
    struct spot spot;
    char number[NUMBER_SIZE];
};
struct way_form { /* what kind of path the geometry with this hash is */
    uint64_t hash;
    const struct mvt_value *subclass;
};
struct tile_reader {
    const struct sink *sink;
    struct read_counts counts;
    long broken_tiles, top_tiles; /* top_tiles: of the deepest zoom */
    struct spot_box box;  /* what was asked for */
    bool boxed;
    int low,
        top;    /* the zooms that are read; features of `low` are drawn from 0, of `top` for ever */
    int seen; /* SCHEMA_… of layers whose name tells */
    struct street_book streets;
    struct house *houses;
    size_t house_count, house_room;
    /* inside, for one tile at a time */
    struct tile tile;
    struct arena arena;
    struct buffer plain;
    struct mvt_geometry geometry;
    struct spot *spots;
    size_t spot_count, spot_room;
    uint32_t *ends;
    size_t end_count, end_room;
    struct point *points; /* of a way to walk */
    size_t point_room;
    struct way_form *forms;
    size_t form_count, form_room;
};
/* Hands the feature whose geometry stands in `spots` to the sink's `walk` when people may walk there and the tile is of the
 * deepest zoom. */
bool tile_walk_give(struct tile_reader *reader, const struct kind_found *found, enum shape_kind shape,
                    const struct kind_tags *tags, struct fault *why);
enum tile_result { TILE_GOOD, TILE_BROKEN, TILE_STOPPED };

void tile_reader_init(struct tile_reader *reader, const struct sink *sink, struct box box);
void tile_reader_clear(struct tile_reader *reader);
/* What is kept at `zoom`: the box and one tile's side around it, half of one at the deepest zoom. */
struct spot_box tile_reader_box(const struct tile_reader *reader, int zoom);
/* TILE_STOPPED: the sink said no and filled `why`. A broken tile gives nothing after the layer
 * that does not hold together; single broken features are counted and left out. */
enum tile_result tile_read(struct tile_reader *reader, struct tile tile, const void *bytes,
                           size_t size, struct fault *why);

#endif
