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
        {"Mo 09:00", "hours.fault.end", 8},
        {"Mo 09:00 17:00", "hours.fault.dash", 9},
        {"Mo 9", "hours.fault.behind", 3},
        {"(sunrise+1)-20:00", "hours.fault.sum", 10},
        {"10:00-16:00/0", "hours.fault.step", 12},
        {"Mo-Wednesdayish 09:00-17:00", "hours.fault.word", 3},
        {"Mo-9 09:00-17:00", "hours.fault.weekday", 3},
        {"Sa[0] 09:00-10:00", "hours.fault.nth", 3},
        {"Sa[6] 09:00-10:00", "hours.fault.nth", 3},
        {"Sa[1 09:00-10:00", "hours.fault.bracket", 5},
        {"Mo-We[1] 09:00-10:00", "hours.fault.nth.range", 5},
        {"Sa[1] +7 days off", "hours.fault.far", 7},
        {"PH +2 days off", "hours.fault.far", 4},
        {"Feb 30 off", "hours.fault.day", 4},
        {"Dec 31-24 off", "hours.fault.backward", 7},
        {"2027-2026 off", "hours.fault.backward", 5},
        {"week 54 off", "hours.fault.week", 5},
        {"week 1-10/0 off", "hours.fault.step", 10},
        {"Dec 24+ off", "hours.fault.onward", 6},
        {"Mo \"by appointment", "hours.fault.quote", 3},
        {"Mo-Fr, zomaar 10:00-12:00", "hours.fault.bare", 5},
        {"Mo 09:00-10:00 ||", "hours.fault.end", 17},
        {"Mo | Tu", "hours.fault.word", 3},
        {"24/7, Mo off", "hours.fault.behind", 4},
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
}

static void assert_written(const char *text, const char *canonical)
{
    struct buffer out;
    struct hours *hours = hours_of(text);
    buffer_init(&out, 100000);
    hours_write(hours, &out);
    if (strcmp(buffer_text(&out), canonical))
        fail_msg("%s: %s, not %s", text, buffer_text(&out), canonical);
    buffer_clear(&out);
    hours_free(hours);
}

static void canonical_text_is_written_as_it_is_and_without_a_warning(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "24/7",
        "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00",
        "Mo,Tu,We-Fr 09:00-17:00 open \"a; b\", Sa 10:00-12:00; PH,Su off",
        "Mo-Fr 20:00-26:00; Sa closed",
        "Sa[1] 09:00-11:00; We[-1] 14:00-16:00; Su[2,4] +1 day 10:00-12:00",
        "2026 May 04-11 off; 2026 Dec 24-2027 Jan 03 off; Dec 24,26-27,31 off",
        "2026-2030/2 Jan 01-20/3 10:00-12:00",
        "2026 Jul-Aug 10:00-12:00",
        "2026: Jul 01,Aug 02 10:00-12:00",
        "week 01-53/2 Mo 10:00-12:00; week 10,12 off",
        "Mar Su[-1]-Oct Su[1] -1 day 10:00-18:00",
        "easter -2 days-easter +1 day off; 2026 easter off",
        "PH Mo-Fr 10:00-12:00; PH -1 day 10:00-12:00; SH off",
        "sunrise-sunset; Su (sunrise+01:00)-(sunset-00:30)",
        "18:00+; Fr 10:00-22:00+",
        "10:00-16:00/90; Su 10:00-16:00/01:30",
        "Mo-Fr 09:00-17:00 || \"op afspraak\"",
        "open; Mo unknown \"?\"",
    };
    for (size_t at = 0; at < sizeof texts / sizeof *texts; at++) {
        const struct hours_warning *warnings;
        struct hours *hours = hours_of(texts[at]);
        if (hours_warnings(hours, &warnings))
            fail_msg("%s: %s at %d", texts[at], warnings[0].what.key, warnings[0].column);
        hours_free(hours);
        assert_written(texts[at], texts[at]);
    }
}

