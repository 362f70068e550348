/* SPDX-License-Identifier: EUPL-1.2 */
/* finish.h – what cairo 1.16 cannot write, written afterwards: PDF bytes in, PDF bytes out.
 *
 * cairo draws the pages and marks each stretch of drawing; `tags` knows what each stretch is. The
 * finished file holds the structure tree with its attributes (Alt, ActualText, Lang, Scope, ColSpan,
 * ListNumbering, BBox), its parent tree, decoration marked as Artifact, links as annotations with
 * words and a place in the tree, the outline, and in the catalog the language, the title
 * shown, and XMP metadata with the mark of PDF/UA-1 (ISO 14289-1). What only the old file needed is left
 * out; fonts, pictures and page drawing stay what they were.
 *
 * Nothing of chance or of the moment goes in: the same bytes, tree and words give the same file (its
 * /ID is a digest of it). Before it is handed over the new file is read again: every reference leads
 * somewhere, each page still has its stretches in the right number and order, and the trees agree.
 * When anything is not as expected, `out` is left empty and `why` (FAULT_INPUT) says in its detail at which byte
 * or object. */
#ifndef PRINT_FINISH_H
#define PRINT_FINISH_H

#include "base/buffer.h"
#include "base/civil.h"
#include "base/fault.h"
#include "print/tag.h"

struct finish_words { /* borrowed */
    const char *title, *author;
    const char *language; /* "nl" */
    struct civil_date day; /* made and changed on */
};

/* `out` is the caller's, begun; what was in it is replaced. It may not be `pdf`. */
bool pdf_finish(const struct buffer *pdf, const struct tags *tags, const struct finish_words *words,
                struct buffer *out, struct fault *why);

#endif
