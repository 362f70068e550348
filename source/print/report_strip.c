/* SPDX-License-Identifier: EUPL-1.2 */
/* Strips of criteria: each a name and a row of symbols with their ids; what the symbols mean stands
 * below the last. */
#include "print/report_inner.h"

#include <math.h>

#include "base/buffer.h"

static const double CELL_LEAST = 20, CELL_MOST = 30, SYMBOL = 15, ID_SIZE = 9.5, ID_HIGH = 13;
static const double GAP_SHARE = 0.35, PAD = 4;
enum { WORDS = 4096 };

static double cells_width(const struct report_part *part)
{
    double slots = 0;
    for (int at = 0; at < part->state_count; at++) {
        slots += part->states[at] < 0 ? GAP_SHARE : 1;
    }
    return slots;
}

static double cell_width(const struct sheet *sheet, const struct report_part *part)
{
    return fmin(CELL_MOST, fmax(CELL_LEAST, sheet_span(sheet) / fmax(1, cells_width(part))));
}

/* How many cells stand together from `at`, up to the next gap. */
static int together(const struct report_part *part, int at)
{
    int end = at;
    while (end < part->state_count && part->states[end] >= 0) {
        end++;
    }
    return end - at;
}

/* A row is full, or the pillar that begins would be torn that fits on the next one. */
static bool row_full(const struct sheet *sheet, const struct report_part *part, int at, double x,
                     double wide)
{
    double left = sheet->paper->left, right = sheet->paper->right + 0.01;
    double block = wide * together(part, at);
    bool begins = at > 0 && part->states[at - 1] < 0;
    return x > left &&
           (x + wide > right || (begins && x + block > right && block <= sheet_span(sheet)));
}

/* Sets the cells at y, in as many rows as they need; returns the height. */
static double cells_set(const struct sheet *sheet, cairo_t *cairo, const struct report_part *part,
                        double y)
{
    double wide = cell_width(sheet, part), x = sheet->paper->left, top = y;
    struct type_style style = {.size = ID_SIZE, .weight = TYPE_BOLD};
    for (int at = 0; at < part->state_count; at++) {
        if (part->states[at] < 0) {
            x += x > sheet->paper->left ? wide * GAP_SHARE : 0;
            continue;
        }
        if (row_full(sheet, part, at, x, wide)) {
            x = sheet->paper->left;
            y += SYMBOL + ID_HIGH + PAD;
        }
        if (cairo) {
            symbol_state(sheet->pencil, cairo, (enum symbol_state)part->states[at],
                         x + (wide - SYMBOL) / 2, y, SYMBOL);
            type_line(sheet->pencil->type, cairo, style, sheet_ink(sheet, THEME_INK), x + wide / 2,
                      y + SYMBOL + ID_HIGH - 3, TYPE_MIDDLE, part->ids[at]);
        }
        x += wide;
    }
    return part->state_count ? y + SYMBOL + ID_HIGH - top : 0;
}

/* "Ronde 2026: T1 voldaan, T2 deels" */
static void words_add(const struct sheet *sheet, const struct report_part *part, struct buffer *out)
{
    bool begun = false;
    buffer_addf(out, "%s%s", part->text, *part->text ? ": " : "");
    for (int at = 0; at < part->state_count; at++) {
        if (part->states[at] >= 0) {
            buffer_addf(out, "%s%s %s", begun ? ", " : "", part->ids[at],
                        report_state_word(sheet, part->states[at]));
            begun = true;
        }
    }
}

static double name_set(const struct sheet *sheet, cairo_t *cairo, const struct report_part *part,
                       double y)
{
    const char *language = report_tongue(report_of(sheet), part);
    struct flow_run runs[] = {
        sheet_bold(sheet, part->text, THEME_INK),
        sheet_run(sheet, *part->text && *part->second ? " · " : "", THEME_MUTED),
        sheet_run(sheet, part->second, THEME_MUTED)};
    runs[0].language = runs[2].language = language;
    return sheet_flow(sheet, cairo, sheet->paper->left, y, sheet_span(sheet), runs, 3);
}

static double strip_high(const struct sheet *sheet, const struct report_part *part)
{
    return name_set(sheet, NULL, part, 0) + 2 + cells_set(sheet, NULL, part, 0) + 2 * PAD;
}

static void strip_set(struct sheet *sheet, const struct report_part *part)
{
    double high = strip_high(sheet, part);
    sheet_need(sheet, high);
    cairo_t *cairo = sheet_cairo(sheet);
    double y = sheet->y + name_set(sheet, cairo, part, sheet->y) + 2;
    if (cairo && part->state_count) {
        struct buffer words;
        buffer_init(&words, WORDS);
        words_add(sheet, part, &words);
        tag_open_as(sheet->tags,
                    &(struct tag_about){.role = TAG_FIGURE, .alt = buffer_text(&words)});
        tag_box(sheet->tags, sheet->paper->left, y, sheet_span(sheet),
                cells_set(sheet, NULL, part, y));
        ink_open(sheet->tags);
        cells_set(sheet, cairo, part, y);
        tag_close(sheet->tags);
        buffer_clear(&words);
    }
    sheet->y += high;
}

/* ---- what the symbols mean ---- */

/* Returns the height. */
static double legend_draw(const struct sheet *sheet, cairo_t *cairo, unsigned seen, double y)
{
    struct type *type = sheet->pencil->type;
    struct type_style style = {.size = sheet->text};
    double x = sheet->paper->left, line = SYMBOL + PAD, top = y;
    for (int state = SYMBOL_MET; state <= SYMBOL_UNKNOWN; state++) {
        if (!(seen & 1u << state)) {
            continue;
        }
        const char *word = report_state_word(sheet, state);
        double wide = SYMBOL + 5 + type_width(type, style, word);
        if (x > sheet->paper->left && x + wide > sheet->paper->right) {
            x = sheet->paper->left;
            y += line;
        }
        if (cairo) {
            tag_open(sheet->tags, TAG_P);
            ink_close(sheet->tags);
            symbol_state(sheet->pencil, cairo, (enum symbol_state)state, x, y, SYMBOL);
            ink_open(sheet->tags);
            type_line(type, cairo, style, sheet_ink(sheet, THEME_INK), x + SYMBOL + 5,
                      y + SYMBOL / 2 + sheet->text * 0.36, TYPE_START, word);
            tag_close(sheet->tags);
        }
        x += wide + 14;
    }
    return seen ? y + line - top : 0;
}

size_t report_strips_set(struct sheet *sheet, size_t at)
{
    const struct report *report = report_of(sheet);
    unsigned seen = 0;
    for (; at < report->part_count && report->parts[at].kind == REPORT_STRIP; at++) {
        const struct report_part *part = &report->parts[at];
        strip_set(sheet, part);
        for (int cell = 0; cell < part->state_count; cell++) {
            seen |= part->states[cell] >= 0 ? 1u << part->states[cell] : 0;
        }
    }
    double high = legend_draw(sheet, NULL, seen, 0);
    sheet_need(sheet, high);
    legend_draw(sheet, sheet_cairo(sheet), seen, sheet->y);
    sheet->y += high + 2 * PAD;
    return at;
}

double report_strip_lead(const struct sheet *sheet, size_t at)
{
    return strip_high(sheet, &report_of(sheet)->parts[at]);
}
