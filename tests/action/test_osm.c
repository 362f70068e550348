/* SPDX-License-Identifier: EUPL-1.2 */
/* A newer map under what people confirmed: followed, held against it, decided, never overwritten.
 */
#include "action/osm.h"

#include "action/practice.h"
#include "action/project_inner.h"

enum { FILE_PATH = KIT_PATH + 64 };

struct town {
    char folder[KIT_PATH], name[64], pack[FILE_PATH];
    struct clock clock;
    struct project_ways ways;
    struct project *project;
    struct fault why;
};

static int begin(void **state)
{
    static struct town town;
    memset(&town, 0, sizeof town);
    kit_folder_make(town.folder);
    town.clock = kit_clock("2026-06-12T15:00");
    town.ways =
        (struct project_ways){town.folder, kit_assets(), &town.clock, "tablet noord", NULL, NULL};
    snprintf(town.pack, sizeof town.pack, "%s/town.wijkpak", town.folder);
    *state = &town;
    return 0;
}

static int end(void **state)
{
    struct town *town = *state;
    project_close(town->project);
    kit_folder_remove(town->folder);
    return 0;
}

#define AT(id, lon, tags)                                                                          \
    "{\"type\":\"Feature\",\"id\":\"" id "\",\"properties\":{" tags                                \
    "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" lon ",50.8566]}}"
#define BIB "\"amenity\":\"library\",\"name\":\"Bibliotheek De Boekenmolen\""
#define HOURS(hours) ",\"opening_hours\":\"" hours "\""
#define PHONE(phone) ",\"phone\":\"" phone "\""
#define WIFI ",\"internet_access\":\"wlan\""
#define POST "\"amenity\":\"post_office\",\"name\":\"Postkantoor Ribaucourt\""
#define HALL "\"amenity\":\"townhall\",\"name\":\"Gemeentehuis\""
#define HOUSE "\"amenity\":\"community_centre\",\"name\":\"Huis van Culturen\""

static void pack_build(struct town *town, const char *date, const char *features)
{
    struct buffer text;
    struct action_pack_report report;
    char places[FILE_PATH], wijken[FILE_PATH];
    buffer_init(&text, 1 << 20);
    buffer_addf(&text, "{\"type\":\"FeatureCollection\",\"date\":\"%s\",\"features\":[%s]}", date,
                features);
    snprintf(places, sizeof places, "%s",
             kit_file(town->folder, "town.geojson", text.data, text.size));
    snprintf(wijken, sizeof wijken, "%s/demo/molenbeek_wijken.geojson", kit_asset_source());
    struct action_pack ask = {
        .out = town->pack, .places = places, .wijken = wijken, .box = {4.3, 50.8, 4.4, 50.9}};
    practice_ok(action_pack(&ask, &report, &town->why), &town->why);
    buffer_clear(&text);
}

static void reopen(struct town *town)
{
    project_close(town->project);
    town->project = NULL;
    practice_ok(project_open(&town->ways, town->name, NULL, &town->project, &town->why),
                &town->why);
}

static void town_make(struct town *town, const char *features)
{
    pack_build(town, "2013-04", features);
    practice_ok(project_make(&town->ways, town->pack, "21012W16", town->name, &town->why),
                &town->why);
    reopen(town);
}

static void town_renew(struct town *town, const char *features)
{
    pack_build(town, "2020-06", features);
    practice_ok(project_finish(town->project, &town->why), &town->why);
    practice_ok(project_renew(&town->ways, town->name, town->pack, &town->why), &town->why);
    reopen(town);
}

/* "~Name: field field; -Name; +Name" */
static void said(struct town *town, const char *wanted)
{
    const struct osm_change *changes;
    struct buffer line;
    buffer_init(&line, 4096);
    size_t count = osm_changes(town->project, &changes);
    for (size_t i = 0; i < count; i++) {
        buffer_addf(&line, "%s%c%s", i ? "; " : "", "~-+"[changes[i].kind], changes[i].place->name);
        for (size_t at = 0; at < changes[i].field_count; at++) {
            buffer_addf(&line, "%s %s", at ? "" : ":", changes[i].fields[at].path);
        }
    }
    assert_string_equal(buffer_text(&line), wanted);
    buffer_clear(&line);
}

static void confirm(struct town *town, const char *id)
{
    practice_ok(action_confirm(town->project, id, &town->why), &town->why);
}

static const struct place *place(struct town *town, const char *id)
{
    const struct place *found = project_place(town->project, id);
    assert_non_null(found);
    return found;
}

