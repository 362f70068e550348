/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/card.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "print/evidence.h"

enum { STRIP_WORDS = 4096 };
static const double STRIP = 18, SYMBOL = 16.5;
static const double TEXT_AT = 44, SIDE_SPAN = 156;

static void strip_open(struct tags *tags, const struct print_pillar *pillar, double y)
{
    struct buffer words;
    buffer_init(&words, STRIP_WORDS);
    buffer_addf(&words, "%s %s", pillar->letter, pillar->name);
    struct tag_about about = {.role = TAG_H2, .title = buffer_text(&words)};
    tag_open_as(tags, &about);
    tag_box(tags, PAPER_LEFT, y, PAPER_SPAN, STRIP);
    ink_open(tags);
    buffer_clear(&words);
}

/* The space behind the name is what stands between it and the rest of the heading. */
static char *strip_words(const struct sheet *sheet, const char *name, bool continued)
{
    struct buffer words;
    char *whole = continued ? sheet_fill(sheet, "print.continued", name, "") : memory_text(name);
    buffer_init(&words, STRIP_WORDS);
    buffer_addf(&words, "%s ", whole);
    free(whole);
    return buffer_take(&words);
}

static void strip_set(struct sheet *sheet, const struct print_pillar *pillar, bool continued)
{
    cairo_t *cairo = sheet_cairo(sheet);
    struct type *type = sheet->pencil->type;
    struct type_style letter = {.size = 11.5, .weight = TYPE_BOLD};
    struct type_style name = {.size = 10.5, .weight = TYPE_BOLD};
    struct type_style line = {.size = PAPER_TEXT};
    struct colour white = sheet_ink(sheet, THEME_ON_PILLAR);
    char sign[sizeof pillar->letter + 1];
    snprintf(sign, sizeof sign, "%s ", pillar->letter);
    char *whole = strip_words(sheet, pillar->name, continued);
    double named = fmin(type_width(type, name, whole), PAPER_SPAN / 2);
    double beside = fmin(type_width(type, line, pillar->line), PAPER_SPAN - 48 - named);
    double baseline = sheet->y + 12.8;
    struct tags *tags = sheet_tags(sheet, cairo);
    if (cairo) {
        ink_close(tags);
        cairo_new_path(cairo);
        symbol_round_box(cairo, PAPER_LEFT, sheet->y, PAPER_SPAN, STRIP, 4);
        colour_set(cairo, sheet_ink(sheet, pillar->colour));
        cairo_fill(cairo);
        if (!continued) {
            strip_open(tags, pillar, sheet->y);
        }
        type_line(type, cairo, letter, white, PAPER_LEFT + 8, baseline, TYPE_START, sign);
        type_line_cut(type, cairo, name, white, PAPER_LEFT + 24, baseline, TYPE_START,
                      PAPER_SPAN - beside - 44, whole);
        type_line_cut(type, cairo, line, white, PAPER_RIGHT - 8, baseline, TYPE_END, beside + 1,
                      pillar->line);
        if (!continued) {
            tag_close(tags);
        }
    }
    free(whole);
    sheet->y += STRIP;
}

const char *card_verdict_key(enum symbol_state state)
{
    static const char *const keys[] = {[SYMBOL_MET] = "verdict.met",
                                       [SYMBOL_PARTLY] = "verdict.partly",
                                       [SYMBOL_NOT] = "verdict.not",
                                       [SYMBOL_UNKNOWN] = "verdict.unknown"};
    return keys[state];
}

/* A row is set in one of two ways, whichever is lower: the evidence under the result in the column
 * at the side, or behind the reason over the whole width. */
struct row {
    const struct sheet *sheet;
    cairo_t *cairo; /* NULL = measure */
    const struct print_row *text;
    double x, y; /* of the words */
    bool wide;
    struct evidence_runs evidence;
};
static const double WHOLE_SPAN = PAPER_SPAN - 44, NAME_SPAN = PAPER_SPAN - 44 - 156 - 12;

static double name_set(const struct row *row)
{
    struct flow_run name = sheet_bold(row->sheet, row->text->name, THEME_INK);
    name.style.size = 10;
    return sheet_flow(row->sheet, row->cairo, row->x, row->y, NAME_SPAN, &name, 1);
}

enum { FORE_RUNS = 5 };

/* The evidence behind at most five other runs; returns how many there are in all. */
static int runs_join(const struct row *row, struct flow_run *out, const struct flow_run *fore,
                     bool follows, bool fresh)
{
    int count = FORE_RUNS;
    memcpy(out, fore, sizeof *out * FORE_RUNS);
    for (int i = 0; follows && i < row->evidence.count; i++) {
        out[count] = row->evidence.runs[i];
        out[count++].fresh = fresh && i == 0;
    }
    return count;
}

/* The result and where it comes from; what changed, as a drawn sign and the word that says the
 * same; in the column the evidence below. */
