/* SPDX-License-Identifier: EUPL-1.2 */
/* work.h – jobs on worker threads, with their after-work on the thread that asked.
 *
 * A job is a pair: `run` on a worker, then `done` on the main thread inside work_settle. One
 * request object of the caller's carries input and result; it must live until `done` returns.
 * A lane takes its jobs in order (first in, first out) or newest first. Every job has a cancel
 * token that `run` asks before each costly step; a job that was let go before it began is not
 * run, but its `done` is still called, with `cancelled` true, so that the request can be freed.
 *
 * `cancelled` is true whenever work_cancel came before `done`, even if `run` had already ended.
 *
 * work_settle and work_add belong to the main thread; `wake` is called from workers (and by
 * work_cancel for a job that was still waiting) when there is something to settle (the app posts
 * one SDL event; tests may leave it NULL). A job given to work_cancel must not be settled yet.
 * A `done` may add jobs; what is added to a lane that stops is cancelled at once. */
#ifndef WORK_WORK_H
#define WORK_WORK_H

#include <stdbool.h>
#include <stdint.h>

struct work_lane; /* opaque */
struct work_job;  /* opaque; owned by the lane until `done` has returned */

enum work_order { WORK_FIRST_COMES_FIRST, WORK_NEWEST_FIRST };

struct work_task {
    void (*run)(struct work_job *job, void *request);                  /* on a worker */
    void (*done)(void *request, bool cancelled);                       /* on the main thread */
    void *request;
};

struct work_lane *work_lane_start(int threads, enum work_order order, void (*wake)(void *), void *wake_data);
/* Ends after the running jobs; waiting jobs are cancelled (their `done` is called here). With
 * `finish` true the waiting ones are run first: for the lane that writes the store. */
void work_lane_stop(struct work_lane *lane, bool finish);
/* Lets go all that waits, runs or is not settled yet; what is added from now on is cancelled at once. Waits for nobody: the lane
 * may then be stopped on another thread, on which every `done` comes, cancelled. */
void work_lane_leave(struct work_lane *lane);
struct work_job *work_add(struct work_lane *lane, struct work_task task);
void work_cancel(struct work_job *job);
bool work_cancelled(const struct work_job *job); /* for `run` */
/* Calls `done` (when not NULL) of everything that has ended; returns how many. */
int work_settle(struct work_lane *lane);
/* Waits until all that was added has run, and settles it. For the command line and tests. */
void work_finish(struct work_lane *lane);
int work_waiting(const struct work_lane *lane); /* added and not yet settled */

/* Progress from `run` to whoever looks: 0..1000 and a count; atomic. */
void work_progress(struct work_job *job, int64_t done, int64_t total);
void work_progress_read(const struct work_job *job, int64_t *done, int64_t *total);

#endif
