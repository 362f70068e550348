/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/shelf.h"

#include <sys/stat.h>

#include "system/file.h"

static char folder[KIT_PATH], file[KIT_PATH];
static struct store *store;

static int shelf_make(void **state)
{
    (void)state;
    kit_folder_make(folder);
    snprintf(file, sizeof file, "%s", kit_path(folder, "project.wijk"));
    store = shelf_open(file);
    return 0;
}

static int shelf_leave(void **state)
{
    (void)state;
    store_close(store);
    kit_folder_remove(folder);
    return 0;
}

static const char *backup_name(int number)
{
    char name[64];
    snprintf(name, sizeof name, "project.wijk.backup-%d", number);
    return kit_path(folder, name);
}

static void backup(const char *day, bool now)
{
    struct fault why;
    fault_clear(&why);
    if (!store_backup(store, day, now, &why)) {
        fail_msg("%s (%s)", why.what.key, why.detail);
    }
}

/* The value of "n" in the backup, which must be a sound store by itself. */
static void expect_backup(int number, int value)
{
    char line[64], path[KIT_PATH];
    snprintf(path, sizeof path, "%s", backup_name(number));
    struct store *copy = shelf_open(path);
    snprintf(line, sizeof line, "{\"_id\":\"d\",\"n\":%d}\n", value);
    shelf_expect(copy, line);
    shelf_sound(copy);
    store_close(copy);
}

static void five_backups_move_on_and_the_oldest_goes(void **state)
{
    (void)state;
    for (int i = 1; i <= 7; i++) {
        char day[32], value[16];
        snprintf(day, sizeof day, "2026-06-%02d", i);
        snprintf(value, sizeof value, "%d", i);
        shelf_set(store, "d", "n", value);
        backup(day, false);
    }
    for (int i = 1; i <= STORE_BACKUPS; i++) {
        expect_backup(i, 8 - i);
    }
    assert_false(file_exists(backup_name(0)));
    assert_false(file_exists(backup_name(6)));
}

static void one_a_day_is_enough_unless_it_is_forced(void **state)
{
    (void)state;
    shelf_set(store, "d", "n", "1");
    backup("2026-06-12", false);
    shelf_set(store, "d", "n", "2");
    backup("2026-06-12", false);
    expect_backup(1, 1);
    assert_false(file_exists(backup_name(2)));
    store_close(store);
    store = shelf_open(file);
    backup("2026-06-12", false);
    assert_false(file_exists(backup_name(2)));
    backup("2026-06-12", true);
    expect_backup(1, 2);
    expect_backup(2, 1);
}

static void a_backup_is_one_plain_file(void **state)
{
    (void)state;
    shelf_set(store, "d", "n", "1");
    backup("2026-06-12", false);
    assert_true(file_exists(backup_name(1)));
    static const char *const tails[] = {".backup-0",         ".backup-0.new", ".backup-0.new-wal",
                                        ".backup-0.new-shm", ".backup-1-wal", ".backup-1-shm"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        char name[64];
        snprintf(name, sizeof name, "project.wijk%s", tails[i]);
        assert_false(file_exists(kit_path(folder, name)));
    }
}

static void a_backup_that_cannot_be_made_leaves_the_old_ones(void **state)
{
    (void)state;
    struct fault why;
    shelf_set(store, "d", "n", "1");
    backup("2026-06-12", false);
    shelf_set(store, "d", "n", "2");
    assert_int_equal(mkdir(kit_path(folder, "project.wijk.backup-0.new"), 0755), 0);
    assert_false(store_backup(store, "2026-06-13", false, &why));
    assert_int_equal(why.kind, FAULT_STORAGE);
    expect_backup(1, 1);
    assert_false(file_exists(backup_name(2)));
    shelf_set(store, "d", "n", "3");
    shelf_sound(store);
}

static void a_day_that_is_no_day_is_refused(void **state)
{
    (void)state;
    struct fault why;
    assert_false(store_backup(store, "today", true, &why));
    assert_int_equal(why.kind, FAULT_USAGE);
    assert_false(file_exists(backup_name(1)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shelf_make, shelf_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(five_backups_move_on_and_the_oldest_goes),
        TEST(one_a_day_is_enough_unless_it_is_forced),
        TEST(a_backup_is_one_plain_file),
        TEST(a_backup_that_cannot_be_made_leaves_the_old_ones),
        TEST(a_day_that_is_no_day_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
