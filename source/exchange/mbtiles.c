/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/read.h"

#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "base/log.h"
#include "exchange/source_inner.h"
#include "exchange/tile_inner.h"

enum { STREET_METRES = 60 }; /* from a house to its street */
enum { TILES_SHARE = 850 };  /* of the progress, in thousandths */
enum { SQL_LENGTH = 16 * 1024 * 1024 };

struct archive {
    sqlite3 *base;
    char name[256];
};

/* A file that was cut off or gnawed at is told as such, whatever was asked of it. */
static bool sql_fault(sqlite3 *base, const char *file, const char *key, struct fault *why)
{
    bool damaged = base && sqlite3_errcode(base) == SQLITE_CORRUPT;
    fault_set(why, FAULT_INPUT, damaged ? "fault.mbtiles.damaged" : key);
    fault_detail(why, "%s", base ? sqlite3_errmsg(base) : "");
    return fault_in(why, file);
}

static bool head_check(const char *path, struct fault *why)
{
    char head[16] = {0};
    FILE *file = fopen(path, "rb");
    if (!file) {
        fault_set(why, FAULT_MISSING, "fault.file.missing");
        return fault_in(why, path);
    }
    size_t size = fread(head, 1, sizeof head, file);
    fclose(file);
    if (size == 0) {
        fault_set(why, FAULT_INPUT, "fault.exchange.empty");
        return fault_in(why, path);
    }
    if (memcmp(head, "SQLite format 3", sizeof head) != 0) {
        fault_set(why, FAULT_INPUT, "fault.mbtiles.foreign");
        return fault_in(why, path);
    }
    return true;
}

