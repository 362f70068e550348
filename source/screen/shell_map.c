/* SPDX-License-Identifier: EUPL-1.2 */
/* The map below the screens: tiles and labels from workers, pins as sprites, the view under
 * fingers.
 *
 * Labels are one transparent surface of the view and a margin around it, drawn by a worker once the
 * view is at rest, and moved and scaled with the map meanwhile. */
#include "screen/shell_map_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "system/file.h"
#include "system/system.h"

#define OUTSIDE_ZOOM 15.9
#define LABEL_LEVELS 0.6
enum {
    TILE_CEILING = 24 * 1024 * 1024,
    TILE_THREADS = 2,
    LABEL_MARGIN = 64,
    CLEAR_ROOM = 256,
    AREA_METRES = 1200
};

/* ---- labels ---- */

struct labels {
    struct shell_map *map;
    struct map_scene scene;
    struct pencil pencil;
    struct theme theme;
    struct spot_box box;
    double width, height, zoom, density;
    struct map_clear clear[CLEAR_ROOM];
    size_t clear_count;
    cairo_surface_t *surface; /* owned; NULL = could not */
};

static void labels_run(struct work_job *job, void *request)
{
    struct labels *labels = request;
    if (work_cancelled(job)) {
        return;
    }
    if (!labels->map->label_type) {
        struct fault why;
        if (!type_open(labels->map->fonts, &labels->map->label_type, &why)) {
            return;
        }
    }
    labels->pencil = (struct pencil){labels->map->label_type, labels->map->icons, &labels->theme};
    labels->surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)ceil(labels->width * labels->density),
                                   (int)ceil(labels->height * labels->density));
    cairo_t *cairo = cairo_create(labels->surface);
    cairo_scale(cairo, labels->density, labels->density);
    map_paint_labels(&labels->scene, &labels->pencil, cairo, labels->box, labels->width,
                     labels->height, labels->zoom, labels->clear, labels->clear_count);
    cairo_destroy(cairo);
    cairo_surface_flush(labels->surface);
}

static void labels_free(struct labels *labels)
{
    if (labels) {
        if (labels->surface) {
            cairo_surface_destroy(labels->surface);
        }
        free(labels);
    }
}

static void labels_done(void *request, bool cancelled)
{
    struct labels *labels = request;
    struct shell_map *map = labels->map;
    map->label_job = NULL;
    if (cancelled || !labels->surface) {
        labels_free(labels);
        return;
    }
    labels_free(map->labels);
    map->labels = labels;
    map->label_stamp++;
    map->changed = true;
}

static void labels_keep_clear(const struct shell *shell, struct labels *labels)
{
    for (size_t i = 0; i < shell->groups.group_count && labels->clear_count < CLEAR_ROOM; i++) {
        const struct map_group *group = &shell->groups.groups[i];
        labels->clear[labels->clear_count++] = (struct map_clear){
            group->x - group->radius + LABEL_MARGIN, group->y - group->radius + LABEL_MARGIN,
            group->radius * 2, group->radius * 2};
    }
}

/* Labels are wanted anew: they begin when the map is next shown or settled, so that several wishes
 * while a screen is laid out are one job. */
static void labels_ask(struct shell *shell)
{
    shell->map->labels_wanted = true;
    if (shell->map->label_job) {
        work_cancel(shell->map->label_job);
    }
}

/* While fingers hold the zoom, names too big or too small for it are set anew now and then. */
static void labels_follow(struct shell *shell)
{
    const struct shell_map *map = shell->map;
    if (!map->label_job && map->labels &&
        fabs(map->labels->zoom - shell->view.zoom) > LABEL_LEVELS) {
        labels_ask(shell);
    }
}

static void labels_begin(struct shell *shell)
{
    struct shell_map *map = shell->map;
    if (!map->labels_wanted || map->label_job || map->fresh) {
        return;
    }
    struct labels *labels = memory_take(sizeof *labels);
    struct map_view grown = shell->view;
    grown.width += 2 * LABEL_MARGIN;
    grown.height += 2 * LABEL_MARGIN;
    labels->map = map;
    labels->scene = map->scene;
    labels->scene.marks = NULL;
    labels->scene.mark_count = 0;
    labels->theme = shell->theme;
    labels->box = map_view_box(&grown);
    labels->width = grown.width;
    labels->height = grown.height;
    labels->zoom = shell->view.zoom;
    labels->density = shell->density;
    labels_keep_clear(shell, labels);
    map->labels_wanted = false;
    map->label_job = work_add(map->label_lane, (struct work_task){labels_run, labels_done, labels});
}

