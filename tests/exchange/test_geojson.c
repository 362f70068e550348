/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/read.h"

#include <stdio.h>

#include "exchange/gather.h"
#include "place/place.h"

static char folder[KIT_PATH];

struct reading {
    struct gather *gather;
    struct sink sink;
    struct read_counts counts;
    struct fault why;
    bool good;
};

static struct reading places_of(const char *bytes, size_t size)
{
    struct reading reading = {0};
    reading.gather = gather_new(&reading.sink);
    reading.good = geojson_read_places(kit_file(folder, "places.geojson", bytes, size), box_empty(),
                                       &reading.sink, &reading.counts, &reading.why);
    return reading;
}

static struct reading wijken_of(const char *text)
{
    struct reading reading = {0};
    reading.gather = gather_new(&reading.sink);
    reading.good = geojson_read_wijken(kit_file(folder, "wijken.geojson", text, strlen(text)),
                                       &reading.sink, &reading.counts, &reading.why);
    return reading;
}

static void refused(const char *text, enum fault_kind kind, const char *key)
{
    struct reading reading = places_of(text, strlen(text));
    if (reading.good)
        fail_msg("accepted: %.60s", text);
    kit_assert_fault(&reading.why, kind, key);
    gather_free(reading.gather);
}

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define POINT(lon, lat) "\"geometry\":{\"type\":\"Point\",\"coordinates\":[" #lon "," #lat "]}"
#define LIBRARY                                                                                    \
    "{\"type\":\"Feature\",\"properties\":{\"amenity\":\"library\"}," POINT(4.34, 50.85) "}"

static void the_places_of_molenbeek_become_valid_candidates(void **state)
{
    struct reading reading = {0};
    char path[KIT_PATH];
    (void)state;
    snprintf(path, sizeof path, "%s/demo/molenbeek_places.geojson", kit_asset_source());
    reading.gather = gather_new(&reading.sink);
    assert_true(
        geojson_read_places(path, box_empty(), &reading.sink, &reading.counts, &reading.why));
    assert_int_equal(reading.counts.candidates + reading.counts.skipped, 269);
    assert_int_equal(reading.counts.broken + reading.counts.without_place, 0);
    int libraries = 0, wifi = 0;
    for (int at = 0; at < reading.gather->place_count; at++) {
        struct place place;
        int odd = 0;
        assert_true(place_parse(reading.gather->places[at], &place, &odd, &reading.why));
        assert_int_equal(odd, 0);
        assert_int_equal(place_state(&place, (struct civil_date){2026, 6, 1}, 12), PLACE_CANDIDATE);
        assert_string_equal(place.source_name, "osm");
        libraries += place.kind == KIND_LIBRARY;
        wifi += place.offer_count > 0 && place.offers[0].service == SERVICE_WIFI;
        place_clear(&place);
    }
    assert_int_equal(libraries, 13);
    assert_true(wifi > 30);
    assert_string_equal(reading.gather->source.licence, "ODbL 1.0");
    assert_string_equal(reading.gather->source.date, "2026-05");
    gather_free(reading.gather);
}

static void map_tile_classes_are_read_as_osm_values(void **state)
{
    struct reading reading = {0};
    (void)state;
    reading.gather = gather_new(&reading.sink);
    assert_true(geojson_read_places(kit_data("gent/gent_places.geojson"), box_empty(),
                                    &reading.sink, &reading.counts, &reading.why));
    assert_true(reading.counts.candidates >= 5);
    assert_true(reading.counts.skipped > 800);
    for (int at = 0; at < reading.gather->place_count; at++)
        assert_true(*json_text(reading.gather->places[at], "name", ""));
    gather_free(reading.gather);
}

