/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/hairline.h"

#include <math.h>

#include "kit/kit.h"
#include "map/wall.h"

enum { SIDE = 100 };

/* How many pixels' worth of white a line leaves on black. */
static double ink_of(double x0, double y0, double x1, double y1, double width, double scale)
{
    struct hairlines hairlines;
    double ink = 0;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, scale, scale);
    assert_true(hairlines_begin(&hairlines, cairo, width));
    hairlines_add(&hairlines, x0, y0, x1, y1);
    hairlines_end(&hairlines, cairo, (struct colour){1, 1, 1, 1});
    cairo_surface_flush(surface);
    for (int y = 0; y < SIDE; y++) {
        const unsigned char *row = cairo_image_surface_get_data(surface) + (long)y * SIDE * 4;
        for (int x = 0; x < SIDE; x++)
            ink += row[x * 4] / 255.0;
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return ink;
}

static void a_line_leaves_as_much_ink_as_it_is_long_and_wide(void **state)
{
    (void)state;
    for (double angle = 0; angle < 6.28; angle += 0.37) {
        double x = 50 + 40 * cos(angle), y = 50 + 40 * sin(angle);
        double ink = ink_of(50, 50, x, y, 0.8, 1);
        assert_true(fabs(ink - 40 * 0.8) < 2);
    }
    assert_true(fabs(ink_of(10, 10, 40, 10, 1, 2) - 60 * 2) < 3);
}

static void what_lies_outside_is_cut_off(void **state)
{
    (void)state;
    assert_true(ink_of(-500, -20, 600, -20, 1, 1) < 0.01);
    assert_true(ink_of(-500, 500, 600, 500, 1, 1) < 0.01);
    assert_true(ink_of(300, -500, 300, 500, 1, 1) < 0.01);
    assert_true(fabs(ink_of(-500, 50, 600, 50, 1, 1) - SIDE) < 3);
    assert_true(fabs(ink_of(50, -1e6, 50, 1e6, 1, 1) - SIDE) < 3);
    assert_true(ink_of(20, 20, 20, 20, 1, 1) < 2);
}

static void paper_and_turned_pictures_are_left_to_cairo(void **state)
{
    struct hairlines hairlines;
    (void)state;
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, NULL);
    cairo_t *cairo = cairo_create(surface);
    assert_false(hairlines_begin(&hairlines, cairo, 1));
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo = cairo_create(surface);
    cairo_rotate(cairo, 0.3);
    assert_false(hairlines_begin(&hairlines, cairo, 1));
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static void a_wall_is_new_once_from_either_side(void **state)
{
    struct walls walls = {0};
    struct spot a = {0.5, 0.25}, b = {0.75, 0.25};
    (void)state;
    assert_true(walls_new(&walls, a, b));
    assert_false(walls_new(&walls, b, a));
    for (int at = 0; at < 20000; at++)
        assert_true(walls_new(&walls, a, (struct spot){0.1 + at * 1e-6, 0.3}));
    assert_false(walls_new(&walls, a, b));
    walls_empty(&walls);
    assert_true(walls_new(&walls, b, a));
    walls_free(&walls);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_leaves_as_much_ink_as_it_is_long_and_wide),
        cmocka_unit_test(what_lies_outside_is_cut_off),
        cmocka_unit_test(paper_and_turned_pictures_are_left_to_cairo),
        cmocka_unit_test(a_wall_is_new_once_from_either_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
