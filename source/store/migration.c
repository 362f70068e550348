/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/migration_inner.h"

#include <stdio.h>

#include "store/backup_inner.h"
#include "store/store_inner.h"

static const char first[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;"
    "CREATE TABLE document(id TEXT PRIMARY KEY NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL,"
    " edited INTEGER NOT NULL) STRICT;"
    "CREATE TABLE edit(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,"
    " verb TEXT NOT NULL, body TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX edit_undone ON edit(seq) WHERE undone = 1;"
    "CREATE TABLE part(document TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(document, seq))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE setting(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;";

/* Revision trees (replica.h). `state`: enum revision_state of replica_inner.h; `turn`: the order of
 * what was made here, 0 for what arrived. */
static const char second[] =
    "CREATE TABLE revision(seq INTEGER PRIMARY KEY, document TEXT NOT NULL, id TEXT NOT NULL,"
    " parent INTEGER NOT NULL, leaf INTEGER NOT NULL, deleted INTEGER NOT NULL, body TEXT,"
    " state INTEGER NOT NULL, turn INTEGER NOT NULL, at INTEGER NOT NULL, edit TEXT, reason TEXT,"
    " UNIQUE(document, id)) STRICT;"
    "CREATE INDEX revision_turn ON revision(turn) WHERE turn > 0;"
    "CREATE INDEX revision_state ON revision(state) WHERE state > 0;"
    "CREATE TABLE answered(document TEXT NOT NULL, path TEXT NOT NULL, leaf TEXT NOT NULL,"
    " edit TEXT NOT NULL, PRIMARY KEY(document, path, leaf)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE question(document TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE news(seq INTEGER PRIMARY KEY, document TEXT NOT NULL, kind INTEGER NOT NULL,"
    " fields TEXT NOT NULL, at INTEGER NOT NULL) STRICT;";

const struct migration store_migrations[] = {{1, first, NULL}, {2, second, migration_revisions}};
const size_t store_migration_count = sizeof store_migrations / sizeof *store_migrations;

static bool migrate_one(sqlite3 *db, const struct migration *step, struct fault *why)
{
    char mark[96];
    snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             STORE_APPLICATION, step->version);
    int code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    code = code == SQLITE_OK ? sqlite3_exec(db, step->sql, NULL, NULL, NULL) : code;
    code = code == SQLITE_OK ? sqlite3_exec(db, mark, NULL, NULL, NULL) : code;
    if (code == SQLITE_OK && step->run && !step->run(db, why)) {
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
        return false;
    }
    code = code == SQLITE_OK ? sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) : code;
    if (code != SQLITE_OK) {
        store_trouble(db, code, "fault.store.write", why);
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    }
    return code == SQLITE_OK;
}

bool migration_run(sqlite3 *db, const char *file, const struct migration *list, size_t count,
                   struct fault *why)
{
    int64_t version = store_number(db, "PRAGMA user_version", why);
    int64_t newest = count ? list[count - 1].version : 0;
    if (version < 0) {
        return false;
    }
    if (version > 0 && version < newest) {
        char copy[4096];
        int size = snprintf(copy, sizeof copy, "%s.before-%d", file, (int)version);
        if (size < 0 || (size_t)size >= sizeof copy) {
            return fault_set(why, FAULT_STORAGE, "fault.store.backup");
        }
        if (!backup_copy(db, copy, (struct store_watch){NULL, NULL}, why)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (list[i].version > version && !migrate_one(db, &list[i], why)) {
            return false;
        }
    }
    return true;
}
