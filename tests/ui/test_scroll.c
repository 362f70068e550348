/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/sketch.h"

#include <math.h>
#include <stdio.h>

enum { ROWS = 40 };

static void list(struct desk *desk)
{
    struct ui *ui = desk->ui;
    ui_begin(ui, 300, 400);
    ui_open(ui, UI_LIST, "list", "Plekken", (struct ui_box){.scroll = true, .grow = 1});
    ui_open(ui, UI_GROUP, "chips", NULL, (struct ui_box){.scroll_across = true, .gap = 8});
    for (int i = 0; i < 8; i++) {
        char id[16];
        snprintf(id, sizeof id, "chip:%d", i);
        ui_button(ui, id, (struct ui_button){UI_CHIP, .label = "Opladen"});
    }
    ui_close(ui);
    for (int i = 0; i < ROWS; i++) {
        char id[16];
        snprintf(id, sizeof id, "row:%d", i);
        ui_open_row(ui, id, id, false);
        ui_text(ui, UI_BOLD, id);
        ui_close(ui);
    }
    ui_close(ui);
    ui_end(ui);
}

static void open_list(struct desk *desk)
{
    desk_open(desk, "light");
    list(desk);
}

static void rest(struct desk *desk)
{
    int frames = 0;
    for (int64_t next = ui_next_tick(desk->ui); next >= 0; next = ui_next_tick(desk->ui)) {
        desk->now = next;
        ui_tick(desk->ui, next);
        assert_in_range(frames++, 0, 200);
    }
}

static void a_slow_drag_scrolls_as_far_as_the_finger_and_taps_nothing(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    double before = desk_rect(&desk, "row:5").y;
    desk_drag(&desk, 150, 300, 0, -100, 10);
    assert_true(fabs(before - desk_rect(&desk, "row:5").y - 100) < 0.5);
    assert_int_equal(desk.count, 0);
    desk_close(&desk);
}

static void a_fling_glides_slower_and_slower_and_then_rests(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    double before = desk_rect(&desk, "row:5").y;
    desk_drag(&desk, 150, 350, 0, -160, 10); /* 1,000 dp/s */
    assert_true(ui_next_tick(desk.ui) > desk.now);
    rest(&desk);
    double far = before - desk_rect(&desk, "row:5").y;
    assert_true(far > 160 + 170 && far < 160 + 220); /* v²/2a = 200 */
    assert_int_equal(ui_next_tick(desk.ui), -1);
    assert_false(ui_tick(desk.ui, desk.now + 1000));
    desk_close(&desk);
}

static void a_finger_on_what_glides_stops_it_and_taps_nothing(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    desk_drag(&desk, 150, 350, 0, -160, 10);
    desk_finger(&desk, FINGER_DOWN, 1, 150, 200, 20);
    desk_finger(&desk, FINGER_UP, 1, 150, 200, 60);
    assert_int_equal(ui_next_tick(desk.ui), -1);
    assert_int_equal(desk.count, 0);
    desk_close(&desk);
}

static void reduced_motion_does_not_glide(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    ui_set_reduced_motion(desk.ui, true);
    desk_drag(&desk, 150, 350, 0, -160, 10);
    assert_int_equal(ui_next_tick(desk.ui), -1);
    desk_close(&desk);
}

static void scrolling_stops_at_both_ends(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    desk_drag(&desk, 150, 100, 0, 200, 10);
    assert_true(desk_rect(&desk, "chips").y == 0);
    assert_true(ui_wheel_turn(desk.ui, 150, 200, -1000));
    struct rect last = desk_rect(&desk, "row:39");
    assert_true(fabs(last.y + last.height - 400) < 0.5);
    assert_false(ui_wheel_turn(desk.ui, 150, 200, -1));
    assert_true(ui_wheel_turn(desk.ui, 150, 200, 1));
    desk_close(&desk);
}

static void chips_scroll_sideways_inside_a_list_that_scrolls_down(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    double chip = desk_rect(&desk, "chip:3").x, row = desk_rect(&desk, "row:0").y;
    desk_drag(&desk, 150, 20, -120, 5, 10);
    assert_true(fabs(chip - desk_rect(&desk, "chip:3").x - 120) < 0.5);
    assert_true(desk_rect(&desk, "row:0").y == row);
    ui_tick(desk.ui, desk.now + 5000);
    rest(&desk);
    chip = desk_rect(&desk, "chip:3").x;
    desk_drag(&desk, 150, 20, 5, -15, 2);
    assert_true(desk_rect(&desk, "chip:3").x == chip);
    assert_true(desk_rect(&desk, "row:0").y < row);
    desk_close(&desk);
}

static void an_offset_outlives_a_rebuild_and_shrinks_with_its_content(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    ui_wheel_turn(desk.ui, 150, 200, -10);
    double at = desk_rect(&desk, "row:9").y;
    list(&desk);
    assert_true(desk_rect(&desk, "row:9").y == at);
    ui_begin(desk.ui, 300, 400);
    ui_open(desk.ui, UI_LIST, "list", "Plekken", (struct ui_box){.scroll = true, .grow = 1});
    ui_open_row(desk.ui, "only", "only", false);
    ui_close(desk.ui);
    ui_close(desk.ui);
    ui_end(desk.ui);
    assert_true(desk_rect(&desk, "only").y == 0);
    desk_close(&desk);
}

