/* SPDX-License-Identifier: EUPL-1.2 */
/* A report on paper: its parts one below the other, torn between pages only where they may be. */
#include "print/report_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "draw/icon.h"
#include "print/card.h"
#include "print/code.h"
#include "print/paper.h"

static const struct paper papers[REPORT_FORMS] = {
    [REPORT_A4] = {595.276, 841.890, 42, 553, 34, 798},
    [REPORT_A4_WIDE] = {841.890, 595.276, 38, 804, 30, 554},
    [REPORT_A5] = {419.528, 595.276, 30, 389.5, 28, 556},
    [REPORT_A6] = {297.638, 419.528, 20, 277.6, 18, 386},
    [REPORT_A6_FOUR] = {297.638, 420.945, 20, 277.6, 18, 386}, /* a quarter of an A4 */
};
static const double text_sizes[REPORT_FORMS] = {11, 11, 11, 10, 10};
static const double title_sizes[REPORT_FORMS] = {22, 22, 18, 15, 15};
static const double code_sizes[REPORT_FORMS] = {104, 104, 96, 74, 74};
static const struct sheet_density density = {.leading = 1.32, .pad = 4};
static const double SMALLEST = 9.5, LEAST = 10.5 /* of a report that must be one page */,
                    BULLET = 14, BOX_SHARE = 0.92, WRITE_LINE = 24, INSIDE = 8, STRONGER = 1;
enum { WHOLE_LINES = 4 /* of a paragraph that is not torn */, STAY_LINES = 2 };

const struct report *report_of(const struct sheet *sheet)
{
    return sheet->content;
}

const char *report_tongue(const struct report *report, const struct report_part *part)
{
    return part->language && strcmp(part->language, report->language) != 0 ? part->language : NULL;
}

const char *report_state_word(const struct sheet *sheet, int state)
{
    return sheet_word(sheet, card_verdict_key((enum symbol_state)state));
}

/* ---- lines ---- */

static struct flow flow_of(const struct sheet *sheet, const struct report_text *text)
{
    return (struct flow){
        .x = text->x, .width = text->width, .leading = sheet->density->leading, .side = text->side};
}

double report_line(const struct sheet *sheet, const struct report_text *text)
{
    return text->run.style.size * sheet->density->leading;
}

int report_lines(const struct sheet *sheet, const struct report_text *text)
{
    double high = sheet_flow_set(sheet, flow_of(sheet, text), &text->run, 1);
    return (int)lround(high / report_line(sheet, text));
}

void report_text_set(const struct sheet *sheet, cairo_t *cairo, const struct report_text *text,
                     double y, int from, int count)
{
    struct flow flow = flow_of(sheet, text);
    flow.cairo = cairo;
    flow.y = y;
    flow.from = from;
    flow.lines = count;
    flow.torn = true;
    if (count > 0) {
        sheet_flow_set(sheet, flow, &text->run, 1);
    }
}

static struct report_text text_of(const struct sheet *sheet, const struct report_part *part,
                                  double x, double width)
{
    struct report_text text = {
        .run = sheet_run(sheet, part->text, THEME_INK), .x = x, .width = width};
    text.run.language = report_tongue(report_of(sheet), part);
    text.side = flow_turned(part->text) ? TYPE_END : TYPE_START;
    return text;
}

/* How many of `left` lines go on this page: never a single one alone at its foot or overleaf. */
static int lines_here(const struct sheet *sheet, const struct report_text *text, int left)
{
    int fit = (int)floor((sheet_room(sheet) + 0.01) / report_line(sheet, text));
    if (fit >= left) {
        return left;
    }
    fit = left - fit == 1 ? fit - 1 : fit;
    bool fresh = sheet->y <= sheet_top(sheet);
    return fresh ? (fit < 1 ? 1 : fit) : fit < STAY_LINES ? 0 : fit;
}

/* Sets all lines, over as many pages as that takes; the caller opened what they belong to. */
static void lines_set(struct sheet *sheet, const struct report_text *text)
{
    int count = report_lines(sheet, text);
    double line = report_line(sheet, text);
    if (count <= WHOLE_LINES) {
        sheet_need(sheet, count * line);
    }
    for (int from = 0; from < count;) {
        int here = lines_here(sheet, text, count - from);
        report_text_set(sheet, sheet_cairo(sheet), text, sheet->y, from, here);
        sheet->y += here * line;
        from += here;
        if (from < count) {
            sheet_next(sheet);
        }
    }
}

