/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions as they are read, and tests/spec/plan.txt: the balance of the levers. */
#include "logbook/shelf.h"

#include <stdlib.h>

#include "language/language.h"

static const char spec[] = "../spec/plan.txt";
enum { LINE = 512 };

/* `text` is a document without its id, its quotes written as ' */
static void action_add(struct shelf *shelf, const char *id, const char *text)
{
    char whole[2000];
    assert_true(strlen(text) + strlen(id) + 16 < sizeof whole);
    snprintf(whole, sizeof whole, "{'_id':'%s',%s", id, text + 1);
    shelf_add(shelf, whole);
}

/* ---- the spec ---- */

struct run {
    struct shelf shelf;
    struct language *words;
    int line, cases, wrong;
};

static void actions_line(struct run *run, const char *line)
{
    int count = 0;
    char levers[128] = "", state[32] = "planned", list[200] = "", text[400];
    assert_true(sscanf(line, "%d %127s %31s", &count, levers, state) >= 2);
    for (char *at = strtok(levers, ","); at && strcmp(levers, "-"); at = strtok(NULL, ",")) {
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s'%s'", *list ? "," : "", at);
    }
    snprintf(text, sizeof text, "{'wijk':'W','title':'x','levers':[%s],'state':'%s'}", list, state);
    for (int i = 0; i < count; i++) {
        char id[24];
        snprintf(id, sizeof id, "action:%d", run->shelf.count);
        action_add(&run->shelf, id, text);
    }
}

static void check(struct run *run, const char *got, const char *wanted)
{
    if (strcmp(got, wanted) != 0) {
        print_error("plan.txt:%d: %s, not %s\n", run->line, got, wanted);
        run->wrong++;
    }
}

static void answer_line(struct run *run, const char *name, const char *rest)
{
    struct plan_balance balance;
    struct buffer said;
    char counts[64];
    const struct logbook *logbook = &run->shelf.logbook;
    plan_balance(logbook->actions, logbook->action_count, &balance);
    if (!strcmp(name, "balance")) {
        snprintf(counts, sizeof counts, "%d %d %d %d", balance.counts[0], balance.counts[1],
                 balance.counts[2], balance.counts[3]);
        check(run, counts, rest);
        return;
    }
    struct message message = plan_balance_line(&balance);
    assert_string_equal(name, "says");
    buffer_init(&said, 1000);
    language_say(run->words, &message, &said);
    check(run, buffer_text(&said), rest);
    buffer_clear(&said);
}

static void spec_line(struct run *run, char *line)
{
    char *rest = line + strcspn(line, " ");
    if (*line == '#' || !*line) {
        return;
    }
    *rest++ = 0;
    rest += strspn(rest, " ");
    if (!strcmp(line, "case")) {
        shelf_clear(&run->shelf);
        shelf_init(&run->shelf);
        run->cases++;
    } else if (!strcmp(line, "actions")) {
        actions_line(run, rest);
    } else {
        answer_line(run, line, rest);
    }
}

static void every_case_of_the_balance_says_what_is_empty(void **state)
{
    static struct run run;
    struct fault why;
    char line[LINE], folder[KIT_PATH + 16];
    (void)state;
    snprintf(folder, sizeof folder, "%s/language", kit_assets());
    assert_true(language_load(folder, LANGUAGE_NL, &run.words, &why));
    FILE *file = fopen(kit_data(spec), "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        run.line++;
        line[strcspn(line, "\n")] = 0;
        spec_line(&run, line);
    }
    fclose(file);
    shelf_clear(&run.shelf);
    language_free(run.words);
    print_message("plan.txt: %d cases\n", run.cases);
    assert_true(run.cases >= 8);
    assert_int_equal(run.wrong, 0);
}

/* ---- reading ---- */

