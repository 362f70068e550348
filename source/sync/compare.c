/* SPDX-License-Identifier: EUPL-1.2 */
/* Where to go on from: checkpoints of both sides, and which database this is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/couch_inner.h"

enum { SESSION_ID = 33, CONFLICTS = 3 };

static void text_set(char **text, const char *value)
{
    char *copy = memory_text(value);
    free(*text);
    *text = copy;
}

static struct json_slice slice_of(const struct buffer *buffer)
{
    struct json_slice out;
    struct fault ignored;
    return buffer->size && json_raw_check(buffer->data, buffer->size, &out, &ignored)
               ? out
               : (struct json_slice){NULL, 0};
}

/* ---- comparing ---- */

static bool history_has(struct json_slice checkpoint, const char *session)
{
    char id[128];
    struct json_slice entry, history = json_raw_member(checkpoint, "history");
    if (json_raw_text(json_raw_member(checkpoint, "session_id"), id, sizeof id) &&
        !strcmp(id, session)) {
        return true;
    }
    for (size_t at = 0; json_raw_is(history, '[') && json_raw_next(history, &at, NULL, &entry);) {
        if (json_raw_text(json_raw_member(entry, "session_id"), id, sizeof id) &&
            !strcmp(id, session)) {
            return true;
        }
    }
    return false;
}

/* The newest session of ours that the server knows too. *newest = it is our last one. */
static char *common_find(struct couch *couch, struct json_slice own, bool *newest)
{
    char id[128];
    struct json_slice server = slice_of(&couch->server), entry;
    struct json_slice history = json_raw_member(own, "history");
    *newest = true;
    for (size_t at = 0; json_raw_is(history, '[') && json_raw_next(history, &at, NULL, &entry);) {
        if (json_raw_text(json_raw_member(entry, "session_id"), id, sizeof id) &&
            history_has(server, id)) {
            return couch_sequence(&couch->arena, json_raw_member(entry, "recorded_seq"));
        }
        *newest = false;
    }
    *newest = false;
    return NULL;
}

static void begin_pull(struct couch *couch)
{
    couch->count.stage = COUCH_PULLING;
    couch_pull(couch);
}

static void place_keep(struct couch *couch)
{
    if (couch->offer || strcmp(couch->instance, couch->known.instance) != 0) {
        struct couch_step *step = couch_do(couch, COUCH_RESET, begin_pull);
        step->instance = couch->offer ? "" : couch->instance;
        step->since = couch->since;
        return;
    }
    begin_pull(couch);
}

/* ---- the database ---- */

static void database_decide(struct couch *couch, const char *instance, bool server_has)
{
    bool new_here = !*couch->known.instance, other = strcmp(instance, couch->known.instance) != 0;
    bool lost = !server_has && slice_of(&couch->own).text;
    if (new_here) {
        couch->offer = couch->offer || couch->bound > 0;
    } else if (!server_has && (other || lost)) {
        couch->offer = true;
        text_set(&couch->since, "");
    } else if (!server_has) {
        text_set(&couch->since, couch->known.since);
    }
    if (couch->offer && !server_has) {
        buffer_empty(&couch->own);
    }
    text_set(&couch->instance, instance);
    place_keep(couch);
}

static void database_heard(struct couch *couch)
{
    int64_t documents = -1, deleted = 0;
    struct json_slice json = couch->json;
    struct json_slice started = json_raw_member(json, "instance_start_time");
    char *instance = couch_sequence(&couch->arena, started);
    if (!json_raw_member(json, "db_name").text) {
        fault_set(&couch->fault, FAULT_REFUSED, "sync.fault.couch");
        couch_fail(couch, 0);
        return;
    }
    json_raw_int(json_raw_member(json, "doc_count"), &documents);
    json_raw_int(json_raw_member(json, "doc_del_count"), &deleted);
    couch->empty_server = documents == 0 && deleted == 0;
    database_decide(couch, instance && *instance ? instance : "0", couch->server.size > 0);
}

static void database_ask(struct couch *couch)
{
    couch_path(couch, "");
    couch_ask(couch, "GET", 0, database_heard);
}

/* ---- the checkpoint ---- */

static void revision_keep(struct couch *couch)
{
    const char *revision = couch_text(&couch->arena, json_raw_member(couch->json, "_rev"));
    text_set(&couch->server_rev, revision);
}

