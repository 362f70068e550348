/* SPDX-License-Identifier: EUPL-1.2 */
/* The week of the wijk: reached from a criterion, asked in its several ways, pointed at. */
#include "screen/desk.h"

#include <stdio.h>
#include <string.h>

#include "screen/week_inner.h"

static const struct shell_week *week(struct hand *hand)
{
    return week_state(hand->shell);
}

static void tap_half(struct hand *hand, int day, int half)
{
    struct rect grid;
    shell_settle(hand->shell);
    assert_true(ui_find(shell_ui(hand->shell), "week.grid", &grid));
    const int from = 14; /* seven o'clock */
    double left = 48, column = (grid.width - left) / 7;
    double x = grid.x + left + (day + 0.5) * column, y = grid.y + 50 + (half - from + 0.5) * 24;
    hand->now += 700;
    shell_finger(hand->shell, (struct finger){FINGER_DOWN, 1, x, y, hand->now});
    hand->now += 50;
    shell_finger(hand->shell, (struct finger){FINGER_UP, 1, x, y, hand->now});
}

static void it_is_one_tap_from_the_criterion_of_the_hours(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "criterion", "T4");
    hand_tap(hand, "criterion.week");
    assert_int_equal(hand->shell->screen, SCREEN_WEEK);
    assert_int_equal(week(hand)->ask.services, 1u << SERVICE_WIFI | 1u << SERVICE_COMPUTER);
    assert_true(hand_finds(hand, "week.grid"));
    assert_non_null(strstr(hand_line(hand, "week.grid"), "zondag"));
    hand_tap(hand, "back");
    assert_int_equal(hand->shell->screen, SCREEN_CRITERION);
}

static void a_tap_on_a_lit_half_hour_names_its_places_and_opens_one(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "week", "computer");
    tap_half(hand, SATURDAY, 20);
    assert_true(hand_sees(hand, "zaterdag 10:00–10:30"));
    assert_true(hand_sees(hand, "De Boekenmolen"));
    char id[ACTION_ID + 16];
    snprintf(id, sizeof id, "week.place:0:%s", hand_place(hand, "De Boekenmolen")->id);
    hand_tap(hand, id);
    assert_int_equal(hand->shell->screen, SCREEN_PLACE);
    assert_string_equal(shell_selected(hand->shell)->name, "De Boekenmolen");
}

static void a_dark_half_hour_says_who_almost_covers_it(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "week", "computer");
    tap_half(hand, SATURDAY, 33); /* the library closes at 16:00 */
    assert_true(hand_sees(hand, "zaterdag 16:30–17:00"));
    assert_int_equal(week(hand)->found.places[SATURDAY][33], 0);
    assert_true(hand_sees(hand, "De Boekenmolen"));
    hand_tap(hand, "week.earlier");
    hand_tap(hand, "week.earlier");
    assert_true(hand_sees(hand, "zaterdag 15:30–16:00"));
    assert_int_equal(week(hand)->found.places[SATURDAY][31], 1);
}

static void arrows_move_what_is_pointed_at(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "week", "computer");
    ui_focus(shell_ui(hand->shell), "week.grid");
    int half = week(hand)->half;
    shell_key(hand->shell, UI_KEY_DOWN);
    assert_int_equal(week(hand)->half, half + 1);
    shell_key(hand->shell, UI_KEY_UP);
    shell_key(hand->shell, UI_KEY_LEFT);
    assert_int_equal(week(hand)->half, half);
    assert_int_equal(week(hand)->day, FRIDAY);
    shell_key(hand->shell, UI_KEY_RIGHT);
    assert_int_equal(week(hand)->day, SATURDAY);
}

static void services_add_up_and_one_stays(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "week", "computer");
    int minutes = week(hand)->found.minutes;
    ui_focus(shell_ui(hand->shell), "week.service:wifi"); /* scrolls to it */
    hand_tap(hand, "week.service:wifi");
    assert_true(week(hand)->found.minutes > minutes);
    hand_tap(hand, "week.service:wifi");
    assert_int_equal(week(hand)->found.minutes, minutes);
    hand_tap(hand, "week.service:computer");
    assert_int_equal(week(hand)->ask.services, 1u << SERVICE_COMPUTER);
}

static void any_week_can_be_turned_to(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "week", NULL);
    hand_tap(hand, "week.chosen");
    assert_true(hand_sees(hand, "Week van 8 juni 2026"));
    hand_tap(hand, "week.after");
    assert_true(hand_sees(hand, "Week van 15 juni 2026"));
    hand_tap(hand, "week.before");
    hand_tap(hand, "week.before");
    assert_true(hand_sees(hand, "Week van 1 juni 2026"));
    hand_tap(hand, "week.school");
    assert_true(hand_sees(hand, "Zoals in de week van "));
    assert_false(hand_finds(hand, "week.after"));
}

static void the_same_stands_in_words(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "week", "computer");
    hand_tap(hand, "week.words");
    assert_false(hand_finds(hand, "week.grid"));
    assert_true(hand_sees(hand, "9:00–16:00: 1 plek"));
    assert_true(hand_sees(hand, "Niets open"));
    hand_tap(hand, "week.words");
    assert_true(hand_finds(hand, "week.grid"));
}

static void what_nobody_offers_leads_to_the_map(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "week", "lend");
    assert_false(hand_finds(hand, "week.grid"));
    hand_tap(hand, "week.map");
    assert_int_equal(hand->shell->screen, SCREEN_MAP);
    assert_int_equal(hand->shell->service, SERVICE_LEND);
}

static void the_reading_of_the_evenings_is_chosen_here_too(void **state)
{
    struct hand *hand = *state;
    hand_show(hand, "week", NULL);
    hand_tap(hand, "week.loose");
    assert_true(project_wijk(hand->shell->project)->loose_hours);
    hand_tap(hand, "week.strict");
    assert_false(project_wijk(hand->shell->project)->loose_hours);
}

static void on_a_phone_a_half_hour_opens_over_the_grid(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, 412, 892, "nl", 1);
    hand_show(&hand, "week", "computer");
    tap_half(&hand, TUESDAY, 21);
    assert_true(hand_finds(&hand, "week.card"));
    hand_tap(&hand, "week.card.close");
    assert_false(hand_finds(&hand, "week.card"));
    hand_close(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_one_tap_from_the_criterion_of_the_hours),
        cmocka_unit_test(a_tap_on_a_lit_half_hour_names_its_places_and_opens_one),
        cmocka_unit_test(a_dark_half_hour_says_who_almost_covers_it),
        cmocka_unit_test(arrows_move_what_is_pointed_at),
        cmocka_unit_test(services_add_up_and_one_stays),
        cmocka_unit_test(any_week_can_be_turned_to),
        cmocka_unit_test(the_same_stands_in_words),
        cmocka_unit_test(what_nobody_offers_leads_to_the_map),
        cmocka_unit_test(the_reading_of_the_evenings_is_chosen_here_too),
        cmocka_unit_test(on_a_phone_a_half_hour_opens_over_the_grid),
    };
    return cmocka_run_group_tests(tests, open_desk, close_hand);
}
