/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds, wijken beside each other and figures of others, on the open project. */
#include "action/across.h"
#include "action/logbook.h"
#include "action/practice.h"
#include "action/rounds.h"
#include "base/json.h"

#define WIJK "21012W16"

static void at(struct practice *practice, const char *civil)
{
    practice->clock = kit_clock(civil);
}

static void freeze(struct practice *practice, char id[ACTION_ID])
{
    struct fault why;
    practice_ok(action_round_freeze(practice->project, id, &why), &why);
}

static void charging_point(struct practice *practice)
{
    struct fault why;
    char id[ACTION_ID];
    struct point point = {4.3398, 50.8566};
    practice_ok(action_add(practice->project, KIND_CHARGING_POINT, point, "Stopcontact", id, &why),
                &why);
}

static const struct round_move *move_of(const struct round_pair *pair, const char *id)
{
    for (int i = 0; i < pair->moves.count; i++) {
        if (!strcmp(pair->moves.items[i].criterion, id)) {
            return &pair->moves.items[i];
        }
    }
    fail_msg("no criterion %s", id);
    return NULL;
}

static void a_round_is_frozen_survives_a_restart_and_can_be_undone(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    freeze(practice, id);
    assert_string_equal(id, "round:" WIJK ":2026-06-12");
    practice_ok(project_finish(practice->project, &why), &why);
    practice_reopen(practice);
    struct round_list *list = round_list_take(practice->project);
    assert_int_equal(list->count, 1);
    assert_int_equal(list->items[0].totals[VERDICT_MET],
                     project_assessment(practice->project)->totals[VERDICT_MET]);
    round_list_free(list);
    at(practice, "2026-06-12T16:00");
    freeze(practice, id); /* the same day: it takes its place */
    list = round_list_take(practice->project);
    assert_int_equal(list->count, 1);
    round_list_free(list);
    practice_ok(action_undo(practice->project, &why), &why);
    practice_ok(action_undo(practice->project, &why), &why);
    list = round_list_take(practice->project);
    assert_int_equal(list->count, 0);
    round_list_free(list);
    practice_ok(action_redo(practice->project, &why), &why);
    practice_ok(action_round_remove(practice->project, id, &why), &why);
    list = round_list_take(practice->project);
    assert_int_equal(list->count, 0);
    round_list_free(list);
    assert_false(action_round_remove(practice->project, id, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.round.unknown");
}

static void what_moved_a_criterion_is_named_with_its_deed(void **state)
{
    struct practice *practice = *state;
    struct round_pair pair;
    struct fault why;
    char id[ACTION_ID];
    freeze(practice, id);
    at(practice, "2026-07-01T10:00");
    charging_point(practice);
    practice_ok(
        round_pair_make(practice->project, ROUND_ALL_DEEDS, "2026-06-12", NULL, &pair, &why), &why);
    assert_true(pair.now && pair.whole && !pair.moves.other);
    const struct round_move *charge = move_of(&pair, "T3");
    assert_int_equal(charge->arrow, ROUND_BETTER);
    assert_int_equal(charge->gained_count, 1);
    assert_string_equal(charge->gained[0], "Stopcontact");
    assert_int_equal(charge->deed_total, 1);
    const struct round_deed *deed = &pair.deeds[charge->deeds[0]];
    assert_string_equal(deed->verb, "add");
    assert_string_equal(deed->role, "tablet noord");
    assert_int_equal(pair.moves.arrows[ROUND_BETTER], 1);
    round_pair_clear(&pair);
    practice_ok(action_undo(practice->project, &why), &why);
    practice_ok(round_pair_make(practice->project, ROUND_ALL_DEEDS, "now", id, &pair, &why), &why);
    assert_int_equal(move_of(&pair, "T3")->arrow, ROUND_SAME);
    assert_int_equal(pair.deed_count, 0); /* what was undone is no deed */
    round_pair_clear(&pair);
    assert_false(
        round_pair_make(practice->project, ROUND_ALL_DEEDS, "2026-01-01", NULL, &pair, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.round.unknown");
}

static void two_rounds_can_be_compared_in_any_order_and_since_the_last_one_is_known(void **state)
{
    struct practice *practice = *state;
    struct round_pair pair;
    struct round_since since;
    struct fault why;
    char first[ACTION_ID], second[ACTION_ID];
    assert_false(project_since_round(practice->project, &since));
    freeze(practice, first);
    assert_false(project_since_round(practice->project, &since)); /* of today */
    at(practice, "2026-07-01T10:00");
    charging_point(practice);
    freeze(practice, second);
    practice_ok(round_pair_make(practice->project, ROUND_ALL_DEEDS, second, first, &pair, &why),
                &why);
    assert_false(pair.now);
    assert_int_equal(pair.rounds[0].date.month, 6);
    assert_int_equal(move_of(&pair, "T3")->arrow, ROUND_BETTER);
    round_pair_clear(&pair);
    assert_true(project_since_round(practice->project, &since));
    int charge = framework_find(project_framework(practice->project), "T3");
    assert_int_equal(since.arrows[charge], ROUND_BETTER);
    assert_int_equal(since.from[charge], VERDICT_NOT);
    assert_string_equal(since.round, first);
    assert_int_equal(since.date.month, 6);
}

static void a_round_of_a_wrong_clock_stays_the_earlier_and_is_told(void **state)
{
    struct practice *practice = *state;
    struct round_pair pair;
    struct fault why;
    char id[ACTION_ID];
    bool late;
    at(practice, "2027-03-01T10:00");
    freeze(practice, id);
    at(practice, "2026-06-12T15:00");
    charging_point(practice);
    static const char *const asked[][2] = {{"2027-03-01", ROUND_NOW}, {ROUND_NOW, "2027-03-01"}};
    for (int way = 0; way < 2; way++) {
        practice_ok(round_pair_make(practice->project, ROUND_ALL_DEEDS, asked[way][0],
                                    asked[way][1], &pair, &why),
                    &why);
        assert_int_equal(pair.rounds[0].date.year, 2027);
        assert_int_equal(pair.rounds[1].date.year, 2026);
        assert_true(pair.now);
        assert_int_equal(pair.ahead.year, 2027);
        assert_string_equal(round_ahead_say(pair.ahead).key, "round.ahead");
        assert_int_equal(move_of(&pair, "T3")->arrow, ROUND_BETTER);
        round_pair_clear(&pair);
    }
    assert_string_equal(round_reminder(practice->project, &late).key, "round.ahead");
    assert_true(late);
}

static void after_six_months_the_wijk_is_to_be_looked_at_again(void **state)
{
    struct practice *practice = *state;
    char id[ACTION_ID];
    bool late;
    assert_string_equal(round_reminder(practice->project, &late).key, "round.remind.first");
    freeze(practice, id);
    assert_string_equal(round_reminder(practice->project, &late).key, "");
    at(practice, "2026-12-01T10:00");
    assert_string_equal(round_reminder(practice->project, &late).key, "round.remind.soon");
    assert_false(late);
    at(practice, "2026-12-12T10:00");
    assert_string_equal(round_reminder(practice->project, &late).key, "round.remind.late");
    assert_true(late);
}

/* ---- many wijken ---- */

static void another_wijk_is_judged_without_going_there(void **state)
{
    struct practice *practice = *state;
    static const char *const codes[] = {WIJK, "21004W21"};
    struct across across;
    struct fault why;
    const struct pack_wijk *wijken;
    int all = project_wijken(practice->project, &wijken);
    practice_ok(across_make(practice->project, codes, 2, &across, &why), &why);
    assert_int_equal(across.count, 2);
    assert_string_equal(project_wijk(practice->project)->code, WIJK);
    for (size_t i = 0; i < across.count; i++) {
        int totals[4];
        practice_ok(project_show_wijk(practice->project, across.rows[i].code, &why), &why);
        memcpy(totals, project_assessment(practice->project)->totals, sizeof totals);
        assert_memory_equal(totals, across.rows[i].totals, sizeof totals);
    }
    across_clear(&across);
    practice_ok(across_make(practice->project, NULL, 0, &across, &why), &why);
    assert_int_equal((int)across.count, all);
    across_clear(&across);
    static const char *const unknown[] = {"99999W1"};
    assert_false(across_make(practice->project, unknown, 1, &across, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.wijk.unknown");
}

struct waiting {
    struct across across;
    bool came, there;
};

static void came(void *data, struct across *across)
{
    struct waiting *waiting = data;
    waiting->came = true;
    waiting->there = across != NULL;
    if (across) {
        waiting->across = *across;
        memset(across, 0, sizeof *across);
    }
}

static void a_worker_judges_all_of_them_while_people_go_on(void **state)
{
    struct practice *practice = *state;
    struct waiting waiting = {.came = false};
    struct across now;
    struct fault why;
    practice_ok(across_make(practice->project, NULL, 0, &now, &why), &why);
    assert_non_null(across_start(practice->project, NULL, 0, came, &waiting, &why));
    charging_point(practice); /* after the cases were taken: not in them */
    work_finish(project_workers(practice->project));
    assert_true(waiting.came && waiting.there);
    assert_int_equal(waiting.across.count, now.count);
    for (size_t i = 0; i < now.count; i++) {
        assert_memory_equal(waiting.across.rows[i].totals, now.rows[i].totals,
                            sizeof now.rows[i].totals);
    }
    across_clear(&now);
    across_clear(&waiting.across);
    memset(&waiting, 0, sizeof waiting);
    struct across_job *job = across_start(practice->project, NULL, 0, came, &waiting, &why);
    across_cancel(job);
    work_finish(project_workers(practice->project));
    assert_true(waiting.came && !waiting.there);
}

static void a_case_outlives_the_documents_it_was_cut_from(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    struct action_field name = {"name", "Huis van het Kind"};
    practice_ok(action_record_new(practice->project, RECORD_ORGANISATION, &name, 1, id, &why),
                &why);
    struct wijk_case *wijk = wijk_case_take(practice->project, WIJK, clock_now(&practice->clock));
    practice_ok(action_undo(practice->project, &why), &why);
    assert_non_null(logbook_organisation(wijk_case_question(wijk)->logbook, id));
    wijk_case_free(wijk);
}

static void a_long_name_is_cut_between_characters(void **state)
{
    struct round_move move = {.gained = {"ééééééééééééééééééééééééé", "b"}, .gained_count = 2};
    struct message said = round_places_say(&move, true);
    (void)state;
    assert_string_equal(said.argument[0].as.text, "éééééééééééééééééééééééé, b");
    move.gained[0] = "aééééééééééééééééééééééééé";
    said = round_places_say(&move, true);
    assert_string_equal(said.argument[0].as.text, "aééééééééééééééééééééééé, b");
}

/* Rounds of so many days, the last of them the first of all. */
static void the_first_round_is_known_however_many_followed(void **state)
{
    struct practice *practice = *state;
    struct civil_date day = {2026, 6, 12};
    char id[ACTION_ID], text[CIVIL_DATE_SIZE + 6];
    for (int i = 0; i < ROUNDS_MOST + 2; i++) {
        char date[CIVIL_DATE_SIZE];
        civil_date_write(day, date);
        snprintf(text, sizeof text, "%sT15:00", date);
        at(practice, text);
        freeze(practice, id);
        day = civil_date_add(day, -1);
    }
    struct civil_date first = round_first_of(practice->project, WIJK);
    assert_int_equal(civil_days(first), civil_days(day) + 1);
}

/* ---- figures ---- */

static bool import(struct practice *practice, const char *text, struct context_import *out,
                   struct fault *why)
{
    const char *file = kit_file(practice->folder, "cijfers.csv", text, strlen(text));
    return action_context_import(practice->project, file, out, why);
}

static void a_table_of_figures_is_read_at_once_or_not_at_all(void **state)
{
    struct practice *practice = *state;
    struct context_import counts;
    struct context context;
    struct fault why;
    practice_ok(import(practice,
                       "wijk;figure;value;year;source\r\n" WIJK
                       ";Inwoners;11 532;2024;Statbel\r\n\r\nHistorisch Molenbeek;65 en ouder;9,5 "
                       "%;2023;\"Wijk;monitoring\"\r\n21004W21;Inwoners;4000;2024;Statbel\r\n",
                       &counts, &why),
                &why);
    assert_int_equal(counts.figures, 3);
    assert_int_equal(counts.wijken, 2);
    action_context(practice->project, WIJK, &context);
    assert_int_equal(context.count, 2);
    assert_string_equal(context_find(&context, "65 en ouder")->unit, "%");
    assert_string_equal(context_find(&context, "65 en ouder")->source, "Wijk;monitoring");
    practice_ok(action_undo(practice->project, &why), &why);
    action_context(practice->project, "21004W21", &context);
    assert_int_equal(context.count, 0);
    practice_ok(action_redo(practice->project, &why), &why);
    practice_ok(import(practice,
                       "bron,jaar,waarde,cijfer,wijk\nStatbel,2024,11532,Inwoners," WIJK "\n",
                       &counts, &why),
                &why);
    assert_int_equal(counts.figures, 0);
    assert_int_equal(counts.same, 1);
}

static void a_faulty_table_says_the_row_and_changes_nothing(void **state)
{
    static const struct {
        const char *text, *key;
        int row;
    } table[] = {
        {"wijk;figure;value;year\n", "fault.context.column", 1},
        {"wijk;figure;value;year;source\n", "fault.context.empty", -1},
        {"wijk;figure;value;year;source\n" WIJK ";A;1;2024;S\nX;A;1;2024;S\n", "fault.wijk.unknown",
         3},
        {"wijk;figure;value;year;source\n" WIJK ";A;veel;2024;S\n", "fault.context.value", 2},
        {"wijk;figure;value;year;source\n\n" WIJK ";A;1;24;S\n", "fault.context.year", 3},
        {"wijk;figure;value;year;source\n" WIJK ";A;1;2024;\n", "fault.context.source", 2},
        {"wijk;figure;value;year;source\n" WIJK ";;1;2024;S\n", "fault.context.figure", 2},
        {"wijk;figure;value;year;source\n" WIJK ";\"A;1;2024;S\n", "fault.csv.quote", 2},
        {"<html>", "fault.csv.web_page", -2},
    };
    struct practice *practice = *state;
    struct context_import counts;
    struct context context;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault why;
        fault_clear(&why);
        assert_false(import(practice, table[i].text, &counts, &why));
        assert_string_equal(why.what.key, table[i].key);
        if (table[i].row > -2) {
            assert_int_equal(why.place, table[i].row);
        }
    }
    action_context(practice->project, WIJK, &context);
    assert_int_equal(context.count, 0);
}

static void a_figure_is_typed_and_taken_away(void **state)
{
    struct practice *practice = *state;
    struct context_figure figure = {"Inwoners", "", "Statbel", 11532, 2024};
    struct context context;
    struct fault why;
    practice_ok(action_context_set(practice->project, WIJK, &figure, &why), &why);
    action_context(practice->project, WIJK, &context);
    assert_int_equal(context.count, 1);
    practice_ok(action_context_remove(practice->project, WIJK, "Inwoners", 2024, &why), &why);
    action_context(practice->project, WIJK, &context);
    assert_int_equal(context.count, 0);
    assert_false(action_context_remove(practice->project, WIJK, "Inwoners", 2024, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.context.unknown");
    figure.source = " ";
    assert_false(action_context_set(practice->project, WIJK, &figure, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.context.source");
}

#define PRACTICE(name) cmocka_unit_test_setup_teardown(name, practice_begin, practice_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PRACTICE_FIRST_WEEK(a_round_is_frozen_survives_a_restart_and_can_be_undone),
        PRACTICE(what_moved_a_criterion_is_named_with_its_deed),
        PRACTICE_FIRST_WEEK(two_rounds_can_be_compared_in_any_order_and_since_the_last_one_is_known),
        PRACTICE_FIRST_WEEK(a_round_of_a_wrong_clock_stays_the_earlier_and_is_told),
        PRACTICE_FIRST_WEEK(after_six_months_the_wijk_is_to_be_looked_at_again),
        PRACTICE(another_wijk_is_judged_without_going_there),
        PRACTICE(a_worker_judges_all_of_them_while_people_go_on),
        PRACTICE(a_case_outlives_the_documents_it_was_cut_from),
        PRACTICE_FIRST_WEEK(the_first_round_is_known_however_many_followed),
        cmocka_unit_test(a_long_name_is_cut_between_characters),
        PRACTICE_FIRST_WEEK(a_table_of_figures_is_read_at_once_or_not_at_all),
        PRACTICE_FIRST_WEEK(a_faulty_table_says_the_row_and_changes_nothing),
        PRACTICE_FIRST_WEEK(a_figure_is_typed_and_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
