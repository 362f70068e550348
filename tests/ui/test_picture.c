/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/sketch.h"

#include <stdio.h>

#include "kit/golden.h"

static void picture(void (*sketch)(struct desk *desk, double width, double height),
                    const char *theme, int width, int height, double scale, const char *focus,
                    const char *name)
{
    struct desk desk;
    char path[KIT_PATH];
    desk_open(&desk, theme);
    ui_set_scale(desk.ui, scale);
    sketch(&desk, width, height);
    if (focus) {
        ui_key(desk.ui, UI_KEY_HOME); /* keys are used: the ring shows */
        ui_focus(desk.ui, focus);
    }
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cairo = cairo_create(surface);
    colour_set(cairo, desk.theme.colour[THEME_GROUND]);
    cairo_paint(cairo);
    ui_paint(desk.ui, cairo);
    cairo_destroy(cairo);
    snprintf(path, sizeof path, "ui/%s", name);
    kit_golden_png(surface, path);
    cairo_surface_destroy(surface);
    desk_close(&desk);
}

static void a_map_screen_with_its_panel_looks_right_in_every_theme(void **state)
{
    (void)state;
    picture(sketch_map, "light", 1280, 800, 1, NULL, "map-light");
    picture(sketch_map, "dark", 1280, 800, 1, "place.confirm", "map-dark");
    picture(sketch_map, "contrast", 1280, 800, 1, NULL, "map-contrast");
}

static void a_sheet_looks_right_upright(void **state)
{
    (void)state;
    picture(sketch_sheet, "light", 412, 892, 1, NULL, "sheet-light");
    picture(sketch_sheet, "light", 360, 640, 1, NULL, "sheet-small");
}

static void a_form_looks_right(void **state)
{
    (void)state;
    picture(sketch_form, "light", 480, 1000, 1, "name", "form-light");
    picture(sketch_form, "dark", 480, 1000, 1, NULL, "form-dark");
    picture(sketch_dialog, "light", 800, 600, 1, "dialog.save", "dialog-light");
}

static void everything_fits_at_twice_the_text_size(void **state)
{
    (void)state;
    picture(sketch_map, "light", 1280, 800, 2, NULL, "map-double");
    picture(sketch_sheet, "light", 360, 640, 2, NULL, "sheet-double");
    picture(sketch_form, "light", 480, 1600, 2, NULL, "form-double");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_screen_with_its_panel_looks_right_in_every_theme),
        cmocka_unit_test(a_sheet_looks_right_upright),
        cmocka_unit_test(a_form_looks_right),
        cmocka_unit_test(everything_fits_at_twice_the_text_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
