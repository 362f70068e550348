/* SPDX-License-Identifier: EUPL-1.2 */
/* Wijken beside each other, where growth goes, and figures of others. */
#include "assessment/compare.h"
#include "assessment/context.h"
#include "assessment/growth.h"
#include "base/ulid.h"

#include "assessment/world.h"

static struct framework *framework;
static struct calendar *calendar;

/* A wijk of its own with a name; they share the square, each has its own places. */
static struct world *wijk_make(const char *code, const char *lines)
{
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    world_init(world, framework);
    world->calendar = calendar;
    world->wijk.code = code;
    world->wijk.name = code;
    world_lines(world, lines);
    return world;
}

static void wijk_free(struct world *world)
{
    world_clear(world);
    free(world);
}

#define STRONG                                                                                     \
    "wijk groups=seniors\nplace S\noffer wifi from=2024-01-01\noffer computer from=2024-01-01 "    \
    "count=4\noffer print from=2024-01-01\noffer charge from=2024-01-01\n"
#define WEAK "wijk groups=newcomers\nplace W\noffer wifi from=2024-01-01\n"

static struct growth growth_of(const char *strong, const char *weak, struct civil_date first_round)
{
    struct world *worlds[] = {wijk_make("Sterk", strong), wijk_make("Zwak", weak)};
    struct growth growth;
    growth_init(&growth, worlds[0]->now.date);
    for (int i = 0; i < 2; i++) {
        struct assessment_question question = world_question(worlds[i]);
        growth_add(&growth, &question, first_round);
        wijk_free(worlds[i]);
    }
    growth_finish(&growth);
    return growth;
}

static void
new_offers_for_the_strong_wijk_warn_and_targeted_ones_for_the_weak_wijk_clear_it(void **state)
{
    static const char strong[] = STRONG "place N\noffer lesson from=2026-03-01\n"
                                        "offer scan from=2026-03-01\noffer lend from=2026-03-01\n";
    static const char weak[] = WEAK "place N\noffer lesson from=2026-04-01 groups=newcomers\n"
                                    "offer scan from=2026-04-01 groups=newcomers\n"
                                    "offer lend from=2026-04-01 groups=newcomers\n";
    const struct civil_date never = {0, 0, 0};
    (void)state;
    struct growth quiet = growth_of(STRONG, WEAK, never);
    assert_int_equal(quiet.fresh, 0);
    assert_int_equal(quiet.warnings, 0);
    struct growth warned = growth_of(strong, WEAK, never);
    assert_int_equal(warned.fresh, 3);
    assert_int_equal(warned.to_served, 3);
    assert_int_equal(warned.targeted, 0);
    assert_int_equal(warned.warnings, GROWTH_SERVED | GROWTH_EVERYONE);
    assert_true(warned.rows[0].served && !warned.rows[1].served);
    assert_int_equal(warned.rows[0].met, quiet.rows[0].met);
    struct message said = growth_say(&warned, GROWTH_SERVED);
    assert_int_equal(said.argument[0].as.count, 3);
    assert_int_equal(said.argument[1].as.count, 3);
    struct growth cleared = growth_of(strong, weak, never);
    assert_int_equal(cleared.fresh, 6);
    assert_int_equal(cleared.warnings, 0);
    struct growth moved = growth_of(STRONG, weak, never);
    assert_int_equal(moved.warnings, 0);
    assert_int_equal(moved.rows[1].groups[1], 3);
    struct growth untargeted =
        growth_of(STRONG, WEAK "place N\noffer lesson from=2026-04-01\n", never);
    assert_int_equal(untargeted.warnings, GROWTH_EVERYONE);
    growth_clear(&quiet);
    growth_clear(&warned);
    growth_clear(&cleared);
    growth_clear(&moved);
    growth_clear(&untargeted);
}

static void what_is_entered_before_the_first_round_is_mapping_and_not_growth(void **state)
{
    char lines[512], early[ULID_SIZE], late[ULID_SIZE];
    (void)state;
    ulid_make(kit_moment("2026-02-01T12:00") * 1000, early);
    ulid_make(kit_moment("2026-05-20T12:00") * 1000, late);
    snprintf(lines, sizeof lines, WEAK "place N\noffer lesson id=%s\noffer scan id=%s\n", early,
             late);
    struct growth none = growth_of(STRONG, lines, (struct civil_date){0, 0, 0});
    assert_int_equal(none.fresh, 0);
    assert_int_equal(none.entered, 2);
    struct growth one = growth_of(STRONG, lines, date_read("2026-04-01"));
    assert_int_equal(one.fresh, 1);
    assert_int_equal(one.entered, 1);
    growth_clear(&none);
    growth_clear(&one);
}

static void what_does_not_stand_is_no_growth(void **state)
{
    static const char weak[] = WEAK
        "place N\noffer lesson from=2026-07-01\noffer scan from=2025-06-12\n"
        "offer lend from=2026-02-01 until=2026-03-01\noffer print from=2026-02-01 checked=none\n"
        "place P provisional\noffer lesson from=2026-02-01\n"
        "place F at=far\noffer lesson from=2026-02-01\n";
    (void)state;
    struct growth growth = growth_of(STRONG, weak, (struct civil_date){0, 0, 0});
    assert_int_equal(growth.fresh, 0);
    assert_int_equal(growth.entered, 0);
    growth_clear(&growth);
}

/* ---- beside each other ---- */

static struct compare_row row_of(const char *lines)
{
    struct world *world = wijk_make("W", lines);
    struct compare_row row;
    world_make(world);
    compare_row_make(&world->wijk, &world->assessment, &row);
    wijk_free(world);
    return row;
}

