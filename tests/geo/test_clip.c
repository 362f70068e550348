/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/shape.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "geo/wijk.h"

static double area_of(const struct shape *shape)
{
    double sum = 0;
    for (size_t path = 0; path < shape->path_count; path++) {
        const struct shape_path *ring = &shape->paths[path];
        double twice = 0;
        for (size_t at = 0; at < ring->count; at++) {
            struct point a = shape->points[ring->first + at];
            struct point b = shape->points[ring->first + (at + 1) % ring->count];
            twice += (a.lon - 4.35) * (b.lat - 50.85) - (b.lon - 4.35) * (a.lat - 50.85);
        }
        sum += ring->hole ? -fabs(twice) / 2 : fabs(twice) / 2;
    }
    return sum;
}

static void a_clipped_area_is_the_part_that_samples_find(void **state)
{
    (void)state;
    struct shape park, part;
    wijk_make(&park);
    shape_begin(&park, true);
    shape_add(&park, (struct point){4.3180, 50.8507});
    shape_add(&park, (struct point){4.3194, 50.8507});
    shape_add(&park, (struct point){4.3187, 50.8520});
    uint64_t seed = 42;
    for (int round = 0; round < 25; round++) {
        struct point a = chance_in(&seed, park.box), b = chance_in(&seed, park.box);
        struct box box = box_add(box_add(box_empty(), a), b);
        shape_clip(&park, box, &part);
        int inside = 0, samples = 8000;
        for (int at = 0; at < samples; at++) {
            struct point point = chance_in(&seed, box);
            bool in = shape_has(&park, point);
            inside += in;
            if (in != shape_has(&part, point))
                fail_msg("round %d: %.7f %.7f differs", round, point.lon, point.lat);
        }
        double whole = (box.east - box.west) * (box.north - box.south);
        assert_true(fabs(area_of(&part) / whole - (double)inside / samples) < 0.03);
        for (int at = 0; at < 200; at++) {
            struct point point = chance_in(&seed, box_grow(park.box, 100));
            if (!box_has(box, point))
                assert_false(shape_has(&part, point));
        }
        shape_clear(&part);
    }
    shape_clear(&park);
}

static void a_box_inside_is_whole_and_a_box_beside_is_nothing(void **state)
{
    (void)state;
    struct shape park, part;
    wijk_make(&park);
    struct box inside = {4.3182, 50.8507, 4.3190, 50.8515};
    shape_clip(&park, inside, &part);
    assert_int_equal(part.path_count, 1);
    assert_int_equal(part.point_count, 4);
    assert_true(fabs(area_of(&part) - 0.0008 * 0.0008) < 1e-12);
    shape_clear(&part);
    shape_clip(&park, box_grow(park.box, 100), &part);
    assert_int_equal(part.point_count, 7);
    shape_clear(&part);
    shape_clip(&park, (struct box){5, 50, 5.1, 50.1}, &part);
    assert_int_equal(part.path_count, 0);
    shape_clear(&part);
    shape_clip(&park, box_empty(), &part);
    assert_int_equal(part.path_count, 0);
    shape_clear(&part);
    shape_clip(&park, (struct box){4.3169, 50.8490, 4.3174, 50.8495}, &part);
    assert_int_equal(part.path_count, 0);
    shape_clear(&part);
    shape_clear(&park);
}

static void a_line_is_cut_into_the_pieces_inside(void **state)
{
    (void)state;
    struct shape line, part;
    shape_init(&line, SHAPE_LINE);
    const struct point zigzag[] = {{-1, 0.5}, {2, 0.5}, {2, 0.25}, {0.5, 0.25}, {0.5, -3}};
    for (size_t at = 0; at < 5; at++)
        shape_add(&line, zigzag[at]);
    shape_clip(&line, (struct box){0, 0, 1, 1}, &part);
    assert_int_equal(part.path_count, 2);
    assert_int_equal(part.paths[0].count, 2);
    assert_int_equal(part.paths[1].count, 3);
    assert_true(part.points[0].lon == 0 && part.points[1].lon == 1);
    assert_true(part.points[2].lon == 1 && part.points[4].lat == 0);
    assert_true(part.box.west >= 0 && part.box.north <= 1);
    shape_clear(&part);
    shape_clear(&line);
}

static void pieces_of_random_lines_lie_on_the_line_and_in_the_box(void **state)
{
    (void)state;
    uint64_t seed = 5;
    struct box field = {4.30, 50.80, 4.40, 50.90}, box = {4.33, 50.83, 4.37, 50.86};
    struct shape line, part;
    shape_init(&line, SHAPE_LINE);
    for (int at = 0; at < 200; at++)
        shape_add(&line, chance_in(&seed, field));
    shape_clip(&line, box, &part);
    assert_true(part.path_count > 20);
    struct box wide = box_grow(box, 0.01);
    for (size_t at = 0; at < part.point_count; at++) {
        assert_true(box_has(wide, part.points[at]));
        assert_true(shape_distance(&line, part.points[at]) < 0.01);
    }
    for (size_t at = 0; at < line.point_count; at++)
        if (box_has(box, line.points[at]))
            assert_true(shape_distance(&part, line.points[at]) < 0.01);
    shape_clear(&part);
    shape_clear(&line);
}

static void points_stay_when_they_are_inside(void **state)
{
    (void)state;
    struct shape points, part;
    shape_init(&points, SHAPE_POINT);
    shape_add(&points, (struct point){0.5, 0.5});
    shape_add(&points, (struct point){1.5, 0.5});
    shape_clip(&points, (struct box){0, 0, 1, 1}, &part);
    assert_int_equal(part.point_count, 1);
    shape_clear(&part);
    shape_clear(&points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clipped_area_is_the_part_that_samples_find),
        cmocka_unit_test(a_box_inside_is_whole_and_a_box_beside_is_nothing),
        cmocka_unit_test(a_line_is_cut_into_the_pieces_inside),
        cmocka_unit_test(pieces_of_random_lines_lie_on_the_line_and_in_the_box),
        cmocka_unit_test(points_stay_when_they_are_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
