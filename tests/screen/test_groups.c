/* SPDX-License-Identifier: EUPL-1.2 */
/* The year through fingers: groups that judge, actions with levers, and the week the program opens
 * on. */
#include "screen/desk.h"

#include <stdio.h>
#include <string.h>

#include "action/logbook.h"
#include "action/plan.h"
#include "action/vote.h"

static const struct logbook *logbook_of(struct hand *hand)
{
    return project_logbook(shell_project(hand->shell));
}

static bool chosen(struct hand *hand, const char *id)
{
    return strstr(hand_line(hand, id), "selected") != NULL;
}

/* ---- groups ---- */

static void a_group_colours(struct hand *hand, int group)
{
    static const char *const colours[] = {"green", "orange", "red"};
    const struct framework *framework = project_framework(shell_project(hand->shell));
    for (int c = 0; c < framework->criterion_count; c++) {
        char id[64];
        /* All agree, but on T1, where the last group sees red. */
        int colour = c == 0 ? (group == 4 ? 2 : 0) : c % 3;
        snprintf(id, sizeof id, "vote.%s:%s", framework->criteria[c].id, colours[colour]);
        ui_focus(shell_ui(hand->shell), id); /* clear of what stands below */
        assert_false(chosen(hand, id));      /* nothing of another group is seen */
        hand_tap(hand, id);
        assert_true(chosen(hand, id));
    }
}

static void four_groups_of_22_criteria_take_a_tap_each(struct hand *hand)
{
    struct vote_session session;
    struct vote_row rows[VOTE_CRITERIA];
    hand_show(hand, "vote", NULL);
    hand->taps = 0;
    hand_tap(hand, "vote.begin");
    for (int group = 1; group <= 4; group++) {
        assert_int_equal(hand->shell->screen, SCREEN_VOTE_COLOUR);
        assert_int_equal(hand->shell->vote_group, group);
        a_group_colours(hand, group);
        hand_tap(hand, "vote.ready");
    }
    assert_int_equal(hand->shell->screen, SCREEN_VOTE_RESULT);
    print_message("four groups, 22 criteria: %d taps\n", hand->taps);
    /* Fifteen minutes are 900 seconds: more than nine seconds a tap. */
    assert_int_equal(hand->taps, 4 * 22 + 4 + 1);
    assert_true(vote_session_find(logbook_of(hand), hand->shell->vote, &session));
    assert_int_equal(session.groups_done, 4);
    assert_int_equal(vote_rows(&session, rows), 22);
    assert_string_equal(rows[0].criterion, "T1");
    assert_int_equal(rows[0].difference, VOTE_APART);
    assert_int_equal(rows[1].difference, VOTE_AGREED);
}

static void the_outcome_becomes_the_judgement_and_says_where_it_comes_from(void **state)
{
    struct hand *hand = *state;
    four_groups_of_22_criteria_take_a_tap_each(hand);
    assert_true(hand_sees(hand, "1 criterium om te bespreken: groen én rood"));
    assert_null(hand_finding(hand, "T1")->judgement);
    hand_tap(hand, "result.T1:orange");
    const struct finding *finding = hand_finding(hand, "T1");
    assert_non_null(finding->judgement);
    assert_int_equal(finding->verdict, VERDICT_PARTLY);
    assert_string_equal(finding->judgement->reason,
                        "Groepsoordeel van 4 groepen op 12 juni 2026: 3 groen, 1 rood");
    assert_true(chosen(hand, "result.T1:orange"));
    hand->shell->language = shell_language_of(hand->shell, LANGUAGE_FR);
    shell_rebuild(hand->shell);
    assert_true(chosen(hand, "result.T1:orange")); /* in whatever language it is read */
    hand->shell->language = shell_language_of(hand->shell, LANGUAGE_NL);
    shell_rebuild(hand->shell);
    hand_tap(hand, "bar.undo");
    assert_false(chosen(hand, "result.T1:orange"));
    assert_null(hand_finding(hand, "T1")->judgement);
    hand_tap(hand, "result.agreed");
    assert_int_equal(hand_finding(hand, "T2")->verdict, VERDICT_PARTLY);
    assert_string_equal(hand_finding(hand, "C5")->judgement->reason,
                        "Groepsoordeel van 4 groepen op 12 juni 2026: 4 groen");
    assert_null(hand_finding(hand, "T1")->judgement);
    hand_tap(hand, "bar.undo"); /* one deed */
    assert_null(hand_finding(hand, "T2")->judgement);
}

