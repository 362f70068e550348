/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/feed.h"

#include "exchange/feed_inner.h"
#include "exchange/gather.h"

static char folder[KIT_PATH];
static const struct feed wifi = {.key = "abcd1234",
                                 .name = "wifi",
                                 .date = "2026-06-12",
                                 .kind = FEED_UNSAID,
                                 .service = SERVICE_WIFI,
                                 .price = PRICE_FREE};
static const struct feed plain = {
    .key = "k", .name = "n", .date = "", .kind = FEED_UNSAID, .service = FEED_UNSAID};

static int begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

struct reading {
    struct gather *gather;
    struct read_counts counts;
    struct fault why;
    bool ok;
};

enum form { CSV, GEOJSON, OVERPASS };

static void read_file(struct reading *out, enum form form, const struct feed *feed,
                      const char *path)
{
    struct sink sink;
    memset(out, 0, sizeof *out);
    fault_clear(&out->why);
    out->gather = gather_new(&sink);
    struct box all = box_empty();
    out->ok = form == CSV       ? feed_read_csv(path, feed, all, &sink, &out->counts, &out->why)
              : form == GEOJSON ? feed_read_geojson(path, feed, all, &sink, &out->counts, &out->why)
                                : overpass_read(path, all, &sink, &out->counts, &out->why);
}

static void read_text(struct reading *out, enum form form, const struct feed *feed,
                      const char *text)
{
    read_file(out, form, feed, kit_file(folder, "a", text, strlen(text)));
}

static const char *text_at(const struct reading *reading, int place, const char *path)
{
    const cJSON *value = json_path_get(reading->gather->places[place], path);
    return cJSON_IsString(value) ? value->valuestring : "";
}

static void columns_are_known_by_their_names(void **state)
{
    static const struct {
        const char *column;
        enum feed_field field;
    } cases[] = {
        {"Naam_NL", FEED_NAME_NL}, {"nom_fr", FEED_NAME_FR},         {"naam", FEED_NAME},
        {"Name", FEED_NAME},       {"geo_point_2d", FEED_POINT},     {"Geo Point", FEED_POINT},
        {"Adresse", FEED_ADDRESS}, {"adres_nl", FEED_ADDRESS},       {"Code postal", FEED_POSTCODE},
        {"Téléphone", FEED_PHONE}, {"Openingsuren", FEED_HOURS},     {"lon", FEED_LON},
        {"Latitude", FEED_LAT},    {"naam van het punt", FEED_NAME}, {"recordid", FEED_ID}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum feed_field field = FEED_FIELDS;
        assert_true(feed_guess(cases[i].column, &field) > 0);
        assert_int_equal(field, cases[i].field);
    }
    enum feed_field none;
    assert_int_equal(feed_guess("geo_shape", &none), 0);
    assert_int_equal(feed_guess("surface_m2", &none), 0);
    assert_int_equal(feed_guess("", &none), 0);
}

static void points_are_read_in_each_form_that_portals_write(void **state)
{
    static const char *const good[] = {
        "50.85, 4.35",        "50.85,4.35",
        " 50.85 , 4.35 ",     "{\"lon\": 4.35, \"lat\": 50.85}",
        "POINT (4.35 50.85)", "{\"type\":\"Point\",\"coordinates\":[4.35,50.85]}"};
    static const char *const bad[] = {"",         "50.85",        "noord, zuid",
                                      "91, 4",    "{\"lon\": 4}", "50.85, 4.35, 12",
                                      "nan, nan", "{\"lat\": 1",  "POINT (4.35)"};
    struct point point;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(feed_point_read(good[i], &point));
        assert_true(point.lon == 4.35 && point.lat == 50.85);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(feed_point_read(bad[i], &point));
    }
}

static void a_csv_export_becomes_candidates_with_the_service_of_the_source(void **state)
{
    struct reading reading;
    struct place place;
    int odd;
    (void)state;
    read_file(&reading, CSV, &wifi, kit_data("feed/wifi.csv"));
    assert_true(reading.ok);
    assert_int_equal(reading.counts.candidates, 40);
    assert_int_equal(reading.counts.broken + reading.counts.without_place, 0);
    assert_string_equal(text_at(&reading, 0, "_id"), "feed:abcd1234:1");
    assert_string_equal(text_at(&reading, 0, "offers/wifi/price"), "free");
    assert_string_equal(text_at(&reading, 0, "source/date"), "2026-06-12");
    for (int i = 0; i < reading.gather->place_count; i++) {
        assert_true(place_parse(reading.gather->places[i], &place, &odd, &reading.why));
        assert_int_equal(odd, 0);
        assert_int_equal(place_state(&place, (struct civil_date){2026, 6, 12}, 12),
                         PLACE_CANDIDATE);
        place_clear(&place);
    }
    gather_free(reading.gather);
}

