/* SPDX-License-Identifier: EUPL-1.2 */
/* GeoJSON as it comes from the world: deep, huge, without places, swapped, or no GeoJSON at all. */
#include "story/story.h"

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define LIBRARY(lon, lat)                                                                          \
    "{\"type\":\"Feature\",\"properties\":{\"amenity\":\"library\",\"name\":\"Bib\"},"             \
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[" #lon "," #lat "]}}"

static const char *wijken(void)
{
    return kit_path(STORY_ASSETS "/demo", "molenbeek_wijken.geojson");
}

static void build(struct story *story, int code, const char *text, size_t size)
{
    char out[KIT_PATH], places[KIT_PATH], borders[KIT_PATH];
    snprintf(out, sizeof out, "%s", story_path(story, "area.wijkpak"));
    snprintf(places, sizeof places, "%s", kit_file(story->folder, "in.geojson", text, size));
    snprintf(borders, sizeof borders, "%s", wijken());
    tell(story, code, "--json", "pack", "--out", out, "--places", places, "--wijken", borders);
}

static void refused(struct story *story, const char *text, size_t size, const char *key)
{
    char out[KIT_PATH], borders[KIT_PATH];
    story->may_warn = true;
    build(story, 3, text, size);
    if (key) {
        story_said(story, key);
    }
    assert_null(fopen(story_path(story, "area.wijkpak"), "rb"));

    /* The same file as borders is no better. */
    snprintf(out, sizeof out, "%s", story_path(story, "area.wijkpak"));
    snprintf(borders, sizeof borders, "%s", story_path(story, "in.geojson"));
    tell(story, 3, "pack", "--out", out, "--wijken", borders);
    assert_null(fopen(out, "rb"));
    story->may_warn = false;
}

static double built(struct story *story, const char *text, const char *count)
{
    story->may_warn = true;
    build(story, 0, text, strlen(text));
    story->may_warn = false;
    cJSON *report = cJSON_Parse(buffer_text(&story->out));
    double number = cJSON_GetObjectItemCaseSensitive(report, count)->valuedouble;
    cJSON_Delete(report);
    return number;
}

static void a_good_file_is_built(void **state)
{
    struct story *story = *state;
    static const char text[] = HEAD LIBRARY(4.339, 50.857) "]}";
    assert_true(built(story, text, "candidates") == 1);
}

static void what_is_no_geojson_is_told(void **state)
{
    static const struct {
        const char *text, *key;
    } files[] = {
        {"", "fault.exchange.empty"},
        {"<!DOCTYPE html><html><body>404</body></html>", "fault.geojson.web_page"},
        {"  \n<html>", "fault.geojson.web_page"},
        {"naam;adres\nbib;hier\n", NULL},
        {"{\"type\":\"Topology\",\"objects\":{}}", NULL},
        {HEAD "]}", "fault.geojson.no_features"},
        {HEAD LIBRARY(4.34, 50.85), NULL},
        {HEAD "{\"type\":\"Feature\",\"properties\":{},", NULL},
        {"[1,2,3]", NULL},
        {"\"tekst\"", NULL},
        {"{\"type\":\"FeatureCollection\",\"features\":7}", NULL},
        {HEAD "\xff\xfe]}", NULL},
    };
    struct story *story = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        refused(story, files[i].text, strlen(files[i].text), files[i].key);
    }
}

static void deep_files_are_told(void **state)
{
    struct story *story = *state;
    enum { DEEP = 1000 * 1000 };
    char *text = malloc(DEEP + 1);
    memset(text, '[', DEEP);
    refused(story, text, DEEP, NULL);
    int size = snprintf(text, DEEP, HEAD "{\"type\":\"Feature\",\"properties\":{\"a\":");
    memset(text + size, '[', DEEP - (size_t)size);
    refused(story, text, DEEP, NULL);
    for (int i = 0; i + 5 < DEEP; i += 5) {
        memcpy(text + i, "{\"a\":", 5);
    }
    refused(story, text, DEEP, NULL);
    free(text);
}

