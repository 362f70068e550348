/* SPDX-License-Identifier: EUPL-1.2 */
#include "kit/kit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "place/place.h"

static const char full[] =
    "{\"_id\":\"place:01J0000000000000000000000A\",\"type\":\"place\",\"name\":\"De Boekenmolen\","
    "\"name_nl\":\"Bib De Boekenmolen\",\"name_fr\":\"Le Moulin des livres\",\"lon\":4.34,"
    "\"lat\":50.85,\"kind\":\"library\",\"setting\":\"indoor\",\"operator\":\"Gemeente\","
    "\"street\":\"Graaf van Vlaanderenstraat\",\"number\":\"2b\",\"postcode\":\"1080\","
    "\"city\":\"Molenbeek\",\"contact_role\":\"onthaal\",\"phone\":\"02 123 45 67\","
    "\"email\":\"bib@voorbeeld.be\",\"website\":\"https://bib.voorbeeld.be\","
    "\"wheelchair\":\"limited\",\"toilet\":\"wheelchair\",\"hours\":\"Mo-Fr 09:00-17:00\","
    "\"checked\":\"2026-05-12\",\"checked_by\":\"tablet 2\",\"counts_for\":[\"21012W16\",7],"
    "\"source\":{\"name\":\"osm\",\"id\":\"osm:n5\",\"date\":\"2026-05\"},\"note\":\"a\\nb\","
    "\"future\":{\"unknown\":1},\"offers\":{"
    "\"b\":{\"service\":\"computer\",\"count\":6,\"languages\":[\"nl\",\"fr\",\"nl\"]},"
    "\"z\":{\"service\":\"wifi\",\"price\":\"free\",\"removed\":true},"
    "\"a\":{\"service\":\"wifi\",\"price\":\"free_for_group\",\"amount\":\"0,10\","
    "\"obligations\":[\"registration\"],\"groups\":[\"seniors\",\"poverty\"],"
    "\"hours\":\"Sa 09:00-11:00\",\"access\":\"walk_in\",\"features\":[\"screen\"],"
    "\"outdoor\":true,\"commercial\":true,\"internal\":true,\"from\":\"2026-01-01\","
    "\"until\":\"2026-12-31\",\"checked\":\"2026-05-12\",\"note\":\"n\"}}}";

static cJSON *json(const char *text)
{
    cJSON *value = cJSON_Parse(text);
    assert_non_null(value);
    return value;
}

static struct civil_date day(const char *text)
{
    struct civil_date date;
    assert_true(civil_date_parse(text, &date));
    return date;
}

static void a_full_document_is_read(void **state)
{
    (void)state;
    cJSON *document = json(full);
    struct place place;
    struct fault why;
    int odd = -1;
    assert_true(place_parse(document, &place, &odd, &why));
    assert_int_equal(odd, 0);
    assert_string_equal(place.street, "Graaf van Vlaanderenstraat");
    assert_int_equal(place.kind, KIND_LIBRARY);
    assert_int_equal(place.wheelchair, ANSWER_LIMITED);
    assert_int_equal(place.toilet, ANSWER_YES);
    assert_string_equal(place.source_id, "osm:n5");
    assert_int_equal(place.offer_count, 2);
    const struct offer *wifi = &place.offers[0], *computer = &place.offers[1];
    assert_string_equal(wifi->id, "a");
    assert_int_equal(wifi->price, PRICE_FREE_FOR_GROUP);
    assert_int_equal(wifi->obligations, OBLIGATION_REGISTRATION);
    assert_int_equal(wifi->groups, GROUP_SENIORS | GROUP_POVERTY);
    assert_int_equal(wifi->features, ROOM_SCREEN);
    assert_true(wifi->outdoor && wifi->commercial && wifi->internal);
    assert_int_equal(wifi->until.month, 12);
    assert_string_equal(offer_hours(&place, wifi), "Sa 09:00-11:00");
    assert_string_equal(computer->languages, "nl fr");
    assert_int_equal(computer->count, 6);
    assert_int_equal(computer->checked.year, 0);
    assert_string_equal(offer_hours(&place, computer), "Mo-Fr 09:00-17:00");
    assert_true(place_counts_for(&place, "21012W16"));
    assert_false(place_counts_for(&place, "21012W1"));
    place_clear(&place);
    cJSON_Delete(document);
}

