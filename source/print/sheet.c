/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"

const struct paper paper_a4 = {595.276, 841.890, 31, 564, 28, 803};

static const double FOOT_RULE = 7, FOOT = 20; /* below the bottom */
static const double RIBBON_HIGH = 17, HEAD_HIGH = 21;
enum { WORDS = 8192, LINES_CEILING = 45 /* of one paragraph: less than a page */ };

/* The outermost side has the last page and the first; then the sides go inward. */
struct paper_fold paper_fold_of(int side, int pages)
{
    int outer = pages - 1 - side;
    return side % 2 ? (struct paper_fold){side, outer} : (struct paper_fold){outer, side};
}

/* Heads, feet and ribbons of large type are larger. */
static double grown(const struct sheet *sheet, double length)
{
    return length * fmax(1, sheet->text / 12);
}

cairo_t *sheet_cairo(const struct sheet *sheet)
{
    return sheet->only < 0 || sheet->only == sheet->page ? sheet->cairo : NULL;
}

struct tags *sheet_tags(const struct sheet *sheet, const cairo_t *cairo)
{
    return cairo ? sheet->tags : NULL;
}

double sheet_span(const struct sheet *sheet)
{
    return sheet->paper->right - sheet->paper->left;
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
        .style = {.size = sheet->text, .weight = TYPE_REGULAR},
        .colour = sheet_ink(sheet, token),
    };
}

struct flow_run sheet_bold(const struct sheet *sheet, const char *text, enum theme_token token)
{
    struct flow_run run = sheet_run(sheet, text, token);
    run.style.weight = TYPE_BOLD;
    return run;
}

double sheet_flow_set(const struct sheet *sheet, struct flow flow, const struct flow_run *runs,
                      int count)
{
    flow.pencil = sheet->pencil;
    flow.tags = sheet_tags(sheet, flow.cairo);
    return flow_set(&flow, runs, count);
}

double sheet_flow(const struct sheet *sheet, cairo_t *cairo, double x, double top, double width,
                  const struct flow_run *runs, int count)
{
    struct flow flow = {
        .cairo = cairo,
        .x = x,
        .y = top,
        .width = width,
        .leading = sheet->density->leading,
        .lines = LINES_CEILING,
    };
    return sheet_flow_set(sheet, flow, runs, count);
}

void sheet_paragraph(struct sheet *sheet, const struct flow_run *runs, int count, double width)
{
    double high = sheet_flow(sheet, NULL, 0, 0, width, runs, count);
    sheet_need(sheet, high);
    sheet_flow(sheet, sheet_cairo(sheet), sheet->paper->left, sheet->y, width, runs, count);
    sheet->y += high;
}

void sheet_rule(const struct sheet *sheet, double x, double y, double width, double line,
                enum theme_token token)
{
    cairo_t *cairo = sheet_cairo(sheet);
    if (!cairo) {
        return;
    }
    ink_close(sheet->tags);
    colour_set(cairo, sheet_ink(sheet, token));
    cairo_rectangle(cairo, x, y - line / 2, width, line);
    cairo_fill(cairo);
}

double sheet_top(const struct sheet *sheet)
{
    double below = *sheet->frame.ribbon                    ? grown(sheet, RIBBON_HIGH) + 7
                   : sheet->page > 0 && *sheet->frame.head ? grown(sheet, HEAD_HIGH)
                                                           : 0;
    return sheet->paper->top + below;
}

static void line_at(const struct sheet *sheet, double x, double baseline, enum type_side side,
                    double width, enum theme_token token, enum type_weight weight, const char *text)
{
    cairo_t *cairo = sheet_cairo(sheet);
    struct type_style style = {.size = sheet->text, .weight = weight};
    if (cairo) {
        type_line_cut(sheet->pencil->type, cairo, style, sheet_ink(sheet, token), x, baseline, side,
                      width, text);
    }
}

static double width_of(const struct sheet *sheet, enum type_weight weight, const char *text)
{
    struct type_style style = {.size = sheet->text, .weight = weight};
    return type_width(sheet->pencil->type, style, text);
}

