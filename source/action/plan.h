/* SPDX-License-Identifier: EUPL-1.2 */
/* plan.h – the deeds about actions (logbook/plan.h says what one holds), and what would turn if they were done.
 *
 * Fields are typed as text: "title" (compulsory), "criterion" ("T4"), "who" (the id of a partner or the name of a
 * function, never of a person), "when" (a day, "2026-09-30" or "30/9/2026"), "help", "levers" ("outreach,gap"),
 * "state" (planned busy done dropped). An empty value takes the field away. Deeds: one edit each, undoable. */
#ifndef ACTION_PLAN_H
#define ACTION_PLAN_H

#include "action/action.h"
#include "logbook/plan.h"

enum { PLAN_TEXT = 200 /* characters */ };

/* NULL = there is none of that id in this wijk. Borrowed until something changes. */
const struct plan_action *plan_find(struct project *project, const char *id);
/* The partner's name, or that the partner is no longer there; else the function as it was typed. "" = not said. */
const char *plan_who_name(struct project *project, const struct plan_action *action, const struct language *language);
/* Open actions of which the day is past or comes within `days`, as the logbook has them. How many were put in `out`. */
int plan_due(struct project *project, int days, const struct plan_action **out, int room);
bool plan_add(struct project *project, const struct action_field *fields, int count, char out[ACTION_ID],
              struct fault *why);
bool plan_set(struct project *project, const char *id, const struct action_field *fields, int count, struct fault *why);
bool plan_remove(struct project *project, const char *id, struct fault *why);
bool plan_step_add(struct project *project, const char *id, const char *text, struct fault *why);
bool plan_step_done(struct project *project, const char *id, const char *step, bool done, struct fault *why);
bool plan_step_remove(struct project *project, const char *id, const char *step, struct fault *why);

/* The wijk judged as if the criteria of the open actions (or of action `id` alone) were met. Shown beside the result,
 * never stored. */
struct plan_if {
    int now[4], then[4]; /* criteria by enum verdict */
    uint64_t turns;      /* bits 1 << criterion: not met now, met then */
    int turn_count;
};
void plan_what_if(struct project *project, const char *id, struct plan_if *out);

#endif
