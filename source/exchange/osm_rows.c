/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/osm_rows_inner.h"

#include <stddef.h>
#include <string.h>

/* ---- grounds and buildings ---- */

static const struct osm_row areas[] = {
    {TAG_BUILDING, NULL, FEATURE_BUILDING, 14, 0, 0, 0, NULL},

    {TAG_AMENITY, "shelter", FEATURE_BUILDING, 16, 0, 0, 0, NULL},

    {TAG_HIGHWAY, "platform", FEATURE_PEDESTRIAN_AREA, 15, 0, 0, 0, NULL},
    {TAG_RAILWAY, "platform", FEATURE_PEDESTRIAN_AREA, 15, 0, 0, 0, NULL},
    {TAG_PUBLIC_TRANSPORT, "platform", FEATURE_PEDESTRIAN_AREA, 15, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "services", FEATURE_LAND_INDUSTRIAL, 12, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "rest_area", FEATURE_LAND_INDUSTRIAL, 12, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "construction", FEATURE_LAND_INDUSTRIAL, 14, 0, ROW_ASKS_AREA, 0, NULL},
    {TAG_HIGHWAY, NULL, FEATURE_PEDESTRIAN_AREA, 14, 0, ROW_ASKS_AREA, 0, NULL},
    {TAG_PLACE, "square", FEATURE_PEDESTRIAN_AREA, 14, 0, 0, 0, NULL},
    {TAG_AMENITY, "square", FEATURE_PEDESTRIAN_AREA, 14, 0, 0, 0, NULL},
    {TAG_AMENITY, "marketplace", FEATURE_PEDESTRIAN_AREA, 14, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "pier", FEATURE_PIER, 14, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "breakwater", FEATURE_PIER, 13, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "groyne", FEATURE_PIER, 14, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "quay", FEATURE_PIER, 14, 0, 0, 0, NULL},

    {TAG_NATURAL, "water", FEATURE_WATER, 0, 0, 0, 0, NULL},
    {TAG_WATERWAY, "riverbank", FEATURE_WATER, 0, 0, 0, 0, NULL},
    {TAG_WATERWAY, "dock", FEATURE_WATER, 0, 0, 0, 0, NULL},
    {TAG_WATERWAY, "river", FEATURE_WATER, 0, 0, ROW_ASKS_AREA, 0, NULL},
    {TAG_WATERWAY, "canal", FEATURE_WATER, 0, 0, ROW_ASKS_AREA, 0, NULL},
    {TAG_WATERWAY, "stream", FEATURE_WATER, 13, 0, ROW_ASKS_AREA, 0, NULL},
    {TAG_WATERWAY, "ditch", FEATURE_WATER, 14, 0, ROW_ASKS_AREA, 0, NULL},
    {TAG_LANDUSE, "reservoir", FEATURE_WATER, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "basin", FEATURE_WATER, 0, 0, 0, 0, NULL},
    {TAG_LEISURE, "swimming_pool", FEATURE_WATER, 16, 0, 0, 0, NULL},
    {TAG_AMENITY, "swimming_pool", FEATURE_WATER, 16, 0, 0, 0, NULL},
    {TAG_AMENITY, "fountain", FEATURE_WATER, 16, 0, 0, 0, NULL},

    {TAG_LEISURE, "pitch", FEATURE_PITCH, 14, 0, 0, 0, NULL},
    {TAG_LEISURE, "track", FEATURE_PITCH, 14, 0, 0, 0, NULL},
    {TAG_LEISURE, "playground", FEATURE_PITCH, 14, 0, 0, 0, NULL},
    {TAG_LEISURE, "ice_rink", FEATURE_PITCH, 14, 0, 0, 0, NULL},
    {TAG_LEISURE, "miniature_golf", FEATURE_PITCH, 14, 0, 0, 0, NULL},
    {TAG_LEISURE, "fitness_station", FEATURE_PITCH, 16, 0, 0, 0, NULL},
    {TAG_LEISURE, "stadium", FEATURE_PITCH, 13, 0, 0, 0, NULL},
    {TAG_LEISURE, "sports_centre", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_LEISURE, "water_park", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_LEISURE, "schoolyard", FEATURE_LAND_PUBLIC, 15, 0, 0, 0, NULL},
    {TAG_LEISURE, "park", FEATURE_PARK, 0, 0, 0, 0, NULL},
    {TAG_LEISURE, "common", FEATURE_PARK, 0, 0, 0, 0, NULL},
    {TAG_LEISURE, "recreation_ground", FEATURE_PARK, 0, 0, 0, 0, NULL},
    {TAG_LEISURE, "dog_park", FEATURE_PARK, 14, 0, 0, 0, NULL},
    {TAG_LEISURE, "garden", FEATURE_GRASS, 13, 0, 0, 0, NULL},
    {TAG_LEISURE, "golf_course", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_LEISURE, "village_green", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_LEISURE, "beach_resort", FEATURE_SAND, 12, 0, 0, 0, NULL},
    {TAG_TOURISM, "zoo", FEATURE_PARK, 0, 0, 0, 0, NULL},
    {TAG_TOURISM, "theme_park", FEATURE_PARK, 0, 0, 0, 0, NULL},
    {TAG_TOURISM, "camp_site", FEATURE_GRASS, 12, 0, 0, 0, NULL},
    {TAG_TOURISM, "caravan_site", FEATURE_GRASS, 12, 0, 0, 0, NULL},
    {TAG_TOURISM, "picnic_site", FEATURE_GRASS, 14, 0, 0, 0, NULL},
    {TAG_AMENITY, "grave_yard", FEATURE_CEMETERY, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "cemetery", FEATURE_CEMETERY, 0, 0, 0, 0, NULL},

    {TAG_NATURAL, "wood", FEATURE_WOOD, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "forest", FEATURE_WOOD, 0, 0, 0, 0, NULL},
    {TAG_LANDCOVER, "trees", FEATURE_WOOD, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "scrub", FEATURE_WOOD, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "beach", FEATURE_SAND, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "sand", FEATURE_SAND, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "dune", FEATURE_SAND, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "shingle", FEATURE_SAND, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "mud", FEATURE_SAND, 12, 0, 0, 0, NULL},

    {TAG_AMENITY, "school", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_AMENITY, "kindergarten", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "childcare", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "college", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_AMENITY, "university", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_AMENITY, "library", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "hospital", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_AMENITY, "clinic", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "nursing_home", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "social_facility", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "community_centre", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "townhall", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "public_building", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "place_of_worship", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "monastery", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "police", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "fire_station", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "prison", FEATURE_LAND_PUBLIC, 13, 0, 0, 0, NULL},
    {TAG_AMENITY, "bus_station", FEATURE_PEDESTRIAN_AREA, 14, 0, 0, 0, NULL},
    {TAG_AMENITY, "parking", FEATURE_LAND_INDUSTRIAL, 14, 0, 0, 0, NULL},
    {TAG_AMENITY, "parking_space", FEATURE_LAND_INDUSTRIAL, 17, 0, 0, 0, NULL},
    {TAG_AMENITY, "fuel", FEATURE_LAND_INDUSTRIAL, 14, 0, 0, 0, NULL},
    {TAG_LANDUSE, "education", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "institutional", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "civic_admin", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "religious", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "healthcare", FEATURE_LAND_PUBLIC, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "recreation_ground", FEATURE_PARK, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "village_green", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "grass", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "meadow", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "greenfield", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "city_green", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "flowerbed", FEATURE_GRASS, 16, 0, 0, 0, NULL},
    {TAG_LANDUSE, "farmland", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "farm", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "farmyard", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "orchard", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "vineyard", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "plant_nursery", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "greenhouse_horticulture", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "animal_keeping", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "allotments", FEATURE_LAND_FARM, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "industrial", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "commercial", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "retail", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "railway", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "garages", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "construction", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "brownfield", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "depot", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "port", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "harbour", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "quarry", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "landfill", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "military", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDUSE, "residential", FEATURE_LAND_RESIDENTIAL, 0, 0, 0, 0, NULL},
    {TAG_LANDCOVER, "grass", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "grassland", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "grass", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "heath", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "wetland", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "marsh", FEATURE_GRASS, 0, 0, 0, 0, NULL},
    {TAG_NATURAL, "shrubbery", FEATURE_GRASS, 15, 0, 0, 0, NULL},
    {TAG_POWER, "substation", FEATURE_LAND_INDUSTRIAL, 13, 0, 0, 0, NULL},
    {TAG_POWER, "sub_station", FEATURE_LAND_INDUSTRIAL, 13, 0, 0, 0, NULL},
    {TAG_POWER, "plant", FEATURE_LAND_INDUSTRIAL, 12, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "works", FEATURE_LAND_INDUSTRIAL, 13, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "wastewater_plant", FEATURE_LAND_INDUSTRIAL, 13, 0, 0, 0, NULL},
    {TAG_AEROWAY, "apron", FEATURE_LAND_INDUSTRIAL, 12, 0, 0, 0, NULL},
    {TAG_AEROWAY, "aerodrome", FEATURE_LAND_INDUSTRIAL, 0, 0, 0, 0, NULL},
};

