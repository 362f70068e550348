/* SPDX-License-Identifier: EUPL-1.2 */
/* Map tiles as they should not be: each archive is made here, with sqlite and zlib. */
#include "story/story.h"

#include <sqlite3.h>
#include <zlib.h>

enum { ZOOM = 14, COLUMN = 8389, ROW_FROM_SOUTH = 16384 - 1 - 5495 }; /* over Molenbeek */
enum { MEGABYTE = 1024 * 1024 };

static void run(sqlite3 *base, const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(base, sql, NULL, NULL, &why) != SQLITE_OK) {
        fail_msg("%s: %s", sql, why);
    }
}

static sqlite3 *archive_make(const char *path, const char *tables)
{
    sqlite3 *base = NULL;
    remove(path);
    assert_int_equal(sqlite3_open(path, &base), SQLITE_OK);
    run(base, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY");
    run(base, tables);
    return base;
}

static const char usual[] =
    "CREATE TABLE metadata(name text, value text);"
    "CREATE TABLE tiles(zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"
    "INSERT INTO metadata VALUES ('format', 'pbf')";

static void tile_add(sqlite3 *base, const void *bytes, size_t size)
{
    sqlite3_stmt *insert = NULL;
    sqlite3_prepare_v2(base, "INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", -1, &insert, NULL);
    sqlite3_bind_int(insert, 1, ZOOM);
    sqlite3_bind_int(insert, 2, COLUMN);
    sqlite3_bind_int(insert, 3, ROW_FROM_SOUTH);
    sqlite3_bind_blob64(insert, 4, bytes, size, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_finalize(insert);
}

/* gzip of `bytes`; free it. */
static void *packed(const void *bytes, size_t size, size_t *out)
{
    z_stream stream = {0};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    *out = deflateBound(&stream, size) + 64;
    Bytef *room = malloc(*out);
    stream.next_in = (Bytef *)(void *)(size_t)bytes;
    stream.avail_in = (uInt)size;
    stream.next_out = room;
    stream.avail_out = (uInt)*out;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    *out = stream.total_out;
    deflateEnd(&stream);
    return room;
}

/* The build is refused, and no file is left that looks like an area; an older one stays. */
static void refused(struct story *story, const char *tiles, const char *key)
{
    char out[KIT_PATH], wijken[KIT_PATH];
    snprintf(out, sizeof out, "%s", kit_file(story->folder, "area.wijkpak", "older", 5));
    snprintf(wijken, sizeof wijken, "%s",
             kit_path(STORY_ASSETS "/demo", "molenbeek_wijken.geojson"));
    tell(story, 3, "pack", "--out", out, "--tiles", tiles, "--wijken", wijken, "--wijk", MOLENBEEK);
    story_said(story, key);
    struct buffer kept;
    file_take(out, &kept);
    assert_string_equal(buffer_text(&kept), "older");
    buffer_clear(&kept);
}

static void one_tile(struct story *story, const void *bytes, size_t size, const char *key)
{
    char path[KIT_PATH];
    snprintf(path, sizeof path, "%s", story_path(story, "map.mbtiles"));
    sqlite3 *base = archive_make(path, usual);
    tile_add(base, bytes, size);
    sqlite3_close(base);
    refused(story, path, key);
}

static void broken_gzip_is_told(void **state)
{
    struct story *story = *state;
    size_t size;
    story->may_warn = true;
    char *tile = packed("wijkpeil wijkpeil wijkpeil wijkpeil", 35, &size);
    one_tile(story, tile, size - 9, "fault.tiles.broken");
    memset(tile + 12, 0xff, size - 14);
    one_tile(story, tile, size, "fault.tiles.broken");
    free(tile);
}

static void broken_protobuf_is_told(void **state)
{
    static const char *const tiles[] = {
        "\x1a\xff\xff\xff\xff\x0f",                         /* a layer beyond the end */
        "\x1a\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", /* a length without end */
        "\x1b\x1b\x1b\x1b",                                 /* groups, never closed */
        "this is text, not protobuf",
    };
    struct story *story = *state;
    story->may_warn = true;
    for (size_t i = 0; i < sizeof tiles / sizeof *tiles; i++) {
        size_t size;
        one_tile(story, tiles[i], strlen(tiles[i]), "fault.tiles.broken");
        char *tile = packed(tiles[i], strlen(tiles[i]), &size);
        one_tile(story, tile, size, "fault.tiles.broken");
        free(tile);
    }
}

static void a_tile_of_a_hundred_megabytes_is_told(void **state)
{
    struct story *story = *state;
    char path[KIT_PATH];
    story->may_warn = true;
    snprintf(path, sizeof path, "%s", story_path(story, "map.mbtiles"));
    sqlite3 *base = archive_make(path, usual);
    char sql[128];
    snprintf(sql, sizeof sql, "INSERT INTO tiles VALUES (%d, %d, %d, zeroblob(%d))", ZOOM, COLUMN,
             ROW_FROM_SOUTH, 100 * MEGABYTE);
    run(base, sql);
    sqlite3_close(base);
    refused(story, path, "fault.tiles.broken");

    size_t size; /* small as a file, a hundred megabytes unpacked */
    char *zeros = calloc(100, MEGABYTE);
    char *tile = packed(zeros, (size_t)100 * MEGABYTE, &size);
    assert_true(size < MEGABYTE);
    one_tile(story, tile, size, "fault.tiles.broken");
    free(tile);
    free(zeros);
}

static void another_schema_is_told(void **state)
{
    /* One layer "wegen" (version 2, extent 4096) with one point and no keys. */
    static const char tile[] = "\x1a\x15\x0a\x05"
                               "wegen\x12\x07\x18\x01\x22\x03\x09\x32\x22\x28\x80\x20\x78\x02";
    struct story *story = *state;
    one_tile(story, tile, sizeof tile - 1, "fault.tiles.schema");

    char path[KIT_PATH];
    snprintf(path, sizeof path, "%s", story_path(story, "map.mbtiles"));
    sqlite3_close(archive_make(path, "CREATE TABLE tegels(x integer)"));
    refused(story, path, "fault.mbtiles.tables");
    sqlite3_close(archive_make(path, usual));
    refused(story, path, "fault.tiles.no_tiles");
    sqlite3 *base = archive_make(path, usual);
    run(base,
        "UPDATE metadata SET value = 'png'; INSERT INTO tiles VALUES (14, 1, 1, x'89504e47')");
    sqlite3_close(base);
    refused(story, path, "fault.tiles.raster");
    base = archive_make(path, usual);
    run(base, "INSERT INTO tiles VALUES (14, 1, 1, x'00')");
    sqlite3_close(base);
    refused(story, path, "fault.tiles.outside");
}

static void what_is_no_archive_is_told(void **state)
{
    struct story *story = *state;
    refused(story, kit_file(story->folder, "map.mbtiles", "", 0), "fault.exchange.empty");
    refused(story, kit_file(story->folder, "map.mbtiles", "PK\3\4 a zip", 10),
            "fault.tiles.foreign");
    struct buffer whole;
    file_take(kit_path(STORY_ASSETS "/demo", "molenbeek.mbtiles"), &whole);
    story->may_warn = true;
    refused(story, kit_file(story->folder, "map.mbtiles", whole.data, whole.size / 2),
            "fault.mbtiles.damaged");
    buffer_clear(&whole);
    tell(story, 4, "pack", "--out", story_path(story, "x.wijkpak"), "--tiles",
         story_path(story, "nergens.mbtiles"), "--wijken",
         kit_path(STORY_ASSETS "/demo", "molenbeek_wijken.geojson"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(broken_gzip_is_told),
        STORY(broken_protobuf_is_told),
        STORY(a_tile_of_a_hundred_megabytes_is_told),
        STORY(another_schema_is_told),
        STORY(what_is_no_archive_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
