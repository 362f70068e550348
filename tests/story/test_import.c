/* SPDX-License-Identifier: EUPL-1.2 */
/* Files of others become candidates; what was exported comes in again. */
#include "story/story.h"

static void tablet(struct story *story, const char *name)
{
    snprintf(story->data, sizeof story->data, "%s", story_path(story, name));
}

static int number_of(const cJSON *json, const char *name)
{
    return (int)cJSON_GetNumberValue(cJSON_GetObjectItem(json, name));
}

/* One of the places of that file; it stands once, however often it was imported. */
static bool found(struct story *story)
{
    tell(story, ANY_CODE, "find", "Manhattn");
    const char *first = strstr(buffer_text(&story->out), "Manhattn");
    return first != NULL;
}

static void a_csv_of_a_portal_is_read_and_counts_for_nothing(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    cJSON *read = ask(story, "import", kit_data("feed/wifi.csv"), "--service", "wifi");
    assert_int_equal(number_of(read, "places"), 40);
    cJSON_Delete(read);
    score_same(before, story_score(story)); /* nobody has confirmed them */
    assert_true(found(story));
    char *once = strdup(buffer_text(&story->out));
    read =
        ask(story, "import", kit_data("feed/wifi.csv"), "--service", "wifi"); /* again: the same */
    cJSON_Delete(read);
    assert_true(found(story));
    assert_string_equal(buffer_text(&story->out), once);
    free(once);
    cJSON *sources = ask(story, "source", "list");
    assert_int_equal(cJSON_GetArraySize(sources), 1);
    cJSON_Delete(sources);
}

static void columns_of_any_name_can_be_named(void **state)
{
    struct story *story = *state;
    static const char text[] = "zus;zo;breedte;lengte\n'=1+1;Straat 1;50.8578;4.3381\n";
    const char *file = kit_file(story->folder, "x.csv", text, sizeof text - 1);
    cJSON *read = ask(story, "import", file, "--column", "name=zus", "--column", "lat=breedte",
                      "--column", "lon=lengte", "--kind", "cafe");
    assert_int_equal(number_of(read, "places"), 1);
    cJSON_Delete(read);
    tell(story, 0, "places", "--state", "candidate");
    assert_non_null(strstr(buffer_text(&story->out), "=1+1")); /* text, as it was meant */
    tell(story, 3, "import", kit_file(story->folder, "y.csv", "a;b\n1;2\n", 8));
    tell(story, 2, "import", file, "--column", "dit=dat");
    tell(story, 2, "import", file, "--as", "iets");
    tell(story, 4, "import", story_path(story, "none.csv"));
    cJSON *sources = ask(story, "source", "list"); /* what could not be read is no source */
    assert_int_equal(cJSON_GetArraySize(sources), 1);
    cJSON_Delete(sources);
}

static void what_was_exported_comes_in_again(void **state)
{
    struct story *story = *state;
    static const char *const ends[] = {"x.geojson", "x.csv", "m.csv", "m.json"};
    char files[4][KIT_PATH], name[16];
    tell(story, 0, "add", "library", "4.338180,50.857870", "Bib van de proef", "phone=02 411 00 00",
         "hours=Mo-Fr 09:00-17:00");
    for (int i = 0; i < 4; i++) {
        snprintf(files[i], KIT_PATH, "%s", story_path(story, ends[i]));
        if (i < 2) {
            tell(story, 0, "export", "--out", files[i]);
        } else {
            tell(story, 0, "export", "--out", files[i], "--as", "mediation");
        }
    }
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "tablet%d", i);
        tablet(story, name);
        cJSON *read = i < 2 ? ask(story, "import", files[i])
                            : ask(story, "import", files[i], "--as", "mediation");
        assert_true(number_of(read, "places") >= 1);
        cJSON_Delete(read);
        tell(story, 0, "places", "--state", "candidate", "--json");
        if (!strstr(buffer_text(&story->out), "Bib van de proef")) {
            fail_msg("%s did not come back", ends[i]);
        }
    }
}

/* The list of sources and what came of them travel with the project. */
static void what_was_imported_leaves_in_the_bundle(void **state)
{
    struct story *story = *state;
    char first[KIT_PATH], second[KIT_PATH];
    cJSON_Delete(ask(story, "import", kit_data("feed/wifi.csv"), "--service", "wifi"));
    snprintf(first, sizeof first, "%s", story_path(story, "1.wijkbundel"));
    snprintf(second, sizeof second, "%s", story_path(story, "2.wijkbundel"));
    tell(story, 0, "export", "--bundle", first);
    tablet(story, "other");
    tell(story, 0, "import", first);
    assert_true(found(story));
    tell(story, 0, "export", "--bundle", second);
    assert_true(file_same(first, second));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_csv_of_a_portal_is_read_and_counts_for_nothing),
        STORY(columns_of_any_name_can_be_named),
        STORY(what_was_exported_comes_in_again),
        STORY(what_was_imported_leaves_in_the_bundle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
