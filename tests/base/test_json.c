/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

static cJSON *read_text(const char *text)
{
    cJSON *value = NULL;
    struct fault why;
    if (!json_parse(text, strlen(text), JSON_FILE_CEILING, &value, &why)) {
        fail_msg("%s: %s at %lld", text, why.what.key, (long long)why.place);
    }
    return value;
}

static void refused_bytes(const char *text, size_t size, const char *key, int64_t place)
{
    /* A copy of exactly this size, so that reading past it is seen. */
    char *copy = malloc(size ? size : 1);
    memcpy(copy, text, size);
    cJSON *value = (cJSON *)copy;
    struct fault why;
    fault_clear(&why);
    bool ok = json_parse(copy, size, JSON_FILE_CEILING, &value, &why);
    free(copy);
    assert_false(ok);
    assert_null(value);
    assert_string_equal(why.what.key, key);
    assert_int_equal(why.place, place);
}

static void refused(const char *text, const char *key, int64_t place)
{
    refused_bytes(text, strlen(text), key, place);
}

static void test_values_of_every_kind_are_read(void **state)
{
    (void)state;
    cJSON *root =
        read_text("\xEF\xBB\xBF { \"t\":\"caf\xC3\xA9 \\u00e9 \\ud83d\\ude00 \\/\\n\","
                  "\"n\":-0.5e+2,\"b\":true,\"f\":false,\"z\":null,\"a\":[],\"o\":{} }\n");
    assert_string_equal(json_text(root, "t", "?"), "café é 😀 /\n");
    assert_true(json_number(root, "n", 0) == -50);
    assert_true(json_bool(root, "b", false));
    assert_false(json_bool(root, "f", true));
    assert_true(cJSON_IsNull(json_member(root, "z")));
    cJSON_Delete(root);
    const char *alone[] = {"0", "\"\"", "true", " null ", "[]", "-1E-7"};
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        cJSON_Delete(read_text(alone[i]));
    }
}

static void test_a_member_of_another_kind_gives_the_fallback(void **state)
{
    (void)state;
    cJSON *root = read_text("{\"a\":1,\"A\":\"x\",\"a\":2,\"l\":[1]}");
    assert_string_equal(json_text(root, "a", "none"), "none");
    assert_string_equal(json_text(root, "A", "none"), "x");
    assert_true(json_number(root, "a", 9) == 1);
    assert_true(json_number(root, "A", 9) == 9);
    assert_true(json_bool(root, "a", true));
    assert_null(json_text(root, "b", NULL));
    assert_null(json_member(json_member(root, "l"), "a"));
    assert_null(json_member(NULL, "a"));
    cJSON_Delete(root);
}

static void test_what_is_no_json_is_refused_with_its_place(void **state)
{
    (void)state;
    refused("", "fault.json.ends", 0);
    refused("  ", "fault.json.ends", 2);
    refused("{\"a\":", "fault.json.ends", 5);
    refused("[1,2", "fault.json.ends", 4);
    refused("\"abc", "fault.json.ends", 4);
    refused("tru", "fault.json.ends", 3);
    refused("{\"a\" 1}", "fault.json.syntax", 5);
    refused("{a:1}", "fault.json.syntax", 1);
    refused("{\"a\":1,}", "fault.json.syntax", 7);
    refused("[1,]", "fault.json.syntax", 3);
    refused("[1 2]", "fault.json.syntax", 3);
    refused("[1}", "fault.json.syntax", 2);
    refused("{\"a\":1]", "fault.json.syntax", 6);
    refused("truth", "fault.json.syntax", 3);
    refused("'a'", "fault.json.syntax", 0);
    refused("NaN", "fault.json.syntax", 0);
    refused("\"\\x41\"", "fault.json.syntax", 2);
    refused("\"a\nb\"", "fault.json.syntax", 2);
    refused("\"\\u12G4\"", "fault.json.syntax", 5);
    refused("{} {}", "fault.json.behind", 3);
    refused("1,", "fault.json.behind", 1);
    refused_bytes("1\0", 2, "fault.json.behind", 1);
    refused_bytes("\"a\0b\"", 5, "fault.json.syntax", 2);
    refused_bytes("\"\\\0\"", 4, "fault.json.syntax", 2);
}

