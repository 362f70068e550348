/* SPDX-License-Identifier: EUPL-1.2 */
/* Dated stops, closures and bounds: from the document and the keyboard to the timetable. */
#include "kit/kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "place/place.h"

static char body[256 * 1024];
static cJSON *tree;
static struct place place;

/* A place with `members` (each with a comma behind it) and one offer "x" of `offer`. */
static int read_place(const char *members, const char *offer)
{
    struct fault why;
    int odd = -1;
    snprintf(body, sizeof body,
             "{\"_id\":\"place:1\",\"lon\":4.3,\"lat\":50.8,%s"
             "\"offers\":{\"x\":{\"service\":\"help\"%s%s}}}",
             members, *offer ? "," : "", offer);
    tree = cJSON_Parse(body);
    assert_non_null(tree);
    assert_true(place_parse(tree, &place, &odd, &why));
    return odd;
}

static void drop_place(void)
{
    place_clear(&place);
    cJSON_Delete(tree);
}

static struct civil at(const char *text)
{
    return civil_of_moment(kit_moment(text));
}

/* The letters of the states of place and offer: "co" = place closed, offer open. */
static void assert_states(const char *when, const char *wanted)
{
    struct timetable *own, *offer;
    struct fault why;
    assert_true(place_timetable(&place, NULL, &own, &why));
    assert_true(offer_timetable(&place, &place.offers[0], NULL, &offer, &why));
    const char is[] = {"cou"[timetable_at(own, at(when))], "cou"[timetable_at(offer, at(when))], 0};
    timetable_free(own);
    timetable_free(offer);
    assert_string_equal(is, wanted);
}

static void stops_are_read_by_date_and_odd_ones_counted(void **state)
{
    (void)state;
    int odd = read_place(
        "", "\"stops\":[{\"date\":\"2026-06-19\",\"from\":\"14:00\",\"to\":\"16:00\","
            "\"where\":\"Markt\"},{\"date\":\"2026-06-12\",\"from\":\"22:00\",\"to\":\"01:30\"},"
            "7,null,{},{\"date\":\"2026-06-31\",\"from\":\"14:00\",\"to\":\"16:00\"},"
            "{\"date\":\"2026-06-12\",\"from\":\"14:00\"},"
            "{\"date\":\"2026-06-12\",\"from\":\"14:00\",\"to\":\"14:00\"},"
            "{\"date\":\"2026-06-12\",\"from\":\"14\",\"to\":\"16:00\"},"
            "{\"date\":\"2026-06-12\",\"from\":840,\"to\":\"16:00\"},"
            "{\"date\":\"2026-06-12\",\"from\":\"14:00\",\"to\":\"16:00\",\"where\":5}]");
    assert_int_equal(odd, 9);
    assert_int_equal(place.offers[0].stop_count, 2);
    assert_int_equal(place.offers[0].stops[0].date.day, 12);
    assert_int_equal(place.offers[0].stops[0].to, 25 * 60 + 30);
    assert_string_equal(place.offers[0].stops[0].where, "");
    assert_string_equal(place.offers[0].stops[1].where, "Markt");
    drop_place();
    assert_int_equal(read_place("", "\"stops\":\"morgen\""), 1);
    assert_int_equal(place.offers[0].stop_count, 0);
    assert_null(place.offers[0].stops);
    drop_place();
}

static void four_hundred_stops_fit_and_what_is_beyond_is_odd(void **state)
{
    (void)state;
    struct buffer list;
    buffer_init(&list, sizeof body / 2);
    buffer_add_text(&list, "\"stops\":[");
    for (int i = 0; i < TIMETABLE_STOPS + 3; i++) {
        buffer_addf(&list, "%s{\"date\":\"2026-01-%02d\",\"from\":\"%02d:%02d\",\"to\":\"23:59\"}",
                    i ? "," : "", i % 28 + 1, i / 28 % 24, i % 60);
    }
    buffer_add_text(&list, "]");
    assert_int_equal(read_place("", buffer_text(&list)), 3);
    assert_int_equal(place.offers[0].stop_count, TIMETABLE_STOPS);
    buffer_clear(&list);
    drop_place();
}

static void an_offer_keeps_the_hours_of_its_place_unless_it_has_its_own(void **state)
{
    (void)state;
    read_place("\"hours\":\"Mo-Fr 09:00-17:00\",", "");
    assert_states("2026-06-12T10:00", "oo");
    drop_place();
    read_place("\"hours\":\"Mo-Fr 09:00-17:00\",", "\"hours\":\"Sa 09:00-11:00\"");
    assert_states("2026-06-12T10:00", "oc");
    assert_states("2026-06-13T10:00", "co");
    drop_place();
    read_place("\"hours\":\"Mo-Fr 09:00-17:00\",",
               "\"stops\":[{\"date\":\"2026-06-13\",\"from\":\"14:00\",\"to\":\"16:00\"}]");
    assert_states("2026-06-12T10:00", "oc");
    assert_states("2026-06-13T15:00", "co");
    drop_place();
    read_place("", "");
    assert_states("2026-06-12T10:00", "uu");
    drop_place();
}

