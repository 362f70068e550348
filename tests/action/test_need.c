/* SPDX-License-Identifier: EUPL-1.2 */
/* Signals, bevragingen and tellingen: deeds that store codes and counts, and nothing else. */
#include "action/need.h"
#include "practice.h"

#include <stdlib.h>

#include "action/project_inner.h"

static const struct civil_date today = {0};

static const struct logbook *logbook_of(struct practice *practice)
{
    return project_logbook(practice->project);
}

static void signal_add(struct practice *practice, const char *place, char id[ACTION_ID])
{
    struct fault why;
    practice_ok(action_need_add(practice->project, NEED_SKILLS, NEED_ITSME, place, today, id, &why),
                &why);
}

static void a_signal_is_one_deed_that_can_be_undone_and_survives(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    signal_add(practice, LIBRARY, id);
    assert_int_equal(logbook_of(practice)->need_count, 1);
    const struct need *need = &logbook_of(practice)->needs[0];
    assert_ptr_equal(project_place(practice->project, need->place),
                     project_place(practice->project, LIBRARY));
    practice_ok(action_undo(practice->project, &why), &why);
    assert_int_equal(logbook_of(practice)->need_count, 0);
    practice_ok(action_redo(practice->project, &why), &why);
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    assert_int_equal(logbook_of(practice)->need_count, 1);
    assert_string_equal(logbook_of(practice)->needs[0].id, id);
    practice_ok(action_need_remove(practice->project, id, &why), &why);
    assert_int_equal(logbook_of(practice)->need_count, 0);
    assert_false(action_need_remove(practice->project, id, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.record.unknown");
}

static void wrong_signals_are_refused_and_nothing_changes(void **state)
{
    struct practice *practice = *state;
    struct project *project = practice->project;
    struct fault why;
    char id[ACTION_ID];
    const struct civil_date tomorrow = {2026, 6, 13}, before = {1999, 12, 31};
    uint64_t generation = project_generation(project);
    assert_false(action_need_add(project, NEED_SKILLS, NEED_ITSME, "place:gone", today, id, &why));
    assert_false(action_need_add(project, NEED_SKILLS, NEED_ITSME, "", tomorrow, id, &why));
    kit_assert_fault(&why, FAULT_INPUT, "need.fault.date");
    assert_false(action_need_add(project, NEED_SKILLS, NEED_ITSME, "", before, id, &why));
    assert_false(action_threshold_add(project, "jan@x.be", NEED_LOGIN, "", today, id, &why));
    kit_assert_fault(&why, FAULT_INPUT, "need.fault.service");
    assert_false(action_need_remove(project, LIBRARY, &why));
    assert_false(action_need_remove(project, "need:none", &why));
    assert_int_equal(project_generation(project), generation);
}

static void a_service_is_one_service_in_whatever_capitals(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    const char *const said[] = {"Huurloket", "huurloket", "HUURLOKET", "TAX", "tax"};
    struct logbook everywhere;
    struct need_bundles bundles;
    for (int i = 0; i < 5; i++) {
        practice_ok(
            action_threshold_add(practice->project, said[i], NEED_FORM, "", today, id, &why), &why);
    }
    action_logbook_everywhere(practice->project, &everywhere);
    need_bundles_make(everywhere.needs, everywhere.need_count, (struct civil_date){2026, 1, 1},
                      (struct civil_date){2026, 12, 31}, &bundles);
    assert_int_equal(bundles.count, 2);
    assert_string_equal(bundles.all[0].service, "Huurloket");
    assert_string_equal(bundles.all[1].service, "tax");
    assert_int_equal(everywhere.needs[0].condition, NEED_DESIGN);
    need_bundles_clear(&bundles);
    logbook_clear(&everywhere);
}

static void a_survey_counts_answers_and_refuses_what_is_none(void **state)
{
    struct practice *practice = *state;
    struct project *project = practice->project;
    struct fault why;
    char id[ACTION_ID];
    practice_ok(action_poll_new(project, today, id, &why), &why);
    practice_ok(action_poll_set(project, id, "forms", "", 12, &why), &why);
    practice_ok(action_poll_set(project, id, "age", "75", 12, &why), &why);
    const struct poll *poll = project_poll(project, id);
    assert_int_equal(poll->form, POLL_FORM);
    assert_int_equal(poll->forms, 12);
    assert_string_equal(poll_trouble(poll, poll_question_find("age")).key, "");
    assert_false(action_poll_set(project, id, "age", "75", -1, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "survey.fault.number");
    assert_false(action_poll_set(project, id, "age", "75", POLL_MOST + 1, &why));
    assert_false(action_poll_set(project, id, "name", "Jan", 1, &why));
    kit_assert_fault(&why, FAULT_USAGE, "survey.fault.question");
    assert_false(action_poll_set(project, id, "age", "oud", 1, &why));
    assert_false(action_poll_set(project, "survey:none", "age", "75", 1, &why));
    practice_ok(action_undo(project, &why), &why);
    assert_int_equal(poll_sum(project_poll(project, id), poll_question_find("age")), 0);
    practice_ok(action_poll_remove(project, id, &why), &why);
    assert_null(project_poll(project, id));
}

static void counts_add_up_and_the_band_changes_at_its_number(void **state)
{
    struct practice *practice = *state;
    struct project *project = practice->project;
    const struct place *library = project_place(project, LIBRARY);
    const struct civil_date may = {2026, 5, 1}, april = {2026, 4, 1}, july = {2026, 7, 1};
    struct fault why;
    struct count_sum sum;
    char id[ACTION_ID], again[ACTION_ID];
    const struct bands *bands = project_bands(project, &why);
    assert_non_null(bands);
    practice_ok(action_count_set(project, LIBRARY, may, COUNT_SKILLS, 600, id, &why), &why);
    practice_ok(action_count_set(project, LIBRARY, april, COUNT_ACCESS, 400, again, &why), &why);
    assert_string_not_equal(id, again);
    project_count_sum(project, library, &sum);
    assert_int_equal(sum.total, 1000);
    assert_int_equal(band_of(bands, sum.total), 0);
    /* the place gets a document of its own: the count is the same one */
    practice_ok(action_confirm(project, LIBRARY, &why), &why);
    library = project_place(project, LIBRARY);
    practice_ok(action_count_set(project, library->id, may, COUNT_SKILLS, 601, again, &why), &why);
    assert_string_equal(again, id);
    project_count_sum(project, library, &sum);
    assert_int_equal(sum.total, 1001);
    assert_int_equal(band_of(bands, sum.total), 1);
    assert_int_equal(project_counted(project, library, may, COUNT_SKILLS), 601);
    assert_int_equal(project_counted(project, library, may, COUNT_ACCESS), -1);
    assert_false(action_count_set(project, LIBRARY, july, COUNT_SKILLS, 1, again, &why));
    kit_assert_fault(&why, FAULT_INPUT, "count.fault.month");
    assert_false(
        action_count_set(project, LIBRARY, may, COUNT_SKILLS, COUNT_MOST + 1, again, &why));
    practice_ok(action_count_set(project, LIBRARY, may, COUNT_SKILLS, -1, again, &why), &why);
    assert_int_equal(project_counted(project, library, may, COUNT_SKILLS), -1);
    practice_ok(action_count_set(project, LIBRARY, may, COUNT_SKILLS, 5, again, &why), &why);
    assert_int_equal(project_counted(project, library, may, COUNT_SKILLS), 5);
}

/* ---- codes and counts ---- */

static bool known_word(const char *word)
{
    enum need_condition condition = NEED_ACCESS;
    enum need_theme theme = NEED_OTHER;
    enum need_step step = NEED_FIND;
    enum count_goal goal = COUNT_ACCESS;
    return need_condition_parse(word, &condition) || need_theme_parse(word, &theme) ||
           need_step_parse(word, &step) || count_goal_parse(word, &goal) ||
           need_service_find(word) || !strcmp(word, "need") || !strcmp(word, "survey") ||
           !strcmp(word, "count");
}

/* A text is a word of our lists, an id, a date or month, the wijk or the alias of the tablet. */
static void texts_are_codes(const struct practice *practice, const cJSON *value)
{
    const cJSON *child;
    struct civil_date date;
    if (cJSON_IsString(value)) {
        const char *text = value->valuestring;
        const char *colon = strchr(text, ':');
        bool code = known_word(text) || colon || civil_date_parse(text, &date) ||
                    month_parse(text, &date) || !strcmp(text, practice->project->wijk.code) ||
                    !strcmp(text, practice->project->role);
        if (!code) {
            fail_msg("%s holds \"%s\"", value->string, text);
        }
    }
    cJSON_ArrayForEach(child, value)
    {
        texts_are_codes(practice, child);
    }
}

static void documents_hold_codes_and_counts_alone(void **state)
{
    struct practice *practice = *state;
    struct project *project = practice->project;
    struct fault why;
    char id[ACTION_ID];
    size_t at = 0;
    const char *key;
    void *document;
    int seen = 0;
    signal_add(practice, LIBRARY, id);
    practice_ok(action_threshold_add(project, "tax", NEED_LOGIN, LIBRARY, today, id, &why), &why);
    practice_ok(action_poll_new(project, today, id, &why), &why);
    practice_ok(action_poll_set(project, id, "device", "tablet", 3, &why), &why);
    practice_ok(action_count_set(project, LIBRARY, (struct civil_date){2026, 5, 1}, COUNT_ACCESS, 3,
                                 id, &why),
                &why);
    while (table_next(&project->documents, &at, &key, &document)) {
        if (!strncmp(key, "need:", 5) || !strncmp(key, "survey:", 7) ||
            !strncmp(key, "count:", 6)) {
            texts_are_codes(practice, document);
            seen++;
        }
    }
    assert_int_equal(seen, 4);
}

int main(void)
{
#define IN_PRACTICE(test) cmocka_unit_test_setup_teardown(test, practice_begin, practice_end)
    const struct CMUnitTest tests[] = {
        PRACTICE_FIRST_WEEK(a_signal_is_one_deed_that_can_be_undone_and_survives),
        IN_PRACTICE(wrong_signals_are_refused_and_nothing_changes),
        PRACTICE_FIRST_WEEK(a_service_is_one_service_in_whatever_capitals),
        IN_PRACTICE(a_survey_counts_answers_and_refuses_what_is_none),
        IN_PRACTICE(counts_add_up_and_the_band_changes_at_its_number),
        PRACTICE_FIRST_WEEK(documents_hold_codes_and_counts_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
