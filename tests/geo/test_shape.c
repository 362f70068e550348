/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/shape.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "geo/wijk.h"

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within))
        fail_msg("%.9g is not within %g of %.9g", got, within, wanted);
}

/* How often the ring turns round the point, by adding up angles. */
static int turns(const struct shape *shape, size_t path, struct point point)
{
    const struct shape_path *ring = &shape->paths[path];
    const struct point *points = shape->points + ring->first;
    double sum = 0;
    for (size_t at = 0; at < ring->count; at++) {
        struct point a = points[at], b = points[(at + 1) % ring->count];
        double from = atan2(a.lat - point.lat, a.lon - point.lon);
        double to = atan2(b.lat - point.lat, b.lon - point.lon);
        sum += remainder(to - from, 2 * 3.14159265358979323846);
    }
    return (int)lround(sum / (2 * 3.14159265358979323846));
}

static void a_star(struct shape *shape, int rays, uint64_t *seed)
{
    shape_init(shape, SHAPE_AREA);
    shape_begin(shape, false);
    for (int ray = 0; ray < rays; ray++) {
        double angle = 2 * 3.14159265358979323846 * ray / rays;
        double reach = 0.002 + 0.008 * chance(seed);
        shape_add(shape, (struct point){4.35 + reach * cos(angle), 50.85 + reach * sin(angle)});
    }
}

static void the_park_has_its_middle_and_not_its_neighbours(void **state)
{
    (void)state;
    struct shape park;
    wijk_make(&park);
    assert_true(shape_has(&park, (struct point){4.3187, 50.8511}));
    assert_false(shape_has(&park, (struct point){4.3180, 50.8495}));
    assert_false(shape_has(&park, (struct point){4.3414, 50.8555}));
    assert_false(shape_has(&park, (struct point){NAN, NAN}));
    assert_near(park.box.west, 4.316894, 0);
    assert_near(park.box.north, 50.852938, 0);
    shape_clear(&park);
}

static void points_are_inside_as_the_winding_says(void **state)
{
    (void)state;
    uint64_t seed = 20260512;
    struct shape park;
    wijk_make(&park);
    for (int at = 0; at < 20000; at++) {
        struct point point = chance_in(&seed, box_grow(park.box, 50));
        assert_int_equal(shape_has(&park, point), turns(&park, 0, point) != 0);
    }
    shape_clear(&park);
    for (int star = 0; star < 20; star++) {
        struct shape shape;
        a_star(&shape, 5 + star * 3, &seed);
        for (int at = 0; at < 2000; at++) {
            struct point point = chance_in(&seed, shape.box);
            assert_int_equal(shape_has(&shape, point), turns(&shape, 0, point) != 0);
        }
        shape_clear(&shape);
    }
}

static void a_hole_is_outside(void **state)
{
    (void)state;
    struct shape shape;
    wijk_make(&shape);
    shape_begin(&shape, true);
    shape_add(&shape, (struct point){4.3185, 50.8509});
    shape_add(&shape, (struct point){4.3189, 50.8509});
    shape_add(&shape, (struct point){4.3187, 50.8513});
    assert_false(shape_has(&shape, (struct point){4.3187, 50.8510}));
    assert_true(shape_has(&shape, (struct point){4.3187, 50.8516}));
    assert_near(shape_distance(&shape, (struct point){4.3187, 50.85095}), 5.56, 0.01);
    shape_clear(&shape);
}

static void the_distance_is_that_to_the_nearest_edge(void **state)
{
    (void)state;
    struct shape park;
    wijk_make(&park);
    assert_near(shape_distance(&park, (struct point){4.3187, 50.8511}), 0, 0);
    uint64_t seed = 7;
    for (int at = 0; at < 300; at++) {
        struct point point = chance_in(&seed, box_grow(park.box, 400));
        if (shape_has(&park, point))
            continue;
        double nearest = INFINITY;
        for (size_t edge = 0; edge < park.point_count; edge++) {
            struct point a = park.points[edge], b = park.points[(edge + 1) % park.point_count];
            for (int step = 0; step <= 1000; step++) {
                struct point on = {a.lon + (b.lon - a.lon) * step / 1000,
                                   a.lat + (b.lat - a.lat) * step / 1000};
                nearest = fmin(nearest, point_distance(point, on));
            }
        }
        assert_near(shape_distance(&park, point), nearest, 0.3);
    }
    shape_clear(&park);
}

