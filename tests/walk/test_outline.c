/* SPDX-License-Identifier: EUPL-1.2 */
/* The outline holds what is reached, and nothing far from it. */
#include "walk/outline.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "walk/network.h"

static struct walk_graph molenbeek;
static const struct box box = {4.328, 50.847, 4.348, 50.862};
static struct walk_terrain *terrain;

struct here { /* a spot on an edge */
    struct walk_snap snap;
    struct point point;
};

/* The spot `along` metres on the edge: lengths on the map are in proportion to those on the ground.
 */
static struct here here_on(uint32_t at, double along)
{
    const struct walk_edge *edge = &molenbeek.edges[at];
    const struct spot *spots = molenbeek.spots + edge->first;
    double whole = 0, metres = (double)edge->metres;
    for (uint32_t spot = 0; spot + 1 < edge->count; spot++)
        whole += hypot(spots[spot + 1].x - spots[spot].x, spots[spot + 1].y - spots[spot].y);
    double left = metres > 0 ? along / metres * whole : 0;
    struct spot on = spots[edge->count - 1];
    for (uint32_t spot = 0; spot + 1 < edge->count; spot++) {
        double size = hypot(spots[spot + 1].x - spots[spot].x, spots[spot + 1].y - spots[spot].y);
        if (left <= size && size > 0) {
            on = (struct spot){spots[spot].x + left / size * (spots[spot + 1].x - spots[spot].x),
                               spots[spot].y + left / size * (spots[spot + 1].y - spots[spot].y)};
            break;
        }
        left -= size;
    }
    return (struct here){{at, (float)along, 0, on}, point_of_spot(on)};
}

static struct here here_of_chance(void)
{
    uint32_t edge = (uint32_t)kit_random_below(molenbeek.edge_count);
    return here_on(edge, kit_random_unit() * (double)molenbeek.edges[edge].metres);
}

/* Every two metres of the network, those that are reached. */
static size_t reached_gather(const struct walk_reach *reach, double bound, struct point **out)
{
    size_t count = 0, room = 0;
    *out = NULL;
    for (uint32_t edge = 0; edge < molenbeek.edge_count; edge++) {
        double metres = (double)molenbeek.edges[edge].metres;
        for (double along = 0; along <= metres; along += 2) {
            struct here here = here_on(edge, along);
            if ((double)walk_reach_visit(reach, &here.snap).seconds > bound)
                continue;
            ARRAY_GROW(*out, count, room);
            (*out)[count++] = here.point;
        }
    }
    return count;
}

static double nearest_of(const struct point *points, size_t count, struct point to)
{
    double best = INFINITY, east = 111320 * cos(to.lat * 3.14159265358979 / 180);
    for (size_t at = 0; at < count; at++)
        best = fmin(best, hypot((points[at].lon - to.lon) * east,
                                (points[at].lat - to.lat) * 110540 * 1.0065));
    return best;
}

static struct point point_of_chance(void)
{
    return (struct point){box.west + kit_random_unit() * (box.east - box.west),
                          box.south + kit_random_unit() * (box.north - box.south)};
}

static void shape_sound(const struct shape *area)
{
    for (size_t at = 0; at < area->path_count; at++) {
        assert_true(area->paths[at].count >= 3);
        assert_true(at > 0 || !area->paths[at].hole);
    }
}

static void outline_judge(const struct walk_reach *reach, double bound)
{
    const struct walk_reach *const reaches = reach;
    struct walk_outline outline;
    struct point *reached;
    walk_outline_make(&reaches, 1, bound, &outline);
    size_t count = reached_gather(reach, bound, &reached);
    shape_sound(&outline.area);
    for (size_t at = 0; at < count; at += 3)
        if (!shape_has(&outline.area, reached[at]))
            fail_msg("%f %f is reached, but lies outside", reached[at].lon, reached[at].lat);
    size_t inside = 0;
    for (int round = 0; round < 300; round++) {
        struct point point = round % 2 ? point_of_chance() : here_of_chance().point;
        if (!shape_has(&outline.area, point))
            continue;
        double away = nearest_of(reached, count, point);
        inside++;
        if (away > outline.within + 2)
            fail_msg("%f %f lies inside, %.1f m from all that is reached", point.lon, point.lat,
                     away);
    }
    assert_true(count == 0 || inside > 0 || bound < 120);
    walk_outline_clear(&outline);
    free(reached);
}

