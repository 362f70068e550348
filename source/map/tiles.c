/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/tiles.h"

#include <math.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/resource.h>
#endif

#include "base/arena.h"
#include "map/tiles_inner.h"

enum { QUEUE = 4 }; /* asked of the workers at a time: what comes later may be more urgent */

struct request { /* owned by the lane's job until its done; linked in tiles->requests */
    struct map_tiles *tiles;
    struct request *next;
    struct tile_wanted wanted;
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
    struct tile_held *held; /* owned */
    size_t held_count, held_room;
    struct request *requests;
    int pending;
    struct tile_course course;
    struct tile_wanted wanted[TILE_WANTED_MOST]; /* of the last look, most urgent first */
    size_t wanted_count;
    bool news;               /* something that is seen was drawn, or all that was asked is */
    struct tile_held **show; /* owned; of the call to see */
    size_t show_room;
};

static void feed(struct map_tiles *tiles);

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

void map_tiles_room(struct map_tiles *tiles, size_t ceiling_bytes)
{
    tiles->ceiling = ceiling_bytes;
}

static void requests_wait(struct map_tiles *tiles)
{
    tiles->wanted_count = 0;
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

bool map_tiles_news(struct map_tiles *tiles)
{
    bool news = tiles->news;
    tiles->news = false;
    return news;
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

/* The hand goes first: drawing takes what the main thread leaves. On Linux this is the thread's
 * own. */
static void step_back(void)
{
#ifdef __linux__
    enum { NICE = 5 };
    static _Thread_local bool done;
    if (!done)
        done = setpriority(PRIO_PROCESS, 0, NICE) == 0;
#endif
}

static void request_run(struct work_job *job, void *data)
{
    struct request *request = data;
    struct map_source source = {request, request_features};
    struct map_scene scene = request->scene;
    int side = (int)round(TILE_SIDE * request->density);
    scene.source = &source;
    step_back();
    request->running = job;
    request->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side);
    if (cairo_surface_status(request->surface) != CAIRO_STATUS_SUCCESS)
        return;
    cairo_t *cairo = cairo_create(request->surface);
    cairo_scale(cairo, (double)side / TILE_SIDE, (double)side / TILE_SIDE);
    map_paint_ground(&scene, cairo, request->wanted.box, TILE_SIDE, TILE_SIDE,
                     tile_step_zoom(request->wanted.step), true);
    cairo_destroy(cairo);
    cairo_surface_flush(request->surface);
}

/* ---- and back on the main thread ---- */

static struct tile_held *held_find(const struct map_tiles *tiles, uint64_t key)
{
    for (size_t at = 0; at < tiles->held_count; at++) {
        if (tiles->held[at].key == key)
            return &tiles->held[at];
    }
    return NULL;
}

static void held_drop(struct map_tiles *tiles, struct tile_held *held)
{
    tiles->bytes -= held->bytes;
    cairo_surface_destroy(held->surface);
    *held = tiles->held[--tiles->held_count];
}

static void keep_ceiling(struct map_tiles *tiles)
{
    while (tiles->bytes > tiles->ceiling) {
        struct tile_held *oldest = NULL;
        for (size_t at = 0; at < tiles->held_count; at++) {
            struct tile_held *held = &tiles->held[at];
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
    struct tile_held *held = held_find(tiles, request->wanted.key);
    if (!held) {
        ARRAY_GROW(tiles->held, tiles->held_count, tiles->held_room);
        held = &tiles->held[tiles->held_count++];
        *held = (struct tile_held){.key = request->wanted.key,
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
    tiles->news = tiles->news || request->wanted.use == TILE_VISIBLE;
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
    feed(tiles);
    tiles->news = tiles->news || !tiles->pending;
    cairo_surface_destroy(request->surface);
    free(request);
}

static void request_add(struct map_tiles *tiles, const struct tile_wanted *wanted)
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

static bool tile_ready(const struct map_tiles *tiles, uint64_t key)
{
    const struct tile_held *held = held_find(tiles, key);
    return held && held->generation == tiles->generation;
}

static bool wanted_in(const struct map_tiles *tiles, uint64_t key)
{
    for (size_t at = 0; at < tiles->wanted_count; at++) {
        if (tiles->wanted[at].key == key)
            return true;
    }
    return false;
}

static int requests_alive(const struct map_tiles *tiles)
{
    int alive = 0;
    for (const struct request *request = tiles->requests; request; request = request->next)
        alive += !request->dropped;
    return alive;
}

/* Asks for the most urgent of what is missing: the newest is drawn first, so the most urgent is
 * asked for last. What is not seen yet waits until a worker has nothing better. */
static void feed(struct map_tiles *tiles)
{
    const struct tile_wanted *next[QUEUE];
    int count = 0, room = QUEUE - requests_alive(tiles);
    for (size_t at = 0; at < tiles->wanted_count && count < room; at++) {
        const struct tile_wanted *wanted = &tiles->wanted[at];
        if (wanted->use != TILE_VISIBLE && count + QUEUE - room >= QUEUE / 2)
            break;
        if (!tile_ready(tiles, wanted->key) && !request_pending(tiles, wanted->key))
            next[count++] = wanted;
    }
    while (count > 0)
        request_add(tiles, next[--count]);
}

/* Lets go what is no longer wanted. */
static void requests_drop(struct map_tiles *tiles)
{
    for (struct request *request = tiles->requests; request; request = request->next) {
        if (!request->dropped && !wanted_in(tiles, request->wanted.key)) {
            request->dropped = true;
            work_cancel(request->job);
        }
    }
}

bool map_tiles_whole(const struct map_tiles *tiles)
{
    bool whole = tiles->wanted_count > 0;
    for (size_t at = 0; at < tiles->wanted_count && whole; at++)
        whole = tiles->wanted[at].use != TILE_VISIBLE || tile_ready(tiles, tiles->wanted[at].key);
    return whole;
}

static void show(struct map_tiles *tiles, const struct map_view *view,
                 void (*each)(void *data, const struct map_tile_seen *seen), void *data)
{
    struct spot_box box = map_view_box(view);
    double scale = 512 * exp2(view->zoom);
    if (tiles->show_room < tiles->held_count) {
        tiles->show_room = tiles->held_room;
        tiles->show = memory_grow(tiles->show, tiles->show_room * sizeof *tiles->show);
    }
    size_t shown =
        tile_shown_list(view, tiles->held, tiles->held_count, tiles->generation, tiles->show);
    for (size_t at = 0; at < shown; at++) {
        struct tile_held *held = tiles->show[at];
        struct map_tile_seen seen = {held->surface,
                                     held->key,
                                     held->stamp,
                                     (held->box.left - box.left) * scale,
                                     (held->box.top - box.top) * scale,
                                     (held->box.right - held->box.left) * scale};
        held->seen = tiles->now;
        each(data, &seen);
    }
}

static size_t tiles_most(const struct map_tiles *tiles)
{
    double side = TILE_SIDE * tiles->density;
    return (size_t)((double)tiles->ceiling / (side * side * 4));
}

bool map_tiles_see(struct map_tiles *tiles, const struct map_view *view,
                   void (*each)(void *data, const struct map_tile_seen *seen), void *data)
{
    struct map_view end = *view;
    if (view->motion == MAP_FLIGHT) {
        end.middle = view->to;
        end.zoom = view->zoom_to;
    }
    tiles->now++;
    tiles->news = false;
    tile_course_take(&tiles->course, &end);
    tiles->wanted_count = tile_wanted_list(&end, &tiles->course, tiles_most(tiles), tiles->wanted);
    for (size_t at = 0; at < tiles->wanted_count; at++) {
        struct tile_held *held = held_find(tiles, tiles->wanted[at].key);
        if (held)
            held->seen = tiles->now;
    }
    requests_drop(tiles);
    feed(tiles);
    show(tiles, view, each, data);
    keep_ceiling(tiles);
    return map_tiles_whole(tiles);
}
