/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "map/frame.h"

static const double CLUSTER_BELOW = 16, CLUSTER_REACH = 40;
static const double STACK_REACH = 12, FAN_LEAST = 22, FAN_APART = 42;
static const double PIN = 38, PIN_SELECTED = 50, CLUSTER_LEAST = 40, CLUSTER_MOST = 60;
static const double HIT_REACH = 24, HIT_NEAR = 12;
static const double OUTSIDE = 64; /* marks this far beyond the view are still placed */
static const double ZOOM_NEAR = 1e-6;

struct dot { /* one mark in the view */
    double x, y;
    int mark, weight;
    bool selected, used;
};
struct making {
    struct dot *dots;   /* by x, for the search of neighbours */
    struct dot **seeds; /* heavy first */
    int *near;          /* dots of the group being made */
    size_t count;
    struct map_groups *out;
    size_t room, ordered;
};

static int by_x(const void *a, const void *b)
{
    const struct dot *left = a, *right = b;
    if (left->x != right->x)
        return left->x < right->x ? -1 : 1;
    return left->mark - right->mark;
}

static int by_weight(const void *a, const void *b)
{
    const struct dot *left = *(struct dot *const *)a, *right = *(struct dot *const *)b;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->mark - right->mark;
}

static void dots_make(struct making *making, const struct map_scene *scene,
                      const struct frame *frame)
{
    making->dots = memory_take((scene->mark_count + 1) * sizeof *making->dots);
    making->seeds = memory_take((scene->mark_count + 1) * sizeof *making->seeds);
    making->near = memory_take((scene->mark_count + 1) * sizeof *making->near);
    for (size_t at = 0; at < scene->mark_count; at++) {
        const struct map_mark *mark = &scene->marks[at];
        if (!point_valid(mark->point))
            continue;
        struct spot spot = spot_of_point(mark->point);
        making->dots[making->count++] = (struct dot){
            .x = (spot.x - frame->box.left) * frame->scale_x,
            .y = (spot.y - frame->box.top) * frame->scale_y,
            .mark = (int)at,
            .weight = mark->weight,
            .selected = mark->selected,
        };
    }
    qsort(making->dots, making->count, sizeof *making->dots, by_x);
    for (size_t at = 0; at < making->count; at++)
        making->seeds[at] = &making->dots[at];
    qsort(making->seeds, making->count, sizeof(struct dot *), by_weight);
}

static bool takes(const struct dot *seed, const struct dot *other, double reach, bool selected_too)
{
    return !other->used && (selected_too || !other->selected) &&
           hypot(other->x - seed->x, other->y - seed->y) <= reach;
}

/* Takes all unused dots within `reach` of the seed, itself included; returns how many. */
static int gather(struct making *making, struct dot *seed, double reach, bool selected_too)
{
    int taken = 0;
    struct dot *first = seed, *end = making->dots + making->count;
    while (first > making->dots && seed->x - first[-1].x <= reach)
        first--;
    for (struct dot *dot = first; dot < end && (dot <= seed || dot->x - seed->x <= reach); dot++) {
        if (dot == seed || takes(seed, dot, reach, selected_too)) {
            dot->used = true;
            making->near[taken++] = (int)(dot - making->dots);
        }
    }
    return taken;
}

static void group_add(struct making *making, struct map_group group, const int *near, int count,
                      const struct frame *frame)
{
    struct map_groups *out = making->out;
    if (group.x < -OUTSIDE || group.y < -OUTSIDE || group.x > frame->width + OUTSIDE ||
        group.y > frame->height + OUTSIDE)
        return;
    group.first = (int)making->ordered;
    group.count = count;
    for (int at = 0; at < count; at++)
        out->order[making->ordered++] = making->dots[near[at]].mark;
    ARRAY_GROW(out->groups, out->group_count, making->room);
    out->groups[out->group_count++] = group;
}

static double pin_radius(const struct dot *dot)
{
    return (dot->selected ? PIN_SELECTED : PIN) / 2;
}

static void cluster_add(struct making *making, int count, const struct frame *frame)
{
    struct map_group group = {0};
    for (int at = 0; at < count; at++) {
        group.x += making->dots[making->near[at]].x / count;
        group.y += making->dots[making->near[at]].y / count;
    }
    group.home_x = group.x;
    group.home_y = group.y;
    group.radius = count == 1 ? pin_radius(&making->dots[making->near[0]])
                              : fmin(CLUSTER_LEAST + 4 * log2(count / 2.0), CLUSTER_MOST) / 2;
    group_add(making, group, making->near, count, frame);
}

static void fan_add(struct making *making, int count, const struct frame *frame)
{
    double x = 0, y = 0, radius = fmax(FAN_LEAST, FAN_APART * count / (2 * M_PI));
    for (int at = 0; at < count; at++) {
        x += making->dots[making->near[at]].x / count;
        y += making->dots[making->near[at]].y / count;
    }
    for (int at = 0; at < count; at++) {
        const struct dot *dot = &making->dots[making->near[at]];
        double angle = 2 * M_PI * at / count - (count == 2 ? M_PI : M_PI / 2);
        struct map_group group = {.x = x + radius * cos(angle),
                                  .y = y + radius * sin(angle),
                                  .home_x = dot->x,
                                  .home_y = dot->y,
                                  .radius = pin_radius(dot)};
        group_add(making, group, &making->near[at], 1, frame);
    }
}

