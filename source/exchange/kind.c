/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/kind_inner.h"

#include <string.h>

enum { POINTS = 1 << MVT_POINT, LINES = 1 << MVT_LINE, AREAS = 1 << MVT_POLYGON };

static const struct kind_row rows[] = {
    {"water", NULL, NULL, AREAS, {FEATURE_WATER, 0, 0, false}},
    {"waterway", "stream", NULL, LINES, {FEATURE_STREAM, 13, 0, false}},
    {"waterway", "ditch", NULL, LINES, {FEATURE_STREAM, 14, 0, false}},
    {"waterway", "drain", NULL, LINES, {FEATURE_STREAM, 14, 0, false}},
    {"waterway", NULL, NULL, LINES, {FEATURE_RIVER, 0, 0, false}},

    {"landcover", "wood", NULL, AREAS, {FEATURE_WOOD, 0, 0, false}},
    {"landcover", "grass", "park", AREAS, {FEATURE_PARK, 0, 0, false}},
    {"landcover", "grass", "garden", AREAS, {FEATURE_GRASS, 13, 0, false}},
    {"landcover", "grass", NULL, AREAS, {FEATURE_GRASS, 0, 0, false}},
    {"landcover", "wetland", NULL, AREAS, {FEATURE_GRASS, 0, 0, false}},
    {"landcover", "farmland", NULL, AREAS, {FEATURE_LAND_FARM, 0, 0, false}},
    {"landcover", "sand", NULL, AREAS, {FEATURE_SAND, 0, 0, false}},

    {"landuse", "residential", NULL, AREAS, {FEATURE_LAND_RESIDENTIAL, 0, 0, false}},
    {"landuse", "suburb", NULL, AREAS, {FEATURE_LAND_RESIDENTIAL, 0, 0, false}},
    {"landuse", "neighbourhood", NULL, AREAS, {FEATURE_LAND_RESIDENTIAL, 0, 0, false}},
    {"landuse", "industrial", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"landuse", "commercial", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"landuse", "retail", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"landuse", "railway", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"landuse", "garages", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"landuse", "school", NULL, AREAS, {FEATURE_LAND_PUBLIC, 0, 0, false}},
    {"landuse", "college", NULL, AREAS, {FEATURE_LAND_PUBLIC, 0, 0, false}},
    {"landuse", "university", NULL, AREAS, {FEATURE_LAND_PUBLIC, 0, 0, false}},
    {"landuse", "kindergarten", NULL, AREAS, {FEATURE_LAND_PUBLIC, 0, 0, false}},
    {"landuse", "library", NULL, AREAS, {FEATURE_LAND_PUBLIC, 0, 0, false}},
    {"landuse", "hospital", NULL, AREAS, {FEATURE_LAND_PUBLIC, 0, 0, false}},
    {"landuse", "military", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"landuse", "cemetery", NULL, AREAS, {FEATURE_CEMETERY, 0, 0, false}},
    {"landuse", "pitch", NULL, AREAS, {FEATURE_PITCH, 14, 0, false}},
    {"landuse", "track", NULL, AREAS, {FEATURE_PITCH, 14, 0, false}},
    {"landuse", "playground", NULL, AREAS, {FEATURE_PITCH, 14, 0, false}},
    {"landuse", "stadium", NULL, AREAS, {FEATURE_PITCH, 13, 0, false}},
    {"landuse", "zoo", NULL, AREAS, {FEATURE_PARK, 0, 0, false}},
    {"landuse", "theme_park", NULL, AREAS, {FEATURE_PARK, 0, 0, false}},
    {"park", NULL, NULL, AREAS, {FEATURE_PARK, 0, 0, false}},

    {"building", NULL, NULL, AREAS, {FEATURE_BUILDING, 14, 0, false}},

    {"transportation", "pier", NULL, LINES | AREAS, {FEATURE_PIER, 14, 0, false}},
    {"transportation", "platform", NULL, AREAS, {FEATURE_PEDESTRIAN_AREA, 15, 0, false}},
    {"transportation", "path", "pedestrian", AREAS, {FEATURE_PEDESTRIAN_AREA, 14, 0, false}},
    {"transportation", "path", "platform", AREAS, {FEATURE_PEDESTRIAN_AREA, 15, 0, false}},
    {"transportation", "path", NULL, AREAS, {FEATURE_PEDESTRIAN_AREA, 14, 0, false}},
    {"transportation", "pedestrian", NULL, AREAS, {FEATURE_PEDESTRIAN_AREA, 14, 0, false}},
    {"transportation", "motorway", NULL, LINES, {FEATURE_MOTORWAY, 0, 0, false}},
    {"transportation", "trunk", NULL, LINES, {FEATURE_TRUNK, 0, 0, false}},
    {"transportation", "primary", NULL, LINES, {FEATURE_PRIMARY, 0, 0, false}},
    {"transportation", "secondary", NULL, LINES, {FEATURE_SECONDARY, 0, 0, false}},
    {"transportation", "tertiary", NULL, LINES, {FEATURE_TERTIARY, 12, 0, false}},
    {"transportation", "minor", NULL, LINES, {FEATURE_MINOR, 13, 0, false}},
    {"transportation", "busway", NULL, LINES, {FEATURE_MINOR, 13, 0, false}},
    {"transportation", "bus_guideway", NULL, LINES, {FEATURE_MINOR, 13, 0, false}},
    {"transportation", "service", NULL, LINES, {FEATURE_SERVICE, 14, 0, false}},
    {"transportation", "raceway", NULL, LINES, {FEATURE_SERVICE, 14, 0, false}},
    {"transportation", "track", "cycleway", LINES, {FEATURE_CYCLEWAY, 14, 0, false}},
    {"transportation", "track", NULL, LINES, {FEATURE_TRACK, 14, 0, false}},
    {"transportation", "pedestrian", NULL, LINES, {FEATURE_PEDESTRIAN, 14, 0, false}},
    {"transportation", "path", "pedestrian", LINES, {FEATURE_PEDESTRIAN, 14, 0, false}},
    {"transportation", "path", "cycleway", LINES, {FEATURE_CYCLEWAY, 14, 0, false}},
    {"transportation", "path", "steps", LINES, {FEATURE_STEPS, 15, 0, false}},
    {"transportation", "path", "platform", LINES, {FEATURE_FOOTWAY, 16, 0, false}},
    {"transportation", "path", NULL, LINES, {FEATURE_FOOTWAY, 15, 0, false}},
    {"transportation", "rail", "tram", LINES, {FEATURE_TRAM, 14, 0, false}},
    {"transportation", "rail", NULL, LINES, {FEATURE_RAIL, 0, 0, false}},
    {"transportation", "transit", "tram", LINES, {FEATURE_TRAM, 14, 0, false}},
    {"transportation", "transit", NULL, LINES, {FEATURE_RAIL, 13, 0, false}},
    {"transportation", "tram", NULL, LINES, {FEATURE_TRAM, 14, 0, false}},
    {"transportation", "subway", NULL, LINES, {FEATURE_RAIL, 13, 0, false}},
    {"transportation", "light_rail", NULL, LINES, {FEATURE_RAIL, 13, 0, false}},

    {"poi", "railway", "tram_stop", POINTS, {FEATURE_STOP, 16, 2, true}},
    {"poi", "railway", "subway_entrance", 0, {FEATURE_STOP, 17, 3, true}},
    {"poi", "railway", "train_station_entrance", 0, {FEATURE_STOP, 17, 3, true}},
    {"poi", "railway", NULL, POINTS, {FEATURE_STATION, 14, 1, true}},
    {"poi", "station", NULL, POINTS, {FEATURE_STATION, 14, 1, true}},
    {"poi", "bus", "bus_station", POINTS, {FEATURE_STATION, 15, 2, true}},
    {"poi", "bus", NULL, POINTS, {FEATURE_STOP, 16, 3, true}},
    {"poi", "park", "park", POINTS, {FEATURE_PARK_NAME, 15, 2, true}},
    {"poi", "park", NULL, POINTS, {FEATURE_PARK_NAME, 16, 3, true}},
    {"poi", "garden", NULL, POINTS, {FEATURE_PARK_NAME, 16, 3, true}},
    {"poi", "cemetery", NULL, POINTS, {FEATURE_PARK_NAME, 15, 2, true}},

    {"water_name", "stream", NULL, POINTS | LINES, {FEATURE_WATER_NAME, 15, 3, true}},
    {"water_name", NULL, NULL, POINTS | LINES, {FEATURE_WATER_NAME, 13, 1, true}},
    {"park", NULL, NULL, POINTS, {FEATURE_PARK_NAME, 13, 1, true}},

    {"place", "city", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 1, true}},
    {"place", "town", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 2, true}},
    {"place", "village", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 3, true}},
    {"place", "suburb", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 4, true}},
    {"place", "borough", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 4, true}},
    {"place", "quarter", NULL, POINTS, {FEATURE_PLACE_NAME, 13, 5, true}},
    {"place", "hamlet", NULL, POINTS, {FEATURE_PLACE_NAME, 13, 5, true}},
    {"place", "neighbourhood", NULL, POINTS, {FEATURE_PLACE_NAME, 14, 6, true}},
    {"place", "locality", NULL, POINTS, {FEATURE_PLACE_NAME, 15, 7, true}},
    {"place", "square", NULL, POINTS, {FEATURE_PLACE_NAME, 15, 7, true}},

    {"transportation_name", "motorway", NULL, LINES, {FEATURE_STREET_NAME, 14, 1, true}},
    {"transportation_name", "trunk", NULL, LINES, {FEATURE_STREET_NAME, 14, 1, true}},
    {"transportation_name", "primary", NULL, LINES, {FEATURE_STREET_NAME, 14, 1, true}},
    {"transportation_name", "secondary", NULL, LINES, {FEATURE_STREET_NAME, 14, 2, true}},
    {"transportation_name", "tertiary", NULL, LINES, {FEATURE_STREET_NAME, 14, 3, true}},
    {"transportation_name", "minor", NULL, LINES, {FEATURE_STREET_NAME, 15, 4, true}},
    {"transportation_name", "pedestrian", NULL, LINES, {FEATURE_STREET_NAME, 15, 4, true}},
    {"transportation_name", "busway", NULL, LINES, {FEATURE_STREET_NAME, 15, 4, true}},
    {"transportation_name", "service", NULL, LINES, {FEATURE_STREET_NAME, 16, 5, true}},
    {"transportation_name", "track", NULL, LINES, {FEATURE_STREET_NAME, 16, 6, true}},
    {"transportation_name", "path", NULL, LINES, {FEATURE_STREET_NAME, 16, 6, true}},

    {"housenumber", NULL, NULL, POINTS, {FEATURE_HOUSE_NUMBER, 17, 9, false}},
};
const struct kind_table kind_openmaptiles = {rows, sizeof rows / sizeof *rows};
enum { MUNICIPALITY = 8 };

