/* SPDX-License-Identifier: EUPL-1.2 */
/* What lies over the ground: which rank shows, told apart without colour, and fitting at the seams.
 */
#include "map/cover.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

enum { SIDE = 240 };
/* The unit square cut down: one dp is 2^-20 of the world. */
#define DP (1.0 / (1 << 20))
static const struct spot CORNER = {0.5123, 0.3371};

static struct theme theme;

static struct spot_box box_at(double x, double y)
{
    return (struct spot_box){CORNER.x + x * DP, CORNER.y + y * DP, CORNER.x + (x + SIDE) * DP,
                             CORNER.y + (y + SIDE) * DP};
}

static void ring(struct shape *shape, double left, double top, double right, double bottom,
                 bool hole)
{
    const double at[4][2] = {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
    shape_begin(shape, hole);
    for (int i = 0; i < 4; i++) {
        struct spot spot = {CORNER.x + at[i][0] * DP, CORNER.y + at[i][1] * DP};
        shape_add(shape, point_of_spot(spot));
    }
}

static void square(struct map_cover *cover, int rank, double from, double to)
{
    struct shape shape;
    shape_init(&shape, SHAPE_AREA);
    ring(&shape, from, from, to, to, false);
    map_cover_area(cover, rank, &shape);
    shape_clear(&shape);
}

static cairo_surface_t *picture(const struct map_cover *cover, double x, double y)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
    cairo_t *cairo = cairo_create(surface);
    map_paint_cover(cover, &theme, cairo, box_at(x, y), SIDE, SIDE);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

static const uint8_t *pixel(cairo_surface_t *surface, int x, int y)
{
    return cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface) +
           x * 4;
}

/* How dark a patch of two periods is on white, and how uneven: what is left of it in grey. */
static void grey(cairo_surface_t *surface, int x, int y, double *dark, double *uneven)
{
    enum { PATCH = 24 };
    double sum = 0, squares = 0;
    for (int i = 0; i < PATCH * PATCH; i++) {
        const uint8_t *at = pixel(surface, x + i % PATCH, y + i / PATCH);
        double own = at[0] * 0.0722 + at[1] * 0.7152 + at[2] * 0.2126;
        double shade = 1 - (own + (255 - at[3])) / 255;
        sum += shade;
        squares += shade * shade;
    }
    *dark = sum / (PATCH * PATCH);
    *uneven = sqrt(fmax(squares / (PATCH * PATCH) - *dark * *dark, 0));
}

/* Does the pattern look the same so far away? */
static bool same(cairo_surface_t *surface, int x, int y)
{
    for (int i = 0; i < 40; i++) {
        if (abs(pixel(surface, 100 + i, 100)[3] - pixel(surface, 100 + x + i, 100 + y)[3]) > 12)
            return false;
    }
    return true;
}

static int open_theme(void **state)
{
    char folder[KIT_PATH];
    struct fault why;
    (void)state;
    snprintf(folder, sizeof folder, "%s/style", kit_assets());
    return theme_load(folder, "light", &theme, &why) ? 0 : -1;
}

static void what_is_nearer_hides_what_is_farther(void **state)
{
    (void)state;
    double three[COVER_RANKS], alone, uneven;
    struct map_cover *nested = map_cover_new(), *single = map_cover_new();
    square(nested, 2, 10, 230);
    square(nested, 0, 90, 150);
    square(nested, 1, 50, 190);
    square(single, 0, 90, 150);
    cairo_surface_t *all = picture(nested, 0, 0), *one = picture(single, 0, 0);
    grey(all, 108, 108, &three[0], &uneven);
    grey(one, 108, 108, &alone, &uneven);
    grey(all, 60, 60, &three[1], &uneven);
    grey(all, 18, 18, &three[2], &uneven);
    assert_float_equal(three[0], alone, 1e-9);
    assert_true(three[0] > three[1] + 0.05);
    assert_true(three[1] > three[2] + 0.05);
    assert_true(three[2] > 0.05);
    assert_int_equal(pixel(all, 2, 2)[3], 0);
    cairo_surface_destroy(all);
    cairo_surface_destroy(one);
    map_cover_free(nested);
    map_cover_free(single);
}

static void every_rank_has_a_pattern_of_its_own(void **state)
{
    (void)state;
    for (int rank = 0; rank < COVER_RANKS; rank++) {
        double dark, uneven;
        struct map_cover *cover = map_cover_new();
        square(cover, rank, -10, 400);
        cairo_surface_t *surface = picture(cover, 0, 0);
        grey(surface, 100, 100, &dark, &uneven);
        assert_true(uneven > 0.05); /* a pattern, not only a tint */
        if (rank == 1) {            /* hatched one way */
            assert_true(same(surface, 2, -2));
            assert_false(same(surface, 2, 2));
        } else if (rank == 0) {
            assert_false(same(surface, 2, -2));
        }
        cairo_surface_destroy(surface);
        map_cover_free(cover);
    }
}

