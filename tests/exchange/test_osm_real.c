/* SPDX-License-Identifier: EUPL-1.2 */
/* What real extracts hold (tests/data/osm_tags): every set of tags that says what a thing is, and
 * how often it is there. */
#include "exchange/osm_tags_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "exchange/osm_place.h"
#include "kit/kit.h"
#include "system/file.h"

enum { TAGS = 64 };

struct row {
    long times;
    enum osm_form form;
    struct osm_tag tag[TAGS];
    struct osm_tags tags;
    const char *text;
};

static struct buffer real; /* of the whole file, cut up in place */
static struct row *rows;
static size_t row_count;

static enum osm_form form_of(char letter)
{
    return letter == 'n'   ? OSM_NODE
           : letter == 'l' ? OSM_LINE
           : letter == 'c' ? OSM_CLOSED
                           : OSM_RINGS;
}

static void row_fill(struct row *row, char *line)
{
    char *rest = strchr(line, '\t') + 3;
    row->times = atol(line);
    row->form = form_of(rest[-2]);
    row->text = strdup(rest);
    row->tags = (struct osm_tags){row->tag, 0};
    for (char *pair; (pair = strtok_r(rest, "|", &rest));) {
        char *value = strchr(pair, '=');
        *value++ = 0;
        assert_true(row->tags.count < TAGS);
        row->tag[row->tags.count++] = (struct osm_tag){pair, value};
    }
}

static int begin(void **state)
{
    struct fault why;
    (void)state;
    if (!file_read(kit_data("osm_tags/tags.tsv"), 1 << 20, &real, &why))
        return 1;
    rows = calloc(10000, sizeof *rows);
    char *rest = real.data;
    for (char *line; (line = strtok_r(rest, "\n", &rest));)
        row_fill(&rows[row_count++], line);
    return 0;
}

static int end(void **state)
{
    (void)state;
    for (size_t at = 0; at < row_count; at++)
        free((void *)(uintptr_t)rows[at].text);
    free(rows);
    buffer_clear(&real);
    return 0;
}

/* ---- the map ---- */

/* What a town map of ours leaves out, though it is often there. */
static const struct {
    const char *forms, *key, *value; /* forms "nlcr"; value NULL = any */
} left_out[] = {
    {"nlc", "barrier", NULL},
    {"n", "natural", "tree"},
    {"l", "natural", "tree_row"},
    {"nl", "power", NULL},
    {"n", "amenity", NULL},
    {"n", "shop", NULL},
    {"nr", "tourism", NULL},
    {"nc", "historic", NULL},
    {"n", "emergency", NULL},
    {"n", "man_made", NULL},
    {"l", "man_made", "embankment"},
    {"n", "building", NULL},
    {"l", "building", NULL}, /* not closed */
    {"n", "highway", NULL},
    {"l", "highway", "construction"},
    {"n", "railway", NULL},
    {"l", "railway", "abandoned"},
    {"l", "railway", "disused"},
    {"l", "railway", "razed"},
    {"l", "railway", "construction"},
    {"lc", "railway", "platform"}, /* of the metro */
    {"n", "leisure", NULL},
    {"c", "leisure", "nature_reserve"},
    {"n", "public_transport", NULL},
    {"l", "addr:interpolation", NULL},
    {"l", "boundary", NULL},
    {"r", "boundary", NULL}, /* of something else than a municipality */
    {"nl", "waterway", "lock_gate"},
    {"l", "route", NULL},
    {"c", "area", "yes"},
    {"l", "service", NULL},
    {"nl", "addr:street", NULL},
    {"n", "opening_hours", NULL},
    {"n", "parking", NULL},
};

static bool on_purpose(const struct row *row)
{
    for (size_t at = 0; at < sizeof left_out / sizeof *left_out; at++)
        if (strchr(left_out[at].forms, "nlcr"[row->form]) &&
            *osm_tag(&row->tags, left_out[at].key) &&
            (!left_out[at].value ||
             strcmp(osm_tag(&row->tags, left_out[at].key), left_out[at].value) == 0))
            return true;
    return false;
}

static void nothing_that_is_often_there_is_missed(void **state)
{
    enum { OFTEN = 4 };
    long drawn = 0, all = 0;
    (void)state;
    for (size_t at = 0; at < row_count; at++) {
        struct name_pair names;
        struct osm_drawn list[OSM_DRAWN];
        const struct row *row = &rows[at];
        bool seen = osm_drawn_of(&row->tags, row->form, &names, list) > 0;
        drawn += seen ? row->times : 0;
        all += row->times;
        if (!seen && row->times >= OFTEN && !on_purpose(row))
            fail_msg("%ld times not on the map: %c %s", row->times, "nlcr"[row->form], row -> text);
    }
    assert_true(drawn * 100 > all * 85);
}

