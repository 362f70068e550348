/* SPDX-License-Identifier: EUPL-1.2 */
/* Sources fetched from Debian's nginx, and from a server that does what no good one does. */
#include "action/practice.h"
#include "action/sources.h"
#include "base/hash.h"
#include "kit/nginx.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static struct kit_server nginx, odd;

static int servers_begin(void **state)
{
    (void)state;
    if (!kit_nginx_there()) {
        print_error("nginx is not installed (platform/linux/packages)\n");
        return -1;
    }
    kit_nginx_start(&nginx, "location = /api/interpreter { error_page 405 =200 /interpreter.json; "
                            "return 405; }"
                            "location /slow/ { alias www/; limit_rate 40k; }");
    kit_odd_start(&odd);
    return 0;
}

static int servers_end(void **state)
{
    (void)state;
    kit_server_stop(&nginx);
    kit_server_stop(&odd);
    return 0;
}

/* ---- files to serve ---- */

static void serve(const char *name, const void *bytes, size_t size)
{
    char www[KIT_PATH + 8];
    snprintf(www, sizeof www, "%s/www", nginx.folder);
    kit_file(www, name, bytes, size);
}

static void serve_text(const char *name, const char *text)
{
    serve(name, text, strlen(text));
}

static void serve_data(const char *name, const char *from)
{
    char to[KIT_PATH + 64];
    snprintf(to, sizeof to, "%s/www/%s", nginx.folder, name);
    assert_int_equal(kit_run((const char *const[]){"cp", kit_data(from), to, NULL}, NULL, NULL), 0);
}

static size_t asked(const char *line)
{
    struct buffer log;
    size_t count = 0;
    kit_nginx_log(&nginx, &log);
    for (const char *at = buffer_text(&log); (at = strstr(at, line)); at++) {
        count++;
    }
    buffer_clear(&log);
    return count;
}

/* ---- sources ---- */

static void add(struct practice *practice, const char *id, const struct kit_server *server,
                const char *path)
{
    struct source source;
    struct fault why;
    char url[256];
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", server->port, path);
    source_of_url(url, &source);
    snprintf(source.id, sizeof source.id, "%s", id);
    source.service = source.kind == SOURCE_OVERPASS ? FEED_UNSAID : SERVICE_WIFI;
    source.price = PRICE_FREE;
    practice_ok(source_add(practice->project, &source, &why), &why);
}

static bool fetch(struct practice *practice, const char *id, struct fault *why)
{
    return refresh_wait(practice->project, id, NULL, NULL, why);
}

static void fetch_well(struct practice *practice, const char *id)
{
    struct fault why;
    practice_ok(fetch(practice, id, &why), &why);
}

static void fetch_badly(struct practice *practice, const char *id, enum fault_kind kind,
                        const char *key)
{
    struct fault why;
    assert_false(fetch(practice, id, &why));
    kit_assert_fault(&why, kind, key);
    assert_string_equal(project_source_state(practice->project, id)->fault.what.key, key);
}

static size_t feed_places(struct practice *practice)
{
    size_t count, found = 0;
    const struct place *const *places = project_places(practice->project, &count);
    for (size_t i = 0; i < count; i++) {
        found += !strncmp(places[i]->id, "feed:", 5);
    }
    return found;
}

/* Of wifi.csv, by the ids of its rows; each offers free wifi. */
static long rows_there(struct practice *practice, const char *path)
{
    char url[256], id[64];
    long found = 0;
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", nginx.port, path);
    for (int row = 1; row <= 40; row++) {
        snprintf(id, sizeof id, "feed:%08x:%d", (unsigned)(hash_text(url) & 0xFFFFFFFF), row);
        const struct place *place = project_place(practice->project, id);
        bool wifi = false;
        for (size_t i = 0; place && i < place->offer_count; i++) {
            wifi = wifi || place->offers[i].service == SERVICE_WIFI;
        }
        found += wifi;
    }
    return found;
}

