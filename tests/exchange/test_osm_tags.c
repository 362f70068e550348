/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/osm_tags_inner.h"

#include <stdio.h>
#include <string.h>

#include "exchange/osm_place.h"
#include "exchange/osm_rows_inner.h"
#include "kit/kit.h"

enum { TAGS = 64, TEXT = 8192 };

struct given {
    char text[TEXT];
    struct osm_tag tag[TAGS];
    struct osm_tags tags;
};

/* "highway=steps|name=Trappen" */
static const struct osm_tags *tags_of(struct given *given, const char *text)
{
    char *rest = given->text;
    snprintf(given->text, sizeof given->text, "%s", text);
    given->tags = (struct osm_tags){given->tag, 0};
    for (char *pair; (pair = strtok_r(rest, "|", &rest));) {
        char *value = strchr(pair, '=');
        assert_non_null(value);
        *value++ = 0;
        assert_true(given->tags.count < TAGS);
        given->tag[given->tags.count++] = (struct osm_tag){pair, value};
    }
    return &given->tags;
}

static const char *const kinds[FEATURE_KINDS] = {
    "residential", "industrial", "public",   "farm",      "grass",    "wood",   "park",
    "pitch",       "cemetery",   "sand",     "water",     "river",    "stream", "square",
    "pier",        "building",   "steps",    "footway",   "cycleway", "track",  "service",
    "pedestrian",  "minor",      "tertiary", "secondary", "primary",  "trunk",  "motorway",
    "tram",        "rail",       "boundary", "station",   "stop",     "number", "street",
    "watername",   "parkname",   "placename"};

/* "area building 14" or "line minor 13 L1 bridge oneway 'Kerkstraat/Rue'", joined by "; ". */
static const char *drawn(const char *text, enum osm_form form)
{
    static const char *const shapes[] = {"point", "line", "area"};
    static char out[1024];
    struct given given;
    struct name_pair names;
    struct osm_drawn list[OSM_DRAWN];
    int count = osm_drawn_of(tags_of(&given, text), form, &names, list);
    size_t used = 0;
    out[0] = 0;
    assert_in_range(count, 0, OSM_DRAWN);
    for (int at = 0; at < count; at++) {
        const struct osm_drawn *one = &list[at];
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%s %s %d", at ? "; " : "",
                                 shapes[one->shape], kinds[one->kind], one->min_zoom);
        if (one->layer)
            used += (size_t)snprintf(out + used, sizeof out - used, " L%d", one->layer);
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%s%s",
                                 one->flags & FEATURE_BRIDGE ? " bridge" : "",
                                 one->flags & FEATURE_TUNNEL ? " tunnel" : "",
                                 one->flags & FEATURE_ONEWAY ? " oneway" : "");
        if (one->name[0])
            used += (size_t)snprintf(out + used, sizeof out - used, " '%s%s%s'", one->name,
                                     one->name_fr[0] ? "/" : "", one->name_fr);
        if (one->rank)
            used += (size_t)snprintf(out + used, sizeof out - used, " r%d", one->rank);
    }
    return out;
}

struct row {
    const char *tags;
    enum osm_form form;
    const char *wanted;
};

static void rows_check(const struct row *rows, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        const char *got = drawn(rows[at].tags, rows[at].form);
        if (strcmp(got, rows[at].wanted) != 0)
            fail_msg("%s (form %d)\n  wanted %s\n  got    %s", rows[at].tags, (int)rows[at].form,
                     rows[at].wanted, got);
    }
}
#define CHECK(rows) rows_check(rows, sizeof(rows) / sizeof *(rows))

