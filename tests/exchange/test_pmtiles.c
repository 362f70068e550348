/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/pmtiles_make.h"

#include <stdio.h>

#include "base/hash.h"
#include "exchange/inflate_inner.h"
#include "exchange/read.h"
#include "exchange/tiles_inner.h"
#include "kit/kit.h"
#include "system/file.h"

static char folder[KIT_PATH];

/* ---- numbers ---- */

static void tiles_are_numbered_along_the_curve_of_the_specification(void **state)
{
    static const struct {
        struct tile tile;
        uint64_t id;
    } known[] = {{{0, 0, 0}, 0},
                 {{0, 0, 1}, 1},
                 {{0, 1, 1}, 2},
                 {{1, 1, 1}, 3},
                 {{1, 0, 1}, 4},
                 {{0, 0, 2}, 5},
                 {{3423, 1763, 12}, 19078479}};
    (void)state;
    for (size_t at = 0; at < sizeof known / sizeof *known; at++) {
        struct tile back = pmtiles_tile(known[at].id);
        assert_int_equal(pmtiles_id(known[at].tile), known[at].id);
        assert_int_equal(back.x, known[at].tile.x);
        assert_int_equal(back.y, known[at].tile.y);
        assert_int_equal(back.z, known[at].tile.z);
    }
}

static void every_number_is_one_tile_beside_the_one_before(void **state)
{
    struct tile last = {0, 0, 0};
    (void)state;
    for (uint64_t id = 1; id < pmtiles_first_id(8); id++) {
        struct tile tile = pmtiles_tile(id);
        assert_int_equal(pmtiles_id(tile), id);
        if (tile.z == last.z)
            assert_int_equal(abs(tile.x - last.x) + abs(tile.y - last.y), 1);
        last = tile;
    }
    struct tile corner = {(1 << 26) - 1, 0, 26};
    assert_int_equal(pmtiles_id(corner), pmtiles_first_id(PMTILES_ZOOMS) - 1);
}

/* ---- maps ---- */

struct sum { /* of all that was given, whatever the order */
    uint64_t features, addresses;
    char attribution[64];
};

static bool feature_sum(void *data, const struct feature *feature, struct fault *why)
{
    struct sum *sum = data;
    (void)why;
    size_t spots = feature->path_ends[feature->path_count - 1];
    uint64_t hash =
        hash_bytes(feature->spots, spots * sizeof *feature->spots, (uint64_t)feature->kind);
    sum->features += feature->kind == FEATURE_STREET_NAME ? hash_text(feature->name) % 97 : hash;
    return true;
}

static bool address_sum(void *data, const struct address *address, struct fault *why)
{
    struct sum *sum = data;
    (void)why;
    sum->addresses +=
        hash_text(address->number) ^ hash_bytes(&address->point, sizeof address->point, 0);
    return true;
}

static bool source_sum(void *data, const struct source_note *note, struct fault *why)
{
    struct sum *sum = data;
    (void)why;
    snprintf(sum->attribution, sizeof sum->attribution, "%s", note->attribution);
    return true;
}

static struct sum sum_of(const char *path, struct box box, struct read_counts *counts)
{
    struct sum sum = {0};
    struct fault why;
    struct sink sink = {
        .data = &sum, .source = source_sum, .feature = feature_sum, .address = address_sum};
    *counts = (struct read_counts){0};
    if (!tiles_read(path, box, &sink, counts, &why))
        fail_msg("%s: %s %s", path, why.what.key, why.detail);
    return sum;
}

static const char *pmtiles_of(const char *name, size_t leaf)
{
    struct buffer bytes;
    char from[KIT_PATH];
    snprintf(from, sizeof from, "%s", kit_data("gent/gent_rabot.mbtiles"));
    make_pmtiles(from, leaf, &bytes);
    const char *path = kit_file(folder, name, bytes.data, bytes.size);
    buffer_clear(&bytes);
    return path;
}

