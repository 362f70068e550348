/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/read.h"

#include <math.h>

#include <stdio.h>

#include "exchange/gather.h"
#include "exchange/mvt_make.h"
#include "system/file.h"

static char folder[KIT_PATH];

struct reading {
    struct gather *gather;
    struct sink sink;
    struct read_counts counts;
    struct fault why;
    bool good;
};

static void reading_start(struct reading *reading)
{
    *reading = (struct reading){0};
    reading->gather = gather_new(&reading->sink);
}

static void reading_do(struct reading *reading, const char *path)
{
    reading->good =
        tiles_read(path, box_empty(), &reading->sink, &reading->counts, &reading->why);
}

static void refused(const char *path, enum fault_kind kind, const char *key)
{
    struct reading reading;
    reading_start(&reading);
    reading_do(&reading, path);
    assert_false(reading.good);
    kit_assert_fault(&reading.why, kind, key);
    gather_free(reading.gather);
}

/* `good` whole tiles of z14 in a row, then `bytes` as one more. */
static const char *tiles_file(const char *name, int good, const void *bytes, size_t size)
{
    const char *path = kit_path(folder, name);
    struct buffer tile, packed;
    sqlite3 *base = make_mbtiles(path);
    buffer_init(&tile, 1 << 20);
    buffer_init(&packed, 1 << 20);
    make_tile(&tile);
    make_gzip(tile.data, tile.size, &packed);
    for (int at = 0; at < good; at++)
        make_put(base, 14, 8388 + at, 5494, packed.data, packed.size);
    if (bytes)
        make_put(base, 14, 8387, 5494, bytes, size);
    sqlite3_close(base);
    buffer_clear(&tile);
    buffer_clear(&packed);
    return path;
}

static const struct feature *feature_of(const struct gather *gather, enum feature_kind kind)
{
    for (int at = 0; at < gather->feature_count; at++)
        if (gather->features[at].kind == kind)
            return &gather->features[at];
    fail_msg("no feature of kind %d", kind);
    return NULL;
}

static void a_tile_becomes_streets_buildings_and_addresses(void **state)
{
    struct reading reading;
    (void)state;
    reading_start(&reading);
    reading_do(&reading, tiles_file("one.mbtiles", 1, NULL, 0));
    assert_true(reading.good);
    const struct feature *street = feature_of(reading.gather, FEATURE_STREET_NAME);
    assert_string_equal(street->name, "Hoogstraat");
    assert_string_equal(street->name_fr, "Rue Haute");
    const struct feature *building = feature_of(reading.gather, FEATURE_BUILDING);
    assert_true(building->flags & FEATURE_CUT);
    assert_int_equal(building->min_zoom, 14);
    assert_int_equal(building->max_zoom, 255);
    assert_int_equal(reading.gather->address_count, 1);
    assert_string_equal(reading.gather->addresses[0].street, "Hoogstraat");
    assert_string_equal(reading.gather->addresses[0].number, "12-14");
    assert_string_equal(reading.gather->source.kind, "map");
    assert_string_equal(reading.gather->source.file, "one.mbtiles");
    gather_free(reading.gather);
}

static void what_is_cut_lies_on_the_edge_of_its_tile_exactly(void **state)
{
    struct reading reading;
    (void)state;
    reading_start(&reading);
    reading_do(&reading, kit_path(folder, "one.mbtiles"));
    const struct feature *building = feature_of(reading.gather, FEATURE_BUILDING);
    double edge = ldexp(8389, -14);
    int on_edge = 0;
    for (uint32_t at = 0; at < building->path_ends[0]; at++) {
        assert_true(building->spots[at].x <= edge);
        on_edge += building->spots[at].x == edge;
    }
    assert_int_equal(on_edge, 2);
    const struct feature *street = feature_of(reading.gather, FEATURE_STREET_NAME);
    assert_true(street->spots[street->path_ends[0] - 1].x == edge || street->spots[0].x == edge);
    gather_free(reading.gather);
}

static void a_street_is_one_line_over_the_edge_of_tiles(void **state)
{
    struct reading reading;
    struct buffer tile, layer;
    const int32_t left[] = {100, 2000, 4200, 2000}, right[] = {-104, 2000, 500, 2000};
    const char *path = kit_path(folder, "joined.mbtiles");
    sqlite3 *base = make_mbtiles(path);
    (void)state;
    buffer_init(&tile, 1 << 20);
    buffer_init(&layer, 1 << 20);
    for (int at = 0; at < 2; at++) {
        buffer_empty(&tile);
        buffer_empty(&layer);
        make_feature(&layer, 2, at ? right : left, 2, (const uint32_t[]){0, 0, 1, 1}, 4);
        make_field(&layer, 3, "class", 5);
        make_field(&layer, 3, "name", 4);
        make_text_value(&layer, "minor");
        make_text_value(&layer, "Kade");
        make_layer(&tile, "transportation_name", &layer);
        make_put(base, 14, 8388 + at, 5494, tile.data, tile.size); /* not packed: fine as well */
    }
    sqlite3_close(base);
    reading_start(&reading);
    reading_do(&reading, path);
    assert_true(reading.good);
    assert_int_equal(reading.gather->feature_count, 1);
    assert_int_equal(reading.gather->features[0].path_ends[0], 3);
    buffer_clear(&tile);
    buffer_clear(&layer);
    gather_free(reading.gather);
}

