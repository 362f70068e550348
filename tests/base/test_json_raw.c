/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/json_raw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "kit/kit.h"

static struct json_slice checked(const char *text)
{
    struct json_slice slice;
    struct fault why;
    if (!json_raw_check(text, strlen(text), &slice, &why)) {
        fail_msg("%s: %s at %d", text, why.what.key, (int)why.place);
    }
    return slice;
}

static struct json_slice slice_of(const char *text)
{
    return (struct json_slice){text, text ? strlen(text) : 0};
}

static void is(struct json_slice slice, const char *text)
{
    assert_int_equal(slice.size, strlen(text));
    assert_memory_equal(slice.text, text, slice.size);
}

static void what_others_wrote_is_cut_as_they_wrote_it(void **state)
{
    (void)state;
    struct json_slice root =
        checked(" { \"a\" : 9007199254740993 , \"b\":[1.0,{\"x\":\"}\\\"]\"}],\n"
                "\"nul\":\"\\u0000\", \"a\": 2e400 } ");
    is(json_raw_member(root, "a"), "2e400");
    is(json_raw_member(root, "nul"), "\"\\u0000\"");
    struct json_slice list = json_raw_member(root, "b"), value;
    size_t at = 0;
    assert_true(json_raw_next(list, &at, NULL, &value));
    is(value, "1.0");
    assert_true(json_raw_next(list, &at, NULL, &value));
    is(value, "{\"x\":\"}\\\"]\"}");
    assert_false(json_raw_next(list, &at, NULL, &value));
    assert_null(json_raw_member(root, "c").text);
    assert_null(json_raw_member(list, "a").text);
}

static void keys_may_be_escaped(void **state)
{
    (void)state;
    struct json_slice root = checked("{\"\\u005fid\":1,\"caf\\u00e9\":2}");
    is(json_raw_member(root, "_id"), "1");
    is(json_raw_member(root, "café"), "2");
}

static void texts_and_numbers_are_read(void **state)
{
    (void)state;
    char text[16];
    int64_t number;
    assert_true(json_raw_text(checked("\"a\\n\\u00e9\\ud83d\\ude00\""), text, sizeof text));
    assert_string_equal(text, "a\né😀");
    assert_false(json_raw_text(checked("\"\\u0000\""), text, sizeof text));
    assert_false(json_raw_text(checked("\"\\ud800\""), text, sizeof text));
    assert_false(json_raw_text(checked("\"0123456789012345\""), text, sizeof text));
    assert_false(json_raw_text(checked("12"), text, sizeof text));
    assert_true(json_raw_int(checked("-12"), &number));
    assert_int_equal(number, -12);
    assert_false(json_raw_int(checked("1.5"), &number));
    assert_false(json_raw_int(checked("99999999999999999999"), &number));
    assert_false(json_raw_int(checked("9223372036854775808"), &number));
    assert_true(json_raw_int(checked("9223372036854775807"), &number));
    assert_true(number == INT64_MAX);
    assert_true(json_raw_int(checked("-9223372036854775808"), &number));
    assert_true(number == INT64_MIN);
    assert_false(json_raw_int(checked("-9223372036854775809"), &number));
    assert_true(json_raw_true(checked("true")));
    assert_false(json_raw_true(checked("\"true\"")));
}

static void broken_text_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int place;
    } cases[] = {{"", 0}, {"{\"a\":1", 6}, {"[1,]", 3}, {"{} x", 3}, {"\"\xFF\"", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct json_slice slice;
        struct fault why;
        char *copy = malloc(strlen(cases[i].text) + 1);
        memcpy(copy, cases[i].text, strlen(cases[i].text));
        assert_false(json_raw_check(copy, strlen(cases[i].text), &slice, &why));
        assert_int_equal(why.place, cases[i].place);
        free(copy);
    }
}

static void patched(const char *root, const char *path, const char *value, const char *expected)
{
    struct buffer out;
    buffer_init(&out, 4096);
    bool ok = json_raw_set(checked(root), path, slice_of(value), &out);
    assert_int_equal(ok, expected != NULL);
    if (expected) {
        assert_string_equal(buffer_text(&out), expected);
    }
    buffer_clear(&out);
}

