/* SPDX-License-Identifier: EUPL-1.2 */
/* Revision trees: how rows are found, added and joined. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/migration_inner.h"
#include "store/replica_inner.h"

static const char *column_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

static void leaf_take(sqlite3_stmt *statement, struct leaf *leaf)
{
    memset(leaf, 0, sizeof *leaf);
    leaf->seq = sqlite3_column_int64(statement, 0);
    snprintf(leaf->id, sizeof leaf->id, "%s", column_text(statement, 1));
    leaf->parent = sqlite3_column_int64(statement, 2);
    leaf->deleted = sqlite3_column_int(statement, 3) != 0;
    leaf->state = (enum revision_state)sqlite3_column_int(statement, 4);
    if (sqlite3_column_type(statement, 5) != SQLITE_NULL) {
        leaf->body = memory_text(column_text(statement, 5));
    }
    leaf->at = sqlite3_column_int64(statement, 6);
    snprintf(leaf->edit, sizeof leaf->edit, "%s", column_text(statement, 7));
}

static int leaf_compare(const void *a, const void *b)
{
    const struct leaf *left = a, *right = b;
    return revision_wins(left->id, left->deleted, right->id, right->deleted) ? -1 : 1;
}

bool tombstone_silent(const char *body)
{
    struct json_slice slice = {body, body ? strlen(body) : 0};
    return slice.size && json_raw_true(json_raw_member(slice, "merged"));
}

bool leaf_silent(const struct leaf *leaf)
{
    return leaf->deleted && tombstone_silent(leaf->body);
}

size_t leaves_speaking(const struct leaves *leaves)
{
    size_t count = 0;
    for (size_t i = 0; i < leaves->count; i++) {
        count += !leaf_silent(&leaves->items[i]);
    }
    return count;
}

bool leaves_read(struct store *store, const char *document, struct leaves *out, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_LEAVES);
    bool ok = true;
    memset(out, 0, sizeof *out);
    statement_text(statement, 1, document);
    while (statement_row(store, statement, &ok, why)) {
        ARRAY_GROW(out->items, out->count, out->room);
        leaf_take(statement, &out->items[out->count++]);
    }
    if (out->count > 1) {
        qsort(out->items, out->count, sizeof *out->items, leaf_compare);
    }
    return ok;
}

void leaves_clear(struct leaves *leaves)
{
    for (size_t i = 0; i < leaves->count; i++) {
        free(leaves->items[i].body);
    }
    free(leaves->items);
    memset(leaves, 0, sizeof *leaves);
}

bool revision_answer(struct store *store, enum statement which, const char *document,
                     int64_t number, int64_t *out, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, which);
    bool ok = true;
    *out = 0;
    if (document) {
        statement_text(statement, 1, document);
    }
    if (sqlite3_bind_parameter_count(statement) > 1) {
        sqlite3_bind_int64(statement, 2, number);
    }
    if (statement_row(store, statement, &ok, why)) {
        *out = sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
    }
    return ok;
}

bool revision_flag(struct store *store, enum statement which, int64_t seq, int64_t value,
                   struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, which);
    sqlite3_bind_int64(statement, 1, seq);
    if (sqlite3_bind_parameter_count(statement) > 1) {
        sqlite3_bind_int64(statement, 2, value);
    }
    return statement_run(store, statement, why);
}

bool revision_add(struct store *store, const struct revision_row *row, int64_t *seq,
                  struct fault *why)
{
    int64_t turn = 0;
    if (row->here && !revision_answer(store, STATEMENT_REVISION_TURN, NULL, 0, &turn, why)) {
        return false;
    }
    sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION_ADD);
    statement_text(statement, 1, row->document);
    statement_text(statement, 2, row->id);
    sqlite3_bind_int64(statement, 3, row->parent);
    sqlite3_bind_int(statement, 4, 1);
    sqlite3_bind_int(statement, 5, row->deleted);
    if (row->body.text) {
        sqlite3_bind_text64(statement, 6, row->body.text, row->body.size, SQLITE_STATIC,
                            SQLITE_UTF8);
    }
    sqlite3_bind_int(statement, 7, row->state);
    sqlite3_bind_int64(statement, 8, turn);
    sqlite3_bind_int64(statement, 9, row->at);
    if (row->edit && *row->edit) {
        statement_text(statement, 10, row->edit);
    }
    bool ok = statement_run(store, statement, why);
    *seq = sqlite3_last_insert_rowid(store->db);
    sqlite3_clear_bindings(statement);
    return ok;
}

/* ---- growing here ---- */

