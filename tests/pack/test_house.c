/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/search_inner.h"

#include <string.h>

#include "kit/kit.h"

static struct house_ask asked(const char *typed, int words)
{
    struct find_query query;
    struct house_ask ask;
    find_read(typed, &query);
    assert_int_equal(house_read(&query, 0, &ask), words);
    return ask;
}

static void a_number_is_read_with_its_letters_and_without_its_box(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        int words;
        long value;
        const char *letters, *text;
    } rows[] = {
        {"12", 1, 12, "", "12"},          {"12b", 1, 12, "b", "12b"},
        {"12 B", 2, 12, "b", "12b"},      {"12 bis", 2, 12, "bis", "12 bis"},
        {"12bis", 1, 12, "bis", "12 bis"}, {"12 bus 3", 3, 12, "", "12"},
        {"12/3", 2, 12, "", "12"},        {"12b3", 1, 12, "", "12"},
        {"12A bte 4", 3, 12, "a", "12a"}, {"12 1080", 2, 12, "", "12"},
        {"12 gent", 1, 12, "", "12"},     {"000012", 1, 12, "", "12"},
        {"1234567", 0, 0, "", ""},        {"12abcdefghij", 0, 0, "", ""},
        {"gent", 0, 0, "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct house_ask ask = asked(rows[i].typed, rows[i].words);
        if (!rows[i].words)
            continue;
        assert_int_equal(ask.value, rows[i].value);
        assert_string_equal(ask.letters, rows[i].letters);
        assert_string_equal(ask.text, rows[i].text);
    }
}

static void fits(const char *typed, int words, const char *number, enum house_fit fit)
{
    struct house_ask ask = asked(typed, words);
    long away = -1;
    enum house_fit got = house_fit(&ask, number, &away);
    if (got != fit)
        fail_msg("%s in %s: %d", typed, number, (int)got);
}

static void a_number_fits_what_the_map_has(void **state)
{
    (void)state;
    fits("12", 1, "12", HOUSE_EXACT);
    fits("12b", 1, "12B", HOUSE_EXACT);
    fits("12 bis", 2, "12bis", HOUSE_EXACT);
    fits("12b", 1, "12 B", HOUSE_EXACT);
    fits("1a", 1, "1;1A", HOUSE_EXACT);
    fits("9", 1, "7-9", HOUSE_EXACT);
    fits("11", 1, "9-13", HOUSE_RANGE);
    fits("10", 1, "9-13", HOUSE_OTHER);
    fits("12", 1, "12A", HOUSE_SAME);
    fits("12c", 1, "12", HOUSE_SAME);
    fits("1", 1, "121", HOUSE_PREFIX);
    fits("12", 1, "12 1", HOUSE_EXACT);
    fits("12", 1, "14", HOUSE_OTHER);
    fits("12", 1, "", HOUSE_OTHER);
    fits("12", 1, "99999999999999999999", HOUSE_OTHER);
    fits("0", 1, "0", HOUSE_EXACT);
    fits("0", 1, "12", HOUSE_OTHER);
}

static void the_same_side_of_the_street_is_nearer(void **state)
{
    (void)state;
    struct house_ask ask = asked("12", 1);
    long same = 0, across = 0;
    house_fit(&ask, "14", &same);
    house_fit(&ask, "13", &across);
    assert_true(across < same); /* the neighbour over the road, then the next house */
    house_fit(&ask, "16", &same);
    house_fit(&ask, "17", &across);
    assert_true(same < across);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_read_with_its_letters_and_without_its_box),
        cmocka_unit_test(a_number_fits_what_the_map_has),
        cmocka_unit_test(the_same_side_of_the_street_is_nearer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
