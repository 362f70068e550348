/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds, wijken beside each other, figures of others and growth, by finger. */
#include "screen/hand.h"

#include <stdio.h>
#include <string.h>

#define WIJK "21012W16"
#define ROUND_ID "round:" WIJK ":2026-06-12"

static const double sizes[][2] = {{1280, 800}, {412, 892}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void plug(struct hand *hand)
{
    struct fault why;
    char id[ACTION_ID];
    struct point point = {4.3398, 50.8566};
    assert_true(
        action_add(hand->shell->project, KIND_CHARGING_POINT, point, "Stopcontact", id, &why));
}

/* The quiet bar, which may lie over what is to be tapped, has had its time. */
static void bar_gone(struct hand *hand)
{
    hand->now += 9000;
    shell_tick(hand->shell, hand->now);
}

static void a_round_is_frozen_in_three_taps_and_undone(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct hand hand;
        hand_open_first_week(&hand, sizes[i][0], sizes[i][1], "nl", 1);
        hand_show(&hand, "work", NULL);
        hand.taps = 0;
        hand_tap(&hand, "work:rounds");
        assert_true(hand_sees(&hand, "Er is nog geen ronde vastgelegd."));
        hand_tap(&hand, "rounds.freeze");
        assert_true(hand_sees(&hand, "De scorekaart van vandaag vastleggen?"));
        hand_tap(&hand, "rounds.no");
        assert_false(hand_finds(&hand, "rounds.yes"));
        hand_tap(&hand, "rounds.freeze");
        hand_tap(&hand, "rounds.yes");
        assert_int_equal(hand.taps, 5);
        assert_true(hand_finds(&hand, "round:" ROUND_ID));
        hand_tap(&hand, "bar.undo");
        assert_false(hand_finds(&hand, "round:" ROUND_ID));
        hand_close(&hand);
    }
}

static void what_changed_since_is_seen_and_a_round_can_go(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct hand hand;
        hand_open(&hand, sizes[i][0], sizes[i][1], "nl", i ? 2 : 1);
        hand_show(&hand, "rounds", "freeze");
        hand_tap(&hand, "rounds.yes");
        hand.clock = kit_clock("2026-12-20T15:00");
        plug(&hand);
        hand_show(&hand, "rounds", NULL);
        assert_true(hand_sees(&hand, "tijd om de wijk opnieuw te bekijken"));
        bar_gone(&hand);
        hand_tap(&hand, "round:" ROUND_ID);
        assert_true(hand_sees(&hand, "12 juni 2026 naast nu"));
        assert_true(hand_sees(&hand, "T3 Gratis oplaadpunt"));
        assert_true(hand_sees(&hand, "Telt nu mee: Stopcontact"));
        assert_true(hand_sees(&hand, "Toegevoegd: Stopcontact"));
        hand_tap(&hand, "rounds.same");
        assert_true(hand_sees(&hand, "T1 Gratis gebruik wifi"));
        bar_gone(&hand);
        hand_tap(&hand, "rounds.remove");
        hand_tap(&hand, "rounds.remove.yes");
        assert_int_equal(hand.shell->screen, SCREEN_ROUNDS);
        assert_false(hand_finds(&hand, "round:" ROUND_ID));
        hand_close(&hand);
    }
}

static void a_criterion_says_what_moved_it_since_the_last_round(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct hand hand;
        hand_open_first_week(&hand, sizes[i][0], sizes[i][1], "nl", i ? 2 : 1);
        hand_show(&hand, "criterion", "T3");
        assert_false(hand_finds(&hand, "criterion.since"));
        hand_show(&hand, "rounds", "freeze");
        hand_tap(&hand, "rounds.yes");
        hand_show(&hand, "criterion", "T3");
        assert_false(hand_finds(&hand, "criterion.since")); /* of today */
        hand.clock = kit_clock("2026-07-01T15:00");
        plug(&hand);
        bar_gone(&hand);
        hand_show(&hand, "criterion", "T3");
        assert_non_null(
            strstr(hand_line(&hand, "criterion.since"), "Sinds de ronde van 12 juni 2026: beter"));
        assert_true(hand_sees(&hand, "toen niet voldaan, nu voldaan"));
        assert_true(hand_sees(&hand, "Toegevoegd: Stopcontact"));
        hand_show(&hand, "criterion", "T1");
        assert_non_null(strstr(hand_line(&hand, "criterion.since"), "hetzelfde"));
        hand_tap(&hand, "criterion.since");
        assert_int_equal(hand.shell->screen, SCREEN_ROUND);
        assert_true(hand_sees(&hand, "12 juni 2026 naast nu"));
        hand_tap(&hand, "back");
        assert_int_equal(hand.shell->screen, SCREEN_CRITERION);
        hand_close(&hand);
    }
}

static void wijken_are_put_beside_each_other_with_how_well_they_were_looked_at(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct hand hand;
        hand_open(&hand, sizes[i][0], sizes[i][1], "nl", i ? 2 : 1);
        hand_show(&hand, "compare", NULL);
        assert_true(hand_sees(&hand, "Geen rangschikking"));
        assert_true(hand_finds(&hand, "figure:" WIJK));
        assert_false(hand_finds(&hand, "figure:21004W21"));
        hand_tap(&hand, "compare:21004W21");
        assert_true(hand_finds(&hand, "figure:21004W21"));
        assert_true(hand_sees(&hand, "Geen enkele plek bevestigd"));
        hand_tap(&hand, "compare:21004W21");
        assert_false(hand_finds(&hand, "figure:21004W21"));
        hand_tap(&hand, "compare.table");
        assert_true(hand_sees(&hand, "compare-2026-06-12.csv"));
        hand_close(&hand);
    }
}

static void a_figure_is_typed_with_its_year_and_source(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, 1280, 800, "nl", 1);
    hand_show(&hand, "compare", NULL);
    hand_tap(&hand, "figure:" WIJK);
    hand_fill(&hand, "form.field:figure", "Inwoners");
    hand_fill(&hand, "form.field:value", "11 532");
    hand_fill(&hand, "form.field:year", "2024");
    hand_tap(&hand, "form.save");
    assert_true(hand_sees(&hand, "Zonder bron is een cijfer geen cijfer"));
    hand_tap(&hand, "fault.close");
    hand_fill(&hand, "form.field:source", "Statbel");
    hand_tap(&hand, "form.save");
    hand_show(&hand, "compare", NULL);
    assert_true(hand_sees(&hand, "(2024, Statbel)"));
    hand_close(&hand);
}

static void growth_to_nobody_in_particular_warns(void **state)
{
    struct hand hand;
    (void)state;
    hand_open_first_week(&hand, 412, 892, "nl", 2);
    hand_show(&hand, "growth", NULL);
    assert_true(hand_sees(&hand, "Geen nieuw aanbod"));
    hand_show(&hand, "rounds", "freeze");
    hand_tap(&hand, "rounds.yes");
    hand.clock = kit_clock("2026-06-14T15:00");
    plug(&hand);
    hand_show(&hand, "growth", NULL);
    assert_true(hand_sees(&hand, "noemt geen voorranggroep"));
    hand_close(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_round_is_frozen_in_three_taps_and_undone),
        cmocka_unit_test(what_changed_since_is_seen_and_a_round_can_go),
        cmocka_unit_test(a_criterion_says_what_moved_it_since_the_last_round),
        cmocka_unit_test(wijken_are_put_beside_each_other_with_how_well_they_were_looked_at),
        cmocka_unit_test(a_figure_is_typed_with_its_year_and_source),
        cmocka_unit_test(growth_to_nobody_in_particular_warns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