static void focus_scrolls_into_view(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    ui_focus(desk.ui, "row:30");
    struct rect r = desk_rect(&desk, "row:30");
    assert_true(r.y >= 0 && r.y + r.height <= 400);
    ui_key(desk.ui, UI_KEY_DOWN);
    ui_key(desk.ui, UI_KEY_DOWN);
    r = desk_rect(&desk, "row:32");
    assert_true(r.y >= 0 && r.y + r.height <= 400);
    ui_focus(desk.ui, "chip:7");
    r = desk_rect(&desk, "chip:7");
    assert_true(r.x >= 0 && r.x + r.width <= 300 && r.y >= 0);
    desk_close(&desk);
}

static void a_focused_field_stays_in_sight_when_the_keyboard_comes(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    sketch_form(&desk, 480, 1000);
    ui_focus(desk.ui, "note");
    sketch_form(&desk, 480, 420);
    struct rect r = desk_rect(&desk, "note");
    assert_true(r.y >= 0 && r.y + r.height <= 420);
    desk_close(&desk);
}

static void page_keys_scroll_without_focus(void **state)
{
    struct desk desk;
    (void)state;
    open_list(&desk);
    ui_key(desk.ui, UI_KEY_PAGE_DOWN);
    assert_true(desk_rect(&desk, "chips").y == -(400 - 56));
    ui_key(desk.ui, UI_KEY_HOME);
    assert_true(desk_rect(&desk, "chips").y == 0);
    desk_close(&desk);
}

static void a_sheet_is_dragged_by_its_handle_and_by_what_cannot_scroll_further(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    sketch_sheet(&desk, 360, 560);
    struct rect sheet = desk_rect(&desk, "sheet");
    desk_drag(&desk, 180, sheet.y + 12, 0, -60, 5);
    for (int i = 0; i < desk.count; i++)
        desk_assert_news(&desk, i, UI_NEWS_GESTURE, "sheet");
    assert_int_equal(desk.news[0].gesture.kind, GESTURE_DRAG_BEGIN);
    assert_int_equal(desk.news[desk.count - 1].gesture.kind, GESTURE_DRAG_END);
    desk_forget(&desk);
    desk_drag(&desk, 180, sheet.y + 80, 0, 60, 5); /* at the top already */
    desk_assert_news(&desk, 0, UI_NEWS_GESTURE, "sheet");
    desk_forget(&desk);
    desk_finger(&desk, FINGER_DOWN, 1, 180, sheet.y + 12, 900);
    desk_finger(&desk, FINGER_UP, 1, 180, sheet.y + 12, 60);
    desk_assert_news(&desk, 0, UI_NEWS_TAP, "sheet");
    desk_close(&desk);
}

static void what_is_scrolled_away_takes_no_finger(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    ui_begin(desk.ui, 300, 400);
    ui_space(desk.ui, 200);
    ui_open(desk.ui, UI_LIST, "list", NULL, (struct ui_box){.scroll = true, .grow = 1});
    for (int i = 0; i < 20; i++) {
        char id[16];
        snprintf(id, sizeof id, "row:%d", i);
        ui_open_row(desk.ui, id, id, false);
        ui_close(desk.ui);
    }
    ui_close(desk.ui);
    ui_end(desk.ui);
    ui_wheel_turn(desk.ui, 100, 300, -2);
    assert_true(desk_rect(&desk, "row:0").y < 110);
    desk_finger(&desk, FINGER_DOWN, 1, 100, desk_rect(&desk, "row:0").y + 10, 900);
    desk_finger(&desk, FINGER_UP, 1, 100, desk_rect(&desk, "row:0").y + 10, 60);
    assert_int_equal(desk.count, 0);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slow_drag_scrolls_as_far_as_the_finger_and_taps_nothing),
        cmocka_unit_test(a_fling_glides_slower_and_slower_and_then_rests),
        cmocka_unit_test(a_finger_on_what_glides_stops_it_and_taps_nothing),
        cmocka_unit_test(reduced_motion_does_not_glide),
        cmocka_unit_test(scrolling_stops_at_both_ends),
        cmocka_unit_test(chips_scroll_sideways_inside_a_list_that_scrolls_down),
        cmocka_unit_test(an_offset_outlives_a_rebuild_and_shrinks_with_its_content),
        cmocka_unit_test(focus_scrolls_into_view),
        cmocka_unit_test(a_focused_field_stays_in_sight_when_the_keyboard_comes),
        cmocka_unit_test(page_keys_scroll_without_focus),
        cmocka_unit_test(a_sheet_is_dragged_by_its_handle_and_by_what_cannot_scroll_further),
        cmocka_unit_test(what_is_scrolled_away_takes_no_finger),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
