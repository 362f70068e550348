/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables and facts of a report: rows that stay whole, with their head repeated overleaf. */
#include "print/report_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { WORD = 64 /* bytes */, ROWS_ASKED = 400 };
static const double GAP = 9, PAD = 3, SYMBOL_SHARE = 1.25, LABEL_MOST = 0.42;

struct row {
    const struct report_part *part; /* for its language */
    struct report_cell cells[REPORT_COLUMNS];
    int columns;
    double x[REPORT_COLUMNS], width[REPORT_COLUMNS];
    bool head;
};

static bool shows_state(const struct report_cell *cell)
{
    return cell->state >= SYMBOL_MET && cell->state <= SYMBOL_UNKNOWN;
}

static const char *cell_words(const struct sheet *sheet, const struct report_cell *cell)
{
    return shows_state(cell) && !*cell->text ? report_state_word(sheet, cell->state) : cell->text;
}

static struct report_text cell_text(const struct sheet *sheet, const struct row *row, int column)
{
    const struct report_cell *cell = &row->cells[column];
    bool state = shows_state(cell), bold = row->head || cell->head;
    double beside = state ? sheet->text * SYMBOL_SHARE + 4 : 0;
    const char *words = cell_words(sheet, cell);
    struct report_text text = {.run = bold ? sheet_bold(sheet, words, THEME_INK)
                                           : sheet_run(sheet, words, THEME_INK),
                               .x = row->x[column] + beside,
                               .width = fmax(sheet->text, row->width[column] - beside),
                               .side = cell->number || flow_turned(words) ? TYPE_END : TYPE_START};
    text.run.style.tabular = cell->number;
    text.run.icon = cell->icon;
    text.run.language = report_tongue(report_of(sheet), row->part);
    return text;
}

static int row_lines(const struct sheet *sheet, const struct row *row)
{
    int most = 1;
    for (int column = 0; column < row->columns; column++) {
        struct report_text text = cell_text(sheet, row, column);
        int lines = report_lines(sheet, &text);
        most = lines > most ? lines : most;
    }
    return most;
}

static double line_high(const struct sheet *sheet)
{
    return sheet->text * sheet->density->leading;
}

static double row_high(const struct sheet *sheet, const struct row *row)
{
    return row_lines(sheet, row) * line_high(sheet) + 2 * PAD;
}

/* ---- one row, or lines [from, from + count) of it ---- */

static void cell_open(struct tags *tags, const struct row *row, int column, bool torn)
{
    const struct report_cell *cell = &row->cells[column];
    char name[32];
    snprintf(name, sizeof name, "cell-%d", column);
    tag_open_as(tags, &(struct tag_about){.role = row->head || cell->head ? TAG_TH : TAG_TD,
                                          .scope = row->head    ? TAG_SCOPE_COLUMN
                                                   : cell->head ? TAG_SCOPE_ROW
                                                                : TAG_SCOPE_NONE,
                                          .name = torn ? name : NULL,
                                          .again = torn});
}

static void cell_set(const struct sheet *sheet, const struct row *row, int column, int from,
                     int count)
{
    cairo_t *cairo = sheet_cairo(sheet);
    const struct report_cell *cell = &row->cells[column];
    struct report_text text = cell_text(sheet, row, column);
    if (cairo && from == 0 && shows_state(cell)) {
        double size = sheet->text * SYMBOL_SHARE;
        ink_close(sheet->tags);
        symbol_state(sheet->pencil, cairo, (enum symbol_state)cell->state, row->x[column],
                     sheet->y + PAD + (line_high(sheet) - size) / 2, size);
    }
    if (*text.run.text && from < report_lines(sheet, &text)) {
        report_text_set(sheet, cairo, &text, sheet->y + PAD, from, count);
    }
}

static void head_ground(const struct sheet *sheet, double high)
{
    cairo_t *cairo = sheet_cairo(sheet);
    if (cairo) {
        ink_close(sheet->tags);
        cairo_new_path(cairo);
        cairo_rectangle(cairo, sheet->paper->left, sheet->y, sheet_span(sheet), high);
        colour_set(cairo, sheet_ink(sheet, THEME_SUNK));
        cairo_fill(cairo);
    }
}

