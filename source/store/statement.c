/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store_inner.h"

#include <errno.h>

static const char *const texts[STATEMENT_COUNT] = {
    [STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_ROLLBACK] = "ROLLBACK",
    [STATEMENT_DEED_BEGIN] = "SAVEPOINT deed",
    [STATEMENT_DEED_END] = "RELEASE deed",
    [STATEMENT_DEED_BACK] = "ROLLBACK TO deed",
    [STATEMENT_DOCUMENTS] = "SELECT id, body FROM document ORDER BY id",
    [STATEMENT_DOCUMENT] = "SELECT body FROM document WHERE id = ?1",
    [STATEMENT_DOCUMENT_PUT] = "INSERT INTO document(id, type, body, edited) VALUES(?1, ?2, ?3, ?4)"
                               " ON CONFLICT(id) DO UPDATE SET type = ?2, body = ?3, edited = ?4",
    [STATEMENT_DOCUMENT_REMOVE] = "DELETE FROM document WHERE id = ?1",
    [STATEMENT_EDIT_ADD] = "INSERT INTO edit(id, at, verb, body) VALUES(?1, ?2, ?3, ?4)",
    [STATEMENT_EDIT_BODY] = "SELECT body FROM edit WHERE seq = ?1",
    [STATEMENT_EDIT_MARK] = "UPDATE edit SET undone = ?2 WHERE seq = ?1",
    [STATEMENT_EDIT_PASS_BY] = "UPDATE edit SET undone = 2 WHERE undone = 1",
    [STATEMENT_EDIT_NEWEST] =
        "SELECT seq, body FROM edit WHERE undone = 0 ORDER BY seq DESC LIMIT 1",
    [STATEMENT_EDIT_UNDONE] = "SELECT seq, body FROM edit WHERE undone = 1 ORDER BY seq LIMIT 1",
    [STATEMENT_EDITS_STANDING] = "SELECT id, body, undone FROM edit ORDER BY seq",
    [STATEMENT_PART_ADD] = "INSERT OR IGNORE INTO part(document, seq) VALUES(?1, ?2)",
    [STATEMENT_PARTS_BEFORE] =
        "SELECT seq FROM part JOIN edit USING(seq) WHERE document = ?1 AND seq < ?2 AND undone = 0",
    [STATEMENT_PARTS_MISSING] =
        "SELECT count(*) FROM part JOIN edit USING(seq) WHERE document = ?1 AND edit.id = ?2",
    [STATEMENT_HISTORY] = "SELECT body, undone FROM edit ORDER BY seq DESC LIMIT ?1",
    [STATEMENT_HISTORY_OF] =
        "SELECT body, undone FROM part JOIN edit USING(seq) WHERE document = ?2"
        " ORDER BY part.seq DESC LIMIT ?1",
    [STATEMENT_META_GET] = "SELECT value FROM meta WHERE key = ?1",
    [STATEMENT_META_SET] = "INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)",
    [STATEMENT_SETTING_GET] = "SELECT value FROM setting WHERE key = ?1",
    [STATEMENT_SETTING_SET] = "INSERT OR REPLACE INTO setting(key, value) VALUES(?1, ?2)",
    [STATEMENT_SETTING_REMOVE] = "DELETE FROM setting WHERE key = ?1",
};

bool statements_prepare(struct store *store, struct fault *why)
{
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        int code = sqlite3_prepare_v3(store->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT,
                                      &store->statements[i], NULL);
        if (code != SQLITE_OK) {
            return store_trouble(store->db, code, "fault.store.damaged", why);
        }
    }
    return true;
}

void statements_finish(struct store *store)
{
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
}

sqlite3_stmt *statement_take(struct store *store, enum statement which)
{
    sqlite3_stmt *statement = store->statements[which];
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return statement;
}

void statement_text(sqlite3_stmt *statement, int index, const char *text)
{
    sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

bool statement_run(struct store *store, sqlite3_stmt *statement, struct fault *why)
{
    errno = 0;
    int code = sqlite3_step(statement);
    bool ok = code == SQLITE_DONE || code == SQLITE_ROW;
    if (!ok) {
        store_trouble(store->db, code, "fault.store.write", why);
    }
    sqlite3_reset(statement);
    return ok;
}

bool statement_row(struct store *store, sqlite3_stmt *statement, bool *ok, struct fault *why)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        *ok = store_trouble(store->db, code, "fault.store.read", why);
    }
    sqlite3_reset(statement);
    return false;
}

/* Within a batch a deed is a savepoint: a refused one is taken back alone. */
bool store_begin(struct store *store, struct fault *why)
{
    enum statement begin = store->batch ? STATEMENT_DEED_BEGIN : STATEMENT_BEGIN;
    return statement_run(store, statement_take(store, begin), why);
}

bool store_end(struct store *store, bool ok, struct fault *why)
{
    struct fault ignored;
    enum statement commit = store->batch ? STATEMENT_DEED_END : STATEMENT_COMMIT;
    if (ok && statement_run(store, statement_take(store, commit), why)) {
        return true;
    }
    if (!sqlite3_get_autocommit(store->db)) {
        enum statement back = store->batch ? STATEMENT_DEED_BACK : STATEMENT_ROLLBACK;
        statement_run(store, statement_take(store, back), &ignored);
        if (store->batch) {
            statement_run(store, statement_take(store, STATEMENT_DEED_END), &ignored);
        }
    }
    return false;
}

bool store_batch_begin(struct store *store, struct fault *why)
{
    if (store->batch || !store_begin(store, why)) {
        return store->batch ? fault_set(why, FAULT_CONFLICT, "fault.store.batch") : false;
    }
    store->batch = true;
    return true;
}

bool store_batch_end(struct store *store, struct fault *why)
{
    if (!store->batch) {
        return fault_set(why, FAULT_CONFLICT, "fault.store.batch");
    }
    store->batch = false;
    if (sqlite3_get_autocommit(
            store->db)) { /* SQLite took everything back: a full disk, an I/O fault */
        return fault_set(why, FAULT_STORAGE, "fault.store.write");
    }
    return store_end(store, true, why);
}
