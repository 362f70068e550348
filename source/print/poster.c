/* SPDX-License-Identifier: EUPL-1.2 */
/* The scorecard as an A3 poster, to be read standing. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "print/card.h"
#include "print/paper.h"

const struct paper paper_poster = {841.890, 1190.551, 40, 802, 38, 1144};

static const struct sheet_density densities[] = {
    {.leading = 1.35, .pad = 5, .run_in = true},   {.leading = 1.3, .pad = 4, .run_in = true},
    {.leading = 1.25, .pad = 3.2, .run_in = true}, {.leading = 1.2, .pad = 2.4, .run_in = true},
    {.leading = 1.13, .pad = 1.2, .run_in = true},
};
enum {
    DENSITIES = sizeof densities / sizeof *densities,
    ROW_COLUMNS = 2,
    ROOMY = 3, /* of the densities, the first */
    PLACE_COLUMNS = 3,
    GOOD_PAGES = 2,
    HALVINGS = 14,
    ROW_RUNS = 3,
    WORDS = 4096
};
static const double GUTTER = 22, STRIP = 25, SYMBOL = 20, TEXT_AT = 54;
static const double MAP_ONE = 250, MAP_WHOLE = 560, MAP_STEP = 15, MAP_GOOD = 400, LARGEST = 14.5;

/* ---- things poured into columns that end at the same height ---- */

struct pour {
    int columns, count;
    const double *highs; /* of each thing */
    /* What stands above thing `at` when it is (`first`) or is not the first of its column. */
    double (*above)(const struct sheet *sheet, int at, bool first);
    void (*set)(struct sheet *sheet, int at, bool first, double x, double width);
};

static int pour_end(const struct sheet *sheet, const struct pour *pour, int from, double room)
{
    double sum = 0;
    int at = from;
    for (; at < pour->count; at++) {
        sum += pour->highs[at] + pour->above(sheet, at, at == from);
        if (sum > room) {
            break;
        }
    }
    return at;
}

static bool pour_fits(const struct sheet *sheet, const struct pour *pour, int from, double room)
{
    for (int column = 0; column < pour->columns; column++) {
        from = pour_end(sheet, pour, from, room);
    }
    return from == pour->count;
}

/* The lowest height that holds all from `from`, or `room`. */
static double pour_height(const struct sheet *sheet, const struct pour *pour, int from, double room)
{
    double low = 0, high = room;
    for (int i = 0; i < HALVINGS && pour_fits(sheet, pour, from, room); i++) {
        double middle = (low + high) / 2;
        bool fits = pour_fits(sheet, pour, from, middle);
        high = fits ? middle : high;
        low = fits ? low : middle;
    }
    return high;
}

static void pour_set(struct sheet *sheet, const struct pour *pour)
{
    double width = (sheet_span(sheet) - (pour->columns - 1) * GUTTER) / pour->columns;
    for (int at = 0; at < pour->count;) {
        double top = sheet->y, lowest = top;
        double high = pour_height(sheet, pour, at, sheet_room(sheet));
        int begun = at;
        for (int column = 0; column < pour->columns; column++) {
            int end = pour_end(sheet, pour, at, high + 0.01);
            bool stuck = end == at && at == begun && at < pour->count && top <= sheet_top(sheet);
            end = stuck ? at + 1 : end;
            sheet->y = top;
            for (int first = at; at < end; at++) {
                pour->set(sheet, at, at == first, sheet->paper->left + column * (width + GUTTER),
                          width);
            }
            lowest = fmax(lowest, sheet->y);
        }
        sheet->y = lowest;
        if (at < pour->count) {
            sheet_next(sheet);
        }
    }
}

/* ---- criteria ---- */

