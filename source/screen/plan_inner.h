/* SPDX-License-Identifier: EUPL-1.2 */
/* plan_inner.h – actions as several screens show them (piece_plan.c). */
#ifndef SCREEN_PLAN_INNER_H
#define SCREEN_PLAN_INNER_H

#include "action/plan.h"
#include "screen/part_inner.h"

/* "Bib De Boekenmolen", or the function as it was typed. */
const char *plan_who(struct shell *shell, const struct plan_action *action);
/* A row that is a button "<prefix><action id>"; plan_row_news opens it. */
void plan_row(struct shell *shell, const char *prefix, const struct plan_action *action);
bool plan_row_news(struct shell *shell, const struct ui_news *news, const char *prefix);
/* Opens the form of a new action for that criterion (-1 = none). */
void plan_new(struct shell *shell, int criterion);
/* Does an open action turn this criterion? */
bool plan_has(struct shell *shell, const char *criterion);
/* The four levers with how many actions pull each, and which are empty by name. */
void plan_strip(struct shell *shell);

#endif
