/* SPDX-License-Identifier: EUPL-1.2 */
/* What is heard through the year: signals, drempelmeldingen, a bevraging, tellingen. */
#include "story/story.h"

#define PLACE "osm:h183b6fa4a8dcad06"

static int number_of(const cJSON *json, const char *name)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(json, name);
    assert_true(cJSON_IsNumber(member));
    return member->valueint;
}

static const cJSON *inside(const cJSON *json, const char *name)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(json, name);
    assert_non_null(member);
    return member;
}

static void signals_stand_in_the_table_of_their_month(void **state)
{
    struct story *story = *state;
    tell(story, 0, "need", "add", "--condition", "skills", "--theme", "itsme");
    tell(story, 0, "need", "add", "--condition", "skills", "--theme", "itsme", "--place", PLACE);
    tell(story, 0, "need", "add", "--condition", "network", "--theme", "bank", "--date",
         "2026-05-31");
    cJSON *month = ask(story, "need", "month");
    assert_int_equal(number_of(month, "total"), 2);
    assert_int_equal(number_of(inside(inside(month, "conditions"), "skills"), "itsme"), 2);
    cJSON_Delete(month);
    month = ask(story, "need", "month", "2026-05");
    assert_int_equal(number_of(month, "total"), 1);
    cJSON_Delete(month);
    tell(story, 0, "need", "month");
    assert_non_null(strstr(buffer_text(&story->out), "2 signalen"));
    assert_non_null(strstr(buffer_text(&story->out), "Vaardigheden 2"));
    tell(story, 0, "undo");
    tell(story, 0, "undo");
    month = ask(story, "need", "month");
    assert_int_equal(number_of(month, "total"), 1);
    cJSON_Delete(month);
    cJSON *list = ask(story, "need", "list");
    tell(story, 0, "need", "remove", text_of(cJSON_GetArrayItem(list, 0), "id"));
    cJSON_Delete(list);
    tell(story, 0, "need", "list");
    assert_non_null(strstr(buffer_text(&story->out), "Geen signalen"));
}

static void the_wijk_may_be_named_anywhere(void **state)
{
    struct story *story = *state;
    tell(story, 0, "need", "--wijk", "21012W16", "list");
    tell(story, 0, "need", "month", "--wijk", "21012W16");
    tell(story, 0, "survey", "new", "--wijk", "21012W16", "--date", "2026-06-01");
    tell(story, 0, "survey", "show", "--wijk", "21012W16");
    tell(story, 2, "need", "month", "2026-05", "2026-06", "--wijk", "21012W16");
}

static void words_that_are_no_signal_are_told(void **state)
{
    struct story *story = *state;
    tell(story, 2, "need", "add", "--condition", "sad", "--theme", "itsme");
    story_said(story, "need.fault.condition");
    tell(story, 2, "need", "add", "--condition", "skills", "--theme", "Jan");
    story_said(story, "need.fault.theme");
    tell(story, 3, "need", "add", "--condition", "skills", "--theme", "itsme", "--date",
         "2026-06-13");
    story_said(story, "need.fault.date");
    tell(story, 4, "need", "add", "--condition", "skills", "--theme", "itsme", "--place",
         "place:gone");
    tell(story, 2, "need", "add", "--condition", "skills");
    tell(story, 2, "need", "dance");
    tell(story, 2, "need");
    tell(story, 4, "need", "remove", "need:gone");
    tell(story, 3, "threshold", "add", "--service", "jan@example.org", "--step", "login");
    story_said(story, "need.fault.service");
    tell(story, 2, "threshold", "add", "--service", "tax", "--step", "sit");
    tell(story, 4, "threshold", "show", "tax");
    story_said(story, "report.threshold.none");
}

static void ten_reports_on_one_step_are_bundled_per_wijk(void **state)
{
    struct story *story = *state;
    for (int i = 0; i < 10; i++) {
        tell(story, 0, "threshold", "add", "--wijk", i < 7 ? MOLENBEEK : "21001W11", "--service",
             i % 2 ? "tax" : "TAX", "--step", "login");
    }
    cJSON *tax = ask(story, "threshold", "show", "Tax");
    assert_int_equal(number_of(tax, "total"), 10);
    assert_int_equal(number_of(inside(tax, "steps"), "login"), 10);
    assert_int_equal(cJSON_GetArraySize(inside(tax, "wijken")), 2);
    cJSON_Delete(tax);
    tell(story, 0, "threshold", "list");
    assert_non_null(strstr(buffer_text(&story->out), "Aanmelden: 10"));
}

/* The text of a report, and how many pages it has; `text` is initialised here. */
static int paper_of(struct story *story, const char *name, const char *about, struct buffer *text)
{
    const char *file = story_path(story, "blad.pdf");
    const char *const words[] = {"print", "report", name, "--out", file, about ? "--about" : NULL,
                                 about,   NULL};
    struct buffer info;
    story_tell(story, 0, words, __FILE__, __LINE__);
    run_of((const char *const[]){"pdftotext", "-layout", file, "-", NULL}, text);
    run_of((const char *const[]){"pdfinfo", file, NULL}, &info);
    const char *pages = strstr(buffer_text(&info), "Pages:");
    int count = pages ? atoi(pages + 6) : 0;
    buffer_clear(&info);
    return count;
}

