/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil action`, `wijkpeil plan` and `wijkpeil vote`: what is agreed, what would turn, and what
 * groups said. */
#include "action/plan.h"
#include "action/vote.h"
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

static struct civil_date today_of(const struct ask *ask)
{
    return project_now(ask->project).date;
}

/* ---- actions ---- */

static void levers_json(cJSON *json, const char *name, unsigned levers)
{
    cJSON *array = cJSON_AddArrayToObject(json, name);
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        if (levers >> lever & 1) {
            cJSON_AddItemToArray(array, cJSON_CreateString(lever_word((enum plan_lever)lever)));
        }
    }
}

static cJSON *action_json(const struct ask *ask, const struct plan_action *action)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", action->id);
    cJSON_AddStringToObject(json, "title", action->title);
    cJSON_AddStringToObject(json, "criterion", action->criterion);
    cJSON_AddStringToObject(json, "who", action->who);
    json_add_date(json, "when", action->when);
    cJSON_AddStringToObject(json, "help", action->help);
    levers_json(json, "levers", action->levers);
    cJSON_AddStringToObject(json, "state", plan_state_word(action->state));
    cJSON_AddBoolToObject(json, "overdue", plan_overdue(action, today_of(ask)));
    cJSON *steps = cJSON_AddArrayToObject(json, "steps");
    for (int i = 0; i < action->step_count; i++) {
        cJSON *step = cJSON_CreateObject();
        cJSON_AddStringToObject(step, "id", action->steps[i].id);
        cJSON_AddStringToObject(step, "text", action->steps[i].text);
        cJSON_AddBoolToObject(step, "done", action->steps[i].done);
        cJSON_AddItemToArray(steps, step);
    }
    return json;
}

static void action_say(const struct ask *ask, const struct plan_action *action, struct buffer *text)
{
    struct message when = message_of("plan.by");
    message_add_date(&when, action->when);
    printf("%s  %s%s%s · %s", action->id, action->criterion, *action->criterion ? " · " : "",
           action->title, language_word(ask->language, plan_state_key(action->state)));
    if (action->when.year) {
        printf(" · %s", ask_say(ask, when, text));
    }
    if (plan_overdue(action, today_of(ask))) {
        printf(" · %s", language_word(ask->language, "plan.overdue"));
    }
    printf("%s%s\n", *action->who ? " · " : "", plan_who_name(ask->project, action, ask->language));
}

static int actions_list(struct ask *ask)
{
    struct buffer text;
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const struct logbook *logbook = project_logbook(ask->project);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    buffer_init(&text, 4096);
    for (size_t i = 0; i < logbook->action_count; i++) {
        if (array) {
            cJSON_AddItemToArray(array, action_json(ask, &logbook->actions[i]));
        } else {
            action_say(ask, &logbook->actions[i], &text);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!logbook->action_count) {
        puts(language_word(ask->language, "plan.none"));
    }
    buffer_clear(&text);
    return EXIT_DONE;
}

int command_action(struct ask *ask)
{
    return ask_first(ask) ? command_deed(ask) : actions_list(ask);
}

/* ---- the plan: balance and what would turn ---- */

static void turns_json(const struct ask *ask, const struct plan_if *what, cJSON *json)
{
    const struct framework *framework = project_framework(ask->project);
    cJSON *turns = cJSON_AddArrayToObject(json, "turns");
    cJSON *now = cJSON_AddObjectToObject(json, "now"),
          *then = cJSON_AddObjectToObject(json, "then");
    for (int c = 0; c < framework->criterion_count; c++) {
        if (what->turns >> c & 1) {
            cJSON_AddItemToArray(turns, cJSON_CreateString(framework->criteria[c].id));
        }
    }
    for (int verdict = 0; verdict < 4; verdict++) {
        const char *word = verdict_word((enum verdict)verdict);
        cJSON_AddNumberToObject(now, word, what->now[verdict]);
        cJSON_AddNumberToObject(then, word, what->then[verdict]);
    }
}

static void plan_json(const struct ask *ask, const struct plan_balance *balance,
                      const struct plan_if *what)
{
    unsigned empty = 0;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "actions", balance->actions);
    cJSON *levers = cJSON_AddObjectToObject(json, "levers");
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        cJSON_AddNumberToObject(levers, lever_word((enum plan_lever)lever), balance->counts[lever]);
        empty |= balance->counts[lever] ? 0u : 1u << lever;
    }
    levers_json(json, "empty", empty);
    turns_json(ask, what, json);
    ask_json(json);
}

static void plan_say(const struct ask *ask, const struct plan_balance *balance,
                     const struct plan_if *what)
{
    const struct framework *framework = project_framework(ask->project);
    struct buffer text;
    buffer_init(&text, 4096);
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        printf("%4d  %s\n", balance->counts[lever],
               language_word(ask->language, lever_key((enum plan_lever)lever)));
    }
    puts(ask_say(ask, plan_balance_line(balance), &text));
    struct message turn = message_of("plan.if.turn");
    message_add_count(&turn, what->turn_count);
    puts(ask_say(ask, what->turn_count ? turn : message_of("plan.if.none"), &text));
    for (int c = 0; c < framework->criterion_count; c++) {
        if (what->turns >> c & 1) {
            printf("    %s %s\n", framework->criteria[c].id,
                   words_in(framework->criteria[c].name, language_tag(ask->settings.language)));
        }
    }
    buffer_clear(&text);
}

int command_plan(struct ask *ask)
{
    struct plan_balance balance;
    struct plan_if what;
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const struct logbook *logbook = project_logbook(ask->project);
    plan_balance(logbook->actions, logbook->action_count, &balance);
    plan_what_if(ask->project, NULL, &what);
    if (ask->json) {
        plan_json(ask, &balance, &what);
    } else {
        plan_say(ask, &balance, &what);
    }
    return EXIT_DONE;
}