static double lines_lead(const struct sheet *sheet, const struct report_text *text)
{
    int count = report_lines(sheet, text);
    return report_line(sheet, text) * (count <= WHOLE_LINES ? count : STAY_LINES);
}

static void paragraph_set(struct sheet *sheet, const struct report_text *text)
{
    tag_open(sheet->tags, TAG_P);
    lines_set(sheet, text);
    tag_close(sheet->tags);
}

/* ---- headings ---- */

static struct report_text heading_text(const struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = text_of(sheet, part, sheet->paper->left, sheet_span(sheet));
    text.run.style.weight = TYPE_BOLD;
    text.run.style.size = sheet->text + (part->kind == REPORT_HEADING ? 4 : 1);
    return text;
}

static double heading_above(const struct report_part *part)
{
    return part->kind == REPORT_HEADING ? 12 : 7;
}

static bool is_heading(const struct report_part *part)
{
    return part->kind == REPORT_HEADING || part->kind == REPORT_SUBHEADING;
}

static double heading_high(const struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = heading_text(sheet, part);
    return heading_above(part) + report_lines(sheet, &text) * report_line(sheet, &text) +
           density.pad;
}

/* No level is left out: below no heading, a subheading is one. */
static enum tag_role heading_role(const struct report *report, size_t at)
{
    for (size_t before = at + 1; before-- > 0;) {
        if (report->parts[before].kind == REPORT_HEADING) {
            return before == at ? TAG_H2 : TAG_H3;
        }
    }
    return TAG_H2;
}

static void heading_set(struct sheet *sheet, size_t at)
{
    const struct report *report = report_of(sheet);
    const struct report_part *part = &report->parts[at];
    struct report_text text = heading_text(sheet, part);
    sheet_need(sheet, report_lead(sheet, at));
    sheet->y += sheet->y > sheet_top(sheet) ? heading_above(part) : 0;
    tag_open_as(sheet->tags,
                &(struct tag_about){.role = heading_role(report, at), .title = part->text});
    tag_box(sheet->tags, text.x, sheet->y, text.width, text.run.style.size);
    lines_set(sheet, &text);
    tag_close(sheet->tags);
    if (part->kind == REPORT_HEADING) {
        sheet_rule(sheet, text.x, sheet->y + 1, text.width, 0.8, THEME_EDGE);
    }
    sheet->y += density.pad;
}

/* ---- paragraphs ---- */

static void strong_set(struct report_text *text, const struct report_part *part)
{
    if (part->strong) {
        text->run.style.weight = TYPE_BOLD;
        text->run.style.size += STRONGER;
    }
}

static struct report_text plain_text(const struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = text_of(sheet, part, sheet->paper->left, sheet_span(sheet));
    if (part->kind == REPORT_SMALL) {
        text.run.style.size = fmax(SMALLEST, sheet->text - 1.5);
        text.run.colour = sheet_ink(sheet, THEME_MUTED);
    }
    strong_set(&text, part);
    return text;
}

static void plain_set(struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = plain_text(sheet, part);
    paragraph_set(sheet, &text);
    sheet->y += density.pad;
}

/* ---- a warning in its box ---- */

static struct report_text warning_text(const struct sheet *sheet, const struct report_part *part)
{
    double icon = sheet->text * 1.6 + INSIDE;
    struct report_text text = text_of(sheet, part, sheet->paper->left + INSIDE + icon,
                                      sheet_span(sheet) - 2 * INSIDE - icon);
    text.run.style.weight = TYPE_BOLD;
    return text;
}

static double warning_high(const struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = warning_text(sheet, part);
    return report_lines(sheet, &text) * report_line(sheet, &text) + 2 * INSIDE;
}

static void warning_box(const struct sheet *sheet, double high)
{
    cairo_t *cairo = sheet_cairo(sheet);
    double left = sheet->paper->left, size = sheet->text * 1.6;
    if (!cairo) {
        return;
    }
    ink_close(sheet->tags);
    cairo_new_path(cairo);
    symbol_round_box(cairo, left + 0.5, sheet->y + 0.5, sheet_span(sheet) - 1, high - 1, 5);
    cairo_set_line_width(cairo, 1.2);
    colour_set(cairo, sheet_ink(sheet, THEME_INK));
    cairo_stroke(cairo);
    icon_draw(sheet->pencil->icons, cairo, "warning", left + INSIDE, sheet->y + INSIDE - 1, size,
              sheet_ink(sheet, THEME_INK));
}