static double strip_words(const struct sheet *sheet, cairo_t *cairo,
                          const struct print_pillar *pillar, bool continued, double x, double y,
                          double width)
{
    struct buffer words;
    char *name = continued ? sheet_fill(sheet, "print.continued", pillar->name, "")
                           : memory_text(pillar->name);
    buffer_init(&words, WORDS);
    buffer_addf(&words, "%s  %s", pillar->letter, name);
    struct flow_run runs[] = {
        sheet_bold(sheet, buffer_text(&words), THEME_ON_PILLAR),
        sheet_run(sheet, "  ", THEME_ON_PILLAR),
        sheet_run(sheet, pillar->line, THEME_ON_PILLAR),
    };
    runs[0].style.size = sheet->text + 1.5;
    struct flow flow = {.cairo = cairo, .x = x + 9, .y = y, .width = width - 18, .leading = 1.25};
    double high = sheet_flow_set(sheet, flow, runs, 3);
    buffer_clear(&words);
    free(name);
    return high;
}

/* A strip is as high as its words need. */
static double strip_high(const struct sheet *sheet, int pillar, bool continued, double width)
{
    return fmax(STRIP,
                strip_words(sheet, NULL, &card_of(sheet)->pillars[pillar], continued, 0, 0, width) +
                    8);
}

static double row_width(const struct sheet *sheet)
{
    return (sheet_span(sheet) - (ROW_COLUMNS - 1) * GUTTER) / ROW_COLUMNS;
}

static bool opens_pillar(const struct scorecard *card, int at)
{
    return at == 0 || card->rows[at].pillar != card->rows[at - 1].pillar;
}

static double row_above(const struct sheet *sheet, int at, bool first)
{
    const struct scorecard *card = card_of(sheet);
    bool opens = opens_pillar(card, at);
    if (!opens && !first) {
        return 0;
    }
    double strip = strip_high(sheet, card->rows[at].pillar, !opens, row_width(sheet));
    return strip + (first ? 0 : sheet->density->pad + 2);
}

static void strip_set(struct sheet *sheet, int at, bool continued, double x, double width)
{
    const struct print_pillar *pillar = &card_of(sheet)->pillars[card_of(sheet)->rows[at].pillar];
    cairo_t *cairo = sheet_cairo(sheet);
    double high = strip_high(sheet, card_of(sheet)->rows[at].pillar, continued, width);
    if (cairo) {
        struct tags *tags = sheet_tags(sheet, cairo);
        ink_close(tags);
        cairo_new_path(cairo);
        symbol_round_box(cairo, x, sheet->y, width, high, 5);
        colour_set(cairo, sheet_ink(sheet, pillar->colour));
        cairo_fill(cairo);
        if (!continued) {
            struct buffer title;
            buffer_init(&title, WORDS);
            buffer_addf(&title, "%s %s", pillar->letter, pillar->name);
            tag_open_as(tags, &(struct tag_about){.role = TAG_H2, .title = buffer_text(&title)});
            tag_box(tags, x, sheet->y, width, high);
            buffer_clear(&title);
        }
        struct sheet plain = *sheet;
        plain.tags = continued ? NULL : sheet->tags;
        strip_words(&plain, cairo, pillar, continued, x, sheet->y + 4, width);
        if (!continued) {
            tag_close(tags);
        }
    }
    sheet->y += high;
}

static double words_set(const struct sheet *sheet, cairo_t *cairo, const struct print_row *row,
                        double x, double y, double width)
{
    char *judged =
        *row->judgement ? sheet_fill(sheet, "print.judgement", row->judgement, "") : NULL;
    struct flow_run runs[ROW_RUNS] = {
        sheet_bold(sheet, sheet_word(sheet, card_verdict_key(row->state)),
                   symbol_state_token(row->state)),
        sheet_run(sheet, " · ", THEME_MUTED),
        sheet_run(sheet, judged ? judged : row->reason, THEME_INK),
    };
    double high = sheet_flow(sheet, cairo, x, y, width, runs, ROW_RUNS);
    free(judged);
    return high;
}

static double name_set(const struct sheet *sheet, cairo_t *cairo, const struct print_row *row,
                       double x, double y, double width)
{
    char id[sizeof row->id + 1];
    snprintf(id, sizeof id, "%s ", row->id);
    struct flow_run number = sheet_bold(sheet, id, THEME_INK);
    struct flow_run name = sheet_bold(sheet, row->name, THEME_INK);
    number.style.size = name.style.size = sheet->text + 1;
    sheet_flow(sheet, cairo, x + SYMBOL + 8, y, TEXT_AT - SYMBOL - 8, &number, 1);
    return sheet_flow(sheet, cairo, x + TEXT_AT, y, width - TEXT_AT, &name, 1);
}

