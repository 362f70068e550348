/* SPDX-License-Identifier: EUPL-1.2 */
/* A project leaves as one file and arrives elsewhere: whole, a wijk of it, for others to see. */
#include "story/story.h"

static char home[KIT_PATH];

/* From the next run on the program works in another tablet's folder. */
static void tablet(struct story *story, const char *name)
{
    if (!home[0] || strncmp(story->data, home, strlen(home)) != 0) {
        snprintf(home, sizeof home, "%s", story->folder);
    }
    snprintf(story->data, sizeof story->data, "%s", kit_path(story->folder, name));
}

static void whole_bundle(struct story *story, const char *name, char out[KIT_PATH])
{
    snprintf(out, KIT_PATH, "%s", story_path(story, name));
    tell(story, 0, "export", "--bundle", out);
}

static long number_of(const cJSON *json, const char *name)
{
    return (long)cJSON_GetNumberValue(cJSON_GetObjectItem(json, name));
}

static void export_wipe_import_gives_the_same_bytes(void **state)
{
    struct story *story = *state;
    char first[KIT_PATH], second[KIT_PATH];
    tell(story, 0, "add", "cafe", "4.3440,50.8560", "Café Zonder", "phone=02 411 00 00");
    tell(story, 0, "add", "library", "4.3441,50.8561", "Toch niet");
    tell(story, 0, "undo");
    whole_bundle(story, "first.wijkbundel", first);
    cJSON *before = story_score(story);
    tablet(story, "other");
    tell(story, 0, "import", first);
    assert_non_null(strstr(buffer_text(&story->out), "demo"));
    whole_bundle(story, "second.wijkbundel", second);
    assert_true(file_same(first, second));
    score_same(before, story_score(story));
    tell(story, 0, "check");
    tell(story, 0, "redo"); /* also what was undone came along */
    tell(story, 0, "find", "Toch niet");
    assert_non_null(strstr(buffer_text(&story->out), "Toch niet"));
}

static void what_was_taken_in_is_not_taken_in_again(void **state)
{
    struct story *story = *state;
    char first[KIT_PATH];
    whole_bundle(story, "first.wijkbundel", first);
    tablet(story, "other");
    cJSON *made = ask(story, "import", first, "--project", "molenbeek");
    assert_string_equal(text_of(made, "project"), "molenbeek");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(made, "made")));
    cJSON_Delete(made);
    for (int i = 0; i < 2; i++) {
        cJSON *news = ask(story, "import", first, "--project", "molenbeek");
        assert_false(cJSON_IsTrue(cJSON_GetObjectItem(news, "made")));
        assert_int_equal(
            number_of(news, "new") + number_of(news, "changed") + number_of(news, "questions"), 0);
        cJSON_Delete(news);
    }
    tell(story, 0, "import", first, "--project", "molenbeek");
    assert_string_equal(buffer_text(&story->out), "Er staat niets in dat je nog niet had.\n");
}

static void two_tablets_merge_and_ask_where_they_differ(void **state)
{
    struct story *story = *state;
    char first[KIT_PATH], second[KIT_PATH], id[64];
    cJSON *added = ask(story, "add", "cafe", "4.3440,50.8560", "Café Zonder");
    snprintf(id, sizeof id, "%s", text_of(added, "id"));
    cJSON_Delete(added);
    whole_bundle(story, "first.wijkbundel", first);
    char here[KIT_PATH];
    snprintf(here, sizeof here, "%s", story->data);
    tablet(story, "other");
    tell(story, 0, "import", first, "--project", "wijk");
    tell(story, 0, "set", id, "phone=02 411 00 01", "name=Café Met");
    whole_bundle(story, "second.wijkbundel", second);
    snprintf(story->data, sizeof story->data, "%s", here);
    tell(story, 0, "set", id, "website=https://cafe.example", "name=Café Zonder Meer");
    cJSON *looked = ask(story, "import", second, "--project", "demo", "--dry-run");
    assert_int_equal(number_of(looked, "questions"), 1);
    cJSON_Delete(looked);
    cJSON *none = ask(story, "conflicts");
    assert_int_equal(cJSON_GetArraySize(none), 0);
    cJSON_Delete(none);
    cJSON *news = ask(story, "import", second, "--project", "demo");
    assert_int_equal(number_of(news, "questions"), 1);
    cJSON_Delete(news);
    cJSON *conflicts = ask(story, "conflicts");
    char *text = cJSON_Print(conflicts);
    assert_non_null(strstr(text, "Café Met"));
    assert_non_null(strstr(text, "Café Zonder Meer"));
    free(text);
    cJSON_Delete(conflicts);
    cJSON *shown = ask(story, "show", id); /* each side's other fields are there */
    text = cJSON_Print(shown);
    assert_non_null(strstr(text, "02 411 00 01"));
    assert_non_null(strstr(text, "cafe.example"));
    free(text);
    cJSON_Delete(shown);
}

