/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/route.h"

#include <math.h>

#include "kit/kit.h"
#include "map/grid.h"

static void add(struct routes *routes, const char *text, int rank, const struct spot *at,
                size_t count)
{
    routes_add(routes, (struct route){.text = text, .less = "", .rank = rank}, at, count);
}

static void pieces_of_one_street_become_one_line(void **state)
{
    struct spot a[] = {{0, 100}, {100, 100}}, b[] = {{300, 110}, {200, 105}, {101, 100}};
    struct spot c[] = {{300, 110}, {400, 110}};
    struct routes routes = {0};
    (void)state;
    add(&routes, "Ribaucourtstraat", 3, a, 2);
    add(&routes, "Ribaucourtstraat", 3, b, 3);
    add(&routes, "Ribaucourtstraat", 2, c, 2);
    routes_finish(&routes);
    assert_int_equal(routes.count, 1);
    assert_true(routes.route[0].length > 399 && routes.route[0].length < 402);
    assert_true(routes.route[0].at[0].x < 1);
    assert_int_equal(routes.route[0].rank, 2);
    assert_int_equal(routes.route[0].rank_at[0], 3);
    assert_int_equal(routes.route[0].rank_at[routes.route[0].count - 2], 2);
    routes_clear(&routes);
}

static void other_names_and_sharp_turns_stay_apart(void **state)
{
    struct spot a[] = {{0, 100}, {100, 100}}, b[] = {{100, 100}, {200, 100}},
                c[] = {{100, 100}, {100, 200}};
    struct routes routes = {0};
    (void)state;
    add(&routes, "A", 1, a, 2);
    add(&routes, "B", 1, b, 2);
    add(&routes, "A", 1, c, 2);
    routes_finish(&routes);
    for (size_t at = 0; at < 3; at++)
        assert_true(fabs(routes.route[at].length - 100) < 1e-3);
    routes_clear(&routes);
}

static void important_streets_come_first(void **state)
{
    struct spot a[] = {{0, 0}, {50, 0}}, b[] = {{0, 50}, {90, 50}}, c[] = {{0, 90}, {10, 90}};
    struct routes routes = {0};
    (void)state;
    add(&routes, "short", 5, a, 2);
    add(&routes, "long", 5, b, 2);
    add(&routes, "main", 1, c, 2);
    routes_finish(&routes);
    assert_string_equal(routes.route[0].text, "main");
    routes_clear(&routes);
}

static void of_several_ways_on_the_straightest_is_taken(void **state)
{
    struct spot from[] = {{0, 0}, {100, 0}}, on[] = {{100, 0}, {200, 2}};
    struct spot aside[] = {{100, 0}, {200, 60}};
    const struct spot *orders[][3] = {{from, on, aside}, {aside, from, on}, {on, aside, from}};
    (void)state;
    for (int order = 0; order < 3; order++) {
        struct routes routes = {0};
        for (int at = 0; at < 3; at++)
            add(&routes, "A", 1, orders[order][at], 2);
        routes_finish(&routes);
        assert_int_equal(routes.count, 2);
        double longest = fmax(routes.route[0].length, routes.route[1].length);
        assert_true(longest > 199 && longest < 201);
        routes_clear(&routes);
    }
}

static void a_ring_of_pieces_becomes_one_line(void **state)
{
    struct routes routes = {0};
    (void)state;
    for (int at = 0; at < 16; at++) {
        double from = at * M_PI / 8, to = (at + 1) * M_PI / 8;
        struct spot piece[] = {{100 * cos(from), 100 * sin(from)}, {100 * cos(to), 100 * sin(to)}};
        add(&routes, "Ring", 1, piece, 2);
    }
    routes_finish(&routes);
    assert_int_equal(routes.count, 1);
    assert_int_equal(routes.route[0].count, 17);
    assert_true(fabs(routes.route[0].at[0].x + 100) < 1e-9);
    routes_clear(&routes);
}

static void a_place_along_a_route_can_be_counted_from_both_ends(void **state)
{
    struct spot at[] = {{0, 0}, {100, 0}, {100, 100}};
    struct routes routes = {0};
    (void)state;
    add(&routes, "A", 1, at, 3);
    routes_finish(&routes);
    struct spot from = route_at(&routes.route[0], 150, false),
                back = route_at(&routes.route[0], 150, true);
    assert_true(fabs(from.x - 100) < 1e-3 && fabs(from.y - 50) < 1e-3);
    assert_true(fabs(back.x - 50) < 1e-3 && fabs(back.y) < 1e-3);
    routes_clear(&routes);
}

static void taken_ground_is_not_free(void **state)
{
    struct grid grid;
    (void)state;
    grid_init(&grid, (struct grid_box){1000, 2000, 1100, 2080});
    assert_true(grid_free(&grid, (struct grid_box){1010, 2010, 1050, 2020}));
    grid_take(&grid, (struct grid_box){1010, 2010, 1050, 2020});
    assert_false(grid_free(&grid, (struct grid_box){1040, 2015, 1060, 2040}));
    assert_true(grid_free(&grid, (struct grid_box){1050, 2010, 1090, 2020}));
    assert_true(grid_free(&grid, (struct grid_box){1010, 2020.01, 1090, 2080}));
    grid_take(&grid, (struct grid_box){-1e9, -1e9, 995, 1995});
    assert_false(grid_free(&grid, (struct grid_box){900, 1900, 901, 1901}));
    assert_true(grid_free(&grid, (struct grid_box){1000, 2000, 1005, 2005}));
    grid_take(&grid, (struct grid_box){1090, 2070, 1e9, 1e9});
    assert_false(grid_free(&grid, (struct grid_box){1096, 2076, 1099, 2079}));
    assert_true(grid_within((struct grid_box){0, 0, 9, 9}, (struct grid_box){0, 0, 9, 9}));
    assert_false(grid_within((struct grid_box){0, 0, 9, 9}, (struct grid_box){-1, 0, 9, 9}));
    grid_clear(&grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_one_street_become_one_line),
        cmocka_unit_test(other_names_and_sharp_turns_stay_apart),
        cmocka_unit_test(important_streets_come_first),
        cmocka_unit_test(of_several_ways_on_the_straightest_is_taken),
        cmocka_unit_test(a_ring_of_pieces_becomes_one_line),
        cmocka_unit_test(a_place_along_a_route_can_be_counted_from_both_ends),
        cmocka_unit_test(taken_ground_is_not_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
