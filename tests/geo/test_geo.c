/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/geo.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const struct point brussels = {4.3517, 50.8467};
static const struct point gent = {3.7250, 51.0543};

static void assert_near(double got, double wanted, double within)
{
    if (!(fabs(got - wanted) <= within))
        fail_msg("%.9g is not within %g of %.9g", got, within, wanted);
}

static void brussels_and_gent_are_49_6_kilometres_apart(void **state)
{
    (void)state;
    assert_near(point_distance(brussels, gent), 49600.4, 0.1);
    assert_near(point_distance(gent, brussels), 49600.4, 0.1);
    assert_near(point_distance(gent, gent), 0, 0);
}

static void a_degree_of_meridian_and_half_the_earth_have_their_known_lengths(void **state)
{
    (void)state;
    assert_near(point_distance((struct point){4, 50}, (struct point){4, 51}), 111195.08, 0.01);
    assert_near(point_distance((struct point){0, 0}, (struct point){180, 0}), 20015114.4, 1);
    assert_near(point_distance((struct point){179.999, 0}, (struct point){-179.999, 0}), 222.39,
                0.01);
}

static void known_points_fall_in_their_tiles(void **state)
{
    (void)state;
    struct tile tile = tile_of_spot(spot_of_point(brussels), 14);
    assert_int_equal(tile.z, 14);
    assert_int_equal(tile.x, 8390);
    assert_int_equal(tile.y, 5496);
    tile = tile_of_spot(spot_of_point((struct point){4.3414, 50.8555}), 14);
    assert_int_equal(tile.x, 8389);
    assert_int_equal(tile.y, 5495);
    tile = tile_of_spot(spot_of_point(gent), 14);
    assert_int_equal(tile.x, 8361);
    assert_int_equal(tile.y, 5481);
}

static void tiles_stay_inside_the_world(void **state)
{
    (void)state;
    struct tile tile = tile_of_spot((struct spot){1.0, 7.0}, 3);
    assert_int_equal(tile.x, 7);
    assert_int_equal(tile.y, 7);
    tile = tile_of_spot((struct spot){-1e300, NAN}, 30);
    assert_int_equal(tile.x, 0);
    assert_int_equal(tile.y, 0);
    tile = tile_of_spot((struct spot){0.5, 0.5}, 99);
    assert_int_equal(tile.z, 30);
    assert_int_equal(tile_of_spot((struct spot){0.9, 0.9}, -4).x, 0);
}

static void a_tile_covers_the_spots_that_name_it(void **state)
{
    (void)state;
    for (int at = 0; at < 1000; at++) {
        struct spot spot = {fmod(at * 0.6180339887, 1), fmod(at * 0.7548776662, 1)};
        for (int zoom = 0; zoom <= 20; zoom += 5) {
            struct spot_box box = tile_box(tile_of_spot(spot, zoom));
            assert_true(spot.x >= box.left && spot.x < box.right);
            assert_true(spot.y >= box.top && spot.y < box.bottom);
        }
    }
}

static void the_mercator_goes_there_and_back(void **state)
{
    (void)state;
    for (double lat = -85; lat <= 85; lat += 2.5)
        for (double lon = -180; lon <= 180; lon += 15) {
            struct point back = point_of_spot(spot_of_point((struct point){lon, lat}));
            assert_near(back.lon, lon, 1e-9);
            assert_near(back.lat, lat, 1e-9);
        }
    assert_near(spot_of_point((struct point){0, 90}).y, 0, 1e-12);
    assert_near(spot_of_point((struct point){0, -90}).y, 1, 1e-12);
    assert_near(spot_of_point((struct point){-180, 0}).x, 0, 0);
}

static void the_scale_agrees_with_the_distance(void **state)
{
    (void)state;
    for (double lat = -80; lat <= 80; lat += 10) {
        struct point a = {4, lat}, b = {4.001, lat}, c = {4, lat + 0.001};
        double scale = spot_metres(lat);
        struct spot from = spot_of_point(a);
        assert_near((spot_of_point(b).x - from.x) * scale / point_distance(a, b), 1, 1e-6);
        assert_near((from.y - spot_of_point(c).y) * scale / point_distance(a, c), 1, 1e-4);
    }
}

