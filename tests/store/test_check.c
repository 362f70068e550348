/* SPDX-License-Identifier: EUPL-1.2 */
/* Faults are put into a store by hand, past its doors; the self-check must find each. */
#include "store/shelf.h"

#include <sqlite3.h>

static void expect_findings(const char *harm, const char *findings)
{
    char folder[KIT_PATH], file[KIT_PATH];
    struct fault why;
    bool ok;
    kit_folder_make(folder);
    snprintf(file, sizeof file, "%s", kit_path(folder, "project.wijk"));
    struct store *store = shelf_open(file);
    shelf_set(store, "a", "x", "1");
    shelf_set(store, "b", "x", "2");
    shelf_set(store, "b", "", NULL);
    store_close(store);

    sqlite3 *db;
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, harm, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);

    store = shelf_open(file);
    char *text = shelf_check(store, &ok, &why);
    size_t size = strlen(findings); /* one without a newline is the beginning */
    bool whole = size == 0 || findings[size - 1] == '\n';
    if (whole ? strcmp(text, findings) != 0 : strncmp(text, findings, size) != 0) {
        fail_msg("%s found:\n%s", harm, text);
    }
    assert_int_equal(ok, !*findings);
    if (!ok) {
        kit_assert_fault(&why, FAULT_STORAGE, "fault.store.findings");
        assert_int_equal(store_check(store, NULL, NULL, &why), ok);
    }
    free(text);
    store_close(store);
    kit_folder_remove(folder);
}

static void a_sound_store_has_no_findings(void **state)
{
    (void)state;
    expect_findings("", "");
}

static void every_kind_of_harm_is_found(void **state)
{
    (void)state;
    expect_findings("UPDATE document SET body = '{\"_id\":\"a\",\"x\":3}'",
                    "store.check.differs a\n");
    expect_findings("UPDATE document SET body = '{\"_id\":'", "store.check.body a\n");
    expect_findings("UPDATE document SET body = '[]'", "store.check.body a\n");
    expect_findings("UPDATE document SET body = '{\"_id\":\"q\"}'", "store.check.name a\n");
    expect_findings("DELETE FROM document", "store.check.lost a\n");
    expect_findings("INSERT INTO document VALUES('z', '', '{\"_id\":\"z\"}', 1)",
                    "store.check.differs z\n");
    expect_findings("UPDATE edit SET undone = 1 WHERE seq = 3", "store.check.lost b\n");
    expect_findings("UPDATE edit SET undone = 1 WHERE seq = 1", "store.check.differs a\n");
}

static void a_damaged_history_is_found(void **state)
{
    (void)state;
    expect_findings("UPDATE edit SET body = 'x', id = 'E' WHERE seq = 1",
                    "store.check.edit E\nstore.check.differs a\n");
    expect_findings("UPDATE edit SET id = 'E' WHERE seq = 1",
                    "store.check.edit E\nstore.check.history 0");
}

static void undo_over_a_damaged_edit_is_a_fault_and_changes_nothing(void **state)
{
    (void)state;
    char folder[KIT_PATH], file[KIT_PATH];
    struct fault why;
    struct edit edit;
    kit_folder_make(folder);
    snprintf(file, sizeof file, "%s", kit_path(folder, "project.wijk"));
    struct store *store = shelf_open(file);
    shelf_set(store, "a", "x", "1");
    shelf_set(store, "a", "x", "2");
    store_close(store);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE edit SET body = '{' WHERE seq = 1", 0, 0, 0), 0);
    sqlite3_close(db);
    store = shelf_open(file);
    assert_false(store_undo(store, &edit, &why));
    kit_assert_fault(&why, FAULT_STORAGE, "fault.store.damaged");
    shelf_expect(store, "{\"_id\":\"a\",\"x\":2}\n");
    shelf_set(store, "a", "x", "3");
    store_close(store);
    kit_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_store_has_no_findings),
        cmocka_unit_test(every_kind_of_harm_is_found),
        cmocka_unit_test(a_damaged_history_is_found),
        cmocka_unit_test(undo_over_a_damaged_edit_is_a_fault_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
