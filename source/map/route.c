/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/route.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const double JOIN_NEAR = 2.5; /* units */
static const double JOIN_TURN = 0.7; /* cosine of the sharpest turn at a join */
static const float REACH = 48;       /* units kept beyond the picture */

static bool beyond(const struct frame *frame, struct place_xy a, struct place_xy b)
{
    float right = (float)frame->width + REACH, bottom = (float)frame->height + REACH;
    return (a.x < -REACH && b.x < -REACH) || (a.y < -REACH && b.y < -REACH) ||
           (a.x > right && b.x > right) || (a.y > bottom && b.y > bottom);
}

static void part_add(struct routes *routes, struct route like, const struct place_xy *at,
                     size_t count)
{
    if (count < 2)
        return;
    like.at = memory_take(count * sizeof *at);
    memcpy(like.at, at, count * sizeof *at);
    like.count = count;
    ARRAY_GROW(routes->route, routes->count, routes->room);
    routes->route[routes->count++] = like;
}

void routes_add(struct routes *routes, const struct frame *frame, const char *text, int kind,
                int rank, const struct place_xy *at, size_t count)
{
    struct route like = {.text = text, .kind = kind, .rank = rank};
    size_t first = 0;
    for (size_t next = 1; next < count; next++) {
        if (!beyond(frame, at[next - 1], at[next]))
            continue;
        part_add(routes, like, at + first, next - first);
        first = next;
    }
    part_add(routes, like, at + first, count - first);
}

static void turn_round(struct route *route)
{
    for (size_t low = 0, high = route->count - 1; low < high; low++, high--) {
        struct place_xy kept = route->at[low];
        route->at[low] = route->at[high];
        route->at[high] = kept;
    }
}

static bool meet(struct place_xy a, struct place_xy b)
{
    return fabs((double)a.x - b.x) < JOIN_NEAR && fabs((double)a.y - b.y) < JOIN_NEAR;
}

/* Whether the way from the last points of a into the first of b goes more or less straight on. */
static bool goes_on(const struct route *a, const struct route *b)
{
    struct place_xy p = a->at[a->count - 2], q = a->at[a->count - 1], r = b->at[0], s = b->at[1];
    double ax = q.x - p.x, ay = q.y - p.y, bx = s.x - r.x, by = s.y - r.y;
    return ax * bx + ay * by > JOIN_TURN * hypot(ax, ay) * hypot(bx, by);
}

static bool fits_after(struct route *a, struct route *b)
{
    if (meet(a->at[a->count - 1], b->at[0]) && goes_on(a, b))
        return true;
    turn_round(b);
    if (meet(a->at[a->count - 1], b->at[0]) && goes_on(a, b))
        return true;
    turn_round(a);
    if (meet(a->at[a->count - 1], b->at[0]) && goes_on(a, b))
        return true;
    turn_round(b);
    return meet(a->at[a->count - 1], b->at[0]) && goes_on(a, b);
}

static void append(struct route *a, struct route *b)
{
    a->at = memory_grow(a->at, (a->count + b->count) * sizeof *a->at);
    memcpy(a->at + a->count, b->at + 1, (b->count - 1) * sizeof *a->at);
    a->count += b->count - 1;
    a->rank = a->rank < b->rank ? a->rank : b->rank;
    free(b->at);
    b->at = NULL;
    b->count = 0;
}

static void join_group(struct route *group, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        for (size_t other = 0; other < count && group[at].count; other++) {
            if (other != at && group[other].count && fits_after(&group[at], &group[other])) {
                append(&group[at], &group[other]);
                other = (size_t)-1; /* the ends are new: look again */
            }
        }
    }
}

static int by_text(const void *a, const void *b)
{
    const struct route *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    return order ? order : left->kind - right->kind;
}

static int by_weight(const void *a, const void *b)
{
    const struct route *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank - right->rank;
    if (left->length != right->length)
        return left->length < right->length ? 1 : -1;
    return strcmp(left->text, right->text);
}

static void route_measure(struct route *route)
{
    route->along = memory_take((route->count + 1) * sizeof *route->along);
    for (size_t at = 1; at < route->count; at++) {
        struct place_xy a = route->at[at - 1], b = route->at[at];
        route->along[at] = route->along[at - 1] + hypot((double)b.x - a.x, (double)b.y - a.y);
    }
    route->length = route->count ? route->along[route->count - 1] : 0;
}

void routes_finish(struct routes *routes)
{
    if (!routes->count)
        return;
    qsort(routes->route, routes->count, sizeof *routes->route, by_text);
    for (size_t first = 0, next = 1; first < routes->count; first = next++) {
        while (next < routes->count && by_text(&routes->route[first], &routes->route[next]) == 0)
            next++;
        join_group(routes->route + first, next - first);
    }
    for (size_t at = 0; at < routes->count; at++)
        route_measure(&routes->route[at]);
    qsort(routes->route, routes->count, sizeof *routes->route, by_weight);
}

void routes_clear(struct routes *routes)
{
    for (size_t at = 0; at < routes->count; at++) {
        free(routes->route[at].at);
        free(routes->route[at].along);
    }
    free(routes->route);
    *routes = (struct routes){0};
}

struct place_xy route_at(const struct route *route, double along, bool backward)
{
    double want = backward ? route->length - along : along;
    size_t low = 0, high = route->count - 1;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (route->along[middle] <= want)
            low = middle;
        else
            high = middle;
    }
    double part = route->along[high] - route->along[low];
    float share = part > 0 ? (float)((want - route->along[low]) / part) : 0;
    struct place_xy a = route->at[low], b = route->at[high];
    return (struct place_xy){a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}
