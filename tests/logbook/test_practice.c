/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/practice.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "kit/kit.h"

static const char whole[] =
    "{\"_id\":\"practice:01J\",\"type\":\"practice\",\"title\":\"Digicafé in de bib\","
    "\"criterion\":\"I1\",\"problem\":\"Mensen blijven met vragen zitten\",\"what\":\"Elke "
    "zaterdag van 9 "
    "tot 11 uur\\nTwee vrijwilligers\",\"cost\":\"1.250 euro per jaar\",\"partners\":\"Bib en "
    "Sociaal "
    "Huis\",\"result\":\"In 2025 kwamen 1 024 mensen langs\",\"scale\":\"Kan in elke "
    "bib\",\"place\":\"Molenbeek\",\"date\":\"2026-05-12\"}";

static enum practice_trace found(const char *text, const char *wanted)
{
    size_t from = 0, size = 0;
    enum practice_trace trace = trace_find(text, &from, &size);
    if (trace != TRACE_NONE) {
        assert_true(from + size <= strlen(text));
        assert_int_equal(size, strlen(wanted));
        assert_memory_equal(text + from, wanted, size);
    }
    return trace;
}

static void what_belongs_to_a_person_is_found(void **state)
{
    (void)state;
    assert_int_equal(found("Bel 0470 12 34 56.", "0470 12 34 56"), TRACE_PHONE);
    assert_int_equal(found("Bel +32 (0)2 123 45 67", "+32 (0)2 123 45 67"), TRACE_PHONE);
    assert_int_equal(found("tel. 02/123.45.67 vragen", "02/123.45.67"), TRACE_PHONE);
    assert_int_equal(found("0470123456", "0470123456"), TRACE_PHONE);
    assert_int_equal(found("tot 01/06/2026 op 02 123 45 67", "02 123 45 67"), TRACE_PHONE);
    assert_int_equal(found("02/12/345678", "02/12/345678"), TRACE_PHONE);
    assert_int_equal(found("Mail an.peeters@voorbeeld.be of zo", "an.peeters@voorbeeld.be"),
                     TRACE_EMAIL);
    assert_int_equal(found("zij woont in de Kerkstraat 12.", "Kerkstraat 12"), TRACE_ADDRESS);
    assert_int_equal(found("au 12: rue de l'Église 14 à Jette", "rue de l'Église 14"),
                     TRACE_ADDRESS);
    assert_int_equal(found("Gentsesteenweg, 163", "Gentsesteenweg, 163"), TRACE_ADDRESS);
}

static void the_spaces_and_dashes_of_word_processors_hide_nothing(void **state)
{
    (void)state;
    assert_int_equal(
        found("tel.\u00a00470\u00a012\u00a034\u00a056", "0470\u00a012\u00a034\u00a056"),
        TRACE_PHONE);
    assert_int_equal(found("0470\u202f12\u202f34\u202f56", "0470\u202f12\u202f34\u202f56"),
                     TRACE_PHONE);
    assert_int_equal(found("02\u2013123\u201345\u201367", "02\u2013123\u201345\u201367"),
                     TRACE_PHONE);
    assert_int_equal(found("de Kerkstraat\u00a012", "Kerkstraat\u00a012"), TRACE_ADDRESS);
    assert_int_equal(found("1\u00a0024 mensen", ""), TRACE_NONE);
}

static void what_was_found_is_cut_between_characters(void **state)
{
    struct practice_card practice = {.parts = {""}};
    struct practice_finding finding;
    (void)state;
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        practice.parts[part] = "";
    }
    practice.parts[PRACTICE_TITLE] = "éééééééééééééééééééééééééééééééééééééééééééééé@voorbeeld.be";
    assert_true(practice_check(&practice, &finding));
    assert_int_equal(strlen(finding.text), 78);
    assert_true(utf8_valid(finding.text, strlen(finding.text)));
}

