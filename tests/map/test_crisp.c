/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/map.h"

#include <math.h>
#include <stdlib.h>

#include "geo/geo.h"
#include "kit/kit.h"
#include "map/style.h"

enum { WIDTH = 120, HEIGHT = 60 };
static const double ZOOM = 17, DENSITIES[] = {1, 1.5, 2};
static struct map_style *style;

/* What stands on the sheet, in dp: a road from top to bottom, a house, and two halves of a park
 * which a source cut at a tile's edge. */
struct sheet {
    struct spot_box box;
    double road, house, cut;
    bool halves;
};

static int open_style(void **state)
{
    struct fault why = {0};
    (void)state;
    return map_style_load(kit_path(kit_asset_source(), "style"), "light", &style, &why) ? 0 : -1;
}

static int close_style(void **state)
{
    (void)state;
    map_style_free(style);
    return 0;
}

static struct spot at_dp(const struct sheet *sheet, double x, double y)
{
    double scale = 512 * exp2(ZOOM);
    return (struct spot){sheet->box.left + x / scale, sheet->box.top + y / scale};
}

static void give(enum feature_kind kind, enum shape_kind shape, uint8_t flags,
                 const struct spot *spots, uint32_t count,
                 void (*each)(void *each_data, const struct feature *feature), void *each_data)
{
    struct feature feature = {.kind = kind,
                              .shape = shape,
                              .flags = flags,
                              .max_zoom = 255,
                              .name = "",
                              .name_fr = "",
                              .spots = spots,
                              .path_ends = &count,
                              .path_count = 1};
    each(each_data, &feature);
}

static void give_box(const struct sheet *sheet, enum feature_kind kind, uint8_t flags, double left,
                     double top, double right, double bottom,
                     void (*each)(void *each_data, const struct feature *feature), void *each_data)
{
    struct spot corners[] = {at_dp(sheet, left, top), at_dp(sheet, right, top),
                             at_dp(sheet, right, bottom), at_dp(sheet, left, bottom)};
    double line = round(at_dp(sheet, sheet->cut, 0).x * (1 << 14)) / (1 << 14);
    for (int at = 0; flags & FEATURE_CUT && at < 4; at++) {
        if (fabs(corners[at].x - line) < 1e-9) /* tiles cut exactly there */
            corners[at].x = line;
    }
    give(kind, SHAPE_AREA, flags, corners, 4, each, each_data);
}

static bool give_sheet(void *data, struct spot_box box, int zoom,
                       void (*each)(void *each_data, const struct feature *feature),
                       void *each_data)
{
    const struct sheet *sheet = data;
    (void)box;
    (void)zoom;
    if (sheet->halves) {
        give_box(sheet, FEATURE_GRASS, FEATURE_CUT, -50, -50, sheet->cut, 110, each, each_data);
        give_box(sheet, FEATURE_WATER, 0, -9, -9, -5, -5, each, each_data); /* another path */
        give_box(sheet, FEATURE_GRASS, FEATURE_CUT, sheet->cut, -50, 170, 110, each, each_data);
        return true;
    }
    give_box(sheet, FEATURE_BUILDING, 0, sheet->house, 10, sheet->house + 20, 50, each, each_data);
    struct spot road[] = {at_dp(sheet, sheet->road, -50), at_dp(sheet, sheet->road, 110)};
    give(FEATURE_MINOR, SHAPE_LINE, 0, road, 2, each, each_data);
    return true;
}

static cairo_surface_t *sheet_paint(struct sheet *sheet, double density, bool fast)
{
    struct map_source source = {sheet, give_sheet};
    struct map_scene scene = {.source = &source, .style = style};
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(WIDTH * density), (int)(HEIGHT * density));
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, density, density);
    assert_true(map_paint_ground(&scene, cairo, sheet->box, WIDTH, HEIGHT, ZOOM, fast));
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

static struct sheet sheet_make(double past)
{
    struct spot middle = {8392.0 / (1 << 14), 5494.25 / (1 << 14)}; /* on an edge of z14 tiles */
    double scale = 512 * exp2(ZOOM);
    struct sheet sheet = {.cut = 60 + past, .road = 80 + past, .house = 20 + past};
    sheet.box =
        (struct spot_box){middle.x - sheet.cut / scale, middle.y - HEIGHT / 2 / scale,
                          middle.x + (WIDTH - sheet.cut) / scale, middle.y + HEIGHT / 2 / scale};
    return sheet;
}

