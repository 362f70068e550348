/* SPDX-License-Identifier: EUPL-1.2 */
/* backup_inner.h – a whole, checked copy of a store beside it. */
#ifndef STORE_BACKUP_INNER_H
#define STORE_BACKUP_INNER_H

#include <stdbool.h>

#include <sqlite3.h>

#include "store/store.h"

/* Copies to FILE: written beside, checked, synced, then renamed over. One plain file. */
bool backup_copy(sqlite3 *db, const char *file, struct store_watch watch, struct fault *why);

#endif
