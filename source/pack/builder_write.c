/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pack/builder_inner.h"

enum { FOLD_SIZE = 1100 };

static bool prepare(struct pack_builder *builder, const char *text, sqlite3_stmt **out)
{
    return sqlite3_prepare_v2(builder->base, text, -1, out, NULL) == SQLITE_OK;
}

/* Runs a bound insert and makes it ready for the next. */
static bool run(sqlite3_stmt *insert)
{
    bool good = sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_reset(insert);
    return good;
}

/* ---- cells ---- */

static int record_order(const void *a, const void *b)
{
    const struct build_record *one = a, *two = b;
    if (one->key != two->key)
        return one->key < two->key ? -1 : 1;
    if (one->order != two->order)
        return one->order - two->order;
    if (one->rank != two->rank)
        return one->rank - two->rank;
    return one->at < two->at ? -1 : one->at > two->at;
}

static void layer_grow(struct pack_layer *layer, const struct build_record *record)
{
    struct cell_key key;
    cell_key_unpack(record->key, &key);
    if (layer->max_zoom < 0)
        *layer = (struct pack_layer){key.band, key.level, 255, 0, key.x, key.y, key.x, key.y};
    layer->min_zoom = record->min_zoom < layer->min_zoom ? record->min_zoom : layer->min_zoom;
    layer->max_zoom = record->max_zoom > layer->max_zoom ? record->max_zoom : layer->max_zoom;
    layer->left = key.x < layer->left ? key.x : layer->left;
    layer->right = key.x > layer->right ? key.x : layer->right;
    layer->top = key.y < layer->top ? key.y : layer->top;
    layer->bottom = key.y > layer->bottom ? key.y : layer->bottom;
}

static bool layers_write(struct pack_builder *builder, const struct pack_layer *layers,
                         struct fault *why)
{
    sqlite3_stmt *insert = NULL;
    bool good =
        prepare(builder, "INSERT INTO layer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", &insert);
    for (int at = 0; good && at < PACK_LAYERS; at++) {
        const struct pack_layer *layer = &layers[at];
        int values[] = {layer->band, layer->level, layer->min_zoom, layer->max_zoom,
                        layer->left, layer->top,   layer->right,    layer->bottom};
        if (layer->max_zoom < 0)
            continue;
        for (int value = 0; value < 8; value++)
            sqlite3_bind_int(insert, value + 1, values[value]);
        good = run(insert);
    }
    sqlite3_finalize(insert);
    return good || build_sql_fault(builder, why);
}

static bool cell_put(struct pack_builder *builder, sqlite3_stmt *insert, size_t first, size_t end,
                     struct buffer *bytes)
{
    buffer_empty(bytes);
    for (size_t at = first; at < end; at++)
        buffer_add(bytes, builder->records.data + builder->index[at].at, builder->index[at].size);
    if (bytes->full)
        return false;
    sqlite3_bind_int64(insert, 1, builder->index[first].key);
    sqlite3_bind_blob64(insert, 2, bytes->data, bytes->size, SQLITE_STATIC);
    builder->counts.cells++;
    return run(insert);
}

bool build_cells_write(struct pack_builder *builder, struct fault *why)
{
    struct pack_layer layers[PACK_LAYERS];
    struct buffer bytes;
    sqlite3_stmt *insert = NULL;
    for (int at = 0; at < PACK_LAYERS; at++)
        layers[at] = (struct pack_layer){.max_zoom = -1};
    if (builder->index_count)
        qsort(builder->index, builder->index_count, sizeof *builder->index, record_order);
    buffer_init(&bytes, (size_t)512 << 20);
    bool good = prepare(builder, "INSERT INTO cell VALUES (?1, ?2)", &insert);
    for (size_t at = 0, end; good && at < builder->index_count; at = end) {
        int64_t key = builder->index[at].key;
        for (end = at; end < builder->index_count && builder->index[end].key == key; end++)
            layer_grow(&layers[(key >> 30) % PACK_LAYERS], &builder->index[end]);
        good = cell_put(builder, insert, at, end, &bytes);
    }
    sqlite3_finalize(insert);
    buffer_clear(&bytes);
    return good ? layers_write(builder, layers, why) : build_sql_fault(builder, why);
}