static void test_numbers_that_are_none_are_refused(void **state)
{
    (void)state;
    refused("01", "fault.json.behind", 1);
    refused("-", "fault.json.ends", 1);
    refused("+1", "fault.json.syntax", 0);
    refused("[.5]", "fault.json.syntax", 1);
    refused("[1.]", "fault.json.syntax", 3);
    refused("[1e]", "fault.json.syntax", 3);
    refused("[1e+-2]", "fault.json.syntax", 4);
    refused("[0x10]", "fault.json.syntax", 2);
    refused("[1, 1e999]", "fault.json.number", 4);
    refused("-1e400", "fault.json.number", 0);
    char digits[80];
    memset(digits, '1', sizeof digits);
    refused_bytes(digits, 64, "fault.json.number", 0);
    cJSON *value;
    struct fault why;
    assert_true(json_parse(digits, 63, 1000, &value, &why));
    cJSON_Delete(value);
}

static void test_texts_that_we_cannot_keep_are_refused(void **state)
{
    (void)state;
    refused("\"a\\u0000b\"", "fault.json.nul", 3);
    refused("\"\\ud83d\"", "fault.json.syntax", 2);
    refused("\"\\ude00\\ud83d\"", "fault.json.syntax", 2);
    refused("\"\\ud83d\\u0041\"", "fault.json.syntax", 2);
    refused("\"a\xFF\"", "fault.json.utf8", 2);
    refused("{\"\xC0\xAF\":1}", "fault.json.utf8", 2);
    refused("\"\xED\xA0\x80\"", "fault.json.utf8", 1);
    refused_bytes("\"\xE2\x82", 3, "fault.json.utf8", 1);
}

