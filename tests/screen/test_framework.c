/* SPDX-License-Identifier: EUPL-1.2 */
/* The other frameworks and practices, with a finger. */
#include "screen/hand.h"

#include <stdlib.h>
#include <string.h>

#include "action/instrument.h"
#include "screen/shell_inner.h"

static int open_hand(void **state)
{
    static struct hand hand;
    hand_open(&hand, 800, 1280, "nl", 1);
    *state = &hand;
    return 0;
}

static int close_hand(void **state)
{
    hand_close(*state);
    return 0;
}

static int choice_of(struct hand *hand, const char *item)
{
    struct project *project = hand->shell->project;
    const struct instrument *tool = project_instrument(project, "beleidstool");
    struct card card;
    action_card(project, tool, instrument_item_find(tool, item), &card);
    return card.choice;
}

static void a_card_is_sorted_in_one_tap_and_taken_back_in_another(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "map", NULL);
    hand_tap(hand, "rail.work");
    hand_tap(hand, "work:frameworks");
    hand_tap(hand, "framework:beleidstool");
    hand_tap(hand, "card:D1=now");
    assert_int_equal(choice_of(hand, "D1"), 0);
    hand_tap(hand, "card:D1=now");
    assert_int_equal(choice_of(hand, "D1"), -1);
}

static void a_project_without_a_reason_is_not_saved_and_nothing_typed_is_lost(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "framework", "criteriakompas");
    hand_tap(hand, "item.new");
    hand_fill(hand, "form.field:name", "Snelbalie");
    hand_tap(hand, "form.one:level=weak");
    hand_tap(hand, "form.save");
    assert_true(hand_finds(hand, "fault.close"));
    hand_tap(hand, "fault.close");
    assert_true(hand_sees(hand, "Snelbalie"));
    hand_fill(hand, "form.field:reason", "Geen loket meer");
    hand_tap(hand, "form.save");
    assert_true(hand_sees(hand, "Snelbalie · Zwak"));
}

static void the_groups_of_brussels_are_one_tap_away(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "framework", "target_groups");
    hand_tap(hand, "take:brussels");
    assert_true(hand_finds(hand, "take:diw"));
    assert_false(hand_finds(hand, "take:brussels"));
}

static void a_telephone_number_is_told_while_it_is_typed(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "practices", NULL);
    hand_tap(hand, "practice.new");
    hand_fill(hand, "form.field:title", "Bel 0470 12 34 56");
    assert_true(hand_sees(hand, "Telefoonnummer"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hand, close_hand)
    const struct CMUnitTest tests[] = {
        TEST(a_card_is_sorted_in_one_tap_and_taken_back_in_another),
        TEST(a_project_without_a_reason_is_not_saved_and_nothing_typed_is_lost),
        TEST(the_groups_of_brussels_are_one_tap_away),
        TEST(a_telephone_number_is_told_while_it_is_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
