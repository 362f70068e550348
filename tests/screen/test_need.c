/* SPDX-License-Identifier: EUPL-1.2 */
/* Fingers on signals, drempelmeldingen, bevragingen and tellingen. */
#include "screen/desk.h"

#include <stdio.h>
#include <string.h>

#include "action/need.h"

static const struct logbook *logbook_of(struct hand *hand)
{
    return project_logbook(shell_project(hand->shell));
}

/* Under twenty seconds with a thumb: three taps, nothing typed, nothing to scroll for in the first
 * two. */
static void a_signal_takes_three_taps_and_can_be_undone(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "work", NULL);
    hand_tap(hand, "work:need");
    hand->taps = 0;
    hand_tap(hand, "need.condition:skills");
    hand_tap(hand, "need.theme:itsme");
    hand_tap(hand, "need.place:");
    assert_int_equal(hand->taps, 3);
    assert_int_equal(logbook_of(hand)->need_count, 1);
    assert_int_equal(logbook_of(hand)->needs[0].condition, NEED_SKILLS);
    assert_int_equal(logbook_of(hand)->needs[0].theme, NEED_ITSME);
    assert_string_equal(logbook_of(hand)->needs[0].place, "");
    assert_true(hand_sees(hand, "Signaal bewaard"));
    assert_true(hand_finds(hand, "need.condition:access")); /* ready for the next one */
    hand_tap(hand, "bar.undo");
    assert_int_equal(logbook_of(hand)->need_count, 0);
}

static void the_first_choices_are_big_and_in_sight(void **state)
{
    struct hand *hand = *state;
    static const char *const ids[] = {"need.condition:access", "need.condition:skills",
                                      "need.condition:network", "need.condition:design"};
    hand_show(hand, "need", NULL);
    for (int i = 0; i < 4; i++) {
        struct rect rect;
        assert_true(ui_find(shell_ui(hand->shell), ids[i], &rect));
        assert_true(rect.height >= 56 && rect.width >= 150);
        assert_true(rect.y + rect.height <= hand->shell->height);
    }
}

static void a_signal_at_a_place_is_begun_on_its_sheet(void **state)
{
    struct hand *hand = *state;
    size_t count;
    struct project *project = shell_project(hand->shell);
    const struct place *const *places = project_places(project, &count), *place = NULL;
    for (size_t i = 0; i < count && !place; i++) {
        place = project_place_in_wijk(project, places[i]) &&
                        project_place_state(project, places[i]) == PLACE_CONFIRMED
                    ? places[i]
                    : NULL;
    }
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", place->id);
    hand_show(hand, "place", id);
    hand->taps = 0;
    hand_tap(hand, "place.need");
    hand_tap(hand, "need.condition:design");
    hand_tap(hand, "need.theme:tax"); /* the place is known: saved */
    assert_int_equal(hand->taps, 3);
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_int_equal(logbook_of(hand)->need_count, 1);
    assert_string_equal(logbook_of(hand)->needs[0].place, id);
}

static void back_goes_one_question_back(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "work", NULL);
    hand_tap(hand, "work:need");
    hand_tap(hand, "need.condition:skills");
    hand_tap(hand, "need.theme:itsme");
    hand_tap(hand, "back");
    assert_true(hand_finds(hand, "need.theme:bank"));
    hand_tap(hand, "back");
    assert_true(hand_finds(hand, "need.condition:skills"));
    hand_tap(hand, "back");
    assert_int_equal(hand->shell->screen, SCREEN_WORK);
    assert_int_equal(logbook_of(hand)->need_count, 0);
}

static void the_month_table_counts_and_a_signal_can_be_taken_out(void **state)
{
    struct hand *hand = *state;
    struct fault why;
    char id[ACTION_ID], row[128];
    struct project *project = shell_project(hand->shell);
    const struct civil_date may = {2026, 5, 30};
    for (int i = 0; i < 3; i++) {
        assert_true(action_need_add(project, NEED_SKILLS, NEED_ITSME, "", (struct civil_date){0},
                                    id, &why));
    }
    assert_true(action_need_add(project, NEED_ACCESS, NEED_DEVICE, "", may, id, &why));
    hand_show(hand, "needs", NULL);
    assert_true(hand_sees(hand, "juni 2026"));
    assert_true(hand_sees(hand, "3 signalen"));
    hand_tap(hand, "heard.before");
    assert_true(hand_sees(hand, "mei 2026"));
    assert_true(hand_sees(hand, "1 signaal"));
    snprintf(row, sizeof row, "needs.remove:%s", id);
    hand_tap(hand, row);
    assert_true(hand_sees(hand, "Geen signalen"));
    assert_int_equal(logbook_of(hand)->need_count, 3);
    hand_tap(hand, "heard.after");
    assert_non_null(strstr(hand_line(hand, "heard.after"), "disabled"));
}

