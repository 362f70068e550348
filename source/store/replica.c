/* SPDX-License-Identifier: EUPL-1.2 */
/* The server we sync with, and what arrives from it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/arena.h"
#include "base/digest.h"
#include "store/replica_inner.h"

enum { BODY_CEILING = 8 * 1024 * 1024, ID_CEILING = 512, DEVICE_BYTES = 16 };

/* ---- what is known of the server ---- */

static bool meta_get(struct store *store, const char *key, char **out, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_META_GET);
    bool ok = true;
    *out = NULL;
    statement_text(statement, 1, key);
    if (statement_row(store, statement, &ok, why)) {
        const char *value = (const char *)sqlite3_column_text(statement, 0);
        *out = memory_text(value ? value : "");
        sqlite3_reset(statement);
    }
    if (ok && !*out) {
        *out = memory_text("");
    }
    return ok;
}

static bool meta_set(struct store *store, const char *key, const char *value, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_META_SET);
    statement_text(statement, 1, key);
    statement_text(statement, 2, value);
    return statement_run(store, statement, why);
}

static bool meta_put(struct store *store, const char *key, const char *value, struct fault *why)
{
    return store_begin(store, why) && store_end(store, meta_set(store, key, value, why), why);
}

static bool device_make(struct store *store, char **out, struct fault *why)
{
    uint8_t bytes[DEVICE_BYTES];
    char hex[2 * DEVICE_BYTES + 1];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
        return fault_set(why, FAULT_STORAGE, "fault.store.write");
    }
    digest_hex(bytes, sizeof bytes, hex);
    free(*out);
    *out = memory_text(hex);
    return meta_put(store, "replica.device", hex, why);
}

static bool meta_moment(struct store *store, const char *key, int64_t *out, struct fault *why)
{
    char *text;
    bool ok = meta_get(store, key, &text, why);
    *out = ok ? strtoll(text, NULL, 10) : 0;
    free(text);
    return ok;
}

bool replica_read(struct store *store, struct replica *out, struct fault *why)
{
    memset(out, 0, sizeof *out);
    bool ok = meta_get(store, "replica.url", &out->url, why) &&
              meta_get(store, "replica.instance", &out->instance, why) &&
              meta_get(store, "replica.since", &out->pull_since, why) &&
              meta_get(store, "replica.checkpoint", &out->checkpoint, why) &&
              meta_get(store, "replica.device", &out->device, why) &&
              meta_moment(store, "replica.contact", &out->contact, why);
    if (ok && !*out->device) {
        ok = device_make(store, &out->device, why);
    }
    if (!ok) {
        replica_clear(out);
    }
    return ok;
}

void replica_clear(struct replica *replica)
{
    free(replica->url);
    free(replica->instance);
    free(replica->pull_since);
    free(replica->checkpoint);
    free(replica->device);
    memset(replica, 0, sizeof *replica);
}

static bool forget(struct store *store, const char *url, struct fault *why)
{
    return meta_set(store, "replica.url", url, why) &&
           meta_set(store, "replica.instance", "", why) &&
           meta_set(store, "replica.since", "", why) &&
           meta_set(store, "replica.checkpoint", "", why) &&
           meta_set(store, "replica.contact", "0", why);
}

bool replica_choose(struct store *store, const char *url, struct fault *why)
{
    char *old;
    bool ok = meta_get(store, "replica.url", &old, why);
    bool same = ok && !strcmp(old, url ? url : "");
    free(old);
    return ok && (same || (store_begin(store, why) &&
                           store_end(store, forget(store, url ? url : "", why), why)));
}

bool replica_reset(struct store *store, const char *instance, const char *since, struct fault *why)
{
    return store_begin(store, why) &&
           store_end(store,
                     meta_set(store, "replica.instance", instance, why) &&
                         meta_set(store, "replica.since", since, why),
                     why);
}

bool replica_checkpoint(struct store *store, const char *checkpoint, struct fault *why)
{
    return meta_put(store, "replica.checkpoint", checkpoint, why);
}

bool replica_contact(struct store *store, int64_t moment, struct fault *why)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)moment);
    return meta_put(store, "replica.contact", text, why);
}

/* ---- rights ---- */

bool rights_read(struct store *store, struct fault *why)
{
    char *prefix;
    bool ok = meta_get(store, "replica.rights", &prefix, why);
    snprintf(store->rights, sizeof store->rights, "%s", ok ? prefix : "");
    free(prefix);
    return ok;
}

bool replica_rights(struct store *store, const char *prefix, struct fault *why)
{
    if (!meta_put(store, "replica.rights", prefix, why)) {
        return false;
    }
    snprintf(store->rights, sizeof store->rights, "%s", prefix);
    return true;
}

/* ---- pulling ---- */

/* Design documents are the server's own. */
static bool ours(const char *document)
{
    return document[0] && document[0] != '_' && strlen(document) <= ID_CEILING;
}

