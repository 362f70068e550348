/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/reach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "walk/network.h"

static struct walk_graph bruges, molenbeek;
static const struct box bruges_box = {3.208, 51.2206, 3.230, 51.2344};

static struct point chance_point(struct box box)
{
    return (struct point){box.west + kit_random_unit() * (box.east - box.west),
                          box.south + kit_random_unit() * (box.north - box.south)};
}

static void snaps_take(const struct walk_terrain *terrain, struct box box, struct walk_snap *out,
                       size_t count)
{
    for (size_t at = 0; at < count; at++)
        out[at] = walk_terrain_snap(terrain, spot_of_point(chance_point(box)));
}

/* ---- the textbook: every snap is a corner of its own, and Bellman and Ford walk until nothing
 * changes ---- */

struct leg {
    uint32_t a, b;
    double seconds;
};
struct textbook {
    struct leg *legs;
    size_t leg_count, leg_room;
    double *seconds; /* by node, then by snap */
    uint32_t *place;
    size_t corners;
};

static double pace_of(const struct walk_edge *edge, const struct walk_manner *manner)
{
    bool steps = edge->flags & WALK_EDGE_STEPS;
    return steps && manner->no_steps ? (double)INFINITY
                                     : 1 / manner->speed + (steps ? manner->steps_extra : 0);
}

static void leg_add(struct textbook *book, uint32_t a, uint32_t b, double seconds)
{
    ARRAY_GROW(book->legs, book->leg_count, book->leg_room);
    book->legs[book->leg_count++] = (struct leg){a, b, seconds};
}

/* The legs of an edge: whole, and from each snap on it to both ends and to the other snaps on it.
 */
static void edge_legs(struct textbook *book, const struct walk_graph *graph, uint32_t edge_at,
                      const struct walk_manner *manner, const struct walk_snap *snaps, size_t count)
{
    const struct walk_edge *edge = &graph->edges[edge_at];
    double pace = pace_of(edge, manner), metres = (double)edge->metres;
    if (isinf(pace))
        return;
    leg_add(book, edge->from, edge->to, metres * pace);
    for (size_t one = 0; one < count; one++) {
        if (snaps[one].edge != edge_at)
            continue;
        uint32_t corner = graph->node_count + (uint32_t)one;
        double along = (double)snaps[one].along, off = (double)snaps[one].off / manner->speed;
        leg_add(book, corner, edge->from, along * pace + off);
        leg_add(book, corner, edge->to, (metres - along) * pace + off);
        for (size_t two = 0; two < one; two++)
            if (snaps[two].edge == edge_at)
                leg_add(book, corner, graph->node_count + (uint32_t)two,
                        fabs(along - (double)snaps[two].along) * pace + off +
                            (double)snaps[two].off / manner->speed);
    }
}

static bool leg_walk(struct textbook *book, uint32_t from, uint32_t to, double seconds)
{
    if (book->seconds[from] + seconds >= book->seconds[to] - 1e-9)
        return false;
    book->seconds[to] = book->seconds[from] + seconds;
    book->place[to] = book->place[from];
    return true;
}

/* The first `places` snaps are the places. */
static void textbook_run(struct textbook *book, const struct walk_graph *graph,
                         const struct walk_manner *manner, const struct walk_snap *snaps,
                         size_t count, size_t places)
{
    *book = (struct textbook){.corners = graph->node_count + count};
    book->seconds = memory_take(book->corners * sizeof *book->seconds);
    book->place = memory_take(book->corners * sizeof *book->place);
    for (size_t at = 0; at < book->corners; at++)
        book->seconds[at] = (double)INFINITY;
    for (size_t at = 0; at < places; at++) {
        book->seconds[graph->node_count + at] =
            snaps[at].edge == WALK_NOWHERE ? (double)INFINITY : 0;
        book->place[graph->node_count + at] = (uint32_t)at;
    }
    for (uint32_t edge = 0; edge < graph->edge_count; edge++)
        edge_legs(book, graph, edge, manner, snaps, count);
    for (bool going = true; going;) {
        going = false;
        for (size_t at = 0; at < book->leg_count; at++) {
            struct leg leg = book->legs[at];
            going |= leg_walk(book, leg.a, leg.b, leg.seconds);
            going |= leg_walk(book, leg.b, leg.a, leg.seconds);
        }
    }
}

