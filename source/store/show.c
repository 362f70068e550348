/* SPDX-License-Identifier: EUPL-1.2 */
/* From the leaves of a document to what the program sees of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/replica_inner.h"

enum { FIELDS_SIZE = 256 };

bool document_write(struct store *store, const char *id, const char *text, size_t size, int64_t at,
                    struct fault *why)
{
    char type[64];
    sqlite3_stmt *statement =
        statement_take(store, text ? STATEMENT_DOCUMENT_PUT : STATEMENT_DOCUMENT_REMOVE);
    statement_text(statement, 1, id);
    if (!text) {
        return statement_run(store, statement, why);
    }
    struct json_slice whole = {text, size};
    if (!json_raw_text(json_raw_member(whole, "type"), type, sizeof type)) {
        type[0] = '\0';
    }
    statement_text(statement, 2, type);
    sqlite3_bind_text64(statement, 3, text, size, SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(statement, 4, at);
    bool ok = statement_run(store, statement, why);
    sqlite3_clear_bindings(statement);
    return ok;
}

bool store_document(struct store *store, const char *id, struct buffer *out, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_DOCUMENT);
    bool ok = true;
    buffer_init(out, JSON_DOCUMENT_CEILING * 2);
    statement_text(statement, 1, id);
    if (statement_row(store, statement, &ok, why)) {
        buffer_add(out, sqlite3_column_text(statement, 0),
                   (size_t)sqlite3_column_bytes(statement, 0));
        sqlite3_reset(statement);
        return true;
    }
    return ok ? fault_set_text(why, FAULT_MISSING, "fault.store.document", id) : false;
}

/* `body` without its `_` members, with the id in front. */
static void whole_make(const char *id, struct json_slice body, struct buffer *out)
{
    buffer_add_text(out, "{\"_id\":");
    json_raw_quote(id, out);
    if (body.size > 2) {
        struct json_slice value;
        size_t at = 0;
        if (json_raw_next(body, &at, NULL, &value)) {
            buffer_add_byte(out, ',');
        }
        buffer_add(out, body.text + 1, body.size - 1);
    } else {
        buffer_add_byte(out, '}');
    }
}

/* ---- news ---- */

static void fields_add(char fields[FIELDS_SIZE], const char *name)
{
    size_t size = strlen(fields);
    if (name[0] != '_' && size + strlen(name) + 2 < FIELDS_SIZE && !strstr(fields, name)) {
        snprintf(fields + size, FIELDS_SIZE - size, "%s%s", size ? " " : "", name);
    }
}

static void fields_differ(const char *before, const char *after, char fields[FIELDS_SIZE])
{
    struct json_slice left = {before, strlen(before)}, right = {after, strlen(after)};
    const struct json_slice pair[] = {left, right};
    fields[0] = '\0';
    for (int side = 0; side < 2; side++) {
        struct json_slice key, value;
        char name[64];
        size_t at = 0;
        while (json_raw_next(pair[side], &at, &key, &value)) {
            if (json_raw_text(key, name, sizeof name)) {
                struct json_slice other = json_raw_member(pair[!side], name);
                if (other.size != value.size || memcmp(other.text, value.text, value.size) != 0) {
                    fields_add(fields, name);
                }
            }
        }
    }
}

static bool news_keep(struct store *store, const char *document, enum arrived kind,
                      const char *fields, int64_t at, struct replica_news *news, struct fault *why)
{
    ARRAY_GROW(news->changes, news->count, news->room);
    news->changes[news->count].document = memory_text(document);
    news->changes[news->count++].kind = kind;
    sqlite3_stmt *statement = statement_take(store, STATEMENT_NEWS_ADD);
    statement_text(statement, 1, document);
    sqlite3_bind_int(statement, 2, (int)kind);
    statement_text(statement, 3, fields);
    sqlite3_bind_int64(statement, 4, at);
    return statement_run(store, statement, why);
}

static bool news_only(struct replica_news *news, const char *document, enum arrived kind)
{
    ARRAY_GROW(news->changes, news->count, news->room);
    news->changes[news->count].document = memory_text(document);
    news->changes[news->count++].kind = kind;
    return true;
}