static void a_place_is_named_in_the_language_when_it_can(void **state)
{
    (void)state;
    cJSON *document = json(full), *bare = json("{\"_id\":\"place:x\",\"lon\":4,\"lat\":50}");
    struct place place;
    struct fault why;
    assert_true(place_parse(document, &place, NULL, &why));
    assert_string_equal(place_name(&place, "nl"), "Bib De Boekenmolen");
    assert_string_equal(place_name(&place, "fr"), "Le Moulin des livres");
    assert_string_equal(place_name(&place, "en"), "De Boekenmolen");
    place_clear(&place);
    assert_true(place_parse(bare, &place, NULL, &why));
    assert_string_equal(place_name(&place, "nl"), "");
    place_clear(&place);
    cJSON_AddStringToObject(bare, "name_fr", "Chez nous");
    assert_true(place_parse(bare, &place, NULL, &why));
    assert_string_equal(place_name(&place, "nl"), "Chez nous");
    place_clear(&place);
    cJSON_Delete(document);
    cJSON_Delete(bare);
}

static void odd_members_keep_their_default_and_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *members;
        int odd;
    } cases[] = {
        {"\"name\":5", 1},
        {"\"name\":null,\"kind\":[]", 2},
        {"\"kind\":\"castle\"", 1},
        {"\"name\":\"a\\u0007b\"", 1},
        {"\"name\":\"a\\u202Eb\"", 1},
        {"\"name\":\"a\\u2067b\"", 1},
        {"\"checked\":\"2026-02-30\"", 1},
        {"\"checked\":20260512", 1},
        {"\"removed\":\"true\"", 1},
        {"\"toilet\":\"limited\"", 1},
        {"\"wheelchair\":\"wheelchair\"", 1},
        {"\"source\":\"osm\"", 1},
        {"\"source\":{\"name\":1,\"id\":2}", 2},
        {"\"counts_for\":\"21012W16\"", 1},
        {"\"offers\":[]", 1},
        {"\"offers\":{\"a\":3,\"b\":{},\"c\":{\"service\":\"tea\"},\"\":{\"service\":\"wifi\"}}",
         4},
        {"\"offers\":{\"a/b\":{\"service\":\"wifi\"}}", 1},
        {"\"offers\":{\"a\":{\"service\":\"wifi\"},\"a\":{\"service\":\"scan\"}}", 1},
        {"\"offers\":{\"a\":{\"service\":\"wifi\",\"count\":-1}}", 1},
        {"\"offers\":{\"a\":{\"service\":\"wifi\",\"count\":1.5}}", 1},
        {"\"offers\":{\"a\":{\"service\":\"wifi\",\"count\":1e300}}", 1},
        {"\"offers\":{\"a\":{\"service\":\"wifi\",\"languages\":\"nl\"}}", 1},
        {"\"offers\":{\"a\":{\"service\":\"wifi\",\"languages\":[\"nl\",\"xx\",3]}}", 2},
        {"\"offers\":{\"a\":{\"service\":\"wifi\",\"groups\":{},\"price\":0}}", 2},
        {"\"offers\":{\"a\":{\"service\":\"wifi\",\"obligations\":[\"registration\",\"dance\"]}}",
         1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[400];
        snprintf(text, sizeof text, "{\"_id\":\"place:x\",\"lon\":4,\"lat\":50,%s}",
                 cases[i].members);
        cJSON *document = json(text);
        struct place place;
        struct fault why;
        int odd = -1;
        assert_true(place_parse(document, &place, &odd, &why));
        if (odd != cases[i].odd) {
            fail_msg("%s: %d odd, not %d", cases[i].members, odd, cases[i].odd);
        }
        assert_string_equal(place.name, "");
        assert_int_equal(place.kind, KIND_OTHER);
        assert_int_equal(place.checked.year, 0);
        assert_true(place.offer_count <= 1);
        place_clear(&place);
        cJSON_Delete(document);
    }
}

static void a_document_without_id_or_position_is_a_fault(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"null", "fault.place.id"},
        {"[1,2]", "fault.place.id"},
        {"{}", "fault.place.id"},
        {"{\"_id\":3,\"lon\":4,\"lat\":50}", "fault.place.id"},
        {"{\"_id\":\"\",\"lon\":4,\"lat\":50}", "fault.place.id"},
        {"{\"_id\":\"place:x\",\"lat\":50}", "fault.place.position"},
        {"{\"_id\":\"place:x\",\"lon\":\"4\",\"lat\":50}", "fault.place.position"},
        {"{\"_id\":\"place:x\",\"lon\":4,\"lat\":86}", "fault.place.position"},
        {"{\"_id\":\"place:x\",\"lon\":1e999,\"lat\":50}", "fault.place.position"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *document = json(cases[i].text);
        struct place place;
        struct fault why;
        assert_false(place_parse(document, &place, NULL, &why));
        kit_assert_fault(&why, FAULT_INPUT, cases[i].key);
        place_clear(&place);
        cJSON_Delete(document);
    }
    cJSON *document = json("{\"_id\":\"place:x\",\"lat\":50}");
    cJSON_AddItemToObject(document, "lon", cJSON_CreateNumber(NAN));
    struct place place;
    struct fault why;
    assert_false(place_parse(document, &place, NULL, &why));
    assert_false(place_parse(NULL, &place, NULL, &why));
    cJSON_Delete(document);
}

