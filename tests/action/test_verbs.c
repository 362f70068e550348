/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/practice.h"

static struct civil_date day(int year, int month, int date)
{
    return (struct civil_date){(int16_t)year, (int8_t)month, (int8_t)date};
}

static void confirming_a_candidate_makes_it_a_place_with_the_same_id_on_every_tablet(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char expected[40];
    practice_ok(action_confirm(practice->project, LIBRARY, &why), &why);
    const struct place *place = project_place(practice->project, LIBRARY);
    assert_non_null(place);
    place_id_of_candidate(LIBRARY, expected);
    assert_string_equal(place->id, expected);
    assert_int_equal(project_place_state(practice->project, place), PLACE_CONFIRMED);
    assert_int_equal(civil_date_compare(place->checked, day(2026, 6, 12)), 0);
    assert_string_equal(place->checked_by, "tablet noord");
    assert_string_equal(place->source_id, LIBRARY);
}

static void a_charging_point_turns_t3_and_undo_turns_it_back(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    struct point point = {4.3398, 50.8566};
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_NOT);
    practice_ok(action_add(practice->project, KIND_CHARGING_POINT, point, "", id, &why), &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_MET);
    practice_ok(action_undo(practice->project, &why), &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_NOT);
    practice_ok(action_redo(practice->project, &why), &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_MET);
}

static void undo_and_redo_survive_a_restart(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    const char *verb, *subject;
    practice_ok(action_confirm(practice->project, LIBRARY, &why), &why);
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    assert_true(project_can_undo(practice->project, &verb, &subject));
    assert_string_equal(verb, "confirm");
    practice_ok(action_undo(practice->project, &why), &why);
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    assert_int_equal(
        project_place_state(practice->project, project_place(practice->project, LIBRARY)),
        PLACE_CANDIDATE);
    practice_ok(action_redo(practice->project, &why), &why);
    assert_int_equal(
        project_place_state(practice->project, project_place(practice->project, LIBRARY)),
        PLACE_CONFIRMED);
}

static void all_that_was_ever_done_can_be_undone_one_by_one(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    int undone = 0;
    while (action_undo(practice->project, &why)) {
        undone++;
    }
    kit_assert_fault(&why, FAULT_MISSING, "fault.undo.none");
    assert_true(undone > 30);
    practice_ok(project_finish(practice->project, &why), &why);
    assert_int_equal(project_assessment(practice->project)->totals[VERDICT_UNKNOWN], 22);
    while (action_redo(practice->project, &why)) {
        undone--;
    }
    practice_ok(project_finish(practice->project, &why), &why);
    assert_int_equal(undone, 0);
    assert_int_equal(practice_verdict(practice, "T2"), VERDICT_MET);
}

static void a_removed_place_is_gone_and_comes_back(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    practice_ok(action_remove(practice->project, LIBRARY, &why), &why);
    assert_null(project_place(practice->project, LIBRARY));
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    assert_null(project_place(practice->project, LIBRARY));
    practice_ok(action_undo(practice->project, &why), &why);
    assert_non_null(project_place(practice->project, LIBRARY));
}

