/* SPDX-License-Identifier: EUPL-1.2 */
/* foot_inner.h – who can walk there, on the map: what is asked, what is known, and what is being found.
 *
 * One worker answers, one question at a time: first the reach itself, then the pretend place, then the best spots. What the person
 * asks meanwhile is remembered as a wish, and only the newest wish counts. What is shown always belongs to the question
 * that is asked, or says that it is being measured. */
#ifndef SCREEN_FOOT_INNER_H
#define SCREEN_FOOT_INNER_H

#include "action/reach.h"
#include "screen/shell_inner.h"

enum { FOOT_SPOTS = 5, FOOT_LONG_MS = 400, FOOT_COUNT_MS = 1000 /* from then on with how far it is */, FOOT_AGAIN_MS = 250 };

struct foot_key { /* all that an answer depends on */
    uint64_t generation;
    enum service service;
    int lens;
    bool timed;
    struct civil when;
    char wijk[32];
};
struct foot_job;
struct shell_reach {
    struct work_lane *lane;      /* owned; one thread, so that the ground has one user */
    struct reach_ground *ground; /* owned; used on the lane */
    struct foot_job *job;        /* under way, or NULL */
    bool left;                   /* nobody waits for it any more: only to be freed */
    struct lenses lenses;
    int lens;
    /* the answer */
    struct foot_key asked; /* for which `answer` is, or will be */
    bool want_answer;
    struct reach_question *question; /* owned; of the answer */
    struct reach *answer;            /* owned; NULL = none yet */
    bool failed;
    struct fault why;
    int64_t since; /* when it was asked; 0 = it is there */
    bool late;     /* it takes long: the old figures are not shown meanwhile */
    int64_t told;  /* when that was last said */
    /* what if */
    bool pretends, want_pretend, want_cover, dragged;
    struct point point;
    double x, y;                  /* of the view, while it is dragged */
    struct reach_pretend pretend; /* owned; of the newest point that is measured */
    bool pretend_known;
    /* where it helps most */
    bool want_spots, spots_open, crossings;
    struct reach_spots *spots; /* owned; NULL = not sought yet */
};

/* ---- foot_run.c ---- */
struct shell_reach *foot_state(struct shell *shell); /* made when it is first asked for */
/* Asks anew when something that the answer depends on is different. */
void foot_ask(struct shell *shell);
/* Which figures there are to show: NULL while they are being found, or when it failed. */
const struct reach *foot_answer(const struct shell *shell);
/* "Even meten…", and after a second how far it is. */
const char *foot_busy(struct shell *shell);
const struct lens *foot_lens(const struct shell *shell);
void foot_lens_choose(struct shell *shell, int lens);
void foot_pretend_at(struct shell *shell, struct point point); /* puts it there, or moves it */
void foot_pretend_end(struct shell *shell);
void foot_spots_seek(struct shell *shell, bool crossings);
void foot_spots_end(struct shell *shell); /* lets go what is being sought */

/* ---- foot_more.c ---- */
void foot_pretend_part(struct shell *shell, const struct reach *answer);
void foot_spots_part(struct shell *shell, const struct reach *answer);
bool foot_more_news(struct shell *shell, const struct ui_news *news);
bool foot_gesture(struct shell *shell, const struct gesture_news *news);
const char *foot_percent(struct shell *shell, size_t count, size_t all); /* "62 %" */

#endif
