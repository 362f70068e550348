/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "pack/pack_inner.h"
#include "pack/part_inner.h"

/* The features that one reading found, before they are put in drawing order. */
struct found {
    struct cell_item *items;
    size_t count, room;
    struct cell_spots spots;
    const struct cell_legend *legend;
    struct cell_box box;
    int zoom;
};

static bool cell_gather(struct found *found, int64_t packed, const void *bytes, size_t size)
{
    struct cell_reader reader;
    struct cell_key key;
    struct cell_item item;
    if (!cell_key_unpack(packed, &key) || !bytes)
        return false;
    cell_reader_start(&reader, found->legend, key, bytes, size);
    reader.zoom = found->zoom;
    reader.box = &found->box;
    while (cell_next(&reader, &found->spots, &item)) {
        ARRAY_GROW(found->items, found->count, found->room);
        found->items[found->count++] = item;
    }
    return !reader.broken;
}

/* One row of cells, `from` to `to`. */
static bool row_gather(struct found *found, sqlite3_stmt *query, struct cell_key from, int32_t to)
{
    struct cell_key last = from;
    int state;
    last.x = to;
    sqlite3_bind_int64(query, 1, cell_key_pack(from));
    sqlite3_bind_int64(query, 2, cell_key_pack(last));
    while ((state = sqlite3_step(query)) == SQLITE_ROW)
        if (!cell_gather(found, sqlite3_column_int64(query, 0), sqlite3_column_blob(query, 1),
                         (size_t)sqlite3_column_bytes(query, 1)))
            return false;
    sqlite3_reset(query);
    return state == SQLITE_DONE;
}

static int32_t held(int64_t value, int32_t low, int32_t high)
{
    return value < low ? low : value > high ? high : (int32_t)value;
}

/* The cells of one level that meet the box grown by half a cell. */
static bool layer_gather(struct found *found, sqlite3_stmt *query, const struct pack_layer *layer)
{
    int shift = CELL_GRID_BITS - layer->level;
    int64_t half = ((int64_t)1 << shift) / 2 + 1;
    int64_t left = (found->box.left - half) >> shift, right = (found->box.right + half) >> shift;
    int64_t top = (found->box.top - half) >> shift, bottom = (found->box.bottom + half) >> shift;
    if (right < layer->left || left > layer->right || bottom < layer->top || top > layer->bottom)
        return true;
    struct cell_key from = {layer->band, layer->level, held(left, layer->left, layer->right), 0};
    int32_t to = held(right, layer->left, layer->right);
    int32_t end = held(bottom, layer->top, layer->bottom);
    for (from.y = held(top, layer->top, layer->bottom); from.y <= end; from.y++)
        if (!row_gather(found, query, from, to))
            return false;
    return true;
}

static bool cells_gather(struct pack *pack, sqlite3 *base, struct found *found)
{
    sqlite3_stmt *query = NULL;
    bool good =
        sqlite3_prepare_v2(base, "SELECT key, features FROM cell WHERE key BETWEEN ?1 AND ?2", -1,
                           &query, NULL) == SQLITE_OK;
    for (int at = 0; good && at < pack->layer_count; at++) {
        const struct pack_layer *layer = &pack->layers[at];
        if (found->zoom >= layer->min_zoom && found->zoom <= layer->max_zoom)
            good = layer_gather(found, query, layer);
    }
    sqlite3_finalize(query);
    return good;
}

/* Counting sort by drawing order; within one order as the cells gave them. */
static struct cell_item **order_make(const struct found *found)
{
    size_t *starts = memory_take((CELL_ORDERS + 1) * sizeof *starts);
    struct cell_item **order = memory_take((found->count + 1) * sizeof *order);
    for (size_t at = 0; at < found->count; at++) {
        const struct feature *feature = &found->items[at].feature;
        starts[cell_order(feature->layer, feature->kind) + 1]++;
    }
    for (int at = 0; at < CELL_ORDERS; at++)
        starts[at + 1] += starts[at];
    for (size_t at = 0; at < found->count; at++) {
        const struct feature *feature = &found->items[at].feature;
        order[starts[cell_order(feature->layer, feature->kind)]++] = &found->items[at];
    }
    free(starts);
    return order;
}

static void found_give(const struct found *found,
                       void (*each)(void *data, const struct feature *feature), void *data)
{
    struct cell_item **order = order_make(found);
    for (size_t at = 0; at < found->count; at++) {
        cell_item_settle(order[at], &found->spots);
        each(data, &order[at]->feature);
    }
    free(order);
}

bool pack_features(struct pack *pack, struct spot_box box, int zoom,
                   void (*each)(void *data, const struct feature *feature), void *data,
                   struct fault *why)
{
    struct found found = {.zoom = zoom,
                          .legend = &pack->legend,
                          .box = {cell_unit(box.left), cell_unit(box.top), cell_unit(box.right),
                                  cell_unit(box.bottom)}};
    if (box.left > box.right || box.top > box.bottom)
        return true;
    sqlite3 *base = pack_take(pack, why);
    if (!base)
        return false;
    bool good = cells_gather(pack, base, &found) || pack_damaged(pack, base, "cell", why);
    pack_give(pack, base);
    if (good)
        found_give(&found, each, data);
    cell_spots_clear(&found.spots);
    free(found.items);
    return good;
}

/* One text of a part of candidates, to its NUL. */
static const char *text_next(const struct part_bytes *part, size_t *at, size_t *size)
{
    const char *text = (const char *)part->bytes + *at;
    const char *end = *at < part->size ? memchr(text, 0, part->size - *at) : NULL;
    if (!end)
        return NULL;
    *size = (size_t)(end - text);
    *at += *size + 1;
    return text;
}

static bool places_give(const struct part_bytes *part, struct pack_place_each *each)
{
    for (size_t at = 0; each->going && at < part->size;) {
        size_t id_size, size;
        const char *id = text_next(part, &at, &id_size);
        const char *json = id ? text_next(part, &at, &size) : NULL;
        if (!json)
            return false;
        each->going = each->each(each->data, id, json, size);
    }
    return true;
}

bool pack_places(struct pack *pack, struct pack_place_each *each, struct fault *why)
{
    sqlite3 *base = pack_take(pack, why);
    enum part_state state = PART_READ;
    if (!base)
        return false;
    each->going = true;
    for (int at = PART_PLACES; each->going && state == PART_READ; at++) {
        struct part_bytes part;
        state = part_read(base, at, &part);
        if (state == PART_READ && !places_give(&part, each))
            state = PART_BROKEN;
        part_clear(&part);
    }
    bool good = state != PART_BROKEN || pack_damaged(pack, base, "candidate", why);
    pack_give(pack, base);
    return good;
}

struct plain_each {
    bool (*each)(void *data, const char *json, size_t size);
    void *data;
};

static bool plain_give(void *data, const char *id, const char *json, size_t size)
{
    const struct plain_each *plain = data;
    (void)id;
    return plain->each(plain->data, json, size);
}

bool pack_candidates(struct pack *pack, bool (*each)(void *data, const char *json, size_t size),
                     void *data, struct fault *why)
{
    struct plain_each plain = {each, data};
    struct pack_place_each all = {.each = plain_give, .data = &plain};
    return pack_places(pack, &all, why);
}