/* ---- lines ---- */

static const struct osm_row ways[] = {
    {TAG_HIGHWAY, "motorway", FEATURE_MOTORWAY, 6, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "motorway_link", FEATURE_MOTORWAY, 11, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "trunk", FEATURE_TRUNK, 7, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "trunk_link", FEATURE_TRUNK, 12, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "primary", FEATURE_PRIMARY, 8, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "primary_link", FEATURE_PRIMARY, 12, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "secondary", FEATURE_SECONDARY, 10, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "secondary_link", FEATURE_SECONDARY, 13, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "tertiary", FEATURE_TERTIARY, 12, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "tertiary_link", FEATURE_TERTIARY, 13, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "residential", FEATURE_MINOR, 13, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "unclassified", FEATURE_MINOR, 13, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "living_street", FEATURE_MINOR, 13, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "road", FEATURE_MINOR, 13, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "busway", FEATURE_MINOR, 13, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "bus_guideway", FEATURE_MINOR, 13, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "pedestrian", FEATURE_PEDESTRIAN, 14, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "service", FEATURE_SERVICE, 16, 0, 0, TAG_SERVICE, "parking_aisle"},
    {TAG_HIGHWAY, "service", FEATURE_SERVICE, 16, 0, 0, TAG_SERVICE, "driveway"},
    {TAG_HIGHWAY, "service", FEATURE_SERVICE, 16, 0, 0, TAG_SERVICE, "drive-through"},
    {TAG_HIGHWAY, "service", FEATURE_SERVICE, 16, 0, 0, TAG_SERVICE, "emergency_access"},
    {TAG_HIGHWAY, "service", FEATURE_SERVICE, 14, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "services", FEATURE_SERVICE, 14, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "raceway", FEATURE_SERVICE, 14, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "track", FEATURE_TRACK, 14, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "cycleway", FEATURE_CYCLEWAY, 14, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "path", FEATURE_CYCLEWAY, 14, 0, 0, TAG_BICYCLE, "designated"},
    {TAG_HIGHWAY, "path", FEATURE_FOOTWAY, 15, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "footway", FEATURE_FOOTWAY, 16, 0, 0, TAG_FOOTWAY, "sidewalk"},
    {TAG_HIGHWAY, "footway", FEATURE_FOOTWAY, 16, 0, 0, TAG_FOOTWAY, "crossing"},
    {TAG_HIGHWAY, "footway", FEATURE_FOOTWAY, 15, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "bridleway", FEATURE_FOOTWAY, 15, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "steps", FEATURE_STEPS, 15, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "corridor", FEATURE_FOOTWAY, 16, 0, 0, 0, NULL},
    {TAG_HIGHWAY, "platform", FEATURE_FOOTWAY, 16, 0, 0, 0, NULL},
    {TAG_RAILWAY, "platform", FEATURE_FOOTWAY, 16, 0, 0, 0, NULL},
    {TAG_PUBLIC_TRANSPORT, "platform", FEATURE_FOOTWAY, 16, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "pier", FEATURE_PIER, 14, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "breakwater", FEATURE_PIER, 14, 0, 0, 0, NULL},
    {TAG_MAN_MADE, "groyne", FEATURE_PIER, 14, 0, 0, 0, NULL},
};