/* ---- life ---- */

static void scene_make(struct shell *shell)
{
    shell->map->scene = (struct map_scene){
        .source = &shell->source,
        .style = shell->map_style,
        .border = project_wijk(shell->project)->border,
        .names = action_map_names(shell->project, shell->settings.language),
    };
}

/* Room for the tiles of two zooms at least, so that there and back again finds them drawn. */
static size_t tile_ceiling(const struct shell *shell)
{
    enum { VIEWS = 5, PIXEL = 4 };
    double dots = shell->density * shell->density;
    double view = shell->map_rect.width * shell->map_rect.height * dots * PIXEL;
    return (size_t)fmax(TILE_CEILING * fmax(dots, 1), VIEWS * view);
}

void map_open(struct shell *shell)
{
    struct shell_map *map = memory_take(sizeof *map);
    shell->map = map;
    map->icons = shell->icons;
    path_join(map->fonts, sizeof map->fonts, shell->assets_folder, "fonts");
    action_map_source(shell->project, &shell->source);
    scene_make(shell);
    map->tile_lane =
        work_lane_start(TILE_THREADS, WORK_NEWEST_FIRST, shell->ways.wake, shell->ways.wake_data);
    map->tiles = map_tiles_new(map->tile_lane, &map->scene, shell->density,
                               tile_ceiling(shell));
    map->label_lane =
        work_lane_start(1, WORK_NEWEST_FIRST, shell->ways.wake, shell->ways.wake_data);
    sprites_init(map);
    struct box limits = project_box(shell->project);
    map_view_init(&shell->view, fmax(shell->width, 100), fmax(shell->height, 100), limits);
    map->fresh = true;
    map_refresh(shell);
}

void map_close(struct shell *shell)
{
    struct shell_map *map = shell->map;
    if (!map) {
        return;
    }
    cover_close(shell);
    work_lane_stop(map->label_lane, false);
    map_tiles_free(map->tiles);
    work_lane_stop(map->tile_lane, false);
    labels_free(map->labels);
    type_close(map->label_type);
    sprites_clear(map);
    free(map);
    shell->map = NULL;
}

void map_restyle(struct shell *shell)
{
    /* Labels being drawn hold the old style: let them end before it is freed. */
    work_finish(shell->map->label_lane);
    scene_make(shell);
    map_tiles_change(shell->map->tiles, &shell->map->scene, shell->density);
    cover_restyle(shell);
    sprites_clear(shell->map);
    sprites_init(shell->map);
    labels_ask(shell);
}

void map_density(struct shell *shell)
{
    if (shell->map) {
        map_restyle(shell);
    }
}

/* ---- the view ---- */

static void groups_make(struct shell *shell)
{
    struct map_scene scene = shell->map->scene;
    scene.marks = shell->marks;
    scene.mark_count = shell->view.zoom < OUTSIDE_ZOOM ? shell->mark_inside : shell->mark_count;
    map_groups_clear(&shell->groups);
    map_groups_make(&scene, map_view_box(&shell->view), shell->view.width, shell->view.height,
                    shell->view.zoom, &shell->groups);
}

/* The view changed: pins move at once; labels follow when it is at rest. */
static void view_changed(struct shell *shell)
{
    groups_make(shell);
    shell->map->changed = true;
}

/* Those of the wijk and those somebody knows come first; candidates outside it show from close by.
 */
static void marks_part(struct shell *shell)
{
    const char *tag = language_tag(language_code(shell->language));
    struct map_mark *sorted = memory_take(sizeof *sorted * (shell->mark_count + 1));
    size_t count = 0;
    for (int inside = 1; inside >= 0; inside--) {
        for (size_t i = 0; i < shell->mark_count; i++) {
            struct map_mark *mark = &shell->marks[i];
            const struct place *place = project_place(shell->project, mark->id);
            mark->label = place ? place_name(place, tag) : mark->label;
            bool near = mark->selected || mark->pin != SYMBOL_PIN_CANDIDATE ||
                        (place && project_place_in_wijk(shell->project, place));
            if (near == (inside == 1)) {
                sorted[count++] = *mark;
            }
        }
        shell->mark_inside = inside ? count : shell->mark_inside;
    }
    free(shell->marks);
    shell->marks = sorted;
}