static int green_at(cairo_surface_t *surface, int x, int y)
{
    return cairo_image_surface_get_data(
        surface)[(long)y * cairo_image_surface_get_stride(surface) + x * 4L + 1];
}

static int green_of(struct colour colour)
{
    return (int)lround(colour.green * 255);
}

/* Over a row: how many pixels are the road's own, and how many are none of road, casing and
 * ground. */
static void an_edge_blurs_over_one_pixel_at_every_density(void **state)
{
    const struct map_look *look = &style->kind[FEATURE_MINOR];
    int ground = green_of(style->ground), fill = green_of(look->fill), edge = green_of(look->edge);
    (void)state;
    for (size_t at = 0; at < 6; at++) {
        double density = DENSITIES[at % 3], width = map_stops_at(&look->width, ZOOM) * density;
        struct sheet sheet = sheet_make(0.37);
        cairo_surface_t *surface = sheet_paint(&sheet, density, at >= 3);
        int own = 0, between = 0;
        for (int x = (int)(60 * density); x < (int)(100 * density); x++) {
            int green = green_at(surface, x, (int)(5 * density));
            own += green == fill;
            between += green != fill && green != ground && green != edge;
        }
        if (own < (int)width - 2 || own > (int)ceil(width) || between > 4)
            fail_msg("density %g: %d of %.1f pixels, %d between", density, own, width, between);
        cairo_surface_destroy(surface);
    }
}

/* The wall of a house is as dark in all as its width says, whatever the part of a pixel it begins
 * at. */
static void a_wall_is_as_wide_as_it_says_at_every_density(void **state)
{
    const struct map_look *look = &style->kind[FEATURE_BUILDING];
    double ground = green_of(style->ground), fill = green_of(look->fill);
    double edge = green_of(look->edge);
    (void)state;
    for (size_t at = 0; at < 24; at++) {
        double density = DENSITIES[at % 3], width = map_stops_at(&look->edge_width, ZOOM) * density;
        struct sheet sheet = sheet_make((double)at / 8);
        cairo_surface_t *surface = sheet_paint(&sheet, density, at % 2 == 0);
        double dark = 0, left = (sheet.house - 10) * density;
        for (int x = (int)left; x < (int)(left + 20 * density); x++) {
            double here = green_at(surface, x, (int)(30 * density));
            double none = x + 0.5 < sheet.house * density ? ground : fill;
            if (fabs(x + 0.5 - sheet.house * density) > 0.5)
                dark += (none - here) / (none - edge);
            else
                dark += ((ground + fill) / 2 - here) / ((ground + fill) / 2 - edge);
        }
        if (fabs(dark - width) > 0.6)
            fail_msg("density %g past %g: %.2f of %.2f", density, (double)at / 8, dark, width);
        cairo_surface_destroy(surface);
    }
}

static void two_halves_of_a_cut_area_leave_no_seam(void **state)
{
    int grass = green_of(style->kind[FEATURE_GRASS].fill);
    (void)state;
    for (size_t at = 0; at < 30; at++) {
        struct sheet sheet = sheet_make((double)at / 10);
        sheet.halves = true;
        cairo_surface_t *surface = sheet_paint(&sheet, DENSITIES[at % 3], at % 2 == 0);
        for (int x = 0; x < (int)(WIDTH * DENSITIES[at % 3]); x++) {
            if (green_at(surface, x, 30) != grass)
                fail_msg("density %g past %g: %d at %d", DENSITIES[at % 3], (double)at / 10,
                         green_at(surface, x, 30), x);
        }
        cairo_surface_destroy(surface);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edge_blurs_over_one_pixel_at_every_density),
        cmocka_unit_test(a_wall_is_as_wide_as_it_says_at_every_density),
        cmocka_unit_test(two_halves_of_a_cut_area_leave_no_seam),
    };
    return cmocka_run_group_tests(tests, open_style, close_style);
}
