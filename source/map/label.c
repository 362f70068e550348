/* SPDX-License-Identifier: EUPL-1.2 */
/* Names are gathered from the source, sorted by what matters most, and set one after the other
 * where the grid is still free: names of marks, places, water and parks, streets along their line,
 * house numbers. */
#include "map/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "map/frame.h"
#include "map/grid.h"
#include "map/route.h"
#include "map/style.h"
#include "map/writing.h"

static const double MARK_NAMES_FROM = 17;
static const double MARK_GAP = 3, HALO_GAP = 9, PAD = 3, BREAK_WIDTH = 110, MARK_WIDTH = 150;
static const double REACH = 32; /* names whose point lies this far outside are not wanted */

struct name { /* at a point */
    const char *text;
    int kind, rank, number;
    double x, y;
};
struct naming {
    const struct map_scene *scene;
    struct frame frame;
    struct arena arena;
    struct routes routes;
    struct name *names;
    size_t name_count, name_room;
    struct place_xy *points; /* of one feature */
    size_t point_room;
};

static const char *name_of(const struct naming *naming, const struct feature *feature)
{
    enum map_names names = naming->scene->names;
    const char *nl = feature->name ? feature->name : "";
    const char *fr = feature->name_fr && feature->name_fr[0] ? feature->name_fr : nl;
    return names == MAP_NAMES_FR || names == MAP_NAMES_FR_NL ? fr : nl;
}

static bool is_street(const struct feature *feature)
{
    return feature->kind == FEATURE_STREET_NAME ||
           (feature->kind >= FEATURE_STEPS && feature->kind <= FEATURE_MOTORWAY);
}

static void street_gather(struct naming *naming, const struct feature *feature, const char *text)
{
    size_t first = 0;
    for (size_t path = 0; path < feature->path_count; path++) {
        struct spot_box extent = {INFINITY, INFINITY, -INFINITY, -INFINITY};
        size_t count = feature->path_ends[path] - first;
        if (count + 1 > naming->point_room) {
            naming->point_room = (count + 1) * 2;
            naming->points =
                memory_grow(naming->points, naming->point_room * sizeof *naming->points);
        }
        count =
            frame_path(&naming->frame, feature->spots + first, count, 1, naming->points, &extent);
        routes_add(&naming->routes, &naming->frame, text, FEATURE_STREET_NAME, feature->rank,
                   naming->points, count);
        first = feature->path_ends[path];
    }
}

static void name_gather(struct naming *naming, const struct feature *feature, const char *text)
{
    const struct frame *frame = &naming->frame;
    struct spot spot = feature->spots[(feature->path_ends[0] - 1) / 2];
    struct name name = {.text = text,
                        .kind = feature->kind,
                        .rank = feature->rank,
                        .number = (int)naming->name_count,
                        .x = (spot.x - frame->box.left) * frame->scale_x,
                        .y = (spot.y - frame->box.top) * frame->scale_y};
    if (name.x < -REACH || name.y < -REACH || name.x > frame->width + REACH ||
        name.y > frame->height + REACH)
        return;
    ARRAY_GROW(naming->names, naming->name_count, naming->name_room);
    naming->names[naming->name_count++] = name;
}

static void naming_feature(void *data, const struct feature *feature)
{
    struct naming *naming = data;
    bool street = is_street(feature);
    enum feature_kind kind = street ? FEATURE_STREET_NAME : feature->kind;
    const char *text = name_of(naming, feature);
    if ((kind < FEATURE_STATION && !street) || !text[0] || !feature->path_count ||
        !feature->path_ends[0] ||
        !map_look_shows(&naming->scene->style->kind[kind], naming->frame.zoom) ||
        map_stops_at(&naming->scene->style->kind[kind].size, naming->frame.zoom) <= 0)
        return;
    text = arena_text(&naming->arena, text);
    if (feature->shape == SHAPE_LINE && (street || kind == FEATURE_WATER_NAME)) {
        if (street)
            street_gather(naming, feature, text);
        else
            name_gather(naming, feature, text);
    } else if (!street) {
        name_gather(naming, feature, text);
    }
}

/* ---- names at a point ---- */

static int kind_order(int kind)
{
    return kind == FEATURE_PLACE_NAME   ? 0
           : kind == FEATURE_STATION    ? 1
           : kind == FEATURE_WATER_NAME ? 2
           : kind == FEATURE_PARK_NAME  ? 3
           : kind == FEATURE_STOP       ? 4
                                        : 5;
}

static int by_worth(const void *a, const void *b)
{
    const struct name *left = a, *right = b;
    int order = kind_order(left->kind) - kind_order(right->kind);
    if (!order)
        order = left->rank - right->rank;
    return order ? order : left->number - right->number;
}

