/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/shelf.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "system/file.h"

static char folder[KIT_PATH], file[KIT_PATH];

static int folder_begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    snprintf(file, sizeof file, "%s", kit_path(folder, "project.wijk"));
    return 0;
}

static int folder_end(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

static void sql(const char *path, const char *text)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Refused for this reason, and not a byte of the file is other than it was. */
static void expect_refused(const char *path, const char *key)
{
    struct store *store;
    struct fault why;
    size_t before_size, after_size;
    char *before = shelf_bytes(path, &before_size);
    assert_false(store_open(path, &store, &why));
    assert_null(store);
    kit_assert_fault(&why, FAULT_STORAGE, key);
    assert_string_equal(why.file, path);
    char *after = shelf_bytes(path, &after_size);
    assert_int_equal(before_size, after_size);
    assert_memory_equal(before, after, before_size);
    free(before);
    free(after);
}

static void fill(int deeds)
{
    struct store *store = shelf_open(file);
    for (int i = 0; i < deeds; i++) {
        char id[24];
        snprintf(id, sizeof id, "place:%03d", i);
        shelf_set(store, id, "note", "\"a text that takes some room on the page of a file\"");
    }
    store_close(store);
}

static void a_new_file_is_made_and_opened_again(void **state)
{
    (void)state;
    store_close(shelf_open(file));
    struct store *store = shelf_open(file);
    shelf_expect(store, "");
    shelf_sound(store);
    store_close(store);
    assert_true(file_size(file) > 0);
    store_close(NULL);
}

static void an_empty_file_becomes_a_store(void **state)
{
    (void)state;
    kit_file(folder, "project.wijk", "", 0);
    struct store *store = shelf_open(file);
    shelf_set(store, "d", "a", "1");
    store_close(store);
}

static void strange_files_are_refused_untouched(void **state)
{
    (void)state;
    static const char text[] = "PK\003\004 this is a zip, or a letter, but no SQLite file at all";
    expect_refused(kit_file(folder, "a.zip", text, sizeof text), "fault.store.foreign");
    expect_refused(kit_file(folder, "b", "x", 1), "fault.store.foreign");
    expect_refused(kit_file(folder, "c", "SQLite format 3", 15), "fault.store.short");
    char head[4096] = "SQLite format 3";
    expect_refused(kit_file(folder, "d", head, 60), "fault.store.short");
}

static void databases_of_other_programs_are_refused_untouched(void **state)
{
    (void)state;
    const char *other = kit_path(folder, "other.gpkg"), *plain = kit_path(folder, "plain.db");
    sql(other, "PRAGMA application_id = 0x47504B47; CREATE TABLE t(x)");
    expect_refused(other, "fault.store.foreign");
    sql(plain, "CREATE TABLE document(x)");
    expect_refused(plain, "fault.store.foreign");
    const char *wal = kit_path(folder, "wal.db");
    sql(wal, "PRAGMA journal_mode = WAL; CREATE TABLE document(x)");
    expect_refused(wal, "fault.store.foreign");
}

static void a_newer_store_is_refused_untouched(void **state)
{
    (void)state;
    fill(3);
    sql(file, "PRAGMA user_version = 7");
    expect_refused(file, "fault.store.newer");
    struct store *store;
    struct fault why;
    assert_false(store_open(file, &store, &why));
    assert_string_equal(why.what.argument[0].as.text, "7");
}

static void a_store_that_is_cut_off_is_refused(void **state)
{
    (void)state;
    fill(200);
    int64_t size = file_size(file);
    assert_true(size > 40000);
    static const int parts[] = {99, 75, 50, 25, 10};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        assert_int_equal(truncate(file, size * parts[i] / 100), 0);
        expect_refused(file, "fault.store.short");
    }
    assert_int_equal(truncate(file, 77), 0);
    expect_refused(file, "fault.store.short");
}