static void the_same_tiles_give_the_same_map_in_both_containers(void **state)
{
    struct read_counts one, other;
    (void)state;
    struct sum wanted = sum_of(kit_data("gent/gent_rabot.mbtiles"), box_empty(), &one);
    for (size_t leaf = 0; leaf < 4; leaf++) {
        struct sum got = sum_of(pmtiles_of("rabot.pmtiles", leaf), box_empty(), &other);
        assert_memory_equal(&one, &other, sizeof one);
        assert_true(got.features == wanted.features);
        assert_true(got.addresses == wanted.addresses);
        assert_string_equal(got.attribution, "© test");
    }
}

static void only_the_tiles_around_a_box_are_read(void **state)
{
    struct read_counts all, few, same;
    (void)state;
    const struct box box = {3.705, 51.058, 3.709, 51.06}, world = {-180, -85, 180, 85};
    sum_of(pmtiles_of("rabot.pmtiles", 2), box_empty(), &all);
    sum_of(kit_path(folder, "rabot.pmtiles"), box, &few);
    struct sum one = sum_of(kit_path(folder, "rabot.pmtiles"), box, &same);
    struct sum other = sum_of(kit_data("gent/gent_rabot.mbtiles"), box, &same);
    assert_true(one.features == other.features);
    assert_int_equal(few.features, same.features);
    assert_in_range(few.features, 1, all.features - 1);
    sum_of(kit_path(folder, "rabot.pmtiles"), world, &few); /* too many to look up one by one */
    assert_int_equal(few.features, all.features);
}

static void a_tile_that_runs_on_is_there_as_often_as_it_says(void **state)
{
    struct make_parts parts;
    struct buffer file, tile;
    struct read_counts counts;
    (void)state;
    make_parts_init(&parts);
    buffer_init(&tile, 1 << 20);
    make_tile(&tile);
    buffer_add(&parts.tiles, tile.data, tile.size);
    struct tile first = {8388, 5494, 14};
    struct pmtiles_entry entry = {pmtiles_id(first), 0, (uint32_t)tile.size, 5};
    make_packed_directory(&entry, 1, &parts.root);
    parts.packing = PACKING_NONE;
    make_file_of_parts(&parts, &file);
    sum_of(kit_file(folder, "run.pmtiles", file.data, file.size), box_empty(), &counts);
    assert_int_equal(counts.tiles, 5);
    assert_int_equal(counts.addresses, 5);
    buffer_clear(&file);
    buffer_clear(&tile);
    make_parts_clear(&parts);
}

/* What another reader finds in a file that another writer made (tests/data/pmtiles). */
static void a_real_directory_names_the_tiles_that_another_reader_finds(void **state)
{
    struct buffer head, listed, plain;
    struct pmtiles_head parts;
    struct pmtiles_directory directory;
    struct fault why;
    int seen = 0;
    (void)state;
    assert_true(file_read(kit_data("pmtiles/brussel_boundaries_2026.head"), 1 << 20, &head, &why));
    assert_true(file_read(kit_data("pmtiles/brussel_boundaries_2026.tsv"), 1 << 20, &listed, &why));
    assert_true(pmtiles_head_read((const uint8_t *)head.data, &parts));
    assert_int_equal(parts.tiles.offset, head.size);
    buffer_init(&plain, 1 << 20);
    assert_true(inflate_bytes(head.data + parts.root.offset, parts.root.size, &plain));
    assert_true(pmtiles_directory_read(plain.data, plain.size, 0, pmtiles_first_id(PMTILES_ZOOMS),
                                       false, &directory));
    for (const char *line = buffer_text(&listed); *line; line = strchr(line, '\n') + 1, seen++) {
        int zoom, x, y;
        unsigned long offset, size;
        assert_int_equal(sscanf(line, "%d %d %d %lu %lu", &zoom, &x, &y, &offset, &size), 5);
        uint64_t id = pmtiles_id((struct tile){x, y, (int8_t)zoom});
        size_t at = directory.count;
        while (at > 0 && directory.entries[at - 1].id > id)
            at--;
        const struct pmtiles_entry *entry = &directory.entries[at - 1];
        assert_true(at > 0 && id < entry->id + entry->run);
        assert_int_equal(entry->offset, offset);
        assert_int_equal(entry->size, size);
    }
    uint64_t named = 0;
    for (size_t at = 0; at < directory.count; at++)
        named += directory.entries[at].run;
    assert_int_equal(seen, named);
    pmtiles_directory_clear(&directory);
    buffer_clear(&head);
    buffer_clear(&listed);
    buffer_clear(&plain);
}