static bool name_twice(const struct naming *naming, const struct name *name)
{
    for (const struct name *other = naming->names; other < name; other++) {
        if (other->kind == name->kind && name->kind != FEATURE_HOUSE_NUMBER &&
            strcmp(other->text, name->text) == 0)
            return true;
    }
    return false;
}

static void name_set(struct naming *naming, struct writing *writing, const struct name *name)
{
    const struct map_look *look = &naming->scene->style->kind[name->kind];
    double below = map_stops_at(&look->width, naming->frame.zoom);
    if (name_twice(naming, name))
        return;
    struct text_block block;
    bool small = name->kind == FEATURE_HOUSE_NUMBER;
    writing_block(writing, look, name->text, small ? INFINITY : BREAK_WIDTH, &block);
    double top = below > 0 ? name->y + below / 2 + 1 : name->y - block.height / 2;
    writing_place(writing, look, &block, name->x, top, small ? 1 : PAD);
}

static void names_set(struct naming *naming, struct writing *writing, bool numbers)
{
    for (size_t at = 0; at < naming->name_count; at++) {
        if ((naming->names[at].kind == FEATURE_HOUSE_NUMBER) == numbers)
            name_set(naming, writing, &naming->names[at]);
    }
}

/* ---- names of marks ---- */

static void mark_names_set(struct naming *naming, struct writing *writing,
                           const struct map_groups *groups)
{
    const struct map_look *look = &naming->scene->style->mark;
    for (size_t at = groups->group_count; at-- > 0;) {
        const struct map_group *group = &groups->groups[at];
        const struct map_mark *mark = &naming->scene->marks[groups->order[group->first]];
        if (group->count > 1 || !mark->label || !mark->label[0])
            continue;
        struct text_block block;
        writing_block(writing, look, mark->label, MARK_WIDTH, &block);
        double reach = group->radius + (mark->selected ? HALO_GAP : MARK_GAP);
        double aside = reach + block.width / 2 + 2, above = group->y - reach - block.height;
        (void)(writing_place(writing, look, &block, group->x, group->y + reach, 2) ||
               writing_place(writing, look, &block, group->x + aside, group->y - block.height / 2,
                             2) ||
               writing_place(writing, look, &block, group->x - aside, group->y - block.height / 2,
                             2) ||
               writing_place(writing, look, &block, group->x, above, 2));
    }
}

static void marks_keep_clear(const struct map_groups *groups, struct grid *grid)
{
    for (size_t at = 0; at < groups->group_count; at++) {
        const struct map_group *group = &groups->groups[at];
        double side = group->radius * 0.75; /* the corners of a box stay within the round */
        grid_take(grid, (struct grid_box){group->x - side, group->y - side, group->x + side,
                                          group->y + side});
    }
}

static void all_set(struct naming *naming, struct writing *writing)
{
    const struct map_scene *scene = naming->scene;
    struct map_groups groups;
    map_groups_make(scene, naming->frame.box, naming->frame.width, naming->frame.height,
                    naming->frame.zoom, &groups);
    marks_keep_clear(&groups, writing->grid);
    if (naming->frame.zoom >= MARK_NAMES_FROM)
        mark_names_set(naming, writing, &groups);
    map_groups_clear(&groups);
    if (naming->name_count)
        qsort(naming->names, naming->name_count, sizeof *naming->names, by_worth);
    names_set(naming, writing, false);
    routes_finish(&naming->routes);
    writing_along_all(writing, &scene->style->kind[FEATURE_STREET_NAME], &naming->routes);
    names_set(naming, writing, true);
}

bool map_paint_labels(const struct map_scene *scene, const struct pencil *pencil, cairo_t *cairo,
                      struct spot_box box, double width, double height, double zoom,
                      const struct map_clear *keep_clear, size_t clear_count)
{
    if (!(box.right > box.left && box.bottom > box.top && width > 0 && height > 0))
        return false;
    struct grid grid;
    struct naming naming = {.scene = scene, .frame = frame_make(box, width, height, zoom)};
    arena_init(&naming.arena);
    grid_init(&grid, width, height);
    for (size_t at = 0; at < clear_count; at++)
        grid_take(&grid, (struct grid_box){keep_clear[at].x, keep_clear[at].y,
                                           keep_clear[at].x + keep_clear[at].width,
                                           keep_clear[at].y + keep_clear[at].height});
    bool good = scene->source->features(scene->source->data, frame_box(&naming.frame, REACH),
                                        frame_level(zoom), naming_feature, &naming);
    struct writing writing = {.cairo = cairo, .pencil = pencil, .grid = &grid, .zoom = zoom};
    all_set(&naming, &writing);
    writing_clear(&writing);
    grid_clear(&grid);
    routes_clear(&naming.routes);
    free(naming.names);
    free(naming.points);
    arena_clear(&naming.arena);
    return good && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}
