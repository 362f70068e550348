/* SPDX-License-Identifier: EUPL-1.2 */
/* The walking list: the map first, then the stops in walking order, with boxes and room to write.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "print/figure.h"
#include "print/outing.h"
#include "print/paper.h"

static const struct sheet_density density = {.leading = 1.32, .pad = 3};
static const double TEXT = 11, BOX = 10, BOX_GAP = 7, NUMBER = 24, WRITE_LINE = 22;
static const double MAP_LEAST = 220, MAP_MOST = 380;
enum { WRITE_LINES = 2 };

static const struct outing *outing_of(const struct sheet *sheet)
{
    return sheet->content;
}

static void head_set(struct sheet *sheet)
{
    const struct outing *outing = outing_of(sheet);
    struct tags *tags = sheet_tags(sheet, sheet_cairo(sheet));
    double span = sheet_span(sheet);
    struct flow_run title = sheet_bold(sheet, outing->title, THEME_INK);
    struct flow_run lines[] = {sheet_run(sheet, outing->total_line, THEME_INK),
                               sheet_run(sheet, outing->left_out, THEME_MUTED),
                               sheet_run(sheet, sheet_word(sheet, "outing.how"), THEME_INK)};
    title.style.size = 22;
    tag_open_as(tags, &(struct tag_about){.role = TAG_H1, .title = outing->title});
    tag_box(tags, sheet->paper->left, sheet->y, span, title.style.size);
    sheet_paragraph(sheet, &title, 1, span);
    tag_close(tags);
    for (size_t at = 0; at < sizeof lines / sizeof *lines; at++) {
        if (lines[at].text[0]) {
            sheet_paragraph(sheet, &lines[at], 1, span);
        }
    }
}

static void map_set(struct sheet *sheet)
{
    const struct outing *outing = outing_of(sheet);
    double span = sheet_span(sheet);
    double high =
        fmax(MAP_LEAST, fmin(MAP_MOST, span * map_figure_ratio(&outing->scene, outing->map_box)));
    char count[16];
    if (!outing->scene.source || box_is_empty(outing->map_box)) {
        return;
    }
    snprintf(count, sizeof count, "%zu", outing->stop_count);
    char *alt = sheet_fill(sheet, "outing.map.alt", outing->wijk, count);
    sheet->y += 6;
    sheet_need(sheet, high);
    map_figure_set(sheet, &(struct map_figure){.scene = &outing->scene,
                                               .box = outing->map_box,
                                               .x = sheet->paper->left,
                                               .y = sheet->y,
                                               .width = span,
                                               .height = high,
                                               .alt = alt});
    sheet->y += high + 8;
    free(alt);
}

/* ---- a stop ---- */

static void box_draw(const struct sheet *sheet, cairo_t *cairo, double x, double y)
{
    if (cairo) {
        ink_close(sheet_tags(sheet, cairo));
        cairo_new_path(cairo);
        cairo_rectangle(cairo, x + 0.5, y + 1.5, BOX - 1, BOX - 1);
        cairo_set_line_width(cairo, 1);
        colour_set(cairo, sheet_ink(sheet, THEME_INK));
        cairo_stroke(cairo);
    }
}

static double asks_set(const struct sheet *sheet, cairo_t *cairo, const struct outing_stop *stop,
                       double x, double y, double width)
{
    double top = y;
    struct tags *tags = sheet_tags(sheet, cairo);
    tag_open(tags, TAG_L);
    for (size_t at = 0; at < stop->ask_count; at++) {
        struct flow_run run = sheet_run(sheet, stop->ask[at], THEME_INK);
        box_draw(sheet, cairo, x, y);
        tag_open(tags, TAG_LI);
        tag_open(tags, TAG_LBODY);
        y += sheet_flow(sheet, cairo, x + BOX + BOX_GAP, y, width - BOX - BOX_GAP, &run, 1) + 2;
        tag_close(tags);
        tag_close(tags);
    }
    tag_close(tags);
    return y - top;
}

static double lines_draw(const struct sheet *sheet, cairo_t *cairo, double x, double y,
                         double width)
{
    for (int at = 1; at <= WRITE_LINES && cairo; at++) {
        ink_close(sheet_tags(sheet, cairo));
        colour_set(cairo, sheet_ink(sheet, THEME_EDGE));
        cairo_rectangle(cairo, x, y + at * WRITE_LINE, width, 0.5);
        cairo_fill(cairo);
    }
    return WRITE_LINES * WRITE_LINE;
}

