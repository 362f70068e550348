/* SPDX-License-Identifier: EUPL-1.2 */
/* wheel.h – the pillar wheel of screen and paper.
 *
 * One segment per criterion: full = met, inner half = partly, empty = not, dashed grey with "?" =
 * not yet looked at. Ids stand around, the count of met criteria in the middle, no percentage. */
#ifndef DRAW_WHEEL_H
#define DRAW_WHEEL_H

#include <stddef.h>

#include "draw/symbol.h"

struct wheel_segment {
    char id[4];              /* "T1" */
    enum theme_token colour; /* of its pillar; a change of colour leaves a gap */
    enum symbol_state state;
    bool judged; /* a small dot: judged by a person */
};
struct wheel {
    const struct wheel_segment *segments;
    size_t count;
    const char *middle_number; /* "8" */
    const char *middle_line;   /* "van 22 voldaan" */
    const char *middle_second; /* "6 niet nagekeken", or "" */
    int selected;              /* index, or -1 */
};

/* Draws into the square at x, y of `size`, texts included. */
void wheel_draw(const struct pencil *pencil, cairo_t *cairo, const struct wheel *wheel, double x,
                double y, double size);
/* The segment under a point of the same square, or -1. */
int wheel_hit(const struct wheel *wheel, double x, double y, double size, double at_x, double at_y);

#endif
