/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/clock.h"

#include <time.h>

#include "kit/kit.h"

static void test_a_fixed_clock_answers_the_same_for_ever(void **state)
{
    (void)state;
    struct clock clock = kit_clock("2026-06-12T15:00");
    assert_int_equal(clock_now(&clock), kit_moment("2026-06-12T13:00:00Z"));
    assert_int_equal(clock_now_ms(&clock), clock_now(&clock) * 1000);
    clock.fixed += 1999;
    assert_int_equal(clock_now(&clock), kit_moment("2026-06-12T13:00:01Z"));
}

static void test_seconds_before_1970_round_down(void **state)
{
    (void)state;
    struct clock clock = clock_fixed(-5);
    assert_int_equal(clock_now(&clock), -5);
    clock.fixed += 1;
    assert_int_equal(clock_now(&clock), -5);
}

static void test_the_system_clock_is_near_the_c_library(void **state)
{
    (void)state;
    int64_t before = time(NULL);
    int64_t now = clock_now(&clock_system);
    assert_true(now >= before - 1 && now <= time(NULL) + 1);
}

static void test_ticks_go_forward(void **state)
{
    (void)state;
    int64_t before = clock_ticks();
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
    assert_true(clock_ticks() >= before + 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fixed_clock_answers_the_same_for_ever),
        cmocka_unit_test(test_seconds_before_1970_round_down),
        cmocka_unit_test(test_the_system_clock_is_near_the_c_library),
        cmocka_unit_test(test_ticks_go_forward),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
