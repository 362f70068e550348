/* SPDX-License-Identifier: EUPL-1.2 */
/* The feed, batch by batch, and the documents that it names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/http.h"
#include "sync/couch_inner.h"

enum {
    FEW_OF_OURS = 1000, /* with more at home, a first pull asks only for what is missing */
    ROUNDS = 5,         /* with latest, without, and three times after a pause */
    LATER_MS = 2000,
    SMALLER = 4
};

static void feed_ask(struct couch *couch);

/* ---- the end of a batch ---- */

static void pull_end(struct couch *couch)
{
    couch->count.done = 0;
    couch->count.total = -1;
    couch_push(couch);
}

static void batch_kept(struct couch *couch)
{
    free(couch->since);
    couch->since = couch->next_since;
    couch->next_since = NULL;
    bool worth = couch->pulled > 0 || couch->listed >= 100;
    bool due = !couch->more || couch->ticks - couch->written >= COUCH_CHECKPOINT_MS;
    couch_then *after = couch->more ? feed_ask : pull_end;
    if (worth && due) {
        couch->pulled = couch->listed = 0;
        couch_checkpoint_write(couch, after);
    } else {
        after(couch);
    }
}

void couch_batch_end(struct couch *couch)
{
    if (!couch->arrival_count && !strcmp(couch->next_since, couch->since)) {
        batch_kept(couch);
        return;
    }
    struct couch_step *step = couch_do(couch, COUCH_PULL, batch_kept);
    step->arrivals = couch->arrivals;
    step->count = couch->arrival_count;
    step->since = couch->next_since;
    couch->pulled += (int64_t)couch->arrival_count;
}

/* ---- documents one by one ---- */

static void group_ask(struct couch *couch);

static void round_next(struct couch *couch)
{
    struct couch_wants wants = couch->wants;
    couch->wants = couch->later;
    couch->later = wants;
    couch->later.count = 0;
    couch->want_at = 0;
    for (size_t i = 0; i < couch->wants.count; i++) {
        couch->wants.items[i].had = false;
    }
    if (++couch->round >= 2) {
        couch_do(couch, COUCH_WAIT, group_ask)->milliseconds = LATER_MS;
    } else {
        group_ask(couch);
    }
}

static void group_next(struct couch *couch)
{
    couch->arrival_count = 0;
    buffer_empty(&couch->bodies);
    if (couch->want_at < couch->wants.count) {
        group_ask(couch);
    } else {
        round_next(couch);
    }
}

static bool all_had(const struct couch *couch, const char *document)
{
    for (size_t i = couch->want_at; i < couch->want_end; i++) {
        if (!couch->wants.items[i].had && !strcmp(couch->wants.items[i].id, document)) {
            return false;
        }
    }
    return true;
}

static void want_again(struct couch *couch, const struct replica_arrival *arrival)
{
    for (size_t i = couch->want_at; i < couch->want_end; i++) {
        struct couch_want *want = &couch->wants.items[i];
        for (int step = 0; step < arrival->path_count && want->had; step++) {
            want->had = strcmp(want->id, arrival->document) != 0 ||
                        strcmp(want->revision, arrival->path[step]) != 0;
        }
    }
}

/* What a merge left behind is not taken without the other versions of its document: one of them
 * holds what was buried. */
static void buried_hold(struct couch *couch)
{
    size_t kept = 0;
    for (size_t i = 0; i < couch->arrival_count; i++) {
        struct replica_arrival arrival = couch->arrivals[i];
        bool buried = arrival.deleted && json_raw_true(json_raw_member(arrival.body, "merged"));
        if (buried && !all_had(couch, arrival.document)) {
            want_again(couch, &arrival);
        } else {
            couch->arrivals[kept++] = arrival;
        }
    }
    couch->arrival_count = kept;
}

/* All of the group is read; what stays out waits for a later round. */
static void group_end(struct couch *couch)
{
    buried_hold(couch);
    for (size_t i = couch->want_at; i < couch->want_end; i++) {
        if (!couch->wants.items[i].had) {
            ARRAY_GROW(couch->later.items, couch->later.count, couch->later.room);
            couch->later.items[couch->later.count++] = couch->wants.items[i];
        }
    }
    couch->want_at = couch->want_end;
    bool over = couch->want_at >= couch->wants.count;
    if (over && couch->round + 1 >= ROUNDS) {
        couch->count.odd += (int)couch->later.count;
        couch->later.count = 0;
    }
    if (over && !couch->later.count) {
        couch_batch_end(couch);
    } else if (couch->arrival_count) {
        struct couch_step *step = couch_do(couch, COUCH_PULL, group_next);
        step->arrivals = couch->arrivals;
        step->count = couch->arrival_count;
        step->since = "";
        couch->pulled += (int64_t)couch->arrival_count;
    } else {
        group_next(couch);
    }
}

static void want_tick(struct couch *couch, const struct replica_arrival *arrival, size_t *cursor)
{
    size_t span = couch->want_end - couch->want_at;
    struct couch_want *wants = couch->wants.items + couch->want_at;
    for (size_t turn = 0; turn < span; turn++, *cursor = (*cursor + 1) % span) {
        if (!strcmp(wants[*cursor].id, arrival->document)) {
            break;
        }
    }
    for (size_t i = *cursor; i < span && !strcmp(wants[i].id, arrival->document); i++) {
        for (int step = 0; step < arrival->path_count && !wants[i].had; step++) {
            wants[i].had = !strcmp(wants[i].revision, arrival->path[step]);
        }
    }
}

