/* SPDX-License-Identifier: EUPL-1.2 */
/* migration_inner.h – the tables of each version, and the way from one to the next. */
#ifndef STORE_MIGRATION_INNER_H
#define STORE_MIGRATION_INNER_H

#include <stdbool.h>
#include <stddef.h>

#include <sqlite3.h>

#include "base/fault.h"

struct migration {
    int version;     /* the version it leads to, from the one before */
    const char *sql; /* one or more statements, run in one transaction */
    bool (*run)(sqlite3 *db, struct fault *why); /* after them, in the same; NULL = nothing */
};

/* Each document of before gets a first revision that waits to be sent (tree.c). */
bool migration_revisions(sqlite3 *db, struct fault *why);

extern const struct migration store_migrations[];
extern const size_t store_migration_count;

/* Brings `db` to the newest version of the list, one transaction each: what fails leaves the last
 * version that held. A store that is not new is first copied to FILE.before-N, N being the version
 * it leaves. */
bool migration_run(sqlite3 *db, const char *file, const struct migration *list, size_t count,
                   struct fault *why);

#endif
