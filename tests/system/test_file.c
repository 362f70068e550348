/* SPDX-License-Identifier: EUPL-1.2 */
#include "system/file.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kit/kit.h"

static char folder[KIT_PATH];

static int folder_begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int folder_end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

static bool count_one(void *data, const char *name)
{
    (void)name;
    ++*(int *)data;
    return true;
}

/* Nothing of an attempt may stay behind in the folder. */
static void files_are(int expected)
{
    int count = 0;
    struct fault why;
    assert_true(folder_walk(folder, count_one, &count, &why));
    assert_int_equal(count, expected);
}

static void holds(const char *path, const char *bytes, size_t size)
{
    struct buffer read;
    struct fault why;
    assert_true(file_read(path, 1 << 20, &read, &why));
    assert_int_equal(read.size, size);
    assert_memory_equal(buffer_text(&read), bytes, size);
    buffer_clear(&read);
}

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    const char *path = kit_path(folder, "wijk é.json");
    struct fault why;
    assert_false(file_exists(path));
    assert_int_equal(file_size(path), -1);
    assert_true(file_write(path, "a\0b", 3, &why));
    holds(path, "a\0b", 3);
    assert_true(file_write(path, NULL, 0, &why));
    holds(path, "", 0);
    assert_int_equal(file_size(path), 0);
    files_are(1);
    char *much = malloc(300000);
    for (int i = 0; i < 300000; i++) {
        much[i] = (char)(i * 7);
    }
    assert_true(file_write(path, much, 300000, &why));
    holds(path, much, 300000);
    free(much);
    assert_true(file_exists(path));
    assert_true(file_remove(path, &why));
    assert_true(file_remove(path, &why));
    assert_false(file_exists(path));
}

