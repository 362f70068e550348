/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "exchange/kind_inner.h"

enum { POINTS = 1 << MVT_POINT, LINES = 1 << MVT_LINE, AREAS = 1 << MVT_POLYGON };

static const struct kind_row rows[] = {
    {"ocean", NULL, NULL, AREAS, {FEATURE_WATER, 0, 0, false}},
    {"water_polygons", "glacier", NULL, 0, {FEATURE_WATER, 0, 0, false}},
    {"water_polygons", NULL, NULL, AREAS, {FEATURE_WATER, 0, 0, false}},
    {"water_lines", "river", NULL, LINES, {FEATURE_RIVER, 0, 0, false}},
    {"water_lines", "canal", NULL, LINES, {FEATURE_RIVER, 0, 0, false}},
    {"water_lines", "stream", NULL, LINES, {FEATURE_STREAM, 13, 0, false}},
    {"water_lines", NULL, NULL, LINES, {FEATURE_STREAM, 14, 0, false}},
    {"water_polygons_labels", NULL, NULL, POINTS, {FEATURE_WATER_NAME, 13, 1, true}},
    {"water_lines_labels", "river", NULL, LINES, {FEATURE_WATER_NAME, 13, 1, true}},
    {"water_lines_labels", "canal", NULL, LINES, {FEATURE_WATER_NAME, 13, 1, true}},
    {"water_lines_labels", NULL, NULL, LINES, {FEATURE_WATER_NAME, 15, 3, true}},

    {"land", "forest", NULL, AREAS, {FEATURE_WOOD, 0, 0, false}},
    {"land", "scrub", NULL, AREAS, {FEATURE_WOOD, 0, 0, false}},
    {"land", "park", NULL, AREAS, {FEATURE_PARK, 0, 0, false}},
    {"land", "recreation_ground", NULL, AREAS, {FEATURE_PARK, 0, 0, false}},
    {"land", "garden", NULL, AREAS, {FEATURE_GRASS, 13, 0, false}},
    {"land", "playground", NULL, AREAS, {FEATURE_PITCH, 14, 0, false}},
    {"land", "miniature_golf", NULL, AREAS, {FEATURE_PITCH, 14, 0, false}},
    {"land", "cemetery", NULL, AREAS, {FEATURE_CEMETERY, 0, 0, false}},
    {"land", "grave_yard", NULL, AREAS, {FEATURE_CEMETERY, 0, 0, false}},
    {"land", "sand", NULL, AREAS, {FEATURE_SAND, 0, 0, false}},
    {"land", "beach", NULL, AREAS, {FEATURE_SAND, 0, 0, false}},
    {"land", "shingle", NULL, AREAS, {FEATURE_SAND, 0, 0, false}},
    {"land", "farmland", NULL, AREAS, {FEATURE_LAND_FARM, 0, 0, false}},
    {"land", "farmyard", NULL, AREAS, {FEATURE_LAND_FARM, 0, 0, false}},
    {"land", "orchard", NULL, AREAS, {FEATURE_LAND_FARM, 0, 0, false}},
    {"land", "vineyard", NULL, AREAS, {FEATURE_LAND_FARM, 0, 0, false}},
    {"land", "allotments", NULL, AREAS, {FEATURE_LAND_FARM, 0, 0, false}},
    {"land", "plant_nursery", NULL, AREAS, {FEATURE_LAND_FARM, 0, 0, false}},
    {"land", "greenhouse_horticulture", NULL, AREAS, {FEATURE_LAND_FARM, 0, 0, false}},
    {"land", "residential", NULL, AREAS, {FEATURE_LAND_RESIDENTIAL, 0, 0, false}},
    {"land", "industrial", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"land", "commercial", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"land", "retail", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"land", "railway", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"land", "garages", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"land", "landfill", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"land", "quarry", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"land", "brownfield", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"land", "bare_rock", NULL, 0, {FEATURE_SAND, 0, 0, false}},
    {"land", "scree", NULL, 0, {FEATURE_SAND, 0, 0, false}},
    {"land", NULL, NULL, AREAS, {FEATURE_GRASS, 0, 0, false}},

    {"sites", "parking", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 14, 0, false}},
    {"sites", "bicycle_parking", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 16, 0, false}},
    {"sites", "construction", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"sites", "danger_area", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 0, 0, false}},
    {"sites", NULL, NULL, AREAS, {FEATURE_LAND_PUBLIC, 0, 0, false}},

    {"buildings", NULL, NULL, AREAS, {FEATURE_BUILDING, 14, 0, false}},
    {"pier_polygons", NULL, NULL, AREAS, {FEATURE_PIER, 14, 0, false}},
    {"pier_lines", NULL, NULL, LINES, {FEATURE_PIER, 14, 0, false}},
    {"street_polygons", "runway", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 12, 0, false}},
    {"street_polygons", "taxiway", NULL, AREAS, {FEATURE_LAND_INDUSTRIAL, 12, 0, false}},
    {"street_polygons", NULL, NULL, AREAS, {FEATURE_PEDESTRIAN_AREA, 14, 0, false}},

    {"streets", "motorway", NULL, LINES, {FEATURE_MOTORWAY, 0, 0, false}},
    {"streets", "trunk", NULL, LINES, {FEATURE_TRUNK, 0, 0, false}},
    {"streets", "primary", NULL, LINES, {FEATURE_PRIMARY, 0, 0, false}},
    {"streets", "secondary", NULL, LINES, {FEATURE_SECONDARY, 0, 0, false}},
    {"streets", "tertiary", NULL, LINES, {FEATURE_TERTIARY, 12, 0, false}},
    {"streets", "unclassified", NULL, LINES, {FEATURE_MINOR, 13, 0, false}},
    {"streets", "residential", NULL, LINES, {FEATURE_MINOR, 13, 0, false}},
    {"streets", "living_street", NULL, LINES, {FEATURE_MINOR, 13, 0, false}},
    {"streets", "busway", NULL, LINES, {FEATURE_MINOR, 13, 0, false}},
    {"streets", "bus_guideway", NULL, LINES, {FEATURE_MINOR, 13, 0, false}},
    {"streets", "pedestrian", NULL, LINES, {FEATURE_PEDESTRIAN, 14, 0, false}},
    {"streets", "service", "parking_aisle", LINES, {FEATURE_SERVICE, 16, 0, false}},
    {"streets", "service", "driveway", LINES, {FEATURE_SERVICE, 16, 0, false}},
    {"streets", "service", NULL, LINES, {FEATURE_SERVICE, 14, 0, false}},
    {"streets", "track", NULL, LINES, {FEATURE_TRACK, 14, 0, false}},
    {"streets", "cycleway", NULL, LINES, {FEATURE_CYCLEWAY, 14, 0, false}},
    {"streets", "path", "designated", LINES, {FEATURE_CYCLEWAY, 14, 0, false}},
    {"streets", "path", NULL, LINES, {FEATURE_FOOTWAY, 15, 0, false}},
    {"streets", "footway", NULL, LINES, {FEATURE_FOOTWAY, 15, 0, false}},
    {"streets", "steps", NULL, LINES, {FEATURE_STEPS, 15, 0, false}},
    {"streets", "rail", "yard", LINES, {FEATURE_RAIL, 14, 0, false}},
    {"streets", "rail", "siding", LINES, {FEATURE_RAIL, 14, 0, false}},
    {"streets", "rail", "spur", LINES, {FEATURE_RAIL, 14, 0, false}},
    {"streets", "rail", NULL, LINES, {FEATURE_RAIL, 0, 0, false}},
    {"streets", "narrow_gauge", NULL, LINES, {FEATURE_RAIL, 0, 0, false}},
    {"streets", "light_rail", NULL, LINES, {FEATURE_RAIL, 13, 0, false}},
    {"streets", "subway", NULL, LINES, {FEATURE_RAIL, 13, 0, false}},
    {"streets", "funicular", NULL, LINES, {FEATURE_RAIL, 13, 0, false}},
    {"streets", "monorail", NULL, LINES, {FEATURE_RAIL, 13, 0, false}},
    {"streets", "tram", NULL, LINES, {FEATURE_TRAM, 14, 0, false}},

    {"public_transport", "station", NULL, POINTS, {FEATURE_STATION, 14, 1, true}},
    {"public_transport", "halt", NULL, POINTS, {FEATURE_STATION, 14, 1, true}},
    {"public_transport", "bus_station", NULL, POINTS, {FEATURE_STATION, 15, 2, true}},
    {"public_transport", "tram_stop", NULL, POINTS, {FEATURE_STOP, 16, 2, true}},
    {"public_transport", "bus_stop", NULL, POINTS, {FEATURE_STOP, 16, 3, true}},

    {"place_labels", "capital", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 1, true}},
    {"place_labels", "state_capital", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 1, true}},
    {"place_labels", "city", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 1, true}},
    {"place_labels", "town", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 2, true}},
    {"place_labels", "village", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 3, true}},
    {"place_labels", "suburb", NULL, POINTS, {FEATURE_PLACE_NAME, 0, 4, true}},
    {"place_labels", "quarter", NULL, POINTS, {FEATURE_PLACE_NAME, 13, 5, true}},
    {"place_labels", "hamlet", NULL, POINTS, {FEATURE_PLACE_NAME, 13, 5, true}},
    {"place_labels", "neighbourhood", NULL, POINTS, {FEATURE_PLACE_NAME, 14, 6, true}},
    {"place_labels", "farm", NULL, 0, {FEATURE_PLACE_NAME, 15, 7, true}},
    {"place_labels", NULL, NULL, POINTS, {FEATURE_PLACE_NAME, 15, 7, true}},
    {"streets_polygons_labels", "pedestrian", NULL, POINTS, {FEATURE_PLACE_NAME, 15, 7, true}},
    {"pois", "stadium", NULL, POINTS, {FEATURE_PARK_NAME, 15, 2, true}},
    {"pois", "golf_course", NULL, POINTS, {FEATURE_PARK_NAME, 15, 2, true}},
    {"pois", "grave_yard", NULL, POINTS, {FEATURE_PARK_NAME, 16, 3, true}},

    {"street_labels", "motorway", NULL, LINES, {FEATURE_STREET_NAME, 14, 1, true}},
    {"street_labels", "trunk", NULL, LINES, {FEATURE_STREET_NAME, 14, 1, true}},
    {"street_labels", "primary", NULL, LINES, {FEATURE_STREET_NAME, 14, 1, true}},
    {"street_labels", "secondary", NULL, LINES, {FEATURE_STREET_NAME, 14, 2, true}},
    {"street_labels", "tertiary", NULL, LINES, {FEATURE_STREET_NAME, 14, 3, true}},
    {"street_labels", "unclassified", NULL, LINES, {FEATURE_STREET_NAME, 15, 4, true}},
    {"street_labels", "residential", NULL, LINES, {FEATURE_STREET_NAME, 15, 4, true}},
    {"street_labels", "living_street", NULL, LINES, {FEATURE_STREET_NAME, 15, 4, true}},
    {"street_labels", "pedestrian", NULL, LINES, {FEATURE_STREET_NAME, 15, 4, true}},
    {"street_labels", "busway", NULL, LINES, {FEATURE_STREET_NAME, 15, 4, true}},
    {"street_labels", "service", NULL, LINES, {FEATURE_STREET_NAME, 16, 5, true}},
    {"street_labels", "primary_link", NULL, LINES, {FEATURE_STREET_NAME, 16, 5, true}},
    {"street_labels", "secondary_link", NULL, LINES, {FEATURE_STREET_NAME, 16, 5, true}},
    {"street_labels", "tertiary_link", NULL, LINES, {FEATURE_STREET_NAME, 16, 5, true}},
    {"street_labels", "track", NULL, LINES, {FEATURE_STREET_NAME, 16, 6, true}},
    {"street_labels", "path", NULL, LINES, {FEATURE_STREET_NAME, 16, 6, true}},
    {"street_labels", "footway", NULL, LINES, {FEATURE_STREET_NAME, 16, 6, true}},
    {"street_labels", "cycleway", NULL, LINES, {FEATURE_STREET_NAME, 16, 6, true}},
    {"street_labels", "steps", NULL, LINES, {FEATURE_STREET_NAME, 16, 6, true}},
};

const struct kind_table kind_shortbread = {rows, sizeof rows / sizeof *rows};

static bool some(const struct mvt_value *value)
{
    return value && value->kind == MVT_TEXT && value->size > 0;
}

/* A point of interest takes its number away from the layer of addresses: the number comes first. */
bool kind_find_shortbread(const struct mvt_value *layer, enum mvt_shape shape,
                          const struct kind_tags *tags, struct kind_found *out)
{
    struct kind_tags read = *tags;
    bool poi = mvt_value_is(layer, "pois");
    if (shape == MVT_POINT && (poi || mvt_value_is(layer, "addresses")) &&
        some(tags->housenumber)) {
        *out = (struct kind_found){FEATURE_HOUSE_NUMBER, 17, 9, false};
        return true;
    }
    if (poi)
        read.class = some(tags->leisure) ? tags->leisure : tags->amenity;
    read.subclass = some(tags->service) ? tags->service : tags->bicycle;
    return kind_row_find(&kind_shortbread, layer, shape, &read, out);
}
