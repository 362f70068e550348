/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/symbol.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

static struct type *type;
static struct icon_set *icons;
static struct theme theme;

static int open_all(void **state)
{
    (void)state;
    struct fault why;
    fault_clear(&why);
    return type_open(kit_path(kit_assets(), "fonts"), &type, &why) &&
                   icon_set_open(kit_path(kit_assets(), "icons"), &icons, &why) &&
                   theme_load(kit_path(kit_assets(), "style"), "print", &theme, &why)
               ? 0
               : -1;
}

static int close_all(void **state)
{
    (void)state;
    type_close(type);
    icon_set_close(icons);
    return 0;
}

enum { SIDE = 32 };

/* A state as shares of ink, without its colour: what a black and white printer leaves of it. */
static void shape_of(enum symbol_state which, double out[SIDE * SIDE])
{
    struct pencil pencil = {type, icons, &theme};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    symbol_state(&pencil, cairo, which, 0, 0, SIDE);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    struct colour colour = theme.colour[symbol_state_token(which)];
    double darkest = 1 - (colour.red + colour.green + colour.blue) / 3;
    for (int y = 0; y < SIDE; y++) {
        const unsigned char *row = cairo_image_surface_get_data(surface) +
                                   (long)y * cairo_image_surface_get_stride(surface);
        for (int x = 0; x < SIDE; x++) {
            double light = (row[4 * x] + row[4 * x + 1] + row[4 * x + 2]) / 765.0;
            out[y * SIDE + x] = (1 - light) / darkest;
        }
    }
    cairo_surface_destroy(surface);
}

static void states_differ_by_shape_alone(void **state)
{
    (void)state;
    static double shapes[4][SIDE * SIDE];
    for (int i = 0; i < 4; i++) {
        shape_of((enum symbol_state)i, shapes[i]);
    }
    for (int a = 0; a < 4; a++) {
        for (int b = a + 1; b < 4; b++) {
            double differ = 0;
            for (int i = 0; i < SIDE * SIDE; i++) {
                differ += fabs(shapes[a][i] - shapes[b][i]);
            }
            assert_true(differ > 0.08 * SIDE * SIDE);
        }
    }
}

static struct colour pixel(cairo_surface_t *surface, int x, int y)
{
    const unsigned char *at = cairo_image_surface_get_data(surface) +
                              (long)y * cairo_image_surface_get_stride(surface) + 4L * x;
    return (struct colour){at[2] / 255.0, at[1] / 255.0, at[0] / 255.0, 1};
}

static bool same(struct colour a, struct colour b)
{
    return fabs(a.red - b.red) + fabs(a.green - b.green) + fabs(a.blue - b.blue) < 0.05;
}

static struct colour pin_at(enum symbol_pin pin, int x, int y)
{
    struct pencil pencil = {type, icons, &theme};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 60, 60);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 0.5, 0.5, 0.5);
    cairo_paint(cairo);
    symbol_pin(&pencil, cairo, pin, THEME_PILLAR_G, "", 30, 30, 38, false, -1);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    struct colour colour = pixel(surface, x, y);
    cairo_surface_destroy(surface);
    return colour;
}

static void a_confirmed_pin_is_filled_and_a_stale_one_is_a_ring(void **state)
{
    (void)state;
    struct colour green = theme.colour[THEME_PILLAR_G], card = theme.colour[THEME_CARD];
    assert_true(same(pin_at(SYMBOL_PIN_CONFIRMED, 30, 30), green));
    assert_true(same(pin_at(SYMBOL_PIN_PROVISIONAL, 30, 30), green));
    assert_true(same(pin_at(SYMBOL_PIN_STALE, 30, 30), card));
    assert_true(same(pin_at(SYMBOL_PIN_STALE, 30, 14), green));
    assert_true(same(pin_at(SYMBOL_PIN_CANDIDATE, 30, 30), card));
    assert_true(same(pin_at(SYMBOL_PIN_PROVISIONAL, 18, 17), green));
    assert_false(same(pin_at(SYMBOL_PIN_CONFIRMED, 16, 16), green));
}

static void drawing_leaves_the_context_as_it_was(void **state)
{
    (void)state;
    struct pencil pencil = {type, icons, &theme};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 60, 60);
    cairo_t *cairo = cairo_create(surface);
    cairo_matrix_t before, after;
    cairo_scale(cairo, 1.25, 1.25);
    cairo_set_line_width(cairo, 7);
    cairo_get_matrix(cairo, &before);
    for (int i = 0; i < 4; i++) {
        symbol_state(&pencil, cairo, (enum symbol_state)i, 1, 1, 20);
        symbol_pin(&pencil, cairo, (enum symbol_pin)i, THEME_PILLAR_I, "wifi", 30, 30, 38, true, 3);
    }
    symbol_cluster(&pencil, cairo, 123456, 30, 30, 38);
    symbol_card(&pencil, cairo, 0, 0, 50, 50, 400, true);
    symbol_pillar(&pencil, cairo, THEME_PILLAR_T, "T", 0, 0, 34);
    cairo_get_matrix(cairo, &after);
    assert_memory_equal(&before, &after, sizeof before);
    assert_true(cairo_get_line_width(cairo) == 7);
    assert_int_equal(cairo_get_dash_count(cairo), 0);
    assert_false(cairo_has_current_point(cairo));
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_differ_by_shape_alone),
        cmocka_unit_test(a_confirmed_pin_is_filled_and_a_stale_one_is_a_ring),
        cmocka_unit_test(drawing_leaves_the_context_as_it_was),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
