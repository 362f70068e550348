/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/gesture.h"

#include <math.h>

#include "kit/kit.h"

enum { ROOM = 256 };

struct hand {
    struct gesture gesture;
    struct gesture_news news[ROOM];
    int count;
    int64_t now;
};

static void hand_open(struct hand *hand, bool wait)
{
    *hand = (struct hand){.now = 5000};
    gesture_init(&hand->gesture);
    gesture_wait_for_double(&hand->gesture, wait);
}

static void touch(struct hand *hand, enum finger_kind kind, int64_t id, double x, double y,
                  int after)
{
    hand->now += after;
    hand->count += gesture_finger(&hand->gesture, (struct finger){kind, id, x, y, hand->now},
                                  hand->news + hand->count, ROOM - hand->count);
}

static void pass(struct hand *hand, int after)
{
    hand->now += after;
    hand->count +=
        gesture_tick(&hand->gesture, hand->now, hand->news + hand->count, ROOM - hand->count);
}

static void assert_kinds(const struct hand *hand, const enum gesture_kind *kinds, int count)
{
    for (int i = 0; i < hand->count && i < count; i++)
        assert_int_equal(hand->news[i].kind, kinds[i]);
    assert_int_equal(hand->count, count);
}
#define ASSERT_KINDS(hand, ...)                                                                    \
    do {                                                                                           \
        const enum gesture_kind kinds[] = {__VA_ARGS__};                                           \
        assert_kinds(hand, kinds, (int)(sizeof kinds / sizeof *kinds));                            \
    } while (0)

static void a_tap_is_announced_at_once_when_nobody_waits(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, false);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 0);
    touch(&hand, FINGER_UP, 1, 55, 60, 120);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_TAP);
    assert_true(hand.news[1].x == 50 && hand.news[1].y == 60);
    assert_int_equal(gesture_next(&hand.gesture), -1);
    gesture_clear(&hand.gesture);
}

static void a_tap_that_may_be_double_comes_after_300_ms(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, true);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 0);
    touch(&hand, FINGER_UP, 1, 50, 60, 100);
    pass(&hand, 299);
    ASSERT_KINDS(&hand, GESTURE_PRESS);
    assert_true(gesture_next(&hand.gesture) > hand.now);
    pass(&hand, 2);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_TAP);
    gesture_clear(&hand.gesture);
}

static void two_quick_taps_near_each_other_are_a_double_tap(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, true);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 0);
    touch(&hand, FINGER_UP, 1, 50, 60, 100);
    touch(&hand, FINGER_DOWN, 2, 70, 70, 200);
    touch(&hand, FINGER_UP, 2, 70, 70, 60);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_PRESS, GESTURE_DOUBLE_TAP);
    pass(&hand, 1000);
    assert_int_equal(hand.count, 3);
    gesture_clear(&hand.gesture);
}

static void two_quick_taps_far_apart_are_two_taps(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, true);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 0);
    touch(&hand, FINGER_UP, 1, 50, 60, 100);
    touch(&hand, FINGER_DOWN, 2, 90, 60, 100);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_TAP, GESTURE_PRESS);
    assert_true(hand.news[1].x == 50);
    gesture_clear(&hand.gesture);
}

static void a_drag_after_a_double_tap_zooms_one_level_per_128_dp(void **state)
{
    struct hand hand;
    double zoom = 0;
    (void)state;
    hand_open(&hand, true);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 0);
    touch(&hand, FINGER_UP, 1, 50, 60, 80);
    touch(&hand, FINGER_DOWN, 1, 52, 60, 80);
    touch(&hand, FINGER_MOVE, 1, 52, 80, 30);
    for (int i = 1; i <= 8; i++)
        touch(&hand, FINGER_MOVE, 1, 52, 80 + i * 16, 16);
    touch(&hand, FINGER_UP, 1, 52, 208, 10);
    assert_int_equal(hand.news[2].kind, GESTURE_CANCEL);
    assert_int_equal(hand.news[3].kind, GESTURE_ZOOM_BEGIN);
    assert_int_equal(hand.news[hand.count - 1].kind, GESTURE_ZOOM_END);
    for (int i = 0; i < hand.count; i++)
        zoom += hand.news[i].kind == GESTURE_ZOOM ? hand.news[i].zoom : 0;
    assert_true(fabs(zoom - 1) < 1e-9);
    assert_true(hand.news[4].x == 52 && hand.news[4].y == 60);
    gesture_clear(&hand.gesture);
}