static void ids_of_several_tools_are_understood(void **state)
{
    static const char *const ids[][2] = {
        {"\"id\":\"node/12\"", "osm:n12"},   {"\"id\":\"way/7\"", "osm:w7"},
        {"\"id\":\"relation/9\"", "osm:r9"}, {"\"id\":\"n5\"", "osm:n5"},
        {"\"id\":\"a24\"", "osm:w12"},       {"\"id\":\"a25\"", "osm:r12"},
    };
    char text[512];
    (void)state;
    for (size_t at = 0; at < sizeof ids / sizeof *ids; at++) {
        snprintf(text, sizeof text,
                 HEAD "{\"type\":\"Feature\",%s,\"properties\":{\"amenity\":\"library\"}," POINT(
                     4.34, 50.85) "}]}",
                 ids[at][0]);
        struct reading reading = places_of(text, strlen(text));
        assert_true(reading.good);
        assert_string_equal(json_text(reading.gather->places[0], "_id", ""), ids[at][1]);
        gather_free(reading.gather);
    }
}

static void a_place_without_id_keeps_the_same_one_each_time(void **state)
{
    struct reading one = places_of(HEAD LIBRARY "]}", strlen(HEAD LIBRARY "]}"));
    struct reading two = places_of(HEAD LIBRARY "]}", strlen(HEAD LIBRARY "]}"));
    (void)state;
    const char *id = json_text(one.gather->places[0], "_id", "");
    assert_memory_equal(id, "osm:h", 5);
    assert_string_equal(id, json_text(two.gather->places[0], "_id", ""));
    gather_free(one.gather);
    gather_free(two.gather);
}

static void a_mark_in_front_and_other_members_are_passed_over(void **state)
{
    const char *text = "\xef\xbb\xbf { \"name\" : \"]}{\\\"\" , \"crs\":{\"a\":[1,{\"b\":2}]},"
                       "\"features\" : [ " LIBRARY " ,\n" LIBRARY " ] , \"licence\" : \"X\" } ";
    struct reading reading = places_of(text, strlen(text));
    (void)state;
    assert_true(reading.good);
    assert_int_equal(reading.counts.candidates, 2);
    assert_string_equal(reading.gather->source.licence, "X");
    gather_free(reading.gather);
}

static void files_that_are_no_geojson_are_named(void **state)
{
    struct reading reading = {0};
    (void)state;
    refused("", FAULT_INPUT, "fault.exchange.empty");
    refused("<!DOCTYPE html><html>", FAULT_INPUT, "fault.geojson.web_page");
    refused("name;lon;lat", FAULT_INPUT, "fault.geojson.foreign");
    refused("{}", FAULT_INPUT, "fault.geojson.no_features");
    refused(HEAD "]}", FAULT_INPUT, "fault.geojson.no_features");
    refused("{\"features\": 7}", FAULT_INPUT, "fault.geojson.no_features");
    refused("{\"type\" \"x\"}", FAULT_INPUT, "fault.json.syntax");
    refused("{\"type\": \"x", FAULT_INPUT, "fault.json.ends");
    refused(HEAD "}]}", FAULT_INPUT, "fault.json.syntax");
    refused(HEAD "{\"type\":\"Feature\"]}]}", FAULT_INPUT, "fault.json.syntax");
    assert_false(geojson_read_places(kit_path(folder, "none"), box_empty(), &reading.sink,
                                     &reading.counts, &reading.why));
    kit_assert_fault(&reading.why, FAULT_MISSING, "fault.file.missing");
}

static void a_file_cut_anywhere_is_a_fault_with_its_place(void **state)
{
    const char *text = HEAD LIBRARY "," LIBRARY "]}";
    (void)state;
    for (size_t size = 1; size < strlen(text); size++) {
        struct reading reading = places_of(text, size);
        if (reading.good)
            fail_msg("accepted %zu bytes of %zu", size, strlen(text));
        assert_int_equal(reading.why.kind, FAULT_INPUT);
        assert_int_equal(reading.why.place, size);
        gather_free(reading.gather);
    }
}