static void only_finite_points_of_the_map_are_valid(void **state)
{
    (void)state;
    assert_true(point_valid(brussels));
    assert_true(point_valid((struct point){-180, 85.05}));
    assert_false(point_valid((struct point){180.1, 0}));
    assert_false(point_valid((struct point){0, -85.06}));
    assert_false(point_valid((struct point){NAN, 0}));
    assert_false(point_valid((struct point){0, INFINITY}));
}

static void boxes_grow_from_nothing(void **state)
{
    (void)state;
    struct box box = box_empty();
    assert_true(box_is_empty(box));
    assert_false(box_has(box, brussels));
    assert_false(box_meets(box, box));
    box = box_add(box, brussels);
    assert_false(box_is_empty(box));
    assert_true(box_has(box, brussels));
    assert_false(box_has(box, gent));
    box = box_join(box_add(box, gent), box_empty());
    assert_true(box_has(box, box_middle(box)));
    assert_near(box.west, 3.7250, 0);
    assert_near(box.north, 51.0543, 0);
    assert_true(box_is_empty(box_grow(box_empty(), 100)));
    assert_true(box_is_empty(box_join(box_empty(), box_empty())));
}

static void a_grown_box_has_every_point_within_the_metres(void **state)
{
    (void)state;
    struct box box = box_grow(box_add(box_empty(), brussels), 500);
    assert_near(point_distance(brussels, (struct point){brussels.lon, box.north}), 500, 0.5);
    assert_near(point_distance(brussels, (struct point){box.east, brussels.lat}), 500, 0.5);
    assert_true(point_distance(brussels, (struct point){box.west, box.north}) > 500);
    struct box polar = box_grow(box_add(box_empty(), (struct point){0, 89.9999}), 1e6);
    assert_true(polar.east <= 180 && polar.west >= -180 && polar.north <= 90);
}

static void boxes_meet_when_they_share_a_point(void **state)
{
    (void)state;
    struct box a = {0, 0, 1, 1}, b = {1, 1, 2, 2}, c = {1.1, 0, 2, 2};
    assert_true(box_meets(a, b));
    assert_false(box_meets(a, c));
    assert_true(spot_box_meets(spot_box_of(a), spot_box_of(b)));
    assert_false(spot_box_meets(spot_box_of(a), spot_box_of(c)));
    assert_false(spot_box_meets(spot_box_empty(), spot_box_of(a)));
    struct spot_box grown = spot_box_add(spot_box_add(spot_box_empty(), (struct spot){0.2, 0.8}),
                                         (struct spot){0.6, 0.4});
    assert_near(grown.left, 0.2, 0);
    assert_near(grown.top, 0.4, 0);
    assert_near(grown.right, 0.6, 0);
    assert_near(grown.bottom, 0.8, 0);
    struct spot_box north = spot_box_of((struct box){4, 50, 5, 51});
    assert_true(north.top < north.bottom && north.left < north.right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brussels_and_gent_are_49_6_kilometres_apart),
        cmocka_unit_test(a_degree_of_meridian_and_half_the_earth_have_their_known_lengths),
        cmocka_unit_test(known_points_fall_in_their_tiles),
        cmocka_unit_test(tiles_stay_inside_the_world),
        cmocka_unit_test(a_tile_covers_the_spots_that_name_it),
        cmocka_unit_test(the_mercator_goes_there_and_back),
        cmocka_unit_test(the_scale_agrees_with_the_distance),
        cmocka_unit_test(only_finite_points_of_the_map_are_valid),
        cmocka_unit_test(boxes_grow_from_nothing),
        cmocka_unit_test(a_grown_box_has_every_point_within_the_metres),
        cmocka_unit_test(boxes_meet_when_they_share_a_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
