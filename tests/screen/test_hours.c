/* SPDX-License-Identifier: EUPL-1.2 */
/* The editor of hours, under fingers and keys. */
#include "screen/desk.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "screen/hours_edit_inner.h"

/* ---- getting there ---- */

static void look(struct hand *hand) /* as a screen does: what is painted knows its size */
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1280, 900);
    cairo_t *cairo = cairo_create(surface);
    shell_tick(hand->shell, hand->now);
    shell_paint(hand->shell, cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static void open_hours(struct hand *hand, const char *hours)
{
    struct fault why;
    hand_show(hand, "map", NULL);
    const char *id = hand_place(hand, "De Boekenmolen")->id;
    struct action_field field = {"hours", hours};
    char copy[ACTION_ID];
    snprintf(copy, sizeof copy, "%s", id);
    assert_true(action_set(shell_project(hand->shell), copy, &field, 1, &why));
    shell_select(hand->shell, copy);
    shell_go(hand->shell, SCREEN_PLACE_EDIT);
    shell_tick(hand->shell, hand->now);
    hand->taps = 0;
    hand_tap(hand, "form.hours");
    assert_int_equal(hand->shell->screen, SCREEN_HOURS);
    look(hand);
}

static const char *text(struct hand *hand)
{
    return form_value(hand->shell, "hours");
}

static void cell_middle(struct hand *hand, int day, int minute, double *x, double *y)
{
    struct rect rect;
    const struct hours_edit *edit = hand->shell->hours;
    assert_true(ui_find(shell_ui(hand->shell), "hours.grid", &rect));
    double label = hours_week_label(hand->shell, rect.width);
    double row = fmin(fmax(rect.height / 26, 18), 30) / edit->minutes;
    row = fmax(row, rect.height / (24 * 60));
    *x = rect.x + label + (day + 0.5) * (rect.width - label) / 7;
    *y = rect.y + (minute + edit->minutes / 2.0) * row - edit->scroll;
    assert_in_range((int)*y, (int)rect.y, (int)(rect.y + rect.height));
}

static void finger(struct hand *hand, enum finger_kind kind, int64_t id, double x, double y)
{
    hand->now += 40;
    shell_finger(hand->shell, (struct finger){kind, id, x, y, hand->now});
}

static void drag(struct hand *hand, int day, int minute, int to_day, int to_minute)
{
    double x, y, to_x, to_y;
    cell_middle(hand, day, minute, &x, &y);
    cell_middle(hand, to_day, to_minute, &to_x, &to_y);
    hand->now += 600;
    finger(hand, FINGER_DOWN, 1, x, y);
    for (int i = 1; i <= 8; i++) {
        finger(hand, FINGER_MOVE, 1, x + (to_x - x) * i / 8, y + (to_y - y) * i / 8);
    }
    finger(hand, FINGER_UP, 1, to_x, to_y);
    hand->taps++;
    look(hand);
}

static void tap_cell(struct hand *hand, int day, int minute)
{
    double x, y;
    cell_middle(hand, day, minute, &x, &y);
    hand->now += 600;
    finger(hand, FINGER_DOWN, 1, x, y);
    finger(hand, FINGER_UP, 1, x, y);
    look(hand);
}

/* ---- budgets ---- */

static const char OFFICE[] = "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00";

static void a_week_is_painted_in_few_strokes(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, "");
    drag(hand, 0, 9 * 60, 4, 11 * 60 + 30);
    drag(hand, 0, 13 * 60, 4, 16 * 60 + 30);
    drag(hand, 5, 9 * 60, 5, 11 * 60 + 30);
    assert_string_equal(text(hand), OFFICE);
    assert_true(hand_sees(hand, "ma–vr 9–12 en 13–17 uur"));
    hand_tap(hand, "form.save");
    assert_string_equal(shell_selected(hand->shell)->hours, OFFICE);
    assert_in_range(hand->taps, 1, 10);
    print_message("%d taps and strokes\n", hand->taps);
    hand_saved(hand);
}

static void a_week_is_tapped_in_few_taps(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, "");
    hand_tap(hand, "hours.preset:9-12 13-17");
    hand_tap(hand, "hours.day:5");
    hand_tap(hand, "hours.preset:9-12");
    hand_tap(hand, "form.save");
    assert_string_equal(shell_selected(hand->shell)->hours, OFFICE);
    assert_in_range(hand->taps, 1, 10);
}

