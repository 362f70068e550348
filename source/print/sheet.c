/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/sheet.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"

static const double TOP = 28, FOOT_RULE = 810, BOTTOM = 803;
static const double RIBBON_HIGH = 17, HEAD_HIGH = 21;
enum { WORDS = 8192, LINES_CEILING = 45 /* of one paragraph: less than a page */ };

cairo_t *sheet_cairo(const struct sheet *sheet)
{
    return sheet->only < 0 || sheet->only == sheet->page ? sheet->cairo : NULL;
}

struct colour sheet_ink(const struct sheet *sheet, enum theme_token token)
{
    return sheet->pencil->theme->colour[token];
}

const char *sheet_word(const struct sheet *sheet, const char *key)
{
    return language_word(sheet->language, key);
}

char *sheet_fill(const struct sheet *sheet, const char *key, const char *first, const char *second)
{
    const char *const pieces[] = {first, second};
    struct buffer text;
    buffer_init(&text, WORDS);
    language_fill(sheet->language, key, pieces, 2, &text);
    char *taken = memory_text(buffer_text(&text));
    buffer_clear(&text);
    return taken;
}

struct flow_run sheet_run(const struct sheet *sheet, const char *text, enum theme_token token)
{
    return (struct flow_run){
        .text = text,
        .style = {.size = PAPER_TEXT, .weight = TYPE_REGULAR},
        .colour = sheet_ink(sheet, token),
    };
}

struct flow_run sheet_bold(const struct sheet *sheet, const char *text, enum theme_token token)
{
    struct flow_run run = sheet_run(sheet, text, token);
    run.style.weight = TYPE_BOLD;
    return run;
}

double sheet_flow(const struct sheet *sheet, cairo_t *cairo, double x, double top, double width,
                  const struct flow_run *runs, int count)
{
    struct flow flow = {
        .pencil = sheet->pencil,
        .cairo = cairo,
        .x = x,
        .y = top,
        .width = width,
        .leading = sheet->density->leading,
        .lines = LINES_CEILING,
    };
    return flow_set(&flow, runs, count);
}

void sheet_rule(const struct sheet *sheet, double x, double y, double width, double line,
                enum theme_token token)
{
    cairo_t *cairo = sheet_cairo(sheet);
    if (!cairo) {
        return;
    }
    colour_set(cairo, sheet_ink(sheet, token));
    cairo_rectangle(cairo, x, y - line / 2, width, line);
    cairo_fill(cairo);
}

double sheet_top(const struct sheet *sheet)
{
    return TOP + (*sheet->card->ribbon ? RIBBON_HIGH + 7 : sheet->page > 0 ? HEAD_HIGH : 0);
}

static void line_at(const struct sheet *sheet, double x, double baseline, enum type_side side,
                    double width, enum theme_token token, enum type_weight weight, const char *text)
{
    cairo_t *cairo = sheet_cairo(sheet);
    struct type_style style = {.size = PAPER_TEXT, .weight = weight};
    if (cairo) {
        type_line_cut(sheet->pencil->type, cairo, style, sheet_ink(sheet, token), x, baseline, side,
                      width, text);
    }
}

static double width_of(const struct sheet *sheet, enum type_weight weight, const char *text)
{
    struct type_style style = {.size = PAPER_TEXT, .weight = weight};
    return type_width(sheet->pencil->type, style, text);
}

/* The ribbon stands on every page; on later pages it also says which wijk this is. */
static void ribbon_draw(const struct sheet *sheet, const char *head)
{
    cairo_t *cairo = sheet_cairo(sheet);
    const char *ribbon = sheet->card->ribbon;
    double inside = PAPER_SPAN - 16, baseline = TOP + 12;
    if (!cairo) {
        return;
    }
    cairo_new_path(cairo);
    symbol_round_box(cairo, PAPER_LEFT, TOP, PAPER_SPAN, RIBBON_HIGH, 4);
    colour_set(cairo, sheet_ink(sheet, THEME_RIBBON));
    cairo_fill_preserve(cairo);
    colour_set(cairo, sheet_ink(sheet, THEME_ON_RIBBON));
    cairo_set_line_width(cairo, 0.6);
    cairo_stroke(cairo);
    line_at(sheet, PAPER_LEFT + 8, baseline, TYPE_START, inside, THEME_ON_RIBBON, TYPE_BOLD,
            ribbon);
    if (sheet->page > 0) {
        line_at(sheet, PAPER_RIGHT - 8, baseline, TYPE_END,
                inside - width_of(sheet, TYPE_BOLD, ribbon) - 16, THEME_ON_RIBBON, TYPE_REGULAR,
                head);
    }
}

