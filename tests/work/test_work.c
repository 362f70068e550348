/* SPDX-License-Identifier: EUPL-1.2 */
#include "work/work.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "kit/kit.h"

enum { MANY = 2000 };

struct request {
    int number;
    atomic_int ran;
    int done; /* by the main thread only */
    bool cancelled;
    atomic_bool *gate; /* `run` waits until it is open; NULL = at once */
    atomic_bool *begun;
};

static struct {
    int order[MANY]; /* numbers as they ran, on a lane of one thread */
    atomic_int count;
} trail;

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 200000}, NULL);
}

static void run(struct work_job *job, void *data)
{
    (void)job;
    struct request *request = data;
    if (request->begun) {
        atomic_store(request->begun, true);
    }
    while (request->gate && !atomic_load(request->gate)) {
        nap();
    }
    int at = atomic_fetch_add(&trail.count, 1);
    trail.order[at % MANY] = request->number;
    atomic_fetch_add(&request->ran, 1);
}

static void done(void *data, bool cancelled)
{
    struct request *request = data;
    request->done++;
    request->cancelled = cancelled;
}

static struct work_job *add(struct work_lane *lane, struct request *request)
{
    return work_add(lane, (struct work_task){run, done, request});
}

/* A lane of one thread whose first job holds the others up until the gate opens. */
struct held {
    struct work_lane *lane;
    struct request first;
    struct work_job *first_job;
    atomic_bool gate, begun;
};

static void held_start(struct held *held, enum work_order order)
{
    atomic_store(&trail.count, 0);
    atomic_init(&held->gate, false);
    atomic_init(&held->begun, false);
    held->first = (struct request){.number = -1, .gate = &held->gate, .begun = &held->begun};
    held->lane = work_lane_start(1, order, NULL, NULL);
    held->first_job = add(held->lane, &held->first);
    while (!atomic_load(&held->begun)) {
        nap();
    }
}

static void test_every_job_runs_once_and_is_done_once(void **state)
{
    (void)state;
    static struct request requests[MANY];
    struct work_lane *lane = work_lane_start(4, WORK_FIRST_COMES_FIRST, NULL, NULL);
    for (int i = 0; i < MANY; i++) {
        requests[i].number = i;
        add(lane, &requests[i]);
        if (i % 100 == 0) {
            work_settle(lane);
        }
    }
    work_finish(lane);
    assert_int_equal(work_waiting(lane), 0);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(atomic_load(&requests[i].ran), 1);
        assert_int_equal(requests[i].done, 1);
        assert_false(requests[i].cancelled);
    }
    work_lane_stop(lane, false);
}

static void runs_in_order(enum work_order order, bool newest_first)
{
    struct held held;
    struct request requests[20] = {{0}};
    held_start(&held, order);
    for (int i = 0; i < 20; i++) {
        requests[i].number = i;
        add(held.lane, &requests[i]);
    }
    assert_int_equal(work_waiting(held.lane), 21);
    atomic_store(&held.gate, true);
    work_finish(held.lane);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(trail.order[i + 1], newest_first ? 19 - i : i);
    }
    work_lane_stop(held.lane, false);
}

static void test_first_comes_first(void **state)
{
    (void)state;
    runs_in_order(WORK_FIRST_COMES_FIRST, false);
}

static void test_newest_comes_first_when_asked(void **state)
{
    (void)state;
    runs_in_order(WORK_NEWEST_FIRST, true);
}

static void test_done_waits_for_settle(void **state)
{
    (void)state;
    struct request request = {.number = 1};
    struct work_lane *lane = work_lane_start(1, WORK_FIRST_COMES_FIRST, NULL, NULL);
    add(lane, &request);
    while (!atomic_load(&request.ran)) {
        nap();
    }
    assert_int_equal(request.done, 0);
    assert_int_equal(work_waiting(lane), 1);
    while (!work_settle(lane)) {
        nap();
    }
    assert_int_equal(request.done, 1);
    assert_int_equal(work_settle(lane), 0);
    work_lane_stop(lane, false);
}

static void test_a_job_let_go_before_it_began_is_done_at_once_without_running(void **state)
{
    (void)state;
    struct held held;
    struct request middle = {.number = 2}, last = {.number = 3};
    held_start(&held, WORK_FIRST_COMES_FIRST);
    struct work_job *job = add(held.lane, &middle);
    add(held.lane, &last);
    work_cancel(job);
    assert_int_equal(work_settle(held.lane), 1); /* while the first still runs */
    assert_int_equal(middle.done, 1);
    assert_true(middle.cancelled);
    atomic_store(&held.gate, true);
    work_finish(held.lane);
    assert_int_equal(atomic_load(&middle.ran), 0);
    assert_int_equal(last.done, 1);
    assert_false(last.cancelled);
    work_lane_stop(held.lane, false);
}

static void run_until_cancelled(struct work_job *job, void *data)
{
    struct request *request = data;
    atomic_store(request->begun, true);
    while (!work_cancelled(job)) {
        nap();
    }
    atomic_fetch_add(&request->ran, 1);
}