static void test_a_ceiling_is_kept_and_told(void **state)
{
    (void)state;
    const char *path = kit_file(folder, "five", "12345", 5);
    struct buffer read;
    struct fault why;
    assert_true(file_read(path, 5, &read, &why));
    assert_string_equal(read.data, "12345");
    buffer_clear(&read);
    assert_false(file_read(path, 4, &read, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "fault.file.toolarge");
    assert_string_equal(why.file, path);
    assert_null(read.data);
    /* Files of /proc say they hold nothing; the ceiling counts what is really read. */
    assert_false(file_read("/proc/self/maps", 10, &read, &why));
    kit_assert_fault(&why, FAULT_LIMIT, "fault.file.toolarge");
}

static void test_reading_what_is_no_file_gives_a_clear_fault(void **state)
{
    (void)state;
    struct buffer read;
    struct fault why;
    assert_false(file_read(kit_path(folder, "none"), 10, &read, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    assert_string_equal(why.file, kit_path(folder, "none"));
    assert_false(file_read(folder, 10, &read, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.kind");
    assert_false(file_read("/dev/zero", 10, &read, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.kind");
    const char *pipe = kit_path(folder, "pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_false(file_read(pipe, 10, &read, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.kind");
    kit_file(folder, "plain", "x", 1);
    assert_false(file_read(kit_path(folder, "plain/below"), 10, &read, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    char longest[300];
    memset(longest, 'n', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_false(file_read(kit_path(folder, longest), 10, &read, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.name");
}

static void test_a_failed_write_leaves_the_old_file_and_nothing_else(void **state)
{
    (void)state;
    struct fault why;
    kit_file(folder, "plain", "old", 3);
    assert_false(file_write(kit_path(folder, "plain/below"), "x", 1, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    assert_false(file_write(kit_path(folder, "none/below"), "x", 1, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    assert_false(file_write(folder, "x", 1, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.kind");
    char longest[300];
    memset(longest, 'n', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_false(file_write(kit_path(folder, longest), "x", 1, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.name");
    holds(kit_path(folder, "plain"), "old", 3);
    files_are(1);
}

static void test_a_full_disk_is_told_as_such(void **state)
{
    (void)state;
    struct fault why;
    if (!file_exists("/dev/full")) {
        skip();
    }
    assert_false(file_write("/dev/full", "bytes", 5, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.disk.full");
    assert_string_equal(why.file, "/dev/full");
    assert_true(strlen(why.detail) > 0);
    const char *from = kit_file(folder, "from", "bytes", 5);
    assert_false(file_copy(from, "/dev/full", &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.disk.full");
    assert_true(file_exists("/dev/full"));
}

/* The machine refuses the rest of the bytes halfway, as a disk that fills up does. */
static void test_a_write_that_breaks_halfway_leaves_the_old_file(void **state)
{
    (void)state;
    static const char much[100000];
    struct fault why;
    struct rlimit before, low = {.rlim_cur = 70000};
    const char *path = kit_file(folder, "plain", "old", 3);
    const char *from = kit_file(folder, "from", much, sizeof much);
    getrlimit(RLIMIT_FSIZE, &before);
    low.rlim_max = before.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
    bool wrote = file_write(path, much, sizeof much, &why);
    bool copied = file_copy(from, path, &why);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(wrote);
    assert_false(copied);
    kit_assert_fault(&why, FAULT_LIMIT, "fault.file.toolarge");
    assert_string_equal(why.file, path);
    holds(path, "old", 3);
    files_are(2);
}

/* Even root may not make files there. */
static void test_a_folder_that_takes_no_files_is_told_with_its_name(void **state)
{
    (void)state;
    struct fault why;
    if (!file_exists("/proc/self")) {
        skip();
    }
    assert_false(file_write("/proc/self/wijkpeil.json", "x", 1, &why));
    assert_true(why.kind == FAULT_MISSING || why.kind == FAULT_STORAGE);
    assert_string_equal(why.file, "/proc/self/wijkpeil.json");
    assert_false(folder_make("/proc/self/wijkpeil", &why));
    assert_string_equal(why.file, "/proc/self/wijkpeil");
    assert_int_not_equal(why.kind, FAULT_NONE);
}

static void test_a_folder_without_right_to_write_is_told_as_denied(void **state)
{
    (void)state;
    struct fault why;
    const char *closed = kit_path(folder, "closed");
    assert_true(folder_make(closed, &why));
    kit_file(folder, "closed/old.json", "old", 3);
    chmod(closed, 0500);
    if (access(closed, W_OK) == 0) {
        chmod(closed, 0700);
        skip(); /* root may write everywhere */
    }
    assert_false(file_write(kit_path(closed, "old.json"), "new", 3, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.file.denied");
    assert_false(file_remove(kit_path(closed, "old.json"), &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.file.denied");
    holds(kit_path(closed, "old.json"), "old", 3);
    chmod(closed, 0700);
}

static void test_a_link_is_followed_and_stays_a_link(void **state)
{
    (void)state;
    struct fault why;
    struct stat about;
    const char *real = kit_file(folder, "real", "old", 3);
    const char *link = kit_path(folder, "link");
    assert_int_equal(symlink("real", link), 0);
    assert_true(file_write(link, "new", 3, &why));
    assert_int_equal(lstat(link, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    holds(real, "new", 3);
    assert_int_equal(symlink("nowhere", kit_path(folder, "lost")), 0);
    assert_false(file_write(kit_path(folder, "lost"), "new", 3, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    files_are(3);
}

static void test_a_file_keeps_its_rights_when_it_is_replaced(void **state)
{
    (void)state;
    struct fault why;
    struct stat about;
    const char *path = kit_file(folder, "shared", "old", 3);
    chmod(path, 0640);
    assert_true(file_write(path, "new", 3, &why));
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
}

static void test_copies_are_whole(void **state)
{
    (void)state;
    struct fault why;
    char *much = malloc(200001);
    memset(much, 'w', 200001);
    const char *from = kit_file(folder, "from", much, 200001);
    const char *to = kit_file(folder, "to", "old", 3);
    assert_true(file_copy(from, to, &why));
    holds(to, much, 200001);
    assert_true(file_copy(from, from, &why));
    holds(from, much, 200001);
    free(much);
    assert_false(file_copy(kit_path(folder, "none"), to, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
    assert_string_equal(why.file, kit_path(folder, "none"));
    assert_false(file_copy(folder, to, &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.kind");
    assert_int_equal(file_size(to), 200001);
    files_are(2);
}

static void test_folders_are_made_with_those_above(void **state)
{
    (void)state;
    struct fault why;
    struct stat about;
    assert_true(folder_make(kit_path(folder, "a/b//c/"), &why));
    assert_true(folder_make(kit_path(folder, "a/b/c"), &why));
    assert_int_equal(stat(kit_path(folder, "a/b/c"), &about), 0);
    assert_true(S_ISDIR(about.st_mode));
    assert_int_equal(about.st_mode & 0777, 0700);
    kit_file(folder, "a/file", "x", 1);
    assert_false(folder_make(kit_path(folder, "a/file"), &why));
    kit_assert_fault(&why, FAULT_CONFLICT, "fault.folder.barred");
    assert_false(folder_make(kit_path(folder, "a/file/below"), &why));
    kit_assert_fault(&why, FAULT_CONFLICT, "fault.folder.barred");
    assert_string_equal(why.file, kit_path(folder, "a/file"));
    assert_false(folder_make("", &why));
    kit_assert_fault(&why, FAULT_INPUT, "fault.file.name");
}

struct names {
    char joined[100];
    int left;
};

static bool name_add(void *data, const char *name)
{
    struct names *names = data;
    strcat(strcat(names->joined, name), " ");
    return --names->left > 0;
}

static void test_names_come_sorted_until_enough(void **state)
{
    (void)state;
    struct fault why;
    struct names all = {.left = 10}, two = {.left = 2};
    kit_file(folder, "b", "", 0);
    kit_file(folder, "a", "", 0);
    kit_file(folder, ".c", "", 0);
    assert_true(folder_walk(folder, name_add, &all, &why));
    assert_string_equal(all.joined, ".c a b ");
    assert_true(folder_walk(folder, name_add, &two, &why));
    assert_string_equal(two.joined, ".c a ");
    assert_false(folder_walk(kit_path(folder, "none"), name_add, &all, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.file.missing");
}

static void test_paths_are_joined_or_refused(void **state)
{
    (void)state;
    char out[8];
    assert_true(path_join(out, sizeof out, "a", "b"));
    assert_string_equal(out, "a/b");
    assert_true(path_join(out, sizeof out, "a/", "b"));
    assert_string_equal(out, "a/b");
    assert_true(path_join(out, sizeof out, "", "b"));
    assert_string_equal(out, "b");
    assert_true(path_join(out, sizeof out, "abc", "def"));
    assert_false(path_join(out, sizeof out, "abcd", "def"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_written_is_read, folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_a_ceiling_is_kept_and_told, folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_reading_what_is_no_file_gives_a_clear_fault,
                                        folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_a_failed_write_leaves_the_old_file_and_nothing_else,
                                        folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_a_full_disk_is_told_as_such, folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_a_write_that_breaks_halfway_leaves_the_old_file,
                                        folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_a_folder_that_takes_no_files_is_told_with_its_name,
                                        folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_a_folder_without_right_to_write_is_told_as_denied,
                                        folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_a_link_is_followed_and_stays_a_link, folder_begin,
                                        folder_end),
        cmocka_unit_test_setup_teardown(test_a_file_keeps_its_rights_when_it_is_replaced,
                                        folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_copies_are_whole, folder_begin, folder_end),
        cmocka_unit_test_setup_teardown(test_folders_are_made_with_those_above, folder_begin,
                                        folder_end),
        cmocka_unit_test_setup_teardown(test_names_come_sorted_until_enough, folder_begin,
                                        folder_end),
        cmocka_unit_test(test_paths_are_joined_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
