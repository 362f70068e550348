/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/calendar.h"

#include <stdlib.h>

#include "hours/hours_kit.h"
#include "hours/hours_inner.h"
#include "system/file.h"

static struct calendar *ours;
static struct buffer text;

static struct civil_date day_of(const char *iso)
{
    struct civil_date date;
    assert_true(civil_date_parse(iso, &date));
    return date;
}

static int ours_open(void **state)
{
    (void)state;
    struct fault why;
    if (!file_read(kit_path(kit_assets(), "calendar/school_holidays.json"), 1024 * 1024, &text,
                   &why))
        return -1;
    return calendar_parse(buffer_text(&text), text.size, &ours, &why) ? 0 : -1;
}

static int ours_close(void **state)
{
    (void)state;
    calendar_free(ours);
    buffer_clear(&text);
    return 0;
}

static const char *name_on(enum calendar_region region, const char *iso)
{
    const struct school_holiday *holiday = calendar_school_holiday(ours, region, day_of(iso));
    return holiday ? holiday->nl : "";
}

static void dates_that_were_published_are_holidays(void **state)
{
    (void)state;
    assert_string_equal(name_on(REGION_FLEMISH, "2025-10-26"), "");
    assert_string_equal(name_on(REGION_FLEMISH, "2025-10-27"), "herfstvakantie");
    assert_string_equal(name_on(REGION_FLEMISH, "2025-11-02"), "herfstvakantie");
    assert_string_equal(name_on(REGION_FLEMISH, "2025-11-03"), "");
    assert_string_equal(name_on(REGION_FLEMISH, "2026-01-04"), "kerstvakantie");
    assert_string_equal(name_on(REGION_FLEMISH, "2026-02-16"), "krokusvakantie");
    assert_string_equal(name_on(REGION_FLEMISH, "2026-04-19"), "paasvakantie");
    assert_string_equal(name_on(REGION_FLEMISH, "2026-06-30"), "");
    assert_string_equal(name_on(REGION_FLEMISH, "2026-07-01"), "zomervakantie");
    assert_string_equal(name_on(REGION_FRENCH, "2025-10-19"), "");
    assert_string_equal(name_on(REGION_FRENCH, "2025-10-20"), "herfstvakantie");
    assert_string_equal(name_on(REGION_FRENCH, "2026-03-01"), "krokusvakantie");
    assert_string_equal(name_on(REGION_FRENCH, "2026-04-06"), "");
    assert_string_equal(name_on(REGION_FRENCH, "2026-04-27"), "lentevakantie");
    assert_string_equal(name_on(REGION_FRENCH, "2026-07-03"), "");
    assert_string_equal(name_on(REGION_FRENCH, "2026-07-04"), "zomervakantie");
    assert_string_equal(name_on(REGION_FRENCH, "2026-08-24"), "");
}

static struct civil_date monday_of(struct civil_date date)
{
    return civil_date_add(date, -(int)civil_weekday_of(date));
}

struct week { /* of holidays: its first day, and how many days */
    struct civil_date from;
    int days;
};

/* The regulation of 17 April 1991 and 31 August 2001, as assets/calendar/README.md has it. */
static size_t flemish_by_rule(int year, struct week out[5])
{
    struct civil_date saints = {(int16_t)year, 11, 1}, christmas = {(int16_t)year, 12, 25};
    struct civil_date easter = easter_of(year + 1), april = {(int16_t)(year + 1), 4, 1};
    struct civil_date spring = monday_of(civil_date_add(april, 6));
    bool late = easter.month == 4 && easter.day > 15;
    if (easter.month == 3)
        spring = civil_date_add(easter, 1);
    else if (late)
        spring = civil_date_add(easter, -13);
    out[0] = (struct week){
        civil_weekday_of(saints) == SUNDAY ? civil_date_add(saints, 1) : monday_of(saints), 7};
    bool weekend = civil_weekday_of(christmas) >= SATURDAY;
    out[1] = (struct week){civil_date_add(monday_of(christmas), weekend ? 7 : 0), 14};
    out[2] = (struct week){civil_date_add(easter, -48), 7};
    out[3] = (struct week){spring, late ? 15 : 14};
    out[4] = (struct week){{(int16_t)(year + 1), 7, 1}, 62};
    return 5;
}

