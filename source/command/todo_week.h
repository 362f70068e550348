/* SPDX-License-Identifier: EUPL-1.2 */
/* todo_week.h – what the week asks besides checking again, as its screen has it: actions that are due, meetings, the round, and
 * the little questions that settle most. */
#ifndef COMMAND_TODO_WEEK_H
#define COMMAND_TODO_WEEK_H

#include "command/command_inner.h"

void todo_week_json(const struct ask *ask, cJSON *json); /* adds "actions", "meetings", "round", "questions" */
void todo_week_say(const struct ask *ask);               /* nothing of what there is not */

#endif
