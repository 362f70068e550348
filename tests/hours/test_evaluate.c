/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include "hours/hours_kit.h"

static void weekdays_wrap_past_sunday(void **state)
{
    (void)state;
    assert_string_equal(noons("Mo-Fr 09:00-17:00", "2026-06-08", 7), "ooooocc");
    assert_string_equal(noons("Sa-Tu 09:00-17:00", "2026-06-08", 7), "oocccoo");
    assert_string_equal(noons("Mo,We,Fr-Sa 09:00-17:00", "2026-06-08", 7), "ococooc");
}

static void a_span_may_pass_midnight(void **state)
{
    (void)state;
    assert_int_equal(state_at("Fr 20:00-03:00", "2026-06-12T23:59"), 'o');
    assert_int_equal(state_at("Fr 20:00-03:00", "2026-06-13T02:59"), 'o');
    assert_int_equal(state_at("Fr 20:00-03:00", "2026-06-13T03:00"), 'c');
    assert_int_equal(state_at("Fr 20:00-03:00", "2026-06-12T02:00"), 'c');
    assert_int_equal(state_at("Fr 20:00-27:00", "2026-06-13T02:59"), 'o');
    assert_int_equal(state_at("Fr 20:00-48:00", "2026-06-13T23:59"), 'o');
    assert_int_equal(state_at("Fr 20:00-48:00", "2026-06-14T00:00"), 'c');
}

static void an_open_end_is_uncertain(void **state)
{
    (void)state;
    assert_int_equal(state_at("18:00+", "2026-06-12T18:00"), 'u');
    assert_int_equal(state_at("18:00+", "2026-06-13T03:59"), 'u');
    assert_int_equal(state_at("18:00+", "2026-06-13T04:00"), 'c');
    assert_int_equal(state_at("10:00-22:00+", "2026-06-12T21:00"), 'o');
    assert_int_equal(state_at("10:00-22:00+", "2026-06-12T22:00"), 'u');
}

static void rules_come_together_by_their_separators(void **state)
{
    (void)state;
    const char *normal = "Mo-Fr 09:00-18:00; We 14:00-18:00";
    const char *additional = "Mo-Fr 09:00-10:00, We 14:00-18:00";
    const char *fallback = "Mo-Fr 09:00-18:00 || \"by appointment\"";
    assert_int_equal(state_at(normal, "2026-06-10T09:30"), 'c');
    assert_int_equal(state_at(normal, "2026-06-11T09:30"), 'o');
    assert_int_equal(state_at(additional, "2026-06-10T09:30"), 'o');
    assert_int_equal(state_at(additional, "2026-06-10T15:00"), 'o');
    assert_int_equal(state_at(fallback, "2026-06-10T15:00"), 'o');
    assert_int_equal(state_at(fallback, "2026-06-10T19:00"), 'u');
    assert_int_equal(state_at("Mo-Fr 09:00-18:00; We 12:00-13:00 off", "2026-06-10T12:30"), 'c');
    assert_int_equal(state_at("Mo-Fr 09:00-18:00; We 12:00-13:00 off", "2026-06-10T13:30"), 'o');
    assert_int_equal(state_at("Fr 16:00-01:00; Sa 18:00-01:00", "2026-06-13T00:30"), 'c');
    assert_int_equal(state_at("Fr 16:00-01:00, Sa 18:00-01:00", "2026-06-13T00:30"), 'o');
    assert_int_equal(state_at("Tu-Su unknown; Mo off", "2026-06-09T12:00"), 'u');
}

