/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/couch.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "sync/couch_inner.h"

enum { BUFFER_CEILING = 256 * 1024 * 1024 };

static char *local_path(const struct couch_ways *ways)
{
    static const char direction[] = "pull all";
    uint8_t sum[DIGEST_SIZE];
    char hex[DIGEST_HEX];
    struct buffer text;
    buffer_init(&text, BUFFER_CEILING);
    buffer_addf(&text, "%s\n%s\n%s", ways->known->device, ways->url, direction);
    digest_sha256(text.data, text.size, sum);
    digest_hex(sum, DIGEST_SIZE, hex);
    buffer_empty(&text);
    buffer_addf(&text, "/_local/%s", hex);
    return buffer_take(&text);
}

static void buffers_init(struct couch *couch)
{
    struct buffer *all[] = {&couch->ask.path, &couch->ask.body, &couch->sign_path,
                            &couch->answer,   &couch->own,      &couch->next,
                            &couch->server,   &couch->bodies,   &couch->parcels_text};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        buffer_init(all[i], BUFFER_CEILING);
    }
}

struct couch *couch_new(const struct couch_ways *ways)
{
    struct couch *couch = memory_take(sizeof *couch);
    buffers_init(couch);
    arena_init(&couch->arena);
    couch->root = memory_text(ways->root);
    couch->database = memory_text(ways->database);
    couch->url = memory_text(ways->url);
    couch->known.instance = memory_text(ways->known->instance);
    couch->known.since = memory_text(ways->known->pull_since);
    couch->known.device = memory_text(ways->known->device);
    couch->local_path = local_path(ways);
    buffer_add_text(&couch->own, ways->known->checkpoint);
    couch->bound = ways->bound;
    couch->account = ways->account;
    couch->cookie = ways->cookie;
    couch->chance = ways->seed;
    couch->failures = ways->failures;
    couch->ticks = couch->written = ways->ticks;
    couch->since = memory_text("");
    couch->instance = memory_text(ways->known->instance);
    couch->get_limit = COUCH_GET;
    couch->send_limit = COUCH_SEND;
    couch->send_bytes = COUCH_SEND_BYTES;
    couch->count.total = -1;
    fault_clear(&couch->fault);
    buffer_addf(&couch->sign_path, "%s/_session", ways->root);
    couch_compare(couch);
    return couch;
}

void couch_free(struct couch *couch)
{
    if (!couch) {
        return;
    }
    struct buffer *buffers[] = {&couch->ask.path, &couch->ask.body, &couch->sign_path,
                                &couch->answer,   &couch->own,      &couch->next,
                                &couch->server,   &couch->bodies,   &couch->parcels_text};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) {
        buffer_clear(buffers[i]);
    }
    void *owned[] = {
        couch->root,        couch->database,     couch->url,         couch->known.instance,
        couch->known.since, couch->known.device, couch->local_path,  couch->server_rev,
        couch->since,       couch->instance,     couch->next_since,  couch->lines,
        couch->rows,        couch->arrivals,     couch->wants.items, couch->later.items,
        couch->parcels,     couch->sends,        couch->marks};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        free(owned[i]);
    }
    arena_clear(&couch->arena);
    free(couch);
}

const struct couch_step *couch_step(const struct couch *couch)
{
    return &couch->step;
}

struct couch_count couch_count(const struct couch *couch)
{
    return couch->count;
}

struct couch_step *couch_do(struct couch *couch, enum couch_kind kind, couch_then *then)
{
    couch->step = (struct couch_step){.kind = kind};
    couch->then = then;
    return &couch->step;
}

void couch_go_on(struct couch *couch)
{
    couch->then(couch);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t couch_chance(struct couch *couch)
{
    uint64_t value = couch->chance += UINT64_C(0x9e3779b97f4a7c15);
    value = (value ^ (value >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94d049bb133111eb);
    return value ^ (value >> 31);
}

void couch_path(struct couch *couch, const char *rest)
{
    buffer_empty(&couch->ask.path);
    buffer_empty(&couch->ask.body);
    buffer_addf(&couch->ask.path, "%s%s", couch->database, rest);
}

const char *couch_text(struct arena *arena, struct json_slice value)
{
    char text[1024];
    return json_raw_text(value, text, sizeof text) ? arena_text(arena, text) : NULL;
}

char *couch_sequence(struct arena *arena, struct json_slice value)
{
    enum { SEQUENCE = 16 * 1024 };
    if (!value.text || value.size >= SEQUENCE || json_raw_is(value, 'n')) {
        return NULL;
    }
    if (!json_raw_is(value, '"')) {
        return arena_bytes(arena, value.text, value.size);
    }
    char *text = arena_take(arena, value.size);
    return json_raw_text(value, text, value.size) ? text : NULL;
}
