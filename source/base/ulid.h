/* SPDX-License-Identifier: EUPL-1.2 */
/* ulid.h – ids of 26 characters that sort by time (github.com/ulid/spec). */
#ifndef BASE_ULID_H
#define BASE_ULID_H

#include <stdbool.h>
#include <stdint.h>

enum { ULID_SIZE = 27 }; /* with the NUL */

/* A new id: 48 bits of `now_ms`, 80 bits of the machine's randomness. */
void ulid_make(int64_t now_ms, char out[ULID_SIZE]);
/* The same id for the same text on every tablet, so that two people who confirm one candidate
 * write one document. 128 bits of hash_bytes; the top bits may be any. */
void ulid_of_text(const char *text, char out[ULID_SIZE]);
bool ulid_valid(const char *text);
/* The moment in it, ms; false = no ULID. Of one of ulid_of_text it means nothing. */
bool ulid_moment_ms(const char *text, int64_t *out);

#endif
