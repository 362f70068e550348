/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/wheel.h"

#include <math.h>
#include <string.h>

#include "kit/kit.h"

static struct wheel_segment segments[22];

static struct wheel wheel_of(size_t count)
{
    static const enum theme_token pillars[] = {THEME_PILLAR_T, THEME_PILLAR_I, THEME_PILLAR_O,
                                               THEME_PILLAR_G, THEME_PILLAR_C};
    static const size_t ends[] = {5, 9, 13, 17, 22};
    memset(segments, 0, sizeof segments);
    for (size_t i = 0, pillar = 0; i < 22; i++) {
        pillar += i == ends[pillar];
        segments[i].colour = pillars[pillar];
        segments[i].state = (enum symbol_state)(i % 4);
        memcpy(segments[i].id, "T1", 3);
    }
    return (struct wheel){segments, count, "8", "van 22 voldaan", "", -1};
}

static void a_point_on_a_segment_finds_it(void **state)
{
    (void)state;
    struct wheel wheel = wheel_of(22);
    int before = 0, seen = 1;
    assert_int_equal(wheel_hit(&wheel, 100, 50, 400, 300 + 8, 250 - 150), 0);
    for (double angle = -1.5; angle < 4.7; angle += 0.01) {
        int at = wheel_hit(&wheel, 100, 50, 400, 300 + 150 * cos(angle), 250 + 150 * sin(angle));
        assert_in_range(at, 0, 21);
        assert_true(at == before || at == before + 1);
        seen += at != before;
        before = at;
    }
    assert_int_equal(seen, 22);
    assert_int_equal(before, 21);
}

static void the_hole_and_the_corners_are_no_segment(void **state)
{
    (void)state;
    struct wheel wheel = wheel_of(22);
    assert_int_equal(wheel_hit(&wheel, 0, 0, 400, 200, 200), -1);
    assert_int_equal(wheel_hit(&wheel, 0, 0, 400, 240, 200), -1);
    assert_int_equal(wheel_hit(&wheel, 0, 0, 400, 2, 2), -1);
    assert_int_equal(wheel_hit(&wheel, 0, 0, 400, NAN, 2), -1);
    wheel.count = 0;
    assert_int_equal(wheel_hit(&wheel, 0, 0, 400, 300, 200), -1);
}

static void a_wheel_stays_within_its_square_at_every_size(void **state)
{
    (void)state;
    struct type *type;
    struct icon_set *icons;
    struct theme theme;
    struct fault why;
    fault_clear(&why);
    assert_true(type_open(kit_path(kit_assets(), "fonts"), &type, &why));
    assert_true(icon_set_open(kit_path(kit_assets(), "icons"), &icons, &why));
    assert_true(theme_load(kit_path(kit_assets(), "style"), "light", &theme, &why));
    struct pencil pencil = {type, icons, &theme};
    static const size_t counts[] = {0, 1, 2, 5, 22};
    for (size_t i = 0; i < 5; i++) {
        for (double size = 20; size < 900; size *= 1.7) {
            struct wheel wheel = wheel_of(counts[i]);
            cairo_surface_t *surface =
                cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
            cairo_t *cairo = cairo_create(surface);
            double x, y, width, height;
            wheel.selected = (int)counts[i] - 1;
            wheel.middle_second = "nog zes die niemand nagekeken heeft";
            wheel_draw(&pencil, cairo, &wheel, 0, 0, size);
            assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
            cairo_destroy(cairo);
            cairo_recording_surface_ink_extents(surface, &x, &y, &width, &height);
            cairo_surface_destroy(surface);
            assert_true(x >= -1 && y >= -1 && x + width <= size + 1 && y + height <= size + 1);
        }
    }
    type_close(type);
    icon_set_close(icons);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_on_a_segment_finds_it),
        cmocka_unit_test(the_hole_and_the_corners_are_no_segment),
        cmocka_unit_test(a_wheel_stays_within_its_square_at_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
