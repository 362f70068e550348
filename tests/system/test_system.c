/* SPDX-License-Identifier: EUPL-1.2 */
#include "system/system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "kit/kit.h"
#include "system/file.h"

static void test_data_lives_where_the_person_says(void **state)
{
    (void)state;
    char out[SYSTEM_PATH];
    struct fault why;
    setenv("HOME", "/home/ann", 1);
    setenv("XDG_DATA_HOME", "/data", 1);
    assert_true(system_data_folder(out, &why));
    assert_string_equal(out, "/data/wijkpeil");
    setenv("XDG_DATA_HOME", "relative", 1);
    assert_true(system_data_folder(out, &why));
    assert_string_equal(out, "/home/ann/.local/share/wijkpeil");
    unsetenv("XDG_DATA_HOME");
    assert_true(system_data_folder(out, &why));
    assert_string_equal(out, "/home/ann/.local/share/wijkpeil");
    char longest[SYSTEM_PATH + 10];
    memset(longest, '/', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    setenv("HOME", longest, 1);
    assert_false(system_data_folder(out, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.name");
}

static void test_the_language_is_asked_in_the_order_of_posix(void **state)
{
    (void)state;
    char out[32];
    setenv("LANG", "en_GB.UTF-8", 1);
    setenv("LC_MESSAGES", "fr_BE.UTF-8", 1);
    setenv("LC_ALL", "nl_BE.UTF-8", 1);
    system_language(out, sizeof out);
    assert_string_equal(out, "nl_BE.UTF-8");
    setenv("LC_ALL", "", 1);
    system_language(out, sizeof out);
    assert_string_equal(out, "fr_BE.UTF-8");
    unsetenv("LC_MESSAGES");
    system_language(out, sizeof out);
    assert_string_equal(out, "en_GB.UTF-8");
    unsetenv("LANG");
    system_language(out, sizeof out);
    assert_string_equal(out, "");
    char small[3];
    setenv("LANG", "nl_BE", 1);
    system_language(small, sizeof small);
    assert_string_equal(small, "nl");
}

static void test_assets_are_where_the_variable_says_or_a_fault_tells(void **state)
{
    (void)state;
    char folder[KIT_PATH], out[SYSTEM_PATH];
    struct fault why;
    kit_folder_make(folder);
    setenv("WIJKPEIL_ASSETS", folder, 1);
    assert_true(system_assets_folder(out, &why));
    assert_string_equal(out, folder);
    const char *none = kit_path(folder, "none");
    setenv("WIJKPEIL_ASSETS", none, 1);
    assert_false(system_assets_folder(out, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.assets.missing");
    assert_string_equal(why.file, none);
    unsetenv("WIJKPEIL_ASSETS");
    kit_folder_remove(folder);
}

/* This program copied into trees of other shapes tells what it finds there. */
static int ask_for_assets(void)
{
    char out[SYSTEM_PATH];
    struct fault why;
    bool ok = system_assets_folder(out, &why);
    printf("%s", ok ? out : why.what.key);
    return !ok;
}

static void finds(const char *root, const char *program, const char *assets)
{
    char text[2 * KIT_PATH];
    struct fault why;
    struct buffer out;
    const char *folder = kit_path(root, program);
    assert_true(folder_make(folder, &why));
    const char *copy = kit_path(folder, "wijkpeil");
    assert_true(file_copy("/proc/self/exe", copy, &why));
    assert_int_equal(chmod(copy, 0700), 0);
    snprintf(text, sizeof text, "%s/%s/language", root, assets);
    assert_true(folder_make(text, &why));
    const char *const argv[] = {copy, "--assets", NULL};
    assert_int_equal(kit_run(argv, &out, NULL), 0);
    assert_string_equal(buffer_text(&out), kit_path(root, assets));
    buffer_clear(&out);
}

static void test_assets_are_found_from_the_program(void **state)
{
    (void)state;
    static const char *const shapes[][2] = {{"beside", "beside/assets"},
                                            {"up/bin", "up/assets"},
                                            {"build/source/app", "build/assets"},
                                            {"usr/bin", "usr/share/wijkpeil"}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        char folder[KIT_PATH];
        kit_folder_make(folder);
        char *real = realpath(folder, NULL);
        finds(real, shapes[i][0], shapes[i][1]);
        free(real);
        kit_folder_remove(folder);
    }
}

static void test_a_viewer_is_called_with_the_file(void **state)
{
    (void)state;
    char folder[KIT_PATH];
    struct fault why;
    kit_folder_make(folder);
    const char *script = "#!/bin/sh\nprintf '%s' \"$1\" > \"${0%/*}/part\" && "
                         "mv \"${0%/*}/part\" \"${0%/*}/seen\"\n";
    const char *viewer = kit_file(folder, "xdg-open", script, strlen(script));
    const char *print = kit_file(folder, "print.pdf", "%PDF", 4);
    const char *seen = kit_path(folder, "seen");
    assert_int_equal(chmod(viewer, 0700), 0);
    char *before = strdup(getenv("PATH"));
    char path[2 * KIT_PATH];
    snprintf(path, sizeof path, "%s:%s", folder, before);
    setenv("PATH", path, 1);
    assert_true(system_open_with_viewer(print, &why));
    for (int i = 0; i < 2000 && !file_exists(seen); i++) {
        nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
    }
    struct buffer read;
    assert_true(file_read(seen, 2000, &read, &why));
    assert_string_equal(buffer_text(&read), print);
    buffer_clear(&read);
    setenv("PATH", "/nowhere", 1);
    assert_false(system_open_with_viewer(print, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.viewer.missing");
    assert_false(system_open_with_viewer(kit_path(folder, "none"), &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    setenv("PATH", before, 1);
    free(before);
    kit_folder_remove(folder);
}

int main(int count, char **argv)
{
    if (count == 2 && strcmp(argv[1], "--assets") == 0) {
        return ask_for_assets();
    }
    unsetenv("WIJKPEIL_ASSETS");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_data_lives_where_the_person_says),
        cmocka_unit_test(test_the_language_is_asked_in_the_order_of_posix),
        cmocka_unit_test(test_assets_are_where_the_variable_says_or_a_fault_tells),
        cmocka_unit_test(test_assets_are_found_from_the_program),
        cmocka_unit_test(test_a_viewer_is_called_with_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