static void a_patch_leaves_every_other_byte(void **state)
{
    (void)state;
    patched("{\"a\":1.0,\"b\":{\"c\":1e3},\"z\":\"\\u0000\"}", "b/c", "2",
            "{\"a\":1.0,\"b\":{\"c\":2},\"z\":\"\\u0000\"}");
    patched("{\"a\":1}", "o/wifi/price", "\"free\"",
            "{\"a\":1,\"o\":{\"wifi\":{\"price\":\"free\"}}}");
    patched("{\"a\":1,\"b\":2}", "a", NULL, "{\"b\":2}");
    patched("{\"a\":1,\"a\":3}", "a", "2", "{\"a\":2}");
    patched("{\"a\":{\"x\":1},\"a\":{\"y\":2}}", "a/z", "3", "{\"a\":{\"y\":2,\"z\":3}}");
    patched("{\"a\":1,\"a\":{\"y\":2}}", "a/y", "3", "{\"a\":{\"y\":3}}");
    patched("{\"a\":{\"y\":2},\"a\":1}", "a/y", "3", NULL);
    patched("{}", "a", NULL, "{}");
    patched("{\"a\":1}", "a/b", "2", NULL);
}

static void canonical_text_is_the_same_for_the_same_document(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"b\":[1, {\"y\":2,\"x\":1}], \"a\":\"t\"}",
                                        "{ \"a\" : \"t\", \"b\" : [1,{\"x\":1,\"y\":2}]}"};
    for (size_t i = 0; i < 2; i++) {
        struct buffer out;
        buffer_init(&out, 4096);
        json_raw_canonical(checked(texts[i]), &out);
        assert_string_equal(buffer_text(&out), "{\"a\":\"t\",\"b\":[1,{\"x\":1,\"y\":2}]}");
        buffer_clear(&out);
    }
    struct buffer out;
    buffer_init(&out, 4096);
    json_raw_canonical(checked("{\"a\":[],\"a\":{ }}"), &out);
    assert_string_equal(buffer_text(&out), "{\"a\":{}}");
    buffer_clear(&out);
}

static void members_with_an_underscore_are_left_out(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out, 4096);
    json_raw_strip(checked("{\"_id\":\"a\",\"x\":1,\"\\u005frev\":\"1-a\",\"_attachments\":{}}"),
                   true, &out);
    assert_string_equal(buffer_text(&out), "{\"x\":1,\"_attachments\":{}}");
    buffer_clear(&out);
}

/* Random small trees through cJSON: cutting finds what the tree says. */
static cJSON *tree_random(int depth)
{
    int kind = (int)kit_random_below(depth > 3 ? 3 : 5);
    if (kind == 0) {
        return cJSON_CreateNumber((double)kit_random_below(1000));
    }
    if (kind == 1) {
        return cJSON_CreateString(kit_random_below(2) ? "a\"]}\\" : "é\n{");
    }
    if (kind == 2) {
        return cJSON_CreateBool((int)kit_random_below(2));
    }
    cJSON *made = kind == 3 ? cJSON_CreateObject() : cJSON_CreateArray();
    for (uint64_t i = kit_random_below(5); i > 0; i--) {
        char key[8];
        snprintf(key, sizeof key, "k%d", (int)i);
        if (kind == 3) {
            cJSON_AddItemToObject(made, key, tree_random(depth + 1));
        } else {
            cJSON_AddItemToArray(made, tree_random(depth + 1));
        }
    }
    return made;
}

static void same(struct json_slice slice, const cJSON *tree)
{
    char *text = memcpy(calloc(1, slice.size + 1), slice.text, slice.size);
    cJSON *read = cJSON_Parse(text);
    assert_true(json_equal(read, tree));
    cJSON_Delete(read);
    free(text);
    struct json_slice key, value;
    size_t at = 0;
    const cJSON *child = tree->child;
    while (json_raw_next(slice, &at, &key, &value)) {
        assert_non_null(child);
        same(value, child);
        child = child->next;
    }
    assert_true(!child || (!cJSON_IsObject(tree) && !cJSON_IsArray(tree)));
}

static void cutting_agrees_with_reading(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++) {
        cJSON *tree = tree_random(0);
        char *text = i % 2 ? cJSON_Print(tree) : cJSON_PrintUnformatted(tree);
        same(checked(text), tree);
        free(text);
        cJSON_Delete(tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_others_wrote_is_cut_as_they_wrote_it),
        cmocka_unit_test(keys_may_be_escaped),
        cmocka_unit_test(texts_and_numbers_are_read),
        cmocka_unit_test(broken_text_is_refused_with_its_place),
        cmocka_unit_test(a_patch_leaves_every_other_byte),
        cmocka_unit_test(canonical_text_is_the_same_for_the_same_document),
        cmocka_unit_test(members_with_an_underscore_are_left_out),
        cmocka_unit_test(cutting_agrees_with_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
