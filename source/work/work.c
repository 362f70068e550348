/* SPDX-License-Identifier: EUPL-1.2 */
#include "work/work.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"
#include "work/thread.h"

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_ENDED };

struct work_job {
    struct work_lane *lane;
    struct work_task task;
    atomic_bool cancelled;
    _Atomic int64_t progress_done, progress_total;
    enum job_state state;            /* guarded by the lane's lock */
    struct work_job *before, *after; /* the same; neighbours in one list of the lane */
};

struct job_list {
    struct work_job *first, *last;
};

struct work_lane {
    enum work_order order;
    void (*wake)(void *);
    void *wake_data;
    int threads;
    struct thread *thread;
    atomic_int unsettled;

    struct lock lock; /* guards what follows, and the jobs' lists */
    struct signal_post to_do, idle;
    struct job_list waiting, running, ended;
    bool stopping;
};

static void list_append(struct job_list *list, struct work_job *job)
{
    job->before = list->last;
    job->after = NULL;
    *(list->last ? &list->last->after : &list->first) = job;
    list->last = job;
}

static void list_remove(struct job_list *list, struct work_job *job)
{
    *(job->before ? &job->before->after : &list->first) = job->after;
    *(job->after ? &job->after->before : &list->last) = job->before;
    job->before = job->after = NULL;
}

static void lane_wake(const struct work_lane *lane)
{
    if (lane->wake) {
        lane->wake(lane->wake_data);
    }
}

/* With the lock held. */
static void job_end(struct work_lane *lane, struct work_job *job)
{
    job->state = JOB_ENDED;
    list_append(&lane->ended, job);
    if (!lane->waiting.first && !lane->running.first) {
        signal_post_all(&lane->idle);
    }
}

/* With the lock held: the next job to run, or NULL when the lane stops. */
static struct work_job *job_take(struct work_lane *lane)
{
    while (!lane->waiting.first && !lane->stopping) {
        signal_post_wait(&lane->to_do, &lane->lock);
    }
    struct work_job *job =
        lane->order == WORK_NEWEST_FIRST ? lane->waiting.last : lane->waiting.first;
    if (job) {
        list_remove(&lane->waiting, job);
        list_append(&lane->running, job);
        job->state = JOB_RUNNING;
    }
    return job;
}

static void *worker(void *data)
{
    struct work_lane *lane = data;
    lock_take(&lane->lock);
    struct work_job *job;
    while ((job = job_take(lane))) {
        lock_give(&lane->lock);
        if (!work_cancelled(job)) {
            job->task.run(job, job->task.request);
        }
        lock_take(&lane->lock);
        list_remove(&lane->running, job);
        job_end(lane, job);
        lock_give(&lane->lock);
        lane_wake(lane);
        lock_take(&lane->lock);
    }
    lock_give(&lane->lock);
    return NULL;
}

struct work_lane *work_lane_start(int threads, enum work_order order, void (*wake)(void *),
                                  void *wake_data)
{
    struct work_lane *lane = memory_take(sizeof *lane);
    lane->order = order;
    lane->wake = wake;
    lane->wake_data = wake_data;
    lane->threads = threads > 0 ? threads : 1;
    lane->thread = memory_take((size_t)lane->threads * sizeof *lane->thread);
    atomic_init(&lane->unsettled, 0);
    lock_init(&lane->lock);
    signal_post_init(&lane->to_do);
    signal_post_init(&lane->idle);
    for (int i = 0; i < lane->threads; i++) {
        thread_start(&lane->thread[i], worker, lane);
    }
    return lane;
}

/* With the lock held. */
static void waiting_cancel(struct work_lane *lane)
{
    while (lane->waiting.first) {
        struct work_job *job = lane->waiting.first;
        atomic_store(&job->cancelled, true);
        list_remove(&lane->waiting, job);
        job_end(lane, job);
    }
}

void work_lane_leave(struct work_lane *lane)
{
    lock_take(&lane->lock);
    lane->stopping = true;
    waiting_cancel(lane);
    for (struct work_job *job = lane->running.first; job; job = job->after) {
        atomic_store(&job->cancelled, true);
    }
    for (struct work_job *job = lane->ended.first; job; job = job->after) {
        atomic_store(&job->cancelled, true);
    }
    signal_post_all(&lane->to_do);
    lock_give(&lane->lock);
}

void work_lane_stop(struct work_lane *lane, bool finish)
{
    if (!lane) {
        return;
    }
    if (finish) {
        work_finish(lane);
    }
    lock_take(&lane->lock);
    lane->stopping = true;
    waiting_cancel(lane);
    signal_post_all(&lane->to_do);
    lock_give(&lane->lock);
    for (int i = 0; i < lane->threads; i++) {
        thread_join(&lane->thread[i]);
    }
    while (work_settle(lane)) {
    }
    signal_post_clear(&lane->to_do);
    signal_post_clear(&lane->idle);
    lock_clear(&lane->lock);
    free(lane->thread);
    free(lane);
}

struct work_job *work_add(struct work_lane *lane, struct work_task task)
{
    struct work_job *job = memory_take(sizeof *job);
    job->lane = lane;
    job->task = task;
    atomic_init(&job->cancelled, false);
    atomic_init(&job->progress_done, 0);
    atomic_init(&job->progress_total, 0);
    atomic_fetch_add(&lane->unsettled, 1);
    lock_take(&lane->lock);
    list_append(&lane->waiting, job);
    if (lane->stopping) {
        waiting_cancel(lane);
    } else {
        signal_post_one(&lane->to_do);
    }
    lock_give(&lane->lock);
    return job;
}

void work_cancel(struct work_job *job)
{
    struct work_lane *lane = job->lane;
    atomic_store(&job->cancelled, true);
    lock_take(&lane->lock);
    bool waiting = job->state == JOB_WAITING;
    if (waiting) {
        list_remove(&lane->waiting, job);
        job_end(lane, job);
    }
    lock_give(&lane->lock);
    if (waiting) {
        lane_wake(lane);
    }
}

bool work_cancelled(const struct work_job *job)
{
    return atomic_load(&job->cancelled);
}

int work_settle(struct work_lane *lane)
{
    lock_take(&lane->lock);
    struct work_job *job = lane->ended.first;
    lane->ended = (struct job_list){0};
    lock_give(&lane->lock);
    int count = 0;
    while (job) {
        struct work_job *next = job->after;
        if (job->task.done) {
            job->task.done(job->task.request, work_cancelled(job));
        }
        free(job);
        atomic_fetch_sub(&lane->unsettled, 1);
        count++;
        job = next;
    }
    return count;
}

void work_finish(struct work_lane *lane)
{
    do {
        lock_take(&lane->lock);
        while (lane->waiting.first || lane->running.first) {
            signal_post_wait(&lane->idle, &lane->lock);
        }
        lock_give(&lane->lock);
    } while (work_settle(lane));
}

int work_waiting(const struct work_lane *lane)
{
    return atomic_load(&lane->unsettled);
}

void work_progress(struct work_job *job, int64_t done, int64_t total)
{
    atomic_store(&job->progress_total, total);
    atomic_store(&job->progress_done, done);
}

void work_progress_read(const struct work_job *job, int64_t *done, int64_t *total)
{
    *done = atomic_load(&job->progress_done);
    *total = atomic_load(&job->progress_total);
}
