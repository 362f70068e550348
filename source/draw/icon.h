/* SPDX-License-Identifier: EUPL-1.2 */
/* icon.h – plain-path SVGs of assets/icons, drawn through cairo.
 *
 * Reads a subset of SVG 1.1: one <svg> with viewBox or width/height; <path d>, <circle>, <rect>,
 * <line>, <polyline>, <polygon>, <g>; fill and stroke "none" or present, stroke-width,
 * stroke-linecap/-linejoin, fill-rule. Colours are ignored: an icon is drawn in one colour.
 * Ceilings: 64 kB a file, 4,096 path commands. Icons are read once, are never changed, and may be
 * drawn from any thread. */
#ifndef DRAW_ICON_H
#define DRAW_ICON_H

#include <stdbool.h>

#include <cairo.h>

#include "base/fault.h"
#include "draw/theme.h"

struct icon_set; /* opaque */

/* Reads every *.svg of `folder`; an unreadable one is a fault that names it. */
bool icon_set_open(const char *folder, struct icon_set **out, struct fault *why);
void icon_set_close(struct icon_set *set);
bool icon_set_has(const struct icon_set *set, const char *name);
/* Draws icon NAME (file name without .svg) into the square at x, y of `size`. An unknown name
 * draws a plain dot and writes a warning once. */
void icon_draw(const struct icon_set *set, cairo_t *cairo, const char *name, double x, double y,
               double size, struct colour colour);

#endif
