/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/logbook_inner.h"

static const struct record_name levers[LEVER_COUNT] = {
    [LEVER_OUTREACH] = {"outreach", "lever.outreach"},
    [LEVER_PARTICIPATION] = {"participation", "lever.participation"},
    [LEVER_TRANSVERSAL] = {"transversal", "lever.transversal"},
    [LEVER_GAP] = {"gap", "lever.gap"},
};
static const struct record_name states[PLAN_STATES] = {
    [PLAN_PLANNED] = {"planned", "plan.state.planned"},
    [PLAN_BUSY] = {"busy", "plan.state.busy"},
    [PLAN_DONE] = {"done", "plan.state.done"},
    [PLAN_DROPPED] = {"dropped", "plan.state.dropped"},
};

const char *lever_word(enum plan_lever lever)
{
    return record_name_word(levers, LEVER_COUNT, (int)lever);
}

const char *lever_key(enum plan_lever lever)
{
    return record_name_key(levers, LEVER_COUNT, (int)lever);
}

bool lever_parse(const char *word, enum plan_lever *out)
{
    int found = record_name_find(levers, LEVER_COUNT, word);
    if (found >= 0) {
        *out = (enum plan_lever)found;
    }
    return found >= 0;
}

const char *plan_state_word(enum plan_state state)
{
    return record_name_word(states, PLAN_STATES, (int)state);
}

const char *plan_state_key(enum plan_state state)
{
    return record_name_key(states, PLAN_STATES, (int)state);
}

bool plan_state_parse(const char *word, enum plan_state *out)
{
    int found = record_name_find(states, PLAN_STATES, word);
    if (found >= 0) {
        *out = (enum plan_state)found;
    }
    return found >= 0;
}

/* ---- reading ---- */

static int step_order(const void *left, const void *right)
{
    const struct plan_step *a = left, *b = right;
    return strcmp(a->id, b->id);
}

static void steps_read(const cJSON *steps, struct plan_action *out)
{
    const cJSON *step;
    int most = cJSON_IsObject(steps) ? cJSON_GetArraySize(steps) : 0;
    most = most < PLAN_STEPS ? most : PLAN_STEPS;
    out->steps = most ? memory_take((size_t)most * sizeof *out->steps) : NULL;
    if (!most) {
        return;
    }
    cJSON_ArrayForEach(step, steps)
    {
        const char *text = record_text(step, "text");
        if (out->step_count < most && *text && step->string) {
            bool done = json_bool(step, "done", false);
            out->steps[out->step_count++] = (struct plan_step){step->string, text, done};
            out->steps_done += done;
        }
    }
    qsort(out->steps, (size_t)out->step_count, sizeof *out->steps, step_order);
}

bool plan_action_parse(const char *id, const cJSON *document, struct plan_action *out)
{
    const cJSON *lever;
    enum plan_lever known;
    *out = (struct plan_action){.id = id,
                                .title = record_text(document, "title"),
                                .criterion = record_text(document, "criterion"),
                                .who = record_text(document, "who"),
                                .help = record_text(document, "help"),
                                .when = record_date(document, "when")};
    if (!*out->title) {
        return false;
    }
    cJSON_ArrayForEach(lever, json_member(document, "levers"))
    {
        if (cJSON_IsString(lever) && lever_parse(lever->valuestring, &known)) {
            out->levers |= 1u << known;
        }
    }
    if (!plan_state_parse(json_text(document, "state", ""), &out->state)) {
        out->state = PLAN_PLANNED;
    }
    steps_read(json_member(document, "steps"), out);
    return true;
}

void plan_action_clear(struct plan_action *action)
{
    free(action->steps);
    memset(action, 0, sizeof *action);
}

/* ---- order ---- */

bool plan_open(const struct plan_action *action)
{
    return action->state == PLAN_PLANNED || action->state == PLAN_BUSY;
}

bool plan_overdue(const struct plan_action *action, struct civil_date today)
{
    return plan_open(action) && action->when.year && civil_date_compare(action->when, today) < 0;
}

static int rank(const struct plan_action *action)
{
    return plan_open(action) ? 0 : (int)action->state;
}

int plan_order(const void *left, const void *right)
{
    const struct plan_action *a = left, *b = right;
    int order = rank(a) - rank(b);
    order = order ? order : (a->when.year == 0) - (b->when.year == 0);
    order = order ? order : civil_date_compare(a->when, b->when);
    order = order ? order : strcmp(a->title, b->title);
    return order ? order : strcmp(a->id, b->id);
}

bool plan_add_action(struct logbook *logbook, const char *id, const cJSON *document)
{
    struct plan_action action;
    if (logbook->action_count >= LOGBOOK_RECORDS || !plan_action_parse(id, document, &action)) {
        return false;
    }
    ARRAY_GROW(logbook->actions, logbook->action_count, logbook->action_room);
    logbook->actions[logbook->action_count++] = action;
    return true;
}

void plan_sort(struct logbook *logbook)
{
    record_sort(logbook->actions, logbook->action_count, sizeof *logbook->actions, plan_order);
}

void plan_clear(struct logbook *logbook)
{
    for (size_t i = 0; i < logbook->action_count; i++) {
        plan_action_clear(&logbook->actions[i]);
    }
    free(logbook->actions);
}

/* ---- levers ---- */

void plan_balance(const struct plan_action *actions, size_t count, struct plan_balance *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < count; i++) {
        if (actions[i].state == PLAN_DROPPED) {
            continue;
        }
        out->actions++;
        for (int lever = 0; lever < LEVER_COUNT; lever++) {
            out->counts[lever] += (int)(actions[i].levers >> lever & 1);
        }
    }
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        out->empty += out->counts[lever] == 0;
    }
}

struct message plan_balance_line(const struct plan_balance *balance)
{
    static const char *const keys[LEVER_COUNT + 1] = {"plan.balance.all", "plan.balance.empty.1",
                                                      "plan.balance.empty.2",
                                                      "plan.balance.empty.3", "plan.balance.none"};
    struct message message = message_of(keys[balance->empty]);
    for (int lever = 0; lever < LEVER_COUNT && balance->empty < LEVER_COUNT; lever++) {
        if (!balance->counts[lever]) {
            message_add_key(&message, lever_key((enum plan_lever)lever));
        }
    }
    return message;
}