static void textbook_clear(struct textbook *book)
{
    free(book->legs);
    free(book->seconds);
    free(book->place);
}

/* Returns how many were within the bound: none, when chance puts the places where there is no way.
 */
static int compare(const struct walk_graph *graph, struct box box, const struct walk_manner *manner,
                   size_t places, double bound)
{
    enum { SNAPS = 120 };
    struct walk_snap snaps[SNAPS];
    struct textbook book;
    struct walk_terrain *terrain = walk_terrain_new(graph, manner);
    struct walk_reach *reach = walk_reach_new(terrain);
    int within = 0;
    snaps_take(terrain, box, snaps, SNAPS);
    for (size_t at = places; at < places + 10; at++) /* some beside a place on its edge */
        snaps[at] = snaps[at % places];
    textbook_run(&book, graph, manner, snaps, SNAPS, places);
    walk_reach_run(reach, snaps, places, bound);
    for (size_t at = places; at < SNAPS; at++) {
        struct walk_visit visit = walk_reach_visit(reach, &snaps[at]);
        double truth = book.seconds[graph->node_count + at];
        if (fabs(truth - bound) < 0.1)
            continue;
        assert_int_equal(isinf(visit.seconds) != 0, isinf(truth) || truth > bound);
        assert_int_equal(isinf(visit.seconds), visit.place == WALK_NOWHERE);
        if (isinf(visit.seconds))
            continue;
        within++;
        assert_true(fabs((double)visit.seconds - truth) < 0.01 + truth * 1e-5);
        assert_true(visit.place < places);
    }
    textbook_clear(&book);
    walk_reach_free(reach);
    walk_terrain_free(terrain);
    return within;
}

static void times_are_those_of_the_textbook(void **state)
{
    struct walk_manner usual = walk_manner_usual(), pram = usual, slow = usual;
    (void)state;
    pram.no_steps = true;
    slow.speed = 0.8;
    slow.steps_extra = 30;
    int within = 0;
    for (int round = 0; round < 6; round++) {
        within += compare(&bruges, bruges_box, &usual, 1 + (size_t)round * 2, 300);
        within += compare(&bruges, bruges_box, &pram, 5, 600);
        within += compare(&bruges, bruges_box, &slow, 3, (double)INFINITY);
        within += compare(&bruges, bruges_box, &pram, 2, (double)INFINITY);
    }
    assert_true(within > 500);
}

/* Ways over few places: parallel and doubled edges, loops, rings, steps, parts that do not meet. */
static void chance_graph(struct box box, struct walk_graph *out)
{
    enum { SPOTS = 40, LINE = 9 };
    struct walk_builder *builder = walk_builder_new();
    struct point spots[SPOTS];
    struct fault why;
    for (int at = 0; at < SPOTS; at++)
        spots[at] = chance_point(box);
    spots[1] = spots[0]; /* two nodes on one spot: an edge of no length */
    for (int line = 0; line < 25; line++) {
        struct point points[LINE];
        uint64_t ids[LINE];
        size_t count = 2 + (size_t)kit_random_below(LINE - 2);
        for (size_t at = 0; at < count; at++) {
            ids[at] = line ? kit_random_below(SPOTS) : at;
            points[at] = spots[ids[at]];
        }
        walk_builder_add(builder, kit_random_below(4) == 0, false, ids, points, count);
    }
    assert_true(walk_builder_finish(builder, out, &why));
    walk_builder_free(builder);
    network_check(out);
}

static void networks_of_chance_give_the_times_of_the_textbook(void **state)
{
    const struct box small = {3.215, 51.225, 3.219, 51.228};
    struct walk_manner usual = walk_manner_usual(), pram = usual;
    (void)state;
    pram.no_steps = true;
    for (int round = 0; round < 60; round++) {
        struct walk_graph graph;
        chance_graph(small, &graph);
        compare(&graph, small, &usual, 3, 240);
        compare(&graph, small, &pram, 1 + (size_t)kit_random_below(6), (double)INFINITY);
        walk_graph_clear(&graph);
    }
}

