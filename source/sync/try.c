/* SPDX-License-Identifier: EUPL-1.2 */
/* Waiting on the server's feed, and trying a server step by step. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "sync/session_inner.h"

enum { SMALL_CEILING = 1024 * 1024 };

static bool ask(struct session *session, const char *path, struct http_answer *answer,
                struct fault *why)
{
    struct session_call call = {.method = "GET", .path = path, .ceiling = SMALL_CEILING};
    return session_call(session, &call, answer, why);
}

/* POST /_session; false: why, and *seconds as of couch_status_fault. */
static bool session_sign_in(struct session *session, int *seconds, struct fault *why)
{
    struct buffer path;
    struct http_answer answer = {0};
    struct json_slice json;
    *seconds = 0;
    buffer_init(&path, SMALL_CEILING);
    buffer_addf(&path, "%s/_session", session->root);
    struct session_call call = {
        .method = "POST", .path = path.data, .ceiling = SMALL_CEILING, .sign_in = true};
    bool ok = session_call(session, &call, &answer, why);
    if (ok && answer.status != 200) {
        *seconds = couch_status_fault(answer.status, answer.body.data, answer.body.size, true, why);
        ok = false;
    }
    ok =
        ok && couch_json_check(answer.content_type, answer.body.data, answer.body.size, &json, why);
    http_answer_clear(&answer);
    buffer_clear(&path);
    return ok;
}

/* ---- waiting ---- */

static bool byte_heard(void *data, const char *bytes, size_t size)
{
    struct session *session = ((void **)data)[0];
    session->heard = clock_ticks();
    return buffer_add(((void **)data)[1], bytes, size);
}

static bool feed_hear(struct session *session, const struct http_answer *answer,
                      const struct buffer *body, bool *news, struct fault *why)
{
    struct json_slice json;
    if (answer->status == 200) {
        return couch_json_check(answer->content_type, body->data, body->size, &json, why) &&
               couch_feed_read(body->data, body->size, news, why);
    }
    (void)session;
    couch_status_fault(answer->status, body->data, body->size, false, why);
    return false;
}

/* One request on the feed. *again: it ended without news. */
static bool feed_ask(struct session *session, const char *since, bool *news, bool *again,
                     int *status, struct fault *why)
{
    struct buffer path, body;
    struct http_answer answer = {0};
    void *data[] = {session, &body};
    int64_t left = session->until - clock_ticks();
    int seconds = (int)(left / 1000) + 1;
    buffer_init(&path, SMALL_CEILING);
    buffer_init(&body, SMALL_CEILING);
    couch_feed_path(session->database, since, seconds, &path);
    struct session_call call = {.method = "GET",
                                .path = path.data,
                                .ceiling = SMALL_CEILING,
                                .quiet_seconds = seconds + 1,
                                .piece = byte_heard,
                                .data = data};
    session->heard = clock_ticks();
    session->over = session->silent = *again = false;
    bool ok = session_call(session, &call, &answer, why);
    *status = answer.status;
    if (!ok && (session->over || session->silent)) {
        *again = ok = true;
    } else if (ok) {
        ok = feed_hear(session, &answer, &body, news, why);
        *again = ok && !*news;
    }
    http_answer_clear(&answer);
    buffer_clear(&body);
    buffer_clear(&path);
    return ok;
}

static bool feed_wait(struct session *session, const char *since, bool *news, struct fault *why)
{
    bool again = true, signed_in = false, ok = true;
    int status = 0, seconds;
    while (ok && again && clock_ticks() < session->until) {
        if (session_account(session) && !session->cookie) {
            int64_t until = session->until;
            session->until = 0;
            ok = session_sign_in(session, &seconds, why);
            session->until = until;
            signed_in = true;
        }
        ok = ok && feed_ask(session, since, news, &again, &status, why);
        if (!ok && status == 401 && session_account(session) && !signed_in) {
            ok = again = true;
        }
    }
    return ok;
}

bool session_wait(struct session *session, int seconds, bool *news, struct fault *why)
{
    struct replica known;
    *news = false;
    fault_clear(why);
    if (!replica_read(session->store, &known, why)) {
        return false;
    }
    bool ours = !strcmp(known.url, session->url) && *known.instance;
    if (!ours) { /* never visited: all is new */
        *news = true;
        replica_clear(&known);
        return true;
    }
    session->until = clock_ticks() + (int64_t)seconds * 1000;
    bool ok = feed_wait(session, known.pull_since, news, why);
    session->until = 0;
    replica_clear(&known);
    return ok;
}

/* ---- trying ---- */

/* The name of a server by its answer to GET /: "CouchDB 3.5.0". */
static bool couch_welcome_read(const char *text, size_t size, char name[64], struct fault *why)
{
    struct json_slice json, key, value;
    struct fault ignored;
    char version[32] = "", said[64], kind[32] = "";
    if (json_raw_check(text ? text : "", size, &json, &ignored) && json_raw_is(json, '{')) {
        for (size_t at = 0; json_raw_next(json, &at, &key, &value);) {
            if (json_raw_text(value, said, sizeof said) && !strncmp(said, "Welcome", 7)) {
                json_raw_text(key, kind, sizeof kind);
            }
        }
        json_raw_text(json_raw_member(json, "version"), version, sizeof version);
    }
    if (!*kind) {
        return fault_set(why, FAULT_REFUSED, "sync.fault.couch");
    }
    snprintf(name, 64, "%s%s%s", strcmp(kind, "couchdb") != 0 ? kind : "CouchDB",
             *version ? " " : "", version);
    return true;
}

static bool heard_well(struct http_answer *answer, struct fault *why)
{
    struct json_slice json;
    if (answer->status == 200) {
        return couch_json_check(answer->content_type, answer->body.data, answer->body.size, &json,
                                why);
    }
    couch_status_fault(answer->status, answer->body.data, answer->body.size, false, why);
    return false;
}

static bool try_welcome(struct session *session, char name[64], struct fault *why)
{
    struct http_answer answer = {0};
    struct buffer path;
    buffer_init(&path, SMALL_CEILING);
    buffer_addf(&path, "%s/", session->root);
    bool ok = ask(session, path.data, &answer, why);
    if (ok && answer.status == 401) { /* one that wants a name before it says its own */
        snprintf(name, 64, "CouchDB");
    } else if (ok && answer.status == 200) {
        ok = couch_welcome_read(answer.body.data, answer.body.size, name, why);
    } else if (ok) {
        ok = answer.status == 404 ? fault_set(why, FAULT_REFUSED, "sync.fault.couch")
                                  : heard_well(&answer, why);
    }
    http_answer_clear(&answer);
    buffer_clear(&path);
    return ok;
}

static bool try_reading(struct session *session, const char *rest, struct fault *why)
{
    struct http_answer answer = {0};
    struct buffer path;
    buffer_init(&path, SMALL_CEILING);
    buffer_addf(&path, "%s%s", session->database, rest);
    bool ok = ask(session, path.data, &answer, why) && heard_well(&answer, why);
    http_answer_clear(&answer);
    buffer_clear(&path);
    return ok;
}

bool session_try(struct session *session, char name[64], struct fault *why)
{
    int seconds;
    *name = '\0';
    fault_clear(why);
    session->until = 0;
    return try_welcome(session, name, why) &&
           (!session_account(session) || session_sign_in(session, &seconds, why)) &&
           try_reading(session, "", why) && try_reading(session, "/_changes?limit=1", why);
}