static void the_closure_of_a_place_closes_its_offers(void **state)
{
    (void)state;
    read_place("\"hours\":\"24/7\",\"closed_until\":\"2026-06-30\",",
               "\"hours\":\"24/7\",\"closed_until\":\"2026-06-15\"");
    assert_states("2026-06-20T10:00", "cc");
    assert_states("2026-06-30T23:59", "cc");
    assert_states("2026-07-01T00:00", "oo");
    drop_place();
    read_place("\"hours\":\"24/7\",", "\"closed_until\":\"2026-06-15\",\"until\":\"2026-06-20\"");
    assert_states("2026-06-15T10:00", "oc");
    assert_states("2026-06-16T10:00", "oo");
    assert_states("2026-06-21T10:00", "oc");
    drop_place();
    assert_int_equal(read_place("\"closed_until\":\"2026-06-31\",", "\"closed_until\":3"), 2);
    drop_place();
}

static void only_by_appointment_is_told_and_closes_nothing(void **state)
{
    (void)state;
    static const char *const words[] = {"appointment", "both", "walk_in"};
    for (int i = 0; i < 3; i++) {
        char offer[64];
        struct timetable *timetable;
        struct fault why;
        snprintf(offer, sizeof offer, "\"access\":\"%s\"", words[i]);
        read_place("\"hours\":\"24/7\",", offer);
        assert_true(offer_timetable(&place, &place.offers[0], NULL, &timetable, &why));
        assert_int_equal(timetable_appointment(timetable), i == 0);
        timetable_free(timetable);
        assert_states("2026-06-12T10:00", "oo");
        drop_place();
    }
}

/* ---- typed and shown again ---- */

static void assert_typed_again(const char *typed, const char *shown)
{
    cJSON *document = cJSON_Parse("{\"offers\":{\"x\":{\"service\":\"help\"}}}"), *value;
    struct buffer text;
    struct fault why;
    buffer_init(&text, 64 * 1024);
    for (int round = 0; round < 2; round++) {
        const char *now = round ? shown : typed;
        if (!place_field_read("offers/x/stops", now, &value, &why)) {
            fail_msg("%s: %s", now, why.what.key);
        }
        json_path_set(document, "offers/x/stops", value);
        buffer_empty(&text);
        place_field_text(document, "offers/x/stops", &text);
        assert_string_equal(buffer_text(&text), shown);
    }
    buffer_clear(&text);
    cJSON_Delete(document);
}

static void stops_are_shown_as_they_may_be_typed(void **state)
{
    (void)state;
    assert_typed_again("2026-06-12 14:00-16:00 Dorpsplein Rekkem; 2026-06-19 14:00-16:00",
                       "2026-06-12 14:00-16:00 Dorpsplein Rekkem; 2026-06-19 14:00-16:00");
    assert_typed_again("19/6/2026 14-16, Markt;;12-6-2026 9u30–11u ",
                       "2026-06-12 09:30-11:00; 2026-06-19 14:00-16:00 Markt");
    assert_typed_again("2026-06-12 22:00-02:00 Nacht", "2026-06-12 22:00-02:00 Nacht");
    assert_typed_again("2026-06-12 00:00-24:00", "2026-06-12 00:00-24:00");
    assert_typed_again("2026-06-12 22:00-26:00", "2026-06-12 22:00-02:00");
}

static void stops_by_chance_are_shown_as_they_may_be_typed(void **state)
{
    (void)state;
    static const char *const wheres[] = {"", " Markt", " Plein \"De Ster\"", " 1ste verdieping"};
    struct buffer text;
    buffer_init(&text, 64 * 1024);
    for (int round = 0; round < 200; round++) {
        int count = 1 + (int)kit_random_below(20), day = 0;
        buffer_empty(&text);
        for (int i = 0; i < count; i++) {
            char date[CIVIL_DATE_SIZE];
            day += 1 + (int)kit_random_below(9);
            civil_date_write(civil_date_add((struct civil_date){2026, 1, 1}, day), date);
            int from = (int)kit_random_below(1440), to = 1 + (int)kit_random_below(1439);
            to += to == from ? 1 : 0;
            buffer_addf(&text, "%s%s %02d:%02d-%02d:%02d%s", i ? "; " : "", date, from / 60,
                        from % 60, to / 60, to % 60, wheres[kit_random_below(4)]);
        }
        assert_typed_again(buffer_text(&text), buffer_text(&text));
    }
    buffer_clear(&text);
}