/* Writes what is seen, when it differs from what was. */
static bool seen_write(struct store *store, const char *document, const char *text, size_t size,
                       int64_t at, bool first, bool asks, struct replica_news *news,
                       struct fault *why)
{
    struct buffer before;
    char fields[FIELDS_SIZE] = "";
    bool there = store_document(store, document, &before, why);
    if (!there && why->kind != FAULT_MISSING) {
        buffer_clear(&before);
        return false;
    }
    bool same = there ? text && before.size == size && !memcmp(before.data, text, size) : !text;
    bool ok = same || document_write(store, document, text, size, at, why);
    if (ok && !same && news) {
        enum arrived kind = asks    ? ARRIVED_QUESTION
                            : !text ? ARRIVED_REMOVED
                            : there ? ARRIVED_CHANGED
                                    : ARRIVED_NEW;
        if (there && text) {
            fields_differ(buffer_text(&before), text, fields);
        }
        ok = first ? news_only(news, document, kind)
                   : news_keep(store, document, kind, fields, at, news, why);
    }
    buffer_clear(&before);
    return ok;
}

/* ---- settling ---- */

static char *body_text(const cJSON *body, struct buffer *plain)
{
    char *text = json_write_canonical(body);
    json_raw_strip((struct json_slice){text, strlen(text)}, true, plain);
    free(text);
    return plain->data;
}

/* Our untried leaf goes; the merge is laid on what arrived. Only when the others went on from where
 * we stood, so that nothing is uncovered. */
static bool rebase_possible(struct store *store, const char *document,
                            const struct quarrel *quarrel, size_t *mine, bool *yes,
                            struct fault *why)
{
    *yes = false;
    for (size_t i = 0; i < quarrel->leaves.count; i++) {
        const struct leaf *leaf = &quarrel->leaves.items[i];
        if (leaf->state == REVISION_WAITING && !leaf->deleted && quarrel->living == 2 &&
            quarrel->speaking == 2) {
            int64_t children = 2;
            if (leaf->parent && !revision_answer(store, STATEMENT_REVISION_CHILDREN, document,
                                                 leaf->parent, &children, why)) {
                return false;
            }
            *mine = i;
            *yes = children > 1;
            return true;
        }
    }
    return true;
}

static const struct leaf *other_living(const struct quarrel *quarrel, size_t mine)
{
    for (size_t i = 0; i < quarrel->leaves.count; i++) {
        if (i != mine && !quarrel->leaves.items[i].deleted) {
            return &quarrel->leaves.items[i];
        }
    }
    return NULL;
}

static bool rebase(struct store *store, const char *document, const struct quarrel *quarrel,
                   size_t mine, struct json_slice merged, int64_t at, struct fault *why)
{
    const struct leaf *leaf = &quarrel->leaves.items[mine];
    const struct leaf *other = other_living(quarrel, mine);
    struct buffer theirs, ours;
    buffer_init(&theirs, SIZE_MAX / 2);
    buffer_init(&ours, SIZE_MAX / 2);
    if (other->body) {
        json_raw_canonical((struct json_slice){other->body, strlen(other->body)}, &theirs);
    }
    json_raw_canonical(merged, &ours);
    bool same = theirs.size == ours.size && !memcmp(theirs.data, ours.data, ours.size);
    buffer_clear(&theirs);
    buffer_clear(&ours);
    return revision_flag(store, STATEMENT_REVISION_REMOVE, leaf->seq, 0, why) &&
           (same || tree_child(store, document, other, false, merged, leaf->edit, at, why));
}

/* Those that took part; what lay beyond MERGE_LEAVES has its turn after this one. */
static bool losers_bury(struct store *store, const char *document, const struct quarrel *quarrel,
                        const char *edit, int64_t at, struct fault *why)
{
    bool ok = true;
    for (size_t i = 1; ok && i < quarrel->speaking && i < MERGE_LEAVES; i++) {
        ok = tree_bury(store, document, &quarrel->leaves.items[i], edit, at, why);
    }
    return ok;
}