static void points_and_lines_know_their_distance(void **state)
{
    (void)state;
    struct shape shape;
    shape_init(&shape, SHAPE_POINT);
    assert_true(isinf(shape_distance(&shape, (struct point){0, 0})));
    shape_add(&shape, (struct point){4, 50});
    shape_begin(&shape, false);
    shape_add(&shape, (struct point){4, 52});
    assert_near(shape_distance(&shape, (struct point){4, 50.001}), 111.195, 0.01);
    assert_false(shape_has(&shape, (struct point){4, 50}));
    shape.kind = SHAPE_LINE;
    assert_near(shape_distance(&shape, (struct point){4, 51}), 111195.08, 1);
    shape_clear(&shape);
}

static void a_copy_is_equal_and_its_own(void **state)
{
    (void)state;
    struct shape park, copy, nothing;
    wijk_make(&park);
    assert_true(shape_copy(&park, &copy));
    assert_int_equal(copy.point_count, park.point_count);
    assert_int_equal(copy.path_count, 1);
    park.points[0].lon = 0;
    assert_near(copy.points[0].lon, 4.319995, 0);
    shape_add(&copy, (struct point){4.32, 50.849});
    assert_int_equal(copy.paths[0].count, 8);
    shape_clear(&park);
    assert_true(shape_copy(&park, &nothing));
    assert_int_equal(nothing.point_count, 0);
    shape_clear(&nothing);
    shape_clear(&copy);
}

static void simplifying_keeps_every_point_near_the_line(void **state)
{
    (void)state;
    uint64_t seed = 99;
    struct shape walk, simple;
    shape_init(&walk, SHAPE_LINE);
    struct point at = {4.35, 50.85};
    for (int step = 0; step < 5000; step++) {
        shape_add(&walk, at);
        at.lon += (chance(&seed) - 0.45) * 1e-4;
        at.lat += (chance(&seed) - 0.5) * 1e-4;
    }
    shape_simplify(&walk, 10, &simple);
    assert_true(simple.point_count < walk.point_count / 2);
    assert_memory_equal(&simple.points[0], &walk.points[0], sizeof(struct point));
    assert_memory_equal(&simple.points[simple.point_count - 1], &walk.points[4999],
                        sizeof(struct point));
    for (size_t i = 0; i < walk.point_count; i++)
        assert_true(shape_distance(&simple, walk.points[i]) < 10.01);
    shape_clear(&walk);
    shape_clear(&simple);
}

static void rings_that_become_too_small_vanish_with_their_holes(void **state)
{
    (void)state;
    struct shape shape, simple;
    wijk_make(&shape);
    shape_begin(&shape, true);
    shape_add(&shape, (struct point){4.3185, 50.8509});
    shape_add(&shape, (struct point){4.3189, 50.8509});
    shape_add(&shape, (struct point){4.3187, 50.8513});
    shape_simplify(&shape, 1, &simple);
    assert_int_equal(simple.path_count, 2);
    assert_true(simple.paths[1].hole);
    shape_clear(&simple);
    shape_simplify(&shape, 60, &simple);
    assert_int_equal(simple.path_count, 1);
    shape_clear(&simple);
    shape_simplify(&shape, 5000, &simple);
    assert_int_equal(simple.path_count, 0);
    assert_int_equal(simple.point_count, 0);
    assert_true(box_is_empty(simple.box));
    shape_clear(&simple);
    shape_clear(&shape);
}

static void odd_shapes_do_no_harm(void **state)
{
    (void)state;
    struct shape shape, out;
    for (enum shape_kind kind = SHAPE_POINT; kind <= SHAPE_AREA; kind++) {
        shape_init(&shape, kind);
        shape_simplify(&shape, 1, &out);
        assert_int_equal(out.path_count, 0);
        shape_clear(&out);
        shape_begin(&shape, true);
        shape_begin(&shape, false);
        shape_simplify(&shape, 1, &out);
        assert_true(isinf(shape_distance(&shape, (struct point){4, 50})));
        assert_int_equal(out.path_count, 0);
        shape_clear(&out);
        for (int at = 0; at < 3; at++)
            shape_add(&shape, (struct point){4, 50});
        assert_false(shape_has(&shape, (struct point){4, 50}));
        assert_near(shape_distance(&shape, (struct point){4, 50}), 0, 0);
        shape_simplify(&shape, 1, &out);
        shape_clear(&out);
        shape_clear(&shape);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_park_has_its_middle_and_not_its_neighbours),
        cmocka_unit_test(points_are_inside_as_the_winding_says),
        cmocka_unit_test(a_hole_is_outside),
        cmocka_unit_test(the_distance_is_that_to_the_nearest_edge),
        cmocka_unit_test(points_and_lines_know_their_distance),
        cmocka_unit_test(a_copy_is_equal_and_its_own),
        cmocka_unit_test(simplifying_keeps_every_point_near_the_line),
        cmocka_unit_test(rings_that_become_too_small_vanish_with_their_holes),
        cmocka_unit_test(odd_shapes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
