/* SPDX-License-Identifier: EUPL-1.2 */
/* Gaps, places and sources: lists in two columns that are filled evenly, page after page. */
#include "print/card.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

static const double GUTTER = 14, GAP_ID = 20, NUMBER_LEAST = 12, NUMBER_GAP = 5;

static double column_span(const struct sheet *sheet)
{
    return (sheet_span(sheet) - GUTTER) / 2;
}

enum { RUN_IN_MOST = 12 /* sources */ };

struct list {
    const char *heading;
    int count;
    /* Sets item `index` into `width`; returns its height. */
    double (*item)(const struct sheet *sheet, cairo_t *cairo, int index, double x, double y,
                   double width);
    bool numbered;
};

/* The first item that no longer fits a column of `room`; at least `least` are taken. */
static int column_end(const double *highs, int from, int count, double room, int least)
{
    double sum = 0;
    int at = from;
    for (; at < count; at++) {
        sum += highs[at];
        if (at >= from + least && sum > room) {
            break;
        }
    }
    return at;
}

static double sum_of(const double *highs, int from, int to)
{
    double sum = 0;
    for (int at = from; at < to; at++) {
        sum += highs[at];
    }
    return sum;
}

/* The lowest height at which two columns hold all from `from`, or `room` when they cannot. */
static double even_height(const double *highs, int from, int count, double room)
{
    double sum = 0, whole = sum_of(highs, from, count), best = room;
    for (int at = from; at < count; at++) {
        sum += highs[at];
        best = fmin(best, fmax(sum, whole - sum));
    }
    return best;
}

static double column_set(struct sheet *sheet, const struct list *list, const double *highs,
                         int from, int to, double x)
{
    double y = sheet->y;
    for (int at = from; at < to; at++) {
        list->item(sheet, sheet_cairo(sheet), at, x, y, column_span(sheet));
        y += highs[at];
    }
    return y;
}

static void list_set(struct sheet *sheet, const struct list *list)
{
    double *highs = memory_take(sizeof *highs * ((size_t)list->count + 1));
    for (int i = 0; i < list->count; i++) {
        highs[i] = list->item(sheet, NULL, i, 0, 0, column_span(sheet)) + sheet->density->pad;
    }
    for (int at = 0; at < list->count;) {
        sheet_heading(sheet, list->heading, at > 0, fmax(highs[at], 40));
        if (at == 0) {
            tag_open_as(sheet->tags,
                        &(struct tag_about){.role = TAG_L, .numbered = list->numbered});
        }
        double high = even_height(highs, at, list->count, sheet_room(sheet));
        int middle = column_end(highs, at, list->count, high + 0.01, 1);
        int end = column_end(highs, middle, list->count, high + 0.01, 0);
        double left = column_set(sheet, list, highs, at, middle, sheet->paper->left);
        double right = column_set(sheet, list, highs, middle, end,
                                  sheet->paper->left + column_span(sheet) + GUTTER);
        sheet->y = fmax(left, right);
        at = end;
        if (at < list->count) {
            sheet_next(sheet);
        }
    }
    tag_close(sheet->tags);
    free(highs);
}

static void sentence_set(struct sheet *sheet, const char *heading, const char *text)
{
    struct flow_run run = sheet_run(sheet, text, THEME_INK);
    double high = sheet_flow(sheet, NULL, 0, 0, sheet_span(sheet), &run, 1);
    sheet_heading(sheet, heading, false, high);
    sheet_flow(sheet, sheet_cairo(sheet), sheet->paper->left, sheet->y, sheet_span(sheet), &run, 1);
    sheet->y += high;
}

/* ---- gaps ---- */

static double gap_item(const struct sheet *sheet, cairo_t *cairo, int index, double x, double y,
                       double width)
{
    const struct print_gap *gap = &card_of(sheet)->gaps[index];
    struct flow_run id = sheet_bold(sheet, gap->id, THEME_INK);
    bool named = plan_of(sheet)->brief < BRIEF_GAPS, run_in = sheet->density->run_in;
    struct flow_run runs[] = {
        sheet_bold(sheet, named ? gap->name : "", THEME_INK),
        sheet_run(sheet, named && run_in ? " · " : "", THEME_MUTED),
        sheet_run(sheet, gap->next, THEME_INK),
    };
    runs[2].fresh = !run_in;
    struct tags *tags = sheet_tags(sheet, cairo);
    tag_open(tags, TAG_LI);
    tag_open(tags, TAG_LBODY);
    double beside = GAP_ID * sheet->text / PAPER_TEXT;
    sheet_flow(sheet, cairo, x, y, beside, &id, 1);
    double high = sheet_flow(sheet, cairo, x + beside, y, width - beside, runs, 3);
    tag_close(tags);
    tag_close(tags);
    return high;
}

void gaps_set(struct sheet *sheet)
{
    struct list list = {sheet_word(sheet, "print.gaps"), card_of(sheet)->gap_count, gap_item,
                        false};
    if (list.count) {
        list_set(sheet, &list);
    } else {
        sentence_set(sheet, list.heading, sheet_word(sheet, "print.gaps.none"));
    }
}

