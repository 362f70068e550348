/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/tiles.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

enum { STEPS = 4, SIDE = 512, WANTED_MOST = 256 };
static const double MARGIN = 96; /* dp around the view that are drawn ahead */

struct held { /* a tile that is drawn */
    uint64_t key, stamp, seen;
    unsigned generation;
    int step;
    struct spot_box box;
    size_t bytes;
    cairo_surface_t *surface; /* owned */
};
struct wanted {
    uint64_t key;
    int step;
    struct spot_box box;
    double away; /* from the middle */
    bool visible;
};
struct request { /* owned by the lane's job until its done; linked in tiles->requests */
    struct map_tiles *tiles;
    struct request *next;
    struct wanted wanted;
    unsigned generation;
    struct map_scene scene;
    double density;
    struct work_job *job;
    bool dropped;
    /* of the worker */
    struct work_job *running;
    void (*each)(void *data, const struct feature *feature);
    void *each_data;
    cairo_surface_t *surface;
};
struct map_tiles {
    struct work_lane *lane;
    struct map_scene scene;
    double density;
    size_t ceiling, bytes;
    unsigned generation; /* of scene and density */
    uint64_t now, stamp;
    struct held *held; /* owned */
    size_t held_count, held_room;
    struct request *requests;
    int pending;
    const struct held **show; /* owned; of the call to see */
    size_t show_room;
};

/* ---- keys ---- */

static double step_zoom(int step)
{
    return (double)step / STEPS;
}

static struct wanted wanted_make(int step, int64_t x, int64_t y)
{
    double side = exp2(-step_zoom(step));
    return (struct wanted){
        .key = (uint64_t)step << 48 | (uint64_t)x << 24 | (uint64_t)y,
        .step = step,
        .box = {(double)x * side, (double)y * side, (double)(x + 1) * side, (double)(y + 1) * side},
    };
}

static bool boxes_overlap(struct spot_box a, struct spot_box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/* ---- life ---- */

struct map_tiles *map_tiles_new(struct work_lane *lane, const struct map_scene *scene,
                                double density, size_t ceiling_bytes)
{
    struct map_tiles *tiles = memory_take(sizeof *tiles);
    tiles->lane = lane;
    tiles->scene = *scene;
    tiles->density = density;
    tiles->ceiling = ceiling_bytes;
    return tiles;
}

static void requests_wait(struct map_tiles *tiles)
{
    for (struct request *request = tiles->requests; request; request = request->next) {
        request->dropped = true;
        work_cancel(request->job);
    }
    while (tiles->pending)
        work_finish(tiles->lane);
}

void map_tiles_free(struct map_tiles *tiles)
{
    if (!tiles)
        return;
    requests_wait(tiles);
    for (size_t at = 0; at < tiles->held_count; at++)
        cairo_surface_destroy(tiles->held[at].surface);
    free(tiles->held);
    free(tiles->show);
    free(tiles);
}

void map_tiles_change(struct map_tiles *tiles, const struct map_scene *scene, double density)
{
    requests_wait(tiles);
    tiles->scene = *scene;
    tiles->density = density;
    tiles->generation++;
}

size_t map_tiles_bytes(const struct map_tiles *tiles)
{
    return tiles->bytes;
}

int map_tiles_pending(const struct map_tiles *tiles)
{
    return tiles->pending;
}

/* ---- drawing, on a worker ---- */

static void request_each(void *data, const struct feature *feature)
{
    struct request *request = data;
    if (!work_cancelled(request->running))
        request->each(request->each_data, feature);
}

static bool request_features(void *data, struct spot_box box, int zoom,
                             void (*each)(void *each_data, const struct feature *feature),
                             void *each_data)
{
    struct request *request = data;
    request->each = each;
    request->each_data = each_data;
    const struct map_source *source = request->scene.source;
    return !work_cancelled(request->running) &&
           source->features(source->data, box, zoom, request_each, request);
}

static void request_run(struct work_job *job, void *data)
{
    struct request *request = data;
    struct map_source source = {request, request_features};
    struct map_scene scene = request->scene;
    int side = (int)round(SIDE * request->density);
    scene.source = &source;
    request->running = job;
    request->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side);
    if (cairo_surface_status(request->surface) != CAIRO_STATUS_SUCCESS)
        return;
    cairo_t *cairo = cairo_create(request->surface);
    cairo_scale(cairo, (double)side / SIDE, (double)side / SIDE);
    map_paint_ground(&scene, cairo, request->wanted.box, SIDE, SIDE,
                     step_zoom(request->wanted.step), true);
    cairo_destroy(cairo);
    cairo_surface_flush(request->surface);
}

