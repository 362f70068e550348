/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/mvt_inner.h"

#include "exchange/inflate_inner.h"
#include "exchange/mvt_make.h"

static bool tile_walk(const void *bytes, size_t size)
{
    struct arena arena;
    struct mvt_tile tile;
    struct mvt_geometry geometry = {.points_left = MVT_POINTS};
    arena_init(&arena);
    bool good = mvt_tile_read(bytes, size, &arena, &tile);
    for (size_t layer = 0; good && layer < tile.layer_count; layer++)
        for (size_t at = 0; at < tile.layers[layer].feature_count; at++) {
            struct mvt_feature feature;
            const struct mvt_value *value;
            uint32_t key;
            bool tags = true;
            good = mvt_feature_read(tile.layers[layer].features[at], &feature) && good;
            while (mvt_tag_next(&tile.layers[layer], &feature.tags, &key, &value, &tags))
                continue;
            good = tags && mvt_geometry_read(&feature, &geometry) && good;
        }
    mvt_geometry_clear(&geometry);
    arena_clear(&arena);
    return good;
}

static void a_tile_gives_its_layers_tags_and_points(void **state)
{
    struct buffer bytes;
    struct arena arena;
    struct mvt_tile tile;
    struct mvt_feature feature;
    struct mvt_geometry geometry = {.points_left = 100};
    (void)state;
    buffer_init(&bytes, 1 << 20);
    make_tile(&bytes);
    arena_init(&arena);
    assert_true(mvt_tile_read(bytes.data, bytes.size, &arena, &tile));
    assert_int_equal(tile.layer_count, 3);
    assert_true(mvt_value_is(&tile.layers[0].name, "transportation_name"));
    assert_false(mvt_value_is(&tile.layers[0].name, "transportation"));
    assert_int_equal(tile.layers[0].extent, 4096);
    assert_true(mvt_feature_read(tile.layers[0].features[0], &feature));
    assert_int_equal(feature.shape, MVT_LINE);
    assert_true(mvt_geometry_read(&feature, &geometry));
    assert_int_equal(geometry.path_count, 1);
    assert_int_equal(geometry.point_count, 3);
    assert_int_equal(geometry.points[2].x, 4200);
    assert_int_equal(geometry.points_left, 97);
    mvt_geometry_clear(&geometry);
    arena_clear(&arena);
    buffer_clear(&bytes);
}

static void a_tile_cut_anywhere_or_with_any_byte_changed_does_no_harm(void **state)
{
    struct buffer bytes;
    (void)state;
    buffer_init(&bytes, 1 << 20);
    make_tile(&bytes);
    assert_true(tile_walk(bytes.data, bytes.size));
    long broken = 0;
    for (size_t size = 0; size < bytes.size; size++) {
        char *part = memory_take(size + 1);
        memcpy(part, bytes.data, size);
        broken += !tile_walk(part, size);
        free(part);
    }
    assert_true(broken > (long)bytes.size / 2);
    for (size_t at = 0; at < bytes.size; at++)
        for (int bit = 0; bit < 8; bit++) {
            bytes.data[at] ^= (char)(1 << bit);
            tile_walk(bytes.data, bytes.size);
            bytes.data[at] ^= (char)(1 << bit);
        }
    buffer_clear(&bytes);
}

static void refused(const char *bytes, size_t size)
{
    assert_false(tile_walk(bytes, size));
}

