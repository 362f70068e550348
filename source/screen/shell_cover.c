/* SPDX-License-Identifier: EUPL-1.2 */
/* What lies over the ground of the map: drawn by a worker, so that the map goes on meanwhile. */
#include "screen/shell_map_inner.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

enum { MARGIN_MOST = 256, LANE_THREADS = 1 };
static const double MARGIN_SHARE = 0.25; /* of the view, on each side */

struct cover_drawing { /* of one look */
    const struct map_cover *cover;
    struct map_cover *own; /* owned: it was replaced while it was drawn */
    struct theme theme;
    struct spot_box box;
    double width, height, density;
    cairo_surface_t *surface; /* owned */
    struct cover_layer *layer;
};
struct cover_layer {
    struct map_cover *cover;               /* owned; NULL = nothing is to be seen */
    struct work_lane *lane;                /* owned */
    struct work_job *job;                  /* under way, or NULL */
    struct cover_drawing *drawing, *shown; /* owned by the job; owned */
    uint64_t stamp;
    bool wanted, changed;
};

static void drawing_free(struct cover_drawing *drawing)
{
    if (drawing) {
        map_cover_free(drawing->own);
        cairo_surface_destroy(drawing->surface);
        free(drawing);
    }
}

/* ---- drawing ---- */

static void drawing_run(struct work_job *job, void *request)
{
    struct cover_drawing *drawing = request;
    double density = drawing->density;
    if (work_cancelled(job)) {
        return;
    }
    drawing->surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)ceil(drawing->width * density),
                                   (int)ceil(drawing->height * density));
    cairo_t *cairo = cairo_create(drawing->surface);
    cairo_scale(cairo, density, density);
    map_paint_cover(drawing->cover, &drawing->theme, cairo, drawing->box, drawing->width,
                    drawing->height);
    cairo_destroy(cairo);
    cairo_surface_flush(drawing->surface);
}

static void drawing_done(void *request, bool cancelled)
{
    struct cover_drawing *drawing = request;
    struct cover_layer *layer = drawing->layer;
    layer->job = NULL;
    layer->drawing = NULL;
    if (cancelled || !drawing->surface || !layer->cover) {
        drawing_free(drawing);
        return;
    }
    map_cover_free(drawing->own);
    drawing->own = NULL;
    drawing_free(layer->shown);
    layer->shown = drawing;
    layer->stamp++;
    layer->changed = true;
}

static void drawing_begin(struct shell *shell)
{
    struct cover_layer *layer = shell->map->cover;
    struct map_view grown = shell->view;
    double margin = fmin(fmax(grown.width, grown.height) * MARGIN_SHARE, MARGIN_MOST);
    grown.width += 2 * margin;
    grown.height += 2 * margin;
    struct cover_drawing *drawing = memory_take(sizeof *drawing);
    *drawing = (struct cover_drawing){.cover = layer->cover,
                                      .theme = shell->theme,
                                      .box = map_view_box(&grown),
                                      .width = grown.width,
                                      .height = grown.height,
                                      .density = shell->density,
                                      .layer = layer};
    layer->wanted = false;
    layer->drawing = drawing;
    layer->job = work_add(layer->lane, (struct work_task){drawing_run, drawing_done, drawing});
}

/* ---- what is needed ---- */

/* Is what is shown, or is being drawn, right for the view? On the way somewhere it is enough that
 * it fills it. */
static bool drawing_fits(const struct shell *shell, const struct cover_drawing *drawing)
{
    struct spot_box seen = map_view_box(&shell->view);
    if (!drawing || drawing->density != shell->density) {
        return false;
    }
    const struct spot_box *box = &drawing->box;
    bool fills = box->left <= seen.left && box->right >= seen.right && box->top <= seen.top &&
                 box->bottom >= seen.bottom;
    double scale = shell->view.width / (seen.right - seen.left);
    bool sharp = fabs((box->right - box->left) * scale - drawing->width) < 0.01;
    return fills && (sharp || shell->view.motion != MAP_STILL || shell->view.held);
}

static bool cover_missing(const struct shell *shell)
{
    const struct cover_layer *layer = shell->map->cover;
    if (!layer || !layer->cover || !foot_seen(shell)) {
        return false;
    }
    return layer->wanted || !drawing_fits(shell, layer->job ? layer->drawing : layer->shown);
}

static void cover_begin(struct shell *shell)
{
    struct cover_layer *layer = shell->map->cover;
    if (!shell->map->fresh && cover_missing(shell)) {
        layer->wanted = true;
        if (!layer->job) {
            drawing_begin(shell);
        }
    }
}

void map_cover_show(struct shell *shell, struct map_cover *cover)
{
    struct cover_layer *layer = shell->map ? shell->map->cover : NULL;
    if (!shell->map || (!cover && !layer)) {
        map_cover_free(cover);
        return;
    }
    if (!layer) {
        layer = shell->map->cover = memory_take(sizeof *layer);
        *layer =
            (struct cover_layer){.lane = work_lane_start(LANE_THREADS, WORK_NEWEST_FIRST,
                                                         shell->ways.wake, shell->ways.wake_data)};
    }
    if (layer->job && layer->drawing->cover == layer->cover && !layer->drawing->own) {
        layer->drawing->own = layer->cover;
    } else {
        map_cover_free(layer->cover);
    }
    layer->cover = cover;
    layer->wanted = cover != NULL;
    layer->changed = true;
    if (!cover) {
        drawing_free(layer->shown);
        layer->shown = NULL;
    }
}

/* ---- life ---- */

void cover_close(struct shell *shell)
{
    struct cover_layer *layer = shell->map->cover;
    if (layer) {
        work_lane_stop(layer->lane, false);
        drawing_free(layer->shown);
        map_cover_free(layer->cover);
        free(layer);
    }
    shell->map->cover = NULL;
}

void cover_restyle(struct shell *shell)
{
    if (shell->map->cover) {
        shell->map->cover->wanted = shell->map->cover->cover != NULL;
    }
}

void cover_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                   void *data)
{
    struct cover_layer *layer = shell->map->cover;
    cover_begin(shell);
    if (layer && layer->shown && foot_seen(shell)) {
        const struct cover_drawing *shown = layer->shown;
        struct shell_item item = {
            .surface = shown->surface, .key = COVER_KEY, .stamp = layer->stamp};
        map_compose_box(shell, item, shown->box, shown->width, shown->height, each, data);
    }
}

bool cover_settle(struct shell *shell)
{
    struct cover_layer *layer = shell->map->cover;
    if (!layer) {
        return false;
    }
    work_settle(layer->lane);
    cover_begin(shell);
    bool changed = layer->changed;
    layer->changed = false;
    return changed;
}

bool cover_whole(const struct shell *shell)
{
    return !shell->map->cover || (!cover_missing(shell) && !shell->map->cover->job);
}

void cover_wait(struct shell *shell)
{
    struct cover_layer *layer = shell->map->cover;
    while (layer && !shell->map->fresh && !cover_whole(shell)) {
        cover_begin(shell);
        work_finish(layer->lane);
    }
}