static void test_a_running_job_sees_that_it_is_let_go(void **state)
{
    (void)state;
    atomic_bool begun = false;
    struct request request = {.begun = &begun};
    struct work_lane *lane = work_lane_start(1, WORK_FIRST_COMES_FIRST, NULL, NULL);
    struct work_job *job = work_add(lane, (struct work_task){run_until_cancelled, done, &request});
    while (!atomic_load(&begun)) {
        nap();
    }
    work_cancel(job);
    work_finish(lane);
    assert_int_equal(atomic_load(&request.ran), 1);
    assert_true(request.cancelled);
    work_lane_stop(lane, false);
}

static void test_a_job_that_ended_can_still_be_let_go_before_it_is_settled(void **state)
{
    (void)state;
    struct request request = {.number = 1};
    struct work_lane *lane = work_lane_start(1, WORK_FIRST_COMES_FIRST, NULL, NULL);
    struct work_job *job = add(lane, &request);
    while (!atomic_load(&request.ran)) {
        nap();
    }
    work_cancel(job);
    work_finish(lane);
    assert_int_equal(request.done, 1);
    assert_true(request.cancelled);
    work_lane_stop(lane, false);
}

static void test_stopping_cancels_what_waits(void **state)
{
    (void)state;
    struct held held;
    struct request requests[10] = {{0}};
    held_start(&held, WORK_FIRST_COMES_FIRST);
    for (int i = 0; i < 10; i++) {
        add(held.lane, &requests[i]);
    }
    work_cancel(held.first_job);
    atomic_store(&held.gate, true);
    work_lane_stop(held.lane, false);
    assert_int_equal(held.first.done, 1);
    int ran = 0;
    for (int i = 0; i < 10; i++) {
        assert_int_equal(requests[i].done, 1);
        assert_int_equal(requests[i].cancelled, !atomic_load(&requests[i].ran));
        ran += atomic_load(&requests[i].ran);
    }
    assert_int_equal(atomic_load(&trail.count), ran + 1);
}

static void test_leaving_waits_for_nobody_and_all_is_done_cancelled_when_it_stops(void **state)
{
    (void)state;
    struct held held;
    struct request waiting = {0}, late = {0};
    held_start(&held, WORK_FIRST_COMES_FIRST);
    add(held.lane, &waiting);
    work_lane_leave(held.lane); /* the gate is closed: whoever waited would wait for ever */
    add(held.lane, &late);
    assert_true(work_cancelled(held.first_job));
    assert_int_equal(held.first.done + waiting.done + late.done, 0);
    atomic_store(&held.gate, true);
    work_lane_stop(held.lane, false);
    assert_true(held.first.done == 1 && held.first.cancelled && atomic_load(&held.first.ran));
    assert_true(waiting.done == 1 && waiting.cancelled && !atomic_load(&waiting.ran));
    assert_true(late.done == 1 && late.cancelled && !atomic_load(&late.ran));
}

static void test_what_ended_before_leaving_is_cancelled_too(void **state)
{
    (void)state;
    struct work_lane *lane = work_lane_start(1, WORK_FIRST_COMES_FIRST, NULL, NULL);
    struct request request = {0};
    add(lane, &request);
    while (!atomic_load(&request.ran)) {
        nap();
    }
    work_lane_leave(lane);
    work_lane_stop(lane, false);
    assert_true(request.done == 1 && request.cancelled);
}

static void test_stopping_with_finish_runs_what_waits(void **state)
{
    (void)state;
    struct held held;
    struct request requests[10] = {{0}};
    held_start(&held, WORK_FIRST_COMES_FIRST);
    for (int i = 0; i < 10; i++) {
        requests[i].number = i;
        add(held.lane, &requests[i]);
    }
    atomic_store(&held.gate, true);
    work_lane_stop(held.lane, true);
    for (int i = 0; i < 10; i++) {
        assert_int_equal(atomic_load(&requests[i].ran), 1);
        assert_int_equal(requests[i].done, 1);
        assert_false(requests[i].cancelled);
        assert_int_equal(trail.order[i + 1], i);
    }
}

struct chain {
    struct work_lane *lane;
    int left;
    int ran, cancelled;
};

static void chain_run(struct work_job *job, void *data)
{
    (void)job;
    struct chain *chain = data;
    chain->ran++;
}

static void chain_done(void *data, bool cancelled)
{
    struct chain *chain = data;
    chain->cancelled += cancelled;
    if (chain->left-- > 0) {
        work_add(chain->lane, (struct work_task){chain_run, chain_done, chain});
    }
}

