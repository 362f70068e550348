/* SPDX-License-Identifier: EUPL-1.2 */
/* What waits to be sent, what became of it, and what people are told of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/replica_inner.h"

/* ---- sending ---- */

struct parcel {
    int64_t seq, parent, turn;
    char *document, id[REVISION_ID], *body;
    bool deleted, known;
};

static void parcel_read(sqlite3_stmt *statement, struct parcel *out)
{
    const char *body = (const char *)sqlite3_column_text(statement, 5);
    out->seq = sqlite3_column_int64(statement, 0);
    out->document = memory_text((const char *)sqlite3_column_text(statement, 1));
    snprintf(out->id, sizeof out->id, "%s", (const char *)sqlite3_column_text(statement, 2));
    out->parent = sqlite3_column_int64(statement, 3);
    out->deleted = sqlite3_column_int(statement, 4) != 0;
    out->body = memory_text(body ? body : "{}");
    out->turn = sqlite3_column_int64(statement, 6);
    out->known = sqlite3_column_int(statement, 7) == REVISION_KNOWN;
}

static void parcel_clear(struct parcel *parcel)
{
    free(parcel->document);
    free(parcel->body);
}

/* "_revisions" holds the hashes from here back to the oldest that is known. */
static bool revisions_add(struct store *store, const struct parcel *parcel, struct buffer *out,
                          struct fault *why)
{
    int generation = 0;
    const char *hash = "";
    int64_t at = parcel->parent;
    bool ok = revision_parse(parcel->id, &generation, &hash);
    buffer_addf(out, ",\"_revisions\":{\"start\":%d,\"ids\":[\"%s\"", generation, hash);
    while (ok && at) {
        sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION);
        sqlite3_bind_int64(statement, 1, at);
        at = 0;
        if (statement_row(store, statement, &ok, why)) {
            if (revision_parse((const char *)sqlite3_column_text(statement, 0), &generation,
                               &hash)) {
                buffer_addf(out, ",\"%s\"", hash);
            }
            at = sqlite3_column_int64(statement, 1);
            sqlite3_reset(statement);
        }
    }
    buffer_add_text(out, "]}");
    return ok;
}

static bool parcel_write(struct store *store, const struct parcel *parcel, struct buffer *out,
                         struct fault *why)
{
    struct json_slice body = {parcel->body, strlen(parcel->body)}, key, value;
    size_t at = 0;
    buffer_add_text(out, "{\"_id\":");
    json_raw_quote(parcel->document, out);
    buffer_addf(out, ",\"_rev\":\"%s\"", parcel->id);
    bool ok = revisions_add(store, parcel, out, why);
    if (parcel->deleted) {
        buffer_add_text(out, ",\"_deleted\":true");
    }
    buffer_add_byte(out, json_raw_next(body, &at, &key, &value) ? ',' : ' ');
    buffer_add(out, body.text + 1, body.size - 1);
    return ok;
}

struct parcels {
    struct parcel *items;
    size_t count, room;
};

static void parcels_clear(struct parcels *parcels)
{
    for (size_t i = 0; i < parcels->count; i++) {
        parcel_clear(&parcels->items[i]);
    }
    free(parcels->items);
}

/* Does the server have every version of the document that has a say? */
static bool speaking_known(struct store *store, const char *document, bool *yes, struct fault *why)
{
    struct leaves leaves;
    bool ok = leaves_read(store, document, &leaves, why);
    *yes = ok;
    for (size_t i = 0; i < leaves.count; i++) {
        const struct leaf *leaf = &leaves.items[i];
        *yes = *yes && (leaf->state == REVISION_KNOWN || leaf_silent(leaf));
    }
    leaves_clear(&leaves);
    return ok;
}

/* Is this row wished for now? */
static bool parcel_due(struct store *store, sqlite3_stmt *row, const struct replica_wish *wish,
                       struct replica_taken *taken, bool *due, struct fault *why)
{
    bool buried =
        sqlite3_column_int(row, 4) && tombstone_silent((const char *)sqlite3_column_text(row, 5));
    *due = buried == wish->buried;
    taken->buried = taken->buried || (buried && !wish->buried);
    return !*due || !buried ||
           speaking_known(store, (const char *)sqlite3_column_text(row, 1), due, why);
}

static bool parcels_read(struct store *store, const struct replica_wish *wish, struct parcels *out,
                         struct replica_taken *taken, struct fault *why)
{
    sqlite3_stmt *statement =
        statement_take(store, wish->offer_all ? STATEMENT_TAKE_ALL : STATEMENT_TAKE);
    size_t full = 0;
    bool ok = true, due;
    sqlite3_bind_int64(statement, 1, wish->seq);
    while (ok && out->count < (size_t)wish->limit && (full < wish->bytes || !out->count) &&
           statement_row(store, statement, &ok, why)) {
        size_t size = (size_t)sqlite3_column_bytes(statement, 5);
        ok = parcel_due(store, statement, wish, taken, &due, why);
        if (!ok || !due) {
            continue;
        }
        if (out->count && full + size > wish->bytes) {
            break;
        }
        ARRAY_GROW(out->items, out->count, out->room);
        parcel_read(statement, &out->items[out->count++]);
        full += size + 200;
    }
    sqlite3_reset(statement);
    return ok;
}