static void a_week_is_made_with_keys_alone(void **state)
{
    struct hand *hand = *state;
    struct shell *shell;
    open_hours(hand, "");
    shell = hand->shell;
    ui_focus(shell_ui(shell), "hours.grid"); /* as tab does */
    for (const char *at = "9-12 13-17"; *at; at++) {
        char one[2] = {*at, 0};
        assert_false(*at >= '1' && *at <= '5' && shell_shortcut(shell, *at, false));
        if (*at == ' ') {
            shell_key(shell, UI_KEY_SPACE);
        }
        shell_type(shell, one);
    }
    shell_key(shell, UI_KEY_ENTER);
    assert_string_equal(text(hand), "Mo-Fr 09:00-12:00,13:00-17:00");
    look(hand);
    for (int i = 0; i < 5; i++) {
        shell_key(shell, UI_KEY_RIGHT);
    }
    shell_key(shell, UI_KEY_ENTER); /* from nine … */
    for (int i = 0; i < 5; i++) {
        shell_key(shell, UI_KEY_DOWN);
    }
    shell_key(shell, UI_KEY_ENTER); /* … to twelve */
    assert_string_equal(text(hand), OFFICE);
    shell_key(shell, UI_KEY_SPACE); /* clears the last half hour */
    assert_string_equal(text(hand), "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-11:30");
    shell_shortcut(shell, 'z', true);
    assert_string_equal(text(hand), OFFICE);
    shell_key(shell, UI_KEY_ENTER);
    shell_key(shell, UI_KEY_DOWN);
    shell_key(shell, UI_KEY_ESCAPE); /* lets go of what was begun */
    assert_string_equal(text(hand), OFFICE);
    assert_int_equal(shell->screen, SCREEN_HOURS);
    for (int i = 0; i < 200 && !strstr(hand_line(hand, "form.save"), " focused"); i++) {
        shell_key(shell, UI_KEY_TAB);
    }
    shell_key(shell, UI_KEY_ENTER);
    assert_string_equal(shell_selected(shell)->hours, OFFICE);
}

/* ---- painting ---- */

static void a_stroke_clears_what_begins_open(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, "Mo-Fr 09:00-17:00");
    drag(hand, 1, 12 * 60, 2, 12 * 60 + 30);
    assert_string_equal(text(hand), "Mo,Th-Fr 09:00-17:00; Tu-We 09:00-12:00,13:00-17:00");
    tap_cell(hand, 6, 10 * 60);
    assert_string_equal(text(hand), "Mo,Th-Fr 09:00-17:00; Tu-We 09:00-12:00,13:00-17:00; "
                                    "Su 10:00-10:30");
    hand_tap(hand, "hours.undo");
    hand_tap(hand, "hours.undo");
    assert_string_equal(text(hand), "Mo-Fr 09:00-17:00");
    assert_non_null(strstr(hand_line(hand, "hours.undo"), "disabled"));
}

static void quarters_come_by_pinch_and_by_button(void **state)
{
    struct hand *hand = *state;
    double x, y;
    open_hours(hand, "Mo-Fr 09:00-17:00");
    cell_middle(hand, 3, 12 * 60, &x, &y);
    finger(hand, FINGER_DOWN, 1, x, y - 20);
    finger(hand, FINGER_DOWN, 2, x, y + 20);
    for (int i = 1; i < 12; i++) {
        finger(hand, FINGER_MOVE, 1, x, y - 20 - 5 * i);
        finger(hand, FINGER_MOVE, 2, x, y + 20 + 5 * i);
    }
    finger(hand, FINGER_UP, 1, x, y - 80);
    finger(hand, FINGER_UP, 2, x, y + 80);
    assert_int_equal(hand->shell->hours->minutes, 15);
    assert_string_equal(text(hand), "Mo-Fr 09:00-17:00"); /* nothing was painted */
    hand_tap(hand, "hours.zoom");
    assert_int_equal(hand->shell->hours->minutes, 30);
    hand_tap(hand, "hours.zoom");
    look(hand);
    tap_cell(hand, 5, 12 * 60);
    assert_string_equal(text(hand), "Mo-Fr 09:00-17:00; Sa 12:00-12:15");
}

static void the_hours_at_the_left_scroll(void **state)
{
    struct hand *hand = *state;
    struct rect rect;
    open_hours(hand, "Mo-Fr 09:00-17:00");
    double before = hand->shell->hours->scroll;
    assert_true(ui_find(shell_ui(hand->shell), "hours.grid", &rect));
    finger(hand, FINGER_DOWN, 1, rect.x + 8, rect.y + 300);
    finger(hand, FINGER_MOVE, 1, rect.x + 8, rect.y + 270);
    finger(hand, FINGER_MOVE, 1, rect.x + 8, rect.y + 240);
    finger(hand, FINGER_UP, 1, rect.x + 8, rect.y + 240);
    look(hand);
    assert_true(hand->shell->hours->scroll > before + 40);
    assert_string_equal(text(hand), "Mo-Fr 09:00-17:00");
}