static double stop_head(const struct sheet *sheet, cairo_t *cairo, const struct outing_stop *stop,
                        double x, double y, double width)
{
    struct flow_run runs[] = {sheet_bold(sheet, stop->name, THEME_INK),
                              sheet_run(sheet, " · ", THEME_MUTED),
                              sheet_run(sheet, stop->kind, THEME_MUTED)};
    struct tags *tags = sheet_tags(sheet, cairo);
    char number[16];
    snprintf(number, sizeof number, "%d", stop->number);
    struct flow_run badge = sheet_bold(sheet, number, THEME_INK);
    badge.style.size = runs[0].style.size = TEXT + 2;
    tag_open_as(tags, &(struct tag_about){.role = TAG_H2, .title = stop->name});
    tag_box(tags, x, y, width, TEXT);
    sheet_flow(sheet, cairo, x, y, NUMBER, &badge, 1);
    double high = sheet_flow(sheet, cairo, x + NUMBER, y, width - NUMBER, runs, 3);
    tag_close(tags);
    return high;
}

static double stop_set(const struct sheet *sheet, cairo_t *cairo, const struct outing_stop *stop,
                       double y)
{
    double x = sheet->paper->left, width = sheet_span(sheet), top = y, inner = x + NUMBER;
    struct flow_run lines[] = {sheet_run(sheet, stop->walk, THEME_MUTED),
                               sheet_run(sheet, stop->address, THEME_INK),
                               sheet_run(sheet, stop->why, THEME_MUTED)};
    y += stop_head(sheet, cairo, stop, x, y, width);
    for (size_t at = 0; at < sizeof lines / sizeof *lines; at++) {
        if (lines[at].text[0]) {
            y += sheet_flow(sheet, cairo, inner, y, width - NUMBER, &lines[at], 1);
        }
    }
    y += 3 + asks_set(sheet, cairo, stop, inner, y + 3, width - NUMBER);
    y += lines_draw(sheet, cairo, inner, y, width - NUMBER);
    return y - top + density.pad * 4;
}

static void stops_set(struct sheet *sheet)
{
    const struct outing *outing = outing_of(sheet);
    for (size_t at = 0; at < outing->stop_count; at++) {
        double high = stop_set(sheet, NULL, &outing->stops[at], 0);
        sheet_need(sheet, high);
        stop_set(sheet, sheet_cairo(sheet), &outing->stops[at], sheet->y);
        sheet->y += high;
    }
}

static void sources_set(struct sheet *sheet)
{
    const struct outing *outing = outing_of(sheet);
    for (size_t at = 0; at < outing->source_count; at++) {
        struct flow_run run = sheet_run(sheet, outing->sources[at], THEME_MUTED);
        run.style.size = 9.5;
        sheet_paragraph(sheet, &run, 1, sheet_span(sheet));
    }
}

static void fill(struct sheet *sheet)
{
    sheet_start(sheet);
    head_set(sheet);
    map_set(sheet);
    stops_set(sheet);
    sources_set(sheet);
    sheet_end(sheet);
}

static struct sheet sheet_of(const struct outing *outing, const struct pencil *pencil,
                             const struct language *language)
{
    struct sheet sheet = {.paper = &paper_a4,
                          .pencil = pencil,
                          .language = language,
                          .frame = {outing->ribbon, outing->title, outing->date_line, ""},
                          .density = &density,
                          .text = TEXT,
                          .content = outing};
    sheet.frame.foot = sheet_word(&sheet, "print.foot");
    return sheet;
}

int print_outing_page(const struct outing *outing, const struct pencil *pencil,
                      const struct language *language, cairo_t *cairo, int page)
{
    struct sheet sheet = sheet_of(outing, pencil, language);
    return paper_page(&sheet, fill, cairo, page);
}

bool print_outing(const struct outing *outing, const struct pencil *pencil,
                  const struct language *language, const char *file, struct fault *why)
{
    struct sheet sheet = sheet_of(outing, pencil, language);
    struct finish_words words = {.title = outing->title,
                                 .author = "Wijkpeil",
                                 .language = outing->language,
                                 .day = outing->day};
    return paper_save(&sheet, fill, &words, file, why);
}
