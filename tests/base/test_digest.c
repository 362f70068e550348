/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/digest.h"

#include <string.h>

#include "kit/kit.h"

/* FIPS 180-4, examples of SHA-256. */
static void the_published_sums_come_out(void **state)
{
    (void)state;
    uint8_t sum[DIGEST_SIZE];
    char hex[DIGEST_HEX];
    digest_sha256("abc", 3, sum);
    digest_hex(sum, sizeof sum, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_sha256("", 0, sum);
    digest_hex(sum, sizeof sum, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void a_sum_that_grows_is_the_sum_of_the_whole(void **state)
{
    (void)state;
    const char *text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    uint8_t whole[DIGEST_SIZE], grown[DIGEST_SIZE];
    digest_sha256(text, strlen(text), whole);
    struct digest *digest = digest_new();
    for (size_t at = 0; at < strlen(text); at++) {
        digest_add(digest, text + at, 1);
    }
    digest_end(digest, grown);
    assert_memory_equal(whole, grown, DIGEST_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_sums_come_out),
        cmocka_unit_test(a_sum_that_grows_is_the_sum_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
