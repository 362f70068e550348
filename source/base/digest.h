/* SPDX-License-Identifier: EUPL-1.2 */
/* digest.h – SHA-256 (FIPS 180-4), on nettle: small, so that it costs nothing to have at hand. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_SIZE = 32, DIGEST_HEX = 65 };
void digest_sha256(const void *bytes, size_t size, uint8_t out[DIGEST_SIZE]);
void digest_hex(const uint8_t *bytes, size_t size, char *out); /* 2 * size + 1 */

struct digest; /* opaque: one that grows */
struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *bytes, size_t size);
void digest_end(struct digest *digest, uint8_t out[DIGEST_SIZE]); /* frees it */

#endif
