/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands around the answers: title, headings, map, sources. */
#include "print/overview_paper.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "print/figure.h"
#include "print/marks.h"

static const double LEADING = 1.25;
static const double TEXT_SMALLEST = 9.5; /* of a map that is not enlarged */

double overview_line_set(const struct sheet *sheet, cairo_t *cairo,
                         const struct overview_line *line, struct overview_words words, double x,
                         double y, double width)
{
    struct flow_run runs[OVERVIEW_LANGUAGES];
    int count = 0;
    for (int at = 0; at < overview_of(sheet)->language_count; at++) {
        runs[count] = sheet_run(sheet, line->text[at], at ? THEME_MUTED : THEME_INK);
        runs[count].style.size = fmax(1, at ? words.second : words.size) * sheet->text;
        runs[count].style.weight = words.bold && at == 0 ? TYPE_BOLD : TYPE_REGULAR;
        runs[count].language = overview_tongue(sheet, at);
        runs[count++].fresh = at > 0;
    }
    struct flow flow = {
        .cairo = cairo, .x = x, .y = y, .width = width, .leading = LEADING, .side = words.side};
    return sheet_flow_set(sheet, flow, runs, count);
}

struct overview_line overview_word_line(const struct sheet *sheet, const char *key)
{
    struct overview_line line = {{NULL}};
    for (int at = 0; at < overview_of(sheet)->language_count; at++) {
        line.text[at] = (char *)language_word(overview_plan_of(sheet)->languages[at], key);
    }
    return line;
}

void overview_title_set(struct sheet *sheet, double size)
{
    const struct overview *overview = overview_of(sheet);
    const struct overview_words title = {size, fmax(1, size * 0.65), true, TYPE_START};
    const struct overview_words valid = {1.15, 1, true, TYPE_START};
    const struct overview_words intro = {1.15, 1, false, TYPE_START};
    cairo_t *cairo = sheet_cairo(sheet);
    struct tags *tags = sheet_tags(sheet, cairo);
    double x = sheet->paper->left, width = sheet_span(sheet);
    tag_open_as(tags, &(struct tag_about){.role = TAG_H1, .title = overview->title.text[0]});
    tag_box(tags, x, sheet->y, width, size * sheet->text);
    sheet->y += overview_line_set(sheet, cairo, &overview->title, title, x, sheet->y, width);
    tag_close(tags);
    sheet->y += overview_em(sheet, 0.4);
    sheet->y += overview_line_set(sheet, cairo, &overview->intro, intro, x, sheet->y, width);
    sheet->y += overview_em(sheet, 0.4);
    sheet->y += overview_line_set(sheet, cairo, &overview->valid_line, valid, x, sheet->y, width);
    sheet->y += overview_em(sheet, 0.8);
}

/* ---- headings ---- */

static double icon_box(const struct sheet *sheet, cairo_t *cairo, const char *icon, double x,
                       double y)
{
    double size = overview_em(sheet, overview_plan_of(sheet)->heading * 1.45), inside = size * 0.66;
    if (cairo) {
        ink_close(sheet_tags(sheet, cairo));
        cairo_new_path(cairo);
        symbol_round_box(cairo, x, y, size, size, size * 0.22);
        colour_set(cairo, sheet_ink(sheet, THEME_INK));
        cairo_fill(cairo);
        icon_draw(sheet->pencil->icons, cairo, icon, x + (size - inside) / 2,
                  y + (size - inside) / 2, inside, sheet_ink(sheet, THEME_ON_INK));
    }
    return size;
}

static double continued_set(const struct sheet *sheet, cairo_t *cairo,
                            const struct overview_heading *heading, double x, double y,
                            double width)
{
    char *text = sheet_fill(sheet, "print.continued", heading->line->text[0], "");
    struct flow_run run = sheet_bold(sheet, text, THEME_MUTED);
    struct flow flow = {.pencil = sheet->pencil,
                        .cairo = cairo,
                        .x = x,
                        .y = y,
                        .width = width,
                        .leading = LEADING};
    ink_close(sheet_tags(sheet, cairo));
    double high = flow_set(&flow, &run, 1);
    free(text);
    return high + overview_em(sheet, 0.4);
}

double overview_heading_set(const struct sheet *sheet, cairo_t *cairo,
                            const struct overview_heading *heading, double x, double y,
                            double width)
{
    double share = overview_plan_of(sheet)->heading;
    const struct overview_words words = {share, fmax(1, share * 0.83), true, TYPE_START};
    struct tags *tags = sheet_tags(sheet, cairo);
    if (heading->continued) {
        return continued_set(sheet, cairo, heading, x, y, width);
    }
    double box = icon_box(sheet, NULL, heading->icon, x, y),
           text = x + box + overview_em(sheet, 0.7);
    double high = overview_line_set(sheet, NULL, heading->line, words, text, y, x + width - text);
    double all = fmax(high, box);
    if (cairo) {
        icon_box(sheet, cairo, heading->icon, x, y + (all - box) / 2);
        tag_open_as(tags, &(struct tag_about){.role = TAG_H2,
                                              .title = heading->line->text[0],
                                              .name = heading->name});
        tag_box(tags, x, y, width, all);
        overview_line_set(sheet, cairo, heading->line, words, text, y + (all - high) / 2,
                          x + width - text);
        tag_close(tags);
    }
    sheet_rule(sheet, x, y + all + overview_em(sheet, 0.35), cairo ? width : 0, 1.2, THEME_INK);
    return all + overview_em(sheet, 0.8);
}

/* ---- the map ---- */

bool overview_has_map(const struct sheet *sheet)
{
    const struct overview *overview = overview_of(sheet);
    return overview->place_count > 0 && !box_is_empty(overview->map_box);
}

void overview_map_set(const struct sheet *sheet, double x, double y, double width, double height)
{
    char count[16];
    snprintf(count, sizeof count, "%zu", overview_of(sheet)->place_count);
    char *alt = sheet_fill(sheet, "overview.paper.map_alt", overview_of(sheet)->wijk, count);
    map_figure_set(sheet, &(struct map_figure){.scene = &overview_plan_of(sheet)->scene,
                                               .box = overview_of(sheet)->map_box,
                                               .x = x,
                                               .y = y,
                                               .width = width,
                                               .height = height,
                                               .scale = overview_em(sheet, 1) / TEXT_SMALLEST,
                                               .thinner = overview_plan_of(sheet)->thinner,
                                               .alt = alt});
    free(alt);
}

/* ---- sources ---- */

void overview_sources_set(struct sheet *sheet)
{
    const struct overview *overview = overview_of(sheet);
    struct overview_line line = overview_word_line(sheet, "overview.paper.sources");
    struct overview_heading heading = {.line = &line, .icon = "info"};
    double x = sheet->paper->left, width = sheet_span(sheet);
    for (size_t at = 0; at < overview->source_count; at++) {
        struct flow_run run = sheet_run(sheet, overview->sources[at], THEME_INK);
        double high = sheet_flow(sheet, NULL, 0, 0, width, &run, 1);
        double above = at ? 0 : overview_heading_set(sheet, NULL, &heading, x, 0, width);
        double pad = at == 0 && sheet->y > sheet_top(sheet) ? overview_em(sheet, 1) : 0;
        sheet->y += sheet_need(sheet, pad + above + high) ? 0 : pad;
        if (at == 0) {
            sheet->y +=
                overview_heading_set(sheet, sheet_cairo(sheet), &heading, x, sheet->y, width);
        }
        sheet->y += sheet_flow(sheet, sheet_cairo(sheet), x, sheet->y, width, &run, 1) +
                    overview_em(sheet, 0.2);
    }
}
