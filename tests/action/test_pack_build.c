/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/practice.h"

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
    pack_close(pack);
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

static bool let_go(void *data, const char *stage, int thousandths)
{
    (void)data;
    (void)stage;
    return thousandths < 300;
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
        cmocka_unit_test_setup_teardown(
            a_wijk_that_is_not_in_the_borders_is_said_and_no_file_is_left, begin, end),
        cmocka_unit_test_setup_teardown(a_person_can_let_go_and_nothing_is_left, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