static bool parcels_try(struct store *store, const struct parcels *parcels, struct fault *why)
{
    sqlite3_stmt *statement;
    bool ok = true;
    for (size_t i = 0; ok && i < parcels->count; i++) {
        if (parcels->items[i].known) {
            continue;
        }
        statement = statement_take(store, STATEMENT_REVISION_STATE);
        sqlite3_bind_int64(statement, 1, parcels->items[i].seq);
        sqlite3_bind_int(statement, 2, REVISION_TRIED);
        ok = statement_run(store, statement, why);
    }
    return ok;
}

bool replica_take(struct store *store, const struct replica_wish *wish,
                  bool (*each)(void *data, const struct replica_outgoing *out), void *data,
                  struct replica_taken *taken, struct fault *why)
{
    struct parcels parcels = {NULL, 0, 0};
    *taken = (struct replica_taken){wish->seq, false};
    if (!store_begin(store, why)) {
        return false;
    }
    bool ok = parcels_read(store, wish, &parcels, taken, why) && parcels_try(store, &parcels, why);
    ok = store_end(store, ok, why);
    struct buffer text;
    buffer_init(&text, SIZE_MAX / 2);
    bool on = true;
    for (size_t i = 0; ok && on && i < parcels.count; i++) {
        const struct parcel *parcel = &parcels.items[i];
        buffer_empty(&text);
        ok = parcel_write(store, parcel, &text, why);
        on = ok && each(data, &(struct replica_outgoing){parcel->document,
                                                         parcel->id,
                                                         {text.data, text.size},
                                                         parcel->turn,
                                                         parcel->known});
        taken->last = parcel->turn;
    }
    buffer_clear(&text);
    parcels_clear(&parcels);
    return ok;
}

/* The server has this revision, and so all that it grew from. */
static bool line_known(struct store *store, int64_t seq, struct fault *why)
{
    bool ok = true;
    while (ok && seq) {
        sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION);
        int64_t parent = 0;
        bool known = true;
        sqlite3_bind_int64(statement, 1, seq);
        if (statement_row(store, statement, &ok, why)) {
            parent = sqlite3_column_int64(statement, 1);
            known = sqlite3_column_int(statement, 3) == REVISION_KNOWN;
            sqlite3_reset(statement);
        }
        if (!ok || known) {
            return ok;
        }
        statement = statement_take(store, STATEMENT_REVISION_STATE);
        sqlite3_bind_int64(statement, 1, seq);
        sqlite3_bind_int(statement, 2, REVISION_KNOWN);
        ok = statement_run(store, statement, why);
        seq = parent;
    }
    return ok;
}

static bool mark_one(struct store *store, const struct replica_mark *mark, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION_SENT);
    int64_t seq = 0;
    bool ok = true;
    statement_text(statement, 1, mark->document);
    statement_text(statement, 2, mark->revision);
    if (statement_row(store, statement, &ok, why)) {
        seq = sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
    }
    if (!ok || !seq || mark->result == RESULT_LATER) {
        return ok;
    }
    if (mark->result == RESULT_STORED) {
        return line_known(store, seq, why);
    }
    statement = statement_take(store, STATEMENT_REVISION_STATE);
    sqlite3_bind_int64(statement, 1, seq);
    sqlite3_bind_int(statement, 2,
                     mark->result == RESULT_REFUSED ? REVISION_REFUSED : REVISION_LARGE);
    if (mark->reason) {
        statement_text(statement, 3, mark->reason);
    }
    return statement_run(store, statement, why);
}

bool replica_mark(struct store *store, const struct replica_mark *marks, size_t count,
                  struct fault *why)
{
    if (!store_begin(store, why)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = mark_one(store, &marks[i], why);
    }
    return store_end(store, ok, why);
}

bool replica_last(struct store *store, int64_t *seq, struct fault *why)
{
    return revision_answer(store, STATEMENT_REVISION_LAST, NULL, 0, seq, why);
}

bool replica_leaves(struct store *store,
                    bool (*each)(void *data, const char *document, const char *revision,
                                 bool deleted, struct json_slice body),
                    void *data, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_ALL_LEAVES);
    bool ok = true, on = true;
    while (on && statement_row(store, statement, &ok, why)) {
        const char *body = (const char *)sqlite3_column_text(statement, 3);
        on = each(data, (const char *)sqlite3_column_text(statement, 0),
                  (const char *)sqlite3_column_text(statement, 1),
                  sqlite3_column_int(statement, 2) != 0,
                  (struct json_slice){body, body ? strlen(body) : 0});
    }
    sqlite3_reset(statement);
    return ok;
}

/* ---- what people are told ---- */