/* ---- streets and addresses ---- */

static bool street_put(const struct street *street, sqlite3_stmt *insert)
{
    sqlite3_bind_int64(insert, 1, street->id);
    sqlite3_bind_text(insert, 2, street->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, street->name_fr, -1, SQLITE_STATIC);
    sqlite3_bind_int(insert, 4, cell_unit(street->spot.x));
    sqlite3_bind_int(insert, 5, cell_unit(street->spot.y));
    return run(insert);
}

static bool streets_put(struct pack_builder *builder)
{
    sqlite3_stmt *insert = NULL;
    bool good = prepare(builder, "INSERT INTO street VALUES (?1, ?2, ?3, ?4, ?5)", &insert);
    for (size_t at = 0; good && at < builder->streets.count; at++) {
        good = street_put(builder->streets.all[at], insert);
        builder->counts.streets += good;
    }
    sqlite3_finalize(insert);
    return good;
}

static bool address_put(struct pack_builder *builder, const struct build_address *address,
                        sqlite3_stmt *insert)
{
    char folded[FOLD_SIZE];
    const struct street *street = street_list_of(&builder->streets, address->street, address->spot);
    utf8_fold(address->number, folded, sizeof folded);
    sqlite3_bind_int64(insert, 1, street->id);
    sqlite3_bind_text(insert, 2, folded, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, address->number, -1, SQLITE_STATIC);
    sqlite3_bind_int(insert, 4, cell_unit(address->spot.x));
    sqlite3_bind_int(insert, 5, cell_unit(address->spot.y));
    return run(insert);
}

bool build_streets_write(struct pack_builder *builder, struct fault *why)
{
    sqlite3_stmt *insert = NULL;
    bool good =
        prepare(builder, "INSERT OR IGNORE INTO address VALUES (?1, ?2, ?3, ?4, ?5)", &insert);
    for (size_t at = 0; good && at < builder->address_count; at++)
        good = address_put(builder, &builder->addresses[at], insert);
    sqlite3_finalize(insert);
    return (good && streets_put(builder)) || build_sql_fault(builder, why);
}

/* ---- the rest ---- */

static bool count_read(struct pack_builder *builder, const char *text, long *out)
{
    sqlite3_stmt *query = NULL;
    bool good = prepare(builder, text, &query) && sqlite3_step(query) == SQLITE_ROW;
    *out = good ? (long)sqlite3_column_int64(query, 0) : 0;
    sqlite3_finalize(query);
    return good;
}

bool build_meta_write(struct pack_builder *builder, struct fault *why)
{
    static const char *const names[] = {"west", "south", "east", "north"};
    struct box box = box_is_empty(builder->detail) ? builder->all : builder->detail;
    double values[] = {box.west, box.south, box.east, box.north};
    sqlite3_stmt *insert = NULL;
    char version[64];
    bool good = prepare(builder, "INSERT INTO meta VALUES (?1, ?2)", &insert);
    for (int at = 0; good && at < 4; at++) {
        sqlite3_bind_text(insert, 1, names[at], -1, SQLITE_STATIC);
        sqlite3_bind_double(insert, 2, values[at]);
        good = run(insert);
    }
    sqlite3_finalize(insert);
    snprintf(version, sizeof version, "PRAGMA user_version = %d", PACK_VERSION);
    good = good && sqlite3_exec(builder->base, version, NULL, NULL, NULL) == SQLITE_OK &&
           count_read(builder, "SELECT count(*) FROM candidate", &builder->counts.candidates) &&
           count_read(builder, "SELECT count(*) FROM wijk", &builder->counts.wijken);
    return good || build_sql_fault(builder, why);
}
