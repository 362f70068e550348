/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening hours at the command line: judged, said, asked about a moment and about days. No project
 * is needed. */
#include "story/story.h"

#define LIBRARY "Tu-Fr 10:00-18:00; Sa 09:00-11:00 open \"digipunt\"; PH off"

static void says(const struct story *story, const char *text)
{
    if (!strstr(buffer_text(&story->out), text)) {
        fail_msg("this is not said: %s\nbut: %s", text, buffer_text(&story->out));
    }
}

static void complains(const struct story *story, const char *text)
{
    if (!strstr(buffer_text(&story->err), text)) {
        fail_msg("this is not on stderr: %s\nbut: %s", text, buffer_text(&story->err));
    }
}

static void a_schedule_is_told_in_words(void **state)
{
    struct story *story = *state;
    tell(story, 0, "hours", LIBRARY);
    says(story, "Open tot 18:00");
    says(story, "12 juni 2026 om 18:00: dan gesloten.");
    says(story, "gewone week, die van 8 juni 2026: 2040 minuten open (34:00 uur)");
    says(story, "schoolvakantie, die van 6 juli 2026: 2040 minuten");
    says(story, "geschreven zoals OpenStreetMap het vraagt");
    story_speak(story, "fr");
    tell(story, 0, "hours", LIBRARY);
    says(story, "celle du 8 juin 2026 : 2040 minutes");
    story_speak(story, "en");
    tell(story, 0, "hours", LIBRARY);
    says(story, "that of 8 June 2026: open 2040 minutes");
}

static void school_holidays_are_those_of_the_region(void **state)
{
    struct story *story = *state;
    tell(story, 0, "hours", "Mo-Fr 09:00-17:00; SH off", "--at", "2026-04-08T10:00", "--region",
         "vl");
    assert_memory_equal(buffer_text(&story->out), "closed\n", 7);
    tell(story, 0, "hours", "Mo-Fr 09:00-17:00; SH off", "--at", "2026-04-08T10:00", "--region",
         "fr");
    assert_memory_equal(buffer_text(&story->out), "open\n", 5);
}

static void a_faulty_form_is_read_with_a_warning(void **state)
{
    struct story *story = *state;
    tell(story, 0, "hours", "Mo-Fr 9h-17h");
    says(story, "Mo-Fr 09:00-17:00");
    says(story, "teken 7: ");
    story->may_warn = true;
    tell(story, 0, "hours", "Mo-Fr 9h-17h", "--from", "2026-06-12", "--days", "1");
    assert_string_equal(buffer_text(&story->out), "2026-06-12T09:00/2026-06-12T17:00\n");
}

static void a_moment_is_asked_about(void **state)
{
    struct story *story = *state;
    tell(story, 0, "hours", LIBRARY, "--at", "2026-06-13T10:59");
    assert_string_equal(buffer_text(&story->out), "open\n\"digipunt\"\n2026-06-13T11:00 closed\n");
    tell(story, 0, "hours", LIBRARY, "--at", "2026-06-13T11:00");
    assert_string_equal(buffer_text(&story->out), "closed\n2026-06-16T10:00 open\n");
    tell(story, 0, "hours", "24/7", "--at", "2026-06-13T11:00");
    assert_string_equal(buffer_text(&story->out), "open\n-\n");
    tell(story, 0, "hours", "unknown \"bel eerst\"", "--at", "2026-06-13T11:00");
    assert_string_equal(buffer_text(&story->out), "unknown\n\"bel eerst\"\n-\n");
}

