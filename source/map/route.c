/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/route.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const double APART = 1;       /* dp */
static const double JOIN_NEAR = 2.5; /* dp */
static const double WAY = 6;         /* dp of an end that say where it goes */
static const double JOIN_TURN = 0.7; /* cosine of the sharpest turn at a join */

enum { ENDS_MOST = 2048 }; /* of one name; more are not joined */

struct join { /* two ends that may become one: 2 * piece, + 1 for its last point */
    int a, b;
    double straight;
};

void routes_add(struct routes *routes, struct route like, const struct spot *at, size_t count)
{
    if (count < 2)
        return;
    like.at = memory_take(count * sizeof *at);
    like.along = NULL;
    like.rank_at = NULL;
    like.count = 0;
    for (size_t next = 0; next < count; next++) {
        const struct spot *last = next ? &like.at[like.count - 1] : NULL;
        if (!last || next + 1 == count ||
            hypot(at[next].x - last->x, at[next].y - last->y) >= APART)
            like.at[like.count++] = at[next];
    }
    ARRAY_GROW(routes->route, routes->count, routes->room);
    routes->route[routes->count++] = like;
}

/* ---- joining ---- */

static struct spot end_spot(const struct route *group, int end)
{
    const struct route *route = &group[end / 2];
    return route->at[end % 2 ? route->count - 1 : 0];
}

/* The way out of the piece at this end, of length 1. */
static struct spot end_way(const struct route *group, int end)
{
    const struct route *route = &group[end / 2];
    struct spot last = end_spot(group, end);
    double x = 0, y = 0, length = 0;
    for (size_t step = 1; step < route->count && length < WAY; step++) {
        struct spot inward = route->at[end % 2 ? route->count - 1 - step : step];
        x = last.x - inward.x;
        y = last.y - inward.y;
        length = hypot(x, y);
    }
    return length > 0 ? (struct spot){x / length, y / length} : (struct spot){0, 0};
}

static int straightest_first(const void *a, const void *b)
{
    const struct join *left = a, *right = b;
    if (left->straight > right->straight || left->straight < right->straight)
        return left->straight > right->straight ? -1 : 1;
    return left->a != right->a ? left->a - right->a : left->b - right->b;
}

static size_t joins_find(const struct route *group, int ends, struct join **out)
{
    struct join *joins = NULL;
    size_t count = 0, room = 0;
    for (int a = 0; a < ends; a++) {
        struct spot here = end_spot(group, a), way = end_way(group, a);
        for (int b = (a / 2 + 1) * 2; b < ends; b++) {
            struct spot there = end_spot(group, b), other = end_way(group, b);
            if (fabs(here.x - there.x) >= JOIN_NEAR || fabs(here.y - there.y) >= JOIN_NEAR)
                continue;
            double straight = -(way.x * other.x + way.y * other.y);
            if (straight <= JOIN_TURN)
                continue;
            ARRAY_GROW(joins, count, room);
            joins[count++] = (struct join){a, b, straight};
        }
    }
    if (count)
        qsort(joins, count, sizeof *joins, straightest_first);
    *out = joins;
    return count;
}

static void append(struct route *whole, const struct route *piece, bool backward)
{
    bool first = whole->count == 0;
    size_t most = whole->count + piece->count;
    whole->at = memory_grow(whole->at, most * sizeof *whole->at);
    whole->rank_at = memory_grow(whole->rank_at, most * sizeof *whole->rank_at);
    whole->rank = whole->rank < piece->rank ? whole->rank : piece->rank;
    if (!first)
        whole->rank_at[whole->count - 1] = piece->rank;
    for (size_t at = first ? 0 : 1; at < piece->count; at++) {
        whole->rank_at[whole->count] = piece->rank;
        whole->at[whole->count++] = piece->at[backward ? piece->count - 1 - at : at];
    }
}

static void turn_round(struct route *route)
{
    for (size_t low = 0, high = route->count - 1; low < high; low++, high--) {
        struct spot kept = route->at[low];
        route->at[low] = route->at[high];
        route->at[high] = kept;
    }
    for (size_t low = 0, high = route->count - 2; low < high && high < route->count;
         low++, high--) {
        int kept = route->rank_at[low];
        route->rank_at[low] = route->rank_at[high];
        route->rank_at[high] = kept;
    }
}

