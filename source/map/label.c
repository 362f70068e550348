/* SPDX-License-Identifier: EUPL-1.2 */
/* Names are gathered from the source, in a region around the picture, and set one after the other
 * where there is room: names of marks, places and stations, waters along their line and others,
 * parks, streets along their line, house numbers. The order and the places to try are given by the
 * world alone, so a name stays where it is when the picture moves; only what comes into the region
 * far outside can, from one name to the next, change what has room. */
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
static const double AROUND = 384; /* names are placed this far outside of the picture */
static const double AGAIN = 384;  /* the same name at a point stands again so far away */
static const double EXACT = 1e-6;

struct name { /* at a point */
    const char *text;
    int kind, rank;
    struct spot at;
};
struct naming {
    const struct map_scene *scene;
    double zoom, scale_x, scale_y; /* dp of the world = spot * scale */
    struct spot_box box;
    struct grid_box picture; /* dp of the world */
    struct arena arena;
    struct routes streets, waters;
    struct name *names;
    size_t name_count, name_room;
    struct spot *points; /* of one feature */
    size_t point_room;
};

static struct spot on_paper(const struct naming *naming, struct spot spot)
{
    return (struct spot){spot.x * naming->scale_x, spot.y * naming->scale_y};
}

/* What to write, and what is written instead where that has no room; in naming->arena. */
static const char *name_of(struct naming *naming, const struct feature *feature, const char **less)
{
    enum map_names names = naming->scene->names;
    const char *nl = feature->name ? feature->name : "";
    const char *fr = feature->name_fr && feature->name_fr[0] ? feature->name_fr : nl;
    bool french = names == MAP_NAMES_FR || names == MAP_NAMES_FR_NL;
    const char *first = french ? fr : nl, *second = french ? nl : fr;
    *less = "";
    if (names == MAP_NAMES_NL || names == MAP_NAMES_FR || !second[0] || strcmp(nl, fr) == 0)
        return arena_text(&naming->arena, first);
    *less = arena_text(&naming->arena, first);
    return arena_textf(&naming->arena, "%s" NAMES_BETWEEN "%s", first, second);
}

static bool is_street(const struct feature *feature)
{
    return feature->kind == FEATURE_STREET_NAME ||
           (feature->kind >= FEATURE_STEPS && feature->kind <= FEATURE_MOTORWAY);
}

static bool is_water(const struct feature *feature)
{
    return feature->kind == FEATURE_WATER_NAME || feature->kind == FEATURE_RIVER ||
           feature->kind == FEATURE_STREAM;
}

static void line_gather(struct naming *naming, struct routes *routes, struct route like,
                        const struct feature *feature)
{
    size_t first = 0;
    for (size_t path = 0; path < feature->path_count; first = feature->path_ends[path++]) {
        size_t count = feature->path_ends[path] - first;
        if (count > naming->point_room) {
            naming->point_room = count * 2;
            naming->points =
                memory_grow(naming->points, naming->point_room * sizeof *naming->points);
        }
        for (size_t at = 0; at < count; at++)
            naming->points[at] = on_paper(naming, feature->spots[first + at]);
        routes_add(routes, like, naming->points, count);
    }
}

/* The middle of an area's first ring, else the middle point. */
static struct spot name_spot(const struct feature *feature)
{
    size_t count = feature->path_ends[0];
    struct spot begin = feature->spots[0], sum = {0, 0};
    double area = 0;
    for (size_t at = 0; feature->shape == SHAPE_AREA && at < count; at++) {
        struct spot a = feature->spots[at], b = feature->spots[at + 1 < count ? at + 1 : 0];
        double cross = (a.x - begin.x) * (b.y - begin.y) - (b.x - begin.x) * (a.y - begin.y);
        area += cross;
        sum.x += cross * (a.x + b.x - 2 * begin.x);
        sum.y += cross * (a.y + b.y - 2 * begin.y);
    }
    if (area < 0 || area > 0)
        return (struct spot){begin.x + sum.x / (3 * area), begin.y + sum.y / (3 * area)};
    return feature->spots[(count - 1) / 2];
}