static void the_keys_stand_in_the_order_that_is_searched(void **state)
{
    static const char *const some[] = {"access", "addr:street", "building",
                                       "name",   "name:fr",     "waterway"};
    static const enum osm_key known[] = {TAG_ACCESS, TAG_ADDR_STREET, TAG_BUILDING,
                                         TAG_NAME,   TAG_NAME_FR,     TAG_WATERWAY};
    (void)state;
    for (size_t at = 0; at < sizeof some / sizeof *some; at++) {
        struct osm_tag tag = {some[at], "here"};
        struct osm_known found;
        osm_known_of(&(struct osm_tags){&tag, 1}, &found);
        for (int key = 0; key < OSM_KEYS; key++)
            assert_string_equal(found.value[key], key == (int)known[at] ? "here" : "");
    }
}

static void a_closed_way_is_an_area_or_a_line_as_its_tags_ask(void **state)
{
    static const struct row rows[] = {
        {"building=yes", OSM_CLOSED, "area building 14"},
        {"building=no", OSM_CLOSED, ""},
        {"building:part=yes", OSM_CLOSED, ""},
        {"building=yes", OSM_LINE, ""},
        {"building=yes", OSM_NODE, ""},
        {"highway=residential", OSM_CLOSED, "line minor 13"},
        {"highway=pedestrian", OSM_CLOSED, "line pedestrian 14"},
        {"highway=pedestrian|area=yes", OSM_CLOSED, "area square 14"},
        {"highway=pedestrian|area=yes", OSM_RINGS, "area square 14"},
        {"highway=footway|area=yes|surface=paving_stones", OSM_CLOSED, "area square 14"},
        {"leisure=park|area=no", OSM_CLOSED, ""},
        {"landuse=forest|type=multipolygon", OSM_RINGS, "area wood 0"},
        {"landuse=grass|highway=service", OSM_CLOSED, "area grass 0; line service 14"},
        {"man_made=pier", OSM_CLOSED, "area pier 14"},
        {"man_made=pier", OSM_LINE, "line pier 14"},
        {"highway=platform|public_transport=platform", OSM_CLOSED, "area square 15"},
        {"railway=platform", OSM_LINE, "line footway 16"},
        {"highway=track|leisure=track", OSM_CLOSED, "area pitch 14; line track 14"},
    };
    (void)state;
    CHECK(rows);
}

static void what_is_under_the_ground_is_marked_or_left_out(void **state)
{
    static const struct row rows[] = {
        {"waterway=stream", OSM_LINE, "line stream 13"},
        {"waterway=stream|tunnel=culvert|layer=-1", OSM_LINE, "line stream 13 L-1 tunnel"},
        {"waterway=stream|covered=yes", OSM_LINE, "line stream 13 L-1 tunnel"},
        {"waterway=stream|layer=-1", OSM_LINE, "line stream 13"},
        {"waterway=canal|bridge=aqueduct", OSM_LINE, "line river 8 L1 bridge"},
        {"railway=subway|layer=-2", OSM_LINE, "line rail 13 L-2 tunnel"},
        {"railway=subway|tunnel=yes", OSM_LINE, "line rail 13 L-1 tunnel"},
        {"railway=subway", OSM_LINE, "line rail 13"},
        {"highway=trunk|tunnel=yes|oneway=yes|layer=-1", OSM_LINE,
         "line trunk 7 L-1 tunnel oneway"},
        {"highway=primary|layer=-1", OSM_LINE, "line primary 8"},
        {"highway=footway|tunnel=building_passage", OSM_LINE, "line footway 15 L-1 tunnel"},
        {"highway=footway|covered=yes", OSM_LINE, "line footway 15"},
        {"highway=footway|indoor=yes", OSM_LINE, ""},
        {"area=yes|layer=-2|railway=platform|tunnel=yes", OSM_CLOSED, ""},
        {"layer=-1|railway=platform|tunnel=yes", OSM_LINE, ""},
        {"amenity=parking|parking=underground", OSM_CLOSED, ""},
        {"amenity=parking", OSM_CLOSED, "area industrial 14"},
        {"building=yes|location=underground", OSM_CLOSED, ""},
        {"building=roof|layer=1", OSM_CLOSED, "area building 14 L1"},
        {"landuse=grass|layer=1", OSM_CLOSED, "area grass 0"},
    };
    (void)state;
    CHECK(rows);
}

