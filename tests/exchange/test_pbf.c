/* SPDX-License-Identifier: EUPL-1.2 */
/* OSM files written by hand: as they should be, in another order, and as nobody should write them.
 */
#include "exchange/pbf_make.h"

#include "exchange/gather.h"
#include "exchange/pbf_inner.h"
#include "system/file.h"

static char folder[KIT_PATH];

static int set_up(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

static void file_init(struct buffer *file)
{
    buffer_init(file, 256 << 20);
    pbf_header(file, "DenseNodes");
}

static const char *const texts[] = {"building",
                                    "yes",
                                    "highway",
                                    "residential",
                                    "name",
                                    "Kerkstraat",
                                    "type",
                                    "multipolygon",
                                    "natural",
                                    "water",
                                    "addr:housenumber",
                                    "12",
                                    "associatedStreet",
                                    "house",
                                    "Lange Lei",
                                    "boundary",
                                    "administrative",
                                    "admin_level",
                                    "8",
                                    NULL};
enum {
    BUILDING = 1,
    YES,
    HIGHWAY,
    RESIDENTIAL,
    NAME,
    KERKSTRAAT,
    TYPE,
    MULTIPOLYGON,
    NATURAL,
    WATER,
    HOUSE_NUMBER,
    TWELVE,
    ASSOCIATED_STREET,
    HOUSE,
    LANGE_LEI,
    BOUNDARY,
    ADMINISTRATIVE,
    ADMIN_LEVEL,
    EIGHT
};

static void block_init(struct buffer *block)
{
    buffer_init(block, 128 << 20);
    pbf_strings(block, texts);
}

static void group_init(struct buffer *group)
{
    buffer_init(group, 128 << 20);
}

static bool read_bytes(struct buffer *file, struct gather **gather, struct read_counts *counts,
                       struct fault *why)
{
    struct sink sink;
    const char *path = kit_file(folder, "a.osm.pbf", buffer_text(file), file->size);
    *gather = gather_new(&sink);
    *counts = (struct read_counts){0};
    buffer_clear(file);
    return osm_read(path, box_empty(), &sink, counts, why);
}

static void assert_refused(struct buffer *file, enum fault_kind kind, const char *key,
                           int64_t place)
{
    struct gather *gather;
    struct read_counts counts;
    struct fault why;
    assert_false(read_bytes(file, &gather, &counts, &why));
    kit_assert_fault(&why, kind, key);
    if (place >= 0)
        assert_int_equal(why.place, place);
    assert_non_null(strstr(why.file, "a.osm.pbf"));
    gather_free(gather);
}

/* ---- as it should be ---- */

/* A square of four nodes, 1 to 4, at 51 north 4 east, 0.001° a side; and an island in it, 5 to 8.
 */
static void nodes_make(struct buffer *group, bool backward)
{
    static const int side[][2] = {{0, 0}, {0, 10}, {10, 10}, {10, 0},
                                  {3, 3}, {3, 6},  {6, 6},   {6, 3}};
    for (int at = 0; at < 8; at++) {
        int node = backward ? 7 - at : at;
        pbf_node(group, node + 1, 510000000 + side[node][0] * 1000,
                 40000000 + side[node][1] * 1000);
    }
}

static void ways_make(struct buffer *group)
{
    const int64_t house[] = {5, 6, 7, 8, 5}, street[] = {1, 2, 3}, back[] = {3, 4, 1};
    const int64_t house_keys[] = {BUILDING}, house_values[] = {YES};
    const int64_t street_keys[] = {HIGHWAY, NAME}, street_values[] = {RESIDENTIAL, KERKSTRAAT};
    pbf_way(group, 10, house, 5, house_keys, house_values, 1);
    pbf_way(group, 11, street, 3, street_keys, street_values, 2);
    pbf_way(group, 12, back, 3, NULL, NULL, 0);
}

static void relations_make(struct buffer *group)
{
    const int64_t members[] = {10, 11, 12}, keys[] = {TYPE, NATURAL},
                  values[] = {MULTIPOLYGON, WATER};
    pbf_relation(group, 20, members, 3, keys, values, 2);
}

static void part_add(struct buffer *file, void (*make)(struct buffer *), bool packed)
{
    struct buffer block, group;
    block_init(&block);
    group_init(&group);
    make(&group);
    make_take(&block, 2, &group);
    if (packed)
        pbf_zlib(file, "OSMData", &block, -1);
    else
        pbf_raw(file, "OSMData", &block);
}

static void nodes_forward(struct buffer *group)
{
    nodes_make(group, false);
}

static void nodes_backward(struct buffer *group)
{
    nodes_make(group, true);
}

static void assert_small_town(struct buffer *file)
{
    struct gather *gather;
    struct read_counts counts;
    struct fault why;
    if (!read_bytes(file, &gather, &counts, &why))
        fail_msg("%s %s", why.what.key, why.detail);
    assert_int_equal(gather->kinds[FEATURE_BUILDING], 1);
    assert_int_equal(gather->kinds[FEATURE_STREET_NAME], 1);
    assert_true(gather->kinds[FEATURE_MINOR] >= 1);
    assert_int_equal(counts.missing, 0);
    assert_int_equal(counts.without_place, 0);
    assert_string_equal(gather->source.kind, "osm");
    assert_string_equal(gather->source.date, "2020-01-01");
    const struct feature *water = NULL;
    for (int at = 0; at < gather->feature_count; at++)
        if (gather->features[at].kind == FEATURE_WATER && gather->features[at].max_zoom == 255)
            water = &gather->features[at];
    assert_non_null(water); /* joined of two open ways, the house is a hole whatever its role */
    assert_int_equal(water->path_count, 2);
    assert_int_equal(water->path_ends[0], 4);
    assert_int_equal(water->path_ends[1], 8);
    gather_free(gather);
}

static void ways_lines_and_areas_come_out_as_they_are_meant(void **state)
{
    struct buffer file;
    (void)state;
    file_init(&file);
    part_add(&file, nodes_forward, true);
    part_add(&file, ways_make, true);
    part_add(&file, relations_make, true);
    assert_small_town(&file);
}

static void blocks_in_any_order_give_the_same(void **state)
{
    struct buffer file;
    (void)state;
    file_init(&file);
    part_add(&file, relations_make, false);
    part_add(&file, ways_make, false);
    part_add(&file, nodes_backward, true);
    assert_small_town(&file);
}

/* The building has a number; its street is known to a relation only. The ways without a tag are a
 * border. */
static void numbered_make(struct buffer *group)
{
    const int64_t house[] = {5, 6, 7, 8, 5}, other[] = {1, 2, 4, 1}, north[] = {1, 2, 3},
                  south[] = {3, 4, 1};
    const int64_t keys[] = {BUILDING, HOUSE_NUMBER}, values[] = {YES, TWELVE};
    pbf_way(group, 10, house, 5, keys, values, 2);
    pbf_way(group, 11, north, 3, NULL, NULL, 0);
    pbf_way(group, 12, south, 3, NULL, NULL, 0);
    pbf_way(group, 13, other, 4, keys, values, 2);
}

static void said_make(struct buffer *group)
{
    const int64_t houses[] = {10}, borders[] = {11, 12};
    const int64_t keys[] = {TYPE, NAME}, values[] = {ASSOCIATED_STREET, LANGE_LEI};
    const int64_t border_keys[] = {TYPE, BOUNDARY, ADMIN_LEVEL},
                  border_values[] = {BOUNDARY, ADMINISTRATIVE, EIGHT};
    pbf_relation_of(group, 20, houses, 1, 1, HOUSE, keys, values, 2);
    pbf_relation(group, 21, borders, 2, border_keys, border_values, 3);
}

static void numbered_town(struct buffer *file, struct gather **gather)
{
    struct read_counts counts;
    struct fault why;
    file_init(file);
    part_add(file, nodes_forward, true);
    part_add(file, numbered_make, true);
    part_add(file, said_make, true);
    if (!read_bytes(file, gather, &counts, &why))
        fail_msg("%s %s", why.what.key, why.detail);
}

static void a_house_lies_in_the_street_that_a_relation_says_or_in_none(void **state)
{
    struct buffer file;
    struct gather *gather;
    (void)state;
    numbered_town(&file, &gather);
    assert_int_equal(gather->address_count, 2);
    assert_string_equal(gather->addresses[0].street, "Lange Lei");
    assert_string_equal(gather->addresses[0].number, "12");
    assert_string_equal(gather->addresses[1].street, "");
    gather_free(gather);
}

static void borders_that_only_relations_know_are_drawn_once(void **state)
{
    struct buffer file;
    struct gather *gather;
    long close = 0;
    (void)state;
    numbered_town(&file, &gather);
    for (int at = 0; at < gather->feature_count; at++) {
        const struct feature *feature = &gather->features[at];
        if (feature->kind != FEATURE_BOUNDARY || feature->max_zoom != 255)
            continue;
        assert_int_equal(feature->shape, SHAPE_LINE);
        close++;
    }
    assert_int_equal(close, 2);
    gather_free(gather);
}

enum { TOWN = 400, FAR_NODE = 1000 };

static void spread_make(struct buffer *group)
{
    for (int at = 0; at < TOWN; at++)
        pbf_node(group, at + 1, 510000000 + at / 20 * 10000, 40000000 + at % 20 * 10000);
    pbf_node(group, FAR_NODE, 480000000, 40000000); /* 300 km to the south */
}

static void far_way_make(struct buffer *group)
{
    const int64_t refs[] = {1, FAR_NODE}, keys[] = {HIGHWAY}, values[] = {RESIDENTIAL};
    pbf_way(group, 10, refs, 2, keys, values, 1);
}

static void a_way_that_leaves_a_file_without_a_box_is_cut_near_it(void **state)
{
    struct buffer file;
    struct gather *gather;
    struct read_counts counts;
    struct fault why;
    struct spot_box box = spot_box_empty();
    (void)state;
    file_init(&file);
    part_add(&file, spread_make, true);
    part_add(&file, far_way_make, true);
    if (!read_bytes(&file, &gather, &counts, &why))
        fail_msg("%s %s", why.what.key, why.detail);
    for (int at = 0; at < gather->feature_count; at++)
        for (uint32_t spot = 0; spot < gather->features[at].path_ends[0]; spot++)
            box = spot_box_add(box, gather->features[at].spots[spot]);
    assert_true(gather->feature_count > 0);
    struct point south = point_of_spot((struct spot){box.left, box.bottom});
    assert_true(south.lat > 50.97 && south.lat < 51);
    gather_free(gather);
}

struct seen {
    int32_t lat[4], lon[4];
    int64_t id[4], seconds[4];
    size_t tags[4];
    int count;
};

static bool node_see(void *data, const struct pbf_object *object, struct fault *why)
{
    struct seen *seen = data;
    (void)why;
    seen->id[seen->count] = object->id;
    seen->lat[seen->count] = object->lat;
    seen->lon[seen->count] = object->lon;
    seen->seconds[seen->count] = object->seconds;
    seen->tags[seen->count++] = object->tags.count;
    return true;
}

static void dense_nodes_have_units_offsets_times_and_tags(void **state)
{
    struct buffer file, block, group, dense, info;
    (void)state;
    const int64_t ids[] = {100, 90}, lats[] = {51000, 51001}, lons[] = {-4000, 4000},
                  stamps[] = {5000, 6000};
    const int64_t tags[] = {BUILDING, YES, NAME, KERKSTRAAT, 0, 0};
    file_init(&file);
    block_init(&block);
    group_init(&group);
    group_init(&dense);
    group_init(&info);
    pbf_steps(&dense, 1, ids, 2);
    pbf_steps(&info, 2, stamps, 2);
    make_take(&dense, 5, &info);
    pbf_steps(&dense, 8, lats, 2);
    pbf_steps(&dense, 9, lons, 2);
    pbf_numbers(&dense, 10, tags, 6, false);
    make_take(&group, 2, &dense);
    make_take(&block, 2, &group);
    make_number(&block, 17, 1000000);                 /* a thousandth of a degree */
    make_number(&block, 18, 60000);                   /* minutes */
    make_number(&block, 19, 500);                     /* 5 * 10^-7 north */
    make_number(&block, 20, (uint64_t)(int64_t)-200); /* west */
    pbf_zlib(&file, "OSMData", &block, -1);
    struct pbf_file open;
    struct fault why;
    struct seen seen = {0};
    struct pbf_visitor visitor = {.data = &seen, .wanted = PBF_NODE, .visit = node_see};
    assert_true(pbf_open(kit_file(folder, "d.pbf", file.data, file.size), &open, &why));
    assert_int_equal(pbf_next(&open, &why), PBF_DATA);
    assert_true(pbf_visit(&open, &visitor, &why));
    assert_int_equal(pbf_next(&open, &why), PBF_END);
    pbf_close(&open);
    buffer_clear(&file);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.id[1], 90);
    assert_int_equal(seen.lat[0], 510000005);
    assert_int_equal(seen.lon[0], -40000002);
    assert_int_equal(seen.lon[1], 39999998);
    assert_int_equal(seen.seconds[1], 360000);
    assert_int_equal(seen.tags[0], 2);
    assert_int_equal(seen.tags[1], 0);
}