/* ---- the number pad ---- */

static void the_pad_says_what_is_missing(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, "");
    hand_tap(hand, "hours.pad.open");
    hand_tap(hand, "hours.day:5");
    hand_tap(hand, "hours.day:6");
    hand_tap(hand, "hours.pad:1");
    hand_tap(hand, "hours.pad:4");
    hand_tap(hand, "hours.pad:-");
    hand_tap(hand, "hours.pad:=");
    assert_true(hand_sees(hand, "Tot hoe laat? Bijvoorbeeld 14-17"));
    assert_string_equal(text(hand), "");
    hand_tap(hand, "hours.pad:1");
    hand_tap(hand, "hours.pad:8");
    hand_tap(hand, "hours.pad:<");
    hand_tap(hand, "hours.pad:7");
    hand_tap(hand, "hours.pad::30");
    hand_tap(hand, "hours.pad:=");
    assert_string_equal(text(hand), "Sa-Su 14:00-17:30");
}

static void chips_copy_close_and_choose_weeks(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, "Mo 09:00-12:00");
    hand_tap(hand, "hours.copy");
    assert_string_equal(text(hand), "Mo-Fr 09:00-12:00");
    hand_tap(hand, "hours.day:2");
    hand_tap(hand, "hours.shut");
    assert_string_equal(text(hand), "Mo-Tu,Th-Fr 09:00-12:00");
    hand_tap(hand, "hours.day:4");
    hand_tap(hand, "hours.week:1");
    hand_tap(hand, "hours.week:6");
    assert_string_equal(text(hand), "Mo-Tu,Th 09:00-12:00; Fr[1,-1] 09:00-12:00");
    hand_tap(hand, "hours.week:0");
    hand_tap(hand, "hours.holidays:1");
    hand_tap(hand, "hours.school:1");
    assert_string_equal(text(hand), "Mo-Tu,Th-Fr 09:00-12:00; SH off; PH off");
    hand_tap(hand, "hours.holidays:0");
    hand_tap(hand, "hours.school:0");
    hand_tap(hand, "hours.appointment");
    assert_string_equal(text(hand), "Mo-Tu,Th-Fr 09:00-12:00 \"op afspraak\"");
    hand_tap(hand, "hours.appointment");
    hand_fill(hand, "hours.until", "30/6/2026");
    assert_string_equal(text(hand), "2026 Jun 12-2026 Jun 30 Mo-Tu,Th-Fr 09:00-12:00");
}

/* ---- what a week cannot show ---- */

static const char SEASONS[] = "Apr-Sep Mo-Fr 09:00-18:00; Oct-Mar Mo-Fr 10:00-16:00";

static void what_does_not_fit_stays_until_a_person_replaces_it(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, SEASONS);
    assert_true(hand_sees(hand, "Dit past niet in een week"));
    assert_true(hand_sees(hand, SEASONS));
    assert_false(hand_finds(hand, "hours.grid"));
    assert_false(hand_finds(hand, "hours.holidays:1"));
    assert_string_equal(text(hand), SEASONS);
    hand_tap(hand, "hours.again");
    assert_true(hand_finds(hand, "hours.grid"));
    hand_tap(hand, "hours.undo");
    assert_string_equal(text(hand), SEASONS);
    hand_fill(hand, "form.field:hours", "Mo-Fr 09:00-1x:00");
    assert_true(hand_sees(hand, "(bij teken "));
    assert_non_null(strstr(hand_line(hand, "form.save"), "disabled"));
    hand_fill(hand, "form.field:hours", "Mo-Fr 09:00-16:00");
    assert_true(hand_finds(hand, "hours.grid"));
}

static void a_sloppy_text_is_only_rewritten_by_a_tap(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, "");
    hand_fill(hand, "form.field:hours", "Mo-Fr 9h-17h");
    assert_string_equal(text(hand), "Mo-Fr 9h-17h");
    hand_tap(hand, "hours.canonical");
    assert_string_equal(text(hand), "Mo-Fr 09:00-17:00");
    assert_false(hand_finds(hand, "hours.canonical"));
}

/* ---- going and coming ---- */