/* What people write, and the specification's spelling of it. */
static const struct {
    const char *text, *canonical;
} faulty[] = {
    {"Mo-Fr 9-17", "Mo-Fr 09:00-17:00"},
    {"Mo-Fr 9h-17h", "Mo-Fr 09:00-17:00"},
    {"9u-17u", "09:00-17:00"},
    {"9u30 - 12 u 15", "09:30-12:15"},
    {"Mo 9h30-12h", "Mo 09:30-12:00"},
    {"Mo-Fr 09.00-17.30", "Mo-Fr 09:00-17:30"},
    {"9:00 - 17:00", "09:00-17:00"},
    {"Mo 9am-5:30 p.m.", "Mo 09:00-17:30"},
    {"Mo 0900-1230,1930-2200", "Mo 09:00-12:30,19:30-22:00"},
    {"Sa 1930-2200", "Sa 19:30-22:00"},
    {"Jul 0900-1230", "Jul 09:00-12:30"},
    {"Mo 12am-12am", "Mo 00:00-00:00"},
    {"Mo 12am-12pm", "Mo 00:00-12:00"},
    {"Mo 9°°-12³⁰", "Mo 09:00-12:30"},
    {"Mo–Fr 10:00—12:00", "Mo-Fr 10:00-12:00"},
    {"mo-FR 10:00-12:00", "Mo-Fr 10:00-12:00"},
    {"Mon - Friday 10:00-12:00", "Mo-Fr 10:00-12:00"},
    {"maandag tot vrijdag van 9 tot 17 uur", "Mo-Fr 09:00-17:00"},
    {"Ma-di 10:00-12:00", "Mo-Tu 10:00-12:00"},
    {"Ma, Wo. en Vr 10:00-12:00", "Mo,We,Fr 10:00-12:00"},
    {"zo 10:00-12:00; feestdagen gesloten", "Su 10:00-12:00; PH off"},
    {"lundi au vendredi de 9h à 17h", "Mo-Fr 09:00-17:00"},
    {"Lu-Ma 10:00-12:00; Di fermé", "Mo-Tu 10:00-12:00; Su off"},
    {"lun,mar,jeu 10:00-12:00", "Mo,Tu,Th 10:00-12:00"},
    {"Mar 10:00-12:00", "Mar 10:00-12:00"},
    {"Mo-Fr 10:00-12:00 et 14:00-16:00", "Mo-Fr 10:00-12:00,14:00-16:00"},
    {"Montag bis Freitag 10:00-12:00 Uhr", "Mo-Fr 10:00-12:00"},
    {"mrt-okt 10:00-12:00", "Mar-Oct 10:00-12:00"},
    {"Février-août 10:00-12:00", "Feb-Aug 10:00-12:00"},
    {"24 uur op 24", "24/7"},
    {"24h/24", "24/7"},
    {"tous les jours 10:00-12:00", "Mo-Su 10:00-12:00"},
    {"op afspraak", "\"op afspraak\""},
    {"sur rendez-vous", "\"sur rendez-vous\""},
    {"Mo-Fr 10:00-12:00 “op afspraak”", "Mo-Fr 10:00-12:00 \"op afspraak\""},
    {"Mo «l’après-midi»", "Mo \"l’après-midi\""},
    {"Mo 10:00-open end", "Mo 10:00+"},
    {"10:00-12:00 Mo", "Mo 10:00-12:00"},
    {"Mo open 10:00-12:00", "Mo 10:00-12:00 open"},
    {"Mo 10:00-12:00 We 13:00-14:00", "Mo,We 10:00-12:00,13:00-14:00"},
    {"week 1 Mo week 3 10:00-12:00", "week 01,03 Mo 10:00-12:00"},
    {"Mo 10:00-12:00 open \"a\" \"b\"", "Mo 10:00-12:00 open \"a\" \"b\""},
    {"Mo 10:00-12:00,", "Mo 10:00-12:00"},
    {";;Mo 10:00-12:00; ;Tu off;", "Mo 10:00-12:00; Tu off"},
    {"Mo-Fr, 10:00-12:00", "Mo-Fr 10:00-12:00"},
    {"Mo-Fr 10:00-12:00; PH, Dec 24 off", "Mo-Fr 10:00-12:00; PH off; Dec 24 off"},
    {"2026 Dec 24-Jan 3 off", "2026 Dec 24-2027 Jan 03 off"},
    {"Jul 1 2026 off", "2026: Jul 01 off"},
};

static void faulty_text_is_read_with_a_warning_and_a_spelling(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof faulty / sizeof *faulty; at++) {
        const struct hours_warning *warnings;
        const char *text = faulty[at].text;
        struct hours *hours = hours_of(text);
        size_t count = hours_warnings(hours, &warnings);
        if (!count && strcmp(text, "Mar 10:00-12:00"))
            fail_msg("%s: no warning", text);
        for (size_t warning = 0; warning < count; warning++) {
            assert_in_range(warnings[warning].column, 0, strlen(text) - 1);
            assert_in_range(warnings[warning].column + warnings[warning].size, 1, strlen(text));
        }
        hours_free(hours);
        assert_written(text, faulty[at].canonical);
        assert_written(faulty[at].canonical, faulty[at].canonical);
    }
}

static void a_warning_names_the_piece_and_what_it_became(void **state)
{
    (void)state;
    const struct hours_warning *warnings;
    struct hours *hours = hours_of("Mo-Vr 9h-17:00");
    assert_int_equal(hours_warnings(hours, &warnings), 3);
    assert_int_equal(warnings[0].column, 3);
    assert_int_equal(warnings[0].size, 2);
    assert_string_equal(warnings[0].what.key, "hours.warn.as");
    assert_string_equal(warnings[0].what.argument[0].as.text, "Vr");
    assert_string_equal(warnings[0].what.argument[1].as.text, "Fr");
    assert_string_equal(warnings[1].what.key, "hours.warn.out");
    assert_int_equal(warnings[1].column, 7);
    assert_string_equal(warnings[2].what.argument[1].as.text, "09:00");
    hours_free(hours);
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
        cmocka_unit_test(canonical_text_is_written_as_it_is_and_without_a_warning),
        cmocka_unit_test(faulty_text_is_read_with_a_warning_and_a_spelling),
        cmocka_unit_test(a_warning_names_the_piece_and_what_it_became),
        cmocka_unit_test(the_ways_people_write_mean_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
