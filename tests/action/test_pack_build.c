/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/practice.h"
#include "walk/graph.h"

#include "base/json.h"
#include "system/file.h"

enum { FILE_PATH = KIT_PATH + 64 };
static char folder[KIT_PATH], out[FILE_PATH], tiles[FILE_PATH], places[FILE_PATH],
    wijken[FILE_PATH];

static int begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    snprintf(out, sizeof out, "%s/a.wijkpak", folder);
    snprintf(tiles, sizeof tiles, "%s/demo/molenbeek.mbtiles", kit_asset_source());
    snprintf(places, sizeof places, "%s/demo/molenbeek_places.geojson", kit_asset_source());
    snprintf(wijken, sizeof wijken, "%s/demo/molenbeek_wijken.geojson", kit_asset_source());
    return 0;
}

static int end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

static void the_demo_inputs_become_a_pack_that_checks(void **state)
{
    static const char *const codes[] = {"21012W16"};
    struct action_pack ask = {.out = out,
                              .tiles = tiles,
                              .places = places,
                              .wijken = wijken,
                              .codes = codes,
                              .code_count = 1};
    struct action_pack_report report;
    struct fault why;
    struct pack *pack = NULL;
    (void)state;
    practice_ok(action_pack(&ask, &report, &why), &why);
    assert_true(report.pack.features > 10000 && report.pack.candidates > 50 &&
                report.pack.addresses > 5000);
    assert_true(report.pack.bytes < 6 * 1000 * 1000);
    practice_ok(pack_open(out, &pack, &why), &why);
    assert_non_null(pack_wijk_find(pack, "21012W16"));
    const struct pack_source *sources;
    assert_true(pack_sources(pack, &sources) >= 3);
    struct walk_graph graph;
    assert_true(pack_walk(pack, &graph, &why));
    assert_true(graph.by_position && graph.edge_count > 10000);
    assert_int_equal(graph.edge_count, report.pack.walk_edges);
    assert_int_equal(graph.node_count, report.pack.walk_nodes);
    walk_graph_clear(&graph);
    practice_ok(pack_check(pack, NULL, NULL, &why), &why);
    pack_close(pack);
}

static void of_both_an_extract_and_tiles_the_extract_gives_the_network(void **state)
{
    char osm[FILE_PATH], map[FILE_PATH];
    struct action_pack_report report;
    struct fault why;
    struct pack *pack = NULL;
    struct walk_graph graph;
    (void)state;
    snprintf(osm, sizeof osm, "%s", kit_data("walk/brugge_sint-pieters_2020.osm.pbf"));
    snprintf(map, sizeof map, "%s", kit_data("walk/brugge_sint-pieters_2020.mbtiles"));
    struct action_pack both = {.out = out, .osm = osm, .tiles = map};
    practice_ok(action_pack(&both, &report, &why), &why);
    practice_ok(pack_open(out, &pack, &why), &why);
    practice_ok(pack_walk(pack, &graph, &why), &why);
    assert_false(graph.by_position);
    assert_int_equal(graph.edge_count, report.pack.walk_edges);
    walk_graph_clear(&graph);
    pack_close(pack);
    struct action_pack alone = {.out = out, .osm = osm};
    long edges = report.pack.walk_edges;
    practice_ok(action_pack(&alone, &report, &why), &why);
    assert_int_equal(report.pack.walk_edges, edges);
}