/* ---- and back on the main thread ---- */

static struct held *held_find(const struct map_tiles *tiles, uint64_t key)
{
    for (size_t at = 0; at < tiles->held_count; at++) {
        if (tiles->held[at].key == key)
            return &tiles->held[at];
    }
    return NULL;
}

static void held_drop(struct map_tiles *tiles, struct held *held)
{
    tiles->bytes -= held->bytes;
    cairo_surface_destroy(held->surface);
    *held = tiles->held[--tiles->held_count];
}

static void keep_ceiling(struct map_tiles *tiles)
{
    while (tiles->bytes > tiles->ceiling) {
        struct held *oldest = NULL;
        for (size_t at = 0; at < tiles->held_count; at++) {
            struct held *held = &tiles->held[at];
            if (held->seen < tiles->now && (!oldest || held->seen < oldest->seen))
                oldest = held;
        }
        if (!oldest)
            return;
        held_drop(tiles, oldest);
    }
}

static void held_put(struct map_tiles *tiles, const struct request *request)
{
    struct held *held = held_find(tiles, request->wanted.key);
    if (!held) {
        ARRAY_GROW(tiles->held, tiles->held_count, tiles->held_room);
        held = &tiles->held[tiles->held_count++];
        *held = (struct held){.key = request->wanted.key,
                              .step = request->wanted.step,
                              .box = request->wanted.box,
                              .seen = tiles->now};
    } else {
        tiles->bytes -= held->bytes;
        cairo_surface_destroy(held->surface);
    }
    held->surface = cairo_surface_reference(request->surface);
    held->bytes = (size_t)cairo_image_surface_get_stride(held->surface) *
                  (size_t)cairo_image_surface_get_height(held->surface);
    held->generation = request->generation;
    held->stamp = ++tiles->stamp;
    tiles->bytes += held->bytes;
    keep_ceiling(tiles);
}

static void request_done(void *data, bool cancelled)
{
    struct request *request = data;
    struct map_tiles *tiles = request->tiles;
    bool drawn = request->surface && cairo_surface_status(request->surface) == CAIRO_STATUS_SUCCESS;
    for (struct request **at = &tiles->requests; *at; at = &(*at)->next) {
        if (*at == request) {
            *at = request->next;
            break;
        }
    }
    tiles->pending--;
    if (drawn && !cancelled && !request->dropped)
        held_put(tiles, request);
    cairo_surface_destroy(request->surface);
    free(request);
}

static void request_add(struct map_tiles *tiles, const struct wanted *wanted)
{
    struct request *request = memory_take(sizeof *request);
    *request = (struct request){.tiles = tiles,
                                .next = tiles->requests,
                                .wanted = *wanted,
                                .generation = tiles->generation,
                                .scene = tiles->scene,
                                .density = tiles->density};
    tiles->requests = request;
    tiles->pending++;
    request->job = work_add(tiles->lane, (struct work_task){request_run, request_done, request});
}

static bool request_pending(const struct map_tiles *tiles, uint64_t key)
{
    for (const struct request *request = tiles->requests; request; request = request->next) {
        if (request->wanted.key == key && !request->dropped)
            return true;
    }
    return false;
}

/* ---- what a view needs ---- */

static int nearest_first(const void *a, const void *b)
{
    const struct wanted *left = a, *right = b;
    if (left->visible != right->visible)
        return left->visible ? -1 : 1;
    return left->away < right->away ? -1 : left->away > right->away;
}

/* The tiles of the view and its margin, nearest to the middle first. */
static size_t wanted_list(const struct map_view *view, struct wanted *list)
{
    int step = (int)round(map_view_step(view->zoom) * STEPS);
    double across = exp2(step_zoom(step)), margin = MARGIN / (512 * exp2(view->zoom));
    struct spot_box seen = map_view_box(view);
    int64_t most = (int64_t)ceil(across) - 1;
    int64_t left = (int64_t)floor((seen.left - margin) * across),
            top = (int64_t)floor((seen.top - margin) * across);
    int64_t right = (int64_t)floor((seen.right + margin) * across);
    int64_t bottom = (int64_t)floor((seen.bottom + margin) * across);
    size_t count = 0;
    for (int64_t y = top < 0 ? 0 : top; y <= bottom && y <= most; y++) {
        for (int64_t x = left < 0 ? 0 : left; x <= right && x <= most && count < WANTED_MOST; x++) {
            struct wanted *wanted = &list[count++];
            *wanted = wanted_make(step, x, y);
            wanted->visible = boxes_overlap(wanted->box, seen);
            wanted->away = hypot((wanted->box.left + wanted->box.right) / 2 - view->middle.x,
                                 (wanted->box.top + wanted->box.bottom) / 2 - view->middle.y);
        }
    }
    qsort(list, count, sizeof *list, nearest_first);
    return count;
}

