/* SPDX-License-Identifier: EUPL-1.2 */
/* mvt_make.h – small vector tiles, written by hand for tests, and MBTiles to put them in. */
#ifndef TESTS_EXCHANGE_MVT_MAKE_H
#define TESTS_EXCHANGE_MVT_MAKE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>
#include <zlib.h>

#include "base/arena.h"
#include "kit/kit.h"

static inline void make_varint(struct buffer *out, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        buffer_add_byte(out, (char)(0x80 | (value & 0x7f)));
    buffer_add_byte(out, (char)value);
}

static inline void make_field(struct buffer *out, int number, const void *bytes, size_t size)
{
    make_varint(out, (uint64_t)number << 3 | 2);
    make_varint(out, size);
    buffer_add(out, bytes, size);
}

static inline void make_number(struct buffer *out, int number, uint64_t value)
{
    make_varint(out, (uint64_t)number << 3);
    make_varint(out, value);
}

static inline uint32_t make_zigzag(int32_t value)
{
    return ((uint32_t)value << 1) ^ (uint32_t)(value >> 31);
}

/* One path of `count` points (x, y, x, y, …): a point, a line or a ring. */
static inline void make_path(struct buffer *out, int shape, const int32_t *points, int count,
                             int32_t cursor[2])
{
    for (int at = 0; at < count; at++) {
        if (at == 0)
            make_varint(out, 1 | 1 << 3);
        if (at == 1)
            make_varint(out, 2 | (uint64_t)(count - 1) << 3);
        make_varint(out, make_zigzag(points[2 * at] - cursor[0]));
        make_varint(out, make_zigzag(points[2 * at + 1] - cursor[1]));
        cursor[0] = points[2 * at];
        cursor[1] = points[2 * at + 1];
    }
    if (shape == 3)
        make_varint(out, 7 | 1 << 3);
}

/* A feature; `tags` are pairs of key and value index. */
static inline void make_feature(struct buffer *layer, int shape, const int32_t *points, int count,
                                const uint32_t *tags, int tag_count)
{
    struct buffer feature, part;
    int32_t cursor[2] = {0, 0};
    buffer_init(&feature, 1 << 20);
    buffer_init(&part, 1 << 20);
    for (int at = 0; at < tag_count; at++)
        make_varint(&part, tags[at]);
    make_field(&feature, 2, buffer_text(&part), part.size);
    make_number(&feature, 3, (uint64_t)shape);
    buffer_empty(&part);
    make_path(&part, shape, points, count, cursor);
    make_field(&feature, 4, buffer_text(&part), part.size);
    make_field(layer, 2, feature.data, feature.size);
    buffer_clear(&feature);
    buffer_clear(&part);
}

static inline void make_text_value(struct buffer *layer, const char *text)
{
    struct buffer value;
    buffer_init(&value, 1 << 16);
    make_field(&value, 1, text, strlen(text));
    make_field(layer, 4, value.data, value.size);
    buffer_clear(&value);
}

static inline void make_layer(struct buffer *tile, const char *name, const struct buffer *inside)
{
    struct buffer layer;
    buffer_init(&layer, 8 << 20);
    make_field(&layer, 1, name, strlen(name));
    buffer_add(&layer, buffer_text(inside), inside->size);
    make_number(&layer, 5, 4096);
    make_number(&layer, 15, 2);
    make_field(tile, 3, layer.data, layer.size);
    buffer_clear(&layer);
}

/* A tile with one named street, one building over the right edge and one house number. */
static inline void make_tile(struct buffer *out)
{
    const int32_t street[] = {100, 2000, 2000, 2000, 4200, 2000};
    const int32_t building[] = {4000, 100, 4150, 100, 4150, 200, 4000, 200};
    const int32_t house[] = {1000, 2010};
    struct buffer layer;
    buffer_init(&layer, 1 << 20);
    make_feature(&layer, 2, street, 3, (const uint32_t[]){0, 0, 1, 1}, 4);
    make_field(&layer, 3, "class", 5);
    make_field(&layer, 3, "name:latin", 10);
    make_text_value(&layer, "minor");
    make_text_value(&layer, "Rue Haute - Hoogstraat");
    make_layer(out, "transportation_name", &layer);
    buffer_empty(&layer);
    make_feature(&layer, 3, building, 4, NULL, 0);
    make_layer(out, "building", &layer);
    buffer_empty(&layer);
    make_feature(&layer, 1, house, 1, (const uint32_t[]){0, 0}, 2);
    make_field(&layer, 3, "housenumber", 11);
    make_text_value(&layer, "12--14");
    make_layer(out, "housenumber", &layer);
    buffer_clear(&layer);
}

static inline void make_gzip(const void *bytes, size_t size, struct buffer *out)
{
    z_stream stream = {.next_in = (z_const Bytef *)bytes, .avail_in = (uInt)size};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    uLong room = deflateBound(&stream, (uLong)size);
    char *packed = memory_take(room);
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)room;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    buffer_add(out, packed, stream.total_out);
    deflateEnd(&stream);
    free(packed);
}

static inline void make_sql(sqlite3 *base, const char *text)
{
    if (sqlite3_exec(base, text, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", text, sqlite3_errmsg(base));
}

static inline sqlite3 *make_mbtiles(const char *path)
{
    sqlite3 *base = NULL;
    assert_int_equal(sqlite3_open(path, &base), SQLITE_OK);
    make_sql(base, "CREATE TABLE metadata(name text, value text);"
                   "CREATE TABLE tiles(zoom_level integer, tile_column integer, tile_row integer,"
                   " tile_data blob); INSERT INTO metadata VALUES('format', 'pbf')");
    return base;
}

static inline void make_put(sqlite3 *base, int zoom, int x, int y, const void *bytes, size_t size)
{
    sqlite3_stmt *insert = NULL;
    sqlite3_prepare_v2(base, "INSERT INTO tiles VALUES(?1, ?2, ?3, ?4)", -1, &insert, NULL);
    sqlite3_bind_int(insert, 1, zoom);
    sqlite3_bind_int(insert, 2, x);
    sqlite3_bind_int(insert, 3, (1 << zoom) - 1 - y);
    sqlite3_bind_blob64(insert, 4, bytes, size, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_finalize(insert);
}

#endif
