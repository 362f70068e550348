/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/backup_inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "store/store_inner.h"
#include "system/file.h"

enum { BACKUP_PATH = 4096, STEP_PAGES = 64 };

/* Page after page of one state: what others write meanwhile does not begin it anew. */
static int copy_steps(sqlite3 *db, sqlite3_backup *backup, struct store_watch watch)
{
    int code = sqlite3_exec(db, "BEGIN; SELECT count(*) FROM sqlite_master", NULL, NULL, NULL);
    while (code == SQLITE_OK && (code = sqlite3_backup_step(backup, STEP_PAGES)) == SQLITE_OK) {
        code = watch.keep_on(watch.data) ? SQLITE_OK : SQLITE_INTERRUPT;
    }
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return code;
}

/* Copies and checks into an open, empty database. */
static bool copy_fill(sqlite3 *db, sqlite3 *copy, struct store_watch watch, struct fault *why)
{
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", db, "main");
    int code = !backup         ? sqlite3_errcode(copy)
               : watch.keep_on ? copy_steps(db, backup, watch)
                               : sqlite3_backup_step(backup, -1);
    int end = sqlite3_backup_finish(backup);
    if (code == SQLITE_INTERRUPT) {
        return fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
    }
    if (code != SQLITE_DONE || end != SQLITE_OK) {
        return store_trouble(copy, end != SQLITE_OK ? end : code, "fault.store.backup", why);
    }
    code = sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        return store_trouble(copy, code, "fault.store.backup", why);
    }
    return store_quick_check(copy, why);
}

static bool file_sync(const char *file, int flags)
{
    int handle = open(file, flags | O_CLOEXEC);
    if (handle < 0) {
        return false;
    }
    bool ok = fsync(handle) == 0;
    close(handle);
    return ok;
}

/* So that the names are on the disk as well. */
static bool folder_sync(const char *file)
{
    char folder[BACKUP_PATH];
    const char *slash = strrchr(file, '/');
    size_t size = slash ? (size_t)(slash - file) : 0;
    if (size >= sizeof folder) {
        return false;
    }
    memcpy(folder, file, size);
    folder[size] = '\0';
    return file_sync(size ? folder : slash ? "/" : ".", O_RDONLY | O_DIRECTORY);
}

static bool system_trouble(const char *file, struct fault *why)
{
    int number = errno;
    fault_set(why, FAULT_STORAGE,
              number == ENOSPC || number == EDQUOT ? "fault.disk.full" : "fault.store.backup");
    fault_detail(why, "%s", strerror(number));
    return fault_in(why, file);
}

/* FILE and `tail` into `out`. */
static bool name_make(char out[BACKUP_PATH], const char *file, const char *tail, struct fault *why)
{
    int size = snprintf(out, BACKUP_PATH, "%s%s", file, tail);
    return (size > 0 && size < BACKUP_PATH) || fault_set(why, FAULT_STORAGE, "fault.store.backup");
}

static void copy_remove(const char *file)
{
    static const char *const tails[] = {"-journal", "-wal", "-shm", ""};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        char name[BACKUP_PATH + 16];
        snprintf(name, sizeof name, "%s%s", file, tails[i]);
        unlink(name);
    }
}

bool backup_copy(sqlite3 *db, const char *file, struct store_watch watch, struct fault *why)
{
    char beside[BACKUP_PATH];
    sqlite3 *copy = NULL;
    if (!name_make(beside, file, ".new", why)) {
        return false;
    }
    copy_remove(beside);
    int code = sqlite3_open_v2(
        beside, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);
    bool ok = code == SQLITE_OK ? copy_fill(db, copy, watch, why)
                                : store_trouble(copy, code, "fault.store.backup", why);
    sqlite3_close(copy);
    if (ok && (!file_sync(beside, O_RDWR) || rename(beside, file) != 0 || !folder_sync(file))) {
        ok = system_trouble(file, why);
    }
    if (!ok) {
        copy_remove(beside);
    }
    return ok;
}

static bool backup_due(struct store *store, const char *day, bool *due, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_META_GET);
    statement_text(statement, 1, "backup");
    bool ok = true;
    *due = true;
    if (statement_row(store, statement, &ok, why)) {
        const char *last = (const char *)sqlite3_column_text(statement, 0);
        *due = !last || strcmp(last, day) != 0;
        sqlite3_reset(statement);
    }
    return ok;
}

/* 4 becomes 5, … 1 becomes 2; a gap stays one. */
static bool backups_move(const char *file, struct fault *why)
{
    for (int i = STORE_BACKUPS; i > 1; i--) {
        char from[BACKUP_PATH], to[BACKUP_PATH], tail[24];
        snprintf(tail, sizeof tail, ".backup-%d", i - 1);
        bool ok = name_make(from, file, tail, why);
        snprintf(tail, sizeof tail, ".backup-%d", i);
        if (!ok || !name_make(to, file, tail, why)) {
            return false;
        }
        if (file_exists(from) && rename(from, to) != 0) {
            return system_trouble(to, why);
        }
    }
    return true;
}

bool store_backup(struct store *store, const char *day, bool now, struct fault *why)
{
    struct civil_date date;
    char fresh[BACKUP_PATH], first[BACKUP_PATH];
    bool due;
    if (!civil_date_parse(day, &date)) {
        return fault_set_text(why, FAULT_USAGE, "fault.store.backup", day);
    }
    if (!backup_due(store, day, &due, why)) {
        return false;
    }
    if (!due && !now) {
        return true;
    }
    if (!name_make(fresh, store->file, ".backup-0", why) ||
        !name_make(first, store->file, ".backup-1", why) ||
        !backup_copy(store->db, fresh, (struct store_watch){NULL, NULL}, why) ||
        !backups_move(store->file, why)) {
        return false;
    }
    if (rename(fresh, first) != 0 || !folder_sync(first)) {
        return system_trouble(first, why);
    }
    sqlite3_stmt *statement = statement_take(store, STATEMENT_META_SET);
    statement_text(statement, 1, "backup");
    statement_text(statement, 2, day);
    return statement_run(store, statement, why);
}