/* The first Friday of July. */
static struct civil_date school_end(int year)
{
    struct civil_date july = {(int16_t)year, 7, 7};
    return civil_date_add(july, -(((int)civil_weekday_of(july) + 7 - FRIDAY) % 7));
}

/* The decree of 31 March 2022 (school begins 44 weeks before the week it ends in), but for the week
 * of détente, which is chosen. */
static size_t french_by_rule(int year, struct week out[5])
{
    struct civil_date saints = {(int16_t)year, 11, 1}, labour = {(int16_t)(year + 1), 5, 1};
    struct week flemish[5];
    flemish_by_rule(year, flemish);
    out[0] = (struct week){civil_date_add(monday_of(saints), -7), 14};
    out[1] = flemish[1];
    out[2] = (struct week){monday_of(labour), 14};
    struct civil_date first = school_end(year + 1), next = school_end(year + 2);
    out[3] = (struct week){civil_date_add(first, 1), civil_days(next) - 313 - civil_days(first)};
    return 4;
}

static void assert_weeks(enum calendar_region region, const struct week *weeks, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        char written[CIVIL_DATE_SIZE];
        const struct school_holiday *found = calendar_school_holiday(ours, region, weeks[at].from);
        civil_date_write(weeks[at].from, written);
        if (!found)
            fail_msg("%s: no holiday on %s", calendar_region_word(region), written);
        else if (civil_date_compare(found->from, weeks[at].from) ||
                 civil_date_compare(found->until,
                                    civil_date_add(weeks[at].from, weeks[at].days - 1)))
            fail_msg("%s: %s of %s is not as the rule has it", calendar_region_word(region),
                     found->nl, written);
    }
}

static void the_dates_are_those_of_the_regulations(void **state)
{
    (void)state;
    struct week weeks[5];
    for (int year = 2022; year <= 2029; year++)
        assert_weeks(REGION_FLEMISH, weeks, flemish_by_rule(year, weeks));
    for (int year = 2022; year <= 2027; year++)
        assert_weeks(REGION_FRENCH, weeks, french_by_rule(year, weeks));
}

static int holiday_days(enum calendar_region region, const char *from, const char *until)
{
    int days = 0;
    for (struct civil_date date = day_of(from); civil_date_compare(date, day_of(until)) <= 0;
         date = civil_date_add(date, 1))
        days += calendar_school_holiday(ours, region, date) != NULL;
    return days;
}

static void nothing_else_is_a_holiday(void **state)
{
    (void)state;
    assert_int_equal(holiday_days(REGION_FLEMISH, "2025-09-01", "2026-08-31"),
                     7 + 14 + 7 + 14 + 62);
    assert_int_equal(holiday_days(REGION_FRENCH, "2025-08-25", "2026-08-23"), 4 * 14 + 51);
}

static void beyond_the_data_nothing_is_known(void **state)
{
    (void)state;
    assert_true(calendar_knows(ours, REGION_FLEMISH, day_of("2030-08-31")));
    assert_false(calendar_knows(ours, REGION_FLEMISH, day_of("2030-09-01")));
    assert_true(calendar_knows(ours, REGION_FRENCH, day_of("2028-08-27")));
    assert_false(calendar_knows(ours, REGION_FRENCH, day_of("2028-08-28")));
    assert_false(calendar_knows(ours, REGION_FRENCH, day_of("2022-08-28")));
    assert_null(calendar_school_holiday(ours, REGION_FRENCH, day_of("2029-07-20")));
    assert_null(calendar_school_holiday(NULL, REGION_FRENCH, day_of("2026-07-20")));
    assert_false(calendar_knows(NULL, REGION_FRENCH, day_of("2026-07-20")));
}