static void name_gather(struct naming *naming, const struct feature *feature, const char *text)
{
    struct name name = {.text = text,
                        .kind = feature->kind,
                        .rank = feature->rank,
                        .at = on_paper(naming, name_spot(feature))};
    double reach = feature->kind == FEATURE_HOUSE_NUMBER ? 0 : AROUND;
    const struct grid_box *picture = &naming->picture;
    if (name.at.x < picture->left - reach || name.at.y < picture->top - reach ||
        name.at.x > picture->right + reach || name.at.y > picture->bottom + reach)
        return;
    ARRAY_GROW(naming->names, naming->name_count, naming->name_room);
    naming->names[naming->name_count++] = name;
}

static void naming_feature(void *data, const struct feature *feature)
{
    struct naming *naming = data;
    bool line = feature->shape == SHAPE_LINE, street = is_street(feature);
    bool water = is_water(feature) && (line || feature->kind == FEATURE_WATER_NAME);
    enum feature_kind kind = street  ? FEATURE_STREET_NAME
                             : water ? FEATURE_WATER_NAME
                                     : feature->kind;
    const struct map_look *look = &naming->scene->style->kind[kind];
    const char *less;
    if (water && feature->flags & FEATURE_TUNNEL) /* nobody sees it */
        return;
    if ((kind < FEATURE_STATION) || (street && !line) || !feature->path_count ||
        !feature->path_ends[0] || !map_look_shows(look, naming->zoom) ||
        map_stops_at(&look->size, naming->zoom) <= 0)
        return;
    const char *text = name_of(naming, feature, &less);
    struct route like = {.text = text, .less = less, .kind = kind, .rank = feature->rank};
    if (!text[0])
        return;
    if (line && (street || water))
        line_gather(naming, street ? &naming->streets : &naming->waters, like, feature);
    else
        name_gather(naming, feature, text);
}

/* ---- names at a point ---- */

enum { ORDER_PLACE, ORDER_STATION, ORDER_WATER, ORDER_PARK, ORDER_STOP, ORDER_NUMBER };

static int kind_order(int kind)
{
    return kind == FEATURE_PLACE_NAME   ? ORDER_PLACE
           : kind == FEATURE_STATION    ? ORDER_STATION
           : kind == FEATURE_WATER_NAME ? ORDER_WATER
           : kind == FEATURE_PARK_NAME  ? ORDER_PARK
           : kind == FEATURE_STOP       ? ORDER_STOP
                                        : ORDER_NUMBER;
}

static int by_worth(const void *a, const void *b)
{
    const struct name *left = a, *right = b;
    int order = kind_order(left->kind) - kind_order(right->kind);
    if (!order)
        order = left->rank - right->rank;
    if (!order)
        order = strcmp(left->text, right->text);
    if (order)
        return order;
    if (left->at.x < right->at.x || left->at.x > right->at.x)
        return left->at.x < right->at.x ? -1 : 1;
    return left->at.y < right->at.y ? -1 : left->at.y > right->at.y;
}

static void name_set(struct naming *naming, struct writing *writing, const struct name *name)
{
    const struct map_look *look = &naming->scene->style->kind[name->kind];
    double below = map_stops_at(&look->width, naming->zoom);
    bool small = name->kind == FEATURE_HOUSE_NUMBER;
    if (!small && writing_stands(writing, name->text, name->at, AGAIN))
        return;
    struct text_block block;
    writing_block(writing, look, name->text, small ? INFINITY : BREAK_WIDTH, &block);
    double top = below > 0 ? name->at.y + below / 2 + 1 : name->at.y - block.height / 2;
    if (writing_place(writing, look, &block, name->at.x, top, small ? 1 : PAD) && !small)
        writing_set(writing, name->text, name->at);
}

/* Those of the kinds whose order lies within first … last. */
static void names_set(struct naming *naming, struct writing *writing, int first, int last)
{
    for (size_t at = 0; at < naming->name_count; at++) {
        int order = kind_order(naming->names[at].kind);
        if (order >= first && order <= last)
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
        double x = group->x + naming->picture.left, y = group->y + naming->picture.top;
        double reach = group->radius + (mark->selected ? HALO_GAP : MARK_GAP);
        double aside = reach + block.width / 2 + 2, beside = y - block.height / 2;
        (void)(writing_place(writing, look, &block, x, y + reach, 2) ||
               writing_place(writing, look, &block, x + aside, beside, 2) ||
               writing_place(writing, look, &block, x - aside, beside, 2) ||
               writing_place(writing, look, &block, x, y - reach - block.height, 2));
    }
}