static void it_holds_exactly_what_is_reached(void **state)
{
    struct walk_reach *reach = walk_reach_new(terrain);
    (void)state;
    for (int round = 0; round < 6; round++) {
        struct walk_snap places[3];
        size_t count = 1 + kit_random_below(3);
        for (size_t at = 0; at < count; at++)
            places[at] = walk_terrain_snap(terrain, spot_of_point(point_of_chance()));
        double bound = 30 + kit_random_unit() * 600;
        walk_reach_run(reach, places, count, round % 2 ? INFINITY : bound);
        outline_judge(reach, bound);
    }
    walk_reach_free(reach);
}

/* A long edge of which neither end is reached. */
static void a_place_in_the_middle_of_a_long_way_has_its_own_outline(void **state)
{
    struct walk_reach *reach = walk_reach_new(terrain);
    const struct walk_reach *const reaches = reach;
    struct walk_outline outline;
    uint32_t longest = 0;
    (void)state;
    for (uint32_t edge = 0; edge < molenbeek.edge_count; edge++)
        if (molenbeek.edges[edge].metres > molenbeek.edges[longest].metres)
            longest = edge;
    double metres = (double)molenbeek.edges[longest].metres;
    assert_true(metres > 200);
    struct here middle = here_on(longest, metres / 2);
    walk_reach_run(reach, &middle.snap, 1, 40);
    walk_outline_make(&reaches, 1, 40, &outline);
    assert_int_equal(outline.area.path_count, 1);
    assert_true(shape_has(&outline.area, here_on(longest, metres / 2 + 49).point));
    assert_true(shape_has(&outline.area, here_on(longest, metres / 2 - 49).point));
    walk_outline_clear(&outline);
    walk_reach_free(reach);
}

static void longer_walks_hold_shorter_ones_and_two_hold_both(void **state)
{
    struct walk_reach *one = walk_reach_new(terrain), *two = walk_reach_new(terrain);
    struct walk_snap a = walk_terrain_snap(terrain, spot_of_point(point_of_chance()));
    struct walk_snap b = walk_terrain_snap(terrain, spot_of_point(point_of_chance()));
    const struct walk_reach *const both[] = {one, two};
    struct walk_outline small, large, joined;
    (void)state;
    walk_reach_run(one, &a, 1, 600);
    walk_reach_run(two, &b, 1, 300);
    walk_outline_make(both, 1, 300, &small);
    walk_outline_make(both, 1, 600, &large);
    walk_outline_make(both, 2, 300, &joined);
    for (int round = 0; round < 2000; round++) {
        struct here here = here_of_chance();
        double from_a = (double)walk_reach_visit(one, &here.snap).seconds;
        double from_b = (double)walk_reach_visit(two, &here.snap).seconds;
        assert_true(from_a > 300 ||
                    (shape_has(&small.area, here.point) && shape_has(&large.area, here.point)));
        assert_true(fmin(from_a, from_b) > 300 || shape_has(&joined.area, here.point));
    }
    walk_outline_clear(&small);
    walk_outline_clear(&large);
    walk_outline_clear(&joined);
    walk_reach_free(one);
    walk_reach_free(two);
}

static void nothing_reached_has_no_outline(void **state)
{
    struct walk_reach *reach = walk_reach_new(terrain);
    const struct walk_reach *const reaches = reach;
    struct walk_outline outline;
    (void)state;
    walk_reach_run(reach, NULL, 0, 600);
    walk_outline_make(&reaches, 1, 600, &outline);
    assert_int_equal(outline.area.path_count, 0);
    walk_outline_clear(&outline);
    walk_outline_make(&reaches, 0, 600, &outline);
    assert_int_equal(outline.area.path_count, 0);
    walk_outline_clear(&outline);
    walk_reach_free(reach);
}

static int begin(void **state)
{
    struct walk_manner manner = walk_manner_usual();
    (void)state;
    network_molenbeek(&molenbeek);
    terrain = walk_terrain_new(&molenbeek, &manner);
    return 0;
}

static int end(void **state)
{
    (void)state;
    walk_terrain_free(terrain);
    walk_graph_clear(&molenbeek);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_holds_exactly_what_is_reached),
        cmocka_unit_test(a_place_in_the_middle_of_a_long_way_has_its_own_outline),
        cmocka_unit_test(longer_walks_hold_shorter_ones_and_two_hold_both),
        cmocka_unit_test(nothing_reached_has_no_outline),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
