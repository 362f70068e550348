/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/cell_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "kit/kit.h"
#include "pack/border_inner.h"

enum { MOST = 40 };

struct sample {
    struct feature feature;
    struct spot spots[MOST * 3];
    uint32_t ends[3];
};

static void sample_make(struct sample *sample, double extent)
{
    double x = kit_random_unit() * (1 - extent), y = kit_random_unit() * (1 - extent);
    uint32_t count = 0;
    size_t paths = 1 + kit_random_below(3);
    for (size_t path = 0; path < paths; path++) {
        uint32_t spots = 1 + (uint32_t)kit_random_below(MOST);
        for (uint32_t at = 0; at < spots; at++)
            sample->spots[count++] =
                (struct spot){x + kit_random_unit() * extent, y + kit_random_unit() * extent};
        sample->ends[path] = count;
    }
    sample->feature = (struct feature){.kind = (enum feature_kind)kit_random_below(FEATURE_KINDS),
                                       .shape = (enum shape_kind)kit_random_below(3),
                                       .layer = (int8_t)((int)kit_random_below(11) - 5),
                                       .min_zoom = (uint8_t)kit_random_below(20),
                                       .max_zoom = (uint8_t)kit_random_below(256),
                                       .flags = (uint8_t)kit_random_below(16),
                                       .rank = (uint8_t)kit_random_below(256),
                                       .name = kit_random_below(2) ? "Kaai één" : "",
                                       .name_fr = kit_random_below(2) ? "Quai" : "",
                                       .spots = sample->spots,
                                       .path_ends = sample->ends,
                                       .path_count = paths};
}

static bool bytes_walk(struct cell_key key, const void *bytes, size_t size)
{
    struct cell_reader reader = {bytes, (const uint8_t *)bytes + size, key, false};
    struct cell_item item;
    struct cell_spots spots = {0};
    bool good = true;
    while (cell_next(&reader, &item))
        good = cell_spots_read(&item, &spots) && good;
    cell_spots_clear(&spots);
    return good && !reader.broken;
}

static void same(const struct feature *a, const struct feature *b)
{
    double step = ldexp(1, -CELL_GRID_BITS);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->shape, b->shape);
    assert_int_equal(a->layer, b->layer);
    assert_int_equal(a->min_zoom, b->min_zoom);
    assert_int_equal(a->max_zoom, b->max_zoom);
    assert_int_equal(a->flags, b->flags);
    assert_int_equal(a->rank, b->rank);
    assert_string_equal(a->name, b->name);
    assert_string_equal(a->name_fr, b->name_fr);
    assert_int_equal(a->path_count, b->path_count);
    assert_memory_equal(a->path_ends, b->path_ends, a->path_count * sizeof *a->path_ends);
    for (uint32_t at = 0; at < a->path_ends[a->path_count - 1]; at++)
        assert_true(fabs(a->spots[at].x - b->spots[at].x) <= step &&
                    fabs(a->spots[at].y - b->spots[at].y) <= step);
}

static void what_goes_into_a_cell_comes_out_of_it(void **state)
{
    (void)state;
    for (int try = 0; try < 3000; try++) {
        struct sample sample;
        struct buffer bytes;
        struct cell_item item;
        struct cell_spots spots = {0};
        sample_make(&sample, pow(0.5, (double)kit_random_below(24)));
        struct cell_box box = cell_box_of(&sample.feature);
        struct cell_key key = cell_key_of(&sample.feature, box), again;
        assert_true(cell_key_unpack(cell_key_pack(key), &again));
        assert_memory_equal(&key, &again, sizeof key);
        buffer_init(&bytes, 1 << 20);
        assert_true(cell_write(&sample.feature, key, box, &bytes));
        struct cell_reader reader = {(uint8_t *)bytes.data, (uint8_t *)bytes.data + bytes.size, key,
                                     false};
        assert_true(cell_next(&reader, &item) && cell_spots_read(&item, &spots));
        same(&sample.feature, &item.feature);
        assert_false(cell_next(&reader, &item) || reader.broken);
        cell_spots_clear(&spots);
        buffer_clear(&bytes);
    }
}

static void a_feature_lies_within_half_a_cell_of_its_cell(void **state)
{
    (void)state;
    for (int try = 0; try < 3000; try++) {
        struct sample sample;
        sample_make(&sample, pow(0.5, (double)kit_random_below(24)));
        struct cell_box box = cell_box_of(&sample.feature);
        struct cell_key key = cell_key_of(&sample.feature, box);
        int64_t side = (int64_t)1 << (CELL_GRID_BITS - key.level), half = side / 2 + 1;
        assert_true(box.left >= key.x * side - half && box.right <= (key.x + 1) * side + half);
        assert_true(box.top >= key.y * side - half && box.bottom <= (key.y + 1) * side + half);
        if (key.level + 1 < CELL_LEVELS)
            assert_true(box.right - box.left > side / 2 || box.bottom - box.top > side / 2);
    }
}

