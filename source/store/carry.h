/* SPDX-License-Identifier: EUPL-1.2 */
/* carry.h – a store as lines of text, to be carried elsewhere without a server, and taken in again.
 *
 * One line of JSON per document, ordered by id: {"id", "seen" (what the program shows; none when it is deleted),
 * "edited", "question", "answered", "revisions": [{"rev", "parent", "leaf", "deleted", "state", "turn", "at", "edit",
 * "reason", "body"}]}. A body stands as it is written, byte for byte; one that holds a line end stands in "text"
 * as a JSON string instead. One line per edit, oldest first: {"undone", "edit"}. Nothing of the server that the
 * store syncs with is in them, nor the news that nobody looked at, nor the settings of the tablet.
 *
 * What leaves is as if a sending of it was tried: it is marked so on disk and never rewritten again, so
 * that what two tablets make of it later has a common base. Lines that hold less than the documents (`body`)
 * hold no history, no bodies of ancestors, and revision ids of their own: a hash of a secret of this store and the
 * real one, so that a later bundle from this tablet goes on from an earlier one, and nobody can try out what
 * was left out against the hash of a body.
 *
 * Taken in are the lines in two ways. Restored: into an empty store, row by row, so that everything is again as it
 * was. Merged: leaf by leaf with their ancestors, as a pull does (replica.h), and with the bodies of ancestors that were not
 * kept here; edits stay out, for they are not this tablet's to undo. A merge that a tablet made by itself and never sent is
 * made anew from all that it has then: in whatever order bundles come, or how often, the documents are the same. */
#ifndef STORE_CARRY_H
#define STORE_CARRY_H

#include "store/replica.h"

enum { CARRY_CEILING = 256 * 1024 * 1024, CARRY_LINE = 64 * 1024 * 1024 };

struct carry_ask {
    /* Is the document wanted? `seen` NULL = it is deleted. NULL = all. */
    bool (*wanted)(void *data, const char *document, const char *seen, size_t size);
    /* Adds what may be told of a body; false = nothing: the document stays out. NULL = bodies as they are. */
    bool (*body)(void *data, const char *document, struct json_slice body, struct buffer *out);
    void *data;
    const char *label; /* with `body`: ids differ by it ("public") */
};
struct carry_counts {
    long documents, edits;
};
/* Adds lines to `documents` (and, unless NULL, `edits`). */
bool carry_write(struct store *store, const struct carry_ask *ask, struct buffer *documents, struct buffer *edits,
                 struct carry_counts *counts, struct fault *why);

/* Into any store; all or nothing. `news` as of a pull; *odd counts what cannot be shown. `keep` false = only look: nothing
 * is written, but `news` tells what would. `progress` (may be NULL) gets thousandths; false = let go. */
struct carry_merge {
    int64_t moment;
    bool keep;
    bool (*progress)(void *data, int thousandths);
    void *data;
};
bool carry_merge(struct store *store, struct json_slice documents, const struct carry_merge *ask,
                 struct replica_news *news, int *odd, struct fault *why);
/* Into a store without documents and edits; all or nothing. Whether it holds together tells store_check. Faults
 * are INPUT with the number of the line. Of `ask` (may be NULL) only the progress is used. */
bool carry_restore(struct store *store, struct json_slice documents, struct json_slice edits, const struct carry_merge *ask,
                   struct fault *why);
/* Calls `each` with id, what is seen (text NULL = deleted) and the number of the line. False ends it. */
bool carry_walk(struct json_slice documents,
                bool (*each)(void *data, const char *id, struct json_slice seen), void *data, struct fault *why);

#endif
