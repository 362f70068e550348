/* SPDX-License-Identifier: EUPL-1.2 */
/* Four municipalities in one project, a wijk of one, and what others may see. */
#include "story/story.h"

#define PUURS "12041W06"
#define BRUGGE "31005W33"

enum { TOWNS = 4 };
static const char *const codes[TOWNS] = {MOLENBEEK, RABOT, PUURS, BRUGGE};

static void tablet(struct story *story, const char *name)
{
    snprintf(story->data, sizeof story->data, "%s", story_path(story, name));
}

static void town_pack(struct story *story, int town, char out[KIT_PATH])
{
    char map[KIT_PATH], wijken[KIT_PATH], name[16];
    snprintf(name, sizeof name, "%d.wijkpak", town);
    snprintf(out, KIT_PATH, "%s", story_path(story, name));
    snprintf(map, sizeof map, "%s",
             kit_data(town == 1   ? "gent/gent_rabot.mbtiles"
                      : town == 2 ? "osm/puurs_2015.osm.pbf"
                                  : "osm/brugge_sint-pieters_2020.osm.pbf"));
    snprintf(wijken, sizeof wijken, "%s",
             kit_data(town == 1   ? "gent/gent_wijken.geojson"
                      : town == 2 ? "region/puurs_wijk.geojson"
                                  : "region/brugge_wijk.geojson"));
    tell(story, 0, "pack", "--out", out, town == 1 ? "--tiles" : "--osm", map, "--wijken", wijken,
         "--wijk", codes[town]);
}

/* A tablet of the town: its own places, and one that two towns know otherwise. */
static void town_make(struct story *story, int town, char bundle[KIT_PATH])
{
    static const char *const spots[TOWNS] = {"4.338185,50.857873", "3.7128,51.0618",
                                             "4.2885,51.0757", "3.2150,51.2200"};
    char name[32], pack[KIT_PATH];
    snprintf(name, sizeof name, "tablet%d", town);
    tablet(story, name);
    if (town) {
        town_pack(story, town, pack);
        tell(story, 0, "--pack", pack, "project", "new", "--wijk", codes[town]);
    } else {
        tell(story, 0, "project", "new", "--wijk", codes[town]);
    }
    snprintf(name, sizeof name, "Digipunt %d", town);
    tell(story, 0, "add", "library", spots[town], name, "phone=02 411 00 00");
    snprintf(name, sizeof name, "%d.wijkbundel", town);
    snprintf(bundle, KIT_PATH, "%s", story_path(story, name));
}

static void towns_make(struct story *story, char bundles[TOWNS][KIT_PATH])
{
    char shared[64] = "", own[KIT_PATH];
    for (int town = 0; town < TOWNS; town++) {
        town_make(story, town, bundles[town]);
        if (town == 0) { /* the helper's bus that two municipalities share */
            cJSON *bus = ask(story, "add", "mobile", "4.338200,50.857900", "Digibus");
            snprintf(shared, sizeof shared, "%s", text_of(bus, "id"));
            cJSON_Delete(bus);
            tell(story, 0, "export", "--bundle", bundles[0]);
        }
        if (town == 1) {
            cJSON *projects = ask(story, "project", "list");
            snprintf(own, sizeof own, "%s", cJSON_GetArrayItem(projects, 0)->valuestring);
            cJSON_Delete(projects);
            tell(story, 0, "import", bundles[0], "--project", own);
            tell(story, 0, "set", shared, "hours=Tu 09:00-12:00");
        }
        if (town > 0) {
            tell(story, 0, "export", "--bundle", bundles[town]);
        }
    }
    tablet(story, "tablet0");
    tell(story, 0, "set", shared, "hours=Mo 09:00-12:00");
    tell(story, 0, "export", "--bundle", bundles[0]);
}