static const struct osm_row rails[] = {
    {TAG_RAILWAY, "rail", FEATURE_RAIL, 14, 0, 0, TAG_SERVICE, "yard"},
    {TAG_RAILWAY, "rail", FEATURE_RAIL, 14, 0, 0, TAG_SERVICE, "siding"},
    {TAG_RAILWAY, "rail", FEATURE_RAIL, 14, 0, 0, TAG_SERVICE, "spur"},
    {TAG_RAILWAY, "rail", FEATURE_RAIL, 14, 0, 0, TAG_SERVICE, "crossover"},
    {TAG_RAILWAY, "rail", FEATURE_RAIL, 8, 0, 0, 0, NULL},
    {TAG_RAILWAY, "light_rail", FEATURE_RAIL, 12, 0, 0, 0, NULL},
    {TAG_RAILWAY, "subway", FEATURE_RAIL, 13, 0, 0, 0, NULL},
    {TAG_RAILWAY, "narrow_gauge", FEATURE_RAIL, 12, 0, 0, 0, NULL},
    {TAG_RAILWAY, "preserved", FEATURE_RAIL, 12, 0, 0, 0, NULL},
    {TAG_RAILWAY, "monorail", FEATURE_RAIL, 13, 0, 0, 0, NULL},
    {TAG_RAILWAY, "funicular", FEATURE_RAIL, 13, 0, 0, 0, NULL},
    {TAG_RAILWAY, "tram", FEATURE_TRAM, 14, 0, 0, 0, NULL},
};

