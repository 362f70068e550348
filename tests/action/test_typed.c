/* SPDX-License-Identifier: EUPL-1.2 */
/* Days as people type them come back as they were written. */
#include "action/typed.h"

#include "kit/kit.h"

static void every_day_is_read_back_as_it_was_written(void **state)
{
    (void)state;
    for (struct civil_date day = {1999, 12, 1}; day.year < 2041; day = civil_date_add(day, 1)) {
        char text[TYPED_DAY];
        struct civil_date back;
        struct fault why;
        typed_day_write(day, text);
        assert_true(typed_day(text, &back, &why));
        assert_int_equal(civil_date_compare(day, back), 0);
    }
}

static void a_day_is_written_day_first_and_without_noughts(void **state)
{
    (void)state;
    char text[TYPED_DAY];
    typed_day_write((struct civil_date){2026, 6, 4}, text);
    assert_string_equal(text, "4/6/2026");
    typed_day_write((struct civil_date){0, 0, 0}, text);
    assert_string_equal(text, "");
}

static void what_is_no_day_is_refused(void **state)
{
    static const char *const wrong[] = {"31/2/2026", "2026-13-01", "morgen", "", "12/5"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct civil_date day;
        struct fault why;
        assert_false(typed_day(wrong[i], &day, &why));
        assert_int_equal(why.kind, FAULT_USAGE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_is_read_back_as_it_was_written),
        cmocka_unit_test(a_day_is_written_day_first_and_without_noughts),
        cmocka_unit_test(what_is_no_day_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
