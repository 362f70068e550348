/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines laid back into an empty store, row by row. */
#include <stdlib.h>
#include <string.h>

#include "store/carry_inner.h"
#include "store/deed_inner.h"

static bool revision_put(struct store *store, const struct carry_line *line,
                         const struct carry_revision *revision, struct fault *why)
{
    enum revision_state state;
    if (!carry_state_parse(revision->state, &state)) {
        return carry_wrong(why, line->number, "state");
    }
    sqlite3_stmt *statement = statement_take(store, STATEMENT_CARRY_PUT);
    statement_text(statement, 1, line->id);
    statement_text(statement, 2, revision->id);
    sqlite3_bind_int(statement, 3, revision->leaf);
    sqlite3_bind_int(statement, 4, revision->deleted);
    if (revision->body.text) {
        sqlite3_bind_text64(statement, 5, revision->body.text, revision->body.size, SQLITE_STATIC,
                            SQLITE_UTF8);
    }
    sqlite3_bind_int(statement, 6, state);
    sqlite3_bind_int64(statement, 7, revision->turn);
    sqlite3_bind_int64(statement, 8, revision->at);
    if (revision->edit[0]) {
        statement_text(statement, 9, revision->edit);
    }
    if (revision->reason[0]) {
        statement_text(statement, 10, revision->reason);
    }
    return statement_run(store, statement, why);
}

static bool parent_link(struct store *store, const char *document,
                        const struct carry_revision *revision, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_CARRY_PARENT);
    statement_text(statement, 1, document);
    statement_text(statement, 2, revision->id);
    statement_text(statement, 3, revision->parent);
    return statement_run(store, statement, why);
}

/* First all, then who comes from whom: a gap may have been closed late. */
static bool tree_put(struct store *store, const struct carry_line *line, struct fault *why)
{
    struct carry_revision revision;
    bool ok = true;
    for (int pass = 0; ok && pass < 2; pass++) {
        size_t at = 0;
        while (ok && carry_revision_next(line, &at, &revision, &ok, why)) {
            if (pass == 0) {
                ok = revision_put(store, line, &revision, why);
            } else if (revision.parent[0]) {
                ok = parent_link(store, line->id, &revision, why);
            }
            free(revision.owned);
        }
    }
    return ok;
}

static bool answer_put(struct store *store, const struct carry_line *line, struct json_slice item,
                       struct fault *why)
{
    char texts[3][1024 + 1];
    struct json_slice value;
    size_t at = 0;
    sqlite3_stmt *statement = statement_take(store, STATEMENT_ANSWERED_ADD);
    statement_text(statement, 1, line->id);
    for (int i = 0; i < 3; i++) {
        if (!json_raw_next(item, &at, NULL, &value) ||
            !json_raw_text(value, texts[i], sizeof texts[i])) {
            return carry_wrong(why, line->number, "answered");
        }
        statement_text(statement, 2 + i, texts[i]);
    }
    return statement_run(store, statement, why);
}

static bool question_put(struct store *store, const struct carry_line *line, struct fault *why)
{
    struct json_slice asked = json_raw_member(line->whole, "question"), item;
    int64_t moment = 0;
    size_t at = 0;
    bool ok = true;
    if (asked.text) {
        sqlite3_stmt *statement = statement_take(store, STATEMENT_QUESTION_PUT);
        statement_text(statement, 1, line->id);
        ok = json_raw_int(asked, &moment) || carry_wrong(why, line->number, "question");
        sqlite3_bind_int64(statement, 2, moment);
        ok = ok && statement_run(store, statement, why);
    }
    struct json_slice answered = json_raw_member(line->whole, "answered");
    while (ok && json_raw_is(answered, '[') && json_raw_next(answered, &at, NULL, &item)) {
        ok = answer_put(store, line, item, why);
    }
    return ok;
}

static bool seen_put(struct store *store, const struct carry_line *line, struct fault *why)
{
    char *owned;
    int64_t edited = 0;
    struct json_slice seen = carry_body(line->whole, "seen", "seen_text", &owned);
    bool ok = !seen.text || json_raw_int(json_raw_member(line->whole, "edited"), &edited) ||
              carry_wrong(why, line->number, "edited");
    ok = ok && (!seen.text || document_write(store, line->id, seen.text, seen.size, edited, why));
    free(owned);
    return ok;
}

