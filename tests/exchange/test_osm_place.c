/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/osm_place.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include <stdio.h>

#include "kit/kit.h"
#include "place/place.h"

static const struct point here = {4.34, 50.855};

/* "amenity=library|internet_access=wlan;terminal" to the place it makes, or NULL. */
static cJSON *place_of(const char *text)
{
    char copy[512], *rest = copy;
    cJSON *tags = cJSON_CreateObject();
    snprintf(copy, sizeof copy, "%s", text);
    for (char *pair; (pair = strtok_r(rest, "|", &rest));) {
        char *value = strchr(pair, '=');
        *value++ = 0;
        cJSON_AddStringToObject(tags, pair, value);
    }
    cJSON *place = osm_place_of_tags(tags, here, NULL, "2026-05");
    cJSON_Delete(tags);
    return place;
}

/* The offers in one line: "service:price:obligations …", services in order. */
static void offers_write(const cJSON *place, char *out, size_t room)
{
    struct place parsed;
    struct fault why;
    int odd = 0;
    out[0] = 0;
    if (!place_parse(place, &parsed, &odd, &why))
        fail_msg("%s", why.what.key);
    assert_int_equal(odd, 0);
    for (size_t at = 0; at < parsed.offer_count; at++) {
        const struct offer *offer = &parsed.offers[at];
        assert_string_equal(offer->id, service_word(offer->service));
        size_t used = strlen(out);
        snprintf(out + used, room - used, "%s%s:%s%s%s%s", used ? " " : "",
                 service_word(offer->service), price_word(offer->price),
                 offer->obligations & OBLIGATION_CONSUMPTION ? ":consumption" : "",
                 offer->commercial ? ":commercial" : "", *offer->note ? ":note" : "");
    }
    place_clear(&parsed);
}

struct row {
    const char *tags, *kind, *offers; /* kind NULL: no candidate */
};

static void rows_check(const struct row *rows, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        char offers[512] = "";
        cJSON *place = place_of(rows[at].tags);
        if (place)
            offers_write(place, offers, sizeof offers);
        if (!place != !rows[at].kind)
            fail_msg("%s: %s", rows[at].tags, place ? "a candidate" : "no candidate");
        if (place && (strcmp(json_text(place, "kind", ""), rows[at].kind) != 0 ||
                      strcmp(offers, rows[at].offers) != 0))
            fail_msg("%s: %s, %s", rows[at].tags, json_text(place, "kind", ""), offers);
        cJSON_Delete(place);
    }
}

#define CHECK(rows) rows_check(rows, sizeof(rows) / sizeof *(rows))

static void kinds_follow_the_table(void **state)
{
    static const struct row rows[] = {
        {"amenity=library", "library", ""},
        {"amenity=townhall", "town_hall", ""},
        {"amenity=post_office", "post", ""},
        {"amenity=community_centre", "community_centre", ""},
        {"amenity=community_centre|community_centre=youth_centre", "youth", ""},
        {"amenity=community_centre|community_centre=family_centre", "family", ""},
        {"amenity=community_centre|community_centre=cultural_centre", "community_centre", ""},
        {"amenity=community_centre|community_centre:for=senior", "service_centre", ""},
        {"amenity=youth_centre", "youth", ""},
        {"amenity=social_centre", "community_centre", ""},
        {"amenity=social_facility", "social_house", ""},
        {"amenity=social_facility|social_facility=outreach", "social_house", ""},
        {"amenity=social_facility|social_facility:for=senior", "service_centre", ""},
        {"amenity=social_facility|social_facility=nursing_home", "health", ""},
        {"amenity=arts_centre", "community_centre", ""},
        {"amenity=college", "school", ""},
        {"amenity=language_school", "school", ""},
        {"office=government", "other", ""},
        {"office=government|government=social_services", "social_house", ""},
        {"office=ngo", "association", ""},
        {"office=association", "association", ""},
        {"office=charity", "association", ""},
        {"office=employment_agency", "other", ""},
        {"office=coworking", "other", ""},
        {"shop=computer", "shop", ""},
        {"shop=telecommunication", "shop", ""},
        {"craft=electronics_repair", "shop", ""},
    };
    (void)state;
    CHECK(rows);
}

