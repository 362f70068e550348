/* SPDX-License-Identifier: EUPL-1.2 */
/* Pins, clusters and names as small pictures: drawn once, then only placed, so that they stay sharp
 * and cost next to nothing while the map moves. */
#include "screen/shell_map_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

enum { PIN = 38, PIN_SELECTED = 50, PIN_ROOM = 76, CLUSTER = 44, SPRITES = 600, NAME_ZOOM = 17 };
enum { NAME_WIDTH = 150 };

struct sprite {
    cairo_surface_t *surface; /* owned */
    double width, height;     /* dp; the spot is in the middle (a name's: top middle) */
};

static void sprite_free(void *value)
{
    struct sprite *sprite = value;
    cairo_surface_destroy(sprite->surface);
    free(sprite);
}

void sprites_init(struct shell_map *map)
{
    table_init(&map->sprites);
}

void sprites_clear(struct shell_map *map)
{
    table_clear(&map->sprites, sprite_free);
}

static struct sprite *sprite_new(struct shell *shell, const char *key, double width, double height,
                                 cairo_t **cairo)
{
    if (shell->map->sprites.count >= SPRITES) {
        sprites_clear(shell->map);
        sprites_init(shell->map);
    }
    struct sprite *sprite = memory_take(sizeof *sprite);
    int pixels_x = (int)ceil(width * shell->density), pixels_y = (int)ceil(height * shell->density);
    sprite->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels_x, pixels_y);
    sprite->width = pixels_x / shell->density;
    sprite->height = pixels_y / shell->density;
    *cairo = cairo_create(sprite->surface);
    cairo_scale(*cairo, shell->density, shell->density);
    table_set(&shell->map->sprites, key, sprite);
    return sprite;
}

static void sprite_end(struct sprite *sprite, cairo_t *cairo)
{
    cairo_destroy(cairo);
    cairo_surface_flush(sprite->surface);
}

static struct sprite *sprite_pin(struct shell *shell, const struct map_mark *mark, char key[128])
{
    cairo_t *cairo;
    enum symbol_pin pin = map_mark_pin(mark);
    snprintf(key, 128, "pin:%d:%d:%s:%d", pin, mark->colour, mark->icon, mark->selected);
    struct sprite *sprite = table_find(&shell->map->sprites, key);
    if (!sprite) {
        double size = mark->selected ? PIN_SELECTED : PIN, room = PIN_ROOM * size / PIN_SELECTED;
        sprite = sprite_new(shell, key, room, room, &cairo);
        symbol_pin(&shell->pencil, cairo, pin, mark->colour, mark->icon, sprite->width / 2,
                   sprite->height / 2, size, mark->selected, -1);
        sprite_end(sprite, cairo);
    }
    return sprite;
}

/* `open` of them at the moment of the map; -1 = no moment. */
static struct sprite *sprite_cluster(struct shell *shell, int count, int open, char key[128])
{
    cairo_t *cairo;
    snprintf(key, 128, "cluster:%d:%d", count, open);
    struct sprite *sprite = table_find(&shell->map->sprites, key);
    if (!sprite) {
        sprite = sprite_new(shell, key, CLUSTER + 8, CLUSTER + 8, &cairo);
        if (open < 0) {
            symbol_cluster(&shell->pencil, cairo, count, sprite->width / 2, sprite->height / 2,
                           CLUSTER);
        } else {
            symbol_cluster_at(&shell->pencil, cairo, count, open, sprite->width / 2,
                              sprite->height / 2, CLUSTER);
        }
        sprite_end(sprite, cairo);
    }
    return sprite;
}

static struct sprite *sprite_name(struct shell *shell, const char *name, char key[128])
{
    static const struct type_style style = {12.5, TYPE_BOLD, false};
    cairo_t *cairo;
    snprintf(key, 128, "name:%016llx", (unsigned long long)hash_text(name));
    struct sprite *sprite = table_find(&shell->map->sprites, key);
    if (!sprite) {
        struct type_style scaled = style;
        scaled.size *= ui_scale(shell->ui) > 1.3 ? 1.3 : ui_scale(shell->ui);
        double width = fmin(type_width(shell->type, scaled, name) + 8, NAME_WIDTH);
        double ascent = type_ascent(shell->type, scaled);
        sprite = sprite_new(shell, key, width, ascent * 1.6 + 4, &cairo);
        char cut[160];
        size_t size = type_hit(shell->type, scaled, name, NAME_WIDTH - 16);
        bool whole = type_width(shell->type, scaled, name) <= NAME_WIDTH - 8;
        snprintf(cut, sizeof cut, "%.*s%s", (int)(size < 150 ? size : 150), name, "…");
        type_line_halo(shell->type, cairo, scaled, shell->theme.colour[THEME_INK],
                       shell->theme.colour[THEME_CARD], 1.6, sprite->width / 2, ascent + 2,
                       TYPE_MIDDLE, whole ? name : cut);
        sprite_end(sprite, cairo);
    }
    return sprite;
}

