/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "map/tiles_inner.h"

static const double MARGIN = 96;         /* dp around the view that are drawn ahead */
static const double AHEAD_MOST = 512;    /* dp, where it is going */
static const double AHEAD_LOOKS = 24;    /* at 60 looks a second: 0.4 s */
static const double SMOOTHING = 0.3;     /* weight of the newest move */
static const double HELD_STEPS = 3;      /* tiles of so near a zoom do while fingers hold it */
static const double COARSE_MARGIN = 0.5; /* of the view, on each side */
static const double STEP_LEAST = 10;     /* zoom, as map_view keeps */
enum { COARSE_STEPS = 3 * TILE_STEPS, WORLD = 512 };

double tile_step_zoom(int step)
{
    return (double)step / TILE_STEPS;
}

static int step_of(double zoom)
{
    return (int)round(map_view_step(zoom) * TILE_STEPS);
}

/* ---- where it goes ---- */

void tile_course_take(struct tile_course *course, const struct map_view *view)
{
    double scale = WORLD * exp2(view->zoom);
    double x = (view->middle.x - course->middle.x) * scale;
    double y = (view->middle.y - course->middle.y) * scale;
    bool leapt =
        hypot(x, y) > fmax(view->width, view->height) || fabs(view->zoom - course->zoom) > 1e-6;
    course->x = leapt ? 0 : course->x + (x - course->x) * SMOOTHING;
    course->y = leapt ? 0 : course->y + (y - course->y) * SMOOTHING;
    if (!view->held || fabs(view->zoom * TILE_STEPS - course->step) > HELD_STEPS)
        course->step = step_of(view->zoom);
    course->middle = view->middle;
    course->zoom = view->zoom;
}

/* ---- what is wanted ---- */

static struct tile_wanted wanted_make(int step, int64_t x, int64_t y, enum tile_use use)
{
    double side = exp2(-tile_step_zoom(step));
    return (struct tile_wanted){
        .key = (uint64_t)step << 48 | (uint64_t)x << 24 | (uint64_t)y,
        .step = step,
        .use = use,
        .box = {(double)x * side, (double)y * side, (double)(x + 1) * side, (double)(y + 1) * side},
    };
}

