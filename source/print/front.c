/* SPDX-License-Identifier: EUPL-1.2 */
/* The head of the first page: on the left what was judged and how to read it, on the right the
 * wheel. */
#include "print/card.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "draw/wheel.h"

static const double WHEEL = 196, POSTER_WHEEL = 320, SYMBOL = 16.5;
static const double TITLE = 25, TITLE_LEAST = 17, POSTER_TITLE = 54;

/* All lengths are said for the A4, and grow with the letters. */
static double scaled(const struct sheet *sheet, double length)
{
    return length * sheet->text / PAPER_TEXT;
}

static double left_of(const struct sheet *sheet)
{
    return sheet->paper->left;
}

static double wheel_size(const struct sheet *sheet)
{
    return plan_of(sheet)->poster ? POSTER_WHEEL : WHEEL;
}

static double left_span(const struct sheet *sheet)
{
    return sheet_span(sheet) - wheel_size(sheet) - scaled(sheet, 16);
}

static void say(struct sheet *sheet, double leading, struct flow_run run)
{
    struct flow flow = {.cairo = sheet_cairo(sheet),
                        .x = left_of(sheet),
                        .y = sheet->y,
                        .width = left_span(sheet),
                        .leading = leading,
                        .lines = 3};
    sheet->y += sheet_flow_set(sheet, flow, &run, 1);
}

static double title_size(const struct sheet *sheet)
{
    double most = plan_of(sheet)->poster ? POSTER_TITLE : TITLE;
    struct type_style style = {.size = most, .weight = TYPE_BOLD};
    double width = type_width(sheet->pencil->type, style, card_of(sheet)->wijk);
    return width <= left_span(sheet)
               ? style.size
               : fmax(most * TITLE_LEAST / TITLE, style.size * left_span(sheet) / width);
}

static void title_set(struct sheet *sheet)
{
    const struct scorecard *card = card_of(sheet);
    struct flow_run kicker = sheet_run(sheet, sheet_word(sheet, "print.kicker"), THEME_MUTED);
    struct flow_run title = sheet_bold(sheet, card->wijk, THEME_INK);
    char *where = sheet_fill(sheet, "print.where", card->municipality, card->date_line);
    kicker.style.size = scaled(sheet, 10.5);
    title.style.size = title_size(sheet);
    struct tags *tags = sheet_tags(sheet, sheet_cairo(sheet));
    char *name = sheet_fill(sheet, "print.title", card->wijk, "");
    say(sheet, 1.3, kicker);
    tag_open_as(tags, &(struct tag_about){.role = TAG_H1, .title = name});
    tag_box(tags, left_of(sheet), sheet->y, left_span(sheet), title.style.size);
    say(sheet, 1.2, title);
    tag_close(tags);
    free(name);
    struct flow_run place = sheet_run(sheet, where, THEME_INK);
    place.style.size = scaled(sheet, 10.5);
    say(sheet, 1.35, place);
    say(sheet, 1.3, sheet_run(sheet, card->framework_line, THEME_MUTED));
    sheet->y += 5;
    struct flow_run totals = sheet_bold(sheet, card->totals_line, THEME_INK);
    totals.style.size = scaled(sheet, 10.5);
    say(sheet, 1.35, totals);
    say(sheet, 1.3, sheet_run(sheet, card->places_line, THEME_INK));
    say(sheet, 1.3, sheet_run(sheet, card->candidates_line, THEME_INK));
    if (card->roles_line && *card->roles_line) {
        say(sheet, 1.3, sheet_run(sheet, card->roles_line, THEME_MUTED));
    }
    free(where);
}

