/* SPDX-License-Identifier: EUPL-1.2 */
/* plan.h – actions: who does what by when, so that a criterion turns. Which levers they pull, and which stay empty.
 *
 *   { "_id": "action:<ulid>", "type": "action", "wijk": "21012W16", "criterion": "T4", "title": "…",
 *     "who": "<id of a partner>" | "a function: bibliothecaris", "when": "2026-09-30", "help": "…",
 *     "levers": ["outreach", "gap"], "state": "planned"|"busy"|"done"|"dropped",
 *     "steps": { "<ulid>": { "text": "…", "done": true } } }
 *
 * The four levers are those of the VVSG. An action that was dropped pulls none. An unknown lever or state, and a step
 * without text, is left out; an action without a title is none. Never a person's name. Pure. */
#ifndef LOGBOOK_PLAN_H
#define LOGBOOK_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/civil.h"
#include "base/message.h"

enum plan_lever { LEVER_OUTREACH, LEVER_PARTICIPATION, LEVER_TRANSVERSAL, LEVER_GAP, LEVER_COUNT };
enum plan_state { PLAN_PLANNED, PLAN_BUSY, PLAN_DONE, PLAN_DROPPED, PLAN_STATES };
enum { PLAN_STEPS = 40 };

struct plan_step { /* borrowed */
    const char *id, *text;
    bool done;
};
struct plan_action { /* texts borrowed; "" = not said */
    const char *id, *title, *criterion, *who, *help;
    struct civil_date when; /* year 0 = not said */
    unsigned levers;        /* bits 1 << lever */
    enum plan_state state;
    struct plan_step *steps; /* owned; by id, which is the order in which they were written */
    int step_count, steps_done;
};

const char *lever_word(enum plan_lever lever); /* "outreach" "participation" "transversal" "gap" */
const char *lever_key(enum plan_lever lever);  /* "lever.outreach" … */
bool lever_parse(const char *word, enum plan_lever *out);
const char *plan_state_word(enum plan_state state);
const char *plan_state_key(enum plan_state state); /* "plan.state.planned" … */
bool plan_state_parse(const char *word, enum plan_state *out);

/* False = it is no action; then there is nothing to clear. */
bool plan_action_parse(const char *id, const cJSON *document, struct plan_action *out);
void plan_action_clear(struct plan_action *action);
/* Planned or busy. */
bool plan_open(const struct plan_action *action);
/* Open, and its day lies before `today`. */
bool plan_overdue(const struct plan_action *action, struct civil_date today);
/* For qsort: what is open first, by day (no day last), then what is done, then what was dropped. */
int plan_order(const void *left, const void *right);

/* How many actions pull each lever; those that were dropped left out. */
struct plan_balance {
    int counts[LEVER_COUNT];
    int actions, empty; /* empty = levers that no action pulls */
};
void plan_balance(const struct plan_action *actions, size_t count, struct plan_balance *out);
/* "Drie hefbomen zijn nog leeg: outreaching, …"; "plan.balance.all" when none is. */
struct message plan_balance_line(const struct plan_balance *balance);

#endif
