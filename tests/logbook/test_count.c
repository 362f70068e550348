/* SPDX-License-Identifier: EUPL-1.2 */
/* Tellingen: numbers and nothing else, and the bands of tests/spec/bands.txt. */
#include "logbook/count.h"

#include <stdlib.h>

#include "logbook/shelf.h"

#include "system/file.h"

static cJSON *bands_file;
static struct bands bands;

static cJSON *json_of_file(const char *path)
{
    struct buffer text;
    struct fault why;
    cJSON *json = NULL;
    assert_true(file_read(path, JSON_DOCUMENT_CEILING, &text, &why));
    assert_true(json_parse(buffer_text(&text), text.size, JSON_DOCUMENT_CEILING, &json, &why));
    buffer_clear(&text);
    return json;
}

static int bands_open(void **state)
{
    struct fault why;
    (void)state;
    bands_file = json_of_file(kit_path(kit_asset_source(), "framework/digibank.json"));
    assert_true(bands_read(bands_file, &bands, &why));
    return 0;
}

static int bands_close(void **state)
{
    (void)state;
    cJSON_Delete(bands_file);
    return 0;
}

static void each_number_of_the_table_has_its_band(void **state)
{
    struct buffer text;
    struct fault why;
    int lines = 0;
    (void)state;
    assert_true(file_read(kit_data("../spec/bands.txt"), JSON_DOCUMENT_CEILING, &text, &why));
    for (char *line = strtok((char *)text.data, "\n"); line; line = strtok(NULL, "\n")) {
        long long total, band;
        char last[16];
        if (*line == '#')
            continue;
        assert_int_equal(sscanf(line, "%lld %lld %15s", &total, &band, last), 3);
        assert_int_equal(band_of(&bands, total), band);
        assert_int_equal(band_last(&bands, (int)band), *last == '-' ? -1 : atoll(last));
        lines++;
    }
    assert_true(lines >= 14);
    buffer_clear(&text);
}

static void the_rules_say_their_source_and_time(void **state)
{
    (void)state;
    assert_non_null(strstr(bands.source, "digibanken.vlaanderen.be"));
    assert_int_equal(civil_date_compare(bands.begins, day_of("2025-01-01")), 0);
    assert_int_equal(civil_date_compare(bands.ends, day_of("2026-07-31")), 0);
    assert_int_equal(bands.dated.year, 2025);
    for (int i = 0; i < 3; i++) {
        static const char *const languages[] = {"nl", "fr", "en"};
        assert_true(*json_text(bands.name, languages[i], ""));
        assert_true(*json_text(bands.ours, languages[i], ""));
    }
}

/* A file that somebody changed says which member is wrong. */
static void a_wrong_file_of_bands_is_told(void **state)
{
    static const struct {
        const char *path, *value, *says;
    } wrong[] = {{"bands", "[]", "bands"},
                 {"bands", "[{\"from\":0}]", "bands"},
                 {"bands", "[{\"from\":1},{\"from\":5}]", "bands"},
                 {"bands", "[{\"from\":0},{\"from\":0}]", "bands"},
                 {"bands", "[{\"from\":0},{\"from\":-5}]", "bands"},
                 {"bands", "[{\"from\":0},{\"from\":2.5}]", "bands"},
                 {"bands", "[{\"from\":0},{\"from\":\"9\"}]", "bands"},
                 {"bands", "[0,1,2,3,4,5,6,7,8,9,10,11,12,13]", "bands"},
                 {"period/until", "\"2024-01-01\"", "period"},
                 {"period", "7", "period"},
                 {"date", "\"gisteren\"", "date"},
                 {"source", "\"\"", "source"},
                 {"name", "\"x\"", "name"},
                 {"ours", "null", "ours"}};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct bands out;
        struct fault why;
        cJSON *copy = cJSON_Duplicate(bands_file, true);
        assert_true(json_path_set(copy, wrong[i].path, cJSON_Parse(wrong[i].value)));
        assert_false(bands_read(copy, &out, &why));
        kit_assert_fault(&why, FAULT_INPUT, "count.fault.bands");
        assert_string_equal(why.what.argument[0].as.text, wrong[i].says);
        cJSON_Delete(copy);
    }
}

static void counts_are_read_and_what_is_no_number_is_odd(void **state)
{
    static const char *const odd[] = {"-1", "1.5", "\"7\"", "null", "1000001", "1e300", "true"};
    struct shelf shelf;
    char text[256];
    (void)state;
    shelf_init(&shelf);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        snprintf(text, sizeof text,
                 "{'_id':'count:%zu','wijk':'W','place':'p','month':'2026-05','goal':'access',"
                 "'number':%s}",
                 i, odd[i]);
        shelf_add(&shelf, text);
    }
    shelf_add(&shelf, "{'_id':'count:a','wijk':'W','place':'p','month':'2026-13','goal':'access',"
                      "'number':1}");
    shelf_add(&shelf, "{'_id':'count:b','wijk':'W','place':'p','month':'2026-05','goal':'fun',"
                      "'number':1}");
    shelf_add(&shelf, "{'_id':'count:c','wijk':'W','month':'2026-05','goal':'access','number':1}");
    assert_int_equal(shelf.logbook.odd, 10);
    assert_int_equal(shelf.logbook.headcount_count, 0);
    shelf_add(&shelf, "{'_id':'count:d','wijk':'W','place':'p','month':'2026-04','goal':'skills',"
                      "'number':0}");
    shelf_add(&shelf, "{'_id':'count:e','wijk':'W','place':'p','month':'2026-05','goal':'services',"
                      "'number':1000000}");
    logbook_sort(&shelf.logbook);
    assert_int_equal(shelf.logbook.headcount_count, 2);
    assert_int_equal(shelf.logbook.headcounts[0].month.month, 5); /* the newest first */
    assert_int_equal(shelf.logbook.headcounts[0].number, 1000000);
    assert_int_equal(shelf.logbook.headcounts[1].goal, COUNT_SKILLS);
    shelf_clear(&shelf);
}

static void the_sum_is_what_was_typed_and_months_outside_stand_apart(void **state)
{
    static const struct {
        const char *month;
        int number;
    } typed[] = {
        {"2024-12", 7}, {"2025-01", 400}, {"2025-06", 600}, {"2026-07", 1}, {"2026-08", 9}};
    struct count_sum sum = {0};
    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct headcount one = {.goal = (enum count_goal)(i % COUNT_GOALS),
                                .number = typed[i].number};
        assert_true(month_parse(typed[i].month, &one.month));
        headcount_sum(&one, &bands, &sum);
    }
    assert_int_equal(sum.total, 1001);
    assert_int_equal(sum.of_goal[0] + sum.of_goal[1] + sum.of_goal[2], sum.total);
    assert_int_equal(sum.outside, 16);
    assert_int_equal(band_of(&bands, sum.total), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_number_of_the_table_has_its_band),
        cmocka_unit_test(the_rules_say_their_source_and_time),
        cmocka_unit_test(a_wrong_file_of_bands_is_told),
        cmocka_unit_test(counts_are_read_and_what_is_no_number_is_odd),
        cmocka_unit_test(the_sum_is_what_was_typed_and_months_outside_stand_apart),
    };
    return cmocka_run_group_tests(tests, bands_open, bands_close);
}
