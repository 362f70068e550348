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
    assert_int_equal(cJSON_GetArraySize(list), 6);
    const cJSON *bands = cJSON_GetObjectItem(one_of(list, "id", "digibank"), "bands");
    assert_int_equal(cJSON_GetArrayItem(bands, 1)->valueint, 1001);
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

/* ---- by the recipe of assets/README.md ---- */

static void assets_copy(struct story *story)
{
    struct buffer out;
    const char *copy = story_path(story, "assets");
    run_of((const char *const[]){"cp", "-r", "-L", kit_assets(), copy, NULL}, &out);
    buffer_clear(&out);
    setenv("WIJKPEIL_ASSETS", copy, 1);
}

static int recipe_end(void **state)
{
    unsetenv("WIJKPEIL_ASSETS");
    return story_end(state);
}

static void file_put(struct story *story, const char *name, const char *text)
{
    FILE *file = fopen(kit_path(story_path(story, "assets"), name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static cJSON *file_json(struct story *story, const char *name)
{
    struct buffer text;
    run_of((const char *const[]){"cat", kit_path(story_path(story, "assets"), name), NULL}, &text);
    cJSON *json = cJSON_Parse(buffer_text(&text));
    assert_non_null(json);
    buffer_clear(&text);
    return json;
}

/* Adds `value` to the array at `path` of the file. */
static void file_add(struct story *story, const char *name, const char *path, const char *value)
{
    cJSON *json = file_json(story, name), *at = json;
    char copy[64], *rest = copy;
    snprintf(copy, sizeof copy, "%s", path);
    for (char *word = strtok_r(copy, "/", &rest); word; word = strtok_r(NULL, "/", &rest)) {
        at = cJSON_IsArray(at) ? cJSON_GetArrayItem(at, atoi(word)) : cJSON_GetObjectItem(at, word);
        assert_non_null(at);
    }
    cJSON_AddItemToArray(at, cJSON_Parse(value));
    char *text = cJSON_Print(json);
    file_put(story, name, text);
    free(text);
    cJSON_Delete(json);
}

static void printed_has(struct story *story, const char *about, const char *words)
{
    struct buffer text;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "kader.pdf"));
    tell(story, 0, "print", "report", "framework", "--about", about, "--out", file);
    run_of((const char *const[]){"pdftotext", "-layout", file, "-", NULL}, &text);
    if (!strstr(buffer_text(&text), words)) {
        fail_msg("%s: no “%s” in %s", about, words, buffer_text(&text));
    }
    buffer_clear(&text);
}

static void shown_has(struct story *story, const char *words)
{
    if (!strstr(buffer_text(&story->out), words)) {
        fail_msg("no “%s” in %s", words, buffer_text(&story->out));
    }
}

#define NAMED(id, name)                                                                            \
    "{\"id\":\"" id "\",\"name\":{\"nl\":\"" name "\",\"fr\":\"f\",\"en\":\"e\"}"

static void what_is_added_to_each_file_by_the_recipe_is_shown_and_printed(void **state)
{
    struct story *story = *state;
    assets_copy(story);
    file_add(story, "framework/beleidstool.json", "sections/2/items",
             NAMED("D9", "Loket op woensdag") ",\"criteria\":[\"T1\"],\"ours\":true}");
    file_add(story, "framework/click_call_connect.json", "sections/0/items",
             NAMED("S9", "Waterbedrijf") "}");
    file_add(story, "framework/criteriakompas.json", "choices",
             NAMED("new", "Nog te bekijken") "}");
    file_add(story, "framework/target_groups.json", "sets",
             NAMED("ours", "Onze drie") ",\"groups\":[\"youth\",\"women\",\"seniors\"]}");
    file_add(story, "framework/digibank.json", "bands", "{\"from\":2501}");
    file_add(story, "learning/123digit.json", "themes",
             "{\"theme\":\"subscription\",\"name\":{\"nl\":\"Internet thuis\",\"fr\":\"f\","
             "\"en\":\"e\"}}");
    cJSON *label = file_json(story, "framework/epn_label.json");
    cJSON_ReplaceItemInObject(label, "date", cJSON_CreateString("2027-03-01"));
    cJSON_ReplaceItemInObject(cJSON_GetObjectItem(label, "label"), "hours", cJSON_CreateNumber(60));
    char *text = cJSON_Print(label);
    file_put(story, "framework/epn_label.json", text);
    free(text);
    cJSON_Delete(label);

    tell(story, 0, "framework", "card", "beleidstool", "D9", "now");
    tell(story, 0, "framework", "show", "beleidstool");
    shown_has(story, "Loket op woensdag");
    printed_has(story, "beleidstool", "Loket op woensdag");
    tell(story, 0, "framework", "show", "click_call_connect");
    shown_has(story, "Waterbedrijf");
    printed_has(story, "click_call_connect", "Waterbedrijf");
    tell(story, 0, "framework", "rate", "criteriakompas", "App", "new", "--reason", "Later");
    printed_has(story, "criteriakompas", "Nog te bekijken");
    tell(story, 0, "framework", "take", "target_groups", "ours");
    printed_has(story, "target_groups", "Onze drie");
    tell(story, 0, "framework", "show", "digibank");
    shown_has(story, "2501");
    tell(story, 0, "framework", "show", "epn_label");
    shown_has(story, "te weinig");
    printed_has(story, "epn_label", "2027-03-01");
    tell(story, 0, "refer", "--theme", "subscription");
    shown_has(story, "thema “Internet thuis”");
}

static void a_wrong_file_is_named_with_its_place_and_the_reason(void **state)
{
    struct story *story = *state;
    story->may_warn = true;
    assets_copy(story);
    file_put(story, "framework/a.json", "{\n  \"id\": \"a\",\n  \"kind\" \"cards\"\n}\n");
    file_put(story, "framework/b.json", "{\"id\": \"b\", \"kind\": \"dance\"}");
    cJSON *copy = file_json(story, "framework/click_call_connect.json");
    cJSON_ReplaceItemInObject(copy, "id", cJSON_CreateString("y"));
    char *text = cJSON_Print(copy);
    file_put(story, "framework/y.json", text);
    free(text);
    cJSON_Delete(copy);
    file_add(story, "framework/y.json", "sections/0/items",
             NAMED("S9", "Water") ",\"criteria\":[\"Z9\"]}");
    copy = file_json(story, "framework/beleidstool.json");
    text = cJSON_Print(copy);
    file_put(story, "framework/z.json", text); /* the same id twice */
    free(text);
    cJSON_Delete(copy);
    tell(story, 0, "framework", "list");
    shown_has(story, "a.json, regel 3:");
    shown_has(story, "b.json: In het kader is kind: dance");
    shown_has(story, "y.json: In het kader is S9.criteria: Z9");
    shown_has(story, "z.json: In het kader staat beleidstool twee keer");
    shown_has(story, "epn_label");
}

static void on_paper_the_telephone_stands_before_the_web_address(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "kader.pdf"));
    tell(story, 0, "framework", "way", "click_call_connect", "S4", "online=bank.example",
         "phone=02 123 45 67");
    tell(story, 0, "print", "report", "framework", "--about", "click_call_connect", "--out", file);
    run_of((const char *const[]){"pdftotext", "-raw", file, "-", NULL}, &text);
    const char *phone = strstr(buffer_text(&text), "02 123 45"),
               *web = strstr(buffer_text(&text), "bank.example");
    assert_true(phone && web && phone < web);
    buffer_clear(&text);
}

