/* SPDX-License-Identifier: EUPL-1.2 */
#include "kit/kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "edit/edit.h"

static const char id[] = "01J0000000000000000000000A";

static cJSON *json(const char *text)
{
    cJSON *value = text ? cJSON_Parse(text) : NULL;
    assert_true(value || !text);
    return value;
}

static void edit_begin(struct edit *edit)
{
    edit_init(edit, id, 1780000000, "tablet 2", "set", "De Boekenmolen");
}

static void assert_json(const cJSON *value, const char *expected)
{
    if (!expected) {
        assert_null(value);
        return;
    }
    char *text = json_write_canonical(value);
    assert_string_equal(text, expected);
    free(text);
}

static void changes_are_laid_over_and_taken_back(void **state)
{
    (void)state;
    static const struct {
        const char *body, *path, *before, *after, *laid;
    } cases[] = {
        {"{\"a\":1}", "a", "1", "2", "{\"a\":2}"},
        {"{\"a\":1}", "b", NULL, "null", "{\"a\":1,\"b\":null}"},
        {"{\"a\":1}", "a", "1", NULL, "{}"},
        {"{}", "offers/wifi/price", NULL, "\"free\"",
         "{\"offers\":{\"wifi\":{\"price\":\"free\"}}}"},
        {"{\"offers\":{\"wifi\":{\"price\":\"free\"}}}", "offers/wifi", "{\"price\":\"free\"}",
         NULL, "{}"},
        {"{\"o\":{\"x\":1,\"y\":2}}", "o/x", "1", NULL, "{\"o\":{\"y\":2}}"},
        {"{\"a\":1}", "", "{\"a\":1}", NULL, NULL},
        {NULL, "", NULL, "{\"_id\":\"d\",\"n\":[1,{}]}", "{\"_id\":\"d\",\"n\":[1,{}]}"},
        {"{\"é\":{\"ü\":1}}", "é/ü", "1", "\"œ\"", "{\"é\":{\"ü\":\"œ\"}}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct edit edit, back;
        cJSON *body = json(cases[i].body);
        edit_begin(&edit);
        edit_add(&edit, "d", cases[i].path, json(cases[i].before), json(cases[i].after));
        edit_reverse(&edit, &back);
        cJSON *laid = edit_apply(&edit, "d", body), *again = edit_apply(&back, "d", laid);
        assert_json(laid, cases[i].laid);
        assert_true(json_equal(again, body));
        assert_json(body, cases[i].body);
        cJSON_Delete(laid);
        cJSON_Delete(again);
        cJSON_Delete(body);
        edit_clear(&back);
        edit_clear(&edit);
    }
}

static void a_change_that_changes_nothing_vanishes(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit);
    edit_add(&edit, "d", "a", json("{\"x\":1,\"y\":2.0}"), json("{\"y\":2,\"x\":1}"));
    edit_add(&edit, "d", "b", NULL, NULL);
    assert_int_equal(edit.change_count, 0);
    edit_add(&edit, "d", "a", json("1"), json("2"));
    edit_add(&edit, "d", "a", json("2"), json("1"));
    assert_int_equal(edit.change_count, 0);
    edit_add(&edit, "d", "a", NULL, json("null"));
    assert_int_equal(edit.change_count, 1);
    edit_clear(&edit);
}

static void typing_on_in_one_field_is_one_change(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit);
    edit_add(&edit, "d", "a", json("1"), json("2"));
    edit_add(&edit, "d", "a", json("2"), json("3"));
    assert_int_equal(edit.change_count, 1);
    assert_json(edit.changes[0].before, "1");
    assert_json(edit.changes[0].after, "3");
    edit_add(&edit, "e", "a", json("3"), json("4"));
    edit_add(&edit, "d", "a", json("3"), json("5"));
    edit_add(&edit, "d", "a", json("7"), json("8"));
    assert_int_equal(edit.change_count, 4);
    edit_clear(&edit);
}

