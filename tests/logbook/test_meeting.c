/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/meeting.h"

#include "logbook/shelf.h"

static void a_meeting_counts_each_organisation_once(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, "{'_id':'log:a','wijk':'W','what':'meeting','date':'2026-05-12','held':true,"
                      "'organisations':['partner:a','partner:b','partner:a',4],'others':2,"
                      "'actions':3,'about':'doorverwijzen'}");
    const struct meeting *meeting = logbook_meeting(&shelf.logbook, "log:a");
    assert_int_equal(meeting->organisation_count, 4);
    assert_int_equal(meeting->actions, 3);
    assert_true(meeting_counts(meeting, day_of("2026-05-12"), day_of("2026-05-12"), 4));
    assert_false(meeting_counts(meeting, day_of("2026-05-12"), day_of("2026-05-12"), 5));
    assert_false(meeting_counts(meeting, day_of("2026-05-13"), day_of("2026-06-12"), 1));
    assert_false(meeting_counts(meeting, day_of("2025-05-13"), day_of("2026-05-11"), 1));
    assert_null(logbook_meeting(&shelf.logbook, "log:b"));
    shelf_clear(&shelf);
}

static void a_planned_meeting_counts_only_once_it_was_held(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, "{'_id':'log:a','wijk':'W','what':'meeting','date':'2026-05-12','others':9}");
    assert_false(
        meeting_counts(&shelf.logbook.meetings[0], day_of("2026-01-01"), day_of("2026-06-12"), 3));
    shelf_clear(&shelf);
}

static void the_next_meeting_is_the_soonest_that_is_planned(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    shelf_add(&shelf, "{'_id':'log:a','wijk':'W','what':'meeting','date':'2026-09-01'}");
    shelf_add(&shelf, "{'_id':'log:b','wijk':'W','what':'meeting','date':'2026-06-20'}");
    shelf_add(&shelf, "{'_id':'log:c','wijk':'W','what':'meeting','date':'2026-06-01'}");
    shelf_add(&shelf,
              "{'_id':'log:d','wijk':'W','what':'meeting','date':'2026-06-15','held':true}");
    logbook_sort(&shelf.logbook);
    assert_string_equal(shelf.logbook.meetings[0].id, "log:a");
    assert_string_equal(logbook_meeting_next(&shelf.logbook, day_of("2026-06-12"))->id, "log:b");
    assert_string_equal(logbook_meeting_next(&shelf.logbook, day_of("2026-06-21"))->id, "log:a");
    assert_null(logbook_meeting_next(&shelf.logbook, day_of("2026-09-02")));
    shelf_clear(&shelf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_counts_each_organisation_once),
        cmocka_unit_test(a_planned_meeting_counts_only_once_it_was_held),
        cmocka_unit_test(the_next_meeting_is_the_soonest_that_is_planned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