static void test_done_may_add_the_next_job(void **state)
{
    (void)state;
    struct chain chain = {.lane = work_lane_start(2, WORK_FIRST_COMES_FIRST, NULL, NULL),
                          .left = 50};
    work_add(chain.lane, (struct work_task){chain_run, chain_done, &chain});
    work_finish(chain.lane);
    assert_int_equal(chain.ran, 51);
    assert_int_equal(chain.cancelled, 0);
    chain.left = 5;
    work_add(chain.lane, (struct work_task){chain_run, chain_done, &chain});
    work_lane_stop(chain.lane, true);
    assert_int_equal(chain.ran, 57);
    assert_int_equal(chain.cancelled, 0);
}

static void test_what_is_added_while_stopping_is_cancelled(void **state)
{
    (void)state;
    struct held held;
    held_start(&held, WORK_FIRST_COMES_FIRST);
    struct chain chain = {.lane = held.lane, .left = 3};
    work_cancel(work_add(held.lane, (struct work_task){chain_run, chain_done, &chain}));
    atomic_store(&held.gate, true);
    work_lane_stop(held.lane, false);
    assert_int_equal(chain.ran, 0);
    assert_int_equal(chain.cancelled, 4);
}

static void count_wakes(void *data)
{
    atomic_fetch_add((atomic_int *)data, 1);
}

static void test_wake_comes_for_every_end(void **state)
{
    (void)state;
    atomic_int wakes = 0;
    struct request requests[30] = {{0}};
    struct work_lane *lane = work_lane_start(3, WORK_NEWEST_FIRST, count_wakes, &wakes);
    for (int i = 0; i < 30; i++) {
        add(lane, &requests[i]);
    }
    work_lane_stop(lane, true);
    assert_int_equal(atomic_load(&wakes), 30);
}

static void run_with_progress(struct work_job *job, void *data)
{
    struct request *request = data;
    for (int64_t i = 1; i <= 1000; i++) {
        work_progress(job, i, 1000);
    }
    atomic_store(request->begun, true);
    while (!atomic_load(request->gate)) {
        nap();
    }
}

static void test_progress_is_seen_while_it_runs(void **state)
{
    (void)state;
    atomic_bool begun = false, gate = false;
    struct request request = {.begun = &begun, .gate = &gate};
    struct work_lane *lane = work_lane_start(1, WORK_FIRST_COMES_FIRST, NULL, NULL);
    struct work_job *job = work_add(lane, (struct work_task){run_with_progress, done, &request});
    int64_t part, total, before = 0;
    while (!atomic_load(&begun)) {
        work_progress_read(job, &part, &total);
        assert_true(part >= before && part <= 1000);
        before = part;
    }
    work_progress_read(job, &part, &total);
    assert_int_equal(part, 1000);
    assert_int_equal(total, 1000);
    atomic_store(&gate, true);
    work_lane_stop(lane, true);
}

/* Adds, cancels and settles at random on every kind of lane; nothing may be lost or run twice. */
static void test_nothing_is_lost_in_a_random_storm(void **state)
{
    (void)state;
    for (int round = 0; round < 20; round++) {
        struct request *requests = calloc(300, sizeof *requests);
        struct work_job *jobs[300];
        struct work_lane *lane =
            work_lane_start(1 + (int)kit_random_below(4), kit_random_below(2), NULL, NULL);
        for (int i = 0; i < 300; i++) {
            jobs[i] = add(lane, &requests[i]);
            size_t other = kit_random_below((uint64_t)i + 1);
            if (kit_random_below(3) == 0 && !requests[other].done) {
                work_cancel(jobs[other]);
            }
            if (kit_random_below(10) == 0) {
                work_settle(lane);
            }
        }
        work_lane_stop(lane, kit_random_below(2));
        for (int i = 0; i < 300; i++) {
            assert_int_equal(requests[i].done, 1);
            assert_true(atomic_load(&requests[i].ran) == 1 || requests[i].cancelled);
            assert_true(atomic_load(&requests[i].ran) <= 1);
        }
        free(requests);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_job_runs_once_and_is_done_once),
        cmocka_unit_test(test_first_comes_first),
        cmocka_unit_test(test_newest_comes_first_when_asked),
        cmocka_unit_test(test_done_waits_for_settle),
        cmocka_unit_test(test_a_job_let_go_before_it_began_is_done_at_once_without_running),
        cmocka_unit_test(test_a_running_job_sees_that_it_is_let_go),
        cmocka_unit_test(test_a_job_that_ended_can_still_be_let_go_before_it_is_settled),
        cmocka_unit_test(test_stopping_cancels_what_waits),
        cmocka_unit_test(test_leaving_waits_for_nobody_and_all_is_done_cancelled_when_it_stops),
        cmocka_unit_test(test_what_ended_before_leaving_is_cancelled_too),
        cmocka_unit_test(test_stopping_with_finish_runs_what_waits),
        cmocka_unit_test(test_done_may_add_the_next_job),
        cmocka_unit_test(test_what_is_added_while_stopping_is_cancelled),
        cmocka_unit_test(test_wake_comes_for_every_end),
        cmocka_unit_test(test_progress_is_seen_while_it_runs),
        cmocka_unit_test(test_nothing_is_lost_in_a_random_storm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
