/* SPDX-License-Identifier: EUPL-1.2 */
/* report_inner.h – a report on its way to paper: parts in order (report_paper.c), rows of tables and facts (report_table.c),
 * strips of criteria (report_strip.c). sheet->content is the `struct report`. */
#ifndef PRINT_REPORT_INNER_H
#define PRINT_REPORT_INNER_H

#include "print/report.h"
#include "print/sheet.h"

enum { REPORT_LINES = 400 /* to write on, in one part */ };

/* ---- report.c ---- */
size_t report_rows_of(const struct report_part *part); /* of a table, its head counted */
struct report_cell report_cell_at(const struct report_part *part, size_t row, int column); /* text borrowed, never NULL */

/* ---- report_paper.c ---- */
const struct report *report_of(const struct sheet *sheet);
/* The language of a part where it is not the report's, else NULL. */
const char *report_tongue(const struct report *report, const struct report_part *part);
const char *report_state_word(const struct sheet *sheet, int state); /* "voldaan" */
/* One text of one size, in lines that can be parted between pages. */
struct report_text {
    struct flow_run run;
    double x, width;
    enum type_side side;
};
double report_line(const struct sheet *sheet, const struct report_text *text); /* the height of a line */
int report_lines(const struct sheet *sheet, const struct report_text *text);
/* Lines [from, from + count) at y. */
void report_text_set(const struct sheet *sheet, cairo_t *cairo, const struct report_text *text, double y, int from, int count);
/* What `at` and the headings before it need to begin on a page. */
double report_lead(const struct sheet *sheet, size_t at);

/* ---- report_table.c, report_strip.c: set the part `at` and those that go with it; return the next ---- */
size_t report_table_set(struct sheet *sheet, size_t at);
size_t report_facts_set(struct sheet *sheet, size_t at);
size_t report_strips_set(struct sheet *sheet, size_t at);
double report_table_lead(const struct sheet *sheet, size_t at); /* its head and first row; a fact; a strip */
double report_fact_lead(const struct sheet *sheet, size_t at);
double report_strip_lead(const struct sheet *sheet, size_t at);

#endif