static void tile_edges_of_zoom_14_lie_on_the_grid_exactly(void **state)
{
    (void)state;
    for (int at = 0; at < 4096; at++) {
        double value = (8388 + at / 4096.0) / 16384;
        assert_true(cell_unit(value) / ldexp(1, CELL_GRID_BITS) == value);
    }
}

static void broken_cells_are_noticed_and_do_no_harm(void **state)
{
    struct sample sample;
    struct buffer bytes;
    (void)state;
    sample_make(&sample, 1e-5);
    sample.feature.name = "Naam";
    struct cell_box box = cell_box_of(&sample.feature);
    struct cell_key key = cell_key_of(&sample.feature, box);
    buffer_init(&bytes, 1 << 20);
    cell_write(&sample.feature, key, box, &bytes);
    assert_true(bytes_walk(key, bytes.data, bytes.size));
    for (size_t size = 1; size < bytes.size; size++) {
        char *part = memory_take(size);
        memcpy(part, bytes.data, size);
        assert_false(bytes_walk(key, part, size));
        free(part);
    }
    for (size_t at = 0; at < bytes.size; at++)
        for (int bit = 0; bit < 8; bit++) {
            bytes.data[at] ^= (char)(1 << bit);
            bytes_walk(key, bytes.data, bytes.size);
            bytes.data[at] ^= (char)(1 << bit);
        }
    buffer_clear(&bytes);
}

static void features_that_lie_about_their_paths_are_refused(void **state)
{
    struct spot spots[] = {{0.5, 0.5}, {0.5, 0.6}};
    uint32_t ends[] = {2, 1};
    struct feature feature = {
        .shape = SHAPE_LINE, .spots = spots, .path_ends = ends, .path_count = 2};
    struct buffer bytes;
    (void)state;
    buffer_init(&bytes, 1000);
    struct cell_box box = cell_box_of(&feature);
    struct cell_key key = cell_key_of(&feature, box);
    assert_false(cell_write(&feature, key, box, &bytes));
    ends[0] = 0;
    assert_false(cell_write(&feature, key, box, &bytes));
    feature.path_count = 0;
    assert_false(cell_write(&feature, key, box, &bytes));
    feature.path_count = 1;
    ends[0] = 2;
    feature.kind = FEATURE_KINDS;
    assert_false(cell_write(&feature, key, box, &bytes));
    feature.kind = FEATURE_WATER;
    assert_true(cell_write(&feature, key, box, &bytes));
    buffer_clear(&bytes);
}

static void positions_outside_the_world_are_held_at_its_edge(void **state)
{
    (void)state;
    assert_int_equal(cell_unit(NAN), 0);
    assert_int_equal(cell_unit(-3), 0);
    assert_int_equal(cell_unit(1e300), 1 << CELL_GRID_BITS);
    struct cell_key key;
    assert_false(cell_key_unpack(-1, &key));
    assert_false(cell_key_unpack((int64_t)CELL_BANDS << 34, &key));
    assert_false(cell_key_unpack(((int64_t)3 << 30) | 8, &key)); /* x 8 at level 3 */
}

static void borders_come_back_whole_and_broken_ones_are_refused(void **state)
{
    struct shape border, again;
    struct buffer bytes;
    (void)state;
    shape_init(&border, SHAPE_AREA);
    for (int path = 0; path < 3; path++) {
        shape_begin(&border, path == 1);
        for (int at = 0; at < 20; at++)
            shape_add(&border, (struct point){4 + kit_random_unit(), 50 + kit_random_unit()});
    }
    buffer_init(&bytes, 1 << 16);
    border_write(&border, &bytes);
    assert_true(border_read(bytes.data, bytes.size, &again));
    assert_int_equal(again.path_count, 3);
    assert_true(again.paths[1].hole && !again.paths[2].hole);
    for (size_t at = 0; at < 60; at++)
        assert_true(fabs(again.points[at].lon - border.points[at].lon) < 1e-7 &&
                    fabs(again.points[at].lat - border.points[at].lat) < 1e-7);
    shape_clear(&again);
    for (size_t size = 0; size < bytes.size; size++)
        assert_false(border_read(bytes.data, size, &again));
    for (size_t at = 0; at < bytes.size * 8; at++) {
        bytes.data[at / 8] ^= (char)(1 << at % 8);
        if (border_read(bytes.data, bytes.size, &again))
            shape_clear(&again);
        bytes.data[at / 8] ^= (char)(1 << at % 8);
    }
    shape_clear(&border);
    buffer_clear(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_into_a_cell_comes_out_of_it),
        cmocka_unit_test(a_feature_lies_within_half_a_cell_of_its_cell),
        cmocka_unit_test(tile_edges_of_zoom_14_lie_on_the_grid_exactly),
        cmocka_unit_test(broken_cells_are_noticed_and_do_no_harm),
        cmocka_unit_test(features_that_lie_about_their_paths_are_refused),
        cmocka_unit_test(positions_outside_the_world_are_held_at_its_edge),
        cmocka_unit_test(borders_come_back_whole_and_broken_ones_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
