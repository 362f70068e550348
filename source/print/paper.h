/* SPDX-License-Identifier: EUPL-1.2 */
/* paper.h – a filled sheet as PDF, or one page of it as a picture.
 *
 * `fill` runs sheet_start, the parts, sheet_end; it is run several times and must give the same
 * each time. `sheet` comes with its paper, pencil, language, frame, density, text, content and plan;
 * the rest is set here. */
#ifndef PRINT_PAPER_H
#define PRINT_PAPER_H

#include "base/buffer.h"
#include "base/fault.h"
#include "print/finish.h"
#include "print/sheet.h"

typedef void paper_fill(struct sheet *sheet);

enum { PAPER_FILE_MOST = 64 * 1024 * 1024 };

/* How many pages there are; also puts it into sheet->pages. */
int paper_count(struct sheet *sheet, paper_fill *fill);
/* How many sides go into the printer, and how large they are: of a folded print each holds two pages, and there
 * must be a multiple of four of them; of one that is cut (`four`) each holds the same page four times. */
int paper_sides(const struct sheet *sheet);
void paper_side_size(const struct sheet *sheet, double *width, double *height);
/* Draws side `page` (from 0) onto a context of its size in points. */
void paper_show(struct sheet *sheet, paper_fill *fill, cairo_t *cairo, int page);
/* Counts, and with `cairo` draws side `page`, when there is one. Returns how many sides there are. */
int paper_page(struct sheet *sheet, paper_fill *fill, cairo_t *cairo, int page);
/* The whole print as a tagged PDF in `out`, which is the caller's (begun, of PAPER_FILE_MOST); what was
 * in it is replaced. sheet->pages must be known. When the finishing pass meets something unexpected, the PDF as cairo
 * made it is given, and the log is told. FAULT_LIMIT: it became larger than `out` may be; FAULT_MEMORY: cairo
 * could not draw. */
bool paper_make(struct sheet *sheet, paper_fill *fill, const struct finish_words *words,
                struct buffer *out, struct fault *why);
/* Counts, makes it, and writes FILE, whole or not at all; faults of paper_make and file_write. */
bool paper_save(struct sheet *sheet, paper_fill *fill, const struct finish_words *words,
                const char *file, struct fault *why);

#endif
