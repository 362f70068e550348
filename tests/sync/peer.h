/* SPDX-License-Identifier: EUPL-1.2 */
/* peer.h – a tablet for tests: a store with its session, and how it is compared with others. */
#ifndef SYNC_PEER_H
#define SYNC_PEER_H

#include "kit/couch_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/shelf.h"
#include "sync/session.h"

struct peer {
    char file[KIT_PATH];
    struct store *store;
    struct session *session;
    struct session_report report; /* of the last visit */
    struct fault why;
    int64_t let_go_at; /* ticks; 0 = never */
    int let_go_step;   /* counts down with the steps of a visit; 1 = now, 0 = never */
};

static inline bool peer_let_go(void *data)
{
    const struct peer *peer = data;
    return peer->let_go_step == 1 || (peer->let_go_at && clock_ticks() >= peer->let_go_at);
}

static inline void peer_step(void *data, enum session_stage stage, int64_t done, int64_t total)
{
    struct peer *peer = data;
    (void)stage, (void)done, (void)total;
    peer->let_go_step -= peer->let_go_step > 1;
}

static inline void peer_session(struct peer *peer, const char *url, const char *user,
                                const char *password)
{
    struct session_ways ways = {.store_file = peer->file,
                                .clock = &clock_system,
                                .seed = kit_random(),
                                .cancelled = peer_let_go,
                                .progress = peer_step,
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

struct peer_line {
    char document[64], revision[REVISION_ID];
    bool deleted, winner;
    char *body;
};
struct peer_lines {
    struct peer_line *items;
    size_t count, room;
};

static inline bool peer_line(void *data, const char *document, const char *revision, bool deleted,
                             struct json_slice body)
{
    struct peer_lines *lines = data;
    struct buffer text;
    buffer_init(&text, KIT_OUTPUT);
    json_raw_canonical(body, &text);
    ARRAY_GROW(lines->items, lines->count, lines->room);
    struct peer_line *line = &lines->items[lines->count++];
    *line = (struct peer_line){.deleted = deleted, .winner = true, .body = buffer_take(&text)};
    snprintf(line->document, sizeof line->document, "%s", document);
    snprintf(line->revision, sizeof line->revision, "%s", revision);
    for (struct peer_line *other = line; other-- > lines->items;) {
        if (strcmp(other->document, document) != 0) {
            break;
        }
        bool wins = revision_wins(revision, deleted, other->revision, other->deleted);
        line->winner = line->winner && wins;
        other->winner = other->winner && !wins;
    }
    return true;
}

static inline struct peer_lines peer_lines(struct peer *peer)
{
    struct peer_lines lines = {NULL, 0, 0};
    assert_true(replica_leaves(peer->store, peer_line, &lines, &peer->why));
    return lines;
}

static inline void peer_lines_clear(struct peer_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        free(lines->items[i].body);
    }
    free(lines->items);
}

/* All leaves, a line each, the winner with a *; free with free(). */
static inline char *peer_leaves(struct peer *peer)
{
    struct buffer out;
    struct peer_lines lines = peer_lines(peer);
    buffer_init(&out, KIT_OUTPUT);
    for (size_t i = 0; i < lines.count; i++) {
        const struct peer_line *line = &lines.items[i];
        buffer_addf(&out, "%s %s%s%s %s\n", line->document, line->revision,
                    line->winner ? " *" : "", line->deleted ? " deleted" : "", line->body);
    }
    peer_lines_clear(&lines);
    buffer_add_text(&out, "");
    char *text = buffer_take(&out);
    return text ? text : calloc(1, 1);
}

static inline bool peer_document(void *data, const char *id, const char *body, size_t size)
{
    struct buffer text;
    struct peer_lines *lines = data;
    (void)id;
    buffer_init(&text, KIT_OUTPUT);
    json_raw_strip((struct json_slice){body, size}, true, &text);
    ARRAY_GROW(lines->items, lines->count, lines->room);
    struct peer_line *line = &lines->items[lines->count++];
    memset(line, 0, sizeof *line);
    snprintf(line->document, sizeof line->document, "%s", id);
    struct buffer out;
    buffer_init(&out, KIT_OUTPUT);
    json_raw_canonical((struct json_slice){text.data, text.size}, &out);
    line->body = buffer_take(&out);
    buffer_clear(&text);
    return true;
}

/* What the program sees of a document is its only living leaf. (While a question is open it also
 * depends on whether this tablet ever had the base.) */
static inline void peer_shows_its_leaves(struct peer *peer)
{
    struct peer_lines leaves = peer_lines(peer), shown = {NULL, 0, 0};
    assert_true(store_documents(peer->store, peer_document, &shown, &peer->why));
    for (size_t i = 0; i < leaves.count; i++) {
        const struct peer_line *leaf = &leaves.items[i];
        int living = 0;
        const char *seen = NULL;
        for (size_t k = 0; k < leaves.count; k++) {
            living += !leaves.items[k].deleted && !strcmp(leaves.items[k].document, leaf->document);
        }
        for (size_t k = 0; k < shown.count; k++) {
            if (!strcmp(shown.items[k].document, leaf->document)) {
                seen = shown.items[k].body;
            }
        }
        if (living == 1 && !leaf->deleted) {
            assert_non_null(seen);
            assert_string_equal(seen, leaf->body);
        }
    }
    peer_lines_clear(&leaves);
    peer_lines_clear(&shown);
}

static inline void peers_agree(struct peer *a, struct peer *b)
{
    char *left = peer_leaves(a), *right = peer_leaves(b);
    assert_string_equal(left, right);
    free(left);
    free(right);
    peer_shows_its_leaves(a);
    peer_shows_its_leaves(b);
}

#endif