/* ---- what must always hold ---- */

static void another_place_never_makes_a_walk_longer(void **state)
{
    enum { PLACES = 12, HOMES = 300 };
    struct walk_snap places[PLACES], homes[HOMES];
    struct walk_visit before[HOMES];
    struct walk_manner usual = walk_manner_usual();
    struct walk_terrain *terrain = walk_terrain_new(&bruges, &usual);
    struct walk_reach *reach = walk_reach_new(terrain), *alone = walk_reach_new(terrain);
    (void)state;
    snaps_take(terrain, bruges_box, places, PLACES);
    snaps_take(terrain, bruges_box, homes, HOMES);
    for (size_t home = 0; home < HOMES; home++)
        before[home] = (struct walk_visit){INFINITY, WALK_NOWHERE};
    for (size_t count = 0; count <= PLACES; count++) {
        walk_reach_run(reach, places, count, 600);
        if (count)
            walk_reach_run(alone, &places[count - 1], 1, 600);
        for (size_t home = 0; home < HOMES; home++) {
            struct walk_visit now = walk_reach_visit(reach, &homes[home]);
            assert_true(now.seconds <= before[home].seconds);
            assert_true(count > 0 || isinf(now.seconds));
            if (count) { /* dragging a pretend place: the better of two */
                struct walk_visit extra = walk_reach_visit(alone, &homes[home]);
                struct walk_visit better = walk_visit_better(before[home], extra);
                assert_true(better.seconds <= now.seconds && better.seconds >= now.seconds);
            }
            before[home] = now;
        }
    }
    walk_reach_free(reach);
    walk_reach_free(alone);
    walk_terrain_free(terrain);
}

static void a_reach_that_is_run_again_remembers_nothing(void **state)
{
    enum { HOMES = 200 };
    struct walk_snap places[4], homes[HOMES];
    struct walk_manner usual = walk_manner_usual();
    struct walk_terrain *terrain = walk_terrain_new(&bruges, &usual);
    struct walk_reach *used = walk_reach_new(terrain);
    (void)state;
    snaps_take(terrain, bruges_box, homes, HOMES);
    for (int round = 0; round < 20; round++) {
        struct walk_reach *fresh = walk_reach_new(terrain);
        double bound = 60 + kit_random_unit() * 900;
        snaps_take(terrain, bruges_box, places, 4);
        walk_reach_run(used, places, 4, bound);
        walk_reach_run(fresh, places, 4, bound);
        for (size_t home = 0; home < HOMES; home++) {
            struct walk_visit one = walk_reach_visit(used, &homes[home]);
            struct walk_visit two = walk_reach_visit(fresh, &homes[home]);
            assert_memory_equal(&one, &two, sizeof one);
        }
        walk_reach_free(fresh);
    }
    walk_reach_free(used);
    walk_terrain_free(terrain);
}

static void there_and_back_take_as_long(void **state)
{
    struct walk_snap ends[2];
    struct walk_manner usual = walk_manner_usual();
    struct walk_terrain *terrain = walk_terrain_new(&bruges, &usual);
    struct walk_reach *reach = walk_reach_new(terrain);
    (void)state;
    for (int round = 0; round < 100; round++) {
        snaps_take(terrain, bruges_box, ends, 2);
        walk_reach_run(reach, &ends[0], 1, 3600);
        float there = walk_reach_visit(reach, &ends[1]).seconds;
        walk_reach_run(reach, &ends[1], 1, 3600);
        float back = walk_reach_visit(reach, &ends[0]).seconds;
        assert_true(isinf(there) ? isinf(back) : fabsf(there - back) < 0.05f);
    }
    walk_reach_free(reach);
    walk_terrain_free(terrain);
}

/* ---- snapping ---- */