static void months_dates_and_years_narrow_a_rule(void **state)
{
    (void)state;
    assert_int_equal(state_at("Nov-Feb 09:00-17:00", "2026-01-31T12:00"), 'o');
    assert_int_equal(state_at("Nov-Feb 09:00-17:00", "2026-03-01T12:00"), 'c');
    assert_string_equal(noons("Dec 24-Jan 2 open", "2026-12-22", 14), "ccoooooooooocc");
    assert_string_equal(noons("2026 May 04-11 open", "2026-05-03", 10), "coooooooo"
                                                                        "c");
    assert_int_equal(state_at("2026 May 04-11 open", "2027-05-05T12:00"), 'c');
    assert_string_equal(noons("Dec 24,26-27,31 open", "2026-12-23", 10), "cocoocccoc");
    assert_string_equal(noons("2025 Dec 30-2026 Jan 2 open", "2025-12-29", 6), "cooooc");
    assert_int_equal(state_at("2025 Dec 30-2026 Jan 2 open", "2026-12-31T12:00"), 'c');
    assert_int_equal(state_at("2026 May 4+ open", "2026-05-03T12:00"), 'c');
    assert_int_equal(state_at("2026 May 4+ open", "2031-01-01T12:00"), 'o');
    assert_int_equal(state_at("2026+ open", "2025-12-31T12:00"), 'c');
    assert_int_equal(state_at("2024-2030/2 open", "2026-01-01T12:00"), 'o');
    assert_int_equal(state_at("2024-2030/2 open", "2027-01-01T12:00"), 'c');
    assert_string_equal(noons("Feb 29 open", "2026-02-27", 4), "cccc");
    assert_string_equal(noons("Feb 29 open", "2028-02-27", 4), "ccoc");
    assert_string_equal(noons("Jan 1-Feb 29 open", "2026-02-27", 3), "ooc");
    assert_string_equal(noons("Jul-Aug Mo-Fr 10:00-18:00", "2026-06-29", 7), "ccooocc");
}

static void easter_moves(void **state)
{
    (void)state;
    assert_string_equal(noons("easter open", "2026-04-04", 3), "coc");
    assert_string_equal(noons("easter -2 days open", "2026-04-02", 3), "coc");
    assert_string_equal(noons("easter-easter +1 day open", "2027-03-27", 4), "cooc");
    assert_string_equal(noons("Mar Su[-1]-Apr Su[1]: open", "2026-03-28", 9), "coooooooo");
}

static void weeks_are_iso_weeks(void **state)
{
    (void)state;
    assert_int_equal(state_at("week 24 open", "2026-06-08T12:00"), 'o');
    assert_int_equal(state_at("week 24 open", "2026-06-15T12:00"), 'c');
    assert_int_equal(state_at("week 1-53/2 open", "2026-06-15T12:00"), 'o');
    assert_int_equal(state_at("week 53 open", "2027-01-03T12:00"), 'o');
    assert_int_equal(state_at("week 52-2 open", "2027-01-12T12:00"), 'o');
    assert_int_equal(state_at("week 52-2 open", "2027-01-19T12:00"), 'c');
    assert_int_equal(state_at("week 10,24 Mo 10:00-13:00", "2026-06-08T12:00"), 'o');
}

static void weekdays_may_be_counted_in_the_month(void **state)
{
    (void)state;
    assert_string_equal(noons("Sa[1] open", "2026-06-05", 9), "cocccccc"
                                                              "c");
    assert_int_equal(state_at("We[-1] open", "2026-06-24T12:00"), 'o');
    assert_int_equal(state_at("We[-1] open", "2026-06-17T12:00"), 'c');
    assert_int_equal(state_at("Su[2,4] open", "2026-06-14T12:00"), 'o');
    assert_int_equal(state_at("Su[2,4] open", "2026-06-21T12:00"), 'c');
    assert_int_equal(state_at("Su[1-2] open", "2026-06-14T12:00"), 'o');
    assert_int_equal(state_at("Sa[5] open", "2026-05-30T12:00"), 'o');
    assert_int_equal(state_at("Sa[1] +1 day open", "2026-06-07T12:00"), 'o');
    assert_int_equal(state_at("Mo[1] -1 day open", "2026-05-31T12:00"), 'o');
}

static void belgium_has_its_ten_legal_holidays(void **state)
{
    (void)state;
    static const char *const days2026[] = {"2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14",
                                           "2026-05-25", "2026-07-21", "2026-08-15", "2026-11-01",
                                           "2026-11-11", "2026-12-25"};
    size_t found = 0;
    struct civil_date date = {2026, 1, 1};
    for (; date.year == 2026; date = civil_date_add(date, 1)) {
        char text[CIVIL_DATE_SIZE];
        if (!hours_public_holiday(date))
            continue;
        civil_date_write(date, text);
        assert_true(found < 10);
        assert_string_equal(text, days2026[found++]);
    }
    assert_int_equal(found, 10);
    assert_true(hours_public_holiday((struct civil_date){2024, 4, 1}));
    assert_true(hours_public_holiday((struct civil_date){2038, 4, 26}));
    assert_false(hours_public_holiday((struct civil_date){0, 0, 0}));
    assert_string_equal(noons("Mo-Su 10:00-18:00; PH off", "2026-07-20", 3), "oco");
    assert_string_equal(noons("Su,PH 10:00-18:00", "2026-07-18", 5), "cococ");
    assert_string_equal(noons("PH Mo-We 10:00-18:00", "2026-07-20", 3), "coc");
    assert_string_equal(noons("PH -1 day open", "2026-07-19", 4), "cocc");
}

