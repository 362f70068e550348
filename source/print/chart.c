/* SPDX-License-Identifier: EUPL-1.2 */
/* The map: the same painting as on the screen, as vectors, with a number for every place. */
#include "print/card.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "print/marks.h"

/* Points of one dp of the map style: its smallest name, 10.5 dp, is 9.66 pt on paper. */
static const double DP = 0.92;
static const double ZOOM_MOST = 17.2; /* no house numbers */
static const double MAP_LEAST = 230, BAR_MOST = 110, BESIDE_METRES = 1500;

struct chart {
    const struct sheet *sheet;
    double width, height;
    struct spot_box box;
    struct paper_mark *marks; /* owned */
    size_t count;
    double bar; /* length of the scale bar */
    char *bar_word;
    double bar_word_width;
};

/* The box of the wijk with the places that lie just outside it. */
static struct spot_box wanted_box(const struct scorecard *card)
{
    struct box reach = box_grow(card->map_box, BESIDE_METRES), box = card->map_box;
    for (size_t i = 0; i < card->scene.mark_count; i++) {
        if (box_has(reach, card->scene.marks[i].point)) {
            box = box_add(box, card->scene.marks[i].point);
        }
    }
    return spot_box_of(box);
}

static struct spot_box fitted_box(const struct scorecard *card, double width, double height)
{
    struct spot_box box = wanted_box(card);
    double least = width / DP / 512 / pow(2, ZOOM_MOST);
    double wide = fmax(box.right - box.left, least), high = fmax(box.bottom - box.top, least);
    wide = fmax(wide, high * width / height);
    high = wide * height / width;
    struct spot middle = {(box.left + box.right) / 2, (box.top + box.bottom) / 2};
    return (struct spot_box){middle.x - wide / 2, middle.y - high / 2, middle.x + wide / 2,
                             middle.y + high / 2};
}

static void number_text(const struct scorecard *card, size_t mark, char out[16])
{
    snprintf(out, 16, "%d", card->scene.marks[mark].number);
}

static void marks_make(struct chart *chart)
{
    const struct scorecard *card = card_of(chart->sheet);
    struct type_style style = {.size = PAPER_TEXT, .weight = TYPE_BOLD, .tabular = true};
    chart->marks = memory_take(sizeof *chart->marks * (card->scene.mark_count + 1));
    for (size_t i = 0; i < card->scene.mark_count; i++) {
        char text[16];
        if (!point_valid(card->scene.marks[i].point)) {
            continue;
        }
        struct spot spot = spot_of_point(card->scene.marks[i].point);
        number_text(card, i, text);
        double wide = type_width(chart->sheet->pencil->type, style, text) + 7;
        chart->marks[chart->count++] = (struct paper_mark){
            .home_x =
                (spot.x - chart->box.left) / (chart->box.right - chart->box.left) * chart->width,
            .home_y =
                (spot.y - chart->box.top) / (chart->box.bottom - chart->box.top) * chart->height,
            .width = fmax(wide, MARK_HIGH),
            .mark = i,
        };
    }
    marks_spread(chart->marks, chart->count, chart->width, chart->height);
}

static void bar_make(struct chart *chart)
{
    const struct sheet *sheet = chart->sheet;
    double metres, latitude = box_middle(card_of(sheet)->map_box).lat;
    double across = (chart->box.right - chart->box.left) * spot_metres(latitude);
    struct buffer word;
    chart->bar = map_scale_bar(across / chart->width, BAR_MOST, &metres);
    buffer_init(&word, 256);
    language_say_metres(sheet->language, metres, &word);
    chart->bar_word = memory_text(buffer_text(&word));
    chart->bar_word_width =
        type_width(sheet->pencil->type, (struct type_style){.size = PAPER_TEXT}, chart->bar_word);
    buffer_clear(&word);
}

static struct map_clear bar_clear(const struct chart *chart)
{
    return (struct map_clear){6, chart->height - 24, chart->bar + chart->bar_word_width + 20, 18};
}

/* What names must stay clear of, in dp. */
static struct map_clear *clears_make(const struct chart *chart)
{
    struct map_clear *clears = memory_take(sizeof *clears * (chart->count + 1));
    for (size_t i = 0; i < chart->count; i++) {
        const struct paper_mark *mark = &chart->marks[i];
        clears[i] = (struct map_clear){(mark->x - mark->width / 2 - 1) / DP,
                                       (mark->y - MARK_HIGH / 2 - 1) / DP, (mark->width + 2) / DP,
                                       (MARK_HIGH + 2) / DP};
    }
    struct map_clear bar = bar_clear(chart);
    clears[chart->count] =
        (struct map_clear){bar.x / DP, bar.y / DP, bar.width / DP, bar.height / DP};
    return clears;
}

/* ---- what of the base map is worth its bytes: small things only within the wijk ---- */

struct thin {
    const struct map_source *source;
    const struct shape *border;
    int thinner;
    void (*each)(void *data, const struct feature *feature);
    void *data;
    struct spot *spots;  /* what is kept of the feature at hand, owned */
    uint32_t *path_ends; /* owned */
    size_t spot_room, path_count, path_room;
};

