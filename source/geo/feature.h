/* SPDX-License-Identifier: EUPL-1.2 */
/* feature.h – one thing on the base map: what readers give, packs keep and maps draw.
 * Kinds are in drawing order: a lower value lies below. Coordinates are spots (geo.h). */
#ifndef GEO_FEATURE_H
#define GEO_FEATURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/geo.h"
#include "geo/shape.h"

enum feature_kind {
    FEATURE_LAND_RESIDENTIAL, FEATURE_LAND_INDUSTRIAL, FEATURE_LAND_PUBLIC, /* school, hospital, … */
    FEATURE_LAND_FARM, FEATURE_GRASS, FEATURE_WOOD, FEATURE_PARK, FEATURE_PITCH, FEATURE_CEMETERY,
    FEATURE_SAND,
    FEATURE_WATER, FEATURE_RIVER, FEATURE_STREAM,
    FEATURE_PEDESTRIAN_AREA, FEATURE_PIER,
    FEATURE_BUILDING,
    FEATURE_STEPS, FEATURE_FOOTWAY, FEATURE_CYCLEWAY, FEATURE_TRACK, FEATURE_SERVICE,
    FEATURE_PEDESTRIAN, FEATURE_MINOR, FEATURE_TERTIARY, FEATURE_SECONDARY, FEATURE_PRIMARY,
    FEATURE_TRUNK, FEATURE_MOTORWAY,
    FEATURE_TRAM, FEATURE_RAIL,
    FEATURE_BOUNDARY, /* of a municipality or higher */
    FEATURE_STATION, FEATURE_STOP, /* points */
    FEATURE_HOUSE_NUMBER,         /* point; name = the number */
    FEATURE_STREET_NAME,          /* line that only carries a name */
    FEATURE_WATER_NAME, FEATURE_PARK_NAME, FEATURE_PLACE_NAME, /* points or lines */
    FEATURE_KINDS
};

enum { FEATURE_BRIDGE = 1, FEATURE_TUNNEL = 2, FEATURE_ONEWAY = 4, FEATURE_CUT = 8 /* cut at a tile's edge */ };

struct feature {
    enum feature_kind kind;
    enum shape_kind shape;
    int8_t layer;             /* OSM layer, -5..5; below and above others of any kind */
    uint8_t min_zoom, max_zoom; /* drawn from .. to; 255 = no upper end */
    uint8_t flags;            /* FEATURE_BRIDGE … */
    uint8_t rank;             /* importance of names, 1 = most */
    const char *name;         /* in Dutch first; "" = none; borrowed */
    const char *name_fr;      /* "" = none or the same; borrowed */
    const struct spot *spots; /* borrowed */
    const uint32_t *path_ends;/* end index of each path in spots; rings closed implicitly; borrowed */
    size_t path_count;
};

#endif
