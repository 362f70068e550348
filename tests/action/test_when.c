/* SPDX-License-Identifier: EUPL-1.2 */
/* When places of the project are there, and the calendar they are asked with. */
#include "action/practice.h"

static const struct point spot = {4.3401, 50.8571};

static const struct place *made(struct practice *practice, const char *const fields[], int count)
{
    char id[ACTION_ID];
    struct action_field list[8];
    struct fault why;
    practice_ok(action_add(practice->project, KIND_OTHER, spot, "Plek", id, &why), &why);
    for (int i = 0; i < count; i++) {
        list[i] = (struct action_field){fields[2 * i], fields[2 * i + 1]};
    }
    practice_ok(action_set(practice->project, id, list, count, &why), &why);
    return project_place(practice->project, id);
}

static struct civil at(const char *text)
{
    return civil_of_moment(kit_moment(text));
}

static void the_calendar_and_the_wijk_come_with_the_project(void **state)
{
    struct practice *practice = *state;
    const struct hours_setting *setting = project_hours(practice->project);
    assert_non_null(setting->calendar);
    assert_int_equal(setting->region, REGION_FLEMISH);
    assert_true(shape_has(project_wijk(practice->project)->border,
                          (struct point){setting->lon, setting->lat}) ||
                (setting->lat > 50.8 && setting->lat < 50.9));
}

