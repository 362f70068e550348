/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/pack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "exchange/area.h"
#include "pack/cell_inner.h"
#include "system/file.h"
#include "work/thread.h"

static const struct point molenbeek = {4.3410, 50.8550};
static char folder[KIT_PATH];
static char area_file[KIT_PATH];
static struct pack_counts area_counts;
static struct pack *area;

static struct spot_box box_about(struct point point, double metres)
{
    return spot_box_of(box_grow((struct box){point.lon, point.lat, point.lon, point.lat}, metres));
}

/* ---- what is in it ---- */

static void the_area_knows_its_wijken_and_sources(void **state)
{
    const struct pack_source *sources;
    const struct pack_wijk *wijken;
    (void)state;
    assert_int_equal(pack_wijken(area, &wijken), 24);
    const struct pack_wijk *wijk = pack_wijk_find(area, "21012W16");
    assert_non_null(wijk);
    assert_string_equal(wijk->name, "Historisch Molenbeek");
    assert_true(shape_has(wijk->border, (struct point){4.3390, 50.8560}));
    assert_null(pack_wijk_find(area, "nergens"));
    assert_int_equal(pack_sources(area, &sources), 3);
    for (int at = 0; at < 3; at++)
        assert_true(*sources[at].attribution && *sources[at].licence && *sources[at].date);
    assert_true(box_has(pack_box(area), molenbeek));
}

static bool candidate_count(void *data, const char *json, size_t size)
{
    assert_int_equal(strlen(json), size);
    return ++*(int *)data < 100000;
}

static bool candidate_stop(void *data, const char *json, size_t size)
{
    (void)json;
    (void)size;
    return ++*(int *)data < 3;
}

static void all_candidates_are_given_until_it_is_enough(void **state)
{
    struct fault why;
    int count = 0;
    (void)state;
    assert_true(pack_candidates(area, candidate_count, &count, &why));
    assert_int_equal(count, area_counts.candidates);
    count = 0;
    assert_true(pack_candidates(area, candidate_stop, &count, &why));
    assert_int_equal(count, 3);
}

/* What a feature costs on average, its share of streets, addresses and the walking network included. */
static void a_pack_takes_few_bytes(void **state)
{
    enum { BYTES_A_FEATURE = 24 };
    (void)state;
    assert_true(area_counts.bytes < BYTES_A_FEATURE * area_counts.features);
}

struct seen {
    long kinds[FEATURE_KINDS];
    long count;
    int last, zoom;
    struct spot_box box;
};

static void feature_see(void *data, const struct feature *feature)
{
    struct seen *seen = data;
    struct spot_box box = spot_box_empty();
    int order = cell_order(feature->layer, feature->kind);
    assert_true(order >= seen->last);
    assert_true(seen->zoom >= feature->min_zoom && seen->zoom <= feature->max_zoom);
    for (uint32_t at = 0; at < feature->path_ends[feature->path_count - 1]; at++)
        box = spot_box_add(box, feature->spots[at]);
    double step = ldexp(1, -CELL_GRID_BITS);
    box.left -= step, box.top -= step, box.right += step, box.bottom += step;
    assert_true(spot_box_meets(box, seen->box));
    seen->last = order;
    seen->kinds[feature->kind]++;
    seen->count++;
}

static struct seen see(struct spot_box box, int zoom)
{
    struct fault why;
    struct seen seen = {.last = -1, .zoom = zoom, .box = box};
    area_good(pack_features(area, box, zoom, feature_see, &seen, &why), &why);
    return seen;
}

static void features_come_in_drawing_order_for_the_zoom(void **state)
{
    (void)state;
    struct seen near = see(box_about(molenbeek, 150), 17);
    assert_true(near.kinds[FEATURE_BUILDING] > 30);
    assert_true(near.kinds[FEATURE_HOUSE_NUMBER] > 30);
    assert_true(near.kinds[FEATURE_STREET_NAME] > 3);
    struct seen town = see(box_about(molenbeek, 1000), 14);
    assert_true(town.kinds[FEATURE_BUILDING] > 3000);
    assert_int_equal(town.kinds[FEATURE_HOUSE_NUMBER], 0);
    assert_int_equal(town.kinds[FEATURE_FOOTWAY], 0);
    struct seen far = see(box_about(molenbeek, 5000), 12);
    assert_int_equal(far.kinds[FEATURE_BUILDING], 0);
    assert_true(far.kinds[FEATURE_PRIMARY] > 0 && far.kinds[FEATURE_PLACE_NAME] > 3);
    assert_true(far.count < 5000);
    for (int zoom = 0; zoom <= 20; zoom++)
        assert_true(see(box_about(molenbeek, 500), zoom).count > 0);
}