static void an_action_is_read_with_its_steps_in_the_order_they_were_written(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    action_add(&shelf, "action:1",
               "{'wijk':'W','title':'Later open','criterion':'T4','who':'bibliothecaris',"
               "'when':'2026-09-30','help':'budget','levers':['gap','outreach'],'state':'busy',"
               "'steps':{'b':{'text':'tweede'},'a':{'text':'eerste','done':true},'c':{}}}");
    assert_int_equal(shelf.logbook.action_count, 1);
    const struct plan_action *action = &shelf.logbook.actions[0];
    assert_string_equal(action->criterion, "T4");
    assert_string_equal(action->who, "bibliothecaris");
    assert_int_equal(action->levers, 1u << LEVER_GAP | 1u << LEVER_OUTREACH);
    assert_int_equal(action->state, PLAN_BUSY);
    assert_int_equal(action->step_count, 2);
    assert_int_equal(action->steps_done, 1);
    assert_string_equal(action->steps[0].text, "eerste");
    assert_string_equal(action->steps[1].text, "tweede");
    assert_false(plan_overdue(action, (struct civil_date){2026, 9, 30}));
    assert_true(plan_overdue(action, (struct civil_date){2026, 10, 1}));
    shelf_clear(&shelf);
}

static void what_is_late_comes_first_and_what_is_over_last(void **state)
{
    struct shelf shelf;
    static const char *const wanted[] = {"action:4", "action:2", "action:3", "action:1",
                                         "action:5"};
    (void)state;
    shelf_init(&shelf);
    action_add(&shelf, "action:1", "{'wijk':'W','title':'a','state':'done','when':'2026-01-01'}");
    action_add(&shelf, "action:2", "{'wijk':'W','title':'b','when':'2026-08-01'}");
    action_add(&shelf, "action:3", "{'wijk':'W','title':'c'}");
    action_add(&shelf, "action:4", "{'wijk':'W','title':'d','when':'2026-03-01','state':'busy'}");
    action_add(&shelf, "action:5", "{'wijk':'W','title':'e','state':'dropped'}");
    logbook_sort(&shelf.logbook);
    for (int i = 0; i < 5; i++) {
        assert_string_equal(shelf.logbook.actions[i].id, wanted[i]);
    }
    shelf_clear(&shelf);
}

static void what_is_no_action_is_left_out_and_counted(void **state)
{
    struct shelf shelf;
    (void)state;
    shelf_init(&shelf);
    action_add(&shelf, "action:1", "{'wijk':'W','title':''}");
    action_add(&shelf, "action:2", "{'wijk':'W','title':42,'steps':'x'}");
    action_add(&shelf, "action:3", "{'wijk':'W','title':'a\\nb'}");
    assert_int_equal(shelf.logbook.odd, 3);
    action_add(&shelf, "action:4", "{'wijk':'V','title':'elders'}");
    action_add(&shelf, "action:5", "{'wijk':'W','title':'weg','removed':true}");
    assert_int_equal(shelf.logbook.odd, 3);
    action_add(&shelf, "action:6",
               "{'wijk':'W','title':'vreemd','levers':'gap','state':7,'when':'morgen',"
               "'steps':{'a':'geen stap','b':{'text':['x']}}}");
    assert_int_equal(shelf.logbook.action_count, 1);
    assert_int_equal(shelf.logbook.actions[0].levers, 0);
    assert_int_equal(shelf.logbook.actions[0].state, PLAN_PLANNED);
    assert_int_equal(shelf.logbook.actions[0].when.year, 0);
    assert_int_equal(shelf.logbook.actions[0].step_count, 0);
    shelf_clear(&shelf);
}

static void more_steps_than_fit_are_left_out(void **state)
{
    struct plan_action action;
    char id[16];
    cJSON *document = cJSON_CreateObject();
    cJSON *steps = cJSON_AddObjectToObject(document, "steps");
    (void)state;
    cJSON_AddStringToObject(document, "title", "veel");
    for (int i = 0; i < PLAN_STEPS * 3; i++) {
        snprintf(id, sizeof id, "%04d", i);
        cJSON_AddStringToObject(cJSON_AddObjectToObject(steps, id), "text", "stap");
    }
    assert_true(plan_action_parse("action:1", document, &action));
    assert_int_equal(action.step_count, PLAN_STEPS);
    plan_action_clear(&action);
    cJSON_Delete(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_of_the_balance_says_what_is_empty),
        cmocka_unit_test(an_action_is_read_with_its_steps_in_the_order_they_were_written),
        cmocka_unit_test(what_is_late_comes_first_and_what_is_over_last),
        cmocka_unit_test(what_is_no_action_is_left_out_and_counted),
        cmocka_unit_test(more_steps_than_fit_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
