/* SPDX-License-Identifier: EUPL-1.2 */
/* A newer area file put in with fingers, and what it says otherwise decided line by line. */
#include "screen/hand.h"

#include <stdio.h>
#include <string.h>

#include "action/osm.h"

enum { FILE_PATH = KIT_PATH + 64 };

#define AT(id, lon, tags)                                                                          \
    "{\"type\":\"Feature\",\"id\":\"" id "\",\"properties\":{" tags                                \
    "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" lon ",50.8566]}}"
#define BIB "\"amenity\":\"library\",\"name\":\"Bibliotheek De Boekenmolen\""
#define HALL "\"amenity\":\"townhall\",\"name\":\"Gemeentehuis\""
#define TOWN(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static const char older[] = TOWN(
    AT("n1", "4.3398", BIB ",\"opening_hours\":\"Mo-Fr 10:00-17:00\"") "," AT("n3", "4.341", HALL));
static const char newer[] = TOWN(
    AT("w9", "4.3399", BIB ",\"opening_hours\":\"Tu-Sa 10:00-18:00\",\"phone\":\"02 111\"") "," AT(
        "n8", "4.342", "\"amenity\":\"library\",\"name\":\"Nieuwe bib\""));

static void pack_build(struct hand *hand, const char *text, const char *name, char out[FILE_PATH])
{
    struct action_pack_report report;
    struct fault why;
    char places[FILE_PATH], wijken[FILE_PATH];
    snprintf(places, sizeof places, "%s",
             kit_file(hand->folder, "town.geojson", text, strlen(text)));
    snprintf(wijken, sizeof wijken, "%s/demo/molenbeek_wijken.geojson", kit_asset_source());
    snprintf(out, FILE_PATH, "%s/%s", hand->folder, name);
    struct action_pack ask = {
        .out = out, .places = places, .wijken = wijken, .box = {4.3, 50.8, 4.4, 50.9}};
    if (!action_pack(&ask, &report, &why)) {
        fail_msg("%s", why.what.key);
    }
}

/* A project of one's own on the older pack. */
static void town_open(struct hand *hand)
{
    char file[FILE_PATH], name[64];
    struct project_ways ways = {hand->folder, kit_assets(), &hand->clock, "tablet", NULL, NULL};
    struct fault why;
    pack_build(hand, older, "older.wijkpak", file);
    if (!project_make(&ways, file, "21012W16", name, &why) ||
        !shell_project_open(hand->shell, name, NULL)) {
        fail_msg("%s", why.what.key);
    }
}

static void confirm(struct hand *hand, const char *id)
{
    struct fault why;
    assert_true(action_confirm(hand->shell->project, id, &why));
    hand_saved(hand);
}

static int begin(void **state)
{
    static struct hand hand;
    hand_open(&hand, 1280, 800, "nl", 1);
    *state = &hand;
    return 0;
}

static int end(void **state)
{
    hand_close(*state);
    return 0;
}

static void the_practice_wijk_says_that_nothing_changed_and_what_would(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "settings", NULL);
    hand_tap(hand, "settings.sources");
    hand_tap(hand, "sources.osm");
    assert_int_equal(hand->shell->screen, SCREEN_OSM);
    assert_true(hand_sees(hand, "Niets veranderd in OpenStreetMap"));
    assert_true(hand_sees(hand, "Komt er een nieuwer gebiedsbestand"));
    assert_false(hand_finds(hand, "osm.renew")); /* its area comes with the program */
    hand_tap(hand, "osm.sources");
    assert_int_equal(hand->shell->screen, SCREEN_SOURCES);
}

static void a_newer_area_is_put_in_and_decided_line_by_line(void **state)
{
    struct hand *hand = *state;
    char file[FILE_PATH];
    town_open(hand);
    confirm(hand, "osm:n1");
    confirm(hand, "osm:n3");
    hand_show(hand, "osm", NULL);
    hand_fill(hand, "osm.file", "/nergens/area.wijkpak");
    hand_tap(hand, "osm.renew");
    assert_true(hand_sees(hand, "area.wijkpak"));
    assert_int_equal(hand->shell->screen, SCREEN_OSM);
    pack_build(hand, newer, "newer.wijkpak", file);
    hand_fill(hand, "osm.file", file);
    hand_tap(hand, "osm.renew");
    hand_show(hand, "osm", NULL);
    assert_true(hand_sees(hand, "1 plek is veranderd"));
    assert_true(hand_sees(hand, "1 plek staat er niet meer op"));
    assert_true(hand_sees(hand, "1 nieuwe plek in de wijk"));
    assert_true(hand_sees(hand, "Wij zeggen: ma–vr 10–17 uur"));
    assert_true(hand_sees(hand, "OpenStreetMap zegt nu: di–za 10–18 uur"));
    assert_true(hand_sees(hand, "ander object op de kaart"));

    hand_tap(hand, "osm.take:0:0"); /* the hours */
    assert_false(hand_sees(hand, "di–za 10–18 uur"));
    const struct place *library = hand_place(hand, "Bibliotheek De Boekenmolen");
    assert_string_equal(library->hours, "Tu-Sa 10:00-18:00");
    hand_tap(hand, "bar.undo");
    assert_true(hand_sees(hand, "di–za 10–18 uur"));
    hand_tap(hand, "osm.keep:0:all");
    assert_false(hand_sees(hand, "plek is veranderd"));
    library = hand_place(hand, "Bibliotheek De Boekenmolen");
    assert_string_equal(library->hours, "Mo-Fr 10:00-17:00");
    assert_string_equal(library->phone, "");

    hand_tap(hand, "osm.remove:0");
    assert_false(hand_sees(hand, "Gemeentehuis"));
    hand_tap(hand, "bar.undo");
    hand_tap(hand, "osm.keep:0:all");
    assert_false(hand_sees(hand, "staat er niet meer op"));
    assert_non_null(hand_place(hand, "Gemeentehuis"));

    hand_tap(hand, "osm.show:0");
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_true(hand_sees(hand, "Nieuwe bib"));
    hand_show(hand, "osm", NULL);
    hand_tap(hand, "osm.seen");
    assert_true(hand_sees(hand, "Niets veranderd in OpenStreetMap"));
    hand_saved(hand);
    hand_again(hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_practice_wijk_says_that_nothing_changed_and_what_would,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_newer_area_is_put_in_and_decided_line_by_line, begin,
                                        end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