static void school_holidays_are_those_of_the_region(void **state)
{
    (void)state;
    static const char text[] =
        "{\"regions\":{"
        "\"vl\":{\"from\":\"2026-01-01\",\"until\":\"2026-12-31\",\"holidays\":["
        "{\"from\":\"2026-04-06\",\"until\":\"2026-04-19\",\"nl\":\"paasvakantie\","
        "\"fr\":\"vacances de Pâques\",\"en\":\"Easter holidays\"}]},"
        "\"fr\":{\"from\":\"2026-01-01\",\"until\":\"2026-12-31\",\"holidays\":["
        "{\"from\":\"2026-04-27\",\"until\":\"2026-05-10\",\"nl\":\"lentevakantie\","
        "\"fr\":\"vacances de printemps\",\"en\":\"spring holidays\"}]}}}";
    struct calendar *calendar;
    struct fault why;
    if (!calendar_parse(text, sizeof text - 1, &calendar, &why))
        fail_msg("%s %s", why.what.key, why.what.argument[0].as.text);
    for (int region = REGION_FLEMISH; region < REGION_COUNT; region++) {
        struct hours_setting setting = {50.85, 4.35, calendar, (enum calendar_region)region};
        struct hours *hours;
        bool flemish = region == REGION_FLEMISH;
        assert_true(hours_parse("Mo-Fr 09:00-17:00; SH off", &setting, &hours, &why));
        assert_int_equal(hours_minutes(hours, (struct civil_date){2026, 4, 13}, 7),
                         flemish ? 0 : 5 * 8 * 60);
        assert_int_equal(hours_minutes(hours, (struct civil_date){2026, 5, 4}, 7),
                         flemish ? 5 * 8 * 60 : 0);
        hours_free(hours);
        assert_true(hours_parse("SH Mo-We 09:00-17:00", &setting, &hours, &why));
        assert_int_equal(hours_minutes(hours, (struct civil_date){2026, 4, 13}, 7),
                         flemish ? 3 * 8 * 60 : 0);
        hours_free(hours);
    }
    calendar_free(calendar);
}

static void school_holidays_never_hold_without_a_calendar(void **state)
{
    (void)state;
    const char *text = "Mo-Fr 09:00-17:00; SH off";
    struct hours *hours = hours_of(text);
    assert_true(hours_needs_school_holidays(hours));
    hours_free(hours);
    hours = hours_of("Mo-Fr 09:00-17:00; PH off");
    assert_false(hours_needs_school_holidays(hours));
    hours_free(hours);
    assert_string_equal(noons(text, "2026-07-20", 2), "oo");
}

static void intervals_are_cut_joined_and_counted(void **state)
{
    (void)state;
    struct hours_interval out[3];
    struct hours *hours = hours_of("Mo-Su 20:00-24:00, Tu 00:00-02:00; We 22:00-04:00");
    struct civil_date monday = {2026, 6, 8};
    assert_int_equal(hours_intervals(hours, monday, 2, out, 3), 2);
    assert_int_equal(civil_moment(out[0].from), kit_moment("2026-06-08T20:00"));
    assert_int_equal(civil_moment(out[0].to), kit_moment("2026-06-09T02:00"));
    assert_int_equal(out[0].state, HOURS_OPEN);
    assert_int_equal(civil_moment(out[1].to), kit_moment("2026-06-10T00:00"));
    assert_int_equal(hours_intervals(hours, monday, 7, out, 1), 7);
    assert_int_equal(civil_moment(out[0].to), kit_moment("2026-06-09T02:00"));
    assert_int_equal(hours_intervals(hours, monday, 7, NULL, 0), 7);
    assert_int_equal(hours_intervals(hours, monday, 0, out, 3), 0);
    assert_int_equal(hours_intervals(hours, monday, -5, out, 3), 0);
    assert_int_equal(hours_intervals(hours, (struct civil_date){0, 0, 0}, 7, out, 3), 0);
    assert_int_equal(hours_minutes(hours, monday, 1), 240);
    hours_free(hours);
}

