/* SPDX-License-Identifier: EUPL-1.2 */
/* table.h – a hash map from text to pointer. Keys are copied; values are the caller's. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct table_slot;
struct table {
    struct table_slot *slots; /* owned */
    size_t count;
    size_t room; /* a power of two, or 0 */
};

void table_init(struct table *table);
void table_clear(struct table *table, void (*free_value)(void *)); /* free_value may be NULL */
void *table_find(const struct table *table, const char *key);      /* NULL = not there */
/* Sets `key` to `value` (not NULL); returns the value that stood there, or NULL. */
void *table_set(struct table *table, const char *key, void *value);
void *table_remove(struct table *table, const char *key); /* the value that stood there, or NULL */
/* Walks all pairs in no particular order; `*at` starts at 0. False at the end.
 * The table may not change meanwhile. */
bool table_next(const struct table *table, size_t *at, const char **key, void **value);

#endif
