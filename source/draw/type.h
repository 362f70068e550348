/* SPDX-License-Identifier: EUPL-1.2 */
/* type.h – setting text: one engine for screen, map and paper.
 *
 * FriBidi orders the runs, a font is chosen per run by what it covers (Noto Sans, then Noto Sans
 * Arabic), HarfBuzz shapes, libunibreak finds line breaks, cairo draws the glyphs. Sizes and
 * positions are in user units of the cairo context (dp on screen, points on paper); no hinting, so
 * a text has the same width everywhere. A `struct type` belongs to one thread: each worker opens
 * its own. Shaped texts are kept in a small cache inside. */
#ifndef DRAW_TYPE_H
#define DRAW_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include <cairo.h>

#include "base/fault.h"
#include "draw/theme.h"

struct type; /* opaque */

enum type_weight { TYPE_REGULAR, TYPE_BOLD };
enum type_side { TYPE_START, TYPE_MIDDLE, TYPE_END };

struct type_style {
    double size; /* em in user units */
    enum type_weight weight;
    bool tabular; /* figures of one width */
};

/* Reads NotoSans-Regular.ttf, NotoSans-Bold.ttf, NotoSansArabic-Regular.ttf from `folder`. */
bool type_open(const char *folder, struct type **out, struct fault *why);
void type_close(struct type *type);
/* From now on without ligatures ("fi"), so that who reads a file finds each of its letters. */
void type_set_apart(struct type *type, bool apart);

double type_width(struct type *type, struct type_style style, const char *text);
double type_ascent(struct type *type, struct type_style style);  /* above the baseline */
double type_descent(struct type *type, struct type_style style); /* below, positive */
enum { TYPE_LEADING_PERCENT = 135 };                             /* line height of paragraphs */

/* Draws one line with its baseline at x, y; `side` says which point of the line x is. */
void type_line(struct type *type, cairo_t *cairo, struct type_style style, struct colour colour,
               double x, double y, enum type_side side, const char *text);
/* The same, cut with "…" to fit `width`. */
void type_line_cut(struct type *type, cairo_t *cairo, struct type_style style, struct colour colour,
                   double x, double y, enum type_side side, double width, const char *text);
/* Wraps at line breaks (a word wider than `width` is broken anywhere); at most `lines` lines (0 =
 * no limit), the last one cut with "…". Returns the height. `cairo` NULL only measures. x, y is
 * the top left corner; with TYPE_MIDDLE/END lines are set within `width`. */
double type_paragraph(struct type *type, cairo_t *cairo, struct type_style style,
                      struct colour colour, double x, double y, double width, enum type_side side,
                      int lines, const char *text);

/* For labels on a map: the glyphs of one line, to be placed one by one. `each` is called in visual
 * order with the pen's offset from the start and the glyph's advance. */
struct type_glyph {
    unsigned long index;
    double offset, advance;  /* user units */
    cairo_font_face_t *face; /* borrowed */
};
void type_glyphs(struct type *type, struct type_style style, const char *text,
                 void (*each)(void *data, struct type_glyph glyph), void *data);
/* A line with a halo of `halo` units around it (eight shifted draws). */
void type_line_halo(struct type *type, cairo_t *cairo, struct type_style style,
                    struct colour colour, struct colour halo_colour, double halo, double x,
                    double y, enum type_side side, const char *text);

/* For text fields: the x of the caret before byte `at`, and the byte nearest to `x`. */
double type_caret(struct type *type, struct type_style style, const char *text, size_t at);
size_t type_hit(struct type *type, struct type_style style, const char *text, double x);

#endif
