/* SPDX-License-Identifier: EUPL-1.2 */
/* A town's newer map goes over the older one, and people decide about what it says otherwise. */
#include "story/story.h"

#define AT(id, lon, tags)                                                                          \
    "{\"type\":\"Feature\",\"id\":\"" id "\",\"properties\":{" tags                                \
    "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" lon ",50.8566]}}"
#define BIB "\"amenity\":\"library\",\"name\":\"Bibliotheek De Boekenmolen\""
#define TOWN(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static const char older[] =
    TOWN(AT("n1", "4.3398", BIB ",\"opening_hours\":\"Mo-Fr 10:00-17:00\"") "," AT(
        "n3", "4.341", "\"amenity\":\"townhall\",\"name\":\"Gemeentehuis\""));
static const char newer[] =
    TOWN(AT("w9", "4.3399", BIB ",\"opening_hours\":\"Tu-Sa 10:00-18:00\"") "," AT(
        "n8", "4.342", "\"amenity\":\"library\",\"name\":\"Nieuwe bib\""));

static void pack_make(struct story *story, const char *how, const char *pack, const char *text)
{
    char places[KIT_PATH], tiles[KIT_PATH], wijken[KIT_PATH];
    snprintf(places, sizeof places, "%s",
             kit_file(story->folder, "town.geojson", text, strlen(text)));
    snprintf(tiles, sizeof tiles, "%s", kit_path(STORY_ASSETS "/demo", "molenbeek.mbtiles"));
    snprintf(wijken, sizeof wijken, "%s",
             kit_path(STORY_ASSETS "/demo", "molenbeek_wijken.geojson"));
    if (!strcmp(how, "--update")) {
        tell(story, 0, "pack", how, pack, "--tiles", tiles, "--places", places);
    } else {
        tell(story, 0, "pack", how, pack, "--tiles", tiles, "--places", places, "--wijken", wijken,
             "--wijk", MOLENBEEK);
    }
}

static const cJSON *change_at(const cJSON *changes, int at, const char *what, const char *name)
{
    const cJSON *change = cJSON_GetArrayItem(changes, at);
    assert_non_null(change);
    assert_string_equal(text_of(change, "what"), what);
    assert_string_equal(text_of(change, "name"), name);
    return change;
}

/* The id of the library's document. */
static void changes_look(struct story *story, char id[64])
{
    cJSON *changes = ask(story, "changes");
    assert_int_equal(cJSON_GetArraySize(changes), 3);
    const cJSON *library = change_at(changes, 0, "changed", "Bibliotheek De Boekenmolen");
    change_at(changes, 1, "gone", "Gemeentehuis");
    change_at(changes, 2, "new", "Nieuwe bib");
    assert_string_equal(text_of(library, "osm"), "osm:w9");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(library, "followed")));
    const cJSON *fields = cJSON_GetObjectItemCaseSensitive(library, "fields");
    assert_int_equal(cJSON_GetArraySize(fields), 1);
    const cJSON *hours = cJSON_GetArrayItem(fields, 0);
    assert_string_equal(text_of(hours, "field"), "hours");
    assert_string_equal(text_of(hours, "ours"), "Mo-Fr 10:00-17:00");
    assert_string_equal(text_of(hours, "osm"), "Tu-Sa 10:00-18:00");
    snprintf(id, 64, "%s", text_of(library, "id"));
    cJSON_Delete(changes);
}

