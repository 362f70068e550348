/* SPDX-License-Identifier: EUPL-1.2 */
/* What people entered leaves for other programs, and reads back. */
#include "story/story.h"

/* A name with all that makes trouble in a file of comma separated values. */
static const char name[] = "Het \"Huis\", 2;\nboven";

static char *place_add(struct story *story)
{
    cJSON *answer = ask(story, "add", "cafe", "4.34,50.857", name, "phone=02 123 45 67");
    char *id = strdup(text_of(answer, "id"));
    cJSON_Delete(answer);
    return id;
}

static const cJSON *feature_of(const cJSON *collection, const char *id)
{
    const cJSON *feature;
    cJSON_ArrayForEach(feature, cJSON_GetObjectItemCaseSensitive(collection, "features"))
    {
        const cJSON *own = cJSON_GetObjectItemCaseSensitive(feature, "id");
        const cJSON *properties = cJSON_GetObjectItemCaseSensitive(feature, "properties");
        own = own ? own : cJSON_GetObjectItemCaseSensitive(properties, "id");
        if (cJSON_IsString(own) && !strcmp(own->valuestring, id)) {
            return feature;
        }
    }
    return NULL;
}

static void geojson_holds_the_places_and_no_candidates(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char *id = place_add(story);
    tell(story, 0, "export", "--out", story_path(story, "plekken.geojson"));
    file_take(story_path(story, "plekken.geojson"), &text);
    cJSON *collection = cJSON_Parse(buffer_text(&text));
    assert_non_null(collection);
    assert_string_equal(text_of(collection, "type"), "FeatureCollection");
    const cJSON *feature = feature_of(collection, id);
    assert_non_null(feature);
    const cJSON *geometry = cJSON_GetObjectItemCaseSensitive(feature, "geometry");
    const cJSON *spot = cJSON_GetObjectItemCaseSensitive(geometry, "coordinates");
    assert_true(cJSON_GetArrayItem(spot, 0)->valuedouble == 4.34);
    assert_true(cJSON_GetArrayItem(spot, 1)->valuedouble == 50.857);
    assert_non_null(strstr(buffer_text(&text), "OpenStreetMap"));
    assert_null(strstr(buffer_text(&text), "\"candidate\""));

    cJSON *all = ask(story, "places", "--all"),
          *candidates = ask(story, "places", "--all", "--state", "candidate");
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(collection, "features")),
                     cJSON_GetArraySize(all) - cJSON_GetArraySize(candidates));
    cJSON_Delete(all);
    cJSON_Delete(candidates);
    cJSON_Delete(collection);
    buffer_clear(&text);
    free(id);
}

/* One row: fields of at most 512 bytes; returns how many, *at moves behind it. */
static int row_read(const char **at, char fields[][512], int room)
{
    int count = 0;
    for (bool more = true; more && count < room; count++) {
        size_t size = 0;
        bool quoted = **at == '"';
        *at += quoted;
        while (**at && (quoted || !strchr(",\r\n", **at))) {
            if (quoted && **at == '"' && (*at)[1] != '"') {
                ++*at;
                break;
            }
            *at += quoted && **at == '"';
            fields[count][size < 511 ? size++ : size] = *(*at)++;
        }
        fields[count][size] = 0;
        more = **at == ',';
        *at += more;
    }
    *at += strspn(*at, "\r\n");
    return count;
}

static void csv_keeps_commas_quotes_and_lines(void **state)
{
    struct story *story = *state;
    static char fields[64][512];
    struct buffer text;
    free(place_add(story));
    tell(story, 0, "export", "--out", story_path(story, "plekken.csv"));
    file_take(story_path(story, "plekken.csv"), &text);
    const char *at = buffer_text(&text);
    int columns = row_read(&at, fields, 64), rows = 0;
    bool found = false;
    assert_true(columns > 5);
    while (*at) {
        assert_int_equal(row_read(&at, fields, 64), columns);
        for (int i = 0; i < columns; i++) {
            found |= strstr(fields[i], "Het \"Huis\", 2;") != NULL;
        }
        rows++;
    }
    assert_true(rows >= 5);
    assert_true(found);
    buffer_clear(&text);
}

static void an_own_empty_project_exports_an_empty_collection(void **state)
{
    struct story *story = *state;
    struct buffer text;
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    tell(story, 0, "export", "--out", story_path(story, "leeg.geojson"));
    file_take(story_path(story, "leeg.geojson"), &text);
    cJSON *collection = cJSON_Parse(buffer_text(&text));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(collection, "features")),
                     0);
    cJSON_Delete(collection);
    buffer_clear(&text);
}

static void what_cannot_be_exported_is_told(void **state)
{
    struct story *story = *state;
    tell(story, 2, "export");
    tell(story, 2, "export", "--out", story_path(story, "plekken.xls"));
    tell(story, 4, "export", "--out", story_path(story, "nergens/plekken.csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(geojson_holds_the_places_and_no_candidates),
        STORY(csv_keeps_commas_quotes_and_lines),
        STORY(an_own_empty_project_exports_an_empty_collection),
        STORY(what_cannot_be_exported_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