static void box_keep_clear(struct writing *writing, double left, double top, double width,
                           double height)
{
    left += writing->picture.left;
    top += writing->picture.top;
    grid_take(&writing->grid, (struct grid_box){left, top, left + width, top + height});
}

static void marks_set(struct naming *naming, struct writing *writing)
{
    const struct grid_box *picture = &naming->picture;
    struct map_groups groups;
    map_groups_make(naming->scene, naming->box, picture->right - picture->left,
                    picture->bottom - picture->top, naming->zoom, &groups);
    for (size_t at = 0; at < groups.group_count; at++) {
        const struct map_group *group = &groups.groups[at];
        double side = group->radius * 0.75; /* the corners of a box stay within the round */
        box_keep_clear(writing, group->x - side, group->y - side, 2 * side, 2 * side);
    }
    if (naming->zoom >= MARK_NAMES_FROM)
        mark_names_set(naming, writing, &groups);
    map_groups_clear(&groups);
}

static void all_set(struct naming *naming, struct writing *writing)
{
    const struct map_look *looks = naming->scene->style->kind;
    if (naming->name_count)
        qsort(naming->names, naming->name_count, sizeof *naming->names, by_worth);
    routes_finish(&naming->waters);
    routes_finish(&naming->streets);
    marks_set(naming, writing);
    names_set(naming, writing, 0, ORDER_STATION);
    writing_along_all(writing, &looks[FEATURE_WATER_NAME], &naming->waters);
    names_set(naming, writing, ORDER_STATION + 1, ORDER_NUMBER - 1);
    writing_along_all(writing, &looks[FEATURE_STREET_NAME], &naming->streets);
    names_set(naming, writing, ORDER_NUMBER, ORDER_NUMBER);
}

/* On screen the world is 512 * 2^zoom dp wide, exactly, whatever the picture. */
static double scale_of(double dp, double spots, double zoom)
{
    double exact = 512 * exp2(zoom), scale = dp / spots;
    return fabs(scale / exact - 1) < EXACT ? exact : scale;
}

static struct naming naming_make(const struct map_scene *scene, struct spot_box box, double width,
                                 double height, double zoom)
{
    struct naming naming = {.scene = scene,
                            .zoom = zoom,
                            .box = box,
                            .scale_x = scale_of(width, box.right - box.left, zoom),
                            .scale_y = scale_of(height, box.bottom - box.top, zoom)};
    struct spot origin = on_paper(&naming, (struct spot){box.left, box.top});
    naming.picture = (struct grid_box){origin.x, origin.y, origin.x + width, origin.y + height};
    arena_init(&naming.arena);
    return naming;
}

static void naming_clear(struct naming *naming)
{
    routes_clear(&naming->streets);
    routes_clear(&naming->waters);
    free(naming->names);
    free(naming->points);
    arena_clear(&naming->arena);
}

bool map_paint_labels(const struct map_scene *scene, const struct pencil *pencil, cairo_t *cairo,
                      struct spot_box box, double width, double height, double zoom,
                      const struct map_clear *keep_clear, size_t clear_count)
{
    if (!(box.right > box.left && box.bottom > box.top && width > 0 && height > 0))
        return false;
    struct naming naming = naming_make(scene, box, width, height, zoom);
    struct writing writing;
    writing_init(&writing, pencil, cairo, naming.picture, AROUND, zoom);
    for (size_t at = 0; at < clear_count; at++)
        box_keep_clear(&writing, keep_clear[at].x, keep_clear[at].y, keep_clear[at].width,
                       keep_clear[at].height);
    double across = AROUND / naming.scale_x, down = AROUND / naming.scale_y;
    struct spot_box region = {box.left - across, box.top - down, box.right + across,
                              box.bottom + down};
    bool good = scene->source->features(scene->source->data, region, frame_level(zoom),
                                        naming_feature, &naming);
    all_set(&naming, &writing);
    writing_clear(&writing);
    naming_clear(&naming);
    return good && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}