static const struct osm_row waterways[] = {
    {TAG_WATERWAY, "river", FEATURE_RIVER, 8, 0, 0, 0, NULL},
    {TAG_WATERWAY, "canal", FEATURE_RIVER, 8, 0, 0, 0, NULL},
    {TAG_WATERWAY, "tidal_channel", FEATURE_RIVER, 11, 0, 0, 0, NULL},
    {TAG_WATERWAY, "stream", FEATURE_STREAM, 13, 0, 0, 0, NULL},
    {TAG_WATERWAY, "ditch", FEATURE_STREAM, 14, 0, 0, 0, NULL},
    {TAG_WATERWAY, "drain", FEATURE_STREAM, 14, 0, 0, 0, NULL},
};

/* ---- names ---- */

static const struct osm_row line_names[] = {
    {TAG_HIGHWAY, "motorway", FEATURE_STREET_NAME, 14, 1, 0, 0, NULL},
    {TAG_HIGHWAY, "trunk", FEATURE_STREET_NAME, 14, 1, 0, 0, NULL},
    {TAG_HIGHWAY, "primary", FEATURE_STREET_NAME, 14, 1, 0, 0, NULL},
    {TAG_HIGHWAY, "primary_link", FEATURE_STREET_NAME, 16, 5, 0, 0, NULL},
    {TAG_HIGHWAY, "secondary", FEATURE_STREET_NAME, 14, 2, 0, 0, NULL},
    {TAG_HIGHWAY, "secondary_link", FEATURE_STREET_NAME, 16, 5, 0, 0, NULL},
    {TAG_HIGHWAY, "tertiary", FEATURE_STREET_NAME, 14, 3, 0, 0, NULL},
    {TAG_HIGHWAY, "tertiary_link", FEATURE_STREET_NAME, 16, 5, 0, 0, NULL},
    {TAG_HIGHWAY, "residential", FEATURE_STREET_NAME, 15, 4, 0, 0, NULL},
    {TAG_HIGHWAY, "unclassified", FEATURE_STREET_NAME, 15, 4, 0, 0, NULL},
    {TAG_HIGHWAY, "living_street", FEATURE_STREET_NAME, 15, 4, 0, 0, NULL},
    {TAG_HIGHWAY, "pedestrian", FEATURE_STREET_NAME, 15, 4, 0, 0, NULL},
    {TAG_HIGHWAY, "road", FEATURE_STREET_NAME, 15, 4, 0, 0, NULL},
    {TAG_HIGHWAY, "busway", FEATURE_STREET_NAME, 15, 4, 0, 0, NULL},
    {TAG_HIGHWAY, "service", FEATURE_STREET_NAME, 16, 5, 0, 0, NULL},
    {TAG_HIGHWAY, "track", FEATURE_STREET_NAME, 16, 6, 0, 0, NULL},
    {TAG_HIGHWAY, "path", FEATURE_STREET_NAME, 16, 6, 0, 0, NULL},
    {TAG_HIGHWAY, "footway", FEATURE_STREET_NAME, 16, 6, 0, 0, NULL},
    {TAG_HIGHWAY, "cycleway", FEATURE_STREET_NAME, 16, 6, 0, 0, NULL},
    {TAG_HIGHWAY, "bridleway", FEATURE_STREET_NAME, 16, 6, 0, 0, NULL},
    {TAG_HIGHWAY, "steps", FEATURE_STREET_NAME, 16, 6, 0, 0, NULL},
    {TAG_HIGHWAY, "construction", FEATURE_STREET_NAME, 16, 5, 0, 0, NULL},
    {TAG_WATERWAY, "river", FEATURE_WATER_NAME, 13, 1, 0, 0, NULL},
    {TAG_WATERWAY, "canal", FEATURE_WATER_NAME, 13, 1, 0, 0, NULL},
    {TAG_WATERWAY, "stream", FEATURE_WATER_NAME, 15, 3, 0, 0, NULL},
    {TAG_WATERWAY, "ditch", FEATURE_WATER_NAME, 16, 4, 0, 0, NULL},
    {TAG_WATERWAY, "drain", FEATURE_WATER_NAME, 16, 4, 0, 0, NULL},
};

