/* SPDX-License-Identifier: EUPL-1.2 */
/* Several projects in one data folder, the wijken of an area, and the self-check. */
#include "story/story.h"

static int projects(struct story *story)
{
    cJSON *names = ask(story, "project", "list");
    int count = cJSON_GetArraySize(names);
    cJSON_Delete(names);
    return count;
}

static void projects_are_made_listed_and_opened(void **state)
{
    struct story *story = *state;
    assert_int_equal(projects(story), 0);
    cJSON_Delete(story_score(story)); /* the oefenwijk is there for everybody */
    assert_int_equal(projects(story), 1);
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    assert_string_equal(buffer_text(&story->out), "historisch-molenbeek\n");
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    assert_string_equal(buffer_text(&story->out), "historisch-molenbeek-2\n");
    assert_int_equal(projects(story), 3);
    tell(story, 0, "project", "list");
    assert_non_null(strstr(buffer_text(&story->out), "* historisch-molenbeek-2\n"));

    tell(story, 0, "add", "cafe", "4.34,50.857", "Café Eigen");
    tell(story, 0, "project", "open", "demo");
    cJSON *hits = ask(story, "places", "--search", "Café Eigen");
    assert_int_equal(cJSON_GetArraySize(hits), 0);
    cJSON_Delete(hits);
    hits = ask(story, "--project", "historisch-molenbeek-2", "places", "--search", "cafe eigen");
    assert_int_equal(cJSON_GetArraySize(hits), 1);
    cJSON_Delete(hits);
}

static void a_project_that_is_not_there_is_told(void **state)
{
    struct story *story = *state;
    tell(story, 4, "project", "open", "nergens");
    tell(story, 2, "project", "open", "../elders");
    story_said(story, "fault.project.name");
    tell(story, 2, "project", "open", ".verborgen");
    tell(story, 4, "--project", "nergens", "score");
    tell(story, 2, "project");
    tell(story, 2, "project", "delete");
    tell(story, 4, "project", "new", "--wijk", "00000W00");
    story_said(story, "fault.wijk.unknown");
    assert_int_equal(projects(story), 0);
}

static void the_wijken_say_which_is_open_and_where_all_came_from(void **state)
{
    struct story *story = *state;
    cJSON *wijken = ask(story, "wijken");
    const cJSON *wijk;
    char other[64] = "";
    int open = 0;
    cJSON_ArrayForEach(wijk, wijken)
    {
        bool is_open = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(wijk, "open"));
        open += is_open;
        assert_true(is_open == !strcmp(text_of(wijk, "code"), MOLENBEEK));
        assert_true(*text_of(wijk, "name") && *text_of(wijk, "municipality"));
        if (!is_open) {
            snprintf(other, sizeof other, "%s", text_of(wijk, "code"));
        }
    }
    assert_int_equal(open, 1);
    cJSON_Delete(wijken);
    tell(story, 0, "wijken");
    assert_non_null(strstr(buffer_text(&story->out), "OpenStreetMap"));

    cJSON *score = ask(story, "score", "--wijk", other);
    assert_string_equal(text_of(score, "wijk"), other);
    cJSON_Delete(score);
}

static void the_self_check_finds_all_sound(void **state)
{
    static const char *const tags[] = {"nl", "fr", "en"};
    struct story *story = *state;
    for (int i = 0; i < 3; i++) {
        story_speak(story, tags[i]);
        tell(story, 0, "check");
        assert_non_null(
            strstr(buffer_text(&story->out), language_word(story->language, "command.sound")));
        cJSON *answer = ask(story, "check");
        assert_true(cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(answer, "sound")));
        cJSON_Delete(answer);
    }
}

static void places_are_filtered(void **state)
{
    struct story *story = *state;
    cJSON *wifi = ask(story, "places", "--service", "wifi", "--state", "confirmed");
    const cJSON *place, *offer;
    assert_true(cJSON_GetArraySize(wifi) >= 3);
    cJSON_ArrayForEach(place, wifi)
    {
        bool has = false;
        assert_string_equal(text_of(place, "state"), "confirmed");
        cJSON_ArrayForEach(offer, cJSON_GetObjectItemCaseSensitive(place, "offers"))
        {
            has |= !strcmp(text_of(offer, "service"), "wifi");
        }
        assert_true(has);
    }
    cJSON_Delete(wifi);
    cJSON *inside = ask(story, "places"), *all = ask(story, "places", "--all");
    assert_true(cJSON_GetArraySize(inside) < cJSON_GetArraySize(all));
    cJSON_Delete(inside);
    cJSON_Delete(all);
}

static void a_place_outside_is_counted_in(void **state)
{
    struct story *story = *state;
    cJSON *answer = ask(story, "add", "charging_point", "4.3600,50.8600", "Paal over het kanaal");
    char id[64];
    snprintf(id, sizeof id, "%s", text_of(answer, "id"));
    cJSON_Delete(answer);
    static const char *const steps[][2] = {{NULL, "not"}, {"yes", "met"}, {"no", "not"}};
    for (int i = 0; i < 3; i++) {
        if (steps[i][0]) {
            tell(story, 0, "count-in", id, steps[i][0]);
        }
        cJSON *score = story_score(story);
        assert_string_equal(text_of(criterion(score, "T3"), "verdict"), steps[i][1]);
        cJSON_Delete(score);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(projects_are_made_listed_and_opened),
        STORY(a_project_that_is_not_there_is_told),
        STORY(the_wijken_say_which_is_open_and_where_all_came_from),
        STORY(the_self_check_finds_all_sound),
        STORY(places_are_filtered),
        STORY(a_place_outside_is_counted_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
