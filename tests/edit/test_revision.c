/* SPDX-License-Identifier: EUPL-1.2 */
#include "edit/revision.h"

#include <string.h>

#include "kit/kit.h"

static struct json_slice body(const char *text)
{
    struct json_slice slice;
    struct fault why;
    assert_true(json_raw_check(text, strlen(text), &slice, &why));
    return slice;
}

static void the_same_change_of_the_same_parent_is_the_same_revision(void **state)
{
    (void)state;
    char first[REVISION_ID], again[REVISION_ID], other[REVISION_ID];
    revision_make(NULL, false, body("{\"_id\":\"a\",\"x\":1,\"y\":[2]}"), first);
    revision_make("", false, body("{ \"y\" : [2], \"x\":1, \"_rev\":\"9-z\" }"), again);
    assert_string_equal(first, again);
    assert_int_equal(strlen(first), 34);
    assert_memory_equal(first, "1-", 2);
    revision_make(NULL, false, body("{\"x\":1,\"y\":[3]}"), other);
    assert_string_not_equal(first, other);
    revision_make(NULL, true, body("{\"x\":1,\"y\":[2]}"), other);
    assert_string_not_equal(first, other);
    revision_make(first, false, body("{\"x\":1,\"y\":[2]}"), other);
    assert_memory_equal(other, "2-", 2);
}

static void ids_that_are_none_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",     "1",     "1-",   "-a",           "a-1",
                                      "0-ab", "1-a b", "1-\"", "9999999999-a", "1-\x7F"};
    int generation;
    const char *hash;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(revision_parse(bad[i], &generation, &hash));
    }
    assert_true(revision_parse("12-zzzz", &generation, &hash));
    assert_int_equal(generation, 12);
    assert_string_equal(hash, "zzzz");
}

/* As a real CouchDB 3.4 was seen to order them. */
static void order_and_winner_are_those_of_couchdb(void **state)
{
    (void)state;
    const char *low = "1-00000000000000000000000000000000";
    const char *high = "1-ff000000000000000000000000000000";
    assert_true(revision_compare(high, low) > 0);
    assert_true(revision_compare(high, "1-zzzz") > 0);
    assert_true(revision_compare("2-a", high) > 0);
    assert_true(revision_compare("10-a", "9-b") > 0);
    assert_int_equal(revision_compare("1-FF000000000000000000000000000000", high), 0);
    assert_true(revision_compare("1-ab", "1-a") > 0);
    assert_true(revision_wins("1-a", false, "9-b", true));
    assert_true(revision_wins("2-a", true, "1-b", true));
    assert_false(revision_wins("1-a", false, "1-b", false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_change_of_the_same_parent_is_the_same_revision),
        cmocka_unit_test(ids_that_are_none_are_refused),
        cmocka_unit_test(order_and_winner_are_those_of_couchdb),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
