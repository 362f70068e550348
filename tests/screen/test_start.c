/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/thumb.h"

static void a_first_start_asks_only_for_the_language(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, NULL, 1280, 800);
    assert_true(thumb_sees(&thumb, "language:nl"));
    assert_true(thumb_sees(&thumb, "language:fr"));
    assert_true(thumb_sees(&thumb, "language:en"));
    assert_false(thumb_sees(&thumb, "rail.map"));
    thumb_tap(&thumb, "language:fr");
    assert_true(thumb_sees(&thumb, "map"));
    thumb_assert_reads(&thumb, "Bienvenue");
    assert_true(thumb_sees(&thumb, "ribbon"));
    thumb_tap(&thumb, "welcome.begin");
    assert_false(thumb_sees(&thumb, "welcome"));
    assert_int_equal(thumb.taps, 2);
    thumb_close(&thumb);
}

static void what_was_chosen_holds_after_a_restart(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, NULL, 412, 892);
    thumb_tap(&thumb, "language:en");
    thumb_tap(&thumb, "welcome.begin");
    thumb_reopen(&thumb);
    assert_true(thumb_sees(&thumb, "map"));
    assert_false(thumb_sees(&thumb, "welcome"));
    thumb_assert_reads(&thumb, "Pillars");
    thumb_close(&thumb);
}

static void one_tap_begins_a_wijk_of_ones_own(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, NULL, 800, 1280);
    thumb_tap(&thumb, "language:nl");
    thumb_tap(&thumb, "welcome.own");
    assert_false(thumb_sees(&thumb, "map"));
    thumb_close(&thumb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_start_asks_only_for_the_language),
        cmocka_unit_test(what_was_chosen_holds_after_a_restart),
        cmocka_unit_test(one_tap_begins_a_wijk_of_ones_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