bool replica_count(struct store *store, struct replica_counts *out, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_COUNTS);
    int64_t questions = 0;
    bool ok = true;
    memset(out, 0, sizeof *out);
    if (statement_row(store, statement, &ok, why)) {
        out->waiting = sqlite3_column_int(statement, 0);
        out->refused = sqlite3_column_int(statement, 1);
        out->oldest = sqlite3_column_int64(statement, 2);
        sqlite3_reset(statement);
    }
    ok = ok && revision_answer(store, STATEMENT_QUESTION_COUNT, NULL, 0, &questions, why);
    out->questions = (int)questions;
    return ok;
}

static bool edit_of(struct store *store, const char *id, struct edit *out, bool *there,
                    struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_EDIT_BY_ID);
    struct fault cause;
    bool ok = true;
    *there = false;
    statement_text(statement, 1, id);
    if (statement_row(store, statement, &ok, why)) {
        const char *body = (const char *)sqlite3_column_text(statement, 0);
        *there = body && edit_parse(body, strlen(body), out, &cause);
        sqlite3_reset(statement);
    }
    return ok;
}

static bool line_say(struct store *store, sqlite3_stmt *statement,
                     bool (*each)(void *data, const struct outbox_line *line), void *data, bool *on,
                     struct fault *why)
{
    static const enum outbox_state states[] = {[REVISION_KNOWN] = OUTBOX_SENT,
                                               [REVISION_WAITING] = OUTBOX_WAITING,
                                               [REVISION_TRIED] = OUTBOX_TRIED,
                                               [REVISION_REFUSED] = OUTBOX_REFUSED,
                                               [REVISION_LARGE] = OUTBOX_TOO_LARGE};
    struct edit edit;
    bool there = false, ok = true;
    int state = sqlite3_column_int(statement, 2);
    const char *id = (const char *)sqlite3_column_text(statement, 4);
    if (id) {
        ok = edit_of(store, id, &edit, &there, why);
    }
    struct outbox_line line = {.document = (const char *)sqlite3_column_text(statement, 0),
                               .revision = (const char *)sqlite3_column_text(statement, 1),
                               .reason = (const char *)sqlite3_column_text(statement, 3),
                               .state = states[state >= 0 && state <= REVISION_LARGE ? state : 0],
                               .edit = there ? &edit : NULL,
                               .at = sqlite3_column_int64(statement, 5)};
    line.reason = line.reason ? line.reason : "";
    *on = ok && each(data, &line);
    if (there) {
        edit_clear(&edit);
    }
    return ok;
}

bool replica_outbox(struct store *store, int sent,
                    bool (*each)(void *data, const struct outbox_line *line), void *data,
                    struct fault *why)
{
    bool ok = true, on = true;
    for (int part = 0; ok && on && part < 2; part++) {
        sqlite3_stmt *statement =
            statement_take(store, part ? STATEMENT_OUTBOX_SENT : STATEMENT_OUTBOX_OPEN);
        if (part) {
            sqlite3_bind_int(statement, 1, sent);
        }
        while (ok && on && statement_row(store, statement, &ok, why)) {
            ok = line_say(store, statement, each, data, &on, why);
        }
        sqlite3_reset(statement);
    }
    return ok;
}

bool replica_retry(struct store *store, const char *document, struct fault *why)
{
    sqlite3_stmt *statement =
        statement_take(store, document ? STATEMENT_RETRY : STATEMENT_RETRY_ALL);
    if (document) {
        statement_text(statement, 1, document);
    }
    return statement_run(store, statement, why);
}

/* What the server never took goes, back to what it has. */
static bool branch_drop(struct store *store, const char *document, int64_t seq, struct fault *why)
{
    bool ok = true;
    while (ok && seq) {
        sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION);
        int64_t parent = 0, children = 0;
        bool known = true;
        sqlite3_bind_int64(statement, 1, seq);
        if (statement_row(store, statement, &ok, why)) {
            parent = sqlite3_column_int64(statement, 1);
            known = sqlite3_column_int(statement, 3) == REVISION_KNOWN;
            sqlite3_reset(statement);
        }
        ok = ok &&
             revision_answer(store, STATEMENT_REVISION_CHILDREN, document, seq, &children, why);
        if (!ok || children) {
            return ok;
        }
        if (known) {
            return revision_flag(store, STATEMENT_REVISION_LEAF, seq, 1, why);
        }
        ok = revision_flag(store, STATEMENT_REVISION_REMOVE, seq, 0, why);
        seq = parent;
    }
    return ok;
}

bool replica_give_up(struct store *store, const char *document, int64_t moment,
                     struct replica_news *news, struct fault *why)
{
    struct leaves leaves;
    bool odd = false;
    if (!store_begin(store, why)) {
        return false;
    }
    bool ok = leaves_read(store, document, &leaves, why);
    for (size_t i = 0; ok && i < leaves.count; i++) {
        const struct leaf *leaf = &leaves.items[i];
        bool ours = leaf->state != REVISION_KNOWN && leaf_silent(leaf);
        if (ours || leaf->state >= REVISION_REFUSED) {
            ok = branch_drop(store, document, leaves.items[i].seq, why);
        }
    }
    leaves_clear(&leaves);
    ok = ok && tree_show(store, document, NULL, moment, false, news, &odd, why);
    return store_end(store, ok, why);
}
