/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/thumb.h"

#include <stdio.h>
#include <string.h>

#include "screen/shell_inner.h"

static void assert_charging_point(struct thumb *thumb)
{
    const struct place *place = shell_selected(thumb->shell);
    assert_non_null(place);
    assert_int_equal(place->kind, KIND_CHARGING_POINT);
    assert_int_equal(place->offer_count, 1);
    assert_int_equal(place->offers[0].service, SERVICE_CHARGE);
    assert_int_equal(place->offers[0].price, PRICE_FREE);
    assert_int_equal(thumb->shell->screen, SCREEN_PLACE);
}

static void a_charging_point_takes_three_taps(void **state)
{
    (void)state;
    static const double sizes[][2] = {{1280, 800}, {360, 640}};
    for (size_t i = 0; i < 2; i++) {
        struct thumb thumb;
        thumb_open(&thumb, "nl", sizes[i][0], sizes[i][1]);
        thumb_show(&thumb, "map", NULL);
        thumb_tap(&thumb, "add");
        thumb_tap(&thumb, "add.here");
        thumb_tap(&thumb, "kind:charging_point");
        assert_int_equal(thumb.taps, 3);
        assert_charging_point(&thumb);
        thumb_tap(&thumb, "bar.undo");
        assert_null(shell_selected(thumb.shell));
        thumb_close(&thumb);
    }
}

static void a_long_press_adds_where_the_finger_was(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "map", NULL);
    struct point wanted = map_view_point(&thumb.shell->view, 420 - thumb.shell->map_rect.x,
                                         420 - thumb.shell->map_rect.y);
    thumb_press_long(&thumb, 420, 420);
    assert_int_equal(thumb.shell->screen, SCREEN_ADD_KIND);
    thumb_tap(&thumb, "kind:charging_point");
    assert_int_equal(thumb.taps, 2);
    assert_charging_point(&thumb);
    assert_true(point_distance(wanted, shell_selected(thumb.shell)->point) < 1);
    thumb_close(&thumb);
}

static void the_map_moves_under_the_crosshair(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "add", NULL);
    struct rect cross = thumb_rect(&thumb, "cross");
    double x = cross.x + cross.width / 2, y = cross.y + cross.height / 2;
    struct point before = map_view_point(&thumb.shell->view, x - thumb.shell->map_rect.x,
                                         y - thumb.shell->map_rect.y);
    thumb_drag(&thumb, x - 100, y + 100, 60, 0);
    thumb_tap(&thumb, "add.here");
    double metres = point_distance(before, thumb.shell->add_point);
    assert_true(metres > 1);
    assert_true(thumb.shell->add_point.lon < before.lon);
    thumb_close(&thumb);
}

static void far_out_the_button_zooms_in_first(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "add", NULL);
    shell_shortcut(thumb.shell, '-', false);
    assert_false(thumb_sees(&thumb, "add.here"));
    thumb_tap(&thumb, "add.zoom");
    assert_true(thumb_sees(&thumb, "add.here"));
    thumb_close(&thumb);
}

static void what_stands_there_already_is_shown_before_it_is_added_again(void **state)
{
    (void)state;
    struct thumb thumb;
    size_t before, after;
    thumb_open(&thumb, "nl", 1280, 800);
    thumb_show(&thumb, "add-double", NULL);
    project_places(shell_project(thumb.shell), &before);
    assert_true(thumb.shell->near_count > 0);
    char id[ACTION_ID + 8], own[ACTION_ID];
    snprintf(own, sizeof own, "%s", thumb.shell->near[0].place->id);
    snprintf(id, sizeof id, "double:%s", own);
    thumb_tap(&thumb, id);
    project_places(shell_project(thumb.shell), &after);
    assert_int_equal(before, after);
    assert_string_equal(thumb.shell->selected, own);
    thumb_show(&thumb, "add-double", NULL);
    thumb_tap(&thumb, "add.new");
    project_places(shell_project(thumb.shell), &after);
    assert_int_equal(before + 1, after);
    thumb_close(&thumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_charging_point_takes_three_taps),
        cmocka_unit_test(a_long_press_adds_where_the_finger_was),
        cmocka_unit_test(the_map_moves_under_the_crosshair),
        cmocka_unit_test(far_out_the_button_zooms_in_first),
        cmocka_unit_test(what_stands_there_already_is_shown_before_it_is_added_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