static void roads_know_their_class_bridge_and_direction(void **state)
{
    static const struct row rows[] = {
        {"highway=motorway|oneway=yes|bridge=viaduct|layer=2|ref=E40", OSM_LINE,
         "line motorway 6 L2 bridge oneway"},
        {"highway=motorway_link", OSM_LINE, "line motorway 11"},
        {"highway=secondary_link|bridge=yes", OSM_LINE, "line secondary 13 L1 bridge"},
        {"highway=living_street", OSM_LINE, "line minor 13"},
        {"highway=unclassified|oneway=-1", OSM_LINE, "line minor 13"},
        {"highway=service|service=parking_aisle", OSM_LINE, "line service 16"},
        {"highway=service", OSM_LINE, "line service 14"},
        {"highway=path|bicycle=designated", OSM_LINE, "line cycleway 14"},
        {"highway=path", OSM_LINE, "line footway 15"},
        {"highway=footway|footway=sidewalk", OSM_LINE, "line footway 16"},
        {"highway=bridleway", OSM_LINE, "line footway 15"},
        {"highway=steps", OSM_LINE, "line steps 15"},
        {"highway=residential|railway=tram", OSM_LINE, "line minor 13; line tram 14"},
        {"railway=rail|service=yard", OSM_LINE, "line rail 14"},
        {"railway=abandoned", OSM_LINE, ""},
        {"highway=construction|construction=tertiary", OSM_LINE, ""},
        {"highway=proposed", OSM_LINE, ""},
        {"boundary=administrative|admin_level=8", OSM_LINE, "line boundary 10"},
        {"boundary=administrative|admin_level=4|waterway=river", OSM_LINE,
         "line river 8; line boundary 5"},
        {"boundary=administrative|admin_level=9", OSM_LINE, ""},
        {"boundary=administrative|admin_level=2|maritime=yes", OSM_LINE, ""},
        {"boundary=administrative|admin_level=8|name=Jette", OSM_RINGS, "line boundary 10"},
    };
    (void)state;
    CHECK(rows);
}

static void names_are_given_in_both_languages_where_they_belong(void **state)
{
    static const struct row rows[] = {
        {"highway=residential|name=Rue Haute - Hoogstraat", OSM_LINE,
         "line minor 13; line street 15 'Hoogstraat/Rue Haute' r4"},
        {"highway=tertiary|name=X|name:nl=Gentsesteenweg|name:fr=Chaussée de Gand|bridge=yes",
         OSM_LINE,
         "line tertiary 12 L1 bridge; line street 14 'Gentsesteenweg/Chaussée de Gand' r3"},
        {"highway=pedestrian|area=yes|amenity=square|name=Grand'place - Grote Markt", OSM_CLOSED,
         "area square 14; point placename 16 'Grote Markt/Grand'place' r7; "
         "point street 16 'Grote Markt/Grand'place' r7"},
        {"place=square|name=Dorpsplein", OSM_NODE,
         "point placename 15 'Dorpsplein' r7; point street 15 'Dorpsplein' r7"},
        {"highway=pedestrian|name=Rondplein", OSM_CLOSED,
         "line pedestrian 14; line street 15 'Rondplein' r4"},
        {"waterway=river|name=Schelde|tunnel=no", OSM_LINE,
         "line watername 13 'Schelde' r1; line river 8"},
        {"natural=water|name=Vijver", OSM_RINGS, "area water 0; point watername 13 'Vijver' r1"},
        {"leisure=park|name:fr=Parc", OSM_CLOSED, "area park 0; point parkname 15 'Parc' r2"},
        {"leisure=park", OSM_CLOSED, "area park 0"},
        {"landuse=cemetery|name=Kerkhof", OSM_CLOSED,
         "area cemetery 0; point parkname 15 'Kerkhof' r2"},
        {"place=village|name=Laeken - Laken|name:fr=Laeken|name:nl=Laken", OSM_NODE,
         "point placename 10 'Laken/Laeken' r3"},
        {"place=city|name=Gent", OSM_NODE, "point placename 0 'Gent' r1"},
        {"place=neighbourhood|landuse=residential|name=Sint-Jozef|name:fr=Saint-Joseph|name:nl="
         "Sint-Jozef",
         OSM_CLOSED, "area residential 0; point placename 14 'Sint-Jozef/Saint-Joseph' r6"},
        {"place=village", OSM_NODE, ""},
        {"place=city_block|name=Tuinwijk", OSM_CLOSED, ""},
        {"amenity=school|name=De Linde|building=school", OSM_CLOSED, "area building 14"},
    };
    (void)state;
    CHECK(rows);
}

