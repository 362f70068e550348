/* SPDX-License-Identifier: EUPL-1.2 */
/* hours_edit_inner.h – the editor of hours from inside.
 *
 * What is edited stands in the draft of the form that opened it (form.c): nothing is lost when
 * somebody goes back, and one deed saves all. The grid is a reading of the draft's text "hours"; every
 * change of it writes that text anew. A text that the grid cannot hold is never written by it. Each
 * step can be undone until the editor is left. hours_edit.c: state and deeds; hours_week.c: the
 * painted week; hours_tools.c: what is done with the selected days;
 * hours_more.c: special days, stops, first guesses; screen_hours.c: how all lies. */
#ifndef SCREEN_HOURS_EDIT_INNER_H
#define SCREEN_HOURS_EDIT_INNER_H

#include "hours/grid.h"
#include "screen/part_inner.h"

enum { HOURS_PATHS = 6, HOURS_STEPS = 60, HOURS_MOST_STOPS = 400 };
enum hours_tab { HOURS_WEEK, HOURS_SPECIAL, HOURS_TEXT };

struct hours_step {
    char *value[HOURS_PATHS]; /* owned; NULL = not a field of this form */
    struct grid grid;
};

struct hours_week_cell {
    int day, minute;
};

struct hours_edit {
    char owner[160];  /* of the draft that it belongs to */
    char *text;       /* owned; what `grid` was read from or written to */
    struct grid grid; /* empty when !shown */
    bool shown;       /* the grid holds all that the text says */
    enum hours_tab tab;
    bool pad;      /* upright: the number pad is open */
    unsigned days; /* selected, as bits */
    bool settled;  /* something was done with them: the next day tapped begins anew */
    char entry[GRID_ENTRY + 1], entry_fault[256];
    char from[24], until[24]; /* typed; of a place */
    struct hours_step step[HOURS_STEPS]; /* owned */
    int steps;
    char typing[96]; /* the field that the last step is of, or "" */

    /* the painted week (hours_week.c) */
    double scroll, height; /* dp; height as painted last */
    double width;
    bool scrolled; /* a person, or the first look, chose where it stands */
    int minutes;   /* of a row: 30 or 15 */
    double pinch;  /* levels gathered */
    bool ready, stroke, painted, keys, anchor, drags;
    bool fill; /* what the stroke does */
    struct hours_week_cell cursor, begin, end;
    struct grid before; /* the stroke */
};

void hours_open(struct shell *shell); /* from the form, at its week */
struct hours_edit *hours_edit_of(struct shell *shell); /* brought up to date with the draft */
bool hours_of_offer(struct shell *shell);
const struct offer *hours_offer(struct shell *shell); /* NULL for a place */
/* Call before every step: what is now can be brought back. */
void hours_remember(struct shell *shell);
bool hours_undo(struct shell *shell);
void hours_grid_changed(struct shell *shell); /* writes the grid into the draft */
/* One step that puts a whole text. */
void hours_text_take(struct shell *shell, const char *text);
void hours_entry_do(struct shell *shell, const char *text); /* applies it to the selected days */
void hours_entry_type(struct shell *shell, const char *text);
void hours_entry_rub(struct shell *shell);
const char *hours_days_said(struct shell *shell, unsigned days); /* "ma–vr", "za en zo" */
const char *hours_said(struct shell *shell);                     /* all of it in words, or "" */
/* Typing in a field is one step until something else is done. */
void hours_typing(struct shell *shell, const struct ui_news *news);

/* ---- the week ---- */
double hours_week_label(const struct shell *shell, double width); /* of the hours at its left */
void hours_week(struct shell *shell, double height);              /* 0 = what is left over */
bool hours_week_news(struct shell *shell, const struct ui_news *news);
void hours_week_zoom(struct shell *shell);

/* ---- the selected days (hours_tools.c) ---- */
void hours_tools(struct shell *shell);       /* upright, under the week: all of it in one row */
void hours_pad(struct shell *shell);         /* upright, instead of that row */
void hours_tools_panel(struct shell *shell); /* beside the week */
/* Also a tap on the head of a day. True when `id` was one of theirs. */
bool hours_tools_tap(struct shell *shell, const char *id);
double hours_side_pad(const struct shell *shell); /* screen_hours.c; dp left and right of a row */

/* ---- special days, stops, guesses ---- */
void hours_more(struct shell *shell);
bool hours_more_news(struct shell *shell, const struct ui_news *news);
void hours_guesses(struct shell *shell, bool chips); /* as chips, or as rows */
bool hours_guess_news(struct shell *shell, const struct ui_news *news);

#endif
