/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kit/golden.h"
#include "kit/kit.h"
#include "map/molenbeek.h"

enum { WIDTH = 1000, HEIGHT = 760, STEPS = 8 };
static const struct point MIDDLE = {4.3390, 50.8552};
/* A name that does not lie wholly in a picture is not in it; none is longer than this. */
enum { EDGE = 260 };
/* What comes into sight far outside can, from name to name, change what has room: of what is
 * written in the middle, so much at most may be elsewhere over a whole journey. Else only
 * antialiasing differs. */
static const double MOVED_MOST = 0.002;

static struct molenbeek *molenbeek;
static struct map_style *style;
static struct pencil pencil;

static int open_all(void **state)
{
    struct fault why = {0};
    (void)state;
    molenbeek = molenbeek_open();
    pencil = molenbeek_pencil_open("light");
    return map_style_load(kit_path(kit_asset_source(), "style"), "light", &style, &why) ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    molenbeek_close(molenbeek);
    molenbeek_pencil_close(&pencil);
    map_style_free(style);
    return 0;
}

static struct map_scene scene_of(const struct map_source *source, enum map_names names)
{
    return (struct map_scene){.source = source, .style = style, .names = names};
}

/* The names alone, moved by whole dp from the middle of the wijk. */
static cairo_surface_t *names_paint(const struct map_scene *scene, double zoom, int right, int down)
{
    struct spot_box box = molenbeek_box(MIDDLE, WIDTH, HEIGHT, zoom);
    double x = right / (512 * exp2(zoom)), y = down / (512 * exp2(zoom));
    box = (struct spot_box){box.left + x, box.top + y, box.right + x, box.bottom + y};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    assert_true(map_paint_labels(scene, &pencil, cairo, box, WIDTH, HEIGHT, zoom, NULL, 0));
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

static int alpha_at(cairo_surface_t *surface, int x, int y)
{
    return cairo_image_surface_get_data(
        surface)[(long)y * cairo_image_surface_get_stride(surface) + x * 4L + 3];
}

struct tally {
    long ink, moved;
};

/* What is in both pictures, of which the second looks `right` and `down` further. */
static void compare(cairo_surface_t *one, cairo_surface_t *two, int right, int down, int edge,
                    struct tally *tally)
{
    for (int y = edge; y < HEIGHT - edge; y++) {
        for (int x = edge; x < WIDTH - edge; x++) {
            int there_x = x - right, there_y = y - down;
            if (there_x < edge || there_y < edge || there_x >= WIDTH - edge ||
                there_y >= HEIGHT - edge)
                continue;
            int a = alpha_at(one, x, y), b = alpha_at(two, there_x, there_y);
            tally->ink += a > 0 || b > 0;
            tally->moved += abs(a - b) > 48;
        }
    }
}

static void journey(double zoom, int right, int down, enum map_names names)
{
    struct map_scene scene = scene_of(molenbeek_source(molenbeek), names);
    struct tally tally = {0};
    cairo_surface_t *before = names_paint(&scene, zoom, 0, 0);
    for (int step = 1; step <= STEPS; step++) {
        cairo_surface_t *after = names_paint(&scene, zoom, step * right, step * down);
        compare(before, after, right, down, EDGE, &tally);
        cairo_surface_destroy(before);
        before = after;
    }
    cairo_surface_destroy(before);
    assert_true(tally.ink > 1000);
    if ((double)tally.moved > MOVED_MOST * (double)tally.ink)
        fail_msg("z%g %d,%d: %ld of %ld moved", zoom, right, down, tally.moved, tally.ink);
}

static void a_name_stays_where_it_is_when_the_map_moves_a_little(void **state)
{
    (void)state;
    journey(14, 1, 0, MAP_NAMES_NL);
    journey(15.25, 3, -2, MAP_NAMES_NL);
    journey(16, 1, 1, MAP_NAMES_NL_FR);
    journey(17, -5, 3, MAP_NAMES_FR_NL);
    journey(18, 0, 7, MAP_NAMES_FR);
}

static void a_name_stays_where_it_is_when_the_map_moves_far(void **state)
{
    (void)state;
    journey(14, 37, -11, MAP_NAMES_NL);
    journey(15, -61, 40, MAP_NAMES_NL_FR);
    journey(16, 64, 64, MAP_NAMES_NL);
    journey(16.5, 90, -30, MAP_NAMES_FR_NL);
    journey(17.25, -100, 12, MAP_NAMES_NL);
}

/* ---- scripts ---- */

struct line {
    enum feature_kind kind;
    const char *name, *name_fr;
    struct spot_box ends; /* dp in the picture */
    double bow;           /* how far the middle hangs through */
};
static const struct line LINES[] = {
    {FEATURE_STREET_NAME, "شارع الحبيب بورقيبة", "", {30, 60, 300, 90}, 30},
    {FEATURE_STREET_NAME, "вулиця Хрещатик", "", {610, 60, 340, 110}, -30},
    {FEATURE_STREET_NAME, "Straat 12 شارع", "", {40, 300, 60, 130}, 8},
    {FEATURE_STREET_NAME, "Gentsesteenweg", "Chaussée de Gand", {100, 190, 620, 240}, 60},
    {FEATURE_STREET_NAME, "Korte straat", "Rue courte et pourtant longue", {100, 330, 230, 300}, 0},
    {FEATURE_WATER_NAME, "Zenne", "Senne", {260, 420, 600, 330}, -50},
    {FEATURE_PLACE_NAME, "القدس", "", {150, 400, 150, 400}, 0},
    {FEATURE_PARK_NAME, "Maximiliaanpark", "Parc Maximilien", {480, 430, 480, 430}, 0},
};
enum { BOWS = 24, SHEET_WIDTH = 640, SHEET_HEIGHT = 480 };

static void give_lines(const struct spot_box *whole, const struct line *line,
                       void (*each)(void *each_data, const struct feature *feature),
                       void *each_data)
{
    struct spot spots[BOWS + 1];
    bool point = line->kind == FEATURE_PLACE_NAME || line->kind == FEATURE_PARK_NAME;
    double scale = (whole->right - whole->left) / SHEET_WIDTH;
    uint32_t count = point ? 1 : BOWS + 1;
    for (uint32_t at = 0; at < count; at++) {
        double share = at / (double)BOWS;
        double x = line->ends.left + (line->ends.right - line->ends.left) * share;
        double y = line->ends.top + (line->ends.bottom - line->ends.top) * share +
                   line->bow * sin(share * M_PI);
        spots[at] = (struct spot){whole->left + x * scale, whole->top + y * scale};
    }
    struct feature feature = {.kind = line->kind,
                              .shape = point ? SHAPE_POINT : SHAPE_LINE,
                              .rank = 3,
                              .max_zoom = 255,
                              .name = line->name,
                              .name_fr = line->name_fr,
                              .spots = spots,
                              .path_ends = &count,
                              .path_count = 1};
    each(each_data, &feature);
}

static bool give_scripts(void *data, struct spot_box box, int zoom,
                         void (*each)(void *each_data, const struct feature *feature),
                         void *each_data)
{
    (void)box;
    (void)zoom;
    for (size_t at = 0; at < sizeof LINES / sizeof *LINES; at++)
        give_lines(data, &LINES[at], each, each_data);
    return true;
}

static void every_script_reads_as_it_should_along_a_line(void **state)
{
    (void)state;
    struct spot_box box = molenbeek_box(MIDDLE, SHEET_WIDTH, SHEET_HEIGHT, 16);
    struct map_source source = {&box, give_scripts};
    struct map_scene scene = scene_of(&source, MAP_NAMES_NL_FR);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, SHEET_WIDTH, SHEET_HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 0.85, 0.85, 0.85);
    cairo_paint(cairo);
    assert_true(
        map_paint_labels(&scene, &pencil, cairo, box, SHEET_WIDTH, SHEET_HEIGHT, 16, NULL, 0));
    cairo_destroy(cairo);
    kit_golden_png(surface, "map/scripts");
    cairo_surface_destroy(surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_stays_where_it_is_when_the_map_moves_a_little),
        cmocka_unit_test(a_name_stays_where_it_is_when_the_map_moves_far),
        cmocka_unit_test(every_script_reads_as_it_should_along_a_line),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