static void stations_and_stops_are_there_once(void **state)
{
    static const struct row rows[] = {
        {"railway=station|name=Diegem", OSM_NODE, "point station 14 'Diegem' r1"},
        {"railway=station|building=yes|layer=1|name=Crainhem - Kraainem", OSM_CLOSED,
         "area building 14 L1; point station 14 'Crainhem - Kraainem' r1"},
        {"railway=station", OSM_NODE, ""},
        {"highway=bus_stop|public_transport=platform|name=Liedts", OSM_NODE,
         "point stop 16 'Liedts' r3"},
        {"highway=bus_stop", OSM_NODE, "point stop 16 r3"},
        {"highway=bus_stop|railway=tram_stop|name=Schweitzer", OSM_NODE,
         "point stop 16 'Schweitzer' r2"},
        {"public_transport=stop_position|bus=yes|name=Liedts", OSM_NODE, ""},
        {"public_transport=platform|tram=yes|name=Liedts", OSM_NODE, ""},
        {"railway=subway_entrance", OSM_NODE, "point stop 17 r3"},
        {"amenity=bus_station|name=Noordstation", OSM_CLOSED,
         "area square 14; point station 15 'Noordstation' r2"},
    };
    (void)state;
    CHECK(rows);
}

static void house_numbers_stand_on_nodes_and_buildings(void **state)
{
    static const struct row rows[] = {
        {"addr:housenumber=12A|addr:street=Kerkstraat", OSM_NODE, "point number 17 '12A' r9"},
        {"addr:housenumber=12;14|building=house", OSM_CLOSED,
         "area building 14; point number 17 '12;14' r9"},
        {"addr:housenumber=1-9|addr:interpolation=odd", OSM_LINE, ""},
        {"addr:housenumber=1-9|addr:interpolation=odd", OSM_CLOSED, ""},
        {"addr:housenumber=tweeëndertig letters en nog wat meer", OSM_NODE, ""},
    };
    (void)state;
    CHECK(rows);
}

/* ---- addresses ---- */

static const char *address(const char *text)
{
    static char out[1024];
    struct given given;
    struct name_pair street;
    char number[32];
    if (!osm_address_of(tags_of(&given, text), &street, number))
        return "none";
    snprintf(out, sizeof out, "%s|%s|%s", street.nl, street.fr, number);
    return out;
}

static void an_address_has_its_street_in_both_languages(void **state)
{
    (void)state;
    assert_string_equal(address("addr:housenumber=5|addr:street=Kerkstraat"), "Kerkstraat||5");
    assert_string_equal(
        address("addr:housenumber=5|addr:street=Avenue Georges Henri - Georges Henrilaan"),
        "Georges Henrilaan|Avenue Georges Henri|5");
    assert_string_equal(address("addr:housenumber=5 bus 2|addr:street:nl=Hoogstraat|addr:street:fr="
                                "Rue Haute|addr:street=Rue Haute - Hoogstraat"),
                        "Hoogstraat|Rue Haute|5 bus 2");
    assert_string_equal(address("addr:housenumber=5|addr:place=Heide"), "Heide||5");
    assert_string_equal(address("addr:housenumber=5|building=yes"), "||5");
    assert_string_equal(address("addr:street=Kerkstraat"), "none");
    assert_string_equal(address("addr:interpolation=odd|addr:street=Kerkstraat"), "none");
    assert_string_equal(address("addr:housenumber=0123456789012345678901234567890123456789"),
                        "none");
}

