/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/style.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"
#include "map/map.h"
#include "system/file.h"

static char *light; /* the text of map-light.json */

static int read_light(void **state)
{
    struct buffer bytes;
    struct fault why = {0};
    (void)state;
    if (!file_read(kit_path(kit_asset_source(), "style/map-light.json"), MAP_STYLE_CEILING, &bytes,
                   &why))
        return -1;
    light = buffer_take(&bytes);
    return 0;
}

static int free_light(void **state)
{
    (void)state;
    free(light);
    return 0;
}

/* Loads the light style with `from` changed to `to`; the fault's key, or "" when it loads. */
static void load_changed(const char *from, const char *to, struct fault *why)
{
    char folder[KIT_PATH], *at = strstr(light, from);
    struct map_style *style = NULL;
    struct buffer text;
    assert_non_null(at);
    buffer_init(&text, 2 * MAP_STYLE_CEILING);
    buffer_add(&text, light, (size_t)(at - light));
    buffer_add_text(&text, to);
    buffer_add_text(&text, at + strlen(from));
    kit_folder_make(folder);
    kit_file(folder, "map-test.json", text.data, text.size);
    fault_clear(why);
    assert_true(map_style_load(folder, "test", &style, why) == (style != NULL));
    map_style_free(style);
    buffer_clear(&text);
    kit_folder_remove(folder);
}

static void every_style_loads(void **state)
{
    static const char *const names[] = {"light", "dark", "contrast", "print"};
    (void)state;
    for (int at = 0; at < 4; at++) {
        struct map_style *style = NULL;
        struct fault why = {0};
        if (!map_style_load(kit_path(kit_asset_source(), "style"), names[at], &style, &why))
            fail_msg("%s: %s %s", names[at], why.what.key, why.detail);
        map_style_free(style);
    }
}

static void names_can_be_read_on_their_halo_in_every_style(void **state)
{
    static const char *const names[] = {"light", "dark", "contrast", "print"};
    (void)state;
    for (int at = 0; at < 4; at++) {
        struct map_style *style = NULL;
        struct fault why = {0};
        assert_true(map_style_load(kit_path(kit_asset_source(), "style"), names[at], &style, &why));
        for (int kind = 0; kind < FEATURE_KINDS; kind++) {
            const struct map_look *look = &style->kind[kind];
            double least = kind == FEATURE_HOUSE_NUMBER ? 3 : 4.5;
            if (look->text.alpha > 0 && colour_contrast(look->text, look->halo) < least)
                fail_msg("%s %s: %.2f", names[at], map_kind_name((enum feature_kind)kind),
                         colour_contrast(look->text, look->halo));
        }
        assert_true(colour_contrast(style->border.fill, style->border.edge) > 7);
        map_style_free(style);
    }
}

static void widths_are_linear_between_stops(void **state)
{
    struct map_stops stops = {.count = 3, .zoom = {14, 16, 18}, .value = {2, 6, 20}};
    struct map_stops none = {0};
    (void)state;
    assert_true(fabs(map_stops_at(&stops, 10) - 2) < 1e-9);
    assert_true(fabs(map_stops_at(&stops, 15) - 4) < 1e-9);
    assert_true(fabs(map_stops_at(&stops, 16) - 6) < 1e-9);
    assert_true(fabs(map_stops_at(&stops, 17) - 13) < 1e-9);
    assert_true(fabs(map_stops_at(&stops, 25) - 20) < 1e-9);
    assert_true(fabs(map_stops_at(&none, 15)) < 1e-9);
}

static void an_unchanged_copy_loads(void **state)
{
    struct fault why;
    (void)state;
    load_changed("\"ground\"", "\"ground\"", &why);
    assert_int_equal(why.kind, FAULT_NONE);
}

static void what_is_unknown_or_out_of_shape_is_a_fault(void **state)
{
    static const char *const changes[][2] = {
        {"\"tram\": {", "\"tram\": {\"glow\": 3, "},
        {"\"tram\": {", "\"trams\": {"},
        {"\"ground\": \"#", "\"ground\": \"0"},
        {"\"ground\": \"#F", "\"ground\": \"#G"},
        {"\"dim\":", "\"dimmed\":"},
        {"\"dash\": [9, 5]", "\"dash\": [9]"},
        {"\"dash\": [9, 5]", "\"dash\": [0, 0]"},
        {"\"dash\": [9, 5]", "\"dash\": \"long\""},
        {"\"width\": [[12, 1.6], [16", "\"width\": [[12, 1.6], [11"},
        {"\"width\": [[12, 1.6]", "\"width\": [[12, -1]"},
        {"\"width\": [[12, 1.6]", "\"width\": [[12, 1e9]"},
        {"\"bold\": true", "\"bold\": 1"},
        {"\"tunnel\": 0.45", "\"tunnel\": 2"},
        {"\"kinds\": {", "\"kinds\": {\"tram\": 7, "},
    };
    (void)state;
    for (size_t at = 0; at < sizeof changes / sizeof *changes; at++) {
        struct fault why;
        load_changed(changes[at][0], changes[at][1], &why);
        if (why.kind != FAULT_INPUT || strcmp(why.what.key, "map.style.wrong") != 0)
            fail_msg("%s: %s", changes[at][1], why.what.key);
        assert_non_null(strstr(why.file, "map-test.json"));
    }
}

static void a_kind_that_is_missing_is_named(void **state)
{
    struct fault why;
    char *line = strstr(light, "    \"tram\":"), name[512];
    (void)state;
    assert_non_null(line);
    size_t size = (size_t)(strchr(line, '\n') + 1 - line);
    assert_true(size < sizeof name);
    memcpy(name, line, size);
    name[size] = '\0';
    load_changed(name, "", &why);
    kit_assert_fault(&why, FAULT_INPUT, "map.style.lacks");
    assert_string_equal(why.what.argument[0].as.text, "tram");
}

static void broken_json_and_missing_files_are_faults(void **state)
{
    struct map_style *style = NULL;
    struct fault why;
    (void)state;
    load_changed("\"kinds\": {", "\"kinds\": ", &why);
    assert_int_equal(why.kind, FAULT_INPUT);
    assert_false(map_style_load("/nowhere", "light", &style, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
    assert_null(style);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_style_loads),
        cmocka_unit_test(names_can_be_read_on_their_halo_in_every_style),
        cmocka_unit_test(widths_are_linear_between_stops),
        cmocka_unit_test(an_unchanged_copy_loads),
        cmocka_unit_test(what_is_unknown_or_out_of_shape_is_a_fault),
        cmocka_unit_test(a_kind_that_is_missing_is_named),
        cmocka_unit_test(broken_json_and_missing_files_are_faults),
    };
    return cmocka_run_group_tests(tests, read_light, free_light);
}