static void a_pack_without_a_map_says_that_it_has_no_walking_network(void **state)
{
    struct action_pack ask = {.out = out, .places = places, .wijken = wijken};
    struct action_pack_report report;
    struct fault why;
    struct pack *pack = NULL;
    struct walk_graph graph;
    (void)state;
    practice_ok(action_pack(&ask, &report, &why), &why);
    assert_int_equal(report.pack.walk_edges, 0);
    practice_ok(pack_open(out, &pack, &why), &why);
    assert_false(pack_walk(pack, &graph, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.pack.no_walk");
    practice_ok(pack_check(pack, NULL, NULL, &why), &why);
    pack_close(pack);
}

static bool let_go(void *data, const char *stage, int thousandths)
{
    (void)data;
    (void)stage;
    return thousandths < 300;
}

static struct pack *opened(void)
{
    struct fault why;
    struct pack *pack = NULL;
    practice_ok(pack_open(out, &pack, &why), &why);
    return pack;
}

static bool count_candidate(void *data, const char *json, size_t size)
{
    struct fault why;
    cJSON *place = NULL;
    struct box *box = data;
    practice_ok(json_parse(json, size, JSON_DOCUMENT_CEILING, &place, &why), &why);
    struct point point = {json_number(place, "lon", 0), json_number(place, "lat", 0)};
    assert_true(box_has(*box, point));
    cJSON_Delete(place);
    return true;
}

static void a_box_cuts_the_area_and_is_remembered(void **state)
{
    struct action_pack ask = {
        .out = out, .tiles = tiles, .places = places, .box = {4.33, 50.85, 4.34, 50.86}};
    struct action_pack_report report;
    struct fault why;
    (void)state;
    practice_ok(action_pack(&ask, &report, &why), &why);
    assert_int_equal(report.pack.wijken, 0);
    assert_true(report.pack.candidates > 5);
    struct pack *pack = opened();
    struct pack_making making = pack_making(pack);
    assert_true(making.known && making.margin == 0 && making.box.west == 4.33 &&
                making.box.north == 50.86);
    assert_string_equal(making.codes, "");
    practice_ok(pack_candidates(pack, count_candidate, &making.box, &why), &why);
    pack_close(pack);
    long fewer = report.pack.candidates;
    ask.margin = 500;
    ask.wijken = wijken;
    practice_ok(action_pack(&ask, &report, &why), &why);
    assert_true(report.pack.candidates > fewer && report.pack.wijken > 1);
    pack = opened();
    making = pack_making(pack);
    assert_true(making.margin == 500 && making.box.west < 4.33 - 0.005);
    pack_close(pack);
}

static void areas_where_the_files_have_nothing_are_a_fault(void **state)
{
    static const struct box nowhere = {4.45, 50.9, 4.46, 50.91}, sea = {2.6, 51.4, 2.7, 51.5};
    struct action_pack_report report;
    struct fault why;
    (void)state;
    struct action_pack ask = {.out = out, .places = places, .box = nowhere};
    assert_false(action_pack(&ask, &report, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.pack.outside");
    ask = (struct action_pack){.out = out, .tiles = tiles, .box = sea};
    assert_false(action_pack(&ask, &report, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.tiles.outside");
    ask = (struct action_pack){.out = out, .wijken = wijken, .box = sea};
    assert_false(action_pack(&ask, &report, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.pack.no_wijk");
    ask = (struct action_pack){.out = out, .box = sea};
    assert_false(action_pack(&ask, &report, &why));
    kit_assert_fault(&why, FAULT_USAGE, "fault.pack.nothing");
    assert_null(fopen(out, "r"));
}

/* ---- a newer one over an older ---- */

#define TOWN(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define AT(id, lon, tags)                                                                          \
    "{\"type\":\"Feature\",\"id\":\"" id "\",\"properties\":{" tags "},\"geometry\":{\"type\":"    \
    "\"Point\",\"coordinates\":[" lon ",50.8566]}}"

static void changes_note(void *data, const struct pack_change *change)
{
    struct buffer *told = data;
    buffer_addf(told, "%c%s%s%s%s;", "+-~"[change->kind],
                change -> before ? change -> before -> id : change -> after -> id,
                change -> followed ? ">" : "", change->followed ? change->after->id : "",
                *change->fields ? change->fields : "");
}

static void update(const char *newer, const char *wanted, struct action_pack_report *report)
{
    struct buffer told;
    struct fault why;
    char file[FILE_PATH];
    snprintf(file, sizeof file, "%s", kit_file(folder, "newer.geojson", newer, strlen(newer)));
    buffer_init(&told, 4096);
    struct action_pack ask = {.update = out,
                              .tiles = tiles,
                              .places = *newer ? file : NULL,
                              .change = changes_note,
                              .data = &told};
    practice_ok(action_pack(&ask, report, &why), &why);
    assert_string_equal(buffer_text(&told), wanted);
    buffer_clear(&told);
}

static void town_make(const char *text)
{
    static const char *const codes[] = {"21012W16"};
    char file[FILE_PATH];
    snprintf(file, sizeof file, "%s", kit_file(folder, "older.geojson", text, strlen(text)));
    struct action_pack ask = {.out = out,
                              .tiles = tiles,
                              .places = file,
                              .wijken = wijken,
                              .codes = codes,
                              .code_count = 1,
                              .margin = 300};
    struct action_pack_report report;
    struct fault why;
    practice_ok(action_pack(&ask, &report, &why), &why);
}

#define OUR_LIBRARY "\"amenity\":\"library\",\"name\":\"Bibliotheek De Boekenmolen\""
#define OUR_POST "\"amenity\":\"post_office\",\"name\":\"Postkantoor Ribaucourt\""

static void an_update_keeps_area_and_wijken_and_tells_what_changed(void **state)
{
    struct action_pack_report report;
    (void)state;
    town_make(TOWN(AT("n1", "4.3398", OUR_LIBRARY) "," AT("n2", "4.3399", OUR_POST) "," AT(
        "n3", "4.3410", "\"amenity\":\"townhall\",\"name\":\"Gemeentehuis\"")));
    struct pack *pack = opened();
    struct box before = pack_making(pack).box;
    const struct pack_wijk *list;
    int count = pack_wijken(pack, &list);
    pack_close(pack);
    update(TOWN(AT("w9", "4.3399", OUR_LIBRARY ",\"opening_hours\":\"Mo-Fr 09:00-17:00\"") "," AT(
               "n2", "4.3399",
               OUR_POST ",\"phone\":\"02 1\"") "," AT("n8", "4.3420",
                                                      "\"amenity\":\"library\",\"name\":\"Nieuwe "
                                                      "bib\"") "," AT("n7", "4.5",
                                                                      "\"amenity\":\"library\","
                                                                      "\"name\":\"Buiten\"")),
           "+osm:n8;~osm:n1>osm:w9hours;~osm:n2phone;-osm:n3;", &report);
    assert_int_equal(report.fresh, 1);
    assert_int_equal(report.gone, 1);
    assert_int_equal(report.changed, 2);
    assert_int_equal(report.followed, 1);
    pack = opened();
    struct pack_making making = pack_making(pack);
    assert_memory_equal(&making.box, &before, sizeof before);
    assert_true(making.margin == 300);
    assert_string_equal(making.codes, "21012W16");
    assert_int_equal(pack_wijken(pack, &list), count);
    const struct pack_source *sources;
    assert_int_equal(pack_sources(pack, &sources), 3);
    pack_close(pack);
    update("", "", &report); /* a new map alone: the places stay */
    assert_int_equal(report.same, 3);
}

static void a_failed_update_leaves_the_older_pack(void **state)
{
    struct action_pack_report report;
    struct fault why;
    struct buffer before, after;
    (void)state;
    town_make(TOWN(AT("n1", "4.3398", OUR_LIBRARY)));
    practice_ok(file_read(out, 1 << 30, &before, &why), &why);
    struct action_pack ask = {.update = out, .tiles = places};
    assert_false(action_pack(&ask, &report, &why));
    ask = (struct action_pack){.update = out, .tiles = tiles, .progress = let_go};
    assert_false(action_pack(&ask, &report, &why));
    assert_int_equal(why.kind, FAULT_CANCELLED);
    ask = (struct action_pack){.update = out, .places = places};
    assert_false(action_pack(&ask, &report, &why));
    kit_assert_fault(&why, FAULT_USAGE, "fault.pack.update");
    ask = (struct action_pack){.update = tiles, .tiles = tiles};
    assert_false(action_pack(&ask, &report, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.pack.foreign");
    practice_ok(file_read(out, 1 << 30, &after, &why), &why);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.data, after.data, after.size);
    buffer_clear(&before);
    buffer_clear(&after);
}

static void a_wijk_that_is_not_in_the_borders_is_said_and_no_file_is_left(void **state)
{
    static const char *const codes[] = {"00000W00"};
    struct action_pack ask = {
        .out = out, .tiles = tiles, .wijken = wijken, .codes = codes, .code_count = 1};
    struct action_pack_report report;
    struct fault why;
    (void)state;
    assert_false(action_pack(&ask, &report, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.wijk.unknown");
    FILE *file = fopen(out, "r");
    assert_null(file);
}

static void a_person_can_let_go_and_nothing_is_left(void **state)
{
    struct action_pack ask = {
        .out = out, .tiles = tiles, .places = places, .wijken = wijken, .progress = let_go};
    struct action_pack_report report;
    struct fault why;
    (void)state;
    assert_false(action_pack(&ask, &report, &why));
    assert_int_equal(why.kind, FAULT_CANCELLED);
    FILE *file = fopen(out, "r");
    assert_null(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_demo_inputs_become_a_pack_that_checks, begin, end),
        cmocka_unit_test_setup_teardown(of_both_an_extract_and_tiles_the_extract_gives_the_network,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_pack_without_a_map_says_that_it_has_no_walking_network,
                                        begin, end),
        cmocka_unit_test_setup_teardown(
            a_wijk_that_is_not_in_the_borders_is_said_and_no_file_is_left, begin, end),
        cmocka_unit_test_setup_teardown(a_box_cuts_the_area_and_is_remembered, begin, end),
        cmocka_unit_test_setup_teardown(areas_where_the_files_have_nothing_are_a_fault, begin, end),
        cmocka_unit_test_setup_teardown(an_update_keeps_area_and_wijken_and_tells_what_changed,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_failed_update_leaves_the_older_pack, begin, end),
        cmocka_unit_test_setup_teardown(a_person_can_let_go_and_nothing_is_left, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
