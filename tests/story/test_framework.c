/* SPDX-License-Identifier: EUPL-1.2 */
/* The frameworks beside the DIW one, and practices, on the command line. */
#include "story/story.h"

static const cJSON *one_of(const cJSON *array, const char *member, const char *value)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (!strcmp(text_of(item, member), value)) {
            return item;
        }
    }
    fail_msg("no %s = %s", member, value);
    return NULL;
}

static void every_framework_is_listed_with_its_source(void **state)
{
    struct story *story = *state;
    cJSON *list = ask(story, "framework", "list");
    assert_int_equal(cJSON_GetArraySize(list), 5);
    assert_true(text_of(one_of(list, "id", "epn_label"), "source")[0]);
    cJSON_Delete(list);
    tell(story, 0, "framework", "show", "target_groups");
    assert_non_null(strstr(buffer_text(&story->out), "brussels"));
}

static void three_cards_each_have_a_fact_or_say_that_there_is_none(void **state)
{
    struct story *story = *state;
    tell(story, 0, "framework", "card", "beleidstool", "D2", "now", "--note", "Eerst het loket");
    tell(story, 0, "framework", "card", "beleidstool", "R1", "later");
    tell(story, 0, "framework", "card", "beleidstool", "D4", "not");
    cJSON *tool = ask(story, "framework", "show", "beleidstool");
    const cJSON *cards = cJSON_GetObjectItem(tool, "cards");
    const cJSON *card = one_of(cards, "id", "D2");
    assert_int_equal(cJSON_GetArraySize(cards), 8);
    assert_string_equal(text_of(card, "choice"), "now");
    assert_string_equal(text_of(card, "note"), "Eerst het loket");
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(card, "evidence")), 1);
    cJSON_Delete(tool);
    tell(story, 0, "undo");
    tool = ask(story, "framework", "show", "beleidstool");
    assert_string_equal(text_of(one_of(cJSON_GetObjectItem(tool, "cards"), "id", "D4"), "choice"),
                        "");
    cJSON_Delete(tool);
}

static void three_chosen_cards_are_one_page_each_with_a_fact(void **state)
{
    struct story *story = *state;
    struct buffer info, text;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "kaarten.pdf"));
    tell(story, 0, "framework", "card", "beleidstool", "D2", "now");
    tell(story, 0, "framework", "card", "beleidstool", "D1", "now");
    tell(story, 0, "framework", "card", "beleidstool", "R2", "later");
    tell(story, 0, "judge", "--wijk", MOLENBEEK, "--criterion", "C3", "--verdict", "not",
         "--reason", "Nog niets");
    tell(story, 0, "print", "report", "framework", "--about", "beleidstool", "--out", file);
    run_of((const char *const[]){"pdfinfo", file, NULL}, &info);
    run_of((const char *const[]){"pdftotext", "-layout", file, "-", NULL}, &text);
    assert_non_null(strstr(buffer_text(&info), "Pages:           1"));
    assert_non_null(strstr(buffer_text(&text), "I3 Gratis bij vragen"));
    assert_non_null(strstr(buffer_text(&text), "I2 Gratis en vertrouwd"));
    assert_non_null(strstr(buffer_text(&text), "geen bewijs"));
    buffer_clear(&info);
    buffer_clear(&text);
}

static void a_rating_without_a_reason_is_refused(void **state)
{
    struct story *story = *state;
    tell(story, 3, "framework", "rate", "criteriakompas", "Snelbalie", "weak");
    assert_non_null(strstr(buffer_text(&story->err), "waarom"));
    tell(story, 0, "framework", "rate", "criteriakompas", "Snelbalie", "weak", "--reason",
         "Geen loket");
    cJSON *compass = ask(story, "framework", "show", "criteriakompas");
    const cJSON *projects = cJSON_GetObjectItem(compass, "projects");
    assert_int_equal(cJSON_GetArraySize(projects), 1);
    assert_string_equal(text_of(cJSON_GetArrayItem(projects, 0), "reason"), "Geen loket");
    cJSON_Delete(compass);
}

static void a_service_online_alone_is_listed_as_unequal(void **state)
{
    struct story *story = *state;
    tell(story, 0, "framework", "way", "click_call_connect", "S4", "online=www.bank.example");
    tell(story, 0, "framework", "show", "click_call_connect");
    assert_non_null(
        strstr(buffer_text(&story->out), "Bank · enkel online: geen evenwaardig alternatief"));
    tell(story, 0, "framework", "way", "click_call_connect", "S4", "phone=02 123 45 67");
    tell(story, 0, "framework", "show", "click_call_connect");
    assert_null(strstr(buffer_text(&story->out), "geen evenwaardig alternatief"));
}

static void the_groups_of_brussels_are_taken(void **state)
{
    struct story *story = *state;
    tell(story, 0, "framework", "take", "target_groups", "brussels");
    cJSON *groups = ask(story, "framework", "show", "target_groups");
    const cJSON *set = one_of(cJSON_GetObjectItem(groups, "sets"), "id", "brussels");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(set, "taken")));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(set, "groups")), 6);
    cJSON_Delete(groups);
}

static void what_is_not_there_is_said(void **state)
{
    struct story *story = *state;
    tell(story, 4, "framework", "show", "nothing");
    tell(story, 4, "framework", "card", "beleidstool", "X9", "now");
    tell(story, 2, "framework", "card", "beleidstool", "D1", "perhaps");
    tell(story, 2, "framework", "dance", "beleidstool");
    tell(story, 2, "framework", "card", "beleidstool");
    tell(story, 4, "practice", "show", "practice:none");
    tell(story, 3, "practice", "set", "what=zonder titel");
}

static void a_practice_goes_to_another_project_and_back(void **state)
{
    struct story *story = *state;
    char id[64], file[KIT_PATH + 32];
    snprintf(file, sizeof file, "%s/digicafe.wijkpraktijk", story->folder);
    tell(story, 0, "practice", "set", "title=Digicafé", "criterion=I1", "what=Elke zaterdag");
    snprintf(id, sizeof id, "%.*s", (int)strcspn(buffer_text(&story->out), "\n"),
             buffer_text(&story->out));
    tell(story, 0, "practice", "share", id, "--out", file);
    tell(story, 0, "practice", "remove", id);
    tell(story, 0, "practice", "take", file);
    tell(story, 0, "practice", "show", id);
    assert_non_null(strstr(buffer_text(&story->out), "Elke zaterdag"));
    tell(story, 0, "practice", "set", id, "result=Bel 0470 12 34 56");
    tell(story, 3, "practice", "share", id, "--out", file);
    assert_non_null(strstr(buffer_text(&story->err), "0470 12 34 56"));
    tell(story, 0, "practice", "set", id, "result=Vraag naar Jan Peeters");
    tell(story, 3, "practice", "share", id, "--out", file);
    assert_non_null(strstr(buffer_text(&story->err), "Jan Peeters"));
    tell(story, 0, "practice", "set", id, "result=Vraag naar Jan Palfijn",
         "partners=AZ Jan Palfijn");
    tell(story, 0, "practice", "share", id, "--out", file);
}

int main(void)
{

    const struct CMUnitTest tests[] = {
        STORY(every_framework_is_listed_with_its_source),
        STORY(three_cards_each_have_a_fact_or_say_that_there_is_none),
        STORY(three_chosen_cards_are_one_page_each_with_a_fact),
        STORY(a_rating_without_a_reason_is_refused),
        STORY(a_service_online_alone_is_listed_as_unequal),
        STORY(the_groups_of_brussels_are_taken),
        STORY(what_is_not_there_is_said),
        STORY(a_practice_goes_to_another_project_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
