/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/view.h"

#include <math.h>

#include "kit/kit.h"

static const struct box BRUSSELS = {4.24, 50.81, 4.44, 50.92};
static const struct point LIBRARY = {4.3345, 50.8560};

static struct map_view view_at(struct point point, double zoom)
{
    struct map_view view;
    map_view_init(&view, 800, 600, BRUSSELS);
    map_view_fly(&view, point, 400, 300, zoom, 0, true);
    return view;
}

static void assert_near(double a, double b, double off)
{
    if (!(fabs(a - b) <= off))
        fail_msg("%.9f is not %.9f", a, b);
}

static void starts_in_the_middle_of_its_limits(void **state)
{
    (void)state;
    struct map_view view;
    map_view_init(&view, 800, 600, BRUSSELS);
    struct point middle = map_view_point(&view, 400, 300);
    assert_near(middle.lon, 4.34, 1e-9);
    assert_near(middle.lat, 50.865, 1e-3);
    assert_false(map_view_tick(&view, 1000));
}

static void a_point_and_its_place_are_one_another_s_reverse(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 17.3);
    double x, y;
    map_view_place(&view, LIBRARY, &x, &y);
    assert_near(x, 400, 1e-4);
    assert_near(y, 300, 1e-4);
    struct point back = map_view_point(&view, 123, 456);
    map_view_place(&view, back, &x, &y);
    assert_near(x, 123, 1e-4);
    assert_near(y, 456, 1e-4);
}

static void a_world_of_zoom_z_is_512_times_2_to_the_z_wide(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 15);
    struct spot_box box = map_view_box(&view);
    assert_near((box.right - box.left) * 512 * exp2(15), 800, 1e-6);
    double metres = map_view_metres_per_dp(&view);
    assert_near(metres, 40030228.9 * cos(LIBRARY.lat * M_PI / 180) / (512 * exp2(15)), 1e-3);
}

static void panning_moves_the_map_with_the_finger(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 16);
    double x, y;
    map_view_pan(&view, 30, -20);
    map_view_place(&view, LIBRARY, &x, &y);
    assert_near(x, 430, 1e-4);
    assert_near(y, 280, 1e-4);
}

static void the_middle_stays_within_the_limits(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 14);
    for (int at = 0; at < 100; at++)
        map_view_pan(&view, 700, 700);
    struct point middle = map_view_point(&view, 400, 300);
    assert_near(middle.lon, BRUSSELS.west, 1e-9);
    assert_near(middle.lat, BRUSSELS.north, 1e-9);
}

static void zooming_keeps_what_is_under_the_fingers(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 15);
    struct point held = map_view_point(&view, 600, 100);
    double x, y;
    map_view_zoom(&view, 1.37, 600, 100);
    map_view_place(&view, held, &x, &y);
    assert_near(view.zoom, 16.37, 1e-9);
    assert_near(x, 600, 1e-4);
    assert_near(y, 100, 1e-4);
}

static void zoom_stays_between_10_and_20(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 15);
    map_view_zoom(&view, 99, 10, 10);
    assert_near(view.zoom, 20, 0);
    map_view_zoom(&view, -99, 10, 10);
    assert_near(view.zoom, 10, 0);
}

static void a_box_is_shown_whole_at_a_sharp_zoom(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 15);
    struct box box = {4.33, 50.85, 4.345, 50.86};
    double x, y;
    map_view_show(&view, box, 24);
    assert_near(view.zoom, map_view_step(view.zoom), 0);
    map_view_place(&view, (struct point){box.west, box.north}, &x, &y);
    assert_true(x >= 23.99 && y >= 23.99);
    assert_true(x < 24 + 80 || y < 24 + 60); /* and not smaller than it needs to be */
    map_view_place(&view, (struct point){box.east, box.south}, &x, &y);
    assert_true(x <= 776.01 && y <= 576.01);
}

static void a_box_without_extent_is_shown_close(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 12);
    map_view_show(&view, (struct box){LIBRARY.lon, LIBRARY.lat, LIBRARY.lon, LIBRARY.lat}, 24);
    assert_near(view.zoom, 17, 0);
    map_view_show(&view, box_empty(), 24);
    assert_near(view.zoom, 17, 0);
}

static void a_fling_slows_down_at_2500_dp_a_second(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 16);
    double x, y, last = 400;
    map_view_fling(&view, 1000, 0, 5000);
    map_view_tick(&view, 5001);
    map_view_place(&view, LIBRARY, &x, &y);
    assert_near(x, 401, 0.01);
    for (int64_t now = 5020; now <= 5400; now += 20) {
        double before = last;
        assert_true(map_view_tick(&view, now));
        map_view_place(&view, LIBRARY, &x, &y);
        assert_true(x > before);
        last = x;
    }
    assert_near(last, 400 + 1000 * 0.4 / 2, 1e-3);
    assert_false(map_view_tick(&view, 5420));
    assert_near(y, 300, 1e-4);
}

