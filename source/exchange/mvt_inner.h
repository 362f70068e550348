/* SPDX-License-Identifier: EUPL-1.2 */
/* mvt_inner.h – one vector tile (Mapbox Vector Tile 2.1, protobuf), read in place.
 *
 * Nothing here is trusted: every length is checked against its parent, coordinates and counts
 * have ceilings, and a layer that does not hold together is refused as a whole. Texts point into
 * the tile and are not NUL-terminated. Source: github.com/mapbox/vector-tile-spec, 2.1. */
#ifndef EXCHANGE_MVT_INNER_H
#define EXCHANGE_MVT_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "exchange/wire_inner.h"

enum {
    MVT_LAYERS = 256,             /* in a tile */
    MVT_THINGS = 1000 * 1000,     /* features, keys and values in a tile */
    MVT_POINTS = 2 * 1000 * 1000, /* in a tile */
    MVT_EXTENT = 1 << 16,         /* units along a tile's side, at most */
    MVT_REACH = 1 << 20           /* a coordinate farther from 0 makes a feature broken */
};

enum mvt_value_kind { MVT_NONE, MVT_TEXT, MVT_NUMBER, MVT_BOOL };
struct mvt_value {
    enum mvt_value_kind kind;
    const char *text; /* borrowed from the tile, `size` bytes */
    size_t size;
    double number; /* also 0 or 1 of a bool */
};
enum mvt_shape { MVT_UNKNOWN, MVT_POINT, MVT_LINE, MVT_POLYGON };
struct mvt_feature {
    enum mvt_shape shape;
    struct wire_span tags, geometry;
};
struct mvt_layer {
    struct mvt_value name;
    uint32_t extent, version;
    struct mvt_value *keys, *values; /* in the arena */
    size_t key_count, value_count;
    struct wire_span *features; /* in the arena */
    size_t feature_count;
};
struct mvt_tile {
    struct mvt_layer *layers; /* in the arena */
    size_t layer_count;
};
struct mvt_path {
    size_t first, count;
};
/* Points and paths of one feature; reused from feature to feature. */
struct mvt_geometry {
    struct mvt_point {
        int32_t x, y;
    } * points;
    size_t point_count, point_room;
    struct mvt_path *paths;
    size_t path_count, path_room;
    size_t points_left; /* of MVT_POINTS; counts down over a whole tile */
};

/* False: not a vector tile (or one that lies about its lengths). */
bool mvt_tile_read(const void *bytes, size_t size, struct arena *arena, struct mvt_tile *out);
bool mvt_feature_read(struct wire_span span, struct mvt_feature *out);
/* Walks the tags: the next pair into *key (index into the layer's keys) and *value; false at the
 * end. *good turns false when the pair points outside the layer. */
bool mvt_tag_next(const struct mvt_layer *layer, struct wire_span *tags, uint32_t *key,
                  const struct mvt_value **value, bool *good);
/* Rings come without their repeated first point; rings under 3 and lines under 2 points are
 * dropped. False when a command is unknown or does not hold what it says. */
bool mvt_geometry_read(const struct mvt_feature *feature, struct mvt_geometry *out);
void mvt_geometry_clear(struct mvt_geometry *geometry);
bool mvt_value_is(const struct mvt_value *value, const char *text);

#endif