static void a_hole_stays_open(void **state)
{
    (void)state;
    struct shape shape;
    struct map_cover *cover = map_cover_new();
    shape_init(&shape, SHAPE_AREA);
    ring(&shape, 20, 20, 220, 220, false);
    ring(&shape, 80, 80, 160, 160, true);
    map_cover_area(cover, 1, &shape);
    shape_clear(&shape);
    cairo_surface_t *surface = picture(cover, 0, 0);
    assert_int_equal(pixel(surface, 120, 120)[3], 0);
    assert_true(pixel(surface, 50, 50)[3] > 0);
    cairo_surface_destroy(surface);
    map_cover_free(cover);
}

static void frame(struct map_cover *cover, int rank, double from, double to)
{
    struct shape shape;
    shape_init(&shape, SHAPE_AREA);
    ring(&shape, 0, 0, 240, 240, false);
    ring(&shape, from, from, to, to, true);
    map_cover_area(cover, rank, &shape);
    shape_clear(&shape);
}

/* Two ranks around the same block, somebody of `rank` in it. */
static int dark_after_closing(int rank, double metres)
{
    struct map_cover *cover = map_cover_new();
    frame(cover, 0, 80, 160);
    frame(cover, 1, 90, 150);
    map_cover_home(cover, rank, (struct spot){CORNER.x + 100 * DP, CORNER.y + 95 * DP});
    map_cover_home(cover, COVER_RANKS, (struct spot){CORNER.x + 60 * DP, CORNER.y + 120 * DP});
    map_cover_close(cover, metres);
    cairo_surface_t *surface = picture(cover, 0, 0);
    double dark, uneven;
    grey(surface, 108, 108, &dark, &uneven);
    cairo_surface_destroy(surface);
    map_cover_free(cover);
    return (int)lround(dark * 1000);
}

static void the_inside_of_a_block_is_closed_when_nobody_lives_farther_in_it(void **state)
{
    (void)state;
    enum { FAR = 100000 };
    int whole = dark_after_closing(0, FAR), farther = dark_after_closing(1, FAR);
    assert_true(whole > 0);
    assert_int_equal(dark_after_closing(0, 1), 0);             /* a park, not a block */
    assert_int_equal(dark_after_closing(COVER_RANKS, FAR), 0); /* somebody lives there */
    assert_true(farther > 0 && farther < whole);               /* of the farther rank */
}

static void the_pattern_goes_along_with_the_map(void **state)
{
    (void)state;
    struct map_cover *cover = map_cover_new();
    square(cover, 0, -500, 500);
    cairo_surface_t *here = picture(cover, 0, 0), *moved = picture(cover, 37, 91);
    for (int y = 0; y < SIDE - 91; y++)
        assert_memory_equal(pixel(here, 37, y + 91), pixel(moved, 0, y), (SIDE - 37) * 4);
    cairo_surface_destroy(here);
    cairo_surface_destroy(moved);
    map_cover_free(cover);
}

static void dots_lie_where_they_are_and_above_all_areas(void **state)
{
    (void)state;
    struct map_cover *cover = map_cover_new();
    square(cover, 0, 0, 120);
    map_cover_home(cover, COVER_RANKS, (struct spot){CORNER.x + 60 * DP, CORNER.y + 60 * DP});
    map_cover_home(cover, COVER_RANKS, (struct spot){CORNER.x + 200 * DP, CORNER.y + 200 * DP});
    map_cover_home(cover, COVER_RANKS, (struct spot){CORNER.x + 900 * DP, CORNER.y + 60 * DP});
    cairo_surface_t *surface = picture(cover, 0, 0);
    const struct colour not = theme.colour[THEME_NOT];
    for (int i = 0; i < 2; i++) {
        const uint8_t *at = pixel(surface, i ? 200 : 60, i ? 200 : 60);
        assert_int_equal(at[3], 255);
        assert_true(fabs(at[2] - not .red * 255) < 2 && fabs(at[0] - not .blue * 255) < 2);
    }
    assert_int_equal(pixel(surface, 180, 200)[3], 0);
    cairo_surface_destroy(surface);
    map_cover_free(cover);
}

static void an_empty_cover_and_a_broken_area_paint_nothing(void **state)
{
    (void)state;
    struct shape shape;
    struct map_cover *cover = map_cover_new();
    shape_init(&shape, SHAPE_AREA);
    map_cover_area(cover, 0, &shape);
    shape_begin(&shape, false);
    shape_add(&shape, point_of_spot(CORNER));
    map_cover_area(cover, 1, &shape);
    map_cover_area(cover, COVER_RANKS, &shape);
    map_cover_area(cover, -1, &shape);
    shape_clear(&shape);
    cairo_surface_t *surface = picture(cover, 0, 0);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++)
            assert_int_equal(pixel(surface, x, y)[3], 0);
    }
    cairo_surface_destroy(surface);
    map_cover_free(cover);
    map_cover_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_nearer_hides_what_is_farther),
        cmocka_unit_test(every_rank_has_a_pattern_of_its_own),
        cmocka_unit_test(a_hole_stays_open),
        cmocka_unit_test(the_inside_of_a_block_is_closed_when_nobody_lives_farther_in_it),
        cmocka_unit_test(the_pattern_goes_along_with_the_map),
        cmocka_unit_test(dots_lie_where_they_are_and_above_all_areas),
        cmocka_unit_test(an_empty_cover_and_a_broken_area_paint_nothing),
    };
    return cmocka_run_group_tests(tests, open_theme, NULL);
}