/* The head overleaf is decoration: nothing is said. */
static void row_draw(struct sheet *sheet, const struct row *row, int from, int count, bool torn,
                     bool said)
{
    struct sheet quiet = *sheet;
    double high = count * line_high(sheet) + 2 * PAD;
    if (row->head) {
        head_ground(sheet, high);
    }
    ink_close(sheet->tags);
    quiet.tags = said ? sheet->tags : NULL;
    for (int column = 0; column < row->columns; column++) {
        cell_open(quiet.tags, row, column, torn);
        cell_set(&quiet, row, column, from, count);
        tag_close(quiet.tags);
    }
    sheet->y += high;
    sheet_rule(sheet, sheet->paper->left, sheet->y, sheet_span(sheet), row->head ? 1 : 0.6,
               row->head ? THEME_INK : THEME_LINE);
}

/* `head` NULL: there is none to repeat. */
static void page_turn(struct sheet *sheet, const struct row *head)
{
    sheet_next(sheet);
    if (head) {
        row_draw(sheet, head, 0, row_lines(sheet, head), false, false);
    }
}

static int lines_that_fit(const struct sheet *sheet)
{
    int fit = (int)floor((sheet_room(sheet) - 2 * PAD + 0.01) / line_high(sheet));
    return fit < 1 ? 1 : fit;
}

static void row_set(struct sheet *sheet, const struct row *row, const struct row *head)
{
    int lines = row_lines(sheet, row);
    double high = row_high(sheet, row), repeated = head ? row_high(sheet, head) : 0;
    bool torn = high > sheet_whole(sheet) - repeated;
    if (high > sheet_room(sheet) && sheet->y > sheet_top(sheet) + repeated + 1 &&
        !(torn && lines_that_fit(sheet) > 3)) {
        page_turn(sheet, head);
    }
    tag_open(sheet->tags, TAG_TR);
    for (int from = 0; from < lines;) {
        int fit = lines_that_fit(sheet), count = lines - from < fit ? lines - from : fit;
        row_draw(sheet, row, from, count, torn, true);
        from += count;
        if (from < lines) {
            page_turn(sheet, head);
        }
    }
    tag_close(sheet->tags);
}

/* ---- tables ---- */

struct columns {
    double x[REPORT_COLUMNS], width[REPORT_COLUMNS];
};

static double word_width(const struct sheet *sheet, const struct report_cell *cell, bool bold)
{
    struct type_style style = {.size = sheet->text, .weight = bold ? TYPE_BOLD : TYPE_REGULAR};
    const char *at = cell_words(sheet, cell);
    double widest = 0;
    char word[WORD];
    while (*at) {
        size_t size = strcspn(at, " \n");
        size_t kept = utf8_cut(at, size < sizeof word - 1 ? size : sizeof word - 1);
        memcpy(word, at, kept);
        word[kept] = 0;
        widest = fmax(widest, type_width(sheet->pencil->type, style, word));
        at += size + strspn(at + size, " \n");
    }
    return widest + (shows_state(cell) || cell->icon ? sheet->text * SYMBOL_SHARE + 4 : 0) + 0.5;
}

/* What a column needs so that no word is broken, within reason. */
static double column_least(const struct sheet *sheet, const struct report_part *part, int column,
                           double most)
{
    double least = 0;
    for (size_t row = 0; row < report_rows_of(part) && row < ROWS_ASKED; row++) {
        struct report_cell cell = report_cell_at(part, row, column);
        least = fmax(least, word_width(sheet, &cell, row == 0 || cell.head));
    }
    return fmin(least, most);
}

/* By their shares; who needs more for its words gets it from those that have to spare. */
static struct columns columns_of(const struct sheet *sheet, const struct report_part *part)
{
    struct columns columns = {{0}, {0}};
    double least[REPORT_COLUMNS], sum = 0, lacking = 0, spare = 0, x = sheet->paper->left;
    double whole = sheet_span(sheet) - GAP * (part->columns - 1);
    for (int at = 0; at < part->columns; at++) {
        sum += part->shares[at];
    }
    for (int at = 0; at < part->columns; at++) {
        columns.width[at] = whole * part->shares[at] / sum;
        least[at] = column_least(sheet, part, at, 1.6 * whole / part->columns);
        lacking += fmax(0, least[at] - columns.width[at]);
        spare += fmax(0, columns.width[at] - least[at]);
    }
    double moved = fmin(lacking, spare);
    double taken = spare > 0 ? moved / spare : 0, given = lacking > 0 ? moved / lacking : 0;
    for (int at = 0; at < part->columns; at++) {
        double over = columns.width[at] - least[at];
        columns.width[at] -= over * (over > 0 ? taken : given);
        columns.x[at] = x;
        x += columns.width[at] + GAP;
    }
    return columns;
}

