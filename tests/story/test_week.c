/* SPDX-License-Identifier: EUPL-1.2 */
/* What the wijk offers through a week, on the command line: a coordinator looks for who could open
 * in the evening. */
#include "story/story.h"

#define LIBRARY "osm:h0a156e2a5766ce47"

static const cJSON *time_of(const cJSON *week, const char *word)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(week, "times"))
    {
        if (!strcmp(text_of(item, "time"), word)) {
            return item;
        }
    }
    fail_msg("no time %s", word);
    return NULL;
}

static bool covered(const cJSON *week, const char *word)
{
    return cJSON_IsTrue(cJSON_GetObjectItem(time_of(week, word), "covered"));
}

/* Places open in a half hour. */
static int cell(const cJSON *week, int day, int half_hour)
{
    const cJSON *days = cJSON_GetObjectItem(week, "days");
    const cJSON *cells = cJSON_GetObjectItem(cJSON_GetArrayItem(days, day), "cells");
    assert_int_equal(cJSON_GetArraySize(cells), 48);
    return cJSON_GetArrayItem(cells, half_hour)->valueint;
}

static bool t4_covers(const cJSON *score, const char *week, const char *service, const char *time)
{
    const cJSON *whole = cJSON_GetObjectItem(criterion(score, "T4"), week);
    assert_non_null(whole);
    return cJSON_IsTrue(cJSON_GetObjectItem(cJSON_GetObjectItem(whole, service), time));
}

static void the_week_says_who_almost_covers_the_evening_and_that_helps(void **state)
{
    struct story *story = *state;
    tell(story, 0, "week", "--wijk", MOLENBEEK, "--service", "computer");
    assert_non_null(strstr(buffer_text(&story->out), "een gewone week, die van 8 juni 2026"));
    assert_non_null(strstr(buffer_text(&story->out), "\ndi   10–18 uur (1 plek)\n"));
    assert_non_null(strstr(buffer_text(&story->out), "\nzo   niets\n"));
    assert_non_null(strstr(buffer_text(&story->out),
                           "Nog niet 's avonds\n  - De Boekenmolen zou op dinsdag 60 minuten"));

    cJSON *week = ask(story, "week", "--service", "computer");
    assert_string_equal(text_of(week, "monday"), "2026-06-08");
    assert_int_equal(cell(week, 1, 35), 1);
    assert_int_equal(cell(week, 1, 36), 0);
    assert_true(covered(week, "office") && covered(week, "weekend") && !covered(week, "evening"));
    const cJSON *near =
        cJSON_GetArrayItem(cJSON_GetObjectItem(time_of(week, "evening"), "near"), 0);
    assert_string_equal(text_of(near, "step"), "longer");
    assert_int_equal(cJSON_GetObjectItem(near, "minutes")->valueint, 60);
    cJSON_Delete(week);
    cJSON *score = story_score(story);
    assert_false(t4_covers(score, "coverage", "computer", "evening"));
    assert_string_equal(text_of(criterion(score, "T4"), "verdict"), "partly");
    cJSON_Delete(score);

    tell(story, 0, "set", LIBRARY, "hours=Tu-Fr 10:00-19:00; Sa 09:00-16:00");
    week = ask(story, "week", "--service", "wifi,computer");
    assert_true(covered(week, "office") && covered(week, "weekend") && covered(week, "evening"));
    cJSON_Delete(week);
    score = story_score(story);
    assert_true(t4_covers(score, "coverage", "computer", "evening"));
    assert_true(t4_covers(score, "coverage_school", "computer", "evening"));
    assert_string_equal(text_of(criterion(score, "T4"), "verdict"), "met");
    cJSON_Delete(score);
    tell(story, 0, "score", "--wijk", MOLENBEEK);
    assert_non_null(strstr(buffer_text(&story->out),
                           "Computer met internet: ● kantooruren  ● avond  ● weekend\n"));
}

static void any_week_can_be_asked(void **state)
{
    struct story *story = *state;
    cJSON *school =
        ask(story, "week", "--wijk", MOLENBEEK, "--service", "wifi", "--kind", "school");
    assert_string_equal(text_of(school, "kind"), "school");
    assert_string_equal(text_of(school, "monday"), "2026-07-06");
    cJSON_Delete(school);
    tell(story, 0, "set", LIBRARY, "closed_until=2026-07-31");
    cJSON *closed = ask(story, "week", "--service", "computer", "--kind", "2026-07-30");
    assert_string_equal(text_of(closed, "monday"), "2026-07-27");
    assert_int_equal(cell(closed, 3, 22), 0);
    assert_int_equal(cell(closed, 5, 22), 1); /* Saturday 1 August */
    cJSON_Delete(closed);
    tell(story, 0, "week", "--service", "lend");
    assert_non_null(strstr(buffer_text(&story->out), "\nma   niets\n"));
}

static void what_cannot_be_asked_is_said(void **state)
{
    struct story *story = *state;
    tell(story, 2, "week", "--wijk", MOLENBEEK);
    tell(story, 2, "week", "--wijk", MOLENBEEK, "--service", "wifi,koffie");
    story_said(story, "fault.service.unknown");
    tell(story, 2, "week", "--wijk", MOLENBEEK, "--service", "");
    story_said(story, "fault.service.unknown");
    tell(story, 2, "week", "--wijk", MOLENBEEK, "--service", "wifi,");
    tell(story, 2, "week", "--wijk", MOLENBEEK, "--service", "wifi", "--kind", "2026-02-31");
    story_said(story, "fault.week.unknown");
    tell(story, 2, "week", "--wijk", MOLENBEEK, "--service", "wifi", "--kind", "zomer");
    story_said(story, "fault.week.unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_week_says_who_almost_covers_the_evening_and_that_helps),
        STORY(any_week_can_be_asked),
        STORY(what_cannot_be_asked_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
