/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store_inner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/deed_inner.h"
#include "store/draft_inner.h"
#include "store/replica_inner.h"

static bool page_load(struct store *store, const char *id, struct draft_page *page,
                      struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_DOCUMENT);
    statement_text(statement, 1, id);
    bool ok = true;
    if (statement_row(store, statement, &ok, why)) {
        const char *body = (const char *)sqlite3_column_text(statement, 0);
        size_t size = (size_t)sqlite3_column_bytes(statement, 0);
        ok = json_parse(body ? body : "", size, JSON_DOCUMENT_CEILING, &page->body, why);
        if (!ok) {
            fault_set(why, FAULT_STORAGE, "fault.store.damaged");
            fault_detail(why, "document %s", id);
        }
        sqlite3_reset(statement);
    }
    return ok;
}

/* The pages of all documents of the edit, as they are stored or empty. */
static bool pages_take(struct store *store, const struct edit *edit, bool stored,
                       struct draft *draft, struct fault *why)
{
    for (size_t i = 0; i < edit->change_count; i++) {
        bool fresh;
        const char *id = edit->changes[i].document;
        struct draft_page *page = draft_page(draft, id, &fresh);
        if (fresh && stored && !page_load(store, id, page, why)) {
            return false;
        }
    }
    return true;
}

/* The text of a body that can be read back, or NULL with a fault. */
static char *body_write(const char *id, const cJSON *body, struct fault *why)
{
    cJSON *again = NULL;
    char *text = json_write_canonical(body);
    size_t size = strlen(text);
    const char *name = json_text(body, "_id", id);
    bool ok = size <= JSON_DOCUMENT_CEILING && cJSON_IsObject(body) && strcmp(name, id) == 0 &&
              json_parse(text, size, JSON_DOCUMENT_CEILING, &again, why);
    cJSON_Delete(again);
    if (ok) {
        return text;
    }
    free(text);
    if (size > JSON_DOCUMENT_CEILING) {
        fault_set_text(why, FAULT_LIMIT, "fault.store.large", id);
    } else {
        fault_set_text(why, FAULT_INPUT, "fault.store.edit", id);
    }
    return NULL;
}

/* What a person writes while a question about the document is open answers it. */
static bool page_asked(struct store *store, const char *id, const struct edit *edit,
                       struct fault *why)
{
    int64_t open;
    bool ok = revision_answer(store, STATEMENT_QUESTION_OPEN, id, 0, &open, why);
    if (!ok || !open) {
        return ok;
    }
    for (size_t i = 0; ok && i < edit->change_count; i++) {
        if (!strcmp(edit->changes[i].document, id)) {
            ok = quarrel_answer_path(store, id, edit->changes[i].path, edit->id, why);
        }
    }
    return ok && page_show(store, id, edit, why);
}

bool page_show(struct store *store, const char *id, const struct edit *edit, struct fault *why)
{
    bool odd;
    return tree_show(store, id, edit->id, edit->at, false, NULL, &odd, why);
}

static bool page_save(struct store *store, const char *id, const cJSON *body,
                      const struct edit *edit, struct fault *why)
{
    if (!body) {
        return document_write(store, id, NULL, 0, edit->at, why) &&
               tree_grow(store, id, NULL, edit->id, edit->at, why) &&
               page_asked(store, id, edit, why);
    }
    char *text = body_write(id, body, why);
    bool ok = text && document_write(store, id, text, strlen(text), edit->at, why) &&
              tree_grow(store, id, text, edit->id, edit->at, why) &&
              page_asked(store, id, edit, why);
    free(text);
    return ok;
}

static bool pages_save(struct store *store, const struct draft *draft, const struct edit *edit,
                       struct fault *why)
{
    size_t walk = 0;
    const char *id;
    void *value;
    while (table_next(&draft->pages, &walk, &id, &value)) {
        const struct draft_page *page = value;
        if (!page_save(store, id, page->body, edit, why)) {
            return false;
        }
    }
    return true;
}

bool edit_insert(struct store *store, const struct edit *edit, const char *text, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_EDIT_ADD);
    statement_text(statement, 1, edit->id);
    sqlite3_bind_int64(statement, 2, edit->at);
    statement_text(statement, 3, edit->verb);
    statement_text(statement, 4, text);
    errno = 0;
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (code == SQLITE_CONSTRAINT_UNIQUE) {
        return fault_set(why, FAULT_CONFLICT, "fault.store.twice");
    }
    return code == SQLITE_DONE || store_trouble(store->db, code, "fault.store.write", why);
}