static void the_real_map_of_molenbeek_is_read(void **state)
{
    struct reading reading;
    char path[KIT_PATH];
    (void)state;
    snprintf(path, sizeof path, "%s/demo/molenbeek.mbtiles", kit_asset_source());
    reading_start(&reading);
    reading_do(&reading, path);
    assert_true(reading.good);
    assert_int_equal(reading.counts.tiles, 29);
    assert_int_equal(reading.counts.broken, 0);
    assert_true(reading.gather->kinds[FEATURE_BUILDING] > 50000);
    assert_true(reading.gather->kinds[FEATURE_STEPS] > 500);
    assert_true(reading.gather->kinds[FEATURE_CYCLEWAY] > 300);
    assert_true(reading.gather->kinds[FEATURE_MOTORWAY] > 0);
    assert_true(reading.gather->kinds[FEATURE_WATER] > 100);
    assert_true(reading.gather->kinds[FEATURE_STATION] > 0);
    assert_true(reading.gather->kinds[FEATURE_STREET_NAME] > 1500);
    assert_true(reading.gather->address_count > 50000);
    assert_string_equal(reading.gather->source.attribution,
                        "© OpenMapTiles © OpenStreetMap contributors");
    assert_string_equal(reading.gather->source.date, "2021-08");
    gather_free(reading.gather);
}

static void only_the_box_with_its_surroundings_is_read(void **state)
{
    struct reading reading;
    char path[KIT_PATH];
    struct box box = {4.3410, 50.8550, 4.3420, 50.8560};
    (void)state;
    snprintf(path, sizeof path, "%s/demo/molenbeek.mbtiles", kit_asset_source());
    reading_start(&reading);
    assert_true(tiles_read(path, box, &reading.sink, &reading.counts, &reading.why));
    assert_int_equal(reading.counts.tiles, 1 + 4 + 6 + 9 + 4);
    assert_in_range(reading.gather->kinds[FEATURE_BUILDING], 2000, 15000);
    assert_in_range(reading.gather->address_count, 2000, 15000);
    for (int at = 0; at < GATHERED; at++) /* half a tile is 773 m here */
        assert_true(box_has(box_grow(box, 790), reading.gather->addresses[at].point));
    gather_free(reading.gather);
    reading_start(&reading);
    box = (struct box){5, 52, 5.1, 52.1};
    assert_false(tiles_read(path, box, &reading.sink, &reading.counts, &reading.why));
    kit_assert_fault(&reading.why, FAULT_INPUT, "fault.tiles.outside");
    gather_free(reading.gather);
}

static void one_broken_tile_is_left_out_but_one_in_five_is_a_fault(void **state)
{
    struct reading reading;
    (void)state;
    reading_start(&reading);
    reading_do(&reading, tiles_file("few.mbtiles", 12, "\x1f\x8b\x08 broken", 10));
    assert_true(reading.good);
    assert_int_equal(reading.counts.broken, 1);
    assert_int_equal(reading.counts.tiles, 13);
    assert_int_equal(reading.gather->address_count, 12);
    gather_free(reading.gather);
    refused(tiles_file("gzip.mbtiles", 4, "\x1f\x8b\x08 broken", 10), FAULT_INPUT,
            "fault.tiles.broken");
    refused(tiles_file("protobuf.mbtiles", 4, "\x1a\xff\xff\x01 no", 7), FAULT_INPUT,
            "fault.tiles.broken");
}

static void tiles_that_want_a_hundred_megabytes_are_refused(void **state)
{
    struct buffer packed;
    size_t size = 100 * 1000 * 1000;
    char *zeros = memory_take(size);
    (void)state;
    buffer_init(&packed, 1 << 20);
    make_gzip(zeros, size, &packed);
    assert_true(packed.size < 200 * 1000);
    refused(tiles_file("bomb.mbtiles", 0, packed.data, packed.size), FAULT_INPUT,
            "fault.tiles.broken");
    refused(tiles_file("large.mbtiles", 0, zeros, 9 * 1000 * 1000), FAULT_INPUT,
            "fault.tiles.broken");
    buffer_clear(&packed);
    free(zeros);
}