static bool boxes_overlap(struct spot_box a, struct spot_box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

struct span { /* the tiles of a step that meet a box */
    int64_t left, top, right, bottom;
};

static struct span span_of(int step, struct spot_box box)
{
    double across = exp2(tile_step_zoom(step)), most = ceil(across) - 1;
    return (struct span){(int64_t)fmax(floor(box.left * across), 0),
                         (int64_t)fmax(floor(box.top * across), 0),
                         (int64_t)fmin(ceil(box.right * across) - 1, most),
                         (int64_t)fmin(ceil(box.bottom * across) - 1, most)};
}

/* Adds the tiles of `step` that meet `box`; away from `from`. */
static size_t wanted_add(struct tile_wanted *list, size_t count, int step, struct spot_box box,
                         struct spot from, enum tile_use use)
{
    struct span span = span_of(step, box);
    for (int64_t y = span.top; y <= span.bottom; y++) {
        for (int64_t x = span.left; x <= span.right && count < TILE_WANTED_MOST; x++) {
            struct tile_wanted wanted = wanted_make(step, x, y, use);
            bool there = false;
            for (size_t at = 0; at < count && !there; at++)
                there = list[at].key == wanted.key;
            wanted.away = hypot((wanted.box.left + wanted.box.right) / 2 - from.x,
                                (wanted.box.top + wanted.box.bottom) / 2 - from.y);
            if (!there)
                list[count++] = wanted;
        }
    }
    return count;
}

static int most_urgent_first(const void *a, const void *b)
{
    const struct tile_wanted *left = a, *right = b;
    if (left->use != right->use)
        return left->use < right->use ? -1 : 1;
    return left->away < right->away ? -1 : left->away > right->away;
}

static struct spot_box box_grown(struct spot_box box, double x, double y)
{
    return (struct spot_box){box.left - x, box.top - y, box.right + x, box.bottom + y};
}

static double within(double value, double most)
{
    return value < -most ? -most : value > most ? most : value;
}

size_t tile_wanted_list(const struct map_view *view, const struct tile_course *course, size_t most,
                        struct tile_wanted list[TILE_WANTED_MOST])
{
    double dp = 1 / (WORLD * exp2(view->zoom));
    double x = within(course->x * AHEAD_LOOKS, AHEAD_MOST) * dp;
    double y = within(course->y * AHEAD_LOOKS, AHEAD_MOST) * dp;
    struct spot_box seen = map_view_box(view), ahead = box_grown(seen, MARGIN * dp, MARGIN * dp);
    struct spot to = {view->middle.x + x, view->middle.y + y};
    ahead = (struct spot_box){ahead.left + fmin(x, 0), ahead.top + fmin(y, 0),
                              ahead.right + fmax(x, 0), ahead.bottom + fmax(y, 0)};
    int step = course->step, least = (int)(STEP_LEAST * TILE_STEPS);
    int coarse = (step - COARSE_STEPS) / TILE_STEPS * TILE_STEPS; /* whole levels: fewer to draw */
    coarse = coarse > least ? coarse : least;
    size_t count = wanted_add(list, 0, step, seen, view->middle, TILE_VISIBLE);
    if (step - coarse >= TILE_STEPS) {
        struct spot_box wide =
            box_grown(seen, view->width * dp * COARSE_MARGIN, view->height * dp * COARSE_MARGIN);
        count = wanted_add(list, count, coarse, wide, view->middle, TILE_COARSE);
    }
    size_t needed = count;
    if (!view->held)
        count = wanted_add(list, count, step, ahead, to, TILE_AHEAD);
    qsort(list, count, sizeof *list, most_urgent_first);
    return count > most ? (most > needed ? most : needed) : count;
}

/* ---- what is shown ---- */

static struct tile_held *held_of(struct tile_held *held, size_t count, uint64_t key)
{
    for (size_t at = 0; at < count; at++) {
        if (held[at].key == key)
            return &held[at];
    }
    return NULL;
}

static struct spot_box box_common(struct spot_box a, struct spot_box b)
{
    return (struct spot_box){fmax(a.left, b.left), fmax(a.top, b.top), fmin(a.right, b.right),
                             fmin(a.bottom, b.bottom)};
}

struct rank { /* better ones lie above */
    bool stale;
    double far; /* steps between the tile's zoom and the view's */
};

static struct rank rank_of(const struct tile_held *held, double zoom, unsigned generation)
{
    return (struct rank){held->generation != generation, fabs(held->step - zoom * TILE_STEPS)};
}

static bool rank_better(struct rank a, struct rank b)
{
    return a.stale != b.stale ? b.stale : a.far < b.far;
}

/* Do the held tiles of `step` that rank above cover all of `box`? */
static bool step_covers(struct tile_held *held, size_t count, int step, struct spot_box box,
                        struct rank below, double zoom, unsigned generation)
{
    struct span span = span_of(step, box);
    for (int64_t y = span.top; y <= span.bottom; y++) {
        for (int64_t x = span.left; x <= span.right; x++) {
            const struct tile_held *above =
                held_of(held, count, wanted_make(step, x, y, TILE_VISIBLE).key);
            if (!above || !rank_better(rank_of(above, zoom, generation), below))
                return false;
        }
    }
    return true;
}

static bool hidden(struct tile_held *held, size_t count, const struct tile_held *tile,
                   struct spot_box seen, double zoom, unsigned generation)
{
    struct spot_box box = box_common(tile->box, seen);
    struct rank rank = rank_of(tile, zoom, generation);
    for (size_t at = 0; at < count; at++) {
        bool first = true; /* every step is asked once */
        for (size_t before = 0; before < at && first; before++)
            first = held[before].step != held[at].step;
        if (first && step_covers(held, count, held[at].step, box, rank, zoom, generation))
            return true;
    }
    return false;
}

size_t tile_shown_list(const struct map_view *view, struct tile_held *held, size_t count,
                       unsigned generation, struct tile_held **out)
{
    struct spot_box seen = map_view_box(view);
    size_t shown = 0;
    for (size_t at = 0; at < count; at++) {
        if (!boxes_overlap(held[at].box, seen) ||
            hidden(held, count, &held[at], seen, view->zoom, generation))
            continue;
        struct rank rank = rank_of(&held[at], view->zoom, generation);
        size_t to = shown++;
        for (; to > 0 && rank_better(rank_of(out[to - 1], view->zoom, generation), rank); to--)
            out[to] = out[to - 1];
        out[to] = &held[at];
    }
    return shown;
}
