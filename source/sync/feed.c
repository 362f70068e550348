/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading answers of the feed and of _bulk_get into rows and arrivals. */
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "edit/revision.h"
#include "http/http.h"
#include "sync/couch_inner.h"

/* ---- documents ---- */

static int path_read(struct arena *arena, struct json_slice revisions, const char *leaf,
                     const char ***out)
{
    const char **path = arena_take(arena, REVISIONS_MOST * sizeof *path);
    struct json_slice ids = json_raw_member(revisions, "ids"), id;
    int64_t start = 0;
    int count = 0;
    char hash[REVISION_ID];
    bool ok = json_raw_int(json_raw_member(revisions, "start"), &start) && start < INT32_MAX &&
              json_raw_is(ids, '[');
    for (size_t at = 0;
         ok && count < REVISIONS_MOST && count < start && json_raw_next(ids, &at, NULL, &id);
         count++) {
        ok = json_raw_text(id, hash, sizeof hash);
        path[count] = arena_textf(arena, "%lld-%s", (long long)start - count, hash);
    }
    *out = path;
    if (!ok || !count || strcmp(path[0], leaf) != 0) {
        path[0] = leaf;
        count = 1;
    }
    return count;
}

/* The body's place in `bodies` is set when all are there: the buffer may still move. */
void couch_arrive(struct couch *couch, const char *id, struct json_slice document, bool with_path)
{
    const char *leaf = couch_text(&couch->arena, json_raw_member(document, "_rev"));
    if (!leaf) {
        return;
    }
    ARRAY_GROW(couch->arrivals, couch->arrival_count, couch->arrival_room);
    struct replica_arrival *arrival = &couch->arrivals[couch->arrival_count++];
    const char **path;
    if (with_path) {
        arrival->path_count =
            path_read(&couch->arena, json_raw_member(document, "_revisions"), leaf, &path);
    } else {
        path = arena_take(&couch->arena, sizeof *path);
        path[0] = leaf;
        arrival->path_count = 1;
    }
    size_t before = couch->bodies.size;
    json_raw_strip(document, true, &couch->bodies);
    arrival->path = path;
    arrival->document = id;
    arrival->deleted = json_raw_true(json_raw_member(document, "_deleted"));
    arrival->body = (struct json_slice){NULL, couch->bodies.size - before};
}

/* ---- rows ---- */

static void row_take(struct couch *couch, struct json_slice row, struct table *seen)
{
    struct json_slice changes = json_raw_member(row, "changes"), change;
    const char *id = couch_text(&couch->arena, json_raw_member(row, "id"));
    struct couch_row line = {.first = couch->row_count,
                             .document = json_raw_member(row, "doc"),
                             .deleted = json_raw_true(json_raw_member(row, "deleted"))};
    if (!id || !json_raw_is(changes, '[')) {
        couch->count.odd++;
        return;
    }
    for (size_t at = 0; json_raw_next(changes, &at, NULL, &change);) {
        const char *revision = couch_text(&couch->arena, json_raw_member(change, "rev"));
        if (revision) {
            ARRAY_GROW(couch->rows, couch->row_count, couch->row_room);
            couch->rows[couch->row_count++] = (struct replica_row){id, revision};
        }
    }
    line.leaves = couch->row_count - line.first;
    struct couch_row *older = table_find(seen, id);
    line.twice = older != NULL;
    ARRAY_GROW(couch->lines, couch->line_count, couch->line_room);
    couch->lines[couch->line_count++] = line;
    struct couch_row *mark = older ? older : arena_take(&couch->arena, sizeof *mark);
    mark->twice = older != NULL;
    mark->first = older ? older->first : couch->line_count - 1;
    if (older) {
        couch->lines[older->first].twice = true;
    } else {
        table_set(seen, id, mark);
    }
}

static void batch_begin(struct couch *couch)
{
    arena_clear(&couch->arena);
    arena_init(&couch->arena);
    buffer_empty(&couch->bodies);
    couch->line_count = couch->row_count = couch->arrival_count = 0;
    couch->wants.count = couch->later.count = 0;
}

