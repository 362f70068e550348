/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/sketch.h"

#include <math.h>
#include <string.h>

static void map_desk(struct desk *desk)
{
    desk_open(desk, "light");
    sketch_map(desk, 1280, 800);
}

static void assert_says(struct desk *desk, const char *line)
{
    struct buffer out;
    buffer_init(&out, 1 << 20);
    ui_write(desk->ui, false, &out);
    if (!strstr(buffer_text(&out), line))
        fail_msg("wanted %s in\n%s", line, buffer_text(&out));
    buffer_clear(&out);
}

static void a_button_shows_the_press_at_once_and_fires_on_release(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect r = desk_rect(&desk, "place.confirm");
    assert_true(desk_finger(&desk, FINGER_DOWN, 1, r.x + 9, r.y + 9, 500));
    assert_says(&desk, "[place.confirm] pressed\n");
    assert_int_equal(desk.count, 0);
    assert_true(desk_finger(&desk, FINGER_UP, 1, r.x + 9, r.y + 9, 100));
    desk_assert_news(&desk, 0, UI_NEWS_TAP, "place.confirm");
    assert_int_equal(desk.count, 1);
    desk_close(&desk);
}

static void a_release_outside_fires_nothing(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect r = desk_rect(&desk, "rail.todo");
    desk_finger(&desk, FINGER_DOWN, 1, r.x + 9, r.y + 9, 500);
    desk_finger(&desk, FINGER_MOVE, 1, r.x + 9, r.y + 200, 50);
    desk_finger(&desk, FINGER_UP, 1, r.x + 9, r.y + 200, 50);
    assert_int_equal(desk.count, 0);
    desk_close(&desk);
}

static void a_slow_and_shaky_press_still_fires(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect r = desk_rect(&desk, "rail.todo");
    desk_finger(&desk, FINGER_DOWN, 1, r.x + 9, r.y + 9, 500);
    ui_tick(desk.ui, desk.now + 490);
    desk_finger(&desk, FINGER_MOVE, 1, r.x + 30, r.y + 20, 900);
    desk_finger(&desk, FINGER_UP, 1, r.x + 30, r.y + 20, 50);
    assert_int_equal(desk.count, 1);
    desk_assert_news(&desk, 0, UI_NEWS_TAP, "rail.todo");
    desk_close(&desk);
}

static void two_rows(struct desk *desk, const char *first, const char *second)
{
    ui_begin(desk->ui, 400, 400);
    ui_open(desk->ui, UI_LIST, "rows", "", (struct ui_box){0});
    for (int row = 0; row < 2; row++) {
        const char *id = row ? second : first;
        ui_open_row(desk->ui, id, id, false);
        ui_text(desk->ui, UI_BODY, id);
        ui_close(desk->ui);
    }
    ui_close(desk->ui);
    ui_end(desk->ui);
}

static void a_tap_is_for_what_lay_there_when_the_finger_went_down(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    two_rows(&desk, "row:a", "row:b");
    struct rect r = desk_rect(&desk, "row:a");
    desk_finger(&desk, FINGER_DOWN, 1, r.x + 9, r.y + 9, 500);
    two_rows(&desk, "row:b", "row:a");
    assert_true(desk_rect(&desk, "row:a").y > r.y + 9);
    desk_finger(&desk, FINGER_UP, 1, r.x + 9, r.y + 9, 60);
    desk_assert_news(&desk, 0, UI_NEWS_TAP, "row:a");
    desk_finger(&desk, FINGER_DOWN, 1, r.x + 9, r.y + 9, 500);
    two_rows(&desk, "row:c", "row:a");
    desk_finger(&desk, FINGER_UP, 1, r.x + 9, r.y + 9, 60); /* row:b is gone: nothing is meant */
    assert_int_equal(desk.count, 1);
    desk_close(&desk);
}

static void a_finger_whose_end_nobody_told_may_come_again(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect r = desk_rect(&desk, "rail.todo");
    desk_finger(&desk, FINGER_DOWN, 1, r.x + 9, r.y + 9, 500);
    desk_tap(&desk, "place.confirm");
    assert_int_equal(desk.count, 1);
    desk_assert_news(&desk, 0, UI_NEWS_TAP, "place.confirm");
    desk_close(&desk);
}

