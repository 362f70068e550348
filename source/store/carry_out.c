/* SPDX-License-Identifier: EUPL-1.2 */
/* A store written as lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/json.h"
#include "store/carry_inner.h"

static const char *const state_words[] = {"known", "waiting", "tried", "refused", "large"};

static const char *carry_state_word(enum revision_state state)
{
    return state_words[state];
}

bool carry_state_parse(const char *word, enum revision_state *out)
{
    for (int i = 0; i <= REVISION_LARGE; i++) {
        if (!strcmp(word, state_words[i])) {
            *out = (enum revision_state)i;
            return true;
        }
    }
    return false;
}

struct writing {
    struct store *store;
    const struct carry_ask *ask;
    struct buffer *out;
    struct carry_counts *counts;
    char *secret; /* owned */
};

static const char *text_of(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

/* Within a line it lies deeper than where it came from. */
static bool shallow(const char *text, size_t size)
{
    int depth = 0, most = 0;
    for (size_t i = 0; i < size; i++) {
        depth += text[i] == '{' || text[i] == '[';
        depth -= text[i] == '}' || text[i] == ']';
        most = depth > most ? depth : most;
    }
    return most < JSON_DEPTH - 8;
}

/* `,"name":` and the JSON as it is, or `,"other":` and it as a string. */
static void body_add(struct buffer *out, const char *name, const char *other, const char *text,
                     size_t size)
{
    bool plain = !memchr(text, '\n', size) && !memchr(text, '\r', size) && shallow(text, size);
    buffer_addf(out, ",\"%s\":", plain ? name : other);
    if (plain) {
        buffer_add(out, text, size);
    } else {
        json_raw_quote(text, out);
    }
}

static void text_add(struct buffer *out, const char *name, const char *text)
{
    if (*text) {
        buffer_addf(out, ",\"%s\":", name);
        json_raw_quote(text, out);
    }
}

/* ---- whole ---- */

static void revision_write(sqlite3_stmt *row, bool first, struct buffer *out)
{
    buffer_add_text(out, first ? "{\"rev\":" : ",{\"rev\":");
    json_raw_quote(text_of(row, 0), out);
    text_add(out, "parent", text_of(row, 1));
    buffer_add_text(out, sqlite3_column_int(row, 2) ? ",\"leaf\":true" : "");
    buffer_add_text(out, sqlite3_column_int(row, 3) ? ",\"deleted\":true" : "");
    int state = sqlite3_column_int(row, 5);
    text_add(
        out, "state",
        carry_state_word(state == REVISION_WAITING ? REVISION_TRIED : (enum revision_state)state));
    buffer_addf(out, ",\"turn\":%lld,\"at\":%lld", (long long)sqlite3_column_int64(row, 6),
                (long long)sqlite3_column_int64(row, 7));
    text_add(out, "edit", text_of(row, 8));
    text_add(out, "reason", text_of(row, 9));
    if (sqlite3_column_type(row, 4) != SQLITE_NULL) {
        body_add(out, "body", "text", text_of(row, 4), (size_t)sqlite3_column_bytes(row, 4));
    }
    buffer_add_byte(out, '}');
}

static bool tree_write(const struct writing *writing, const char *document, struct fault *why)
{
    sqlite3_stmt *row = statement_take(writing->store, STATEMENT_CARRY_TREE);
    bool ok = true, first = true;
    statement_text(row, 1, document);
    buffer_add_text(writing->out, ",\"revisions\":[");
    while (statement_row(writing->store, row, &ok, why)) {
        revision_write(row, first, writing->out);
        first = false;
    }
    buffer_add_byte(writing->out, ']');
    return ok;
}

static bool answers_write(const struct writing *writing, const char *document, struct fault *why)
{
    sqlite3_stmt *row = statement_take(writing->store, STATEMENT_CARRY_ANSWERED);
    bool ok = true, first = true;
    statement_text(row, 1, document);
    while (statement_row(writing->store, row, &ok, why)) {
        buffer_add_text(writing->out, first ? ",\"answered\":[[" : ",[");
        for (int i = 0; i < 3; i++) {
            buffer_add_text(writing->out, i ? "," : "");
            json_raw_quote(text_of(row, i), writing->out);
        }
        buffer_add_byte(writing->out, ']');
        first = false;
    }
    buffer_add_text(writing->out, first ? "" : "]");
    return ok;
}

static bool question_write(const struct writing *writing, const char *document, struct fault *why)
{
    int64_t at;
    if (!revision_answer(writing->store, STATEMENT_CARRY_QUESTION, document, 0, &at, why)) {
        return false;
    }
    if (at) {
        buffer_addf(writing->out, ",\"question\":%lld", (long long)at);
    }
    return true;
}

/* ---- less than the whole ---- */

static void id_derive(const struct writing *writing, const char *id, char out[REVISION_ID])
{
    uint8_t bytes[DIGEST_SIZE];
    char hex[DIGEST_HEX];
    int generation = 0;
    const char *hash;
    struct digest *digest = digest_new();
    revision_parse(id, &generation, &hash);
    digest_add(digest, writing->secret, strlen(writing->secret));
    digest_add(digest, writing->ask->label, strlen(writing->ask->label) + 1);
    digest_add(digest, id, strlen(id));
    digest_end(digest, bytes);
    digest_hex(bytes, 16, hex);
    snprintf(out, REVISION_ID, "%d-%s", generation, hex);
}

static bool told_write(const struct writing *writing, const char *document, sqlite3_stmt *row,
                       bool first, bool *any)
{
    char id[REVISION_ID], parent[REVISION_ID] = "";
    struct buffer body;
    struct json_slice slice = {text_of(row, 4), (size_t)sqlite3_column_bytes(row, 4)};
    bool leaf = sqlite3_column_int(row, 2) != 0, deleted = sqlite3_column_int(row, 3) != 0;
    buffer_init(&body, CARRY_LINE);
    if (deleted) {
        tree_stone(document, json_raw_true(json_raw_member(slice, "merged")), &body);
    } else if (leaf && !writing->ask->body(writing->ask->data, document, slice, &body)) {
        buffer_clear(&body);
        return false;
    }
    id_derive(writing, text_of(row, 0), id);
    if (*text_of(row, 1)) {
        id_derive(writing, text_of(row, 1), parent);
    }
    buffer_addf(writing->out, "%s{\"rev\":\"%s\"", first ? "" : ",", id);
    text_add(writing->out, "parent", parent);
    buffer_add_text(writing->out, leaf ? ",\"leaf\":true" : "");
    buffer_add_text(writing->out, deleted ? ",\"deleted\":true" : "");
    buffer_addf(writing->out, ",\"state\":\"tried\",\"at\":%lld",
                (long long)sqlite3_column_int64(row, 7));
    if (leaf) {
        body_add(writing->out, "body", "text", buffer_text(&body), body.size);
        *any = true;
    }
    buffer_add_byte(writing->out, '}');
    buffer_clear(&body);
    return true;
}

/* A deletion is told without content: its tombstone says only the type. */
static bool told_tree(const struct writing *writing, const char *document, bool *told,
                      struct fault *why)
{
    sqlite3_stmt *row = statement_take(writing->store, STATEMENT_CARRY_TREE);
    bool ok = true, first = true, any = false;
    *told = true;
    statement_text(row, 1, document);
    buffer_add_text(writing->out, ",\"revisions\":[");
    while (*told && statement_row(writing->store, row, &ok, why)) {
        *told = told_write(writing, document, row, first, &any);
        first = false;
    }
    sqlite3_reset(row);
    buffer_add_byte(writing->out, ']');
    *told = *told && any;
    return ok;
}

/* ---- lines ---- */

struct seen {
    char *text; /* owned, NULL = deleted */
    size_t size;
    int64_t edited;
};

static bool seen_read(const struct writing *writing, const char *document, struct seen *out,
                      struct fault *why)
{
    sqlite3_stmt *row = statement_take(writing->store, STATEMENT_CARRY_SEEN);
    bool ok = true;
    memset(out, 0, sizeof *out);
    statement_text(row, 1, document);
    if (statement_row(writing->store, row, &ok, why)) {
        out->text = memory_text(text_of(row, 0));
        out->size = strlen(out->text);
        out->edited = sqlite3_column_int64(row, 1);
        sqlite3_reset(row);
    }
    return ok;
}

static bool document_leave(const struct writing *writing, const char *document, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(writing->store, STATEMENT_CARRY_TRY);
    statement_text(statement, 1, document);
    return statement_run(writing->store, statement, why);
}

static bool document_carry(const struct writing *writing, const char *document,
                           const struct seen *seen, struct fault *why)
{
    size_t before = writing->out->size;
    bool told = true, ok;
    buffer_add_text(writing->out, "{\"id\":");
    json_raw_quote(document, writing->out);
    if (writing->ask->body) {
        ok = told_tree(writing, document, &told, why);
    } else {
        if (seen->text) {
            body_add(writing->out, "seen", "seen_text", seen->text, seen->size);
            buffer_addf(writing->out, ",\"edited\":%lld", (long long)seen->edited);
        }
        ok = question_write(writing, document, why) && answers_write(writing, document, why) &&
             tree_write(writing, document, why) && document_leave(writing, document, why);
    }
    buffer_add_text(writing->out, "}\n");
    if (ok && !told && !writing->out->full) {
        writing->out->size = before;
        writing->out->data[before] = '\0';
    }
    writing->counts->documents += ok && told;
    return ok;
}

static bool documents_carry(const struct writing *writing, struct fault *why)
{
    const struct carry_ask *ask = writing->ask;
    sqlite3_stmt *row = statement_take(writing->store, STATEMENT_CARRY_IDS);
    bool ok = true;
    while (ok && statement_row(writing->store, row, &ok, why)) {
        struct seen seen;
        const char *document = text_of(row, 0);
        ok = seen_read(writing, document, &seen, why);
        if (ok && (!ask->wanted || ask->wanted(ask->data, document, seen.text, seen.size))) {
            ok = document_carry(writing, document, &seen, why);
        }
        free(seen.text);
    }
    sqlite3_reset(row);
    return ok && (!writing->out->full || fault_set(why, FAULT_LIMIT, "fault.limit.size"));
}

static bool edits_carry(struct store *store, struct buffer *out, struct carry_counts *counts,
                        struct fault *why)
{
    sqlite3_stmt *row = statement_take(store, STATEMENT_EDITS_STANDING);
    bool ok = true;
    while (statement_row(store, row, &ok, why)) {
        buffer_addf(out, "{\"undone\":%d", sqlite3_column_int(row, 2));
        body_add(out, "edit", "text", text_of(row, 1), (size_t)sqlite3_column_bytes(row, 1));
        buffer_add_text(out, "}\n");
        counts->edits++;
    }
    return ok && (!out->full || fault_set(why, FAULT_LIMIT, "fault.limit.size"));
}

bool carry_write(struct store *store, const struct carry_ask *ask, struct buffer *documents,
                 struct buffer *edits, struct carry_counts *counts, struct fault *why)
{
    struct writing writing = {store, ask, documents, counts, NULL};
    struct replica replica;
    if (!replica_read(store, &replica, why)) {
        return false;
    }
    writing.secret = replica.device;
    memset(counts, 0, sizeof *counts);
    bool ok = store_begin(store, why);
    ok = ok && store_end(store,
                         documents_carry(&writing, why) &&
                             (!edits || edits_carry(store, edits, counts, why)),
                         why);
    replica_clear(&replica);
    return ok;
}