static void a_wrong_stop_is_told_with_its_place_in_the_text(void **state)
{
    (void)state;
    cJSON *value;
    struct fault why;
    assert_false(place_field_read("offers/x/stops",
                                  "2026-06-12 14:00-16:00 Markt; 2026-06-19 14-1x", &value, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.field.stop");
    assert_string_equal(why.what.argument[0].as.text, "2026-06-19 14-1x");
    assert_true(why.place >= 30);
    assert_null(value);
}

static void too_many_stops_are_told(void **state)
{
    (void)state;
    struct buffer text;
    struct fault why;
    cJSON *value;
    buffer_init(&text, 64 * 1024);
    for (int i = 0; i <= TIMETABLE_STOPS; i++) {
        buffer_addf(&text, "2026-06-12 14:00-16:00 P%d;", i);
    }
    assert_false(place_field_read("offers/x/stops", buffer_text(&text), &value, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "timetable.fault.stops");
    for (int i = 0; i < 2000; i++) {
        buffer_addf(&text, "2026-06-12 14:00-16:00 P%d;", i);
    }
    assert_false(place_field_read("offers/x/stops", buffer_text(&text), &value, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "fault.field.long");
    buffer_clear(&text);
}

static void every_field_is_shown_as_it_may_be_typed(void **state)
{
    (void)state;
    cJSON *document =
        cJSON_Parse("{\"name\":\"Bib\",\"lon\":4.340123,\"closed_until\":\"2026-08-31\","
                    "\"removed\":true,\"provisional\":false,\"counts_for\":[\"A\",\"B\",3],"
                    "\"offers\":{\"x\":{\"count\":6,\"groups\":[\"seniors\",\"youth\"]}}}");
    static const struct {
        const char *path, *text;
    } cases[] = {{"name", "Bib"},
                 {"lon", "4.340123"},
                 {"closed_until", "2026-08-31"},
                 {"removed", "true"},
                 {"provisional", ""},
                 {"counts_for", "A,B"},
                 {"offers/x/count", "6"},
                 {"offers/x/groups", "seniors,youth"},
                 {"offers/x/stops", ""},
                 {"offers", ""},
                 {"nowhere", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer text;
        buffer_init(&text, 1024);
        place_field_text(document, cases[i].path, &text);
        assert_string_equal(buffer_text(&text), cases[i].text);
        buffer_clear(&text);
    }
    cJSON_Delete(document);
}

/* ---- for others ---- */

static void assert_opening_hours(const char *own, const char *offer)
{
    struct buffer text;
    buffer_init(&text, 64 * 1024);
    place_opening_hours(&place, &text);
    assert_string_equal(buffer_text(&text), own);
    buffer_empty(&text);
    offer_opening_hours(&place, &place.offers[0], &text);
    assert_string_equal(buffer_text(&text), offer);
    buffer_clear(&text);
    drop_place();
}

static void opening_hours_tell_closures_and_stops(void **state)
{
    (void)state;
    read_place("\"hours\":\"Mo-Fr 09:00-17:00\",", "\"until\":\"2026-12-31\"");
    assert_opening_hours("Mo-Fr 09:00-17:00", "");
    read_place("\"hours\":\"Mo-Fr 09:00-17:00\",\"closed_until\":\"2026-08-31\",",
               "\"hours\":\"Sa 09:00-11:00\",\"access\":\"appointment\"");
    assert_opening_hours("Mo-Fr 09:00-17:00; 2000 Jan 01-2026 Aug 31 off",
                         "Sa 09:00-11:00; 2000 Jan 01-2026 Aug 31 off");
    read_place("\"hours\":\"Mo-Fr 09:00-17:00\",",
               "\"stops\":[{\"date\":\"2026-06-12\",\"from\":\"14:00\",\"to\":\"16:00\","
               "\"where\":\"Markt\"}]");
    assert_opening_hours("Mo-Fr 09:00-17:00", "2026 Jun 12 14:00-16:00 open \"Markt\"");
    read_place("\"hours\":\"op vrijdag, soms\",\"closed_until\":\"2026-08-31\",", "");
    assert_opening_hours("op vrijdag, soms", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_are_read_by_date_and_odd_ones_counted),
        cmocka_unit_test(four_hundred_stops_fit_and_what_is_beyond_is_odd),
        cmocka_unit_test(an_offer_keeps_the_hours_of_its_place_unless_it_has_its_own),
        cmocka_unit_test(the_closure_of_a_place_closes_its_offers),
        cmocka_unit_test(only_by_appointment_is_told_and_closes_nothing),
        cmocka_unit_test(stops_are_shown_as_they_may_be_typed),
        cmocka_unit_test(stops_by_chance_are_shown_as_they_may_be_typed),
        cmocka_unit_test(a_wrong_stop_is_told_with_its_place_in_the_text),
        cmocka_unit_test(too_many_stops_are_told),
        cmocka_unit_test(every_field_is_shown_as_it_may_be_typed),
        cmocka_unit_test(opening_hours_tell_closures_and_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