static void some_things_are_offers_by_nature(void **state)
{
    static const struct row rows[] = {
        {"amenity=device_charging_station", "charging_point", "charge:unknown"},
        {"amenity=device_charging_station|fee=no", "charging_point", "charge:free"},
        {"amenity=device_charging_station|fee=yes", "charging_point", "charge:paid"},
        {"amenity=device_charging_station|access=customers", "charging_point",
         "charge:unknown:consumption"},
        {"amenity=charging_station", NULL, NULL}, /* for vehicles */
        {"shop=copyshop", "shop", "print:paid:commercial"},
        {"amenity=internet_cafe", "shop", "computer:unknown:commercial"},
        {"amenity=internet_cafe|internet_access:fee=yes|internet_access=wlan;terminal", "shop",
         "wifi:paid:commercial computer:paid:commercial"},
    };
    (void)state;
    CHECK(rows);
}

static void internet_access_and_its_fee_become_offers(void **state)
{
    static const struct row rows[] = {
        {"amenity=library|internet_access=wlan", "library", "wifi:unknown"},
        {"amenity=library|internet_access=terminal", "library", "computer:unknown"},
        {"amenity=library|internet_access=wlan;terminal|internet_access:fee=no", "library",
         "wifi:free computer:free"},
        {"amenity=library|internet_access=terminal; wlan", "library",
         "wifi:unknown computer:unknown"},
        {"amenity=library|internet_access=yes", "library", "wifi:unknown:note"},
        {"amenity=library|internet_access=no", "library", ""},
        {"amenity=library|internet_access=wired", "library", ""},
        {"amenity=cafe|internet_access=wlan|internet_access:fee=customers", "cafe",
         "wifi:free:consumption:commercial"},
        {"amenity=cafe|internet_access=wlan|internet_access:fee=yes", "cafe",
         "wifi:paid:commercial"},
        {"amenity=cafe|internet_access=wlan|internet_access:fee=no", "cafe",
         "wifi:free:commercial"},
        {"amenity=townhall|internet_access=public", "town_hall", "wifi:free"},
        {"amenity=townhall|internet_access=wifi", "town_hall", "wifi:unknown"},
        {"amenity=townhall|wifi=yes", "town_hall", "wifi:unknown"},
        {"amenity=townhall|wifi=free", "town_hall", "wifi:free"},
        {"amenity=townhall|wifi=no", "town_hall", ""},
    };
    (void)state;
    CHECK(rows);
}

static void others_count_only_with_an_offer(void **state)
{
    static const struct row rows[] = {
        {"amenity=cafe", NULL, NULL},
        {"amenity=cafe|internet_access=no", NULL, NULL},
        {"amenity=restaurant", NULL, NULL},
        {"amenity=bar|internet_access=yes", "cafe", "wifi:unknown:commercial:note"},
        {"tourism=hotel", NULL, NULL},
        {"tourism=hotel|internet_access=wlan", "other", "wifi:unknown:commercial"},
        {"tourism=museum|internet_access=wlan", "other", "wifi:unknown"},
        {"shop=bakery", NULL, NULL},
        {"shop=books|internet_access=wlan", "shop", "wifi:unknown:commercial"},
        {"amenity=school", NULL, NULL},
        {"amenity=school|internet_access=wlan", "school", "wifi:unknown"},
        {"amenity=clinic", NULL, NULL},
        {"amenity=place_of_worship", NULL, NULL},
        {"leisure=park|internet_access=wlan|internet_access:fee=no", "outdoor", "wifi:free"},
        {"name=Iets", NULL, NULL},
    };
    (void)state;
    CHECK(rows);
}

static void what_is_not_for_everybody_is_no_candidate(void **state)
{
    static const struct row rows[] = {
        {"amenity=library|access=private", NULL, NULL},
        {"amenity=library|access=no", NULL, NULL},
        {"amenity=police|office=government", NULL, NULL},
        {"tourism=apartment|internet_access=wlan", NULL, NULL},
        {"shop=vacant|internet_access=wlan", NULL, NULL},
        {"amenity=library|access=yes", "library", ""},
    };
    (void)state;
    CHECK(rows);
}