static void days_are_answered_as_intervals(void **state)
{
    struct story *story = *state;
    tell(story, 0, "hours", "Fr,Sa 20:00-02:00", "--from", "2026-06-12", "--days", "3");
    assert_string_equal(buffer_text(&story->out), "2026-06-12T20:00/2026-06-13T02:00 "
                                                  "2026-06-13T20:00/2026-06-14T02:00\n");
    tell(story, 0, "hours", "24/7", "--from", "2026-06-08", "--days", "7");
    assert_string_equal(buffer_text(&story->out), "2026-06-08T00:00/2026-06-15T00:00\n");
    tell(story, 0, "hours", "Mo-Fr 10:00-12:00 unknown", "--from", "2026-06-12", "--days", "1");
    assert_string_equal(buffer_text(&story->out), "2026-06-12T10:00/2026-06-12T12:00?\n");
    tell(story, 0, "hours", "Su 10:00-12:00", "--from", "2026-06-12", "--days", "1");
    assert_string_equal(buffer_text(&story->out), "-\n");
    tell(story, 0, "hours", "Mo-Su 00:00-24:00", "--from", "2024-01-01", "--days", "3660");
    assert_string_equal(buffer_text(&story->out), "2024-01-01T00:00/2034-01-08T00:00\n");
}

static void a_program_gets_everything_at_once(void **state)
{
    struct story *story = *state;
    cJSON *json = ask(story, "hours", "Mo-Fr 9-17", "--from", "2026-06-12", "--days", "2");
    assert_string_equal(text_of(json, "text"), "Mo-Fr 9-17");
    assert_string_equal(text_of(json, "canonical"), "Mo-Fr 09:00-17:00");
    assert_true(cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(json, "is_canonical")));
    assert_string_equal(text_of(json, "state"), "open");
    assert_string_equal(text_of(cJSON_GetObjectItemCaseSensitive(json, "next_change"), "at"),
                        "2026-06-12T17:00");
    assert_true(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(json, "warnings")) > 0);
    const cJSON *week = cJSON_GetObjectItemCaseSensitive(json, "normal_week");
    assert_int_equal(cJSON_GetObjectItemCaseSensitive(week, "minutes")->valueint, 5 * 8 * 60);
    const cJSON *intervals = cJSON_GetObjectItemCaseSensitive(json, "intervals");
    assert_int_equal(cJSON_GetArraySize(intervals), 1);
    assert_string_equal(text_of(cJSON_GetArrayItem(intervals, 0), "from"), "2026-06-12T09:00");
    cJSON_Delete(json);
}

static void what_cannot_be_read_is_pointed_at(void **state)
{
    struct story *story = *state;
    tell(story, 3, "hours", "Mo-Fr 09:00-12:00; Zz 10:00-11:00");
    complains(story, "plaats 20");
    complains(story, "\n  Mo-Fr 09:00-12:00; Zz 10:00-11:00\n  "
                     "                   ^\n");
    tell(story, 3, "hours", "\"café\" é ]");
    tell(story, 3, "hours", "");
    char *much = calloc(1, 20001);
    memset(much, ';', 20000);
    tell(story, 3, "hours", much);
    free(much);
    tell(story, 3, "hours", "--json", "Mo-Fr ]");
}

static void words_that_are_off_are_told(void **state)
{
    struct story *story = *state;
    static const char *const days[] = {"0", "-1", "3661", "1.5", "veel", "nan", "1e400", ""};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        tell(story, 2, "hours", LIBRARY, "--from", "2026-06-08", "--days", days[i]);
        story_said(story, "fault.hours.days");
    }
    static const char *const dates[] = {"2026-02-30", "12 juni", "9999-12-31", "",
                                        "2026-06-08T10:00"};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        tell(story, 2, "hours", LIBRARY, "--from", dates[i]);
        story_said(story, "fault.date.unknown");
    }
    tell(story, 2, "hours", LIBRARY, "--at", "nu");
    tell(story, 2, "hours", LIBRARY, "--region", "de");
    tell(story, 2, "hours", LIBRARY, "--lat", "91");
    tell(story, 2, "hours", LIBRARY, "--lon", "oost");
    tell(story, 2, "hours", LIBRARY, "Mo-Fr");
    tell(story, 2, "hours");
}

/* ---- lines from stdin ---- */

static int pipe_of(const struct story *story, const char *file, const char *options,
                   struct buffer *out, struct buffer *err)
{
    char command[4 * KIT_PATH];
    snprintf(command, sizeof command, "'%s' --data '%s' --lang nl hours - %s < '%s'",
             WIJKPEIL_PROGRAM, story->data, options, file);
    return kit_run((const char *const[]){"sh", "-c", command, NULL}, out, err);
}