/* Follows the joins from a free end on, gathers the points, and empties the pieces. */
static struct route chain(struct route *group, const int *joined, int end)
{
    struct route whole = group[end / 2];
    whole.at = NULL;
    whole.rank_at = NULL;
    whole.count = 0;
    for (int from = end; from >= 0;) {
        struct route *piece = &group[from / 2];
        if (!piece->count)
            break;
        append(&whole, piece, from % 2 == 1);
        piece->count = 0;
        from = joined[from ^ 1];
    }
    return whole;
}

static bool before(struct spot a, struct spot b)
{
    return a.x < b.x || (a.x <= b.x && a.y < b.y);
}

/* In a ring there is no free end: it begins at its most western joint. */
static int ring_begin(const struct route *group, const int *joined, int end)
{
    int best = end;
    for (int from = joined[end ^ 1]; from >= 0 && from != end; from = joined[from ^ 1]) {
        if (before(end_spot(group, from), end_spot(group, best)))
            best = from;
    }
    return best;
}

static void chains_make(struct route *group, int pieces, const int *joined)
{
    struct route *whole = memory_take((size_t)pieces * sizeof *whole);
    int count = 0;
    for (int end = 0; end < 2 * pieces; end++) {
        if (group[end / 2].count && joined[end] < 0)
            whole[count++] = chain(group, joined, end);
    }
    for (int end = 0; end < 2 * pieces; end += 2) {
        if (group[end / 2].count)
            whole[count++] = chain(group, joined, ring_begin(group, joined, end));
    }
    for (int at = 0; at < pieces; at++) {
        free(group[at].at);
        group[at].at = NULL;
    }
    memcpy(group, whole, (size_t)count * sizeof *whole);
    free(whole);
}

static void join_group(struct route *group, int pieces)
{
    int ends = 2 * pieces, *joined;
    struct join *joins = NULL;
    size_t count = ends > ENDS_MOST ? 0 : joins_find(group, ends, &joins);
    joined = memory_take((size_t)ends * sizeof *joined);
    for (int end = 0; end < ends; end++)
        joined[end] = -1;
    for (size_t at = 0; at < count; at++) {
        if (joined[joins[at].a] < 0 && joined[joins[at].b] < 0) {
            joined[joins[at].a] = joins[at].b;
            joined[joins[at].b] = joins[at].a;
        }
    }
    chains_make(group, pieces, joined);
    free(joined);
    free(joins);
}

/* ---- order ---- */

static int by_rank(const void *a, const void *b)
{
    const struct route *left = a, *right = b;
    return left->rank != right->rank ? left->rank - right->rank : strcmp(left->text, right->text);
}

static int by_name(const void *a, const void *b)
{
    const struct route *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    return order ? order : left->kind - right->kind;
}

static void route_measure(struct route *route)
{
    if (before(route->at[route->count - 1], route->at[0]))
        turn_round(route);
    route->along = memory_take(route->count * sizeof *route->along);
    route->along[0] = 0;
    for (size_t at = 1; at < route->count; at++) {
        struct spot a = route->at[at - 1], b = route->at[at];
        route->along[at] = route->along[at - 1] + hypot(b.x - a.x, b.y - a.y);
    }
    route->length = route->along[route->count - 1];
}

void routes_finish(struct routes *routes)
{
    if (!routes->count)
        return;
    qsort(routes->route, routes->count, sizeof *routes->route, by_name);
    for (size_t first = 0, next = 1; first < routes->count; first = next++) {
        while (next < routes->count && by_name(&routes->route[first], &routes->route[next]) == 0)
            next++;
        join_group(routes->route + first, (int)(next - first));
    }
    size_t kept = 0;
    for (size_t at = 0; at < routes->count; at++) {
        if (routes->route[at].at)
            routes->route[kept++] = routes->route[at];
    }
    routes->count = kept;
    qsort(routes->route, kept, sizeof *routes->route, by_rank);
    for (size_t at = 0; at < routes->count; at++)
        route_measure(&routes->route[at]);
}

void routes_clear(struct routes *routes)
{
    for (size_t at = 0; at < routes->count; at++) {
        free(routes->route[at].at);
        free(routes->route[at].along);
        free(routes->route[at].rank_at);
    }
    free(routes->route);
    *routes = (struct routes){0};
}

struct spot route_at(const struct route *route, double along, bool backward)
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
    double share = part > 0 ? (want - route->along[low]) / part : 0;
    struct spot a = route->at[low], b = route->at[high];
    return (struct spot){a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}