static void the_whole_world_and_nowhere_are_boxes_too(void **state)
{
    (void)state;
    assert_true(see((struct spot_box){0, 0, 1, 1}, 18).count > 100000);
    assert_int_equal(see((struct spot_box){0.9, 0.9, 0.95, 0.95}, 14).count, 0);
    assert_int_equal(see(spot_box_empty(), 14).count, 0);
}

struct homes {
    struct spot_box box;
    struct spot last;
    long count;
};

static void home_see(void *data, struct spot spot)
{
    struct homes *homes = data;
    double step = ldexp(1, -CELL_GRID_BITS);
    assert_true(spot.x >= homes->box.left - step && spot.x <= homes->box.right + step);
    assert_true(spot.y >= homes->box.top - step && spot.y <= homes->box.bottom + step);
    assert_true(spot.x >= homes->last.x);
    homes->last = spot;
    homes->count++;
}

static long homes_in(struct spot_box box)
{
    struct homes homes = {.box = box};
    struct fault why;
    area_good(pack_addresses(area, box, home_see, &homes, &why), &why);
    return homes.count;
}

static void addresses_of_a_box_are_all_given_and_no_other(void **state)
{
    (void)state;
    struct spot_box box = box_about(molenbeek, 400), west = box, east = box;
    double middle =
        (floor((box.left + box.right) / 2 * (1 << CELL_GRID_BITS)) + 0.5) / (1 << CELL_GRID_BITS);
    long all = homes_in((struct spot_box){0, 0, 1, 1});
    assert_true(all > 30000 && all <= area_counts.addresses);
    west.right = east.left = middle;
    west.right -= ldexp(1, -CELL_GRID_BITS);
    assert_true(homes_in(box) > 500);
    assert_int_equal(homes_in(west) + homes_in(east), homes_in(box));
    assert_int_equal(homes_in((struct spot_box){0.9, 0.9, 0.95, 0.95}), 0);
    assert_int_equal(homes_in(spot_box_empty()), 0);
}

/* ---- every feature that meets a box is given, against walking them all ---- */

enum { RANDOM = 3000 };
struct random_feature {
    struct spot spots[2];
    bool given;
};
static struct random_feature randoms[RANDOM];

static void random_see(void *data, const struct feature *feature)
{
    (void)data;
    randoms[atoi(feature->name)].given = true;
}

static void no_feature_that_meets_the_box_is_missing(void **state)
{
    struct pack_builder *builder;
    struct pack *pack;
    struct fault why;
    const char *file = kit_path(folder, "random.wijkpak");
    (void)state;
    area_good(pack_builder_open(file, &builder, &why), &why);
    for (int at = 0; at < RANDOM; at++) {
        char name[16];
        uint32_t end = 2;
        double size = pow(0.5, (double)kit_random_below(20));
        struct spot a = {kit_random_unit(), kit_random_unit()};
        randoms[at].spots[0] = a;
        randoms[at].spots[1] = (struct spot){fmin(1, a.x + size * kit_random_unit()),
                                             fmin(1, a.y + size * kit_random_unit())};
        snprintf(name, sizeof name, "%d", at);
        struct feature feature = {.kind = FEATURE_MINOR,
                                  .shape = SHAPE_LINE,
                                  .max_zoom = 255,
                                  .name = name,
                                  .name_fr = "",
                                  .spots = randoms[at].spots,
                                  .path_ends = &end,
                                  .path_count = 1};
        area_good(pack_builder_feature(builder, &feature, &why), &why);
    }
    area_good(pack_builder_finish(builder, NULL, &why), &why);
    area_good(pack_open(file, &pack, &why), &why);
    for (int try = 0; try < 60; try++) {
        double size = pow(0.5, (double)kit_random_below(12));
        double x = kit_random_unit(), y = kit_random_unit();
        struct spot_box box = {x, y, x + size, y + size};
        for (int at = 0; at < RANDOM; at++)
            randoms[at].given = false;
        area_good(pack_features(pack, box, 14, random_see, NULL, &why), &why);
        for (int at = 0; at < RANDOM; at++) {
            struct spot_box own = spot_box_add(spot_box_add(spot_box_empty(), randoms[at].spots[0]),
                                               randoms[at].spots[1]);
            if (spot_box_meets(own, box) && !randoms[at].given)
                fail_msg("feature %d is missing", at);
        }
    }
    pack_close(pack);
}

/* ---- many threads ---- */

