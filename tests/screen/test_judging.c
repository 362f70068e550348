/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/desk.h"

#include <stdio.h>
#include <string.h>

static void a_criterion_is_overruled_in_four_taps_and_what_was_computed_stays(void **state)
{
    struct hand *hand = *state;
    enum verdict computed = hand_finding(hand, "T4")->computed;
    assert_int_not_equal(computed, VERDICT_MET);
    hand_show(hand, "pillars", NULL);
    hand->taps = 0;
    hand_tap(hand, "pillars.criterion:T4");
    hand_tap(hand, "criterion.judge");
    hand_tap(hand, "judge.answer:met");
    hand_type(hand, "De bib is op donderdag tot 20 uur open");
    hand_tap(hand, "form.save");
    assert_int_equal(hand->taps, 4);
    assert_int_equal(hand->shell->screen, SCREEN_CRITERION);
    const struct finding *finding = hand_finding(hand, "T4");
    assert_non_null(finding->judgement);
    assert_string_equal(finding->judgement->reason, "De bib is op donderdag tot 20 uur open");
    assert_int_equal(finding->verdict, VERDICT_MET);
    assert_int_equal(finding->computed, computed);
    assert_true(hand_finds(hand, "criterion.computed"));
    assert_true(hand_sees(hand, "Berekend: deels"));
    assert_true(hand_sees(hand, "De bib is op donderdag tot 20 uur open"));
    hand_saved(hand);
    hand_again(hand);
    assert_int_equal(hand_finding(hand, "T4")->verdict, VERDICT_MET);
    hand_show(hand, "criterion", "T4");
    hand_tap(hand, "criterion.unjudge");
    assert_null(hand_finding(hand, "T4")->judgement);
    assert_false(hand_finds(hand, "criterion.computed"));
}

static void a_judgement_without_its_reason_cannot_be_saved(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "judge", "T4");
    assert_non_null(strstr(hand_line(hand, "form.save"), "disabled"));
    assert_true(hand_sees(hand, "Kies een antwoord en schrijf waarom"));
    hand_tap(hand, "judge.answer:not");
    assert_non_null(strstr(hand_line(hand, "form.save"), "disabled"));
    assert_true(hand_sees(hand, "Schrijf nog waarom"));
    hand_type(hand, "   ");
    assert_non_null(strstr(hand_line(hand, "form.save"), "disabled"));
    hand_tap(hand, "form.save");
    assert_null(hand_finding(hand, "T4")->judgement);
    hand_fill(hand, "form.field:reason", "Gesloten om 18 uur");
    assert_null(strstr(hand_line(hand, "form.save"), "disabled"));
}

static void leaving_a_judgement_that_was_begun_asks_first(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "pillars", NULL);
    hand_tap(hand, "pillars.criterion:T4");
    hand_tap(hand, "criterion.judge");
    hand_tap(hand, "judge.answer:not");
    hand_tap(hand, "back");
    assert_true(hand_finds(hand, "form.leave"));
    assert_non_null(strstr(hand_line(hand, "form.leave.save"), "disabled"));
    hand_tap(hand, "form.leave.stay");
    assert_int_equal(hand->shell->screen, SCREEN_JUDGE);
    assert_false(hand_finds(hand, "form.leave"));
    hand_tap(hand, "rail.todo");
    assert_true(hand_finds(hand, "form.leave"));
    hand_tap(hand, "form.leave.drop");
    assert_int_equal(hand->shell->screen, SCREEN_TODO);
    assert_null(hand_finding(hand, "T4")->judgement);
}

static void the_wheel_and_the_list_say_the_same(void **state)
{
    struct hand *hand = *state;
    static const char *const words[] = {"met", "partly", "not", "unknown"};
    struct project *project = shell_project(hand->shell);
    const struct framework *framework = project_framework(project);
    for (int pillar = 0; pillar < framework->pillar_count; pillar++) {
        hand_show(hand, "pillars", framework->pillars[pillar].id);
        for (int i = 0; i < framework->pillars[pillar].count; i++) {
            const char *id = framework->criteria[framework->pillars[pillar].first + i].id;
            const struct finding *finding = hand_finding(hand, id);
            char segment[32], row[64], word[64];
            snprintf(segment, sizeof segment, "%s:%s", id, words[finding->verdict]);
            assert_non_null(strstr(hand_line(hand, "pillars.wheel"), segment));
            snprintf(row, sizeof row, "pillars.criterion:%s", id);
            snprintf(word, sizeof word, ": %s\"",
                     shell_word(hand->shell, verdict_key(finding->verdict)));
            assert_non_null(strstr(hand_line(hand, row), word));
        }
    }
}

