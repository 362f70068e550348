/* SPDX-License-Identifier: EUPL-1.2 */
/* A backup in the place of a damaged store; the damaged one is kept. */
#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "system/file.h"
#include "system/system.h"

enum { KEPT = 100 };

/* A backup that opens and checks as a store does. It is tried as a copy, so that it stays as it is. */
static bool backup_sound(const char *backup, const char *trial)
{
    struct store *store = NULL;
    struct fault why;
    if (!file_exists(backup) || !file_copy(backup, trial, &why)) {
        return false;
    }
    bool ok = store_open(trial, &store, &why);
    store_close(store);
    return ok;
}

static bool name_aside(const char *file, char out[SYSTEM_PATH])
{
    for (int i = 1; i <= KEPT; i++) {
        snprintf(out, SYSTEM_PATH, "%s.damaged-%d", file, i);
        if (!file_exists(out)) {
            return true;
        }
    }
    return false;
}

/* With its journal, which may hold what can still be read by hand. */
static bool move_aside(const char *file, struct fault *why)
{
    static const char *const tails[] = {"-wal", "-shm", ""};
    char aside[SYSTEM_PATH];
    if (!file_exists(file)) {
        return true;
    }
    if (!name_aside(file, aside)) {
        return fault_set(why, FAULT_STORAGE, "fault.store.restore");
    }
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        char from[SYSTEM_PATH + 8], to[SYSTEM_PATH + 8];
        snprintf(from, sizeof from, "%s%s", file, tails[i]);
        snprintf(to, sizeof to, "%s%s", aside, tails[i]);
        if (rename(from, to) != 0 && errno != ENOENT) {
            fault_set(why, FAULT_STORAGE, "fault.store.restore");
            return fault_detail(why, "%s", strerror(errno));
        }
    }
    return true;
}

bool store_restore(const char *file, struct fault *why)
{
    char trial[SYSTEM_PATH];
    if (strlen(file) + 32 > SYSTEM_PATH) {
        return fault_set(why, FAULT_USAGE, "fault.store.restore");
    }
    snprintf(trial, sizeof trial, "%s.restored", file);
    for (int i = 1; i <= STORE_BACKUPS; i++) {
        char backup[SYSTEM_PATH + 16];
        snprintf(backup, sizeof backup, "%s.backup-%d", file, i);
        if (!backup_sound(backup, trial)) {
            continue;
        }
        if (!move_aside(file, why)) {
            return false;
        }
        if (rename(trial, file) == 0) {
            return true;
        }
        fault_set(why, FAULT_STORAGE, "fault.store.restore");
        return fault_detail(why, "%s", strerror(errno));
    }
    file_remove(trial, why);
    return fault_set(why, FAULT_MISSING, "fault.store.nobackup");
}