static double row_high(const struct sheet *sheet, const struct print_row *row, double width)
{
    double high = name_set(sheet, NULL, row, 0, 0, width) +
                  words_set(sheet, NULL, row, 0, 0, width - SYMBOL - 8);
    return high + 2 * sheet->density->pad;
}

static void row_set(struct sheet *sheet, int at, bool first, double x, double width)
{
    const struct print_row *row = &card_of(sheet)->rows[at];
    cairo_t *cairo = sheet_cairo(sheet);
    struct tags *tags = sheet_tags(sheet, cairo);
    double pad = sheet->density->pad;
    if (opens_pillar(card_of(sheet), at) || first) {
        sheet->y += first ? 0 : pad + 2;
        strip_set(sheet, at, !opens_pillar(card_of(sheet), at), x, width);
    }
    double y = sheet->y + pad;
    if (cairo) {
        struct buffer title;
        buffer_init(&title, WORDS);
        buffer_addf(&title, "%s %s", row->id, row->name);
        ink_close(tags);
        symbol_state(sheet->pencil, cairo, row->state, x + 1, y, SYMBOL);
        tag_open_as(tags, &(struct tag_about){.role = TAG_H3, .title = buffer_text(&title)});
        tag_box(tags, x, y, width, SYMBOL);
        y += name_set(sheet, cairo, row, x, y, width);
        tag_close(tags);
        words_set(sheet, cairo, row, x + SYMBOL + 8, y, width - SYMBOL - 8);
        buffer_clear(&title);
    }
    sheet->y += row_high(sheet, row, width);
    sheet_rule(sheet, x, sheet->y, width, 0.6, THEME_LINE);
}

static void rows_set(struct sheet *sheet)
{
    const struct scorecard *card = card_of(sheet);
    double *highs = memory_take(sizeof *highs * ((size_t)card->row_count + 1));
    for (int i = 0; i < card->row_count; i++) {
        highs[i] = row_high(sheet, &card->rows[i], row_width(sheet));
    }
    struct pour pour = {ROW_COLUMNS, card->row_count, highs, row_above, row_set};
    pour_set(sheet, &pour);
    free(highs);
}

/* ---- places ---- */

static double place_words(const struct sheet *sheet, cairo_t *cairo,
                          const struct print_place *place, double x, double y, double width)
{
    static const double number_span = 22;
    char text[16], name[32];
    snprintf(text, sizeof text, "%d", place->number);
    snprintf(name, sizeof name, PLACE_NAME, place->number);
    struct flow_run number = sheet_bold(sheet, text, THEME_INK);
    struct flow_run words = sheet_run(sheet, place->name, THEME_INK);
    number.style.tabular = true;
    struct tags *tags = sheet_tags(sheet, cairo);
    struct flow flow = {.cairo = cairo,
                        .x = x,
                        .y = y,
                        .width = number_span,
                        .leading = sheet->density->leading,
                        .side = TYPE_END,
                        .lines = 1};
    tag_open_as(tags, &(struct tag_about){.role = TAG_LI, .name = name});
    tag_box(tags, x, y, width, sheet->text);
    tag_open(tags, TAG_LBL);
    sheet_flow_set(sheet, flow, &number, 1);
    tag_close(tags);
    tag_open(tags, TAG_LBODY);
    double high =
        sheet_flow(sheet, cairo, x + number_span + 7, y, width - number_span - 7, &words, 1);
    tag_close(tags);
    tag_close(tags);
    return high;
}

static double place_above(const struct sheet *sheet, int at, bool first)
{
    (void)sheet;
    (void)at;
    (void)first;
    return 0;
}

static void place_set(struct sheet *sheet, int at, bool first, double x, double width)
{
    (void)first;
    sheet->y +=
        place_words(sheet, sheet_cairo(sheet), &card_of(sheet)->places[at], x, sheet->y, width);
}