static void a_phone_takes_as_few_taps(void **state)
{
    four_groups_of_22_criteria_take_a_tap_each(*state);
}

static void a_colour_is_taken_back_by_a_second_tap_or_by_undo(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "vote", NULL);
    hand_tap(hand, "vote.groups:2");
    hand_tap(hand, "vote.about:3");
    hand_tap(hand, "vote.begin");
    assert_false(hand_finds(hand, "vote.I1:green"));
    assert_non_null(strstr(hand_line(hand, "vote.undo"), "disabled"));
    hand_tap(hand, "vote.T1:red");
    hand_tap(hand, "vote.T1:red");
    assert_false(chosen(hand, "vote.T1:red"));
    hand_tap(hand, "vote.T1:red");
    hand_tap(hand, "vote.T2:green");
    hand_tap(hand, "vote.undo");
    assert_true(chosen(hand, "vote.T1:red"));
    assert_false(chosen(hand, "vote.T2:green"));
    assert_true(hand_sees(hand, "1 van 5 gekleurd"));
}

static void differences_stay_hidden_until_every_group_is_done(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "vote", NULL);
    hand_tap(hand, "vote.groups:2");
    hand_tap(hand, "vote.begin");
    hand_tap(hand, "vote.T1:red");
    hand_tap(hand, "vote.ready");
    assert_int_equal(hand->shell->vote_group, 2);
    char row[64], session[32];
    struct vote_session found;
    snprintf(session, sizeof session, "%s", hand->shell->vote);
    snprintf(row, sizeof row, "vote.session:%s", session);
    hand_saved(hand);
    hand_again(hand); /* the tablet was put away */
    hand_show(hand, "vote", NULL);
    hand_tap(hand, row);
    assert_true(hand_sees(hand, "Nog 1 groep is niet klaar"));
    assert_false(hand_finds(hand, "result.T1:red"));
    hand_tap(hand, "result.go");
    assert_false(chosen(hand, "vote.T1:red"));
    hand_tap(hand, "vote.T1:green");
    hand_tap(hand, "vote.ready");
    assert_true(hand_finds(hand, "result.T1:red"));
    hand_tap(hand, "result.remove");
    assert_false(vote_session_find(logbook_of(hand), session, &found));
}

/* ---- actions ---- */

static const struct plan_action *action_titled(struct hand *hand, const char *title)
{
    const struct logbook *logbook = logbook_of(hand);
    for (size_t i = 0; i < logbook->action_count; i++) {
        if (!strcmp(logbook->actions[i].title, title)) {
            return &logbook->actions[i];
        }
    }
    return NULL;
}