static void a_csv_feed_comes_in_and_is_asked_again_with_conditions(void **state)
{
    struct practice *practice = *state;
    serve_data("wifi.csv", "feed/wifi.csv");
    add(practice, "wifi", &nginx, "/wifi.csv");
    fetch_well(practice, "wifi");
    const struct source_state *state_of = project_source_state(practice->project, "wifi");
    assert_true(state_of->places > 5);
    assert_int_equal(state_of->places + state_of->skipped, 40);
    assert_int_equal(state_of->fetched, clock_now(&practice->clock));
    assert_int_equal(rows_there(practice, "/wifi.csv"), state_of->places); /* alone or folded */
    size_t before = asked("GET /wifi.csv 304");
    fetch_well(practice, "wifi");
    assert_int_equal(asked("GET /wifi.csv 304"), before + 1);
    long shown = rows_there(practice, "/wifi.csv");
    practice_reopen(practice); /* what came serves without a server */
    assert_int_equal(rows_there(practice, "/wifi.csv"), shown);
    fetch_well(practice, "wifi");
    assert_int_equal(asked("GET /wifi.csv 304"), before + 2);
}

static void what_changed_between_two_fetches_is_told(void **state)
{
    struct practice *practice = *state;
    static const char head[] = "recordid;naam;geo_point_2d;telefoon\n";
    char text[512];
    snprintf(text, sizeof text, "%s1;Een;50.853, 4.335;\n2;Twee;50.854, 4.335;\n", head);
    serve_text("changing.csv", text);
    add(practice, "changing", &nginx, "/changing.csv");
    fetch_well(practice, "changing");
    const struct source_state *state_of = project_source_state(practice->project, "changing");
    assert_int_equal(state_of->change_count, 0); /* the first time nothing is new */
    snprintf(text, sizeof text, "%s2;Twee;50.854, 4.335;02 111 11 11\n3;Drie;50.855, 4.335;\n",
             head);
    serve_text("changing.csv", text);
    fetch_well(practice, "changing");
    state_of = project_source_state(practice->project, "changing");
    assert_int_equal(state_of->fresh, 1);
    assert_int_equal(state_of->gone, 1);
    assert_int_equal(state_of->altered, 1);
    assert_int_equal(state_of->change_count, 3);
    assert_string_equal(state_of->changes[0].name, "Twee");
    assert_int_equal(state_of->changes[0].kind, SOURCE_CHANGED);
    assert_string_equal(state_of->changes[2].name, "Een");
    assert_int_equal(state_of->changes[2].kind, SOURCE_GONE);
    practice_reopen(practice);
    state_of = project_source_state(practice->project, "changing");
    assert_int_equal(state_of->change_count, 3);
    assert_string_equal(state_of->changes[1].name, "Drie");
}

static void a_changed_candidate_does_not_overwrite_what_a_person_said(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[64] = "";
    serve_text("said.csv", "recordid;naam;geo_point_2d\n1;Een;50.853, 4.335\n");
    add(practice, "said", &nginx, "/said.csv");
    fetch_well(practice, "said");
    size_t count;
    const struct place *const *places = project_places(practice->project, &count);
    for (size_t i = 0; i < count; i++) {
        if (!strncmp(places[i]->id, "feed:", 5)) {
            snprintf(id, sizeof id, "%s", places[i]->id);
        }
    }
    struct action_field field = {"name", "Zoals het echt heet"};
    practice_ok(action_set(practice->project, id, &field, 1, &why), &why);
    serve_text("said.csv", "recordid;naam;geo_point_2d\n1;Anders;50.853, 4.335\n");
    fetch_well(practice, "said");
    assert_int_equal(project_source_state(practice->project, "said")->altered, 1);
    assert_string_equal(project_place(practice->project, id)->name, "Zoals het echt heet");
    assert_int_equal(feed_places(practice), 0);
}

/* ---- cuts ---- */

static char *big_csv(size_t *size)
{
    struct buffer text;
    buffer_init(&text, 8 * 1024 * 1024);
    buffer_add_text(&text, "recordid;naam;geo_point_2d\n");
    for (int i = 0; i < 6000; i++) {
        buffer_addf(&text, "%d;Plek nummer %d;50.%06d, 4.335\n", i, i, 851000 + i);
    }
    *size = text.size;
    return buffer_take(&text);
}

struct cutting {
    int64_t after;
    bool kill; /* the server; else a person lets go */
    int64_t seen;
};

