/* SPDX-License-Identifier: EUPL-1.2 */
/* Which lines of a tile people may walk. Tiles say little of access: what is closed to the public
 * but drawn as a way counts. A square counts by its outline. */
#include <stdlib.h>

#include "exchange/tile_inner.h"

static bool walkable(const struct kind_found *found, const struct kind_tags *tags)
{
    switch (found->kind) {
    case FEATURE_STEPS:
    case FEATURE_FOOTWAY:
    case FEATURE_CYCLEWAY:
    case FEATURE_TRACK:
    case FEATURE_SERVICE:
    case FEATURE_PEDESTRIAN:
    case FEATURE_MINOR:
    case FEATURE_TERTIARY:
    case FEATURE_SECONDARY:
    case FEATURE_PRIMARY:
    case FEATURE_PEDESTRIAN_AREA:
    case FEATURE_PIER:
        return !mvt_value_is(tags->class, "raceway") && !mvt_value_is(tags->class, "bus_guideway");
    default:
        return false;
    }
}

static bool path_give(struct tile_reader *reader, struct walk_way *way, size_t first, size_t end,
                      bool closed, struct fault *why)
{
    size_t count = 0;
    for (size_t at = first; at < end + closed; at++) {
        ARRAY_GROW(reader->points, count, reader->point_room);
        reader->points[count++] = point_of_spot(reader->spots[at < end ? at : first]);
    }
    way->points = reader->points;
    way->count = count;
    return reader->sink->walk(reader->sink->data, way, why);
}

bool tile_walk_give(struct tile_reader *reader, const struct kind_found *found,
                    enum shape_kind shape, const struct kind_tags *tags, struct fault *why)
{
    size_t first = 0;
    struct walk_way way = {.kind = found->kind == FEATURE_STEPS ? WALK_STEPS : WALK_WAY,
                           .bridge_or_tunnel = kind_bridge(tags) || kind_tunnel(tags)};
    if (!reader->sink->walk || reader->tile.z != reader->top || shape == SHAPE_POINT ||
        !walkable(found, tags))
        return true;
    for (size_t path = 0; path < reader->end_count; path++) {
        size_t end = reader->ends[path];
        if (!path_give(reader, &way, first, end, shape == SHAPE_AREA, why))
            return false;
        first = end;
    }
    return true;
}
