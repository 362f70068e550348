/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/overview_map.h"

#include <math.h>

#include "print/figure.h"

enum { WIDE = 540, DENSITY = 2 };
static const double RATIO_LEAST = 0.5, RATIO_MOST = 1.4, TEXT = 9.5;

static cairo_status_t byte_add(void *data, const unsigned char *bytes, unsigned size)
{
    return buffer_add(data, bytes, size) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void figure_draw(const struct overview *overview, const struct pencil *pencil,
                        const struct language *language, cairo_t *cairo, double height)
{
    const struct sheet sheet = {
        .paper = &paper_a4, .pencil = pencil, .language = language, .cairo = cairo, .text = TEXT};
    const struct map_figure figure = {.scene = &overview->scene,
                                      .box = overview->map_box,
                                      .width = WIDE,
                                      .height = height,
                                      .thinner = 2,
                                      .alt = overview->map_title.text[0]};
    map_figure_set(&sheet, &figure);
}

bool overview_map_draw(const struct overview *overview, const struct pencil *pencil,
                       const struct language *language, struct buffer *out, struct fault *why)
{
    double ratio = map_figure_ratio(&overview->scene, overview->map_box);
    double height = floor(WIDE * fmin(fmax(ratio, RATIO_LEAST), RATIO_MOST));
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDE * DENSITY, (int)height * DENSITY);
    cairo_t *cairo = cairo_create(surface);
    buffer_init(out, OVERVIEW_MAP_BYTES);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, DENSITY, DENSITY);
    figure_draw(overview, pencil, language, cairo, height);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    status = status == CAIRO_STATUS_SUCCESS
                 ? cairo_surface_write_to_png_stream(surface, byte_add, out)
                 : status;
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        buffer_clear(out);
        fault_set(why, FAULT_LIMIT, "print.fault.draw");
        return fault_detail(why, "%s", cairo_status_to_string(status));
    }
    return true;
}