static const char *week_from(const struct calendar *calendar, enum calendar_region region,
                             const char *from, bool school)
{
    static char out[CIVIL_DATE_SIZE];
    struct civil_date monday;
    if (!calendar_week(calendar, region, day_of(from), school, &monday))
        return "none";
    civil_date_write(monday, out);
    return out;
}

static void a_normal_week_and_a_holiday_week_are_found(void **state)
{
    (void)state;
    assert_string_equal(week_from(ours, REGION_FLEMISH, "2026-06-10", false), "2026-06-08");
    assert_string_equal(week_from(ours, REGION_FLEMISH, "2026-10-28", false), "2026-11-16");
    assert_string_equal(week_from(ours, REGION_FRENCH, "2026-10-21", false), "2026-11-02");
    assert_string_equal(week_from(ours, REGION_FLEMISH, "2026-11-04", false), "2026-11-16");
    assert_string_equal(week_from(ours, REGION_FLEMISH, "2026-06-10", true), "2026-07-06");
    assert_string_equal(week_from(ours, REGION_FLEMISH, "2026-07-21", true), "2026-07-27");
    assert_string_equal(week_from(ours, REGION_FRENCH, "2026-09-01", true), "2026-10-19");
    assert_string_equal(week_from(NULL, REGION_FLEMISH, "2026-07-14", false), "2026-07-13");
    assert_string_equal(week_from(NULL, REGION_FLEMISH, "2026-07-14", true), "none");
    assert_string_equal(week_from(ours, REGION_FLEMISH, "2030-07-17", false), "2030-07-22");
    assert_string_equal(week_from(ours, REGION_FLEMISH, "2030-08-27", true), "none");
}

static void minutes_are_counted_in_both_kinds_of_week(void **state)
{
    (void)state;
    struct hours_setting setting = {50.85, 4.35, ours, REGION_FLEMISH};
    struct hours *hours;
    struct fault why;
    int minutes = 0;
    const char *value = "Mo-Fr 09:00-12:00; Sa 09:00-11:00; Jul-Aug off";
    assert_true(hours_parse(value, &setting, &hours, &why));
    assert_true(hours_week_minutes(hours, day_of("2026-06-10"), false, &minutes));
    assert_int_equal(minutes, 5 * 180 + 120);
    assert_true(hours_week_minutes(hours, day_of("2026-06-10"), true, &minutes));
    assert_int_equal(minutes, 0);
    hours_free(hours);
    assert_true(hours_parse(value, NULL, &hours, &why));
    assert_true(hours_week_minutes(hours, day_of("2026-06-10"), false, &minutes));
    assert_int_equal(minutes, 5 * 180 + 120);
    assert_false(hours_week_minutes(hours, day_of("2026-06-10"), true, &minutes));
    hours_free(hours);
}

static void regions_have_words(void **state)
{
    (void)state;
    enum calendar_region region = REGION_FLEMISH;
    assert_true(calendar_region_parse("fr", &region));
    assert_int_equal(region, REGION_FRENCH);
    assert_string_equal(calendar_region_word(region), "fr");
    assert_true(calendar_region_parse("vl", &region));
    assert_false(calendar_region_parse("de", &region));
    assert_false(calendar_region_parse("", &region));
}

