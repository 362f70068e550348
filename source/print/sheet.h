/* SPDX-License-Identifier: EUPL-1.2 */
/* sheet.h – the pages of a scorecard while they are filled from top to bottom.
 *
 * The same walk measures (no cairo), counts pages, draws all of them, or draws one: every part asks
 * sheet_cairo() where to draw, which is NULL when this page is not wanted. Lengths are points
 * (1/72 inch) on A4, x to the right, y downward. */
#ifndef PRINT_SHEET_H
#define PRINT_SHEET_H

#include "print/flow.h"
#include "print/print.h"

#define PAPER_WIDTH 595.0
#define PAPER_HEIGHT 842.0
#define PAPER_LEFT 31.0
#define PAPER_RIGHT 564.0
#define PAPER_SPAN (PAPER_RIGHT - PAPER_LEFT)
#define PAPER_TEXT 9.5 /* the smallest size there is */

/* How much of T4 is told behind the criteria. */
enum { TIMES_WHOLE, TIMES_WITHOUT_PICTURES, TIMES_LEFT_OUT };

/* How closely things are set. */
struct sheet_density {
    double leading; /* of running text */
    double pad;     /* above and below a row, below an item of a list */
    bool run_in;    /* a place as one paragraph instead of a line for each thing */
};

struct sheet {
    const struct scorecard *card;
    const struct pencil *pencil;
    const struct language *language;
    const struct sheet_density *density;
    double map_most; /* the height a map may have */
    bool map_first;  /* before the gaps instead of behind them */
    int brief;       /* TIMES_… */
    double table;    /* height of T4's table, 0 = not measured yet */
    int thinner;     /* 0, 1, 2: how much of the map is left out to keep the file small */
    cairo_t *cairo;  /* NULL = measure */
    int only;        /* the page to draw, or -1: all, with a new page after each */
    int page;        /* being filled, from 0 */
    int pages;       /* how many there will be; 0 = not known yet */
    double y;        /* where the next thing goes */
};

void sheet_start(struct sheet *sheet);
void sheet_end(struct sheet *sheet);
void sheet_next(struct sheet *sheet); /* turns the page */
/* What can still go on this page. */
double sheet_room(const struct sheet *sheet);
/* Turns the page unless `height` still fits; true when it did turn. */
bool sheet_need(struct sheet *sheet, double height);
double sheet_top(const struct sheet *sheet); /* y of the first thing of this page */
cairo_t *sheet_cairo(const struct sheet *sheet);
struct colour sheet_ink(const struct sheet *sheet, enum theme_token token);
const char *sheet_word(const struct sheet *sheet, const char *key);
/* The text of `key` with {0} = first, {1} = second; free with free(). */
char *sheet_fill(const struct sheet *sheet, const char *key, const char *first, const char *second);

struct flow_run sheet_run(const struct sheet *sheet, const char *text, enum theme_token token);
struct flow_run sheet_bold(const struct sheet *sheet, const char *text, enum theme_token token);
/* One paragraph at x, `top`; with `cairo` NULL it is measured. Returns its height. */
double sheet_flow(const struct sheet *sheet, cairo_t *cairo, double x, double top, double width,
                  const struct flow_run *runs, int count);
/* A heading above something of `height` that must stay with it; moves y below itself. */
void sheet_heading(struct sheet *sheet, const char *text, bool continued, double height);
void sheet_rule(const struct sheet *sheet, double x, double y, double width, double line,
                enum theme_token token);

/* ---- the parts, in the order of reading ---- */
void front_set(struct sheet *sheet);    /* the wijk, the totals, the wheel, how to read it, T4 */
void criteria_set(struct sheet *sheet); /* pillar strips with their rows */
void times_set(struct sheet *sheet); /* T4: who gives what when, and the week as a picture */
void gaps_set(struct sheet *sheet);
void chart_set(struct sheet *sheet); /* the map */
void places_set(struct sheet *sheet);
void sources_set(struct sheet *sheet);

#endif
