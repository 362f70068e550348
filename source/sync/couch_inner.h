/* SPDX-License-Identifier: EUPL-1.2 */
/* couch_inner.h – what the files of the step machine share.
 *
 * One request at a time: couch_ask makes it and names who hears its answer. Sign-in and repeats happen
 * between the two, unseen by the asker. Likewise `then` hears that the store did its part. */
#ifndef SYNC_COUCH_INNER_H
#define SYNC_COUCH_INNER_H

#include "base/arena.h"
#include "sync/couch.h"

/* Statuses that the asker hears itself (all others end in a repeat or a fault). */
enum { HEAR_404 = 1, HEAR_409 = 2, HEAR_WHOLE = 4 /* 400 412 413 */, HEAR_400 = 8, HEAR_REFUSAL = 16 };

struct couch_want { /* a revision to get */
    const char *id, *revision;
    bool had;
};
struct couch_wants {
    struct couch_want *items;
    size_t count, room;
};
struct couch_row { /* one row of the feed; its leaves stand in rows[first …] */
    size_t first, leaves;
    struct json_slice document; /* with include_docs */
    bool deleted, twice;
};
struct couch_parcel {
    const char *document, *revision;
    size_t from, size; /* in `parcels_text` */
    bool send, known;
};
struct couch_range { /* parcels of one _bulk_docs */
    size_t from, to;
};
enum { COUCH_RANGES = 16 };

typedef void couch_then(struct couch *couch);

struct couch {
    char *root, *database, *url;
    struct {
        char *instance, *since, *device;
    } known;
    int64_t bound, ticks;
    bool account, cookie, reached, signed_in, in_sign_in, slow_down;
    uint64_t chance;
    int failures, tries;
    struct couch_step step;
    struct couch_count count;
    struct fault fault;

    struct { /* the request under way, kept for a repeat */
        const char *method;
        struct buffer path, body;
        bool gzip;
        unsigned hears;
        couch_then *heard;
        bool (*too_large)(struct couch *couch); /* asks smaller; false = it cannot */
    } ask;
    struct buffer sign_path;
    int status;           /* of the answer */
    struct buffer answer; /* its text … */
    struct json_slice json; /* … checked; {NULL,0} when it is no success */
    couch_then *then;

    char *local_path, *server_rev; /* of the checkpoint */
    struct buffer own, next;       /* checkpoint of ours, and the one being written; JSON */
    struct buffer server;
    int conflicts;
    int64_t written;               /* ticks of the last checkpoint */
    couch_then *after_checkpoint;

    char *since, *instance;
    bool offer, empty_server, feed_again;
    /* the batch of the feed */
    struct arena arena;
    struct buffer bodies;
    int limit;
    bool with_bodies, more;
    char *next_since;
    struct couch_row *lines;
    size_t line_count, line_room;
    struct replica_row *rows;
    size_t row_count, row_room;
    struct replica_arrival *arrivals;
    size_t arrival_count, arrival_room;
    struct couch_wants wants, later;
    size_t want_at, want_end, get_limit;
    int round;
    int64_t pulled, listed;

    enum couch_turn { TURN_ALL, TURN_WAITING, TURN_ALL_BURIED, TURN_BURIED, TURN_OVER } turn;
    bool buried, put_off; /* tombstones of merges wait; the server put something off */
    int64_t seq;
    size_t send_bytes;
    int send_limit;
    struct buffer parcels_text;
    struct couch_parcel *parcels;
    size_t parcel_count, parcel_room;
    size_t *sends, send_count, send_room; /* parcels that go, in order */
    struct couch_range ranges[COUCH_RANGES];
    int range_count;
    struct replica_mark *marks;
    size_t mark_count, mark_room;
};

/* answer.c */
void couch_ask(struct couch *couch, const char *method, unsigned hears, couch_then *heard);
void couch_sign_in(struct couch *couch);
void couch_fail(struct couch *couch, int retry_seconds); /* couch->fault is filled; -1 = growing pauses */
void couch_fail_garbage(struct couch *couch, const char *detail);
uint64_t couch_chance(struct couch *couch);
/* Makes a step that `then` goes on from. */
struct couch_step *couch_do(struct couch *couch, enum couch_kind kind, couch_then *then);
/* The path of the database with `rest` behind it, into ask.path; ask.body is emptied. */
void couch_path(struct couch *couch, const char *rest);
/* A number, text or array of a sequence as text; NULL when null or missing. In the arena. */
char *couch_sequence(struct arena *arena, struct json_slice value);
const char *couch_text(struct arena *arena, struct json_slice value); /* NULL = no text */

/* compare.c */
void couch_compare(struct couch *couch);
void couch_checkpoint_write(struct couch *couch, couch_then *after);
/* pull.c */
void couch_pull(struct couch *couch);
void couch_batch_get(struct couch *couch);
void couch_batch_end(struct couch *couch);
void couch_arrive(struct couch *couch, const char *id, struct json_slice document, bool with_path);
/* feed.c */
bool couch_feed_take(struct couch *couch);      /* rows of the answer; false = failed already */
void couch_feed_sort(struct couch *couch, const bool *missing, const bool *fresh);
/* push.c, results.c */
void couch_push(struct couch *couch);
void couch_diff_write(struct couch *couch);
void couch_diff_read(struct couch *couch);
bool couch_results_read(struct couch *couch, struct couch_range range);

#endif
