/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>

#include "pack/builder_inner.h"

enum { NEAR = 600 }; /* grid units, about 230 m in Belgium: pieces this near are one street */

void street_list_init(struct street_list *list, struct arena *arena)
{
    *list = (struct street_list){.arena = arena};
    table_init(&list->by_name);
}

void street_list_clear(struct street_list *list)
{
    table_clear(&list->by_name, NULL);
    free(list->all);
}

static bool boxes_near(struct cell_box a, struct cell_box b)
{
    return a.left - NEAR <= b.right && b.left - NEAR <= a.right && a.top - NEAR <= b.bottom &&
           b.top - NEAR <= a.bottom;
}

static struct cell_box boxes_join(struct cell_box a, struct cell_box b)
{
    return (struct cell_box){a.left < b.left ? a.left : b.left, a.top < b.top ? a.top : b.top,
                             a.right > b.right ? a.right : b.right,
                             a.bottom > b.bottom ? a.bottom : b.bottom};
}

static struct street *street_make(struct street_list *list, const char *name, const char *name_fr)
{
    struct street *street = arena_take(list->arena, sizeof *street);
    street->name = arena_text(list->arena, name);
    street->name_fr = arena_text(list->arena, name_fr);
    street->next = table_find(&list->by_name, name);
    table_set(&list->by_name, name, street);
    ARRAY_GROW(list->all, list->count, list->room);
    list->all[list->count++] = street;
    street->id = (long)list->count;
    return street;
}

static struct street *street_near(struct street_list *list, const char *name, struct cell_box box)
{
    struct street *street = table_find(&list->by_name, name);
    while (street && !boxes_near(street->box, box))
        street = street->next;
    return street;
}

static double line_length(const struct feature *feature, struct spot *middle)
{
    double length = 0;
    size_t count = feature->path_ends[0];
    for (size_t at = 1; at < count; at++)
        length += hypot(feature->spots[at].x - feature->spots[at - 1].x,
                        feature->spots[at].y - feature->spots[at - 1].y);
    double walked = 0;
    double half = length / 2;
    *middle = feature->spots[0];
    for (size_t at = 1; at < count; at++) {
        struct spot a = feature->spots[at - 1], b = feature->spots[at];
        double step = hypot(b.x - a.x, b.y - a.y), share = step > 0 ? (half - walked) / step : 0;
        if (walked <= half && walked + step >= half)
            *middle = (struct spot){a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
        walked += step;
    }
    return length;
}

void street_list_add(struct street_list *list, const struct feature *feature)
{
    if (feature->path_count == 0 || feature->path_ends[0] == 0 || !feature->name ||
        !feature->name[0])
        return;
    struct spot middle;
    double length = line_length(feature, &middle);
    struct cell_box box = cell_box_of(feature);
    const char *name_fr = feature->name_fr ? feature->name_fr : "";
    struct street *street = street_near(list, feature->name, box);
    if (!street) {
        street = street_make(list, feature->name, name_fr);
        street->box = box;
    }
    street->box = boxes_join(street->box, box);
    if (!street->name_fr[0] && name_fr[0])
        street->name_fr = arena_text(list->arena, name_fr);
    if (length < street->length)
        return;
    street->length = length;
    street->spot = middle;
}

struct street *street_list_of(struct street_list *list, const char *name, struct spot spot)
{
    int32_t x = cell_unit(spot.x), y = cell_unit(spot.y);
    struct cell_box box = {x, y, x, y};
    struct street *street = street_near(list, name, box);
    if (street)
        return street;
    street = street_make(list, name, "");
    street->box = box;
    street->spot = spot;
    return street;
}
