/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/hairline.h"

#include <math.h>

bool hairlines_begin(struct hairlines *hairlines, cairo_t *cairo, double width)
{
    cairo_surface_t *target = cairo_get_group_target(cairo);
    cairo_matrix_t *matrix = &hairlines->matrix;
    cairo_get_matrix(cairo, matrix);
    if (cairo_surface_get_type(target) != CAIRO_SURFACE_TYPE_IMAGE || matrix->xy != 0 ||
        matrix->yx != 0)
        return false;
    double offset_x, offset_y, scale_x, scale_y;
    cairo_surface_get_device_offset(target, &offset_x, &offset_y);
    cairo_surface_get_device_scale(target, &scale_x, &scale_y);
    if (offset_x != 0 || offset_y != 0 || scale_x != 1 || scale_y != 1)
        return false;
    hairlines->columns = cairo_image_surface_get_width(target);
    hairlines->rows = cairo_image_surface_get_height(target);
    hairlines->width = width * fabs(matrix->xx);
    hairlines->mask =
        cairo_image_surface_create(CAIRO_FORMAT_A8, hairlines->columns, hairlines->rows);
    hairlines->bytes = cairo_image_surface_get_data(hairlines->mask);
    hairlines->stride = cairo_image_surface_get_stride(hairlines->mask);
    if (!hairlines->bytes)
        cairo_surface_destroy(hairlines->mask);
    return hairlines->bytes != NULL;
}

/* One pixel across the line, at `along` on its long side: covered from `low` to `high` on the short
 * one. */
static void cross(uint8_t *bytes, int step, int most, double low, double high)
{
    int first = low < 0 ? 0 : (int)low, last = high >= most ? most - 1 : (int)high;
    if (high < 0)
        return;
    for (int at = first; at <= last; at++) {
        double covered = fmin(high, at + 1) - fmax(low, at);
        int value = (int)(covered * 255);
        uint8_t *byte = bytes + (long)at * step;
        if (value > *byte)
            *byte = (uint8_t)value;
    }
}

static int centre_from(double at, int most)
{
    double pixel = ceil(at - 0.5);
    return pixel < 0 ? 0 : pixel > most ? most : (int)pixel;
}

void hairlines_add(struct hairlines *hairlines, double from_x, double from_y, double to_x,
                   double to_y)
{
    const cairo_matrix_t *matrix = &hairlines->matrix;
    double x0 = from_x * matrix->xx + matrix->x0, y0 = from_y * matrix->yy + matrix->y0;
    double x1 = to_x * matrix->xx + matrix->x0, y1 = to_y * matrix->yy + matrix->y0;
    bool steep = fabs(y1 - y0) > fabs(x1 - x0);
    double u0 = steep ? y0 : x0, v0 = steep ? x0 : y0, u1 = steep ? y1 : x1, v1 = steep ? x1 : y1;
    if (u0 > u1) {
        double kept = u0;
        u0 = u1;
        u1 = kept;
        kept = v0;
        v0 = v1;
        v1 = kept;
    }
    double slope = u1 > u0 ? (v1 - v0) / (u1 - u0) : 0;
    double half = hairlines->width / 2 * sqrt(1 + slope * slope);
    int long_step = steep ? hairlines->stride : 1, short_step = steep ? 1 : hairlines->stride;
    int long_most = steep ? hairlines->rows : hairlines->columns;
    int short_most = steep ? hairlines->columns : hairlines->rows;
    int end = centre_from(u1, long_most);
    for (int at = centre_from(u0, long_most); at < end; at++) {
        double middle = v0 + (at + 0.5 - u0) * slope;
        cross(hairlines->bytes + (long)at * long_step, short_step, short_most, middle - half,
              middle + half);
    }
}

void hairlines_end(struct hairlines *hairlines, cairo_t *cairo, struct colour colour)
{
    cairo_save(cairo);
    cairo_surface_mark_dirty(hairlines->mask);
    cairo_identity_matrix(cairo);
    colour_set(cairo, colour);
    cairo_mask_surface(cairo, hairlines->mask, 0, 0);
    cairo_restore(cairo);
    cairo_surface_destroy(hairlines->mask);
}
