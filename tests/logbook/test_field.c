/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/field.h"

#include <stdlib.h>

#include "kit/kit.h"

static void check(enum record_kind kind, const char *path, const char *typed, const char *stored)
{
    struct fault why;
    cJSON *value = NULL;
    if (!record_field_read(kind, path, typed, &value, &why))
        fail_msg("%s=%s: %s", path, typed, why.what.key);
    char *text = value ? cJSON_PrintUnformatted(value) : NULL;
    assert_string_equal(text ? text : "-", stored);
    free(text);
    cJSON_Delete(value);
}

static void refuse(enum record_kind kind, const char *path, const char *typed, const char *key)
{
    struct fault why;
    cJSON *value = NULL;
    assert_false(record_field_read(kind, path, typed, &value, &why));
    assert_string_equal(why.what.key, key);
    assert_null(value);
}

static void what_is_typed_is_what_is_stored(void **state)
{
    (void)state;
    check(RECORD_ORGANISATION, "name", "  Bib  ", "\"Bib\"");
    check(RECORD_ORGANISATION, "part", "lead", "\"lead\"");
    check(RECORD_ORGANISATION, "part", "", "-");
    check(RECORD_ORGANISATION, "pillars", "T, I ,T", "[\"T\",\"I\"]");
    check(RECORD_ORGANISATION, "contact/days", "Mo,Th", "[\"Mo\",\"Th\"]");
    check(RECORD_ORGANISATION, "contact/point", "yes", "true");
    check(RECORD_ORGANISATION, "contact/point", "no", "-");
    check(RECORD_ORGANISATION, "plan/date", "12/5/2026", "\"2026-05-12\"");
    check(RECORD_ORGANISATION, "trained/count", "3", "3");
    check(RECORD_MEETING, "organisations", "partner:a,partner:b", "[\"partner:a\",\"partner:b\"]");
    check(RECORD_MEETING, "organisations", " , ", "-");
    check(RECORD_TOLD, "languages", "nl,ar", "[\"nl\",\"ar\"]");
    check(RECORD_TOLD, "channel", "poster", "\"poster\"");
}

static void what_is_odd_is_refused(void **state)
{
    (void)state;
    refuse(RECORD_ORGANISATION, "name", " ", "fault.record.needed");
    refuse(RECORD_ORGANISATION, "part", "king", "fault.field.word");
    refuse(RECORD_ORGANISATION, "pillars", "T,pillar", "fault.record.word");
    refuse(RECORD_ORGANISATION, "contact/days", "maandag", "fault.field.word");
    refuse(RECORD_ORGANISATION, "channel", "poster", "fault.field.unknown");
    refuse(RECORD_ORGANISATION, "commitments", "x", "fault.field.unknown");
    refuse(RECORD_MEETING, "date", "", "fault.record.needed");
    refuse(RECORD_MEETING, "date", "2026-02-30", "fault.field.date");
    refuse(RECORD_MEETING, "organisations", "partner:", "fault.record.word");
    refuse(RECORD_TOLD, "channel", "smoke", "fault.field.word");
}

static void a_word_that_is_too_long_is_refused_and_not_cut(void **state)
{
    (void)state;
    refuse(RECORD_MEETING, "organisations",
           "partner:a,partner:01KTXYNZ40BJ518XHX2Z5FFX3J01KTXYNZ40BJ518XHX2Z5FFX3J01KTXYNZ40",
           "fault.record.word");
    refuse(RECORD_ORGANISATION, "contact/days",
           "Mo                                                              x",
           "fault.field.word");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_is_what_is_stored),
        cmocka_unit_test(what_is_odd_is_refused),
        cmocka_unit_test(a_word_that_is_too_long_is_refused_and_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