static void lengths_that_lie_are_refused(void **state)
{
    (void)state;
    refused("\x1a\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10); /* a layer of 2^63 bytes */
    refused("\x1a\x05\x0a\x01", 4);
    refused("\x00\x00\x00\x00", 4);                                  /* field 0 */
    refused("\x1b\x1c", 2);                                          /* groups */
    refused("\x1a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 12); /* a varint of 11 bytes */
    refused("\x1a\x02\x78\x02", 4);                                  /* a layer without a name */
    refused("\x1a\x05\x0a\x01w\x78\x03", 7);                         /* version 3 */
    refused("\x1a\x05\x0a\x01w\x28\x00", 7);                         /* extent 0 */
}

static void geometry_is_judged(void **state)
{
    static const struct {
        int shape;
        const char *bytes;
        size_t size;
        bool good;
    } cases[] = {
        {MVT_POINT, "\x09\x02\x02", 3, true},
        {MVT_POINT, "\x09\x02", 2, false},                     /* half a point */
        {MVT_LINE, "\x0a\x02\x02", 3, false},                  /* a line to from nowhere */
        {MVT_LINE, "\x0b\x02\x02", 3, false},                  /* command 3 */
        {MVT_LINE, "\x09\x02\x02\x0f", 4, false},              /* a line that is closed */
        {MVT_POLYGON, "\x0f", 1, false},                       /* nothing to close */
        {MVT_POINT, "\x09\xfe\xff\xff\xff\x0f\x02", 7, false}, /* 2^31 to the right */
        {MVT_POINT, "\xf9\xff\xff\xff\x0f\x02\x02", 7, false}, /* 2^29 points in two bytes */
    };
    struct mvt_geometry geometry = {.points_left = 1000};
    (void)state;
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++) {
        struct mvt_feature feature = {.shape = (enum mvt_shape)cases[at].shape};
        feature.geometry.at = (const uint8_t *)cases[at].bytes;
        feature.geometry.end = feature.geometry.at + cases[at].size;
        if (mvt_geometry_read(&feature, &geometry) != cases[at].good)
            fail_msg("case %zu", at);
    }
    mvt_geometry_clear(&geometry);
}

static void rings_and_lines_too_short_to_draw_are_left_out(void **state)
{
    const int32_t ring[] = {0, 0, 10, 0, 10, 10, 0, 0}, two[] = {5, 5, 6, 6};
    struct buffer bytes;
    int32_t cursor[2] = {0, 0};
    struct mvt_geometry geometry = {.points_left = 1000};
    (void)state;
    buffer_init(&bytes, 1000);
    make_path(&bytes, 3, ring, 4, cursor);
    make_path(&bytes, 3, two, 2, cursor);
    struct mvt_feature feature = {.shape = MVT_POLYGON};
    feature.geometry.at = (const uint8_t *)bytes.data;
    feature.geometry.end = feature.geometry.at + bytes.size;
    assert_true(mvt_geometry_read(&feature, &geometry));
    assert_int_equal(geometry.path_count, 1);
    assert_int_equal(geometry.paths[0].count, 3);
    geometry.points_left = 3;
    assert_false(mvt_geometry_read(&feature, &geometry));
    mvt_geometry_clear(&geometry);
    buffer_clear(&bytes);
}

static void unpacking_has_a_ceiling_and_wants_the_whole_stream(void **state)
{
    struct buffer packed, out;
    char *zeros = memory_take(1000000);
    (void)state;
    buffer_init(&packed, 1 << 20);
    make_gzip(zeros, 1000000, &packed);
    buffer_init(&out, 1000000);
    assert_true(inflate_bytes(packed.data, packed.size, &out));
    assert_int_equal(out.size, 1000000);
    assert_false(inflate_bytes(packed.data, packed.size - 9, &out));
    packed.data[packed.size / 2] ^= 0x55;
    assert_false(inflate_bytes(packed.data, packed.size, &out));
    packed.data[packed.size / 2] ^= 0x55;
    buffer_clear(&out);
    buffer_init(&out, 999999);
    assert_false(inflate_bytes(packed.data, packed.size, &out));
    assert_true(inflate_bytes("plain", 5, &out));
    assert_string_equal(out.data, "plain");
    buffer_clear(&out);
    buffer_clear(&packed);
    free(zeros);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tile_gives_its_layers_tags_and_points),
        cmocka_unit_test(a_tile_cut_anywhere_or_with_any_byte_changed_does_no_harm),
        cmocka_unit_test(lengths_that_lie_are_refused),
        cmocka_unit_test(geometry_is_judged),
        cmocka_unit_test(rings_and_lines_too_short_to_draw_are_left_out),
        cmocka_unit_test(unpacking_has_a_ceiling_and_wants_the_whole_stream),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
