/* SPDX-License-Identifier: EUPL-1.2 */
/* Signals of needs: read, counted by month, and drempelmeldingen bundled per service. */
#include "logbook/need.h"

#include "logbook/shelf.h"

#define SIGNAL(id, date, condition, theme)                                                         \
    "{'_id':'need:" id "','wijk':'W','date':'" date "','condition':'" condition                    \
    "','theme':'" theme "'}"

static void a_signal_is_three_words(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, "{'_id':'need:a','wijk':'W','date':'2026-06-12','condition':'skills',"
                      "'theme':'itsme','place':'place:1'}");
    assert_int_equal(shelf.logbook.need_count, 1);
    const struct need *need = &shelf.logbook.needs[0];
    assert_string_equal(need->id, "need:a");
    assert_string_equal(need->place, "place:1");
    assert_int_equal(need->condition, NEED_SKILLS);
    assert_int_equal(need->theme, NEED_ITSME);
    assert_string_equal(need->service, "");
    shelf_clear(&shelf);
}

static void a_signal_that_is_not_whole_is_odd(void **state)
{
    static const char *const wrong[] = {
        "{'_id':'need:a','wijk':'W','condition':'skills','theme':'itsme'}",
        "{'_id':'need:b','wijk':'W','date':'2026-02-30','condition':'skills','theme':'itsme'}",
        "{'_id':'need:c','wijk':'W','date':'2026-06-12','condition':'sad','theme':'itsme'}",
        "{'_id':'need:d','wijk':'W','date':'2026-06-12','condition':'skills','theme':7}",
        "{'_id':'need:e','wijk':'W','date':'2026-06-12','condition':'design','theme':'tax',"
        "'service':'tax'}",
        "{'_id':'need:f','wijk':'W','date':'2026-06-12','condition':'design','theme':'tax',"
        "'step':'login'}",
        "{'_id':'need:g','wijk':'W','date':'2026-06-12','condition':'design','theme':'tax',"
        "'service':'an@example.org','step':'login'}",
    };
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        shelf_add(&shelf, wrong[i]);
    }
    assert_int_equal(shelf.logbook.odd, 7);
    assert_int_equal(shelf.logbook.need_count, 0);
    shelf_clear(&shelf);
}

static void the_name_of_a_service_carries_no_contact(void **state)
{
    char longest[NEED_SERVICE + 2];
    (void)state;
    assert_true(need_service_valid("tax"));
    assert_true(need_service_valid("Huurloket Brussel 2"));
    assert_true(need_service_valid("Église"));
    assert_false(need_service_valid(""));
    assert_false(need_service_valid(" "));
    assert_false(need_service_valid("123"));
    assert_false(need_service_valid("mevrouw@bank.be"));
    assert_false(need_service_valid("bel 0470 12 34 56"));
    assert_false(need_service_valid("85.07.30-033.28"));
    assert_false(need_service_valid("twee\nregels"));
    memset(longest, 'a', sizeof longest - 1);
    longest[NEED_SERVICE + 1] = 0;
    assert_false(need_service_valid(longest));
    longest[NEED_SERVICE] = 0;
    assert_true(need_service_valid(longest));
}

static void words_are_read_back_and_each_has_a_key(void **state)
{
    int count;
    (void)state;
    for (int i = 0; i < NEED_CONDITIONS; i++) {
        enum need_condition out = NEED_ACCESS;
        assert_true(need_condition_parse(need_condition_word((enum need_condition)i), &out));
        assert_int_equal(out, i);
        assert_memory_equal(need_condition_key((enum need_condition)i), "need.condition.", 15);
    }
    for (int i = 0; i < NEED_THEMES; i++) {
        enum need_theme out = NEED_ITSME;
        assert_true(need_theme_parse(need_theme_word((enum need_theme)i), &out));
        assert_int_equal(out, i);
    }
    for (int i = 0; i < NEED_STEPS; i++) {
        enum need_step out = NEED_FIND;
        assert_true(need_step_parse(need_step_word((enum need_step)i), &out));
        assert_int_equal(out, i);
    }
    const struct need_service *services = need_services(&count);
    for (int i = 0; i < count; i++) {
        assert_true(need_service_valid(services[i].word));
        assert_ptr_equal(need_service_find(services[i].word), &services[i]);
    }
    assert_null(need_service_find("Huurloket"));
}

