/* SPDX-License-Identifier: EUPL-1.2 */
/* The way from one version to the next, tried with versions that are not there yet. */
#include "store/shelf.h"

#include "store/migration_inner.h"
#include "store/replica.h"
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
        store_migrations[1],
        {3, "ALTER TABLE document ADD COLUMN wijk TEXT; UPDATE document SET wijk = 'w'", NULL},
        {4, "CREATE TABLE later(x INTEGER) STRICT", NULL},
    };
    assert_true(migration_run(db, file, list, 4, &why));
    assert_int_equal(number("PRAGMA user_version"), 4);
    assert_int_equal(number("SELECT count(*) FROM document WHERE wijk = 'w'"), 1);
    assert_true(migration_run(db, file, list, 4, &why));
    assert_int_equal(number("SELECT count(*) FROM later"), 0);
}

static void the_store_is_copied_before_the_first_step(void **state)
{
    (void)state;
    struct fault why;
    const struct migration list[] = {
        store_migrations[0], store_migrations[1], {3, "DELETE FROM document", NULL}};
    assert_true(migration_run(db, file, list, 3, &why));
    assert_int_equal(number("SELECT count(*) FROM document"), 0);
    struct store *copy = shelf_open(kit_path(folder, "project.wijk.before-2"));
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
        store_migrations[1],
        {3, "CREATE TABLE good(x INTEGER) STRICT", NULL},
        {4, "CREATE TABLE half(x INTEGER) STRICT; DELETE FROM document; CREATE TABLE document(x)",
         NULL},
    };
    assert_false(migration_run(db, file, list, 4, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.store.write");
    assert_int_equal(number("PRAGMA user_version"), 3);
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

/* A store as the first version made it. */
static void what_was_entered_before_there_were_revisions_waits_to_be_sent(void **state)
{
    (void)state;
    struct fault why;
    struct store *store;
    struct replica_counts counts;
    char old[KIT_PATH];
    sqlite3 *first;
    snprintf(old, sizeof old, "%s", kit_path(folder, "old.wijk"));
    assert_int_equal(sqlite3_open(old, &first), SQLITE_OK);
    assert_true(migration_run(first, old, store_migrations, 1, &why));
    assert_int_equal(
        sqlite3_exec(
            first,
            "INSERT INTO document VALUES('place:a','place','{\"_id\":\"place:a\",\"x\":1.0}',7),"
            "('place:b','place','{\"_id\":\"place:b\"}',9);"
            "INSERT INTO edit VALUES(1,'01ARZ3NDEKTSV4RRFFQ69G5FAV',7,'add',"
            "'{\"id\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\",\"at\":7,\"role\":\"r\",\"verb\":\"add\","
            "\"subject\":\"s\",\"changes\":[{\"d\":\"place:a\",\"p\":\"\",\"a\":{\"_id\":\"place:"
            "a\","
            "\"x\":1.0}},{\"d\":\"place:b\",\"p\":\"\",\"a\":{\"_id\":\"place:b\"}}]}',0);"
            "INSERT INTO part VALUES('place:a',1),('place:b',1)",
            NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(first);
    store = shelf_open(old);
    shelf_expect(store, "{\"_id\":\"place:a\",\"x\":1.0}\n{\"_id\":\"place:b\"}\n");
    shelf_sound(store);
    assert_true(replica_count(store, &counts, &why));
    assert_int_equal(counts.waiting, 2);
    assert_int_equal(counts.oldest, 7);
    store_close(store);
    assert_true(file_exists(kit_path(folder, "old.wijk.before-1")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_begin_old, store_end_old)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_step_is_taken_once_and_in_order),
        TEST(the_store_is_copied_before_the_first_step),
        TEST(a_step_that_fails_leaves_the_version_that_held),
        TEST(a_new_store_is_not_copied),
        TEST(what_was_entered_before_there_were_revisions_waits_to_be_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
