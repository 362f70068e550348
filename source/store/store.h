/* SPDX-License-Identifier: EUPL-1.2 */
/* store.h – the device's own memory: one SQLite file per project.
 *
 * WAL, synchronous=FULL: when a call that writes returns true, what it wrote survives a crash and a
 * power cut. Every deed is one transaction that holds the documents and the edit. A store is used
 * by one thread at a time (the app gives it to a lane of its own). Migrations carry a version;
 * a newer version than ours is refused untouched; before a migration the file is copied beside.
 *
 * Tables: meta(key, value), document(id, type, body, edited), edit(seq, id, at, verb, body, undone),
 * part(document, seq), setting(key, value), and the revision trees of replica.h. Document bodies are
 * JSON text. A document that was made here alone is always what the standing edits give, laid over
 * nothing in order; one that came from elsewhere as well is the merge of its revisions, and undo
 * lays the reverse over it. `undone` is 0 for an edit that
 * stands, 1 when it can be done again, 2 when a newer deed has passed it by: nothing a person
 * entered is ever deleted. The file's application_id is "Wpst", its user_version STORE_VERSION.
 *
 * Faults are STORAGE (disk full, read-only, damaged, busy, foreign), INPUT or LIMIT (an edit that
 * would leave no valid document of at most JSON_DOCUMENT_CEILING bytes), CONFLICT (an edit with an
 * id that is there already). After a fault nothing of the deed is written. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/fault.h"
#include "edit/edit.h"

struct store; /* opaque */

enum { STORE_VERSION = 2, STORE_BACKUPS = 5 };

/* Opens or makes FILE; checks it (quick_check) and migrates it. A file that is refused stays as it
 * was, byte for byte. */
bool store_open(const char *file, struct store **out, struct fault *why);
void store_close(struct store *store);

/* All documents, ordered by id. `body` is valid during the call only; false from `each` ends the walk. */
bool store_documents(struct store *store, bool (*each)(void *data, const char *id, const char *body, size_t size),
                     void *data, struct fault *why);

/* Writes a deed: applies it to the stored documents, adds the edit; what could be redone no longer
 * can. An edit without changes is nothing and is true. */
bool store_edit(struct store *store, const struct edit *edit, struct fault *why);
/* Between these two, edits are one transaction on disk: all of them are saved when store_batch_end
 * returns true, none before. For the oefenwijk and for scripts; batches do not nest. */
bool store_batch_begin(struct store *store, struct fault *why);
bool store_batch_end(struct store *store, struct fault *why);
/* Takes back the newest edit that stands, or does the oldest undone one again. *out is that edit as
 * it was made (edit_clear it); FAULT_MISSING when there is none. */
bool store_undo(struct store *store, struct edit *out, struct fault *why);
bool store_redo(struct store *store, struct edit *out, struct fault *why);
/* The newest edits first, at most `limit`; `document` NULL = of all. False from `each` ends it. */
bool store_history(struct store *store, const char *document, int limit,
                   bool (*each)(void *data, const struct edit *edit, bool undone), void *data, struct fault *why);

/* Settings of this device: key at most 128 bytes, value at most 1 MB. get: `out` is initialised here;
 * FAULT_MISSING when not there. set: NULL removes. */
bool store_setting_get(struct store *store, const char *key, struct buffer *out, struct fault *why);
bool store_setting_set(struct store *store, const char *key, const char *value, struct fault *why);

/* A copy beside the file (FILE.backup-1 newest … FILE.backup-5), made with SQLite's backup and
 * checked; older ones move on. At most one a day ("2026-06-12") unless `now` forces it. */
bool store_backup(struct store *store, const char *day, bool now, struct fault *why);
/* Puts the newest sound backup in the place of FILE, which nobody may have open. The damaged file is
 * kept beside as FILE.damaged-1 (2, …), the backup stays. FAULT_MISSING when none is sound; nothing
 * is changed then. */
bool store_restore(const char *file, struct fault *why);
/* Before something large that no undo takes back: all of it as one checked file; what tells whether anything was entered, arrived or was
 * sent since (two states with the same stamp are the same); and that file in place of all that stands here, in one transaction,
 * which other handles see as a write. Settings of the device come back along. */
struct store_watch { /* asked between steps; false = let go (FAULT_CANCELLED, nothing is left behind). keep_on NULL = to the end */
    bool (*keep_on)(void *data);
    void *data;
};
bool store_copy(struct store *store, const char *file, struct store_watch watch, struct fault *why);
bool store_stamp(struct store *store, char out[DIGEST_HEX], struct fault *why);
bool store_take_back(struct store *store, const char *file, struct fault *why);
/* The whole self-check: integrity_check, every body JSON, every edit readable, replay from nothing
 * gives the same documents. `say` (may be NULL) gets a message per finding; true when there are
 * none. Changes nothing. */
bool store_check(struct store *store, void (*say)(void *data, const struct message *message), void *data, struct fault *why);

#endif