/* Things that stand at one spot: a node, or the middle of an area. */
static const struct osm_row spots[] = {
    {TAG_RAILWAY, "station", FEATURE_STATION, 14, 1, ROW_NAMED, 0, NULL},
    {TAG_RAILWAY, "halt", FEATURE_STATION, 14, 1, ROW_NAMED, 0, NULL},
    {TAG_AMENITY, "bus_station", FEATURE_STATION, 15, 2, ROW_NAMED, 0, NULL},
    {TAG_RAILWAY, "tram_stop", FEATURE_STOP, 16, 2, 0, 0, NULL},
    {TAG_HIGHWAY, "bus_stop", FEATURE_STOP, 16, 3, 0, 0, NULL},
    {TAG_RAILWAY, "subway_entrance", FEATURE_STOP, 17, 3, 0, 0, NULL},
    {TAG_RAILWAY, "train_station_entrance", FEATURE_STOP, 17, 3, 0, 0, NULL},

    {TAG_PLACE, "city", FEATURE_PLACE_NAME, 0, 1, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "town", FEATURE_PLACE_NAME, 8, 2, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "village", FEATURE_PLACE_NAME, 10, 3, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "suburb", FEATURE_PLACE_NAME, 11, 4, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "borough", FEATURE_PLACE_NAME, 11, 4, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "quarter", FEATURE_PLACE_NAME, 13, 5, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "hamlet", FEATURE_PLACE_NAME, 13, 5, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "neighbourhood", FEATURE_PLACE_NAME, 14, 6, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "isolated_dwelling", FEATURE_PLACE_NAME, 15, 7, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "island", FEATURE_PLACE_NAME, 14, 6, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "locality", FEATURE_PLACE_NAME, 15, 7, ROW_NAMED, 0, NULL},
    {TAG_PLACE, "square", FEATURE_PLACE_NAME, 15, 7, ROW_NAMED, 0, NULL},
    {TAG_AMENITY, "square", FEATURE_PLACE_NAME, 16, 7, ROW_NAMED, 0, NULL},
    {TAG_HIGHWAY, "pedestrian", FEATURE_PLACE_NAME, 16, 7, ROW_NAMED, 0, NULL},
    {TAG_AMENITY, "marketplace", FEATURE_PLACE_NAME, 16, 7, ROW_NAMED, 0, NULL},

    {TAG_NATURAL, "water", FEATURE_WATER_NAME, 13, 1, ROW_NAMED, 0, NULL},
    {TAG_WATERWAY, "riverbank", FEATURE_WATER_NAME, 13, 1, ROW_NAMED, 0, NULL},
    {TAG_WATERWAY, "dock", FEATURE_WATER_NAME, 13, 1, ROW_NAMED, 0, NULL},
    {TAG_LANDUSE, "reservoir", FEATURE_WATER_NAME, 13, 2, ROW_NAMED, 0, NULL},
    {TAG_LANDUSE, "basin", FEATURE_WATER_NAME, 14, 2, ROW_NAMED, 0, NULL},
    {TAG_NATURAL, "bay", FEATURE_WATER_NAME, 13, 1, ROW_NAMED, 0, NULL},

    {TAG_LEISURE, "park", FEATURE_PARK_NAME, 15, 2, ROW_NAMED, 0, NULL},
    {TAG_LEISURE, "nature_reserve", FEATURE_PARK_NAME, 14, 2, ROW_NAMED, 0, NULL},
    {TAG_LEISURE, "golf_course", FEATURE_PARK_NAME, 15, 2, ROW_NAMED, 0, NULL},
    {TAG_LEISURE, "common", FEATURE_PARK_NAME, 15, 2, ROW_NAMED, 0, NULL},
    {TAG_LEISURE, "recreation_ground", FEATURE_PARK_NAME, 15, 2, ROW_NAMED, 0, NULL},
    {TAG_LEISURE, "stadium", FEATURE_PARK_NAME, 15, 2, ROW_NAMED, 0, NULL},
    {TAG_LEISURE, "sports_centre", FEATURE_PARK_NAME, 16, 3, ROW_NAMED, 0, NULL},
    {TAG_LEISURE, "garden", FEATURE_PARK_NAME, 16, 3, ROW_NAMED, 0, NULL},
    {TAG_LEISURE, "playground", FEATURE_PARK_NAME, 17, 4, ROW_NAMED, 0, NULL},
    {TAG_TOURISM, "zoo", FEATURE_PARK_NAME, 14, 2, ROW_NAMED, 0, NULL},
    {TAG_TOURISM, "theme_park", FEATURE_PARK_NAME, 14, 2, ROW_NAMED, 0, NULL},
    {TAG_LANDUSE, "cemetery", FEATURE_PARK_NAME, 15, 2, ROW_NAMED, 0, NULL},
    {TAG_AMENITY, "grave_yard", FEATURE_PARK_NAME, 16, 3, ROW_NAMED, 0, NULL},
    {TAG_LANDUSE, "recreation_ground", FEATURE_PARK_NAME, 15, 2, ROW_NAMED, 0, NULL},
    {TAG_LANDUSE, "village_green", FEATURE_PARK_NAME, 16, 3, ROW_NAMED, 0, NULL},
    {TAG_LANDUSE, "allotments", FEATURE_PARK_NAME, 16, 3, ROW_NAMED, 0, NULL},
    {TAG_LANDUSE, "forest", FEATURE_PARK_NAME, 14, 2, ROW_NAMED, 0, NULL},
    {TAG_NATURAL, "wood", FEATURE_PARK_NAME, 14, 2, ROW_NAMED, 0, NULL},
    {TAG_NATURAL, "heath", FEATURE_PARK_NAME, 15, 3, ROW_NAMED, 0, NULL},
};

