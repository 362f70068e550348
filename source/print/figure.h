/* SPDX-License-Identifier: EUPL-1.2 */
/* figure.h – the map of a wijk as a figure on any print: vectors in print style, its marks as numbers that never touch,
 * a scale. What is small is drawn inside the border only, so that the file stays small. */
#ifndef PRINT_FIGURE_H
#define PRINT_FIGURE_H

#include "map/map.h"
#include "print/sheet.h"

struct map_figure {
    const struct map_scene *scene; /* source, style, border, marks with their numbers; borrowed */
    struct box box;                /* what must be seen: the wijk */
    double x, y, width, height;    /* on the page, points */
    double scale;                  /* of names, numbers and lines: 1 (or 0) sets numbers in 9.5 pt */
    int thinner;                   /* 0, 1, 2: how much is left out to keep the file small */
    const char *alt;               /* in words */
};
/* Height over width of what is to be seen: `box` with the marks just outside it. */
double map_figure_ratio(const struct map_scene *scene, struct box box);
/* Nothing while measuring: its place is the caller's to keep. */
void map_figure_set(const struct sheet *sheet, const struct map_figure *figure);

#endif