static void marks_time(struct shell *shell)
{
    struct civil when;
    if (piece_time_at(shell, &when)) {
        action_marks_at(shell->project, shell->service, when, shell->marks, shell->mark_count);
    }
    foot_mark(shell);
}

void map_time(struct shell *shell)
{
    if (shell->map) {
        marks_time(shell);
        view_changed(shell);
    }
}

void map_refresh(struct shell *shell)
{
    if (!shell->map) {
        return;
    }
    struct spot_box was =
        shell->map->scene.border ? spot_box_of(shell->map->scene.border->box) : spot_box_empty();
    free(shell->marks);
    shell->mark_count =
        action_marks(shell->project, shell->service, shell->pillar, shell->selected, &shell->marks);
    marks_part(shell);
    marks_time(shell);
    changes_mark(shell);
    scene_make(shell);
    struct spot_box now = spot_box_of(shell->map->scene.border->box);
    if (memcmp(&was, &now, sizeof was)) {
        map_tiles_change(shell->map->tiles, &shell->map->scene, shell->density);
        shell->map->fresh = true;
    }
    view_changed(shell);
    labels_ask(shell);
}

/* The wijk fills the part of the map that is free of panels. */
static void wijk_aim(struct shell *shell, double *x, double *y, struct map_view *aim)
{
    enum { SHOW_MARGIN = 20, LEAST = 150 };
    struct rect free = shell->free_rect;
    *aim = shell->view;
    if (free.width < LEAST || free.height < LEAST) { /* then at least clear of the sheet */
        free = (struct rect){shell->map_rect.x, shell->map_rect.y, shell->map_rect.width,
                             fmax(free.y + free.height - shell->map_rect.y, LEAST)};
    }
    map_view_resize(aim, free.width, free.height);
    map_view_show(aim, project_wijk(shell->project)->border->box, SHOW_MARGIN);
    *x = free.x + free.width / 2 - shell->map_rect.x;
    *y = free.y + free.height / 2 - shell->map_rect.y;
}

static void wijk_show(struct shell *shell, bool at_once)
{
    double x, y;
    struct map_view aim;
    wijk_aim(shell, &x, &y, &aim);
    map_view_fly(&shell->view, point_of_spot(aim.middle), x, y, aim.zoom, shell->now_ms, at_once);
    shell->map->sets_out = true;
}

/* The view is at rest again: labels, and what is told of the middle or the scale. */
static void view_rest(struct shell *shell)
{
    if (shell->view.motion == MAP_STILL) {
        labels_ask(shell);
        shell->dirty = true;
    }
}

void map_show_wijk(struct shell *shell)
{
    wijk_show(shell, shell->ways.still || shell->settings.reduced_motion);
    view_changed(shell);
    view_rest(shell);
}

void map_lay(struct shell *shell, struct rect rect)
{
    bool same = rect.width == shell->view.width && rect.height == shell->view.height;
    shell->map_rect = rect;
    if (!same) {
        map_view_resize(&shell->view, rect.width, rect.height);
        map_tiles_room(shell->map->tiles, tile_ceiling(shell));
    }
    if (shell->map->fresh || shell->map_fresh) {
        shell->map->fresh = shell->map_fresh = false;
        wijk_show(shell, true);
        same = false;
    }
    if (!same) {
        view_changed(shell);
        labels_ask(shell);
    }
}

static void view_fly(struct shell *shell, struct point point, double x, double y, double zoom)
{
    map_view_fly(&shell->view, point, x, y, zoom, shell->now_ms,
                 shell->ways.still || shell->settings.reduced_motion);
    shell->map->sets_out = true;
    view_changed(shell);
    view_rest(shell);
}

/* By so many levels about a point of the view, from where a flight under way was going. */
static void view_zoom(struct shell *shell, double levels, double x, double y)
{
    struct map_view *view = &shell->view;
    double from = view->motion == MAP_FLIGHT ? view->zoom_to : view->zoom;
    view_fly(shell, map_view_point(view, x, y), x, y, from + levels);
}

struct point map_middle(const struct shell *shell)
{
    struct rect free = shell->free_rect;
    if (free.width <= 0 || free.height <= 0) {
        return point_of_spot(shell->view.middle);
    }
    return map_view_point(&shell->view, free.x + free.width / 2 - shell->map_rect.x,
                          free.y + free.height / 2 - shell->map_rect.y);
}

