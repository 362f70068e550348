/* SPDX-License-Identifier: EUPL-1.2 */
/* symbol_inner.h – what symbol.c and wheel.c share; nobody else includes it. */
#ifndef DRAW_SYMBOL_INNER_H
#define DRAW_SYMBOL_INNER_H

#include "draw/symbol.h"

#define SYMBOL_CAP_HEIGHT 0.714 /* of Noto Sans, in em */

/* Bold text centred on x, y by the height of its capitals. */
void symbol_text(const struct pencil *pencil, cairo_t *cairo, double size, struct colour colour,
                 double x, double y, const char *text);
struct colour symbol_ink(const struct pencil *pencil, enum theme_token token);

#endif