static void a_search_that_is_taken_back_makes_not_into_not_looked_at(void **state)
{
    struct hand *hand = *state;
    char id[64];
    assert_int_equal(hand_finding(hand, "T3")->verdict, VERDICT_NOT);
    hand_show(hand, "criterion", "T3");
    snprintf(id, sizeof id, "criterion.look:%d", SERVICE_CHARGE);
    assert_non_null(strstr(hand_line(hand, id), " on"));
    hand_tap(hand, id);
    assert_int_equal(hand_finding(hand, "T3")->verdict, VERDICT_UNKNOWN);
    assert_null(strstr(hand_line(hand, id), " on"));
    hand_tap(hand, id);
    assert_int_equal(hand_finding(hand, "T3")->verdict, VERDICT_NOT);
}

static void the_wijk_chooses_its_priority_groups_and_how_strict_evenings_are(void **state)
{
    struct hand *hand = *state;
    const struct wijk *wijk = project_wijk(shell_project(hand->shell));
    unsigned before = wijk->groups;
    hand_show(hand, "criterion", "I2");
    hand_tap(hand, "criterion.group:0");
    assert_int_equal(wijk->groups, before ^ 1u);
    hand_tap(hand, "criterion.group:0");
    assert_int_equal(wijk->groups, before);
    hand_show(hand, "criterion", "T4");
    assert_int_equal(hand_finding(hand, "T4")->verdict, VERDICT_PARTLY);
    hand_tap(hand, "criterion.loose");
    assert_true(wijk->loose_hours);
    assert_int_equal(hand_finding(hand, "T4")->verdict, VERDICT_MET);
    hand_tap(hand, "criterion.strict");
    assert_false(wijk->loose_hours);
}

static void evidence_opens_its_place(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "criterion", "T1");
    hand_tap(hand, "criterion.evidence:0");
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_non_null(shell_selected(hand->shell));
    shell_back(hand->shell);
    assert_int_equal(hand->shell->screen, SCREEN_CRITERION);
}

static void a_tap_on_the_wheel_opens_the_criterion_under_the_finger(void **state)
{
    struct hand *hand = *state;
    struct rect rect;
    hand_show(hand, "pillars", NULL);
    assert_true(ui_find(shell_ui(hand->shell), "pillars.wheel", &rect));
    double x = rect.x + rect.width * 0.56,
           y = rect.y + rect.height * 0.2; /* T1, right of the top */
    shell_finger(hand->shell, (struct finger){FINGER_DOWN, 1, x, y, 5000});
    shell_finger(hand->shell, (struct finger){FINGER_UP, 1, x, y, 5040});
    assert_int_equal(hand->shell->screen, SCREEN_CRITERION);
    assert_int_equal(hand->shell->criterion, 0);
}

static const struct place *stale_place(struct project *project)
{
    size_t count;
    const struct place *const *places = project_places(project, &count);
    for (size_t i = 0; i < count; i++) {
        if (project_place_in_wijk(project, places[i]) &&
            project_place_state(project, places[i]) == PLACE_STALE) {
            return places[i];
        }
    }
    fail_msg("no stale place");
    return NULL;
}

static void what_is_to_do_leads_to_the_criterion_and_the_place(void **state)
{
    struct hand *hand = *state;
    char row[128];
    const struct place *stale = stale_place(shell_project(hand->shell));
    hand_show(hand, "todo", NULL);
    hand_tap(hand, "todo.gap:T4");
    assert_int_equal(hand->shell->screen, SCREEN_CRITERION);
    shell_back(hand->shell);
    shell_tick(hand->shell, hand->now);
    assert_int_equal(hand->shell->screen, SCREEN_TODO);
    snprintf(row, sizeof row, "todo.check:%s", stale->id);
    hand_tap(hand, row);
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_string_equal(hand->shell->selected, stale->id);
}

int main(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_hand)
    const struct CMUnitTest tests[] = {
        AT_DESK(a_criterion_is_overruled_in_four_taps_and_what_was_computed_stays),
        AT_DESK(a_judgement_without_its_reason_cannot_be_saved),
        AT_DESK(leaving_a_judgement_that_was_begun_asks_first),
        AT_DESK(the_wheel_and_the_list_say_the_same),
        AT_DESK(a_search_that_is_taken_back_makes_not_into_not_looked_at),
        AT_DESK(the_wijk_chooses_its_priority_groups_and_how_strict_evenings_are),
        AT_DESK(evidence_opens_its_place),
        AT_DESK(a_tap_on_the_wheel_opens_the_criterion_under_the_finger),
        AT_DESK(what_is_to_do_leads_to_the_criterion_and_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