static void a_practice_that_is_too_large_is_no_file(void **state)
{
    enum { QUOTES = 4800 };
    static char quotes[QUOTES + 1];
    struct practice_card practice = {.id = "practice:01J"};
    struct buffer text;
    struct fault why;
    (void)state;
    memset(quotes, '"', QUOTES);
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        practice.parts[part] = quotes;
    }
    assert_false(practice_write(&practice, &text, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
}

static void what_does_not_is_left(void **state)
{
    static const char *const plain[] = {"",
                                        "Van 9 tot 11 uur, 1.250 euro, in 2025 en 2026",
                                        "2026-05-12 10:00",
                                        "Op 01/06/2026 en 01-07-2026 10:00",
                                        "vanaf 05.09.2026",
                                        "Kerkstraat en plein",
                                        "een weg naar werk",
                                        "1 024 mensen",
                                        "wij @ de bib",
                                        "rue du Marché",
                                        "In 12 wijken van 2024-2026",

                                        "@",
                                        "+",
                                        "a@b"};
    (void)state;
    for (size_t at = 0; at < sizeof plain / sizeof *plain; at++) {
        assert_int_equal(found(plain[at], ""), TRACE_NONE);
    }
    assert_int_equal(found("@", ""), TRACE_NONE);
    assert_int_equal(found("a@b", ""), TRACE_NONE);
}

static void a_file_is_opened_as_it_was_written(void **state)
{
    struct practice_card practice, again;
    struct buffer text;
    struct fault why;
    cJSON *document = cJSON_Parse(whole), *read;
    (void)state;
    fault_clear(&why);
    assert_true(practice_parse(document, &practice, &why));
    assert_true(practice_write(&practice, &text, &why));
    assert_true(practice_read(buffer_text(&text), text.size, &read, &why));
    assert_true(json_equal(document, read));
    assert_true(practice_parse(read, &again, &why));
    assert_string_equal(again.parts[PRACTICE_WHAT], practice.parts[PRACTICE_WHAT]);
    cJSON_Delete(read);
    buffer_clear(&text);
    cJSON_Delete(document);
}

static void refused(const char *text, const char *key)
{
    struct fault why;
    cJSON *read;
    fault_clear(&why);
    assert_false(practice_read(text, strlen(text), &read, &why));
    assert_null(read);
    assert_string_equal(why.what.key, key);
}

static void a_wrong_file_is_refused(void **state)
{
    (void)state;
    refused("", "fault.practice.file");
    refused("<html>", "fault.practice.file");
    refused("wijkpeil-practice 1\n{\"title\":\"x\"}", "fault.practice.file");
    refused("wijkpeil-practice 1\n{\"_id\":\"place:1\",\"title\":\"x\"}", "fault.practice.file");
    refused("wijkpeil-practice 1\n{\"_id\":\"practice:1\"}", "fault.practice.wrong");
    refused("wijkpeil-practice 1\n{\"_id\":\"practice:1\",\"title\":\"Bel 0470 12 34 56\"}",
            "fault.practice.phone");
}

static enum practice_trace named(const char *what, const char *partners)
{
    struct practice_card card = {.id = "practice:x"};
    struct practice_finding finding;
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        card.parts[part] = "";
    }
    card.parts[PRACTICE_WHAT] = what;
    card.parts[PRACTICE_PARTNERS] = partners;
    return practice_check(&card, &finding) ? finding.trace : TRACE_NONE;
}

static void a_name_of_a_person_is_found(void **state)
{
    static const char *const persons[] = {"Vraag naar Jan Peeters",
                                          "Fatima El Amrani geeft de les",
                                          "bij Mevrouw Janssens",
                                          "met dhr. De Smet",
                                          "chez Mme Dubois",
                                          "Els Van den Berghe, bib",
                                          "Mehmet Özdemir van de moskee",
                                          "(Luc Dewael)",
                                          "Marie-Claire Dupont"};
    (void)state;
    for (size_t at = 0; at < sizeof persons / sizeof *persons; at++) {
        if (named(persons[at], "") != TRACE_NAME)
            fail_msg("%s", persons[at]);
    }
    assert_int_equal(named("", "Bib, mevrouw Janssens"), TRACE_NAME);
}

static void what_is_named_after_a_person_or_is_an_organisation_is_none(void **state)
{
    static const char *const others[] = {"Sint-Jan Berchmanscollege",
                                         "Sint Jan Baptist",
                                         "Koning Albert II",
                                         "Maria Hendrikaplein",
                                         "An Arabic class",
                                         "Jan en alleman komt",
                                         "in de Kim",
                                         "Tom OCMW",
                                         "Anna 12",
                                         "mevrouw, meneer",
                                         "Jan",
                                         "Hugo Schoolstichting",
                                         "Lezing in Hans Park"};
    (void)state;
    for (size_t at = 0; at < sizeof others / sizeof *others; at++) {
        if (named(others[at], "") != TRACE_NONE)
            fail_msg("%s", others[at]);
    }
    assert_int_equal(named("bij AZ Jan Palfijn", ""), TRACE_NAME);
    assert_int_equal(named("bij AZ Jan Palfijn", "AZ Jan Palfijn, de bib"), TRACE_NONE);
    assert_int_equal(named("AZ Jan Palfijn en Jan Peeters", "AZ Jan Palfijn"), TRACE_NAME);
}

static void a_practice_with_an_address_does_not_leave(void **state)
{
    struct practice_card practice;
    struct practice_finding finding;
    struct buffer text;
    struct fault why;
    cJSON *document = cJSON_Parse(whole);
    (void)state;
    fault_clear(&why);
    json_path_set(document, "result", cJSON_CreateString("Vraag het aan an@voorbeeld.be"));
    assert_true(practice_parse(document, &practice, &why));
    assert_true(practice_check(&practice, &finding));
    assert_int_equal(finding.part, PRACTICE_RESULT);
    assert_int_equal(finding.trace, TRACE_EMAIL);
    assert_false(practice_write(&practice, &text, &why));
    assert_string_equal(why.what.key, "fault.practice.email");
    cJSON_Delete(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_belongs_to_a_person_is_found),
        cmocka_unit_test(the_spaces_and_dashes_of_word_processors_hide_nothing),
        cmocka_unit_test(what_was_found_is_cut_between_characters),
        cmocka_unit_test(a_practice_that_is_too_large_is_no_file),
        cmocka_unit_test(what_does_not_is_left),
        cmocka_unit_test(a_file_is_opened_as_it_was_written),
        cmocka_unit_test(a_wrong_file_is_refused),
        cmocka_unit_test(a_name_of_a_person_is_found),
        cmocka_unit_test(what_is_named_after_a_person_or_is_an_organisation_is_none),
        cmocka_unit_test(a_practice_with_an_address_does_not_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
