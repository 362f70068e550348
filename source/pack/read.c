/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "pack/pack_inner.h"

/* The features that one reading found, before they are put in drawing order. */
struct found {
    struct cell_item *items;
    size_t count, room;
    struct arena bytes; /* copies of the cells; names and paths lie in them */
    struct cell_box box;
    int zoom;
};

static bool item_wanted(const struct found *found, const struct cell_item *item)
{
    return found->zoom >= item->feature.min_zoom && found->zoom <= item->feature.max_zoom &&
           item->box.left <= found->box.right && item->box.right >= found->box.left &&
           item->box.top <= found->box.bottom && item->box.bottom >= found->box.top;
}

static bool cell_gather(struct found *found, int64_t key, const void *bytes, size_t size)
{
    struct cell_reader reader = {.broken = false};
    struct cell_item item;
    if (!cell_key_unpack(key, &reader.key) || !bytes)
        return false;
    reader.at = (const uint8_t *)arena_bytes(&found->bytes, bytes, size);
    reader.end = reader.at + size;
    while (cell_next(&reader, &item)) {
        if (!item_wanted(found, &item))
            continue;
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

static bool found_give(const struct found *found,
                       void (*each)(void *data, const struct feature *feature), void *data)
{
    struct cell_spots spots = {0};
    struct cell_item **order = order_make(found);
    bool good = true;
    for (size_t at = 0; good && at < found->count; at++) {
        good = cell_spots_read(order[at], &spots);
        if (good)
            each(data, &order[at]->feature);
    }
    cell_spots_clear(&spots);
    free(order);
    return good;
}

bool pack_features(struct pack *pack, struct spot_box box, int zoom,
                   void (*each)(void *data, const struct feature *feature), void *data,
                   struct fault *why)
{
    struct found found = {.zoom = zoom,
                          .box = {cell_unit(box.left), cell_unit(box.top), cell_unit(box.right),
                                  cell_unit(box.bottom)}};
    if (box.left > box.right || box.top > box.bottom)
        return true;
    sqlite3 *base = pack_take(pack, why);
    if (!base)
        return false;
    arena_init(&found.bytes);
    bool good = cells_gather(pack, base, &found) || pack_damaged(pack, base, "cell", why);
    pack_give(pack, base);
    good = good && (found_give(&found, each, data) || pack_damaged(pack, NULL, "feature", why));
    arena_clear(&found.bytes);
    free(found.items);
    return good;
}

bool pack_candidates(struct pack *pack, bool (*each)(void *data, const char *json, size_t size),
                     void *data, struct fault *why)
{
    sqlite3_stmt *query = NULL;
    sqlite3 *base = pack_take(pack, why);
    if (!base)
        return false;
    int state =
        sqlite3_prepare_v2(base, "SELECT json FROM candidate ORDER BY id", -1, &query, NULL);
    bool good = state == SQLITE_OK, going = true;
    while (good && going && (state = sqlite3_step(query)) == SQLITE_ROW) {
        const char *json = (const char *)sqlite3_column_text(query, 0);
        good = json != NULL;
        going = good && each(data, json, (size_t)sqlite3_column_bytes(query, 0));
    }
    if (!good || (going && state != SQLITE_DONE))
        good = pack_damaged(pack, base, "candidate", why);
    sqlite3_finalize(query);
    pack_give(pack, base);
    return good;
}
