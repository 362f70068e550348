/* SPDX-License-Identifier: EUPL-1.2 */
/* session_inner.h – what visiting, waiting and trying share. */
#ifndef SYNC_SESSION_INNER_H
#define SYNC_SESSION_INNER_H

#include "http/http.h"
#include "sync/couch.h"
#include "sync/session.h"

struct session {
    struct session_ways ways;
    struct store *store; /* ours alone */
    struct http *http;
    char *store_file, *url, *user, *password, *ca_file;
    char *origin, *root, *database; /* "https://host:5984", "" or "/couch", "/couch/db" */
    char *cookie;                   /* NULL = not signed in */
    int failures;                   /* visits, one after another */
    uint64_t visits;
    int64_t until, heard;           /* ticks: waiting ends; the last byte came */
    bool over, silent;
};

/* A request of ours, path from the server's root. The cookie goes with it and a new one is kept. */
struct session_call {
    const char *method, *path, *body;
    size_t body_size, ceiling;
    bool gzip, sign_in;
    int seconds, quiet_seconds;
    bool (*piece)(void *data, const char *bytes, size_t size);
    void *data;
};
bool session_call(struct session *session, const struct session_call *call,
                  struct http_answer *answer, struct fault *why);
bool session_account(const struct session *session); /* has a name */

#endif