/* `count` libraries with `odd` among them. */
static struct reading among(const char *odd, size_t odd_size, int count)
{
    struct buffer text;
    buffer_init(&text, 64 << 20);
    buffer_add_text(&text, HEAD);
    buffer_add(&text, odd, odd_size);
    for (int at = 0; at < count; at++)
        buffer_add_text(&text, "," LIBRARY);
    buffer_add_text(&text, "]}");
    struct reading reading = places_of(text.data, text.size);
    buffer_clear(&text);
    return reading;
}

static void odd_features_are_counted_and_left_out(void **state)
{
    static const struct {
        const char *feature;
        long broken, without_place;
    } cases[] = {
        {"{\"type\":\"Feature\",\"properties\":{\"amenity\":\"library\"}}", 0, 1},
        {"{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}", 0, 1},
        {"{\"type\":\"Feature\"," POINT(NaN, 50) "}", 1, 0},
        {"{\"type\":\"Feature\"," POINT(1e999, 50) "}", 1, 0},
        {"{\"type\":\"Feature\"," POINT(400, 50) "}", 0, 1},
        {"{\"type\":\"Feature\"," POINT("4", 50) "}", 0, 1},
        {"{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[4]}}", 0, 1},
        {"{\"type\":\"Feature\",\"geometry\":{\"type\":\"Blob\",\"coordinates\":[4,50]}}", 0, 1},
        {"{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[]}}", 0, 1},
        {"{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[4,50]]]}}", 0,
         1},
        {"{\"type\":\"Feature\"," POINT(50.85, 4.34) "}", 0, 1}, /* latitude first */
        {"null", 1, 0},
        {"12", 1, 0},
        {"\"text\"", 1, 0},
        {"{\"type\":\"Feature\",\"x\":\"\\u0000\"}", 1, 0},
    };
    (void)state;
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++) {
        struct reading reading = among(cases[at].feature, strlen(cases[at].feature), 20);
        if (!reading.good || reading.counts.candidates != 20 ||
            reading.counts.broken != cases[at].broken ||
            reading.counts.without_place != cases[at].without_place)
            fail_msg("%s: %s, %ld read, %ld broken, %ld without place", cases[at].feature,
                     reading.why.what.key, reading.counts.candidates, reading.counts.broken,
                     reading.counts.without_place);
        gather_free(reading.gather);
    }
}

static void deep_and_huge_features_are_left_out(void **state)
{
    size_t size = 5 << 20;
    char *bytes = memory_take(size + 1);
    (void)state;
    memset(bytes, '[', 1000000);
    memset(bytes + 1000000, ']', 1000000);
    struct reading reading = among(bytes, 2000000, 20);
    assert_true(reading.good);
    assert_int_equal(reading.counts.broken, 1);
    gather_free(reading.gather);
    memset(bytes, 'x', size);
    bytes[0] = bytes[size - 1] = '"';
    reading = among(bytes, size, 20);
    assert_true(reading.good);
    assert_int_equal(reading.counts.broken, 1);
    assert_int_equal(reading.counts.candidates, 20);
    gather_free(reading.gather);
    free(bytes);
}

static void mostly_broken_or_misplaced_files_are_a_fault(void **state)
{
    (void)state;
    refused(HEAD "{\"a\":NaN}," LIBRARY "]}", FAULT_INPUT, "fault.geojson.broken");
    refused(HEAD "{\"type\":\"Feature\"," POINT(50.85, 4.34) "}]}", FAULT_INPUT,
            "fault.geojson.swapped");
    refused(HEAD "{\"type\":\"Feature\",\"geometry\":null}]}", FAULT_INPUT,
            "fault.geojson.no_place");
}

