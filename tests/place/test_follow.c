/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/follow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "kit/kit.h"

enum { MOST = 64 };
static struct place places[2][MOST];
static const struct place *lists[2][MOST];
static size_t counts[2];

/* A place `east` metres from the village's middle. */
static void lay(int list, const char *id, const char *name, enum place_kind kind, double east)
{
    size_t at = counts[list]++;
    places[list][at] = (struct place){.id = id, .name = name, .name_nl = "", .name_fr = ""};
    places[list][at].kind = kind;
    places[list][at].point = (struct point){4.78 + east / 69600, 51.26};
    lists[list][at] = &places[list][at];
}

static int empty(void **state)
{
    (void)state;
    counts[0] = counts[1] = 0;
    return 0;
}

/* The id that follows each of the older places, "-" for none. */
static void follows(const char *wanted)
{
    size_t out[MOST];
    char got[512] = "";
    place_follow(lists[0], counts[0], lists[1], counts[1], out);
    for (size_t at = 0; at < counts[0]; at++) {
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", at ? " " : "",
                 out[at] == FOLLOW_NONE ? "-" : lists[1][out[at]]->id);
    }
    assert_string_equal(got, wanted);
}

static void the_same_id_is_the_same_place_whatever_else_changed(void **state)
{
    (void)state;
    lay(0, "osm:n1", "Bibliotheek Wechel", KIND_LIBRARY, 0);
    lay(0, "osm:n2", "De Kroeg", KIND_CAFE, 30);
    lay(1, "osm:n2", "Bibliotheek Wechel", KIND_LIBRARY, 2);
    lay(1, "osm:n1", "Het Boekenhuis", KIND_OTHER, 900);
    follows("osm:n1 osm:n2");
}

static void a_node_that_became_a_building_is_followed(void **state)
{
    (void)state;
    lay(0, "osm:n1", "Bibliotheek Wechelderzande", KIND_LIBRARY, 0);
    lay(0, "osm:n2", "Basisschool De Klimroos", KIND_SCHOOL, 60);
    lay(0, "osm:n3", "Frituur 't Hoekske", KIND_SHOP, 40);
    lay(1, "osm:w7", "Basisschool De Klimroos", KIND_SCHOOL, 90);
    lay(1, "osm:w8", "bibliotheek WECHELDERZANDE", KIND_LIBRARY, 12);
    lay(1, "osm:n9", "Bakkerij Peeters", KIND_SHOP, 42);
    follows("osm:w8 osm:w7 -");
}

static void each_is_taken_once_and_by_the_likeliest(void **state)
{
    (void)state;
    lay(0, "osm:n1", "Basisschool De Klimroos", KIND_SCHOOL, 0);
    lay(0, "osm:n2", "Basisschool De Klimroos", KIND_SCHOOL, 50);
    lay(1, "osm:w1", "Basisschool De Klimroos", KIND_SCHOOL, 45);
    follows("- osm:w1");
    lay(1, "osm:w2", "Basisschool De Klimroos", KIND_SCHOOL, 46);
    follows("osm:w1 osm:w2");
}

static void nobody_follows_from_afar_or_by_the_name_of_another(void **state)
{
    (void)state;
    lay(0, "osm:n1", "Bibliotheek Wechelderzande", KIND_LIBRARY, 0);
    lay(0, "osm:n2", "", KIND_CHARGING_POINT, 10);
    lay(0, "osm:n3", "School 1", KIND_SCHOOL, 20);
    lay(1, "osm:w1", "Bibliotheek Wechelderzande", KIND_LIBRARY, 170);
    lay(1, "osm:w2", "", KIND_CHARGING_POINT, 90);
    lay(1, "osm:w3", "School 2", KIND_SCHOOL, 20);
    lay(1, "osm:w4", "", KIND_OUTDOOR, 10);
    follows("- - -");
    lay(1, "osm:w5", "", KIND_CHARGING_POINT, 30);
    follows("- osm:w5 -");
}

static void a_changed_kind_is_followed_on_the_very_spot(void **state)
{
    (void)state;
    lay(0, "osm:n1", "Ter Wechel", KIND_LIBRARY, 0);
    lay(1, "osm:w1", "Ter Wechel", KIND_COMMUNITY_CENTRE, 20);
    follows("osm:w1");
    places[1][0].point.lon += 0.001;
    follows("-");
}

static void shuffle(const struct place **list, size_t count)
{
    for (size_t at = count; at-- > 1;) {
        size_t other = (size_t)kit_random_below(at + 1);
        const struct place *swap = list[at];
        list[at] = list[other];
        list[other] = swap;
    }
}

