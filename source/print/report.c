/* SPDX-License-Identifier: EUPL-1.2 */
/* A report as a value: its parts, and its tables as CSV. */
#include "print/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "print/report_inner.h"

static char *text_copy(const char *text)
{
    return memory_text(text ? text : "");
}

void report_init(struct report *report, enum report_form form, const char *language,
                 struct civil_date day, const char *title, const char *second)
{
    *report = (struct report){
        .form = form < REPORT_FORMS ? form : REPORT_A4,
        .title = text_copy(title),
        .second = text_copy(second),
        .foot = text_copy(""),
        .ribbon = text_copy(""),
        .language = text_copy(language),
        .day = day,
    };
}

static void part_clear(struct report_part *part)
{
    for (size_t at = 0; at < part->cell_count; at++) {
        free(part->cells[at].text);
    }
    free(part->cells);
    free(part->text);
    free(part->second);
    free(part->language);
}

void report_clear(struct report *report)
{
    for (size_t at = 0; at < report->part_count; at++) {
        part_clear(&report->parts[at]);
    }
    free(report->parts);
    free(report->title);
    free(report->second);
    free(report->foot);
    free(report->ribbon);
    free(report->language);
    memset(report, 0, sizeof *report);
}

/* ---- parts ---- */

/* NULL: the ceiling was met. */
static struct report_part *part_add(struct report *report, enum report_kind kind, const char *text,
                                    const char *second)
{
    if (report->part_count >= REPORT_PARTS || kind >= REPORT_KINDS) {
        report->cut = true;
        return NULL;
    }
    ARRAY_GROW(report->parts, report->part_count, report->part_room);
    struct report_part *part = &report->parts[report->part_count++];
    *part =
        (struct report_part){.kind = kind, .text = text_copy(text), .second = text_copy(second)};
    return part;
}

/* The part that was added last, when it is of this kind. */
static struct report_part *part_last(struct report *report, enum report_kind kind)
{
    struct report_part *last = report->part_count ? &report->parts[report->part_count - 1] : NULL;
    return last && last->kind == kind ? last : NULL;
}

void report_add(struct report *report, enum report_kind kind, const char *text)
{
    part_add(report, kind, text, "");
}

void report_fact(struct report *report, const char *label, const char *value)
{
    part_add(report, REPORT_FACT, label, value);
}

void report_write(struct report *report, const char *label, int lines)
{
    struct report_part *part = part_add(report, REPORT_WRITE, label, "");
    if (part) {
        part->number = lines < 0 ? 0 : lines > REPORT_LINES ? REPORT_LINES : lines;
    }
}

void report_code(struct report *report, const char *holds, const char *words)
{
    part_add(report, REPORT_CODE, holds, words);
}

void report_strip(struct report *report, const char *name, const char *line)
{
    part_add(report, REPORT_STRIP, name, line);
}

static void strip_add(struct report *report, const char *id, int state)
{
    struct report_part *part = part_last(report, REPORT_STRIP);
    if (!part || part->state_count >= REPORT_STRIP_CELLS) {
        report->cut |= part != NULL;
        return;
    }
    int at = part->state_count++;
    size_t size = strnlen(id, sizeof part->ids[at] - 1);
    memcpy(part->ids[at], id, size);
    part->ids[at][size] = 0;
    part->states[at] = state;
}

void report_strip_cell(struct report *report, const char *id, int state)
{
    bool known = state >= SYMBOL_MET && state <= SYMBOL_UNKNOWN;
    strip_add(report, id ? id : "", known ? state : (int)SYMBOL_UNKNOWN);
}

void report_strip_gap(struct report *report)
{
    strip_add(report, "", -1);
}

void report_strong(struct report *report)
{
    if (report->part_count && !report->cut) {
        report->parts[report->part_count - 1].strong = true;
    }
}

void report_spare(struct report *report, int rank)
{
    if (report->part_count && !report->cut) {
        report->parts[report->part_count - 1].spare = rank;
    }
}

void report_in(struct report *report, const char *language)
{
    if (report->part_count) {
        struct report_part *part = &report->parts[report->part_count - 1];
        free(part->language);
        part->language = memory_text(language && *language ? language : NULL);
    }
}

/* ---- tables ---- */

static void cell_add(struct report *report, struct report_cell cell, const char *text)
{
    struct report_part *part = part_last(report, REPORT_TABLE);
    if (!part || report->cells >= REPORT_CELLS) {
        report->cut |= part != NULL;
        return;
    }
    cell.text = text_copy(text);
    ARRAY_GROW(part->cells, part->cell_count, part->cell_room);
    part->cells[part->cell_count++] = cell;
    report->cells++;
}

