/* SPDX-License-Identifier: EUPL-1.2 */
/* language_inner.h – a word list as it lies in memory, shared by the files of this room.
 *
 * A list is the whole .mo file in one buffer and a sorted array of entries that point into it.
 * Format: gettext manual, "The Format of GNU MO Files". Either byte order is read. Every text is
 * checked once at loading: inside the file, NUL-terminated, UTF-8, keys ascending; after that
 * nothing needs to be checked. */
#ifndef LANGUAGE_LANGUAGE_INNER_H
#define LANGUAGE_LANGUAGE_INNER_H

#include <stddef.h>
#include <stdint.h>

#include "language/language.h"

enum { LIST_FILE_CEILING = 4 * 1024 * 1024, LIST_ENTRY_CEILING = 20000 };

struct entry {
    const char *key;    /* borrowed from the file */
    const char *text;   /* the first form */
    const char *plural; /* the second form; the first where there is but one */
};

struct language {
    enum language_code code;
    struct buffer file;    /* owned */
    struct entry *entries; /* owned; sorted by key, without the header's empty key */
    int count;
};

/* NULL = not in the list. */
const struct entry *language_find(const struct language *language, const char *key);

#endif
