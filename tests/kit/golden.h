/* SPDX-License-Identifier: EUPL-1.2 */
/* golden.h – pictures and texts compared with references of tests/golden.
 *
 * NAME is a path below tests/golden without ".png" ("draw/wheel-light"). Two pictures are the same
 * when at most 0.5 % of the pixels differ by more than 24 in a channel. A missing reference is
 * made, and the test fails so that somebody looks at it; with WIJKPEIL_GOLDEN=write references are
 * made anew without failing. A mismatch leaves NAME_err.png beside the reference. Texts (".txt")
 * follow the same rules, but must be the same to the letter. */
#ifndef KIT_GOLDEN_H
#define KIT_GOLDEN_H

#include <cairo.h>

void kit_golden_png(cairo_surface_t *picture, const char *name);
void kit_golden_text(const char *text, const char *name);

#endif
