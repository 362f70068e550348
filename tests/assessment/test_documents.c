/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/assessment.h"

#include "assessment/world.h"

static bool look_of(const char *text, struct look *out, struct fault *why)
{
    cJSON *document = cJSON_Parse(text);
    assert_non_null(document);
    bool ok = look_parse(document, out, why);
    cJSON_Delete(document);
    return ok;
}

static void a_look_says_its_service_and_day(void **state)
{
    struct look look;
    struct fault why;
    (void)state;
    assert_true(look_of(
        "{\"_id\":\"look:W:wifi\",\"type\":\"look\",\"service\":\"wifi\",\"date\":\"2026-06-01\"}",
        &look, &why));
    assert_int_equal(look.service, SERVICE_WIFI);
    assert_int_equal(look.date.day, 1);
    assert_true(look_of("{\"_id\":\"look:W:help_gov\",\"date\":\"2026-06-01\"}", &look, &why));
    assert_int_equal(look.service, SERVICE_HELP_GOV);
}

static void a_look_that_cannot_be_read_says_what_is_wrong(void **state)
{
    static const char *const table[][2] = {
        {"[]", ""},
        {"{}", "service"},
        {"{\"_id\":\"look:W:tea\",\"date\":\"2026-06-01\"}", "service"},
        {"{\"_id\":\"look\",\"date\":\"2026-06-01\"}", "service"},
        {"{\"_id\":\"judge:W:wifi\",\"date\":\"2026-06-01\"}", "service"},
        {"{\"service\":7,\"date\":\"2026-06-01\"}", "service"},
        {"{\"service\":\"wifi\"}", "date"},
        {"{\"service\":\"wifi\",\"date\":\"2026-02-30\"}", "date"},
        {"{\"service\":\"wifi\",\"date\":20260601}", "date"},
        {"{\"service\":\"wifi\",\"date\":\"2026-06-01\",\"removed\":true}", "removed"},
    };
    struct look look;
    struct fault why;
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        fault_clear(&why);
        assert_false(look_of(table[i][0], &look, &why));
        assert_string_equal(why.what.key, "assessment.look.wrong");
        assert_string_equal(why.what.argument[0].as.text, table[i][1]);
    }
}

static void a_judgement_says_what_who_when_and_why(void **state)
{
    struct judgement judgement;
    struct fault why;
    cJSON *document =
        cJSON_Parse("{\"_id\":\"judge:W:T1\",\"criterion\":\"T1\",\"verdict\":\"partly\","
                    "\"reason\":\"valt uit\",\"role\":\"wijk\",\"date\":\"2026-06-01\"}");
    (void)state;
    assert_true(judgement_parse(document, &judgement, &why));
    assert_string_equal(judgement.criterion, "T1");
    assert_string_equal(judgement.reason, "valt uit");
    assert_string_equal(judgement.role, "wijk");
    assert_int_equal(judgement.verdict, VERDICT_PARTLY);
    assert_int_equal(judgement.date.year, 2026);
    cJSON_DeleteItemFromObject(document, "criterion");
    assert_true(judgement_parse(document, &judgement, &why));
    assert_string_equal(judgement.criterion, "T1");
    cJSON_Delete(document);
}

static void a_judgement_without_its_parts_is_refused(void **state)
{
    static const char *const table[][2] = {
        {"\"x\"", ""},
        {"{\"verdict\":\"met\",\"reason\":\"ja\",\"date\":\"2026-06-01\"}", "criterion"},
        {"{\"criterion\":\"T1\",\"reason\":\"ja\",\"date\":\"2026-06-01\"}", "verdict"},
        {"{\"criterion\":\"T1\",\"verdict\":\"maybe\",\"reason\":\"ja\",\"date\":\"2026-06-01\"}",
         "verdict"},
        {"{\"criterion\":\"T1\",\"verdict\":\"met\",\"date\":\"2026-06-01\"}", "reason"},
        {"{\"criterion\":\"T1\",\"verdict\":\"met\",\"reason\":\" \\n\",\"date\":\"2026-06-01\"}",
         "reason"},
        {"{\"criterion\":\"T1\",\"verdict\":\"met\",\"reason\":\"ja\"}", "date"},
        {"{\"criterion\":\"T1\",\"removed\":true}", "removed"},
    };
    struct judgement judgement;
    struct fault why;
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        cJSON *document = cJSON_Parse(table[i][0]);
        fault_clear(&why);
        assert_false(judgement_parse(document, &judgement, &why));
        assert_string_equal(why.what.key, "assessment.judge.wrong");
        assert_string_equal(why.what.argument[0].as.text, table[i][1]);
        cJSON_Delete(document);
    }
}

static void verdicts_have_words_and_keys(void **state)
{
    enum verdict verdict;
    (void)state;
    for (int v = 0; v < 4; v++) {
        assert_true(verdict_parse(verdict_word((enum verdict)v), &verdict));
        assert_int_equal(verdict, v);
        assert_true(strncmp(verdict_key((enum verdict)v), "verdict.", 8) == 0);
    }
    assert_false(verdict_parse("maybe", &verdict));
    assert_false(verdict_parse(NULL, &verdict));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_says_its_service_and_day),
        cmocka_unit_test(a_look_that_cannot_be_read_says_what_is_wrong),
        cmocka_unit_test(a_judgement_says_what_who_when_and_why),
        cmocka_unit_test(a_judgement_without_its_parts_is_refused),
        cmocka_unit_test(verdicts_have_words_and_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
