/* SPDX-License-Identifier: EUPL-1.2 */
/* edit.h – a change as a value with its reverse, laid over documents.
 *
 * An edit is what one deed of a person changed: fields of one or more documents, each with the
 * value before and after (NULL = not there). Path "" is the whole document. An edit that changes
 * nothing vanishes (change_count 0). Texts and values are owned by the edit. Pure. */
#ifndef EDIT_EDIT_H
#define EDIT_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include "base/fault.h"
#include "base/message.h"
#include "base/ulid.h"

struct change {
    char *document; /* _id */
    char *path;     /* json_path, "" = whole */
    cJSON *before, *after; /* NULL = none */
};
struct edit {
    char id[ULID_SIZE];
    int64_t at;          /* moment */
    char *role;          /* alias of the tablet or role, never a person's name */
    char *verb;          /* "confirm", "add", "set", "remove", "look", "judge", … */
    char *subject;       /* name for the history: "De Boekenmolen" */
    struct change *changes;
    size_t change_count, change_room;
};

void edit_init(struct edit *edit, const char *id, int64_t at, const char *role, const char *verb, const char *subject);
void edit_clear(struct edit *edit);
/* Takes `before` and `after`; leaves the change out when they mean the same. A change that goes on
 * from the last one (same document and path, its `after` is our `before`) is joined with it. */
void edit_add(struct edit *edit, const char *document, const char *path, cJSON *before, cJSON *after);
void edit_reverse(const struct edit *edit, struct edit *out); /* same id, at, role; changes backward */
bool edit_copy(const struct edit *edit, struct edit *out);

/* Applies the changes of one document to `body` (NULL = not there yet); returns the new body (the
 * caller's; NULL = the document is gone). `body` itself is not touched. Fields are set whatever
 * stands there now: the newest deed wins on this device. */
cJSON *edit_apply(const struct edit *edit, const char *document, const cJSON *body);
/* Applies one change to *body in place (NULL = not there). A value that bars the way is replaced by
 * an object; an object that a removal leaves empty goes too, but never the document itself; a field
 * of a document that is not there makes one with its "_id". */
void change_apply(const struct change *change, cJSON **body);

/* As JSON for the store: {"id","at","role","verb","subject","changes":[{"d","p","b","a"}]}. */
char *edit_write(const struct edit *edit); /* free with free() */
/* Reads at most EDIT_CEILING bytes. `out` is filled only on success. */
enum { EDIT_CEILING = 64 * 1024 * 1024, EDIT_TEXT = 256, EDIT_PATH = 1024 };
bool edit_parse(const char *text, size_t size, struct edit *out, struct fault *why);

#endif
