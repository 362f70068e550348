/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/ulid.h"

#include <string.h>

#include "kit/kit.h"

static void test_an_id_begins_with_its_time(void **state)
{
    (void)state;
    char id[ULID_SIZE];
    ulid_make(1469918176385, id); /* the example of the specification */
    assert_true(strncmp(id, "01ARYZ6S41", 10) == 0);
    assert_true(ulid_valid(id));
    int64_t moment = 0;
    assert_true(ulid_moment_ms(id, &moment));
    assert_true(moment == 1469918176385);
    assert_false(ulid_moment_ms("wifi", &moment));
    ulid_make(0, id);
    assert_true(strncmp(id, "0000000000", 10) == 0);
    ulid_make((INT64_C(1) << 48) - 1, id);
    assert_true(strncmp(id, "7ZZZZZZZZZ", 10) == 0);
    assert_true(ulid_valid(id));
}

static void test_ids_sort_by_time_and_differ_within_one_moment(void **state)
{
    (void)state;
    char before[ULID_SIZE], after[ULID_SIZE], twin[ULID_SIZE];
    for (int64_t now = 1700000000000; now < 1700000001000; now++) {
        ulid_make(now, before);
        ulid_make(now + 1, after);
        ulid_make(now, twin);
        assert_true(strcmp(before, after) < 0);
        assert_string_not_equal(before, twin);
    }
}

static void test_the_same_text_gives_the_same_id_everywhere(void **state)
{
    (void)state;
    char id[ULID_SIZE], again[ULID_SIZE], other[ULID_SIZE];
    ulid_of_text("osm:node/25293125", id);
    ulid_of_text("osm:node/25293125", again);
    ulid_of_text("osm:node/25293126", other);
    assert_string_equal(id, again);
    assert_string_not_equal(id, other);
    assert_true(ulid_valid(id) && ulid_valid(other));
    /* Written down, because tablets with older versions must agree. */
    assert_string_equal(id, "3QMDFE9X0NSR7ZK4G34HAVYMVT");
}

static void test_what_is_no_id_is_refused(void **state)
{
    (void)state;
    const char *bad[] = {"",
                         "01ARYZ6S41TSV4RRFFQ69G5FA",
                         "01ARYZ6S41TSV4RRFFQ69G5FAVV",
                         "81ARYZ6S41TSV4RRFFQ69G5FAV",
                         "01ARYZ6S41TSV4RRFFQ69G5FAI",
                         "01ARYZ6S41TSV4RRFFQ69G5FAU",
                         "01aryz6s41tsv4rrffq69g5fav",
                         "01ARYZ6S41TSV4RRFFQ69G5F V"};
    assert_true(ulid_valid("01ARYZ6S41TSV4RRFFQ69G5FAV"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(ulid_valid(bad[i]));
    }
    assert_false(ulid_valid(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_id_begins_with_its_time),
        cmocka_unit_test(test_ids_sort_by_time_and_differ_within_one_moment),
        cmocka_unit_test(test_the_same_text_gives_the_same_id_everywhere),
        cmocka_unit_test(test_what_is_no_id_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