static void a_wijk_where_nobody_looked_is_not_shown_as_a_poor_one(void **state)
{
    (void)state;
    struct compare_row none = row_of("place C source checked=none\n");
    assert_int_equal(none.care, CARE_NONE);
    assert_int_equal(none.quality.candidates, 1);
    assert_int_equal(none.totals[VERDICT_NOT], 0);
    assert_int_equal(none.totals[VERDICT_UNKNOWN], none.count);
    assert_int_equal(compare_fresh_share(&none.quality), -1);
    struct compare_row thin = row_of("place A\noffer wifi\n");
    assert_int_equal(thin.care, CARE_THIN);
    assert_int_equal(compare_fresh_share(&thin.quality), 100);
}

static void an_old_survey_is_said_to_be_old(void **state)
{
    char lines[4096] = "place A checked=2024-08-01\noffer wifi checked=2024-08-01\n";
    (void)state;
    for (int i = 0; i < 8; i++) {
        char line[128];
        snprintf(line, sizeof line, "judge %s partly 2026-06-01 \"reden\"\n",
                 framework->criteria[framework->criterion_count - 1 - i].id);
        strcat(lines, line);
    }
    strcat(lines, "look charge 2026-06-01\nlook print 2026-06-01\nlook help 2026-06-01\n"
                  "look help_gov 2026-06-01\nlook advice 2026-06-01\nlook computer 2026-06-01\n"
                  "look lesson 2026-06-01\n");
    struct compare_row row = row_of(lines);
    assert_int_equal(row.care, CARE_OLD);
    assert_int_equal(compare_fresh_share(&row.quality), 0);
}

static void rows_stand_by_name_and_never_by_result(void **state)
{
    struct compare_row rows[3] = {{.code = "3", .name = "Zuid", .municipality = "Aalst"},
                                  {.code = "1", .name = "Noord", .municipality = "Brugge"},
                                  {.code = "2", .name = "Centrum", .municipality = "Aalst"}};
    (void)state;
    rows[0].totals[VERDICT_MET] = 22;
    compare_sort(rows, 3);
    assert_string_equal(rows[0].name, "Centrum");
    assert_string_equal(rows[1].name, "Zuid");
    assert_string_equal(rows[2].name, "Noord");
}

/* ---- figures of others ---- */

static void a_number_is_read_as_people_write_it(void **state)
{
    static const struct {
        const char *text;
        double value;
        const char *unit;
    } good[] = {{"11532", 11532, ""},
                {" 12,5 ", 12.5, ""},
                {"12.5 %", 12.5, "%"},
                {"1 250", 1250, ""},
                {"1\xc2\xa0"
                 "250",
                 1250, ""},
                {"-3", -3, ""},
                {"24 500 euro", 24500, "euro"},
                {"0,4%", 0.4, "%"},
                {"0.125", 0.125, ""},
                {"11,532", 11.532, ""},
                {"1234.567", 1234.567, ""}};
    static const char *const bad[] = {"",
                                      "veel",
                                      "1.234,5",
                                      "1,2,3",
                                      "-",
                                      "%",
                                      "12..5",
                                      "11.532",
                                      "-1.250 euro",
                                      "11111111111111111111111111111111111111111111111111111111"};
    double value;
    char unit[CONTEXT_TEXT];
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(context_number(good[i].text, &value, unit));
        assert_true(value > good[i].value - 1e-9 && value < good[i].value + 1e-9);
        assert_string_equal(unit, good[i].unit);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(context_number(bad[i], &value, unit));
    }
}

static void a_figure_without_year_or_source_is_none(void **state)
{
    struct context context;
    (void)state;
    cJSON *body = cJSON_Parse(
        "{\"figures\":{\"a\":{\"figure\":\"Inwoners\",\"value\":10,\"year\":2022,\"source\":\"S\"},"
        "\"b\":{\"figure\":\"Inwoners\",\"value\":12,\"year\":2024,\"source\":\"S\"},"
        "\"c\":{\"figure\":\"Auto's\",\"value\":1,\"source\":\"S\"},"
        "\"d\":{\"figure\":\"Auto's\",\"value\":1,\"year\":2024},"
        "\"e\":{\"figure\":\"Auto's\",\"value\":\"1\",\"year\":2024,\"source\":\"S\"},"
        "\"f\":7}}");
    assert_non_null(body);
    context_read(body, &context);
    assert_int_equal(context.count, 2);
    assert_int_equal(context.odd, 4);
    assert_int_equal((int)context_find(&context, "Inwoners")->value, 12);
    assert_null(context_find(&context, "Auto's"));
    context_read(NULL, &context);
    assert_int_equal(context.count, 0);
    cJSON_Delete(body);
}

static int begin(void **state)
{
    (void)state;
    return assets_open(&framework, &calendar);
}

static int end(void **state)
{
    (void)state;
    return assets_close(framework, calendar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            new_offers_for_the_strong_wijk_warn_and_targeted_ones_for_the_weak_wijk_clear_it),
        cmocka_unit_test(what_is_entered_before_the_first_round_is_mapping_and_not_growth),
        cmocka_unit_test(what_does_not_stand_is_no_growth),
        cmocka_unit_test(a_wijk_where_nobody_looked_is_not_shown_as_a_poor_one),
        cmocka_unit_test(an_old_survey_is_said_to_be_old),
        cmocka_unit_test(rows_stand_by_name_and_never_by_result),
        cmocka_unit_test(a_number_is_read_as_people_write_it),
        cmocka_unit_test(a_figure_without_year_or_source_is_none),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