static double side_set(const struct row *row)
{
    const struct print_row *text = row->text;
    const struct sheet *sheet = row->sheet;
    bool own = !sheet->density->run_in; /* a line of its own */
    struct flow_run runs[FORE_RUNS + EVIDENCE_RUNS];
    struct flow_run fore[FORE_RUNS] = {
        sheet_bold(sheet, sheet_word(sheet, card_verdict_key(text->state)),
                   symbol_state_token(text->state)),
        sheet_run(sheet, *text->origin ? " · " : "", THEME_MUTED),
        sheet_run(sheet, text->origin, THEME_MUTED),
        sheet_run(sheet, *text->since && !own ? " · " : "", THEME_MUTED),
        sheet_run(sheet, text->since, THEME_INK),
    };
    fore[4].icon = text->move;
    fore[4].fresh = own;
    int count = runs_join(row, runs, fore, !row->wide, true);
    return sheet_flow(sheet, row->cairo, PAPER_RIGHT - SIDE_SPAN, row->y, SIDE_SPAN, runs, count);
}

/* The reason takes two lines at most; over the whole width the evidence follows it. */
static double reason_set(const struct row *row, double y)
{
    bool follows = row->wide && *row->text->evidence;
    struct flow_run runs[FORE_RUNS + EVIDENCE_RUNS];
    const struct flow_run fore[FORE_RUNS] = {
        sheet_run(row->sheet, row->text->reason, THEME_INK),
        sheet_run(row->sheet, follows ? " · " : "", THEME_MUTED),
    };
    int count = runs_join(row, runs, fore, follows, false);
    struct flow flow = {.x = row->x,
                        .y = y,
                        .width = row->wide ? WHOLE_SPAN : NAME_SPAN,
                        .leading = row->sheet->density->leading};
    double two = 2.01 * PAPER_TEXT * flow.leading;
    bool cut = sheet_flow_set(row->sheet, flow, runs, 1) > two;
    flow.cairo = row->cairo;
    flow.lines = cut ? 2 : 0;
    double high = sheet_flow_set(row->sheet, flow, runs, cut ? 1 : count);
    if (cut && follows) {
        flow.y += high;
        flow.lines = 0;
        high += sheet_flow_set(row->sheet, flow, row->evidence.runs, row->evidence.count);
    }
    return high;
}

static double judgement_set(const struct row *row, double y)
{
    if (!*row->text->judgement) {
        return 0;
    }
    char *line = sheet_fill(row->sheet, "print.judgement", row->text->judgement, "");
    struct flow_run judgement = sheet_run(row->sheet, line, THEME_INK);
    double high = sheet_flow(row->sheet, row->cairo, row->x, y, row->wide ? WHOLE_SPAN : NAME_SPAN,
                             &judgement, 1);
    free(line);
    return high;
}

static void id_set(const struct row *row)
{
    struct type_style style = {.size = 10, .weight = TYPE_BOLD};
    char id[sizeof row->text->id + 1];
    snprintf(id, sizeof id, "%s ", row->text->id);
    if (row->cairo) {
        ink_open(sheet_tags(row->sheet, row->cairo));
        type_line(row->sheet->pencil->type, row->cairo, style, sheet_ink(row->sheet, THEME_INK),
                  PAPER_LEFT + 23, row->y + 10, TYPE_START, id);
    }
}

static double heading_set(const struct row *row)
{
    struct tags *tags = sheet_tags(row->sheet, row->cairo);
    struct buffer title;
    buffer_init(&title, STRIP_WORDS);
    buffer_addf(&title, "%s %s", row->text->id, row->text->name);
    tag_open_as(tags, &(struct tag_about){.role = TAG_H3, .title = buffer_text(&title)});
    tag_box(tags, PAPER_LEFT, row->y, PAPER_SPAN, SYMBOL);
    id_set(row);
    double high = name_set(row);
    tag_close(tags);
    buffer_clear(&title);
    return high;
}

/* Drawn in the order in which it is read. */
static double words_set(const struct row *row)
{
    double high = heading_set(row);
    if (row->wide) {
        high = fmax(high, side_set(row));
        high += reason_set(row, row->y + high);
        return high + judgement_set(row, row->y + high);
    }
    double side = side_set(row);
    high += reason_set(row, row->y + high);
    high += judgement_set(row, row->y + high);
    return fmax(high, side);
}

static double row_set(const struct sheet *sheet, cairo_t *cairo, const struct print_row *text,
                      double top)
{
    double pad = sheet->density->pad;
    struct row row = {
        .sheet = sheet, .text = text, .x = PAPER_LEFT + TEXT_AT, .y = top + pad, .wide = true};
    evidence_init(&row.evidence, sheet, text->evidence);
    double wide = words_set(&row);
    row.wide = false;
    double high = words_set(&row);
    row.wide = wide < high - 1;
    row.cairo = cairo;
    if (cairo) {
        ink_close(sheet_tags(sheet, cairo));
        symbol_state(sheet->pencil, cairo, text->state, PAPER_LEFT + 1, row.y, SYMBOL);
        words_set(&row);
    }
    evidence_clear(&row.evidence);
    return fmax(fmin(wide, high), SYMBOL) + 2 * pad;
}

void criteria_set(struct sheet *sheet)
{
    const struct scorecard *card = card_of(sheet);
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
        sheet->y += sheet->density->pad + 3;
    }
}
