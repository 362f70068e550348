/* SPDX-License-Identifier: EUPL-1.2 */
/* heard_inner.h – what the screens of signals, drempelmeldingen, bevragingen and tellingen share: big choices, a month to
 * step through, counters with a number that can be typed. Their state is struct shell_heard in the shell. */
#ifndef SCREEN_HEARD_INNER_H
#define SCREEN_HEARD_INNER_H

#include "action/need.h"
#include "screen/part_inner.h"

enum { HEARD_NEAR = 8 };

/* Choices side by side where there is room; between heard_choices_open and _close. Each at least 72 dp high. */
void heard_choices_open(struct shell *shell);
void heard_choice(struct shell *shell, const char *id, const char *icon, const char *title, const char *line);
void heard_choices_close(struct shell *shell);

/* Confirmed places of the wijk to choose from: the one that was chosen last, then the nearest. */
int heard_places(struct shell *shell, const struct place *out[HEARD_NEAR]);

/* "‹ juni 2026 ›"; buttons "heard.before" and "heard.after". */
void heard_month(struct shell *shell);
bool heard_month_news(struct shell *shell, const struct ui_news *news);
const char *heard_month_name(struct shell *shell, struct civil_date month);

/* A row with a number: "heard.less:KEY", "heard.type:KEY", "heard.more:KEY". `number` -1 = nothing was counted. */
void heard_counter(struct shell *shell, const char *key, const char *label, int number);
void heard_dialog(struct shell *shell); /* in which a number is typed; at the end of the page */
/* Takes the taps of both: `get` says the number of a key now, `set` saves another. */
bool heard_counter_news(struct shell *shell, const struct ui_news *news, int (*get)(struct shell *shell, const char *key),
                        bool (*set)(struct shell *shell, const char *key, int number));

/* Another question stands on the page: from its top. */
void heard_turn(struct shell *shell);
/* Begins a signal at a place of the map; "" = nowhere yet. */
void need_show(struct shell *shell, const char *place);

#endif