static void another_school_region_is_asked_from_then_on(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    const struct action_field french = {"school", "fr"}, german = {"school", "de"};
    practice_ok(action_wijk_set(practice->project, &french, 1, &why), &why);
    assert_int_equal(project_hours(practice->project)->region, REGION_FRENCH);
    assert_int_equal(project_wijk(practice->project)->school, REGION_FRENCH);
    assert_false(action_wijk_set(practice->project, &german, 1, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.wijk.school");
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    assert_int_equal(project_hours(practice->project)->region, REGION_FRENCH);
    practice_ok(action_undo(practice->project, &why), &why);
    assert_int_equal(project_hours(practice->project)->region, REGION_FLEMISH);
}

static void a_project_without_a_calendar_opens_all_the_same(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char assets[KIT_PATH], command[4 * KIT_PATH];
    static const char *const broken[] = {"rm -r '%s/calendar'", "mkdir '%s/calendar'",
                                         "echo '{\"x\":' > '%s/calendar/school_holidays.json'"};
    kit_folder_make(assets);
    snprintf(command, sizeof command, "cp -r '%s/.' '%s'", kit_assets(), assets);
    assert_int_equal(kit_run((const char *const[]){"sh", "-c", command, NULL}, NULL, NULL), 0);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        snprintf(command, sizeof command, broken[i], assets);
        assert_int_equal(kit_run((const char *const[]){"sh", "-c", command, NULL}, NULL, NULL), 0);
        project_close(practice->project);
        practice->ways.assets_folder = assets;
        practice_ok(project_open(&practice->ways, "demo", NULL, &practice->project, &why), &why);
        assert_null(project_hours(practice->project)->calendar);
    }
    kit_folder_remove(assets);
}

static void a_timetable_is_read_once_and_again_after_a_change(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    const struct place *place =
        made(practice, (const char *const[]){"hours", "Mo-Fr 09:00-17:00"}, 1);
    const struct timetable *timetable = project_timetable(practice->project, place, NULL);
    assert_non_null(timetable);
    assert_ptr_equal(project_timetable(practice->project, place, NULL), timetable);
    assert_int_equal(timetable_at(timetable, at("2026-06-12T10:00")), HOURS_OPEN);
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", place->id);
    const struct action_field closed = {"closed_until", "2026-06-30"};
    practice_ok(action_set(practice->project, id, &closed, 1, &why), &why);
    place = project_place(practice->project, id);
    timetable = project_timetable(practice->project, place, NULL);
    assert_int_equal(timetable_at(timetable, at("2026-06-12T10:00")), HOURS_CLOSED);
    practice_ok(action_undo(practice->project, &why), &why);
    place = project_place(practice->project, id);
    timetable = project_timetable(practice->project, place, NULL);
    assert_int_equal(timetable_at(timetable, at("2026-06-12T10:00")), HOURS_OPEN);
}

static void what_is_not_known_has_no_timetable(void **state)
{
    struct practice *practice = *state;
    const struct place *place = made(practice, (const char *const[]){"note", "x"}, 1);
    assert_null(project_timetable(practice->project, place, NULL));
    assert_null(project_place_timetable(practice->project, place, at("2026-06-12T10:00")));
    assert_int_equal(
        project_place_at(practice->project, place, ACTION_ALL_SERVICES, at("2026-06-12T10:00")),
        HOURS_UNKNOWN);
}

static enum hours_state place_at(struct practice *practice, const struct place *place, int service,
                                 const char *when)
{
    return project_place_at(practice->project, place, service, at(when));
}

static void a_place_is_there_when_one_of_its_offers_is(void **state)
{
    struct practice *practice = *state;
    const struct place *place =
        made(practice,
             (const char *const[]){"hours", "Mo-Fr 09:00-17:00", "offers/a/service", "wifi",
                                   "offers/b/service", "help", "offers/b/hours", "Sa 09:00-11:00"},
             4);
    assert_int_equal(place_at(practice, place, SERVICE_WIFI, "2026-06-12T10:00"), HOURS_OPEN);
    assert_int_equal(place_at(practice, place, SERVICE_HELP, "2026-06-12T10:00"), HOURS_CLOSED);
    assert_int_equal(place_at(practice, place, SERVICE_HELP, "2026-06-13T10:00"), HOURS_OPEN);
    assert_int_equal(place_at(practice, place, SERVICE_WIFI, "2026-06-13T10:00"), HOURS_CLOSED);
    assert_int_equal(place_at(practice, place, ACTION_ALL_SERVICES, "2026-06-13T10:00"),
                     HOURS_OPEN);
    assert_int_equal(place_at(practice, place, ACTION_ALL_SERVICES, "2026-06-14T10:00"),
                     HOURS_CLOSED);
    assert_int_equal(place_at(practice, place, SERVICE_LEND, "2026-06-12T10:00"), HOURS_CLOSED);
}

static void a_caravan_speaks_by_the_offer_that_comes_next(void **state)
{
    struct practice *practice = *state;
    const struct place *place =
        made(practice,
             (const char *const[]){"offers/a/service", "help", "offers/a/stops",
                                   "2026-06-26 14:00-16:00 Markt", "offers/b/service", "wifi",
                                   "offers/b/stops", "2026-06-19 14:00-16:00 Dorpsplein"},
             4);
    const struct timetable *timetable =
        project_place_timetable(practice->project, place, at("2026-06-12T10:00"));
    assert_non_null(timetable);
    assert_string_equal(timetable_stop_next(timetable, at("2026-06-12T10:00"))->where,
                        "Dorpsplein");
    timetable = project_place_timetable(practice->project, place, at("2026-06-20T10:00"));
    assert_string_equal(timetable_stop_next(timetable, at("2026-06-20T10:00"))->where, "Markt");
    assert_int_equal(place_at(practice, place, ACTION_ALL_SERVICES, "2026-06-12T10:00"),
                     HOURS_CLOSED);
    assert_int_equal(place_at(practice, place, ACTION_ALL_SERVICES, "2026-06-19T15:00"),
                     HOURS_OPEN);
}

static void asking_again_reads_nothing_again(void **state)
{
    enum { ROUNDS = 50 };
    struct practice *practice = *state;
    size_t count;
    const struct place *const *places = project_places(practice->project, &count);
    int open = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k < places[i]->offer_count; k++) {
                const struct offer *offer = &places[i]->offers[k];
                open += project_timetable(practice->project, places[i], offer) != NULL;
                assert_ptr_equal(project_timetable(practice->project, places[i], offer),
                                 project_timetable(practice->project, places[i], offer));
            }
        }
    }
    assert_true(open > 0);
}

#define WHEN(test) cmocka_unit_test_setup_teardown(test, practice_begin, practice_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WHEN(the_calendar_and_the_wijk_come_with_the_project),
        WHEN(another_school_region_is_asked_from_then_on),
        WHEN(a_project_without_a_calendar_opens_all_the_same),
        WHEN(a_timetable_is_read_once_and_again_after_a_change),
        WHEN(what_is_not_known_has_no_timetable),
        WHEN(a_place_is_there_when_one_of_its_offers_is),
        WHEN(a_caravan_speaks_by_the_offer_that_comes_next),
        WHEN(asking_again_reads_nothing_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
