/* SPDX-License-Identifier: EUPL-1.2 */
/* A store laid aside whole, told from another state, and put back. */
#include <string.h>

#include "base/digest.h"
#include "store/backup_inner.h"
#include "store/store_inner.h"

bool store_copy(struct store *store, const char *file, struct store_watch watch, struct fault *why)
{
    return backup_copy(store->db, file, watch, why);
}

/* ---- telling states apart ---- */

static bool rows_hash(sqlite3 *db, const char *sql, struct digest *digest)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const void *text = sqlite3_column_text(statement, i);
            digest_add(digest, text ? text : "", (size_t)sqlite3_column_bytes(statement, i));
            digest_add(digest, "", 1);
        }
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE;
}

bool store_stamp(struct store *store, char out[DIGEST_HEX], struct fault *why)
{
    static const char server[] = "SELECT key, value FROM meta WHERE key IN ('replica.url',"
                                 " 'replica.instance', 'replica.since') ORDER BY key";
    static const char *const parts[] = {
        "SELECT document, id, leaf, state, turn FROM revision ORDER BY document, id",
        "SELECT id, undone FROM edit ORDER BY seq",
        "SELECT document, path, leaf FROM answered ORDER BY document, path, leaf", server};
    uint8_t bytes[DIGEST_SIZE];
    struct digest *digest = digest_new();
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++) {
        ok = rows_hash(store->db, parts[i], digest);
    }
    digest_end(digest, bytes);
    digest_hex(bytes, DIGEST_SIZE, out);
    return ok || store_trouble(store->db, sqlite3_errcode(store->db), "fault.store.read", why);
}

/* ---- putting back ---- */

/* One transaction of SQLite's own: a cut leaves the one or the other. */
static bool pour(sqlite3 *from, sqlite3 *into, struct fault *why)
{
    sqlite3_backup *backup = sqlite3_backup_init(into, "main", from, "main");
    int code = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(into);
    int end = sqlite3_backup_finish(backup);
    return (code == SQLITE_DONE && end == SQLITE_OK) ||
           store_trouble(into, end != SQLITE_OK ? end : code, "fault.store.restore", why);
}

bool store_take_back(struct store *store, const char *file, struct fault *why)
{
    struct store *copy;
    if (!store_open(file, &copy, why)) {
        return false;
    }
    statements_finish(store);
    bool ok = pour(copy->db, store->db, why);
    store_close(copy);
    struct fault cause;
    if (!statements_prepare(store, ok ? why : &cause)) {
        return false;
    }
    return ok;
}