/* ---- sources ---- */

static void list_read_in(struct story *story, const char *name, const char *rows)
{
    char text[1024];
    snprintf(text, sizeof text, "id;naam;lat;lon\n%s", rows);
    tell(story, 0, "import", kit_file(story->folder, name, text, strlen(text)), "--project", "demo",
         "--column", "id=id", "--column", "name=naam");
}

static long source_count(struct story *story)
{
    cJSON *sources = ask(story, "source", "list");
    long count = cJSON_GetArraySize(sources);
    cJSON_Delete(sources);
    return count;
}

static bool found(struct story *story, const char *name)
{
    tell(story, ANY_CODE, "find", name);
    return strstr(buffer_text(&story->out), name) != NULL;
}

/* One list that both have, which grew; another with the same name and numbers; one that is new. */
static void a_merge_brings_sources_once_and_loses_none(void **state)
{
    struct story *story = *state;
    char first[KIT_PATH], here[KIT_PATH];
    snprintf(here, sizeof here, "%s", story->data);
    list_read_in(story, "zalen.csv", "1;Zaal Noord;50.8578;4.3381\n2;Zaal Zuid;50.8560;4.3440\n");
    list_read_in(story, "punten.csv", "1;Punt Een;50.8579;4.3383\n");
    whole_bundle(story, "first.wijkbundel", first);
    tablet(story, "other");
    tell(story, 0, "project", "open", "demo");
    list_read_in(story, "zalen.csv", "1;Zaal Noord;50.8578;4.3381\n2;Kelder Ver;50.8601;4.3320\n");
    cJSON *looked = ask(story, "import", first, "--project", "demo", "--dry-run");
    assert_int_equal(number_of(looked, "sources"), 1);
    assert_int_equal(number_of(looked, "listed"), 2); /* Zaal Zuid and Punt Een */
    cJSON_Delete(looked);
    assert_int_equal(source_count(story), 1);
    cJSON *news = ask(story, "import", first, "--project", "demo");
    assert_int_equal(number_of(news, "listed"), 2);
    cJSON_Delete(news);
    assert_int_equal(source_count(story), 2);
    assert_true(found(story, "Zaal Noord"));
    assert_true(found(story, "Zaal Zuid"));
    assert_true(found(story, "Kelder Ver"));
    assert_true(found(story, "Punt Een"));
    news = ask(story, "import", first, "--project", "demo");
    assert_int_equal(number_of(news, "sources") + number_of(news, "listed"), 0);
    cJSON_Delete(news);
    assert_int_equal(source_count(story), 2);
    tell(story, 0, "check");
}

/* ---- as it was ---- */

static void merged_elsewhere(struct story *story, char here[KIT_PATH])
{
    char first[KIT_PATH];
    snprintf(here, KIT_PATH, "%s", story->data);
    tell(story, 0, "add", "cafe", "4.3440,50.8560", "Café Zonder", "phone=02 411 00 00");
    list_read_in(story, "zalen.csv", "1;Zaal Noord;50.8578;4.3381\n");
    whole_bundle(story, "first.wijkbundel", first);
    tablet(story, "other");
    tell(story, 0, "project", "open", "demo");
    tell(story, 0, "add", "cafe", "4.3441,50.8561", "Eigen Huis");
    tell(story, 0, "export", "--bundle", story_path(story, "was.wijkbundel"));
    cJSON *news = ask(story, "import", first, "--project", "demo");
    assert_true(number_of(news, "new") > 0);
    cJSON_Delete(news);
    assert_true(found(story, "Café Zonder"));
}