/* A small segment as the wheel draws it: outer end up. */
static void segment_draw(const struct sheet *sheet, cairo_t *cairo, enum symbol_state state,
                         double x, double y)
{
    const double width = scaled(sheet, 9), high = scaled(sheet, 16);
    const double dash[2] = {2, 1.6};
    struct colour ink = sheet_ink(sheet, state == SYMBOL_UNKNOWN ? THEME_UNKNOWN : THEME_INK);
    double filled = state == SYMBOL_MET ? high : state == SYMBOL_PARTLY ? high / 2 : 0;
    cairo_save(cairo);
    cairo_new_path(cairo);
    cairo_set_line_width(cairo, 0.8);
    cairo_rectangle(cairo, x + 0.4, y + 0.4, width - 0.8, high - 0.8);
    colour_set(cairo, sheet_ink(sheet, state == SYMBOL_UNKNOWN ? THEME_SUNK : THEME_CARD));
    cairo_fill_preserve(cairo);
    colour_set(cairo, ink);
    cairo_set_dash(cairo, dash, state == SYMBOL_UNKNOWN ? 2 : 0, 0);
    cairo_stroke(cairo);
    cairo_rectangle(cairo, x, y + high - filled, width, filled);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

static void legend_set(struct sheet *sheet)
{
    static const char *const keys[] = {"verdict.met", "verdict.partly", "verdict.not",
                                       "verdict.unknown"};
    double high = scaled(sheet, 20);
    cairo_t *cairo = sheet_cairo(sheet);
    struct tags *tags = sheet_tags(sheet, cairo);
    sheet->y += 5;
    say(sheet, 1.35, sheet_bold(sheet, sheet_word(sheet, "print.legend"), THEME_INK));
    sheet->y += 1;
    tag_open(tags, TAG_L);
    for (int i = 0; i < 4; i++) {
        double x = left_of(sheet) + (i % 2) * left_span(sheet) / 2, y = sheet->y + (i / 2) * high;
        struct flow_run word = sheet_run(sheet, sheet_word(sheet, keys[i]), THEME_INK);
        if (cairo) {
            segment_draw(sheet, cairo, (enum symbol_state)i, x, y + 1);
            symbol_state(sheet->pencil, cairo, (enum symbol_state)i, x + scaled(sheet, 14), y + 1,
                         scaled(sheet, SYMBOL));
        }
        tag_open(tags, TAG_LI);
        tag_open(tags, TAG_LBODY);
        sheet_flow(sheet, cairo, x + scaled(sheet, 36), y + scaled(sheet, 3),
                   left_span(sheet) / 2 - scaled(sheet, 38), &word, 1);
        tag_close(tags);
        tag_close(tags);
    }
    tag_close(tags);
    sheet->y += 2 * high;
}

static bool has_grid(const struct scorecard *card)
{
    for (int i = 0; i < 6; i++) {
        if (!card->grid[i / 3][i % 3]) {
            return false;
        }
    }
    return true;
}

static void grid_cell(const struct sheet *sheet, cairo_t *cairo, int service, int time, double x,
                      double y, double width)
{
    bool covered = card_of(sheet)->grid_covered[service][time];
    struct flow_run word = sheet_run(sheet, card_of(sheet)->grid[service][time], THEME_INK);
    double wide = type_width(sheet->pencil->type, word.style, word.text);
    double start = x + fmax(0, (width - wide - scaled(sheet, 18)) / 2);
    if (cairo) {
        symbol_state(sheet->pencil, cairo, covered ? SYMBOL_MET : SYMBOL_NOT, start,
                     y + scaled(sheet, 2.5), scaled(sheet, 13));
    }
    tag_open(sheet_tags(sheet, cairo), TAG_TD);
    sheet_flow(sheet, cairo, start + scaled(sheet, 18), y + scaled(sheet, 3),
               width - scaled(sheet, 18), &word, 1);
    tag_close(sheet_tags(sheet, cairo));
}

static void grid_lines(const struct sheet *sheet, double first, double cell, double high)
{
    cairo_t *cairo = sheet_cairo(sheet);
    if (!cairo) {
        return;
    }
    colour_set(cairo, sheet_ink(sheet, THEME_EDGE));
    cairo_set_line_width(cairo, 0.6);
    for (int row = 0; row <= 2; row++) {
        cairo_move_to(cairo, left_of(sheet), sheet->y + high + row * high);
        cairo_line_to(cairo, left_of(sheet) + left_span(sheet), sheet->y + high + row * high);
    }
    for (int column = 0; column < 3; column++) {
        cairo_move_to(cairo, left_of(sheet) + first + column * cell, sheet->y + 2);
        cairo_line_to(cairo, left_of(sheet) + first + column * cell, sheet->y + 3 * high);
    }
    cairo_stroke(cairo);
}

static void grid_set(struct sheet *sheet)
{
    static const char *const services[] = {"print.grid.wifi", "print.grid.computer"};
    static const char *const times[] = {"print.grid.office", "print.grid.evening",
                                        "print.grid.weekend"};
    const double first = scaled(sheet, 68), high = scaled(sheet, 18.5);
    double cell = (left_span(sheet) - first) / 3;
    const char *title = sheet_word(sheet, "print.grid");
    cairo_t *cairo = sheet_cairo(sheet);
    struct tags *tags = sheet_tags(sheet, cairo);
    sheet->y += 6;
    tag_open_as(tags, &(struct tag_about){.role = TAG_H2, .title = title});
    tag_box(tags, left_of(sheet), sheet->y, left_span(sheet), high);
    say(sheet, 1.35, sheet_bold(sheet, title, THEME_INK));
    tag_close(tags);
    tag_open(tags, TAG_TABLE);
    tag_open(tags, TAG_TR);
    tag_open(tags, TAG_TD); /* the empty corner */
    tag_close(tags);
    for (int time = 0; time < 3; time++) {
        struct flow_run word = sheet_run(sheet, sheet_word(sheet, times[time]), THEME_MUTED);
        struct flow flow = {.cairo = cairo,
                            .x = left_of(sheet) + first + time * cell,
                            .y = sheet->y + scaled(sheet, 3),
                            .width = cell,
                            .leading = 1.25,
                            .side = TYPE_MIDDLE,
                            .lines = 1};
        tag_open_as(tags, &(struct tag_about){.role = TAG_TH, .scope = TAG_SCOPE_COLUMN});
        sheet_flow_set(sheet, flow, &word, 1);
        tag_close(tags);
    }
    tag_close(tags);
    for (int service = 0; service < 2; service++) {
        double y = sheet->y + (service + 1) * high;
        struct flow_run word = sheet_run(sheet, sheet_word(sheet, services[service]), THEME_INK);
        tag_open(tags, TAG_TR);
        tag_open_as(tags, &(struct tag_about){.role = TAG_TH, .scope = TAG_SCOPE_ROW});
        sheet_flow(sheet, cairo, left_of(sheet), y + scaled(sheet, 3), first - 4, &word, 1);
        tag_close(tags);
        for (int time = 0; time < 3; time++) {
            grid_cell(sheet, cairo, service, time, left_of(sheet) + first + time * cell, y, cell);
        }
        tag_close(tags);
    }
    tag_close(tags);
    grid_lines(sheet, first, cell, high);
    sheet->y += 3 * high;
}

static bool has_judged(const struct scorecard *card)
{
    for (int i = 0; i < card->row_count; i++) {
        if (card->rows[i].judged) {
            return true;
        }
    }
    return false;
}

static bool has_proposed(const struct scorecard *card)
{
    for (int i = 0; i < card->row_count; i++) {
        if (card->rows[i].proposed) {
            return true;
        }
    }
    return false;
}

/* The words of the middle stand below the wheel: within it they would be smaller than 9.5 pt. */
static double wheel_set(const struct sheet *sheet, double y)
{
    const struct scorecard *card = card_of(sheet);
    struct wheel_segment *segments = memory_take(sizeof *segments * ((size_t)card->row_count + 1));
    struct wheel wheel = {.segments = segments,
                          .count = (size_t)card->row_count,
                          .middle_number = card->wheel_number,
                          .middle_line = "",
                          .middle_second = "",
                          .selected = -1};
    double x = sheet->paper->right - wheel_size(sheet);
    for (int i = 0; i < card->row_count; i++) {
        const struct print_row *row = &card->rows[i];
        bool known = row->pillar >= 0 && row->pillar < card->pillar_count;
        segments[i] = (struct wheel_segment){
            .colour = known ? card->pillars[row->pillar].colour : THEME_INK,
            .state = row->state,
            .judged = row->judged,
        };
        memcpy(segments[i].id, row->id, sizeof segments[i].id);
    }
    if (sheet_cairo(sheet)) {
        struct tags *tags = sheet_tags(sheet, sheet_cairo(sheet));
        char *alt = sheet_fill(sheet, "print.wheel.alt", card->totals_line, "");
        tag_open_as(tags, &(struct tag_about){.role = TAG_FIGURE, .alt = alt});
        tag_box(tags, x, y, wheel_size(sheet), wheel_size(sheet));
        ink_open(tags);
        cairo_save(sheet_cairo(sheet));
        cairo_translate(sheet_cairo(sheet), x, y);
        cairo_scale(sheet_cairo(sheet), scaled(sheet, 1), scaled(sheet, 1));
        wheel_draw(sheet->pencil, sheet_cairo(sheet), &wheel, 0, 0,
                   wheel_size(sheet) / scaled(sheet, 1));
        cairo_restore(sheet_cairo(sheet));
        tag_close(tags);
        free(alt);
    }
    free(segments);
    char *line = sheet_fill(sheet, "print.wheel", card->wheel_number, card->wheel_line);
    struct flow_run runs[4] = {sheet_bold(sheet, line, THEME_INK),
                               sheet_run(sheet, card->wheel_second, THEME_INK)};
    int count = 2;
    if (has_judged(card)) {
        runs[count++] = sheet_run(sheet, sheet_word(sheet, "print.legend.judged"), THEME_MUTED);
    }
    if (has_proposed(card) && !plan_of(sheet)->poster) { /* there it is not said which */
        runs[count++] = sheet_run(sheet, sheet_word(sheet, "print.legend.proposed"), THEME_MUTED);
    }
    runs[1].fresh = runs[2].fresh = runs[3].fresh = true;
    struct flow flow = {.cairo = sheet_cairo(sheet),
                        .x = x,
                        .y = y + wheel_size(sheet),
                        .width = wheel_size(sheet),
                        .leading = 1.3,
                        .side = TYPE_MIDDLE};
    double high = sheet_flow_set(sheet, flow, runs, count);
    free(line);
    return y + wheel_size(sheet) + high;
}

void front_set(struct sheet *sheet)
{
    double top = sheet->y;
    title_set(sheet);
    double wheel = wheel_set(sheet, top);
    legend_set(sheet);
    if (has_grid(card_of(sheet))) {
        grid_set(sheet);
    }
    sheet->y = fmax(sheet->y, wheel) + 10;
}
