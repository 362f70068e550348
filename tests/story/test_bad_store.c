/* SPDX-License-Identifier: EUPL-1.2 */
/* The device's own memory as it should not be: it is never begun anew, never written over, and with
 * the right file back in place all is there again. */
#include "story/story.h"

#include <sqlite3.h>

enum { GNAWED = 30 };

static const char *part(const struct story *story, const char *name)
{
    char path[KIT_PATH];
    snprintf(path, sizeof path, "data/projects/demo/%s", name);
    return story_path(story, path);
}

static void journals_remove(const struct story *story)
{
    remove(part(story, "store.db-wal"));
    remove(part(story, "store.db-shm"));
}

static void store_put(const struct story *story, const void *bytes, size_t size)
{
    char folder[KIT_PATH];
    journals_remove(story);
    snprintf(folder, sizeof folder, "%s", story_path(story, "data/projects/demo"));
    kit_file(folder, "store.db", bytes, size);
}

static void store_run(const struct story *story, const char *sql)
{
    sqlite3 *base = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(part(story, "store.db"), &base), SQLITE_OK);
    if (sqlite3_exec(base, sql, NULL, NULL, &why) != SQLITE_OK) {
        fail_msg("%s: %s", sql, why);
    }
    sqlite3_close(base);
}

/* A deed, a question and a check are all refused, and the file stays byte for byte. */
static void refused(struct story *story, const char *key)
{
    static const char *const tags[] = {"fr", "en", "nl"};
    struct buffer was, is;
    file_take(part(story, "store.db"), &was);
    for (int i = 0; i < 3; i++) {
        story_speak(story, tags[i]);
        tell(story, 5, "score");
        story_said(story, key);
    }
    tell(story, 5, "look", "--wijk", MOLENBEEK, "--service", "lesson");
    tell(story, 5, "check");
    file_take(part(story, "store.db"), &is);
    assert_int_equal(is.size, was.size);
    assert_true(was.size == 0 || !memcmp(is.data, was.data, was.size));
    buffer_clear(&was);
    buffer_clear(&is);
}

static void store_take(struct story *story, cJSON **score, struct buffer *bytes)
{
    tell(story, 0, "look", "--wijk", MOLENBEEK, "--service", "lesson");
    *score = story_score(story);
    file_take(part(story, "store.db"), bytes);
}

static void a_store_of_another_time_is_refused_untouched(void **state)
{
    struct story *story = *state;
    struct buffer whole;
    cJSON *before;
    store_take(story, &before, &whole);
    store_run(story, "PRAGMA user_version = 999");
    journals_remove(story);
    refused(story, "fault.store.newer");
    store_put(story, whole.data, whole.size);
    score_same(before, story_score(story));
    buffer_clear(&whole);
}

/* There is no older form yet: one that says so, but is not, is refused. */
static void an_older_version_that_is_none_is_refused(void **state)
{
    struct story *story = *state;
    struct buffer whole;
    cJSON *before;
    store_take(story, &before, &whole);
    store_run(story, "PRAGMA user_version = 0");
    tell(story, 5, "score");
    tell(story, 5, "check");
    store_run(story, "PRAGMA user_version = 2");
    score_same(before, story_score(story));
    buffer_clear(&whole);
}

static void what_is_no_store_is_refused_untouched(void **state)
{
    struct story *story = *state;
    struct buffer whole;
    cJSON *before;
    store_take(story, &before, &whole);
    store_put(story, "geen databank, maar tekst die er zomaar staat", 45);
    refused(story, "fault.store.foreign");
    remove(part(story, "store.db"));
    store_run(story, "CREATE TABLE recepten(naam text); INSERT INTO recepten VALUES ('wafels')");
    refused(story, "fault.store.foreign");
    store_put(story, whole.data, whole.size);
    score_same(before, story_score(story));
    buffer_clear(&whole);
}

static void a_store_that_was_cut_off_is_refused_untouched(void **state)
{
    struct story *story = *state;
    struct buffer whole;
    cJSON *before;
    store_take(story, &before, &whole);
    size_t sizes[] = {whole.size / 2, whole.size - 1, 4096, 99, 0};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        store_put(story, whole.data, sizes[i]);
        refused(story, "fault.store.short");
    }
    store_put(story, whole.data, whole.size);
    score_same(before, story_score(story));
    buffer_clear(&whole);
}

