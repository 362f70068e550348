/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/fault.h"

#include <string.h>

#include "base/utf8.h"
#include "kit/kit.h"

static void test_a_new_fault_forgets_the_old_one(void **state)
{
    (void)state;
    struct fault why;
    assert_false(fault_set_text(&why, FAULT_INPUT, "fault.json.syntax", "arg"));
    assert_false(fault_at(&why, 12));
    assert_false(fault_in(&why, "a.json"));
    assert_false(fault_detail(&why, "%d things", 3));
    assert_int_equal(why.what.arguments, 1);
    assert_string_equal(why.detail, "3 things");
    assert_false(fault_set(&why, FAULT_LIMIT, "fault.limit.size"));
    kit_assert_fault(&why, FAULT_LIMIT, "fault.limit.size");
    assert_int_equal(why.place, -1);
    assert_int_equal(why.what.arguments, 0);
    assert_string_equal(why.file, "");
    assert_string_equal(why.detail, "");
}

static void test_a_fault_can_be_made_from_its_own_words(void **state)
{
    (void)state;
    struct fault why;
    fault_set_text(&why, FAULT_INPUT, "fault.json.syntax", "molenbeek");
    fault_detail(&why, "first");
    fault_detail(&why, "then %s", why.detail);
    assert_string_equal(why.detail, "then first");
    fault_set_text(&why, FAULT_STORAGE, why.what.key, why.what.argument[0].as.text);
    kit_assert_fault(&why, FAULT_STORAGE, "fault.json.syntax");
    assert_string_equal(why.what.argument[0].as.text, "molenbeek");
}

static void test_of_a_long_path_the_end_is_kept(void **state)
{
    (void)state;
    struct fault why;
    char path[700] = "";
    for (int i = 0; i < 300; i++) {
        strcat(path, "é");
    }
    strcat(path, "/wijk.json");
    fault_set(&why, FAULT_INPUT, "fault.json.syntax");
    fault_in(&why, path);
    size_t size = strlen(why.file);
    assert_true(size >= 250 && size < sizeof why.file);
    assert_true(utf8_valid(why.file, size));
    assert_string_equal(why.file + size - 10, "/wijk.json");
}

static void test_a_long_detail_is_cut_between_characters(void **state)
{
    (void)state;
    struct fault why;
    char text[900] = "x";
    for (int i = 0; i < 400; i++) {
        strcat(text, "é");
    }
    fault_set(&why, FAULT_INPUT, "k");
    fault_detail(&why, "%s", text);
    assert_int_equal(strlen(why.detail), 255);
    assert_true(utf8_valid(why.detail, 255));
    fault_clear(&why);
    assert_int_equal(why.kind, FAULT_NONE);
    assert_int_equal(why.place, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_fault_forgets_the_old_one),
        cmocka_unit_test(test_a_fault_can_be_made_from_its_own_words),
        cmocka_unit_test(test_of_a_long_path_the_end_is_kept),
        cmocka_unit_test(test_a_long_detail_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
