/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/shelf.h"

#include <unistd.h>

static char folder[KIT_PATH];

static int shelf_make(void **state)
{
    (void)state;
    kit_folder_make(folder);
    return 0;
}

static int shelf_leave(void **state)
{
    (void)state;
    kit_folder_remove(folder);
    return 0;
}

static void store_make(const char *file, const char *name)
{
    struct fault why;
    struct store *store = shelf_open(file);
    shelf_set(store, "place:a", "name", name);
    assert_true(store_backup(store, "2026-06-12", true, &why));
    store_close(store);
}

static void harm(const char *file)
{
    FILE *bytes = fopen(file, "r+");
    assert_non_null(bytes);
    for (int i = 0; i < 9000; i++) {
        fputc(i * 7, bytes);
    }
    fclose(bytes);
}

static void a_damaged_store_is_replaced_by_its_newest_sound_backup_and_kept(void **state)
{
    char file[KIT_PATH], first[KIT_PATH];
    struct fault why;
    (void)state;
    snprintf(file, sizeof file, "%s", kit_path(folder, "store.db"));
    snprintf(first, sizeof first, "%s", kit_path(folder, "store.db.backup-1"));
    store_make(file, "\"old\"");
    store_make(file, "\"new\"");
    harm(file);
    harm(first); /* the newest backup is damaged too: the one before it serves */
    struct store *store = NULL;
    assert_false(store_open(file, &store, &why));
    assert_true(store_restore(file, &why));
    store = shelf_open(file);
    shelf_expect(store, "{\"_id\":\"place:a\",\"name\":\"old\"}\n");
    store_close(store);
    assert_int_equal(access(kit_path(folder, "store.db.damaged-1"), F_OK), 0);
    assert_int_equal(access(first, F_OK), 0);
}

static void without_a_sound_backup_nothing_is_changed(void **state)
{
    char file[KIT_PATH];
    struct fault why;
    (void)state;
    snprintf(file, sizeof file, "%s", kit_path(folder, "store.db"));
    struct store *store = shelf_open(file);
    store_close(store);
    harm(file);
    size_t before, after;
    char *bytes = shelf_bytes(file, &before);
    assert_false(store_restore(file, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.store.nobackup");
    char *again = shelf_bytes(file, &after);
    assert_int_equal(before, after);
    assert_memory_equal(bytes, again, before);
    free(bytes);
    free(again);
    assert_int_not_equal(access(kit_path(folder, "store.db.restored"), F_OK), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shelf_make, shelf_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_damaged_store_is_replaced_by_its_newest_sound_backup_and_kept),
        TEST(without_a_sound_backup_nothing_is_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