static void the_next_change_is_found_within_a_year(void **state)
{
    (void)state;
    struct civil then;
    enum hours_state becomes;
    struct hours *hours = hours_of("Mo-Fr 09:00-17:00; PH off");
    assert_true(hours_next_change(hours, civil_of("2026-07-20T17:00"), &then, &becomes));
    assert_int_equal(civil_moment(then), kit_moment("2026-07-22T09:00"));
    assert_int_equal(becomes, HOURS_OPEN);
    assert_true(hours_next_change(hours, then, &then, &becomes));
    assert_int_equal(civil_moment(then), kit_moment("2026-07-22T17:00"));
    assert_int_equal(becomes, HOURS_CLOSED);
    hours_free(hours);
    hours = hours_of("24/7");
    assert_false(hours_next_change(hours, then, &then, &becomes));
    hours_free(hours);
    hours = hours_of("Mo-Fr 09:00-17:00");
    assert_false(
        hours_next_change(hours, (struct civil){{9999, 12, 31}, 23, 0, 0}, &then, &becomes));
    hours_free(hours);
}

static void times_may_follow_the_sun(void **state)
{
    (void)state;
    /* Brussels, 10 June 2026: 05:29 and 21:55; 14 June: 05:28. */
    assert_int_equal(state_at("sunrise-sunset", "2026-06-10T05:28"), 'c');
    assert_int_equal(state_at("sunrise-sunset", "2026-06-10T05:29"), 'o');
    assert_int_equal(state_at("sunrise-sunset", "2026-06-10T21:55"), 'c');
    assert_int_equal(state_at("(sunrise+01:00)-(sunset-01:00)", "2026-06-10T06:28"), 'c');
    assert_int_equal(state_at("(sunrise+01:00)-(sunset-01:00)", "2026-06-10T20:54"), 'o');
    assert_int_equal(state_at("Fr sunset-sunrise", "2026-06-13T05:27"), 'o');
    assert_int_equal(state_at("Fr sunset-sunrise", "2026-06-13T05:30"), 'c');
    assert_int_equal(state_at("20:00-sunset", "2026-06-10T03:00"), 'c');
    assert_int_equal(state_at("20:00-sunset", "2026-12-10T03:00"), 'o');
    assert_int_equal(state_at("10:00-(sunset+03:00)", "2026-06-11T00:54"), 'o');
    assert_int_equal(state_at("10:00-(sunset+03:00)", "2026-06-11T00:55"), 'c');
}

static void an_open_end_stops_where_a_later_span_does(void **state)
{
    (void)state;
    assert_int_equal(state_at("07:00+,12:00-16:00", "2026-06-10T07:00"), 'u');
    assert_int_equal(state_at("07:00+,12:00-16:00", "2026-06-10T11:59"), 'u');
    assert_int_equal(state_at("07:00+,12:00-16:00", "2026-06-10T12:00"), 'o');
    assert_int_equal(state_at("07:00+,12:00-16:00", "2026-06-10T16:00"), 'c');
    assert_int_equal(state_at("10:00-12:00+,14:00-16:00", "2026-06-10T13:00"), 'u');
    assert_int_equal(state_at("10:00-12:00+,14:00-16:00", "2026-06-10T17:00"), 'c');
    assert_int_equal(state_at("00:00+", "2026-06-10T17:00"), 'o');
}

static void repeated_times_last_a_minute(void **state)
{
    (void)state;
    assert_int_equal(state_at("10:00-13:00/90", "2026-06-10T10:00"), 'o');
    assert_int_equal(state_at("10:00-13:00/90", "2026-06-10T10:01"), 'c');
    assert_int_equal(state_at("10:00-13:00/01:30", "2026-06-10T11:30"), 'o');
    assert_int_equal(state_at("10:00-13:00/90", "2026-06-10T13:00"), 'o');
    struct hours *hours = hours_of("10:00-13:00/90");
    assert_int_equal(hours_minutes(hours, (struct civil_date){2026, 6, 8}, 7), 21);
    hours_free(hours);
}