/* ---- walking ---- */

static const char *walk(const char *text, enum osm_form form)
{
    struct given given;
    struct walk_way way = {0};
    if (!osm_walk_of(tags_of(&given, text), form, &way))
        return "no";
    if (way.kind == WALK_STEPS)
        return way.bridge_or_tunnel ? "steps off" : "steps";
    return way.bridge_or_tunnel ? "off" : "yes";
}

static void people_walk_where_the_law_lets_them(void **state)
{
    static const struct row rows[] = {
        {"highway=residential", OSM_LINE, "yes"},
        {"highway=motorway", OSM_LINE, "no"},
        {"highway=motorway_link|foot=yes", OSM_LINE, "no"},
        {"highway=trunk", OSM_LINE, "no"},
        {"highway=trunk|sidewalk=both", OSM_LINE, "yes"},
        {"highway=trunk|foot=yes", OSM_LINE, "yes"},
        {"highway=primary|motorroad=yes", OSM_LINE, "no"},
        {"highway=cycleway", OSM_LINE, "yes"},
        {"highway=cycleway|foot=no", OSM_LINE, "no"},
        {"highway=path|access=private", OSM_LINE, "no"},
        {"highway=path|access=private|foot=permissive", OSM_LINE, "yes"},
        {"highway=pedestrian|access=no", OSM_LINE, "no"},
        {"highway=pedestrian|access=no|foot=yes", OSM_LINE, "yes"},
        {"highway=service|access=destination", OSM_LINE, "yes"},
        {"highway=service|access=customers", OSM_LINE, "yes"},
        {"highway=track|access=agricultural", OSM_LINE, "yes"},
        {"highway=secondary|foot=use_sidepath", OSM_LINE, "no"},
        {"highway=steps", OSM_LINE, "steps"},
        {"highway=steps|tunnel=yes", OSM_LINE, "steps off"},
        {"highway=footway|bridge=yes", OSM_LINE, "off"},
        {"highway=footway|tunnel=building_passage", OSM_LINE, "yes"},
        {"highway=footway|bridge=no", OSM_LINE, "yes"},
        {"highway=footway|indoor=yes", OSM_LINE, "yes"},
        {"highway=corridor|level=0", OSM_LINE, "yes"},
        {"highway=pedestrian|area=yes", OSM_CLOSED, "yes"},
        {"highway=pedestrian|type=multipolygon", OSM_RINGS, "yes"},
        {"railway=platform", OSM_CLOSED, "yes"},
        {"public_transport=platform", OSM_NODE, "no"},
        {"highway=construction|construction=residential", OSM_LINE, "no"},
        {"highway=proposed", OSM_LINE, "no"},
        {"highway=busway", OSM_LINE, "no"},
        {"route=ferry|foot=yes", OSM_LINE, "no"},
        {"railway=rail", OSM_LINE, "no"},
        {"highway=crossing", OSM_NODE, "no"},
    };
    (void)state;
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        const char *got = walk(rows[at].tags, rows[at].form);
        if (strcmp(got, rows[at].wanted) != 0)
            fail_msg("%s: wanted %s, got %s", rows[at].tags, rows[at].wanted, got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keys_stand_in_the_order_that_is_searched),
        cmocka_unit_test(a_closed_way_is_an_area_or_a_line_as_its_tags_ask),
        cmocka_unit_test(what_is_under_the_ground_is_marked_or_left_out),
        cmocka_unit_test(roads_know_their_class_bridge_and_direction),
        cmocka_unit_test(names_are_given_in_both_languages_where_they_belong),
        cmocka_unit_test(stations_and_stops_are_there_once),
        cmocka_unit_test(house_numbers_stand_on_nodes_and_buildings),
        cmocka_unit_test(an_address_has_its_street_in_both_languages),
        cmocka_unit_test(people_walk_where_the_law_lets_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
