/* SPDX-License-Identifier: EUPL-1.2 */
/* The list of sources, and how their candidates lie beside the pack and below what people said. */
#include "action/practice.h"
#include "action/sources.h"

static struct source source_make(const char *url)
{
    struct source source;
    source_of_url(url, &source);
    return source;
}

/* Lays `text` where a fetch would have left the places of a source, and opens the project anew. */
static void places_lay(struct practice *practice, const char *id, const char *text)
{
    char folder[KIT_PATH + 64], name[64];
    snprintf(folder, sizeof folder, "%s/projects/demo/sources", practice->folder);
    snprintf(name, sizeof name, "%s.places", id);
    kit_file(folder, name, text, strlen(text));
    practice_reopen(practice);
}

static void source_lay(struct practice *practice, const char *id, const char *text)
{
    struct source source = source_make("https://data.example/wifi.csv");
    struct fault why;
    char folder[KIT_PATH + 64];
    snprintf(folder, sizeof folder, "%s/projects/demo/sources", practice->folder);
    kit_run((const char *const[]){"mkdir", "-p", folder, NULL}, NULL, NULL);
    snprintf(source.id, sizeof source.id, "%s", id);
    practice_ok(source_add(practice->project, &source, &why), &why);
    places_lay(practice, id, text);
}

static void a_url_tells_what_kind_of_source_it_is(void **state)
{
    (void)state;
    struct source source = source_make("https://data.example.be/api/exports/csv?lang=nl");
    assert_int_equal(source.kind, SOURCE_CSV);
    assert_string_equal(source.name, "data.example.be");
    assert_int_equal(source_make("https://a.be/x.wijkpak").kind, SOURCE_PACK);
    assert_int_equal(source_make("https://a.be/exports/geojson").kind, SOURCE_GEOJSON);
    source = source_make("https://a.be/api/interpreter");
    assert_int_equal(source.kind, SOURCE_OVERPASS);
    assert_string_equal(source.attribution, "© OpenStreetMap contributors");
}

static void a_source_is_kept_with_all_that_was_said_of_it(void **state)
{
    struct practice *practice = *state;
    struct source source = source_make("https://data.example.be/exports/csv?lang=nl");
    const struct source *list;
    struct fault why;
    snprintf(source.name, sizeof source.name, "Wifi Brussel");
    snprintf(source.licence, sizeof source.licence, "CC BY 4.0");
    snprintf(source.column[FEED_NAME], SOURCE_COLUMN, "Naam");
    source.service = SERVICE_WIFI;
    source.price = PRICE_FREE;
    source.place_kind = KIND_OUTDOOR;
    source.days = 3;
    practice_ok(source_add(practice->project, &source, &why), &why);
    assert_string_equal(source.id, "wifi-brussel");
    practice_reopen(practice);
    assert_int_equal(project_sources(practice->project, &list), 1);
    assert_memory_equal(&list[0].service, &source.service, sizeof source.service);
    assert_string_equal(list[0].url, source.url);
    assert_string_equal(list[0].licence, "CC BY 4.0");
    assert_string_equal(list[0].column[FEED_NAME], "Naam");
    assert_int_equal(list[0].days, 3);
    assert_int_equal(list[0].place_kind, KIND_OUTDOOR);
    assert_int_equal(list[0].price, PRICE_FREE);
    assert_true(project_source_due(practice->project, "wifi-brussel"));
}

static void what_cannot_be_a_source_is_refused(void **state)
{
    struct practice *practice = *state;
    static const struct {
        const char *url, *key;
    } cases[] = {{"ftp://a.be/x.csv", "http.fault.scheme"},
                 {"https://jan:geheim@a.be/x.csv", "http.fault.url.credentials"},
                 {"http://a.be/x.csv", "http.fault.plain"},
                 {"zomaar iets", "http.fault.url"},
                 {"", "http.fault.url"}};
    const struct source *list;
    struct fault why;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct source source = source_make(cases[i].url);
        assert_false(source_add(practice->project, &source, &why));
        assert_string_equal(why.what.key, cases[i].key);
        assert_null(strstr(why.what.argument[0].as.text, "geheim"));
    }
    struct source source = source_make("https://a.be/x.csv");
    snprintf(source.id, sizeof source.id, "../x");
    assert_false(source_add(practice->project, &source, &why));
    assert_string_equal(why.what.key, "sources.fault.id");
    snprintf(source.id, sizeof source.id, "x");
    snprintf(source.sha256, sizeof source.sha256, "abc");
    assert_false(source_add(practice->project, &source, &why));
    assert_string_equal(why.what.key, "sources.fault.digest");
    assert_int_equal(project_sources(practice->project, &list), 0);
}