static bool cut(void *data, struct refresh_progress progress)
{
    struct cutting *cutting = data;
    cutting->seen = progress.done;
    if (progress.reading || progress.done < cutting->after) {
        return true;
    }
    if (cutting->kill) {
        kit_server_kill(&nginx);
        cutting->after = INT64_MAX;
        return true;
    }
    return false;
}

static void after_a_cut_it_goes_on_where_it_was(void **state)
{
    struct practice *practice = *state;
    struct cutting cutting = {60000, true, 0};
    struct fault why;
    size_t size;
    char *text = big_csv(&size);
    serve("big.csv", text, size);
    add(practice, "big", &nginx, "/slow/big.csv");
    assert_false(refresh_wait(practice->project, "big", cut, &cutting, &why));
    assert_int_equal(why.kind, FAULT_NETWORK);
    assert_int_equal(feed_places(practice), 0);
    kit_nginx_again(&nginx);
    practice_reopen(practice); /* also another day */
    fetch_well(practice, "big");
    assert_int_equal(asked("GET /slow/big.csv 206"), 1);
    assert_int_equal(project_source_state(practice->project, "big")->size, size);
    assert_int_equal(project_source_state(practice->project, "big")->places, 6000);
    free(text);
}

static void when_the_file_changed_meanwhile_it_begins_anew(void **state)
{
    struct practice *practice = *state;
    struct cutting cutting = {60000, false, 0};
    struct fault why;
    size_t size;
    char *text = big_csv(&size);
    serve("big.csv", text, size);
    add(practice, "big", &nginx, "/slow/big.csv");
    assert_false(refresh_wait(practice->project, "big", cut, &cutting, &why));
    kit_assert_fault(&why, FAULT_CANCELLED, "http.fault.cancelled");
    serve_text("big.csv", "recordid;naam;geo_point_2d\n1;Een;50.853, 4.335\n");
    fetch_well(practice, "big");
    assert_int_equal(project_source_state(practice->project, "big")->places, 1);
    free(text);
}

static void a_part_beyond_the_end_is_thrown_away(void **state)
{
    struct practice *practice = *state;
    struct cutting cutting = {60000, false, 0};
    struct fault why;
    char folder[KIT_PATH + 64];
    size_t size;
    char *text = big_csv(&size);
    serve("big2.csv", text, size);
    add(practice, "big", &nginx, "/slow/big2.csv");
    assert_false(refresh_wait(practice->project, "big", cut, &cutting, &why));
    snprintf(folder, sizeof folder, "%s/projects/demo/sources", practice->folder);
    kit_file(folder, "big.part", text, size); /* all of it: nothing is left to ask for */
    fetch_well(practice, "big");
    assert_int_equal(asked("GET /slow/big2.csv 416"), 1);
    assert_int_equal(project_source_state(practice->project, "big")->places, 6000);
    free(text);
}

/* ---- refusals; the last good one serves on ---- */

static void what_is_wrong_is_said_and_the_last_good_one_serves(void **state)
{
    struct practice *practice = *state;
    static const char good[] = "recordid;naam;geo_point_2d\n1;Een;50.853, 4.335\n";
    static const struct {
        const char *text, *key;
    } cases[] = {{"<html><body>Onderhoud</body></html>", "fault.csv.web_page"},
                 {"recordid;naam;geo_point_2d\n1;\"Een;50.853, 4.335\n", "fault.csv.quote"},
                 {"naam;adres\nEen;Straat 1\n", "fault.csv.no_place_column"},
                 {"", "sources.fault.empty"}};
    serve_text("turns.csv", good);
    add(practice, "turns", &nginx, "/turns.csv");
    fetch_well(practice, "turns");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        serve_text("turns.csv", cases[i].text);
        fetch_badly(practice, "turns", FAULT_INPUT, cases[i].key);
        assert_int_equal(feed_places(practice), 1);
        assert_true(project_source_state(practice->project, "turns")->fetched > 0);
    }
    kit_run((const char *const[]){"rm", kit_path(nginx.folder, "www/turns.csv"), NULL}, NULL, NULL);
    fetch_badly(practice, "turns", FAULT_REFUSED, "sources.fault.gone");
    practice_reopen(practice);
    assert_int_equal(feed_places(practice), 1);
    assert_string_equal(project_source_state(practice->project, "turns")->fault.what.key,
                        "sources.fault.gone");
    serve_text("turns.csv", good);
    fetch_well(practice, "turns");
    assert_int_equal(project_source_state(practice->project, "turns")->fault.kind, FAULT_NONE);
}

