/* SPDX-License-Identifier: EUPL-1.2 */
/* Real extracts, held against what osmium (libosmium) says of the same files. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "exchange/read.h"
#include "kit/kit.h"

static const char *const extracts[] = {"brugge_sint-pieters_2020", "wechelderzande_2013",
                                       "wechelderzande_2020", "puurs_2015"};
enum { EXTRACTS = sizeof extracts / sizeof *extracts };

static const char *extract_path(const char *name)
{
    char file[128];
    snprintf(file, sizeof file, "osm/%s.osm.pbf", name);
    return kit_data(file);
}

/* ---- what we read ---- */

struct town {
    struct read_counts counts;
    long kinds[FEATURE_KINDS]; /* of the close view */
    long far_kinds[FEATURE_KINDS];
    size_t road_spots, far_road_spots;
    double building_size;
    long walk_ways, walk_steps;
    long candidates, candidates_with_all;
    struct spot_box box;
    bool all_meet;
    char date[32];
    int calls_left; /* of progress; 0 = no end */
    int last_share;
};

static double ring_size(const struct spot *spots, size_t count)
{
    double sum = 0;
    for (size_t at = 0; at < count; at++) {
        struct spot a = spots[at], b = spots[(at + 1) % count];
        sum += (a.x - spots[0].x) * (b.y - spots[0].y) - (b.x - spots[0].x) * (a.y - spots[0].y);
    }
    return fabs(sum) / 2;
}

static double area_size(const struct feature *feature)
{
    double size = ring_size(feature->spots, feature->path_ends[0]);
    for (size_t path = 1; path < feature->path_count; path++)
        size -= ring_size(feature->spots + feature->path_ends[path - 1],
                          feature->path_ends[path] - feature->path_ends[path - 1]);
    return size;
}

static bool town_feature(void *data, const struct feature *feature, struct fault *why)
{
    struct town *town = data;
    size_t count = feature->path_ends[feature->path_count - 1];
    bool close = feature->max_zoom == 255;
    (void)why;
    struct spot_box box = spot_box_empty();
    for (size_t at = 0; at < count; at++)
        box = spot_box_add(box, feature->spots[at]);
    town->all_meet = town->all_meet && spot_box_meets(box, town->box);
    (close ? town->kinds : town->far_kinds)[feature->kind]++;
    if (feature->kind == FEATURE_BUILDING)
        town->building_size += area_size(feature);
    if (feature->kind == FEATURE_TERTIARY)
        *(close ? &town->road_spots : &town->far_road_spots) += count;
    assert_true(feature->min_zoom <= feature->max_zoom);
    assert_true(!close || feature->shape == SHAPE_POINT || feature->min_zoom >= 14);
    return true;
}

static bool town_candidate(void *data, const cJSON *place, struct fault *why)
{
    struct town *town = data;
    const char *id = json_text(place, "_id", "");
    const cJSON *tags = json_member(place, "tags");
    (void)why;
    assert_true(strncmp(id, "osm:", 4) == 0 && strchr("nwr", id[4]) && atoll(id + 5) > 0);
    town->candidates++;
    town->candidates_with_all +=
        cJSON_IsObject(tags) && tags->child && *json_text(json_member(place, "source"), "date", "");
    return true;
}

static bool town_walk(void *data, const struct walk_way *way, struct fault *why)
{
    struct town *town = data;
    (void)why;
    assert_true(way->count >= 2 && way->nodes && point_valid(way->points[0]));
    town->walk_ways++;
    town->walk_steps += way->kind == WALK_STEPS;
    return true;
}

static bool town_source(void *data, const struct source_note *note, struct fault *why)
{
    struct town *town = data;
    (void)why;
    assert_string_equal(note->attribution, "© OpenStreetMap contributors");
    assert_string_equal(note->licence, "ODbL 1.0");
    snprintf(town->date, sizeof town->date, "%s", note->date);
    return true;
}

static bool town_progress(void *data, const char *stage, int thousandths)
{
    struct town *town = data;
    assert_true(*stage && thousandths >= town->last_share && thousandths <= 1000);
    town->last_share = thousandths;
    return town->calls_left == 0 || --town->calls_left > 0;
}