static void a_fling_is_never_faster_than_1400(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 16);
    double x, y;
    map_view_fling(&view, 0, -90000, 0);
    while (map_view_tick(&view, 100000))
        ;
    map_view_place(&view, LIBRARY, &x, &y);
    assert_near(y, 300 - 1400 * 0.56 / 2, 1e-3);
    assert_near(x, 400, 1e-4);
}

static void a_faint_or_senseless_fling_does_nothing(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 16);
    map_view_fling(&view, 60, 0, 0);
    assert_false(map_view_tick(&view, 10));
    map_view_fling(&view, NAN, 1, 0);
    assert_false(map_view_tick(&view, 10));
    map_view_fling(&view, 0, 0, 0);
    assert_false(map_view_tick(&view, 10));
}

static void a_finger_stops_the_fling(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 16);
    map_view_fling(&view, 1000, 500, 0);
    map_view_tick(&view, 50);
    map_view_halt(&view);
    struct spot middle = view.middle;
    assert_false(map_view_tick(&view, 100));
    assert_near(view.middle.x, middle.x, 0);
}

static void a_flight_ends_where_it_was_sent_after_250_ms(void **state)
{
    (void)state;
    struct map_view view = view_at((struct point){4.34, 50.86}, 14);
    double x, y;
    map_view_fly(&view, LIBRARY, 200, 150, 17, 1000, false);
    assert_true(map_view_tick(&view, 1125));
    assert_true(view.zoom > 14 && view.zoom < 17);
    assert_true(map_view_tick(&view, 1250));
    assert_false(map_view_tick(&view, 1266));
    map_view_place(&view, LIBRARY, &x, &y);
    assert_near(x, 200, 1e-3);
    assert_near(y, 150, 1e-3);
    assert_near(view.zoom, 17, 0);
}

static void a_flight_about_a_point_leaves_it_in_place_all_the_way(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 15);
    struct point held = map_view_point(&view, 650, 80);
    map_view_fly(&view, held, 650, 80, 16, 0, false);
    for (int64_t now = 0; now <= 250; now += 10) {
        double x, y;
        map_view_tick(&view, now);
        map_view_place(&view, held, &x, &y);
        assert_near(x, 650, 1e-3);
        assert_near(y, 80, 1e-3);
    }
}

static void reduced_motion_and_far_jumps_are_cut(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 11);
    map_view_fly(&view, LIBRARY, 400, 300, 16, 0, false);
    assert_near(view.zoom, 16, 0);
    assert_false(map_view_tick(&view, 1));
    map_view_fly(&view, LIBRARY, 400, 300, 17, 0, true);
    assert_near(view.zoom, 17, 0);
    assert_false(map_view_tick(&view, 1));
}

static void a_new_size_keeps_the_middle(void **state)
{
    (void)state;
    struct map_view view = view_at(LIBRARY, 16);
    double x, y;
    map_view_resize(&view, 412, 892);
    map_view_place(&view, LIBRARY, &x, &y);
    assert_near(x, 206, 1e-4);
    assert_near(y, 446, 1e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_in_the_middle_of_its_limits),
        cmocka_unit_test(a_point_and_its_place_are_one_another_s_reverse),
        cmocka_unit_test(a_world_of_zoom_z_is_512_times_2_to_the_z_wide),
        cmocka_unit_test(panning_moves_the_map_with_the_finger),
        cmocka_unit_test(the_middle_stays_within_the_limits),
        cmocka_unit_test(zooming_keeps_what_is_under_the_fingers),
        cmocka_unit_test(zoom_stays_between_10_and_20),
        cmocka_unit_test(a_box_is_shown_whole_at_a_sharp_zoom),
        cmocka_unit_test(a_box_without_extent_is_shown_close),
        cmocka_unit_test(a_fling_slows_down_at_2500_dp_a_second),
        cmocka_unit_test(a_fling_is_never_faster_than_1400),
        cmocka_unit_test(a_faint_or_senseless_fling_does_nothing),
        cmocka_unit_test(a_finger_stops_the_fling),
        cmocka_unit_test(a_flight_ends_where_it_was_sent_after_250_ms),
        cmocka_unit_test(a_flight_about_a_point_leaves_it_in_place_all_the_way),
        cmocka_unit_test(reduced_motion_and_far_jumps_are_cut),
        cmocka_unit_test(a_new_size_keeps_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
