/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/digest.h"

#include <stdio.h>
#include <stdlib.h>

#include <nettle/sha2.h>

#include "base/arena.h"

struct digest {
    struct sha256_ctx sum;
};

void digest_sha256(const void *bytes, size_t size, uint8_t out[DIGEST_SIZE])
{
    struct sha256_ctx sum;
    sha256_init(&sum);
    sha256_update(&sum, size, bytes);
    sha256_digest(&sum, DIGEST_SIZE, out);
}

void digest_hex(const uint8_t *bytes, size_t size, char *out)
{
    for (size_t i = 0; i < size; i++) {
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    }
    out[2 * size] = '\0';
}

struct digest *digest_new(void)
{
    struct digest *made = memory_take(sizeof *made);
    sha256_init(&made->sum);
    return made;
}

void digest_add(struct digest *digest, const void *bytes, size_t size)
{
    sha256_update(&digest->sum, size, bytes);
}

void digest_end(struct digest *digest, uint8_t out[DIGEST_SIZE])
{
    sha256_digest(&digest->sum, DIGEST_SIZE, out);
    free(digest);
}