static void a_gap_becomes_an_action_with_steps(void **state)
{
    struct hand *hand = *state;
    char step[64];
    hand_show(hand, "criterion", "G4");
    hand_tap(hand, "criterion.plan");
    assert_int_equal(hand->shell->screen, SCREEN_ACTION);
    assert_true(chosen(hand, "form.one:criterion=G4"));
    hand_fill(hand, "form.field:title", "Een koffer met zes tablets");
    hand_tap(hand, "form.many:levers=outreach");
    hand_tap(hand, "form.one:when=12/9/2026");
    hand_fill(hand, "form.field:who", "buurtwerk");
    hand_tap(hand, "form.save");
    const struct plan_action *action = action_titled(hand, "Een koffer met zes tablets");
    assert_non_null(action);
    assert_string_equal(action->criterion, "G4");
    assert_string_equal(action->who, "buurtwerk");
    assert_int_equal(action->levers, 1u << LEVER_OUTREACH);
    assert_int_equal(action->when.month, 9);
    hand->now += 9000; /* the quiet bar goes */
    shell_tick(hand->shell, hand->now);
    hand_fill(hand, "action.step.text", "Offerte vragen");
    hand_tap(hand, "action.step.add");
    action = action_titled(hand, "Een koffer met zes tablets");
    assert_int_equal(action->step_count, 1);
    snprintf(step, sizeof step, "action.step:%s", action->steps[0].id);
    hand_tap(hand, step);
    assert_int_equal(action_titled(hand, "Een koffer met zes tablets")->steps_done, 1);
    hand_tap(hand, "bar.undo");
    assert_int_equal(action_titled(hand, "Een koffer met zes tablets")->steps_done, 0);
    shell_back(hand->shell);
    shell_tick(hand->shell, hand->now);
    assert_int_equal(hand->shell->screen, SCREEN_CRITERION);
    assert_true(hand_sees(hand, "Een koffer met zes tablets"));
    assert_int_equal(hand_finding(hand, "G4")->judgement != NULL, 0); /* nothing is judged by it */
}

static void one_action_of_outreach_changes_the_strip_at_once(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "plan", NULL);
    assert_true(hand_sees(hand, "Eén hefboom is nog leeg: outreaching."));
    assert_true(hand_sees(hand, "Voldaan: nu 8, dan 11 van 22"));
    hand_tap(hand, "plan.new");
    hand_fill(hand, "form.field:title", "Met de bakfiets naar het plein");
    hand_tap(hand, "form.many:levers=outreach");
    hand_tap(hand, "form.save");
    hand_tap(hand, "back");
    assert_true(hand_sees(hand, "Alle vier de hefbomen worden gebruikt."));
    assert_true(hand_sees(hand, "Voldaan: nu 8, dan 11 van 22"));
    assert_int_equal(hand_finding(hand, "T3")->verdict, VERDICT_NOT);
}

static void an_action_without_a_title_is_refused_and_stays(void **state)
{
    struct hand *hand = *state;
    size_t before = logbook_of(hand)->action_count;
    hand_show(hand, "plan", NULL);
    hand_tap(hand, "plan.new");
    hand_tap(hand, "form.many:levers=gap");
    hand_tap(hand, "form.save");
    assert_true(hand_sees(hand, "Een actie heeft een titel nodig"));
    hand_tap(hand, "fault.close");
    assert_int_equal(hand->shell->screen, SCREEN_ACTION);
    assert_true(chosen(hand, "form.many:levers=gap"));
    assert_int_equal(logbook_of(hand)->action_count, before);
}

/* ---- the week ---- */

static void what_is_late_stands_in_the_week_until_it_is_done(void **state)
{
    struct hand *hand = *state;
    char row[96];
    const struct plan_action *action =
        action_titled(hand, "Voorbeeld: een gratis oplaadpunt in de bib");
    assert_non_null(action);
    snprintf(row, sizeof row, "todo.action:%s", action->id);
    hand_show(hand, "todo", NULL);
    assert_true(hand_sees(hand, "6 dagen te laat"));
    hand_tap(hand, row);
    hand_tap(hand, "form.one:state=done");
    hand_tap(hand, "form.save");
    assert_int_equal(hand->shell->screen, SCREEN_TODO);
    assert_false(hand_finds(hand, row));
    assert_false(hand_sees(hand, "6 dagen te laat"));
}