static void local_heard(struct couch *couch)
{
    struct json_slice own = slice_of(&couch->own);
    if (couch->status == 404) {
        database_ask(couch);
        return;
    }
    bool newest = true;
    revision_keep(couch);
    buffer_add(&couch->server, couch->json.text, couch->json.size);
    const char *since = own.text ? common_find(couch, own, &newest) : couch->known.since;
    couch->offer = !newest;
    text_set(&couch->since, since ? since : "");
    if (!since) {
        buffer_empty(&couch->own);
    }
    if (*couch->known.instance) {
        place_keep(couch);
    } else {
        database_ask(couch);
    }
}

static void local_ask(struct couch *couch)
{
    couch->count.stage = COUCH_COMPARE;
    couch_path(couch, couch->local_path);
    couch_ask(couch, "GET", HEAR_404, local_heard);
}

void couch_compare(struct couch *couch)
{
    local_ask(couch);
    if (couch->in_sign_in) {
        couch->count.stage = COUCH_SIGN_IN;
    }
}

/* ---- writing ---- */

static void checkpoint_make(struct couch *couch)
{
    struct buffer *out = &couch->next;
    struct json_slice entry, history = json_raw_member(slice_of(&couch->own), "history");
    char session[SESSION_ID];
    unsigned long long high = couch_chance(couch), low = couch_chance(couch);
    snprintf(session, sizeof session, "%016llx%016llx", high, low);
    buffer_empty(out);
    buffer_addf(out, "{\"session_id\":\"%s\",\"source_last_seq\":", session);
    json_raw_quote(couch->since, out);
    buffer_addf(out, ",\"replication_id_version\":4,\"history\":[{\"session_id\":\"%s\"", session);
    buffer_add_text(out, ",\"recorded_seq\":");
    json_raw_quote(couch->since, out);
    buffer_add_byte(out, '}');
    size_t at = 0;
    for (int count = 1; count < COUCH_HISTORY && json_raw_is(history, '[') &&
                        json_raw_next(history, &at, NULL, &entry);
         count++) {
        buffer_add_byte(out, ',');
        buffer_add(out, entry.text, entry.size);
    }
    buffer_add_text(out, "]}");
}

static void checkpoint_send(struct couch *couch);

static void checkpoint_stored(struct couch *couch)
{
    buffer_empty(&couch->own);
    buffer_add(&couch->own, couch->next.data, couch->next.size);
    couch->after_checkpoint(couch);
}

static void checkpoint_reread(struct couch *couch)
{
    text_set(&couch->server_rev, NULL);
    if (couch->status != 404) {
        revision_keep(couch);
    }
    checkpoint_send(couch);
}

static void checkpoint_heard(struct couch *couch)
{
    couch->written = couch->ticks;
    if (couch->status == 409 && couch->conflicts++ < CONFLICTS) {
        couch_path(couch, couch->local_path);
        couch_ask(couch, "GET", HEAR_404, checkpoint_reread);
        return;
    }
    if (couch->status >= 400) { /* a server that keeps none: our own place must do */
        couch->after_checkpoint(couch);
        return;
    }
    const char *revision = couch_text(&couch->arena, json_raw_member(couch->json, "rev"));
    text_set(&couch->server_rev, revision);
    couch_do(couch, COUCH_CHECKPOINT, checkpoint_stored)->checkpoint = buffer_text(&couch->next);
}

static void checkpoint_send(struct couch *couch)
{
    couch_path(couch, couch->local_path);
    struct buffer *body = &couch->ask.body;
    if (couch->server_rev) {
        buffer_add_text(body, "{\"_rev\":");
        json_raw_quote(couch->server_rev, body);
        buffer_add_byte(body, ',');
        buffer_add(body, couch->next.data + 1, couch->next.size - 1);
    } else {
        buffer_add(body, couch->next.data, couch->next.size);
    }
    couch_ask(couch, "PUT", HEAR_409 | HEAR_REFUSAL, checkpoint_heard);
}

void couch_checkpoint_write(struct couch *couch, couch_then *after)
{
    couch->after_checkpoint = after;
    couch->conflicts = 0;
    checkpoint_make(couch);
    checkpoint_send(couch);
}
