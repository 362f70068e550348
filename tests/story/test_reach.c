/* SPDX-License-Identifier: EUPL-1.2 */
/* Who can walk there, on the command line. */
#include "story/story.h"

static double number_of(const cJSON *json, const char *key)
{
    const cJSON *member = cJSON_GetObjectItem(json, key);
    assert_true(cJSON_IsNumber(member));
    return member->valuedouble;
}

static const cJSON *list_of(const cJSON *json, const char *key)
{
    const cJSON *member = cJSON_GetObjectItem(json, key);
    assert_true(cJSON_IsArray(member));
    return member;
}

static double within(const cJSON *reach, int index)
{
    return number_of(cJSON_GetArrayItem(list_of(reach, "classes"), index), "addresses");
}

static void a_person_asks_who_can_walk_to_wifi(void **state)
{
    struct story *story = *state;
    tell(story, 0, "reach", "--wijk", MOLENBEEK, "--service", "wifi");
    assert_non_null(strstr(buffer_text(&story->out), "op hoogstens 10 minuten stappen"));
    assert_non_null(strstr(buffer_text(&story->out), "Onze eigen meting"));
    assert_null(strstr(buffer_text(&story->out), "juni 2026, 15:00"));
    cJSON *reach = ask(story, "reach", "--wijk", MOLENBEEK, "--service", "wifi");
    assert_string_equal(text_of(reach, "state"), "measured");
    assert_true(within(reach, 0) > 0 && within(reach, 0) <= within(reach, 1));
    assert_true(within(reach, 1) <= within(reach, 2));
    assert_true(within(reach, 2) + number_of(reach, "farther") + number_of(reach, "cut") +
                    number_of(reach, "nowhere") ==
                number_of(reach, "addresses"));
    cJSON_Delete(reach);
}

static void on_sunday_fewer_places_are_open_and_fewer_people_get_there(void **state)
{
    struct story *story = *state;
    cJSON *week = ask(story, "reach", "--service", "computer", "--at", "2026-06-16T10:00");
    cJSON *sunday = ask(story, "reach", "--service", "computer", "--at", "2026-06-14T15:00");
    cJSON *wifi = ask(story, "reach", "--service", "wifi", "--at", "2026-06-14T15:00");
    assert_string_equal(text_of(sunday, "state"), "no_places");
    assert_true(within(sunday, 2) == 0 && within(week, 0) > 0);
    assert_int_equal(cJSON_GetArraySize(list_of(wifi, "places")), 1);
    tell(story, 0, "reach", "--service", "computer", "--at", "2026-06-14T15:00");
    assert_non_null(strstr(buffer_text(&story->out), "zondag 14 juni 2026, 15:00"));
    assert_non_null(strstr(buffer_text(&story->out), "Op dat moment is geen plek open"));
    cJSON_Delete(week);
    cJSON_Delete(sunday);
    cJSON_Delete(wifi);
}

static void slower_legs_get_less_far(void **state)
{
    struct story *story = *state;
    static const char *const lenses[] = {"brisk", "usual", "senior"};
    double before = 1e9;
    for (int i = 0; i < 3; i++) {
        cJSON *reach = ask(story, "reach", "--service", "wifi", "--lens", lenses[i], "--minutes",
                           "5", "--at", "2026-06-14T15:00");
        assert_string_equal(text_of(reach, "lens"), lenses[i]);
        assert_true(within(reach, 0) < before);
        before = within(reach, 0);
        cJSON_Delete(reach);
    }
}

static void the_outcome_can_be_drawn_elsewhere(void **state)
{
    struct story *story = *state;
    const char *file = story_path(story, "bereik.geojson");
    struct buffer text;
    tell(story, 0, "reach", "--service", "wifi", "--minutes", "3,6", "--geojson", file);
    file_take(file, &text);
    cJSON *json = cJSON_Parse(buffer_text(&text));
    const cJSON *features = list_of(json, "features"), *feature;
    int classes = 0, places = 0;
    cJSON_ArrayForEach(feature, features)
    {
        const char *what = text_of(cJSON_GetObjectItem(feature, "properties"), "what");
        const char *type = text_of(cJSON_GetObjectItem(feature, "geometry"), "type");
        classes += !strcmp(what, "class") && !strcmp(type, "MultiPolygon");
        places += !strcmp(what, "place") && !strcmp(type, "Point");
    }
    assert_int_equal(classes, 2);
    assert_int_equal(places, 4);
    assert_non_null(strstr(text_of(json, "attribution"), "OpenStreetMap"));
    cJSON_Delete(json);
    buffer_clear(&text);
}

