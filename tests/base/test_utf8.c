/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

static void test_every_code_goes_there_and_back(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        int size = utf8_put(code, bytes);
        const char *at = bytes;
        uint32_t back = utf8_next(&at, bytes + size);
        bool half = code >= 0xD800 && code <= 0xDFFF;
        assert_int_equal(back, half ? 0xFFFD : code);
        assert_ptr_equal(at, bytes + size);
        assert_true(utf8_valid(bytes, (size_t)size));
    }
    char bytes[4];
    assert_int_equal(utf8_put(0x110000, bytes), 3);
}

static void test_ill_formed_bytes_are_passed_one_by_one(void **state)
{
    (void)state;
    const char *bad[] = {"\x80",         "\xC0\xAF",         "\xC1\xBF",         "\xE0\x80\xAF",
                         "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
                         "\xC3",         "\xE2\x82",         "\xF0\x9F\x98",     "\xC3("};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *at = bad[i], *end = at + strlen(at);
        assert_false(utf8_valid(at, strlen(at)));
        assert_int_equal(utf8_next(&at, end), 0xFFFD);
        assert_ptr_equal(at, bad[i] + 1);
    }
}

static void test_a_text_is_cut_between_characters(void **state)
{
    (void)state;
    const char *text = "aé€😀z";
    static const size_t cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
    for (size_t size = 0; size < sizeof cuts / sizeof *cuts; size++) {
        assert_int_equal(utf8_cut(text, size), cuts[size]);
    }
    char exact[3] = {'a', '\xC3', '\xA9'}; /* no NUL behind it */
    assert_int_equal(utf8_cut(exact, 3), 3);
    assert_int_equal(utf8_cut(exact, 2), 1);
    assert_int_equal(utf8_length(text), 5);
}

static void folds(const char *text, const char *expected)
{
    char out[256];
    size_t size = utf8_fold(text, out, sizeof out);
    assert_string_equal(out, expected);
    assert_int_equal(size, strlen(expected));
}

static void test_a_text_is_copied_without_half_a_character(void **state)
{
    char out[6], broken[] = "\xff"
                            "a\xc3"
                            "\xe2\x82\xac\xef\xbf\xbd\xe2\x82";
    (void)state;
    assert_int_equal(utf8_copy(out, sizeof out, "abcd\u00e9"), 4);
    assert_string_equal(out, "abcd");
    assert_int_equal(utf8_copy(out, sizeof out, "abc\u00e9"), 5);
    assert_string_equal(out, "abc\u00e9");
    assert_int_equal(utf8_copy(out, 1, "\u00e9"), 0);
    assert_string_equal(out, "");
    utf8_mend(broken);
    assert_string_equal(broken, "a\u20ac\ufffd");
}

static void test_names_fold_to_lower_case_without_accents(void **state)
{
    (void)state;
    folds("Café Égalité", "cafe egalite");
    folds("CŒUR Straße Ærø Þing IJzer", "coeur strasse aero thing ijzer");
    folds("Ĳzer ŁÓDŹ Şişli İstanbul ığdır", "ijzer lodz sisli istanbul igdir");
    folds("Ñandú Čapek Đorđe Ștefan Țară", "nandu capek dorde stefan tara");
    folds("Nguyễn Thị Ở ẞ", "nguyen thi o ss");
    folds("e\xCC\x81te\xCC\x81", "ete");
    folds("Αθήνα ΣΟΦΟΣ Ώρα", "αθηνα σοφοσ ωρα");
    folds("Москва Ёлка ЇЖАК", "москва елка їжак");
    folds("مكتبة العربية", "مكتبة العربية");
    folds("2e étage n° 5 m²", "2e etage n 5 m2");
}

static void test_all_that_is_no_letter_becomes_one_space(void **state)
{
    (void)state;
    folds("  L'Église – (Sint-Jan)!  ", "l eglise sint jan");
    folds("l’école…\t\n\"bib\"", "l ecole bib");
    folds("---", "");
    folds("", "");
    folds("café،بيت", "cafe بيت");
    folds("☎ 02 😀 x×y", "02 x y");
    folds("a\xFF"
          "b",
          "a b");
}

static void test_folding_twice_changes_nothing(void **state)
{
    (void)state;
    for (uint32_t code = 1; code < 0x3000; code++) {
        char text[8] = "", once[32], twice[32];
        utf8_put(code, text);
        utf8_fold(text, once, sizeof once);
        assert_true(utf8_valid(once, strlen(once)));
        utf8_fold(once, twice, sizeof twice);
        assert_string_equal(once, twice);
    }
}

static void test_folding_never_writes_past_its_room(void **state)
{
    (void)state;
    for (size_t room = 0; room < 12; room++) {
        char *out = malloc(room ? room : 1);
        size_t size = utf8_fold("Œé мос €9", out, room);
        assert_true(room == 0 || size < room);
        assert_true(room == 0 || (out[size] == '\0' && utf8_valid(out, size)));
        free(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_goes_there_and_back),
        cmocka_unit_test(test_ill_formed_bytes_are_passed_one_by_one),
        cmocka_unit_test(test_a_text_is_cut_between_characters),
        cmocka_unit_test(test_a_text_is_copied_without_half_a_character),
        cmocka_unit_test(test_names_fold_to_lower_case_without_accents),
        cmocka_unit_test(test_all_that_is_no_letter_becomes_one_space),
        cmocka_unit_test(test_folding_twice_changes_nothing),
        cmocka_unit_test(test_folding_never_writes_past_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
