/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store_inner.h"

#include <string.h>

#include "base/json.h"
#include "store/draft_inner.h"
#include "store/replica_inner.h"

struct checking {
    struct store *store;
    void (*say)(void *data, const struct message *message);
    void *data;
    int findings;
    struct draft replay;
};

static void finding(struct checking *checking, const char *key, const char *text)
{
    struct message message = message_of(key);
    message_add_text(&message, text ? text : "");
    checking->findings++;
    if (checking->say) {
        checking->say(checking->data, &message);
    }
}

static bool check_file(struct checking *checking, struct fault *why)
{
    sqlite3_stmt *statement = NULL;
    sqlite3 *db = checking->store->db;
    int code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(20)", -1, &statement, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        const char *said = (const char *)sqlite3_column_text(statement, 0);
        if (code == SQLITE_ROW && (!said || strcmp(said, "ok") != 0)) {
            finding(checking, "store.check.file", said);
        }
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE || store_trouble(db, code, "fault.store.read", why);
}

/* Each document of the edit must have its row in `part`. */
static bool check_parts(struct checking *checking, const struct edit *edit, struct fault *why)
{
    bool ok = true;
    for (size_t i = 0; ok && i < edit->change_count; i++) {
        const char *id = edit->changes[i].document;
        if (i > 0 && strcmp(id, edit->changes[i - 1].document) == 0) {
            continue;
        }
        sqlite3_stmt *statement = statement_take(checking->store, STATEMENT_PARTS_MISSING);
        statement_text(statement, 1, id);
        statement_text(statement, 2, edit->id);
        bool row = statement_row(checking->store, statement, &ok, why);
        if (row && sqlite3_column_int(statement, 0) != 1) {
            finding(checking, "store.check.history", edit->id);
        }
        sqlite3_reset(statement);
    }
    return ok;
}

static bool check_edits(struct checking *checking, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(checking->store, STATEMENT_EDITS_STANDING);
    bool ok = true;
    while (statement_row(checking->store, statement, &ok, why)) {
        struct edit edit;
        struct fault cause;
        const char *id = (const char *)sqlite3_column_text(statement, 0);
        const char *body = (const char *)sqlite3_column_text(statement, 1);
        size_t size = (size_t)sqlite3_column_bytes(statement, 1);
        if (!edit_parse(body ? body : "", size, &edit, &cause)) {
            finding(checking, "store.check.edit", id);
            continue;
        }
        if (!id || strcmp(edit.id, id) != 0) {
            finding(checking, "store.check.edit", id);
        }
        if (sqlite3_column_int(statement, 2) == EDIT_STANDS) {
            draft_lay(&checking->replay, &edit, false);
        }
        ok = check_parts(checking, &edit, why);
        edit_clear(&edit);
        if (!ok) {
            sqlite3_reset(statement);
            break;
        }
    }
    return ok;
}

/* What is seen must be what its revisions say. */
static void check_tree(struct checking *checking, const char *id, const cJSON *stored)
{
    struct quarrel quarrel;
    struct fault cause;
    cJSON *plain = cJSON_Duplicate(stored, true);
    cJSON_DeleteItemFromObjectCaseSensitive(plain, "_id");
    bool ok = quarrel_read(checking->store, id, &quarrel, &cause);
    if (!ok || !json_equal(plain, quarrel.merge.body)) {
        finding(checking, "store.check.tree", id);
    }
    quarrel_clear(&quarrel);
    cJSON_Delete(plain);
}

static bool from_elsewhere(struct checking *checking, const char *id)
{
    bool arrived = false;
    struct fault cause;
    return tree_arrived(checking->store, id, &arrived, &cause) && arrived;
}

/* A document that is as it should be leaves the replay. */
static bool check_document(void *data, const char *id, const char *body, size_t size)
{
    struct checking *checking = data;
    struct fault cause;
    cJSON *stored;
    bool fresh;
    struct draft_page *page = draft_page(&checking->replay, id, &fresh);
    if (!json_parse(body, size, JSON_DOCUMENT_CEILING, &stored, &cause) ||
        !cJSON_IsObject(stored)) {
        finding(checking, "store.check.body", id);
    } else if (strcmp(json_text(stored, "_id", id), id) != 0) {
        finding(checking, "store.check.name", id);
    } else if (!from_elsewhere(checking, id) && !json_equal(stored, page->body)) {
        finding(checking, "store.check.differs", id);
    } else {
        check_tree(checking, id, stored);
    }
    cJSON_Delete(stored);
    cJSON_Delete(page->body);
    page->body = NULL;
    return true;
}

static void check_rest(struct checking *checking)
{
    size_t walk = 0;
    const char *id;
    void *value;
    while (table_next(&checking->replay.pages, &walk, &id, &value)) {
        if (((const struct draft_page *)value)->body && !from_elsewhere(checking, id)) {
            finding(checking, "store.check.lost", id);
        }
    }
}

bool store_check(struct store *store, void (*say)(void *data, const struct message *message),
                 void *data, struct fault *why)
{
    struct checking checking = {.store = store, .say = say, .data = data};
    draft_init(&checking.replay);
    bool ok = check_file(&checking, why) && check_edits(&checking, why) &&
              store_documents(store, check_document, &checking, why);
    if (ok) {
        check_rest(&checking);
    }
    draft_clear(&checking.replay);
    if (ok && checking.findings) {
        ok = fault_set(why, FAULT_STORAGE, "fault.store.findings");
        message_add_count(&why->what, checking.findings);
        fault_in(why, store->file);
    }
    return ok;
}