static void *thread_read(void *data)
{
    struct fault why;
    struct pack_hit hits[5];
    struct seen seen = {.last = -1, .zoom = 15, .box = box_about(molenbeek, 400)};
    int candidates = 0;
    for (int time = 0; time < 10; time++) {
        seen.last = -1;
        if (!pack_features(area, seen.box, 15, feature_see, &seen, &why) ||
            !pack_candidates(area, candidate_count, &candidates, &why) ||
            pack_search(area, (struct pack_ask){"ribaucourt", molenbeek, false}, hits, 5) < 1)
            *(bool *)data = false;
    }
    return NULL;
}

static void many_threads_read_at_once(void **state)
{
    enum { THREADS = 8 };
    struct thread threads[THREADS];
    bool good[THREADS];
    (void)state;
    for (int at = 0; at < THREADS; at++) {
        good[at] = true;
        thread_start(&threads[at], thread_read, &good[at]);
    }
    for (int at = 0; at < THREADS; at++) {
        thread_join(&threads[at]);
        assert_true(good[at]);
    }
}

/* ---- files that are no pack ---- */

static void refused(const char *file, enum fault_kind kind, const char *key)
{
    struct fault why;
    struct pack *pack = NULL;
    if (pack_open(file, &pack, &why)) {
        pack_close(pack);
        fail_msg("opened %s", file);
    }
    kit_assert_fault(&why, kind, key);
    assert_string_equal(why.file, file);
}

static struct buffer area_bytes(void)
{
    struct buffer bytes;
    struct fault why;
    area_good(file_read(area_file, 64 << 20, &bytes, &why), &why);
    return bytes;
}

static void missing_empty_and_foreign_files_are_named(void **state)
{
    char tiles[KIT_PATH];
    (void)state;
    refused(kit_path(folder, "none.wijkpak"), FAULT_MISSING, "fault.pack.missing");
    refused(kit_file(folder, "empty.wijkpak", "", 0), FAULT_INPUT, "fault.pack.empty");
    refused(kit_file(folder, "short.wijkpak", "SQLite", 6), FAULT_INPUT, "fault.pack.foreign");
    refused(kit_file(folder, "text.wijkpak", folder, sizeof folder), FAULT_INPUT,
            "fault.pack.foreign");
    snprintf(tiles, sizeof tiles, "%s/demo/molenbeek.mbtiles", kit_asset_source());
    refused(tiles, FAULT_INPUT, "fault.pack.foreign");
}

static void other_versions_are_named(void **state)
{
    struct buffer bytes = area_bytes();
    (void)state;
    bytes.data[63] = PACK_VERSION + 1;
    refused(kit_file(folder, "newer.wijkpak", bytes.data, bytes.size), FAULT_CONFLICT,
            "fault.pack.newer");
    bytes.data[63] = 0;
    refused(kit_file(folder, "older.wijkpak", bytes.data, bytes.size), FAULT_CONFLICT,
            "fault.pack.older");
    buffer_clear(&bytes);
}

static void a_pack_cut_anywhere_is_named(void **state)
{
    struct buffer bytes = area_bytes();
    (void)state;
    for (int part = 1; part < 20; part++)
        refused(kit_file(folder, "cut.wijkpak", bytes.data, bytes.size * part / 20), FAULT_INPUT,
                "fault.pack.truncated");
    refused(kit_file(folder, "cut.wijkpak", bytes.data, bytes.size - 1), FAULT_INPUT,
            "fault.pack.truncated");
    buffer_clear(&bytes);
}

static void feature_ignore(void *data, const struct feature *feature)
{
    (void)data;
    (void)feature;
}

/* Opens, reads and checks a pack that may be broken; true when the check finds nothing. */
static bool pack_use(const char *file)
{
    struct fault why;
    struct pack *pack = NULL;
    struct pack_hit hits[5];
    int count = 0;
    if (!pack_open(file, &pack, &why))
        return false;
    pack_features(pack, box_about(molenbeek, 500), 16, feature_ignore, NULL, &why);
    pack_candidates(pack, candidate_count, &count, &why);
    pack_search(pack, (struct pack_ask){"ribaucourt 1", molenbeek, false}, hits, 5);
    bool good = pack_check(pack, NULL, NULL, &why);
    pack_close(pack);
    return good;
}

static void damaged_packs_do_no_harm_and_are_found_by_the_check(void **state)
{
    struct buffer bytes;
    struct read_counts read;
    struct pack_counts written;
    struct fault why;
    char file[KIT_PATH];
    (void)state;
    snprintf(file, sizeof file, "%s", kit_path(folder, "rabot.wijkpak"));
    area_build_rabot(file, &read, &written);
    assert_true(pack_use(file));
    area_good(file_read(file, 64 << 20, &bytes, &why), &why);
    int found = 0;
    for (int try = 0; try < 25; try++) {
        size_t at = 100 + (size_t)kit_random_below(bytes.size - 100 - 64);
        char kept[64];
        memcpy(kept, bytes.data + at, sizeof kept);
        for (size_t byte = 0; byte < sizeof kept; byte++)
            bytes.data[at + byte] = (char)kit_random_below(256);
        found += !pack_use(kit_file(folder, "damaged.wijkpak", bytes.data, bytes.size));
        memcpy(bytes.data + at, kept, sizeof kept);
    }
    assert_true(found > 15); /* some bytes lie in free space or change only a place */
    buffer_clear(&bytes);
}