static void a_list_may_hold_days_of_several_kinds(void **state)
{
    (void)state;
    const char *text = "10:00-18:00; PH, Dec 24, week 30 Mo off";
    assert_string_equal(noons("Mo-Su 10:00-18:00; PH, Dec 24 off", "2026-12-23", 4), "occo");
    assert_string_equal(noons(text, "2026-07-20", 2), "cc");
    assert_string_equal(noons("Jan Dec 24 open", "2026-12-23", 3), "ccc");
    assert_string_equal(noons("2026 Jul-Aug open", "2026-06-30", 3), "coo");
    assert_string_equal(noons("2026 Jul-Aug open", "2027-06-30", 3), "ccc");
    assert_string_equal(noons("2026 Dec 30-Jan 2 open", "2026-12-29", 6), "cooooc");
    assert_string_equal(noons("Jun 08-14/3 open", "2026-06-08", 7), "occocco");
}

static void the_first_and_the_last_day_that_exist_can_be_asked(void **state)
{
    (void)state;
    static const char *const texts[] = {"Mo-Su 20:00-04:00+,10:00-11:00; PH -1 day off",
                                        "sunset-sunrise", "easter -200 days-Dec 31 10:00-12:00",
                                        "week 01-53/2 Su[-5] +6 days open"};
    static const struct civil_date days[] = {{1, 1, 1}, {9999, 12, 30}, {9999, 12, 31}};
    for (size_t at = 0; at < sizeof texts / sizeof *texts; at++)
        for (size_t day = 0; day < 3; day++) {
            struct hours *hours = hours_of(texts[at]);
            struct hours_interval out[8];
            struct civil then;
            enum hours_state becomes;
            hours_intervals(hours, days[day], 8, out, 8);
            hours_at(hours, (struct civil){days[day], 12, 0, 0});
            hours_next_change(hours, (struct civil){days[day], 12, 0, 0}, &then, &becomes);
            hours_free(hours);
        }
}

static void always_means_always(void **state)
{
    (void)state;
    static const char *const always[] = {"24/7",
                                         "00:00-24:00",
                                         "open",
                                         "Mo-Su,PH 00:00-24:00",
                                         "Mo-Fr,Sa-Su open",
                                         "00:00-12:00,12:00-24:00"};
    static const char *const not [] = {"24/7; PH off", "Mo-Sa 00:00-24:00",           "24/7 off",
                                       "24/7 \"x\"",   "Jan-Dec 00:00-24:00 unknown", "00:00-23:59",
                                       "00:01+"};
    for (size_t at = 0; at < sizeof always / sizeof *always; at++) {
        struct hours *hours = hours_of(always[at]);
        assert_true(hours_always(hours));
        assert_int_equal(hours_minutes(hours, (struct civil_date){2026, 6, 8}, 7), 7 * 24 * 60);
        hours_free(hours);
    }
    for (size_t at = 0; at < sizeof not / sizeof *not ; at++) {
        struct hours *hours = hours_of(not [at]);
        assert_false(hours_always(hours));
        hours_free(hours);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_wrap_past_sunday),
        cmocka_unit_test(a_span_may_pass_midnight),
        cmocka_unit_test(an_open_end_is_uncertain),
        cmocka_unit_test(rules_come_together_by_their_separators),
        cmocka_unit_test(months_dates_and_years_narrow_a_rule),
        cmocka_unit_test(easter_moves),
        cmocka_unit_test(weeks_are_iso_weeks),
        cmocka_unit_test(weekdays_may_be_counted_in_the_month),
        cmocka_unit_test(belgium_has_its_ten_legal_holidays),
        cmocka_unit_test(school_holidays_never_hold_without_a_calendar),
        cmocka_unit_test(school_holidays_are_those_of_the_region),
        cmocka_unit_test(intervals_are_cut_joined_and_counted),
        cmocka_unit_test(the_next_change_is_found_within_a_year),
        cmocka_unit_test(times_may_follow_the_sun),
        cmocka_unit_test(an_open_end_stops_where_a_later_span_does),
        cmocka_unit_test(repeated_times_last_a_minute),
        cmocka_unit_test(a_list_may_hold_days_of_several_kinds),
        cmocka_unit_test(the_first_and_the_last_day_that_exist_can_be_asked),
        cmocka_unit_test(always_means_always),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