/* ---- schemas ---- */

/* Layers that tell by their mere name; those of other schemas that borrow some of ours. */
static const struct {
    const char *layer;
    int schema;
} signs[] = {
    {"water", SCHEMA_OPENMAPTILES | SCHEMA_SHARED},
    {"landuse", SCHEMA_OPENMAPTILES | SCHEMA_SHARED},
    {"landcover", SCHEMA_OPENMAPTILES | SCHEMA_SHARED},
    {"boundary", SCHEMA_OPENMAPTILES},
    {"addresses", SCHEMA_SHORTBREAD},
    {"buildings", SCHEMA_SHORTBREAD | SCHEMA_SHARED},
    {"pois", SCHEMA_SHORTBREAD | SCHEMA_SHARED},
    {"boundaries", SCHEMA_SHORTBREAD | SCHEMA_SHARED},
    {"bridges", SCHEMA_SHORTBREAD | SCHEMA_SHARED},
    {"earth", SCHEMA_OTHER},
    {"roads", SCHEMA_OTHER},
    {"places", SCHEMA_OTHER},
    {"road", SCHEMA_OTHER},
};

static bool table_has(const struct kind_table *table, const struct mvt_value *layer)
{
    for (size_t at = 0; at < table->count; at++)
        if (mvt_value_is(layer, table->rows[at].layer))
            return true;
    return false;
}

