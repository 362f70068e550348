/* SPDX-License-Identifier: EUPL-1.2 */
/* The list and the booklet: question after question, its answers in rows, no answer on two pages
 * unless it is longer than one. The booklet has what is asked on its cover, room for notes where
 * pages are left, and the map on its back. */
#include "print/overview_paper.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double GUTTER = 22, MAP_LEAST = 250, NOTE_LINE = 28;

struct cell_row { /* entries side by side */
    struct overview_entry *entries;
    size_t count;
    double high, width; /* of one */
};

static double column_width(const struct sheet *sheet)
{
    int columns = overview_plan_of(sheet)->columns;
    return (sheet_span(sheet) - (columns - 1) * GUTTER) / columns;
}

static double row_height(const struct sheet *sheet, const struct cell_row *row)
{
    double high = 0;
    for (size_t at = 0; at < row->count; at++) {
        high = fmax(high, overview_entry_height(sheet, &row->entries[at], row->width));
    }
    return high;
}

static double turn(struct sheet *sheet)
{
    sheet_next(sheet);
    return sheet->paper->left;
}

static void row_pour(struct sheet *sheet, const struct cell_row *row)
{
    for (size_t at = 0; at < row->count; at++) {
        overview_entry_pour(sheet, &row->entries[at], sheet->paper->left, sheet_span(sheet), turn);
        sheet->y += sheet->density->pad;
    }
}

static void row_set(struct sheet *sheet, const struct cell_row *row,
                    const struct overview_heading *heading)
{
    struct overview_heading on = *heading;
    on.continued = true;
    double x = sheet->paper->left, width = sheet_span(sheet);
    double above = overview_heading_set(sheet, NULL, &on, x, 0, width);
    if (sheet->page > 0 && sheet_need(sheet, fmin(row->high, sheet_whole(sheet) - above))) {
        sheet->y += overview_heading_set(sheet, sheet_cairo(sheet), &on, x, sheet->y, width);
    }
    if (row->high > sheet_room(sheet)) {
        row_pour(sheet, row);
        return;
    }
    for (size_t at = 0; at < row->count; at++) {
        overview_entry_set(sheet, &row->entries[at], x + (double)at * (row->width + GUTTER),
                           sheet->y, row->width);
    }
    sheet->y += row->high + sheet->density->pad;
}

/* Returns the page it came on. */
static int heading_set(struct sheet *sheet, const struct overview_heading *heading, double below)
{
    double x = sheet->paper->left, width = sheet_span(sheet);
    double high = overview_heading_set(sheet, NULL, heading, x, 0, width);
    double pad = sheet->y > sheet_top(sheet) ? overview_em(sheet, 1) : 0;
    if (!sheet_need(sheet, pad + high + fmin(below, sheet_whole(sheet) - high))) {
        sheet->y += pad;
    }
    sheet->y += overview_heading_set(sheet, sheet_cairo(sheet), heading, x, sheet->y, width);
    return sheet->page;
}

static int none_set(struct sheet *sheet, const struct overview_question *question,
                    const struct overview_heading *heading)
{
    static const struct overview_words words = {1, 1, false, TYPE_START};
    double x = sheet->paper->left, width = sheet_span(sheet);
    double high = overview_line_set(sheet, NULL, &question->none, words, x, 0, width);
    int page = heading_set(sheet, heading, high);
    overview_line_set(sheet, sheet_cairo(sheet), &question->none, words, x, sheet->y, width);
    sheet->y += high;
    return page;
}

static int answers_set(struct sheet *sheet, const struct overview_question *question,
                       const struct overview_heading *heading)
{
    size_t columns = (size_t)overview_plan_of(sheet)->columns;
    struct overview_entry *entries = memory_take(sizeof *entries * columns);
    int page = sheet->page;
    for (size_t at = 0; at < question->answer_count;) {
        struct cell_row row = {.entries = entries, .width = column_width(sheet)};
        bool first = at == 0;
        while (row.count < columns && at < question->answer_count) {
            size_t end = overview_group_end(question, at);
            overview_entry_make(sheet, question, &question->answers[at], end - at, false,
                                &entries[row.count++]);
            at = end;
        }
        row.high = row_height(sheet, &row);
        if (first) {
            page = heading_set(sheet, heading, row.high);
        }
        row_set(sheet, &row, heading);
        while (row.count) {
            overview_entry_clear(&entries[--row.count]);
        }
    }
    free(entries);
    return page;
}

static void questions_set(struct sheet *sheet)
{
    const struct overview *overview = overview_of(sheet);
    for (size_t at = 0; at < overview->question_count; at++) {
        const struct overview_question *question = &overview->questions[at];
        char name[64];
        snprintf(name, sizeof name, "vraag-%s", question->word);
        struct overview_heading heading = {
            .line = &question->heading, .icon = question->icon, .name = name};
        int page = question->answer_count ? answers_set(sheet, question, &heading)
                                          : none_set(sheet, question, &heading);
        if (at < OVERVIEW_QUESTIONS) {
            overview_plan_of(sheet)->pages[at] = page;
        }
    }
}

/* ---- the map ---- */