static void places_outside_the_box_are_skipped(void **state)
{
    struct reading reading = {0};
    const char *text =
        HEAD LIBRARY ",{\"type\":\"Feature\",\"properties\":{\"amenity\":\"library\"},"
                     "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[3,51],[3.1,51],"
                     "[3.1,51.1],[3,51]]]}}]}";
    (void)state;
    reading.gather = gather_new(&reading.sink);
    assert_true(geojson_read_places(kit_file(folder, "box.geojson", text, strlen(text)),
                                    (struct box){4, 50, 5, 51}, &reading.sink, &reading.counts,
                                    &reading.why));
    assert_int_equal(reading.counts.candidates, 1);
    assert_int_equal(reading.counts.skipped, 1);
    gather_free(reading.gather);
}

static void the_borders_of_molenbeek_are_read(void **state)
{
    struct reading reading = {0};
    char path[KIT_PATH];
    (void)state;
    snprintf(path, sizeof path, "%s/demo/molenbeek_wijken.geojson", kit_asset_source());
    reading.gather = gather_new(&reading.sink);
    assert_true(geojson_read_wijken(path, &reading.sink, &reading.counts, &reading.why));
    assert_int_equal(reading.gather->wijk_count, 24);
    bool found = false;
    for (int at = 0; at < 24; at++) {
        const struct wijk_border *wijk = &reading.gather->wijken[at];
        if (strcmp(wijk->code, "21012W16") != 0)
            continue;
        found = true;
        assert_string_equal(wijk->name, "Historisch Molenbeek");
        assert_string_equal(wijk->municipality, "Sint-Jans-Molenbeek");
        assert_string_equal(wijk->nis5, "21012");
        assert_true(shape_has(wijk->border, (struct point){4.3390, 50.8560}));
        assert_int_equal(wijk->border->point_count, 35);
    }
    assert_true(found);
    gather_free(reading.gather);
}

static void borders_need_a_code_and_an_area(void **state)
{
    struct reading reading = wijken_of(
        HEAD
        "{\"type\":\"Feature\",\"properties\":{\"wijkcode\":\"1W2\",\"naam\":\"Plein\"},"
        "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[4,50],[5,50],[5,51],[4,50]],"
        "[[4.5,50.1],[4.6,50.1],[4.6,50.2],[4.5,50.1]]]]}},"
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"x\"}," POINT(4, 50) "}]}");
    (void)state;
    assert_true(reading.good);
    assert_int_equal(reading.counts.wijken, 1);
    assert_int_equal(reading.counts.skipped, 1);
    assert_string_equal(reading.gather->wijken[0].name, "Plein");
    assert_int_equal(reading.gather->borders[0].path_count, 2);
    assert_true(reading.gather->borders[0].paths[1].hole);
    gather_free(reading.gather);
    reading = wijken_of(HEAD LIBRARY "]}");
    kit_assert_fault(&reading.why, FAULT_INPUT, "fault.geojson.no_wijken");
    gather_free(reading.gather);
    reading = wijken_of(
        HEAD "{\"type\":\"Feature\",\"properties\":{\"code\":\"1\"},\"geometry\":{\"type\":"
             "\"Polygon\",\"coordinates\":[[[50,4],[50,5],[51,5],[50,4]]]}}]}");
    kit_assert_fault(&reading.why, FAULT_INPUT, "fault.geojson.swapped");
    gather_free(reading.gather);
}

#define MOLENBEEK_RING(a, b, c, d)                                                                 \
    HEAD "{\"type\":\"Feature\",\"properties\":{\"code\":\"1\"},\"geometry\":{\"type\":"           \
         "\"Polygon\",\"coordinates\":[[[" a "],[" b "],[" c "],[" d "],[" a "]]]}}]"

/* The same square around the town hall of Molenbeek in metres of Lambert 72 and of Web Mercator
 * (cs2cs). */
#define LAMBERT                                                                                    \
    MOLENBEEK_RING("147806.29,171211.71", "148510.48,171211.47", "148510.63,171767.67",            \
                   "147806.52,171767.91,12")
#define MERCATOR                                                                                   \
    MOLENBEEK_RING("482859.42,6595032.45", "483972.62,6595032.45", "483972.62,6595914.11",         \
                   "482859.42,6595914.11")

