/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/hash.h"

#include "kit/kit.h"

/* From the FNV authors' test suite (RFC 9923, appendix). */
static void test_known_values_of_fnv_1a(void **state)
{
    (void)state;
    assert_true(hash_text("") == UINT64_C(0xcbf29ce484222325));
    assert_true(hash_text("a") == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(hash_text("foobar") == UINT64_C(0x85944171f73967e8));
}

static void test_seeds_give_other_families(void **state)
{
    (void)state;
    assert_true(hash_bytes("a", 1, 0) == hash_text("a"));
    assert_true(hash_bytes("a", 1, 1) != hash_bytes("a", 1, 2));
    assert_true(hash_bytes("a\0b", 3, 0) != hash_bytes("a\0c", 3, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_values_of_fnv_1a),
        cmocka_unit_test(test_seeds_give_other_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