bool revision_find(struct store *store, const char *document, const char *id, struct found *out,
                   struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION_FIND);
    bool ok = true;
    memset(out, 0, sizeof *out);
    statement_text(statement, 1, document);
    statement_text(statement, 2, id);
    if (statement_row(store, statement, &ok, why)) {
        out->seq = sqlite3_column_int64(statement, 0);
        out->parent = sqlite3_column_int64(statement, 1);
        out->leaf = sqlite3_column_int(statement, 2) != 0;
        out->bare = sqlite3_column_int(statement, 3) != 0;
        sqlite3_reset(statement);
    }
    return ok;
}

bool tree_child(struct store *store, const char *document, const struct leaf *parent, bool deleted,
                struct json_slice body, const char *edit, int64_t at, struct fault *why)
{
    char id[REVISION_ID];
    struct found found;
    int64_t seq;
    revision_make(parent ? parent->id : NULL, deleted, body, id);
    if (!revision_find(store, document, id, &found, why)) {
        return false;
    }
    if (found.seq) { /* the same change was made elsewhere, or here before */
        return true;
    }
    struct revision_row row = {.document = document,
                               .id = id,
                               .edit = edit,
                               .parent = parent ? parent->seq : 0,
                               .at = at,
                               .deleted = deleted,
                               .here = true,
                               .state = REVISION_WAITING,
                               .body = body};
    return revision_add(store, &row, &seq, why) &&
           (!parent || revision_flag(store, STATEMENT_REVISION_LEAF, parent->seq, 0, why));
}

/* {"type":…}, by the part of the id before the colon: the same from every tablet. */
void tree_stone(const char *document, bool merged, struct buffer *out)
{
    char type[64];
    size_t size = strcspn(document, ":");
    snprintf(type, sizeof type, "%.*s", (int)(size < 63 ? size : 63), document);
    buffer_add_text(out, "{\"type\":");
    json_raw_quote(type, out);
    buffer_add_text(out, merged ? ",\"merged\":true}" : "}");
}

bool tree_bury(struct store *store, const char *document, const struct leaf *leaf, const char *edit,
               int64_t at, struct fault *why)
{
    struct buffer stone;
    buffer_init(&stone, 256);
    tree_stone(document, true, &stone);
    bool ok = tree_child(store, document, leaf, true, (struct json_slice){stone.data, stone.size},
                         edit, at, why);
    buffer_clear(&stone);
    return ok;
}

static bool parent_read(struct store *store, int64_t seq, struct leaf *out, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION);
    bool ok = true;
    memset(out, 0, sizeof *out);
    sqlite3_bind_int64(statement, 1, seq);
    if (statement_row(store, statement, &ok, why)) {
        out->seq = seq;
        snprintf(out->id, sizeof out->id, "%s", column_text(statement, 0));
        out->parent = sqlite3_column_int64(statement, 1);
        if (sqlite3_column_type(statement, 2) != SQLITE_NULL) {
            out->body = memory_text(column_text(statement, 2));
        }
        out->state = (enum revision_state)sqlite3_column_int(statement, 3);
        out->deleted = sqlite3_column_int(statement, 4) != 0;
        sqlite3_reset(statement);
    }
    return ok;
}