static bool is_small(enum feature_kind kind, int thinner)
{
    enum feature_kind last = thinner ? FEATURE_MINOR : FEATURE_SERVICE;
    return kind == FEATURE_BUILDING || kind == FEATURE_HOUSE_NUMBER ||
           (kind >= FEATURE_STEPS && kind <= last);
}

static bool path_within(const struct shape *border, const struct spot *spots, size_t count)
{
    const size_t at[] = {0, count / 2, count - 1};
    for (int i = 0; count > 0 && i < 3; i++) {
        if (shape_has(border, point_of_spot(spots[at[i]]))) {
            return true;
        }
    }
    return false;
}

/* Streets of a whole tile may be one feature, so its paths are looked at one by one. */
static void paths_keep(struct thin *thin, const struct feature *feature)
{
    uint32_t first = 0, spots = 0;
    thin->path_count = 0;
    for (size_t path = 0; path < feature->path_count; path++) {
        uint32_t end = feature->path_ends[path], count = end - first;
        if (path_within(thin->border, feature->spots + first, count)) {
            while (spots + count > thin->spot_room) {
                thin->spot_room = thin->spot_room * 2 + 256;
                thin->spots = memory_grow(thin->spots, thin->spot_room * sizeof *thin->spots);
            }
            memcpy(thin->spots + spots, feature->spots + first, count * sizeof *thin->spots);
            spots += count;
            ARRAY_GROW(thin->path_ends, thin->path_count, thin->path_room);
            thin->path_ends[thin->path_count++] = spots;
        }
        first = end;
    }
}

static void give_thinned(void *data, const struct feature *feature)
{
    struct thin *thin = data;
    if (feature->kind == FEATURE_BUILDING && thin->thinner > 1) {
        return;
    }
    if (!thin->border || !is_small(feature->kind, thin->thinner)) {
        thin->each(thin->data, feature);
        return;
    }
    paths_keep(thin, feature);
    if (thin->path_count) {
        struct feature kept = *feature;
        kept.spots = thin->spots;
        kept.path_ends = thin->path_ends;
        kept.path_count = thin->path_count;
        thin->each(thin->data, &kept);
    }
}

static bool thinned_features(void *data, struct spot_box box, int zoom,
                             void (*each)(void *each_data, const struct feature *feature),
                             void *each_data)
{
    struct thin thin = *(const struct thin *)data;
    thin.each = each;
    thin.data = each_data;
    bool ok = thin.source->features(thin.source->data, box, zoom, give_thinned, &thin);
    free(thin.spots);
    free(thin.path_ends);
    return ok;
}

/* The zoom decides what is shown. Paper is finer than glass, so it takes a little more. */
static double detail_zoom(const struct chart *chart, double width)
{
    static const double more[] = {0.6, 0.3, 0};
    double zoom = log2(width / 512 / (chart->box.right - chart->box.left));
    return fmin(zoom + more[plan_of(chart->sheet)->thinner], ZOOM_MOST);
}

static void ground_draw(const struct chart *chart, cairo_t *cairo)
{
    const struct sheet *sheet = chart->sheet;
    struct map_scene scene = card_of(sheet)->scene;
    double width = chart->width / DP, height = chart->height / DP;
    double zoom = detail_zoom(chart, width);
    struct thin thin = {
        .source = scene.source, .border = scene.border, .thinner = plan_of(sheet)->thinner};
    struct map_source source = {&thin, thinned_features};
    if (!scene.source || !scene.style) {
        return;
    }
    scene.source = &source;
    scene.marks = NULL;
    scene.mark_count = 0;
    struct map_clear *clears = clears_make(chart);
    cairo_save(cairo);
    cairo_scale(cairo, DP, DP);
    map_paint_ground(&scene, cairo, chart->box, width, height, zoom, false);
    map_paint_labels(&scene, sheet->pencil, cairo, chart->box, width, height, zoom, clears,
                     chart->count + 1);
    cairo_restore(cairo);
    free(clears);
}

static void marks_draw(const struct chart *chart, cairo_t *cairo)
{
    const struct scorecard *card = card_of(chart->sheet);
    for (size_t i = 0; i < chart->count; i++) {
        mark_tether(chart->sheet, cairo, &chart->marks[i]);
    }
    for (size_t i = 0; i < chart->count; i++) {
        const struct paper_mark *at = &chart->marks[i];
        const struct map_mark *mark = &card->scene.marks[at->mark];
        char text[16];
        number_text(card, at->mark, text);
        mark_draw(chart->sheet, cairo, mark->pin, mark->colour, text, at->x, at->y, at->width);
    }
}