static void text(const cJSON *place, const char *key, const char *wanted)
{
    assert_string_equal(json_text(place, key, ""), wanted);
}

static void texts_go_to_their_members(void **state)
{
    cJSON *place =
        place_of("amenity=library|name=Bib|name:nl=Bieb|name:fr=Bibli|operator=Stad|"
                 "addr:street=Kade|addr:housenumber=3|addr:postcode=1080|addr:city=Brussel|"
                 "contact:phone=+32 2 1|website=https://x.be|contact:email=a@b.be|"
                 "opening_hours=Mo-Fr 09:00-17:00; PH off|wheelchair=designated|"
                 "toilets=yes|toilets:wheelchair=yes");
    (void)state;
    text(place, "type", "place");
    text(place, "name", "Bib");
    text(place, "name_nl", "Bieb");
    text(place, "name_fr", "Bibli");
    text(place, "operator", "Stad");
    text(place, "street", "Kade");
    text(place, "number", "3");
    text(place, "postcode", "1080");
    text(place, "city", "Brussel");
    text(place, "phone", "+32 2 1");
    text(place, "email", "a@b.be");
    text(place, "website", "https://x.be");
    text(place, "hours", "Mo-Fr 09:00-17:00; PH off");
    text(place, "wheelchair", "yes");
    text(place, "toilet", "wheelchair");
    text(place, "setting", "indoor");
    text(json_member(place, "source"), "name", "osm");
    text(json_member(place, "source"), "date", "2026-05");
    text(json_member(place, "source"), "id", json_text(place, "_id", "?"));
    cJSON_Delete(place);
    place = place_of("amenity=library|name:fr=Bibli");
    text(place, "name", "Bibli");
    cJSON_Delete(place);
}

static void a_charging_point_stands_outdoors_unless_it_says_otherwise(void **state)
{
    cJSON *place = place_of("amenity=device_charging_station|capacity=6");
    (void)state;
    const cJSON *charge = json_path_get(place, "offers/charge");
    text(place, "setting", "outdoor");
    assert_true(json_bool(charge, "outdoor", false));
    assert_int_equal((int)json_number(charge, "count", 0), 6);
    cJSON_Delete(place);
    place = place_of("amenity=device_charging_station|indoor=yes|capacity=many");
    text(place, "setting", "indoor");
    assert_false(json_bool(json_path_get(place, "offers/charge"), "outdoor", false));
    assert_null(json_path_get(place, "offers/charge/count"));
    cJSON_Delete(place);
}

static void odd_tags_do_no_harm(void **state)
{
    struct fault why;
    cJSON *tags = NULL;
    char longest[3000];
    (void)state;
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    assert_null(osm_place_of_tags(NULL, here, NULL, NULL));
    const char *json = "{\"amenity\":\"library\",\"name\":7,\"opening_hours\":[],\"wheelchair\":{},"
                       "\"operator\":\"a\\u0007b\\nc\"}";
    assert_true(json_parse(json, strlen(json), 1000, &tags, &why));
    cJSON_AddStringToObject(tags, "website", longest);
    assert_null(osm_place_of_tags(tags, (struct point){400, 0}, NULL, NULL));
    cJSON *place = osm_place_of_tags(tags, here, "osm:n1", NULL);
    text(place, "_id", "osm:n1");
    text(place, "operator", "abc");
    text(place, "website", "");
    cJSON_Delete(place);
    cJSON_Delete(tags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_follow_the_table),
        cmocka_unit_test(some_things_are_offers_by_nature),
        cmocka_unit_test(internet_access_and_its_fee_become_offers),
        cmocka_unit_test(others_count_only_with_an_offer),
        cmocka_unit_test(what_is_not_for_everybody_is_no_candidate),
        cmocka_unit_test(texts_go_to_their_members),
        cmocka_unit_test(a_charging_point_stands_outdoors_unless_it_says_otherwise),
        cmocka_unit_test(odd_tags_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
