/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/percent.h"

#include "kit/kit.h"

static void halves_go_up_and_only_the_whole_is_a_hundred(void **state)
{
    static const struct {
        int64_t part, whole;
        int percent;
    } rows[] = {
        {8, 9, 89},      {1, 8, 13},      {1, 3, 33},   {2, 3, 67},
        {1, 200, 1},     {0, 9, 0},       {9, 9, 100},  {1, 1000, 1},
        {999, 1000, 99}, {1, 2, 50},      {0, 0, -1},   {3, 0, -1},
        {12, 9, 133},    {995, 1000, 99}, {4, 1000, 1}, {1, 1000000000000, 1},
    };
    (void)state;
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        assert_int_equal(percent_of(rows[at].part, rows[at].whole), rows[at].percent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_go_up_and_only_the_whole_is_a_hundred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
