/* SPDX-License-Identifier: EUPL-1.2 */
/* session.h – visits to the server: `couch` thinks, `http` talks, the store keeps.
 *
 * A session belongs to one worker thread and has its own store handle. A visit signs in when
 * needed, compares checkpoints, pulls everything new, merges, pushes what waits, pulls once more when the push met
 * newer versions, and writes checkpoints on both sides. It may be cut anywhere, by a cancel, the network or
 * SIGKILL: what is on disk is whole, and the next visit goes on from there. Only the visit's own thread
 * waits. Nothing local is ever deleted because of what a server says. */
#ifndef SYNC_SESSION_H
#define SYNC_SESSION_H

#include "base/clock.h"
#include "store/replica.h"

struct session; /* opaque */

struct session_account {       /* copied */
    const char *url;           /* "https://couch.gemeente.be/wijkpeil-21012" */
    const char *user, *password; /* "" = none */
    const char *ca_file;       /* "" = the system's */
};
enum session_stage { STAGE_SIGN_IN, STAGE_COMPARE, STAGE_PULL, STAGE_PUSH, STAGE_DONE };
struct session_ways {
    const char *store_file;
    const struct clock *clock;
    uint64_t seed;             /* of the jitter; tests repeat it */
    int connect_seconds, patience; /* as http_ways; 0 = http's own */
    bool (*cancelled)(void *data);
    /* total -1 = not known yet */
    void (*progress)(void *data, enum session_stage stage, int64_t done, int64_t total);
    void *data;
};
struct session *session_new(const struct session_ways *ways, const struct session_account *account,
                            struct fault *why);
void session_free(struct session *session);

struct session_report {        /* session_report_clear */
    int64_t pulled, pushed;    /* revisions */
    int refused, too_large, questions, merged, odd;
    int64_t requests, bytes_out, bytes_in;
    struct replica_news news;  /* what changed in the documents */
    int retry_seconds;         /* after a fault: when to try again (backoff, Retry-After); 0 = do not by itself */
};
/* One visit. false: `why` says in words what happened, what is safe and what to do; the report holds
 * what was done until then. Faults that only a person can mend (wrong password, no access, database
 * gone, another certificate) have retry_seconds 0. */
bool session_visit(struct session *session, struct session_report *report, struct fault *why);
void session_report_clear(struct session_report *report);
/* Waits on the server's change feed until something new stands there (*news true), `seconds` went
 * by, or it is let go. */
bool session_wait(struct session *session, int seconds, bool *news, struct fault *why);
/* Tries step by step: name found, connection, certificate, is it CouchDB, sign-in, database, right
 * to read; true = all well, and `name` tells the server ("CouchDB 3.5.0"). */
bool session_try(struct session *session, char name[64], struct fault *why);

#endif