static void taps_carry_the_number_of_the_button(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    desk_tap(&desk, "charge");
    desk_tap(&desk, "offer.help");
    desk_tap(&desk, "sync");
    desk_assert_news(&desk, 0, UI_NEWS_TAP, "charge");
    assert_int_equal(desk.news[0].number, 3);
    desk_assert_news(&desk, 1, UI_NEWS_TAP, "offer.help");
    desk_assert_news(&desk, 2, UI_NEWS_TAP, "sync");
    desk_close(&desk);
}

static void a_disabled_button_takes_no_finger(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    sketch_form(&desk, 480, 1000);
    desk_tap(&desk, "remove");
    assert_int_equal(desk.count, 0);
    desk_tap(&desk, "free");
    desk_assert_news(&desk, 0, UI_NEWS_TAP, "free");
    desk_close(&desk);
}

static void the_map_hears_gestures_from_its_own_corner(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect map = desk_rect(&desk, "map");
    desk_finger(&desk, FINGER_DOWN, 1, map.x + 300, map.y + 400, 500);
    desk_finger(&desk, FINGER_UP, 1, map.x + 300, map.y + 400, 60);
    assert_int_equal(desk.count, 1);
    assert_int_equal(ui_next_tick(desk.ui), desk.now + 301);
    ui_tick(desk.ui, desk.now + 301);
    desk_assert_news(&desk, 0, UI_NEWS_GESTURE, "map");
    desk_assert_news(&desk, 1, UI_NEWS_GESTURE, "map");
    assert_int_equal(desk.news[1].gesture.kind, GESTURE_TAP);
    assert_true(desk.news[1].gesture.x == 300 && desk.news[1].gesture.y == 400);
    assert_int_equal(ui_next_tick(desk.ui), -1);
    desk_close(&desk);
}

static void a_button_right_after_a_map_tap_loses_neither(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect map = desk_rect(&desk, "map"), add = desk_rect(&desk, "map.add");
    desk_finger(&desk, FINGER_DOWN, 1, map.x + 300, map.y + 400, 500);
    desk_finger(&desk, FINGER_UP, 1, map.x + 300, map.y + 400, 60);
    desk_finger(&desk, FINGER_DOWN, 1, add.x + 20, add.y + 20, 100);
    desk_finger(&desk, FINGER_UP, 1, add.x + 20, add.y + 20, 60);
    assert_int_equal(desk.count, 3);
    assert_int_equal(desk.news[1].gesture.kind, GESTURE_TAP);
    assert_true(desk.news[1].gesture.x == 300);
    desk_assert_news(&desk, 2, UI_NEWS_TAP, "map.add");
    desk_close(&desk);
}

static void two_fingers_pinch_the_map_and_a_third_on_a_button_is_ignored(void **state)
{
    struct desk desk;
    bool zoomed = false;
    (void)state;
    map_desk(&desk);
    struct rect map = desk_rect(&desk, "map"), add = desk_rect(&desk, "map.add");
    desk_finger(&desk, FINGER_DOWN, 1, map.x + 300, map.y + 400, 500);
    desk_finger(&desk, FINGER_DOWN, 2, map.x + 400, map.y + 400, 10);
    desk_finger(&desk, FINGER_DOWN, 3, add.x + 20, add.y + 20, 10);
    desk_finger(&desk, FINGER_UP, 3, add.x + 20, add.y + 20, 10);
    desk_finger(&desk, FINGER_MOVE, 2, map.x + 500, map.y + 400, 10);
    desk_finger(&desk, FINGER_MOVE, 2, map.x + 600, map.y + 400, 10);
    for (int i = 0; i < desk.count; i++) {
        desk_assert_news(&desk, i, UI_NEWS_GESTURE, "map");
        zoomed = zoomed ||
                 (desk.news[i].gesture.kind == GESTURE_ZOOM && desk.news[i].gesture.zoom > 0.5);
    }
    assert_true(zoomed);
    desk_close(&desk);
}

static void panels_let_nothing_through_to_the_map(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect panel = desk_rect(&desk, "panel"), rail = desk_rect(&desk, "rail");
    desk_drag(&desk, panel.x + 5, panel.y + 700, 0, -80, 5);
    desk_drag(&desk, rail.x + 20, rail.y + 700, 0, -80, 5);
    assert_int_equal(desk.count, 0);
    desk_close(&desk);
}