static void warning_set(struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = warning_text(sheet, part);
    double high = warning_high(sheet, part);
    sheet->y += sheet->y > sheet_top(sheet) ? density.pad : 0;
    sheet_need(sheet, high);
    if (high <= sheet_room(sheet)) {
        warning_box(sheet, high);
        sheet->y += INSIDE;
        paragraph_set(sheet, &text);
        sheet->y += INSIDE;
    } else {
        paragraph_set(sheet, &text);
    }
    sheet->y += 2 * density.pad;
}

/* ---- lists ---- */

static struct report_text item_text(const struct sheet *sheet, const struct report_part *part)
{
    double indent = part->kind == REPORT_TICK ? BULLET + 5 : BULLET;
    struct report_text text =
        text_of(sheet, part, sheet->paper->left + indent, sheet_span(sheet) - indent);
    text.x -= text.side == TYPE_END ? indent : 0;
    strong_set(&text, part);
    return text;
}

static void item_mark(const struct sheet *sheet, const struct report_part *part, bool turned)
{
    cairo_t *cairo = sheet_cairo(sheet);
    double size = part->kind == REPORT_TICK ? sheet->text * BOX_SHARE : 4;
    double x = turned ? sheet->paper->right - size - 1 : sheet->paper->left + 1;
    double y = sheet->y + (sheet->text * density.leading - size) / 2;
    if (!cairo) {
        return;
    }
    ink_close(sheet->tags);
    cairo_new_path(cairo);
    colour_set(cairo, sheet_ink(sheet, THEME_INK));
    if (part->kind == REPORT_TICK) {
        cairo_rectangle(cairo, x, y, size, size);
        cairo_set_line_width(cairo, 1);
        cairo_stroke(cairo);
    } else {
        cairo_arc(cairo, x + size / 2 + 2, y + size / 2, size / 2, 0, 2 * acos(-1));
        cairo_fill(cairo);
    }
}

static void item_set(struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = item_text(sheet, part);
    sheet_need(sheet, lines_lead(sheet, &text));
    tag_open(sheet->tags, TAG_LI);
    tag_open(sheet->tags, TAG_LBODY);
    item_mark(sheet, part, text.side == TYPE_END);
    lines_set(sheet, &text);
    tag_close(sheet->tags);
    tag_close(sheet->tags);
    sheet->y += part->kind == REPORT_TICK ? density.pad : density.pad / 2;
}

static size_t items_set(struct sheet *sheet, size_t at)
{
    const struct report *report = report_of(sheet);
    enum report_kind kind = report->parts[at].kind;
    tag_open(sheet->tags, TAG_L);
    for (; at < report->part_count && report->parts[at].kind == kind; at++) {
        item_set(sheet, &report->parts[at]);
    }
    tag_close(sheet->tags);
    sheet->y += density.pad / 2;
    return at;
}

/* ---- room to write ---- */

static double write_lead(const struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = plain_text(sheet, part);
    return (*part->text ? lines_lead(sheet, &text) : 0) +
           WRITE_LINE * fmin(part->number, STAY_LINES);
}

static void write_set(struct sheet *sheet, const struct report_part *part)
{
    struct report_text text = plain_text(sheet, part);
    sheet_need(sheet, write_lead(sheet, part));
    if (*part->text) {
        paragraph_set(sheet, &text);
    }
    for (int line = 0; line < part->number; line++) {
        sheet_need(sheet, WRITE_LINE);
        sheet->y += WRITE_LINE;
        sheet_rule(sheet, sheet->paper->left, sheet->y, sheet_span(sheet), 0.6, THEME_EDGE);
    }
    sheet->y += 2 * density.pad;
}

/* ---- a code with its words ---- */

static struct report_text code_words(const struct sheet *sheet, const struct report_part *part)
{
    static const char *const ways[] = {"https:", "http:", "tel:", "mailto:"};
    double beside = code_fits(part->text) ? code_sizes[report_of(sheet)->form] + INSIDE : 0;
    struct report_text text =
        text_of(sheet, part, sheet->paper->left + beside, sheet_span(sheet) - beside);
    text.run.text = part->second;
    text.side = flow_turned(part->second) ? TYPE_END : TYPE_START;
    for (size_t at = 0; at < sizeof ways / sizeof *ways; at++) {
        if (!strncmp(part->text, ways[at], strlen(ways[at]))) {
            text.run.to = part->text;
            text.run.alt = part->second;
        }
    }
    return text;
}

static double code_high(const struct sheet *sheet, const struct report_part *part)
{
    struct report_text words = code_words(sheet, part);
    double size = code_fits(part->text) ? code_sizes[report_of(sheet)->form] : 0;
    return fmax(size, report_lines(sheet, &words) * report_line(sheet, &words) + INSIDE);
}