/* The place behind this batch: last_seq, or the last row that has one. */
static const char *place_read(struct couch *couch, struct json_slice results)
{
    struct json_slice row;
    const char *place = couch_sequence(&couch->arena, json_raw_member(couch->json, "last_seq"));
    for (size_t at = 0; !place && json_raw_next(results, &at, NULL, &row);) {
        const char *here = couch_sequence(&couch->arena, json_raw_member(row, "seq"));
        place = here ? here : place;
    }
    return place;
}

bool couch_feed_take(struct couch *couch)
{
    struct json_slice results = json_raw_member(couch->json, "results"), row;
    struct table seen;
    int64_t pending = -1, count = 0;
    batch_begin(couch);
    const char *place = json_raw_is(results, '[') ? place_read(couch, results) : NULL;
    if (!place) {
        couch_fail_garbage(couch, "no feed");
        return false;
    }
    table_init(&seen);
    for (size_t at = 0; json_raw_next(results, &at, NULL, &row); count++) {
        row_take(couch, row, &seen);
    }
    table_clear(&seen, NULL);
    bool known = json_raw_int(json_raw_member(couch->json, "pending"), &pending) && pending >= 0;
    couch->more = count > 0 && (known ? pending > 0 : count >= couch->limit);
    if (couch->more && !strcmp(place, couch->since)) {
        couch_fail_garbage(couch, "the feed stands still");
        return false;
    }
    free(couch->next_since);
    couch->next_since = memory_text(place);
    couch->listed += count;
    if (known && couch->count.total < 0) {
        couch->count.total = count + pending;
    }
    return true;
}

static bool want_known(const struct couch *couch, size_t from, const char *revision)
{
    for (size_t i = from; i < couch->wants.count; i++) {
        if (!strcmp(couch->wants.items[i].revision, revision)) {
            return true;
        }
    }
    return false;
}

void couch_feed_sort(struct couch *couch, const bool *missing, const bool *fresh)
{
    struct table seen;
    table_init(&seen);
    for (size_t i = 0; i < couch->line_count; i++) {
        const struct couch_row *line = &couch->lines[i];
        const struct replica_row *rows = couch->rows + line->first;
        bool direct = line->leaves == 1 && fresh[line->first] && !line->twice &&
                      json_raw_is(line->document, '{');
        size_t from = couch->wants.count;
        for (size_t k = 0; k < line->leaves; k++) {
            char *key = line->twice ? arena_textf(&couch->arena, "%s\n%s", rows[k].document,
                                                  rows[k].revision)
                                    : NULL;
            bool again = key ? table_set(&seen, key, key) != NULL
                             : want_known(couch, from, rows[k].revision);
            if (!missing[line->first + k] || again) {
                continue;
            }
            if (direct) {
                couch_arrive(couch, rows[k].document, line->document, false);
                continue;
            }
            ARRAY_GROW(couch->wants.items, couch->wants.count, couch->wants.room);
            couch->wants.items[couch->wants.count++] =
                (struct couch_want){rows[k].document, rows[k].revision, false};
        }
    }
    table_clear(&seen, NULL);
    for (size_t i = 0, from = 0; i < couch->arrival_count; i++) {
        couch->arrivals[i].body.text = couch->bodies.data + from;
        from += couch->arrivals[i].body.size;
    }
}

/* ---- waiting ---- */

void couch_feed_path(const char *database, const char *since, int seconds, struct buffer *out)
{
    buffer_addf(out, "%s/_changes?feed=longpoll&style=all_docs&limit=1&heartbeat=%d&timeout=%d",
                database, COUCH_HEARTBEAT_MS, seconds * 1000);
    buffer_add_text(out, "&since=");
    http_encode(*since ? since : "0", out);
}

bool couch_feed_read(const char *text, size_t size, bool *news, struct fault *why)
{
    struct json_slice json, row, results;
    size_t at = 0;
    if (!json_raw_check(text ? text : "", size, &json, why) ||
        !json_raw_is(results = json_raw_member(json, "results"), '[')) {
        return fault_set(why, FAULT_NETWORK, "sync.fault.garbage");
    }
    *news = json_raw_next(results, &at, NULL, &row);
    return true;
}