/* The words of the program and the language of the PDF change; what a coordinator wrote never does.
 */
static void another_language_changes_every_word_but_those_of_people(void **state)
{
    static const struct {
        const char *tag, *label, *tongue;
    } cases[] = {{"nl", "geen bewijs", "/Lang (nl"}, {"fr", "aucune preuve", "/Lang (fr"}};
    struct story *story = *state;
    tell(story, 0, "framework", "card", "beleidstool", "D1", "now", "--note", "Eerst het loket");
    tell(story, 0, "framework", "card", "beleidstool", "R2", "now");
    tell(story, 0, "judge", "--wijk", MOLENBEEK, "--criterion", "C3", "--verdict", "not",
         "--reason", "Nog niets");
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++) {
        struct buffer text, bytes;
        char file[KIT_PATH], plain[KIT_PATH];
        snprintf(file, sizeof file, "%s", story_path(story, "kader.pdf"));
        snprintf(plain, sizeof plain, "%s", story_path(story, "plain.pdf"));
        story_speak(story, cases[at].tag);
        tell(story, 0, "print", "report", "framework", "--about", "beleidstool", "--out", file);
        run_of((const char *const[]){"pdftotext", "-layout", file, "-", NULL}, &text);
        assert_non_null(strstr(buffer_text(&text), "Eerst het loket"));
        assert_non_null(strstr(buffer_text(&text), cases[at].label));
        assert_null(strstr(buffer_text(&text), cases[1 - at].label));
        run_of(
            (const char *const[]){"qpdf", "--qdf", "--object-streams=disable", file, plain, NULL},
            &bytes);
        buffer_clear(&bytes);
        run_of((const char *const[]){"grep", "-a", "-c", cases[at].tongue, plain, NULL}, &bytes);
        assert_true(atoi(buffer_text(&bytes)) > 0);
        buffer_clear(&bytes);
        buffer_clear(&text);
    }
}