static void bar_draw(const struct chart *chart, cairo_t *cairo)
{
    const struct sheet *sheet = chart->sheet;
    struct map_clear at = bar_clear(chart);
    double x = at.x + 6, y = at.y + at.height / 2 + 3;
    if (!(chart->bar > 0)) {
        return;
    }
    struct colour paper = sheet_ink(sheet, THEME_CARD);
    paper.alpha = 0.88;
    cairo_new_path(cairo);
    symbol_round_box(cairo, at.x, at.y, at.width, at.height, 3);
    colour_set(cairo, paper);
    cairo_fill(cairo);
    colour_set(cairo, sheet_ink(sheet, THEME_INK));
    cairo_set_line_width(cairo, 1.2);
    cairo_move_to(cairo, x, y - 6);
    cairo_line_to(cairo, x, y);
    cairo_line_to(cairo, x + chart->bar, y);
    cairo_line_to(cairo, x + chart->bar, y - 6);
    cairo_stroke(cairo);
    type_line(sheet->pencil->type, cairo, (struct type_style){.size = PAPER_TEXT},
              sheet_ink(sheet, THEME_INK), x + chart->bar + 6, at.y + 12.5, TYPE_START,
              chart->bar_word);
}

static void chart_draw(const struct chart *chart, cairo_t *cairo, double x, double y)
{
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_save(cairo);
    cairo_rectangle(cairo, 0, 0, chart->width, chart->height);
    cairo_clip(cairo);
    ground_draw(chart, cairo);
    marks_draw(chart, cairo);
    bar_draw(chart, cairo);
    cairo_restore(cairo);
    cairo_rectangle(cairo, 0, 0, chart->width, chart->height);
    cairo_set_line_width(cairo, 0.8);
    colour_set(cairo, sheet_ink(chart->sheet, THEME_EDGE));
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static bool has_pin(const struct scorecard *card, enum symbol_pin pin)
{
    for (size_t i = 0; i < card->scene.mark_count; i++) {
        if (card->scene.marks[i].pin == pin) {
            return true;
        }
    }
    return false;
}

/* How the numbers look, for the states that are there; returns its height. */
static double key_set(const struct sheet *sheet, cairo_t *cairo, double y)
{
    static const struct {
        enum symbol_pin pin;
        const char *key;
    } rows[] = {{SYMBOL_PIN_CONFIRMED, "print.mark.confirmed"},
                {SYMBOL_PIN_STALE, "print.mark.stale"},
                {SYMBOL_PIN_PROVISIONAL, "print.mark.provisional"}};
    double x = PAPER_LEFT, line = MARK_HIGH + 3, top = y;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct flow_run word = sheet_run(sheet, sheet_word(sheet, rows[i].key), THEME_INK);
        double wide = type_width(sheet->pencil->type, word.style, word.text) + 38;
        if (!has_pin(card_of(sheet), rows[i].pin)) {
            continue;
        }
        if (x + wide > PAPER_RIGHT && x > PAPER_LEFT) {
            x = PAPER_LEFT;
            y += line;
        }
        if (cairo) {
            ink_close(sheet_tags(sheet, cairo));
            mark_draw(sheet, cairo, rows[i].pin, THEME_INK, "1", x + MARK_HIGH / 2,
                      y + MARK_HIGH / 2, MARK_HIGH);
        }
        sheet_flow(sheet, cairo, x + 22, y + 2, PAPER_RIGHT - x - 22, &word, 1);
        x += wide;
    }
    return x > PAPER_LEFT || y > top ? y + line - top : 0;
}

static double chart_height(const struct sheet *sheet)
{
    struct spot_box box = wanted_box(card_of(sheet));
    double ratio = (box.bottom - box.top) / fmax(box.right - box.left, 1e-12);
    return fmax(MAP_LEAST, fmin(plan_of(sheet)->map_most, PAPER_SPAN * ratio));
}

void chart_set(struct sheet *sheet)
{
    bool nothing = !card_of(sheet)->scene.source && card_of(sheet)->scene.mark_count == 0;
    if (nothing || box_is_empty(card_of(sheet)->map_box)) {
        return;
    }
    double below = key_set(sheet, NULL, 0) + 5;
    struct chart chart = {
        .sheet = sheet,
        .width = PAPER_SPAN,
        .height = chart_height(sheet),
    };
    sheet_heading(sheet, sheet_word(sheet, "print.map"), false, chart.height + below);
    if (sheet_cairo(sheet)) {
        chart.box = fitted_box(card_of(sheet), chart.width, chart.height);
        marks_make(&chart);
        bar_make(&chart);
        struct tags *tags = sheet_tags(sheet, sheet_cairo(sheet));
        char count[16];
        snprintf(count, sizeof count, "%d", card_of(sheet)->place_count);
        char *alt = sheet_fill(sheet, "print.map.alt", card_of(sheet)->wijk, count);
        tag_open_as(tags, &(struct tag_about){.role = TAG_FIGURE, .alt = alt});
        tag_box(tags, PAPER_LEFT, sheet->y, chart.width, chart.height);
        ink_open(tags);
        chart_draw(&chart, sheet_cairo(sheet), PAPER_LEFT, sheet->y);
        tag_close(tags);
        free(alt);
        free(chart.marks);
        free(chart.bar_word);
    }
    sheet->y += chart.height + 5;
    sheet->y += key_set(sheet, sheet_cairo(sheet), sheet->y);
}
