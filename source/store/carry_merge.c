/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines merged into a store that has documents of its own. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "store/carry_inner.h"

struct versions { /* of one line */
    struct carry_revision *items;
    size_t count, room;
    struct table of; /* id → revision */
};

static void versions_clear(struct versions *versions)
{
    for (size_t i = 0; i < versions->count; i++) {
        free(versions->items[i].owned);
    }
    free(versions->items);
    table_clear(&versions->of, NULL);
}

static bool versions_read(const struct carry_line *line, struct versions *out, struct fault *why)
{
    struct carry_revision revision;
    size_t at = 0;
    bool ok = true;
    memset(out, 0, sizeof *out);
    table_init(&out->of);
    while (carry_revision_next(line, &at, &revision, &ok, why)) {
        ARRAY_GROW(out->items, out->count, out->room);
        out->items[out->count++] = revision;
    }
    for (size_t i = 0; i < out->count; i++) {
        table_set(&out->of, out->items[i].id, &out->items[i]);
    }
    return ok;
}

/* ---- merges of our own ---- */

/* What this tablet merged by itself and never sent is taken apart again. */
static bool merges_undo(struct store *store, const char *document, struct fault *why)
{
    bool ok = true, more = true;
    while (ok && more) {
        int64_t seq = 0, parent = 0;
        sqlite3_stmt *statement = statement_take(store, STATEMENT_CARRY_OWN);
        statement_text(statement, 1, document);
        more = statement_row(store, statement, &ok, why);
        if (more) {
            seq = sqlite3_column_int64(statement, 0);
            parent = sqlite3_column_int64(statement, 1);
            sqlite3_reset(statement);
            ok = revision_flag(store, STATEMENT_REVISION_REMOVE, seq, 0, why) &&
                 revision_flag(store, STATEMENT_REVISION_LEAF, parent, 1, why);
        }
    }
    return ok;
}

/* ---- arriving ---- */

static bool brought_mark(struct store *store, const char *document, const char *id,
                         struct fault *why)
{
    int64_t turn;
    if (!revision_answer(store, STATEMENT_REVISION_TURN, NULL, 0, &turn, why)) {
        return false;
    }
    sqlite3_stmt *statement = statement_take(store, STATEMENT_CARRY_BROUGHT);
    statement_text(statement, 1, document);
    statement_text(statement, 2, id);
    sqlite3_bind_int64(statement, 3, turn);
    return statement_run(store, statement, why);
}

static bool leaf_bring(struct store *store, const char *document, const struct versions *versions,
                       const struct carry_revision *leaf, int64_t moment, bool *fresh, int *odd,
                       struct fault *why)
{
    const char *path[REVISIONS_MOST];
    struct replica_arrival arrival = {document, path, 0, leaf->deleted, leaf->body};
    const struct carry_revision *at = leaf;
    while (at && arrival.path_count < REVISIONS_MOST) {
        path[arrival.path_count++] = at->id;
        at = at->parent[0] ? table_find(&versions->of, at->parent) : NULL;
    }
    *fresh = false;
    if (!arrival_acceptable(&arrival)) {
        *odd += 1;
        return true;
    }
    return tree_arrive(store, &arrival, leaf->at ? leaf->at : moment, fresh, why) &&
           (!*fresh || brought_mark(store, document, leaf->id, why));
}

/* Bodies of ancestors that are not kept here: the base of a merge may be among them. */
static bool ancestors_fill(struct store *store, const char *document,
                           const struct versions *versions, struct fault *why)
{
    bool ok = true;
    for (size_t i = 0; ok && i < versions->count; i++) {
        const struct carry_revision *revision = &versions->items[i];
        struct found found;
        if (revision->leaf || !revision->body.text) {
            continue;
        }
        ok = revision_find(store, document, revision->id, &found, why);
        if (ok && found.seq && found.bare) {
            sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION_BODY);
            sqlite3_bind_int64(statement, 1, found.seq);
            sqlite3_bind_text64(statement, 2, revision->body.text, revision->body.size,
                                SQLITE_STATIC, SQLITE_UTF8);
            sqlite3_bind_int(statement, 3, revision->deleted);
            ok = statement_run(store, statement, why);
        }
    }
    return ok;
}

static bool all_known(struct store *store, const char *document, const struct versions *versions,
                      bool *known, struct fault *why)
{
    bool ok = true;
    *known = true;
    for (size_t i = 0; ok && *known && i < versions->count; i++) {
        struct found found;
        if (versions->items[i].leaf) {
            ok = revision_find(store, document, versions->items[i].id, &found, why);
            *known = ok && found.seq && (!found.bare || !found.leaf);
        }
    }
    return ok;
}

static bool line_merge(struct store *store, const struct carry_line *line, int64_t moment,
                       struct replica_news *news, int *odd, struct fault *why)
{
    struct versions versions;
    bool known = false, any = false, strange = false;
    bool ok =
        versions_read(line, &versions, why) && all_known(store, line->id, &versions, &known, why);
    if (ok && !known) {
        ok = merges_undo(store, line->id, why);
        for (size_t i = 0; ok && i < versions.count; i++) {
            bool fresh;
            if (versions.items[i].leaf) {
                ok = leaf_bring(store, line->id, &versions, &versions.items[i], moment, &fresh, odd,
                                why);
                news->revisions += fresh;
                any = any || fresh;
            }
        }
        ok = ok && ancestors_fill(store, line->id, &versions, why) &&
             (!any || tree_show(store, line->id, NULL, moment, false, news, &strange, why));
        *odd += strange;
    }
    versions_clear(&versions);
    return ok;
}

static bool lines_merge(struct store *store, struct json_slice documents,
                        const struct carry_merge *ask, struct replica_news *news, int *odd,
                        struct fault *why)
{
    struct carry_line line = {.number = 0};
    size_t at = 0;
    bool ok = true;
    while (ok && carry_next(documents, &at, &line, &ok, why)) {
        ok = line_merge(store, &line, ask->moment, news, odd, why);
        if (ok && ask->progress && line.number % TOLD_EVERY == 0 &&
            !ask->progress(ask->data, (int)(at * 1000 / documents.size))) {
            ok = fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
        }
    }
    return ok;
}

bool carry_merge(struct store *store, struct json_slice documents, const struct carry_merge *ask,
                 struct replica_news *news, int *odd, struct fault *why)
{
    if (!store_begin(store, why)) {
        return false;
    }
    bool ok = lines_merge(store, documents, ask, news, odd, why);
    if (ok && !ask->keep) {
        store_end(store, false, why);
        return true;
    }
    return store_end(store, ok, why);
}
