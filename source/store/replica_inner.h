/* SPDX-License-Identifier: EUPL-1.2 */
/* replica_inner.h – the revision tree of one document, for the files of this room.
 *
 * A row of `revision` is one revision; `parent` is the row it grew from (0 = none, or its ancestors
 * were cut off). All calls stand inside a transaction of the caller's. */
#ifndef STORE_REPLICA_INNER_H
#define STORE_REPLICA_INNER_H

#include "base/ulid.h"
#include "store/replica.h"
#include "store/store_inner.h"

bool rights_read(struct store *store, struct fault *why); /* at opening */

enum revision_state {
    REVISION_KNOWN,   /* the server has it */
    REVISION_WAITING, /* made here, no sending was ever tried: may be rewritten */
    REVISION_TRIED,   /* may have reached the server: never rewritten */
    REVISION_REFUSED,
    REVISION_LARGE
};

struct leaf {
    int64_t seq, parent, at;
    char id[REVISION_ID];
    bool deleted;
    enum revision_state state;
    char *body; /* owned, may be NULL */
    char edit[ULID_SIZE];
};
struct leaves { /* the winner first */
    struct leaf *items;
    size_t count, room;
};
bool leaves_read(struct store *store, const char *document, struct leaves *out, struct fault *why);
void leaves_clear(struct leaves *leaves);
bool leaf_silent(const struct leaf *leaf); /* an earlier merge left it behind: it has no say */
bool tombstone_silent(const char *body);   /* the same of a deleted one by its body, which may be NULL */
size_t leaves_speaking(const struct leaves *leaves);

/* A row as it will stand; *seq gets its number. */
struct revision_row {
    const char *document, *id, *edit; /* edit may be NULL */
    int64_t parent, at;
    bool deleted, here; /* here = made on this device */
    enum revision_state state;
    struct json_slice body; /* text NULL = none kept */
};
bool revision_add(struct store *store, const struct revision_row *row, int64_t *seq,
                  struct fault *why);
struct found { /* seq 0 = it is not there */
    int64_t seq, parent;
    bool leaf, bare; /* bare: without body */
};
bool revision_find(struct store *store, const char *document, const char *id, struct found *out,
                   struct fault *why);
bool revision_flag(struct store *store, enum statement which, int64_t seq, int64_t value,
                   struct fault *why);
bool revision_answer(struct store *store, enum statement which, const char *document,
                     int64_t number, int64_t *out, struct fault *why);

/* A person's edit: `body` (a whole document, or NULL = deleted) becomes a revision. */
bool tree_grow(struct store *store, const char *document, const char *body, const char *edit,
               int64_t at, struct fault *why);
/* What the leaf says stands in another version now: it gets a tombstone that has no say. */
bool tree_bury(struct store *store, const char *document, const struct leaf *leaf,
               const char *edit, int64_t at, struct fault *why);
/* A child of `parent` with its tombstone or body; the parent is no leaf any more. */
bool tree_child(struct store *store, const char *document, const struct leaf *parent, bool deleted,
                struct json_slice body, const char *edit, int64_t at, struct fault *why);
/* The body of a deletion: {"type":…}, the same from every tablet; `merged`: it has no say. */
void tree_stone(const char *document, bool merged, struct buffer *out);
/* Can it stand in a tree: ids, generations, an object as body of at most 8 MB? */
bool arrival_acceptable(const struct replica_arrival *arrival);
bool tree_arrive(struct store *store, const struct replica_arrival *arrival, int64_t at,
                 bool *fresh, struct fault *why);
/* Did anything of the document come from elsewhere? */
bool tree_arrived(struct store *store, const char *document, bool *out, struct fault *why);

/* Merges the leaves as far as they do not collide and writes what the program sees. `edit`: whose
 * doing it is (NULL = it came so); `first`: a first pull, of which no news are kept; `news` may be NULL.
 * *odd: the winner cannot be shown. */
bool tree_show(struct store *store, const char *document, const char *edit, int64_t at,
               bool first, struct replica_news *news, bool *odd, struct fault *why);
/* The open question of a document: leaves, their bodies, the merge without answered collisions. */
struct quarrel {
    struct leaves leaves;
    cJSON **bodies; /* one per leaf, NULL = none */
    cJSON *base;
    bool blind; /* there was a base that is not kept, or several: what differs is asked */
    struct merge merge;
    size_t living, speaking; /* leaves; those that have a say come first */
};
bool quarrel_read(struct store *store, const char *document, struct quarrel *out,
                  struct fault *why);
void quarrel_clear(struct quarrel *quarrel);
/* Collisions at the paths that `edit` sets are answered by it. */
bool quarrel_answer(struct store *store, const struct edit *edit, struct fault *why);
bool quarrel_answer_path(struct store *store, const char *document, const char *path,
                         const char *edit, struct fault *why);
/* Takes an answer back, when nothing of it was sent; false in *done otherwise. */
bool quarrel_reopen(struct store *store, const char *document, const char *edit, bool *done,
                    struct fault *why);

/* Writes the document row; NULL removes it. `text` is the whole document. */
bool document_write(struct store *store, const char *id, const char *text, size_t size, int64_t at,
                    struct fault *why);

#endif
