/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/message.h"

#include <string.h>

#include "base/utf8.h"
#include "kit/kit.h"

static void test_arguments_keep_their_order_and_kind(void **state)
{
    (void)state;
    struct message message = message_of("place.near");
    message_add_text(&message, "Bib");
    message_add_count(&message, 3);
    message_add_metres(&message, 350.5);
    message_add_date(&message, (struct civil_date){2026, 5, 12});
    assert_string_equal(message.key, "place.near");
    assert_int_equal(message.arguments, 4);
    assert_int_equal(message.argument[0].kind, MESSAGE_TEXT);
    assert_string_equal(message.argument[0].as.text, "Bib");
    assert_int_equal(message.argument[1].kind, MESSAGE_COUNT);
    assert_int_equal(message.argument[1].as.count, 3);
    assert_int_equal(message.argument[2].kind, MESSAGE_METRES);
    assert_true(message.argument[2].as.number == 350.5);
    assert_int_equal(message.argument[3].kind, MESSAGE_DATE);
    assert_int_equal(message.argument[3].as.date.day, 12);
}

static void test_a_fifth_argument_is_ignored(void **state)
{
    (void)state;
    struct message message = message_of("k");
    for (int i = 0; i < 6; i++) {
        message_add_number(&message, i);
    }
    message_add_key(&message, "other.key");
    assert_int_equal(message.arguments, MESSAGE_ARGUMENTS);
    assert_true(message.argument[3].as.number == 3.0);
}

static void test_long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    char text[500] = "x";
    for (int i = 0; i < 100; i++) {
        strcat(text, "ع");
    }
    struct message message = message_of(text);
    message_add_text(&message, text);
    assert_int_equal(strlen(message.key), MESSAGE_KEY_SIZE - 1);
    assert_int_equal(strlen(message.argument[0].as.text), MESSAGE_TEXT_SIZE - 1);
    char longer[500] = "";
    for (int i = 0; i < 100; i++) {
        strcat(longer, "ع");
    }
    message = message_of("k");
    message_add_text(&message, longer);
    assert_int_equal(strlen(message.argument[0].as.text), MESSAGE_TEXT_SIZE - 2);
    assert_true(utf8_valid(message.argument[0].as.text, MESSAGE_TEXT_SIZE - 2));
}

static void test_no_text_counts_as_an_empty_text(void **state)
{
    (void)state;
    struct message message = message_of(NULL);
    message_add_text(&message, NULL);
    assert_string_equal(message.key, "");
    assert_string_equal(message.argument[0].as.text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments_keep_their_order_and_kind),
        cmocka_unit_test(test_a_fifth_argument_is_ignored),
        cmocka_unit_test(test_long_texts_are_cut_between_characters),
        cmocka_unit_test(test_no_text_counts_as_an_empty_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
