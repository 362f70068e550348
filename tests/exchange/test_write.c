/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/write.h"

#include <stdio.h>

#include "exchange/gather.h"

static char folder[KIT_PATH];

static const char *const library =
    "{\"_id\":\"place:1\",\"type\":\"place\",\"name\":\"Bib \\\"De Brug\\\", "
    "Molenbeek\",\"lon\":4.34,"
    "\"lat\":50.855,\"kind\":\"library\",\"hours\":\"Mo 09:00-12:00\",\"wheelchair\":\"limited\","
    "\"toilet\":\"wheelchair\",\"checked\":\"2026-05-12\",\"note\":\"=HYPERLINK(1)\",\"offers\":{"
    "\"wifi\":{\"service\":\"wifi\",\"price\":\"free\"},"
    "\"pc\":{\"service\":\"computer\",\"price\":\"free\",\"obligations\":[\"registration\"],"
    "\"count\":6,"
    "\"groups\":[\"seniors\",\"youth\"],\"note\":\"+32\"}}}";
static const char *const cafe =
    "{\"_id\":\"place:2\",\"type\":\"place\",\"name\":\"-2+3\",\"lon\":4.341,\"lat\":50.856,"
    "\"kind\":\"cafe\",\"operator\":\"@x\",\"offers\":{\"w\":{\"service\":\"wifi\",\"price\":"
    "\"free\","
    "\"obligations\":[\"consumption\"]}}}";

struct pair {
    cJSON *documents[2];
    struct place places[2];
    const struct place *list[2];
};

static void pair_open(struct pair *pair)
{
    const char *const texts[] = {library, cafe};
    struct fault why;
    for (int at = 0; at < 2; at++) {
        assert_true(json_parse(texts[at], strlen(texts[at]), 10000, &pair->documents[at], &why));
        assert_true(place_parse(pair->documents[at], &pair->places[at], NULL, &why));
        pair->list[at] = &pair->places[at];
    }
}

static void pair_close(struct pair *pair)
{
    for (int at = 0; at < 2; at++) {
        place_clear(&pair->places[at]);
        cJSON_Delete(pair->documents[at]);
    }
}

static void geojson_carries_osm_tags_and_our_own_words(void **state)
{
    struct pair pair;
    struct buffer out;
    struct fault why;
    cJSON *tree = NULL;
    (void)state;
    pair_open(&pair);
    buffer_init(&out, 1 << 20);
    assert_true(geojson_write_places(pair.list, 2, "© \"iedereen\"", &out));
    assert_true(json_parse(out.data, out.size, out.size, &tree, &why));
    assert_string_equal(json_text(tree, "attribution", ""), "© \"iedereen\"");
    const cJSON *tags = json_member(json_member(tree, "features")->child, "properties");
    assert_string_equal(json_text(tags, "amenity", ""), "library");
    assert_string_equal(json_text(tags, "internet_access", ""), "wlan;terminal");
    assert_string_equal(json_text(tags, "internet_access:fee", ""), "no");
    assert_string_equal(json_text(tags, "opening_hours", ""), "Mo 09:00-12:00");
    assert_string_equal(json_text(tags, "toilets:wheelchair", ""), "yes");
    assert_string_equal(json_text(tags, "check_date", ""), "2026-05-12");
    assert_string_equal(json_text(tags, "wijkpeil:id", ""), "place:1");
    assert_int_equal((int)json_number(json_path_get(tags, "wijkpeil:offers/pc"), "count", 0), 6);
    cJSON_Delete(tree);
    buffer_clear(&out);
    pair_close(&pair);
}

static void what_was_written_can_be_read_again(void **state)
{
    struct pair pair;
    struct buffer out;
    struct fault why;
    struct sink sink;
    struct read_counts counts = {0};
    struct gather *gather = gather_new(&sink);
    (void)state;
    pair_open(&pair);
    buffer_init(&out, 1 << 20);
    assert_true(geojson_write_places(pair.list, 2, "x", &out));
    assert_true(geojson_read_places(kit_file(folder, "out.geojson", out.data, out.size),
                                    box_empty(), &sink, &counts, &why));
    assert_int_equal(counts.candidates, 2);
    assert_string_equal(json_text(gather->places[0], "name", ""), "Bib \"De Brug\", Molenbeek");
    assert_non_null(json_path_get(gather->places[0], "offers/computer"));
    assert_string_equal(
        json_path_get(gather->places[1], "offers/wifi/obligations")->child->valuestring,
        "consumption");
    gather_free(gather);
    buffer_clear(&out);
    pair_close(&pair);
}

static void no_cell_of_the_csv_is_run_by_a_spreadsheet(void **state)
{
    struct pair pair;
    struct buffer out;
    (void)state;
    pair_open(&pair);
    buffer_init(&out, 1 << 20);
    assert_true(csv_write_places(pair.list, 2, &out));
    assert_memory_equal(out.data, "\xef\xbb\xbfid,name,kind", 15);
    assert_non_null(strstr(out.data, "\"Bib \"\"De Brug\"\", Molenbeek\""));
    assert_non_null(strstr(out.data, ",\"'-2+3\","));
    assert_non_null(strstr(out.data, ",\"'@x\","));
    assert_non_null(strstr(out.data, ",\"'+32\"\r\n"));
    assert_null(strstr(out.data, ",-2+3"));
    assert_non_null(strstr(out.data, ",seniors youth,"));
    buffer_clear(&out);
    pair_close(&pair);
}

/* Cells of one line, with quotes honoured. */
static int cells_of(const char **at)
{
    int cells = 1;
    bool quoted = false;
    for (; **at && (quoted || **at != '\r'); (*at)++) {
        quoted ^= **at == '"';
        cells += !quoted && **at == ',';
    }
    *at += **at ? 2 : 0;
    return cells;
}

static void every_row_of_the_csv_has_all_cells(void **state)
{
    struct pair pair;
    struct buffer out;
    (void)state;
    pair_open(&pair);
    pair.places[1].offer_count = 0;
    buffer_init(&out, 1 << 20);
    assert_true(csv_write_places(pair.list, 2, &out));
    const char *at = out.data;
    int rows = 0, cells = cells_of(&at);
    for (; *at; rows++)
        assert_int_equal(cells_of(&at), cells);
    assert_int_equal(rows, 3);
    buffer_clear(&out);
    buffer_init(&out, 100);
    assert_false(csv_write_places(pair.list, 2, &out));
    assert_false(geojson_write_places(pair.list, 2, "", &out));
    buffer_clear(&out);
    pair_close(&pair);
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
        cmocka_unit_test(geojson_carries_osm_tags_and_our_own_words),
        cmocka_unit_test(what_was_written_can_be_read_again),
        cmocka_unit_test(no_cell_of_the_csv_is_run_by_a_spreadsheet),
        cmocka_unit_test(every_row_of_the_csv_has_all_cells),
    };
    return cmocka_run_group_tests(tests, folder_start, folder_end);
}
