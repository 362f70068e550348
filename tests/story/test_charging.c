/* SPDX-License-Identifier: EUPL-1.2 */
/* A free charging point is put on the map: T3 turns, and turns back. */
#include "story/story.h"

#define SPOT "4.3398,50.8566"

static void expect_t3(struct story *story, const char *verdict, int counting)
{
    cJSON *score = story_score(story);
    const cJSON *t3 = criterion(score, "T3");
    assert_string_equal(text_of(t3, "verdict"), verdict);
    assert_string_equal(text_of(t3, "origin"), "computed");
    assert_int_equal(cJSON_GetObjectItemCaseSensitive(t3, "counting")->valueint, counting);
    assert_true(strlen(text_of(t3, "reason")) > 5);
    cJSON_Delete(score);
}

static void point_add(struct story *story, char id[64])
{
    cJSON *answer = ask(story, "add", "charging_point", SPOT, "Stopcontact bib");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(answer, "saved")));
    snprintf(id, 64, "%s", text_of(answer, "id"));
    cJSON_Delete(answer);
}

static void a_charging_point_turns_t3_and_undo_turns_it_back(void **state)
{
    struct story *story = *state;
    char id[64];
    cJSON *before = story_score(story);
    expect_t3(story, "not", 0);
    point_add(story, id);
    expect_t3(story, "met", 1);
    tell(story, 0, "undo");
    expect_t3(story, "not", 0);
    score_same(before, story_score(story));
    tell(story, 0, "redo");
    expect_t3(story, "met", 1);
    tell(story, 0, "remove", id);
    expect_t3(story, "not", 0);
    tell(story, 0, "undo");
    expect_t3(story, "met", 1);
}

static void the_new_place_is_the_evidence(void **state)
{
    struct story *story = *state;
    char id[64];
    point_add(story, id);
    cJSON *score = story_score(story);
    const cJSON *evidence =
        cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(criterion(score, "T3"), "evidence"), 0);
    assert_string_equal(text_of(evidence, "place"), id);
    assert_true(cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(evidence, "counts")));
    cJSON_Delete(score);
    cJSON *place = ask(story, "show", id);
    assert_string_equal(text_of(place, "name"), "Stopcontact bib");
    assert_string_equal(text_of(place, "kind"), "charging_point");
    cJSON_Delete(place);
}

/* In a project of one's own nobody has looked yet: unknown is not the same as none. */
static void before_anybody_looked_t3_is_not_known(void **state)
{
    struct story *story = *state;
    char id[64];
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    expect_t3(story, "unknown", 0);
    tell(story, 0, "look", "--wijk", MOLENBEEK, "--service", "charge");
    expect_t3(story, "not", 0);
    tell(story, 0, "look", "--wijk", MOLENBEEK, "--service", "charge", "--off");
    expect_t3(story, "unknown", 0);
    point_add(story, id);
    expect_t3(story, "met", 1);
}

static void a_wrong_field_leaves_no_place_behind(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    tell(story, 3, "add", "charging_point", SPOT, "Halve paal", "hours=altijd eens");
    cJSON *hits = ask(story, "places", "--search", "Halve paal");
    assert_int_equal(cJSON_GetArraySize(hits), 0);
    cJSON_Delete(hits);
    score_same(before, story_score(story));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_charging_point_turns_t3_and_undo_turns_it_back),
        STORY(the_new_place_is_the_evidence),
        STORY(before_anybody_looked_t3_is_not_known),
        STORY(a_wrong_field_leaves_no_place_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
