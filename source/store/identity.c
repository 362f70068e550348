/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store_inner.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "system/file.h"

/* The SQLite file format, 1.3: "the database header". */
enum {
    HEAD_SIZE = 100,
    HEAD_PAGE_SIZE = 16,
    HEAD_CHANGES = 24,
    HEAD_PAGES = 28,
    HEAD_USER_VERSION = 60,
    HEAD_APPLICATION = 68,
    HEAD_VALID_FOR = 92
};

static uint32_t head_number(const unsigned char *head, int at)
{
    return (uint32_t)head[at] << 24 | (uint32_t)head[at + 1] << 16 | (uint32_t)head[at + 2] << 8 |
           head[at + 3];
}

static bool newer(int64_t version, struct fault *why)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)version);
    return fault_set_text(why, FAULT_STORAGE, "fault.store.newer", text);
}

static bool journal_beside(const char *file)
{
    char journal[4096];
    int size = snprintf(journal, sizeof journal, "%s-wal", file);
    return size > 0 && (size_t)size < sizeof journal && file_size(journal) > 0;
}

/* Shorter than its head says, and no journal that could complete it. */
static bool file_short(const char *file, const unsigned char *head, int64_t size)
{
    int64_t page = head[HEAD_PAGE_SIZE] << 8 | head[HEAD_PAGE_SIZE + 1];
    page = page == 1 ? 65536 : page;
    bool counted = head_number(head, HEAD_CHANGES) == head_number(head, HEAD_VALID_FOR);
    int64_t pages = counted ? head_number(head, HEAD_PAGES) : 1;
    return size < page * pages && !journal_beside(file);
}

static bool head_accept(const char *file, const unsigned char *head, size_t got, int64_t size,
                        struct fault *why)
{
    size_t seen = got < 16 ? got : 16;
    if (memcmp(head, "SQLite format 3", seen) != 0) {
        return fault_set(why, FAULT_STORAGE, "fault.store.foreign");
    }
    if (got < HEAD_SIZE || file_short(file, head, size)) {
        fault_set(why, FAULT_STORAGE, "fault.store.short");
        return fault_at(why, size);
    }
    uint32_t application = head_number(head, HEAD_APPLICATION);
    uint32_t version = head_number(head, HEAD_USER_VERSION);
    if (application != 0 && application != STORE_APPLICATION) {
        fault_set(why, FAULT_STORAGE, "fault.store.foreign");
        return fault_detail(why, "application_id %08x", (unsigned)application);
    }
    return application == 0 || version <= STORE_VERSION || newer(version, why);
}

bool identity_of_file(const char *file, struct fault *why)
{
    unsigned char head[HEAD_SIZE] = {0};
    struct stat state;
    if (stat(file, &state) != 0 || (S_ISREG(state.st_mode) && state.st_size == 0)) {
        return true;
    }
    if (!S_ISREG(state.st_mode)) {
        fault_set(why, FAULT_STORAGE, "fault.store.foreign");
        return fault_in(why, file);
    }
    FILE *stream = fopen(file, "rb");
    if (!stream) {
        fault_set(why, FAULT_STORAGE, "fault.store.readonly");
        fault_detail(why, "%s", strerror(errno));
        return fault_in(why, file);
    }
    size_t got = fread(head, 1, sizeof head, stream);
    fclose(stream);
    return head_accept(file, head, got, state.st_size, why) || fault_in(why, file);
}

int64_t store_number(sqlite3 *db, const char *sql, struct fault *why)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = -1;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        number = sqlite3_column_int64(statement, 0);
    } else {
        store_trouble(db, code, "fault.store.read", why);
    }
    sqlite3_finalize(statement);
    return number;
}

bool identity_of_store(sqlite3 *db, struct fault *why)
{
    int64_t application = store_number(db, "PRAGMA application_id", why);
    int64_t version = application < 0 ? -1 : store_number(db, "PRAGMA user_version", why);
    int64_t tables = version < 0 ? -1 : store_number(db, "SELECT count(*) FROM sqlite_schema", why);
    if (tables < 0) {
        return false;
    }
    bool fresh = application == 0 && version == 0 && tables == 0;
    if (!fresh && application != STORE_APPLICATION) {
        return fault_set(why, FAULT_STORAGE, "fault.store.foreign");
    }
    return version <= STORE_VERSION || newer(version, why);
}

bool store_quick_check(sqlite3 *db, struct fault *why)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL);
    code = code == SQLITE_OK ? sqlite3_step(statement) : code;
    const char *said = code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    bool ok = said && strcmp(said, "ok") == 0;
    if (!ok && code == SQLITE_ROW) {
        fault_set(why, FAULT_STORAGE, "fault.store.damaged");
        fault_detail(why, "%s", said ? said : "");
    } else if (!ok) {
        store_trouble(db, code, "fault.store.damaged", why);
    }
    sqlite3_finalize(statement);
    return ok;
}
