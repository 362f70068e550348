/* SPDX-License-Identifier: EUPL-1.2 */
/* replica.h – the store as one of several copies: revision trees, what waits, what arrived.
 *
 * Each document has a tree of revisions as CouchDB keeps them: ids of the ancestors (at most
 * REVISIONS_MOST on a branch, never fewer than an unsent branch needs), raw bodies of all leaves, of the
 * parent of every unsent revision (the base of a three-way merge) and of a few ancestors more. The
 * document that the rest of the program sees (store_documents) is the merge of its living leaves
 * (edit/merge.h): with one leaf just its body. For a document of which nothing ever arrived it is still
 * what the standing edits give.
 *
 * A person's edit makes a child of the winning leaf, waiting to be sent. While the leaf is waiting and no
 * sending of it was ever tried, later edits replace it; back at the parent's body it vanishes. Once
 * tried, a revision is never rewritten. Undo of such an edit is a new edit with the reverse.
 *
 * When revisions arrive, versions that do not collide are merged at once: our untried leaf becomes a child of the
 * arrived one; otherwise the merge is a child of the winner, and the losing leaves get a tombstone
 * {"type":…,"merged":true}, which has no say in later merges. Collisions stay as leaves until a
 * person decides (store_resolve). What is written depends on the leaves and the place where they parted
 * alone, so that tablets converge: where that place is not kept here, or there are several, whatever
 * differs is asked, never guessed (merge_make_blind), and a tablet that knows it may answer first.
 * A person who takes a document away takes every living version away; who makes it again ends every
 * older deletion.
 *
 * One server per project. A store handle belongs to one thread; a second handle on the same file
 * (store_open_beside) may be used by the thread that syncs: SQLite keeps them apart, a writer waits
 * for the other's short transaction. */
#ifndef STORE_REPLICA_H
#define STORE_REPLICA_H

#include "base/json_raw.h"
#include "edit/merge.h"
#include "edit/revision.h"
#include "store/store.h"

/* Opens FILE that another handle of this process has open: no check, no migration. */
bool store_open_beside(const char *file, struct store **out, struct fault *why);

/* ---- the server we sync with ---- */
struct replica { /* texts are owned by the caller that reads them: replica_clear */
    char *url;         /* with database, without credentials */
    char *instance;    /* instance_start_time, "" = not known */
    char *pull_since;  /* opaque; "" = from the beginning */
    char *device;      /* key of this tablet, made once: random, 32 hex digits */
    char *checkpoint;  /* JSON of our last _local document, "" = none */
    int64_t contact;   /* moment of the last success; 0 = never */
};
bool replica_read(struct store *store, struct replica *out, struct fault *why); /* url "" = none yet */
void replica_clear(struct replica *replica);
/* Another url forgets since, seq and checkpoint; every leaf is then to be offered again (with
 * _revs_diff), nothing else changes. NULL = none any more. */
bool replica_choose(struct store *store, const char *url, struct fault *why);
/* The server is another or was put back: go on from `since`. */
bool replica_reset(struct store *store, const char *instance, const char *since, struct fault *why);
/* What this tablet may write on the server: documents whose id begins so ("prop:bib:"); "" = all. What others
 * disagree about is theirs to settle: it is shown merged here, and neither asked nor sent. */
bool replica_rights(struct store *store, const char *prefix, struct fault *why);
bool replica_checkpoint(struct store *store, const char *checkpoint, struct fault *why);
bool replica_contact(struct store *store, int64_t moment, struct fault *why);

/* ---- pulling ---- */
struct replica_row { /* one leaf of a _changes row */
    const char *document, *revision;
};
/* missing[i] = this revision is not in the tree; new_document[i] = the document is not known at all. */
bool replica_missing(struct store *store, const struct replica_row *rows, size_t count,
                     bool *missing, bool *new_document, struct fault *why);
struct replica_arrival {
    const char *document;
    const char *const *path; /* ids "N-hash", newest first, then its ancestors; at least one */
    int path_count;
    bool deleted;
    struct json_slice body;  /* without `_` members (attachments may stay) */
};
enum arrived { ARRIVED_NEW, ARRIVED_CHANGED, ARRIVED_REMOVED, ARRIVED_QUESTION };
struct replica_change {
    char *document;
    enum arrived kind;
};
struct replica_news { /* what a pull changed; owned, replica_news_clear; zeroed at first */
    struct replica_change *changes;
    size_t count, room;
    int64_t revisions; /* new ones */
    int merged, questions;
};
/* The documents that the rest of the program sees, one at a time; FAULT_MISSING when not there. */
bool store_document(struct store *store, const char *id, struct buffer *out, struct fault *why);
/* One transaction: all arrivals (those of one document side by side), the merges they allow, and `since` ("" = keep) as the new place to
 * go on from. Documents over JSON_DOCUMENT_CEILING, with odd ids or broken bodies are kept in the tree as
 * they are when they fit in 8 MB, shown never, and counted in *odd. Idempotent. Adds to `news`. */