static void the_best_next_spots_come_with_what_they_bring(void **state)
{
    struct story *story = *state;
    cJSON *spots = ask(story, "spot", "--wijk", MOLENBEEK, "--service", "wifi", "--at",
                       "2026-06-14T15:00", "--minutes", "5", "--most", "3", "--crossings");
    const cJSON *spot;
    double together = 0, gain = 1e9;
    assert_int_equal(cJSON_GetArraySize(list_of(spots, "spots")), 3);
    cJSON_ArrayForEach(spot, list_of(spots, "spots"))
    {
        together += number_of(spot, "gain");
        assert_true(number_of(spot, "gain") <= gain);
        assert_true(number_of(spot, "together") == together);
        assert_true(number_of(spot, "ceiling") >= together);
        gain = number_of(spot, "gain");
    }
    spot = cJSON_GetArrayItem(list_of(spots, "spots"), 0);
    assert_true(number_of(spot, "gain") == number_of(spot, "ceiling"));
    assert_true(number_of(spots, "served") + together <= number_of(spots, "addresses"));
    cJSON_Delete(spots);
    tell(story, 0, "spot", "--service", "charge", "--most", "1");
    assert_non_null(strstr(buffer_text(&story->out), "  1. "));
}

/* What the spot promises comes true when a place comes there. */
static void a_spot_that_is_taken_brings_what_was_said(void **state)
{
    struct story *story = *state;
    char point[64];
    cJSON *spots = ask(story, "spot", "--service", "charge", "--most", "1", "--crossings");
    const cJSON *spot = cJSON_GetArrayItem(list_of(spots, "spots"), 0);
    snprintf(point, sizeof point, "%.6f,%.6f", number_of(spot, "lon"), number_of(spot, "lat"));
    tell(story, 0, "add", "charging_point", point, "Stopcontact", "offers/a/service=charge",
         "offers/a/price=free");
    cJSON *reach = ask(story, "reach", "--service", "charge", "--minutes", "10");
    double more = within(reach, 0) - number_of(spot, "gain");
    assert_true(more > -10 && more < 10); /* the point was rounded to a decimetre */
    cJSON_Delete(reach);
    cJSON_Delete(spots);
}

static void odd_askings_are_refused(void **state)
{
    struct story *story = *state;
    static const char *const minutes[] = {"",   "0",    "61",        "5,5",  "10,5", "5,",
                                          ",5", "5;10", "1,2,3,4,5", "vijf", "-5",   " 5"};
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
        tell(story, 2, "reach", "--service", "wifi", "--minutes", minutes[i]);
        story_said(story, "fault.reach.minutes");
    }
    tell(story, 2, "reach");
    tell(story, 2, "reach", "--service", "zwemmen");
    tell(story, 2, "reach", "--service", "wifi", "--lens", "roze");
    assert_non_null(strstr(buffer_text(&story->err), "wheelchair"));
    tell(story, 2, "reach", "--service", "wifi", "--at", "ooit");
    tell(story, 2, "reach", "--service", "wifi", "meer");
    tell(story, 4, "reach", "--wijk", "00000X00", "--service", "wifi");
    tell(story, 2, "spot", "--service", "wifi", "--most", "0");
    tell(story, 2, "spot", "--service", "wifi", "--most", "51");
    tell(story, ANY_CODE, "reach", "--service", "wifi", "--geojson", "/nergens/bereik.geojson");
    assert_true(story->code != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_person_asks_who_can_walk_to_wifi),
        STORY(on_sunday_fewer_places_are_open_and_fewer_people_get_there),
        STORY(slower_legs_get_less_far),
        STORY(the_outcome_can_be_drawn_elsewhere),
        STORY(the_best_next_spots_come_with_what_they_bring),
        STORY(a_spot_that_is_taken_brings_what_was_said),
        STORY(odd_askings_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
