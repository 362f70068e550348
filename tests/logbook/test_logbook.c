/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/logbook.h"

#include "logbook/shelf.h"

static void what_is_removed_or_of_another_wijk_is_left_out(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, "{'_id':'partner:a','wijk':'W','name':'Bib'}");
    shelf_add(&shelf, "{'_id':'partner:b','wijk':'W','name':'Weg','removed':true}");
    shelf_add(&shelf, "{'_id':'partner:c','wijk':'X','name':'Elders'}");
    shelf_add(&shelf, "{'_id':'place:d','wijk':'W','name':'Een plek'}");
    shelf_add(&shelf, "{'_id':'log:e','wijk':'W','what':'overview','date':'2026-05-12'}");
    logbook_sort(&shelf.logbook);
    assert_int_equal(shelf.logbook.organisation_count, 1);
    assert_int_equal(shelf.logbook.meeting_count, 0);
    assert_int_equal(shelf.logbook.odd, 0);
    shelf_clear(&shelf);
}

static void what_cannot_be_read_is_counted(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, "{'_id':'partner:a','wijk':'W'}");
    shelf_add(&shelf, "{'_id':'partner:b','wijk':'W','name':'tab\\there'}");
    shelf_add(&shelf, "{'_id':'log:c','wijk':'W','what':'meeting','date':'morgen'}");
    shelf_add(&shelf,
              "{'_id':'log:d','wijk':'W','what':'told','date':'2026-05-12','channel':'smoke'}");
    shelf_add(&shelf, "{'_id':'log:e','wijk':'W','what':'told','channel':'poster'}");
    assert_int_equal(shelf.logbook.odd, 5);
    assert_int_equal(shelf.logbook.organisation_count + shelf.logbook.meeting_count +
                         shelf.logbook.told_count,
                     0);
    shelf_clear(&shelf);
}

static void whatever_types_members_have_nothing_breaks(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, "{'_id':'partner:a','wijk':'W','name':'Bib','pillars':'T','person':7,"
                      "'commitments':[1,{'what':3}],'trained':{'count':-2},'plan':[],"
                      "'contact':{'point':'yes','days':{'Mo':1}}}");
    shelf_add(&shelf, "{'_id':'log:b','wijk':'W','what':'meeting','date':'2026-05-12',"
                      "'organisations':{'a':1},'others':1e9,'actions':2.5}");
    shelf_add(&shelf, "{'_id':'log:c','wijk':'W','what':'told','date':'2026-05-12',"
                      "'channel':'poster','languages':[1,null],'audience':'all','copies':-1}");
    logbook_sort(&shelf.logbook);
    assert_int_equal(shelf.logbook.odd, 0);
    const struct organisation *organisation = &shelf.logbook.organisations[0];
    assert_int_equal(organisation->commitment_count, 0);
    assert_int_equal(organisation->trained, 0);
    assert_false(organisation->contact_point);
    assert_false(organisation_serves(organisation, "T"));
    assert_int_equal(shelf.logbook.meetings[0].others, 0);
    assert_int_equal(shelf.logbook.meetings[0].actions, 0);
    assert_int_equal(shelf.logbook.meetings[0].organisation_count, 0);
    assert_int_equal(shelf.logbook.tellings[0].copies, 0);
    shelf_clear(&shelf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_removed_or_of_another_wijk_is_left_out),
        cmocka_unit_test(what_cannot_be_read_is_counted),
        cmocka_unit_test(whatever_types_members_have_nothing_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