bool replica_missing(struct store *store, const struct replica_row *rows, size_t count,
                     bool *missing, bool *new_document, struct fault *why)
{
    for (size_t i = 0; i < count; i++) {
        int64_t known = 0, any = 0;
        missing[i] = new_document[i] = false;
        if (!ours(rows[i].document)) {
            continue;
        }
        sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION_FIND);
        bool ok = true;
        statement_text(statement, 1, rows[i].document);
        statement_text(statement, 2, rows[i].revision);
        if (statement_row(store, statement, &ok, why)) {
            bool leaf = sqlite3_column_int(statement, 2) != 0;
            known = !leaf || sqlite3_column_int(statement, 3) == 0;
            any = 1;
            sqlite3_reset(statement);
        }
        if (!ok ||
            (!known && !any &&
             !revision_answer(store, STATEMENT_REVISION_ANY, rows[i].document, 0, &any, why))) {
            return false;
        }
        missing[i] = !known;
        new_document[i] = !any;
    }
    return true;
}

bool arrival_acceptable(const struct replica_arrival *arrival)
{
    int generation, before = 0;
    const char *hash;
    bool ok = ours(arrival->document) && arrival->path_count > 0 && arrival->body.text &&
              arrival->body.size <= BODY_CEILING && json_raw_is(arrival->body, '{');
    for (int i = 0; ok && i < arrival->path_count; i++) {
        ok = revision_parse(arrival->path[i], &generation, &hash) &&
             (i == 0 || generation == before - 1);
        before = generation;
    }
    return ok;
}

static bool document_show(struct store *store, const char *document, int64_t moment, bool first,
                          struct replica_news *news, int *odd, struct fault *why)
{
    bool strange = false;
    bool ok = tree_show(store, document, NULL, moment, first, news, &strange, why);
    *odd += strange;
    if (!ok || first) {
        return ok;
    }
    sqlite3_stmt *statement = statement_take(store, STATEMENT_REVISION_PRUNE);
    statement_text(statement, 1, document);
    return statement_run(store, statement, why);
}

/* All versions of one document that stand side by side are taken before it is shown: half of them
 * may look as if it were gone. Returns how many, or 0 after a fault. */
static size_t document_take(struct store *store, const struct replica_arrival *arrivals,
                            size_t count, int64_t moment, bool first, struct replica_news *news,
                            int *odd, struct fault *why)
{
    size_t taken = 0;
    bool ok = true, any = false;
    const char *document = arrivals[0].document;
    while (ok && taken < count && !strcmp(arrivals[taken].document, document)) {
        const struct replica_arrival *arrival = &arrivals[taken++];
        bool fresh = false;
        if (!arrival_acceptable(arrival)) {
            *odd += ours(document);
            continue;
        }
        ok = tree_arrive(store, arrival, moment, &fresh, why);
        news->revisions += fresh;
        any = true;
    }
    if (ok && any) {
        ok = document_show(store, document, moment, first, news, odd, why);
    }
    return ok ? taken : 0;
}

bool replica_pull(struct store *store, const struct replica_arrival *arrivals, size_t count,
                  const char *since, int64_t moment, struct replica_news *news, int *odd,
                  struct fault *why)
{
    char *before;
    if (!store_begin(store, why)) {
        return false;
    }
    bool ok = meta_get(store, "replica.contact", &before, why);
    bool first = ok && (!*before || !strcmp(before, "0"));
    free(before);
    for (size_t i = 0, taken; ok && i < count; i += taken) {
        taken = document_take(store, arrivals + i, count - i, moment, first, news, odd, why);
        ok = taken > 0;
    }
    ok = ok && (!*since || meta_set(store, "replica.since", since, why));
    return store_end(store, ok, why);
}

void replica_news_clear(struct replica_news *news)
{
    for (size_t i = 0; i < news->count; i++) {
        free(news->changes[i].document);
    }
    free(news->changes);
    memset(news, 0, sizeof *news);
}

bool replica_arrived(struct store *store, int limit,
                     bool (*each)(void *data, const char *document, enum arrived kind,
                                  const char *fields, int64_t at),
                     void *data, struct fault *why)
{
    sqlite3_stmt *statement = statement_take(store, STATEMENT_NEWS);
    bool ok = true, on = true;
    sqlite3_bind_int(statement, 1, limit);
    while (on && statement_row(store, statement, &ok, why)) {
        on = each(data, (const char *)sqlite3_column_text(statement, 0),
                  (enum arrived)sqlite3_column_int(statement, 1),
                  (const char *)sqlite3_column_text(statement, 2),
                  sqlite3_column_int64(statement, 3));
    }
    sqlite3_reset(statement);
    return ok;
}

bool replica_arrived_seen(struct store *store, struct fault *why)
{
    return statement_run(store, statement_take(store, STATEMENT_NEWS_CLEAR), why);
}