/* ---- bad files ---- */

static void refused(const struct buffer *file, const char *key)
{
    struct fault why;
    struct read_counts counts = {0};
    struct sink sink = {0};
    const char *path = kit_file(folder, "bad.pmtiles", file->data, file->size);
    assert_false(tiles_read(path, box_empty(), &sink, &counts, &why));
    if (strcmp(why.what.key, key) != 0)
        fail_msg("%s instead of %s", why.what.key, key);
    assert_string_equal(why.file, path);
}

static void parts_refused(struct make_parts *parts, const char *key)
{
    struct buffer file;
    make_file_of_parts(parts, &file);
    refused(&file, key);
    buffer_clear(&file);
    make_parts_clear(parts);
}

/* A root of these entries, and leaves that are the same bytes. */
static void entries_refused(const struct pmtiles_entry *entries, size_t count, const char *key)
{
    struct make_parts parts;
    make_parts_init(&parts);
    make_packed_directory(entries, count, &parts.root);
    buffer_add(&parts.leaves, parts.root.data, parts.root.size);
    buffer_add(&parts.tiles, "no tile", 7);
    parts_refused(&parts, key);
}

static void other_versions_packings_and_pictures_are_named(void **state)
{
    static const struct {
        int version, inside, packing, type;
        const char *key;
    } rows[] = {{2, 2, 2, 1, "fault.pmtiles.version"},   {4, 2, 2, 1, "fault.pmtiles.version"},
                {3, 3, 2, 1, "fault.pmtiles.packing"},   {3, 2, 4, 1, "fault.pmtiles.packing"},
                {3, 2, 200, 1, "fault.pmtiles.packing"}, {3, 2, 2, 2, "fault.tiles.raster"},
                {3, 2, 2, 99, "fault.tiles.raster"}};
    (void)state;
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        struct make_parts parts;
        make_parts_init(&parts);
        parts.version = rows[at].version;
        parts.inside = rows[at].inside;
        parts.packing = rows[at].packing;
        parts.type = rows[at].type;
        parts_refused(&parts, rows[at].key);
    }
}

static void directories_that_loop_overlap_or_lie_are_damaged(void **state)
{
    static const struct {
        struct pmtiles_entry entries[3];
        size_t count;
    } rows[] = {
        {{{0, 0, 40, 0}}, 1},                    /* a leaf that is its own parent */
        {{{100, 0, 40, 0}, {200, 0, 40, 0}}, 2}, /* two parents of one leaf */
        {{{100, 0, 7, 5}, {102, 0, 7, 1}}, 2},   /* runs into the next */
        {{{100, 0, 7, 1}, {100, 0, 7, 1}}, 2},   /* the same tile twice */
        {{{100, 0, 0, 1}}, 1},                   /* of no bytes */
        {{{UINT64_MAX / 2, 0, 7, 1}}, 1},        /* beyond the deepest zoom */
        {{{100, 1000000, 7, 0}}, 1},             /* a leaf beyond the file */
        {{{100, INT64_MAX, 7, 0}}, 1},
        {{{100, 0, UINT32_MAX, 0}}, 1},
        {{{0, 0, 0, 0}}, 0}, /* none */
    };
    (void)state;
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++)
        entries_refused(rows[at].entries, rows[at].count, "fault.pmtiles.damaged");
}

static void a_leaf_that_only_leads_deeper_ends_somewhere(void **state)
{
    struct make_parts parts;
    (void)state;
    make_parts_init(&parts);
    struct pmtiles_entry entry = {100, 0, 1, 0};
    struct pmtiles_part part = make_packed_directory(&entry, 1, &parts.leaves);
    for (int at = 0; at < 8; at++) {
        entry = (struct pmtiles_entry){100, part.offset, (uint32_t)part.size, 0};
        part = make_packed_directory(&entry, 1, &parts.leaves);
    }
    entry = (struct pmtiles_entry){100, part.offset, (uint32_t)part.size, 0};
    make_packed_directory(&entry, 1, &parts.root);
    parts_refused(&parts, "fault.pmtiles.damaged");
}

