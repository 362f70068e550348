/* SPDX-License-Identifier: EUPL-1.2 */
/* hash.h – quick hashes (not for secrets). */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* FNV-1a, 64 bits; `seed` 0 gives the standard offset basis, other seeds independent families. */
uint64_t hash_bytes(const void *bytes, size_t size, uint64_t seed);
uint64_t hash_text(const char *text);

#endif