static void group_heard(struct couch *couch)
{
    struct json_slice results = json_raw_member(couch->json, "results"), result, answer;
    size_t cursor = 0;
    if (!json_raw_is(results, '[')) {
        couch_fail_garbage(couch, "no results");
        return;
    }
    for (size_t at = 0; json_raw_next(results, &at, NULL, &result);) {
        struct json_slice answers = json_raw_member(result, "docs");
        const char *id = couch_text(&couch->arena, json_raw_member(result, "id"));
        for (size_t in = 0;
             id && json_raw_is(answers, '[') && json_raw_next(answers, &in, NULL, &answer);) {
            struct json_slice document = json_raw_member(answer, "ok");
            size_t before = couch->arrival_count;
            if (json_raw_is(document, '{')) {
                couch_arrive(couch, id, document, true);
            }
            if (couch->arrival_count > before) {
                want_tick(couch, &couch->arrivals[before], &cursor);
            }
        }
    }
    for (size_t i = 0, from = 0; i < couch->arrival_count; i++) {
        struct json_slice *body = &couch->arrivals[i].body;
        body->text = couch->bodies.data + from;
        from += body->size;
    }
    couch->count.done += (int64_t)couch->arrival_count;
    group_end(couch);
}

static bool group_smaller(struct couch *couch)
{
    size_t span = couch->want_end - couch->want_at;
    if (span > 1) {
        couch->get_limit = (span + SMALLER - 1) / SMALLER;
        group_ask(couch);
    } else { /* one alone is too large: noted, and on to the next */
        couch->count.odd++;
        couch->wants.items[couch->want_at].had = true;
        group_end(couch);
    }
    return true;
}

/* The versions of one document come together, in one transaction of the store. */
static void group_round_off(struct couch *couch)
{
    const struct couch_want *wants = couch->wants.items;
    size_t most = couch->want_end + COUCH_GET / 2;
    while (couch->get_limit == COUCH_GET && couch->want_end < couch->wants.count &&
           couch->want_end < most &&
           !strcmp(wants[couch->want_end].id, wants[couch->want_end - 1].id)) {
        couch->want_end++;
    }
}

static void group_ask(struct couch *couch)
{
    size_t left = couch->wants.count - couch->want_at;
    couch->want_end = couch->want_at + (left < couch->get_limit ? left : couch->get_limit);
    group_round_off(couch);
    couch_path(couch,
               couch->round == 1 ? "/_bulk_get?revs=true" : "/_bulk_get?revs=true&latest=true");
    struct buffer *body = &couch->ask.body;
    buffer_add_text(body, "{\"docs\":[");
    for (size_t i = couch->want_at; i < couch->want_end; i++) {
        buffer_add_text(body, i > couch->want_at ? ",{\"id\":" : "{\"id\":");
        json_raw_quote(couch->wants.items[i].id, body);
        buffer_add_text(body, ",\"rev\":");
        json_raw_quote(couch->wants.items[i].revision, body);
        buffer_add_byte(body, '}');
    }
    buffer_add_text(body, "]}");
    couch_ask(couch, "POST", 0, group_heard);
    couch->ask.too_large = group_smaller;
}

void couch_batch_get(struct couch *couch)
{
    couch->arrival_count = 0;
    buffer_empty(&couch->bodies);
    couch->want_at = 0;
    couch->round = 0;
    couch->later.count = 0;
    group_ask(couch);
}

/* ---- the feed ---- */

void couch_missing(struct couch *couch, const bool *missing, const bool *new_document)
{
    couch_feed_sort(couch, missing, new_document);
    couch->count.done += (int64_t)(couch->line_count - couch->wants.count);
    if (!couch->wants.count) {
        couch_batch_end(couch);
    } else if (couch->arrival_count) {
        struct couch_step *step = couch_do(couch, COUCH_PULL, couch_batch_get);
        step->arrivals = couch->arrivals;
        step->count = couch->arrival_count;
        step->since = "";
        couch->pulled += (int64_t)couch->arrival_count;
    } else {
        couch_batch_get(couch);
    }
}

static void feed_heard(struct couch *couch)
{
    if (couch->status == 400) { /* the server does not know this place any more */
        if (!*couch->since || couch->feed_again) {
            int seconds = couch_status_fault(400, couch->answer.data, couch->answer.size, false,
                                             &couch->fault);
            couch_fail(couch, seconds);
            return;
        }
        couch->feed_again = true;
        *couch->since = '\0';
        feed_ask(couch);
        return;
    }
    if (!couch_feed_take(couch)) {
        return;
    }
    if (couch->row_count) {
        struct couch_step *step = couch_do(couch, COUCH_MISSING, NULL);
        step->rows = couch->rows;
        step->count = couch->row_count;
    } else {
        couch_batch_end(couch);
    }
}

static bool feed_smaller(struct couch *couch)
{
    if (couch->limit <= 1) {
        return false;
    }
    couch->limit = couch->with_bodies ? COUCH_LIMIT : (couch->limit + SMALLER - 1) / SMALLER;
    couch->with_bodies = false;
    feed_ask(couch);
    return true;
}

static void feed_ask(struct couch *couch)
{
    couch_path(couch, "/_changes?style=all_docs&since=");
    struct buffer *path = &couch->ask.path;
    http_encode(*couch->since ? couch->since : "0", path);
    buffer_addf(path, "&limit=%d&seq_interval=%d%s", couch->limit, couch->limit,
                couch->with_bodies ? "&include_docs=true" : "");
    couch_ask(couch, "GET", HEAR_400, feed_heard);
    couch->ask.too_large = feed_smaller;
}

void couch_pull(struct couch *couch)
{
    couch->with_bodies = !*couch->since && couch->bound < FEW_OF_OURS;
    couch->limit = couch->with_bodies ? COUCH_FIRST_LIMIT : COUCH_LIMIT;
    feed_ask(couch);
}
