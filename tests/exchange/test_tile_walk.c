/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/read.h"

#include <math.h>
#include <stdio.h>

#include "exchange/mvt_make.h"

enum { WAYS = 32 };
static char folder[KIT_PATH];

struct ways {
    struct walk_way way[WAYS];
    struct point first[WAYS], last[WAYS];
    int count, stop_after;
};

static bool way_keep(void *data, const struct walk_way *way, struct fault *why)
{
    struct ways *ways = data;
    assert_null(way->nodes);
    assert_true(way->count >= 2 && ways->count < WAYS);
    ways->way[ways->count] = *way;
    ways->first[ways->count] = way->points[0];
    ways->last[ways->count++] = way->points[way->count - 1];
    return ways->count != ways->stop_after ||
           fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
}

/* A tile of z14 (or another zoom) whose layer `transportation` holds one feature of that class; ""
 * = no such tag. */
static void tile_put(sqlite3 *base, int zoom, int shape, const char *class, const char *subclass,
                     const char *brunnel)
{
    static int column;
    const int32_t line[] = {100, 2000, 2000, 2000, 2000, 3000};
    const char *const keys[] = {"class", "subclass", "brunnel"}, *const values[] = {class, subclass,
                                                                                    brunnel};
    struct buffer layer, tile, packed;
    uint32_t tags[6];
    int count = 0;
    buffer_init(&layer, 1 << 16);
    buffer_init(&tile, 1 << 16);
    buffer_init(&packed, 1 << 16);
    for (uint32_t at = 0; at < 3; at++)
        if (*values[at]) {
            tags[count++] = at;
            tags[count++] = at;
        }
    make_feature(&layer, shape, line, 3, tags, count);
    for (int at = 0; at < 3; at++) {
        make_field(&layer, 3, keys[at], strlen(keys[at]));
        make_text_value(&layer, values[at]);
    }
    make_layer(&tile, "transportation", &layer);
    make_gzip(tile.data, tile.size, &packed);
    make_put(base, zoom, 100 + column++, 5494 >> (14 - zoom), packed.data, packed.size);
    buffer_clear(&layer);
    buffer_clear(&tile);
    buffer_clear(&packed);
}

static bool ways_read(const char *path, struct ways *ways, struct fault *why)
{
    struct read_counts counts = {0};
    struct sink sink = {.data = ways, .walk = way_keep};
    return tiles_read(path, box_empty(), &sink, &counts, why);
}

static int ways_of(const char *name, int shape, const char *class, const char *subclass,
                   const char *brunnel, struct ways *out)
{
    struct fault why;
    const char *path = kit_path(folder, name);
    remove(path);
    sqlite3 *base = make_mbtiles(path);
    tile_put(base, 14, shape, class, subclass, brunnel);
    sqlite3_close(base);
    *out = (struct ways){0};
    assert_true(ways_read(path, out, &why));
    return out->count;
}

static void streets_and_paths_are_walked(void **state)
{
    static const char *const classes[] = {"primary", "secondary", "tertiary",   "minor",
                                          "service", "track",     "pedestrian", "path"};
    struct ways ways;
    (void)state;
    for (int at = 0; at < 8; at++) {
        assert_int_equal(ways_of("class.mbtiles", 2, classes[at], "", "", &ways), 1);
        assert_int_equal(ways.way[0].count, 3);
        assert_int_equal(ways.way[0].kind, WALK_WAY);
        assert_false(ways.way[0].bridge_or_tunnel);
    }
}

static void motorways_rails_and_race_tracks_are_not(void **state)
{
    static const char *const classes[] = {"motorway", "trunk", "rail",    "transit",
                                          "raceway",  "ferry", "nonsense"};
    struct ways ways;
    (void)state;
    for (int at = 0; at < 7; at++)
        assert_int_equal(ways_of("class.mbtiles", 2, classes[at], "", "", &ways), 0);
}

static void steps_bridges_and_tunnels_are_told(void **state)
{
    struct ways ways;
    (void)state;
    assert_int_equal(ways_of("steps.mbtiles", 2, "path", "steps", "", &ways), 1);
    assert_int_equal(ways.way[0].kind, WALK_STEPS);
    assert_int_equal(ways_of("bridge.mbtiles", 2, "minor", "", "bridge", &ways), 1);
    assert_true(ways.way[0].bridge_or_tunnel);
    assert_int_equal(ways_of("tunnel.mbtiles", 2, "path", "", "tunnel", &ways), 1);
    assert_true(ways.way[0].bridge_or_tunnel);
    assert_int_equal(ways_of("ford.mbtiles", 2, "path", "", "ford", &ways), 1);
    assert_false(ways.way[0].bridge_or_tunnel);
}

static void a_square_is_walked_along_its_outline(void **state)
{
    struct ways ways;
    (void)state;
    assert_int_equal(ways_of("square.mbtiles", 3, "pedestrian", "", "", &ways), 1);
    assert_int_equal(ways.way[0].count, 4);
    assert_memory_equal(&ways.first[0], &ways.last[0], sizeof ways.first[0]);
}

static void only_the_deepest_zoom_counts(void **state)
{
    struct ways ways = {0};
    struct fault why;
    const char *path = kit_path(folder, "zooms.mbtiles");
    sqlite3 *base = make_mbtiles(path);
    (void)state;
    for (int zoom = 12; zoom <= 14; zoom++)
        tile_put(base, zoom, 2, "primary", "", "");
    sqlite3_close(base);
    assert_true(ways_read(path, &ways, &why));
    assert_int_equal(ways.count, 1);
}

static void a_sink_that_refuses_a_way_stops_the_reader(void **state)
{
    struct ways ways = {.stop_after = 1};
    struct fault why;
    const char *path = kit_path(folder, "two.mbtiles");
    sqlite3 *base = make_mbtiles(path);
    (void)state;
    tile_put(base, 14, 2, "minor", "", "");
    tile_put(base, 14, 2, "minor", "", "");
    sqlite3_close(base);
    assert_false(ways_read(path, &ways, &why));
    assert_int_equal(why.kind, FAULT_CANCELLED);
    assert_int_equal(ways.count, 1);
}

static int folder_make(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int folder_remove(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streets_and_paths_are_walked),
        cmocka_unit_test(motorways_rails_and_race_tracks_are_not),
        cmocka_unit_test(steps_bridges_and_tunnels_are_told),
        cmocka_unit_test(a_square_is_walked_along_its_outline),
        cmocka_unit_test(only_the_deepest_zoom_counts),
        cmocka_unit_test(a_sink_that_refuses_a_way_stops_the_reader),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