static void names_set(struct sheet *sheet)
{
    const struct scorecard *card = card_of(sheet);
    double width = (sheet_span(sheet) - (PLACE_COLUMNS - 1) * GUTTER) / PLACE_COLUMNS;
    double *highs = memory_take(sizeof *highs * ((size_t)card->place_count + 1));
    if (card->place_count == 0) {
        places_set(sheet);
        free(highs);
        return;
    }
    for (int i = 0; i < card->place_count; i++) {
        highs[i] = place_words(sheet, NULL, &card->places[i], 0, 0, width);
    }
    struct pour pour = {PLACE_COLUMNS, card->place_count, highs, place_above, place_set};
    sheet_heading(sheet, sheet_word(sheet, "print.places"), false,
                  fmin(pour_height(sheet, &pour, 0, sheet_whole(sheet)), sheet_whole(sheet) / 2));
    tag_open_as(sheet->tags, &(struct tag_about){.role = TAG_L, .numbered = true});
    pour_set(sheet, &pour);
    tag_close(sheet->tags);
    free(highs);
}

/* ---- the whole ---- */

void poster_fill(struct sheet *sheet)
{
    sheet->text = plan_of(sheet)->text;
    sheet->density = &densities[plan_of(sheet)->close];
    sheet_start(sheet);
    front_set(sheet);
    rows_set(sheet);
    if (plan_of(sheet)->map_first) {
        sheet_next(sheet);
        sheet->text = POSTER_TEXT;
        sheet->density = &densities[plan_of(sheet)->beside];
    }
    chart_set(sheet);
    names_set(sheet);
    reach_set(sheet);
    gaps_set(sheet);
    sources_set(sheet);
    sheet_end(sheet);
}

static int pages_with(struct sheet *sheet, int close, double text, double map)
{
    struct card_plan *plan = plan_of(sheet);
    plan->close = close;
    plan->text = text;
    plan->map_most = map;
    return paper_count(sheet, poster_fill);
}

/* The largest letters among the roomy settings with the fewest pages; close ones only when they
 * save a page. */
static void letters_plan(struct sheet *sheet)
{
    int least = pages_with(sheet, DENSITIES - 1, POSTER_TEXT, MAP_ONE);
    for (double text = LARGEST; text >= POSTER_TEXT; text -= 0.5) {
        for (int close = 0; close < ROOMY; close++) {
            if (pages_with(sheet, close, text, MAP_ONE) <= least) {
                return;
            }
        }
    }
    for (int close = ROOMY; pages_with(sheet, close, POSTER_TEXT, MAP_ONE) > least;) {
        close++;
    }
}

/* What hangs beside the results: as roomy as goes with the largest map that costs no page. */
static void beside_plan(struct sheet *sheet)
{
    struct card_plan *plan = plan_of(sheet);
    int least = sheet->pages;
    for (int beside = 0; beside < DENSITIES; beside++) {
        plan->beside = beside;
        for (double map = MAP_WHOLE; map >= MAP_ONE; map -= MAP_STEP) {
            bool enough = map >= MAP_GOOD || beside == DENSITIES - 1;
            if (enough && pages_with(sheet, plan->close, plan->text, map) <= least) {
                return;
            }
        }
    }
    pages_with(sheet, plan->close, plan->text, MAP_ONE);
}

static int whole_plan(struct sheet *sheet, int brief)
{
    struct card_plan *plan = plan_of(sheet);
    plan->brief = brief;
    plan->beside = DENSITIES - 1;
    plan->map_first = false;
    plan->map_first = pages_with(sheet, DENSITIES - 1, POSTER_TEXT, MAP_ONE) > 1;
    letters_plan(sheet);
    beside_plan(sheet);
    return sheet->pages;
}

/* All on one page when that goes; else the results on the first page, and what hangs beside it on
 * the second: the map with its places, and what is next. Who can walk where stands on the A4 as
 * well, and gives way when that saves a third page. */
void poster_plan(struct sheet *sheet)
{
    int pages = whole_plan(sheet, BRIEF_NOTHING);
    if (pages > GOOD_PAGES && whole_plan(sheet, BRIEF_REACH) == pages) {
        whole_plan(sheet, BRIEF_NOTHING);
    }
}