static void code_figure(const struct sheet *sheet, const struct report_part *part)
{
    cairo_t *cairo = sheet_cairo(sheet);
    double size = code_sizes[report_of(sheet)->form];
    if (!cairo || !code_fits(part->text)) {
        return;
    }
    tag_open_as(sheet->tags,
                &(struct tag_about){.role = TAG_FIGURE,
                                    .alt = *part->second ? part->second : part->text,
                                    .language = report_tongue(report_of(sheet), part)});
    tag_box(sheet->tags, sheet->paper->left, sheet->y, size, size);
    ink_open(sheet->tags);
    code_draw(cairo, part->text, sheet->paper->left, sheet->y, size);
    tag_close(sheet->tags);
}

static void code_set(struct sheet *sheet, const struct report_part *part)
{
    struct report_text words = code_words(sheet, part);
    double high = code_high(sheet, part), top;
    sheet_need(sheet, high);
    code_figure(sheet, part);
    top = sheet->y;
    int page = sheet->page;
    sheet->y += INSIDE;
    paragraph_set(sheet, &words);
    sheet->y = (page == sheet->page ? fmax(top + high, sheet->y) : sheet->y) + density.pad;
}

/* ---- all parts ---- */

static double part_lead(const struct sheet *sheet, size_t at)
{
    const struct report_part *part = &report_of(sheet)->parts[at];
    struct report_text text;
    switch (part->kind) {
    case REPORT_HEADING:
    case REPORT_SUBHEADING:
        return heading_high(sheet, part);
    case REPORT_WARNING:
        return warning_high(sheet, part) + density.pad;
    case REPORT_WRITE:
        return write_lead(sheet, part);
    case REPORT_FACT:
        return report_fact_lead(sheet, at);
    case REPORT_TABLE:
        return report_table_lead(sheet, at);
    case REPORT_STRIP:
        return report_strip_lead(sheet, at);
    case REPORT_CODE:
        return code_high(sheet, part);
    case REPORT_PAGE:
        return 0;
    default:
        text = part->kind == REPORT_ITEM || part->kind == REPORT_TICK ? item_text(sheet, part)
                                                                      : plain_text(sheet, part);
        return lines_lead(sheet, &text);
    }
}

double report_lead(const struct sheet *sheet, size_t at)
{
    const struct report *report = report_of(sheet);
    double high = 0;
    for (; at < report->part_count && high < sheet_whole(sheet); at++) {
        high += part_lead(sheet, at);
        if (!is_heading(&report->parts[at])) {
            break;
        }
    }
    return high;
}

static size_t part_set(struct sheet *sheet, size_t at)
{
    const struct report_part *part = &report_of(sheet)->parts[at];
    switch (part->kind) {
    case REPORT_HEADING:
    case REPORT_SUBHEADING:
        heading_set(sheet, at);
        return at + 1;
    case REPORT_ITEM:
    case REPORT_TICK:
        return items_set(sheet, at);
    case REPORT_FACT:
        return report_facts_set(sheet, at);
    case REPORT_TABLE:
        return report_table_set(sheet, at);
    case REPORT_STRIP:
        return report_strips_set(sheet, at);
    case REPORT_WARNING:
        warning_set(sheet, part);
        return at + 1;
    case REPORT_WRITE:
        write_set(sheet, part);
        return at + 1;
    case REPORT_CODE:
        code_set(sheet, part);
        return at + 1;
    case REPORT_PAGE:
        if (sheet->y > sheet_top(sheet)) {
            sheet_next(sheet);
        }
        return at + 1;
    default:
        plain_set(sheet, part);
        return at + 1;
    }
}

/* ---- the whole ---- */

static void head_set(struct sheet *sheet)
{
    const struct report *report = report_of(sheet);
    const struct report_part lines[] = {{.kind = REPORT_PARAGRAPH, .text = report->second},
                                        {.kind = REPORT_SMALL, .text = (char *)sheet->frame.date}};
    struct report_text title = text_of(sheet, &(struct report_part){.text = report->title},
                                       sheet->paper->left, sheet_span(sheet));
    title.run.style = (struct type_style){.size = title_sizes[report->form], .weight = TYPE_BOLD};
    tag_open_as(sheet->tags, &(struct tag_about){.role = TAG_H1, .title = report->title});
    tag_box(sheet->tags, title.x, sheet->y, title.width, title.run.style.size);
    lines_set(sheet, &title);
    tag_close(sheet->tags);
    for (size_t at = 0; at < sizeof lines / sizeof *lines; at++) {
        if (*lines[at].text) {
            struct report_text text = plain_text(sheet, &lines[at]);
            paragraph_set(sheet, &text);
        }
    }
    sheet->y += 2 * density.pad;
}

