/* SPDX-License-Identifier: EUPL-1.2 */
/* marks.h – the numbered places on a paper map: moved apart until no number covers another. */
#ifndef PRINT_MARKS_H
#define PRINT_MARKS_H

#include <stddef.h>

#include "print/sheet.h"

struct paper_mark {
    double x, y;           /* where the number stands, points */
    double home_x, home_y; /* where the place is */
    double width;          /* of the badge; its height is MARK_HIGH */
    size_t mark;           /* in the scene */
};
#define MARK_HIGH 16.5
#define MARK_TEXT 9.5 /* larger ones are drawn on a scaled context */

/* Moves the marks within 0, 0, width, height so that they do not touch, as near to home as
 * can be. The same marks always end in the same places. */
void marks_spread(struct paper_mark *marks, size_t count, double width, double height);
void mark_draw(const struct sheet *sheet, cairo_t *cairo, enum symbol_pin pin,
               enum theme_token colour, const char *text, double x, double y, double width);
void mark_tether(const struct sheet *sheet, cairo_t *cairo, const struct paper_mark *mark);

#endif
