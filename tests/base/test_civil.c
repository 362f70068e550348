/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/civil.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kit/kit.h"

static struct civil_date date(int year, int month, int day)
{
    return (struct civil_date){(int16_t)year, (int8_t)month, (int8_t)day};
}

static void test_every_day_of_ten_thousand_years_goes_there_and_back(void **state)
{
    (void)state;
    struct civil_date before = civil_date_of(-719163);
    assert_int_equal(before.year, 0);
    enum civil_weekday weekday = civil_weekday_of(date(1, 1, 1));
    for (int32_t days = -719162; days <= 2932896; days++) {
        struct civil_date day = civil_date_of(days);
        assert_true(civil_date_valid(day));
        assert_int_equal(civil_days(day), days);
        assert_int_equal(civil_weekday_of(day), weekday);
        if (before.year) {
            assert_true(civil_date_compare(before, day) < 0);
        }
        before = day;
        weekday = (weekday + 1) % 7;
    }
    assert_int_equal(before.year, 9999);
    assert_int_equal(civil_date_of(2932897).year, 0);
    assert_int_equal(civil_date_of(INT32_MIN).year, 0);
    assert_int_equal(civil_date_of(INT32_MAX).year, 0);
}

static void test_days_and_weeks_agree_with_the_c_library(void **state)
{
    (void)state;
    for (int32_t days = -30000; days < 60000; days++) {
        time_t moment = (time_t)days * 86400;
        struct tm tm;
        char week[8];
        gmtime_r(&moment, &tm);
        struct civil_date day = civil_date_of(days);
        assert_int_equal(day.year, tm.tm_year + 1900);
        assert_int_equal(day.month, tm.tm_mon + 1);
        assert_int_equal(day.day, tm.tm_mday);
        assert_int_equal(civil_weekday_of(day), (tm.tm_wday + 6) % 7);
        strftime(week, sizeof week, "%V", &tm);
        assert_int_equal(civil_week_of(day), atoi(week));
    }
}

static void test_brussels_time_agrees_with_the_zone_file_since_1996(void **state)
{
    (void)state;
    setenv("TZ", "Europe/Brussels", 1);
    tzset();
    time_t summer = 1150000000;
    struct tm tm;
    localtime_r(&summer, &tm);
    if (tm.tm_gmtoff != 7200) {
        skip(); /* no zone files on this machine */
    }
    for (time_t moment = 820454400; moment < 2145916800; moment += 1801) {
        localtime_r(&moment, &tm);
        struct civil civil = civil_of_moment(moment);
        assert_int_equal(civil.date.day, tm.tm_mday);
        assert_int_equal(civil.hour, tm.tm_hour);
        assert_int_equal(civil.minute, tm.tm_min);
        assert_int_equal(civil.second, tm.tm_sec);
        int64_t back = civil_moment(civil);
        assert_true(back == moment || back == moment - 3600);
    }
}

static void test_the_hour_that_is_skipped_becomes_one_hour_later(void **state)
{
    (void)state;
    struct civil civil = civil_of_moment(kit_moment("2026-03-29T02:30"));
    assert_int_equal(civil.hour, 3);
    assert_int_equal(civil.minute, 30);
    assert_int_equal(kit_moment("2026-03-29T02:30"), kit_moment("2026-03-29T01:30:00Z"));
    assert_int_equal(kit_moment("2026-03-29T01:59:59") + 1, kit_moment("2026-03-29T03:00"));
}

static void test_the_hour_that_comes_twice_is_the_first(void **state)
{
    (void)state;
    assert_int_equal(kit_moment("2026-10-25T02:30"), kit_moment("2026-10-25T00:30:00Z"));
    struct civil again = civil_of_moment(kit_moment("2026-10-25T01:30:00Z"));
    assert_int_equal(again.hour, 2);
    assert_int_equal(kit_moment("2026-10-25T03:00"), kit_moment("2026-10-25T02:00:00Z"));
}

static void test_dates_are_read_strictly(void **state)
{
    (void)state;
    struct civil_date day = {0};
    assert_true(civil_date_parse("2024-02-29", &day));
    assert_int_equal(civil_date_compare(day, date(2024, 2, 29)), 0);
    const char *bad[] = {"",           "2023-02-29", "1900-02-29",  "2026-13-01", "2026-00-10",
                         "2026-04-31", "2026-4-30",  "26-04-30",    "2026-04-3",  "2026-04-30 ",
                         "0000-01-01", "2026/04/30", "2026-04-300", "-026-04-30", "2026-04-+3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(civil_date_parse(bad[i], &day));
    }
    assert_false(civil_date_parse(NULL, &day));
    assert_int_equal(civil_date_compare(day, date(2024, 2, 29)), 0);
}

