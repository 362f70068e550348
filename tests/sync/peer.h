/* SPDX-License-Identifier: EUPL-1.2 */
/* peer.h – a tablet for tests: a store with its session, and how it is compared with others. */
#ifndef SYNC_PEER_H
#define SYNC_PEER_H

#include "kit/couch_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/shelf.h"
#include "sync/session.h"

struct peer {
    char file[KIT_PATH];
    struct store *store;
    struct session *session;
    struct session_report report; /* of the last visit */
    struct fault why;
    int64_t let_go_at; /* ticks; 0 = never */
};

static inline bool peer_let_go(void *data)
{
    const struct peer *peer = data;
    return peer->let_go_at && clock_ticks() >= peer->let_go_at;
}

static inline void peer_session(struct peer *peer, const char *url, const char *user,
                                const char *password)
{
    struct session_ways ways = {.store_file = peer->file,
                                .clock = &clock_system,
                                .seed = kit_random(),
                                .cancelled = peer_let_go,
                                .data = peer};
    struct session_account account = {url, user, password, ""};
    session_free(peer->session);
    peer->session = session_new(&ways, &account, &peer->why);
    if (!peer->session) {
        fail_msg("%s: %s", url, peer->why.what.key);
    }
}

static inline void peer_open(struct peer *peer, const char *folder, const char *name,
                             const char *url)
{
    memset(peer, 0, sizeof *peer);
    snprintf(peer->file, sizeof peer->file, "%s", kit_path(folder, name));
    peer->store = shelf_open(peer->file);
    peer_session(peer, url, "", "");
}

static inline void peer_close(struct peer *peer)
{
    session_report_clear(&peer->report);
    session_free(peer->session);
    store_close(peer->store);
    memset(peer, 0, sizeof *peer);
}

static inline bool peer_try_visit(struct peer *peer)
{
    session_report_clear(&peer->report);
    return session_visit(peer->session, &peer->report, &peer->why);
}

static inline void peer_visit(struct peer *peer)
{
    if (!peer_try_visit(peer)) {
        fail_msg("%s: %s %s (%s)", peer->file, peer->why.what.key,
                 peer->why.what.argument[0].as.text, peer->why.detail);
    }
}

static inline bool peer_row(void *data, const char *document, const char *revision, bool deleted,
                            struct json_slice body)
{
    buffer_addf(data, "%s %s%s ", document, revision, deleted ? " deleted" : "");
    json_raw_canonical(body, data);
    buffer_add_byte(data, '\n');
    return true;
}

/* All leaves, a line each; free with free(). */
static inline char *peer_leaves(struct peer *peer)
{
    struct buffer out;
    buffer_init(&out, KIT_OUTPUT);
    assert_true(replica_leaves(peer->store, peer_row, &out, &peer->why));
    buffer_add_text(&out, "");
    char *text = buffer_take(&out);
    return text ? text : calloc(1, 1);
}

static inline void peers_agree(struct peer *a, struct peer *b)
{
    char *left = peer_leaves(a), *right = peer_leaves(b);
    assert_string_equal(left, right);
    free(left);
    free(right);
    left = shelf_all(a->store);
    right = shelf_all(b->store);
    assert_string_equal(left, right);
    free(left);
    free(right);
}

#endif