/* A foot that is wider than a line is said in whole at the end. */
static bool foot_fits(const struct sheet *sheet)
{
    struct type_style style = {.size = sheet->text};
    char *page = sheet_fill(sheet, "print.page", "8888", "8888");
    double wide = type_width(sheet->pencil->type, style, page) + 18;
    free(page);
    return type_width(sheet->pencil->type, style, report_of(sheet)->foot) <=
           sheet_span(sheet) - wide;
}

static void tail_set(struct sheet *sheet)
{
    const struct report *report = report_of(sheet);
    if (report->cut) {
        warning_set(sheet,
                    &(struct report_part){.kind = REPORT_WARNING,
                                          .text = (char *)sheet_word(sheet, "print.report.cut")});
    }
    if (!foot_fits(sheet)) {
        sheet->y += density.pad;
        plain_set(sheet, &(struct report_part){.kind = REPORT_SMALL, .text = report->foot});
    }
}

/* How a report of one page is brought onto it. */
struct fit {
    int spared; /* parts up to this rank are left out */
    double text;
};

static void fill(struct sheet *sheet)
{
    const struct report *report = report_of(sheet);
    sheet_start(sheet);
    head_set(sheet);
    const struct fit *fit = sheet->plan;
    for (size_t at = 0; at < report->part_count;) {
        bool spared = report->parts[at].spare && report->parts[at].spare <= fit->spared;
        at = spared ? at + 1 : part_set(sheet, at);
    }
    tail_set(sheet);
    sheet_end(sheet);
}

static char *day_said(const struct report *report, const struct language *language)
{
    struct buffer day;
    buffer_init(&day, 200);
    language_say_date(language, report->day, &day);
    char *taken = memory_text(buffer_text(&day));
    buffer_clear(&day);
    return taken;
}

/* `day` and `fit` are the caller's and must live as long. */
static struct sheet sheet_of(const struct report *report, const struct pencil *pencil,
                             const struct language *language, const char *day, struct fit *fit)
{
    struct sheet sheet = {.paper = &papers[report->form],
                          .pencil = pencil,
                          .language = language,
                          .frame = {report->ribbon, report->title, day, report->foot},
                          .density = &density,
                          .text = fit->text,
                          .four = report->form == REPORT_A6_FOUR,
                          .content = report,
                          .plan = fit};
    if (!*report->foot || !foot_fits(&sheet)) {
        sheet.frame.foot = sheet_word(&sheet, "print.foot");
    }
    return sheet;
}

/* The least that has to fall away. */
static struct sheet sheet_fit(const struct report *report, const struct pencil *pencil,
                              const struct language *language, const char *day, struct fit *fit)
{
    double text =
        report->text > 0 ? fmax(SMALLEST, fmin(24, report->text)) : text_sizes[report->form];
    *fit = (struct fit){0, text};
    struct sheet sheet = sheet_of(report, pencil, language, day, fit);
    while (report->one_page && paper_count(&sheet, fill) > 1 && fit->text > LEAST) {
        if (fit->spared < REPORT_SPARE) {
            fit->spared++;
        } else {
            fit->text = fmax(LEAST, fit->text - 0.5);
        }
        sheet = sheet_of(report, pencil, language, day, fit);
    }
    return sheet;
}

void report_size(enum report_form form, double *width, double *height)
{
    paper_side_size(&(struct sheet){.paper = &papers[form], .four = form == REPORT_A6_FOUR}, width,
                    height);
}

int print_report_page(const struct report *report, const struct pencil *pencil,
                      const struct language *language, cairo_t *cairo, int page)
{
    struct fit fit;
    char *day = day_said(report, language);
    struct sheet sheet = sheet_fit(report, pencil, language, day, &fit);
    int pages = paper_page(&sheet, fill, cairo, page);
    free(day);
    return pages;
}

bool print_report(const struct report *report, const struct pencil *pencil,
                  const struct language *language, const char *file, struct fault *why)
{
    struct fit fit;
    char *day = day_said(report, language);
    struct sheet sheet = sheet_fit(report, pencil, language, day, &fit);
    struct finish_words words = {.title = report->title,
                                 .author = "Wijkpeil",
                                 .language = report->language,
                                 .day = report->day};
    bool ok = paper_save(&sheet, fill, &words, file, why);
    free(day);
    return ok;
}