static bool archive_open(const char *path, struct archive *out, struct fault *why)
{
    *out = (struct archive){0};
    snprintf(out->name, sizeof out->name, "%s", source_file_name(path));
    if (!head_check(path, why))
        return false;
    if (sqlite3_open_v2(path, &out->base, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK) {
        sql_fault(out->base, path, "fault.mbtiles.foreign", why);
        sqlite3_close(out->base);
        return false;
    }
    sqlite3_limit(out->base, SQLITE_LIMIT_LENGTH, SQL_LENGTH);
    sqlite3_exec(out->base, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", NULL, NULL,
                 NULL);
    return true;
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

static bool format_check(const struct archive *archive, const char *path, struct fault *why)
{
    char format[32];
    metadata_read(archive->base, "format", format, sizeof format);
    if (!format[0] || strcmp(format, "pbf") == 0)
        return true;
    fault_set_text(why, FAULT_INPUT, "fault.mbtiles.raster", format);
    return fault_in(why, path);
}

static bool source_give(const struct archive *archive, const struct sink *sink, struct fault *why)
{
    char attribution[512], plain[512], licence[128], date[32];
    metadata_read(archive->base, "attribution", attribution, sizeof attribution);
    metadata_read(archive->base, "licence", licence, sizeof licence);
    metadata_read(archive->base, "date", date, sizeof date);
    if (!date[0])
        metadata_read(archive->base, "planetiler:osm:osmosisreplicationtime", date, sizeof date);
    source_plain(attribution[0] ? attribution : "© OpenMapTiles © OpenStreetMap contributors",
                 plain, sizeof plain);
    struct source_note note = {.kind = "map",
                               .file = archive->name,
                               .attribution = plain,
                               .licence = licence[0] ? licence : "ODbL 1.0",
                               .date = date};
    return !sink->source || sink->source(sink->data, &note, why);
}

/* The zooms to read, and how many tiles they have. */
static bool zooms_find(const struct archive *archive, const char *path, struct tile_reader *reader,
                       long *tiles, struct fault *why)
{
    sqlite3_stmt *query = NULL;
    if (sqlite3_prepare_v2(archive->base,
                           "SELECT min(max(zoom_level, 10)), max(zoom_level),"
                           " count(*) FROM tiles WHERE zoom_level BETWEEN 0 AND 16",
                           -1, &query, NULL) != SQLITE_OK ||
        sqlite3_step(query) != SQLITE_ROW) {
        sqlite3_finalize(query);
        return sql_fault(archive->base, path, "fault.mbtiles.tables", why);
    }
    *tiles = (long)sqlite3_column_int64(query, 2);
    reader->top = sqlite3_column_int(query, 1);
    reader->low = sqlite3_column_int(query, 0);
    reader->low = reader->low > reader->top ? reader->top : reader->low;
    sqlite3_finalize(query);
    if (*tiles > 0)
        return true;
    fault_set(why, FAULT_INPUT, "fault.mbtiles.no_tiles");
    return fault_in(why, path);
}

static bool progress_say(const struct sink *sink, int thousandths, struct fault *why)
{
    if (!sink->progress || sink->progress(sink->data, "map", thousandths))
        return true;
    return fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
}

static bool tile_give(struct tile_reader *reader, struct tile tile, const void *bytes, size_t size,
                      struct fault *why)
{
    reader->counts.tiles++;
    reader->top_tiles += tile.z == reader->top;
    enum tile_result result = bytes ? tile_read(reader, tile, bytes, size, why) : TILE_BROKEN;
    if (result == TILE_BROKEN) {
        log_warn("mbtiles: tile %d/%d/%d cannot be read", tile.z, tile.x, tile.y);
        reader->broken_tiles++;
        reader->counts.broken++;
    }
    return result != TILE_STOPPED;
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

static bool rows_check(const struct tile_reader *reader, const char *path, struct fault *why)
{
    if (reader->top_tiles == 0) {
        fault_set(why, FAULT_INPUT, "fault.mbtiles.outside");
        return fault_in(why, path);
    }
    if (reader->broken_tiles * 10 > reader->counts.tiles) {
        fault_set(why, FAULT_INPUT, "fault.mbtiles.broken");
        message_add_count(&why->what, reader->broken_tiles);
        message_add_count(&why->what, reader->counts.tiles);
        return fault_in(why, path);
    }
    if (!reader->known) {
        fault_set(why, FAULT_INPUT, "fault.mbtiles.schema");
        return fault_in(why, path);
    }
    return true;
}

static bool tiles_walk(const struct archive *archive, const char *path, struct tile_reader *reader,
                       long tiles, struct fault *why)
{
    sqlite3_stmt *query = NULL;
    int state = SQLITE_DONE;
    if (sqlite3_prepare_v2(archive->base,
                           "SELECT zoom_level, tile_column, tile_row, CASE WHEN"
                           " length(tile_data) <= 8388608 THEN tile_data END FROM tiles"
                           " WHERE zoom_level BETWEEN ?1 AND ?2"
                           " ORDER BY zoom_level, tile_column, tile_row",
                           -1, &query, NULL) != SQLITE_OK)
        return sql_fault(archive->base, path, "fault.mbtiles.tables", why);
    sqlite3_bind_int(query, 1, reader->low);
    sqlite3_bind_int(query, 2, reader->top);
    bool good = true;
    for (long seen = 1; good && (state = sqlite3_step(query)) == SQLITE_ROW; seen++)
        good = row_read(query, reader, why) &&
               progress_say(reader->sink, (int)(seen * TILES_SHARE / (tiles ? tiles : 1)), why);
    if (good && state != SQLITE_DONE)
        good = sql_fault(archive->base, path, "fault.mbtiles.damaged", why);
    sqlite3_finalize(query);
    return good && rows_check(reader, path, why);
}

static bool streets_give(struct tile_reader *reader, struct fault *why)
{
    const struct street_book *streets = &reader->streets;
    for (size_t at = 0; at < streets->line_count; at++) {
        const struct street_line *line = &streets->lines[at];
        uint32_t end = (uint32_t)line->count;
        uint8_t top = (uint8_t)reader->top;
        struct feature feature = {.kind = FEATURE_STREET_NAME,
                                  .shape = SHAPE_LINE,
                                  .min_zoom =
                                      line->name->min_zoom > top ? line->name->min_zoom : top,
                                  .max_zoom = 255,
                                  .rank = line->name->rank,
                                  .name = line->name->nl,
                                  .name_fr = line->name->fr,
                                  .spots = streets->spots + line->first,
                                  .path_ends = &end,
                                  .path_count = 1};
        reader->counts.features++;
        if (reader->sink->feature && !reader->sink->feature(reader->sink->data, &feature, why))
            return false;
    }
    return true;
}

static bool house_give(struct tile_reader *reader, const struct house *house, struct fault *why)
{
    const struct sink *sink = reader->sink;
    const struct street_name *street =
        street_book_near(&reader->streets, house->spot, STREET_METRES);
    struct address address = {point_of_spot(house->spot), street ? street->nl : "", house->number};
    uint32_t end = 1;
    struct feature feature = {.kind = FEATURE_HOUSE_NUMBER,
                              .shape = SHAPE_POINT,
                              .min_zoom = 17,
                              .max_zoom = 255,
                              .rank = 9,
                              .name = house->number,
                              .name_fr = "",
                              .spots = &house->spot,
                              .path_ends = &end,
                              .path_count = 1};
    reader->counts.features++;
    reader->counts.addresses++;
    return (!sink->feature || sink->feature(sink->data, &feature, why)) &&
           (!sink->address || sink->address(sink->data, &address, why));
}

static bool houses_give(struct tile_reader *reader, struct fault *why)
{
    enum { STEP = 8192 };
    for (size_t at = 0; at < reader->house_count; at++) {
        int share = (int)(at * (1000 - TILES_SHARE) / reader->house_count);
        if (at % STEP == 0 && !progress_say(reader->sink, TILES_SHARE + share, why))
            return false;
        if (!house_give(reader, &reader->houses[at], why))
            return false;
    }
    return progress_say(reader->sink, 1000, why);
}

static void counts_add(struct read_counts *to, const struct read_counts *from)
{
    to->features += from->features;
    to->addresses += from->addresses;
    to->tiles += from->tiles;
    to->skipped += from->skipped;
    to->broken += from->broken;
}

static bool archive_read(const struct archive *archive, const char *path,
                         struct tile_reader *reader, struct fault *why)
{
    long tiles = 0;
    if (!format_check(archive, path, why) || !zooms_find(archive, path, reader, &tiles, why) ||
        !source_give(archive, reader->sink, why) || !tiles_walk(archive, path, reader, tiles, why))
        return false;
    street_book_join(&reader->streets);
    return streets_give(reader, why) && houses_give(reader, why);
}

bool mbtiles_read(const char *path, struct box box, const struct sink *sink,
                  struct read_counts *counts, struct fault *why)
{
    struct archive archive;
    struct tile_reader reader;
    if (!archive_open(path, &archive, why))
        return false;
    tile_reader_init(&reader, sink, box);
    bool good = archive_read(&archive, path, &reader, why);
    counts_add(counts, &reader.counts);
    tile_reader_clear(&reader);
    sqlite3_close(archive.base);
    return good;
}
