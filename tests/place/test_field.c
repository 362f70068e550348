/* SPDX-License-Identifier: EUPL-1.2 */
#include "kit/kit.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "place/place.h"

static void what_is_right_is_stored(void **state)
{
    (void)state;
    static const struct {
        const char *path, *value, *json; /* NULL = the member goes */
    } cases[] = {
        {"name", "  De Boekenmolen\n", "\"De Boekenmolen\""},
        {"name", "De\r\nmolen", "\"De molen\""},
        {"name", " \t ", NULL},
        {"name", "مكتبة الحي", "\"مكتبة الحي\""},
        {"note", "een\r\ntwee\rdrie", "\"een\\ntwee\\ndrie\""},
        {"kind", "library", "\"library\""},
        {"setting", "at_home", "\"at_home\""},
        {"postcode", "1080", "\"1080\""},
        {"phone", "+32 (0)2 123.45.67", "\"+32 (0)2 123.45.67\""},
        {"phone", "1700", "\"1700\""},
        {"email", "bib@voorbeeld.be", "\"bib@voorbeeld.be\""},
        {"website", "www.voorbeeld.be/bib?x=1", "\"https://www.voorbeeld.be/bib?x=1\""},
        {"website", "http://voorbeeld.be:8080/", "\"http://voorbeeld.be:8080/\""},
        {"wheelchair", "limited", "\"limited\""},
        {"wheelchair", "unknown", NULL},
        {"toilet", "wheelchair", "\"wheelchair\""},
        {"checked", "2026-05-12", "\"2026-05-12\""},
        {"checked", "2/5/2026", "\"2026-05-02\""},
        {"checked", "29-02-2024", "\"2024-02-29\""},
        {"removed", "yes", "true"},
        {"removed", "0", "false"},
        {"counts_for", "21012W16, 21012W17,21012W16", "[\"21012W16\",\"21012W17\"]"},
        {"lon", "4.34", "4.34"},
        {"lat", "50,85", "50.85"},
        {"offers/wifi/service", "wifi", "\"wifi\""},
        {"offers/wifi/price", "free", "\"free\""},
        {"offers/wifi/price", "unknown", NULL},
        {"offers/wifi-2/obligations", "registration,identity", "[\"registration\",\"identity\"]"},
        {"offers/x/groups", ", ,", NULL},
        {"offers/x/languages", "nl,fr, ar", "[\"nl\",\"fr\",\"ar\"]"},
        {"offers/x/access", "both", "\"both\""},
        {"offers/x/count", "12", "12"},
        {"offers/x/count", "0", NULL},
        {"offers/x/features", "screen", "[\"screen\"]"},
        {"offers/x/digital", "no", "false"},
        {"offers/x/until", "", NULL},
        {"closed_until", "31/8/2026", "\"2026-08-31\""},
        {"closed_until", "", NULL},
        {"offers/x/closed_until", "2026-08-31", "\"2026-08-31\""},
        {"offers/x/stops", " ; ", NULL},
        {"offers/x/stops", "2026-06-12 14:00-16:00 Dorpsplein Rekkem; 2026-06-05 9-11",
         "[{\"date\":\"2026-06-05\",\"from\":\"09:00\",\"to\":\"11:00\"},"
         "{\"date\":\"2026-06-12\",\"from\":\"14:00\",\"to\":\"16:00\",\"where\":\"Dorpsplein "
         "Rekkem\"}]"},
        {"offers/x/stops", "12/6/2026 14u30 – 2.15, Markt;",
         "[{\"date\":\"2026-06-12\",\"from\":\"14:30\",\"to\":\"02:15\",\"where\":\"Markt\"}]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *value = NULL;
        struct fault why;
        fault_clear(&why);
        if (!place_field_read(cases[i].path, cases[i].value, &value, &why)) {
            fail_msg("%s = %s: %s", cases[i].path, cases[i].value, why.what.key);
        }
        if (cases[i].json) {
            char *text = json_write_canonical(value);
            assert_string_equal(text, cases[i].json);
            free(text);
        } else {
            assert_null(value);
        }
        cJSON_Delete(value);
    }
}

static void what_is_wrong_is_refused_with_the_reason(void **state)
{
    (void)state;
    static const struct {
        const char *path, *value, *key;
    } cases[] = {
        {"colour", "red", "fault.field.unknown"},
        {"", "x", "fault.field.unknown"},
        {"_id", "x", "fault.field.unknown"},
        {"offers", "x", "fault.field.unknown"},
        {"offers/wifi", "x", "fault.field.unknown"},
        {"offers//price", "free", "fault.field.unknown"},
        {"offers/a/b/price", "free", "fault.field.unknown"},
        {"offers/a.b/price", "free", "fault.field.unknown"},
        {"name", "a\x07", "fault.field.character"},
        {"name", "a\xff", "fault.field.character"},
        {"name",
         "a\xE2\x80\xAE"
         "b",
         "fault.field.character"},
        {"note", "a\xE2\x81\xA6", "fault.field.character"},
        {"kind", "castle", "fault.field.word"},
        {"toilet", "limited", "fault.field.word"},
        {"removed", "ja", "fault.field.word"},
        {"postcode", "108", "fault.field.postcode"},
        {"postcode", "0800", "fault.field.postcode"},
        {"postcode", "B-1080", "fault.field.postcode"},
        {"phone", "bel aan", "fault.field.phone"},
        {"phone", "12", "fault.field.phone"},
        {"phone", "1+2345", "fault.field.phone"},
        {"phone", "1234567890123456", "fault.field.phone"},
        {"email", "bib", "fault.field.email"},
        {"email", "@voorbeeld.be", "fault.field.email"},
        {"email", "a@b@c.be", "fault.field.email"},
        {"email", "a b@c.be", "fault.field.email"},
        {"email", "bib@voorbeeld", "fault.field.email"},
        {"website", "javascript:alert(1)", "fault.field.website"},
        {"website", "file:///etc/passwd", "fault.field.website"},
        {"website", "https://", "fault.field.website"},
        {"website", "https://voorbeeld", "fault.field.website"},
        {"website", "voorbeeld.be:x", "fault.field.website"},
        {"website", "https://a@b.be", "fault.field.website"},
        {"checked", "2026-02-30", "fault.field.date"},
        {"checked", "31/4/2026", "fault.field.date"},
        {"checked", "1/13/2026", "fault.field.date"},
        {"checked", "gisteren", "fault.field.date"},
        {"checked", "0012-01-01", "fault.field.date"},
        {"counts_for", "21012W16;x", "fault.field.wijk"},
        {"lon", "", "fault.field.empty"},
        {"lon", "nan", "fault.field.degrees"},
        {"lon", "1e3", "fault.field.degrees"},
        {"lon", "181", "fault.field.degrees"},
        {"lat", "4.3.4", "fault.field.degrees"},
        {"lat", "-", "fault.field.degrees"},
        {"offers/a/service", "", "fault.field.empty"},
        {"offers/a/service", "tea", "fault.field.word"},
        {"offers/a/languages", "nl,xx", "fault.field.word"},
        {"offers/a/obligations", "registration,dance", "fault.field.word"},
        {"offers/a/count", "-1", "fault.field.count"},
        {"offers/a/count", "10000", "fault.field.count"},
        {"offers/a/count", "3.5", "fault.field.count"},
        {"closed_until", "morgen", "fault.field.date"},
        {"stops", "2026-06-12 14:00-16:00", "fault.field.unknown"},
        {"offers/a/stops", "2026-06-12", "fault.field.stop"},
        {"offers/a/stops", "2026-06-12 14:00", "fault.field.stop"},
        {"offers/a/stops", "2026-02-30 14:00-16:00", "fault.field.stop"},
        {"offers/a/stops", "2026-06-12 14:00-14:00", "fault.field.stop"},
        {"offers/a/stops", "2026-06-12 14:75-16:00", "fault.field.stop"},
        {"offers/a/stops", "2026-06-12 25:00-26:00", "fault.field.stop"},
        {"offers/a/stops", "2026-06-12 14:00-16:000", "fault.field.stop"},
        {"offers/a/stops", "vrijdag 14:00-16:00 Markt", "fault.field.stop"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON marker, *value = &marker; /* must become NULL */
        struct fault why;
        if (place_field_read(cases[i].path, cases[i].value, &value, &why)) {
            fail_msg("%s = %s was taken", cases[i].path, cases[i].value);
        }
        assert_null(value);
        if (strcmp(why.what.key, cases[i].key) != 0) {
            fail_msg("%s = %s: %s", cases[i].path, cases[i].value, why.what.key);
        }
    }
}

static void a_wrong_word_is_told_with_the_right_ones(void **state)
{
    (void)state;
    cJSON *value;
    struct fault why;
    assert_false(place_field_read("offers/a/price", "gratis", &value, &why));
    assert_string_equal(why.what.argument[0].as.text, "gratis");
    assert_string_equal(why.what.argument[1].as.text,
                        "unknown, free, paid, free_for_group, donation");
    assert_false(place_field_read("name", "ab\x01", &value, &why));
    assert_int_equal(why.place, 2);
}

static bool field_takes(const char *path, size_t characters, const char *character)
{
    size_t size = strlen(character);
    char *text = malloc(characters * size + 1);
    for (size_t i = 0; i < characters; i++) {
        memcpy(text + i * size, character, size);
    }
    text[characters * size] = '\0';
    cJSON *value;
    struct fault why;
    fault_clear(&why);
    bool ok = place_field_read(path, text, &value, &why);
    if (!ok) {
        kit_assert_fault(&why, FAULT_LIMIT, "fault.field.long");
    }
    cJSON_Delete(value);
    free(text);
    return ok;
}

static void every_text_has_a_ceiling_in_characters(void **state)
{
    (void)state;
    assert_true(field_takes("name", 200, "é"));
    assert_false(field_takes("name", 201, "é"));
    assert_true(field_takes("note", 1000, "م"));
    assert_false(field_takes("note", 1001, "a"));
    assert_false(field_takes("number", 21, "1"));
    static const char *const paths[] = {
        "name",       "note", "street",  "email",    "phone", "website",         "hours",
        "counts_for", "kind", "checked", "postcode", "lon",   "offers/a/groups", "offers/a/count"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_false(field_takes(paths[i], 1 << 20, "a"));
    }
}

static void hours_are_read_before_they_are_stored(void **state)
{
    (void)state;
    cJSON *value;
    struct fault why;
    assert_true(place_field_read("hours", "Mo-Fr 09:00-17:00", &value, &why));
    assert_string_equal(value->valuestring, "Mo-Fr 09:00-17:00");
    cJSON_Delete(value);
    assert_true(place_field_read("offers/a/hours", "", &value, &why));
    assert_null(value);
    assert_false(place_field_read("offers/a/hours", "Mo 25:99-xx", &value, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    assert_null(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_right_is_stored),
        cmocka_unit_test(what_is_wrong_is_refused_with_the_reason),
        cmocka_unit_test(a_wrong_word_is_told_with_the_right_ones),
        cmocka_unit_test(every_text_has_a_ceiling_in_characters),
        cmocka_unit_test(hours_are_read_before_they_are_stored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
