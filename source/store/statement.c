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
    [STATEMENT_PARTS_OF] = "SELECT document FROM part JOIN edit USING(seq) WHERE edit.id = ?1",
    [STATEMENT_HISTORY] = "SELECT body, undone FROM edit ORDER BY seq DESC LIMIT ?1",
    [STATEMENT_HISTORY_OF] =
        "SELECT body, undone FROM part JOIN edit USING(seq) WHERE document = ?2"
        " ORDER BY part.seq DESC LIMIT ?1",
    [STATEMENT_META_GET] = "SELECT value FROM meta WHERE key = ?1",
    [STATEMENT_META_SET] = "INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)",
    [STATEMENT_SETTING_GET] = "SELECT value FROM setting WHERE key = ?1",
    [STATEMENT_SETTING_SET] = "INSERT OR REPLACE INTO setting(key, value) VALUES(?1, ?2)",
    [STATEMENT_SETTING_REMOVE] = "DELETE FROM setting WHERE key = ?1",
    [STATEMENT_LEAVES] =
        "SELECT seq, id, parent, deleted, state, body, at, edit, turn FROM revision"
        " WHERE document = ?1 AND leaf = 1",
    [STATEMENT_ALL_LEAVES] = "SELECT document, id, deleted, body FROM revision WHERE leaf = 1"
                             " ORDER BY document, id",
    [STATEMENT_REVISION] = "SELECT id, parent, body, state, deleted, leaf FROM revision"
                           " WHERE seq = ?1",
    [STATEMENT_REVISION_FIND] = "SELECT seq, parent, leaf, body IS NULL FROM revision"
                                " WHERE document = ?1 AND id = ?2",
    [STATEMENT_REVISION_ADD] =
        "INSERT INTO revision(document, id, parent, leaf, deleted, body, state, turn, at, edit)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [STATEMENT_REVISION_REMOVE] = "DELETE FROM revision WHERE seq = ?1",
    [STATEMENT_REVISION_LEAF] = "UPDATE revision SET leaf = ?2 WHERE seq = ?1",
    [STATEMENT_REVISION_PARENT] = "UPDATE revision SET parent = ?2 WHERE seq = ?1",
    [STATEMENT_REVISION_BODY] = "UPDATE revision SET body = ?2, deleted = ?3 WHERE seq = ?1",
    [STATEMENT_REVISION_STATE] = "UPDATE revision SET state = ?2, reason = ?3 WHERE seq = ?1",
    [STATEMENT_REVISION_CHILDREN] =
        "SELECT count(*) FROM revision WHERE document = ?1 AND parent = ?2",
    [STATEMENT_REVISION_ARRIVED] = "SELECT EXISTS(SELECT 1 FROM revision WHERE document = ?1"
                                   " AND (turn = 0 OR edit = 'bundle'))",
    [STATEMENT_REVISION_ANY] = "SELECT EXISTS(SELECT 1 FROM revision WHERE document = ?1)",
    [STATEMENT_REVISION_LAST] = "SELECT coalesce(max(seq), 0) FROM revision",
    [STATEMENT_REVISION_TURN] = "SELECT coalesce(max(turn), 0) + 1 FROM revision",
    [STATEMENT_REVISION_OF_EDIT] =
        "SELECT seq, parent, state FROM revision WHERE document = ?1 AND edit = ?2 AND deleted = 1"
        " AND leaf = 1",
    [STATEMENT_REVISION_SENT] = "SELECT seq, parent, state FROM revision"
                                " WHERE document = ?1 AND id = ?2",
    [STATEMENT_REVISION_PRUNE] =
        "UPDATE revision SET body = NULL WHERE document = ?1 AND leaf = 0 AND state = 0"
        " AND body IS NOT NULL AND seq NOT IN (SELECT parent FROM revision WHERE document = ?1 AND"
        " state > 0) AND seq NOT IN (SELECT seq FROM revision WHERE document = ?1 AND leaf = 0"
        " AND body IS NOT NULL ORDER BY seq DESC LIMIT 8)"
        " AND NOT EXISTS(SELECT 1 FROM question WHERE document = ?1)",
    [STATEMENT_ANSWERED_ADD] =
        "INSERT OR REPLACE INTO answered(document, path, leaf, edit) VALUES(?1, ?2, ?3, ?4)",
    [STATEMENT_ANSWERED_OF] = "SELECT path, leaf FROM answered WHERE document = ?1",
    [STATEMENT_ANSWERED_CLEAR] = "DELETE FROM answered WHERE document = ?1",
    [STATEMENT_ANSWERED_BACK] = "DELETE FROM answered WHERE document = ?1 AND edit = ?2",
    [STATEMENT_QUESTION_PUT] = "INSERT INTO question(document, at) VALUES(?1, ?2)"
                               " ON CONFLICT(document) DO NOTHING",
    [STATEMENT_QUESTION_REMOVE] = "DELETE FROM question WHERE document = ?1",
    [STATEMENT_QUESTIONS] = "SELECT document FROM question ORDER BY at, document",
    [STATEMENT_QUESTION_OPEN] = "SELECT EXISTS(SELECT 1 FROM question WHERE document = ?1)",
    [STATEMENT_QUESTION_COUNT] = "SELECT count(*) FROM question",
    [STATEMENT_NEWS_ADD] = "INSERT INTO news(document, kind, fields, at) VALUES(?1, ?2, ?3, ?4)",
    [STATEMENT_NEWS] = "SELECT document, kind, fields, at FROM news ORDER BY seq DESC LIMIT ?1",
    [STATEMENT_NEWS_CLEAR] = "DELETE FROM news",
    [STATEMENT_TAKE] = "SELECT seq, document, id, parent, deleted, body, turn, state FROM revision"
                       " WHERE state IN (1, 2) AND leaf = 1 AND turn > ?1 ORDER BY turn",
    [STATEMENT_TAKE_ALL] =
        "SELECT seq, document, id, parent, deleted, body, seq, state FROM revision"
        " WHERE state < 3 AND leaf = 1 AND seq > ?1 ORDER BY seq",
    [STATEMENT_OUTBOX_OPEN] = "SELECT document, id, state, reason, edit, at FROM revision"
                              " WHERE state > 0 AND leaf = 1 ORDER BY state DESC, turn",
    [STATEMENT_OUTBOX_SENT] = "SELECT document, id, state, reason, edit, at FROM revision"
                              " WHERE turn > 0 AND state = 0 ORDER BY turn DESC LIMIT ?1",
    [STATEMENT_COUNTS] = "SELECT count(DISTINCT CASE WHEN state < 3 THEN document END),"
                         " count(DISTINCT CASE WHEN state > 2 THEN document END),"
                         " coalesce(min(CASE WHEN state < 3 THEN at END), 0)"
                         " FROM revision WHERE state > 0 AND leaf = 1",
    [STATEMENT_RETRY] = "UPDATE revision SET state = 2, reason = NULL"
                        " WHERE state > 2 AND document = ?1",
    [STATEMENT_RETRY_ALL] = "UPDATE revision SET state = 2, reason = NULL WHERE state > 2",
    [STATEMENT_EDIT_BY_ID] = "SELECT body FROM edit WHERE id = ?1",
    [STATEMENT_CARRY_IDS] = "SELECT id FROM document UNION SELECT document FROM revision"
                            " ORDER BY 1",
    [STATEMENT_CARRY_SEEN] = "SELECT body, edited FROM document WHERE id = ?1",
    [STATEMENT_CARRY_TREE] =
        "SELECT one.id, other.id, one.leaf, one.deleted, one.body, one.state, one.turn, one.at,"
        " one.edit, one.reason FROM revision one LEFT JOIN revision other ON other.seq = one.parent"
        " WHERE one.document = ?1 ORDER BY one.seq",
    [STATEMENT_CARRY_QUESTION] = "SELECT at FROM question WHERE document = ?1",
    [STATEMENT_CARRY_ANSWERED] =
        "SELECT path, leaf, edit FROM answered WHERE document = ?1 ORDER BY path, leaf",
    [STATEMENT_CARRY_TRY] = "UPDATE revision SET state = 2 WHERE document = ?1 AND state = 1",
    [STATEMENT_CARRY_PUT] =
        "INSERT INTO revision(document, id, parent, leaf, deleted, body, state, turn, at, edit,"
        " reason) VALUES(?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [STATEMENT_CARRY_PARENT] =
        "UPDATE revision SET parent = (SELECT seq FROM revision WHERE document = ?1 AND id = ?3)"
        " WHERE document = ?1 AND id = ?2",
    [STATEMENT_CARRY_BROUGHT] =
        "UPDATE revision SET state = 2, turn = ?3, edit = 'bundle' WHERE document = ?1 AND id = ?2",
    [STATEMENT_CARRY_OWN] =
        "SELECT seq, parent FROM revision WHERE document = ?1 AND leaf = 1 AND state = 1"
        " AND parent > 0 AND (edit IS NULL OR edit = 'bundle') LIMIT 1",
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