static void a_damaged_list_does_not_keep_the_project_shut(void **state)
{
    struct practice *practice = *state;
    char folder[KIT_PATH + 64];
    const struct source *list;
    snprintf(folder, sizeof folder, "%s/projects/demo", practice->folder);
    kit_file(folder, "sources.json", "{\"sources\": [{\"id\": 5}, {\"id\": \"a\",", 34);
    practice_reopen(practice);
    assert_int_equal(project_sources(practice->project, &list), 0);
    static const char odd[] = "{\"sources\": [{\"id\": 5}, 7, {\"id\": \"a\", \"kind\": \"csv\", "
                              "\"url\": \"https://a.be/x.csv\", \"days\": -3}]}";
    kit_file(folder, "sources.json", odd, strlen(odd));
    practice_reopen(practice);
    assert_int_equal(project_sources(practice->project, &list), 1);
    assert_int_equal(list[0].days, 0);
}

static const char near_library[] =
    "[{\"_id\":\"feed:1:1\",\"type\":\"place\",\"name\":\"Bibliothèque 27 septembre\","
    "\"kind\":\"library\",\"lon\":%.6f,\"lat\":%.6f,\"phone\":\"02 111 22 33\","
    "\"source\":{\"name\":\"wifi\",\"id\":\"feed:1:1\",\"date\":\"2026-06-01\"},"
    "\"offers\":{\"wifi\":{\"service\":\"wifi\",\"price\":\"free\"}}}]";

static void a_near_duplicate_is_folded_into_the_pack_s_and_completes_it(void **state)
{
    struct practice *practice = *state;
    char text[1024];
    size_t before, after;
    const struct place *library = project_place(practice->project, LIBRARY);
    assert_non_null(library);
    size_t offers = library->offer_count;
    snprintf(text, sizeof text, near_library, library->point.lon + 0.0001, library->point.lat);
    project_places(practice->project, &before);
    source_lay(practice, "wifi", text);
    project_places(practice->project, &after);
    assert_int_equal(before, after);
    library = project_place(practice->project, LIBRARY);
    assert_non_null(library);
    assert_int_equal(library->offer_count, offers + 1);
    assert_string_equal(library->phone, "+32 2 413 20 08"); /* the pack had one */
    assert_ptr_equal(project_place(practice->project, "feed:1:1"), library);
}

static void what_a_person_said_stands_above_what_sources_say(void **state)
{
    struct practice *practice = *state;
    char text[1024], document[64];
    struct fault why;
    size_t before, after;
    struct action_field field = {"phone", "02 999 99 99"};
    practice_ok(action_set(practice->project, LIBRARY, &field, 1, &why), &why);
    const struct place *library = project_place(practice->project, LIBRARY);
    snprintf(document, sizeof document, "%s", library->id);
    snprintf(text, sizeof text, near_library, library->point.lon, library->point.lat);
    project_places(practice->project, &before);
    source_lay(practice, "wifi", text);
    project_places(practice->project, &after);
    assert_int_equal(before, after); /* the feed's one is not beside it either */
    library = project_place(practice->project, LIBRARY);
    assert_string_equal(library->id, document);
    assert_string_equal(library->phone, "02 999 99 99");
}