/* ---- places ---- */

enum { PLACE_RUNS = 9 }; /* five things and what stands between them */

static int place_add(struct flow_run *runs, int count, const struct sheet *sheet, const char *text,
                     enum theme_token token)
{
    bool run_in = sheet->density->run_in;
    if (!*text) {
        return count;
    }
    if (run_in) {
        runs[count++] = sheet_run(sheet, " · ", THEME_MUTED);
    }
    runs[count] = sheet_run(sheet, text, token);
    runs[count].fresh = !run_in;
    return count + 1;
}

/* The width of the widest number. */
static double number_width(const struct sheet *sheet)
{
    char text[16];
    struct type_style style = {.size = PAPER_TEXT, .weight = TYPE_BOLD, .tabular = true};
    snprintf(text, sizeof text, "%d", card_of(sheet)->place_count);
    return fmax(NUMBER_LEAST, type_width(sheet->pencil->type, style, text));
}

static double place_item(const struct sheet *sheet, cairo_t *cairo, int index, double x, double y,
                         double width)
{
    const struct print_place *place = &card_of(sheet)->places[index];
    char text[16];
    snprintf(text, sizeof text, "%d", place->number);
    struct flow_run number = sheet_bold(sheet, text, THEME_INK);
    struct flow_run runs[PLACE_RUNS] = {sheet_bold(sheet, place->name, THEME_INK)};
    int count = place_add(runs, 1, sheet, place->address, THEME_INK);
    count = place_add(runs, count, sheet, place->offers, THEME_INK);
    count = place_add(runs, count, sheet, place->when, THEME_INK);
    count = place_add(runs, count, sheet, place->checked, THEME_MUTED);
    number.style.tabular = true;
    double wide = number_width(sheet), words = wide + NUMBER_GAP;
    struct flow flow = {.cairo = cairo,
                        .x = x,
                        .y = y,
                        .width = wide + 0.5,
                        .leading = sheet->density->leading,
                        .side = TYPE_END,
                        .lines = 1};
    struct tags *tags = sheet_tags(sheet, cairo);
    char name[32];
    snprintf(name, sizeof name, PLACE_NAME, place->number);
    tag_open_as(tags, &(struct tag_about){.role = TAG_LI, .name = name});
    tag_box(tags, x, y, width, sheet->text);
    tag_open(tags, TAG_LBL);
    sheet_flow_set(sheet, flow, &number, 1);
    tag_close(tags);
    tag_open(tags, TAG_LBODY);
    double high = sheet_flow(sheet, cairo, x + words, y, width - words, runs, count);
    tag_close(tags);
    tag_close(tags);
    return high;
}

void places_set(struct sheet *sheet)
{
    struct list list = {sheet_word(sheet, "print.places"), card_of(sheet)->place_count, place_item,
                        true};
    if (list.count) {
        list_set(sheet, &list);
    } else {
        sentence_set(sheet, list.heading, sheet_word(sheet, "print.places.none"));
    }
}

/* ---- sources ---- */

/* Closely set, they follow each other; else each has its line. */
static void sources_run_in(struct sheet *sheet)
{
    const struct scorecard *card = card_of(sheet);
    int count = 0;
    struct flow_run *runs = memory_take(sizeof *runs * (2 * (size_t)card->source_count + 1));
    for (int i = 0; i < card->source_count; i++) {
        runs[count++] = sheet_run(sheet, i ? " · " : "", THEME_MUTED);
        runs[count++] = sheet_run(sheet, card->sources[i], THEME_INK);
    }
    double high = sheet_flow(sheet, NULL, 0, 0, sheet_span(sheet), runs, count);
    sheet_heading(sheet, sheet_word(sheet, "print.sources"), false, high);
    sheet_flow(sheet, sheet_cairo(sheet), sheet->paper->left, sheet->y, sheet_span(sheet), runs,
               count);
    sheet->y += high;
    free(runs);
}

static void lines_set(struct sheet *sheet, const char *key, char *const *lines, int count)
{
    for (int i = 0; i < count; i++) {
        struct flow_run run = sheet_run(sheet, lines[i], THEME_INK);
        double high = sheet_flow(sheet, NULL, 0, 0, sheet_span(sheet), &run, 1);
        if (i == 0) {
            sheet_heading(sheet, sheet_word(sheet, key), false, high);
        } else if (sheet_need(sheet, high)) {
            sheet_heading(sheet, sheet_word(sheet, key), true, high);
        }
        sheet_flow(sheet, sheet_cairo(sheet), sheet->paper->left, sheet->y, sheet_span(sheet), &run,
                   1);
        sheet->y += high;
    }
}

void figures_set(struct sheet *sheet)
{
    const struct scorecard *card = card_of(sheet);
    lines_set(sheet, "print.figures", card->figures, card->figure_count);
}

void sources_set(struct sheet *sheet)
{
    const struct scorecard *card = card_of(sheet);
    if (sheet->density->run_in && card->source_count > 0 && card->source_count <= RUN_IN_MOST) {
        sources_run_in(sheet);
        return;
    }
    lines_set(sheet, "print.sources", card->sources, card->source_count);
}
