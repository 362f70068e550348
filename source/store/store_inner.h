/* SPDX-License-Identifier: EUPL-1.2 */
/* store_inner.h – the store from within: its statements, transactions, and the words of SQLite. */
#ifndef STORE_STORE_INNER_H
#define STORE_STORE_INNER_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/fault.h"
#include "store/store.h"

enum { STORE_APPLICATION = 0x57707374 }; /* "Wpst" */

enum statement {
    STATEMENT_BEGIN, STATEMENT_COMMIT, STATEMENT_ROLLBACK,
    STATEMENT_DEED_BEGIN, STATEMENT_DEED_END, STATEMENT_DEED_BACK,
    STATEMENT_DOCUMENTS, STATEMENT_DOCUMENT, STATEMENT_DOCUMENT_PUT, STATEMENT_DOCUMENT_REMOVE,
    STATEMENT_EDIT_ADD, STATEMENT_EDIT_BODY, STATEMENT_EDIT_MARK, STATEMENT_EDIT_PASS_BY,
    STATEMENT_EDIT_NEWEST, STATEMENT_EDIT_UNDONE, STATEMENT_EDITS_STANDING,
    STATEMENT_PART_ADD, STATEMENT_PARTS_BEFORE, STATEMENT_PARTS_MISSING, STATEMENT_PARTS_OF,
    STATEMENT_HISTORY, STATEMENT_HISTORY_OF,
    STATEMENT_META_GET, STATEMENT_META_SET,
    STATEMENT_SETTING_GET, STATEMENT_SETTING_SET, STATEMENT_SETTING_REMOVE,
    STATEMENT_LEAVES, STATEMENT_ALL_LEAVES, STATEMENT_REVISION, STATEMENT_REVISION_FIND,
    STATEMENT_REVISION_ADD, STATEMENT_REVISION_REMOVE, STATEMENT_REVISION_LEAF, STATEMENT_REVISION_PARENT,
    STATEMENT_REVISION_BODY, STATEMENT_REVISION_STATE, STATEMENT_REVISION_CHILDREN,
    STATEMENT_REVISION_ARRIVED, STATEMENT_REVISION_ANY, STATEMENT_REVISION_LAST,
    STATEMENT_REVISION_TURN,
    STATEMENT_REVISION_OF_EDIT, STATEMENT_REVISION_SENT, STATEMENT_REVISION_PRUNE,
    STATEMENT_ANSWERED_ADD, STATEMENT_ANSWERED_OF, STATEMENT_ANSWERED_CLEAR,
    STATEMENT_ANSWERED_BACK, STATEMENT_QUESTION_PUT, STATEMENT_QUESTION_REMOVE,
    STATEMENT_QUESTIONS, STATEMENT_QUESTION_COUNT, STATEMENT_QUESTION_OPEN, STATEMENT_NEWS_ADD, STATEMENT_NEWS,
    STATEMENT_NEWS_CLEAR, STATEMENT_TAKE, STATEMENT_TAKE_ALL, STATEMENT_OUTBOX_OPEN,
    STATEMENT_OUTBOX_SENT, STATEMENT_COUNTS, STATEMENT_RETRY, STATEMENT_RETRY_ALL,
    STATEMENT_EDIT_BY_ID,
    STATEMENT_CARRY_IDS, STATEMENT_CARRY_SEEN, STATEMENT_CARRY_TREE, STATEMENT_CARRY_QUESTION, STATEMENT_CARRY_ANSWERED,
    STATEMENT_CARRY_TRY, STATEMENT_CARRY_PUT, STATEMENT_CARRY_PARENT, STATEMENT_CARRY_BROUGHT, STATEMENT_CARRY_OWN,
    STATEMENT_COUNT
};

enum { EDIT_STANDS, EDIT_UNDONE, EDIT_PASSED_BY }; /* column `undone` */

struct store {
    sqlite3 *db;
    char *file;
    sqlite3_stmt *statements[STATEMENT_COUNT]; /* prepared once, kept */
    bool batch; /* deeds are savepoints of one transaction */
    char rights[128]; /* ids that this tablet may write begin so; "" = all */
};

/* Fills `why` from what SQLite said last: disk full, read-only, busy and damage by name, anything
 * else as `key`. Always false. */
bool store_trouble(sqlite3 *db, int code, const char *key, struct fault *why);

bool statements_prepare(struct store *store, struct fault *why);
void statements_finish(struct store *store);
/* A statement ready to be bound; give it back with sqlite3_reset, which ends its reading. */
sqlite3_stmt *statement_take(struct store *store, enum statement which);
void statement_text(sqlite3_stmt *statement, int index, const char *text); /* borrowed until reset */
/* Steps a statement that gives no rows, and resets it. */
bool statement_run(struct store *store, sqlite3_stmt *statement, struct fault *why);
/* One row of a walk: true with a row; false at the end (*ok stays) or after a fault (*ok false). The
 * statement is reset when it gives no row. */
bool statement_row(struct store *store, sqlite3_stmt *statement, bool *ok, struct fault *why);

bool store_begin(struct store *store, struct fault *why);
/* Commits when `ok`, else rolls back and keeps `why`. Returns whether all is written. */
bool store_end(struct store *store, bool ok, struct fault *why);

/* Is this file ours to open? Reads its head only, so that a refused file stays as it is; a missing
 * or empty one is fine. */
bool identity_of_file(const char *file, struct fault *why);
/* The same from within, which also sees what still stands in the journal. */
bool identity_of_store(sqlite3 *db, struct fault *why);
/* A whole number that PRAGMA or SELECT gives; -1 with a fault. */
int64_t store_number(sqlite3 *db, const char *sql, struct fault *why);
/* quick_check; false with fault.store.damaged. */
bool store_quick_check(sqlite3 *db, struct fault *why);

#endif