/* ---- other files ---- */

static void other_files_are_told_by_what_they_are(void **state)
{
    (void)state;
    const struct {
        const char *bytes;
        size_t size;
        const char *key;
    } others[] = {{"<?xml version='1.0'?>\n<osm version=\"0.6\">", 40, "fault.osm.xml"},
                  {"\xef\xbb\xbf<osm>", 8, "fault.osm.xml"},
                  {"<!DOCTYPE html><html>", 21, "fault.osm.page"},
                  {"\n <html lang=nl>", 16, "fault.osm.page"},
                  {"\x1f\x8b\x08\x00\x00\x00", 6, "fault.osm.packed"},
                  {"PK\x03\x04\x00\x00", 6, "fault.osm.packed"},
                  {"BZh91AY&SY", 10, "fault.osm.packed"},
                  {"\xff\xe0\x04o5m2", 7, "fault.osm.foreign"},
                  {"SQLite format 3", 16, "fault.osm.foreign"},
                  {"\0\0\0\x0d", 4, "fault.osm.foreign"},
                  {"", 0, "fault.exchange.empty"}};
    for (size_t at = 0; at < sizeof others / sizeof *others; at++) {
        struct buffer file;
        buffer_init(&file, 1024);
        buffer_add(&file, others[at].bytes, others[at].size);
        assert_refused(&file, FAULT_INPUT, others[at].key, 0);
    }
    struct fault why;
    struct pbf_file open;
    assert_false(pbf_open(kit_path(folder, "none"), &open, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    assert_false(pbf_open(folder, &open, &why));
}

static void header_asks(const char *feature, const char *key)
{
    struct buffer file;
    buffer_init(&file, 1 << 20);
    pbf_header(&file, feature);
    assert_refused(&file, FAULT_INPUT, key, 0);
}

static void what_a_file_asks_and_we_do_not_know_is_named(void **state)
{
    (void)state;
    header_asks("HistoricalInformation", "fault.osm.history");
    header_asks("TeleportingNodes", "fault.osm.feature");
}

/* ---- hostile files ---- */

static void nodes_far(struct buffer *group)
{
    pbf_node(group, 1, 910000000, 40000000);
}

static void nodes_farther(struct buffer *group)
{
    pbf_node(group, 1, INT64_MAX, INT64_MIN);
}

static void string_beyond(struct buffer *group)
{
    const int64_t refs[] = {1, 2}, keys[] = {BUILDING}, values[] = {4000000};
    pbf_way(group, 1, refs, 2, keys, values, 1);
}

static void role_beyond(struct buffer *group)
{
    struct buffer relation;
    const int64_t roles[] = {99}, ways[] = {1}, types[] = {1};
    buffer_init(&relation, 1 << 20);
    make_number(&relation, 1, 1);
    pbf_numbers(&relation, 8, roles, 1, false);
    pbf_steps(&relation, 9, ways, 1);
    pbf_numbers(&relation, 10, types, 1, false);
    make_take(group, 4, &relation);
}

static void values_missing(struct buffer *group)
{
    struct buffer way;
    const int64_t keys[] = {BUILDING, NAME}, values[] = {YES};
    buffer_init(&way, 1 << 20);
    make_number(&way, 1, 1);
    pbf_numbers(&way, 2, keys, 2, false);
    pbf_numbers(&way, 3, values, 1, false);
    make_take(group, 3, &way);
}

static void dense_uneven(struct buffer *group)
{
    struct buffer dense;
    const int64_t ids[] = {1, 2}, lats[] = {1};
    buffer_init(&dense, 1 << 20);
    pbf_steps(&dense, 1, ids, 2);
    pbf_steps(&dense, 8, lats, 1);
    pbf_steps(&dense, 9, ids, 2);
    make_take(group, 2, &dense);
}

static void field_cut(struct buffer *group)
{
    buffer_add(group, "\x1a\x7f\x01", 3); /* a way of 127 bytes, of which one is there */
}

static void what_does_not_hold_together_is_refused_with_its_block(void **state)
{
    (void)state;
    const struct {
        void (*make)(struct buffer *group);
        const char *key;
    } harms[] = {{nodes_far, "fault.osm.position"},     {nodes_farther, "fault.osm.position"},
                 {string_beyond, "fault.osm.string"},   {role_beyond, "fault.osm.string"},
                 {values_missing, "fault.osm.damaged"}, {dense_uneven, "fault.osm.damaged"},
                 {field_cut, "fault.osm.damaged"}};
    for (size_t at = 0; at < sizeof harms / sizeof *harms; at++) {
        struct buffer file;
        file_init(&file);
        part_add(&file, nodes_forward, true);
        int64_t place = (int64_t)file.size;
        part_add(&file, harms[at].make, at % 2);
        assert_refused(&file, FAULT_INPUT, harms[at].key, place);
    }
}

static void packing_of(int field, const char *key)
{
    struct buffer file, blob;
    file_init(&file);
    buffer_init(&blob, 1 << 20);
    make_number(&blob, 2, 100);
    make_field(&blob, field, "\x78\x9c????????????", 14);
    int64_t place = (int64_t)file.size;
    pbf_blob(&file, "OSMData", &blob);
    assert_refused(&file, FAULT_INPUT, key, place);
}

static void blocks_that_lie_about_themselves_are_refused(void **state)
{
    struct buffer file, plain, blob;
    (void)state;
    packing_of(3, "fault.osm.zlib");
    packing_of(4, "fault.osm.packing");
    packing_of(6, "fault.osm.packing");
    packing_of(7, "fault.osm.packing");
    packing_of(9, "fault.osm.damaged"); /* nothing we have heard of, and no data */
    const long sizes[] = {5, 5000, 33 << 20};
    for (int at = 0; at < 3; at++) { /* less and more than there is, and beyond the ceiling */
        file_init(&file);
        block_init(&plain);
        pbf_zlib(&file, "OSMData", &plain, sizes[at]);
        assert_refused(&file, at < 2 ? FAULT_INPUT : FAULT_LIMIT,
                       at < 2 ? "fault.osm.zlib" : "fault.osm.block", -1);
    }
    file_init(&file); /* a bomb: 31 MB of naught are allowed, and mean nothing */
    buffer_init(&plain, 64 << 20);
    char *naught = memory_take(31 << 20);
    buffer_add(&plain, naught, 31 << 20);
    free(naught);
    pbf_zlib(&file, "OSMData", &plain, -1);
    assert_refused(&file, FAULT_INPUT, "fault.osm.damaged", -1);
    file_init(&file); /* a head of 16 MB, and a block of 3 GB */
    buffer_add(&file, "\x01\0\0\0\x0a\x07OSMData", 13);
    assert_refused(&file, FAULT_INPUT, "fault.osm.head", -1);
    file_init(&file);
    buffer_init(&blob, 1024);
    make_field(&blob, 1, "OSMData", 7);
    make_number(&blob, 3, 3000000000U);
    buffer_add(&file, "\0\0\0", 3);
    buffer_add_byte(&file, (char)blob.size);
    buffer_add(&file, blob.data, blob.size);
    buffer_clear(&blob);
    assert_refused(&file, FAULT_LIMIT, "fault.osm.block", -1);
}

static void ways_without_end_are_left_out_and_counted(void **state)
{
    enum { MANY = 100000 };
    struct buffer file, block, group;
    struct gather *gather;
    struct read_counts counts;
    struct fault why;
    (void)state;
    int64_t *refs = memory_take(MANY * sizeof *refs);
    const int64_t keys[] = {HIGHWAY}, values[] = {RESIDENTIAL};
    for (int at = 0; at < MANY; at++)
        refs[at] = at % 8 + 1;
    file_init(&file);
    part_add(&file, nodes_forward, true);
    part_add(&file, ways_make, true);
    block_init(&block);
    group_init(&group);
    pbf_way(&group, 99, refs, MANY, keys, values, 1);
    make_take(&block, 2, &group);
    pbf_zlib(&file, "OSMData", &block, -1);
    assert_true(read_bytes(&file, &gather, &counts, &why));
    assert_int_equal(counts.broken, 1);
    assert_int_equal(gather->kinds[FEATURE_BUILDING], 1);
    gather_free(gather);
    free(refs);
}

/* Cut at every byte: refused with a reason, or, cut between two blocks, a smaller file. */
static void a_cut_file_is_refused_wherever_it_ends(void **state)
{
    struct buffer whole;
    struct fault why;
    (void)state;
    buffer_init(&whole, 1 << 20);
    pbf_header(&whole, "DenseNodes");
    part_add(&whole, nodes_forward, true);
    part_add(&whole, ways_make, true);
    size_t refused = 0;
    for (size_t size = 1; size < whole.size; size++) {
        struct gather *gather;
        struct read_counts counts;
        struct buffer part;
        buffer_init(&part, 1 << 20);
        buffer_add(&part, whole.data, size);
        bool good = read_bytes(&part, &gather, &counts, &why);
        assert_false(good && gather->kinds[FEATURE_BUILDING]);
        refused += !good && (strcmp(why.what.key, "fault.osm.cut") == 0 ||
                             strcmp(why.what.key, "fault.osm.foreign") == 0);
        gather_free(gather);
    }
    assert_true(refused + 3 > whole.size - 1);
    buffer_clear(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_lines_and_areas_come_out_as_they_are_meant),
        cmocka_unit_test(blocks_in_any_order_give_the_same),
        cmocka_unit_test(a_house_lies_in_the_street_that_a_relation_says_or_in_none),
        cmocka_unit_test(borders_that_only_relations_know_are_drawn_once),
        cmocka_unit_test(a_way_that_leaves_a_file_without_a_box_is_cut_near_it),
        cmocka_unit_test(dense_nodes_have_units_offsets_times_and_tags),
        cmocka_unit_test(other_files_are_told_by_what_they_are),
        cmocka_unit_test(what_a_file_asks_and_we_do_not_know_is_named),
        cmocka_unit_test(what_does_not_hold_together_is_refused_with_its_block),
        cmocka_unit_test(blocks_that_lie_about_themselves_are_refused),
        cmocka_unit_test(ways_without_end_are_left_out_and_counted),
        cmocka_unit_test(a_cut_file_is_refused_wherever_it_ends),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