/* All that a person can see of the region. */
static char *region_state(struct story *story)
{
    struct buffer out;
    buffer_init(&out, 64 * 1024 * 1024);
    cJSON *wijken = ask(story, "wijken"), *wijk;
    cJSON_ArrayForEach(wijk, wijken) /* which one is open is the tablet's own */
    {
        buffer_addf(&out, "%s %s\n", text_of(wijk, "code"), text_of(wijk, "name"));
    }
    cJSON_Delete(wijken);
    for (int town = 0; town < TOWNS; town++) {
        tell(story, 0, "places", "--wijk", codes[town], "--json");
        buffer_add_text(&out, buffer_text(&story->out));
        tell(story, 0, "score", "--wijk", codes[town], "--json");
        buffer_add_text(&out, buffer_text(&story->out));
    }
    cJSON *conflicts = ask(story, "conflicts");
    assert_int_equal(cJSON_GetArraySize(conflicts), 1);
    cJSON_Delete(conflicts);
    return buffer_take(&out);
}

/* Each bundle twice; the first makes the project. All 24 orders are asked of the store
 * (tests/store/test_carry.c). */
static void four_municipalities_in_any_order_are_the_same_region(void **state)
{
    struct story *story = *state;
    char bundles[TOWNS][KIT_PATH], name[32];
    char *first = NULL;
    towns_make(story, bundles);
    for (int order = 0; order < 24; order += 5) {
        int left[TOWNS] = {0, 1, 2, 3}, turn[TOWNS], rest = order;
        for (int i = 0; i < TOWNS; i++) {
            int pick = rest % (TOWNS - i);
            rest /= TOWNS - i;
            turn[i] = left[pick];
            memmove(left + pick, left + pick + 1, (size_t)(TOWNS - pick - 1) * sizeof *left);
        }
        snprintf(name, sizeof name, "region%d", order);
        tablet(story, name);
        for (int i = 0; i < 2 * TOWNS; i++) {
            tell(story, 0, "import", bundles[turn[i % TOWNS]], "--project", "streek");
        }
        char *now = region_state(story);
        if (!first) {
            first = now;
            for (int town = 0; town < TOWNS; town++) {
                assert_non_null(strstr(first, codes[town]));
                snprintf(name, sizeof name, "Digipunt %d", town);
                assert_non_null(strstr(first, name));
            }
        } else {
            assert_string_equal(now, first);
            free(now);
        }
    }
    free(first);
}

/* Each town has a list called the same, which counts from 1: a row of one says nothing of the
 * other's. */
static void lists_of_the_same_name_stay_two(void **state)
{
    struct story *story = *state;
    static const char *const rows[] = {"1;Zaal Noord;50.8578;4.3381",
                                       "1;Zaal Puurs;51.0757;4.2885"};
    char bundles[2][KIT_PATH], text[128];
    for (int i = 0; i < 2; i++) {
        town_make(story, i * 2, bundles[i]);
        for (int version = 1; version <= 2; version++) { /* a newer one of the same list */
            snprintf(text, sizeof text, "id;naam;lat;lon\n%s\n", rows[i]);
            cJSON_Delete(ask(story, "import",
                             kit_file(story->folder, "zalen.csv", text, strlen(text)), "--column",
                             "id=id", "--column", "name=naam"));
            cJSON *sources = ask(story, "source", "list");
            assert_int_equal(cJSON_GetArraySize(sources), 1);
            cJSON_Delete(sources);
            tell(story, 0, "find", "Zaal");
            if (i == 0 && version == 1) {
                cJSON *all = ask(story, "places", "--state", "candidate", "--all");
                const cJSON *item;
                char id[64] = "";
                cJSON_ArrayForEach(item, all)
                {
                    if (!strcmp(text_of(item, "name"), "Zaal Noord")) {
                        snprintf(id, sizeof id, "%s", text_of(item, "id"));
                    }
                }
                cJSON_Delete(all);
                tell(story, 0, "confirm", id);
            }
        }
        tell(story, 0, "export", "--bundle", bundles[i]);
    }
    tablet(story, "both");
    for (int i = 0; i < 2; i++) {
        cJSON_Delete(ask(story, "import", bundles[i], "--project", "streek"));
    }
    cJSON *sources = ask(story, "source", "list");
    assert_int_equal(cJSON_GetArraySize(sources), 2);
    cJSON_Delete(sources);
    tell(story, 0, "places", "--state", "candidate", "--all");
    assert_non_null(strstr(buffer_text(&story->out), "Zaal Puurs"));
    assert_null(strstr(buffer_text(&story->out), "Zaal Noord")); /* confirmed: it stands once */
}

