/* SPDX-License-Identifier: EUPL-1.2 */
/* The map: the same painting as on the screen, as vectors, with a number for every place. */
#include "print/figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "print/marks.h"

static const double NUMBER_TEXT = MARK_TEXT; /* numbers and the scale's words, points */
/* Points of one dp of the map style: its smallest name, 10.5 dp, is 9.66 pt on paper. */
static const double DP = 0.92;
static const double ZOOM_MOST = 17.2; /* no house numbers */
static const double BAR_MOST = 110, BESIDE_METRES = 1500;

struct chart {
    const struct sheet *sheet;
    const struct map_figure *figure;
    struct spot_box box;
    struct paper_mark *marks; /* owned */
    size_t count;
    double bar; /* length of the scale bar */
    char *bar_word;
    double bar_word_width;
};

/* The box of the wijk with the places that lie just outside it. */
static struct spot_box wanted_box(const struct map_scene *scene, struct box wijk)
{
    struct box reach = box_grow(wijk, BESIDE_METRES), box = wijk;
    for (size_t i = 0; i < scene->mark_count; i++) {
        if (box_has(reach, scene->marks[i].point)) {
            box = box_add(box, scene->marks[i].point);
        }
    }
    return spot_box_of(box);
}

double map_figure_ratio(const struct map_scene *scene, struct box box)
{
    struct spot_box wanted = wanted_box(scene, box);
    return (wanted.bottom - wanted.top) / fmax(wanted.right - wanted.left, 1e-12);
}

static struct spot_box fitted_box(const struct map_figure *figure)
{
    double width = figure->width, height = figure->height;
    struct spot_box box = wanted_box(figure->scene, figure->box);
    double least = width / DP / 512 / pow(2, ZOOM_MOST);
    double wide = fmax(box.right - box.left, least), high = fmax(box.bottom - box.top, least);
    wide = fmax(wide, high * width / height);
    high = wide * height / width;
    struct spot middle = {(box.left + box.right) / 2, (box.top + box.bottom) / 2};
    return (struct spot_box){middle.x - wide / 2, middle.y - high / 2, middle.x + wide / 2,
                             middle.y + high / 2};
}

static void number_text(const struct map_scene *scene, size_t mark, char out[16])
{
    snprintf(out, 16, "%d", scene->marks[mark].number);
}

static void marks_make(struct chart *chart)
{
    const struct map_scene *scene = chart->figure->scene;
    struct type_style style = {.size = NUMBER_TEXT, .weight = TYPE_BOLD, .tabular = true};
    chart->marks = memory_take(sizeof *chart->marks * (scene->mark_count + 1));
    for (size_t i = 0; i < scene->mark_count; i++) {
        char text[16];
        if (!point_valid(scene->marks[i].point)) {
            continue;
        }
        struct spot spot = spot_of_point(scene->marks[i].point);
        number_text(scene, i, text);
        double wide = type_width(chart->sheet->pencil->type, style, text) + 7;
        chart->marks[chart->count++] = (struct paper_mark){
            .home_x = (spot.x - chart->box.left) / (chart->box.right - chart->box.left) *
                      chart->figure->width,
            .home_y = (spot.y - chart->box.top) / (chart->box.bottom - chart->box.top) *
                      chart->figure->height,
            .width = fmax(wide, MARK_HIGH),
            .mark = i,
        };
    }
    marks_spread(chart->marks, chart->count, chart->figure->width, chart->figure->height);
}

static void bar_make(struct chart *chart)
{
    const struct sheet *sheet = chart->sheet;
    double metres, latitude = box_middle(chart->figure->box).lat;
    double across = (chart->box.right - chart->box.left) * spot_metres(latitude);
    struct buffer word;
    chart->bar = map_scale_bar(across / chart->figure->width, BAR_MOST, &metres);
    buffer_init(&word, 256);
    language_say_metres(sheet->language, metres, &word);
    chart->bar_word = memory_text(buffer_text(&word));
    chart->bar_word_width =
        type_width(sheet->pencil->type, (struct type_style){.size = NUMBER_TEXT}, chart->bar_word);
    buffer_clear(&word);
}

static struct map_clear bar_clear(const struct chart *chart)
{
    return (struct map_clear){6, chart->figure->height - 24,
                              chart->bar + chart->bar_word_width + 20, 18};
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
    return fmin(zoom + more[chart->figure->thinner], ZOOM_MOST);
}

static void ground_draw(const struct chart *chart, cairo_t *cairo)
{
    const struct sheet *sheet = chart->sheet;
    struct map_scene scene = *chart->figure->scene;
    double width = chart->figure->width / DP, height = chart->figure->height / DP;
    double zoom = detail_zoom(chart, width);
    struct thin thin = {
        .source = scene.source, .border = scene.border, .thinner = chart->figure->thinner};
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
    const struct map_scene *scene = chart->figure->scene;
    for (size_t i = 0; i < chart->count; i++) {
        mark_tether(chart->sheet, cairo, &chart->marks[i]);
    }
    for (size_t i = 0; i < chart->count; i++) {
        const struct paper_mark *at = &chart->marks[i];
        const struct map_mark *mark = &scene->marks[at->mark];
        char text[16];
        number_text(scene, at->mark, text);
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
    type_line(sheet->pencil->type, cairo, (struct type_style){.size = NUMBER_TEXT},
              sheet_ink(sheet, THEME_INK), x + chart->bar + 6, at.y + 12.5, TYPE_START,
              chart->bar_word);
}

static void chart_draw(const struct chart *chart, cairo_t *cairo)
{
    cairo_save(cairo);
    cairo_rectangle(cairo, 0, 0, chart->figure->width, chart->figure->height);
    cairo_clip(cairo);
    ground_draw(chart, cairo);
    bar_draw(chart, cairo);
    marks_draw(chart, cairo);
    cairo_restore(cairo);
    cairo_rectangle(cairo, 0, 0, chart->figure->width, chart->figure->height);
    cairo_set_line_width(cairo, 0.8);
    colour_set(cairo, sheet_ink(chart->sheet, THEME_EDGE));
    cairo_stroke(cairo);
}

void map_figure_set(const struct sheet *sheet, const struct map_figure *figure)
{
    cairo_t *cairo = sheet_cairo(sheet);
    double scale = figure->scale > 0 ? figure->scale : 1;
    struct map_figure scaled = *figure;
    struct chart chart = {.sheet = sheet, .figure = &scaled};
    struct tags *tags = sheet_tags(sheet, cairo);
    if (!cairo) {
        return;
    }
    scaled.width /= scale;
    scaled.height /= scale;
    chart.box = fitted_box(&scaled);
    marks_make(&chart);
    bar_make(&chart);
    tag_open_as(tags, &(struct tag_about){.role = TAG_FIGURE, .alt = figure->alt});
    tag_box(tags, figure->x, figure->y, figure->width, figure->height);
    ink_open(tags);
    cairo_save(cairo);
    cairo_translate(cairo, figure->x, figure->y);
    cairo_scale(cairo, scale, scale);
    chart_draw(&chart, cairo);
    cairo_restore(cairo);
    tag_close(tags);
    free(chart.marks);
    free(chart.bar_word);
}
