/* SPDX-License-Identifier: EUPL-1.2 */
/* The other frameworks and practices, with a finger. */
#include "screen/hand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/across.h"
#include "action/instrument.h"
#include "screen/shell_inner.h"
#include "system/file.h"

static int open_hand(void **state)
{
    static struct hand hand;
    hand_open(&hand, 800, 1280, "nl", 1);
    *state = &hand;
    return 0;
}

static int open_hand_first_week(void **state)
{
    static struct hand hand;
    hand_open_first_week(&hand, 800, 1280, "nl", 1);
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

static void the_bands_of_the_digibanken_lead_to_the_counts(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "frameworks", NULL);
    assert_true(hand_sees(hand, "Digibanken"));
    hand_tap(hand, "framework.bands");
    assert_int_equal(hand->shell->screen, SCREEN_COUNTS);
}

static void a_table_of_figures_is_read_on_screen(void **state)
{
    struct hand *hand = *state;
    struct context context;
    char folder[SYSTEM_PATH + 16], path[SYSTEM_PATH + 32];
    struct fault why;
    const char *code = project_wijk(hand->shell->project)->code;
    snprintf(folder, sizeof folder, "%s/import", hand->shell->data_folder);
    assert_true(folder_make(folder, &why));
    snprintf(path, sizeof path, "%s/cijfers.csv", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "wijk,cijfer,waarde,jaar,bron\n%s,Scholen,17,2024,Gemeente\n", code);
    fclose(file);
    hand_show(hand, "context", NULL);
    hand_tap(hand, "context.table");
    hand_tap(hand, "import.file:0");
    hand_tap(hand, "import.figures");
    action_context(hand->shell->project, code, &context);
    assert_non_null(context_find(&context, "Scholen"));
    assert_int_equal(context_find(&context, "Scholen")->year, 2024);
    assert_true(hand_finds(hand, "bar.undo"));
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
        cmocka_unit_test_setup_teardown(a_card_is_sorted_in_one_tap_and_taken_back_in_another,
                                        open_hand_first_week, close_hand),
        TEST(a_project_without_a_reason_is_not_saved_and_nothing_typed_is_lost),
        TEST(the_groups_of_brussels_are_one_tap_away),
        TEST(the_bands_of_the_digibanken_lead_to_the_counts),
        TEST(a_table_of_figures_is_read_on_screen),
        TEST(a_telephone_number_is_told_while_it_is_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