static void test_depth_and_size_have_ceilings(void **state)
{
    (void)state;
    char text[3 * JSON_DEPTH];
    memset(text, '[', JSON_DEPTH);
    memset(text + JSON_DEPTH, ']', JSON_DEPTH);
    cJSON *value;
    struct fault why;
    assert_true(json_parse(text, 2 * JSON_DEPTH, 1000, &value, &why));
    cJSON_Delete(value);
    memset(text, '[', sizeof text);
    refused_bytes(text, sizeof text, "fault.json.depth", JSON_DEPTH);
    assert_false(json_parse("[1,2]", 5, 4, &value, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "fault.limit.size");

    size_t size = 2 * (size_t)JSON_VALUES + 3;
    char *many = malloc(size);
    many[0] = '[';
    for (size_t i = 1; i + 1 < size; i++) {
        many[i] = i % 2 ? '0' : ',';
    }
    many[size - 1] = ']';
    refused_bytes(many, size, "fault.json.values", 2 * (int64_t)JSON_VALUES - 1);
    free(many);
}

static void test_paths_read_and_write_members(void **state)
{
    (void)state;
    cJSON *root = read_text("{\"offers\":{\"wifi\":{\"price\":0}},\"name\":\"Bib\"}");
    assert_true(cJSON_IsNumber(json_path_get(root, "offers/wifi/price")));
    assert_null(json_path_get(root, "offers/print/price"));
    assert_null(json_path_get(root, "name/first"));
    assert_null(json_path_get(NULL, "name"));
    assert_true(json_path_set(root, "offers/print/count", cJSON_CreateNumber(2)));
    assert_true(json_path_set(root, "offers/wifi/price", cJSON_CreateString("free")));
    assert_true(json_path_set(root, "offers/none/price", NULL));
    assert_true(json_path_set(root, "name", NULL));
    assert_false(json_path_set(root, "offers/wifi/price/x", cJSON_CreateNull()));
    assert_false(json_path_set(root, "offers/wifi/price/x/y", NULL));
    assert_false(json_path_set(NULL, "x", cJSON_CreateNull()));
    char *text = json_write_canonical(root);
    assert_string_equal(text,
                        "{\"offers\":{\"print\":{\"count\":2},\"wifi\":{\"price\":\"free\"}}}");
    free(text);
    cJSON_Delete(root);
}

static void test_paths_deeper_than_we_can_read_are_barred(void **state)
{
    (void)state;
    char path[2 * JSON_DEPTH + 2];
    for (int i = 0; i <= JSON_DEPTH; i++) {
        memcpy(path + 2 * i, "a/", 2);
    }
    path[2 * JSON_DEPTH + 1] = '\0';
    cJSON *root = cJSON_CreateObject();
    assert_false(json_path_set(root, path, cJSON_CreateNumber(1)));
    path[2 * JSON_DEPTH - 1] = '\0';
    assert_true(json_path_set(root, path, cJSON_CreateNumber(1)));
    char *text = json_write_canonical(root);
    cJSON *back = read_text(text);
    assert_true(json_equal(root, back));
    cJSON_Delete(back);
    free(text);
    cJSON_Delete(root);
}

static void test_removing_a_double_member_removes_both(void **state)
{
    (void)state;
    cJSON *root = read_text("{\"a\":1,\"b\":2,\"a\":3}");
    assert_true(json_path_set(root, "a", NULL));
    assert_null(json_member(root, "a"));
    cJSON_Delete(root);
}

static void equal(const char *a, const char *b, bool expected)
{
    cJSON *left = read_text(a), *right = read_text(b);
    char *left_text = json_write_canonical(left), *right_text = json_write_canonical(right);
    assert_int_equal(json_equal(left, right), expected);
    assert_int_equal(json_equal(right, left), expected);
    assert_int_equal(strcmp(left_text, right_text) == 0, expected);
    cJSON *back = read_text(left_text);
    assert_true(json_equal(left, back));
    cJSON_Delete(back);
    free(left_text);
    free(right_text);
    cJSON_Delete(left);
    cJSON_Delete(right);
}

static void test_same_meaning_is_equal_and_written_the_same(void **state)
{
    (void)state;
    equal("{\"a\":1,\"b\":[true,null]}", " {\"b\" : [ true, null ], \"a\":1.0e0}", true);
    equal("{\"a\":1}", "{\"a\":1,\"b\":null}", false);
    equal("{\"a\":1,\"a\":2}", "{\"a\":1}", true);
    equal("[1,2]", "[2,1]", false);
    equal("[1,2]", "[1,2,3]", false);
    equal("0.1", "1e-1", true);
    equal("-0", "0", true);
    equal("0.1", "0.10000000000000002", false);
    equal("9007199254740993e3", "9007199254740992e3", false);
    equal("4.335278", "4.3352780", true);
    equal("\"\\u0041\\n\\u001f\"", "\"A\\u000a\\u001F\"", true);
    equal("\"a\"", "\"b\"", false);
    equal("1", "\"1\"", false);
    equal("true", "false", false);
    equal("{}", "[]", false);
    assert_true(json_equal(NULL, NULL));
    cJSON *null = cJSON_CreateNull();
    assert_false(json_equal(null, NULL));
    cJSON_Delete(null);
}

static void test_canonical_text_is_exact(void **state)
{
    (void)state;
    cJSON *root =
        read_text("{\"\\u00e9\":0.1,\"b\":\"q\\\"\\\\\\u0001\\t/\",\"a\":[1e3,-0.25,1e21]}");
    char *text = json_write_canonical(root);
    assert_string_equal(text,
                        "{\"a\":[1000,-0.25,1e+21],\"b\":\"q\\\"\\\\\\u0001\\t/\",\"é\":0.1}");
    free(text);
    cJSON_Delete(root);
}

/* Every cut and every changed byte of a good text is either read or refused, never worse. */
static void test_broken_copies_of_a_good_text_do_no_harm(void **state)
{
    (void)state;
    const char *good = "{\"name\":\"Caf\xC3\xA9 \\u00e9\\ud83d\\ude00\",\"at\":[4.33e0,50.85,-1],"
                       "\"open\":true,\"x\":{\"y\":[[],{},null,false]}}";
    size_t size = strlen(good);
    for (size_t cut = 0; cut < size; cut++) {
        bool inside = cut && good[cut - 1] == '\xC3';
        refused_bytes(good, cut, inside ? "fault.json.utf8" : "fault.json.ends",
                      (int64_t)cut - inside);
    }
    for (int i = 0; i < 50000; i++) {
        char *copy = malloc(size);
        memcpy(copy, good, size);
        for (uint64_t changes = 1 + kit_random_below(3); changes; changes--) {
            copy[kit_random_below(size)] = (char)kit_random_below(256);
        }
        cJSON *value;
        struct fault why;
        if (json_parse(copy, size, 1000, &value, &why)) {
            char *text = json_write_canonical(value);
            cJSON *back = read_text(text);
            assert_true(json_equal(value, back));
            cJSON_Delete(back);
            free(text);
            cJSON_Delete(value);
        } else {
            assert_true(why.place >= 0 && why.place <= (int64_t)size);
            assert_int_not_equal(why.kind, FAULT_MEMORY);
        }
        free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_of_every_kind_are_read),
        cmocka_unit_test(test_a_member_of_another_kind_gives_the_fallback),
        cmocka_unit_test(test_what_is_no_json_is_refused_with_its_place),
        cmocka_unit_test(test_numbers_that_are_none_are_refused),
        cmocka_unit_test(test_texts_that_we_cannot_keep_are_refused),
        cmocka_unit_test(test_depth_and_size_have_ceilings),
        cmocka_unit_test(test_paths_read_and_write_members),
        cmocka_unit_test(test_paths_deeper_than_we_can_read_are_barred),
        cmocka_unit_test(test_removing_a_double_member_removes_both),
        cmocka_unit_test(test_same_meaning_is_equal_and_written_the_same),
        cmocka_unit_test(test_canonical_text_is_exact),
        cmocka_unit_test(test_broken_copies_of_a_good_text_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