static void the_month_table_holds_its_days_and_no_other(void **state)
{
    struct shelf shelf;
    struct need_table table;
    struct civil_date from, until;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, SIGNAL("a", "2026-01-31", "skills", "itsme"));
    shelf_add(&shelf, SIGNAL("b", "2026-02-01", "skills", "itsme"));
    shelf_add(&shelf, SIGNAL("c", "2026-02-28", "skills", "itsme"));
    shelf_add(&shelf, SIGNAL("d", "2026-02-14", "network", "bank"));
    shelf_add(&shelf, SIGNAL("e", "2026-03-01", "access", "device"));
    shelf_add(&shelf, "{'_id':'need:f','wijk':'W','date':'2026-02-14','condition':'design',"
                      "'theme':'tax','service':'tax','step':'login'}");
    logbook_sort(&shelf.logbook);
    assert_string_equal(shelf.logbook.needs[0].id, "need:e");
    need_month(day_of("2026-02-10"), &from, &until);
    need_count(shelf.logbook.needs, shelf.logbook.need_count, from, until, &table);
    assert_int_equal(table.total, 4);
    assert_int_equal(table.thresholds, 1);
    assert_int_equal(table.cells[NEED_SKILLS][NEED_ITSME], 2);
    assert_int_equal(table.cells[NEED_NETWORK][NEED_BANK], 1);
    assert_int_equal(table.cells[NEED_DESIGN][NEED_TAX], 1);
    int conditions = 0, themes = 0;
    for (int i = 0; i < NEED_CONDITIONS; i++) {
        conditions += table.of_condition[i];
    }
    for (int i = 0; i < NEED_THEMES; i++) {
        themes += table.of_theme[i];
    }
    assert_int_equal(conditions, table.total);
    assert_int_equal(themes, table.total);
    shelf_clear(&shelf);
}

static void ten_reports_on_one_step_are_one_bundle(void **state)
{
    struct need needs[13];
    struct need_bundles bundles;
    (void)state;
    for (int i = 0; i < 10; i++) {
        needs[i] = (struct need){.date = day_of(i < 4 ? "2026-05-02" : "2026-06-01"),
                                 .wijk = i < 7 ? "W2" : "W1",
                                 .service = i % 2 ? "tax" : "TAX",
                                 .step = NEED_LOGIN};
    }
    needs[10] = (struct need){
        .date = day_of("2026-06-02"), .wijk = "W1", .service = "Huurloket", .step = NEED_FORM};
    needs[11] = (struct need){
        .date = day_of("2025-06-02"), .wijk = "W1", .service = "tax", .step = NEED_LOGIN};
    needs[12] = (struct need){.date = day_of("2026-06-02"), .wijk = "W1", .service = ""};
    need_bundles_make(needs, 13, day_of("2026-01-01"), day_of("2026-12-31"), &bundles);
    assert_int_equal(bundles.count, 2);
    const struct need_bundle *tax = need_bundle_find(&bundles, "tAx");
    assert_ptr_equal(tax, &bundles.all[0]); /* most reports first */
    assert_int_equal(tax->total, 10);
    assert_int_equal(tax->steps[NEED_LOGIN], 10);
    assert_int_equal(tax->wijk_count, 2);
    assert_string_equal(tax->wijken[0].wijk, "W1");
    assert_int_equal(tax->wijken[0].steps[NEED_LOGIN], 3);
    assert_int_equal(tax->wijken[1].total, 7);
    assert_int_equal(civil_date_compare(tax->first, day_of("2026-05-02")), 0);
    assert_int_equal(civil_date_compare(tax->last, day_of("2026-06-01")), 0);
    assert_null(need_bundle_find(&bundles, "ebox"));
    need_bundles_clear(&bundles);
}

static void a_month_is_a_year_and_a_month(void **state)
{
    struct civil_date first;
    char text[MONTH_SIZE];
    (void)state;
    assert_true(month_parse("2026-11", &first));
    month_write(civil_date_add(first, 20), text);
    assert_string_equal(text, "2026-11");
    assert_false(month_parse("2026-13", &first));
    assert_false(month_parse("2026-1", &first));
    assert_false(month_parse("2026-11-03", &first));
    assert_false(month_parse("", &first));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_is_three_words),
        cmocka_unit_test(a_signal_that_is_not_whole_is_odd),
        cmocka_unit_test(the_name_of_a_service_carries_no_contact),
        cmocka_unit_test(words_are_read_back_and_each_has_a_key),
        cmocka_unit_test(the_month_table_holds_its_days_and_no_other),
        cmocka_unit_test(ten_reports_on_one_step_are_one_bundle),
        cmocka_unit_test(a_month_is_a_year_and_a_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