static bool settle(struct store *store, const char *document, const struct quarrel *quarrel,
                   const char *edit, int64_t at, struct replica_news *news, struct fault *why)
{
    size_t mine = 0;
    bool yes = false, ok;
    const struct leaf *winner = &quarrel->leaves.items[0];
    if (!quarrel->merge.body) { /* deleted there, untouched here */
        return tree_bury(store, document, winner, edit, at, why);
    }
    struct buffer plain;
    buffer_init(&plain, SIZE_MAX / 2);
    body_text(quarrel->merge.body, &plain);
    struct json_slice merged = {plain.data, plain.size};
    /* A person's answer keeps both sides, so that it can be taken back. */
    ok = edit || rebase_possible(store, document, quarrel, &mine, &yes, why);
    if (ok && yes) {
        ok = rebase(store, document, quarrel, mine, merged, at, why);
    } else if (ok) {
        ok = (quarrel->merge.same ||
              tree_child(store, document, winner, false, merged, edit, at, why)) &&
             losers_bury(store, document, quarrel, edit ? edit : winner->edit, at, why);
    }
    if (news) {
        news->merged++;
    }
    buffer_clear(&plain);
    return ok;
}

static bool question_set(struct store *store, const char *document, bool open, int64_t at,
                         struct fault *why)
{
    sqlite3_stmt *statement =
        statement_take(store, open ? STATEMENT_QUESTION_PUT : STATEMENT_QUESTION_REMOVE);
    statement_text(statement, 1, document);
    if (open) {
        sqlite3_bind_int64(statement, 2, at);
    }
    return statement_run(store, statement, why);
}

static bool answers_forget(struct store *store, const char *document, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_ANSWERED_CLEAR);
    statement_text(statement, 1, document);
    return statement_run(store, statement, why);
}

static bool merged_show(struct store *store, const char *document, const char *edit, int64_t at,
                        bool first, struct replica_news *news, bool *stays, struct fault *why)
{
    struct quarrel quarrel;
    struct buffer plain, whole;
    buffer_init(&plain, SIZE_MAX / 2);
    buffer_init(&whole, SIZE_MAX / 2);
    bool ok = quarrel_read(store, document, &quarrel, why);
    bool ours = !strncmp(document, store->rights, strlen(store->rights));
    bool asks = ok && ours && quarrel.merge.collision_count > 0;
    if (ok && quarrel.merge.body) {
        body_text(quarrel.merge.body, &plain);
        whole_make(document, (struct json_slice){plain.data, plain.size}, &whole);
    }
    ok = ok && question_set(store, document, asks, at, why) &&
         (asks || !ours || settle(store, document, &quarrel, edit, at, news, why)) &&
         seen_write(store, document, quarrel.merge.body ? whole.data : NULL, whole.size, at, first,
                    asks, news, why);
    if (ok && asks && news) {
        news->questions++;
    }
    *stays = asks || !ours;
    quarrel_clear(&quarrel);
    buffer_clear(&plain);
    buffer_clear(&whole);
    return ok;
}

static bool readable(const char *text, size_t size)
{
    cJSON *tree = NULL;
    struct fault cause;
    bool ok = json_parse(text, size, JSON_DOCUMENT_CEILING, &tree, &cause) && cJSON_IsObject(tree);
    cJSON_Delete(tree);
    return ok;
}

bool tree_show(struct store *store, const char *document, const char *edit, int64_t at, bool first,
               struct replica_news *news, bool *odd, struct fault *why)
{
    struct leaves leaves;
    *odd = false;
    if (!leaves_read(store, document, &leaves, why)) {
        leaves_clear(&leaves);
        return false;
    }
    size_t speaking = leaves_speaking(&leaves);
    if (leaves.count && !leaves.items[0].deleted && speaking > 1) {
        bool stays;
        leaves_clear(&leaves);
        /* each turn leaves fewer that speak, unless it is for others to settle */
        return merged_show(store, document, edit, at, first, news, &stays, why) &&
               (stays || tree_show(store, document, edit, at, first, news, odd, why));
    }
    const struct leaf *winner = leaves.count ? &leaves.items[0] : NULL;
    struct buffer whole;
    buffer_init(&whole, SIZE_MAX / 2);
    bool there = winner && !winner->deleted && winner->body;
    if (there) {
        whole_make(document, (struct json_slice){winner->body, strlen(winner->body)}, &whole);
        *odd = !readable(whole.data, whole.size);
    }
    bool ok = seen_write(store, document, there && !*odd ? whole.data : NULL, whole.size, at, first,
                         false, news, why);
    ok = ok && (first || (question_set(store, document, false, at, why) &&
                          answers_forget(store, document, why)));
    leaves_clear(&leaves);
    buffer_clear(&whole);
    return ok;
}
