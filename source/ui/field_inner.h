/* SPDX-License-Identifier: EUPL-1.2 */
/* field_inner.h – where the characters of a field stand, for field.c (editing) and
 * field_lines.c (wrapping, painting). */
#ifndef UI_FIELD_INNER_H
#define UI_FIELD_INNER_H

#include "ui/ui_inner.h"

struct type_style field_style(const struct ui *ui);
/* Wraps `text` to `width` when the field has several lines; returns how many spans (at least 1).
 * A span's `to` leaves out its newline. */
int field_wrap(struct ui *ui, bool lines, const char *text, double width, struct span *out,
               int room);
int field_line_of(const struct span *spans, int count, size_t caret);
double field_x(struct ui *ui, const char *text, struct span span, size_t caret);
size_t field_at(struct ui *ui, const char *text, struct span span, double x);

#endif
