/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/practice.h"

#include "action/script.h"

static bool line_runs(struct practice *practice, const char *line, char id[ACTION_ID],
                      struct fault *why)
{
    struct script *script = script_new(practice->project);
    bool ok = script_line(script, line, id, why);
    script_free(script);
    return ok;
}

static void a_line_does_what_a_finger_does(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    practice_ok(line_runs(practice,
                          "add cafe 4.339,50.857 \"Café \\\"De Hoek\\\"\" phone=\"02 1\"  # remark",
                          id, &why),
                &why);
    const struct place *place = project_place(practice->project, id);
    assert_non_null(place);
    assert_string_equal(place->name, "Café \"De Hoek\"");
    assert_string_equal(place->phone, "02 1");
}

static void dates_count_from_today(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    practice_ok(line_runs(practice, "set " LIBRARY " checked={today-12}", id, &why), &why);
    struct civil_date checked = project_place(practice->project, LIBRARY)->checked;
    assert_int_equal(checked.month, 5);
    assert_int_equal(checked.day, 31);
}

static void what_makes_no_sense_is_said_with_its_place(void **state)
{
    struct practice *practice = *state;
    static const struct {
        const char *line, *key;
    } wrong[] = {
        {"dance", "fault.script.verb"},
        {"confirm", "fault.script.words"},
        {"set " LIBRARY " phone", "fault.script.field"},
        {"set " LIBRARY " name=\"open", "fault.script.quote"},
        {"add castle 4,50", "fault.kind.unknown"},
        {"add cafe here", "fault.point.text"},
        {"add cafe nan,inf", "fault.point"},
        {"offer " LIBRARY " tea", "fault.service.unknown"},
        {"look wifi maybe", "fault.script.yes"},
        {"judge T1 good", "fault.verdict.unknown"},
        {"wijk colour=red", "fault.field.unknown"},
        {"confirm $nobody", "fault.place.unknown"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fault why;
        char id[ACTION_ID];
        assert_false(line_runs(practice, wrong[i].line, id, &why));
        assert_string_equal(why.what.key, wrong[i].key);
    }
}

static void a_text_stops_at_its_first_fault_and_names_the_line(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    assert_false(
        script_text(practice->project, "# ok\nconfirm " LIBRARY "\n\nfly away\nundo\n", &why));
    assert_int_equal(why.place, 4);
    practice_ok(project_finish(practice->project, &why), &why);
    assert_int_equal(
        project_place_state(practice->project, project_place(practice->project, LIBRARY)),
        PLACE_CONFIRMED);
}

static void any_line_is_survived(void **state)
{
    struct practice *practice = *state;
    static const char alphabet[] = "setaddwijkofrcnm \t\"\\{}$:=#,.0123456789-\xc3\xa9/";
    for (int round = 0; round < 3000; round++) {
        char line[200], id[ACTION_ID];
        struct fault why;
        size_t size = kit_random_below(sizeof line - 1);
        for (size_t i = 0; i < size; i++) {
            line[i] = alphabet[kit_random_below(sizeof alphabet - 1)];
        }
        line[size] = 0;
        line_runs(practice, line, id, &why);
    }
    assert_non_null(project_place(practice->project, LIBRARY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_does_what_a_finger_does, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(dates_count_from_today, practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(what_makes_no_sense_is_said_with_its_place, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(a_text_stops_at_its_first_fault_and_names_the_line,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(any_line_is_survived, practice_begin, practice_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