static void days_and_months_are_typed_and_said_as_people_do(void **state)
{
    struct story *story = *state;
    struct buffer text;
    tell(story, 0, "threshold", "add", "--service", "itsme", "--step", "login", "--date",
         "12/5/2026");
    paper_of(story, "threshold", NULL, &text);
    assert_non_null(strstr(buffer_text(&text), "op 12 mei 2026"));
    assert_null(strstr(buffer_text(&text), "van 12 mei 2026"));
    buffer_clear(&text);
    tell(story, 0, "need", "list");
    assert_non_null(strstr(buffer_text(&story->out), "12 mei 2026"));
    assert_null(strstr(buffer_text(&story->out), "2026-05-12"));
    cJSON *month = ask(story, "need", "month", "5/2026");
    assert_int_equal(number_of(month, "total"), 1);
    cJSON_Delete(month);
    static const char *const odd[] = {"abc", "13/2026", "5/26", "0/2026", "2026-5-1"};
    for (size_t at = 0; at < sizeof odd / sizeof *odd; at++) {
        tell(story, 2, "need", "month", odd[at]);
        story_said(story, "fault.month");
    }
    tell(story, 2, "need", "add", "--condition", "skills", "--theme", "itsme", "--date", "abc");
    story_said(story, "fault.field.date");
}

static void ten_reports_make_one_sheet_with_counts_per_step_and_wijk(void **state)
{
    struct story *story = *state;
    struct buffer text;
    for (int i = 0; i < 10; i++) {
        tell(story, 0, "threshold", "add", "--wijk", i < 7 ? MOLENBEEK : "21001W11", "--service",
             "tax", "--step", "login");
    }
    assert_int_equal(paper_of(story, "threshold", "tax", &text), 1);
    assert_non_null(strstr(buffer_text(&text), "Waar mensen vastlopen"));
    assert_non_null(strstr(buffer_text(&text), "10 meldingen"));
    const char *row = strstr(buffer_text(&text), "Aanmelden");
    int one = 0, two = 0, sum = 0;
    assert_non_null(row);
    assert_int_equal(sscanf(row, "Aanmelden %d %d %d", &one, &two, &sum), 3);
    assert_int_equal(one + two, 10);
    assert_int_equal(sum, 10);
    buffer_clear(&text);
    tell(story, 4, "print", "report", "threshold", "--about", "ebox", "--out",
         story_path(story, "blad.pdf"));
    story_said(story, "report.threshold.none");
}

static void the_month_table_is_in_the_print_for_the_meeting(void **state)
{
    struct story *story = *state;
    struct buffer text;
    tell(story, 0, "need", "add", "--condition", "skills", "--theme", "itsme");
    tell(story, 0, "need", "add", "--condition", "network", "--theme", "bank");
    assert_int_equal(paper_of(story, "needs", "2026-06", &text), 1);
    assert_non_null(strstr(buffer_text(&text), "juni 2026"));
    assert_non_null(strstr(buffer_text(&text), "Vaardigheden"));
    assert_non_null(strstr(buffer_text(&text), "2 signalen"));
    buffer_clear(&text);
    tell(story, 2, "print", "report", "needs", "--about", "juni", "--out",
         story_path(story, "blad.pdf"));
}

static void the_form_is_one_sheet_in_each_language(void **state)
{
    struct story *story = *state;
    static const char *const tags[] = {"nl", "fr", "en"};
    static const char *const says[] = {"Zet geen naam op dit blad", "Ne mettez pas votre nom",
                                       "Do not put your name"};
    for (int i = 0; i < 3; i++) {
        struct buffer text;
        story_speak(story, tags[i]);
        assert_int_equal(paper_of(story, "survey-form", NULL, &text), 1);
        assert_non_null(strstr(buffer_text(&text), says[i]));
        assert_null(strstr(buffer_text(&text), "survey."));
        buffer_clear(&text);
    }
}

