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
     5},
    {"b",
     {4.33826, 50.85558},
     SYMBOL_PIN_CONFIRMED,
     THEME_PILLAR_T,
     "wifi",
     "Huis van Culturen",
     false,
     -1,
     3},
    {"c",
     {4.33985, 50.85495},
     SYMBOL_PIN_STALE,
     THEME_PILLAR_I,
     "help",
     "Gemeentehuis",
     false,
     -1,
     3},
    {"d",
     {4.33700, 50.85420},
     SYMBOL_PIN_CANDIDATE,
     THEME_CANDIDATE,
     "lesson",
     "School 1",
     false,
     -1,
     1},
    {"e",
     {4.34210, 50.85420},
     SYMBOL_PIN_PROVISIONAL,
     THEME_PILLAR_O,
     "charge",
     "Foyer vzw",
     false,
     -1,
     2},
    {"f",
     {4.34212, 50.85421},
     SYMBOL_PIN_CONFIRMED,
     THEME_PILLAR_G,
     "print",
     "Maison des Cultures et de la Cohésion Sociale",
     false,
     -1,
     2},
    {"g", {4.34209, 50.85419}, SYMBOL_PIN_STALE, THEME_PILLAR_C, "help", "OCMW", false, -1, 2},
    {"h",
     {4.33890, 50.85555},
     SYMBOL_PIN_CONFIRMED,
     THEME_PILLAR_I,
     "help",
     "Dar al Amal",
     true,
     -1,
     4},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_light_map_looks_as_it_should),
        cmocka_unit_test(the_dark_map_looks_as_it_should),
        cmocka_unit_test(the_printed_map_looks_as_it_should),
    };
    return cmocka_run_group_tests(tests, open_molenbeek, close_molenbeek);
}