static bool going(const struct carry_merge *ask, size_t at, size_t total, struct fault *why)
{
    return !ask || !ask->progress || ask->progress(ask->data, (int)(at * 1000 / total)) ||
           fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
}

static bool documents_put(struct store *store, struct json_slice documents, size_t total,
                          const struct carry_merge *ask, struct fault *why)
{
    struct carry_line line = {.number = 0};
    size_t at = 0;
    bool ok = true;
    while (ok && carry_next(documents, &at, &line, &ok, why)) {
        ok = seen_put(store, &line, why) && tree_put(store, &line, why) &&
             question_put(store, &line, why) &&
             (line.number % TOLD_EVERY != 0 || going(ask, at, total, why));
    }
    return ok;
}

/* ---- edits ---- */

static bool parts_put(struct store *store, const struct edit *edit, int64_t seq, struct fault *why)
{
    bool ok = true;
    for (size_t i = 0; ok && i < edit->change_count; i++) {
        sqlite3_stmt *statement = statement_take(store, STATEMENT_PART_ADD);
        statement_text(statement, 1, edit->changes[i].document);
        sqlite3_bind_int64(statement, 2, seq);
        ok = statement_run(store, statement, why);
    }
    return ok;
}

static bool edit_put(struct store *store, const char *text, int64_t undone, int64_t number,
                     struct fault *why)
{
    struct edit edit;
    struct fault cause;
    if (!edit_parse(text, strlen(text), &edit, &cause)) {
        carry_wrong(why, number, "edit");
        return fault_detail(why, "%s", cause.what.key);
    }
    bool ok = edit_insert(store, &edit, text, why);
    int64_t seq = sqlite3_last_insert_rowid(store->db);
    ok = ok && parts_put(store, &edit, seq, why);
    sqlite3_stmt *statement = statement_take(store, STATEMENT_EDIT_MARK);
    sqlite3_bind_int64(statement, 1, seq);
    sqlite3_bind_int64(statement, 2, undone);
    ok = ok && statement_run(store, statement, why);
    edit_clear(&edit);
    return ok;
}

static bool edits_put(struct store *store, struct json_slice edits, size_t before,
                      const struct carry_merge *ask, struct fault *why)
{
    size_t at = 0;
    bool ok = true;
    for (int64_t number = 1; ok && at < edits.size; number++) {
        const char *from = edits.text + at, *end = memchr(from, '\n', edits.size - at);
        size_t size = end ? (size_t)(end - from) : 0;
        struct json_slice whole;
        int64_t undone = -1;
        char *owned = NULL, *text;
        at += size + 1;
        if (!end || size > CARRY_LINE || !json_raw_check(from, size, &whole, why) ||
            !json_raw_int(json_raw_member(whole, "undone"), &undone) || undone < 0 || undone > 2) {
            return carry_wrong(why, number, "undone");
        }
        struct json_slice body = carry_body(whole, "edit", "text", &owned);
        text = body.text ? strndup(body.text, body.size) : NULL;
        ok = text ? edit_put(store, text, undone, number, why) : carry_wrong(why, number, "edit");
        free(text);
        free(owned);
        ok = ok && (number % TOLD_EVERY != 0 || going(ask, before + at, before + edits.size, why));
    }
    return ok;
}

bool carry_restore(struct store *store, struct json_slice documents, struct json_slice edits,
                   const struct carry_merge *ask, struct fault *why)
{
    int64_t there = store_number(store->db,
                                 "SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM"
                                 " edit) + (SELECT count(*) FROM revision)",
                                 why);
    if (there != 0) {
        return there > 0 ? fault_set(why, FAULT_CONFLICT, "fault.carry.full") : false;
    }
    return store_begin(store, why) &&
           store_end(store,
                     documents_put(store, documents, documents.size + edits.size, ask, why) &&
                         edits_put(store, edits, documents.size, ask, why),
                     why);
}
