/* SPDX-License-Identifier: EUPL-1.2 */
/* flow.h – paragraphs whose words differ in weight and colour.
 *
 * Lines break at spaces and behind "-" and "/" between longer words; a word wider than the column
 * is broken anywhere. White space of every kind but the no-break ones counts as one space. Where
 * two runs meet without white space, before a sign that stands alone ("·", ";", French ":"), and
 * before a number behind a word ("Steenweg 163", "mei 2026"), the line does not break.
 *
 * With tags, the text becomes the ink of the open element, or a P when that only groups others. A
 * run in another language, one that is a link, and letters set from right to left become a Span or
 * Link of their own within it. */
#ifndef PRINT_FLOW_H
#define PRINT_FLOW_H

#include <cairo.h>

#include "draw/symbol.h"
#include "print/tag.h"

struct flow_run {
    const char *text; /* NULL and "" are passed over */
    struct type_style style;
    struct colour colour;
    bool fresh; /* starts a new line */
    const char *icon; /* of assets/icons, drawn before the first word as decoration, never parted from it; NULL = none */
    const char *language; /* "fr", where it differs from that of the document; else NULL */
    const char *to, *alt; /* a link: where it leads (tag.h), and that in words; else NULL */
};
struct flow {
    const struct pencil *pencil;
    cairo_t *cairo; /* NULL = only measure */
    double x, y;    /* top left corner */
    double width;
    double leading; /* height of a line, as a share of its largest size */
    enum type_side side;
    int lines; /* at most; the last one ends with "…"; 0 = no limit */
    int from;  /* so many lines are passed over: they stand elsewhere already */
    bool torn; /* what is behind `lines` follows elsewhere: no "…" */
    struct tags *tags; /* gets what is said; NULL = nothing is */
};
/* Whether a text begins from the right: it is then set against the right edge. */
bool flow_turned(const char *text);
/* Returns the height of the lines that are set. */
double flow_set(const struct flow *flow, const struct flow_run *runs, int count);

#endif