int kind_schema(const struct mvt_value *layer)
{
    for (size_t at = 0; at < sizeof signs / sizeof *signs; at++)
        if (mvt_value_is(layer, signs[at].layer))
            return signs[at].schema;
    return table_has(&kind_openmaptiles, layer) ? SCHEMA_OPENMAPTILES
           : table_has(&kind_shortbread, layer) ? SCHEMA_SHORTBREAD
                                                : 0;
}

bool kind_schema_known(int seen)
{
    bool proved = seen & (SCHEMA_OPENMAPTILES | SCHEMA_SHORTBREAD);
    return proved && !(seen & SCHEMA_OTHER);
}

/* ---- features ---- */

static bool fits(const char *wanted, const struct mvt_value *value)
{
    return !wanted || mvt_value_is(value, wanted);
}

static bool truth(const struct mvt_value *value)
{
    return value && (value->kind == MVT_TEXT ? mvt_value_is(value, "yes") : value->number != 0);
}

bool kind_bridge(const struct kind_tags *tags)
{
    return mvt_value_is(tags->brunnel, "bridge") || truth(tags->bridge);
}

bool kind_tunnel(const struct kind_tags *tags)
{
    return mvt_value_is(tags->brunnel, "tunnel") || truth(tags->tunnel);
}

static bool boundary_find(enum mvt_shape shape, const struct kind_tags *tags,
                          struct kind_found *out)
{
    *out = (struct kind_found){FEATURE_BOUNDARY, 0, 0, false};
    return shape == MVT_LINE && !truth(tags->maritime) && tags->admin_level &&
           tags->admin_level->number >= 1 && tags->admin_level->number <= MUNICIPALITY;
}

bool kind_row_find(const struct kind_table *table, const struct mvt_value *layer,
                   enum mvt_shape shape, const struct kind_tags *tags, struct kind_found *out)
{
    for (size_t at = 0; at < table->count; at++) {
        const struct kind_row *row = &table->rows[at];
        if (!mvt_value_is(layer, row->layer) || !fits(row->class, tags->class) ||
            !fits(row->subclass, tags->subclass) || (row->shapes && !(row->shapes & 1 << shape)))
            continue;
        *out = row->found;
        return row->shapes != 0;
    }
    return false;
}

bool kind_find(const struct mvt_value *layer, enum mvt_shape shape, const struct kind_tags *tags,
               struct kind_found *out)
{
    int schema = kind_schema(layer);
    if (mvt_value_is(layer, "boundary") || mvt_value_is(layer, "boundaries"))
        return boundary_find(shape, tags, out);
    if (schema & SCHEMA_SHORTBREAD)
        return kind_find_shortbread(layer, shape, tags, out);
    return !truth(tags->indoor) && kind_row_find(&kind_openmaptiles, layer, shape, tags, out);
}
