/* SPDX-License-Identifier: EUPL-1.2 */
/* thread.h – thread, lock and signal: the one small pair of files that knows the machine's calls.
 *
 * Making one of these cannot be refused: when the machine has none left, the program stops with a
 * line on stderr. Threads made here leave the process's signals to the main thread. */
#ifndef WORK_THREAD_H
#define WORK_THREAD_H

#include <pthread.h>

struct thread {
    pthread_t handle;
};

struct lock {
    pthread_mutex_t handle;
};

struct signal_post {
    pthread_cond_t handle;
};

void thread_start(struct thread *thread, void *(*body)(void *), void *data);
void thread_join(struct thread *thread);

void lock_init(struct lock *lock);
void lock_clear(struct lock *lock);
void lock_take(struct lock *lock);
void lock_give(struct lock *lock);

void signal_post_init(struct signal_post *post);
void signal_post_clear(struct signal_post *post);
/* Gives the lock, sleeps, and has it again on return; may return without a signal. */
void signal_post_wait(struct signal_post *post, struct lock *lock);
void signal_post_one(struct signal_post *post);
void signal_post_all(struct signal_post *post);

#endif
