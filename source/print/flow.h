/* SPDX-License-Identifier: EUPL-1.2 */
/* flow.h – paragraphs whose words differ in weight and colour.
 *
 * Lines break at spaces and behind "-" and "/" between longer words; a word wider than the column
 * is broken anywhere. White space of every kind but the no-break ones counts as one space. Where
 * two runs meet without white space, before a sign that stands alone ("·", ";", French ":"), and
 * before a number behind a word ("Steenweg 163", "mei 2026"), the line does not break. */
#ifndef PRINT_FLOW_H
#define PRINT_FLOW_H

#include <cairo.h>

#include "draw/symbol.h"

struct flow_run {
    const char *text; /* NULL and "" are passed over */
    struct type_style style;
    struct colour colour;
    bool fresh; /* starts a new line */
};
struct flow {
    const struct pencil *pencil;
    cairo_t *cairo; /* NULL = only measure */
    double x, y;    /* top left corner */
    double width;
    double leading; /* height of a line, as a share of its largest size */
    enum type_side side;
    int lines; /* at most; the last one ends with "…"; 0 = no limit */
};
/* Returns the height, in whole lines. */
double flow_set(const struct flow *flow, const struct flow_run *runs, int count);

#endif
