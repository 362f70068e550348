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

/* Every length round the blocks, against sums of the same bytes by sha256sum of coreutils. */
static void every_length_round_a_block_comes_out(void **state)
{
    static const struct {
        size_t size;
        const char *hex;
    } cases[] = {
        {1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
        {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {57, "f13b2d724659eb3bf47f2dd6af1accc87b81f09f59f2b75e5c0bed6589dfe8c6"},
        {63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
        {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
        {65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
        {119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
        {120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
        {127, "c57e9278af78fa3cab38667bef4ce29d783787a2f731d4e12200270f0c32320a"},
        {128, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e"},
        {129, "c12cb024a2e5551cca0e08fce8f1c5e314555cc3fef6329ee994a3db752166ae"},
        {1999, "4652367ac124cb17e183bf03bfe9318ac4b80f9995a34189cb5d976f3b858aec"},
    };
    (void)state;
    char text[2000], hex[DIGEST_HEX];
    uint8_t sum[DIGEST_SIZE];
    memset(text, 'a', sizeof text);
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++) {
        digest_sha256(text, cases[at].size, sum);
        digest_hex(sum, sizeof sum, hex);
        assert_string_equal(hex, cases[at].hex);
    }
}

static void a_million_bytes_in_pieces_come_out(void **state)
{
    enum { PIECE = 1000, PIECES = 1000 };
    static char text[PIECE];
    (void)state;
    uint8_t sum[DIGEST_SIZE];
    char hex[DIGEST_HEX];
    memset(text, 'a', sizeof text);
    struct digest *digest = digest_new();
    for (int at = 0; at < PIECES; at++) {
        digest_add(digest, text, at % 2 ? PIECE : PIECE - 7);
    }
    for (int at = 0; at < PIECES / 2; at++) {
        digest_add(digest, text, 7);
    }
    digest_end(digest, sum);
    digest_hex(sum, sizeof sum, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
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
        cmocka_unit_test(every_length_round_a_block_comes_out),
        cmocka_unit_test(a_million_bytes_in_pieces_come_out),
        cmocka_unit_test(a_sum_that_grows_is_the_sum_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