static cJSON *with_offers(int standing, int removed)
{
    cJSON *document = json("{\"_id\":\"place:x\",\"lon\":4,\"lat\":50}");
    cJSON *offers = cJSON_AddObjectToObject(document, "offers");
    for (int i = 0; i < standing + removed; i++) {
        char id[20];
        snprintf(id, sizeof id, "o%d", i);
        cJSON *offer = cJSON_AddObjectToObject(offers, id);
        cJSON_AddStringToObject(offer, "service", service_word((enum service)(i % SERVICE_COUNT)));
        if (i >= standing) {
            cJSON_AddTrueToObject(offer, "removed");
        }
    }
    return document;
}

static void forty_eight_offers_fit_and_one_more_is_a_fault(void **state)
{
    (void)state;
    cJSON *fits = with_offers(PLACE_OFFERS, 30), *bursts = with_offers(PLACE_OFFERS + 1, 0);
    struct place place;
    struct fault why;
    assert_true(place_parse(fits, &place, NULL, &why));
    assert_int_equal(place.offer_count, PLACE_OFFERS);
    for (size_t i = 1; i < place.offer_count; i++) {
        assert_true(place.offers[i - 1].service <= place.offers[i].service);
    }
    place_clear(&place);
    assert_false(place_parse(bursts, &place, NULL, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "fault.place.offers");
    cJSON_Delete(fits);
    cJSON_Delete(bursts);
}

static void a_megabyte_of_text_is_odd_and_harmless(void **state)
{
    (void)state;
    static const char *const texts[] = {"name", "street", "note", "hours", "email", "kind"};
    size_t size = 1 << 20;
    char *huge = malloc(size + 1);
    memset(huge, 'a', size);
    huge[size] = '\0';
    cJSON *document = json("{\"_id\":\"place:x\",\"lon\":4,\"lat\":50}");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cJSON_AddStringToObject(document, texts[i], huge);
    }
    cJSON *offers = cJSON_AddObjectToObject(document, "offers");
    cJSON_AddStringToObject(cJSON_AddObjectToObject(offers, huge), "service", "wifi");
    struct place place;
    struct fault why;
    int odd;
    assert_true(place_parse(document, &place, &odd, &why));
    assert_int_equal(odd, 7);
    assert_string_equal(place.name, "");
    assert_int_equal(place.offer_count, 0);
    place_clear(&place);
    cJSON_Delete(document);
    free(huge);
}

static void the_state_follows_the_newest_check(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum place_state state;
    } cases[] = {
        {"{\"_id\":\"osm:n1\",\"lon\":4,\"lat\":50}", PLACE_CANDIDATE},
        {"{\"_id\":\"place:x\",\"lon\":4,\"lat\":50,\"checked\":\"2025-06-12\"}", PLACE_CONFIRMED},
        {"{\"_id\":\"place:x\",\"lon\":4,\"lat\":50,\"checked\":\"2025-06-11\"}", PLACE_STALE},
        {"{\"_id\":\"place:x\",\"lon\":4,\"lat\":50,\"checked\":\"2020-06-11\",\"offers\":{"
         "\"a\":{\"service\":\"wifi\",\"checked\":\"2026-01-02\"}}}",
         PLACE_CONFIRMED},
        {"{\"_id\":\"place:x\",\"lon\":4,\"lat\":50,\"checked\":\"2026-06-11\","
         "\"provisional\":true}",
         PLACE_PROVISIONAL},
        {"{\"_id\":\"prop:org:x\",\"lon\":4,\"lat\":50}", PLACE_PROVISIONAL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *document = json(cases[i].text);
        struct place place;
        struct fault why;
        assert_true(place_parse(document, &place, NULL, &why));
        assert_int_equal(place_state(&place, day("2026-06-12"), 12), cases[i].state);
        place_clear(&place);
        cJSON_Delete(document);
    }
}

static void a_candidate_has_one_id_on_all_tablets(void **state)
{
    (void)state;
    char first[40], again[40], other[40];
    place_id_of_candidate("osm:n5", first);
    place_id_of_candidate("osm:n5", again);
    place_id_of_candidate("osm:n6", other);
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
    assert_memory_equal(first, "place:", 6);
    assert_int_equal(strlen(first), 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_document_is_read),
        cmocka_unit_test(a_place_is_named_in_the_language_when_it_can),
        cmocka_unit_test(odd_members_keep_their_default_and_are_counted),
        cmocka_unit_test(a_document_without_id_or_position_is_a_fault),
        cmocka_unit_test(forty_eight_offers_fit_and_one_more_is_a_fault),
        cmocka_unit_test(a_megabyte_of_text_is_odd_and_harmless),
        cmocka_unit_test(the_state_follows_the_newest_check),
        cmocka_unit_test(a_candidate_has_one_id_on_all_tablets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
