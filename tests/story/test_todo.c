/* SPDX-License-Identifier: EUPL-1.2 */
/* What to check again first, on the command line. */
#include "story/story.h"

static const cJSON *item_of(const cJSON *todo, const char *name, const char *kind)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(todo, "items"))
    {
        const cJSON *its = cJSON_GetObjectItem(item, "name");
        if (its && !strcmp(its->valuestring, name) && !strcmp(text_of(item, "kind"), kind)) {
            return item;
        }
    }
    fail_msg("no %s of %s", kind, name);
    return NULL;
}

/* The id of the library's offer of computers. */
static void computers_of(struct story *story, char out[64])
{
    cJSON *place = ask(story, "show", "osm:h0a156e2a5766ce47");
    const cJSON *offer;
    cJSON_ArrayForEach(offer, cJSON_GetObjectItem(place, "offers"))
    {
        if (!strcmp(text_of(offer, "service"), "computer")) {
            snprintf(out, 64, "%s", text_of(offer, "id"));
        }
    }
    cJSON_Delete(place);
}

static void what_ends_first_stands_first_and_says_what_is_lost(void **state)
{
    struct story *story = *state;
    char offer[64], field[128];
    computers_of(story, offer);
    snprintf(field, sizeof field, "offers/%s/until=2026-07-16", offer);
    tell(story, 0, "set", "osm:h0a156e2a5766ce47", field);
    tell(story, 0, "todo", "--wijk", MOLENBEEK, "--days", "90");
    assert_memory_equal(buffer_text(&story->out), "De Boekenmolen", 14);
    assert_non_null(strstr(buffer_text(&story->out), "geldig tot en met 16 juli 2026"));
    assert_non_null(strstr(buffer_text(&story->out), "! T2 zakt van voldaan naar deels"));

    cJSON *todo = ask(story, "todo", "--days", "90");
    const cJSON *ends = item_of(todo, "De Boekenmolen", "ends");
    assert_ptr_equal(cJSON_GetArrayItem(cJSON_GetObjectItem(todo, "items"), 0), ends);
    assert_string_equal(text_of(ends, "falls"), "2026-07-17");
    assert_int_equal(cJSON_GetObjectItem(ends, "days")->valueint, 34);
    const cJSON *loss = cJSON_GetArrayItem(cJSON_GetObjectItem(ends, "loses"), 0);
    assert_string_equal(text_of(loss, "criterion"), "T2");
    assert_string_equal(text_of(loss, "from"), "met");
    assert_string_equal(text_of(loss, "to"), "partly");
    cJSON_Delete(todo);
}

/* The score itself says the same on the day before and on the day. */
static void what_is_foretold_comes_true(void **state)
{
    struct story *story = *state;
    cJSON *todo = ask(story, "todo");
    const cJSON *old = item_of(todo, "Gemeentehuis van Sint-Jans-Molenbeek", "old");
    const cJSON *loss = cJSON_GetArrayItem(cJSON_GetObjectItem(old, "loses"), 0);
    char at[64];
    assert_string_equal(text_of(loss, "criterion"), "I3");
    snprintf(at, sizeof at, "%sT12:00", text_of(old, "falls"));
    story->at = at;
    cJSON *after = story_score(story);
    assert_string_equal(text_of(criterion(after, "I3"), "verdict"), text_of(loss, "to"));
    cJSON_Delete(after);
    cJSON_Delete(todo);
}

static void confirming_moves_a_place_down(void **state)
{
    struct story *story = *state;
    cJSON *before = ask(story, "todo");
    const cJSON *old = item_of(before, "Gemeentehuis van Sint-Jans-Molenbeek", "old");
    tell(story, 0, "confirm", text_of(old, "place"));
    cJSON *after = ask(story, "todo");
    const cJSON *renewed = item_of(after, "Gemeentehuis van Sint-Jans-Molenbeek", "recheck");
    assert_string_equal(text_of(renewed, "checked"), "2026-06-12");
    cJSON_Delete(before);
    cJSON_Delete(after);
}

static void what_a_partner_promised_is_told_with_its_name_and_its_last_day(void **state)
{
    struct story *story = *state;
    cJSON *todo = ask(story, "todo", "--days", "90");
    const cJSON *promise = item_of(todo, "Digibank (voorbeeld)", "commitment");
    assert_memory_equal(text_of(promise, "partner"), "partner:", 8);
    assert_string_equal(text_of(promise, "what"), "opleiding voor digihelpers, elk kwartaal");
    assert_string_equal(text_of(promise, "date"), "2026-07-02");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(promise, "warns")));
    item_of(todo, "Sociaal Huis (voorbeeld)", "plan");
    cJSON_Delete(todo);
    tell(story, 0, "todo", "--days", "90");
    assert_non_null(strstr(buffer_text(&story->out), "Engagement van Digibank (voorbeeld)"));
    assert_non_null(strstr(buffer_text(&story->out), "tot en met 2 juli 2026"));
}

static void odd_days_are_refused(void **state)
{
    struct story *story = *state;
    static const char *const odd[] = {"-1", "4000", "een", "", "nan"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        tell(story, 2, "todo", "--days", odd[i]);
    }
    tell(story, 2, "todo", "meer");
    tell(story, 0, "todo", "--days", "0");
}

static void the_week_stands_in_it_as_on_its_screen(void **state)
{
    struct story *story = *state;
    tell(story, 0, "action", "add", "Affiches hangen", "when=2026-06-10");
    tell(story, 0, "meeting", "add", "2026-06-16", "about=Jaarplan");
    tell(story, 0, "round", "freeze");
    story->at = "2026-12-14T12:00";
    tell(story, 0, "todo");
    assert_non_null(strstr(buffer_text(&story->out), "zes maanden oud"));
    assert_non_null(strstr(buffer_text(&story->out), "Affiches hangen · 10 juni 2026"));
    assert_null(strstr(buffer_text(&story->out), "Jaarplan")); /* long past */
    cJSON *todo = ask(story, "todo");
    const cJSON *round = cJSON_GetObjectItem(todo, "round");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(round, "late")));
    assert_true(cJSON_GetArraySize(cJSON_GetObjectItem(todo, "questions")) > 0);
    cJSON_Delete(todo);
    story->at = "2026-06-12T15:00";
    tell(story, 0, "todo");
    assert_non_null(strstr(buffer_text(&story->out), "16 juni 2026 · Jaarplan"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(what_ends_first_stands_first_and_says_what_is_lost),
        STORY(what_is_foretold_comes_true),
        STORY(confirming_moves_a_place_down),
        STORY(what_a_partner_promised_is_told_with_its_name_and_its_last_day),
        STORY(the_week_stands_in_it_as_on_its_screen),
        STORY(odd_days_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
