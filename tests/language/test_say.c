/* SPDX-License-Identifier: EUPL-1.2 */
#include "language/language.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "language/words.h"

static struct language *lists[LANGUAGE_COUNT];
static struct buffer out;

static int lists_open(void **state)
{
    (void)state;
    buffer_init(&out, 2000);
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++)
        lists[code] = words_load(code);
    return 0;
}

static int lists_close(void **state)
{
    (void)state;
    buffer_clear(&out);
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++)
        language_free(lists[code]);
    return 0;
}

static void dates_are_said_in_full(void **state)
{
    (void)state;
    struct civil_date date = {2026, 5, 12}, first = {2026, 8, 1}, none = {0, 0, 0};
    static const char *const full[] = {"12 mei 2026", "12 mai 2026", "12 May 2026"};
    static const char *const firsts[] = {"1 augustus 2026", "1er août 2026", "1 August 2026"};
    static const char *const nones[] = {"geen datum", "pas de date", "no date"};
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++) {
        language_say_date(lists[code], date, &out);
        assert_said(&out, full[code]);
        language_say_date(lists[code], first, &out);
        assert_said(&out, firsts[code]);
        language_say_date(lists[code], none, &out);
        assert_said(&out, nones[code]);
    }
}

static void near_dates_have_their_own_words(void **state)
{
    (void)state;
    struct civil_date today = {2026, 1, 1};
    static const struct {
        struct civil_date date;
        const char *nl, *fr;
    } rows[] = {
        {{2026, 1, 1}, "vandaag", "aujourd’hui"},
        {{2025, 12, 31}, "gisteren", "hier"},
        {{2026, 1, 2}, "morgen", "demain"},
        {{2026, 3, 1}, "1 maart", "1er mars"},
        {{2025, 12, 30}, "30 december 2025", "30 décembre 2025"},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        language_say_date_near(lists[LANGUAGE_NL], rows[at].date, today, &out);
        assert_said(&out, rows[at].nl);
        language_say_date_near(lists[LANGUAGE_FR], rows[at].date, today, &out);
        assert_said(&out, rows[at].fr);
    }
    language_say_date_near(lists[LANGUAGE_NL], today, (struct civil_date){0, 0, 0}, &out);
    assert_said(&out, "1 januari 2026");
}

static void numbers_wear_the_marks_of_the_language(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *nl, *fr, *en;
    } rows[] = {
        {1.25, "1,3", "1,3", "1.3"},    {3, "3", "3", "3"},
        {2026, "2026", "2026", "2026"}, {12500.5, "12.500,5", "12\u00a0500,5", "12,500.5"},
        {-0.04, "0", "0", "0"},         {-4.5, "\u22124,5", "\u22124,5", "\u22124.5"},
        {NAN, "–", "–", "–"},           {1e300, "–", "–", "–"},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        const char *wanted[] = {rows[at].nl, rows[at].fr, rows[at].en};
        for (enum language_code code = 0; code < LANGUAGE_COUNT; code++) {
            language_say_number(lists[code], rows[at].number, &out);
            assert_said(&out, wanted[code]);
        }
    }
}

static void distances_are_as_precise_as_is_useful(void **state)
{
    (void)state;
    static const struct {
        double metres;
        const char *nl;
    } rows[] = {
        {0, "0\u00a0m"},       {47.4, "47\u00a0m"},     {351, "350\u00a0m"},
        {994.9, "990\u00a0m"}, {995, "1\u00a0km"},      {1234, "1,2\u00a0km"},
        {9949, "9,9\u00a0km"}, {49600.4, "50\u00a0km"}, {NAN, "–\u00a0m"},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        language_say_metres(lists[LANGUAGE_NL], rows[at].metres, &out);
        assert_said(&out, rows[at].nl);
    }
    language_say_metres(lists[LANGUAGE_EN], 1234, &out);
    assert_said(&out, "1.2\u00a0km");
}

static void weekdays_have_a_long_and_a_brief_name(void **state)
{
    (void)state;
    assert_string_equal(language_weekday(lists[LANGUAGE_NL], MONDAY, false), "maandag");
    assert_string_equal(language_weekday(lists[LANGUAGE_FR], SUNDAY, true), "dim");
    assert_string_equal(language_weekday(lists[LANGUAGE_EN], SATURDAY, true), "Sat");
    assert_string_equal(language_weekday(lists[LANGUAGE_EN], (enum civil_weekday)9, true), "?");
}

static void arguments_of_every_kind_are_said(void **state)
{
    (void)state;
    struct message message = message_of("fault.where.both");
    message_add_key(&message, "date.month.5");
    message_add_count(&message, 123456);
    language_say(lists[LANGUAGE_NL], &message, &out);
    assert_said(&out, "(in mei, byte 123.456)");
    message = message_of("fault.where.both");
    message_add_metres(&message, 350);
    message_add_date(&message, (struct civil_date){2026, 5, 12});
    language_say(lists[LANGUAGE_FR], &message, &out);
    assert_said(&out, "(dans 350\u00a0m, octet 12 mai 2026)");
    message = message_of("fault.where.both");
    message_add_text(&message, "{1}{0}");
    message_add_number(&message, 0.5);
    language_say(lists[LANGUAGE_EN], &message, &out);
    assert_said(&out, "(in {1}{0}, byte 0.5)");
    message = message_of("fault.where.both");
    message_add_count(&message, INT64_MIN);
    language_say(lists[LANGUAGE_NL], &message, &out);
    assert_said(&out, "(in \u22129.223.372.036.854.775.808, byte {1})");
}