static bool same_body(const char *body, struct json_slice other)
{
    struct buffer left, right;
    struct json_slice slice = {body, body ? strlen(body) : 0};
    buffer_init(&left, SIZE_MAX / 2);
    buffer_init(&right, SIZE_MAX / 2);
    json_raw_canonical(slice, &left);
    json_raw_canonical(other, &right);
    bool same =
        left.size == right.size && left.size && memcmp(left.data, right.data, left.size) == 0;
    buffer_clear(&left);
    buffer_clear(&right);
    return same;
}

/* The waiting leaf goes; what comes after it is laid on its parent. */
static bool leaf_replace(struct store *store, const char *document, const struct leaf *leaf,
                         bool deleted, struct json_slice body, const char *edit, int64_t at,
                         struct fault *why)
{
    struct leaf parent = {0};
    bool ok = revision_flag(store, STATEMENT_REVISION_REMOVE, leaf->seq, 0, why) &&
              (!leaf->parent || parent_read(store, leaf->parent, &parent, why));
    if (ok && leaf->parent) {
        int64_t children;
        ok = revision_answer(store, STATEMENT_REVISION_CHILDREN, document, parent.seq, &children,
                             why) &&
             (children || revision_flag(store, STATEMENT_REVISION_LEAF, parent.seq, 1, why));
        bool back =
            !children && parent.deleted == deleted && (deleted || same_body(parent.body, body));
        ok = ok && (back || tree_child(store, document, &parent, deleted, body, edit, at, why));
    } else if (ok && !deleted) {
        ok = tree_child(store, document, NULL, false, body, edit, at, why);
    }
    free(parent.body);
    return ok;
}

/* Versions that a person took away, or wrote over, together with the winner. */
static bool others_bury(struct store *store, const char *document, const struct leaves *leaves,
                        bool living, const char *edit, int64_t at, struct fault *why)
{
    bool ok = true;
    for (size_t i = 1; ok && i < leaves->count; i++) {
        const struct leaf *leaf = &leaves->items[i];
        ok = leaf->deleted == living || leaf_silent(leaf) ||
             tree_bury(store, document, leaf, edit, at, why);
    }
    return ok;
}

/* Deleted is every living version; made again is what every deletion was about. While several
 * versions have a say the winner is not replaced: what comes after it might win no more. */
bool tree_grow(struct store *store, const char *document, const char *body, const char *edit,
               int64_t at, struct fault *why)
{
    struct leaves leaves;
    struct buffer kept;
    buffer_init(&kept, SIZE_MAX / 2);
    if (body) {
        json_raw_strip((struct json_slice){body, strlen(body)}, true, &kept);
    } else {
        tree_stone(document, false, &kept);
    }
    struct json_slice slice = {kept.data, kept.size};
    bool ok = leaves_read(store, document, &leaves, why);
    const struct leaf *winner = leaves.count ? &leaves.items[0] : NULL;
    size_t say = leaves_speaking(&leaves);
    if (ok && winner && winner->state == REVISION_WAITING && say < 2) {
        ok = leaf_replace(store, document, winner, !body, slice, edit, at, why);
    } else if (ok && (winner || body)) {
        ok = tree_child(store, document, winner, !body, slice, edit, at, why);
    }
    if (ok && winner && (!body || winner->deleted)) {
        ok = others_bury(store, document, &leaves, !body, edit, at, why);
    }
    leaves_clear(&leaves);
    buffer_clear(&kept);
    return ok;
}

/* ---- arriving ---- */

static bool ancestor_join(struct store *store, const struct found *found, int64_t parent,
                          struct fault *why)
{
    return !parent || found->parent ||
           revision_flag(store, STATEMENT_REVISION_PARENT, found->seq, parent, why);
}