static void a_merge_is_taken_back_in_place(void **state)
{
    struct story *story = *state;
    char here[KIT_PATH], was[KIT_PATH], now[KIT_PATH];
    snprintf(was, sizeof was, "%s", story_path(story, "was.wijkbundel"));
    snprintf(now, sizeof now, "%s", story_path(story, "now.wijkbundel"));
    tell(story, 4, "import", "--back", "--project", "demo");
    story_said(story, "fault.bundle.before");
    merged_elsewhere(story, here);
    tell(story, 0, "import", "--back", "--project", "demo");
    assert_false(found(story, "Café Zonder"));
    assert_false(found(story, "Zaal Noord"));
    assert_true(found(story, "Eigen Huis"));
    assert_int_equal(source_count(story), 0);
    tell(story, 0, "check");
    tell(story, 4, "import", "--back", "--project", "demo"); /* once */
    tell(story, 0, "export", "--bundle", now);
    assert_true(file_same(was, now));
    tell(story, 0, "undo"); /* the deeds before it can be undone as ever */
    assert_false(found(story, "Eigen Huis"));
    tell(story, 0, "redo");
    cJSON *news = ask(story, "import", story_path(story, "first.wijkbundel"), "--project", "demo");
    assert_true(number_of(news, "new") > 0); /* and it can be taken in again */
    cJSON_Delete(news);
    tell(story, 0, "import", "--back", "--project", "demo");
    tell(story, 0, "export", "--bundle", now);
    assert_true(file_same(was, now));
    tell(story, 0, "check");
}

/* What came since stays where it is. */
static void what_was_done_since_is_not_lost(void **state)
{
    struct story *story = *state;
    char here[KIT_PATH];
    merged_elsewhere(story, here);
    tell(story, 0, "add", "cafe", "4.3442,50.8562", "Later Huis");
    cJSON *made = ask(story, "import", "--back", "--project", "demo");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(made, "made")));
    char name[64];
    snprintf(name, sizeof name, "%s", text_of(made, "project"));
    cJSON_Delete(made);
    assert_string_equal(name, "demo-2");
    assert_true(found(story, "Later Huis"));
    assert_true(found(story, "Café Zonder"));
    tell(story, 0, "find", "Eigen Huis", "--project", name);
    assert_non_null(strstr(buffer_text(&story->out), "Eigen Huis"));
    tell(story, ANY_CODE, "find", "Café Zonder", "--project", name);
    assert_null(strstr(buffer_text(&story->out), "Café Zonder"));
    tell(story, ANY_CODE, "find", "Later Huis", "--project", name);
    assert_null(strstr(buffer_text(&story->out), "Later Huis"));
    tell(story, 0, "check", "--project", name);
}

/* ---- what does not arrive ---- */

static void bad_bundles_change_nothing(void **state)
{
    struct story *story = *state;
    char first[KIT_PATH];
    struct buffer whole;
    whole_bundle(story, "first.wijkbundel", first);
    file_take(first, &whole);
    cJSON *before = story_score(story);
    const char *cut = kit_file(story->folder, "cut.wijkbundel", whole.data, whole.size / 2);
    tell(story, 3, "import", cut, "--project", "demo");
    story_said(story, "fault.bundle.cut");
    whole.data[whole.size / 2] ^= 0x55; /* in the middle of the pack */
    const char *turned = kit_file(story->folder, "turned.wijkbundel", whole.data, whole.size);
    tell(story, 3, "import", turned, "--project", "demo");
    tell(story, 3, "import", turned);
    const char *text = kit_file(story->folder, "text.wijkbundel", "hallo", 5);
    tell(story, 3, "import", text);
    story_said(story, "fault.bundle.foreign");
    tell(story, 4, "import", story_path(story, "none.wijkbundel"));
    tell(story, 2, "import");
    tell(story, 2, "import", first, "--dry-run");
    tell(story, 2, "import", first, "more");
    cJSON *projects = ask(story, "project", "list");
    assert_int_equal(cJSON_GetArraySize(projects), 1);
    cJSON_Delete(projects);
    score_same(before, story_score(story));
    buffer_clear(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(export_wipe_import_gives_the_same_bytes),
        STORY(what_was_taken_in_is_not_taken_in_again),
        STORY(two_tablets_merge_and_ask_where_they_differ),
        STORY(a_merge_brings_sources_once_and_loses_none),
        STORY(a_merge_is_taken_back_in_place),
        STORY(what_was_done_since_is_not_lost),
        STORY(bad_bundles_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