static bool parts_insert(struct store *store, const struct draft *draft, int64_t seq,
                         struct fault *why)
{
    size_t walk = 0;
    const char *id;
    void *value;
    while (table_next(&draft->pages, &walk, &id, &value)) {
        sqlite3_stmt *statement = statement_take(store, STATEMENT_PART_ADD);
        statement_text(statement, 1, id);
        sqlite3_bind_int64(statement, 2, seq);
        if (!statement_run(store, statement, why)) {
            return false;
        }
    }
    return true;
}

bool edit_save(struct store *store, const struct edit *edit, const char *text, struct fault *why)
{
    struct draft draft;
    draft_init(&draft);
    bool ok = pages_take(store, edit, true, &draft, why);
    if (ok) {
        draft_lay(&draft, edit, true);
        ok = pages_save(store, &draft, edit, why) &&
             statement_run(store, statement_take(store, STATEMENT_EDIT_PASS_BY), why) &&
             edit_insert(store, edit, text, why) &&
             parts_insert(store, &draft, sqlite3_last_insert_rowid(store->db), why);
    }
    draft_clear(&draft);
    return ok;
}

bool store_edit(struct store *store, const struct edit *edit, struct fault *why)
{
    if (edit->change_count == 0) {
        return true;
    }
    struct edit kept; /* as it will be read back: what is laid over is what is written */
    char *text = edit_write(edit);
    bool ok = edit_parse(text, strlen(text), &kept, why);
    if (ok) {
        ok = store_begin(store, why);
        ok = ok && store_end(store, edit_save(store, &kept, text, why), why);
        edit_clear(&kept);
    }
    free(text);
    return ok;
}

static bool edit_read(struct store *store, sqlite3_stmt *statement, int column, struct edit *out,
                      struct fault *why)
{
    const char *body = (const char *)sqlite3_column_text(statement, column);
    size_t size = (size_t)sqlite3_column_bytes(statement, column);
    struct fault cause;
    if (edit_parse(body ? body : "", size, out, &cause)) {
        return true;
    }
    fault_set(why, FAULT_STORAGE, "fault.store.damaged");
    fault_detail(why, "edit: %s", cause.what.key);
    return fault_in(why, store->file);
}

/* The edit that `which` finds and its number; FAULT_MISSING with `key` when there is none. */
static bool edit_find(struct store *store, enum statement which, const char *key, struct edit *out,
                      int64_t *seq, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, which);
    bool ok = true;
    if (!statement_row(store, statement, &ok, why)) {
        return ok ? fault_set(why, FAULT_MISSING, key) : false;
    }
    *seq = sqlite3_column_int64(statement, 0);
    ok = edit_read(store, statement, 1, out, why);
    sqlite3_reset(statement);
    return ok;
}

struct numbers {
    int64_t *items;
    size_t count, room;
};

static int number_compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

/* The numbers of the standing edits before `seq` that touch a page of the draft, in order. */
static bool edits_before(struct store *store, const struct draft *draft, int64_t seq,
                         struct numbers *out, struct fault *why)
{
    size_t walk = 0;
    const char *id;
    void *value;
    bool ok = true;
    while (ok && table_next(&draft->pages, &walk, &id, &value)) {
        sqlite3_stmt *statement = statement_take(store, STATEMENT_PARTS_BEFORE);
        statement_text(statement, 1, id);
        sqlite3_bind_int64(statement, 2, seq);
        while (statement_row(store, statement, &ok, why)) {
            ARRAY_GROW(out->items, out->count, out->room);
            out->items[out->count++] = sqlite3_column_int64(statement, 0);
        }
    }
    if (out->count > 1) {
        qsort(out->items, out->count, sizeof *out->items, number_compare);
    }
    return ok;
}

static bool edit_lay(struct store *store, int64_t seq, struct draft *draft, struct fault *why)
{
    struct edit edit;
    sqlite3_stmt *statement = statement_take(store, STATEMENT_EDIT_BODY);
    sqlite3_bind_int64(statement, 1, seq);
    bool ok = true;
    if (statement_row(store, statement, &ok, why)) {
        ok = edit_read(store, statement, 0, &edit, why);
        sqlite3_reset(statement);
        if (ok) {
            draft_lay(draft, &edit, true);
            edit_clear(&edit);
        }
    }
    return ok;
}

