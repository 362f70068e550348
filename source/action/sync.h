/* SPDX-License-Identifier: EUPL-1.2 */
/* sync.h – the project and its server: pairing, the visits in the background, what waits and what
 * came in. Main thread only; the visits run on a lane of their own.
 *
 * The first visit starts up to 120 s after the project was opened (spread by chance, so that a city's tablets do
 * not come at once), or at once when asked. While `eager` (open and on mains) it waits on the server's
 * feed; else it asks every few minutes. After a deed it pushes within seconds. After a fault it
 * comes back with growing pauses. Not paired: nothing runs, no thread, no network. */
#ifndef ACTION_SYNC_H
#define ACTION_SYNC_H

#include "action/project.h"
#include "store/replica.h"
#include "sync/session.h"

/* ---- pairing ---- */
struct pairing { /* what a link or QR text holds: wijkpeil://pair?server=…&database=…&user=…&key=…&role=…[&org=…] */
    char server[512], database[128], user[128], key[256], role[64], org[64];
};
bool pairing_parse(const char *text, struct pairing *out, struct fault *why);
/* Keeps url and user in the project, the key in a file of mode 0600 (never in project.json, logs, arguments). */
bool sync_pair(struct project *project, const struct pairing *pairing, struct fault *why);
bool sync_pairing(const struct project *project, struct pairing *out); /* without the key; false = not paired */
/* Certificates that are trusted besides the system's: a PEM file of the municipality, copied into the
 * project; NULL = none any more. */
bool sync_trust(struct project *project, const char *file, struct fault *why);
bool sync_trusts(const struct project *project);
/* Signs out: forgets key and pairing; all local data stays. */
bool sync_unpair(struct project *project, struct fault *why);

/* ---- state ---- */
enum sync_state {
    SYNC_NONE,    /* not paired: everything stays on this tablet */
    SYNC_RESTING, /* nothing to do */
    SYNC_WORKING,
    SYNC_OFFLINE, /* no connection; comes back by itself */
    SYNC_ASKS     /* a person is needed: fault says what for */
};
struct sync_status {
    enum sync_state state;
    int waiting, refused, questions;   /* documents */
    int64_t contact, offline_since;    /* moments; 0 = never */
    enum session_stage stage;          /* SYNC_WORKING */
    int64_t done, total;
    struct fault fault;                /* of the last visit; FAULT_NONE = it went well */
};
const struct sync_status *sync_status(struct project *project);
void sync_start(struct project *project, bool eager);
void sync_stop(struct project *project);  /* lets a visit go, waits for it (at most 100 ms of network) */
/* To be called when the clock reaches sync_next (a moment of clock_ticks; -1 = nothing planned). */
void sync_tick(struct project *project, int64_t now_ticks);
int64_t sync_next(const struct project *project);
void sync_now(struct project *project);   /* "nu uitwisselen" */
void sync_cancel(struct project *project);
/* One visit, waited for: command line. */
bool sync_visit(struct project *project, struct session_report *out, struct fault *why);
/* Each step's failure in a sentence. On a worker: `done` on the main thread. */
void sync_try(struct project *project, const struct pairing *pairing,
              void (*done)(void *data, bool ok, const char *name, const struct fault *why), void *data);

/* ---- outbox ---- */
/* This and what follows is read from the store after each visit and deed; kept until the next
 * project_settle that says that something changed. */
enum { SYNC_LINES = 500 };
struct sync_line {
    const char *document, *name; /* of the place, or the deed's subject */
    const char *verb, *reason;   /* verb "" = a merge */
    enum outbox_state state;
    int64_t at;
};
size_t sync_outbox(struct project *project, const struct sync_line **out);
bool sync_retry(struct project *project, const char *document, struct fault *why); /* NULL = all */
bool sync_give_up(struct project *project, const char *document, struct fault *why);

/* ---- questions ---- */
struct sync_value {
    const char *text;   /* as a person reads it: "Mo-Fr 09:00-17:00", "gratis"; "" = not there */
    const char *role;   /* alias, "" = not known */
    int64_t at;         /* moment, 0 = not known */
    bool ours, shown;   /* ours: a deed on this tablet wrote it */
};
enum { SYNC_VALUES = 6 };
struct sync_question {
    const char *document, *name, *path; /* path "" = keep or delete */
    struct sync_value values[SYNC_VALUES];
    int value_count;
};
size_t sync_questions(struct project *project, const struct sync_question **out);
/* Takes value `index`, or with -1 `typed` (as place_field_read takes it). A deed with undo. What was typed is saved also when
 * the question was answered elsewhere meanwhile. */
bool sync_answer(struct project *project, const char *document, const char *path, int index,
                 const char *typed, struct fault *why);
/* May another value be typed for this field? Of places, and of the kinds of logbook/field.h. */
bool sync_typeable(const struct project *project, const char *document, const char *path);

/* What stands there now, as a person reads it ("" = nothing); NULL = the document is gone. Free it. */
char *sync_value_now(const struct project *project, const char *document, const char *path);

/* ---- what has changed ---- */
struct sync_change {
    const char *document, *name;
    int kind; /* ARRIVED_… of store/replica.h */
    const char *fields; /* names of the members that changed: "hours phone" */
    int64_t at;
};
/* Since the person last looked; newest first, at most SYNC_LINES. */
size_t sync_changes(struct project *project, const struct sync_change **out);
void sync_changes_seen(struct project *project);

#endif
