/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store_inner.h"

#include <errno.h>
#include <string.h>

static const char *trouble_key(int code, int system, const char *key)
{
    bool full = system == ENOSPC || system == EDQUOT || system == EFBIG;
    bool barred = system == EACCES || system == EROFS || system == EPERM;
    switch (code & 0xFF) {
    case SQLITE_FULL:
        return "fault.disk.full";
    case SQLITE_IOERR:
        return full ? "fault.disk.full" : barred ? "fault.store.readonly" : key;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return "fault.store.readonly";
    case SQLITE_CANTOPEN:
        return full ? "fault.disk.full" : barred ? "fault.store.readonly" : "fault.store.open";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "fault.store.busy";
    case SQLITE_CORRUPT:
        return "fault.store.damaged";
    case SQLITE_NOTADB:
        return "fault.store.foreign";
    default:
        return key;
    }
}

/* SQLite keeps the system's number for some failures only; a write over quota is not among them. */
static int system_number(sqlite3 *db, int code)
{
    int last = errno, kept = db ? sqlite3_system_errno(db) : 0;
    bool wrote =
        code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_TRUNCATE;
    return kept == 0 && wrote ? last : kept;
}

bool store_trouble(sqlite3 *db, int code, const char *key, struct fault *why)
{
    int system = system_number(db, code);
    int known = db ? sqlite3_extended_errcode(db) : code;
    if ((code & 0xFF) == SQLITE_NOMEM) {
        fault_set(why, FAULT_MEMORY, "fault.memory");
    } else {
        fault_set(why, FAULT_STORAGE, trouble_key(code, system, key));
    }
    fault_detail(why, "SQLite %d (%d): %s, system %d", code, known,
                 db ? sqlite3_errmsg(db) : sqlite3_errstr(code), system);
    const char *file = db ? sqlite3_db_filename(db, "main") : NULL;
    return fault_in(why, file ? file : "");
}
