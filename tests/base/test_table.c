/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "kit/kit.h"

static void test_an_empty_table_answers_nothing(void **state)
{
    (void)state;
    struct table table;
    table_init(&table);
    size_t at = 0;
    const char *key;
    void *value;
    assert_null(table_find(&table, "a"));
    assert_null(table_remove(&table, "a"));
    assert_false(table_next(&table, &at, &key, &value));
    table_clear(&table, NULL);
}

static void test_setting_again_gives_back_what_stood_there(void **state)
{
    (void)state;
    struct table table;
    int one, two;
    char key[] = "bib";
    table_init(&table);
    assert_null(table_set(&table, key, &one));
    key[0] = 'x';
    assert_ptr_equal(table_find(&table, "bib"), &one);
    assert_ptr_equal(table_set(&table, "bib", &two), &one);
    assert_int_equal(table.count, 1);
    assert_ptr_equal(table_remove(&table, "bib"), &two);
    assert_null(table_find(&table, "bib"));
    table_clear(&table, NULL);
}

/* The plain twin: an array of 3000 places. */
static void test_it_agrees_with_a_plain_array_through_many_changes(void **state)
{
    (void)state;
    enum { KEYS = 3000, CHANGES = 100000 };
    static char *twin[KEYS];
    static char marks[CHANGES];
    struct table table;
    table_init(&table);
    size_t count = 0;
    for (int i = 0; i < CHANGES; i++) {
        size_t which = kit_random_below(KEYS);
        char key[24];
        snprintf(key, sizeof key, "place:%zu", which);
        if (kit_random_below(2)) {
            assert_ptr_equal(table_set(&table, key, &marks[i]), twin[which]);
            count += !twin[which];
            twin[which] = &marks[i];
        } else {
            assert_ptr_equal(table_remove(&table, key), twin[which]);
            count -= twin[which] != NULL;
            twin[which] = NULL;
        }
        assert_int_equal(table.count, count);
    }
    size_t at = 0, walked = 0;
    const char *key;
    void *value;
    while (table_next(&table, &at, &key, &value)) {
        assert_ptr_equal(twin[strtoul(key + 6, NULL, 10)], value);
        walked++;
    }
    assert_int_equal(walked, count);
    table_clear(&table, NULL);
}

static void test_clearing_frees_every_value(void **state)
{
    (void)state;
    struct table table;
    table_init(&table);
    for (int i = 0; i < 100; i++) {
        char key[16];
        snprintf(key, sizeof key, "%d", i);
        table_set(&table, key, memory_text(key));
    }
    table_clear(&table, free);
    assert_int_equal(table.count, 0);
    assert_null(table_find(&table, "1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_table_answers_nothing),
        cmocka_unit_test(test_setting_again_gives_back_what_stood_there),
        cmocka_unit_test(test_it_agrees_with_a_plain_array_through_many_changes),
        cmocka_unit_test(test_clearing_frees_every_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
