/* SPDX-License-Identifier: EUPL-1.2 */
/* A person overrules what was computed, with a reason. */
#include "story/story.h"

static const char *const tags[] = {"nl", "fr", "en"};

static void judge(struct story *story, int code, const char *verdict, const char *reason)
{
    tell(story, code, "judge", "--wijk", MOLENBEEK, "--criterion", "T1", "--verdict", verdict,
         "--reason", reason);
}

static void a_judgement_stands_beside_what_was_computed(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    assert_string_equal(text_of(criterion(before, "T1"), "verdict"), "met");
    judge(story, 0, "partly", "De wifi in de bib valt elke namiddag uit.");
    cJSON *after = story_score(story);
    const cJSON *t1 = criterion(after, "T1");
    assert_string_equal(text_of(t1, "verdict"), "partly");
    assert_string_equal(text_of(t1, "computed"), "met");
    assert_string_equal(text_of(t1, "origin"), "judged");
    assert_string_equal(text_of(t1, "judgement"), "De wifi in de bib valt elke namiddag uit.");
    assert_string_equal(text_of(t1, "reason"), text_of(criterion(before, "T1"), "reason"));
    cJSON_Delete(after);

    judge(story, 0, "none", "");
    score_same(before, story_score(story));
}

static void without_a_reason_it_is_refused_in_every_language(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    char *said[3];
    for (int i = 0; i < 3; i++) {
        story_speak(story, tags[i]);
        tell(story, 3, "judge", "--wijk", MOLENBEEK, "--criterion", "T1", "--verdict", "not");
        story_said(story, "fault.judge.reason");
        judge(story, 3, "not", "  \t ");
        story_said(story, "fault.judge.reason");
        said[i] = strdup(buffer_text(&story->err));
    }
    assert_string_not_equal(said[0], said[1]);
    assert_string_not_equal(said[1], said[2]);
    for (int i = 0; i < 3; i++) {
        free(said[i]);
    }
    story_speak(story, "nl");
    score_same(before, story_score(story));
}

static void a_reason_has_a_ceiling(void **state)
{
    struct story *story = *state;
    char reason[2000];
    memset(reason, 'a', sizeof reason - 1);
    reason[sizeof reason - 1] = 0;
    judge(story, 3, "not", reason);
    story_said(story, "fault.judge.long");
}

static void words_that_are_off_are_told(void **state)
{
    struct story *story = *state;
    tell(story, 4, "judge", "--wijk", MOLENBEEK, "--criterion", "Z9", "--verdict", "not",
         "--reason", "x");
    story_said(story, "fault.criterion.unknown");
    tell(story, 2, "judge", "--wijk", MOLENBEEK, "--criterion", "T1", "--verdict", "goed",
         "--reason", "x");
    story_said(story, "fault.verdict.unknown");
    tell(story, 2, "judge", "--wijk", MOLENBEEK, "--criterion", "T1");
    story_said(story, "fault.option.missing");
}

static void a_judgement_is_undone_over_a_restart(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    judge(story, 0, "not", "Nagevraagd \"ter plaatse\": C:\\wifi werkt niet.");
    cJSON *after = story_score(story);
    assert_string_equal(text_of(criterion(after, "T1"), "judgement"),
                        "Nagevraagd \"ter plaatse\": C:\\wifi werkt niet.");
    cJSON_Delete(after);
    tell(story, 0, "undo");
    score_same(before, story_score(story));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_judgement_stands_beside_what_was_computed),
        STORY(without_a_reason_it_is_refused_in_every_language),
        STORY(a_reason_has_a_ceiling),
        STORY(words_that_are_off_are_told),
        STORY(a_judgement_is_undone_over_a_restart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