static void a_foreign_schema_is_named(void **state)
{
    struct buffer tile, layer;
    (void)state;
    buffer_init(&tile, 1000);
    buffer_init(&layer, 1000);
    make_layer(&tile, "water", &layer); /* Protomaps */
    make_layer(&tile, "roads", &layer);
    refused(tiles_file("schema.mbtiles", 0, tile.data, tile.size), FAULT_INPUT,
            "fault.tiles.schema");
    buffer_clear(&tile);
    buffer_clear(&layer);
    const char *path = kit_path(folder, "raster.mbtiles");
    sqlite3 *base = make_mbtiles(path);
    make_sql(base, "UPDATE metadata SET value = 'png' WHERE name = 'format'");
    sqlite3_close(base);
    refused(path, FAULT_INPUT, "fault.tiles.raster");
}

static void files_that_are_no_mbtiles_are_named(void **state)
{
    (void)state;
    refused(kit_path(folder, "none.mbtiles"), FAULT_MISSING, "fault.file.missing");
    refused(kit_file(folder, "empty.mbtiles", "", 0), FAULT_INPUT, "fault.exchange.empty");
    refused(kit_file(folder, "text.mbtiles", "not a database at all", 21), FAULT_INPUT,
            "fault.tiles.foreign");
    const char *path = kit_path(folder, "tables.mbtiles");
    sqlite3 *base = NULL;
    sqlite3_open(path, &base);
    make_sql(base, "CREATE TABLE other(a)");
    sqlite3_close(base);
    refused(path, FAULT_INPUT, "fault.mbtiles.tables");
    path = kit_path(folder, "bare.mbtiles");
    sqlite3_close(make_mbtiles(path));
    refused(path, FAULT_INPUT, "fault.tiles.no_tiles");
}

static void a_file_cut_short_is_a_fault_and_no_crash(void **state)
{
    char path[KIT_PATH];
    struct buffer bytes;
    struct fault why;
    (void)state;
    snprintf(path, sizeof path, "%s", kit_data("gent/gent_rabot.mbtiles"));
    assert_true(file_read(path, 4 << 20, &bytes, &why));
    for (int part = 1; part < 8; part++) {
        struct reading reading;
        reading_start(&reading);
        reading_do(&reading, kit_file(folder, "cut.mbtiles", bytes.data, bytes.size * part / 8));
        assert_false(reading.good);
        assert_int_equal(reading.why.kind, FAULT_INPUT);
        gather_free(reading.gather);
    }
    buffer_clear(&bytes);
}

static void tiles_at_impossible_places_are_broken(void **state)
{
    const char *path = tiles_file("place.mbtiles", 1, NULL, 0);
    sqlite3 *base = NULL;
    (void)state;
    sqlite3_open(path, &base);
    make_sql(base, "INSERT INTO tiles VALUES(14, -1, 5, x'00'), (14, 1 << 40, 5, NULL),"
                   " (14, 5, 99999999999, 'text'), (13, 'a', 'b', 'c'), (99, 1, 1, x'')");
    sqlite3_close(base);
    refused(path, FAULT_INPUT, "fault.tiles.broken");
}

static void reading_stops_when_it_is_let_go(void **state)
{
    struct reading reading;
    (void)state;
    reading_start(&reading);
    reading.gather->stop_after = 3;
    reading_do(&reading, kit_data("gent/gent_rabot.mbtiles"));
    assert_false(reading.good);
    kit_assert_fault(&reading.why, FAULT_CANCELLED, "fault.exchange.cancelled");
    gather_free(reading.gather);
}

static int folder_start(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int folder_end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tile_becomes_streets_buildings_and_addresses),
        cmocka_unit_test(what_is_cut_lies_on_the_edge_of_its_tile_exactly),
        cmocka_unit_test(a_street_is_one_line_over_the_edge_of_tiles),
        cmocka_unit_test(the_real_map_of_molenbeek_is_read),
        cmocka_unit_test(only_the_box_with_its_surroundings_is_read),
        cmocka_unit_test(one_broken_tile_is_left_out_but_one_in_five_is_a_fault),
        cmocka_unit_test(tiles_that_want_a_hundred_megabytes_are_refused),
        cmocka_unit_test(a_foreign_schema_is_named),
        cmocka_unit_test(files_that_are_no_mbtiles_are_named),
        cmocka_unit_test(a_file_cut_short_is_a_fault_and_no_crash),
        cmocka_unit_test(tiles_at_impossible_places_are_broken),
        cmocka_unit_test(reading_stops_when_it_is_let_go),
    };
    return cmocka_run_group_tests(tests, folder_start, folder_end);
}
