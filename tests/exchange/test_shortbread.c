/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/kind_inner.h"

#include <stdio.h>
#include <string.h>

#include "exchange/gather.h"
#include "exchange/read.h"
#include "kit/kit.h"

static struct mvt_value text(const char *value)
{
    return (struct mvt_value){MVT_TEXT, value, strlen(value), 0};
}

static int kind_of(const char *layer, enum mvt_shape shape, const char *kind, const char *service)
{
    struct mvt_value name = text(layer), class = text(kind), sub = text(service);
    struct kind_tags tags = {.class = kind[0] ? &class : NULL, .service = service[0] ? &sub : NULL};
    struct kind_found found;
    return kind_find(&name, shape, &tags, &found) ? (int)found.kind : -1;
}

static void the_layers_of_the_schema_become_our_kinds(void **state)
{
    (void)state;
    assert_int_equal(kind_of("ocean", MVT_POLYGON, "", ""), FEATURE_WATER);
    assert_int_equal(kind_of("water_polygons", MVT_POLYGON, "basin", ""), FEATURE_WATER);
    assert_int_equal(kind_of("water_polygons", MVT_POLYGON, "glacier", ""), -1);
    assert_int_equal(kind_of("water_lines", MVT_LINE, "canal", ""), FEATURE_RIVER);
    assert_int_equal(kind_of("water_lines", MVT_LINE, "ditch", ""), FEATURE_STREAM);
    assert_int_equal(kind_of("land", MVT_POLYGON, "forest", ""), FEATURE_WOOD);
    assert_int_equal(kind_of("land", MVT_POLYGON, "wet_meadow", ""), FEATURE_GRASS);
    assert_int_equal(kind_of("land", MVT_POLYGON, "bare_rock", ""), -1);
    assert_int_equal(kind_of("sites", MVT_POLYGON, "school", ""), FEATURE_LAND_PUBLIC);
    assert_int_equal(kind_of("streets", MVT_LINE, "service", "parking_aisle"), FEATURE_SERVICE);
    assert_int_equal(kind_of("streets", MVT_LINE, "steps", ""), FEATURE_STEPS);
    assert_int_equal(kind_of("streets", MVT_LINE, "tram", ""), FEATURE_TRAM);
    assert_int_equal(kind_of("streets", MVT_LINE, "runway", ""), -1);
    assert_int_equal(kind_of("street_polygons", MVT_POLYGON, "pedestrian", ""),
                     FEATURE_PEDESTRIAN_AREA);
    assert_int_equal(kind_of("place_labels", MVT_POINT, "state_capital", ""), FEATURE_PLACE_NAME);
    assert_int_equal(kind_of("public_transport", MVT_POINT, "halt", ""), FEATURE_STATION);
    assert_int_equal(kind_of("public_transport", MVT_POINT, "helipad", ""), -1);
    assert_int_equal(kind_of("dam_lines", MVT_LINE, "dam", ""), -1);
}

static void a_path_for_bicycles_is_a_cycleway_and_a_bridge_is_said_by_a_boolean(void **state)
{
    struct mvt_value streets = text("streets"), path = text("path"), meant = text("designated");
    struct mvt_value yes = {MVT_BOOL, NULL, 0, 1}, no = {MVT_BOOL, NULL, 0, 0};
    struct kind_tags tags = {.class = &path, .bicycle = &meant, .bridge = &yes, .tunnel = &no};
    struct kind_found found;
    (void)state;
    assert_true(kind_find(&streets, MVT_LINE, &tags, &found));
    assert_int_equal(found.kind, FEATURE_CYCLEWAY);
    assert_true(kind_bridge(&tags));
    assert_false(kind_tunnel(&tags));
}

static int seen(const char *const *layers)
{
    int bits = 0;
    for (; *layers; layers++) {
        struct mvt_value layer = text(*layers);
        int schema = kind_schema(&layer);
        bits |= schema & SCHEMA_SHARED ? 0 : schema;
    }
    return bits;
}

static void a_schema_is_known_by_layers_that_only_it_has(void **state)
{
    static const char *const openmaptiles[] = {"water", "landuse", "transportation", NULL};
    static const char *const shortbread[] = {"buildings", "streets", "boundaries", NULL};
    static const char *const protomaps[] = {"earth", "water",  "landuse",    "roads", "buildings",
                                            "pois",  "places", "boundaries", NULL};
    static const char *const borders[] = {"boundaries", NULL};
    static const char *const sea[] = {"water", NULL};
    (void)state;
    assert_int_equal(seen(openmaptiles), SCHEMA_OPENMAPTILES);
    assert_int_equal(seen(shortbread), SCHEMA_SHORTBREAD);
    assert_true(kind_schema_known(seen(openmaptiles)));
    assert_true(kind_schema_known(seen(shortbread)));
    assert_false(kind_schema_known(seen(protomaps)));
    assert_false(kind_schema_known(seen(borders)));
    assert_false(kind_schema_known(seen(sea)));
}

static int steenweg; /* lines with this name */

static bool feature_watch(void *data, const struct feature *feature, struct fault *why)
{
    steenweg += feature->kind == FEATURE_STREET_NAME && feature->shape == SHAPE_LINE &&
                strcmp(feature->name, "Dudzeelse Steenweg") == 0;
    return gather_feature(data, feature, why);
}

static void a_real_part_of_bruges_is_read(void **state)
{
    struct sink sink;
    struct gather *gather = gather_new(&sink);
    struct read_counts counts = {0};
    struct fault why;
    int numbered = 0, kept;
    (void)state;
    sink.feature = feature_watch;
    if (!tiles_read(kit_data("shortbread/brugge_sint-pieters.mbtiles"), box_empty(), &sink, &counts,
                    &why))
        fail_msg("%s %s", why.what.key, why.detail);
    assert_int_equal(counts.tiles, 5);
    assert_int_equal(counts.broken, 0);
    const long *kinds = gather->kinds;
    assert_in_range(kinds[FEATURE_BUILDING], 2000, 2500);
    assert_in_range(kinds[FEATURE_MINOR], 100, 400);
    assert_in_range(kinds[FEATURE_LAND_PUBLIC], 1, 20);
    assert_in_range(kinds[FEATURE_STOP], 5, 40);
    assert_in_range(kinds[FEATURE_WATER], 5, 200);
    assert_in_range(steenweg, 1, 20);
    assert_in_range(counts.addresses, 1200, 1500);
    kept = gather->address_count < GATHERED ? gather->address_count : GATHERED;
    for (int at = 0; at < kept; at++)
        numbered += gather->addresses[at].street[0] != 0;
    assert_true(numbered * 100 > kept * 95);
    assert_string_equal(gather->source.attribution, "© OpenStreetMap contributors");
    gather_free(gather);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_layers_of_the_schema_become_our_kinds),
        cmocka_unit_test(a_path_for_bicycles_is_a_cycleway_and_a_bridge_is_said_by_a_boolean),
        cmocka_unit_test(a_schema_is_known_by_layers_that_only_it_has),
        cmocka_unit_test(a_real_part_of_bruges_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