static void going_back_keeps_what_was_drawn(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, "");
    hand_tap(hand, "hours.preset:9-17");
    hand_tap(hand, "back");
    assert_int_equal(hand->shell->screen, SCREEN_PLACE_EDIT);
    assert_true(hand_sees(hand, "1 aanpassing, nog niet bewaard"));
    hand_tap(hand, "form.hours");
    assert_string_equal(text(hand), "Mo-Fr 09:00-17:00");
    hand_tap(hand, "rail.pillars");
    assert_true(hand_finds(hand, "form.leave"));
    hand_tap(hand, "form.leave.stay");
    assert_int_equal(hand->shell->screen, SCREEN_HOURS);
    hand_tap(hand, "rail.pillars");
    hand_tap(hand, "form.leave.save");
    assert_int_equal(hand->shell->screen, SCREEN_PILLARS);
    assert_string_equal(hand_place(hand, "De Boekenmolen")->hours, "Mo-Fr 09:00-17:00");
}

static void hours_of_places_nearby_are_taken_with_one_tap(void **state)
{
    struct hand *hand = *state;
    open_hours(hand, "");
    if (!hand_finds(hand, "hours.guess:0")) {
        hand->shell->screen = SCREEN_PLACE_EDIT;
        form_put(hand->shell, "kind", "cafe");
        fail_msg("no library nearby to begin with");
    }
    assert_false(hand_finds(hand, "hours.guess:3"));
    hand_tap(hand, "hours.guess:0");
    assert_string_not_equal(text(hand), "");
    assert_false(hand_finds(hand, "hours.guess:0"));
    hand_tap(hand, "hours.undo");
    assert_string_equal(text(hand), "");
}

static void an_offer_has_dates_and_follows_its_place(void **state)
{
    struct hand *hand = *state;
    struct fault why;
    char offer[ACTION_ID];
    shell_select(hand->shell, hand_place(hand, "De Boekenmolen")->id);
    assert_true(action_offer_add(shell_project(hand->shell), hand->shell->selected, SERVICE_LESSON,
                                 offer, &why));
    snprintf(hand->shell->offer, sizeof hand->shell->offer, "%s", offer);
    shell_go(hand->shell, SCREEN_OFFER_EDIT);
    shell_tick(hand->shell, hand->now);
    hand_tap(hand, "form.hours");
    look(hand);
    assert_non_null(strstr(hand_line(hand, "hours.place"), "selected"));
    hand_tap(hand, "hours.day:5");
    hand_tap(hand, "hours.preset:9-12");
    hand_tap(hand, "hours.appointment");
    assert_string_equal(form_value(hand->shell, "access"), "appointment");
    assert_true(hand_sees(hand, "op afspraak"));
    hand_fill(hand, "hours.stop:0", "26/6/2026");
    hand_fill(hand, "hours.stop:1", "14-16");
    hand_fill(hand, "hours.stop:2", "Dorpsplein");
    hand_tap(hand, "hours.stop.add");
    assert_string_equal(form_value(hand->shell, "stops"), "2026-06-26 14:00-16:00 Dorpsplein");
    hand_fill(hand, "hours.stop:0", "27/6/2026");
    hand_tap(hand, "hours.stop.add");
    hand_tap(hand, "hours.stop.drop:0");
    assert_string_equal(form_value(hand->shell, "stops"), "2026-06-27 14:00-16:00 Dorpsplein");
    hand_fill(hand, "form.field:closed_until", "1/7/2026");
    hand_tap(hand, "form.save");
    const struct place *place = shell_selected(hand->shell);
    const struct offer *saved = NULL;
    for (size_t i = 0; i < place->offer_count; i++) {
        saved = strcmp(place->offers[i].id, offer) == 0 ? &place->offers[i] : saved;
    }
    assert_non_null(saved);
    assert_string_equal(saved->hours, "Sa 09:00-12:00");
    assert_int_equal(saved->access, ACCESS_APPOINTMENT);
    assert_int_equal(saved->stop_count, 1);
    assert_int_equal(saved->closed_until.month, 7);
    hand_saved(hand);
}

int main(void)
{
#define AT(where, test) cmocka_unit_test_setup_teardown(test, open_##where, close_hand)
    const struct CMUnitTest tests[] = {
        AT(phone, a_week_is_painted_in_few_strokes),
        AT(phone, a_week_is_tapped_in_few_taps),
        AT(desk, a_week_is_made_with_keys_alone),
        AT(desk, a_stroke_clears_what_begins_open),
        AT(phone, quarters_come_by_pinch_and_by_button),
        AT(desk, the_hours_at_the_left_scroll),
        AT(phone, the_pad_says_what_is_missing),
        AT(desk, chips_copy_close_and_choose_weeks),
        AT(desk, what_does_not_fit_stays_until_a_person_replaces_it),
        AT(desk, a_sloppy_text_is_only_rewritten_by_a_tap),
        AT(desk, going_back_keeps_what_was_drawn),
        AT(desk, hours_of_places_nearby_are_taken_with_one_tap),
        AT(desk, an_offer_has_dates_and_follows_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