static void at_first_nothing_is_new_and_nothing_changed(void **state)
{
    struct town *town = *state;
    town_make(town, AT("n1", "4.3398", BIB) "," AT("n2", "4.3399", POST));
    said(town, "");
    confirm(town, "osm:n1");
    said(town, "");
    reopen(town);
    said(town, "");
    town_renew(town, AT("n1", "4.3398", BIB) "," AT("n2", "4.3399", POST));
    said(town, "");
}

static void new_gone_and_changed_are_told_and_nothing_is_overwritten(void **state)
{
    struct town *town = *state;
    town_make(town, AT("n1", "4.3398", BIB HOURS("Mo-Fr 10:00-17:00") PHONE("1")) "," AT(
                        "n2", "4.3399", POST) "," AT("n3", "4.341", HALL));
    confirm(town, "osm:n1");
    confirm(town, "osm:n3");
    practice_ok(action_set(town->project, "osm:n1", (struct action_field[]){{"phone", "02 222"}}, 1,
                           &town->why),
                &town->why);
    town_renew(town, AT("n1", "4.3398", BIB HOURS("Tu-Sa 10:00-18:00") PHONE("1") WIFI) "," AT(
                         "n2", "4.3399",
                         POST HOURS("Mo-Fr 09:00-12:00")) "," AT("n5", "4.342",
                                                                 HOUSE) "," AT("n6", "4.39", BIB));
    /* n2 nobody confirmed, n6 lies outside the wijk, the phone is the same in OSM as then */
    said(town, "~Bibliotheek De Boekenmolen: hours offers/wifi; -Gemeentehuis; +Huis van Culturen");
    assert_string_equal(place(town, "osm:n1")->hours, "Mo-Fr 10:00-17:00");
    assert_string_equal(place(town, "osm:n1")->phone, "02 222");
    assert_int_equal(place(town, "osm:n1")->offer_count, 0);
    assert_string_equal(place(town, "osm:n2")->hours, "Mo-Fr 09:00-12:00");
    const struct osm_change *change = osm_change_of(town->project, "osm:n1");
    assert_string_equal(change->fields[0].now->valuestring, "Tu-Sa 10:00-18:00");
    assert_string_equal(change->fields[0].ours->valuestring, "Mo-Fr 10:00-17:00");
    assert_true(change->fields[0].then_known);
    practice_ok(osm_seen(town->project, &town->why), &town->why);
    said(town, "~Bibliotheek De Boekenmolen: hours offers/wifi; -Gemeentehuis");
    reopen(town);
    said(town, "~Bibliotheek De Boekenmolen: hours offers/wifi; -Gemeentehuis");
}

static void what_is_taken_over_is_a_deed_that_can_be_undone(void **state)
{
    struct town *town = *state;
    town_make(town, AT("n1", "4.3398", BIB HOURS("Mo-Fr 10:00-17:00")));
    confirm(town, "osm:n1");
    town_renew(town, AT("n1", "4.3404", BIB HOURS("Tu-Sa 10:00-18:00") WIFI));
    said(town, "~Bibliotheek De Boekenmolen: hours position offers/wifi");
    practice_ok(osm_take(town->project, "osm:n1", "hours", &town->why), &town->why);
    practice_ok(osm_take(town->project, "osm:n1", "position", &town->why), &town->why);
    practice_ok(osm_take(town->project, "osm:n1", "offers/wifi", &town->why), &town->why);
    said(town, "");
    assert_string_equal(place(town, "osm:n1")->hours, "Tu-Sa 10:00-18:00");
    assert_true(place(town, "osm:n1")->point.lon == 4.3404);
    assert_int_equal(place(town, "osm:n1")->offer_count, 1);
    assert_int_equal(place(town, "osm:n1")->offers[0].checked.year, 0); /* nobody was there */
    practice_ok(action_undo(town->project, &town->why), &town->why);
    said(town, "~Bibliotheek De Boekenmolen: offers/wifi");
    practice_ok(action_undo(town->project, &town->why), &town->why);
    practice_ok(action_undo(town->project, &town->why), &town->why);
    said(town, "~Bibliotheek De Boekenmolen: hours position offers/wifi");
    assert_string_equal(place(town, "osm:n1")->hours, "Mo-Fr 10:00-17:00");
}