/* One feature of thirty megabytes, and a file of a hundred thousand features. */
static void huge_files_are_survived(void **state)
{
    struct story *story = *state;
    enum { HUGE_TEXT = 30 * 1024 * 1024, MANY = 100 * 1000 };
    char *text = malloc(HUGE_TEXT + 1024);
    int size = snprintf(text, 1024, HEAD "{\"type\":\"Feature\",\"properties\":{\"name\":\"");
    memset(text + size, 'a', HUGE_TEXT);
    memcpy(text + size + HUGE_TEXT, "\"}}]}", 5);
    story->may_warn = true;
    build(story, ANY_CODE, text, (size_t)size + HUGE_TEXT + 5);
    assert_int_equal(story->code, 3);

    size = snprintf(text, 1024, HEAD);
    for (int i = 0; i < MANY; i++) {
        size += snprintf(text + size, 1024, "%s" LIBRARY(4.33 % 02d, 50.85 % 02d), i ? "," : "",
                         i % 100, i / 100 % 100);
    }
    size += snprintf(text + size, 1024, "]}");
    build(story, ANY_CODE, text, (size_t)size);
    assert_true(story->code == 0 || story->code == 3);
    free(text);
}

static void places_without_a_place_are_passed_over_and_counted(void **state)
{
    struct story *story = *state;
    static const char text[] = HEAD LIBRARY(4.339, 50.857) "," LIBRARY(4.338, 50.857) "," LIBRARY(
        4.337,
        50.857) ","
                "{\"type\":\"Feature\",\"properties\":{\"amenity\":\"library\"},\"geometry\":null},"
                "{\"type\":\"Feature\",\"properties\":{\"amenity\":\"library\"}}]}";
    assert_true(built(story, text, "candidates") == 3);
    assert_true(built(story, text, "without_place") == 2);
}

static void numbers_that_are_none_are_told(void **state)
{
    struct story *story = *state;
    static const char *const files[] = {
        HEAD LIBRARY(NaN, 50.85) "]}",   HEAD LIBRARY(Infinity, 50.85) "]}",
        HEAD LIBRARY(1e999, 50.85) "]}", HEAD LIBRARY("4.3", "50.8") "]}",
        HEAD LIBRARY(null, null) "]}",   HEAD LIBRARY(149000, 170000) "]}",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        refused(story, files[i], strlen(files[i]), NULL);
    }
}

static void latitude_before_longitude_is_told(void **state)
{
    struct story *story = *state;
    static const char text[] = HEAD LIBRARY(50.857, 4.339) "," LIBRARY(50.858, 4.338) "]}";
    build(story, 3, text, strlen(text));
    story_said(story, "fault.geojson.swapped");
}

static void borders_must_be_borders(void **state)
{
    struct story *story = *state;
    char out[KIT_PATH], in[KIT_PATH];
    static const char *const files[] = {
        HEAD LIBRARY(4.339, 50.857) "]}",
        HEAD "{\"type\":\"Feature\",\"properties\":{\"code\":\"X\",\"name\":\"X\"},"
             "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[]}}]}",
        HEAD "{\"type\":\"Feature\",\"properties\":{\"code\":\"X\",\"name\":\"X\"},"
             "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[4.3,50.8],[4.4,50.8]]]}}]}",
        HEAD "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\","
             "\"coordinates\":[[[4.3,50.8],[4.4,50.8],[4.4,50.9],[4.3,50.8]]]}}]}",
    };
    story->may_warn = true;
    snprintf(out, sizeof out, "%s", story_path(story, "area.wijkpak"));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(in, sizeof in, "%s",
                 kit_file(story->folder, "wijken.geojson", files[i], strlen(files[i])));
        tell(story, 3, "pack", "--out", out, "--wijken", in);
        assert_null(fopen(out, "rb"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_good_file_is_built),
        STORY(what_is_no_geojson_is_told),
        STORY(deep_files_are_told),
        STORY(huge_files_are_survived),
        STORY(places_without_a_place_are_passed_over_and_counted),
        STORY(numbers_that_are_none_are_told),
        STORY(latitude_before_longitude_is_told),
        STORY(borders_must_be_borders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
