/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/organisation.h"

#include "logbook/shelf.h"

static const char bib[] =
    "{'_id':'partner:a','wijk':'W','name':'Bib','part':'facilitator','pillars':['T','I'],"
    "'commitments':{'c1':{'what':'elke zaterdag een helper','date':'2026-03-01'},"
    "'c2':{'what':'wifi aan','date':'2024-03-01'},"
    "'c3':{'what':'lessen','date':'2026-04-01','until':'2026-05-31'},"
    "'c4':{'what':'zonder datum'}},"
    "'person':{'name':'An','share':true,'date':'2026-01-01','until':'2029-01-01'},"
    "'plan':{'date':'2025-09-01'},'trained':{'count':3,'date':'2026-02-10'},"
    "'contact':{'point':true,'days':['Mo','Th','Xx'],'until':'2027-06-30','confirmed':'2026-05-12'}"
    "}";

static void an_organisation_is_read_whole(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, bib);
    logbook_sort(&shelf.logbook);
    const struct organisation *found = logbook_organisation(&shelf.logbook, "partner:a");
    assert_non_null(found);
    assert_null(logbook_organisation(&shelf.logbook, "partner:b"));
    assert_int_equal(found->role, ROLE_FACILITATOR);
    assert_true(organisation_serves(found, "I"));
    assert_false(organisation_serves(found, "C"));
    assert_int_equal(found->trained, 3);
    assert_int_equal(found->days, 1u << MONDAY | 1u << THURSDAY);
    assert_int_equal(found->commitment_count, 3);
    assert_string_equal(found->commitments[0].id, "c3");
    shelf_clear(&shelf);
}

static void a_commitment_holds_while_it_is_young_and_not_over(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, bib);
    const struct organisation *found = &shelf.logbook.organisations[0];
    assert_string_equal(organisation_committed(found, day_of("2026-05-31"), 12)->id, "c3");
    assert_string_equal(organisation_committed(found, day_of("2026-06-01"), 12)->id, "c1");
    assert_string_equal(organisation_committed(found, day_of("2027-03-01"), 12)->id, "c1");
    assert_null(organisation_committed(found, day_of("2027-03-02"), 12));
    assert_null(organisation_committed(found, day_of("2023-03-02"), 12));
    shelf_clear(&shelf);
}

static void a_plan_holds_till_its_end_or_for_a_year(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, bib);
    shelf_add(&shelf, "{'_id':'partner:b','wijk':'W','name':'Cafe',"
                      "'plan':{'date':'2024-01-01','until':'2026-12-31'}}");
    const struct organisation *found = &shelf.logbook.organisations[0];
    assert_true(organisation_planned(found, day_of("2026-09-01"), 12));
    assert_false(organisation_planned(found, day_of("2026-09-02"), 12));
    assert_false(organisation_planned(found, day_of("2025-08-31"), 12));
    found = &shelf.logbook.organisations[1];
    assert_true(organisation_planned(found, day_of("2026-12-31"), 12));
    assert_false(organisation_planned(found, day_of("2027-01-01"), 12));
    shelf_clear(&shelf);
}

static void a_named_contact_is_forgotten_after_24_months_or_its_end(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, bib);
    shelf_add(&shelf, "{'_id':'partner:b','wijk':'W','name':'B','person':{'name':'Bo','date':"
                      "'2026-01-01','until':'2027-01-01'}}");
    shelf_add(&shelf,
              "{'_id':'partner:c','wijk':'W','name':'C','person':{'name':'Cis','share':true,"
              "'date':'2026-01-01'}}");
    const struct organisation *found = &shelf.logbook.organisations[0];
    assert_string_equal(organisation_person(found, day_of("2028-01-01")), "An");
    assert_string_equal(organisation_person(found, day_of("2028-01-02")), "");
    assert_string_equal(organisation_person(&shelf.logbook.organisations[1], day_of("2026-06-01")),
                        "");
    assert_string_equal(organisation_person(&shelf.logbook.organisations[2], day_of("2026-06-01")),
                        "");
    shelf_clear(&shelf);
}

static void the_contact_point_is_the_one_that_lasts_longest(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    assert_null(logbook_contact_point(&shelf.logbook));
    shelf_add(&shelf, "{'_id':'partner:a','wijk':'W','name':'A','contact':{'point':true,"
                      "'until':'2026-01-01'}}");
    shelf_add(&shelf, "{'_id':'partner:b','wijk':'W','name':'B','contact':{'point':false}}");
    assert_string_equal(logbook_contact_point(&shelf.logbook)->id, "partner:a");
    shelf_add(&shelf, bib);
    assert_string_equal(logbook_contact_point(&shelf.logbook)->name, "Bib");
    shelf_add(&shelf, "{'_id':'partner:d','wijk':'W','name':'D','contact':{'point':true}}");
    assert_string_equal(logbook_contact_point(&shelf.logbook)->name, "D");
    shelf_clear(&shelf);
}

static void every_role_and_day_has_its_word(void **state)
{
    (void)state;
    for (int at = 0; at < ORGANISATION_ROLES; at++) {
        enum organisation_role role;
        assert_true(role_parse(role_word((enum organisation_role)at), &role));
        assert_int_equal(role, at);
    }
    enum organisation_role role = ROLE_LEAD;
    assert_false(role_parse("king", &role));
    assert_int_equal(role, ROLE_OTHER);
    assert_string_equal(weekday_word(SUNDAY), "Su");
    assert_string_equal(weekday_word(7), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_organisation_is_read_whole),
        cmocka_unit_test(a_commitment_holds_while_it_is_young_and_not_over),
        cmocka_unit_test(a_plan_holds_till_its_end_or_for_a_year),
        cmocka_unit_test(a_named_contact_is_forgotten_after_24_months_or_its_end),
        cmocka_unit_test(the_contact_point_is_the_one_that_lasts_longest),
        cmocka_unit_test(every_role_and_day_has_its_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
