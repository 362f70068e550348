/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/practice.h"

#include <signal.h>
#include <sys/resource.h>

static void the_oefenwijk_shows_all_four_results_and_all_five_pillars(void **state)
{
    struct practice *practice = *state;
    const struct assessment *assessment = project_assessment(practice->project);
    const struct framework *framework = project_framework(practice->project);
    assert_int_equal(assessment->finding_count, 22);
    for (int verdict = VERDICT_MET; verdict <= VERDICT_UNKNOWN; verdict++) {
        assert_true(assessment->totals[verdict] > 0);
    }
    for (int pillar = 0; pillar < framework->pillar_count; pillar++) {
        int known = 0;
        for (int i = 0; i < framework->pillars[pillar].count; i++) {
            known += assessment->findings[framework->pillars[pillar].first + i].verdict !=
                     VERDICT_UNKNOWN;
        }
        assert_true(known > 0);
    }
    assert_true(project_is_demo(practice->project));
}

static void candidates_lie_below_and_never_count(void **state)
{
    struct practice *practice = *state;
    const struct place *library = project_place(practice->project, LIBRARY);
    assert_non_null(library);
    assert_int_equal(project_place_state(practice->project, library), PLACE_CANDIDATE);
    const struct assessment *assessment = project_assessment(practice->project);
    size_t count;
    const struct place *const *places = project_places(practice->project, &count);
    for (int i = 0; i < assessment->finding_count; i++) {
        for (size_t e = 0; e < assessment->findings[i].evidence_count; e++) {
            const struct evidence *evidence = &assessment->findings[i].evidence[e];
            const struct place *place = places[evidence->place];
            assert_false(evidence->counts &&
                         project_place_state(practice->project, place) == PLACE_CANDIDATE);
        }
    }
}

static void what_was_entered_is_there_after_a_restart(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    struct point point = {4.3398, 50.8566};
    practice_ok(action_add(practice->project, KIND_CHARGING_POINT, point, "Stopcontact", id, &why),
                &why);
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    const struct place *place = project_place(practice->project, id);
    assert_non_null(place);
    assert_string_equal(place->name, "Stopcontact");
    assert_int_equal(place->offer_count, 1);
}

static void a_project_of_ones_own_is_empty_and_real(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char name[64], second[64];
    struct project *own = NULL;
    practice_ok(project_make(&practice->ways, NULL, "21012W16", name, &why), &why);
    assert_string_equal(name, "historisch-molenbeek");
    practice_ok(project_make(&practice->ways, NULL, "21012W16", second, &why), &why);
    assert_string_equal(second, "historisch-molenbeek-2");
    practice_ok(project_open(&practice->ways, name, NULL, &own, &why), &why);
    assert_false(project_is_demo(own));
    const struct assessment *assessment = project_assessment(own);
    assert_int_equal(assessment->totals[VERDICT_UNKNOWN], 22);
    assert_int_equal(assessment->places_counting, 0);
    project_close(own);
    char names[8][64];
    assert_int_equal(project_list(practice->folder, names, 8), 3);
}

static void an_unknown_wijk_or_name_is_said_and_nothing_is_made(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char name[64];
    struct project *none = NULL;
    assert_false(project_make(&practice->ways, NULL, "99999W99", name, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.wijk.unknown");
    assert_false(project_open(&practice->ways, "../elsewhere", NULL, &none, &why));
    kit_assert_fault(&why, FAULT_USAGE, "fault.project.name");
    assert_false(project_choose_wijk(practice->project, "nowhere", &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.wijk.unknown");
    char names[8][64];
    assert_int_equal(project_list(practice->folder, names, 8), 1);
}

static void the_first_look_may_be_at_another_pack(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    struct action_pack_report report;
    struct project *other;
    char fresh[KIT_PATH], pack[KIT_PATH];
    snprintf(pack, sizeof pack, "%s", kit_path(practice->folder, "gent.wijkpak"));
    struct action_pack ask = {.out = pack,
                              .wijken = kit_data("gent/gent_wijken.geojson"),
                              .places = kit_data("gent/gent_places.geojson")};
    assert_true(action_pack(&ask, &report, &why));
    kit_folder_make(fresh);
    struct project_ways ways = practice->ways;
    ways.data_folder = fresh;
    assert_true(project_open(&ways, "demo", pack, &other, &why));
    assert_int_equal(project_history_count(other), 0);
    project_close(other);
    assert_true(project_open(&ways, "demo", NULL, &other, &why));
    assert_true(project_history_count(other) > 0);
    project_close(other);
    kit_folder_remove(fresh);
}

static void another_wijk_of_the_pack_can_be_chosen_and_stays_chosen(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    const struct pack_wijk *wijken;
    int count = project_wijken(practice->project, &wijken);
    assert_true(count > 1);
    const char *other = strcmp(wijken[0].code, "21012W16") ? wijken[0].code : wijken[1].code;
    char code[32];
    snprintf(code, sizeof code, "%s", other);
    practice_ok(project_choose_wijk(practice->project, code, &why), &why);
    practice_reopen(practice);
    assert_string_equal(project_wijk(practice->project)->code, code);
}

/* The disk refuses (no file may grow): the view goes back to what is on disk, and the person is
 * told. */
static void a_deed_that_the_disk_refuses_is_taken_back_and_told(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    struct rlimit before, small;
    char id[ACTION_ID];
    struct point point = {4.3398, 50.8566};
    size_t count, count_after;
    project_places(practice->project, &count);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 1;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool shown = action_add(practice->project, KIND_CHARGING_POINT, point, "Vol", id, &why);
    bool saved = project_finish(practice->project, &why);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_true(shown);
    assert_false(saved);
    assert_int_equal(why.kind, FAULT_STORAGE);
    project_places(practice->project, &count_after);
    assert_int_equal(count_after, count);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_NOT);
    practice_ok(action_add(practice->project, KIND_CHARGING_POINT, point, "Weer plaats", id, &why),
                &why);
    practice_ok(project_finish(practice->project, &why), &why);
    assert_int_equal(practice_verdict(practice, "T3"), VERDICT_MET);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_oefenwijk_shows_all_four_results_and_all_five_pillars,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(candidates_lie_below_and_never_count, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(what_was_entered_is_there_after_a_restart, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(a_project_of_ones_own_is_empty_and_real, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(an_unknown_wijk_or_name_is_said_and_nothing_is_made,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(the_first_look_may_be_at_another_pack, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(another_wijk_of_the_pack_can_be_chosen_and_stays_chosen,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(a_deed_that_the_disk_refuses_is_taken_back_and_told,
                                        practice_begin, practice_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