static void an_overlay_without_ground_lets_fingers_through(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect chip = desk_rect(&desk, "help");
    desk_finger(&desk, FINGER_DOWN, 1, chip.x + chip.width + 40, chip.y + 20, 500);
    desk_assert_news(&desk, 0, UI_NEWS_GESTURE, "map");
    desk_close(&desk);
}

static void the_wheel_of_the_mouse_zooms_the_map_about_the_pointer(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    struct rect map = desk_rect(&desk, "map");
    ui_wheel_turn(desk.ui, map.x + 200, map.y + 300, 2);
    desk_assert_news(&desk, 0, UI_NEWS_GESTURE, "map");
    assert_int_equal(desk.news[0].gesture.kind, GESTURE_ZOOM);
    assert_true(desk.news[0].gesture.zoom == 1 && desk.news[0].gesture.x == 200);
    assert_false(ui_wheel_turn(desk.ui, NAN, 3, 1));
    desk_close(&desk);
}

/* ---- keys ---- */

static void tab_walks_in_the_order_of_the_tree_and_round(void **state)
{
    static const char *const order[] = {"[rail.map] focused", "[rail.pillars] focused",
                                        "[rail.todo] focused", "[rail.print] focused",
                                        "[map] focused"};
    struct desk desk;
    (void)state;
    map_desk(&desk);
    for (int i = 0; i < 5; i++) {
        assert_true(ui_key(desk.ui, UI_KEY_TAB));
        assert_says(&desk, order[i]);
    }
    for (int i = 0; i < 5; i++)
        ui_key(desk.ui, UI_KEY_BACK_TAB);
    assert_says(&desk, "[offer.help] focused");
    desk_close(&desk);
}

static void arrows_move_in_a_rail_and_enter_fires(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    ui_focus(desk.ui, "rail.map");
    ui_key(desk.ui, UI_KEY_DOWN);
    ui_key(desk.ui, UI_KEY_DOWN);
    ui_key(desk.ui, UI_KEY_UP);
    assert_says(&desk, "[rail.pillars] focused");
    ui_key(desk.ui, UI_KEY_ENTER);
    ui_key(desk.ui, UI_KEY_SPACE);
    ui_key(desk.ui, UI_KEY_ESCAPE);
    desk_assert_news(&desk, 0, UI_NEWS_TAP, "rail.pillars");
    desk_assert_news(&desk, 1, UI_NEWS_TAP, "rail.pillars");
    desk_assert_news(&desk, 2, UI_NEWS_BACK, "");
    desk_close(&desk);
}

static void a_focused_map_pans_and_zooms_by_keys(void **state)
{
    struct desk desk;
    (void)state;
    map_desk(&desk);
    ui_focus(desk.ui, "map");
    ui_key(desk.ui, UI_KEY_RIGHT);
    assert_int_equal(desk.count, 3);
    assert_true(desk.news[1].gesture.kind == GESTURE_DRAG && desk.news[1].gesture.dx == -80);
    ui_type(desk.ui, "+");
    assert_true(desk.news[4].gesture.kind == GESTURE_ZOOM && desk.news[4].gesture.zoom == 1);
    assert_true(desk.news[4].gesture.dx == 0);
    desk_close(&desk);
}

static void a_dialog_keeps_focus_and_fingers_inside(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    sketch_dialog(&desk, 800, 600);
    desk_tap(&desk, "behind");
    assert_int_equal(desk.count, 0);
    ui_focus(desk.ui, "behind");
    ui_key(desk.ui, UI_KEY_ENTER);
    assert_int_equal(desk.count, 0);
    for (int i = 0; i < 4; i++)
        ui_key(desk.ui, UI_KEY_TAB);
    assert_says(&desk, "[reason] value \"\" focused");
    ui_key(desk.ui, UI_KEY_ESCAPE);
    desk_assert_news(&desk, 0, UI_NEWS_BACK, "dialog");
    desk_tap(&desk, "dialog.save");
    desk_assert_news(&desk, 1, UI_NEWS_TAP, "dialog.save");
    desk_close(&desk);
}