/* A region is itself a bundle, and the map of each of its municipalities is there. */
static void a_region_travels_as_one(void **state)
{
    struct story *story = *state;
    char bundles[TOWNS][KIT_PATH], whole[KIT_PATH], again[KIT_PATH];
    towns_make(story, bundles);
    tablet(story, "region");
    for (int town = 0; town < TOWNS; town++) {
        tell(story, 0, "import", bundles[town], "--project", "streek");
    }
    char *before = region_state(story);
    snprintf(whole, sizeof whole, "%s", story_path(story, "whole.wijkbundel"));
    tell(story, 0, "export", "--bundle", whole);
    tablet(story, "other");
    tell(story, 0, "import", whole);
    char *after = region_state(story);
    assert_string_equal(before, after);
    snprintf(again, sizeof again, "%s", story_path(story, "again.wijkbundel"));
    tell(story, 0, "export", "--bundle", again);
    assert_true(file_same(whole, again));
    tell(story, 0, "draw", "--wijk", PUURS, "--size", "320x240", "--out",
         story_path(story, "puurs.png"));
    tell(story, 0, "check");
    free(before);
    free(after);
}

/* ---- one wijk ---- */

static void a_wijk_of_it_goes_alone_and_comes_together_again(void **state)
{
    struct story *story = *state;
    char bundle[KIT_PATH];
    snprintf(bundle, sizeof bundle, "%s", story_path(story, "wijk.wijkbundel"));
    tell(story, 0, "add", "cafe", "4.338180,50.857870", "Binnen de wijk");
    tell(story, 0, "add", "cafe", "4.3000,50.8400", "Buiten de wijk");
    tell(story, 4, "export", "--bundle", bundle, "--wijk", "99999W99");
    story_said(story, "fault.wijk.unknown");
    cJSON *left = ask(story, "export", "--bundle", bundle, "--wijk", MOLENBEEK);
    cJSON_Delete(left);
    cJSON *score = story_score(story);
    tablet(story, "other");
    tell(story, 0, "import", bundle);
    tell(story, 0, "find", "Binnen de wijk");
    assert_non_null(strstr(buffer_text(&story->out), "Binnen de wijk"));
    tell(story, ANY_CODE, "find", "Buiten de wijk");
    assert_null(strstr(buffer_text(&story->out), "Buiten de wijk"));
    score_same(score, story_score(story));
    cJSON *news = ask(story, "import", bundle, "--project", "demo");
    assert_int_equal((int)cJSON_GetNumberValue(cJSON_GetObjectItem(news, "new")), 0);
    cJSON_Delete(news);
}

/* ---- levels ---- */

/* Every byte of every part. */
static bool holds(const char *file, const char *text)
{
    struct buffer out;
    size_t size = strlen(file);
    bool zip = size > 11 && !strcmp(file + size - 11, ".wijkbundel");
    const char *const unzip[] = {
        "python3", "-c",
        "import sys,zipfile\n"
        "z=zipfile.ZipFile(sys.argv[1])\n"
        "for n in z.namelist():\n"
        " if not n.endswith('.wijkpak'): sys.stdout.write(z.read(n).decode())\n",
        file, NULL};
    if (zip) {
        run_of(unzip, &out);
    } else {
        file_take(file, &out);
    }
    bool found = strstr(buffer_text(&out), text) != NULL;
    buffer_clear(&out);
    return found;
}

