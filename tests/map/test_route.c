/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/route.h"

#include <math.h>

#include "kit/kit.h"
#include "map/grid.h"

static const struct frame FRAME = {.width = 800, .height = 600, .scale_x = 1, .scale_y = 1};

static void add(struct routes *routes, const char *text, int rank, const struct place_xy *at,
                size_t count)
{
    routes_add(routes, &FRAME, text, 0, rank, at, count);
}

static void pieces_of_one_street_become_one_line(void **state)
{
    struct place_xy a[] = {{0, 100}, {100, 100}}, b[] = {{300, 110}, {200, 105}, {101, 100}};
    struct place_xy c[] = {{300, 110}, {400, 110}};
    struct routes routes = {0};
    (void)state;
    add(&routes, "Ribaucourtstraat", 3, a, 2);
    add(&routes, "Ribaucourtstraat", 3, b, 3);
    add(&routes, "Ribaucourtstraat", 2, c, 2);
    routes_finish(&routes);
    assert_int_equal(routes.route[0].rank, 2);
    assert_true(routes.route[0].length > 399 && routes.route[0].length < 402);
    assert_true(routes.route[1].length + routes.route[2].length < 1e-9);
    routes_clear(&routes);
}

static void other_names_and_sharp_turns_stay_apart(void **state)
{
    struct place_xy a[] = {{0, 100}, {100, 100}}, b[] = {{100, 100}, {200, 100}},
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

static void important_streets_come_first_then_long_ones(void **state)
{
    struct place_xy a[] = {{0, 0}, {50, 0}}, b[] = {{0, 50}, {90, 50}}, c[] = {{0, 90}, {10, 90}};
    struct routes routes = {0};
    (void)state;
    add(&routes, "short", 5, a, 2);
    add(&routes, "long", 5, b, 2);
    add(&routes, "main", 1, c, 2);
    routes_finish(&routes);
    assert_string_equal(routes.route[0].text, "main");
    assert_string_equal(routes.route[1].text, "long");
    assert_string_equal(routes.route[2].text, "short");
    routes_clear(&routes);
}

static void what_is_far_outside_is_left_out(void **state)
{
    struct place_xy at[] = {{-900, 0}, {-500, 0}, {-100, 0}, {100, 0},
                            {400, 0},  {900, 0},  {990, 0}};
    struct routes routes = {0};
    (void)state;
    add(&routes, "A", 1, at, 7);
    routes_finish(&routes);
    assert_int_equal(routes.count, 1);
    assert_true(fabs(routes.route[0].length - 1000) < 1e-3);
    routes_clear(&routes);
}

static void a_place_along_a_route_can_be_counted_from_both_ends(void **state)
{
    struct place_xy at[] = {{0, 0}, {100, 0}, {100, 100}};
    struct routes routes = {0};
    (void)state;
    add(&routes, "A", 1, at, 3);
    routes_finish(&routes);
    struct place_xy from = route_at(&routes.route[0], 150, false),
                    back = route_at(&routes.route[0], 150, true);
    assert_true(fabs(from.x - 100) < 1e-3 && fabs(from.y - 50) < 1e-3);
    assert_true(fabs(back.x - 50) < 1e-3 && fabs(back.y) < 1e-3);
    routes_clear(&routes);
}

static void taken_ground_is_not_free(void **state)
{
    struct grid grid;
    (void)state;
    grid_init(&grid, 100, 80);
    assert_true(grid_free(&grid, (struct grid_box){10, 10, 50, 20}));
    grid_take(&grid, (struct grid_box){10, 10, 50, 20});
    assert_false(grid_free(&grid, (struct grid_box){40, 15, 60, 40}));
    assert_true(grid_free(&grid, (struct grid_box){56, 10, 90, 20}));
    assert_true(grid_inside(&grid, (struct grid_box){0, 0, 100, 80}));
    assert_false(grid_inside(&grid, (struct grid_box){-1, 0, 10, 10}));
    grid_take(&grid, (struct grid_box){-1e9, -1e9, -5, -5});
    grid_take(&grid, (struct grid_box){90, 70, 1e9, 1e9});
    assert_false(grid_free(&grid, (struct grid_box){96, 76, 99, 79}));
    grid_clear(&grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_one_street_become_one_line),
        cmocka_unit_test(other_names_and_sharp_turns_stay_apart),
        cmocka_unit_test(important_streets_come_first_then_long_ones),
        cmocka_unit_test(what_is_far_outside_is_left_out),
        cmocka_unit_test(a_place_along_a_route_can_be_counted_from_both_ends),
        cmocka_unit_test(taken_ground_is_not_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
