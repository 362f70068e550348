/* SPDX-License-Identifier: EUPL-1.2 */
/* The poster: title and map over the whole width, below them the questions in columns, all on one
 * page as long as the smallest type allows. */
#include "print/overview_paper.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "print/figure.h"

static const double GUTTER = 24, WIDE_TEXT = 15.5, FAR_TEXT = 16; /* read from a step away */
static const double MAP_LEAST = 320, MAP_STEP = 8;
enum { COLUMNS_MOST = 3, MAP_STEPS = 48 };
static const double sizes[] = {24, 22, 20, 19, 18, 17, 16, 15, 14, 13, 12};
enum { SIZES = sizeof sizes / sizeof *sizes };

struct columns {               /* while they are filled */
    double tops[COLUMNS_MOST]; /* of those on this page */
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

static double top_of(const struct sheet *sheet)
{
    return columns_of(sheet)->tops[columns_of(sheet)->at];
}

static double turn(struct sheet *sheet)
{
    struct columns *columns = columns_of(sheet);
    if (++columns->at == overview_plan_of(sheet)->columns) {
        sheet_next(sheet);
        columns->at = 0;
        for (int at = 0; at < COLUMNS_MOST; at++) {
            columns->tops[at] = sheet->y;
        }
    }
    sheet->y = top_of(sheet);
    return left_of(sheet);
}

static bool need(struct sheet *sheet, double high)
{
    bool full = high > sheet_room(sheet) && sheet->y > top_of(sheet);
    if (full) {
        turn(sheet);
    }
    return full;
}

static void heading_set(struct sheet *sheet, const struct overview_heading *heading, double below)
{
    double width = width_of(sheet);
    double high = overview_heading_set(sheet, NULL, heading, 0, 0, width);
    double pad = sheet->y > top_of(sheet) ? overview_em(sheet, 0.7) : 0;
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
        heading_set(sheet, heading, fmin(high, sheet_whole(sheet) / 2));
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
    sheet->y += overview_em(sheet, 0.4);
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

/* As one paragraph: "Bronnen: …". */
static void sources_set(struct sheet *sheet)
{
    const struct overview *overview = overview_of(sheet);
    size_t count = 0, room = 2 * overview->source_count + 2;
    struct flow_run *runs = memory_take(sizeof *runs * room);
    struct overview_line word = overview_word_line(sheet, "overview.paper.sources");
    runs[count++] = sheet_bold(sheet, word.text[0], THEME_INK);
    for (size_t at = 0; at < overview->source_count; at++) {
        runs[count++] = sheet_run(sheet, at ? " · " : ": ", THEME_INK);
        runs[count++] = sheet_run(sheet, overview->sources[at], THEME_INK);
    }
    double width = width_of(sheet);
    struct flow flow = {.width = width, .leading = sheet->density->leading};
    double high = sheet_flow_set(sheet, flow, runs, (int)count);
    if (overview->source_count && !need(sheet, high + overview_em(sheet, 0.7))) {
        sheet->y += overview_em(sheet, 0.7);
    }
    if (overview->source_count) {
        flow.cairo = sheet_cairo(sheet);
        flow.x = left_of(sheet);
        flow.y = sheet->y;
        sheet->y += sheet_flow_set(sheet, flow, runs, (int)count);
    }
    free(runs);
}

/* Where the facts are that had no room. */
static void more_set(struct sheet *sheet)
{
    static const struct overview_words words = {1, 1, true, TYPE_START};
    struct overview_line line = overview_word_line(sheet, "overview.paper.more");
    double width = width_of(sheet);
    double high = overview_line_set(sheet, NULL, &line, words, 0, 0, width);
    if (overview_plan_of(sheet)->brief && overview_of(sheet)->place_count) {
        need(sheet, high + overview_em(sheet, 0.7));
        sheet->y += overview_em(sheet, 0.7);
        overview_line_set(sheet, sheet_cairo(sheet), &line, words, left_of(sheet), sheet->y, width);
        sheet->y += high;
    }
}

/* Above all columns but the first; the places lie as large in it as its width allows. */
static void map_set(struct sheet *sheet)
{
    static const struct overview_words words = {1, 1, false, TYPE_START};
    const struct overview *overview = overview_of(sheet);
    struct columns *columns = columns_of(sheet);
    double x = sheet->paper->left + width_of(sheet) + GUTTER, width = sheet->paper->right - x;
    double high =
        fmin(overview_plan_of(sheet)->map_high,
             fmax(MAP_LEAST, width * map_figure_ratio(&overview->scene, overview->map_box)));
    double y = sheet->y;
    overview_map_set(sheet, x, y, width, high);
    y += high + overview_em(sheet, 0.3);
    y += overview_line_set(sheet, sheet_cairo(sheet), &overview->map_title, words, x, y, width);
    for (int at = 1; at < COLUMNS_MOST; at++) {
        columns->tops[at] = y + overview_em(sheet, 0.8);
    }
}

void overview_poster_fill(struct sheet *sheet)
{
    const struct overview *overview = overview_of(sheet);
    struct columns columns = {.named = memory_take(overview->place_count + 1)};
    overview_plan_of(sheet)->columns_now = &columns;
    sheet_start(sheet);
    overview_title_set(sheet, 2.8);
    for (int at = 0; at < COLUMNS_MOST; at++) {
        columns.tops[at] = sheet->y;
    }
    if (overview_has_map(sheet)) {
        map_set(sheet);
    }
    for (size_t at = 0; at < overview->question_count; at++) {
        question_set(sheet, &overview->questions[at]);
    }
    more_set(sheet);
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

static const struct sheet_density close = {.leading = 1.2};

/* The first of the sizes from `low` to `high` that goes on one page with the smallest map, or -1.
 */
static int size_found(struct sheet *sheet, int low, int high)
{
    if (low > high || !one_page(sheet, sizes[high], MAP_LEAST)) {
        return -1;
    }
    while (low < high) {
        int middle = (low + high) / 2;
        if (one_page(sheet, sizes[middle], MAP_LEAST)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static double map_found(struct sheet *sheet, double text)
{
    int from = 0, to = MAP_STEPS;
    while (from < to) {
        int middle = (from + to + 1) / 2;
        if (one_page(sheet, text, MAP_LEAST + middle * MAP_STEP)) {
            from = middle;
        } else {
            to = middle - 1;
        }
    }
    return MAP_LEAST + from * MAP_STEP;
}

/* The largest type with the smallest map, then the largest map with that. From 16 pt down, rather
 * less is said. */
void overview_poster_plan(struct sheet *sheet, double least)
{
    struct overview_plan *plan = overview_plan_of(sheet);
    int last = SIZES - 1, far = 0;
    while (last > 0 && sizes[last] < least) {
        last--;
    }
    while (far < last && sizes[far + 1] >= FAR_TEXT) {
        far++;
    }
    int found = size_found(sheet, 0, far);
    if (found < 0) {
        plan->brief = true;
        sheet->density = &close;
        found = size_found(sheet, 0, last);
    }
    double text = sizes[found < 0 ? last : found];
    one_page(sheet, text, found < 0 ? MAP_LEAST : map_found(sheet, text));
}