static void what_is_missing_shows(void **state)
{
    (void)state;
    struct message message = message_of("no.such.key");
    language_say(lists[LANGUAGE_NL], &message, &out);
    assert_said(&out, "no.such.key");
    message = message_of("");
    language_say(lists[LANGUAGE_NL], &message, &out);
    assert_said(&out, "");
    message = message_of("{0} {9} {x} { {0");
    message_add_text(&message, "a");
    language_say(lists[LANGUAGE_NL], &message, &out);
    assert_said(&out, "a {9} {x} { {0");
    message = message_of("unit.metres");
    message_add_key(&message, "no.such.key");
    language_say(lists[LANGUAGE_NL], &message, &out);
    assert_said(&out, "no.such.key\u00a0m");
}

static void the_place_in_a_table_is_its_row(void **state)
{
    struct fault why;
    (void)state;
    fault_set(&why, FAULT_INPUT, "fault.csv.foreign");
    fault_in(&why, "cijfers.CSV");
    fault_at(&why, 3);
    language_say_fault(lists[LANGUAGE_NL], &why, &out);
    assert_non_null(strstr(buffer_text(&out), "(in cijfers.CSV, rij 3)"));
    buffer_empty(&out);
}

static void a_fault_says_what_and_where(void **state)
{
    (void)state;
    struct fault why;
    fault_set(&why, FAULT_INPUT, "language.fault.broken");
    language_say_fault(lists[LANGUAGE_NL], &why, &out);
    assert_said(&out, "De woordenlijst van deze taal is beschadigd.");
    fault_at(&why, 1234);
    language_say_fault(lists[LANGUAGE_FR], &why, &out);
    assert_said(&out, "La liste de mots de cette langue est endommagée. (position 1234)");
    fault_in(&why, "nl.mo");
    language_say_fault(lists[LANGUAGE_EN], &why, &out);
    assert_said(&out, "The word list of this language is damaged. (in nl.mo, byte 1234)");
    fault_set(&why, FAULT_STORAGE, "");
    language_say_fault(lists[LANGUAGE_EN], &why, &out);
    assert_non_null(strstr(buffer_text(&out), "What was saved before is still there."));
    buffer_empty(&out);
    fault_set(&why, (enum fault_kind)99, "");
    language_say_fault(lists[LANGUAGE_EN], &why, &out);
    assert_said(&out, "Nothing went wrong.");
}

static void each_number_chooses_its_own_noun(void **state)
{
    static const struct {
        int figures, wijken, there;
        const char *said[LANGUAGE_COUNT];
    } rows[] = {
        {1,
         1,
         1,
         {"1 cijfer ingelezen voor 1 wijk; 1 stond er al.",
          "1 chiffre lu pour 1 quartier ; 1 s’y trouvait déjà.",
          "1 figure read for 1 neighbourhood; 1 was there already."}},
        {2,
         1,
         0,
         {"2 cijfers ingelezen voor 1 wijk; 0 stonden er al.",
          "2 chiffres lus pour 1 quartier ; 0 s’y trouvait déjà.",
          "2 figures read for 1 neighbourhood; 0 were there already."}},
        {1,
         2,
         2,
         {"1 cijfer ingelezen voor 2 wijken; 2 stonden er al.",
          "1 chiffre lu pour 2 quartiers ; 2 s’y trouvaient déjà.",
          "1 figure read for 2 neighbourhoods; 2 were there already."}},
    };
    (void)state;
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        struct message message = message_of("context.imported");
        message_add_count(&message, rows[at].figures);
        message_add_count(&message, rows[at].wijken);
        message_add_count(&message, rows[at].there);
        for (enum language_code code = 0; code < LANGUAGE_COUNT; code++) {
            language_say(lists[code], &message, &out);
            assert_said(&out, rows[at].said[code]);
        }
    }
    const char *one[] = {"Ribaucourt", "1"}, *two[] = {"Ribaucourt", "2"};
    language_fill(lists[LANGUAGE_NL], "outing.map.alt", one, 2, &out);
    assert_said(&out, "Kaart van Ribaucourt met 1 genummerde plek in de volgorde van de wandeling");
    language_fill(lists[LANGUAGE_NL], "outing.map.alt", two, 2, &out);
    assert_said(&out,
                "Kaart van Ribaucourt met 2 genummerde plekken in de volgorde van de wandeling");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_said_in_full),
        cmocka_unit_test(near_dates_have_their_own_words),
        cmocka_unit_test(numbers_wear_the_marks_of_the_language),
        cmocka_unit_test(distances_are_as_precise_as_is_useful),
        cmocka_unit_test(weekdays_have_a_long_and_a_brief_name),
        cmocka_unit_test(arguments_of_every_kind_are_said),
        cmocka_unit_test(what_is_missing_shows),
        cmocka_unit_test(each_number_chooses_its_own_noun),
        cmocka_unit_test(the_place_in_a_table_is_its_row),
        cmocka_unit_test(a_fault_says_what_and_where),
    };
    return cmocka_run_group_tests(tests, lists_open, lists_close);
}
