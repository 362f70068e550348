/* SPDX-License-Identifier: EUPL-1.2 */
/* report.h – a print made of plain parts one below the other: headings, paragraphs, lists, tables, strips of
 * criteria, boxes to tick, lines to write on. For whatever needs no drawing of its own: the referral card, the
 * month's signals, a survey form, two rounds beside each other, a practice card.
 *
 * A report is a value: it owns its texts (copied by the calls below), so that it may be filled on the main thread and drawn
 * on a worker. The parts are drawn and tagged by report.c alone; the same report gives the same bytes. Parts flow over
 * pages: a heading stays with what follows, a table repeats its header, a row is not torn. Texts are in `language` where
 * nothing else is said. Every call after the ceiling (REPORT_PARTS, REPORT_CELLS) is ignored and `cut` is set,
 * which the print then says. */
#ifndef PRINT_REPORT_H
#define PRINT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "base/fault.h"
#include "draw/symbol.h"
#include "language/language.h"

enum report_form {
    REPORT_A4, REPORT_A4_WIDE /* landscape */, REPORT_A5, REPORT_A6,
    REPORT_A6_FOUR, /* each page four times on an A4, with lines to cut along; said once */
    REPORT_FORMS
};
enum report_kind {
    REPORT_HEADING,   /* H2 */
    REPORT_SUBHEADING,/* H3 */
    REPORT_PARAGRAPH,
    REPORT_SMALL,     /* a remark, a source: small and muted */
    REPORT_WARNING,   /* a sentence in a box, with a sign */
    REPORT_ITEM,      /* of a list; items that follow each other are one list */
    REPORT_TICK,      /* the same with a box to tick */
    REPORT_WRITE,     /* lines to write on: `number` of them; `text` is what they are for */
    REPORT_FACT,      /* "label: value" with the label bold; facts that follow each other are one table */
    REPORT_TABLE,
    REPORT_STRIP,     /* criteria as cells with their symbol: a row of the comparison */
    REPORT_CODE,      /* a QR code with its words beside: a telephone number, an address */
    REPORT_PAGE,      /* a new page */
    REPORT_KINDS
};
enum { REPORT_PARTS = 4000, REPORT_COLUMNS = 12, REPORT_CELLS = 40000, REPORT_STRIP_CELLS = 64, REPORT_SPARE = 5 };

struct report_cell {
    char *text;   /* owned; "" = empty */
    int state;    /* enum symbol_state drawn before the text, or -1 */
    const char *icon; /* of assets/icons, drawn before the text; a constant word, NULL = none */
    bool head;    /* the row's own head: TH with scope row */
    bool number;  /* set to the right */
};
struct report_part {
    enum report_kind kind;
    char *text, *second;  /* owned. Fact: label and value; code: what it holds and the words beside; strip: name and line */
    char *language;       /* owned; "fr" where it is not the report's; NULL = the same */
    bool strong;          /* paragraph, item: bold and larger, for what the eye looks for */
    int spare;            /* of a report of one page: 1 … REPORT_SPARE = may fall away, the lowest first; 0 = never */
    int number;
    /* table: heads first, then the rows; `shares` of the width add up to whatever they do */
    int columns;
    double shares[REPORT_COLUMNS];
    struct report_cell *cells; /* owned; rows * columns, the first row is the head */
    size_t cell_count, cell_room;
    /* strip */
    int states[REPORT_STRIP_CELLS]; /* enum symbol_state, -1 = a gap between pillars */
    char ids[REPORT_STRIP_CELLS][4];
    int state_count;
};
struct report {
    enum report_form form;
    double text;          /* points; 0 = 11 on A4 and A5, 10 on A6 */
    char *title, *second; /* owned: H1, and a line below it */
    char *foot;           /* owned: beside "page x of y", or below the last part when it is too long for that; sources and
                           * licences belong here or in REPORT_SMALL */
    char *ribbon;         /* owned: "oefenwijk"; "" = real */
    char *language;       /* owned: "nl" */
    struct civil_date day;/* on each page, and in the metadata */
    struct report_part *parts; /* owned */
    size_t part_count, part_room, cells;
    bool cut;             /* a ceiling was met */
    bool one_page;        /* parts that may be spared fall away, and then letters shrink (to 10.5 points), until it is one page */
};

void report_init(struct report *report, enum report_form form, const char *language, struct civil_date day,
                 const char *title, const char *second);
void report_clear(struct report *report);
/* Of every kind that is text alone; `text` is copied. */
void report_add(struct report *report, enum report_kind kind, const char *text);
void report_fact(struct report *report, const char *label, const char *value);
void report_write(struct report *report, const char *label, int lines);
void report_code(struct report *report, const char *holds, const char *words);
/* Opens a table with its heads; `shares` NULL = all columns alike. Cells then go row by row; an unfinished last row is filled with
 * empty cells. */
void report_table(struct report *report, int columns, const char *const *heads, const double *shares);
void report_cell(struct report *report, const char *text);
void report_cell_head(struct report *report, const char *text);
void report_cell_number(struct report *report, const char *text);
void report_cell_count(struct report *report, int64_t count);
void report_cell_state(struct report *report, int state, const char *text);
void report_cell_icon(struct report *report, const char *icon, const char *text); /* decoration: the text says it */
/* A strip, then its cells in the framework's order. */
void report_strip(struct report *report, const char *name, const char *line);
void report_strip_cell(struct report *report, const char *id, int state);
void report_strip_gap(struct report *report);
/* Bold and larger: the part that was added last. */
void report_strong(struct report *report);
/* May fall away on a report of one page: the part that was added last. */
void report_spare(struct report *report, int rank);
/* In another language than the report's: the part that was added last. */
void report_in(struct report *report, const char *language);

/* Writes FILE whole or not at all, tagged (print.h says how). */
bool print_report(const struct report *report, const struct pencil *pencil, const struct language *language, const char *file,
                  struct fault *why);
/* One page onto a context of its size in points; returns how many pages there are. `cairo` NULL only counts. */
int print_report_page(const struct report *report, const struct pencil *pencil, const struct language *language, cairo_t *cairo,
                      int page);
void report_size(enum report_form form, double *width, double *height);
/* The same as a CSV, safe for spreadsheets: its parts one below the other, headings and sentences as rows of one cell, an open box
 * with "☐" beside it; without small remarks, lines to write on and codes. A cell gives its text alone: whoever adds a state
 * also says it in words, or the print says "voldaan" beside the symbol and the CSV nothing. */
bool report_csv(const struct report *report, struct buffer *out);

#endif
