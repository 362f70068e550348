/* SPDX-License-Identifier: EUPL-1.2 */
#include "work/thread.h"

#include <signal.h>
#include <stdbool.h>
#include <time.h>

#include "kit/kit.h"

struct counter {
    struct lock lock;
    struct signal_post grown;
    int count; /* guarded by lock */
};

static void *count_up(void *data)
{
    struct counter *counter = data;
    for (int i = 0; i < 10000; i++) {
        lock_take(&counter->lock);
        counter->count++;
        lock_give(&counter->lock);
    }
    signal_post_all(&counter->grown);
    return NULL;
}

static void test_a_lock_keeps_threads_from_each_other(void **state)
{
    (void)state;
    struct counter counter = {.count = 0};
    struct thread thread[4];
    lock_init(&counter.lock);
    signal_post_init(&counter.grown);
    for (int i = 0; i < 4; i++) {
        thread_start(&thread[i], count_up, &counter);
    }
    for (int i = 0; i < 4; i++) {
        thread_join(&thread[i]);
    }
    assert_int_equal(counter.count, 40000);
    signal_post_clear(&counter.grown);
    lock_clear(&counter.lock);
}

static void *raise_once(void *data)
{
    struct counter *counter = data;
    lock_take(&counter->lock);
    counter->count = 1;
    lock_give(&counter->lock);
    signal_post_one(&counter->grown);
    return NULL;
}

static void test_a_signal_wakes_who_waits(void **state)
{
    (void)state;
    struct counter counter = {.count = 0};
    struct thread thread;
    lock_init(&counter.lock);
    signal_post_init(&counter.grown);
    lock_take(&counter.lock);
    thread_start(&thread, raise_once, &counter);
    while (!counter.count) {
        signal_post_wait(&counter.grown, &counter.lock);
    }
    lock_give(&counter.lock);
    thread_join(&thread);
    signal_post_clear(&counter.grown);
    lock_clear(&counter.lock);
}

static void *mask_read(void *data)
{
    pthread_sigmask(SIG_SETMASK, NULL, data);
    return NULL;
}

static void test_signals_are_left_to_the_main_thread(void **state)
{
    (void)state;
    sigset_t of_thread, of_main;
    struct thread thread;
    sigemptyset(&of_thread);
    thread_start(&thread, mask_read, &of_thread);
    thread_join(&thread);
    pthread_sigmask(SIG_SETMASK, NULL, &of_main);
    assert_true(sigismember(&of_thread, SIGTERM));
    assert_true(sigismember(&of_thread, SIGINT));
    assert_false(sigismember(&of_main, SIGTERM));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_lock_keeps_threads_from_each_other),
        cmocka_unit_test(test_a_signal_wakes_who_waits),
        cmocka_unit_test(test_signals_are_left_to_the_main_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