/* As large as the page still allows, with its caption; on the next page when too little is left. */
static void map_set(struct sheet *sheet)
{
    static const struct overview_words words = {1, 1, false, TYPE_START};
    struct overview_line line = overview_word_line(sheet, "overview.html.map");
    struct overview_heading heading = {.line = &line, .icon = "map", .name = "kaart"};
    const struct overview_line *caption = &overview_of(sheet)->map_title;
    double x = sheet->paper->left, width = sheet_span(sheet);
    double below = overview_line_set(sheet, NULL, caption, words, x, 0, width) + 4;
    heading_set(sheet, &heading, MAP_LEAST + below);
    sheet->y +=
        overview_line_set(sheet, sheet_cairo(sheet), caption, words, x, sheet->y, width) + 4;
    double high = sheet_room(sheet);
    overview_map_set(sheet, x, sheet->y, width, high);
    sheet->y += high;
}

/* ---- the booklet ---- */

/* What is asked, and on which page, as the walk before found it. */
static double contents_row(struct sheet *sheet, const struct overview_question *question, int page)
{
    static const struct overview_words words = {1.1, 1, true, TYPE_START};
    double size = overview_em(sheet, 1.5), indent = overview_em(sheet, 2.2),
           number = overview_em(sheet, 2);
    double x = sheet->paper->left, width = sheet_span(sheet) - indent - number;
    double high = overview_line_set(sheet, NULL, &question->heading, words, 0, 0, width);
    sheet_need(sheet, high);
    cairo_t *cairo = sheet_cairo(sheet);
    struct tags *tags = sheet_tags(sheet, cairo);
    char text[16], to[64];
    snprintf(text, sizeof text, "%d", page + 1);
    snprintf(to, sizeof to, "vraag-%s", question->word);
    if (cairo) {
        struct flow_run run = sheet_bold(sheet, text, THEME_INK);
        struct flow flow = {.cairo = cairo,
                            .x = x + indent + width,
                            .y = sheet->y,
                            .width = number,
                            .leading = sheet->density->leading,
                            .side = TYPE_END};
        ink_close(tags);
        icon_draw(sheet->pencil->icons, cairo, question->icon, x, sheet->y, size,
                  sheet_ink(sheet, THEME_INK));
        tag_open_as(tags, &(struct tag_about){.role = TAG_L, .name = "vragen", .again = true});
        tag_open(tags, TAG_LI);
        tag_open(tags, TAG_LBODY);
        tag_open_as(tags, &(struct tag_about){
                              .role = TAG_LINK, .to = to, .alt = question->heading.text[0]});
        tag_box(tags, x, sheet->y, sheet_span(sheet), high);
        overview_line_set(sheet, cairo, &question->heading, words, x + indent, sheet->y, width);
        sheet_flow_set(sheet, flow, &run, 1);
        for (int at = 0; at < 4; at++) {
            tag_close(tags);
        }
    }
    return high + overview_em(sheet, 0.55);
}

static void contents_set(struct sheet *sheet)
{
    const struct overview *overview = overview_of(sheet);
    sheet->y += overview_em(sheet, 1);
    sheet_rule(sheet, sheet->paper->left, sheet->y, sheet_span(sheet), 1.2, THEME_INK);
    sheet->y += overview_em(sheet, 1);
    if (!overview->place_count) {
        return;
    }
    for (size_t at = 0; at < overview->question_count && at < OVERVIEW_QUESTIONS; at++) {
        double high =
            contents_row(sheet, &overview->questions[at], overview_plan_of(sheet)->pages[at]);
        sheet->y += high;
    }
}

static void notes_set(struct sheet *sheet, bool first)
{
    struct overview_line line = overview_word_line(sheet, "overview.paper.notes");
    struct overview_heading heading = {.line = &line, .icon = "pencil", .continued = !first};
    double x = sheet->paper->left, width = sheet_span(sheet);
    sheet->y += overview_heading_set(sheet, sheet_cairo(sheet), &heading, x, sheet->y, width);
    for (double y = sheet->y + NOTE_LINE; y < sheet->paper->bottom; y += NOTE_LINE) {
        sheet_rule(sheet, x, y, width, 0.6, THEME_EDGE);
    }
}

static void back_set(struct sheet *sheet)
{
    bool map = overview_has_map(sheet);
    int used = sheet->page + 1 + map, pages = (used + 3) / 4 * 4;
    for (int at = 0; at < pages - used; at++) {
        sheet_next(sheet);
        notes_set(sheet, at == 0);
    }
    if (map) {
        sheet_next(sheet);
        map_set(sheet);
    }
}

void overview_list_fill(struct sheet *sheet)
{
    sheet_start(sheet);
    overview_title_set(sheet, sheet->folded ? 2.2 : 2.4);
    if (sheet->folded) {
        contents_set(sheet);
        sheet_next(sheet);
    } else if (overview_has_map(sheet)) {
        map_set(sheet);
        sheet_next(sheet);
    }
    questions_set(sheet);
    overview_sources_set(sheet);
    if (sheet->folded) {
        back_set(sheet);
    }
    sheet_end(sheet);
}