bool replica_pull(struct store *store, const struct replica_arrival *arrivals, size_t count,
                  const char *since, int64_t moment, struct replica_news *news, int *odd,
                  struct fault *why);
void replica_news_clear(struct replica_news *news);

/* What arrived since the person last looked, newest first: at most `limit`. `fields`: names of the
 * members that changed, with spaces between, "" for a new one. False from `each` ends it. */
bool replica_arrived(struct store *store, int limit,
                     bool (*each)(void *data, const char *document, enum arrived kind,
                                  const char *fields, int64_t at),
                     void *data, struct fault *why);
bool replica_arrived_seen(struct store *store, struct fault *why);

/* ---- pushing ---- */
struct replica_outgoing { /* valid during the call */
    const char *document, *revision;
    struct json_slice body;  /* as it must be sent: with _id, _rev, _revisions, _deleted */
    int64_t seq;
    bool known;              /* came from a server, or was stored by one */
};
bool replica_last(struct store *store, int64_t *seq, struct fault *why); /* the greatest there is */
struct replica_wish {
    int64_t seq;     /* those after it, oldest change first … */
    int limit;       /* … until so many documents, or bytes, are given */
    size_t bytes;
    bool offer_all;  /* also those that came from this server (after replica_reset), by the number of the revision */
    bool buried;     /* the tombstones that merges left behind, and nothing else */
};
struct replica_taken {
    int64_t last;    /* the seq to go on from */
    bool buried;     /* a tombstone that a merge left behind was passed over */
};
/* The leaves that wait. They are marked as tried, on disk, before this returns.
 * What a merge buried goes last: a tombstone of a merge is given only on a wish for those, and only
 * once the server has every version of that document that speaks. Else whoever fetched the tombstone without what took its
 * content over, because the tablet's battery died between two requests or the server refused the other,
 * would have lost what somebody wrote. */
bool replica_take(struct store *store, const struct replica_wish *wish,
                  bool (*each)(void *data, const struct replica_outgoing *out), void *data,
                  struct replica_taken *taken, struct fault *why);
enum replica_result { RESULT_STORED, RESULT_REFUSED, RESULT_TOO_LARGE, RESULT_LATER };
struct replica_mark {
    const char *document, *revision;
    enum replica_result result;
    const char *reason; /* the server's words; NULL = none */
};
/* What became of them, in one transaction. */
bool replica_mark(struct store *store, const struct replica_mark *marks, size_t count,
                  struct fault *why);

/* All leaves, by document and id. False from `each` ends it. */
bool replica_leaves(struct store *store,
                    bool (*each)(void *data, const char *document, const char *revision,
                                 bool deleted, struct json_slice body),
                    void *data, struct fault *why);

/* ---- what waits, what is asked ---- */
struct replica_counts {
    int waiting, refused, questions; /* documents */
    int64_t oldest;                  /* moment of the oldest waiting edit, 0 = none */
};
bool replica_count(struct store *store, struct replica_counts *out, struct fault *why);
enum outbox_state { OUTBOX_WAITING, OUTBOX_TRIED, OUTBOX_SENT, OUTBOX_REFUSED, OUTBOX_TOO_LARGE };
struct outbox_line { /* valid during the call */
    const char *document, *revision, *reason;
    enum outbox_state state;
    const struct edit *edit; /* the newest deed in it, NULL = a merge */
    int64_t at;
};
/* Waiting and refused ones first, then the last `sent` sent ones. */
bool replica_outbox(struct store *store, int sent,
                    bool (*each)(void *data, const struct outbox_line *line), void *data,
                    struct fault *why);
/* A refused document: send it again, or give our version up (the tree goes back to what the server
 * has, and what our merges buried stands again; what was entered stays in the history). */
bool replica_retry(struct store *store, const char *document, struct fault *why); /* NULL = all */
bool replica_give_up(struct store *store, const char *document, int64_t moment,
                     struct replica_news *news, struct fault *why);

struct question { /* an open collision; valid during the call */
    const char *document;
    const struct merge *merge; /* collisions[…] */
    const char *const *roles;  /* per leaf: who, alias, from the leaf's "checked_by" or its edit; "" = not known */
    const int64_t *moments;    /* per leaf: when, 0 = not known */
    const bool *ours;          /* per leaf: made on this device */
    int leaf_count;
};
bool replica_questions(struct store *store, const char *document, /* NULL = all */
                       bool (*each)(void *data, const struct question *question), void *data,
                       struct fault *why);
/* A person's answer: the value for `path` of a document with an open question. When all its
 * collisions are answered, the losing leaves get their tombstones. It is a deed (verb "resolve"):
 * `edit` carries it, in the history, to be undone; while it was not sent, undo opens the question again.
 * A question may end between being asked and being answered: another tablet's answer arrived, or the
 * answer to one path made clear what the others are. The value that `edit` carries is then saved like
 * any deed; only keep or delete (path ""), an answer without a value of its own, and one about a document
 * that is gone are refused (MISSING), and nothing is changed. */
bool store_resolve(struct store *store, const struct edit *edit, const char *document,
                   const char *path, struct fault *why);

#endif
