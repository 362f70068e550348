/* SPDX-License-Identifier: EUPL-1.2 */
/* tag.h – what a print says, as a tree beside what it looks like: headings, paragraphs, lists,
 * tables, pictures, links. It is gathered while the pages are drawn, in the order in which a person
 * would read aloud, and written into the PDF by finish.h.
 *
 * Two kinds of calls:
 *  - elements: tag_open … tag_close, nested as in HTML. An element stays open when the page turns,
 *    so a list or table that goes on overleaf is one list or table.
 *  - ink: what is drawn after ink_open belongs to the innermost open element; what is drawn after
 *    ink_close (and from the start) is decoration, which nobody reads aloud: lines, boxes, symbols
 *    that stand beside their word, headings repeated overleaf, page numbers. So all that is drawn
 *    is either content or decoration, as PDF/UA asks.
 * `ink_open` again for the same element changes nothing: call it before every piece of content.
 * tag_open and tag_close end the ink of the element that was open.
 *
 * Texts (sheet_flow, sheet_heading, …) do this themselves: in an element that only groups others
 * they make a P of their own, elsewhere (H1, LBody, TD, …) they fill the element. So the parts of a
 * print mostly open the L, LI, LBody, Table, TR, TH, TD, Figure around them.
 *
 * Which may stand where:
 *  - H1 once, then H2, H3 without leaving a level out; they become the outline of the file.
 *  - L holds LI; LI holds an optional Lbl (its number) and one LBody.
 *  - Table holds TR; TR holds TH (with a scope) and TD, as many in every row, spans counted. A
 *    header row repeated overleaf is decoration.
 *  - Figure needs `alt`, and tag_box.
 *  - Link needs `to`, `alt`, and a tag_box for each piece of its text (flow.h does it by run).
 *  - Span carries another language, or the real text of a run set from right to left.
 *
 * `tags` is NULL while measuring and for the picture on the screen: every call here then does
 * nothing. Texts are copied. */
#ifndef PRINT_TAG_H
#define PRINT_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include <cairo.h>

struct tags; /* opaque */

enum tag_role {
    TAG_NONE,
    TAG_DOCUMENT, /* the root, opened by tags_new */
    TAG_SECT, TAG_H1, TAG_H2, TAG_H3, TAG_P,
    TAG_L, TAG_LI, TAG_LBL, TAG_LBODY,
    TAG_TABLE, TAG_TR, TAG_TH, TAG_TD,
    TAG_FIGURE, TAG_CAPTION, TAG_SPAN, TAG_LINK,
    TAG_ROLES
};
enum tag_scope { TAG_SCOPE_NONE, TAG_SCOPE_COLUMN, TAG_SCOPE_ROW };

struct tag_about {
    enum tag_role role;
    const char *title;    /* H1–H3: the words in the outline */
    const char *alt;      /* Figure: what it shows. Link: where it leads */
    const char *actual;   /* the real text, where glyphs stand in another order */
    const char *language; /* "fr", where it is not that of the document */
    enum tag_scope scope; /* TH */
    int columns;          /* TH, TD: how many it takes; 0 is 1 */
    bool numbered;        /* L: the items carry numbers (Lbl) */
    const char *name;     /* others may link to it; the place is that of its first tag_box */
    const char *to;       /* Link: a `name`, or an address (https:, mailto:, tel:) */
    bool again;           /* goes on with the element of this role and `name` in the open one, if it is there */
};
enum tag_decor { TAG_DECOR, TAG_DECOR_HEADER, TAG_DECOR_FOOTER };

/* Starts on the first page of a PDF context, which must outlive it. */
struct tags *tags_new(cairo_t *cairo);
void tags_free(struct tags *tags);
/* Before cairo_show_page: ends the ink of this page; the next page's begins with the first ink_…
 * call, which must come before anything is drawn. Elements stay open. */
void tags_turn(struct tags *tags);
/* What follows is read as page `page` of the print (from 0), wherever it is drawn: pages that lie beside each other on a
 * sheet to be folded are drawn in another order than they are read in. What goes on over several pages is opened on
 * each with `again`. Ends the ink. */
void tags_read(struct tags *tags, int page);
/* Closes what is open and ends the last ink; before the surface is finished. */
void tags_end(struct tags *tags);

void tag_open(struct tags *tags, enum tag_role role);
void tag_open_as(struct tags *tags, const struct tag_about *about);
void tag_close(struct tags *tags);
void ink_open(struct tags *tags);
void ink_close(struct tags *tags);
/* Decoration that says what it is: heads and feet of pages. */
void ink_decor(struct tags *tags, enum tag_decor decor);
/* Where the open element stands, in user units of the context now: a Figure's box, one piece of a
 * Link, the place where a heading or a `name` begins. */
void tag_box(struct tags *tags, double x, double y, double width, double height);
/* Whether the open element only groups others (Document, Sect, LI, L, Table, TR). */
bool tag_groups(const struct tags *tags);

#endif