void report_table(struct report *report, int columns, const char *const *heads,
                  const double *shares)
{
    struct report_part *part = part_add(report, REPORT_TABLE, "", "");
    if (!part) {
        return;
    }
    report->cut |= columns > REPORT_COLUMNS;
    part->columns = columns < 1 ? 1 : columns > REPORT_COLUMNS ? REPORT_COLUMNS : columns;
    for (int at = 0; at < part->columns; at++) {
        part->shares[at] = shares && shares[at] > 0 ? shares[at] : 1;
    }
    for (int at = 0; at < part->columns; at++) {
        cell_add(report, (struct report_cell){.state = -1}, heads && at < columns ? heads[at] : "");
    }
}

void report_cell(struct report *report, const char *text)
{
    cell_add(report, (struct report_cell){.state = -1}, text);
}

void report_cell_head(struct report *report, const char *text)
{
    cell_add(report, (struct report_cell){.state = -1, .head = true}, text);
}

void report_cell_number(struct report *report, const char *text)
{
    cell_add(report, (struct report_cell){.state = -1, .number = true}, text);
}

void report_cell_count(struct report *report, int64_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)count);
    report_cell_number(report, text);
}

void report_cell_state(struct report *report, int state, const char *text)
{
    bool known = state >= SYMBOL_MET && state <= SYMBOL_UNKNOWN;
    cell_add(report, (struct report_cell){.state = known ? state : -1}, text);
}

void report_cell_icon(struct report *report, const char *icon, const char *text)
{
    cell_add(report, (struct report_cell){.state = -1, .icon = icon}, text);
}

size_t report_rows_of(const struct report_part *part)
{
    size_t columns = (size_t)part->columns;
    return columns ? (part->cell_count + columns - 1) / columns : 0;
}

struct report_cell report_cell_at(const struct report_part *part, size_t row, int column)
{
    static char none[] = "";
    size_t at = row * (size_t)part->columns + (size_t)column;
    return at < part->cell_count ? part->cells[at]
                                 : (struct report_cell){.text = none, .state = -1};
}

/* ---- CSV ---- */

static void row_write(struct buffer *out, const char *first, const char *second)
{
    csv_put(out, first);
    if (second) {
        csv_put_next(out, second);
    }
    csv_put_end(out);
}

static void table_write(const struct report_part *part, struct buffer *out)
{
    for (size_t row = 0; row < report_rows_of(part); row++) {
        for (int column = 0; column < part->columns; column++) {
            const char *text = report_cell_at(part, row, column).text;
            if (column) {
                csv_put_next(out, text);
            } else {
                csv_put(out, text);
            }
        }
        csv_put_end(out);
    }
}

static void strip_write(const struct report_part *part, bool first, struct buffer *out)
{
    static const char *const marks[] = {"●", "◐", "○", "?"};
    for (int row = first ? 0 : 1; row < 2; row++) {
        csv_put(out, row ? part->text : "");
        for (int at = 0; at < part->state_count; at++) {
            int state = part->states[at];
            if (state >= 0) {
                csv_put_next(out, !row ? part->ids[at] : state < 4 ? marks[state] : "");
            }
        }
        csv_put_next(out, row ? part->second : "");
        csv_put_end(out);
    }
}

static void part_write(const struct report_part *part, const struct report_part *before,
                       struct buffer *out)
{
    switch (part->kind) {
    case REPORT_FACT:
        row_write(out, part->text, part->second);
        break;
    case REPORT_TABLE:
        table_write(part, out);
        break;
    case REPORT_STRIP:
        strip_write(part, !before || before->kind != REPORT_STRIP, out);
        break;
    case REPORT_TICK:
        row_write(out, part->text, "☐");
        break;
    default:
        row_write(out, part->text, NULL);
    }
}

static bool part_in_csv(const struct report_part *part)
{
    switch (part->kind) {
    case REPORT_SMALL:
    case REPORT_WRITE:
    case REPORT_CODE:
    case REPORT_PAGE:
        return false;
    case REPORT_TABLE:
    case REPORT_FACT:
    case REPORT_STRIP:
        return true;
    default:
        return part->text[0] != 0;
    }
}

/* An empty row before what begins anew: a heading, a table, or another kind of row. */
static bool part_apart(const struct report_part *part, const struct report_part *before)
{
    bool headed = before->kind == REPORT_HEADING || before->kind == REPORT_SUBHEADING;
    return part->kind == REPORT_HEADING || part->kind == REPORT_TABLE
               ? !headed
               : (part->kind == REPORT_SUBHEADING ? before->kind != REPORT_HEADING
                                                  : before->kind == REPORT_TABLE);
}

bool report_csv(const struct report *report, struct buffer *out)
{
    const struct report_part *before = NULL;
    buffer_add_text(out, CSV_BOM);
    for (size_t at = 0; at < report->part_count; at++) {
        const struct report_part *part = &report->parts[at];
        if (part_in_csv(part)) {
            if (before && part_apart(part, before)) {
                csv_put_end(out);
            }
            part_write(part, before, out);
            before = part;
        }
    }
    return !out->full;
}