/* By looking at every stretch. */
static double nearest_slowly(const struct walk_graph *graph, struct spot point)
{
    double least = (double)INFINITY, metres = spot_metres(point_of_spot(point).lat);
    for (uint32_t at = 0; at < graph->edge_count; at++)
        for (uint32_t i = 1; i < graph->edges[at].count; i++) {
            struct spot a = graph->spots[graph->edges[at].first + i - 1];
            struct spot b = graph->spots[graph->edges[at].first + i];
            double dx = b.x - a.x, dy = b.y - a.y, size = dx * dx + dy * dy;
            double along = size > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / size : 0;
            along = fmax(0, fmin(1, along));
            least = fmin(least, hypot(point.x - a.x - along * dx, point.y - a.y - along * dy));
        }
    return least * metres;
}

static void a_point_snaps_to_the_nearest_way(void **state)
{
    struct walk_manner usual = walk_manner_usual();
    struct walk_graph graph;
    struct walk_builder *builder = walk_builder_new();
    struct fault why;
    (void)state;
    for (int line = 0; line < 60; line++) { /* of any length, all one part */
        struct point points[] = {
            {3.22, 51.225}, chance_point(bruges_box), chance_point(bruges_box)};
        uint64_t ids[] = {1, (uint64_t)line * 2 + 2, (uint64_t)line * 2 + 3};
        walk_builder_add(builder, 0, false, ids, points, 3);
    }
    assert_true(walk_builder_finish(builder, &graph, &why));
    walk_builder_free(builder);
    struct walk_terrain *terrain = walk_terrain_new(&graph, &usual);
    struct box around = box_grow(bruges_box, 300);
    for (int round = 0; round < 3000; round++) {
        struct spot point = spot_of_point(chance_point(around));
        struct walk_snap snap = walk_terrain_snap(terrain, point);
        double truth = nearest_slowly(&graph, point);
        assert_int_equal(snap.edge == WALK_NOWHERE, truth > usual.farthest);
        if (snap.edge == WALK_NOWHERE)
            continue;
        const struct walk_edge *edge = &graph.edges[snap.edge];
        assert_true(fabs((double)snap.off - truth) < 0.01);
        assert_true(snap.along >= 0 && snap.along <= edge->metres);
        double off = point_distance(point_of_spot(point), point_of_spot(snap.at));
        assert_true(fabs(off - truth) < 0.01 + truth * 1e-3);
    }
    walk_terrain_free(terrain);
    walk_graph_clear(&graph);
}

static void a_point_far_from_any_way_is_nowhere_and_serves_nobody(void **state)
{
    struct walk_manner usual = walk_manner_usual();
    struct walk_terrain *terrain = walk_terrain_new(&bruges, &usual);
    struct walk_reach *reach = walk_reach_new(terrain);
    const struct point far[] = {{3.0, 51.0}, {-179, -80}, {180, 85}};
    (void)state;
    for (int at = 0; at < 3; at++) {
        struct walk_snap snap = walk_terrain_snap(terrain, spot_of_point(far[at]));
        assert_int_equal(snap.edge, WALK_NOWHERE);
        walk_reach_run(reach, &snap, 1, 600);
        struct walk_snap home =
            walk_terrain_snap(terrain, spot_of_point((struct point){3.219, 51.2275}));
        assert_int_not_equal(home.edge, WALK_NOWHERE);
        assert_true(isinf(walk_reach_visit(reach, &home).seconds));
        assert_true(isinf(walk_reach_visit(reach, &snap).seconds));
    }
    walk_reach_free(reach);
    walk_terrain_free(terrain);
}

static void an_empty_network_reaches_nobody(void **state)
{
    struct walk_manner usual = walk_manner_usual();
    struct walk_graph empty;
    struct fault why;
    struct walk_builder *builder = walk_builder_new();
    (void)state;
    assert_true(walk_builder_finish(builder, &empty, &why));
    walk_builder_free(builder);
    struct walk_terrain *terrain = walk_terrain_new(&empty, &usual);
    struct walk_reach *reach = walk_reach_new(terrain);
    struct walk_snap snap = walk_terrain_snap(terrain, (struct spot){0.5, 0.3});
    assert_int_equal(snap.edge, WALK_NOWHERE);
    walk_reach_run(reach, &snap, 1, 600);
    assert_true(isinf(walk_reach_visit(reach, &snap).seconds));
    walk_reach_free(reach);
    walk_terrain_free(terrain);
    walk_graph_clear(&empty);
}

