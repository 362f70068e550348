/* SPDX-License-Identifier: EUPL-1.2 */
/* Every command explains itself in every language. */
#include "story/story.h"

static const char *const tags[] = {"nl", "fr", "en"};
static const char *const names[] = {
    "round",     "compare", "growth", "context",
    "import",
    "wijken",    "places",  "show",  "confirm",   "add",       "set",     "offer",   "remove",
    "count-in",  "undo",    "redo",  "look",      "judge",     "score",   "todo",    "week",
    "reach",     "spot",    "print", "draw",      "shot",      "hours",   "export",  "batch",
    "check",     "pair",    "sync",  "outbox",    "conflicts", "resolve", "pack",    "project",
    "source",    "refresh", "help",  "partner",   "review",    "find",    "changes", "need",
    "threshold", "survey",  "count", "framework", "practice",
    "action",    "plan",    "vote",
    "organisation", "meeting",   "told",    "refer",
};
enum { NAMES = sizeof names / sizeof *names };

static void every_command_has_help_with_an_example(void **state)
{
    struct story *story = *state;
    for (int i = 0; i < 3; i++) {
        story_speak(story, tags[i]);
        for (int k = 0; k < NAMES; k++) {
            char line[64], example[64];
            tell(story, 0, names[k], "--help");
            snprintf(line, sizeof line, "wijkpeil %s", names[k]);
            snprintf(example, sizeof example, "\n  wijkpeil %s", names[k]);
            assert_memory_equal(buffer_text(&story->out), line, strlen(line));
            assert_non_null(strstr(buffer_text(&story->out), example));
            assert_non_null(
                strstr(buffer_text(&story->out), language_word(story->language, "command.codes")));
            char *said = strdup(buffer_text(&story->out));
            tell(story, 0, "help", names[k]);
            assert_string_equal(buffer_text(&story->out), said);
            free(said);
        }
    }
}

static void help_names_every_command(void **state)
{
    struct story *story = *state;
    for (int i = 0; i < 3; i++) {
        story_speak(story, tags[i]);
        tell(story, 0, "--help");
        for (int k = 0; k < NAMES; k++) {
            char line[64];
            snprintf(line, sizeof line, "\n  %s ", names[k]);
            if (!strstr(buffer_text(&story->out), line)) {
                fail_msg("help in %s leaves out %s", tags[i], names[k]);
            }
        }
        int lines = 0;
        for (const char *at = buffer_text(&story->out); (at = strstr(at, "\n  ")); at++) {
            lines++;
        }
        assert_int_equal(lines, NAMES); /* so that this list knows them all */
    }
}

/* Asking for help touches nothing. */
static void help_makes_no_folder(void **state)
{
    struct story *story = *state;
    tell(story, 0, "score", "--help");
    tell(story, 0, "--version");
    assert_memory_equal(buffer_text(&story->out), "Wijkpeil ", 9);
    assert_null(fopen(story->data, "r"));
}

static void help_for_what_is_not_there_is_told(void **state)
{
    struct story *story = *state;
    tell(story, 2, "help", "dansen");
    story_said(story, "fault.command.unknown");
    tell(story, 2, "help", "score", "nog");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(every_command_has_help_with_an_example),
        STORY(help_names_every_command),
        STORY(help_makes_no_folder),
        STORY(help_for_what_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
