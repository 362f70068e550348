/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/cell_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "kit/kit.h"
#include "pack/border_inner.h"
#include "pack/house_inner.h"

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

/* One style, and three words. */
struct key_to {
    struct cell_style style;
    uint32_t starts[3];
    char text[2 * CELL_NAME];
    struct cell_legend legend;
};

static size_t word_put(struct key_to *to, int number, size_t at, const char *text)
{
    to->starts[number] = (uint32_t)at;
    strcpy(to->text + at, text);
    return at + strlen(text) + 1;
}

/* A record of the feature as the pack would hold it, in a cell that has no other. */
static bool record_write(const struct feature *feature, struct cell_key key, struct key_to *to,
                         struct buffer *out)
{
    uint8_t bytes[CELL_STYLE_BYTES];
    struct cell_style again;
    if (!cell_style_of(feature, &to->style))
        return false;
    cell_style_write(to->style, bytes);
    assert_true(cell_style_read(bytes, &again));
    cell_style_write(again, (uint8_t *)to->text);
    assert_memory_equal(bytes, to->text, sizeof bytes);
    size_t end = word_put(to, 0, 0, "");
    end = word_put(to, 1, end, feature->name ? feature->name : "");
    word_put(to, 2, end, feature->name_fr ? feature->name_fr : "");
    to->legend = (struct cell_legend){&to->style, 1, {to->text, to->starts, 3}};
    int shift = CELL_GRID_BITS - key.level;
    int32_t x = key.x << shift, y = key.y << shift;
    struct cell_mark mark = {0, 1, 2, cell_unit(feature->spots[0].x),
                             cell_unit(feature->spots[0].y)};
    cell_mark_write(mark, to->style, &x, &y, out);
    cell_course_write(feature, to->style, key.level, cell_box_of(feature), out);
    return !out->full;
}

static bool bytes_walk(struct cell_key key, const struct cell_legend *legend, const void *bytes,
                       size_t size)
{
    struct cell_reader reader;
    struct cell_item item;
    struct cell_spots spots = {0};
    cell_reader_start(&reader, legend, key, bytes, size);
    while (cell_next(&reader, &spots, &item))
        cell_item_settle(&item, &spots);
    cell_spots_clear(&spots);
    return !reader.broken;
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
        struct cell_reader reader;
        struct key_to to;
        sample_make(&sample, pow(0.5, (double)kit_random_below(24)));
        struct cell_box box = cell_box_of(&sample.feature);
        struct cell_key key = cell_key_of(&sample.feature, box), again;
        assert_true(cell_key_unpack(cell_key_pack(key), &again));
        assert_memory_equal(&key, &again, sizeof key);
        buffer_init(&bytes, 1 << 20);
        assert_true(record_write(&sample.feature, key, &to, &bytes));
        cell_reader_start(&reader, &to.legend, key, bytes.data, bytes.size);
        assert_true(cell_next(&reader, &spots, &item));
        cell_item_settle(&item, &spots);
        same(&sample.feature, &item.feature);
        assert_memory_equal(&box, &item.box, sizeof box);
        assert_false(cell_next(&reader, &spots, &item) || reader.broken);
        cell_reader_start(&reader, &to.legend, key, bytes.data, bytes.size);
        reader.zoom = sample.feature.min_zoom ? sample.feature.min_zoom - 1 : 256;
        assert_false(cell_next(&reader, &spots, &item) || reader.broken);
        assert_true(reader.at == reader.end);
        for (int look = 0; look < 20; look++) {
            int32_t x = (int32_t)kit_random_below(1 << CELL_GRID_BITS), y = box.top, size = 1 << 20;
            struct cell_box asked = {x, y, x + size, y + size};
            bool meets = asked.left <= box.right && asked.right >= box.left;
            cell_reader_start(&reader, &to.legend, key, bytes.data, bytes.size);
            reader.box = &asked;
            assert_int_equal(cell_next(&reader, &spots, &item), meets);
            assert_false(reader.broken);
        }
        cell_spots_clear(&spots);
        buffer_clear(&bytes);
    }
}

