/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/icon.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/log.h"
#include "draw/icon_inner.h"
#include "system/file.h"

enum { ICON_PATH_SIZE = 4096, ICON_SET_CEILING = 1024, ICON_WARNED = 64 };

struct icon_set {
    struct icon *icons; /* sorted by name */
    size_t count, room;
};

/* Names that were already warned about, so that a screen drawn 60 times a second is quiet. */
static pthread_mutex_t warned_lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t warned[ICON_WARNED]; /* under warned_lock */
static size_t warned_count;          /* under warned_lock */

static void warn_once(const char *name)
{
    uint64_t hash = hash_text(name);
    bool fresh = true;
    pthread_mutex_lock(&warned_lock);
    for (size_t i = 0; i < warned_count; i++) {
        fresh = fresh && warned[i] != hash;
    }
    fresh = fresh && warned_count < ICON_WARNED;
    if (fresh) {
        warned[warned_count++] = hash;
    }
    pthread_mutex_unlock(&warned_lock);
    if (fresh) {
        log_warn("no icon is called \"%.40s\"", name);
    }
}

/* What icon_set_open carries through the folder. */
struct gathering {
    const char *folder;
    struct icon_set *set;
    struct fault *why;
    bool ok;
};

static bool read_icon(struct gathering *gathering, const char *path, struct icon *icon)
{
    struct buffer bytes;
    if (!file_read(path, ICON_FILE_CEILING, &bytes, gathering->why)) {
        return fault_in(gathering->why, path);
    }
    bool ok = icon_read(buffer_text(&bytes), bytes.size, icon, gathering->why);
    buffer_clear(&bytes);
    return ok || fault_in(gathering->why, path);
}

static bool gather(void *data, const char *name)
{
    struct gathering *gathering = data;
    struct icon_set *set = gathering->set;
    size_t length = strlen(name);
    char path[ICON_PATH_SIZE];
    if (length < 5 || strcmp(name + length - 4, ".svg") != 0) {
        return true;
    }
    if (length - 4 >= ICON_NAME_SIZE || set->count >= ICON_SET_CEILING ||
        !path_join(path, sizeof path, gathering->folder, name)) {
        fault_set_text(gathering->why, FAULT_LIMIT, "draw.fault.icon", name);
        gathering->ok = fault_in(gathering->why, name);
        return false;
    }
    struct icon icon;
    memset(&icon, 0, sizeof icon);
    gathering->ok = read_icon(gathering, path, &icon);
    if (gathering->ok) {
        memcpy(icon.name, name, length - 4);
        ARRAY_GROW(set->icons, set->count, set->room);
        set->icons[set->count++] = icon;
    }
    return gathering->ok;
}

static int compare_icons(const void *a, const void *b)
{
    return strcmp(((const struct icon *)a)->name, ((const struct icon *)b)->name);
}

bool icon_set_open(const char *folder, struct icon_set **out, struct fault *why)
{
    struct icon_set *set = memory_take(sizeof *set);
    struct gathering gathering = {.folder = folder, .set = set, .why = why, .ok = true};
    *out = NULL;
    if (!folder_walk(folder, gather, &gathering, why) || !gathering.ok) {
        icon_set_close(set);
        return false;
    }
    if (set->count == 0) {
        icon_set_close(set);
        fault_set(why, FAULT_MISSING, "draw.fault.icons");
        return fault_in(why, folder);
    }
    qsort(set->icons, set->count, sizeof *set->icons, compare_icons);
    *out = set;
    return true;
}

void icon_set_close(struct icon_set *set)
{
    if (!set) {
        return;
    }
    for (size_t i = 0; i < set->count; i++) {
        icon_clear(&set->icons[i]);
    }
    free(set->icons);
    free(set);
}

static const struct icon *find(const struct icon_set *set, const char *name)
{
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, set->icons[middle].name);
        if (order == 0) {
            return &set->icons[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

bool icon_set_has(const struct icon_set *set, const char *name)
{
    return find(set, name) != NULL;
}

static void trace(cairo_t *cairo, const struct icon_path *path)
{
    cairo_new_path(cairo);
    for (size_t i = 0; i < path->count; i++) {
        const double *at = path->steps[i].at;
        switch (path->steps[i].deed) {
        case ICON_MOVE:
            cairo_move_to(cairo, at[0], at[1]);
            break;
        case ICON_LINE:
            cairo_line_to(cairo, at[0], at[1]);
            break;
        case ICON_CURVE:
            cairo_curve_to(cairo, at[0], at[1], at[2], at[3], at[4], at[5]);
            break;
        case ICON_CLOSE:
            cairo_close_path(cairo);
            break;
        }
    }
}

static void paint_shape(cairo_t *cairo, const struct icon_shape *shape)
{
    const struct icon_paint *paint = &shape->paint;
    trace(cairo, &shape->path);
    if (paint->fill) {
        cairo_set_fill_rule(cairo,
                            paint->even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
        cairo_fill_preserve(cairo);
    }
    if (paint->stroke) {
        cairo_set_line_width(cairo, paint->stroke_width);
        cairo_set_line_cap(cairo, paint->cap);
        cairo_set_line_join(cairo, paint->join);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

static void dot(cairo_t *cairo, double x, double y, double size, struct colour colour)
{
    colour_set(cairo, colour);
    cairo_new_path(cairo);
    cairo_arc(cairo, x + size / 2, y + size / 2, size / 6, 0, 6.2831853);
    cairo_fill(cairo);
}

void icon_draw(const struct icon_set *set, cairo_t *cairo, const char *name, double x, double y,
               double size, struct colour colour)
{
    const struct icon *icon = find(set, name);
    if (!isfinite(x) || !isfinite(y) || !isfinite(size) || size <= 0) {
        return;
    }
    if (!icon) {
        warn_once(name);
        dot(cairo, x, y, size, colour);
        return;
    }
    double scale = size / fmax(icon->width, icon->height);
    bool glass = colour.alpha < 1 && icon->count > 0;
    cairo_save(cairo);
    if (glass) {
        cairo_push_group(cairo);
    }
    cairo_translate(cairo, x + (size - icon->width * scale) / 2,
                    y + (size - icon->height * scale) / 2);
    cairo_scale(cairo, scale, scale);
    cairo_translate(cairo, -icon->left, -icon->top);
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
    cairo_set_dash(cairo, NULL, 0, 0);
    for (size_t i = 0; i < icon->count; i++) {
        paint_shape(cairo, &icon->shapes[i]);
    }
    if (glass) {
        cairo_pop_group_to_source(cairo);
        cairo_paint_with_alpha(cairo, colour.alpha);
    }
    cairo_restore(cairo);
}
