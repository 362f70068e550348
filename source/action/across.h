/* SPDX-License-Identifier: EUPL-1.2 */
/* across.h – any wijk of the pack, judged without going there; and what follows from many of them: comparing, growth, figures of others.
 *
 * A case is a wijk cut out of the project on the main thread: its places (those in it and just outside), looks, judgements and
 * publications are copied, so that a worker may judge it while people go on working. It borrows the framework, the
 * borders and the calendar from the project: end the jobs before project_close. The chosen wijk stays what it was. */
#ifndef ACTION_ACROSS_H
#define ACTION_ACROSS_H

#include "action/action.h"
#include "assessment/compare.h"
#include "assessment/context.h"
#include "assessment/growth.h"

struct wijk_case; /* opaque */
/* NULL = the pack has no such wijk. `moment` is when it is judged. */
struct wijk_case *wijk_case_take(struct project *project, const char *code, int64_t moment);
void wijk_case_free(struct wijk_case *wijk);
const struct assessment_question *wijk_case_question(const struct wijk_case *wijk);
struct civil_date wijk_case_first_round(const struct wijk_case *wijk); /* year 0 = none */

/* ---- beside each other ---- */
struct across { /* a value of its own, but for `framework` */
    const struct framework *framework;
    struct compare_row *rows; /* owned; compare_sort */
    size_t count;
    struct growth growth;
    struct civil_date day;
};
/* Of these wijken; `codes` NULL = all of the pack. FAULT_MISSING: one that is not there; FAULT_LIMIT: more than COMPARE_WIJKEN. On the
 * main thread at once: for the command line, prints and few wijken. */
bool across_make(struct project *project, const char *const *codes, int count, struct across *out, struct fault *why);
void across_clear(struct across *across);

/* The same on the project's workers: cases are taken at once, judged one after the other. */
struct across_job; /* opaque */
/* `done` on the main thread with the answer, which it may take (then memset it); NULL = it was let go. */
struct across_job *across_start(struct project *project, const char *const *codes, int count,
                                void (*done)(void *data, struct across *across), void *data, struct fault *why);
void across_cancel(struct across_job *job); /* `done` still comes */
void across_leave(struct across_job *job);  /* lets go; `done` never comes */
void across_progress(const struct across_job *job, int64_t *done, int64_t *total);

/* In words: how well a wijk was looked at; what the growth is about, and of one wijk; what was only mapped; a figure; an import. */
struct message across_quality_say(const struct compare_row *row);
struct message growth_title(const struct growth *growth);
struct message growth_row_say(const struct growth_row *row);
struct message growth_mapped_say(const struct growth *growth);

/* As a table: a row per wijk, a column per criterion, then what is known about the survey; safe for spreadsheets. */
void across_csv(const struct across *across, const struct language *language, struct buffer *out);

/* ---- figures of others ---- */
/* Of a wijk; texts are borrowed until something changes. */
void action_context(const struct project *project, const char *code, struct context *out);
bool action_context_set(struct project *project, const char *code, const struct context_figure *figure, struct fault *why);
bool action_context_remove(struct project *project, const char *code, const char *figure, int year, struct fault *why);
struct message across_figure_say(const struct context_figure *figure);
struct context_import {
    int wijken, figures, same;
};
/* A table with the columns wijk (its code or its name), figure, value, year, source, in any order, in nl, fr or en; `unit` may be among
 * them. All of it or nothing, as one deed; a fault says which row (fault.place, from 1 with the heads) and why. */
bool action_context_import(struct project *project, const char *file, struct context_import *out, struct fault *why);
/* Are these the columns of such a table? Disk. */
bool action_context_table(const char *file);
struct message across_import_say(const struct context_import *import);

#endif
