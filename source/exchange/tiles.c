/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/tiles_inner.h"

#include <string.h>

#include "base/log.h"
#include "exchange/kind_inner.h"
#include "exchange/source_inner.h"

enum { STREET_METRES = 60 }; /* from a house to its street */
enum { TOLD = 20 };          /* broken tiles in the log */
enum { TILES_SHARE = 850 };  /* of the progress, in thousandths */

static bool progress_say(const struct sink *sink, int thousandths, struct fault *why)
{
    if (!sink->progress || sink->progress(sink->data, "map", thousandths))
        return true;
    return fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
}

bool tiles_progress(const struct tile_reader *reader, uint64_t done, uint64_t total,
                    struct fault *why)
{
    double share = total ? (double)done / (double)total : 1;
    return progress_say(reader->sink, (int)(TILES_SHARE * (share < 1 ? share : 1)), why);
}

bool tile_give(struct tile_reader *reader, struct tile tile, const void *bytes, size_t size,
               struct fault *why)
{
    reader->counts.tiles++;
    reader->top_tiles += tile.z == reader->top;
    enum tile_result result = bytes ? tile_read(reader, tile, bytes, size, why) : TILE_BROKEN;
    if (result == TILE_BROKEN) {
        if (reader->broken_tiles++ < TOLD)
            log_warn("tiles: %d/%d/%d cannot be read", tile.z, tile.x, tile.y);
        reader->counts.broken++;
    }
    return result != TILE_STOPPED;
}

static bool rows_check(const struct tile_reader *reader, const char *path, struct fault *why)
{
    if (reader->top_tiles == 0) {
        fault_set(why, FAULT_INPUT, "fault.tiles.outside");
        return fault_in(why, path);
    }
    if (reader->broken_tiles * 10 > reader->counts.tiles) {
        fault_set(why, FAULT_INPUT, "fault.tiles.broken");
        message_add_count(&why->what, reader->broken_tiles);
        message_add_count(&why->what, reader->counts.tiles);
        return fault_in(why, path);
    }
    if (!kind_schema_known(reader->seen)) {
        fault_set(why, FAULT_INPUT, "fault.tiles.schema");
        return fault_in(why, path);
    }
    return true;
}

static bool source_give(const struct tile_archive *archive, const char *path,
                        const struct tile_reader *reader, struct fault *why)
{
    char plain[512];
    const struct sink *sink = reader->sink;
    const char *usual = reader->seen & SCHEMA_OPENMAPTILES
                            ? "© OpenMapTiles © OpenStreetMap contributors"
                            : "© OpenStreetMap contributors";
    source_plain(archive->attribution[0] ? archive->attribution : usual, plain, sizeof plain);
    struct source_note note = {.kind = "map",
                               .file = source_file_name(path),
                               .attribution = plain,
                               .licence = archive->licence[0] ? archive->licence : "ODbL 1.0",
                               .date = archive->date};
    return !sink->source || sink->source(sink->data, &note, why);
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

/* What the first bytes say, whatever the name. */
static bool archive_open(const char *path, struct tile_archive *out, struct fault *why)
{
    char head[16] = {0};
    FILE *file = fopen(path, "rb");
    if (!file) {
        fault_set(why, FAULT_MISSING, "fault.file.missing");
        return fault_in(why, path);
    }
    size_t size = fread(head, 1, sizeof head, file);
    fclose(file);
    *out = (struct tile_archive){0};
    if (memcmp(head, "SQLite format 3", sizeof head) == 0)
        return mbtiles_open(path, out, why);
    if (memcmp(head, "PMTiles", 7) == 0)
        return pmtiles_open(path, out, why);
    fault_set(why, FAULT_INPUT, size ? "fault.tiles.foreign" : "fault.exchange.empty");
    return fault_in(why, path);
}

static bool archive_read(const struct tile_archive *archive, const char *path,
                         struct tile_reader *reader, struct fault *why)
{
    reader->low = archive->low;
    reader->top = archive->top;
    if (!archive->walk(archive, reader, why) || !rows_check(reader, path, why) ||
        !source_give(archive, path, reader, why))
        return false;
    street_book_join(&reader->streets);
    return streets_give(reader, why) && houses_give(reader, why);
}

bool tiles_read(const char *path, struct box box, const struct sink *sink,
                struct read_counts *counts, struct fault *why)
{
    struct tile_archive archive;
    struct tile_reader reader;
    if (!archive_open(path, &archive, why))
        return false;
    tile_reader_init(&reader, sink, box);
    bool good = archive_read(&archive, path, &reader, why);
    counts_add(counts, &reader.counts);
    tile_reader_clear(&reader);
    archive.close(&archive);
    return good;
}
