/* SPDX-License-Identifier: EUPL-1.2 */
/* A coordinator finds a library of the wijk and says that it is right. */
#include "story/story.h"

#define LIBRARY "osm:h13560d96ee03ffc6" /* Franstalige bibliotheek nr. 1, a candidate */

static void expect_state(struct story *story, const char *id, const char *state)
{
    cJSON *place = ask(story, "show", id);
    assert_string_equal(text_of(place, "state"), state);
    cJSON_Delete(place);
}

static bool hits_have(const cJSON *hits, const char *id)
{
    const cJSON *hit;
    cJSON_ArrayForEach(hit, hits)
    {
        if (!strcmp(text_of(hit, "id"), id)) {
            return true;
        }
    }
    return false;
}

static void a_library_is_found_by_any_of_its_words(void **state)
{
    static const char *const words[] = {"bibliotheek", "BIBLIOTHÈQUE franc", "bibliotheque",
                                        "franstalige bib", "library"};
    struct story *story = *state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cJSON *hits = ask(story, "places", "--search", words[i]);
        if (!hits_have(hits, LIBRARY)) {
            fail_msg("“%s” does not find the library", words[i]);
        }
        cJSON_Delete(hits);
    }
    cJSON *none = ask(story, "places", "--search", "xyzzy");
    assert_int_equal(cJSON_GetArraySize(none), 0);
    cJSON_Delete(none);
}

static void confirming_makes_a_candidate_a_place_checked_today(void **state)
{
    struct story *story = *state;
    expect_state(story, LIBRARY, "candidate");
    tell(story, 0, "confirm", LIBRARY);
    cJSON *place = ask(story, "show", LIBRARY);
    const cJSON *document = cJSON_GetObjectItemCaseSensitive(place, "document");
    assert_string_equal(text_of(place, "state"), "confirmed");
    assert_memory_equal(text_of(place, "id"), "place:", 6);
    assert_string_equal(text_of(document, "checked"), "2026-06-12");
    cJSON_Delete(place);

    cJSON *confirmed = ask(story, "places", "--state", "confirmed");
    assert_true(cJSON_GetArraySize(confirmed) > 5);
    cJSON_Delete(confirmed);
}

/* Every command is a new start of the program. */
static void undo_and_redo_survive_a_restart(void **state)
{
    struct story *story = *state;
    tell(story, 0, "confirm", LIBRARY);
    tell(story, 0, "set", LIBRARY, "phone=02 123 45 67");
    tell(story, 0, "undo");
    expect_state(story, LIBRARY, "confirmed");
    tell(story, 0, "undo");
    expect_state(story, LIBRARY, "candidate");
    tell(story, 0, "redo");
    expect_state(story, LIBRARY, "confirmed");
    tell(story, 0, "redo");
    cJSON *place = ask(story, "show", LIBRARY);
    assert_string_equal(text_of(cJSON_GetObjectItemCaseSensitive(place, "document"), "phone"),
                        "02 123 45 67");
    cJSON_Delete(place);
    tell(story, 4, "redo");
    story_said(story, "fault.redo.none");
}

static void a_new_deed_ends_what_could_be_redone(void **state)
{
    struct story *story = *state;
    tell(story, 0, "confirm", LIBRARY);
    tell(story, 0, "undo");
    tell(story, 0, "look", "--wijk", MOLENBEEK, "--service", "lesson");
    tell(story, 4, "redo");
    expect_state(story, LIBRARY, "candidate");
}

static void all_can_be_undone_to_the_first_deed(void **state)
{
    struct story *story = *state;
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    tell(story, 4, "undo");
    story_said(story, "fault.undo.none");
    tell(story, 0, "confirm", LIBRARY);
    tell(story, 0, "undo");
    tell(story, 4, "undo");
}

/* It may be shown beside the evidence, with the reason why it does not count. */
static void a_candidate_never_counts(void **state)
{
    struct story *story = *state;
    cJSON *score = story_score(story);
    cJSON *candidates = ask(story, "places", "--state", "candidate", "--all");
    const cJSON *item, *evidence;
    assert_true(cJSON_GetArraySize(candidates) > 50);
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(score, "criteria"))
    {
        cJSON_ArrayForEach(evidence, cJSON_GetObjectItemCaseSensitive(item, "evidence"))
        {
            if (hits_have(candidates, text_of(evidence, "place"))) {
                assert_true(cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(evidence, "counts")));
                assert_true(strlen(text_of(evidence, "why")) > 3);
            }
        }
    }
    cJSON_Delete(candidates);
    cJSON_Delete(score);
}

static void a_confirmed_wifi_counts_at_once(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    double counting =
        cJSON_GetObjectItemCaseSensitive(criterion(before, "T1"), "counting")->valuedouble;
    cJSON_Delete(before);
    tell(story, 0, "confirm", LIBRARY);
    tell(story, 0, "offer", LIBRARY, "wifi", "price=free");
    cJSON *after = story_score(story);
    assert_true(cJSON_GetObjectItemCaseSensitive(criterion(after, "T1"), "counting")->valuedouble ==
                counting + 1);
    cJSON_Delete(after);
    tell(story, 0, "undo");
    cJSON *back = story_score(story);
    assert_true(cJSON_GetObjectItemCaseSensitive(criterion(back, "T1"), "counting")->valuedouble ==
                counting);
    cJSON_Delete(back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_library_is_found_by_any_of_its_words),
        STORY(confirming_makes_a_candidate_a_place_checked_today),
        STORY(undo_and_redo_survive_a_restart),
        STORY(a_new_deed_ends_what_could_be_redone),
        STORY(all_can_be_undone_to_the_first_deed),
        STORY(a_candidate_never_counts),
        STORY(a_confirmed_wifi_counts_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
