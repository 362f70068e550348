/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pack/builder_inner.h"
#include "pack/part_inner.h"

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

/* Before it is sorted each record is told its place in the drawing order. */
struct sorted {
    int64_t key;
    uint32_t order, at; /* layer, kind and rank; in the builder's index */
};

static int sorted_order(const void *a, const void *b)
{
    const struct sorted *one = a, *two = b;
    if (one->key != two->key)
        return one->key < two->key ? -1 : 1;
    if (one->order != two->order)
        return one->order < two->order ? -1 : 1;
    return one->at < two->at ? -1 : one->at > two->at;
}

static struct sorted *records_sort(const struct pack_builder *builder)
{
    struct sorted *sorted = memory_take((builder->index_count + 1) * sizeof *sorted);
    for (size_t at = 0; at < builder->index_count; at++) {
        const struct build_record *record = &builder->index[at];
        const struct cell_style *style = &builder->styles.styles[record->mark.style];
        int order = cell_order(style->layer, (enum feature_kind)style->kind) << 8 | style->rank;
        sorted[at] = (struct sorted){record->key, (uint32_t)order, (uint32_t)at};
    }
    if (builder->index_count)
        qsort(sorted, builder->index_count, sizeof *sorted, sorted_order);
    return sorted;
}

static void layer_grow(struct pack_layer *layer, struct cell_key key,
                       const struct cell_style *style)
{
    if (layer->max_zoom < 0)
        *layer = (struct pack_layer){key.band, key.level, 255, 0, key.x, key.y, key.x, key.y};
    layer->min_zoom = style->min_zoom < layer->min_zoom ? style->min_zoom : layer->min_zoom;
    layer->max_zoom = style->max_zoom > layer->max_zoom ? style->max_zoom : layer->max_zoom;
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

/* The records from `sorted` on that lie in one cell, as bytes. Returns how many. */
static size_t cell_fill(struct pack_builder *builder, const struct sorted *sorted, size_t left,
                        struct pack_layer *layers, struct buffer *bytes)
{
    struct cell_key key;
    size_t count = 0;
    cell_key_unpack(sorted->key, &key);
    int shift = CELL_GRID_BITS - key.level;
    int32_t x = key.x << shift, y = key.y << shift;
    buffer_empty(bytes);
    for (; count < left && sorted[count].key == sorted->key; count++) {
        const struct build_record *record = &builder->index[sorted[count].at];
        const struct cell_style *style = &builder->styles.styles[record->mark.style];
        struct cell_mark mark = record->mark;
        mark.style = builder->styles.numbers.settled[mark.style];
        mark.word = builder->words.numbers.settled[mark.word];
        mark.word_fr = builder->words.numbers.settled[mark.word_fr];
        cell_mark_write(mark, *style, &x, &y, bytes);
        buffer_add(bytes, builder->records.data + record->at, record->size);
        layer_grow(&layers[key.band * CELL_LEVELS + key.level], key, style);
    }
    return count;
}

bool build_cells_write(struct pack_builder *builder, struct fault *why)
{
    struct pack_layer layers[PACK_LAYERS];
    struct buffer bytes;
    sqlite3_stmt *insert = NULL;
    for (int at = 0; at < PACK_LAYERS; at++)
        layers[at] = (struct pack_layer){.max_zoom = -1};
    struct sorted *sorted = records_sort(builder);
    buffer_init(&bytes, (size_t)512 << 20);
    bool good = prepare(builder, "INSERT INTO cell VALUES (?1, ?2)", &insert);
    for (size_t at = 0; good && at < builder->index_count;) {
        sqlite3_bind_int64(insert, 1, sorted[at].key);
        at += cell_fill(builder, sorted + at, builder->index_count - at, layers, &bytes);
        sqlite3_bind_blob64(insert, 2, bytes.data, bytes.size, SQLITE_STATIC);
        builder->counts.cells++;
        good = !bytes.full && run(insert);
    }
    sqlite3_finalize(insert);
    buffer_clear(&bytes);
    free(sorted);
    return good ? layers_write(builder, layers, why) : build_sql_fault(builder, why);
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
           count_read(builder, "SELECT count(*) FROM wijk", &builder->counts.wijken);
    return good || build_sql_fault(builder, why);
}