static void the_same_id_is_taken_from_the_newer_source(void **state)
{
    struct practice *practice = *state;
    static const char form[] =
        "[{\"_id\":\"%s\",\"type\":\"place\",\"name\":\"%s\",\"kind\":\"library\",\"lon\":4.3398,"
        "\"lat\":50.8566,\"source\":{\"name\":\"osm\",\"id\":\"%s\",\"date\":\"%s\"},\"offers\":{}}"
        "]";
    char text[1024];
    snprintf(text, sizeof text, form, LIBRARY, "Nieuwe naam", LIBRARY, "2099-01-01");
    source_lay(practice, "wifi", text);
    assert_string_equal(project_place(practice->project, LIBRARY)->name, "Nieuwe naam");
    snprintf(text, sizeof text, form, LIBRARY, "Oude naam", LIBRARY, "1999-01-01");
    places_lay(practice, "wifi", text);
    assert_string_equal(project_place(practice->project, LIBRARY)->name,
                        "Bibliothèque 27 septembre");
}

static void removing_takes_the_places_away_and_can_be_taken_back(void **state)
{
    struct practice *practice = *state;
    static const char text[] =
        "[{\"_id\":\"feed:1:9\",\"type\":\"place\",\"name\":\"Ergens anders\",\"kind\":\"other\","
        "\"lon\":4.3350,\"lat\":50.8530,\"source\":{\"name\":\"w\",\"id\":\"feed:1:9\"},\"offers\":"
        "{}}]";
    const struct pack_source *credits;
    struct fault why;
    int own = project_credits(practice->project, &credits);
    source_lay(practice, "wifi", text);
    uint64_t generation = project_generation(practice->project);
    assert_non_null(project_place(practice->project, "feed:1:9"));
    assert_int_equal(project_credits(practice->project, &credits), own + 1);
    practice_ok(source_remove(practice->project, "wifi", &why), &why);
    assert_null(project_place(practice->project, "feed:1:9"));
    assert_int_not_equal(project_generation(practice->project), generation);
    assert_int_equal(project_credits(practice->project, &credits), own);
    practice_ok(source_restore(practice->project, &why), &why);
    assert_non_null(project_place(practice->project, "feed:1:9"));
    assert_false(source_restore(practice->project, &why));
    assert_false(source_remove(practice->project, "niets", &why));
    kit_assert_fault(&why, FAULT_MISSING, "sources.fault.unknown");
    practice_ok(source_remove(practice->project, "wifi", &why), &why);
    practice_reopen(practice); /* what had come is cleared away */
    struct source again = source_make("https://data.example/wifi.csv");
    snprintf(again.id, sizeof again.id, "wifi");
    practice_ok(source_add(practice->project, &again, &why), &why);
    assert_null(project_place(practice->project, "feed:1:9"));
}

static void a_candidate_of_a_source_can_be_confirmed_and_stays_when_the_source_goes(void **state)
{
    struct practice *practice = *state;
    static const char text[] =
        "[{\"_id\":\"feed:1:9\",\"type\":\"place\",\"name\":\"Ergens anders\",\"kind\":\"other\","
        "\"lon\":4.3350,\"lat\":50.8530,\"source\":{\"name\":\"w\",\"id\":\"feed:1:9\"},\"offers\":"
        "{}}]";
    struct fault why;
    source_lay(practice, "wifi", text);
    practice_ok(action_confirm(practice->project, "feed:1:9", &why), &why);
    const struct place *place = project_place(practice->project, "feed:1:9");
    assert_int_equal(project_place_state(practice->project, place), PLACE_CONFIRMED);
    char id[64];
    snprintf(id, sizeof id, "%s", place->id);
    practice_ok(source_remove(practice->project, "wifi", &why), &why);
    assert_non_null(project_place(practice->project, id));
    practice_ok(action_undo(practice->project, &why), &why);
    assert_null(project_place(practice->project, id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_url_tells_what_kind_of_source_it_is),
        cmocka_unit_test_setup_teardown(a_source_is_kept_with_all_that_was_said_of_it,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(what_cannot_be_a_source_is_refused, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(a_damaged_list_does_not_keep_the_project_shut,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(a_near_duplicate_is_folded_into_the_pack_s_and_completes_it,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(what_a_person_said_stands_above_what_sources_say,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(the_same_id_is_taken_from_the_newer_source, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(removing_takes_the_places_away_and_can_be_taken_back,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(
            a_candidate_of_a_source_can_be_confirmed_and_stays_when_the_source_goes, practice_begin,
            practice_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