/* The ribbon stands on every page and is said once; on later pages it also says what this is. */
static void ribbon_draw(const struct sheet *sheet)
{
    cairo_t *cairo = sheet_cairo(sheet);
    const struct paper *paper = sheet->paper;
    const char *ribbon = sheet->frame.ribbon;
    double inside = sheet_span(sheet) - 16, baseline = paper->top + grown(sheet, 12);
    if (!cairo) {
        return;
    }
    cairo_new_path(cairo);
    symbol_round_box(cairo, paper->left, paper->top, sheet_span(sheet), grown(sheet, RIBBON_HIGH),
                     4);
    colour_set(cairo, sheet_ink(sheet, THEME_RIBBON));
    cairo_fill_preserve(cairo);
    colour_set(cairo, sheet_ink(sheet, THEME_ON_RIBBON));
    cairo_set_line_width(cairo, 0.6);
    cairo_stroke(cairo);
    bool first = sheet->page == 0;
    if (first) {
        tag_open(sheet->tags, TAG_P);
        ink_open(sheet->tags);
    }
    line_at(sheet, paper->left + 8, baseline, TYPE_START, inside, THEME_ON_RIBBON, TYPE_BOLD,
            ribbon);
    if (first) {
        tag_close(sheet->tags);
    } else {
        line_at(sheet, paper->right - 8, baseline, TYPE_END,
                inside - width_of(sheet, TYPE_BOLD, ribbon) - 16, THEME_ON_RIBBON, TYPE_REGULAR,
                sheet->frame.head);
    }
}

static void frame_rule(const struct sheet *sheet, double y)
{
    cairo_t *cairo = sheet_cairo(sheet);
    if (cairo) {
        colour_set(cairo, sheet_ink(sheet, THEME_EDGE));
        cairo_rectangle(cairo, sheet->paper->left, y - 0.3, sheet_span(sheet), 0.6);
        cairo_fill(cairo);
    }
}

static void head_draw(const struct sheet *sheet)
{
    const struct paper *paper = sheet->paper;
    double baseline = paper->top + grown(sheet, 8),
           date = width_of(sheet, TYPE_REGULAR, sheet->frame.date);
    line_at(sheet, paper->left, baseline, TYPE_START, sheet_span(sheet) - date - 16, THEME_MUTED,
            TYPE_REGULAR, sheet->frame.head);
    line_at(sheet, paper->right, baseline, TYPE_END, date + 4, THEME_MUTED, TYPE_REGULAR,
            sheet->frame.date);
    frame_rule(sheet, baseline + grown(sheet, 5.5));
}

static void foot_draw(const struct sheet *sheet)
{
    const struct paper *paper = sheet->paper;
    char page[16], pages[16];
    snprintf(page, sizeof page, "%d", sheet->page + 1);
    snprintf(pages, sizeof pages, "%d", sheet->pages);
    char *right = sheet_fill(sheet, "print.page", page, pages);
    double width = width_of(sheet, TYPE_REGULAR, right),
           baseline = paper->bottom + grown(sheet, FOOT);
    ink_decor(sheet_tags(sheet, sheet_cairo(sheet)), TAG_DECOR_FOOTER);
    frame_rule(sheet, paper->bottom + grown(sheet, FOOT_RULE));
    line_at(sheet, paper->left, baseline, TYPE_START, sheet_span(sheet) - width - 16, THEME_MUTED,
            TYPE_REGULAR, sheet->frame.foot);
    line_at(sheet, paper->right, baseline, TYPE_END, width + 4, THEME_INK, TYPE_REGULAR, right);
    free(right);
}

static void page_open(struct sheet *sheet)
{
    ink_decor(sheet_tags(sheet, sheet_cairo(sheet)), TAG_DECOR_HEADER);
    if (*sheet->frame.ribbon) {
        ribbon_draw(sheet);
    } else if (sheet->page > 0 && *sheet->frame.head) {
        head_draw(sheet);
    }
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
        tags_turn(sheet->tags);
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
    return sheet->paper->bottom - sheet->y;
}

double sheet_whole(const struct sheet *sheet)
{
    struct sheet next = *sheet;
    next.page++;
    return sheet->paper->bottom - sheet_top(&next);
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
    static const double high = 17;
    double pad = sheet->density->pad, above = fmin(7, 2 + 2 * pad), below = fmin(4, 1.4 + pad);
    char *whole = continued ? sheet_fill(sheet, "print.continued", text, "") : memory_text(text);
    sheet_need(sheet, above + high + below + height);
    sheet->y += sheet->y > sheet_top(sheet) ? above : 0;
    cairo_t *cairo = sheet_cairo(sheet);
    struct tags *tags = sheet_tags(sheet, cairo);
    double left = sheet->paper->left, span = sheet_span(sheet);
    struct flow_run run = sheet_bold(sheet, whole, THEME_INK);
    run.style.size = sheet->text + 3;
    struct flow flow = {.pencil = sheet->pencil,
                        .cairo = cairo,
                        .x = left,
                        .y = sheet->y,
                        .width = span,
                        .leading = 1.3,
                        .lines = 1};
    if (!continued) {
        flow.tags = tags;
        tag_open_as(tags, &(struct tag_about){.role = TAG_H2, .title = text});
        tag_box(tags, left, sheet->y, span, high);
    }
    flow_set(&flow, &run, 1);
    if (!continued) {
        tag_close(tags);
    }
    sheet->y += high * run.style.size / 12.5;
    sheet_rule(sheet, left, sheet->y, span, 1, THEME_INK);
    sheet->y += below;
    free(whole);
}