static void a_damaged_store_is_refused(void **state)
{
    (void)state;
    fill(200);
    int handle = open(file, O_RDWR);
    char noise[4096];
    for (size_t i = 0; i < sizeof noise; i++) {
        noise[i] = (char)kit_random_below(256);
    }
    assert_true(handle >= 0);
    assert_int_equal(pwrite(handle, noise, sizeof noise, (off_t)4096 * 3), (int)sizeof noise);
    close(handle);
    expect_refused(file, "fault.store.damaged");
}

/* Whatever bytes are turned, opening ends with a store or a fault. */
static void random_damage_never_breaks_the_program(void **state)
{
    (void)state;
    fill(60);
    size_t size;
    char *good = shelf_bytes(file, &size);
    for (int round = 0; round < 150; round++) {
        char *bad = malloc(size);
        memcpy(bad, good, size);
        for (uint64_t i = 0, turns = 1 + kit_random_below(20); i < turns; i++) {
            bad[kit_random_below(round % 2 ? size : 200)] = (char)kit_random_below(256);
        }
        const char *path = kit_file(folder, "bad.wijk", bad, size);
        struct store *store;
        struct fault why;
        if (store_open(path, &store, &why)) {
            bool ok;
            free(shelf_check(store, &ok, &why));
            store_close(store);
        } else {
            assert_true(why.kind == FAULT_STORAGE);
        }
        free(bad);
    }
    free(good);
}

static void a_store_with_other_tables_is_refused(void **state)
{
    (void)state;
    fill(1);
    sql(file, "DROP TABLE part");
    struct store *store;
    struct fault why;
    assert_false(store_open(file, &store, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.store.damaged");
}

static void a_path_that_leads_nowhere_is_a_fault(void **state)
{
    (void)state;
    struct store *store;
    struct fault why;
    assert_false(store_open(kit_path(folder, "no/such/project.wijk"), &store, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.store.open");
    assert_false(store_open(folder, &store, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.store.foreign");
    assert_false(store_open("", &store, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.store.none");
    assert_false(store_open(NULL, &store, &why));
}

/* In a child without the rights of root: 0 when the open was refused as read-only. */
static int open_as_guest(const char *path)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store *store;
        struct fault why;
        fault_clear(&why);
        if (geteuid() == 0 &&
            (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0)) {
            _exit(9);
        }
        bool ok = store_open(path, &store, &why);
        fprintf(stderr, "%s (%s)\n", why.what.key, why.detail);
        _exit(ok ? 1 : strcmp(why.what.key, "fault.store.readonly") == 0 ? 0 : 2);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void a_folder_without_the_right_to_write_is_told(void **state)
{
    (void)state;
    char inner[KIT_PATH], path[KIT_PATH + 16];
    snprintf(inner, sizeof inner, "%s", kit_path(folder, "readonly"));
    snprintf(path, sizeof path, "%s/project.wijk", inner);
    assert_int_equal(chmod(folder, 0755), 0);
    assert_int_equal(mkdir(inner, 0755), 0);
    assert_int_equal(chmod(inner, 0555), 0);
    assert_int_equal(open_as_guest(path), 0);
    store_close(shelf_open(file));
    assert_int_equal(chmod(inner, 0755), 0);
    assert_int_equal(rename(file, path), 0);
    assert_int_equal(chmod(path, 0444), 0);
    assert_int_equal(chmod(inner, 0555), 0);
    assert_int_equal(open_as_guest(path), 0);
    assert_int_equal(chmod(inner, 0755), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_begin, folder_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_file_is_made_and_opened_again),
        TEST(an_empty_file_becomes_a_store),
        TEST(strange_files_are_refused_untouched),
        TEST(databases_of_other_programs_are_refused_untouched),
        TEST(a_newer_store_is_refused_untouched),
        TEST(a_store_that_is_cut_off_is_refused),
        TEST(a_damaged_store_is_refused),
        TEST(random_damage_never_breaks_the_program),
        TEST(a_store_with_other_tables_is_refused),
        TEST(a_path_that_leads_nowhere_is_a_fault),
        TEST(a_folder_without_the_right_to_write_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