static void planted(struct story *story)
{
    tell(story, 0, "add", "library", "4.3440,50.8560", "Bib Zonder Naam", "phone=0478 99 88 77",
         "email=an.peeters@example.org", "contact_role=An Peeters, 0477 11 22 33",
         "note=Bel An thuis: 02 345 67 89 of an@thuis.example");
    tell(story, 0, "add", "cafe", "4.3441,50.8562", "Open Huis", "phone=02 411 00 00",
         "email=info@openhuis.example");
    tell(story, 0, "judge", "--wijk", MOLENBEEK, "--criterion", "G2", "--verdict", "met",
         "--reason", "Volgens jan.janssens@example.org");
}

static void no_contact_of_a_person_leaves_in_public(void **state)
{
    struct story *story = *state;
    static const char *const secrets[] = {"0478 99 88 77",    "0478998877",   "an.peeters@",
                                          "0477 11 22 33",    "An Peeters",   "02 345 67 89",
                                          "an@thuis.example", "jan.janssens@"};
    static const char *const ends[] = {"x.wijkbundel", "x.csv", "x.geojson"};
    planted(story);
    for (int i = 0; i < 3; i++) {
        char file[KIT_PATH];
        snprintf(file, sizeof file, "%s", story_path(story, ends[i]));
        const char *how = i ? "--out" : "--bundle";
        tell(story, 0, "export", how, file, "--level", "public");
        for (size_t k = 0; k < sizeof secrets / sizeof *secrets; k++) {
            if (holds(file, secrets[k])) {
                fail_msg("%s tells %s", ends[i], secrets[k]);
            }
        }
        assert_true(holds(file, "Bib Zonder Naam"));
        assert_true(holds(file, "Open Huis")); /* what belongs to the house is told */
        assert_true(holds(file, "411 00 00") || holds(file, "4110000"));
        assert_true(holds(file, "info@openhuis.example"));
        tell(story, 0, "export", how, file, "--level", "partners");
        assert_true(holds(file, "an.peeters@"));
        assert_false(holds(file, "an@thuis.example"));
        tell(story, 0, "export", how, file, "--level", "archive");
        assert_true(holds(file, "an.peeters@"));
        assert_true(i == 2 || holds(file, "an@thuis.example"));
    }
    tell(story, 2, "export", "--out", story_path(story, "x.csv"), "--level", "iedereen");
}

/* What partners get goes on from what they got before. */
static void a_later_bundle_for_others_is_no_quarrel(void **state)
{
    struct story *story = *state;
    char file[KIT_PATH], here[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "p.wijkbundel"));
    snprintf(here, sizeof here, "%s", story->data);
    cJSON *added = ask(story, "add", "cafe", "4.3441,50.8562", "Open Huis", "note=intern");
    char id[64];
    snprintf(id, sizeof id, "%s", text_of(added, "id"));
    cJSON_Delete(added);
    tell(story, 0, "export", "--bundle", file, "--level", "partners");
    tablet(story, "partner");
    tell(story, 0, "import", file, "--project", "wijk");
    snprintf(story->data, sizeof story->data, "%s", here);
    tell(story, 0, "export", "--bundle", story_path(story, "own.wijkbundel")); /* what left stays */
    tell(story, 0, "set", id, "name=Open Huis Noord");
    tell(story, 0, "export", "--bundle", file, "--level", "partners");
    tablet(story, "partner");
    cJSON *news = ask(story, "import", file, "--project", "wijk");
    assert_int_equal((int)cJSON_GetNumberValue(cJSON_GetObjectItem(news, "questions")), 0);
    assert_int_equal((int)cJSON_GetNumberValue(cJSON_GetObjectItem(news, "changed")), 1);
    cJSON_Delete(news);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(four_municipalities_in_any_order_are_the_same_region),
        STORY(lists_of_the_same_name_stay_two),
        STORY(a_region_travels_as_one),
        STORY(a_wijk_of_it_goes_alone_and_comes_together_again),
        STORY(no_contact_of_a_person_leaves_in_public),
        STORY(a_later_bundle_for_others_is_no_quarrel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
