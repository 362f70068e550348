/* SPDX-License-Identifier: EUPL-1.2 */
/* The comment of the rule that decides. */
#include "hours/hours.h"

#include "hours/hours_kit.h"

static const char *comment_at(const char *value, const char *when)
{
    static char out[64];
    size_t size;
    struct hours *hours = hours_of(value);
    const char *comment = hours_comment(hours, civil_of(when), &size);
    assert_true(size < sizeof out && (comment != NULL) == (size > 0));
    snprintf(out, sizeof out, "%.*s", (int)size, comment ? comment : "");
    hours_free(hours);
    return out;
}

#define LIBRARY                                                                                    \
    "Mo-Fr 10:00-18:00 open \"bib\"; Sa 09:00-11:00 open \"digipunt\"; PH off \"feestdag\""

static void each_rule_tells_its_own(void **state)
{
    (void)state;
    assert_string_equal(comment_at(LIBRARY, "2026-06-12T10:00"), "bib");
    assert_string_equal(comment_at(LIBRARY, "2026-06-13T10:00"), "digipunt");
    assert_string_equal(comment_at(LIBRARY, "2026-07-21T10:00"), "feestdag");
    assert_string_equal(comment_at(LIBRARY, "2026-06-13T11:00"), "");
    assert_string_equal(comment_at(LIBRARY, "2026-06-14T10:00"), "");
}

static void a_value_of_words_alone_is_its_comment(void **state)
{
    (void)state;
    assert_string_equal(comment_at("\"op afspraak\"", "2026-06-13T12:00"), "op afspraak");
    assert_string_equal(comment_at("24/7 off \"verbouwing\"", "2026-06-13T12:00"), "verbouwing");
}

static void the_night_belongs_to_the_evening(void **state)
{
    (void)state;
    assert_string_equal(comment_at("Fr 20:00-02:00 open \"bar\"", "2026-06-13T01:00"), "bar");
    assert_string_equal(comment_at("Fr 20:00+ open \"bar\"", "2026-06-13T01:00"), "bar");
    assert_string_equal(comment_at("Fr 20:00-02:00 open \"bar\"", "2026-06-12T01:00"), "");
}

static void a_rule_laid_over_another_speaks(void **state)
{
    static const char value[] = "Mo-Su 09:00-18:00 open \"x\", Fr 12:00-13:00 open \"y\"";
    (void)state;
    assert_string_equal(comment_at(value, "2026-06-12T12:30"), "y");
    assert_string_equal(comment_at(value, "2026-06-12T14:30"), "x");
    assert_string_equal(
        comment_at("Mo-Su 09:00-18:00; Fr 12:00-13:00 off \"middag\"", "2026-06-12T12:30"),
        "middag");
}

static void a_fallback_speaks_where_nothing_else_does(void **state)
{
    static const char value[] = "Mo-Fr 10:00-12:00 || \"op afspraak\"";
    (void)state;
    assert_string_equal(comment_at(value, "2026-06-12T11:00"), "");
    assert_string_equal(comment_at(value, "2026-06-12T13:00"), "op afspraak");
}

static void no_day_has_no_comment(void **state)
{
    size_t size = 1;
    struct hours *hours = hours_of("\"x\"");
    (void)state;
    assert_null(hours_comment(hours, (struct civil){{2026, 2, 30}, 12, 0, 0}, &size));
    assert_int_equal(size, 0);
    assert_null(hours_comment(hours, (struct civil){{2026, 2, 1}, 24, 0, 0}, &size));
    hours_free(hours);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_tells_its_own),
        cmocka_unit_test(a_value_of_words_alone_is_its_comment),
        cmocka_unit_test(the_night_belongs_to_the_evening),
        cmocka_unit_test(a_rule_laid_over_another_speaks),
        cmocka_unit_test(a_fallback_speaks_where_nothing_else_does),
        cmocka_unit_test(no_day_has_no_comment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