#define TABLE(rows)                                                                                \
    {                                                                                              \
        rows, (int)(sizeof(rows) / sizeof *(rows))                                                 \
    }
const struct osm_table osm_areas = TABLE(areas), osm_ways = TABLE(ways), osm_rails = TABLE(rails),
                       osm_waterways = TABLE(waterways), osm_spots = TABLE(spots),
                       osm_line_names = TABLE(line_names);

/* ---- reading the tables ---- */

static const char *const keys[OSM_KEYS] = {
    "access",
    "addr:housenumber",
    "addr:interpolation",
    "addr:place",
    "addr:place:fr",
    "addr:place:nl",
    "addr:street",
    "addr:street:fr",
    "addr:street:nl",
    "admin_level",
    "aeroway",
    "amenity",
    "area",
    "bicycle",
    "boundary",
    "bridge",
    "building",
    "covered",
    "foot",
    "footway",
    "highway",
    "indoor",
    "landcover",
    "landuse",
    "layer",
    "leisure",
    "location",
    "man_made",
    "maritime",
    "motorroad",
    "name",
    "name:fr",
    "name:nl",
    "natural",
    "oneway",
    "parking",
    "place",
    "power",
    "public_transport",
    "railway",
    "service",
    "sidewalk",
    "tourism",
    "tunnel",
    "waterway",
};

static int key_find(const char *key)
{
    int low = 0, high = OSM_KEYS;
    while (low < high) {
        int middle = (low + high) / 2;
        int order = *key != *keys[middle] ? *key - *keys[middle] : strcmp(key, keys[middle]);
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

void osm_known_of(const struct osm_tags *tags, struct osm_known *out)
{
    for (int key = 0; key < OSM_KEYS; key++)
        out->value[key] = "";
    for (size_t at = 0; at < tags->count; at++) {
        int key = key_find(tags->tag[at].key);
        if (key >= 0 && !out->value[key][0])
            out->value[key] = tags->tag[at].value;
    }
}

bool osm_is(const struct osm_known *known, enum osm_key key, const char *value)
{
    const char *has = known->value[key];
    return *has == *value && strcmp(has, value) == 0;
}

bool osm_yes(const struct osm_known *known, enum osm_key key)
{
    return known->value[key][0] && !osm_is(known, key, "no");
}

static bool row_fits(const struct osm_row *row, const struct osm_known *known)
{
    if (!known->value[row->key][0])
        return false;
    if (row->value ? !osm_is(known, row->key, row->value) : osm_is(known, row->key, "no"))
        return false;
    return !row->also || osm_is(known, row->also_key, row->also);
}

const struct osm_row *osm_row_find(const struct osm_table *table, const struct osm_known *known,
                                   int without)
{
    for (int at = 0; at < table->count; at++)
        if (!(table->rows[at].how & without) && row_fits(&table->rows[at], known))
            return &table->rows[at];
    return NULL;
}