void map_show_point(struct shell *shell, struct point point, double zoom)
{
    struct rect free = shell->free_rect;
    if (free.width <= 0 || free.height <= 0) {
        free = shell->map_rect;
    }
    view_fly(shell, point, free.x + free.width / 2 - shell->map_rect.x,
             free.y + free.height / 2 - shell->map_rect.y, zoom);
}

void map_show_place(struct shell *shell, const struct place *place)
{
    enum { CLOSE_ZOOM = 17 };
    map_show_point(shell, place->point,
                   shell->view.zoom < CLOSE_ZOOM - 1 ? CLOSE_ZOOM : shell->view.zoom);
}

void map_aim(struct shell *shell, struct point point, double x, double y)
{
    view_fly(shell, point, x - shell->map_rect.x, y - shell->map_rect.y,
             fmax(shell->view.zoom, MAP_PLACE_ZOOM));
}

void map_step(struct shell *shell, double levels)
{
    view_zoom(shell, levels, shell->view.width / 2, shell->view.height / 2);
}

/* Two pins that a finger cannot tell apart. */
static void map_ask_which(struct shell *shell, int first, int second)
{
    int groups[2] = {first, second};
    shell->pin_count = 0;
    for (int i = 0; i < 2; i++) {
        const struct map_group *group = &shell->groups.groups[groups[i]];
        for (int k = 0; k < group->count && shell->pin_count < CARD_PINS_MOST; k++) {
            const struct map_mark *mark = &shell->marks[shell->groups.order[group->first + k]];
            snprintf(shell->pins[shell->pin_count++], ACTION_ID, "%s", mark->id);
        }
    }
    shell->card = CARD_PINS;
    shell->dirty = true;
}

/* A tap on the map: a place, or a cluster that opens. */
static bool map_tap(struct shell *shell, double x, double y)
{
    int second, group = map_groups_hit(&shell->groups, x, y, &second);
    if (group < 0) {
        if (shell->screen == SCREEN_PLACE) {
            shell_back(shell);
        }
        return true;
    }
    const struct map_group *hit = &shell->groups.groups[group];
    if (hit->count > 1) {
        view_zoom(shell, 1.5, x, y);
        return true;
    }
    if (second >= 0 && shell->groups.groups[second].count == 1) {
        map_ask_which(shell, group, second);
        return true;
    }
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", shell->marks[shell->groups.order[hit->first]].id);
    shell_select(shell, id);
    return true;
}

bool map_gesture(struct shell *shell, const struct gesture_news *news)
{
    struct map_view *view = &shell->view;
    view->held = news->kind == GESTURE_ZOOM_BEGIN || news->kind == GESTURE_ZOOM;
    switch (news->kind) {
    case GESTURE_PRESS:
        map_view_halt(view);
        return true;
    case GESTURE_TAP:
        return map_tap(shell, news->x, news->y);
    case GESTURE_DOUBLE_TAP:
        view_zoom(shell, 1, news->x, news->y);
        return true;
    case GESTURE_DRAG:
        map_view_pan(view, news->dx, news->dy);
        view_changed(shell);
        return true;
    case GESTURE_DRAG_END:
        if (!shell->settings.reduced_motion && !shell->ways.still) {
            map_view_fling(view, news->velocity_x, news->velocity_y, shell->now_ms);
        }
        break;
    case GESTURE_ZOOM:
        map_view_pan(view, news->dx, news->dy);
        map_view_zoom(view, news->zoom, news->x, news->y);
        labels_follow(shell);
        view_changed(shell);
        return true;
    case GESTURE_ZOOM_END: /* to a zoom at which tiles are drawn to the pixel */
        map_view_zoom(view, map_view_step(view->zoom) - view->zoom, news->x, news->y);
        break;
    case GESTURE_LONG_PRESS:
        shell->add_point = map_view_point(view, news->x, news->y);
        shell_go(shell, SCREEN_ADD_KIND);
        return true;
    default:
        return true;
    }
    view_changed(shell);
    view_rest(shell);
    return true;
}

bool map_moves(const struct shell *shell)
{
    return shell->view.motion != MAP_STILL;
}