static void spots_on_a_coarser_grid_take_fewer_bytes_and_lose_nothing(void **state)
{
    size_t sizes[2];
    (void)state;
    for (int far = 0; far < 2; far++) {
        struct sample sample;
        struct buffer bytes;
        struct key_to to;
        struct cell_item item;
        struct cell_reader reader;
        struct cell_spots spots = {0};
        sample_make(&sample, 1e-4);
        sample.feature.path_count = 1;
        sample.ends[0] = 5;
        sample.feature.max_zoom = far ? 11 : 255;
        for (int at = 0; at < 5; at++)
            sample.spots[at] = (struct spot){ldexp(1000 + at * 7, -22), ldexp(2000 - at * 5, -22)};
        struct cell_key key = cell_key_of(&sample.feature, cell_box_of(&sample.feature));
        buffer_init(&bytes, 1 << 10);
        assert_true(record_write(&sample.feature, key, &to, &bytes));
        assert_int_equal(to.style.shift, far ? 4 : 0);
        cell_reader_start(&reader, &to.legend, key, bytes.data, bytes.size);
        assert_true(cell_next(&reader, &spots, &item));
        for (int at = 0; at < 5; at++)
            assert_memory_equal(&spots.spots[at], &sample.spots[at], sizeof *spots.spots);
        sizes[far] = bytes.size;
        cell_spots_clear(&spots);
        buffer_clear(&bytes);
    }
    assert_true(sizes[1] < sizes[0]);
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
    struct key_to to;
    (void)state;
    sample_make(&sample, 1e-5);
    sample.feature.name = "Naam";
    struct cell_box box = cell_box_of(&sample.feature);
    struct cell_key key = cell_key_of(&sample.feature, box);
    buffer_init(&bytes, 1 << 20);
    assert_true(record_write(&sample.feature, key, &to, &bytes));
    assert_true(bytes_walk(key, &to.legend, bytes.data, bytes.size));
    for (size_t size = 1; size < bytes.size; size++) {
        char *part = memory_take(size);
        memcpy(part, bytes.data, size);
        assert_false(bytes_walk(key, &to.legend, part, size));
        free(part);
    }
    for (size_t at = 0; at < bytes.size; at++)
        for (int bit = 0; bit < 8; bit++) {
            bytes.data[at] ^= (char)(1 << bit);
            bytes_walk(key, &to.legend, bytes.data, bytes.size);
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
    struct cell_style style;
    (void)state;
    assert_false(cell_style_of(&feature, &style));
    ends[0] = 0;
    assert_false(cell_style_of(&feature, &style));
    feature.path_count = 0;
    assert_false(cell_style_of(&feature, &style));
    feature.path_count = 1;
    ends[0] = 2;
    feature.kind = FEATURE_KINDS;
    assert_false(cell_style_of(&feature, &style));
    feature.kind = FEATURE_WATER;
    assert_true(cell_style_of(&feature, &style));
}

static void styles_that_cannot_be_are_refused(void **state)
{
    const uint8_t good[CELL_STYLE_BYTES] = {FEATURE_WATER, SHAPE_AREA, 0, 14, 255, 0, 0, 0};
    const uint8_t wrong[][2] = {
        {0, FEATURE_KINDS}, {1, 3}, {2, 6}, {2, 250}, {6, 8}, {7, 16}, {7, CELL_SPOT | CELL_PATHS}};
    struct cell_style style;
    (void)state;
    assert_true(cell_style_read(good, &style));
    for (size_t at = 0; at < sizeof wrong / sizeof *wrong; at++) {
        uint8_t bytes[CELL_STYLE_BYTES];
        memcpy(bytes, good, sizeof bytes);
        bytes[wrong[at][0]] = wrong[at][1];
        assert_false(cell_style_read(bytes, &style));
    }
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

static void houses_come_back_and_broken_ones_are_noticed(void **state)
{
    enum { HOUSES = 40, WORDS = 300 };
    struct house_walk out = {.x = 5000000, .y = 6000000}, in = out;
    struct buffer bytes;
    int32_t places[HOUSES][3];
    (void)state;
    buffer_init(&bytes, 1 << 12);
    for (int at = 0; at < HOUSES; at++) {
        places[at][0] = (int32_t)kit_random_below(WORDS);
        places[at][1] = (int32_t)kit_random_below(1 << CELL_GRID_BITS);
        places[at][2] = (int32_t)kit_random_below(1 << CELL_GRID_BITS);
        house_write(&out, (uint32_t)places[at][0], places[at][1], places[at][2], &bytes);
    }
    in.at = (const uint8_t *)bytes.data;
    in.end = in.at + bytes.size;
    in.words = WORDS;
    for (int at = 0; at < HOUSES; at++) {
        assert_true(house_next(&in));
        assert_int_equal(in.word, places[at][0]);
        assert_int_equal(in.x, places[at][1]);
        assert_int_equal(in.y, places[at][2]);
    }
    assert_false(house_next(&in) || in.broken);
    for (size_t at = 0; at < bytes.size * 8; at++) {
        bytes.data[at / 8] ^= (char)(1 << at % 8);
        struct house_walk walk = {.at = (const uint8_t *)bytes.data, .words = WORDS};
        walk.end = walk.at + bytes.size;
        walk.streets = at % 2;
        while (house_next(&walk))
            assert_true(walk.word < WORDS && walk.x >= 0 && walk.x <= 1 << CELL_GRID_BITS);
        bytes.data[at / 8] ^= (char)(1 << at % 8);
    }
    buffer_clear(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_into_a_cell_comes_out_of_it),
        cmocka_unit_test(spots_on_a_coarser_grid_take_fewer_bytes_and_lose_nothing),
        cmocka_unit_test(a_feature_lies_within_half_a_cell_of_its_cell),
        cmocka_unit_test(tile_edges_of_zoom_14_lie_on_the_grid_exactly),
        cmocka_unit_test(broken_cells_are_noticed_and_do_no_harm),
        cmocka_unit_test(features_that_lie_about_their_paths_are_refused),
        cmocka_unit_test(styles_that_cannot_be_are_refused),
        cmocka_unit_test(positions_outside_the_world_are_held_at_its_edge),
        cmocka_unit_test(houses_come_back_and_broken_ones_are_noticed),
        cmocka_unit_test(borders_come_back_whole_and_broken_ones_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
