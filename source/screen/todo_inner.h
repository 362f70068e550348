/* SPDX-License-Identifier: EUPL-1.2 */
/* todo_inner.h – the parts of the coordinator's week that come from the year of the wijk (todo_week.c). Each returns how many
 * things it shows, and says the next step where there are none. */
#ifndef SCREEN_TODO_INNER_H
#define SCREEN_TODO_INNER_H

#include "screen/plan_inner.h"

int todo_actions(struct shell *shell);  /* overdue, and due within a week */
int todo_meetings(struct shell *shell); /* planned within a week */
int todo_doubts(struct shell *shell);   /* the little questions that would settle most, the nearest first */
int todo_rounds(struct shell *shell);   /* is it time for a new round? */
bool todo_week_news(struct shell *shell, const struct ui_news *news);

#endif