static bool town_read(const char *name, struct box box, struct town *town, struct fault *why)
{
    struct sink sink = {.data = town,
                        .source = town_source,
                        .feature = town_feature,
                        .candidate = town_candidate,
                        .walk = town_walk,
                        .progress = town_progress};
    town->all_meet = true;
    town->box = box_is_empty(box) ? (struct spot_box){0, 0, 1, 1} : spot_box_of(box);
    return osm_read(extract_path(name), box, &sink, &town->counts, why);
}

static void town_take(const char *name, struct town *town)
{
    struct fault why;
    *town = (struct town){0};
    if (!town_read(name, box_empty(), town, &why))
        fail_msg("%s: %s %s", name, why.what.key, why.detail);
}

/* ---- what osmium reads ---- */

/* The objects that match, "n/", "w/", "nw/" … */
static long osmium_count(const char *name, const char *filter)
{
    struct buffer out, err;
    const char *const argv[] = {"osmium", "tags-filter", "-R", "--no-progress",    "-f",
                                "opl",    "-o",          "-",  extract_path(name), filter,
                                NULL};
    assert_int_equal(kit_run(argv, &out, &err), 0);
    long lines = 0;
    for (const char *at = buffer_text(&out); *at; at++)
        lines += *at == '\n';
    buffer_clear(&out);
    buffer_clear(&err);
    return lines;
}

static long number_after(const char *text, const char *words)
{
    const char *at = strstr(text, words);
    assert_non_null(at);
    return strtol(at + strlen(words), NULL, 10);
}

static double ring_json_size(const cJSON *ring)
{
    struct spot *spots = calloc((size_t)cJSON_GetArraySize(ring) + 1, sizeof *spots);
    size_t count = 0;
    for (const cJSON *at = ring->child; at; at = at->next)
        spots[count++] =
            spot_of_point((struct point){at->child->valuedouble, at->child->next->valuedouble});
    double size = ring_size(spots, count);
    free(spots);
    return size;
}

static double polygons_size(const cJSON *geometry)
{
    double size = 0;
    for (const cJSON *polygon = json_member(geometry, "coordinates")->child; polygon;
         polygon = polygon->next)
        for (const cJSON *ring = polygon->child; ring; ring = ring->next)
            size += (ring == polygon->child ? 1 : -1) * ring_json_size(ring);
    return size;
}

/* How many buildings osmium makes of the file, and the sum of their areas. */
static double osmium_buildings(const char *name, long *count)
{
    struct buffer out, err;
    const char *const argv[] = {"osmium",
                                "export",
                                "--no-progress",
                                "-f",
                                "geojsonseq",
                                "-x",
                                "print_record_separator=false",
                                "--geometry-types=polygon",
                                extract_path(name),
                                NULL};
    double size = 0;
    *count = 0;
    assert_int_equal(kit_run(argv, &out, &err), 0);
    for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n")) {
        cJSON *feature = cJSON_Parse(line);
        const char *building = json_text(json_member(feature, "properties"), "building", "no");
        if (strcmp(building, "no") != 0) {
            size += polygons_size(json_member(feature, "geometry"));
            ++*count;
        }
        cJSON_Delete(feature);
    }
    buffer_clear(&out);
    buffer_clear(&err);
    return size;
}

/* ---- tests ---- */

static void as_many_addresses_as_osmium_finds(void **state)
{
    (void)state;
    for (int at = 0; at < EXTRACTS; at++) {
        struct town town;
        town_take(extracts[at], &town);
        long most = osmium_count(extracts[at], "nwr/addr:housenumber");
        long least = osmium_count(extracts[at], "nw/addr:housenumber") - town.counts.without_place;
        assert_in_range(town.counts.addresses, least, most); /* a way without nodes is nowhere */
        assert_true(most > 10);
    }
}