static void lines_of_stdin_are_answered_beside_their_faults(void **state)
{
    static const char lines[] = "Mo-Fr 09:00-12:00\nZz\n\nMo-Fr \xff\n24/7";
    struct story *story = *state;
    struct buffer out, err;
    const char *file = kit_file(story->folder, "values", lines, strlen(lines));
    assert_int_equal(pipe_of(story, file, "--from 2026-06-12 --days 1", &out, &err), 3);
    assert_string_equal(buffer_text(&out),
                        "2026-06-12T09:00/2026-06-12T12:00\nerror\nerror\nerror\n"
                        "2026-06-12T00:00/2026-06-13T00:00\n");
    assert_non_null(strstr(buffer_text(&err), "stdin:2:1"));
    assert_non_null(strstr(buffer_text(&err), "stdin:4"));
    buffer_clear(&out);
    buffer_clear(&err);
}

/* Touching intervals of one state are joined; the reference cuts them where its comment changes. */
static void touching_join(char *text)
{
    for (char *gap = strchr(text, ' '); gap; gap = strchr(gap, ' ')) {
        char *end = gap - 16, *start = gap + 1;
        if (gap[-1] != '?' && !strncmp(end, start, 16) && !strchr(start, '?')) {
            memmove(end, start + 17, strlen(start + 17) + 1);
            gap = end;
        } else {
            gap++;
        }
    }
}

static void week_compare(const struct story *story, const char *table, int column, const char *from)
{
    char values[KIT_PATH], options[64];
    struct buffer file, list, out, err;
    char *rest = NULL, *answers = NULL;
    int same = 0;
    buffer_init(&list, 4 << 20);
    file_take(table, &file);
    char *copy = strdup(file.data);
    strtok_r(copy, "\n", &rest);
    for (char *line; (line = strtok_r(NULL, "\n", &rest));) {
        strsep(&line, "\t");
        buffer_addf(&list, "%s\n", strsep(&line, "\t"));
    }
    snprintf(values, sizeof values, "%s", kit_file(story->folder, "values", list.data, list.size));
    snprintf(options, sizeof options, "--from %s --days 7", from);
    assert_int_equal(pipe_of(story, values, options, &out, &err), 3);
    rest = NULL;
    strtok_r(file.data, "\n", &rest);
    answers = out.data;
    for (char *line; (line = strtok_r(NULL, "\n", &rest));) {
        char *answer = strsep(&answers, "\n"), *columns[5], *at = line;
        for (int i = 0; i < 5; i++) {
            columns[i] = at ? strsep(&at, "\t") : (char *)"";
        }
        assert_non_null(answer);
        if (!strcmp(columns[2], "error")) {
            assert_string_equal(answer, "error");
        } else if (strcmp(columns[2], "no-SH-data")) {
            touching_join(columns[column]);
            assert_string_equal(answer, columns[column]);
            same++;
        }
    }
    assert_int_equal(same, 2305);
    free(copy);
    buffer_clear(&file);
    buffer_clear(&list);
    buffer_clear(&out);
    buffer_clear(&err);
}

static void two_thousand_real_texts_are_answered_letter_for_letter(void **state)
{
    char table[KIT_PATH];
    snprintf(table, sizeof table, "%s", kit_data("hours/opening_hours_2026.tsv"));
    week_compare(*state, table, 3, "2026-06-08");
    week_compare(*state, table, 4, "2026-07-20");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_schedule_is_told_in_words),
        STORY(school_holidays_are_those_of_the_region),
        STORY(a_faulty_form_is_read_with_a_warning),
        STORY(a_moment_is_asked_about),
        STORY(days_are_answered_as_intervals),
        STORY(a_program_gets_everything_at_once),
        STORY(what_cannot_be_read_is_pointed_at),
        STORY(words_that_are_off_are_told),
        STORY(lines_of_stdin_are_answered_beside_their_faults),
        STORY(two_thousand_real_texts_are_answered_letter_for_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
