/* SPDX-License-Identifier: EUPL-1.2 */
/* What waits, batch by batch; what is refused as a whole is halved. */
#include <stdlib.h>
#include <string.h>

#include "sync/couch_inner.h"

enum { LEAST_BYTES = 16 * 1024, SLOW_LIMIT = 100 };

static void take_ask(struct couch *couch);

/* ---- the end ---- */

static void visit_end(struct couch *couch)
{
    couch->count.stage = COUCH_ENDED;
    couch_do(couch, COUCH_DONE, NULL);
}

/* Without a checkpoint nothing would tell a database made anew from this one. */
static void visit_close(struct couch *couch)
{
    if (!couch->own.size && couch->count.pushed > 0) {
        couch_checkpoint_write(couch, visit_end);
    } else {
        visit_end(couch);
    }
}

/* All that is offered, then what came of the merges of this visit; then what they buried. */
static bool turn_due(const struct couch *couch)
{
    bool all = couch->turn == TURN_ALL || couch->turn == TURN_ALL_BURIED;
    bool buried = couch->turn >= TURN_ALL_BURIED;
    return (!all || (couch->offer && couch->bound > 0)) &&
           (!buried || (couch->buried && !couch->put_off));
}

static void turn_begin(struct couch *couch)
{
    while (couch->turn < TURN_OVER && !turn_due(couch)) {
        couch->turn++;
    }
    couch->seq = 0;
    if (couch->turn < TURN_OVER) {
        take_ask(couch);
    } else if (couch->offer && !couch->put_off) {
        couch->offer = false;
        struct couch_step *step = couch_do(couch, COUCH_RESET, visit_close);
        step->instance = couch->instance;
        step->since = couch->since;
    } else {
        visit_close(couch);
    }
}

static void turn_end(struct couch *couch)
{
    couch->turn++;
    turn_begin(couch);
}

/* ---- one batch ---- */

static void range_ask(struct couch *couch);

static void range_next(struct couch *couch)
{
    if (couch->range_count) {
        range_ask(couch);
    } else {
        take_ask(couch);
    }
}

static void range_mark(struct couch *couch)
{
    couch->range_count--;
    struct couch_step *step = couch_do(couch, COUCH_MARK, range_next);
    step->marks = couch->marks;
    step->count = couch->mark_count;
}

/* Nothing of it was stored: two halves, or the culprit itself. */
static void range_halve(struct couch *couch)
{
    struct couch_range *range = &couch->ranges[couch->range_count - 1];
    size_t span = range->to - range->from;
    if (span == 1) {
        couch_results_read(couch, *range);
        range_mark(couch);
        return;
    }
    if (couch->status == 413 && couch->send_bytes > LEAST_BYTES) {
        couch->send_bytes = couch->ask.body.size / 2;
        couch->send_bytes = couch->send_bytes > LEAST_BYTES ? couch->send_bytes : LEAST_BYTES;
    }
    struct couch_range first = {range->from, range->from + span / 2};
    range->from = first.to;
    couch->ranges[couch->range_count++] = first;
    range_ask(couch);
}

static void range_heard(struct couch *couch)
{
    if (couch->status >= 400 && couch->status != 417) {
        range_halve(couch);
    } else if (couch_results_read(couch, couch->ranges[couch->range_count - 1])) {
        range_mark(couch);
    } else {
        couch_fail_garbage(couch, "no list");
    }
}

static void range_ask(struct couch *couch)
{
    struct couch_range range = couch->ranges[couch->range_count - 1];
    couch_path(couch, "/_bulk_docs");
    struct buffer *body = &couch->ask.body;
    buffer_add_text(body, "{\"new_edits\":false,\"docs\":[");
    for (size_t i = range.from; i < range.to; i++) {
        const struct couch_parcel *parcel = &couch->parcels[couch->sends[i]];
        if (i > range.from) {
            buffer_add_byte(body, ',');
        }
        buffer_add(body, couch->parcels_text.data + parcel->from, parcel->size);
    }
    buffer_add_text(body, "]}");
    couch_ask(couch, "POST", HEAR_WHOLE, range_heard);
}

static void batch_send(struct couch *couch)
{
    couch->send_count = 0;
    for (size_t i = 0; i < couch->parcel_count; i++) {
        if (couch->parcels[i].send) {
            ARRAY_GROW(couch->sends, couch->send_count, couch->send_room);
            couch->sends[couch->send_count++] = i;
        }
    }
    if (!couch->send_count) {
        take_ask(couch);
        return;
    }
    couch->ranges[0] = (struct couch_range){0, couch->send_count};
    couch->range_count = 1;
    range_ask(couch);
}

static void diff_heard(struct couch *couch)
{
    if (!json_raw_is(couch->json, '{')) {
        couch_fail_garbage(couch, "no differences");
        return;
    }
    couch_diff_read(couch);
    batch_send(couch);
}

/* ---- taking ---- */

void couch_parcel(struct couch *couch, const struct replica_outgoing *out)
{
    if (couch->step.wish.offer_all && out->seq > couch->bound) {
        return; /* came with the pull of this visit, or waits for the next turn */
    }
    ARRAY_GROW(couch->parcels, couch->parcel_count, couch->parcel_room);
    couch->parcels[couch->parcel_count++] = (struct couch_parcel){
        .document = arena_text(&couch->arena, out->document),
        .revision = arena_text(&couch->arena, out->revision),
        .from = couch->parcels_text.size,
        .size = out->body.size,
        .send = true,
        .known = out->known,
    };
    buffer_add(&couch->parcels_text, out->body.text, out->body.size);
}

void couch_taken(struct couch *couch, const struct replica_taken *taken)
{
    bool ask = false;
    couch->seq = taken->last;
    couch->buried = couch->buried || taken->buried;
    if (!couch->parcel_count) {
        turn_end(couch);
        return;
    }
    for (size_t i = 0; i < couch->parcel_count; i++) {
        ask = ask || couch->parcels[i].known;
    }
    if (ask && !couch->empty_server) {
        couch_path(couch, "/_revs_diff");
        couch_diff_write(couch);
        couch_ask(couch, "POST", 0, diff_heard);
    } else {
        batch_send(couch);
    }
}

static void take_ask(struct couch *couch)
{
    arena_clear(&couch->arena);
    arena_init(&couch->arena);
    buffer_empty(&couch->parcels_text);
    couch->parcel_count = 0;
    if (couch->slow_down && couch->send_limit > SLOW_LIMIT) {
        couch->send_limit = SLOW_LIMIT;
    }
    struct couch_step *step = couch_do(couch, COUCH_TAKE, NULL);
    step->wish = (struct replica_wish){
        .seq = couch->seq,
        .limit = couch->send_limit,
        .bytes = couch->send_bytes,
        .offer_all = couch->turn == TURN_ALL || couch->turn == TURN_ALL_BURIED,
        .buried = couch->turn >= TURN_ALL_BURIED,
    };
}

void couch_push(struct couch *couch)
{
    couch->count.stage = COUCH_PUSHING;
    couch->turn = TURN_ALL;
    turn_begin(couch);
}