static void square_is_in_molenbeek(const char *text)
{
    struct reading reading = wijken_of(text);
    if (!reading.good)
        fail_msg("%s: %.80s", reading.why.what.key, text);
    assert_int_equal(reading.counts.wijken, 1);
    struct box box = reading.gather->borders[0].box;
    struct point south_west = {box.west, box.south}, north_east = {box.east, box.north};
    assert_true(point_distance(south_west, (struct point){4.3376, 50.8513}) < 1);
    assert_true(point_distance(north_east, (struct point){4.3476, 50.8563}) < 1);
    gather_free(reading.gather);
}

static void borders_in_metres_are_turned_into_degrees(void **state)
{
    (void)state;
    square_is_in_molenbeek(LAMBERT "}");
    square_is_in_molenbeek(MERCATOR "}");
    square_is_in_molenbeek(LAMBERT ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
                                   "\"urn:ogc:def:crs:EPSG::31370\"}}}");
}

static void a_file_says_what_its_coordinates_are(void **state)
{
    static const struct {
        const char *crs, *fault;
    } cases[] = {
        {"{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:31370\"}}", NULL},
        {"{\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::31370\"}}", NULL},
        {"{\"properties\":{\"name\":\"http://www.opengis.net/def/crs/EPSG/0/31370\"}}", NULL},
        {"{\"type\":\"EPSG\",\"properties\":{\"code\":31370}}", NULL},
        {"null", NULL},
        {"{\"properties\":{\"name\":\"EPSG:3812\"}}", "fault.geojson.crs"},
        {"{\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::2154\"}}", "fault.geojson.crs"},
        {"{\"properties\":{\"code\":1e300}}", "fault.geojson.crs"},
        {"{\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}", "fault.geojson.no_place"},
        {"{\"properties\":{\"name\":\"EPSG:4326\"}}", "fault.geojson.no_place"},
    };
    (void)state;
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++)
        for (int behind = 0; behind < 2; behind++) {
            char text[1024];
            if (behind && cases[at].fault && strcmp(cases[at].fault, "fault.geojson.crs") != 0)
                continue;
            if (behind)
                snprintf(text, sizeof text, "%s,\"crs\":%s}", LAMBERT, cases[at].crs);
            else
                snprintf(text, sizeof text, "{\"crs\":%s,%s}", cases[at].crs, &LAMBERT[1]);
            struct reading reading = wijken_of(text);
            if (cases[at].fault)
                kit_assert_fault(&reading.why, FAULT_INPUT, cases[at].fault);
            else if (!reading.good)
                fail_msg("%s: %s", reading.why.what.key, text);
            gather_free(reading.gather);
        }
}

static int folder_start(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int folder_end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_places_of_molenbeek_become_valid_candidates),
        cmocka_unit_test(map_tile_classes_are_read_as_osm_values),
        cmocka_unit_test(ids_of_several_tools_are_understood),
        cmocka_unit_test(a_place_without_id_keeps_the_same_one_each_time),
        cmocka_unit_test(a_mark_in_front_and_other_members_are_passed_over),
        cmocka_unit_test(files_that_are_no_geojson_are_named),
        cmocka_unit_test(a_file_cut_anywhere_is_a_fault_with_its_place),
        cmocka_unit_test(odd_features_are_counted_and_left_out),
        cmocka_unit_test(deep_and_huge_features_are_left_out),
        cmocka_unit_test(mostly_broken_or_misplaced_files_are_a_fault),
        cmocka_unit_test(places_outside_the_box_are_skipped),
        cmocka_unit_test(the_borders_of_molenbeek_are_read),
        cmocka_unit_test(borders_need_a_code_and_an_area),
        cmocka_unit_test(borders_in_metres_are_turned_into_degrees),
        cmocka_unit_test(a_file_says_what_its_coordinates_are),
    };
    return cmocka_run_group_tests(tests, folder_start, folder_end);
}
