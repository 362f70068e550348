/* SPDX-License-Identifier: EUPL-1.2 */
/* Who can walk to what: a small table, and under it how it was measured. */
#include "print/card.h"

#include <math.h>
#include <stdlib.h>

static const double FIRST = 128, PAD = 3, NOTE = 2;

static double first_of(const struct sheet *sheet)
{
    return FIRST * sheet->text / PAPER_TEXT;
}

static double cell_set(const struct sheet *sheet, cairo_t *cairo, double x, double y, double width,
                       struct tag_about about, struct flow_run run)
{
    tag_open_as(sheet_tags(sheet, cairo), &about);
    double high = sheet_flow(sheet, cairo, x, y + PAD, width, &run, 1);
    tag_close(sheet_tags(sheet, cairo));
    return high + 2 * PAD;
}

static double head_set(const struct sheet *sheet, cairo_t *cairo, double y, double column)
{
    const struct print_reach *reach = &card_of(sheet)->reach;
    struct tags *tags = sheet_tags(sheet, cairo);
    double high = 0;
    tag_open(tags, TAG_TR);
    cell_set(sheet, cairo, sheet->paper->left, y, first_of(sheet) - 6,
             (struct tag_about){.role = TAG_TD},
             sheet_run(sheet, sheet_word(sheet, "print.reach.of"), THEME_MUTED));
    for (int time = 0; time < PRINT_REACH_TIMES; time++) {
        high =
            fmax(high,
                 cell_set(sheet, cairo, sheet->paper->left + first_of(sheet) + time * column, y,
                          column - 8, (struct tag_about){.role = TAG_TH, .scope = TAG_SCOPE_COLUMN},
                          sheet_bold(sheet, reach->heads[time], THEME_INK)));
    }
    tag_close(tags);
    return high;
}

static double row_set(const struct sheet *sheet, cairo_t *cairo, int service, double y,
                      double column)
{
    const struct print_reach *reach = &card_of(sheet)->reach;
    struct tags *tags = sheet_tags(sheet, cairo);
    if (cairo) {
        sheet_rule(sheet, sheet->paper->left, y, sheet_span(sheet), 0.6, THEME_EDGE);
    }
    tag_open(tags, TAG_TR);
    double high = cell_set(sheet, cairo, sheet->paper->left, y, first_of(sheet) - 6,
                           (struct tag_about){.role = TAG_TH, .scope = TAG_SCOPE_ROW},
                           sheet_bold(sheet, reach->services[service], THEME_INK));
    for (int time = 0; time < PRINT_REACH_TIMES; time++) {
        high =
            fmax(high, cell_set(sheet, cairo, sheet->paper->left + first_of(sheet) + time * column,
                                y, column - 8, (struct tag_about){.role = TAG_TD},
                                sheet_run(sheet, reach->cells[service][time], THEME_INK)));
    }
    tag_close(tags);
    return high;
}

/* Returns its height; with `cairo` NULL it is only measured. */
static double table_set(const struct sheet *sheet, cairo_t *cairo, double top)
{
    double column = (sheet_span(sheet) - first_of(sheet)) / PRINT_REACH_TIMES, y = top;
    tag_open(sheet_tags(sheet, cairo), TAG_TABLE);
    y += head_set(sheet, cairo, y, column);
    for (int service = 0; service < PRINT_REACH_SERVICES; service++) {
        y += row_set(sheet, cairo, service, y, column);
    }
    tag_close(sheet_tags(sheet, cairo));
    if (cairo) {
        sheet_rule(sheet, sheet->paper->left, y, sheet_span(sheet), 0.6, THEME_EDGE);
    }
    return y - top;
}

static double note_set(const struct sheet *sheet, cairo_t *cairo, double y)
{
    struct flow_run run = sheet_run(sheet, card_of(sheet)->reach.note, THEME_MUTED);
    return sheet_flow(sheet, cairo, sheet->paper->left, y, sheet_span(sheet), &run, 1);
}

void reach_set(struct sheet *sheet)
{
    const struct print_reach *reach = &card_of(sheet)->reach;
    if (!reach->given || plan_of(sheet)->brief == BRIEF_REACH) {
        return;
    }
    double table = reach->table ? table_set(sheet, NULL, 0) + NOTE : 0;
    double note = note_set(sheet, NULL, 0);
    sheet_heading(sheet, sheet_word(sheet, "print.reach"), false, table + note);
    cairo_t *cairo = sheet_cairo(sheet);
    if (reach->table) {
        table_set(sheet, cairo, sheet->y);
    }
    note_set(sheet, cairo, sheet->y + table);
    sheet->y += table + note + 4;
}
