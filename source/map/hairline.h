/* SPDX-License-Identifier: EUPL-1.2 */
/* hairline.h – many thin lines at once on an image, for the walls of close tiles: cairo's
 * rasteriser takes four times as long. Widths up to some pixels; joins and ends are not shaped. */
#ifndef MAP_HAIRLINE_H
#define MAP_HAIRLINE_H

#include <stdbool.h>
#include <stdint.h>

#include <cairo.h>

#include "draw/theme.h"

struct hairlines {
    cairo_surface_t *mask; /* owned; A8 */
    uint8_t *bytes;
    int columns, rows, stride;
    cairo_matrix_t matrix; /* from user units to pixels */
    double width;          /* pixels */
};

/* False when the target is no image, or turned: then draw with cairo. `width` in user units. */
bool hairlines_begin(struct hairlines *hairlines, cairo_t *cairo, double width);
void hairlines_add(struct hairlines *hairlines, double from_x, double from_y, double to_x,
                   double to_y);
void hairlines_end(struct hairlines *hairlines, cairo_t *cairo, struct colour colour);

#endif
