/* SPDX-License-Identifier: EUPL-1.2 */
/* pmtiles_make.h – PMTiles files written for tests, by the letter of the specification: from the tiles of an MBTiles,
 * or with directories that say what no writer would. */
#ifndef TESTS_EXCHANGE_PMTILES_MAKE_H
#define TESTS_EXCHANGE_PMTILES_MAKE_H

#include "exchange/mvt_make.h"
#include "exchange/pmtiles_inner.h"

enum { MAKE_TILES = 4096, MAKE_BYTES = 64 << 20 };

/* entries to bytes, not yet packed */
static inline void make_directory(const struct pmtiles_entry *entries, size_t count, struct buffer *out)
{
    make_varint(out, count);
    for (size_t at = 0; at < count; at++)
        make_varint(out, entries[at].id - (at ? entries[at - 1].id : 0));
    for (size_t at = 0; at < count; at++)
        make_varint(out, entries[at].run);
    for (size_t at = 0; at < count; at++)
        make_varint(out, entries[at].size);
    for (size_t at = 0; at < count; at++) {
        bool follows = at && entries[at].offset == entries[at - 1].offset + entries[at - 1].size;
        make_varint(out, follows ? 0 : entries[at].offset + 1);
    }
}

static inline void make_part(struct buffer *out, uint64_t offset, uint64_t size)
{
    for (int at = 0; at < 8; at++)
        buffer_add_byte(out, (char)(offset >> 8 * at));
    for (int at = 0; at < 8; at++)
        buffer_add_byte(out, (char)(size >> 8 * at));
}

struct make_parts {
    struct buffer root, metadata, leaves, tiles; /* as they will lie in the file */
    int version, inside, packing, type;
};

static inline void make_parts_init(struct make_parts *parts)
{
    *parts = (struct make_parts){.version = 3, .inside = 2, .packing = 2, .type = 1};
    buffer_init(&parts->root, MAKE_BYTES);
    buffer_init(&parts->metadata, MAKE_BYTES);
    buffer_init(&parts->leaves, MAKE_BYTES);
    buffer_init(&parts->tiles, MAKE_BYTES);
}

static inline void make_parts_clear(struct make_parts *parts)
{
    buffer_clear(&parts->root);
    buffer_clear(&parts->metadata);
    buffer_clear(&parts->leaves);
    buffer_clear(&parts->tiles);
}

static inline void make_file_of_parts(const struct make_parts *parts, struct buffer *out)
{
    const struct buffer *all[] = {&parts->root, &parts->metadata, &parts->leaves, &parts->tiles};
    uint64_t offset = PMTILES_HEAD;
    buffer_init(out, MAKE_BYTES);
    buffer_add(out, "PMTiles", 7);
    buffer_add_byte(out, (char)parts->version);
    for (int at = 0; at < 4; at++) {
        make_part(out, offset, all[at]->size);
        offset += all[at]->size;
    }
    for (int at = 0; at < 24 + 1; at++) /* counts unknown, not clustered */
        buffer_add_byte(out, 0);
    buffer_add_byte(out, (char)parts->inside);
    buffer_add_byte(out, (char)parts->packing);
    buffer_add_byte(out, (char)parts->type);
    while (out->size < PMTILES_HEAD)
        buffer_add_byte(out, 0);
    out->data[101] = 14; /* deepest zoom */
    for (int at = 0; at < 4; at++)
        buffer_add(out, buffer_text(all[at]), all[at]->size);
}

/* A directory, packed, at the end of `out`; returns where. */
static inline struct pmtiles_part make_packed_directory(const struct pmtiles_entry *entries, size_t count,
                                                        struct buffer *out)
{
    struct buffer plain;
    struct pmtiles_part part = {out->size, 0};
    buffer_init(&plain, MAKE_BYTES);
    make_directory(entries, count, &plain);
    make_gzip(plain.data, plain.size, out);
    part.size = out->size - part.offset;
    buffer_clear(&plain);
    return part;
}

static inline int make_entry_order(const void *a, const void *b)
{
    const struct pmtiles_entry *left = a, *right = b;
    return left->id < right->id ? -1 : left->id > right->id;
}

/* The same bytes as the entry before: one entry that runs on. */
static inline size_t make_runs(struct pmtiles_entry *entries, size_t count, const struct buffer *tiles)
{
    size_t kept = 0;
    for (size_t at = 0; at < count; at++) {
        struct pmtiles_entry *last = kept ? &entries[kept - 1] : NULL;
        if (last && last->id + last->run == entries[at].id && last->size == entries[at].size &&
            memcmp(tiles->data + last->offset, tiles->data + entries[at].offset, last->size) == 0)
            last->run++;
        else
            entries[kept++] = entries[at];
    }
    return kept;
}

static inline size_t make_tiles_of(const char *mbtiles, struct buffer *tiles, struct pmtiles_entry *entries)
{
    sqlite3 *base = NULL;
    sqlite3_stmt *query = NULL;
    size_t count = 0;
    assert_int_equal(sqlite3_open_v2(mbtiles, &base, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(base, "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles", -1,
                                        &query, NULL), SQLITE_OK);
    while (sqlite3_step(query) == SQLITE_ROW) {
        int zoom = sqlite3_column_int(query, 0), size = sqlite3_column_bytes(query, 3);
        struct tile tile = {sqlite3_column_int(query, 1), (1 << zoom) - 1 - sqlite3_column_int(query, 2),
                            (int8_t)zoom};
        assert_true(count < MAKE_TILES);
        entries[count++] = (struct pmtiles_entry){pmtiles_id(tile), tiles->size, (uint32_t)size, 1};
        buffer_add(tiles, sqlite3_column_blob(query, 3), (size_t)size);
    }
    sqlite3_finalize(query);
    sqlite3_close(base);
    qsort(entries, count, sizeof *entries, make_entry_order);
    return make_runs(entries, count, tiles);
}

/* The tiles of an MBTiles as PMTiles, with leaves of `leaf` entries (0 = all in the root). */
static inline void make_pmtiles(const char *mbtiles, size_t leaf, struct buffer *out)
{
    struct make_parts parts;
    struct pmtiles_entry *entries = memory_take(MAKE_TILES * sizeof *entries), *roots = entries;
    make_parts_init(&parts);
    size_t count = make_tiles_of(mbtiles, &parts.tiles, entries), leaves = 0;
    const char *metadata = "{\"attribution\":\"© test\"}";
    make_gzip(metadata, strlen(metadata), &parts.metadata);
    if (leaf) {
        roots = memory_take(MAKE_TILES * sizeof *roots);
        for (size_t at = 0; at < count; at += leaf) {
            struct pmtiles_part part = make_packed_directory(
                entries + at, count - at < leaf ? count - at : leaf, &parts.leaves);
            roots[leaves++] = (struct pmtiles_entry){entries[at].id, part.offset, (uint32_t)part.size, 0};
        }
    }
    make_packed_directory(roots, leaf ? leaves : count, &parts.root);
    make_file_of_parts(&parts, out);
    make_parts_clear(&parts);
    if (leaf)
        free(roots);
    free(entries);
}

#endif