static void focus_goes_on_nearby_when_its_node_is_gone(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    for (int round = 0; round < 2; round++) {
        ui_begin(desk.ui, 300, 400);
        for (int i = 0; i < 5; i++) {
            char id[3] = {'r', (char)('0' + i), '\0'};
            if (round == 0 || i != 2)
                ui_button(desk.ui, id, (struct ui_button){UI_PLAIN, .label = "Rij"});
        }
        ui_end(desk.ui);
        if (round == 0)
            ui_focus(desk.ui, "r2");
    }
    ui_key(desk.ui, UI_KEY_TAB);
    assert_says(&desk, "[r3] focused");
    desk_close(&desk);
}

/* ---- a listener that builds the tree anew in the middle of it all ---- */

static void rebuild(void *data, const struct ui_news *news)
{
    struct desk *desk = data;
    (void)news;
    desk->count++;
    if (desk->count % 2)
        sketch_form(desk, 480, 1000);
    else
        sketch_map(desk, 1280, 800);
}

static void a_tree_may_change_under_any_finger_and_key(void **state)
{
    static const char *const words[] = {"a", "é", "\n", "+", "لا"};
    struct desk desk;
    (void)state;
    map_desk(&desk);
    ui_listen(desk.ui, rebuild, &desk);
    for (int i = 0; i < 3000; i++) {
        desk_finger(&desk, (enum finger_kind)kit_random_below(4), (int64_t)kit_random_below(3) - 1,
                    (double)kit_random_below(1280), (double)kit_random_below(800),
                    (int)kit_random_below(90));
        if (kit_random_below(3) == 0)
            ui_key(desk.ui, (enum ui_key)kit_random_below(UI_KEY_SELECT_ALL + 1));
        if (kit_random_below(3) == 0)
            ui_type(desk.ui, words[kit_random_below(5)]);
        ui_tick(desk.ui, desk.now);
        ui_wheel_turn(desk.ui, (double)kit_random_below(1280), (double)kit_random_below(800), 1);
    }
    assert_true(desk.count > 50);
    desk_close(&desk);
}

static void the_tree_is_written_as_text(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk, "light");
    sketch_dialog(&desk, 800, 600);
    ui_focus(desk.ui, "dialog.save");
    struct rect r = desk_rect(&desk, "dialog.save");
    desk_finger(&desk, FINGER_DOWN, 1, r.x + 5, r.y + 5, 10);
    desk_assert_written(&desk,
                        "group [under]\n"
                        "  button \"Erachter\" [behind]\n"
                        "dialog \"Toch anders oordelen?\" [dialog]\n"
                        "  heading \"Toch anders oordelen?\"\n"
                        "  text \"Het berekende resultaat blijft zichtbaar naast uw oordeel.\"\n"
                        "  field \"Reden\" [reason] value \"\"\n"
                        "  button \"Bewaren\" [dialog.save] focused pressed\n"
                        "  button \"Annuleren\" [dialog.cancel]\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_button_shows_the_press_at_once_and_fires_on_release),
        cmocka_unit_test(a_release_outside_fires_nothing),
        cmocka_unit_test(a_slow_and_shaky_press_still_fires),
        cmocka_unit_test(a_tap_is_for_what_lay_there_when_the_finger_went_down),
        cmocka_unit_test(a_finger_whose_end_nobody_told_may_come_again),
        cmocka_unit_test(taps_carry_the_number_of_the_button),
        cmocka_unit_test(a_disabled_button_takes_no_finger),
        cmocka_unit_test(the_map_hears_gestures_from_its_own_corner),
        cmocka_unit_test(a_button_right_after_a_map_tap_loses_neither),
        cmocka_unit_test(two_fingers_pinch_the_map_and_a_third_on_a_button_is_ignored),
        cmocka_unit_test(panels_let_nothing_through_to_the_map),
        cmocka_unit_test(an_overlay_without_ground_lets_fingers_through),
        cmocka_unit_test(the_wheel_of_the_mouse_zooms_the_map_about_the_pointer),
        cmocka_unit_test(tab_walks_in_the_order_of_the_tree_and_round),
        cmocka_unit_test(arrows_move_in_a_rail_and_enter_fires),
        cmocka_unit_test(a_focused_map_pans_and_zooms_by_keys),
        cmocka_unit_test(a_dialog_keeps_focus_and_fingers_inside),
        cmocka_unit_test(focus_goes_on_nearby_when_its_node_is_gone),
        cmocka_unit_test(a_tree_may_change_under_any_finger_and_key),
        cmocka_unit_test(the_tree_is_written_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
