/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/map.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "kit/golden.h"
#include "kit/kit.h"
#include "map/molenbeek.h"

enum { WIDTH = 800, HEIGHT = 600 };
static const struct point MIDDLE = {4.3390, 50.8552};

static struct molenbeek *molenbeek;

/* Real places of the wijk; what is said of them is only there to show every form. */
static const struct map_mark MARKS[] = {
    {"a",
     {4.34146, 50.85655},
     SYMBOL_PIN_CONFIRMED,
     THEME_PILLAR_T,
     "computer",
     "Bibliotheek De Boekenmolen",
     false,
     -1,
     5,
     MAP_TIME_NONE},
    {"b",
     {4.33826, 50.85558},
     SYMBOL_PIN_CONFIRMED,
     THEME_PILLAR_T,
     "wifi",
     "Huis van Culturen",
     false,
     -1,
     3,
     MAP_TIME_NONE},
    {"c",
     {4.33985, 50.85495},
     SYMBOL_PIN_STALE,
     THEME_PILLAR_I,
     "help",
     "Gemeentehuis",
     false,
     -1,
     3,
     MAP_TIME_NONE},
    {"d",
     {4.33700, 50.85420},
     SYMBOL_PIN_CANDIDATE,
     THEME_CANDIDATE,
     "lesson",
     "School 1",
     false,
     -1,
     1,
     MAP_TIME_NONE},
    {"e",
     {4.34210, 50.85420},
     SYMBOL_PIN_PROVISIONAL,
     THEME_PILLAR_O,
     "charge",
     "Foyer vzw",
     false,
     -1,
     2,
     MAP_TIME_NONE},
    {"f",
     {4.34212, 50.85421},
     SYMBOL_PIN_CONFIRMED,
     THEME_PILLAR_G,
     "print",
     "Maison des Cultures et de la Cohésion Sociale",
     false,
     -1,
     2,
     MAP_TIME_NONE},
    {"g",
     {4.34209, 50.85419},
     SYMBOL_PIN_STALE,
     THEME_PILLAR_C,
     "help",
     "OCMW",
     false,
     -1,
     2,
     MAP_TIME_NONE},
    {"h",
     {4.33890, 50.85555},
     SYMBOL_PIN_CONFIRMED,
     THEME_PILLAR_I,
     "help",
     "Dar al Amal",
     true,
     -1,
     4,
     MAP_TIME_NONE},
};

static int open_molenbeek(void **state)
{
    (void)state;
    molenbeek = molenbeek_open();
    return 0;
}

static int close_molenbeek(void **state)
{
    (void)state;
    molenbeek_close(molenbeek);
    return 0;
}

static struct map_style *style_open(const char *name)
{
    struct map_style *style = NULL;
    struct fault why = {0};
    assert_true(map_style_load(kit_path(kit_asset_source(), "style"), name, &style, &why));
    return style;
}

static void picture(const char *style_name, const char *theme, double zoom, bool marks)
{
    char name[64];
    struct map_style *style = style_open(style_name);
    struct pencil pencil = molenbeek_pencil_open(theme);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    struct map_scene scene = {.source = molenbeek_source(molenbeek),
                              .style = style,
                              .border = molenbeek_border(molenbeek),
                              .marks = MARKS,
                              .mark_count = marks ? sizeof MARKS / sizeof *MARKS : 0};
    assert_true(map_paint(&scene, &pencil, cairo, molenbeek_box(MIDDLE, WIDTH, HEIGHT, zoom), WIDTH,
                          HEIGHT, zoom, false));
    cairo_destroy(cairo);
    snprintf(name, sizeof name, "map/%s-z%g%s", style_name, zoom, marks ? "-marks" : "");
    kit_golden_png(surface, name);
    cairo_surface_destroy(surface);
    molenbeek_pencil_close(&pencil);
    map_style_free(style);
}

static void the_light_map_looks_as_it_should(void **state)
{
    (void)state;
    picture("light", "light", 14, true);
    picture("light", "light", 15, false);
    picture("light", "light", 16, true);
    picture("light", "light", 17.25, true);
    picture("light", "light", 18, false);
}

static void the_dark_map_looks_as_it_should(void **state)
{
    (void)state;
    picture("dark", "dark", 14, false);
    picture("dark", "dark", 16, true);
    picture("dark", "dark", 18, true);
}

static void the_printed_map_looks_as_it_should(void **state)
{
    (void)state;
    picture("print", "print", 14, false);
    picture("print", "print", 16, true);
    picture("print", "print", 18, false);
}

static void a_tile_of_the_screen_looks_as_it_should(void **state)
{
    (void)state;
    struct map_style *style = style_open("light");
    struct map_scene scene = {.source = molenbeek_source(molenbeek),
                              .style = style,
                              .border = molenbeek_border(molenbeek)};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 512, 512);
    cairo_t *cairo = cairo_create(surface);
    struct spot_box box = tile_box(tile_of_spot(spot_of_point(MIDDLE), 16));
    assert_true(map_paint_ground(&scene, cairo, box, 512, 512, 16, true));
    cairo_destroy(cairo);
    kit_golden_png(surface, "map/light-z16-tile");
    cairo_surface_destroy(surface);
    map_style_free(style);
}

static void an_empty_rectangle_is_refused(void **state)
{
    (void)state;
    struct map_style *style = style_open("light");
    struct map_scene scene = {.source = molenbeek_source(molenbeek), .style = style};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 8, 8);
    cairo_t *cairo = cairo_create(surface);
    assert_false(map_paint_ground(&scene, cairo, spot_box_empty(), 8, 8, 16, true));
    assert_false(map_paint_ground(&scene, cairo, tile_box((struct tile){0, 0, 1}), 0, 8, 16, true));
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    map_style_free(style);
}

static size_t drawn_outside(cairo_surface_t *surface, int left, int right)
{
    size_t count = 0;
    cairo_surface_flush(surface);
    for (int y = 0; y < cairo_image_surface_get_height(surface); y++) {
        const unsigned char *row = cairo_image_surface_get_data(surface) +
                                   (long)y * cairo_image_surface_get_stride(surface);
        for (int x = left; x < right; x++)
            count += row[x * 4 + 3] != 0;
    }
    return count;
}

static void panels_get_no_names(void **state)
{
    (void)state;
    struct map_style *style = style_open("light");
    struct pencil pencil = molenbeek_pencil_open("light");
    struct map_scene scene = {.source = molenbeek_source(molenbeek), .style = style};
    struct map_clear panel = {400, 0, 400, HEIGHT};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    assert_true(map_paint_labels(&scene, &pencil, cairo, molenbeek_box(MIDDLE, WIDTH, HEIGHT, 17),
                                 WIDTH, HEIGHT, 17, &panel, 1));
    assert_true(drawn_outside(surface, 0, 396) > 1000);
    assert_int_equal(drawn_outside(surface, 404, WIDTH), 0);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    molenbeek_pencil_close(&pencil);
    map_style_free(style);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_light_map_looks_as_it_should),
        cmocka_unit_test(the_dark_map_looks_as_it_should),
        cmocka_unit_test(the_printed_map_looks_as_it_should),
        cmocka_unit_test(a_tile_of_the_screen_looks_as_it_should),
        cmocka_unit_test(an_empty_rectangle_is_refused),
        cmocka_unit_test(panels_get_no_names),
    };
    return cmocka_run_group_tests(tests, open_molenbeek, close_molenbeek);
}
