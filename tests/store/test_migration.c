/* SPDX-License-Identifier: EUPL-1.2 */
/* The way from one version to the next, tried with versions that are not there yet. */
#include "store/shelf.h"

#include "store/migration_inner.h"
#include "store/store_inner.h"
#include "system/file.h"

static char folder[KIT_PATH], file[KIT_PATH];
static sqlite3 *db;

static int store_begin_old(void **state)
{
    (void)state;
    kit_folder_make(folder);
    snprintf(file, sizeof file, "%s", kit_path(folder, "project.wijk"));
    struct store *store = shelf_open(file);
    shelf_set(store, "d", "a", "1");
    store_close(store);
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    return 0;
}

static int store_end_old(void **state)
{
    (void)state;
    sqlite3_close(db);
    kit_folder_remove(folder);
    return 0;
}

static int64_t number(const char *text)
{
    struct fault why;
    return store_number(db, text, &why);
}

static void each_step_is_taken_once_and_in_order(void **state)
{
    (void)state;
    struct fault why;
    const struct migration list[] = {
        store_migrations[0],
        {2, "ALTER TABLE document ADD COLUMN wijk TEXT; UPDATE document SET wijk = 'w'"},
        {3, "CREATE TABLE later(x INTEGER) STRICT"},
    };
    assert_true(migration_run(db, file, list, 3, &why));
    assert_int_equal(number("PRAGMA user_version"), 3);
    assert_int_equal(number("SELECT count(*) FROM document WHERE wijk = 'w'"), 1);
    assert_true(migration_run(db, file, list, 3, &why));
    assert_int_equal(number("SELECT count(*) FROM later"), 0);
}

static void the_store_is_copied_before_the_first_step(void **state)
{
    (void)state;
    struct fault why;
    const struct migration list[] = {store_migrations[0], {2, "DELETE FROM document"}};
    assert_true(migration_run(db, file, list, 2, &why));
    assert_int_equal(number("SELECT count(*) FROM document"), 0);
    struct store *copy = shelf_open(kit_path(folder, "project.wijk.before-1"));
    shelf_expect(copy, "{\"_id\":\"d\",\"a\":1}\n");
    shelf_sound(copy);
    store_close(copy);
}

static void a_step_that_fails_leaves_the_version_that_held(void **state)
{
    (void)state;
    struct fault why;
    const struct migration list[] = {
        store_migrations[0],
        {2, "CREATE TABLE good(x INTEGER) STRICT"},
        {3, "CREATE TABLE half(x INTEGER) STRICT; DELETE FROM document; CREATE TABLE document(x)"},
    };
    assert_false(migration_run(db, file, list, 3, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.store.write");
    assert_int_equal(number("PRAGMA user_version"), 2);
    assert_int_equal(number("SELECT count(*) FROM document"), 1);
    assert_int_equal(number("SELECT count(*) FROM sqlite_schema WHERE name IN ('good', 'half')"),
                     1);
}

static void a_new_store_is_not_copied(void **state)
{
    (void)state;
    assert_false(file_exists(kit_path(folder, "project.wijk.before-0")));
    assert_false(file_exists(kit_path(folder, "project.wijk.before-1")));
    assert_int_equal(number("PRAGMA user_version"), STORE_VERSION);
    assert_int_equal(number("PRAGMA application_id"), STORE_APPLICATION);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_begin_old, store_end_old)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_step_is_taken_once_and_in_order),
        TEST(the_store_is_copied_before_the_first_step),
        TEST(a_step_that_fails_leaves_the_version_that_held),
        TEST(a_new_store_is_not_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