struct placing {
    struct shell *shell;
    void (*each)(void *data, const struct shell_item *item);
    void *data;
};

static void place_sprite(const struct placing *placing, const struct sprite *sprite,
                         const char *key, double x, double y)
{
    const struct shell *shell = placing->shell;
    double density = shell->density;
    struct shell_item item = {
        .surface = sprite->surface,
        .key = hash_text(key) | 2,
        .stamp = (uint64_t)(uintptr_t)sprite,
        .x = round((shell->map_rect.x + x - sprite->width / 2) * density) / density,
        .y = round((shell->map_rect.y + y) * density) / density,
        .width = sprite->width,
        .height = sprite->height,
    };
    placing->each(placing->data, &item);
}

static void place_group(const struct placing *placing, const struct map_group *group)
{
    struct shell *shell = placing->shell;
    char key[128];
    struct sprite *sprite;
    if (group->count > 1) {
        const struct map_scene scene = {.marks = shell->marks, .mark_count = shell->mark_count};
        sprite =
            sprite_cluster(shell, group->count, map_group_open(&scene, &shell->groups, group), key);
    } else {
        sprite = sprite_pin(shell, &shell->marks[shell->groups.order[group->first]], key);
    }
    place_sprite(placing, sprite, key, group->x, group->y - sprite->height / 2);
}

static bool name_fits(const struct map_groups *groups, const struct map_group *own)
{
    for (size_t i = 0; i < groups->group_count; i++) {
        const struct map_group *other = &groups->groups[i];
        if (other != own && fabs(other->x - own->x) < NAME_WIDTH * 0.7 && other->y > own->y - 14 &&
            other->y < own->y + own->radius + 40) {
            return false;
        }
    }
    return true;
}

static void place_names(const struct placing *placing)
{
    struct shell *shell = placing->shell;
    for (size_t i = 0; i < shell->groups.group_count; i++) {
        const struct map_group *group = &shell->groups.groups[i];
        const struct map_mark *mark = &shell->marks[shell->groups.order[group->first]];
        char key[128];
        if (group->count == 1 && *mark->label && mark->pin != SYMBOL_PIN_CANDIDATE &&
            name_fits(&shell->groups, group)) {
            struct sprite *sprite = sprite_name(shell, mark->label, key);
            place_sprite(placing, sprite, key, group->x, group->y + group->radius + 1);
        }
    }
}

/* The street or address that was searched, with its name. */
static void place_found(const struct placing *placing)
{
    struct shell *shell = placing->shell;
    const struct map_mark mark = {
        .pin = SYMBOL_PIN_CONFIRMED, .colour = THEME_INK, .icon = "pin", .selected = true};
    char key[128];
    double x, y;
    if (!shell->found_text[0]) {
        return;
    }
    map_view_place(&shell->view, shell->found, &x, &y);
    struct sprite *sprite = sprite_pin(shell, &mark, key);
    double height = sprite->height;
    place_sprite(placing, sprite, "found", x, y - height / 2);
    sprite = sprite_name(shell, shell->found_text, key);
    place_sprite(placing, sprite, "found:name", x, y + height / 2);
}

/* What would be if there were one here. */
static void place_pretended(const struct placing *placing)
{
    struct shell *shell = placing->shell;
    const struct map_mark mark = {
        .pin = SYMBOL_PIN_PROVISIONAL, .colour = THEME_INK, .icon = "question", .selected = true};
    struct point point;
    char key[128];
    double x, y;
    if (foot_pretended(shell, &point)) {
        map_view_place(&shell->view, point, &x, &y);
        struct sprite *sprite = sprite_pin(shell, &mark, key);
        place_sprite(placing, sprite, "pretended", x, y - sprite->height / 2);
    }
}

void sprites_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                     void *data)
{
    struct placing placing = {shell, each, data};
    if (shell->view.zoom >= NAME_ZOOM) {
        place_names(&placing);
    }
    for (size_t i = 0; i < shell->groups.group_count; i++) {
        place_group(&placing, &shell->groups.groups[i]);
    }
    place_found(&placing);
    place_pretended(&placing);
}
