/* SPDX-License-Identifier: EUPL-1.2 */
/* code.h – a QR code: a telephone number or an address for whoever stands before the paper. */
#ifndef PRINT_CODE_H
#define PRINT_CODE_H

#include <stdbool.h>

#include <cairo.h>

/* False: empty, or more than a code holds. */
bool code_fits(const char *holds);
/* Black on white with its quiet border, in the square at x, y; nothing when it does not fit. */
void code_draw(cairo_t *cairo, const char *holds, double x, double y, double size);

#endif
