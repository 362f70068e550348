/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/sheet.h"

#include <math.h>
#include <stdlib.h>

static const double STRIP = 19, SYMBOL = 16.5;
static const double TEXT_AT = 46, SIDE_SPAN = 160, BETWEEN = 12;

static void strip_set(struct sheet *sheet, const struct print_pillar *pillar, bool continued)
{
    cairo_t *cairo = sheet_cairo(sheet);
    struct type *type = sheet->pencil->type;
    struct type_style letter = {.size = 11.5, .weight = TYPE_BOLD};
    struct type_style name = {.size = 10.5, .weight = TYPE_BOLD}, line = {.size = PAPER_TEXT};
    struct colour white = sheet_ink(sheet, THEME_ON_PILLAR);
    char *whole = continued ? sheet_fill(sheet, "print.continued", pillar->name, "") : NULL;
    double beside = fmin(type_width(type, line, pillar->line), PAPER_SPAN / 2);
    double baseline = sheet->y + 13.4;
    if (cairo) {
        cairo_new_path(cairo);
        symbol_round_box(cairo, PAPER_LEFT, sheet->y, PAPER_SPAN, STRIP, 4);
        colour_set(cairo, sheet_ink(sheet, pillar->colour));
        cairo_fill(cairo);
        type_line(type, cairo, letter, white, PAPER_LEFT + 8, baseline, TYPE_START, pillar->letter);
        type_line_cut(type, cairo, name, white, PAPER_LEFT + 24, baseline, TYPE_START,
                      PAPER_SPAN - beside - 48, whole ? whole : pillar->name);
        type_line_cut(type, cairo, line, white, PAPER_RIGHT - 8, baseline, TYPE_END, beside + 1,
                      pillar->line);
    }
    free(whole);
    sheet->y += STRIP;
}

/* Evidence that names many places goes under the row, over its whole width. */
static double text_set(const struct sheet *sheet, cairo_t *cairo, const struct print_row *row,
                       double y, double width)
{
    struct flow_run name = sheet_bold(sheet, row->name, THEME_INK);
    struct flow_run reason = sheet_run(sheet, row->reason, THEME_INK);
    name.style.size = 10;
    double x = PAPER_LEFT + TEXT_AT, high = sheet_flow(sheet, cairo, x, y, width, &name, 1);
    struct flow flow = {.pencil = sheet->pencil,
                        .cairo = cairo,
                        .x = x,
                        .y = y + high,
                        .width = width,
                        .leading = sheet->density->leading,
                        .lines = 2};
    high += flow_set(&flow, &reason, 1);
    if (*row->judgement) {
        char *line = sheet_fill(sheet, "print.judgement", row->judgement, "");
        struct flow_run judgement = sheet_run(sheet, line, THEME_MUTED);
        high += sheet_flow(sheet, cairo, x, y + high, width, &judgement, 1);
        free(line);
    }
    return high;
}

static const char *verdict_word_key(enum symbol_state state)
{
    static const char *const keys[] = {[SYMBOL_MET] = "verdict.met",
                                       [SYMBOL_PARTLY] = "verdict.partly",
                                       [SYMBOL_NOT] = "verdict.not",
                                       [SYMBOL_UNKNOWN] = "verdict.unknown"};
    return keys[state];
}

static double side_set(const struct sheet *sheet, cairo_t *cairo, const struct print_row *row,
                       double y, bool with_evidence)
{
    struct flow_run runs[] = {
        sheet_bold(sheet, sheet_word(sheet, verdict_word_key(row->state)),
                   symbol_state_token(row->state)),
        sheet_run(sheet, *row->origin ? " · " : "", THEME_MUTED),
        sheet_run(sheet, row->origin, THEME_MUTED),
        sheet_run(sheet, with_evidence ? row->evidence : "", THEME_INK),
    };
    runs[3].fresh = true;
    return sheet_flow(sheet, cairo, PAPER_RIGHT - SIDE_SPAN, y, SIDE_SPAN, runs, 4);
}

static double row_set(const struct sheet *sheet, cairo_t *cairo, const struct print_row *row,
                      double top)
{
    double width = PAPER_SPAN - TEXT_AT - SIDE_SPAN - BETWEEN, y = top + sheet->density->pad;
    double text = text_set(sheet, NULL, row, y, width), side = side_set(sheet, NULL, row, y, true);
    bool beside = side <= text + 1;
    struct type_style id = {.size = 10, .weight = TYPE_BOLD};
    if (cairo) {
        symbol_state(sheet->pencil, cairo, row->state, PAPER_LEFT + 2, y - 1, SYMBOL);
        type_line(sheet->pencil->type, cairo, id, sheet_ink(sheet, THEME_INK), PAPER_LEFT + 24,
                  y + 10, TYPE_START, row->id);
        text_set(sheet, cairo, row, y, width);
    }
    side = side_set(sheet, cairo, row, y, beside);
    double high = fmax(text, side);
    if (!beside) {
        struct flow_run evidence = sheet_run(sheet, row->evidence, THEME_INK);
        high += sheet_flow(sheet, cairo, PAPER_LEFT + TEXT_AT, y + high, PAPER_SPAN - TEXT_AT,
                           &evidence, 1);
    }
    return fmax(high, SYMBOL) + 2 * sheet->density->pad;
}

void criteria_set(struct sheet *sheet)
{
    const struct scorecard *card = sheet->card;
    for (int pillar = 0; pillar < card->pillar_count; pillar++) {
        bool begun = false, first = true;
        for (int i = 0; i < card->row_count; i++) {
            const struct print_row *row = &card->rows[i];
            if (row->pillar != pillar) {
                continue;
            }
            double high = row_set(sheet, NULL, row, 0);
            bool turned = sheet_need(sheet, high + (first ? STRIP : 0));
            if (first || turned) {
                strip_set(sheet, &card->pillars[pillar], begun);
            }
            row_set(sheet, sheet_cairo(sheet), row, sheet->y);
            sheet->y += high;
            sheet_rule(sheet, PAPER_LEFT, sheet->y, PAPER_SPAN, 0.6, THEME_LINE);
            begun = true;
            first = false;
        }
        sheet->y += 7;
    }
}
