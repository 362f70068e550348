/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/tour.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { ROUNDS = 60, MOVED = 3 };
#define NO_WAY 1e6 /* seconds; long enough to be taken last, short enough to add up */
#define GAIN 1e-3

struct tour {
    const float *seconds;
    size_t count, *order;
};

static double between(const struct tour *tour, size_t a, size_t b)
{
    float seconds = tour->seconds[a * tour->count + b];
    return isfinite(seconds) ? (double)seconds : NO_WAY;
}

/* From the stop at place `at` of the order to that at `to`; nothing beyond the end. */
static double step(const struct tour *tour, size_t at, size_t to)
{
    return to < tour->count ? between(tour, tour->order[at], tour->order[to]) : 0;
}

static void nearest_first(struct tour *tour)
{
    bool done[TOUR_STOPS] = {true};
    tour->order[0] = 0;
    for (size_t at = 1; at < tour->count; at++) {
        size_t best = 0;
        for (size_t stop = 1; stop < tour->count; stop++) {
            if (!done[stop] && (!best || between(tour, tour->order[at - 1], stop) <
                                             between(tour, tour->order[at - 1], best))) {
                best = stop;
            }
        }
        tour->order[at] = best;
        done[best] = true;
    }
}

static void turn(size_t *order, size_t from, size_t to)
{
    for (; from < to; from++, to--) {
        size_t kept = order[from];
        order[from] = order[to];
        order[to] = kept;
    }
}

/* Walks a stretch the other way round where that is shorter. */
static bool turn_some(struct tour *tour)
{
    bool better = false;
    for (size_t from = 1; from + 1 < tour->count; from++) {
        for (size_t to = from + 1; to < tour->count; to++) {
            double now = step(tour, from - 1, from) + step(tour, to, to + 1);
            double then =
                step(tour, from - 1, to) + (to + 1 < tour->count ? step(tour, from, to + 1) : 0);
            if (then < now - GAIN) {
                turn(tour->order, from, to);
                better = true;
            }
        }
    }
    return better;
}

/* The seconds saved by taking order[from .. from+size) out and putting it behind place `behind`. */
static double move_gain(const struct tour *tour, size_t from, size_t size, size_t behind)
{
    size_t last = from + size - 1;
    double out = step(tour, from - 1, from) + step(tour, last, last + 1) -
                 (last + 1 < tour->count ? step(tour, from - 1, last + 1) : 0);
    double in =
        step(tour, behind, from) +
        (behind + 1 < tour->count ? step(tour, last, behind + 1) - step(tour, behind, behind + 1)
                                  : 0);
    return out - in;
}

static void move(size_t *order, size_t from, size_t size, size_t behind)
{
    size_t kept[MOVED];
    memcpy(kept, order + from, size * sizeof *kept);
    if (behind > from) {
        memmove(order + from, order + from + size, (behind + 1 - from - size) * sizeof *order);
        memcpy(order + behind + 1 - size, kept, size * sizeof *kept);
    } else {
        memmove(order + behind + 1 + size, order + behind + 1, (from - behind - 1) * sizeof *order);
        memcpy(order + behind + 1, kept, size * sizeof *kept);
    }
}

/* Puts up to three stops in a row where they lie better. */
static bool move_some(struct tour *tour)
{
    bool better = false;
    for (size_t size = 1; size <= MOVED; size++) {
        for (size_t from = 1; from + size <= tour->count; from++) {
            for (size_t behind = 0; behind < tour->count; behind++) {
                bool inside = behind + 1 >= from && behind < from + size;
                if (!inside && move_gain(tour, from, size, behind) > GAIN) {
                    move(tour->order, from, size, behind);
                    better = true;
                    break;
                }
            }
        }
    }
    return better;
}

double tour_order(const float *seconds, size_t count, size_t *order)
{
    struct tour tour = {seconds, count < TOUR_STOPS ? count : TOUR_STOPS, order};
    double whole = 0;
    if (tour.count == 0) {
        return 0;
    }
    nearest_first(&tour);
    for (int round = 0; round < ROUNDS; round++) {
        bool turned = turn_some(&tour);
        if (!move_some(&tour) && !turned) {
            break;
        }
    }
    for (size_t at = 0; at + 1 < tour.count; at++) {
        whole += step(&tour, at, at + 1);
    }
    return whole;
}