static void the_order_of_the_lists_does_not_matter(void **state)
{
    enum { COUNT = 40 };
    static char ids[2][COUNT][16], names[COUNT][32];
    const struct place *first[COUNT];
    size_t out[MOST];
    (void)state;
    for (int at = 0; at < COUNT; at++) {
        snprintf(names[at], sizeof names[at], "Huis %c%c", 'A' + at % 7, 'a' + at % 5);
        snprintf(ids[0][at], 16, "osm:n%d", at);
        snprintf(ids[1][at], 16, "osm:w%d", at);
        lay(0, ids[0][at], names[at], KIND_COMMUNITY_CENTRE, kit_random_unit() * 400);
        lay(1, ids[1][at], names[at], KIND_COMMUNITY_CENTRE, kit_random_unit() * 400);
    }
    place_follow(lists[0], COUNT, lists[1], COUNT, out);
    for (int at = 0; at < COUNT; at++) {
        first[at] = out[at] == FOLLOW_NONE ? NULL : lists[1][out[at]];
    }
    for (int turn = 0; turn < 20; turn++) {
        shuffle(lists[1], COUNT);
        place_follow(lists[0], COUNT, lists[1], COUNT, out);
        for (int at = 0; at < COUNT; at++) {
            const struct place *now = out[at] == FOLLOW_NONE ? NULL : lists[1][out[at]];
            assert_ptr_equal(now, first[at]);
        }
    }
}

static void nothing_follows_nothing(void **state)
{
    size_t out[1];
    (void)state;
    place_follow(NULL, 0, NULL, 0, out);
    lay(0, "osm:n1", "Bib", KIND_LIBRARY, 0);
    follows("-");
}

/* ---- what changed ---- */

static void note(void *data, const char *path, const cJSON *before, const cJSON *after)
{
    struct buffer *out = data;
    assert_true(before || after);
    buffer_addf(out, "%s%s%s%s", out->size ? " " : "", path, before ? "" : "+", after ? "" : "-");
}

static void differ(const char *before, const char *after, const char *wanted)
{
    struct buffer out;
    cJSON *old = cJSON_Parse(before), *new = cJSON_Parse(after);
    assert_true(old && new);
    buffer_init(&out, 4096);
    place_differences(old, new, note, &out);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_clear(&out);
    cJSON_Delete(old);
    cJSON_Delete(new);
}

static void fields_that_differ_are_named(void **state)
{
    (void)state;
    differ("{\"_id\":\"a\",\"name\":\"Bib\",\"note\":\"x\",\"source\":{\"date\":\"2013\"}}",
           "{\"_id\":\"b\",\"name\":\"Bib\",\"note\":\"y\",\"source\":{\"date\":\"2020\"}}", "");
    differ("{\"name\":\"Bib\",\"hours\":\"Mo 09:00-12:00\",\"email\":\"\"}",
           "{\"name\":\"De bib\",\"phone\":\"03 1\"}", "name hours- phone+");
    differ("{\"lon\":4.78,\"lat\":51.26}", "{\"lon\":4.7801,\"lat\":51.26}", "");
    differ("{\"lon\":4.78,\"lat\":51.26}", "{\"lon\":4.7804,\"lat\":51.26}", "position");
    differ("{\"lon\":4.78}", "{\"lat\":51.26}", "");
}

static void offers_are_compared_field_by_field(void **state)
{
    (void)state;
    differ("{\"offers\":{\"wifi\":{\"service\":\"wifi\",\"price\":\"free\",\"checked\":\"2026-01-"
           "01\"},"
           "\"computer\":{\"service\":\"computer\"}}}",
           "{\"offers\":{\"wifi\":{\"service\":\"wifi\",\"price\":\"paid\"},"
           "\"charge\":{\"service\":\"charge\"}}}",
           "offers/wifi/price offers/computer- offers/charge+");
    differ("{\"offers\":7}", "{\"offers\":[{}]}", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_same_id_is_the_same_place_whatever_else_changed, empty),
        cmocka_unit_test_setup(a_node_that_became_a_building_is_followed, empty),
        cmocka_unit_test_setup(each_is_taken_once_and_by_the_likeliest, empty),
        cmocka_unit_test_setup(nobody_follows_from_afar_or_by_the_name_of_another, empty),
        cmocka_unit_test_setup(a_changed_kind_is_followed_on_the_very_spot, empty),
        cmocka_unit_test_setup(the_order_of_the_lists_does_not_matter, empty),
        cmocka_unit_test_setup(nothing_follows_nothing, empty),
        cmocka_unit_test(fields_that_differ_are_named),
        cmocka_unit_test(offers_are_compared_field_by_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