static void test_moments_are_read_with_and_without_zone(void **state)
{
    (void)state;
    assert_int_equal(kit_moment("1970-01-01T00:00:00Z"), 0);
    assert_int_equal(kit_moment("1970-01-01T01:00"), 0);
    assert_int_equal(kit_moment("2026-06-12T15:00"), kit_moment("2026-06-12T13:00Z"));
    assert_int_equal(kit_moment("2026-06-12T15:00:01+05:30"), kit_moment("2026-06-12T09:30:01Z"));
    assert_int_equal(kit_moment("2026-06-12T15:00-08:00"), kit_moment("2026-06-12T23:00Z"));
    const char *bad[] = {"2026-06-12",
                         "2026-06-12T",
                         "2026-06-12T24:00",
                         "2026-06-12T15",
                         "2026-06-12T15:60",
                         "2026-06-12T15:00:60",
                         "2026-06-12T15:00z",
                         "2026-06-12T15:00+0200",
                         "2026-06-12T15:00+15:00",
                         "2026-06-12T15:00:0",
                         "2026-06-12T15:00ZZ",
                         "2026-06-12 15:00",
                         "0001-01-01T00:00+01:00"};
    int64_t moment = 42;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(civil_moment_parse(bad[i], &moment));
    }
    assert_int_equal(moment, 42);
}

static void test_what_is_written_reads_back(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        int64_t moment = (int64_t)kit_random_below(250000000000u) - 62135596800 + 86400;
        char text[CIVIL_MOMENT_SIZE];
        int64_t back = 0;
        civil_moment_write(moment, text);
        assert_int_equal(strlen(text), CIVIL_MOMENT_SIZE - 1);
        assert_true(civil_moment_parse(text, &back));
        assert_int_equal(back, moment);
    }
    char text[CIVIL_DATE_SIZE];
    civil_date_write(date(987, 6, 5), text);
    assert_string_equal(text, "0987-06-05");
}

static void test_months_are_added_with_the_day_cut(void **state)
{
    (void)state;
    assert_int_equal(
        civil_date_compare(civil_date_add_months(date(2026, 1, 31), 1), date(2026, 2, 28)), 0);
    assert_int_equal(
        civil_date_compare(civil_date_add_months(date(2026, 3, 31), -13), date(2025, 2, 28)), 0);
    assert_int_equal(
        civil_date_compare(civil_date_add_months(date(2024, 2, 29), 12), date(2025, 2, 28)), 0);
    assert_int_equal(civil_date_add_months(date(9999, 12, 1), 1).year, 0);
    assert_int_equal(civil_date_add_months(date(1, 1, 1), INT32_MIN).year, 0);
    assert_int_equal(civil_date_add(date(9999, 12, 31), 1).year, 0);
    assert_int_equal(civil_date_add(date(2026, 1, 1), INT32_MAX).year, 0);
    assert_int_equal(civil_date_compare(civil_date_add(date(2026, 12, 31), 1), date(2027, 1, 1)),
                     0);
}

static void test_moments_beyond_all_years_harm_nothing(void **state)
{
    (void)state;
    char text[CIVIL_MOMENT_SIZE];
    civil_moment_write(INT64_MAX, text);
    assert_string_equal(text, "0000-00-00T00:00:00Z");
    civil_moment_write(INT64_MIN, text);
    assert_int_equal(civil_of_moment(INT64_MAX).date.year, 0);
    assert_int_equal(civil_of_moment(INT64_MIN).date.year, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day_of_ten_thousand_years_goes_there_and_back),
        cmocka_unit_test(test_days_and_weeks_agree_with_the_c_library),
        cmocka_unit_test(test_brussels_time_agrees_with_the_zone_file_since_1996),
        cmocka_unit_test(test_the_hour_that_is_skipped_becomes_one_hour_later),
        cmocka_unit_test(test_the_hour_that_comes_twice_is_the_first),
        cmocka_unit_test(test_dates_are_read_strictly),
        cmocka_unit_test(test_moments_are_read_with_and_without_zone),
        cmocka_unit_test(test_what_is_written_reads_back),
        cmocka_unit_test(test_months_are_added_with_the_day_cut),
        cmocka_unit_test(test_moments_beyond_all_years_harm_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
