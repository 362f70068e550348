/* SPDX-License-Identifier: EUPL-1.2 */
/* fault.h – why something did not work, as a value.
 *
 * Functions that can meet misfortune return bool and fill a `struct fault *why` (never NULL
 * unless the header says so). The place that knows fills it; floors above pass it on or add
 * what is safe. A person reads `what` through `language_say`; the log keeps `detail`. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/message.h"

enum fault_kind {
    FAULT_NONE,
    FAULT_USAGE,     /* wrong command, option, code: the caller's words are off */
    FAULT_INPUT,     /* a file or value that cannot be read as what it should be */
    FAULT_LIMIT,     /* bigger or deeper than our ceilings */
    FAULT_MISSING,   /* a file, place, wijk that is not there */
    FAULT_CONFLICT,  /* what is there differs from what was expected */
    FAULT_STORAGE,   /* disk full, read-only, broken store */
    FAULT_MEMORY,    /* a large asking that was refused */
    FAULT_CANCELLED, /* somebody let it go */
    FAULT_NETWORK,   /* no connection, or it broke: passes by itself */
    FAULT_REFUSED    /* a server says no: a person is needed */
};

struct fault {
    enum fault_kind kind;
    struct message what; /* for people */
    int64_t place;       /* byte offset, line, column or tile row; -1 = none */
    char file[256];      /* the file it is about, or "" */
    char detail[256];    /* for the log: errno text, SQLite message, … */
};

/* Fills `why` (which may hold an older fault) with `kind` and a message of `key`; always returns
 * false, so that a function can end with `return fault_set(why, …)`. */
bool fault_set(struct fault *why, enum fault_kind kind, const char *key);
/* The same, with one text argument of the message ({0}). */
bool fault_set_text(struct fault *why, enum fault_kind kind, const char *key, const char *text);
/* Adds what is known; each returns false as well. */
bool fault_at(struct fault *why, int64_t place);
bool fault_in(struct fault *why, const char *file);
bool fault_detail(struct fault *why, const char *format, ...) __attribute__((format(printf, 2, 3)));
void fault_clear(struct fault *why);

#endif