static void the_same_rows_as_geojson_become_the_same_candidates(void **state)
{
    struct reading csv, json;
    (void)state;
    read_file(&csv, CSV, &wifi, kit_data("feed/wifi.csv"));
    read_file(&json, GEOJSON, &wifi, kit_data("feed/wifi.geojson"));
    assert_true(csv.ok && json.ok);
    assert_int_equal(csv.gather->place_count, json.gather->place_count);
    for (int i = 0; i < csv.gather->place_count; i++) {
        assert_true(json_equal(csv.gather->places[i], json.gather->places[i]));
    }
    gather_free(csv.gather);
    gather_free(json.gather);
}

static void quotes_line_ends_and_every_separator_are_understood(void **state)
{
    struct reading reading;
    (void)state;
    read_text(&reading, CSV, &plain,
              "naam;geo_point_2d;adres;kind\n"
              "\"De \"\"Ark\"\"; achteraan\nlinks\";50.85, 4.35;\"Kerkstraat 12, 1080 "
              "Molenbeek\";library\r"
              "\r\n\n"
              "Twee;\"50.86,4.36\";;other\n");
    assert_true(reading.ok);
    assert_int_equal(reading.gather->place_count, 2);
    assert_string_equal(text_at(&reading, 0, "name"), "De \"Ark\"; achteraan links");
    assert_string_equal(text_at(&reading, 0, "street"), "Kerkstraat");
    assert_string_equal(text_at(&reading, 0, "number"), "12");
    assert_string_equal(text_at(&reading, 0, "kind"), "library");
    gather_free(reading.gather);
    read_text(&reading, CSV, &plain, "name\tlon\tlat\nA, b; c\t4,35\t50,85\n");
    assert_true(reading.ok);
    assert_string_equal(text_at(&reading, 0, "name"), "A, b; c");
    gather_free(reading.gather);
    read_text(&reading, CSV, &plain, "name,longitude,latitude\n\"A, b\",4.35,50.85");
    assert_true(reading.ok);
    assert_string_equal(text_at(&reading, 0, "name"), "A, b");
    gather_free(reading.gather);
}

static void latin_letters_are_converted_and_counted(void **state)
{
    struct reading reading;
    (void)state;
    read_text(&reading, CSV, &plain,
              "naam;geo_point_2d\nCaf\xe9 \x80;50.85, 4.35\nCaf\xc3\xa9;50.85, 4.35\n");
    assert_true(reading.ok);
    assert_string_equal(text_at(&reading, 0, "name"), "Café €");
    assert_string_equal(text_at(&reading, 1, "name"), "Café");
    assert_int_equal(reading.counts.converted, 1);
    gather_free(reading.gather);
}

static void what_is_no_csv_of_places_is_refused_in_words(void **state)
{
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"", "fault.exchange.empty"},
        {"\n <!DOCTYPE html><html>", "fault.csv.web_page"},
        {"{\"features\": []}", "fault.csv.json"},
        {"naam;straat\nA;B\n", "fault.csv.no_place_column"},
        {"naam;geo_point_2d\n", "fault.csv.no_rows"},
        {"naam;geo_point_2d\nA;B\n", "fault.csv.no_place"},
        {"naam;geo_point_2d\nA;1, 2;3\nA;1, 2;3\n", "fault.csv.broken"},
        {"naam;geo_point_2d\nA;50, 4\n\"B;50, 4\nC;50, 4\n", "fault.csv.quote"},
    };
    struct reading reading;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_text(&reading, CSV, &plain, cases[i].text);
        assert_false(reading.ok);
        kit_assert_fault(&reading.why, FAULT_INPUT, cases[i].key);
        gather_free(reading.gather);
    }
    read_text(&reading, CSV, &plain, "naam;geo_point_2d\nA;50, 4\n\"B;50, 4\nC;50, 4\n");
    assert_int_equal(reading.why.what.argument[0].as.count, 3); /* row */
    assert_int_equal(reading.why.what.argument[1].as.count, 1); /* column */
    gather_free(reading.gather);
    read_file(&reading, CSV, &plain, kit_file(folder, "b", "a;b\0c", 5));
    kit_assert_fault(&reading.why, FAULT_INPUT, "fault.csv.foreign");
    gather_free(reading.gather);
}

static void ceilings_hold(void **state)
{
    struct reading reading;
    struct buffer text;
    (void)state;
    buffer_init(&text, 16 * 1024 * 1024);
    buffer_add_text(&text, "naam;geo_point_2d\n");
    for (int i = 0; i < 1024 * 1024 + 2; i++) {
        buffer_add_byte(&text, 'x');
    }
    read_text(&reading, CSV, &plain, buffer_text(&text));
    kit_assert_fault(&reading.why, FAULT_LIMIT, "fault.csv.cell");
    gather_free(reading.gather);
    buffer_empty(&text);
    for (int i = 0; i < 300; i++) {
        buffer_addf(&text, "c%d;", i);
    }
    read_text(&reading, CSV, &plain, buffer_text(&text));
    kit_assert_fault(&reading.why, FAULT_LIMIT, "fault.csv.columns");
    gather_free(reading.gather);
    buffer_empty(&text);
    buffer_add_text(&text, "naam;geo_point_2d\n");
    for (int i = 0; i < FEED_ROWS + 1; i++) {
        buffer_addf(&text, "plek %d;50.85, 4.35\n", i);
    }
    read_text(&reading, CSV, &plain, buffer_text(&text));
    kit_assert_fault(&reading.why, FAULT_LIMIT, "fault.feed.rows");
    gather_free(reading.gather);
    buffer_clear(&text);
}

