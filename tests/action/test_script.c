/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/practice.h"

#include "action/across.h"
#include "action/instrument.h"
#include "action/need.h"
#include "action/rounds.h"
#include "action/script.h"

#include <stdlib.h>

static bool line_runs(struct practice *practice, const char *line, char id[ACTION_ID],
                      struct fault *why)
{
    struct script *script = script_new(practice->project);
    bool ok = script_line(script, line, id, why);
    script_free(script);
    return ok;
}

static void a_line_does_what_a_finger_does(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    practice_ok(line_runs(practice,
                          "add cafe 4.339,50.857 \"Café \\\"De Hoek\\\"\" phone=\"02 1\"  # remark",
                          id, &why),
                &why);
    const struct place *place = project_place(practice->project, id);
    assert_non_null(place);
    assert_string_equal(place->name, "Café \"De Hoek\"");
    assert_string_equal(place->phone, "02 1");
}

static void dates_count_from_today(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    practice_ok(line_runs(practice, "set " LIBRARY " checked={today-12}", id, &why), &why);
    struct civil_date checked = project_place(practice->project, LIBRARY)->checked;
    assert_int_equal(checked.month, 5);
    assert_int_equal(checked.day, 31);
}

static void what_makes_no_sense_is_said_with_its_place(void **state)
{
    struct practice *practice = *state;
    static const struct {
        const char *line, *key;
    } wrong[] = {
        {"dance", "fault.script.verb"},
        {"confirm", "fault.script.words"},
        {"set " LIBRARY " phone", "fault.script.field"},
        {"set " LIBRARY " name=\"open", "fault.script.quote"},
        {"add castle 4,50", "fault.kind.unknown"},
        {"add cafe here", "fault.point.text"},
        {"add cafe nan,inf", "fault.point"},
        {"offer " LIBRARY " tea", "fault.service.unknown"},
        {"look wifi maybe", "fault.script.yes"},
        {"judge T1 good", "fault.verdict.unknown"},
        {"wijk colour=red", "fault.field.unknown"},
        {"confirm $nobody", "fault.place.unknown"},
        {"need add skills itsme date=2026-06-01,soon", "fault.field.date"},
        {"survey set x age u18", "fault.script.words"},
        {"count " LIBRARY " {month} access=many", "fault.script.number"},
        {"round melt", "fault.script.verb"},
        {"round remove 2020-01-01", "fault.round.unknown"},
        {"card beleidstool D1 maybe", "fault.instrument.choice"},
        {"card beleidstool X9 now", "fault.record.unknown"},
        {"card digibank D1 now", "fault.record.unknown"},
        {"groups target_groups mars", "fault.record.unknown"},
        {"project add criteriakompas Kiosk", "fault.script.words"},
        {"channel set click_call_connect S1 smoke=signal", "fault.field.unknown"},
        {"practice add Bus colour=red", "fault.field.unknown"},
        {"context set Inwoners 2024 veel Statbel", "fault.context.value"},
        {"day yesterday", "fault.field.date"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fault why;
        char id[ACTION_ID];
        assert_false(line_runs(practice, wrong[i].line, id, &why));
        assert_string_equal(why.what.key, wrong[i].key);
    }
}

static void what_happens_through_the_year_can_be_written_down(void **state)
{
    static const char text[] = "need add skills itsme date={today-40},{today-2},{today}\n"
                               "poll: survey new date={today-3}\n"
                               "survey set $poll age u18=2 75=5\n"
                               "count " LIBRARY " {month-1} access=40 skills=8\n"
                               "round freeze\n"
                               "card beleidstool D1 later \"na de zomer\"\n"
                               "groups target_groups brussels\n"
                               "project add criteriakompas Kiosk weak \"alleen online\"\n"
                               "channel set click_call_connect new name=Fiets phone=\"02 1\"\n"
                               "card: practice add \"Hulp op zaterdag\" criterion=I1\n"
                               "practice set $card what=\"twee helpers\"\n"
                               "context set Inwoners 2024 \"11 532\" Statbel\n";
    struct practice *practice = *state;
    struct project *project = practice->project;
    struct fault why;
    const struct logbook *logbook = project_logbook(project);
    size_t needs = logbook->need_count;
    fault_clear(&why);
    practice_ok(script_text(project, text, &why), &why);
    logbook = project_logbook(project);
    assert_int_equal(logbook->need_count, needs + 3);
    assert_int_equal(logbook->polls[0].tallies[0][poll_answer_find(0, "75")], 5);
    assert_int_equal(logbook->headcount_count, 2);
    assert_int_equal(logbook->headcounts[0].month.month, 5);
    struct round_list *rounds = round_list_take(project);
    assert_int_equal(rounds->count, 1);
    round_list_free(rounds);
    struct practice_card *practices;
    assert_int_equal(action_practices(project, &practices), 1);
    assert_string_equal(practices[0].parts[PRACTICE_WHAT], "twee helpers");
    free(practices);
    struct context context;
    action_context(project, project_wijk(project)->code, &context);
    assert_int_equal(context.count, 1);
    struct channel *channels;
    const struct instrument *ways = project_instrument(project, "click_call_connect");
    size_t count = action_channels(project, ways, &channels);
    assert_int_equal(count, (size_t)ways->item_count + 1);
    assert_int_equal(channels[count - 1].state, CHANNEL_EQUAL);
    free(channels);
    practice_ok(project_finish(project, &why), &why);
}

static void the_oefenwijk_lives_through_its_year_day_by_day(void **state)
{
    struct practice *practice = *state;
    struct project *project = practice->project;
    struct round_list *rounds = round_list_take(project);
    assert_int_equal(rounds->count, 2);
    assert_string_equal(rounds->items[0].id, "round:21012W16:2025-11-26");
    round_list_free(rounds);
    struct history_line line, older;
    size_t count = project_history_count(project);
    assert_true(project_history_at(project, 0, &line));
    assert_true(line.at < clock_now(&practice->clock));
    for (size_t i = 1; i < count; i++) {
        assert_true(project_history_at(project, i, &older));
        assert_true(older.at <= line.at);
        line = older;
    }
    assert_int_equal(project_now(project).date.day, 12); /* the clock goes on as it did */
    struct round_pair pair;
    struct fault why;
    practice_ok(round_pair_make(project, ROUND_RECENT_DEEDS, NULL, NULL, &pair, &why), &why);
    assert_true(pair.whole);
    assert_true(pair.moves.arrows[ROUND_BETTER] > 0 && pair.moves.arrows[ROUND_WORSE] > 0);
    round_pair_clear(&pair);
}

static void after_today_no_deed_is_done(void **state)
{
    struct practice *practice = *state;
    struct history_line line;
    struct fault why;
    fault_clear(&why);
    practice_ok(script_text(practice->project, "day {today+3}\nconfirm " LIBRARY "\n", &why), &why);
    assert_true(project_history_at(practice->project, 0, &line));
    assert_int_equal(line.at, clock_now(&practice->clock));
    practice_ok(project_finish(practice->project, &why), &why);
}

static void only_the_oefenwijk_knows_other_days(void **state)
{
    struct practice *practice = *state;
    char name[64], id[ACTION_ID], pack[KIT_PATH];
    struct fault why;
    fault_clear(&why);
    snprintf(pack, sizeof pack, "%s/demo/molenbeek.wijkpak", kit_assets());
    practice_ok(project_make(&practice->ways, pack, "21012W16", name, &why), &why);
    project_close(practice->project);
    practice_ok(project_open(&practice->ways, name, NULL, &practice->project, &why), &why);
    assert_false(line_runs(practice, "day 2026-01-01", id, &why));
    assert_string_equal(why.what.key, "fault.script.day");
}

static void a_tablet_that_lost_its_day_has_an_oefenwijk_all_the_same(void **state)
{
    struct practice *practice = *state;
    project_close(practice->project);
    kit_folder_remove(practice->folder);
    kit_folder_make(practice->folder);
    practice->clock = kit_clock("1970-01-02T03:00");
    practice_open(practice);
    assert_true(project_logbook(practice->project)->need_count > 20);
    assert_int_equal(project_now(practice->project).date.year, 1970);
}

static void a_text_stops_at_its_first_fault_and_names_the_line(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    assert_false(
        script_text(practice->project, "# ok\nconfirm " LIBRARY "\n\nfly away\nundo\n", &why));
    assert_int_equal(why.place, 4);
    practice_ok(project_finish(practice->project, &why), &why);
    assert_int_equal(
        project_place_state(practice->project, project_place(practice->project, LIBRARY)),
        PLACE_CONFIRMED);
}

static void any_line_is_survived(void **state)
{
    struct practice *practice = *state;
    static const char alphabet[] = "setaddwijkofrcnm \t\"\\{}$:=#,.0123456789-\xc3\xa9/";
    for (int round = 0; round < 3000; round++) {
        char line[200], id[ACTION_ID];
        struct fault why;
        size_t size = kit_random_below(sizeof line - 1);
        for (size_t i = 0; i < size; i++) {
            line[i] = alphabet[kit_random_below(sizeof alphabet - 1)];
        }
        line[size] = 0;
        line_runs(practice, line, id, &why);
    }
    assert_non_null(project_place(practice->project, LIBRARY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_does_what_a_finger_does, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(dates_count_from_today, practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(what_makes_no_sense_is_said_with_its_place, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(what_happens_through_the_year_can_be_written_down,
                                        practice_begin_first_week, practice_end),
        cmocka_unit_test_setup_teardown(the_oefenwijk_lives_through_its_year_day_by_day,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(after_today_no_deed_is_done, practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(only_the_oefenwijk_knows_other_days,
                                        practice_begin_first_week, practice_end),
        cmocka_unit_test_setup_teardown(a_tablet_that_lost_its_day_has_an_oefenwijk_all_the_same,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(a_text_stops_at_its_first_fault_and_names_the_line,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(any_line_is_survived, practice_begin, practice_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