static void whatever_is_drawn_has_a_kind_a_shape_and_zooms_that_make_sense(void **state)
{
    (void)state;
    for (size_t at = 0; at < row_count; at++) {
        struct name_pair names;
        struct osm_drawn list[OSM_DRAWN];
        const struct row *row = &rows[at];
        int count = osm_drawn_of(&row->tags, row->form, &names, list);
        for (int one = 0; one < count; one++) {
            bool line = row->form == OSM_LINE || row->form == OSM_CLOSED;
            assert_in_range(list[one].kind, 0, FEATURE_KINDS - 1);
            assert_in_range(list[one].min_zoom, 0, 17);
            assert_in_range(list[one].layer + 5, 0, 10);
            assert_true(list[one].layer >= 0 || list[one].flags & FEATURE_TUNNEL);
            assert_true(list[one].shape != SHAPE_LINE || line ||
                        list[one].kind == FEATURE_BOUNDARY); /* of a relation: its ways */
            assert_true(list[one].shape != SHAPE_AREA || row->form >= OSM_CLOSED);
            assert_non_null(list[one].name);
            assert_non_null(list[one].name_fr);
        }
    }
}

/* ---- walking ---- */

static void what_people_walk_is_drawn_as_a_way_or_a_square(void **state)
{
    long walked = 0, ways = 0;
    (void)state;
    for (size_t at = 0; at < row_count; at++) {
        struct walk_way way;
        struct name_pair names;
        struct osm_drawn list[OSM_DRAWN];
        const struct row *row = &rows[at];
        ways += row->form != OSM_NODE && *osm_tag(&row->tags, "highway") ? row->times : 0;
        if (!osm_walk_of(&row->tags, row->form, &way))
            continue;
        walked += row->times;
        bool under = *osm_tag(&row->tags, "layer") == '-' || *osm_tag(&row->tags, "tunnel") ||
                     *osm_tag(&row->tags, "indoor");
        if (osm_drawn_of(&row->tags, row->form, &names, list) == 0 && !under)
            fail_msg("walked but not drawn: %c %s", "nlcr"[row->form], row -> text);
    }
    assert_in_range(walked * 100 / ways, 85, 99);
}

/* ---- candidates ---- */

static bool is_place(const cJSON *tags)
{
    cJSON *place = osm_place_of_tags(tags, (struct point){4.34, 50.85}, NULL, "");
    cJSON_Delete(place);
    return place != NULL;
}

static void whatever_becomes_a_candidate_is_worth_copying(void **state)
{
    long places = 0, copied = 0;
    (void)state;
    for (size_t at = 0; at < row_count; at++) {
        cJSON *tags = cJSON_CreateObject();
        for (size_t tag = 0; tag < rows[at].tags.count; tag++)
            cJSON_AddStringToObject(tags, rows[at].tag[tag].key, rows[at].tag[tag].value);
        bool maybe = osm_maybe_place(&rows[at].tags), place = is_place(tags);
        cJSON_Delete(tags);
        places += place ? rows[at].times : 0;
        copied += maybe ? rows[at].times : 0;
        if (place && !maybe)
            fail_msg("a candidate that would not be copied: %s", rows[at].text);
    }
    assert_in_range(places, 50, copied);
    assert_true(copied < 2 * places); /* and little else is */
}

static void the_candidates_of_brussels_and_ghent_are_worth_copying(void **state)
{
    static const char *const files[] = {"molenbeek_places.geojson", "gent_places.geojson"};
    long places = 0;
    (void)state;
    for (int at = 0; at < 2; at++) {
        struct buffer bytes;
        struct fault why;
        cJSON *root = NULL, *feature;
        char path[KIT_PATH];
        snprintf(path, sizeof path, "%s/demo/%s", kit_asset_source(), files[at]);
        assert_true(
            file_read(at ? kit_data("gent/gent_places.geojson") : path, 64 << 20, &bytes, &why));
        assert_true(json_parse(bytes.data, bytes.size, 64 << 20, &root, &why));
        cJSON_ArrayForEach(feature, json_member(root, "features"))
        {
            struct osm_tag tag[TAGS];
            struct osm_tags tags = {tag, 0};
            const cJSON *properties = json_member(feature, "properties");
            for (const cJSON *one = properties->child; one && tags.count < TAGS; one = one->next)
                if (cJSON_IsString(one))
                    tag[tags.count++] = (struct osm_tag){one->string, one->valuestring};
            if (!is_place(properties))
                continue;
            places++;
            assert_true(osm_maybe_place(&tags));
        }
        cJSON_Delete(root);
        buffer_clear(&bytes);
    }
    assert_true(places > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_is_often_there_is_missed),
        cmocka_unit_test(whatever_is_drawn_has_a_kind_a_shape_and_zooms_that_make_sense),
        cmocka_unit_test(what_people_walk_is_drawn_as_a_way_or_a_square),
        cmocka_unit_test(whatever_becomes_a_candidate_is_worth_copying),
        cmocka_unit_test(the_candidates_of_brussels_and_ghent_are_worth_copying),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
