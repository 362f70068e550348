/* SPDX-License-Identifier: EUPL-1.2 */
/* The poster: title and map over the whole width, below them the questions in columns, all on one
 * page as long as the smallest type allows. */
#include "print/overview_paper.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double GUTTER = 24, WIDE_TEXT = 18;
static const double MAP_LEAST = 330, MAP_MOST = 640, MAP_STEP = 10;
static const double sizes[] = {24, 22, 20, 19, 18, 17, 16, 15, 14, 13, 12};
enum { SIZES = sizeof sizes / sizeof *sizes };

struct columns { /* while they are filled */
    double top;  /* of those on this page */
    int at;
    bool *named; /* places that stand with their address already; owned */
};

static struct columns *columns_of(const struct sheet *sheet)
{
    return overview_plan_of(sheet)->columns_now;
}

static double width_of(const struct sheet *sheet)
{
    int columns = overview_plan_of(sheet)->columns;
    return (sheet_span(sheet) - (columns - 1) * GUTTER) / columns;
}

static double left_of(const struct sheet *sheet)
{
    return sheet->paper->left + columns_of(sheet)->at * (width_of(sheet) + GUTTER);
}

static double turn(struct sheet *sheet)
{
    struct columns *columns = columns_of(sheet);
    if (++columns->at == overview_plan_of(sheet)->columns) {
        sheet_next(sheet);
        columns->at = 0;
        columns->top = sheet->y;
    }
    sheet->y = columns->top;
    return left_of(sheet);
}

static bool need(struct sheet *sheet, double high)
{
    bool full = high > sheet_room(sheet) && sheet->y > columns_of(sheet)->top;
    if (full) {
        turn(sheet);
    }
    return full;
}

static void heading_set(struct sheet *sheet, const struct overview_heading *heading, double below)
{
    double width = width_of(sheet);
    double high = overview_heading_set(sheet, NULL, heading, 0, 0, width);
    double pad = sheet->y > columns_of(sheet)->top ? overview_em(sheet, 0.7) : 0;
    if (!need(sheet, pad + high + below)) {
        sheet->y += pad;
    }
    sheet->y +=
        overview_heading_set(sheet, sheet_cairo(sheet), heading, left_of(sheet), sheet->y, width);
}

static void line_set(struct sheet *sheet, const struct overview_heading *heading,
                     const struct overview_line *line)
{
    static const struct overview_words words = {1, 1, false, TYPE_START};
    double width = width_of(sheet);
    double high = overview_line_set(sheet, NULL, line, words, 0, 0, width);
    heading_set(sheet, heading, high);
    overview_line_set(sheet, sheet_cairo(sheet), line, words, left_of(sheet), sheet->y, width);
    sheet->y += high;
}

static void entry_set(struct sheet *sheet, const struct overview_entry *entry,
                      const struct overview_heading *heading, bool first)
{
    struct overview_heading on = *heading;
    double width = width_of(sheet), high = overview_entry_height(sheet, entry, width);
    on.continued = true;
    if (first) {
        heading_set(sheet, heading, fmin(high, overview_em(sheet, 20)));
    } else if (need(sheet, high)) {
        sheet->y +=
            overview_heading_set(sheet, sheet_cairo(sheet), &on, left_of(sheet), sheet->y, width);
    }
    if (high > sheet_room(sheet)) {
        overview_entry_pour(sheet, entry, left_of(sheet), width, turn);
    } else {
        overview_entry_set(sheet, entry, left_of(sheet), sheet->y, width);
        sheet->y += high;
    }
    sheet->y += overview_em(sheet, 0.5);
}

static void question_set(struct sheet *sheet, const struct overview_question *question)
{
    struct overview_heading heading = {.line = &question->heading, .icon = question->icon};
    bool *named = columns_of(sheet)->named;
    if (question->answer_count == 0) {
        line_set(sheet, &heading, &question->none);
    }
    for (size_t at = 0; at < question->answer_count;) {
        struct overview_entry entry;
        int place = question->answers[at].place;
        size_t end = overview_group_end(question, at);
        overview_entry_make(sheet, question, &question->answers[at], end - at, named[place],
                            &entry);
        entry_set(sheet, &entry, &heading, at == 0);
        overview_entry_clear(&entry);
        named[place] = true;
        at = end;
    }
}

static void sources_set(struct sheet *sheet)
{
    const struct overview *overview = overview_of(sheet);
    struct overview_line line = overview_word_line(sheet, "overview.paper.sources");
    struct overview_heading heading = {.line = &line, .icon = "info"};
    double width = width_of(sheet);
    for (size_t at = 0; at < overview->source_count; at++) {
        struct flow_run run = sheet_run(sheet, overview->sources[at], THEME_INK);
        double high = sheet_flow(sheet, NULL, 0, 0, width, &run, 1);
        if (at == 0) {
            heading_set(sheet, &heading, high);
        } else {
            need(sheet, high);
        }
        sheet_flow(sheet, sheet_cairo(sheet), left_of(sheet), sheet->y, width, &run, 1);
        sheet->y += high + overview_em(sheet, 0.2);
    }
}

static void map_set(struct sheet *sheet)
{
    static const struct overview_words words = {1.1, 1, false, TYPE_START};
    double x = sheet->paper->left, width = sheet_span(sheet);
    double high = overview_plan_of(sheet)->map_high;
    overview_map_set(sheet, x, sheet->y, width, high);
    sheet->y += high + overview_em(sheet, 0.3);
    sheet->y += overview_line_set(sheet, sheet_cairo(sheet), &overview_of(sheet)->map_title, words,
                                  x, sheet->y, width);
    sheet->y += overview_em(sheet, 0.8);
}

void overview_poster_fill(struct sheet *sheet)
{
    const struct overview *overview = overview_of(sheet);
    struct columns columns = {.named = memory_take(overview->place_count + 1)};
    overview_plan_of(sheet)->columns_now = &columns;
    sheet_start(sheet);
    overview_title_set(sheet, 2.8);
    if (overview_has_map(sheet)) {
        map_set(sheet);
    }
    columns.top = sheet->y;
    for (size_t at = 0; at < overview->question_count; at++) {
        question_set(sheet, &overview->questions[at]);
    }
    sources_set(sheet);
    sheet_end(sheet);
    overview_plan_of(sheet)->columns_now = NULL;
    free(columns.named);
}

/* ---- sizes ---- */

static bool one_page(struct sheet *sheet, double text, double map)
{
    struct overview_plan *plan = overview_plan_of(sheet);
    sheet->text = text;
    plan->map_high = map;
    plan->columns = text >= WIDE_TEXT ? 2 : 3;
    return paper_count(sheet, overview_poster_fill) == 1;
}

/* The largest type with the smallest map, then the largest map with that. */
void overview_poster_plan(struct sheet *sheet, double least)
{
    int low = 0, high = SIZES - 1;
    while (high > 0 && sizes[high] < least) {
        high--;
    }
    while (low < high) {
        int middle = (low + high) / 2;
        if (one_page(sheet, sizes[middle], MAP_LEAST)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    int from = 0, to = (int)((MAP_MOST - MAP_LEAST) / MAP_STEP);
    while (from < to) {
        int middle = (from + to + 1) / 2;
        if (one_page(sheet, sizes[low], MAP_LEAST + middle * MAP_STEP)) {
            from = middle;
        } else {
            to = middle - 1;
        }
    }
    one_page(sheet, sizes[low], MAP_LEAST + from * MAP_STEP);
}