static void a_field_that_cannot_be_is_refused_and_nothing_changes(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    uint64_t before = project_generation(practice->project);
    struct action_field wrong[] = {{"hours", "Mo-Fr 99:00-17:00"}};
    struct action_field unknown[] = {{"colour", "red"}};
    struct action_field orphan[] = {{"offers/nothere/price", "free"}};
    assert_false(action_set(practice->project, LIBRARY, wrong, 1, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    assert_false(action_set(practice->project, LIBRARY, unknown, 1, &why));
    assert_false(action_set(practice->project, LIBRARY, orphan, 1, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.offer.unknown");
    assert_false(action_set(practice->project, "place:none", wrong, 1, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.place.unknown");
    assert_true(project_generation(practice->project) == before);
}

static void setting_what_is_already_so_is_no_deed(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    const char *verb, *subject;
    practice_ok(action_confirm(practice->project, LIBRARY, &why), &why);
    uint64_t before = project_generation(practice->project);
    practice_ok(action_confirm(practice->project, LIBRARY, &why), &why);
    assert_true(project_generation(practice->project) == before);
    assert_true(project_can_undo(practice->project, &verb, &subject));
}

static void unknown_members_of_a_document_survive_an_edit(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    struct action_field phone[] = {{"phone", "02 412 36 36"}};
    practice_ok(action_set(practice->project, LIBRARY, phone, 1, &why), &why);
    const struct place *place = project_place(practice->project, LIBRARY);
    assert_string_equal(place->phone, "02 412 36 36");
    assert_non_null(json_member(place->document, "source"));
    assert_string_equal(place->hours, "Tu-Fr 11:00-17:00; Jul-Aug Tu-Fr 09:00-15:00");
}

static void a_judgement_needs_a_reason_and_the_computed_result_stays(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    assert_false(action_judge(practice->project, "T1", VERDICT_NOT, "  ", &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.judge.reason");
    assert_false(action_judge(practice->project, "X9", VERDICT_NOT, "waarom", &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.criterion.unknown");
    practice_ok(
        action_judge(practice->project, "T1", VERDICT_PARTLY, "Het bereik is slecht.", &why), &why);
    const struct finding *finding =
        &project_assessment(practice->project)
             ->findings[framework_find(project_framework(practice->project), "T1")];
    assert_int_equal(finding->verdict, VERDICT_PARTLY);
    assert_int_equal(finding->computed, VERDICT_MET);
    assert_string_equal(finding->judgement->reason, "Het bereik is slecht.");
    practice_ok(action_judge(practice->project, "T1", -1, NULL, &why), &why);
    assert_int_equal(practice_verdict(practice, "T1"), VERDICT_MET);
}

static void without_a_look_what_is_missing_is_not_yet_checked(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    struct civil_date when;
    practice_ok(action_look(practice->project, SERVICE_CHARGE, false, &why), &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_UNKNOWN);
    practice_ok(action_look(practice->project, SERVICE_CHARGE, true, &why), &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_NOT);
    assert_true(project_looked(practice->project, SERVICE_CHARGE, &when));
    assert_int_equal(civil_date_compare(when, day(2026, 6, 12)), 0);
}

static void a_place_outside_counts_only_when_it_is_counted_in(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    struct box box = project_wijk(practice->project)->border->box;
    struct point outside = {box.east + 0.001, box.north + 0.001};
    practice_ok(action_add(practice->project, KIND_CHARGING_POINT, outside, "Buiten", id, &why),
                &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_NOT);
    practice_ok(action_count_in(practice->project, id, true, &why), &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_MET);
    practice_ok(action_count_in(practice->project, id, false, &why), &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_NOT);
}

static void a_near_double_is_seen_before_it_is_added(void **state)
{
    struct practice *practice = *state;
    struct near_place near[4];
    const struct place *library = project_place(practice->project, LIBRARY);
    struct point point = {library->point.lon + 0.0002, library->point.lat};
    int count =
        action_duplicates(practice->project, "bib 27 september", KIND_LIBRARY, point, near, 4);
    assert_true(count >= 1);
    assert_ptr_equal(near[0].place, library);
    struct point far = {library->point.lon + 0.01, library->point.lat};
    assert_int_equal(action_duplicates(practice->project, "Bibliothèque 27 septembre", KIND_LIBRARY,
                                       far, near, 1) &&
                         near[0].place == library,
                     0);
}

#define PRACTICE(test) cmocka_unit_test_setup_teardown(test, practice_begin, practice_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PRACTICE(confirming_a_candidate_makes_it_a_place_with_the_same_id_on_every_tablet),
        PRACTICE(a_charging_point_turns_t3_and_undo_turns_it_back),
        PRACTICE(undo_and_redo_survive_a_restart),
        PRACTICE(all_that_was_ever_done_can_be_undone_one_by_one),
        PRACTICE(a_removed_place_is_gone_and_comes_back),
        PRACTICE(a_field_that_cannot_be_is_refused_and_nothing_changes),
        PRACTICE(setting_what_is_already_so_is_no_deed),
        PRACTICE(unknown_members_of_a_document_survive_an_edit),
        PRACTICE(a_judgement_needs_a_reason_and_the_computed_result_stays),
        PRACTICE(without_a_look_what_is_missing_is_not_yet_checked),
        PRACTICE(a_place_outside_counts_only_when_it_is_counted_in),
        PRACTICE(a_near_double_is_seen_before_it_is_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