static void a_lost_store_is_not_begun_anew_and_its_backup_opens(void **state)
{
    struct story *story = *state;
    struct buffer whole, copy;
    cJSON *first = story_score(story), *before;
    story->at = "2026-06-13T09:00"; /* the first start of a day makes a backup */
    cJSON_Delete(first);
    first = story_score(story);
    store_take(story, &before, &whole);
    remove(part(story, "store.db"));
    journals_remove(story);
    tell(story, 5, "score");
    story_said(story, "fault.store.short");
    file_take(part(story, "store.db.backup-1"), &copy);
    store_put(story, copy.data, copy.size);
    score_same(first, story_score(story));
    store_put(story, whole.data, whole.size);
    score_same(before, story_score(story));
    buffer_clear(&copy);
    buffer_clear(&whole);
}

static void a_gnawed_store_is_survived(void **state)
{
    struct story *story = *state;
    struct buffer whole;
    cJSON *before;
    int told = 0;
    store_take(story, &before, &whole);
    char *bytes = malloc(whole.size);
    story->may_warn = true;
    for (int i = 0; i < GNAWED; i++) {
        memcpy(bytes, whole.data, whole.size);
        for (int bite = 0; bite < 1 + i % 6; bite++) {
            size_t size = 1 + (size_t)kit_random_below(600);
            size_t at = (size_t)kit_random_below(whole.size - size);
            memset(bytes + at, (int)kit_random_below(256), size);
        }
        store_put(story, bytes, whole.size);
        tell(story, ANY_CODE, "check");
        told += story->code != 0;
        tell(story, ANY_CODE, "score", "--json");
        tell(story, ANY_CODE, "add", "cafe", "4.34,50.857", "Hoek");
        tell(story, ANY_CODE, "undo");
    }
    assert_true(told > GNAWED / 2);
    story->may_warn = false;
    store_put(story, whole.data, whole.size);
    score_same(before, story_score(story));
    free(bytes);
    buffer_clear(&whole);
}

static void check_finds_what_was_changed_behind_its_back(void **state)
{
    static const struct {
        const char *sql;
        int code;
        const char *key;
    } harm[] = {
        {"UPDATE document SET body = '{\"type\":\"pl' WHERE id LIKE 'place:%'", 1,
         "fault.store.findings"},
        {"UPDATE document SET body = json_set(body, '$.name', 'Gestolen')", 1,
         "fault.store.findings"},
        {"DELETE FROM document WHERE id LIKE 'judge:%'", 1, "fault.store.findings"},
        {"DELETE FROM part", 1, "fault.store.findings"},
        {"UPDATE edit SET body = 'x' WHERE seq = (SELECT max(seq) FROM edit)", 5,
         "fault.store.damaged"},
    };
    struct story *story = *state;
    struct buffer whole;
    cJSON *before;
    store_take(story, &before, &whole);
    story->may_warn = true;
    for (size_t i = 0; i < sizeof harm / sizeof *harm; i++) {
        store_put(story, whole.data, whole.size);
        store_run(story, harm[i].sql);
        tell(story, ANY_CODE, "score", "--json");
        tell(story, harm[i].code, "check");
        story_said(story, harm[i].key);
        assert_true(*buffer_text(&story->out) || harm[i].code != 1);
    }
    story->may_warn = false;
    store_put(story, whole.data, whole.size);
    score_same(before, story_score(story));
    buffer_clear(&whole);
}

static void broken_small_files_are_told_or_set_aside(void **state)
{
    static const char *const texts[] = {"", "{", "[[[[[[[[", "<html>", "\xff\xfe", "null"};
    struct story *story = *state;
    char folder[KIT_PATH];
    struct buffer project;
    cJSON *before = story_score(story);
    file_take(part(story, "project.json"), &project);
    snprintf(folder, sizeof folder, "%s", story_path(story, "data/projects/demo"));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        kit_file(folder, "project.json", texts[i], strlen(texts[i]));
        tell(story, ANY_CODE, "score");
        assert_int_not_equal(story->code, 0);
    }
    kit_file(folder, "project.json", project.data, project.size);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        kit_file(story->data, "settings.json", texts[i], strlen(texts[i]));
        tell(story, 0, "wijken");
    }
    buffer_clear(&project);
    score_same(before, story_score(story));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_store_of_another_time_is_refused_untouched),
        STORY(an_older_version_that_is_none_is_refused),
        STORY(what_is_no_store_is_refused_untouched),
        STORY(a_store_that_was_cut_off_is_refused_untouched),
        STORY(a_lost_store_is_not_begun_anew_and_its_backup_opens),
        STORY(a_gnawed_store_is_survived),
        STORY(check_finds_what_was_changed_behind_its_back),
        STORY(broken_small_files_are_told_or_set_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
