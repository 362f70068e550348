/* SPDX-License-Identifier: EUPL-1.2 */
/* osm_rows_inner.h – the tables of what OSM tags are on the map, and the tags they ask about. Pure.
 *
 * Each table is read from above and the first row that fits wins, so what stands higher is what we would rather see:
 * a school that is a building is a building, a park with trees a park. */
#ifndef EXCHANGE_OSM_ROWS_INNER_H
#define EXCHANGE_OSM_ROWS_INNER_H

#include <stdbool.h>
#include <stdint.h>

#include "exchange/osm_tags_inner.h"
#include "geo/feature.h"

/* In the order of strcmp, as the list in osm_rows.c is. */
enum osm_key {
    TAG_ACCESS, TAG_ADDR_HOUSENUMBER, TAG_ADDR_INTERPOLATION, TAG_ADDR_PLACE, TAG_ADDR_PLACE_FR,
    TAG_ADDR_PLACE_NL, TAG_ADDR_STREET, TAG_ADDR_STREET_FR, TAG_ADDR_STREET_NL, TAG_ADMIN_LEVEL,
    TAG_AEROWAY, TAG_AMENITY, TAG_AREA, TAG_BICYCLE, TAG_BOUNDARY, TAG_BRIDGE, TAG_BUILDING,
    TAG_COVERED, TAG_FOOT, TAG_FOOTWAY, TAG_HIGHWAY, TAG_INDOOR, TAG_LANDCOVER, TAG_LANDUSE,
    TAG_LAYER, TAG_LEISURE, TAG_LOCATION, TAG_MAN_MADE, TAG_MARITIME, TAG_MOTORROAD, TAG_NAME,
    TAG_NAME_FR, TAG_NAME_NL, TAG_NATURAL, TAG_ONEWAY, TAG_PARKING, TAG_PLACE, TAG_POWER,
    TAG_PUBLIC_TRANSPORT, TAG_RAILWAY, TAG_SERVICE, TAG_SIDEWALK, TAG_TOURISM, TAG_TUNNEL, TAG_WATERWAY,
    OSM_KEYS
};
struct osm_known {
    const char *value[OSM_KEYS]; /* "" when not there; borrowed from the tags */
};
void osm_known_of(const struct osm_tags *tags, struct osm_known *out);
bool osm_is(const struct osm_known *known, enum osm_key key, const char *value);
bool osm_yes(const struct osm_known *known, enum osm_key key); /* has a value, other than "no" */

enum { ROW_ASKS_AREA = 1 /* a closed way only with area=yes */, ROW_NAMED = 2 /* of no use without a name */ };
struct osm_row {
    enum osm_key key;
    const char *value; /* NULL = any but "no" */
    enum feature_kind kind;
    uint8_t min_zoom, rank;
    int how; /* ROW_… */
    enum osm_key also_key; /* with `also`: asked too */
    const char *also;
};
struct osm_table {
    const struct osm_row *rows;
    int count;
};
extern const struct osm_table osm_areas, osm_ways, osm_rails, osm_waterways, osm_spots, osm_line_names;

/* The first row that fits, or NULL. */
const struct osm_row *osm_row_find(const struct osm_table *table, const struct osm_known *known, int without);

#endif
