/* SPDX-License-Identifier: EUPL-1.2 */
#include "work/thread.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(int error, const char *what)
{
    if (error) {
        fprintf(stderr, "wijkpeil: %s: %s\n", what, strerror(error));
        abort();
    }
}

void thread_start(struct thread *thread, void *(*body)(void *), void *data)
{
    sigset_t all, before;
    sigfillset(&all);
    check(pthread_sigmask(SIG_SETMASK, &all, &before), "signals");
    int error = pthread_create(&thread->handle, NULL, body, data);
    check(pthread_sigmask(SIG_SETMASK, &before, NULL), "signals");
    check(error, "the machine gives no thread");
}

void thread_join(struct thread *thread)
{
    check(pthread_join(thread->handle, NULL), "thread_join");
}

void lock_init(struct lock *lock)
{
    check(pthread_mutex_init(&lock->handle, NULL), "lock_init");
}

void lock_clear(struct lock *lock)
{
    check(pthread_mutex_destroy(&lock->handle), "lock_clear");
}

void lock_take(struct lock *lock)
{
    check(pthread_mutex_lock(&lock->handle), "lock_take");
}

void lock_give(struct lock *lock)
{
    check(pthread_mutex_unlock(&lock->handle), "lock_give");
}

void signal_post_init(struct signal_post *post)
{
    check(pthread_cond_init(&post->handle, NULL), "signal_post_init");
}

void signal_post_clear(struct signal_post *post)
{
    check(pthread_cond_destroy(&post->handle), "signal_post_clear");
}

void signal_post_wait(struct signal_post *post, struct lock *lock)
{
    check(pthread_cond_wait(&post->handle, &lock->handle), "signal_post_wait");
}

void signal_post_one(struct signal_post *post)
{
    check(pthread_cond_signal(&post->handle), "signal_post_one");
}

void signal_post_all(struct signal_post *post)
{
    check(pthread_cond_broadcast(&post->handle), "signal_post_all");
}
