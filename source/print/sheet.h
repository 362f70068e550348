/* SPDX-License-Identifier: EUPL-1.2 */
/* sheet.h – the pages of a print while they are filled from top to bottom: the drawing surface of
 * every print (scorecard, overview, place card, walking list, poster).
 *
 * A print is one function that fills a sheet; paper.h runs it. The same walk measures (no cairo), counts
 * pages, draws all of them into a PDF, or draws one for the screen: every part asks sheet_cairo()
 * where to draw, which is NULL when this page is not wanted. Lengths are points (1/72 inch), x to the
 * right, y downward.
 *
 * What is drawn is said as well: tag.h tells how. In short:
 *  - sheet_heading makes an H2 that stays with what follows; each print sets its own H1;
 *  - sheet_flow makes a P, or fills the element that is open;
 *  - around them: `tag_open(sheet_tags(sheet, cairo), TAG_L)` … `tag_close(…)`;
 *  - lines, boxes and symbols need nothing: what is not said to be content is decoration. Symbols
 *    stand beside their word. A picture that says something is a TAG_FIGURE with `alt` and tag_box;
 *  - texts drawn with type_line need `ink_open` before them, or they are decoration: use it for
 *    what is repeated overleaf;
 *  - the ribbon, head and foot of every page are drawn here, as decoration; the ribbon of the first
 *    page is a P, so that nobody misses it.
 * sheet_tags gives NULL where nothing is drawn, so that measuring tags nothing. */
#ifndef PRINT_SHEET_H
#define PRINT_SHEET_H

#include "base/civil.h"
#include "language/language.h"
#include "print/flow.h"
#include "print/tag.h"

struct paper { /* a size of paper, and where words may stand on it */
    double width, height;
    double left, right, top, bottom; /* edges of what is set, from the top left corner */
};
extern const struct paper paper_a4;
/* Two pages beside each other on a sheet, in the order in which the sheets are folded together and read as a
 * booklet: of eight pages 8|1, 2|7, 6|3, 4|5. */
struct paper_fold {
    int left, right; /* pages from 0 */
};
struct paper_fold paper_fold_of(int side, int pages); /* `pages` is a multiple of four */

/* How closely things are set. */
struct sheet_density {
    double leading; /* of running text */
    double pad;     /* above and below a row, below an item of a list */
    bool run_in;    /* an item as one paragraph instead of a line for each thing */
};

/* What stands on every page; texts may be "". Borrowed. */
struct sheet_frame {
    const char *ribbon; /* a warning over the whole width */
    const char *head;   /* on the second page and later */
    const char *date;   /* beside it */
    const char *foot;   /* beside "page x of y" */
};

struct sheet {
    const struct paper *paper;
    const struct pencil *pencil;
    const struct language *language;
    struct sheet_frame frame;
    const struct sheet_density *density;
    double text; /* the size of running text, and the smallest there is */
    const void *content; /* of the print at hand; only its own parts know what it is */
    void *plan;          /* how it is arranged; likewise */
    cairo_t *cairo;      /* NULL = measure */
    struct tags *tags;   /* NULL = only a picture */
    int only;            /* the page to draw, or -1: all, with a new page after each */
    int page;            /* being filled, from 0 */
    int pages;           /* how many there will be; 0 = not known yet */
    bool folded;         /* the paper is half of what goes into the printer */
    bool four;           /* it is a quarter of it, and each page stands there four times, to be cut; said once */
    double y;            /* where the next thing goes */
};

void sheet_start(struct sheet *sheet);
void sheet_end(struct sheet *sheet);
void sheet_next(struct sheet *sheet); /* turns the page */
/* What can still go on this page. */
double sheet_room(const struct sheet *sheet);
/* Turns the page unless `height` still fits; true when it did turn. */
bool sheet_need(struct sheet *sheet, double height);
double sheet_top(const struct sheet *sheet);   /* y of the first thing of this page */
double sheet_whole(const struct sheet *sheet); /* what goes on an empty page */
double sheet_span(const struct sheet *sheet);  /* from the left edge to the right one */
cairo_t *sheet_cairo(const struct sheet *sheet);
struct tags *sheet_tags(const struct sheet *sheet, const cairo_t *cairo);
struct colour sheet_ink(const struct sheet *sheet, enum theme_token token);
const char *sheet_word(const struct sheet *sheet, const char *key);
/* The text of `key` with {0} = first, {1} = second; free with free(). */
char *sheet_fill(const struct sheet *sheet, const char *key, const char *first, const char *second);

struct flow_run sheet_run(const struct sheet *sheet, const char *text, enum theme_token token);
struct flow_run sheet_bold(const struct sheet *sheet, const char *text, enum theme_token token);
/* One paragraph at x, `top`; with `cairo` NULL it is measured. Returns its height. */
double sheet_flow(const struct sheet *sheet, cairo_t *cairo, double x, double top, double width,
                  const struct flow_run *runs, int count);
/* The same at y, over the left `width` of the page, whole on this page or on the next; moves y below itself. */
void sheet_paragraph(struct sheet *sheet, const struct flow_run *runs, int count, double width);
/* As sheet_flow, with everything of one's own but pencil and tags, which are filled in. */
double sheet_flow_set(const struct sheet *sheet, struct flow flow, const struct flow_run *runs,
                      int count);
/* An H2 above something of `height` that must stay with it; moves y below itself. `continued`: it is
 * said again on a new page, as decoration with "(continued)". */
void sheet_heading(struct sheet *sheet, const char *text, bool continued, double height);
void sheet_rule(const struct sheet *sheet, double x, double y, double width, double line,
                enum theme_token token);

#endif