static void a_finger_that_stays_480_ms_presses_long_and_taps_no_more(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, true);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 0);
    assert_int_equal(gesture_next(&hand.gesture), hand.now + 480);
    pass(&hand, 479);
    assert_int_equal(hand.count, 1);
    pass(&hand, 1);
    assert_int_equal(gesture_next(&hand.gesture), -1);
    touch(&hand, FINGER_UP, 1, 50, 60, 100);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_LONG_PRESS);
    gesture_clear(&hand.gesture);
}

static void a_finger_may_drift_12_dp_and_a_mouse_3(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, false);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 0);
    touch(&hand, FINGER_MOVE, 1, 62, 60, 10);
    touch(&hand, FINGER_UP, 1, 62, 60, 10);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_TAP);
    hand.count = 0;
    touch(&hand, FINGER_DOWN, -1, 50, 60, 500);
    touch(&hand, FINGER_MOVE, -1, 54, 60, 10);
    touch(&hand, FINGER_UP, -1, 54, 60, 200);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_CANCEL, GESTURE_DRAG_BEGIN, GESTURE_DRAG,
                 GESTURE_DRAG_END);
    assert_true(hand.news[2].x == 50 && hand.news[3].dx == 4);
    gesture_clear(&hand.gesture);
}

static struct gesture_news flung(double speed, int rest)
{
    struct hand hand;
    hand_open(&hand, false);
    touch(&hand, FINGER_DOWN, 1, 0, 0, 0);
    for (int i = 1; i <= 20; i++)
        touch(&hand, FINGER_MOVE, 1, speed * i * 0.016, 0, 16);
    touch(&hand, FINGER_UP, 1, speed * 0.32, 0, rest);
    struct gesture_news last = hand.news[hand.count - 1];
    gesture_clear(&hand.gesture);
    assert_int_equal(last.kind, GESTURE_DRAG_END);
    return last;
}

static void a_fling_has_the_speed_of_its_last_160_ms(void **state)
{
    (void)state;
    assert_true(fabs(flung(800, 0).velocity_x - 800) < 5);
    assert_true(flung(800, 0).velocity_y == 0);
    assert_true(fabs(flung(-300, 0).velocity_x + 300) < 5);
}

static void a_fling_is_capped_and_a_rest_stops_it(void **state)
{
    (void)state;
    assert_true(fabs(flung(9000, 0).velocity_x - 1400) < 1);
    assert_true(flung(800, 200).velocity_x == 0);
}

static void a_pinch_starts_after_a_tenth_of_a_level_about_the_midpoint(void **state)
{
    struct hand hand;
    double zoom = 0;
    (void)state;
    hand_open(&hand, true);
    touch(&hand, FINGER_DOWN, 1, 100, 100, 0);
    touch(&hand, FINGER_DOWN, 2, 200, 100, 20);
    touch(&hand, FINGER_MOVE, 2, 204, 100, 16);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_CANCEL);
    touch(&hand, FINGER_MOVE, 2, 220, 100, 16);
    assert_int_equal(hand.news[2].kind, GESTURE_ZOOM_BEGIN);
    assert_true(hand.news[2].x == 160 && hand.news[2].y == 100);
    touch(&hand, FINGER_MOVE, 2, 340, 100, 16);
    zoom = hand.news[3].zoom;
    assert_true(fabs(zoom - 1) < 1e-9);
    assert_true(hand.news[3].dx == 60);
    touch(&hand, FINGER_UP, 1, 100, 100, 16);
    touch(&hand, FINGER_MOVE, 2, 350, 100, 16);
    touch(&hand, FINGER_UP, 2, 350, 100, 300);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_CANCEL, GESTURE_ZOOM_BEGIN, GESTURE_ZOOM,
                 GESTURE_ZOOM_END, GESTURE_DRAG_BEGIN, GESTURE_DRAG, GESTURE_DRAG_END);
    gesture_clear(&hand.gesture);
}