/* ---- by hand ---- */

static struct point metres_at(double east, double north)
{
    struct spot corner = spot_of_point((struct point){4.34, 50.85});
    double scale = spot_metres(50.85);
    return point_of_spot((struct spot){corner.x + east / scale, corner.y - north / scale});
}

/* A street of 1 km with 2 km more behind it; steps of 20 m at 500 m lead to a second one that comes
 * back to it after a detour of 1.2 km. A loose path of 100 m beside the street. */
static void square_make(struct walk_graph *out)
{
    struct walk_builder *builder = walk_builder_new();
    struct fault why;
    struct point street[] = {metres_at(-2000, 0), metres_at(500, 0), metres_at(1000, 0)};
    struct point steps[] = {metres_at(500, 0), metres_at(500, 20)};
    struct point upper[] = {metres_at(500, 20), metres_at(1090, 20), metres_at(1090, 0),
                            metres_at(1000, 0)};
    struct point loose[] = {metres_at(100, 30), metres_at(200, 30)};
    walk_builder_add(builder, 0, false, (uint64_t[]){1, 2, 3}, street, 3);
    walk_builder_add(builder, WALK_EDGE_STEPS, false, (uint64_t[]){2, 4}, steps, 2);
    walk_builder_add(builder, 0, false, (uint64_t[]){4, 5, 6, 3}, upper, 4);
    walk_builder_add(builder, 0, false, (uint64_t[]){10, 11}, loose, 2);
    assert_true(walk_builder_finish(builder, out, &why));
    walk_builder_free(builder);
}

static float walk_between(const struct walk_graph *graph, const struct walk_manner *manner,
                          struct point a, struct point b)
{
    struct walk_terrain *terrain = walk_terrain_new(graph, manner);
    struct walk_reach *reach = walk_reach_new(terrain);
    struct walk_snap from = walk_terrain_snap(terrain, spot_of_point(a));
    struct walk_snap to = walk_terrain_snap(terrain, spot_of_point(b));
    walk_reach_run(reach, &from, 1, (double)INFINITY);
    float seconds = walk_reach_visit(reach, &to).seconds;
    walk_reach_free(reach);
    walk_terrain_free(terrain);
    return seconds;
}

static void steps_cost_more_or_are_no_way_at_all(void **state)
{
    struct walk_graph graph;
    struct walk_manner plain = {1, false, 0, 100}, tired = {1, false, 4, 100},
                       pram = {1, true, 0, 100};
    struct point low = metres_at(490, -3), high = metres_at(520, 22);
    (void)state;
    square_make(&graph);
    assert_float_equal(walk_between(&graph, &plain, low, high), 3 + 10 + 20 + 20 + 2, 1);
    assert_float_equal(walk_between(&graph, &tired, low, high), 3 + 10 + 20 * 5 + 20 + 2, 1.5);
    assert_float_equal(walk_between(&graph, &pram, low, high), 3 + 10 + 500 + 90 + 20 + 570 + 2,
                       1.5);
    walk_graph_clear(&graph);
}

static void who_lives_on_the_same_stretch_need_not_go_round(void **state)
{
    struct walk_graph graph;
    struct walk_manner plain = {1, false, 0, 100};
    (void)state;
    square_make(&graph);
    assert_float_equal(walk_between(&graph, &plain, metres_at(600, 4), metres_at(700, -4)), 108,
                       0.5);
    walk_graph_clear(&graph);
}

static void a_loose_bit_of_path_is_passed_over_for_the_street(void **state)
{
    struct walk_graph graph;
    struct walk_manner plain = {1, false, 0, 100}, short_armed = {1, false, 0, 20};
    (void)state;
    square_make(&graph);
    assert_float_equal(walk_between(&graph, &plain, metres_at(150, 29), metres_at(300, 0)),
                       29 + 150, 0.5);
    assert_true(isinf(walk_between(&graph, &short_armed, metres_at(150, 29), metres_at(300, 0))));
    walk_graph_clear(&graph);
}