static struct row table_row(const struct report_part *part, const struct columns *columns,
                            size_t at)
{
    struct row row = {.part = part, .columns = part->columns, .head = at == 0};
    memcpy(row.x, columns->x, sizeof row.x);
    memcpy(row.width, columns->width, sizeof row.width);
    for (int column = 0; column < part->columns; column++) {
        row.cells[column] = report_cell_at(part, at, column);
        if (at == 0) { /* stands over its column as the column stands */
            row.cells[column].number = report_cell_at(part, 1, column).number;
        }
    }
    return row;
}

static double begin_high(const struct sheet *sheet, const struct report_part *part,
                         const struct columns *columns)
{
    struct row head = table_row(part, columns, 0), first = table_row(part, columns, 1);
    return row_high(sheet, &head) + (report_rows_of(part) > 1 ? row_high(sheet, &first) : 0);
}

size_t report_table_set(struct sheet *sheet, size_t at)
{
    const struct report_part *part = &report_of(sheet)->parts[at];
    struct columns columns = columns_of(sheet, part);
    struct row head = table_row(part, &columns, 0);
    bool repeated = row_high(sheet, &head) < sheet_whole(sheet) / 3;
    sheet_need(sheet, begin_high(sheet, part, &columns));
    tag_open(sheet->tags, TAG_TABLE);
    row_set(sheet, &head, NULL);
    for (size_t index = 1; index < report_rows_of(part); index++) {
        struct row row = table_row(part, &columns, index);
        row_set(sheet, &row, repeated ? &head : NULL);
    }
    tag_close(sheet->tags);
    sheet->y += 3 * PAD;
    return at + 1;
}

double report_table_lead(const struct sheet *sheet, size_t at)
{
    const struct report_part *part = &report_of(sheet)->parts[at];
    struct columns columns = columns_of(sheet, part);
    return begin_high(sheet, part, &columns);
}

/* ---- facts ---- */

static size_t facts_end(const struct report *report, size_t at)
{
    while (at < report->part_count && report->parts[at].kind == REPORT_FACT) {
        at++;
    }
    return at;
}

static double label_width(const struct sheet *sheet, size_t at, size_t end)
{
    struct type_style style = {.size = sheet->text, .weight = TYPE_BOLD};
    double most = 40;
    for (; at < end; at++) {
        most = fmax(most, type_width(sheet->pencil->type, style, report_of(sheet)->parts[at].text));
    }
    return fmin(most + 1, sheet_span(sheet) * LABEL_MOST);
}

static struct row fact_row(const struct sheet *sheet, size_t at, double label)
{
    const struct report_part *part = &report_of(sheet)->parts[at];
    double left = sheet->paper->left;
    return (struct row){.part = part,
                        .cells = {{.text = part->text, .state = -1, .head = true},
                                  {.text = part->second, .state = -1}},
                        .columns = 2,
                        .x = {left, left + label + GAP},
                        .width = {label, sheet_span(sheet) - label - GAP}};
}

size_t report_facts_set(struct sheet *sheet, size_t at)
{
    size_t end = facts_end(report_of(sheet), at);
    double label = label_width(sheet, at, end);
    tag_open(sheet->tags, TAG_TABLE);
    for (; at < end; at++) {
        struct row row = fact_row(sheet, at, label);
        row_set(sheet, &row, NULL);
    }
    tag_close(sheet->tags);
    sheet->y += 3 * PAD;
    return end;
}

double report_fact_lead(const struct sheet *sheet, size_t at)
{
    struct row row = fact_row(sheet, at, label_width(sheet, at, facts_end(report_of(sheet), at)));
    return row_high(sheet, &row);
}