static void what_is_kept_does_not_come_back_until_the_map_changes_again(void **state)
{
    struct town *town = *state;
    town_make(town, AT("n1", "4.3398", BIB HOURS("Mo-Fr 10:00-17:00")) "," AT("n3", "4.341", HALL));
    confirm(town, "osm:n1");
    confirm(town, "osm:n3");
    town_renew(town, AT("n1", "4.3398", BIB HOURS("Tu-Sa 10:00-18:00") PHONE("1")));
    said(town, "~Bibliotheek De Boekenmolen: hours phone; -Gemeentehuis");
    practice_ok(osm_keep(town->project, "osm:n1", "hours", &town->why), &town->why);
    said(town, "~Bibliotheek De Boekenmolen: phone; -Gemeentehuis");
    practice_ok(osm_keep(town->project, "osm:n1", NULL, &town->why), &town->why);
    const struct osm_change *changes;
    assert_int_equal(osm_changes(town->project, &changes), 1);
    practice_ok(osm_keep(town->project, changes[0].place->id, NULL, &town->why), &town->why);
    said(town, "");
    assert_string_equal(place(town, "osm:n1")->hours, "Mo-Fr 10:00-17:00");
    reopen(town);
    said(town, "");
    town_renew(town, AT("n1", "4.3398", BIB HOURS("We 10:00-18:00") PHONE("1")));
    said(town, "~Bibliotheek De Boekenmolen: hours");
    town_renew(town, AT("n1", "4.3398", BIB HOURS("Mo-Fr 10:00-17:00") PHONE("1")));
    said(town, ""); /* the map came round to what people say */
}

static void a_node_that_became_a_building_stays_one_place(void **state)
{
    struct town *town = *state;
    size_t count, libraries = 0;
    town_make(town, AT("n1", "4.3398", BIB));
    confirm(town, "osm:n1");
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", place(town, "osm:n1")->id);
    town_renew(town, AT("way/9", "4.3399", BIB HOURS("Mo 10:00-12:00")));
    const struct place *const *places = project_places(town->project, &count);
    for (size_t i = 0; i < count; i++) {
        libraries += places[i]->kind == KIND_LIBRARY;
    }
    assert_int_equal(libraries, 1);
    assert_string_equal(place(town, "osm:w9")->id, id);
    said(town, "~Bibliotheek De Boekenmolen: hours");
    assert_true(osm_change_of(town->project, "osm:w9")->followed);
    practice_ok(osm_take(town->project, id, "hours", &town->why), &town->why);
    said(town, "");
    town_renew(town, AT("way/9", "4.345", "\"amenity\":\"library\",\"name\":\"Muntpunt\""));
    said(town, "~Bibliotheek De Boekenmolen: name hours position"); /* known by its new id now */
    assert_string_equal(place(town, "osm:w9")->id, id);
}

static void a_removed_place_does_not_come_back_under_another_id(void **state)
{
    struct town *town = *state;
    size_t count;
    town_make(town, AT("n1", "4.3398", BIB));
    practice_ok(action_remove(town->project, "osm:n1", &town->why), &town->why);
    town_renew(town, AT("way/9", "4.3399", BIB));
    project_places(town->project, &count);
    assert_int_equal(count, 0);
    said(town, "");
}

static void offers_that_people_entered_are_theirs(void **state)
{
    struct town *town = *state;
    char offer[ACTION_ID];
    town_make(town, AT("n1", "4.3398", BIB) "," AT("n3", "4.341", HALL WIFI) "," AT("n4", "4.342",
                                                                                    HOUSE WIFI));
    practice_ok(action_offer_add(town->project, "osm:n1", SERVICE_WIFI, offer, &town->why),
                &town->why);
    practice_ok(action_offer_remove(town->project, "osm:n3", "wifi", &town->why), &town->why);
    confirm(town, "osm:n4");
    town_renew(town, AT("n1", "4.3398", BIB WIFI) "," AT(
                         "n3", "4.341",
                         HALL WIFI ",\"internet_access:fee\":\"no\"") "," AT("n4", "4.342", HOUSE));
    said(town, "~Huis van Culturen: offers/wifi");
    practice_ok(osm_take(town->project, "osm:n4", "offers/wifi", &town->why), &town->why);
    said(town, "");
    assert_int_equal(place(town, "osm:n4")->offer_count, 0);
    assert_int_equal(place(town, "osm:n1")->offer_count, 1);
}

/* As documents were before `said` was kept. */
static void said_forget(struct town *town, const char *id)
{
    struct edit edit;
    const struct place *found = place(town, id);
    const cJSON *then = json_path_get(found->document, "source/said");
    assert_non_null(then);
    deed_begin(town->project, &edit, "set", "");
    edit_add(&edit, found->id, "source/said", cJSON_Duplicate(then, true), NULL);
    practice_ok(deed_do(town->project, &edit, &town->why), &town->why);
}