static void a_threshold_is_a_service_and_a_step(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "thresholds", NULL);
    hand->taps = 0;
    hand_tap(hand, "thresholds.add");
    hand_tap(hand, "threshold.service:tax");
    hand_tap(hand, "threshold.step:login");
    assert_int_equal(hand->taps, 3);
    assert_int_equal(hand->shell->screen, SCREEN_THRESHOLDS);
    assert_true(hand_sees(hand, "Belastingaangifte"));
    assert_true(hand_sees(hand, "1 melding"));
    hand_tap(hand, "thresholds.add");
    hand->now += 10 * 1000; /* the quiet bar goes */
    shell_tick(hand->shell, hand->now);
    hand_tap(hand, "threshold.name");
    hand_type(hand, "jan@example.org");
    assert_non_null(strstr(hand_line(hand, "threshold.named"), "disabled"));
    hand_fill(hand, "threshold.name", "Huurloket");
    hand_tap(hand, "threshold.named");
    shell_tick(hand->shell, hand->now += 600); /* the keys go */
    assert_false(shell_wants_text(hand->shell, NULL));
    hand_tap(hand, "threshold.step:form");
    assert_true(hand_sees(hand, "Huurloket"));
    hand_tap(hand, "thresholds.add");
    assert_true(hand_finds(hand, "threshold.own:0")); /* the next time one tap */
    hand_tap(hand, "threshold.own:0");
    hand_tap(hand, "threshold.step:form");
    assert_int_equal(logbook_of(hand)->need_count, 3);
    assert_true(hand_sees(hand, "2 meldingen"));
}

static const struct poll *only_poll(struct hand *hand)
{
    assert_int_equal(logbook_of(hand)->poll_count, 1);
    return &logbook_of(hand)->polls[0];
}

static void tallies_are_counted_typed_checked_and_undone(void **state)
{
    struct hand *hand = *state;
    int age = poll_question_find("age"), old = poll_answer_find(age, "75");
    hand_show(hand, "surveys", NULL);
    hand_tap(hand, "surveys.new");
    assert_int_equal(hand->shell->screen, SCREEN_SURVEY);
    hand_tap(hand, "heard.more:forms");
    hand_tap(hand, "heard.more:forms");
    assert_int_equal(only_poll(hand)->forms, 2);
    hand_tap(hand, "heard.more:age/75");
    assert_int_equal(only_poll(hand)->tallies[age][old], 1);
    assert_true(hand_sees(hand, "Samen 1, maar er zijn 2 formulieren"));
    hand_tap(hand, "heard.more:age/75");
    assert_true(hand_sees(hand, "Klopt met het aantal formulieren"));
    hand_tap(hand, "heard.less:age/75");
    assert_int_equal(only_poll(hand)->tallies[age][old], 1);
    hand_tap(hand, "bar.undo");
    assert_int_equal(only_poll(hand)->tallies[age][old], 2);
    assert_non_null(strstr(hand_line(hand, "heard.less:age/u18"), "disabled"));
    hand_tap(hand, "heard.type:age/u18");
    hand_type(hand, "-4");
    assert_non_null(strstr(hand_line(hand, "heard.save"), "disabled"));
    hand_fill(hand, "heard.field", "41");
    hand_tap(hand, "heard.save");
    assert_int_equal(only_poll(hand)->tallies[age][0], 41);
    assert_false(hand_finds(hand, "heard.dialog"));
    hand_tap(hand, "heard.type:age/u18");
    hand_fill(hand, "heard.field", "7");
    hand_tap(hand, "heard.cancel");
    assert_int_equal(only_poll(hand)->tallies[age][0], 41);
}

static void counts_of_a_place_reach_their_band(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "counts", NULL);
    assert_true(hand_sees(hand, "tot en met 1"));
    hand_tap(hand, "heard.type:skills");
    hand_type(hand, "1000");
    hand_tap(hand, "heard.save");
    assert_true(hand_sees(hand, "Nog 1 tot de volgende schijf"));
    hand_tap(hand, "heard.more:skills");
    assert_int_equal(logbook_of(hand)->headcounts[0].number, 1001);
    assert_true(hand_sees(hand, "Nog 500 tot de volgende schijf"));
    hand_tap(hand, "bar.undo");
    assert_true(hand_sees(hand, "Nog 1 tot de volgende schijf"));
    hand_tap(hand, "counts.other");
    assert_true(hand_sees(hand, "Welke plek?"));
}

int main(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk_first_week, close_hand)
#define ON_PHONE(test) cmocka_unit_test_setup_teardown(test, open_phone_first_week, close_hand)
    const struct CMUnitTest tests[] = {
        AT_DESK(a_signal_takes_three_taps_and_can_be_undone),
        ON_PHONE(a_signal_takes_three_taps_and_can_be_undone),
        AT_DESK(the_first_choices_are_big_and_in_sight),
        ON_PHONE(the_first_choices_are_big_and_in_sight),
        AT_DESK(a_signal_at_a_place_is_begun_on_its_sheet),
        AT_DESK(back_goes_one_question_back),
        AT_DESK(the_month_table_counts_and_a_signal_can_be_taken_out),
        ON_PHONE(a_threshold_is_a_service_and_a_step),
        AT_DESK(tallies_are_counted_typed_checked_and_undone),
        ON_PHONE(counts_of_a_place_reach_their_band),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