static void a_survey_of_paper_forms_adds_up(void **state)
{
    struct story *story = *state;
    tell(story, 4, "survey", "show");
    story_said(story, "report.survey.none");
    tell(story, 0, "survey", "new", "--date", "2026-06-01");
    cJSON *list = ask(story, "survey", "list");
    char id[64];
    snprintf(id, sizeof id, "%s", text_of(cJSON_GetArrayItem(list, 0), "id"));
    cJSON_Delete(list);
    tell(story, 0, "survey", "set", id, "forms", "90");
    tell(story, 0, "survey", "set", id, "age", "75", "50");
    tell(story, 0, "survey", "show");
    assert_non_null(strstr(buffer_text(&story->out), "Samen 50, maar er zijn 90 formulieren"));
    tell(story, 0, "survey", "set", id, "age", "25-44", "40");
    cJSON *survey = ask(story, "survey", "show", id);
    assert_true(cJSON_IsTrue(inside(inside(survey, "age"), "right")));
    cJSON_Delete(survey);
    struct buffer text;
    paper_of(story, "survey", id, &text);
    assert_non_null(strstr(buffer_text(&text), "44 %"));
    buffer_clear(&text);
    tell(story, 2, "survey", "set", id, "age", "75", "-4");
    tell(story, 2, "survey", "set", id, "age", "75", "4.5");
    story_said(story, "fault.script.number");
    tell(story, 3, "survey", "set", id, "age", "75", "100001");
    tell(story, 2, "survey", "set", id, "age", "Jan", "4");
    tell(story, 2, "survey", "set", id, "name", "Jan", "4");
    tell(story, 0, "survey", "remove", id);
    tell(story, 4, "survey", "show", id);
}

static void counts_reach_their_band_at_exactly_its_number(void **state)
{
    struct story *story = *state;
    static const struct {
        const char *number;
        int band;
    } steps[] = {{"1000", 0}, {"1001", 1}, {"1500", 1}, {"1501", 2}, {"1750", 2}, {"1751", 3}};
    for (int i = 0; i < 6; i++) {
        tell(story, 0, "count", "set", "--place", PLACE, "--month", "2026-05", "--goal", "skills",
             "--number", steps[i].number);
        cJSON *counts = ask(story, "count", "list", "--place", PLACE);
        assert_int_equal(number_of(counts, "total"), atoi(steps[i].number));
        assert_int_equal(number_of(counts, "band"), steps[i].band);
        cJSON_Delete(counts);
    }
    tell(story, 0, "count", "list");
    assert_non_null(strstr(buffer_text(&story->out), "vanaf 1"));
    struct buffer text;
    paper_of(story, "counts", NULL, &text);
    assert_non_null(strstr(buffer_text(&text), "digibanken.vlaanderen.be"));
    assert_non_null(strstr(buffer_text(&text), "mei 2026"));
    buffer_clear(&text);
    tell(story, 3, "count", "set", "--place", PLACE, "--month", "2026-07", "--goal", "skills",
         "--number", "1");
    tell(story, 2, "count", "set", "--place", PLACE, "--month", "2026-05", "--goal", "fun",
         "--number", "1");
    tell(story, 2, "count", "set", "--place", PLACE, "--month", "mei", "--goal", "skills",
         "--number", "1");
    tell(story, 2, "count", "set", "--place", PLACE, "--month", "2026-05", "--goal", "skills",
         "--number", "veel");
    tell(story, 0, "count", "set", "--place", PLACE, "--month", "2026-05", "--goal", "skills",
         "--number", "none");
    cJSON *counts = ask(story, "count", "list");
    assert_int_equal(number_of(counts, "total"), 0);
    cJSON_Delete(counts);
}

static void a_place_that_was_removed_keeps_its_name_in_counts_and_signals(void **state)
{
    struct story *story = *state;
    struct buffer paper;
    tell(story, 0, "count", "set", "--place", PLACE, "--month", "2026-05", "--goal", "skills",
         "--number", "7");
    tell(story, 0, "need", "add", "--condition", "skills", "--theme", "itsme", "--place", PLACE);
    tell(story, 0, "remove", PLACE);
    static const char *const asked[][2] = {{"count", "list"}, {"need", "list"}};
    for (size_t at = 0; at < sizeof asked / sizeof *asked; at++) {
        tell(story, 0, asked[at][0], asked[at][1]);
        assert_non_null(strstr(buffer_text(&story->out), "(verwijderd) Biblioth"));
        assert_null(strstr(buffer_text(&story->out), "osm:"));
        assert_null(strstr(buffer_text(&story->out), "place:"));
    }
    paper_of(story, "counts", NULL, &paper);
    const char *row = strstr(buffer_text(&paper), "(verwijderd)");
    assert_non_null(row);
    assert_non_null(strstr(row + 1, "(verwijderd)")); /* the sums, then the months */
    assert_null(strstr(buffer_text(&paper), "osm:h"));
    buffer_clear(&paper);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_FIRST_WEEK(signals_stand_in_the_table_of_their_month),
        STORY_FIRST_WEEK(the_wijk_may_be_named_anywhere),
        STORY(words_that_are_no_signal_are_told),
        STORY_FIRST_WEEK(days_and_months_are_typed_and_said_as_people_do),
        STORY(ten_reports_on_one_step_are_bundled_per_wijk),
        STORY(ten_reports_make_one_sheet_with_counts_per_step_and_wijk),
        STORY_FIRST_WEEK(the_month_table_is_in_the_print_for_the_meeting),
        STORY(the_form_is_one_sheet_in_each_language),
        STORY_FIRST_WEEK(a_survey_of_paper_forms_adds_up),
        STORY_FIRST_WEEK(counts_reach_their_band_at_exactly_its_number),
        STORY_FIRST_WEEK(a_place_that_was_removed_keeps_its_name_in_counts_and_signals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
