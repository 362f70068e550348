/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/migration_inner.h"
#include "store/replica_inner.h"

enum { BUSY_MS = 5000, SETTING_KEY = 128, SETTING_VALUE = 1024 * 1024 };

static void store_guard(sqlite3 *db)
{
    sqlite3_busy_timeout(db, BUSY_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

/* Until the file is known to be ours, nothing is written to it. */
static bool store_accept(sqlite3 *db, struct fault *why)
{
    if (!identity_of_store(db, why) || !store_quick_check(db, why)) {
        return false;
    }
    if (sqlite3_db_readonly(db, "main")) {
        return fault_set(why, FAULT_STORAGE, "fault.store.readonly");
    }
    int code = sqlite3_exec(db,
                            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                            "PRAGMA cell_size_check = ON; PRAGMA cache_size = -256;",
                            NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        return store_trouble(db, code, "fault.store.open", why);
    }
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return true;
}

/* The folder is there, but may not be written in: also its journals cannot be made. */
static bool folder_barred(const char *file)
{
    char *folder = memory_text(file), *slash = strrchr(folder, '/');
    if (slash) {
        slash[slash == folder] = '\0';
    }
    const char *name = slash ? folder : ".";
    bool barred = access(name, F_OK) == 0 && access(name, W_OK) != 0;
    free(folder);
    return barred;
}

static bool store_connect(struct store *store, int create, struct fault *why)
{
    int flags = SQLITE_OPEN_READWRITE | create | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(store->file, &store->db, flags, NULL);
    if (code != SQLITE_OK) {
        return store_trouble(store->db, code, "fault.store.open", why);
    }
    store_guard(store->db);
    return true;
}

static bool store_start(struct store *store, struct fault *why)
{
    return store_connect(store, SQLITE_OPEN_CREATE, why) && store_accept(store->db, why) &&
           migration_run(store->db, store->file, store_migrations, store_migration_count, why) &&
           statements_prepare(store, why) && rights_read(store, why);
}

bool store_open(const char *file, struct store **out, struct fault *why)
{
    *out = NULL;
    if (!file || !*file) {
        return fault_set(why, FAULT_STORAGE, "fault.store.none");
    }
    if (!identity_of_file(file, why)) {
        return false;
    }
    struct store *store = memory_take(sizeof *store);
    size_t size = strlen(file) + 3;
    store->file = memory_take(size);
    snprintf(store->file, size, "%s%s", *file == ':' ? "./" : "", file);
    if (!store_start(store, why)) {
        if (strcmp(why->what.key, "fault.store.open") == 0 && folder_barred(store->file)) {
            why->what = message_of("fault.store.readonly");
        }
        fault_in(why, file);
        store_close(store);
        return false;
    }
    *out = store;
    return true;
}

static bool store_join(struct store *store, struct fault *why)
{
    if (!store_connect(store, 0, why) || !identity_of_store(store->db, why)) {
        return false;
    }
    if (store_number(store->db, "PRAGMA user_version", why) != STORE_VERSION) {
        return fault_set(why, FAULT_STORAGE, "fault.store.open");
    }
    int code = sqlite3_exec(store->db, "PRAGMA synchronous = FULL; PRAGMA cache_size = -1024;",
                            NULL, NULL, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return code == SQLITE_OK ? statements_prepare(store, why) && rights_read(store, why)
                             : store_trouble(store->db, code, "fault.store.open", why);
}

bool store_open_beside(const char *file, struct store **out, struct fault *why)
{
    struct store *store = memory_take(sizeof *store);
    size_t size = strlen(file) + 3;
    *out = NULL;
    store->file = memory_take(size);
    snprintf(store->file, size, "%s%s", *file == ':' ? "./" : "", file);
    if (!store_join(store, why)) {
        fault_in(why, file);
        store_close(store);
        return false;
    }
    *out = store;
    return true;
}

void store_close(struct store *store)
{
    if (store) {
        statements_finish(store);
        sqlite3_close(store->db);
        free(store->file);
        free(store);
    }
}

bool store_documents(struct store *store,
                     bool (*each)(void *data, const char *id, const char *body, size_t size),
                     void *data, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_DOCUMENTS);
    bool ok = true;
    while (statement_row(store, statement, &ok, why)) {
        const char *id = (const char *)sqlite3_column_text(statement, 0);
        const char *body = (const char *)sqlite3_column_text(statement, 1);
        if (!each(data, id ? id : "", body ? body : "",
                  (size_t)sqlite3_column_bytes(statement, 1))) {
            sqlite3_reset(statement);
            break;
        }
    }
    return ok;
}

bool store_setting_get(struct store *store, const char *key, struct buffer *out, struct fault *why)
{
    buffer_init(out, SETTING_VALUE);
    sqlite3_stmt *statement = statement_take(store, STATEMENT_SETTING_GET);
    statement_text(statement, 1, key);
    bool ok = true;
    if (statement_row(store, statement, &ok, why)) {
        buffer_add(out, sqlite3_column_text(statement, 0),
                   (size_t)sqlite3_column_bytes(statement, 0));
        sqlite3_reset(statement);
        return true;
    }
    return ok ? fault_set_text(why, FAULT_MISSING, "fault.store.setting", key) : false;
}

bool store_setting_set(struct store *store, const char *key, const char *value, struct fault *why)
{
    if (!*key || strnlen(key, SETTING_KEY + 1) > SETTING_KEY ||
        (value && strnlen(value, SETTING_VALUE + 1) > SETTING_VALUE)) {
        return fault_set_text(why, FAULT_LIMIT, "fault.store.setting_large", key);
    }
    sqlite3_stmt *statement =
        statement_take(store, value ? STATEMENT_SETTING_SET : STATEMENT_SETTING_REMOVE);
    statement_text(statement, 1, key);
    if (value) {
        statement_text(statement, 2, value);
    }
    return statement_run(store, statement, why);
}