static void a_source_may_name_its_own_columns(void **state)
{
    struct feed feed = plain;
    struct reading reading;
    (void)state;
    feed.column[FEED_NAME] = "c3";
    feed.column[FEED_LON] = "x";
    feed.column[FEED_LAT] = "y";
    feed.kind = KIND_CHARGING_POINT;
    read_text(&reading, CSV, &feed, "naam;c3;x;y\nfout;goed;4.35;50.85\n");
    assert_true(reading.ok);
    assert_string_equal(text_at(&reading, 0, "name"), "goed");
    assert_string_equal(text_at(&reading, 0, "kind"), "charging_point");
    gather_free(reading.gather);
}

static void geojson_with_osm_tags_keeps_its_osm_ids(void **state)
{
    struct reading reading;
    (void)state;
    read_text(
        &reading, GEOJSON, &plain,
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"node/5\","
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[4.35,50.85]},"
        "\"properties\":{\"amenity\":\"library\",\"name\":\"Bib\"}}]}");
    assert_true(reading.ok);
    assert_string_equal(text_at(&reading, 0, "_id"), "osm:n5");
    gather_free(reading.gather);
}

static void a_recorded_answer_of_overpass_becomes_candidates_with_osm_ids(void **state)
{
    struct reading reading;
    bool library = false, way = false;
    (void)state;
    read_file(&reading, OVERPASS, NULL, kit_data("overpass/molenbeek_2013.json"));
    assert_true(reading.ok);
    assert_int_equal(reading.counts.candidates, 25);
    assert_int_equal(reading.counts.skipped + reading.counts.broken, 0);
    assert_string_equal(reading.gather->source.attribution, "© OpenStreetMap contributors");
    for (int i = 0; i < reading.gather->place_count; i++) {
        const char *id = text_at(&reading, i, "_id");
        library = library || !strcmp(id, "osm:n1410230483");
        way = way || !strcmp(id, "osm:w117617821");
        assert_string_equal(text_at(&reading, i, "source/date"), "2013-01-01");
    }
    assert_true(library && way);
    gather_free(reading.gather);
}

static void an_answer_that_the_server_broke_off_is_refused(void **state)
{
    struct reading reading;
    (void)state;
    read_text(&reading, OVERPASS, NULL,
              "{\"version\":0.6,\"elements\":[],\"remark\":\"runtime error: Query timed out\"}");
    assert_false(reading.ok);
    kit_assert_fault(&reading.why, FAULT_INPUT, "fault.overpass.remark");
    gather_free(reading.gather);
    read_text(&reading, OVERPASS, NULL, "{\"version\":0.6,\"elements\":[");
    kit_assert_fault(&reading.why, FAULT_INPUT, "fault.json.ends");
    gather_free(reading.gather);
    read_text(&reading, OVERPASS, NULL, "{\"version\":0.6,\"elements\":[]}");
    assert_true(reading.ok);
    gather_free(reading.gather);
}

static void the_query_asks_for_the_table_in_the_box(void **state)
{
    struct buffer query;
    (void)state;
    buffer_init(&query, 64 * 1024);
    overpass_write((struct box){4.33, 50.84, 4.35, 50.86}, 60, &query);
    const char *text = buffer_text(&query);
    assert_non_null(strstr(text, "[out:json][timeout:60]"));
    assert_non_null(strstr(text, "[bbox:50.84000,4.33000,50.86000,4.35000]"));
    assert_non_null(strstr(text, "device_charging_station"));
    assert_non_null(strstr(text, "|library|"));
    assert_non_null(strstr(text, "nwr[\"shop\"~\"(^|;)(copyshop"));
    assert_null(strstr(text, "restaurant"));
    assert_non_null(strstr(text, "out center"));
    buffer_clear(&query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_known_by_their_names),
        cmocka_unit_test(points_are_read_in_each_form_that_portals_write),
        cmocka_unit_test(a_csv_export_becomes_candidates_with_the_service_of_the_source),
        cmocka_unit_test(the_same_rows_as_geojson_become_the_same_candidates),
        cmocka_unit_test(quotes_line_ends_and_every_separator_are_understood),
        cmocka_unit_test(latin_letters_are_converted_and_counted),
        cmocka_unit_test(what_is_no_csv_of_places_is_refused_in_words),
        cmocka_unit_test(ceilings_hold),
        cmocka_unit_test(a_source_may_name_its_own_columns),
        cmocka_unit_test(geojson_with_osm_tags_keeps_its_osm_ids),
        cmocka_unit_test(a_recorded_answer_of_overpass_becomes_candidates_with_osm_ids),
        cmocka_unit_test(an_answer_that_the_server_broke_off_is_refused),
        cmocka_unit_test(the_query_asks_for_the_table_in_the_box),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
