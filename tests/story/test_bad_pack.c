/* SPDX-License-Identifier: EUPL-1.2 */
/* Area files that are missing, cut off, foreign, of another time, or gnawed at. */
#include "story/story.h"

enum { APPLICATION_AT = 68, VERSION_AT = 60, GNAWED = 40 };

static void demo_take(struct buffer *out)
{
    file_take(kit_path(kit_assets(), "demo/molenbeek.wijkpak"), out);
}

static const char *pack_of(const struct story *story, const char *bytes, size_t size)
{
    return kit_file(story->folder, "area.wijkpak", bytes, size);
}

/* With this pack the project does not open, and nothing is made of it either. */
static void refused(struct story *story, const char *pack, int code, const char *key)
{
    static const char *const tags[] = {"fr", "en", "nl"};
    for (int i = 0; i < 3; i++) {
        story_speak(story, tags[i]);
        tell(story, code, "--pack", pack, "score");
        story_said(story, key);
        assert_non_null(strstr(buffer_text(&story->err), pack));
    }
    tell(story, code, "--pack", pack, "project", "new", "--wijk", MOLENBEEK);
    story_said(story, key);
    cJSON *names = ask(story, "project", "list");
    assert_int_equal(cJSON_GetArraySize(names), 1); /* the oefenwijk */
    cJSON_Delete(names);
}

static void packs_that_are_none_are_refused(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    char path[KIT_PATH];
    refused(story, story_path(story, "nergens.wijkpak"), 4, "fault.pack.missing");
    refused(story, story->folder, 4, "fault.pack.missing");
    refused(story, pack_of(story, "", 0), 3, "fault.pack.empty");
    refused(story, pack_of(story, "<!DOCTYPE html><html>", 21), 3, "fault.pack.foreign");
    snprintf(path, sizeof path, "%s", story_path(story, "data/projects/demo/store.db"));
    refused(story, path, 3, "fault.pack.foreign"); /* SQLite, but another kind of file */
    score_same(before, story_score(story));
}

static void a_pack_of_another_time_is_refused(void **state)
{
    struct story *story = *state;
    struct buffer bytes;
    cJSON *before = story_score(story);
    demo_take(&bytes);
    memcpy(bytes.data + VERSION_AT, "\x00\x00\x03\xe7", 4);
    refused(story, pack_of(story, bytes.data, bytes.size), 3, "fault.pack.newer");
    memcpy(bytes.data + VERSION_AT, "\0\0\0\0", 4);
    refused(story, pack_of(story, bytes.data, bytes.size), 3, "fault.pack.older");
    memcpy(bytes.data + APPLICATION_AT, "GPKG", 4);
    refused(story, pack_of(story, bytes.data, bytes.size), 3, "fault.pack.foreign");
    buffer_clear(&bytes);
    score_same(before, story_score(story));
}

static void a_pack_that_was_cut_off_is_refused(void **state)
{
    struct story *story = *state;
    struct buffer bytes;
    cJSON *before = story_score(story);
    demo_take(&bytes);
    refused(story, pack_of(story, bytes.data, bytes.size - 1), 3, "fault.pack.truncated");
    refused(story, pack_of(story, bytes.data, 99), 3, "fault.pack.foreign");
    for (int i = 0; i < 5; i++) {
        size_t size = 100 + (size_t)kit_random_below(bytes.size - 101);
        refused(story, pack_of(story, bytes.data, size), 3, "fault.pack.truncated");
    }
    buffer_clear(&bytes);
    score_same(before, story_score(story));
}

/* Bytes overwritten anywhere behind the head: whatever is read, it ends with a documented code. */
static void a_gnawed_pack_is_survived(void **state)
{
    struct story *story = *state;
    struct buffer whole;
    int told = 0;
    cJSON *before = story_score(story);
    demo_take(&whole);
    char *bytes = malloc(whole.size);
    story->may_warn = true;
    for (int i = 0; i < GNAWED; i++) {
        memcpy(bytes, whole.data, whole.size);
        for (int bite = 0; bite < 1 + i % 8; bite++) {
            size_t at = 100 + (size_t)kit_random_below(whole.size - 1100);
            size_t size = 1 + (size_t)kit_random_below(1000);
            memset(bytes + at, (int)kit_random_below(256), size);
        }
        const char *pack = pack_of(story, bytes, whole.size);
        tell(story, ANY_CODE, "--pack", pack, "check");
        told += story->code != 0;
        tell(story, ANY_CODE, "--pack", pack, "score", "--json");
        tell(story, ANY_CODE, "--pack", pack, "draw", "--size", "200x150", "--out",
             story_path(story, "kaart.png"));
        tell(story, ANY_CODE, "--pack", pack, "places", "--search", "rue");
    }
    assert_true(told > GNAWED / 2);
    free(bytes);
    buffer_clear(&whole);
    story->may_warn = false;
    score_same(before, story_score(story));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(packs_that_are_none_are_refused),
        STORY(a_pack_of_another_time_is_refused),
        STORY(a_pack_that_was_cut_off_is_refused),
        STORY(a_gnawed_pack_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