bool map_at_rest(const struct shell *shell)
{
    const struct shell_map *map = shell->map;
    return map && shell->view.motion == MAP_STILL && !map->label_job && !map->labels_wanted &&
           map->labels && cover_whole(shell) && map_tiles_whole(map->tiles);
}

bool map_idle(const struct shell *shell)
{
    return map_at_rest(shell) && map_tiles_pending(shell->map->tiles) == 0;
}

/* What keys and buttons begin knows no moment: a flight sets out with the first tick after. */
static void flight_set_out(struct shell *shell, int64_t now_ms)
{
    struct map_view *view = &shell->view;
    if (shell->map->sets_out && view->motion == MAP_FLIGHT) {
        view->motion_until += now_ms - view->motion_from;
        view->motion_from = now_ms;
    }
    shell->map->sets_out = false;
}

bool map_tick(struct shell *shell, int64_t now_ms)
{
    flight_set_out(shell, now_ms);
    if (!map_view_tick(&shell->view, now_ms)) {
        return false;
    }
    view_changed(shell);
    view_rest(shell);
    return true;
}

bool map_settle(struct shell *shell)
{
    if (!shell->map) {
        return false;
    }
    work_settle(shell->map->tile_lane);
    bool changed = map_tiles_news(shell->map->tiles);
    work_settle(shell->map->label_lane);
    labels_begin(shell);
    changed = cover_settle(shell) || changed || shell->map->changed;
    shell->map->changed = false;
    return changed;
}

/* ---- showing ---- */

struct composing {
    struct shell *shell;
    void (*each)(void *data, const struct shell_item *item);
    void *data;
};

static void compose_tile(void *data, const struct map_tile_seen *seen)
{
    struct composing *composing = data;
    const struct rect *rect = &composing->shell->map_rect;
    double density = composing->shell->density;
    struct shell_item item = {.surface = seen->surface,
                              .key = seen->key,
                              .stamp = seen->stamp,
                              .x = round((rect->x + seen->x) * density) / density,
                              .y = round((rect->y + seen->y) * density) / density,
                              .opaque = true};
    /* Edges on whole pixels, shared by neighbours: no seams. */
    item.width = round((rect->x + seen->x + seen->size) * density) / density - item.x;
    item.height = round((rect->y + seen->y + seen->size) * density) / density - item.y;
    composing->each(composing->data, &item);
}

void map_compose_box(struct shell *shell, struct shell_item item, struct spot_box box, double width,
                     double height, void (*each)(void *data, const struct shell_item *item),
                     void *data)
{
    struct spot_box seen = map_view_box(&shell->view);
    double scale = shell->view.width / (seen.right - seen.left);
    item.x = shell->map_rect.x + (box.left - seen.left) * scale;
    item.y = shell->map_rect.y + (box.top - seen.top) * scale;
    item.width = (box.right - box.left) * scale;
    item.height = (box.bottom - box.top) * scale;
    if (fabs(item.width - width) < 0.01) { /* at rest: to the pixel, so that it stays sharp */
        item.width = width;
        item.height = height;
        item.x = round(item.x * shell->density) / shell->density;
        item.y = round(item.y * shell->density) / shell->density;
    }
    each(data, &item);
}

static void compose_labels(struct composing *composing)
{
    struct shell *shell = composing->shell;
    struct labels *labels = shell->map->labels;
    if (labels) {
        struct shell_item item = {
            .surface = labels->surface, .key = LABELS_KEY, .stamp = shell->map->label_stamp};
        map_compose_box(shell, item, labels->box, labels->width, labels->height, composing->each,
                        composing->data);
    }
}

void map_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                 void *data)
{
    struct composing composing = {shell, each, data};
    map_tiles_see(shell->map->tiles, &shell->view, compose_tile, &composing);
    cover_compose(shell, each, data);
    labels_begin(shell);
    compose_labels(&composing);
    sprites_compose(shell, each, data);
}

static void see_nothing(void *data, const struct map_tile_seen *seen)
{
    (void)data;
    (void)seen;
}

void map_wait(struct shell *shell)
{
    while (!map_tiles_see(shell->map->tiles, &shell->view, see_nothing, NULL)) {
        work_finish(shell->map->tile_lane);
    }
    do {
        map_settle(shell);
        work_finish(shell->map->label_lane);
    } while (!shell->map->fresh && (shell->map->label_job || shell->map->labels_wanted));
    cover_wait(shell);
}