static bool body_fill(struct store *store, int64_t seq, const struct replica_arrival *arrival,
                      struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION_BODY);
    sqlite3_bind_int64(statement, 1, seq);
    sqlite3_bind_text64(statement, 2, arrival->body.text, arrival->body.size, SQLITE_STATIC,
                        SQLITE_UTF8);
    sqlite3_bind_int(statement, 3, arrival->deleted);
    return statement_run(store, statement, why);
}

/* From the oldest id to the newest: known ones are joined where a gap was, others are added. */
bool tree_arrive(struct store *store, const struct replica_arrival *arrival, int64_t at,
                 bool *fresh, struct fault *why)
{
    int64_t parent = 0;
    int first = arrival->path_count < REVISIONS_MOST ? arrival->path_count : REVISIONS_MOST;
    bool ok = true;
    *fresh = false;
    for (int i = first - 1; ok && i >= 0; i--) {
        struct found found;
        ok = revision_find(store, arrival->document, arrival->path[i], &found, why);
        if (ok && found.seq) {
            ok = ancestor_join(store, &found, parent, why);
            if (i == 0 && found.bare) {
                ok = ok && body_fill(store, found.seq, arrival, why);
            }
        } else if (ok) {
            struct revision_row row = {.document = arrival->document,
                                       .id = arrival->path[i],
                                       .parent = parent,
                                       .at = at,
                                       .deleted = i == 0 && arrival->deleted,
                                       .state = REVISION_KNOWN};
            row.body = i == 0 ? arrival->body : row.body;
            ok = revision_add(store, &row, &found.seq, why);
            *fresh = true;
        }
        if (ok && parent) {
            ok = revision_flag(store, STATEMENT_REVISION_LEAF, parent, 0, why);
        }
        parent = found.seq;
    }
    return ok;
}

bool tree_arrived(struct store *store, const char *document, bool *out, struct fault *why)
{
    int64_t answer;
    bool ok = revision_answer(store, STATEMENT_REVISION_ARRIVED, document, 0, &answer, why);
    *out = answer != 0;
    return ok;
}

/* ---- from before there were trees ---- */

bool migration_revisions(sqlite3 *db, struct fault *why)
{
    static const char add[] =
        "INSERT INTO revision(document, id, parent, leaf, deleted, body, state, turn, at)"
        " VALUES(?1, ?2, 0, 1, 0, ?3, 1, ?4, ?5)";
    sqlite3_stmt *read = NULL, *write = NULL;
    int code = sqlite3_prepare_v2(db, "SELECT id, body, edited FROM document ORDER BY edited, id",
                                  -1, &read, NULL);
    code = code == SQLITE_OK ? sqlite3_prepare_v2(db, add, -1, &write, NULL) : code;
    for (int64_t turn = 1; code == SQLITE_OK && (code = sqlite3_step(read)) == SQLITE_ROW; turn++) {
        char id[REVISION_ID];
        struct buffer kept;
        const char *body = column_text(read, 1);
        buffer_init(&kept, SIZE_MAX / 2);
        json_raw_strip((struct json_slice){body, strlen(body)}, true, &kept);
        revision_make(NULL, false, (struct json_slice){kept.data, kept.size}, id);
        sqlite3_bind_value(write, 1, sqlite3_column_value(read, 0));
        sqlite3_bind_text(write, 2, id, -1, SQLITE_STATIC);
        sqlite3_bind_text(write, 3, kept.data, (int)kept.size, SQLITE_STATIC);
        sqlite3_bind_int64(write, 4, turn);
        sqlite3_bind_value(write, 5, sqlite3_column_value(read, 2));
        code = sqlite3_step(write) == SQLITE_DONE ? SQLITE_OK : sqlite3_errcode(db);
        sqlite3_reset(write);
        sqlite3_clear_bindings(write);
        buffer_clear(&kept);
    }
    bool ok = code == SQLITE_DONE || store_trouble(db, code, "fault.store.write", why);
    sqlite3_finalize(read);
    sqlite3_finalize(write);
    return ok;
}