static void fields_are_set_whatever_stands_there(void **state)
{
    (void)state;
    static const struct {
        const char *body, *path, *after, *laid;
    } cases[] = {
        {NULL, "a/b", "1", "{\"_id\":\"d\",\"a\":{\"b\":1}}"},
        {"[1]", "a", "1", "{\"_id\":\"d\",\"a\":1}"},
        {"{\"a\":\"text\"}", "a/b/c", "1", "{\"a\":{\"b\":{\"c\":1}}}"},
        {"{\"a\":{\"b\":[]}}", "a/b/c", "1", "{\"a\":{\"b\":{\"c\":1}}}"},
        {"{\"a\":1}", "x/y", NULL, "{\"a\":1}"},
        {"{\"a\":1}", "a/y", NULL, "{\"a\":1}"},
        {"{\"a\":{}}", "a/y", NULL, "{\"a\":{}}"},
        {NULL, "a", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct edit edit;
        cJSON *body = json(cases[i].body);
        edit_begin(&edit);
        edit_add(&edit, "d", cases[i].path, json("\"before\""), json(cases[i].after));
        edit_add(&edit, "other", "", NULL, json("{}"));
        cJSON *laid = edit_apply(&edit, "d", body);
        assert_json(laid, cases[i].laid);
        cJSON_Delete(laid);
        cJSON_Delete(body);
        edit_clear(&edit);
    }
}

static void an_edit_is_written_and_read_back_the_same(void **state)
{
    (void)state;
    struct edit edit, copy, back;
    struct fault why;
    edit_begin(&edit);
    edit_add(&edit, "place:x", "name", json("null"), json("\"a\\\"\\u00e9\\n\""));
    edit_add(&edit, "place:x", "lon", NULL, json("4.3456789012345"));
    edit_add(&edit, "place:y", "", json("{\"_id\":\"place:y\"}"), NULL);
    char *text = edit_write(&edit);
    assert_true(edit_parse(text, strlen(text), &back, &why));
    assert_int_equal(back.at, 1780000000);
    assert_string_equal(back.role, "tablet 2");
    assert_int_equal(back.change_count, 3);
    assert_true(cJSON_IsNull(back.changes[0].before));
    assert_null(back.changes[1].before);
    assert_true(edit_copy(&edit, &copy));
    char *again = edit_write(&back), *third = edit_write(&copy);
    assert_string_equal(text, again);
    assert_string_equal(text, third);
    for (size_t size = 0; size < strlen(text); size++) {
        struct edit cut;
        assert_false(edit_parse(text, size, &cut, &why));
    }
    free(text);
    free(again);
    free(third);
    edit_clear(&edit);
    edit_clear(&copy);
    edit_clear(&back);
}

static void a_name_that_was_cut_within_a_character_stays_readable(void **state)
{
    struct edit edit, back;
    struct fault why;
    (void)state;
    edit_init(&edit, id, 1780000000, "tablet \xff", "set", "Caf\xc3");
    edit_add(&edit, "place:x", "lon", NULL, json("4"));
    assert_string_equal(edit.subject, "Caf");
    char *text = edit_write(&edit);
    assert_true(edit_parse(text, strlen(text), &back, &why));
    assert_string_equal(back.role, "tablet ");
    free(text);
    edit_clear(&edit);
    edit_clear(&back);
}

static void a_damaged_edit_is_refused_with_its_member(void **state)
{
    (void)state;
    static const struct {
        const char *text, *member;
    } cases[] = {
        {"[]", "changes"},
        {"{\"changes\":{}}", "changes"},
        {"{\"changes\":[]}", "id"},
        {"{\"changes\":[],\"id\":\"x\"}", "id"},
        {"{\"changes\":[],\"id\":\"01J0000000000000000000000A\"}", "at"},
        {"{\"changes\":[],\"id\":\"01J0000000000000000000000A\",\"at\":1.5}", "at"},
        {"{\"changes\":[],\"id\":\"01J0000000000000000000000A\",\"at\":1e18}", "at"},
        {"{\"changes\":[],\"id\":\"01J0000000000000000000000A\",\"at\":1}", "role"},
        {"{\"changes\":[],\"id\":\"01J0000000000000000000000A\",\"at\":1,\"role\":\"\",\"verb\":1}",
         "verb"},
        {"{\"changes\":[3],\"id\":\"01J0000000000000000000000A\",\"at\":1,\"role\":\"\","
         "\"verb\":\"\",\"subject\":\"\"}",
         "d"},
        {"{\"changes\":[{\"d\":\"\",\"p\":\"a\"}],\"id\":\"01J0000000000000000000000A\",\"at\":1,"
         "\"role\":\"\",\"verb\":\"\",\"subject\":\"\"}",
         "p"},
        {"{\"changes\":[{\"d\":\"x\",\"p\":7}],\"id\":\"01J0000000000000000000000A\",\"at\":1,"
         "\"role\":\"\",\"verb\":\"\",\"subject\":\"\"}",
         "p"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct edit edit;
        struct fault why;
        assert_false(edit_parse(cases[i].text, strlen(cases[i].text), &edit, &why));
        kit_assert_fault(&why, FAULT_INPUT, "fault.edit.member");
        assert_string_equal(why.what.argument[0].as.text, cases[i].member);
    }
}

/* Random changes: what one tablet lays over, another takes back in full. */
static void many_changes_are_taken_back_in_full(void **state)
{
    (void)state;
    static const char *const paths[] = {"a", "b", "o/x/p", "o/x/q", "o/y/p", "n"};
    for (int round = 0; round < 300; round++) {
        struct edit edit, back;
        cJSON *body = json("{\"_id\":\"d\",\"a\":1}"), *now = json("{\"_id\":\"d\",\"a\":1}");
        edit_begin(&edit);
        for (int i = 0; i < 12; i++) {
            const char *path = paths[kit_random_below(6)];
            const cJSON *before = json_path_get(now, path);
            cJSON *after =
                kit_random_below(3) ? cJSON_CreateNumber((double)kit_random_below(4)) : NULL;
            struct edit one;
            edit_begin(&one);
            edit_add(&one, "d", path, before ? cJSON_Duplicate(before, true) : NULL,
                     after ? cJSON_Duplicate(after, true) : NULL);
            cJSON *next = edit_apply(&one, "d", now);
            edit_add(&edit, "d", path, before ? cJSON_Duplicate(before, true) : NULL, after);
            cJSON_Delete(now);
            edit_clear(&one);
            now = next;
        }
        edit_reverse(&edit, &back);
        cJSON *laid = edit_apply(&edit, "d", body), *again = edit_apply(&back, "d", laid);
        assert_true(json_equal(laid, now));
        assert_true(json_equal(again, body));
        cJSON_Delete(laid);
        cJSON_Delete(again);
        cJSON_Delete(now);
        cJSON_Delete(body);
        edit_clear(&edit);
        edit_clear(&back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_laid_over_and_taken_back),
        cmocka_unit_test(a_change_that_changes_nothing_vanishes),
        cmocka_unit_test(typing_on_in_one_field_is_one_change),
        cmocka_unit_test(fields_are_set_whatever_stands_there),
        cmocka_unit_test(an_edit_is_written_and_read_back_the_same),
        cmocka_unit_test(a_name_that_was_cut_within_a_character_stays_readable),
        cmocka_unit_test(a_damaged_edit_is_refused_with_its_member),
        cmocka_unit_test(many_changes_are_taken_back_in_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
