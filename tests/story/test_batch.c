/* SPDX-License-Identifier: EUPL-1.2 */
/* Deeds from a file and from a pipe, each answered once it is on disk. */
#include "base/json.h"
#include "story/story.h"

static const char deeds[] = "# een namiddag op stap\n"
                            "\n"
                            "bib: add library 4.3401,50.8571 \"Nieuwe bib\" phone=\"02 1\"\n"
                            "offer $bib wifi price=free\n"
                            "confirm $bib\n"
                            "look lesson yes\n"
                            "judge O2 partly \"Twee prikkels gezien\"\n"
                            "undo\n";

static void expect_saved(const char *answers, const char *saved)
{
    static const int lines[] = {3, 4, 5, 6, 7, 8};
    const char *at = answers;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char begin[32];
        snprintf(begin, sizeof begin, "%s %d ", saved, lines[i]);
        if (strncmp(at, begin, strlen(begin))) {
            fail_msg("line %d was not answered: %s", lines[i], answers);
        }
        at = strchr(at, '\n') + 1;
    }
    assert_int_equal(*at, 0);
}

static void expect_done(struct story *story)
{
    cJSON *hits = ask(story, "places", "--search", "Nieuwe bib");
    assert_int_equal(cJSON_GetArraySize(hits), 1);
    assert_string_equal(text_of(cJSON_GetArrayItem(hits, 0), "state"), "confirmed");
    assert_int_equal(
        cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(hits, 0), "offers")),
        1);
    cJSON_Delete(hits);
    cJSON *score = story_score(story);
    assert_string_equal(text_of(criterion(score, "O2"), "verdict"), "unknown");
    cJSON_Delete(score);
}

static void a_file_of_deeds_is_done_line_by_line(void **state)
{
    struct story *story = *state;
    tell(story, 0, "batch", kit_file(story->folder, "deeds.txt", deeds, strlen(deeds)));
    expect_saved(buffer_text(&story->out), "bewaard");
    expect_done(story);
}

static void pipe_deeds(struct story *story, const char *before, const char *after,
                       const char *saved)
{
    char command[4 * KIT_PATH];
    struct buffer out, err;
    snprintf(command, sizeof command, "'%s' --data '%s' --at %s %s batch %s < '%s'",
             WIJKPEIL_PROGRAM, story->data, story->at, before, after,
             kit_file(story->folder, "deeds.txt", deeds, strlen(deeds)));
    assert_int_equal(kit_run((const char *const[]){"sh", "-c", command, NULL}, &out, &err), 0);
    expect_saved(buffer_text(&out), saved);
    buffer_clear(&out);
    buffer_clear(&err);
}

static void deeds_come_from_a_pipe_as_well(void **state)
{
    struct story *story = *state;
    pipe_deeds(story, "", "", "bewaard");
    expect_done(story);
}

static void a_dash_is_the_pipe_and_the_answer_is_in_the_language_asked_for(void **state)
{
    struct story *story = *state;
    pipe_deeds(story, "--lang fr", "-", "enregistré");
    expect_done(story);
}

static void a_batch_stops_at_its_first_fault_and_keeps_what_was_saved(void **state)
{
    static const struct {
        const char *line;
        size_t size;
        int code;
        const char *key;
    } wrong[] = {
        {"dance\n", 6, 2, "fault.script.verb"},
        {"look wifi yes now\n", 18, 2, "fault.script.extra"},
        {"confirm place:nobody\n", 21, 4, "fault.place.unknown"},
        {"set \"\n", 6, 2, "fault.script.quote"},
        {"look \0wifi yes\n", 15, 3, "fault.batch.binary"},
        {"look \xff\xfe yes\n", 12, 3, "fault.script.utf8"},
    };
    struct story *story = *state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[256];
        int size = snprintf(text, sizeof text, "add cafe 4.34,50.857 \"Hoek %zu\"\n", i);
        memcpy(text + size, wrong[i].line, wrong[i].size);
        size += (int)wrong[i].size;
        size +=
            snprintf(text + size, sizeof text - (size_t)size, "add cafe 4.34,50.857 Later%zu\n", i);
        tell(story, wrong[i].code, "batch",
             kit_file(story->folder, "deeds.txt", text, (size_t)size));
        story_said(story, wrong[i].key);
        assert_non_null(strstr(buffer_text(&story->err), "deeds.txt:2"));
        assert_memory_equal(buffer_text(&story->out), "bewaard 1 place:", 16);
        snprintf(text, sizeof text, "Hoek %zu", i);
        cJSON *kept = ask(story, "places", "--search", text);
        /* others that differ by a typing error come behind it */
        assert_string_equal(json_text(cJSON_GetArrayItem(kept, 0), "name", ""), text);
        cJSON_Delete(kept);
    }
    cJSON *later = ask(story, "places", "--search", "Later");
    assert_int_equal(cJSON_GetArraySize(later), 0);
    cJSON_Delete(later);
    tell(story, 0, "check");
}

static void a_line_has_a_ceiling(void **state)
{
    struct story *story = *state;
    enum { LONG = 2 * 1024 * 1024 };
    char *text = malloc(LONG);
    memset(text, 'a', LONG);
    tell(story, 3, "batch", kit_file(story->folder, "deeds.txt", text, LONG));
    story_said(story, "fault.script.long");
    free(text);
}

static void what_is_no_file_is_told(void **state)
{
    struct story *story = *state;
    tell(story, 4, "batch", story_path(story, "nergens.txt"));
    story_said(story, "fault.file.missing");
    tell(story, 3, "batch", story->folder);
    story_said(story, "fault.file.read");
    tell(story, 0, "batch", "/dev/null");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_file_of_deeds_is_done_line_by_line),
        STORY(deeds_come_from_a_pipe_as_well),
        STORY(a_dash_is_the_pipe_and_the_answer_is_in_the_language_asked_for),
        STORY(a_batch_stops_at_its_first_fault_and_keeps_what_was_saved),
        STORY(a_line_has_a_ceiling),
        STORY(what_is_no_file_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
