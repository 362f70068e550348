/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include "hours/hours_kit.h"

static void assert_refused(const char *text, enum fault_kind kind, const char *key, int place)
{
    struct hours *hours;
    struct fault why;
    if (hours_parse(text, NULL, &hours, &why))
        fail_msg("%s was read", text);
    assert_null(hours);
    kit_assert_fault(&why, kind, key);
    if (why.place != place)
        fail_msg("%s: at %d, not %d", text, (int)why.place, place);
}

static void what_cannot_be_read_is_told_with_its_column(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
        int place;
    } rows[] = {
        {"", "hours.fault.empty", 0},
        {" ; ", "hours.fault.empty", 3},
        {"Mo-Fr 09:00-17:00; Sa 78:00-13:00", "hours.fault.time", 22},
        {"Mo-Fr 09:00-17:60", "hours.fault.time", 12},
        {"Mo 09:00-48:01", "hours.fault.time", 9},
        {"Mo 24:00-25:00", "hours.fault.time", 3},
        {"Mo 9:0-10:00", "hours.fault.time", 3},
        {"Mo 09:00", "hours.fault.end", 8},
        {"Mo 09:00 17:00", "hours.fault.dash", 9},
        {"Mo-Fr 09:00-sunset", "hours.fault.sun", 12},
        {"(sunrise+01:00)-20:00", "hours.fault.sun", 0},
        {"10:00-16:00/01:30", "hours.fault.repeated", 11},
        {"Mo 9h-17h", "hours.fault.word", 3},
        {"lun-ven 09:00-17:00", "hours.fault.word", 0},
        {"Mo-Vr 09:00-17:00", "hours.fault.weekday", 3},
        {"Sa[0] 09:00-10:00", "hours.fault.nth", 3},
        {"Sa[6] 09:00-10:00", "hours.fault.nth", 3},
        {"Sa[1 09:00-10:00", "hours.fault.bracket", 5},
        {"Mo-We[1] 09:00-10:00", "hours.fault.nth.range", 5},
        {"Feb 30 off", "hours.fault.day", 4},
        {"Dec 31-24 off", "hours.fault.backward", 10},
        {"2027-2026 off", "hours.fault.backward", 10},
        {"week 54 off", "hours.fault.week", 5},
        {"week 1-10/0 off", "hours.fault.step", 10},
        {"Dec 24+ off", "hours.fault.onward", 8},
        {"Mo \"by appointment", "hours.fault.quote", 3},
        {"PH, Dec 24 off", "hours.fault.bare", 2},
        {"Mo 09:00-10:00 Tu 11:00-12:00", "hours.fault.behind", 15},
        {"Mo \"a\" \"b\"", "hours.fault.behind", 7},
        {"Mo Tu 09:00-10:00", "hours.fault.days", 3},
        {"Jan Feb off", "hours.fault.order", 4},
        {"Mo 09:00-10:00,", "hours.fault.end", 15},
        {"Mo 09:00-10:00 ||", "hours.fault.end", 17},
        {"Mo | Tu", "hours.fault.behind", 3},
        {"\xff", "hours.fault.letters", 0},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++)
        assert_refused(rows[at].text, FAULT_INPUT, rows[at].key, rows[at].place);
}

static void a_text_above_the_ceiling_is_refused(void **state)
{
    (void)state;
    char text[HOURS_TEXT_CEILING + 2];
    memset(text, ' ', sizeof text);
    memcpy(text, "24/7", 4);
    text[HOURS_TEXT_CEILING] = 0;
    hours_free(hours_of(text));
    text[HOURS_TEXT_CEILING] = ' ';
    text[HOURS_TEXT_CEILING + 1] = 0;
    assert_refused(text, FAULT_LIMIT, "hours.fault.long", HOURS_TEXT_CEILING);
    for (size_t at = 0; at < 900; at += 3)
        memcpy(text + at, "Mo;", 4);
    assert_refused(text, FAULT_LIMIT, "hours.fault.long", 770);
}

static void the_ways_people_write_mean_the_same(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Mo-Fr 09:00-12:00,13:00-17:00",
        "mo-fr 9:00 - 12:00, 13:00-17:00 ;",
        "Mo-Fr09:00-12:00,13:00-17:00",
        "Mo\u2013Fr 09:00\u201312:00,13:00\u201317:00",
        "Mon-Friday 09:00-12:00,13:00-17:00",
        "Mo,Tu,We-Fr: 09:00-12:00, 13:00-17:00 open",
        "\u00a0Mo-Fr\u00a009:00-12:00 , 13:00-17:00",
        ";;Mo-Fr 09:00-12:00; ;Mo-Fr 09:00-12:00,13:00-17:00",
        "Mo-Fr 09:00-12:00, Mo-Fr 13:00-17:00",
    };
    for (size_t at = 0; at < sizeof texts / sizeof *texts; at++) {
        struct hours *hours = hours_of(texts[at]);
        assert_int_equal(hours_minutes(hours, (struct civil_date){2026, 6, 8}, 7), 5 * 7 * 60);
        hours_free(hours);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_read_is_told_with_its_column),
        cmocka_unit_test(a_text_above_the_ceiling_is_refused),
        cmocka_unit_test(the_ways_people_write_mean_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