static void a_meeting_of_this_week_is_one_tap_away(void **state)
{
    struct hand *hand = *state;
    struct fault why;
    char id[ACTION_ID], row[96];
    struct action_field soon[] = {{"date", "2026-06-16"}, {"about", "doorverwijzen"}};
    struct action_field later[] = {{"date", "2026-07-16"}};
    hand_show(hand, "todo", NULL);
    hand_tap(hand, "todo.meetings");
    assert_int_equal(hand->shell->screen, SCREEN_MEETINGS);
    assert_true(action_record_new(shell_project(hand->shell), RECORD_MEETING, later, 1, id, &why));
    hand_show(hand, "todo", NULL);
    assert_true(hand_sees(hand, "Het volgende overleg is op 16 juli 2026."));
    assert_true(action_record_new(shell_project(hand->shell), RECORD_MEETING, soon, 2, id, &why));
    snprintf(row, sizeof row, "todo.meeting:%s", id);
    hand_show(hand, "todo", NULL);
    assert_true(hand_sees(hand, "doorverwijzen"));
    hand_tap(hand, row);
    assert_int_equal(hand->shell->screen, SCREEN_MEETING);
    hand_show(hand, "todo", NULL);
    hand_tap(hand, "todo.round");
    assert_int_equal(hand->shell->screen, SCREEN_ROUNDS);
}

static void a_project_of_ones_own_begins_with_the_week_or_the_map(void **state)
{
    struct hand *hand = *state;
    assert_int_equal(hand->shell->screen, SCREEN_MAP); /* the oefenwijk: its welcome is there */
    hand_show(hand, "settings", NULL);
    hand_tap(hand, "settings.new");
    hand_tap(hand, "project.make");
    hand_again(hand);
    assert_int_equal(hand->shell->screen, SCREEN_TODO);
    assert_true(hand_sees(hand, "Er zijn nog geen acties"));
    hand_tap(hand, "todo.plan");
    assert_int_equal(hand->shell->screen, SCREEN_PLAN);
    hand_show(hand, "settings", NULL);
    hand_tap(hand, "settings.begin:1");
    hand_again(hand);
    assert_int_equal(hand->shell->screen, SCREEN_MAP);
}

static void a_little_question_leads_to_where_it_is_answered(void **state)
{
    struct hand *hand = *state;
    struct project *project = shell_project(hand->shell);
    struct fault why;
    char place[ACTION_ID], row[96];
    struct action_field unsaid[] = {{"offers/r/service", "charge"}, {"offers/r/count", "6"}};
    assert_true(action_add(project, KIND_LIBRARY, (struct point){4.3398, 50.8566}, "Kleine bib",
                           place, &why));
    assert_true(action_set(project, place, unsaid, 2, &why));
    const struct doubt_list *list = project_doubts(project);
    assert_true(list->count > 0);
    snprintf(row, sizeof row, "todo.doubt:%s", place);
    hand_show(hand, "todo", NULL);
    assert_true(hand_finds(hand, row));
    hand_tap(hand, row);
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
}

int main(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_hand)
#define ON_PHONE(test) cmocka_unit_test_setup_teardown(test, open_phone, close_hand)
    const struct CMUnitTest tests[] = {
        AT_DESK(the_outcome_becomes_the_judgement_and_says_where_it_comes_from),
        ON_PHONE(a_phone_takes_as_few_taps),
        AT_DESK(a_colour_is_taken_back_by_a_second_tap_or_by_undo),
        AT_DESK(differences_stay_hidden_until_every_group_is_done),
        AT_DESK(a_gap_becomes_an_action_with_steps),
        AT_DESK(one_action_of_outreach_changes_the_strip_at_once),
        AT_DESK(an_action_without_a_title_is_refused_and_stays),
        AT_DESK(what_is_late_stands_in_the_week_until_it_is_done),
        cmocka_unit_test_setup_teardown(a_meeting_of_this_week_is_one_tap_away,
                                        open_desk_first_week, close_hand),
        AT_DESK(a_project_of_ones_own_begins_with_the_week_or_the_map),
        AT_DESK(a_little_question_leads_to_where_it_is_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