static void the_label_is_indicative_and_says_the_date_of_its_rules(void **state)
{
    struct story *story = *state;
    printed_has(story, "epn_label", "Indicatief");
    printed_has(story, "epn_label", "(2019)");
}

static void figures_of_others_stand_on_the_scorecard_with_year_and_source(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char file[KIT_PATH];
    cJSON *before = ask(story, "score", "--wijk", MOLENBEEK);
    snprintf(file, sizeof file, "%s", story_path(story, "kaart.pdf"));
    tell(story, 0, "context", "set", "Inwoners", "11532", "2024", "Statbel", "--wijk", MOLENBEEK);
    cJSON *after = ask(story, "score", "--wijk", MOLENBEEK);
    assert_true(cJSON_Compare(before, after, true));
    cJSON_Delete(before);
    cJSON_Delete(after);
    tell(story, 0, "print", "scorecard", "--out", file);
    run_of((const char *const[]){"pdftotext", "-layout", file, "-", NULL}, &text);
    assert_non_null(strstr(buffer_text(&text), "Cijfers van anderen"));
    assert_non_null(strstr(buffer_text(&text), "11.532"));
    assert_non_null(strstr(buffer_text(&text), "2024, Statbel"));
    buffer_clear(&text);
}

int main(void)
{

    const struct CMUnitTest tests[] = {
        STORY(every_framework_is_listed_with_its_source),
        STORY_FIRST_WEEK(three_cards_each_have_a_fact_or_say_that_there_is_none),
        STORY(three_chosen_cards_are_one_page_each_with_a_fact),
        STORY_FIRST_WEEK(a_rating_without_a_reason_is_refused),
        STORY_FIRST_WEEK(a_service_online_alone_is_listed_as_unequal),
        STORY(the_groups_of_brussels_are_taken),
        STORY(what_is_not_there_is_said),
        cmocka_unit_test_setup_teardown(
            what_is_added_to_each_file_by_the_recipe_is_shown_and_printed, story_begin, recipe_end),
        cmocka_unit_test_setup_teardown(a_wrong_file_is_named_with_its_place_and_the_reason,
                                        story_begin, recipe_end),
        STORY(on_paper_the_telephone_stands_before_the_web_address),
        STORY(another_language_changes_every_word_but_those_of_people),
        STORY(the_label_is_indicative_and_says_the_date_of_its_rules),
        STORY(figures_of_others_stand_on_the_scorecard_with_year_and_source),
        STORY(a_practice_goes_to_another_project_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
