/* SPDX-License-Identifier: EUPL-1.2 */
/* json_raw.h – JSON text cut and patched without reading it into a tree.
 *
 * What another program wrote stays byte for byte as it wrote it: unknown members, the spelling of
 * numbers (9007199254740993, 1.0), escapes (\u0000), doubled keys. A slice points into the text.
 * Nothing is allocated by reading; one pass; depth at most JSON_DEPTH. Pure. */
#ifndef BASE_JSON_RAW_H
#define BASE_JSON_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/fault.h"

struct json_slice { /* one value, without white space around it; text NULL = none */
    const char *text;
    size_t size;
};

/* Checks that `size` bytes are exactly one JSON value (grammar, UTF-8, depth); *out is it without the
 * white space around it. On failure why->place is the byte offset. */
bool json_raw_check(const char *text, size_t size, struct json_slice *out, struct fault *why);

/* Walks the members of an object or the elements of an array of checked text. `*at` starts at 0.
 * `key` may be NULL; it comes with its quotes, as it is written ({NULL,0} in an array). false at the end. */
bool json_raw_next(struct json_slice container, size_t *at, struct json_slice *key,
                   struct json_slice *value);
/* The member `key` (the last one when it is doubled); {NULL,0} = not there or not an object. */
struct json_slice json_raw_member(struct json_slice object, const char *key);
bool json_raw_is(struct json_slice value, char first); /* '{' '[' '"'; '0' = a number */
bool json_raw_true(struct json_slice value);
/* A string, its escapes undone; false when it is none, holds NUL or half a surrogate pair, or
 * does not fit. */
bool json_raw_text(struct json_slice value, char *out, size_t room);
/* A whole number that fits; false otherwise. */
bool json_raw_int(struct json_slice value, int64_t *out);

/* Adds the object to `out` without the members whose key begins with '_', except `_attachments`
 * when `attachments`; what is no object gives {}. */
void json_raw_strip(struct json_slice object, bool attachments, struct buffer *out);
/* Adds `root` to `out` with the value at `path` (member names with "/" between) replaced by `value`
 * ({NULL,0} removes it); every value elsewhere stays as it is written, of doubled members on the way
 * the last one. Objects on the way are made; false when it is barred by a value that is no object. */
bool json_raw_set(struct json_slice root, const char *path, struct json_slice value,
                  struct buffer *out);
/* Canonical text: no white space, members in the order of their keys' bytes as written, of doubled
 * ones the last; values as written. The same bytes from every tablet for the same document. */
void json_raw_canonical(struct json_slice value, struct buffer *out);
/* Adds `text` as a JSON string, with its quotes. */
void json_raw_quote(const char *text, struct buffer *out);

#endif
