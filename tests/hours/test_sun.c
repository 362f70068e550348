/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/sun.h"

#include <stdio.h>
#include <stdlib.h>

#include "kit/kit.h"

enum { ROWS_LEAST = 700 };

static int minutes_of(const char *clock)
{
    return atoi(clock) * 60 + atoi(clock + 3);
}

static void the_sun_of_2026_is_that_of_the_reference(void **state)
{
    (void)state;
    char line[256], date[16], times[4][8];
    double lat, lon;
    int rows = 0;
    FILE *file = fopen(kit_data("hours/sun_2026.tsv"), "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file)); /* the names of the columns */
    while (fgets(line, sizeof line, file)) {
        struct civil_date day;
        assert_int_equal(sscanf(line, "%lf %lf %15s %7s %7s %7s %7s", &lat, &lon, date, times[0],
                                times[1], times[2], times[3]),
                         7);
        assert_true(civil_date_parse(date, &day));
        struct hours_setting setting = {lat, lon, NULL, REGION_FLEMISH};
        for (int event = SUN_DAWN; event <= SUN_DUSK; event++)
            if (sun_minutes((enum sun_event)event, &setting, day) != minutes_of(times[event]))
                fail_msg("event %d of %s", event, line);
        rows++;
    }
    fclose(file);
    assert_true(rows > ROWS_LEAST);
}

static int sun_at(enum sun_event event, double lat, double lon, const char *text)
{
    struct hours_setting setting = {lat, lon, NULL, REGION_FLEMISH};
    struct civil_date date;
    assert_true(civil_date_parse(text, &date));
    return sun_minutes(event, &setting, date);
}

static void a_sun_that_does_not_set_or_rise_has_its_hours(void **state)
{
    (void)state;
    assert_int_equal(sun_at(SUN_SUNRISE, 69.65, 18.96, "2026-06-21"), 0);
    assert_int_equal(sun_at(SUN_SUNSET, 69.65, 18.96, "2026-06-21"), 24 * 60);
    assert_int_equal(sun_at(SUN_SUNRISE, 69.65, 18.96, "2026-12-21"), 12 * 60);
    assert_int_equal(sun_at(SUN_SUNSET, 69.65, 18.96, "2026-12-21"), 12 * 60 + 1);
    assert_int_equal(sun_at(SUN_DAWN, 69.65, 18.96, "2026-12-21"), 9 * 60 + 31);
    assert_int_equal(sun_at(SUN_DUSK, 90, 0, "2026-06-21"), 24 * 60);
}

static void no_place_and_odd_places_are_brussels(void **state)
{
    (void)state;
    static const struct civil_date date = {2026, 6, 12};
    struct hours_setting brussels = hours_setting_brussels();
    int sunset = sun_minutes(SUN_SUNSET, &brussels, date);
    assert_int_equal(sunset, 21 * 60 + 56);
    assert_int_equal(sun_minutes(SUN_SUNSET, NULL, date), sunset);
    assert_int_equal(sun_at(SUN_SUNSET, strtod("nan", NULL), 4, "2026-06-12"), sunset);
    assert_int_equal(sun_at(SUN_SUNSET, 50, 1e300, "2026-06-12"), sunset);
}

static void every_place_and_year_has_an_answer_within_the_day(void **state)
{
    (void)state;
    static const int16_t years[] = {1, 1900, 1999, 2026, 2100, 9999};
    for (size_t year = 0; year < sizeof years / sizeof *years; year++)
        for (double lat = -90; lat <= 90; lat += 22.5)
            for (double lon = -180; lon <= 180; lon += 36)
                for (int8_t month = 1; month <= 12; month++) {
                    struct hours_setting setting = {lat, lon, NULL, REGION_FLEMISH};
                    struct civil_date date = {years[year], month, 21};
                    for (int event = SUN_DAWN; event <= SUN_DUSK; event++)
                        assert_in_range(sun_minutes((enum sun_event)event, &setting, date), 0,
                                        24 * 60);
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sun_of_2026_is_that_of_the_reference),
        cmocka_unit_test(a_sun_that_does_not_set_or_rise_has_its_hours),
        cmocka_unit_test(no_place_and_odd_places_are_brussels),
        cmocka_unit_test(every_place_and_year_has_an_answer_within_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
