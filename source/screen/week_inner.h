/* SPDX-License-Identifier: EUPL-1.2 */
/* week_inner.h – the week screen's own state, and its grid.
 *
 * A half hour is 0 .. 47 of its day, days go from Monday (0). The coverage is made when it is first
 * asked for and kept until the question or the project changes. */
#ifndef SCREEN_WEEK_INNER_H
#define SCREEN_WEEK_INNER_H

#include "assessment/coverage.h"
#include "screen/part_inner.h"

struct shell_week {
    struct coverage_ask ask;
    bool whole;  /* all 24 hours */
    bool words;  /* the table in words instead of the grid */
    bool chosen; /* a half hour was pointed at: */
    int day, half;
    bool card;   /* in a narrow window: what is there then lies over the grid */
    bool finger; /* one went down on the grid */

    struct coverage_week found;
    bool made;
    struct coverage_ask made_ask;
    uint64_t made_generation;
    struct civil_date made_today;
};

struct shell_week *week_state(struct shell *shell);
const struct coverage_week *week_found(struct shell *shell);
const char *week_clock(struct shell *shell, int minutes); /* "9:30" */

/* ---- the grid (week_grid.c) ---- */
void week_grid(struct shell *shell, const struct coverage_week *found);
int week_night(const struct shell_week *week); /* places that stay open through hours left out */
/* Where the finger or the arrows point; true when something is to be opened. */
bool week_grid_gesture(struct shell *shell, const struct gesture_news *news);
void week_step(struct shell *shell, int days, int halves); /* moves the half hour pointed at */
void week_words(struct shell *shell, const struct coverage_week *found);

#endif