static void bad_files_are_told_with_their_place(void **state)
{
    (void)state;
#define HOLIDAY(from, until)                                                                       \
    "{\"from\":\"" from "\",\"until\":\"" until "\",\"nl\":\"a\",\"fr\":\"b\",\"en\":\"c\"}"
#define FILE_OF(holidays)                                                                          \
    "{\"regions\":{\"fr\":{\"from\":\"2026-01-01\",\"until\":\"2026-12-31\",\"holidays\":[]},"     \
    "\"vl\":{\"from\":\"2026-01-01\",\"until\":\"2026-12-31\",\"holidays\":" holidays "}}}"
    static const struct {
        const char *text, *key, *place;
    } rows[] = {
        {"", NULL, NULL},
        {"[]", "hours.calendar.missing", "regions.vl"},
        {"{\"regions\":{\"vl\":3}}", "hours.calendar.missing", "vl.from"},
        {FILE_OF("{}"), "hours.calendar.missing", "vl.holidays"},
        {FILE_OF("[7]"), "hours.calendar.missing", "vl.holidays[0].from"},
        {FILE_OF("[" HOLIDAY("2026-02-30", "2026-03-01") "]"), "hours.calendar.date",
         "vl.holidays[0].from"},
        {FILE_OF("[" HOLIDAY("2026-03-02", "2026-03-01") "]"), "hours.calendar.order",
         "vl.holidays[0].until"},
        {FILE_OF(
             "[" HOLIDAY("2026-03-02", "2026-03-08") "," HOLIDAY("2026-03-08", "2026-03-09") "]"),
         "hours.calendar.order", "vl.holidays[1].from"},
        {FILE_OF("[" HOLIDAY("2026-12-02", "2027-03-08") "]"), "hours.calendar.order",
         "vl.holidays[0].until"},
        {FILE_OF("[" HOLIDAY("2025-12-02", "2026-03-08") "]"), "hours.calendar.order",
         "vl.holidays[0].from"},
        {FILE_OF("[{\"from\":\"2026-03-02\",\"until\":\"2026-03-08\",\"nl\":\"a\",\"fr\":3}]"),
         "hours.calendar.name", "vl.holidays[0].fr"},
    };
#undef HOLIDAY
#undef FILE_OF
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        struct calendar *read;
        struct fault why;
        assert_false(calendar_parse(rows[at].text, strlen(rows[at].text), &read, &why));
        assert_null(read);
        if (!rows[at].key)
            continue;
        assert_string_equal(why.what.key, rows[at].key);
        assert_string_equal(why.what.argument[0].as.text, rows[at].place);
    }
}

static void a_file_cut_off_anywhere_is_refused(void **state)
{
    (void)state;
    struct calendar *read;
    struct fault why;
    size_t end = text.size;
    while (end && text.data[end - 1] == '\n')
        end--;
    for (size_t size = 0; size < end; size += 97)
        assert_false(calendar_parse(text.data, size, &read, &why));
}

static void a_damaged_file_is_survived(void **state)
{
    (void)state;
    struct calendar *read;
    struct fault why;
    char *damaged = malloc(text.size);
    assert_non_null(damaged);
    for (int round = 0; round < 500; round++) {
        memcpy(damaged, text.data, text.size);
        for (uint64_t hit = kit_random_below(8) + 1; hit; hit--)
            damaged[kit_random_below(text.size)] = (char)kit_random_below(256);
        if (!calendar_parse(damaged, text.size, &read, &why))
            continue;
        calendar_school_holiday(read, REGION_FLEMISH, day_of("2026-07-20"));
        calendar_free(read);
    }
    free(damaged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_that_were_published_are_holidays),
        cmocka_unit_test(the_dates_are_those_of_the_regulations),
        cmocka_unit_test(nothing_else_is_a_holiday),
        cmocka_unit_test(beyond_the_data_nothing_is_known),
        cmocka_unit_test(a_normal_week_and_a_holiday_week_are_found),
        cmocka_unit_test(minutes_are_counted_in_both_kinds_of_week),
        cmocka_unit_test(regions_have_words),
        cmocka_unit_test(bad_files_are_told_with_their_place),
        cmocka_unit_test(a_file_cut_off_anywhere_is_refused),
        cmocka_unit_test(a_damaged_file_is_survived),
    };
    return cmocka_run_group_tests(tests, ours_open, ours_close);
}
