/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/practice.h"

#include <sys/stat.h>

static char folder[KIT_PATH];

static int begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

static void what_was_chosen_is_read_back(void **state)
{
    struct settings before, after;
    struct fault why;
    (void)state;
    settings_default(&before, "fr_BE.UTF-8");
    assert_int_equal(before.language, LANGUAGE_FR);
    before.scale = 1.5;
    before.started = before.left_handed = true;
    before.names = NAMES_BOTH;
    before.begin = BEGIN_MAP;
    snprintf(before.theme, sizeof before.theme, "contrast");
    snprintf(before.project, sizeof before.project, "rabot");
    practice_ok(settings_write(folder, &before, &why), &why);
    settings_default(&after, "en");
    practice_ok(settings_read(folder, &after, &why), &why);
    assert_int_equal(after.language, LANGUAGE_FR);
    assert_true(after.scale > 1.49 && after.scale < 1.51);
    assert_true(after.started && after.left_handed && !after.reduced_motion);
    assert_int_equal(after.names, NAMES_BOTH);
    assert_int_equal(after.begin, BEGIN_MAP);
    assert_string_equal(after.theme, "contrast");
    assert_string_equal(after.project, "rabot");
}

static void values_that_cannot_be_fall_back(void **state)
{
    static const char text[] =
        "{\"theme\":\"pink\",\"names\":\"de\",\"begin\":[],\"scale\":9,\"project\":\"../../etc\",\"language\":7,\"role\":[]}";
    struct settings settings;
    struct fault why;
    (void)state;
    kit_file(folder, "settings.json", text, sizeof text - 1);
    settings_default(&settings, "nl");
    practice_ok(settings_read(folder, &settings, &why), &why);
    assert_string_equal(settings.theme, "light");
    assert_int_equal(settings.names, NAMES_AUTOMATIC);
    assert_int_equal(settings.begin, BEGIN_WEEK);
    assert_true(settings.scale == 1);
    assert_string_equal(settings.project, "demo");
    assert_string_equal(settings.role, "tablet");
}

static void a_broken_file_is_kept_beside_and_told(void **state)
{
    struct settings settings;
    struct fault why;
    struct stat found;
    (void)state;
    kit_file(folder, "settings.json", "{\"theme\":", 9);
    settings_default(&settings, "nl");
    assert_false(settings_read(folder, &settings, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    assert_int_equal(stat(kit_path(folder, "settings.json.broken"), &found), 0);
    assert_string_equal(settings.theme, "light");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_chosen_is_read_back, begin, end),
        cmocka_unit_test_setup_teardown(values_that_cannot_be_fall_back, begin, end),
        cmocka_unit_test_setup_teardown(a_broken_file_is_kept_beside_and_told, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