static void a_newer_map_asks_and_overwrites_nothing(void **state)
{
    struct story *story = *state;
    char pack[KIT_PATH], id[64], town_hall[64];
    snprintf(pack, sizeof pack, "%s", story_path(story, "town.wijkpak"));
    pack_make(story, "--out", pack, older);
    tell(story, 0, "--pack", pack, "project", "new", "--wijk", MOLENBEEK);
    tell(story, 0, "confirm", "osm:n1");
    tell(story, 0, "confirm", "osm:n3");
    tell(story, 0, "changes");
    assert_non_null(strstr(buffer_text(&story->out), language_word(story->language, "osm.none")));
    cJSON *before = story_score(story);

    pack_make(story, "--update", pack, newer);
    tell(story, 0, "--pack", pack, "project", "renew");
    changes_look(story, id);
    score_same(before, story_score(story));
    tell(story, 0, "changes");
    assert_non_null(strstr(buffer_text(&story->out), "Tu-Sa 10:00-18:00"));

    tell(story, 0, "changes", "take", id, "hours");
    tell(story, 0, "show", id);
    tell(story, 0, "undo");
    changes_look(story, id);
    tell(story, 0, "changes", "keep", id);
    cJSON *changes = ask(story, "changes");
    snprintf(town_hall, sizeof town_hall, "%s",
             text_of(change_at(changes, 0, "gone", "Gemeentehuis"), "id"));
    cJSON_Delete(changes);
    tell(story, 0, "changes", "keep", town_hall);
    tell(story, 0, "changes", "seen");
    changes = ask(story, "changes");
    assert_int_equal(cJSON_GetArraySize(changes), 0);
    cJSON_Delete(changes);
    cJSON *library = ask(story, "show", "osm:w9");
    assert_string_equal(text_of(library, "hours"), "Mo-Fr 10:00-17:00");
    cJSON_Delete(library);
    tell(story, 0, "check");
}

/* The same village seven years apart; only the middle lies in both files. */
static void a_real_village_is_renewed_from_extracts(void **state)
{
    struct story *story = *state;
    char pack[KIT_PATH], before[KIT_PATH], after[KIT_PATH];
    snprintf(pack, sizeof pack, "%s", story_path(story, "village.wijkpak"));
    snprintf(before, sizeof before, "%s", kit_data("osm/wechelderzande_2013.osm.pbf"));
    snprintf(after, sizeof after, "%s", kit_data("osm/wechelderzande_2020.osm.pbf"));
    cJSON *first =
        ask(story, "pack", "--out", pack, "--osm", before, "--box", "4.774,51.2531,4.8041,51.2724");
    cJSON *second = ask(story, "pack", "--update", pack, "--osm", after);
    const cJSON *update = cJSON_GetObjectItemCaseSensitive(second, "update");
    const cJSON *changes = cJSON_GetObjectItemCaseSensitive(update, "changes");
    assert_int_equal(cJSON_GetArraySize(changes), 1);
    change_at(changes, 0, "gone", "Bib Wechelderzande");
    assert_string_equal(text_of(cJSON_GetArrayItem(changes, 0), "id"), "osm:n1299684963");
    cJSON_Delete(first);
    cJSON_Delete(second);
    second = ask(story, "pack", "--update", pack, "--osm", before); /* back again */
    update = cJSON_GetObjectItemCaseSensitive(second, "update");
    change_at(cJSON_GetObjectItemCaseSensitive(update, "changes"), 0, "new", "Bib Wechelderzande");
    cJSON_Delete(second);
    tell(story, 3, "pack", "--update", pack, "--osm", kit_data("osm/README.md"));
}

static void what_cannot_be_decided_is_told(void **state)
{
    struct story *story = *state;
    char pack[KIT_PATH];
    tell(story, 2, "changes", "wat");
    tell(story, 2, "changes", "take");
    tell(story, 2, "changes", "take", "osm:n1");
    tell(story, 2, "changes", "seen", "meer");
    tell(story, 4, "changes", "keep", "osm:n1");
    story_said(story, "fault.osm.none");
    tell(story, 2, "project", "renew");
    snprintf(pack, sizeof pack, "%s", kit_file(story->folder, "odd.wijkpak", "odd", 3));
    tell(story, 3, "--pack", pack, "project", "renew");
    story_said(story, "fault.pack.foreign");
    tell(story, 0, "score", "--wijk", MOLENBEEK);
    snprintf(pack, sizeof pack, "%s", story_path(story, "town.wijkpak"));
    pack_make(story, "--out", pack, older);
    tell(story, 2, "--pack", pack, "project", "renew"); /* the oefenwijk keeps its own */
    story_said(story, "fault.project.demo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_newer_map_asks_and_overwrites_nothing),
        STORY(a_real_village_is_renewed_from_extracts),
        STORY(what_cannot_be_decided_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
