/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "exchange/source_inner.h"
#include "exchange/tiles_inner.h"

enum { SQL_LENGTH = 16 * 1024 * 1024 };

struct mbtiles {
    sqlite3 *base;
    char path[1024];
    uint64_t tiles;
};

/* A file that was cut off or gnawed at is told as such, whatever was asked of it. */
static bool sql_fault(const struct mbtiles *file, const char *key, struct fault *why)
{
    bool damaged = file->base && sqlite3_errcode(file->base) == SQLITE_CORRUPT;
    fault_set(why, FAULT_INPUT, damaged ? "fault.mbtiles.damaged" : key);
    fault_detail(why, "%s", file->base ? sqlite3_errmsg(file->base) : "");
    return fault_in(why, file->path);
}

/* A value of the metadata table, "" when it is not there. */
static void metadata_read(sqlite3 *base, const char *name, char *out, size_t room)
{
    sqlite3_stmt *query = NULL;
    out[0] = 0;
    if (sqlite3_prepare_v2(base, "SELECT value FROM metadata WHERE name = ?1", -1, &query, NULL) ==
        SQLITE_OK) {
        sqlite3_bind_text(query, 1, name, -1, SQLITE_STATIC);
        if (sqlite3_step(query) == SQLITE_ROW && sqlite3_column_text(query, 0))
            source_text(out, room, (const char *)sqlite3_column_text(query, 0));
    }
    sqlite3_finalize(query);
}

static bool format_check(const struct mbtiles *file, struct fault *why)
{
    char format[32];
    metadata_read(file->base, "format", format, sizeof format);
    if (!format[0] || strcmp(format, "pbf") == 0)
        return true;
    fault_set_text(why, FAULT_INPUT, "fault.tiles.raster", format);
    return fault_in(why, file->path);
}

static void source_find(const struct mbtiles *file, struct tile_archive *out)
{
    metadata_read(file->base, "attribution", out->attribution, sizeof out->attribution);
    metadata_read(file->base, "licence", out->licence, sizeof out->licence);
    if (!out->licence[0])
        metadata_read(file->base, "license", out->licence, sizeof out->licence);
    metadata_read(file->base, "date", out->date, sizeof out->date);
    if (!out->date[0])
        metadata_read(file->base, "planetiler:osm:osmosisreplicationtime", out->date,
                      sizeof out->date);
}

/* The zooms to read, and how many tiles they have. */
static bool zooms_find(struct mbtiles *file, struct tile_archive *out, struct fault *why)
{
    sqlite3_stmt *query = NULL;
    if (sqlite3_prepare_v2(file->base,
                           "SELECT min(max(zoom_level, 10)), max(zoom_level),"
                           " count(*) FROM tiles WHERE zoom_level BETWEEN 0 AND 16",
                           -1, &query, NULL) != SQLITE_OK ||
        sqlite3_step(query) != SQLITE_ROW) {
        sqlite3_finalize(query);
        return sql_fault(file, "fault.mbtiles.tables", why);
    }
    file->tiles = (uint64_t)sqlite3_column_int64(query, 2);
    out->top = sqlite3_column_int(query, 1);
    out->low = sqlite3_column_int(query, 0);
    out->low = out->low > out->top ? out->top : out->low;
    sqlite3_finalize(query);
    if (file->tiles > 0)
        return true;
    fault_set(why, FAULT_INPUT, "fault.tiles.no_tiles");
    return fault_in(why, file->path);
}

/* One row of the tiles table; false when reading must stop. */
static bool row_read(sqlite3_stmt *query, struct tile_reader *reader, struct fault *why)
{
    int zoom = sqlite3_column_int(query, 0);
    int64_t side = (int64_t)1 << zoom;
    int64_t column = sqlite3_column_int64(query, 1), from_south = sqlite3_column_int64(query, 2);
    if (column < 0 || column >= side || from_south < 0 || from_south >= side)
        return tile_give(reader, (struct tile){0, 0, (int8_t)zoom}, NULL, 0, why);
    struct tile tile = {(int32_t)column, (int32_t)(side - 1 - from_south), (int8_t)zoom};
    if (reader->boxed && !spot_box_meets(tile_box(tile), tile_reader_box(reader, zoom)))
        return true;
    const void *bytes = sqlite3_column_blob(query, 3);
    return tile_give(reader, tile, bytes, (size_t)sqlite3_column_bytes(query, 3), why);
}

static bool mbtiles_walk(const struct tile_archive *archive, struct tile_reader *reader,
                         struct fault *why)
{
    const struct mbtiles *file = archive->body;
    sqlite3_stmt *query = NULL;
    int state = SQLITE_DONE;
    if (sqlite3_prepare_v2(file->base,
                           "SELECT zoom_level, tile_column, tile_row, CASE WHEN"
                           " length(tile_data) <= 8388608 THEN tile_data END FROM tiles"
                           " WHERE zoom_level BETWEEN ?1 AND ?2"
                           " ORDER BY zoom_level, tile_column, tile_row",
                           -1, &query, NULL) != SQLITE_OK)
        return sql_fault(file, "fault.mbtiles.tables", why);
    sqlite3_bind_int(query, 1, reader->low);
    sqlite3_bind_int(query, 2, reader->top);
    bool good = true;
    for (uint64_t seen = 1; good && (state = sqlite3_step(query)) == SQLITE_ROW; seen++)
        good = row_read(query, reader, why) && tiles_progress(reader, seen, file->tiles, why);
    if (good && state != SQLITE_DONE)
        good = sql_fault(file, "fault.mbtiles.damaged", why);
    sqlite3_finalize(query);
    return good;
}

static void mbtiles_close(struct tile_archive *archive)
{
    struct mbtiles *file = archive->body;
    sqlite3_close(file->base);
    free(file);
    archive->body = NULL;
}

static bool base_open(struct mbtiles *file, struct fault *why)
{
    if (sqlite3_open_v2(file->path, &file->base, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        return sql_fault(file, "fault.tiles.foreign", why);
    sqlite3_limit(file->base, SQLITE_LIMIT_LENGTH, SQL_LENGTH);
    sqlite3_exec(file->base, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", NULL, NULL,
                 NULL);
    return true;
}

bool mbtiles_open(const char *path, struct tile_archive *out, struct fault *why)
{
    struct mbtiles *file = memory_take(sizeof *file);
    *file = (struct mbtiles){0};
    *out = (struct tile_archive){.body = file, .walk = mbtiles_walk, .close = mbtiles_close};
    snprintf(file->path, sizeof file->path, "%s", path);
    if (base_open(file, why) && format_check(file, why) && zooms_find(file, out, why)) {
        source_find(file, out);
        return true;
    }
    mbtiles_close(out);
    return false;
}
