/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

static void test_an_empty_buffer_reads_as_an_empty_text(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 10);
    assert_null(buffer.data);
    assert_string_equal(buffer_text(&buffer), "");
    char *taken = buffer_take(&buffer);
    assert_string_equal(taken, "");
    free(taken);
    buffer_clear(&buffer);
}

static void test_the_bytes_end_with_a_nul_that_does_not_count(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 100);
    assert_true(buffer_add(&buffer, "a\0b", 3));
    assert_true(buffer_add_text(&buffer, "cd"));
    assert_true(buffer_add_byte(&buffer, 'e'));
    assert_true(buffer_addf(&buffer, "%d-%s", 12, "f"));
    assert_int_equal(buffer.size, 10);
    assert_memory_equal(buffer.data, "a\0bcde12-f", 11);
    buffer_clear(&buffer);
}

static void test_the_ceiling_is_met_exactly_and_never_passed(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 5);
    assert_true(buffer_add_text(&buffer, "12345"));
    assert_false(buffer.full);
    assert_false(buffer_add_byte(&buffer, '6'));
    assert_true(buffer.full);
    assert_string_equal(buffer.data, "12345");
    buffer_clear(&buffer);
}

static void test_a_full_buffer_stays_full_even_for_what_would_fit(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 5);
    assert_true(buffer_add_text(&buffer, "123"));
    assert_false(buffer_addf(&buffer, "%s", "456"));
    assert_false(buffer_add_byte(&buffer, '4'));
    assert_false(buffer_add(&buffer, "", 0));
    assert_string_equal(buffer.data, "123");
    buffer_empty(&buffer);
    assert_true(buffer_add_text(&buffer, "45678"));
    assert_string_equal(buffer.data, "45678");
    buffer_clear(&buffer);
}

static void test_a_ceiling_without_end_and_a_ceiling_of_nothing(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, SIZE_MAX);
    for (int i = 0; i < 100000; i++) {
        assert_true(buffer_add_byte(&buffer, (char)('a' + i % 26)));
    }
    assert_int_equal(buffer.size, 100000);
    assert_int_equal(strlen(buffer.data), 100000);
    assert_false(buffer_add(&buffer, "", SIZE_MAX));
    buffer_clear(&buffer);
    buffer_init(&buffer, 0);
    assert_true(buffer_add_text(&buffer, ""));
    assert_false(buffer_add_byte(&buffer, 'x'));
    buffer_clear(&buffer);
}

static void test_taken_bytes_belong_to_the_caller(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 50);
    buffer_add_text(&buffer, "plein");
    char *taken = buffer_take(&buffer);
    assert_int_equal(buffer.size, 0);
    assert_true(buffer_add_text(&buffer, "straat"));
    assert_string_equal(taken, "plein");
    assert_string_equal(buffer.data, "straat");
    free(taken);
    buffer_clear(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_buffer_reads_as_an_empty_text),
        cmocka_unit_test(test_the_bytes_end_with_a_nul_that_does_not_count),
        cmocka_unit_test(test_the_ceiling_is_met_exactly_and_never_passed),
        cmocka_unit_test(test_a_full_buffer_stays_full_even_for_what_would_fit),
        cmocka_unit_test(test_a_ceiling_without_end_and_a_ceiling_of_nothing),
        cmocka_unit_test(test_taken_bytes_belong_to_the_caller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