static bool wanted_in(const struct wanted *list, size_t count, uint64_t key)
{
    for (size_t at = 0; at < count; at++) {
        if (list[at].key == key)
            return true;
    }
    return false;
}

/* Lets go what is no longer wanted and asks for what is missing: the newest is drawn first, so the
 * middle is asked for last. Returns whether all that is visible is ready. */
static bool ask(struct map_tiles *tiles, const struct wanted *list, size_t count)
{
    bool ready = true;
    for (struct request *request = tiles->requests; request; request = request->next) {
        if (!request->dropped && !wanted_in(list, count, request->wanted.key)) {
            request->dropped = true;
            work_cancel(request->job);
        }
    }
    for (size_t at = count; at-- > 0;) {
        struct held *held = held_find(tiles, list[at].key);
        if (held)
            held->seen = tiles->now;
        if (held && held->generation == tiles->generation)
            continue;
        ready = ready && !list[at].visible;
        if (!request_pending(tiles, list[at].key))
            request_add(tiles, &list[at]);
    }
    return ready;
}

static void show_add(struct map_tiles *tiles, size_t *count, struct held *held)
{
    ARRAY_GROW(tiles->show, *count, tiles->show_room);
    tiles->show[(*count)++] = held;
    held->seen = tiles->now;
}

/* Farthest from the wanted zoom lies undermost. */
static void show_sort(struct map_tiles *tiles, size_t count, int step)
{
    for (size_t at = 1; at < count; at++) {
        const struct held *held = tiles->show[at];
        size_t to = at;
        for (; to > 0 && abs(tiles->show[to - 1]->step - step) < abs(held->step - step); to--)
            tiles->show[to] = tiles->show[to - 1];
        tiles->show[to] = held;
    }
}

static bool covers_gap(const struct map_tiles *tiles, const struct wanted *list, size_t count,
                       const struct held *held)
{
    for (size_t at = 0; at < count; at++) {
        if (list[at].visible && boxes_overlap(list[at].box, held->box) &&
            !held_find(tiles, list[at].key))
            return true;
    }
    return false;
}

static void show(struct map_tiles *tiles, const struct map_view *view, const struct wanted *list,
                 size_t count, void (*each)(void *data, const struct map_tile_seen *seen),
                 void *data)
{
    struct spot_box box = map_view_box(view);
    double scale = 512 * exp2(view->zoom);
    size_t shown = 0;
    for (size_t at = 0; at < tiles->held_count; at++) {
        struct held *held = &tiles->held[at];
        if (!wanted_in(list, count, held->key) && boxes_overlap(held->box, box) &&
            covers_gap(tiles, list, count, held))
            show_add(tiles, &shown, held);
    }
    show_sort(tiles, shown, count ? list[0].step : 0);
    for (size_t at = count; at-- > 0;) {
        struct held *held = held_find(tiles, list[at].key);
        if (held && boxes_overlap(held->box, box))
            show_add(tiles, &shown, held);
    }
    for (size_t at = 0; at < shown; at++) {
        const struct held *held = tiles->show[at];
        struct map_tile_seen seen = {held->surface,
                                     held->key,
                                     held->stamp,
                                     (held->box.left - box.left) * scale,
                                     (held->box.top - box.top) * scale,
                                     (held->box.right - held->box.left) * scale};
        each(data, &seen);
    }
}

bool map_tiles_see(struct map_tiles *tiles, const struct map_view *view,
                   void (*each)(void *data, const struct map_tile_seen *seen), void *data)
{
    struct wanted list[WANTED_MOST];
    struct map_view end = *view;
    if (view->motion == MAP_FLIGHT) {
        end.middle = view->to;
        end.zoom = view->zoom_to;
    }
    tiles->now++;
    size_t count = wanted_list(&end, list);
    bool ready = ask(tiles, list, count);
    show(tiles, view, list, count, each, data);
    keep_ceiling(tiles);
    return ready;
}
