/* SPDX-License-Identifier: EUPL-1.2 */
/* couch.h – CouchDB's replication as a machine of steps. Pure: no sockets, files, clock or chance of
 * its own; the same answers give the same steps, so that transcripts can play it.
 *
 * couch_step says what to do now: one HTTP request, one question to the store, a pause, or that it is over. The
 * caller does it and hands the outcome back with the call named beside the kind; that makes the next step. Texts and slices of
 * a step live until then. What a visit does, in order:
 *
 *   sign in      POST /_session, when there is an account and no cookie
 *   compare      GET _local/<id>: the newest checkpoint in both histories says where to go on. Only when the
 *                server has none: GET /db (is it there, is it the same one?). Another instance, or a checkpoint
 *                older than ours: the server was made anew or put back, so all local leaves are
 *                offered (also those that came from it) after the pull, and until that is done the
 *                store's instance stays "".
 *   pull         _changes, then what replica_missing says through _bulk_get; a first pull takes the
 *                bodies from the feed. One transaction of the store per batch, with its `since`.
 *   push         replica_take, _bulk_docs with new_edits=false; _revs_diff only while offering, and only about
 *                revisions that came from a server. A batch that is refused as a whole is halved until
 *                the culprit stands alone. What merges buried goes in requests of its own, after
 *                everything else: not before the server has what was made of it, and not in a visit in
 *                which the server put anything off.
 *   checkpoint   PUT _local/<id>, then the same text in the store: when something was pulled, at most
 *                every 30 s, and at the end of the pull; and after a first push.
 *
 * Nothing of an answer is taken over before all of it was checked. Words of the server reach a person
 * only as the reason of a refusal. */
#ifndef SYNC_COUCH_H
#define SYNC_COUCH_H

#include "base/buffer.h"
#include "store/replica.h"

enum {
    COUCH_FIRST_LIMIT = 2500,        /* rows with bodies, first pull */
    COUCH_LIMIT = 1000,              /* rows without */
    COUCH_GET = 500,                 /* documents per _bulk_get */
    COUCH_SEND = 500,                /* documents per _bulk_docs */
    COUCH_SEND_BYTES = 1024 * 1024,
    COUCH_CHECKPOINT_MS = 30000,
    COUCH_HISTORY = 50,
    COUCH_HEARTBEAT_MS = 25000,
    COUCH_LOCKED_SECONDS = 300       /* CouchDB's lock-out after wrong passwords */
};

struct couch; /* opaque */

struct couch_ways {          /* copied */
    const char *root;        /* path in front of the database: "" or "/couch" */
    const char *database;    /* its path, encoded: "/couch/wijkpeil-21012" */
    const char *url;         /* whole, without credentials: part of the checkpoint's name */
    const struct replica *known; /* as the store has it now */
    int64_t bound;           /* greatest revision number in the store: replica_last */
    bool account, cookie;    /* there is a name and password; we are signed in */
    uint64_t seed;           /* of session ids and jitter */
    int failures;            /* visits that failed one after another until now */
    int64_t ticks;           /* milliseconds that only grow */
};

enum couch_kind {            /* … and the call that answers it */
    COUCH_HTTP,              /* couch_http, couch_broken */
    COUCH_MISSING,           /* couch_missing */
    COUCH_PULL,              /* couch_go_on */
    COUCH_TAKE,              /* couch_parcel for each, then couch_taken */
    COUCH_MARK,              /* couch_go_on */
    COUCH_CHECKPOINT,        /* couch_go_on: replica_checkpoint */
    COUCH_RESET,             /* couch_go_on: replica_reset */
    COUCH_WAIT,              /* couch_go_on */
    COUCH_DONE,
    COUCH_FAILED
};
enum couch_stage { COUCH_SIGN_IN, COUCH_COMPARE, COUCH_PULLING, COUCH_PUSHING, COUCH_ENDED };

struct couch_step {
    enum couch_kind kind;
    /* HTTP */
    const char *method, *path; /* path with its query, from the server's root */
    const char *body;          /* NULL = none */
    size_t body_size;
    bool gzip;
    bool sign_in;              /* the body is the caller's to make: {"name":…,"password":…} */
    /* MISSING */
    const struct replica_row *rows;
    /* PULL */
    const struct replica_arrival *arrivals;
    /* MARK */
    const struct replica_mark *marks;
    size_t count;              /* of rows, arrivals, marks */
    /* PULL, RESET */
    const char *since, *instance;
    /* TAKE */
    struct replica_wish wish;
    /* CHECKPOINT */
    const char *checkpoint;
    /* WAIT */
    int milliseconds;
    /* FAILED */
    const struct fault *fault;
    int retry_seconds;         /* 0 = a person is needed */
};

struct couch *couch_new(const struct couch_ways *ways);
void couch_free(struct couch *couch);
const struct couch_step *couch_step(const struct couch *couch);

struct couch_answer {
    int status;
    const char *content_type;
    int retry_after; /* seconds; -1 = not said */
    struct buffer body; /* taken over: empty afterwards */
    int64_t ticks;
};
void couch_http(struct couch *couch, struct couch_answer *answer);
/* No answer: NETWORK, LIMIT (too large), REFUSED, CANCELLED. */
void couch_broken(struct couch *couch, const struct fault *why);
void couch_missing(struct couch *couch, const bool *missing, const bool *new_document);
void couch_parcel(struct couch *couch, const struct replica_outgoing *out); /* copied */
void couch_taken(struct couch *couch, const struct replica_taken *taken);
void couch_go_on(struct couch *couch);

struct couch_count {
    enum couch_stage stage;
    int64_t done, total;   /* of the stage; total -1 = not known */
    int64_t pushed;        /* revisions that the server has now */
    int refused, too_large;
    int odd;               /* revisions that could not be had or read */
};
struct couch_count couch_count(const struct couch *couch);

/* ---- parts that waiting and trying share ---- */

/* The path of the feed: answers as soon as something stands behind `since`. */
void couch_feed_path(const char *database, const char *since, int seconds, struct buffer *out);
/* Is there a row in the answer of the feed? false: not an answer of the feed. */
bool couch_feed_read(const char *text, size_t size, bool *news, struct fault *why);
/* What a status that is no success means to a person; seconds until a next try, 0 = a person is needed,
 * -1 = the growing pauses. */
int couch_status_fault(int status, const char *text, size_t size, bool signing_in, struct fault *why);
/* A JSON answer? Else the fault in words. */
bool couch_json_check(const char *content_type, const char *text, size_t size,
                      struct json_slice *out, struct fault *why);

#endif