/* ---- Molenbeek: over the canal one goes by a bridge ---- */

static void across_the_canal_it_is_farther_than_it_looks(void **state)
{
    struct walk_manner usual = walk_manner_usual();
    struct point west = {4.34450, 50.85740},
                 east = {4.34570, 50.85690}; /* quays, between two bridges */
    (void)state;
    double straight = point_distance(west, east);
    double walked = (double)walk_between(&molenbeek, &usual, west, east) * usual.speed;
    print_message("over the canal: %.0f m as the crow flies, %.0f m on foot\n", straight, walked);
    assert_true(walked > 1.5 * straight && walked < 2500);
}

static void with_a_pram_no_walk_is_shorter_and_some_are_longer(void **state)
{
    enum { HOMES = 200 };
    struct box box = {4.350, 50.840, 4.366, 50.850};
    struct walk_manner usual = walk_manner_usual(), pram = usual;
    struct point place = {4.3555, 50.8440}; /* at the foot of the Kunstberg */
    int longer = 0;
    (void)state;
    pram.no_steps = true;
    struct walk_terrain *stairs = walk_terrain_new(&molenbeek, &usual);
    struct walk_terrain *flat = walk_terrain_new(&molenbeek, &pram);
    struct walk_reach *one = walk_reach_new(stairs), *two = walk_reach_new(flat);
    struct walk_snap from = walk_terrain_snap(stairs, spot_of_point(place));
    struct walk_snap level = walk_terrain_snap(flat, spot_of_point(place));
    assert_int_equal(from.edge, level.edge);
    walk_reach_run(one, &from, 1, 3600);
    walk_reach_run(two, &level, 1, 3600);
    for (int home = 0; home < HOMES; home++) {
        struct walk_snap snap = walk_terrain_snap(flat, spot_of_point(chance_point(box)));
        if (snap.edge == WALK_NOWHERE)
            continue;
        float over = walk_reach_visit(one, &snap).seconds,
              round = walk_reach_visit(two, &snap).seconds;
        assert_true(over <= round + 0.01f);
        longer += over < round - 0.01f;
    }
    print_message("%d of %d walks take longer without steps\n", longer, HOMES);
    assert_true(longer > 0);
    walk_reach_free(one);
    walk_reach_free(two);
    walk_terrain_free(stairs);
    walk_terrain_free(flat);
}

static int networks_read(void **state)
{
    (void)state;
    network_of_opl(kit_data("walk/brugge_sint-pieters_2020.opl"), &bruges);
    network_molenbeek(&molenbeek);
    return 0;
}

static int networks_clear(void **state)
{
    (void)state;
    walk_graph_clear(&bruges);
    walk_graph_clear(&molenbeek);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_those_of_the_textbook),
        cmocka_unit_test(networks_of_chance_give_the_times_of_the_textbook),
        cmocka_unit_test(another_place_never_makes_a_walk_longer),
        cmocka_unit_test(a_reach_that_is_run_again_remembers_nothing),
        cmocka_unit_test(there_and_back_take_as_long),
        cmocka_unit_test(a_point_snaps_to_the_nearest_way),
        cmocka_unit_test(a_point_far_from_any_way_is_nowhere_and_serves_nobody),
        cmocka_unit_test(an_empty_network_reaches_nobody),
        cmocka_unit_test(steps_cost_more_or_are_no_way_at_all),
        cmocka_unit_test(who_lives_on_the_same_stretch_need_not_go_round),
        cmocka_unit_test(a_loose_bit_of_path_is_passed_over_for_the_street),
        cmocka_unit_test(across_the_canal_it_is_farther_than_it_looks),
        cmocka_unit_test(with_a_pram_no_walk_is_shorter_and_some_are_longer),
    };
    return cmocka_run_group_tests(tests, networks_read, networks_clear);
}
