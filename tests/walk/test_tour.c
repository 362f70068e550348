/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/tour.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

static double xs[TOUR_STOPS], ys[TOUR_STOPS];
static float table[TOUR_STOPS * TOUR_STOPS];

static void table_make(size_t count)
{
    for (size_t a = 0; a < count; a++) {
        for (size_t b = 0; b < count; b++) {
            table[a * count + b] = (float)hypot(xs[a] - xs[b], ys[a] - ys[b]);
        }
    }
}

static void scatter(size_t count)
{
    for (size_t at = 0; at < count; at++) {
        xs[at] = kit_random_unit() * 1000;
        ys[at] = kit_random_unit() * 1000;
    }
    table_make(count);
}

static double length_of(const size_t *order, size_t count)
{
    double whole = 0;
    for (size_t at = 0; at + 1 < count; at++) {
        whole += (double)table[order[at] * count + order[at + 1]];
    }
    return whole;
}

static void assert_all_once(const size_t *order, size_t count)
{
    bool seen[TOUR_STOPS] = {false};
    assert_int_equal(order[0], 0);
    for (size_t at = 0; at < count; at++) {
        assert_true(order[at] < count);
        assert_false(seen[order[at]]);
        seen[order[at]] = true;
    }
}

/* Every order there is. */
static double best_of(size_t *order, size_t at, size_t count)
{
    double best = INFINITY;
    if (at == count) {
        return length_of(order, count);
    }
    for (size_t other = at; other < count; other++) {
        size_t kept = order[at];
        order[at] = order[other];
        order[other] = kept;
        best = fmin(best, best_of(order, at + 1, count));
        order[other] = order[at];
        order[at] = kept;
    }
    return best;
}

static void test_few_stops_come_near_the_best_order_there_is(void **state)
{
    (void)state;
    double worst = 1, sum = 0;
    for (int turn = 0; turn < 60; turn++) {
        size_t order[8], all[8] = {0, 1, 2, 3, 4, 5, 6, 7};
        scatter(8);
        double ours = tour_order(table, 8, order), best = best_of(all, 1, 8);
        assert_all_once(order, 8);
        assert_true(fabs(ours - length_of(order, 8)) < 0.01);
        assert_true(ours >= best - 0.01);
        worst = fmax(worst, ours / best);
        sum += ours / best;
    }
    print_message("worst %.3f, mean %.3f of the best\n", worst, sum / 60);
    assert_true(sum / 60 < 1.03);
}

static double nearest_length(size_t count)
{
    bool done[TOUR_STOPS] = {true};
    double whole = 0;
    for (size_t at = 0, left = count - 1; left > 0; left--) {
        size_t best = 0;
        for (size_t stop = 1; stop < count; stop++) {
            if (!done[stop] && (!best || table[at * count + stop] < table[at * count + best])) {
                best = stop;
            }
        }
        whole += (double)table[at * count + best];
        done[best] = true;
        at = best;
    }
    return whole;
}

static void test_many_stops_are_never_worse_than_nearest_first(void **state)
{
    (void)state;
    for (int turn = 0; turn < 20; turn++) {
        size_t order[TOUR_STOPS], again[TOUR_STOPS], count = 2 + kit_random_below(TOUR_STOPS - 1);
        scatter(count);
        double ours = tour_order(table, count, order);
        assert_all_once(order, count);
        assert_true(ours <= nearest_length(count) + 0.01);
        tour_order(table, count, again);
        assert_memory_equal(order, again, count * sizeof *order);
    }
}

static void test_a_row_of_houses_is_walked_from_one_end_to_the_other(void **state)
{
    (void)state;
    size_t order[20];
    for (size_t at = 0; at < 20; at++) {
        xs[at] = at ? (double)((at * 7) % 20) * 10 : 0;
        ys[at] = 0;
    }
    table_make(20);
    assert_true(fabs(tour_order(table, 20, order) - 190) < 0.01);
}

static void test_a_stop_without_a_way_comes_last(void **state)
{
    (void)state;
    size_t order[4];
    for (size_t at = 0; at < 4; at++) {
        xs[at] = (double)at;
        ys[at] = 0;
    }
    table_make(4);
    for (size_t at = 0; at < 4; at++) {
        table[1 * 4 + at] = table[at * 4 + 1] = INFINITY;
    }
    tour_order(table, 4, order);
    assert_int_equal(order[3], 1);
    assert_true(tour_order(table, 0, order) <= 0);
    assert_true(tour_order((float[]){0}, 1, order) <= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_stops_come_near_the_best_order_there_is),
        cmocka_unit_test(test_many_stops_are_never_worse_than_nearest_first),
        cmocka_unit_test(test_a_row_of_houses_is_walked_from_one_end_to_the_other),
        cmocka_unit_test(test_a_stop_without_a_way_comes_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