static void a_web_page_in_the_place_of_json_is_refused(void **state)
{
    struct practice *practice = *state;
    serve_text("page.html", "{\"type\":\"FeatureCollection\",\"features\":[]}");
    add(practice, "page", &nginx, "/page.html");
    fetch_badly(practice, "page", FAULT_INPUT, "sources.fault.html");
    serve_text("page.geojson", "<!DOCTYPE html><html></html>");
    add(practice, "page2", &nginx, "/page.geojson");
    fetch_badly(practice, "page2", FAULT_INPUT, "fault.geojson.web_page");
}

static void a_wrong_hash_is_refused_and_the_right_one_taken(void **state)
{
    struct practice *practice = *state;
    struct source source;
    struct fault why;
    char url[128];
    static const char text[] = "recordid;naam;geo_point_2d\n1;Een;50.853, 4.335\n";
    uint8_t sum[DIGEST_SIZE];
    serve_text("summed.csv", text);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/summed.csv", nginx.port);
    source_of_url(url, &source);
    snprintf(source.id, sizeof source.id, "right");
    digest_sha256(text, strlen(text), sum);
    digest_hex(sum, sizeof sum, source.sha256);
    practice_ok(source_add(practice->project, &source, &why), &why);
    fetch_well(practice, "right");
    snprintf(source.id, sizeof source.id, "wrong");
    source.sha256[0] = source.sha256[0] == '0' ? '1' : '0';
    practice_ok(source_add(practice->project, &source, &why), &why);
    fetch_badly(practice, "wrong", FAULT_INPUT, "sources.fault.hash");
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void slow_silent_endless_and_half_servers_end_in_a_sentence(void **state)
{
    struct practice *practice = *state;
    refresh_bounds_set(practice->project,
                       (struct refresh_bounds){.patience = 2, .seconds = 20, .feed = 1024 * 1024});
    add(practice, "endless", &odd, "/endless");
    add(practice, "trickle", &odd, "/trickle");
    add(practice, "silent", &odd, "/silent");
    add(practice, "half", &odd, "/half");
    add(practice, "range", &odd, "/wrong-range");
    fetch_badly(practice, "endless", FAULT_LIMIT, "http.fault.large");
    fetch_badly(practice, "trickle", FAULT_NETWORK, "http.fault.slow");
    fetch_badly(practice, "silent", FAULT_NETWORK, "http.fault.slow");
    fetch_badly(practice, "half", FAULT_NETWORK, "http.fault.cut");
    fetch_badly(practice, "range", FAULT_NETWORK, "http.fault.cut");
    assert_int_equal(feed_places(practice), 0);
    struct fault why;
    struct source source;
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/x.csv", kit_port());
    source_of_url(url, &source);
    snprintf(source.id, sizeof source.id, "nobody");
    practice_ok(source_add(practice->project, &source, &why), &why);
    fetch_badly(practice, "nobody", FAULT_NETWORK, "http.fault.refused");
}

static void on_the_lane_it_tells_how_far_it_is_and_stops_at_once(void **state)
{
    struct practice *practice = *state;
    size_t size;
    char *text = big_csv(&size);
    serve("lane.csv", text, size);
    add(practice, "lane", &nginx, "/slow/lane.csv");
    refresh_start(practice->project, "lane");
    struct refresh_progress progress = {0};
    for (int turn = 0; turn < 500 && progress.done < 20000; turn++) {
        usleep(10000);
        progress = refresh_progress(practice->project, "lane");
        assert_true(progress.running);
    }
    assert_true(progress.done >= 20000);
    assert_int_equal(progress.total, size);
    double before = seconds_now();
    refresh_cancel(practice->project, "lane");
    while (refresh_running(practice->project)) {
        project_settle(practice->project);
        usleep(1000);
    }
    assert_true(seconds_now() - before < 0.3); /* 100 ms, and what sanitizers cost */
    assert_int_equal(project_source_state(practice->project, "lane")->fault.kind, FAULT_CANCELLED);
    free(text);
    serve_text("lane2.csv", "recordid;naam;geo_point_2d\n1;Een;50.853, 4.335\n");
    add(practice, "lane2", &nginx, "/lane2.csv");
    uint64_t generation = project_generation(practice->project);
    refresh_start(practice->project, NULL); /* all that are due: "lane" was just tried */
    while (refresh_running(practice->project)) {
        project_settle(practice->project);
        usleep(1000);
    }
    assert_int_equal(feed_places(practice), 1);
    assert_true(project_generation(practice->project) > generation);
    refresh_start(practice->project, "lane"); /* closing does not wait for it */
    before = seconds_now();
    practice_reopen(practice);
    assert_true(seconds_now() - before < 3);
}

static void the_recorded_answer_of_overpass_comes_in_for_the_box_of_the_wijk(void **state)
{
    struct practice *practice = *state;
    serve_data("interpreter.json", "overpass/molenbeek_2013.json");
    add(practice, "osm", &nginx, "/api/interpreter");
    fetch_well(practice, "osm");
    const struct source_state *state_of = project_source_state(practice->project, "osm");
    assert_true(state_of->places > 10);
    assert_int_equal(asked("POST /interpreter.json 200") + asked("GET /interpreter.json 200"), 1);
    const struct place *library = project_place(practice->project, "osm:n1410230483");
    assert_non_null(library);
    const struct pack_source *credits;
    int count = project_credits(practice->project, &credits);
    assert_string_equal(credits[count - 1].attribution, "© OpenStreetMap contributors");
    assert_string_equal(credits[count - 1].licence, "ODbL 1.0");
}

static void a_pack_by_its_address_stands_in_for_the_project_s_own(void **state)
{
    struct practice *practice = *state;
    char places[KIT_PATH], wijken[KIT_PATH], out[KIT_PATH + 64];
    static const char *const codes[] = {"21012W16"};
    struct action_pack_report report;
    struct fault why;
    snprintf(places, sizeof places, "%.900s/demo/molenbeek_places.geojson", kit_asset_source());
    snprintf(wijken, sizeof wijken, "%.900s/demo/molenbeek_wijken.geojson", kit_asset_source());
    snprintf(out, sizeof out, "%s/www/area.wijkpak", nginx.folder);
    struct action_pack ask = {
        .out = out, .places = places, .wijken = wijken, .codes = codes, .code_count = 1};
    practice_ok(action_pack(&ask, &report, &why), &why);
    add(practice, "area", &nginx, "/area.wijkpak");
    fetch_well(practice, "area");
    practice_reopen(practice);
    const struct pack_source *sources;
    assert_int_equal(pack_sources(project_pack(practice->project), &sources), 2); /* no map in it */
    assert_string_equal(project_wijk(practice->project)->code, "21012W16");
    serve_text("other.wijkpak", "SQLite format 3 maar dan niet");
    add(practice, "broken", &nginx, "/other.wijkpak");
    assert_false(fetch(practice, "broken", &why));
    assert_int_equal(why.kind, FAULT_INPUT);
}

#define WITH_PROJECT(test) cmocka_unit_test_setup_teardown(test, practice_begin, practice_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PROJECT(a_csv_feed_comes_in_and_is_asked_again_with_conditions),
        WITH_PROJECT(what_changed_between_two_fetches_is_told),
        WITH_PROJECT(a_changed_candidate_does_not_overwrite_what_a_person_said),
        WITH_PROJECT(after_a_cut_it_goes_on_where_it_was),
        WITH_PROJECT(when_the_file_changed_meanwhile_it_begins_anew),
        WITH_PROJECT(a_part_beyond_the_end_is_thrown_away),
        WITH_PROJECT(what_is_wrong_is_said_and_the_last_good_one_serves),
        WITH_PROJECT(a_web_page_in_the_place_of_json_is_refused),
        WITH_PROJECT(a_wrong_hash_is_refused_and_the_right_one_taken),
        WITH_PROJECT(slow_silent_endless_and_half_servers_end_in_a_sentence),
        WITH_PROJECT(on_the_lane_it_tells_how_far_it_is_and_stops_at_once),
        WITH_PROJECT(the_recorded_answer_of_overpass_comes_in_for_the_box_of_the_wijk),
        WITH_PROJECT(a_pack_by_its_address_stands_in_for_the_project_s_own),
    };
    return cmocka_run_group_tests(tests, servers_begin, servers_end);
}