static bool group_selected(const struct map_scene *scene, const struct map_groups *groups,
                           size_t at)
{
    const struct map_group *group = &groups->groups[at];
    return group->count == 1 && scene->marks[groups->order[group->first]].selected;
}

/* Light first, the selected last, as they are drawn. */
static void groups_sort(const struct map_scene *scene, struct map_groups *groups)
{
    size_t count = groups->group_count, kept = 0;
    struct map_group *sorted = memory_take((count + 1) * sizeof *sorted);
    for (int selected = 0; selected < 2; selected++) {
        for (size_t at = count; at-- > 0;) {
            if (group_selected(scene, groups, at) == (selected == 1))
                sorted[kept++] = groups->groups[at];
        }
    }
    free(groups->groups);
    groups->groups = sorted;
}

void map_groups_make(const struct map_scene *scene, struct spot_box box, double width,
                     double height, double zoom, struct map_groups *out)
{
    struct frame frame = frame_make(box, width, height, zoom);
    struct making making = {.out = out};
    *out = (struct map_groups){0};
    if (!(box.right > box.left && box.bottom > box.top) || !scene->mark_count)
        return;
    out->order = memory_take(scene->mark_count * sizeof *out->order);
    dots_make(&making, scene, &frame);
    bool cluster = zoom < CLUSTER_BELOW - ZOOM_NEAR;
    for (size_t at = 0; at < making.count; at++) {
        struct dot *seed = making.seeds[at];
        if (seed->used)
            continue;
        double reach = !cluster ? STACK_REACH : seed->selected ? -1 : CLUSTER_REACH;
        int count = gather(&making, seed, reach, !cluster);
        if (cluster || count == 1)
            cluster_add(&making, count, &frame);
        else
            fan_add(&making, count, &frame);
    }
    groups_sort(scene, out);
    free(making.dots);
    free(making.seeds);
    free(making.near);
}

void map_groups_clear(struct map_groups *groups)
{
    free(groups->groups);
    free(groups->order);
    *groups = (struct map_groups){0};
}

int map_groups_hit(const struct map_groups *groups, double x, double y, int *second)
{
    int hit = -1;
    double nearest = INFINITY;
    *second = -1;
    for (size_t at = 0; at < groups->group_count; at++) {
        const struct map_group *group = &groups->groups[at];
        double away = hypot(group->x - x, group->y - y);
        if (away <= group->radius + HIT_REACH && away <= nearest) {
            nearest = away;
            hit = (int)at;
        }
    }
    nearest = HIT_NEAR;
    for (size_t at = 0; hit >= 0 && at < groups->group_count; at++) {
        const struct map_group *first = &groups->groups[hit], *other = &groups->groups[at];
        double apart = hypot(other->x - first->x, other->y - first->y);
        if ((int)at != hit && apart <= nearest) {
            nearest = apart;
            *second = (int)at;
        }
    }
    return hit;
}

/* ---- drawing ---- */

enum symbol_pin map_mark_pin(const struct map_mark *mark)
{
    switch (mark->time) {
    case MAP_TIME_OPEN:
        return SYMBOL_PIN_OPEN;
    case MAP_TIME_CLOSED:
        return SYMBOL_PIN_CLOSED;
    case MAP_TIME_UNSURE:
        return SYMBOL_PIN_UNSURE;
    case MAP_TIME_NONE:
        break;
    }
    return mark->pin;
}

int map_group_open(const struct map_scene *scene, const struct map_groups *groups,
                   const struct map_group *group)
{
    int open = 0;
    for (int i = 0; i < group->count; i++) {
        const struct map_mark *mark = &scene->marks[groups->order[group->first + i]];
        if (mark->time == MAP_TIME_NONE)
            return -1;
        open += mark->time == MAP_TIME_OPEN;
    }
    return open;
}

static void tether_draw(const struct pencil *pencil, cairo_t *cairo, const struct map_group *group)
{
    if (hypot(group->x - group->home_x, group->y - group->home_y) < 1)
        return;
    cairo_save(cairo);
    colour_set(cairo, pencil->theme->colour[THEME_INK]);
    cairo_set_line_width(cairo, 1.5);
    cairo_move_to(cairo, group->home_x, group->home_y);
    cairo_line_to(cairo, group->x, group->y);
    cairo_stroke(cairo);
    cairo_arc(cairo, group->home_x, group->home_y, 3, 0, 2 * M_PI);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

void map_paint_marks(const struct map_scene *scene, const struct pencil *pencil, cairo_t *cairo,
                     const struct map_groups *groups)
{
    for (size_t at = 0; at < groups->group_count; at++)
        tether_draw(pencil, cairo, &groups->groups[at]);
    for (size_t at = 0; at < groups->group_count; at++) {
        const struct map_group *group = &groups->groups[at];
        const struct map_mark *mark = &scene->marks[groups->order[group->first]];
        int open = group->count > 1 ? map_group_open(scene, groups, group) : -1;
        if (open >= 0)
            symbol_cluster_at(pencil, cairo, group->count, open, group->x, group->y,
                              group->radius * 2);
        else if (group->count > 1)
            symbol_cluster(pencil, cairo, group->count, group->x, group->y, group->radius * 2);
        else
            symbol_pin(pencil, cairo, map_mark_pin(mark), mark->colour, mark->icon, group->x,
                       group->y, group->radius * 2, mark->selected, mark->number);
    }
}