static void tiles_that_are_not_there_are_counted_as_broken(void **state)
{
    static const struct pmtiles_entry beyond[] = {{100000000, 1000000, 7, 1}};
    static const struct pmtiles_entry broken[] = {{100000000, 0, 7, 1}};
    static const struct pmtiles_entry large[] = {{100000000, 0, UINT32_MAX, 1000}};
    (void)state;
    entries_refused(beyond, 1, "fault.tiles.broken");
    entries_refused(broken, 1, "fault.tiles.broken");
    entries_refused(large, 1, "fault.tiles.broken");
}

static void the_same_tile_a_million_times_is_too_much(void **state)
{
    struct make_parts parts;
    struct buffer tile, layer;
    char *name = memory_take(70000);
    (void)state;
    make_parts_init(&parts);
    buffer_init(&tile, 1 << 20);
    buffer_init(&layer, 1 << 20);
    memset(name, 'x', 69999);
    make_text_value(&layer, name + 5000);
    make_layer(&tile, "building", &layer);
    buffer_add(&parts.tiles, tile.data, tile.size);
    struct pmtiles_entry entry = {100000000, 0, (uint32_t)tile.size, 1000000};
    make_packed_directory(&entry, 1, &parts.root);
    parts.packing = PACKING_NONE;
    parts_refused(&parts, "fault.pmtiles.repeated");
    buffer_clear(&tile);
    buffer_clear(&layer);
    free(name);
}

static void a_tile_of_one_byte_four_billion_times_is_too_much(void **state)
{
    struct make_parts parts;
    (void)state;
    make_parts_init(&parts);
    buffer_add_byte(&parts.tiles, 0);
    struct pmtiles_entry entry = {pmtiles_first_id(16), 0, 1, UINT32_MAX};
    make_packed_directory(&entry, 1, &parts.root);
    parts.packing = PACKING_NONE;
    parts_refused(&parts, "fault.pmtiles.repeated");
}

static void a_file_cut_short_is_a_fault_and_no_crash(void **state)
{
    struct buffer file;
    char from[KIT_PATH];
    (void)state;
    snprintf(from, sizeof from, "%s", kit_data("gent/gent_rabot.mbtiles"));
    make_pmtiles(from, 2, &file);
    for (size_t size = 7; size < file.size; size += size < 800 ? 13 : file.size / 5) {
        struct fault why;
        struct read_counts counts = {0};
        struct sink sink = {0};
        const char *path = kit_file(folder, "cut.pmtiles", file.data, size);
        assert_false(tiles_read(path, box_empty(), &sink, &counts, &why));
        assert_int_equal(why.kind, FAULT_INPUT);
    }
    buffer_clear(&file);
}

static int begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiles_are_numbered_along_the_curve_of_the_specification),
        cmocka_unit_test(every_number_is_one_tile_beside_the_one_before),
        cmocka_unit_test(the_same_tiles_give_the_same_map_in_both_containers),
        cmocka_unit_test(only_the_tiles_around_a_box_are_read),
        cmocka_unit_test(a_tile_that_runs_on_is_there_as_often_as_it_says),
        cmocka_unit_test(a_real_directory_names_the_tiles_that_another_reader_finds),
        cmocka_unit_test(other_versions_packings_and_pictures_are_named),
        cmocka_unit_test(directories_that_loop_overlap_or_lie_are_damaged),
        cmocka_unit_test(a_leaf_that_only_leads_deeper_ends_somewhere),
        cmocka_unit_test(tiles_that_are_not_there_are_counted_as_broken),
        cmocka_unit_test(the_same_tile_a_million_times_is_too_much),
        cmocka_unit_test(a_tile_of_one_byte_four_billion_times_is_too_much),
        cmocka_unit_test(a_file_cut_short_is_a_fault_and_no_crash),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