static void check_count(void *data, const struct message *message)
{
    assert_int_equal(message->arguments, 1);
    *(long *)data += message->argument[0].as.count;
}

static void the_check_reads_everything(void **state)
{
    struct fault why;
    long said = 0;
    (void)state;
    area_good(pack_check(area, check_count, &said, &why), &why);
    assert_true(said >= area_counts.features + area_counts.candidates + area_counts.wijken);
}

/* ---- building ---- */

static void an_old_pack_stays_until_the_new_one_is_whole(void **state)
{
    struct pack_builder *builder;
    struct fault why;
    const char *file = kit_file(folder, "kept.wijkpak", "old", 3);
    (void)state;
    area_good(pack_builder_open(file, &builder, &why), &why);
    assert_int_equal(file_size(file), 3);
    pack_builder_abort(builder);
    assert_int_equal(file_size(file), 3);
    assert_false(file_exists(kit_path(folder, "kept.wijkpak.part")));
    area_good(pack_builder_open(file, &builder, &why), &why);
    area_good(pack_builder_finish(builder, NULL, &why), &why);
    assert_false(file_exists(kit_path(folder, "kept.wijkpak.part")));
    assert_true(pack_use(file));
}

static void a_folder_that_is_not_there_is_a_fault(void **state)
{
    struct pack_builder *builder;
    struct fault why;
    (void)state;
    assert_false(pack_builder_open(kit_path(folder, "no/such/area.wijkpak"), &builder, &why));
    assert_int_equal(why.kind, FAULT_STORAGE);
}

static void impossible_things_are_refused_by_the_builder(void **state)
{
    struct pack_builder *builder;
    struct fault why;
    struct shape empty;
    (void)state;
    shape_init(&empty, SHAPE_AREA);
    area_good(pack_builder_open(kit_path(folder, "odd.wijkpak"), &builder, &why), &why);
    struct feature feature = {.kind = FEATURE_WATER};
    assert_false(pack_builder_feature(builder, &feature, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "fault.pack.feature");
    assert_false(pack_builder_address(builder, (struct point){NAN, 50}, "a", "1", &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.pack.address");
    assert_false(pack_builder_candidate(builder, "", molenbeek, "{}", &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.pack.candidate");
    assert_false(pack_builder_wijk(builder, (struct pack_wijk){"1", "a", "b", &empty}, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.pack.wijk");
    pack_builder_abort(builder);
}

static int area_open(void **state)
{
    struct read_counts read;
    struct fault why;
    (void)state;
    kit_folder_make(folder);
    snprintf(area_file, sizeof area_file, "%s", kit_path(folder, "area.wijkpak"));
    area_build_molenbeek(area_file, &read, &area_counts);
    area_good(pack_open(area_file, &area, &why), &why);
    return 0;
}

static int area_close(void **state)
{
    (void)state;
    pack_close(area);
    kit_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_area_knows_its_wijken_and_sources),
        cmocka_unit_test(a_pack_takes_few_bytes),
        cmocka_unit_test(all_candidates_are_given_until_it_is_enough),
        cmocka_unit_test(features_come_in_drawing_order_for_the_zoom),
        cmocka_unit_test(the_whole_world_and_nowhere_are_boxes_too),
        cmocka_unit_test(addresses_of_a_box_are_all_given_and_no_other),
        cmocka_unit_test(no_feature_that_meets_the_box_is_missing),
        cmocka_unit_test(many_threads_read_at_once),
        cmocka_unit_test(missing_empty_and_foreign_files_are_named),
        cmocka_unit_test(other_versions_are_named),
        cmocka_unit_test(a_pack_cut_anywhere_is_named),
        cmocka_unit_test(damaged_packs_do_no_harm_and_are_found_by_the_check),
        cmocka_unit_test(the_check_reads_everything),
        cmocka_unit_test(an_old_pack_stays_until_the_new_one_is_whole),
        cmocka_unit_test(a_folder_that_is_not_there_is_a_fault),
        cmocka_unit_test(impossible_things_are_refused_by_the_builder),
    };
    return cmocka_run_group_tests(tests, area_open, area_close);
}