static void documents_of_before_are_held_against_what_people_say(void **state)
{
    struct town *town = *state;
    town_make(town, AT("n1", "4.3398", BIB HOURS("Mo-Fr 10:00-17:00") PHONE("1")));
    confirm(town, "osm:n1");
    said_forget(town, "osm:n1");
    said(town, "");
    town_renew(town, AT("n1", "4.3398", BIB HOURS("Tu 10:00-17:00") ",\"email\":\"a@b.be\""));
    said(town, "~Bibliotheek De Boekenmolen: hours email");
    assert_false(osm_change_of(town->project, "osm:n1")->fields[0].then_known);
    practice_ok(osm_keep(town->project, "osm:n1", "hours", &town->why), &town->why);
    said(town, "~Bibliotheek De Boekenmolen: email");
    practice_ok(osm_take(town->project, "osm:n1", "email", &town->why), &town->why);
    said(town, "");
    reopen(town);
    said(town, "");
    assert_string_equal(place(town, "osm:n1")->hours, "Mo-Fr 10:00-17:00");
}

static void what_is_no_change_cannot_be_decided(void **state)
{
    struct town *town = *state;
    town_make(town, AT("n1", "4.3398", BIB HOURS("Mo 10:00-17:00")) "," AT("n2", "4.3399", POST));
    confirm(town, "osm:n1");
    assert_false(osm_take(town->project, "osm:n1", "hours", &town->why));
    kit_assert_fault(&town->why, FAULT_MISSING, "fault.osm.none");
    assert_false(osm_keep(town->project, "osm:n404", NULL, &town->why));
    town_renew(town, AT("n1", "4.3398", BIB HOURS("Tu 10:00-17:00")) "," AT("n9", "4.342", HOUSE));
    assert_false(osm_take(town->project, "osm:n1", "phone", &town->why));
    kit_assert_fault(&town->why, FAULT_MISSING, "fault.osm.field");
    assert_false(osm_take(town->project, "osm:n9", "name", &town->why));
    kit_assert_fault(&town->why, FAULT_MISSING, "fault.osm.none");
}

static void a_pack_that_does_not_fit_leaves_the_project_as_it_was(void **state)
{
    struct town *town = *state;
    char file[FILE_PATH];
    town_make(town, AT("n1", "4.3398", BIB));
    snprintf(file, sizeof file, "%s", kit_file(town->folder, "odd.wijkpak", "odd", 3));
    assert_false(project_renew(&town->ways, town->name, file, &town->why));
    kit_assert_fault(&town->why, FAULT_INPUT, "fault.pack.foreign");
    assert_false(project_renew(&town->ways, town->name, "none.wijkpak", &town->why));
    assert_int_equal(town->why.kind, FAULT_MISSING);
    assert_false(project_renew(&town->ways, "nergens", town->pack, &town->why));
    reopen(town);
    assert_non_null(project_place(town->project, "osm:n1"));
}

static void a_spoilt_memory_of_what_was_shown_begins_anew(void **state)
{
    static const char *const spoilt[] = {"", "osm-seen 1 ", "osm-seen 1 0123456789abcdef\n",
                                         "osm-seen 1 0123456789abcdef\nosm:n1\t\tx\n\t\t\t\t\n",
                                         "\xff\xfe\xff\xfe"};
    struct town *town = *state;
    char folder[FILE_PATH + 64];
    const struct osm_change *changes;
    town_make(town, AT("n1", "4.3398", BIB));
    snprintf(folder, sizeof folder, "%s/projects/%s", town->folder, town->name);
    for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
        kit_file(folder, "osm-seen.txt", spoilt[i], strlen(spoilt[i]));
        reopen(town);
        assert_true(osm_changes(town->project, &changes) <= 1);
        practice_ok(osm_seen(town->project, &town->why), &town->why);
        said(town, "");
    }
}

int main(void)
{
#define TOWN(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TOWN(at_first_nothing_is_new_and_nothing_changed),
        TOWN(new_gone_and_changed_are_told_and_nothing_is_overwritten),
        TOWN(what_is_taken_over_is_a_deed_that_can_be_undone),
        TOWN(what_is_kept_does_not_come_back_until_the_map_changes_again),
        TOWN(a_node_that_became_a_building_stays_one_place),
        TOWN(a_removed_place_does_not_come_back_under_another_id),
        TOWN(offers_that_people_entered_are_theirs),
        TOWN(documents_of_before_are_held_against_what_people_say),
        TOWN(what_is_no_change_cannot_be_decided),
        TOWN(a_pack_that_does_not_fit_leaves_the_project_as_it_was),
        TOWN(a_spoilt_memory_of_what_was_shown_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