static void head_draw(const struct sheet *sheet, const char *head)
{
    double baseline = TOP + 8, date = width_of(sheet, TYPE_REGULAR, sheet->card->date_line);
    line_at(sheet, PAPER_LEFT, baseline, TYPE_START, PAPER_SPAN - date - 16, THEME_MUTED,
            TYPE_REGULAR, head);
    line_at(sheet, PAPER_RIGHT, baseline, TYPE_END, date + 4, THEME_MUTED, TYPE_REGULAR,
            sheet->card->date_line);
    sheet_rule(sheet, PAPER_LEFT, baseline + 5.5, PAPER_SPAN, 0.6, THEME_EDGE);
}

static void foot_draw(const struct sheet *sheet)
{
    char page[16], pages[16];
    snprintf(page, sizeof page, "%d", sheet->page + 1);
    snprintf(pages, sizeof pages, "%d", sheet->pages);
    char *right = sheet_fill(sheet, "print.page", page, pages);
    double width = width_of(sheet, TYPE_REGULAR, right);
    sheet_rule(sheet, PAPER_LEFT, FOOT_RULE, PAPER_SPAN, 0.6, THEME_EDGE);
    line_at(sheet, PAPER_LEFT, FOOT_RULE + 13, TYPE_START, PAPER_SPAN - width - 16, THEME_MUTED,
            TYPE_REGULAR, sheet_word(sheet, "print.foot"));
    line_at(sheet, PAPER_RIGHT, FOOT_RULE + 13, TYPE_END, width + 4, THEME_INK, TYPE_REGULAR,
            right);
    free(right);
}

static void page_open(struct sheet *sheet)
{
    char *head = sheet_fill(sheet, "print.head", sheet->card->wijk, sheet->card->municipality);
    if (*sheet->card->ribbon) {
        ribbon_draw(sheet, head);
    } else if (sheet->page > 0) {
        head_draw(sheet, head);
    }
    free(head);
    sheet->y = sheet_top(sheet);
}

void sheet_start(struct sheet *sheet)
{
    sheet->page = 0;
    page_open(sheet);
}

void sheet_end(struct sheet *sheet)
{
    foot_draw(sheet);
    if (sheet->cairo && sheet->only < 0) {
        cairo_show_page(sheet->cairo);
    }
}

void sheet_next(struct sheet *sheet)
{
    sheet_end(sheet);
    sheet->page++;
    page_open(sheet);
}

double sheet_room(const struct sheet *sheet)
{
    return BOTTOM - sheet->y;
}

bool sheet_need(struct sheet *sheet, double height)
{
    if (height <= sheet_room(sheet) || sheet->y <= sheet_top(sheet)) {
        return false;
    }
    sheet_next(sheet);
    return true;
}

void sheet_heading(struct sheet *sheet, const char *text, bool continued, double height)
{
    static const double high = 17, above = 7, below = 4;
    char *whole = continued ? sheet_fill(sheet, "print.continued", text, "") : memory_text(text);
    sheet_need(sheet, above + high + below + height);
    sheet->y += sheet->y > sheet_top(sheet) ? above : 0;
    struct flow_run run = sheet_bold(sheet, whole, THEME_INK);
    run.style.size = 12.5;
    struct flow flow = {sheet->pencil, sheet_cairo(sheet), PAPER_LEFT, sheet->y, PAPER_SPAN,
                        1.3,           TYPE_START,         1};
    flow_set(&flow, &run, 1);
    sheet->y += high;
    sheet_rule(sheet, PAPER_LEFT, sheet->y, PAPER_SPAN, 1, THEME_INK);
    sheet->y += below;
    free(whole);
}
