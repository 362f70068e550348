/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/theme.h"

#include <stdio.h>
#include <string.h>

#include "kit/kit.h"

static const char *const all[] = {"light", "dark", "contrast", "print"};

static struct theme load(const char *name)
{
    struct theme theme;
    struct fault why;
    fault_clear(&why);
    if (!theme_load(kit_path(kit_assets(), "style"), name, &theme, &why)) {
        fail_msg("%s: %s %s", name, why.what.key, why.detail);
    }
    return theme;
}

static void contrast_is_computed_as_wcag_says(void **state)
{
    (void)state;
    struct colour black = {0, 0, 0, 1}, white = {1, 1, 1, 1},
                  grey = {0.4666667, 0.4666667, 0.4666667, 1};
    assert_true(colour_contrast(black, white) > 20.999 && colour_contrast(white, black) < 21.001);
    assert_true(colour_contrast(grey, white) > 4.47 && colour_contrast(grey, white) < 4.49);
}

static void every_pair_in_use_has_contrast_in_every_theme(void **state)
{
    (void)state;
    size_t count;
    const struct theme_pair *pairs = theme_pairs(&count);
    for (size_t t = 0; t < sizeof all / sizeof *all; t++) {
        struct theme theme = load(all[t]);
        for (size_t i = 0; i < count; i++) {
            double least = pairs[i].least;
            if (t == 2 && least > 4) {
                least = 7;
            }
            double is = colour_contrast(theme.colour[pairs[i].front], theme.colour[pairs[i].back]);
            if (is < least) {
                fail_msg("%s: token %d on %d has %.2f of %.1f", all[t], (int)pairs[i].front,
                         (int)pairs[i].back, is, least);
            }
        }
    }
}

static void only_the_dark_theme_is_dark_and_paper_is_white(void **state)
{
    (void)state;
    for (size_t t = 0; t < sizeof all / sizeof *all; t++) {
        assert_int_equal(load(all[t]).dark, strcmp(all[t], "dark") == 0);
    }
    struct colour ground = load("print").colour[THEME_GROUND];
    assert_true(ground.red == 1 && ground.green == 1 && ground.blue == 1 && ground.alpha == 1);
    assert_true(load("print").colour[THEME_SHADOW].alpha == 0);
}

static void refused(const char *json, enum fault_kind kind, const char *key)
{
    char folder[KIT_PATH];
    struct theme theme = {.name = "before"};
    struct fault why;
    fault_clear(&why);
    kit_folder_make(folder);
    kit_file(folder, "theme-x.json", json, strlen(json));
    assert_false(theme_load(folder, "x", &theme, &why));
    assert_string_equal(theme.name, "before");
    assert_int_equal(why.kind, kind);
    assert_true(why.file[0] != '\0');
    if (key) {
        kit_assert_fault(&why, kind, key);
    }
    kit_folder_remove(folder);
}

static void broken_themes_are_refused_with_the_reason(void **state)
{
    (void)state;
    refused("{", FAULT_INPUT, NULL);
    refused("[]", FAULT_INPUT, "draw.fault.theme");
    refused("{}", FAULT_INPUT, "draw.fault.theme.missing");
    refused("{\"ink\":\"#1B2430\"}", FAULT_INPUT, "draw.fault.theme.missing");
    refused("{\"tea\":\"#1B2430\"}", FAULT_INPUT, "draw.fault.theme.unknown");
    refused("{\"ink\":\"1B2430\"}", FAULT_INPUT, "draw.fault.theme.colour");
    refused("{\"ink\":\"#1B243\"}", FAULT_INPUT, "draw.fault.theme.colour");
    refused("{\"ink\":\"#1B24zz\"}", FAULT_INPUT, "draw.fault.theme.colour");
    refused("{\"ink\":\"\"}", FAULT_INPUT, "draw.fault.theme.colour");
    refused("{\"ink\":7}", FAULT_INPUT, "draw.fault.theme.colour");
    refused("{\"ink\":null}", FAULT_INPUT, "draw.fault.theme.colour");
}

static void a_missing_theme_and_an_odd_name_are_faults(void **state)
{
    (void)state;
    struct theme theme;
    struct fault why;
    fault_clear(&why);
    assert_false(theme_load(kit_path(kit_assets(), "style"), "purple", &theme, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
    assert_false(theme_load(kit_assets(), "../style", &theme, &why));
    kit_assert_fault(&why, FAULT_USAGE, "draw.fault.theme.name");
    assert_false(theme_load(kit_assets(), "", &theme, &why));
    assert_false(theme_load(kit_assets(), "a-name-that-is-much-too-long", &theme, &why));
}

static void colours_mix_within_their_ends(void **state)
{
    (void)state;
    struct colour a = {0, 0.2, 1, 1}, b = {1, 0.4, 0, 0};
    struct colour half = colour_mix(a, b, 0.5), before = colour_mix(a, b, -3),
                  after = colour_mix(a, b, 9);
    assert_true(half.red == 0.5 && half.blue == 0.5 && half.alpha == 0.5);
    assert_true(before.red == a.red && after.red == b.red);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_computed_as_wcag_says),
        cmocka_unit_test(every_pair_in_use_has_contrast_in_every_theme),
        cmocka_unit_test(only_the_dark_theme_is_dark_and_paper_is_white),
        cmocka_unit_test(broken_themes_are_refused_with_the_reason),
        cmocka_unit_test(a_missing_theme_and_an_odd_name_are_faults),
        cmocka_unit_test(colours_mix_within_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