static void a_lost_finger_cancels_and_never_taps(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, false);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 0);
    touch(&hand, FINGER_LOST, 1, 50, 60, 50);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_CANCEL);
    touch(&hand, FINGER_UP, 1, 50, 60, 50);
    assert_int_equal(hand.count, 2);
    touch(&hand, FINGER_DOWN, 1, 50, 60, 500);
    touch(&hand, FINGER_MOVE, 1, 150, 60, 16);
    touch(&hand, FINGER_LOST, 1, 150, 60, 1);
    assert_int_equal(hand.news[hand.count - 1].kind, GESTURE_DRAG_END);
    assert_true(hand.news[hand.count - 1].velocity_x == 0);
    gesture_clear(&hand.gesture);
}

static void nonsense_is_left_alone(void **state)
{
    struct hand hand;
    (void)state;
    hand_open(&hand, true);
    touch(&hand, FINGER_UP, 9, 1, 1, 0);
    touch(&hand, FINGER_MOVE, 9, 1, 1, 0);
    touch(&hand, FINGER_DOWN, 1, NAN, 1, 0);
    touch(&hand, FINGER_DOWN, 1, 1, INFINITY, 0);
    assert_int_equal(hand.count, 0);
    touch(&hand, FINGER_DOWN, 1, 1, 1, 0);
    touch(&hand, FINGER_DOWN, 1, 5, 5, -900);
    touch(&hand, FINGER_DOWN, 2, 50, 5, 0);
    touch(&hand, FINGER_DOWN, 3, 90, 5, 0);
    ASSERT_KINDS(&hand, GESTURE_PRESS, GESTURE_CANCEL);
    gesture_clear(&hand.gesture);
}

static void any_fingers_begin_and_end_in_pairs(void **state)
{
    struct hand hand;
    int drags = 0, zooms = 0;
    (void)state;
    hand_open(&hand, true);
    for (int i = 0; i < 20000; i++) {
        hand.count = 0;
        enum finger_kind kind = (enum finger_kind)kit_random_below(4);
        touch(&hand, kind, (int64_t)kit_random_below(4) - 1, (double)kit_random_below(300),
              (double)kit_random_below(300), (int)kit_random_below(400));
        if (kit_random_below(3) == 0)
            pass(&hand, (int)kit_random_below(600));
        for (int j = 0; j < hand.count; j++) {
            enum gesture_kind seen = hand.news[j].kind;
            drags += (seen == GESTURE_DRAG_BEGIN) - (seen == GESTURE_DRAG_END);
            zooms += (seen == GESTURE_ZOOM_BEGIN) - (seen == GESTURE_ZOOM_END);
            assert_true(seen != GESTURE_DRAG || drags == 1);
            assert_true(seen != GESTURE_ZOOM || zooms == 1);
        }
        assert_in_range(drags, 0, 1);
        assert_in_range(zooms, 0, 1);
        assert_true(hand.count <= 8);
    }
    gesture_clear(&hand.gesture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_is_announced_at_once_when_nobody_waits),
        cmocka_unit_test(a_tap_that_may_be_double_comes_after_300_ms),
        cmocka_unit_test(two_quick_taps_near_each_other_are_a_double_tap),
        cmocka_unit_test(two_quick_taps_far_apart_are_two_taps),
        cmocka_unit_test(a_drag_after_a_double_tap_zooms_one_level_per_128_dp),
        cmocka_unit_test(a_finger_that_stays_480_ms_presses_long_and_taps_no_more),
        cmocka_unit_test(a_finger_may_drift_12_dp_and_a_mouse_3),
        cmocka_unit_test(a_fling_has_the_speed_of_its_last_160_ms),
        cmocka_unit_test(a_fling_is_capped_and_a_rest_stops_it),
        cmocka_unit_test(a_pinch_starts_after_a_tenth_of_a_level_about_the_midpoint),
        cmocka_unit_test(a_lost_finger_cancels_and_never_taps),
        cmocka_unit_test(nonsense_is_left_alone),
        cmocka_unit_test(any_fingers_begin_and_end_in_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