static void buildings_are_as_many_and_as_large_as_osmium_says(void **state)
{
    (void)state;
    for (int at = 0; at < EXTRACTS; at++) {
        struct town town;
        long count;
        town_take(extracts[at], &town);
        double size = osmium_buildings(extracts[at], &count);
        assert_true(count > 50);
        assert_true(labs(town.kinds[FEATURE_BUILDING] - count) <= 1 + count / 100);
        assert_true(fabs(town.building_size - size) <= 0.005 * size);
    }
}

static void missing_nodes_are_counted_as_osmium_counts_them(void **state)
{
    (void)state;
    for (int at = 0; at < EXTRACTS; at++) {
        struct town town;
        struct buffer out, err;
        const char *const argv[] = {
            "osmium", "check-refs", "-r", "--no-progress", extract_path(extracts[at]), NULL};
        town_take(extracts[at], &town);
        kit_run(argv, &out, &err);
        long nodes = number_after(buffer_text(&err), "in ways      missing: ");
        long ways = number_after(strstr(buffer_text(&err), "Ways "), "missing: ");
        assert_in_range(town.counts.missing, nodes, nodes + ways);
        buffer_clear(&out);
        buffer_clear(&err);
    }
}

static void candidates_bring_their_osm_id_date_and_tags(void **state)
{
    struct town town;
    (void)state;
    town_take("brugge_sint-pieters_2020", &town);
    assert_true(town.candidates > 0);
    assert_int_equal(town.candidates, town.counts.candidates);
    assert_int_equal(town.candidates_with_all, town.candidates);
    assert_true(strncmp(town.date, "2020-", 5) == 0); /* the newest object: the header has none */
}

static void people_walk_along_streets_with_their_nodes(void **state)
{
    struct town town;
    (void)state;
    town_take("brugge_sint-pieters_2020", &town);
    assert_in_range(town.walk_ways,
                    osmium_count("brugge_sint-pieters_2020", "w/highway=footway,residential,path"),
                    osmium_count("brugge_sint-pieters_2020", "w/highway"));
}

static void far_views_hold_little(void **state)
{
    struct town town;
    (void)state;
    town_take("puurs_2015", &town);
    assert_int_equal(town.far_kinds[FEATURE_BUILDING], 0);
    assert_int_equal(town.far_kinds[FEATURE_FOOTWAY], 0);
    assert_true(town.far_kinds[FEATURE_TERTIARY] >= town.kinds[FEATURE_TERTIARY]);
    assert_true(town.far_road_spots < town.road_spots);
}

static void a_box_keeps_what_meets_it(void **state)
{
    struct town town = {0}, all;
    struct fault why;
    (void)state;
    const struct box box = {3.212, 51.223, 3.218, 51.228}, elsewhere = {4.3, 50.8, 4.4, 50.9};
    town_take("brugge_sint-pieters_2020", &all);
    assert_true(town_read("brugge_sint-pieters_2020", box, &town, &why));
    assert_true(town.all_meet);
    assert_in_range(town.kinds[FEATURE_BUILDING], 50, all.kinds[FEATURE_BUILDING] / 2);
    assert_in_range(town.counts.addresses, 50, all.counts.addresses / 2);
    assert_true(town.counts.skipped > 0);
    town = (struct town){0};
    assert_false(town_read("brugge_sint-pieters_2020", elsewhere, &town, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.osm.outside");
}

static void a_person_can_let_go(void **state)
{
    struct fault why;
    (void)state;
    for (int calls = 1; calls < 6; calls++) {
        struct town town = {.calls_left = calls};
        assert_false(town_read("wechelderzande_2013", box_empty(), &town, &why));
        kit_assert_fault(&why, FAULT_CANCELLED, "fault.exchange.cancelled");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_addresses_as_osmium_finds),
        cmocka_unit_test(buildings_are_as_many_and_as_large_as_osmium_says),
        cmocka_unit_test(missing_nodes_are_counted_as_osmium_counts_them),
        cmocka_unit_test(candidates_bring_their_osm_id_date_and_tags),
        cmocka_unit_test(people_walk_along_streets_with_their_nodes),
        cmocka_unit_test(far_views_hold_little),
        cmocka_unit_test(a_box_keeps_what_meets_it),
        cmocka_unit_test(a_person_can_let_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