/* Documents that came from elsewhere as well are what stands now with the reverse laid over. */
static bool pages_reverse(struct store *store, const struct edit *edit, struct draft *draft,
                          struct fault *why)
{
    struct edit reverse;
    bool ok = true;
    edit_reverse(edit, &reverse);
    for (size_t i = 0; ok && i < reverse.change_count; i++) {
        const char *id = reverse.changes[i].document;
        bool fresh, arrived;
        ok = tree_arrived(store, id, &arrived, why);
        if (ok && arrived) {
            struct draft_page *page = draft_page(draft, id, &fresh);
            ok = !fresh || page_load(store, id, page, why);
            change_apply(&reverse.changes[i], &page->body);
        }
    }
    edit_clear(&reverse);
    return ok;
}

/* The pages of the documents that were made here alone. */
static bool pages_own(struct store *store, const struct edit *edit, struct draft *draft,
                      struct fault *why)
{
    bool ok = true;
    for (size_t i = 0; ok && i < edit->change_count; i++) {
        bool fresh, arrived;
        ok = tree_arrived(store, edit->changes[i].document, &arrived, why);
        if (ok && !arrived) {
            draft_page(draft, edit->changes[i].document, &fresh);
        }
    }
    return ok;
}

/* The documents of `edit` as they were before it: what stands is laid over nothing again, so that
 * taking back is exact whatever the edit believed to be there. */
static bool draft_before(struct store *store, const struct edit *edit, int64_t seq,
                         struct draft *draft, struct fault *why)
{
    struct numbers numbers = {NULL, 0, 0};
    bool ok = pages_own(store, edit, draft, why) && edits_before(store, draft, seq, &numbers, why);
    for (size_t i = 0; ok && i < numbers.count; i++) {
        if (i == 0 || numbers.items[i] != numbers.items[i - 1]) {
            ok = edit_lay(store, numbers.items[i], draft, why);
        }
    }
    free(numbers.items);
    return ok && pages_reverse(store, edit, draft, why);
}

static bool edit_mark(struct store *store, int64_t seq, int mark, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_EDIT_MARK);
    sqlite3_bind_int64(statement, 1, seq);
    sqlite3_bind_int(statement, 2, mark);
    return statement_run(store, statement, why);
}

static bool undo_save(struct store *store, const struct edit *edit, int64_t seq, struct fault *why)
{
    struct draft draft;
    draft_init(&draft);
    bool ok = questions_back(store, edit, why) && draft_before(store, edit, seq, &draft, why) &&
              pages_save(store, &draft, edit, why) && edit_mark(store, seq, EDIT_UNDONE, why);
    draft_clear(&draft);
    return ok && questions_show(store, edit, why);
}

static bool redo_save(struct store *store, const struct edit *edit, int64_t seq, struct fault *why)
{
    struct draft draft;
    draft_init(&draft);
    bool ok = pages_take(store, edit, true, &draft, why);
    draft_lay(&draft, edit, true);
    ok = ok && pages_save(store, &draft, edit, why) && edit_mark(store, seq, EDIT_STANDS, why);
    draft_clear(&draft);
    return ok;
}

bool store_undo(struct store *store, struct edit *out, struct fault *why)
{
    int64_t seq;
    struct edit edit;
    if (!store_begin(store, why)) {
        return false;
    }
    if (!edit_find(store, STATEMENT_EDIT_NEWEST, "fault.store.undo", &edit, &seq, why)) {
        return store_end(store, false, why);
    }
    if (!store_end(store, undo_save(store, &edit, seq, why), why)) {
        edit_clear(&edit);
        return false;
    }
    *out = edit;
    return true;
}

bool store_redo(struct store *store, struct edit *out, struct fault *why)
{
    int64_t seq;
    struct edit edit;
    if (!store_begin(store, why)) {
        return false;
    }
    if (!edit_find(store, STATEMENT_EDIT_UNDONE, "fault.store.redo", &edit, &seq, why)) {
        return store_end(store, false, why);
    }
    if (!store_end(store, redo_save(store, &edit, seq, why), why)) {
        edit_clear(&edit);
        return false;
    }
    *out = edit;
    return true;
}
