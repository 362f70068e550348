/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/digest.h"

#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"

/* SHA-256 cannot fail but for want of memory, which ends the program as elsewhere. */
static void sure(int done)
{
    if (done != 1) {
        memory_grow(NULL, SIZE_MAX);
    }
}

void digest_sha256(const void *bytes, size_t size, uint8_t out[DIGEST_SIZE])
{
    sure(EVP_Digest(bytes, size, out, NULL, EVP_sha256(), NULL));
}

void digest_hex(const uint8_t *bytes, size_t size, char *out)
{
    for (size_t i = 0; i < size; i++) {
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    }
    out[2 * size] = '\0';
}

static EVP_MD_CTX *context(struct digest *digest)
{
    return (EVP_MD_CTX *)(void *)digest;
}

struct digest *digest_new(void)
{
    EVP_MD_CTX *made = EVP_MD_CTX_new();
    sure(made != NULL);
    sure(EVP_DigestInit_ex(made, EVP_sha256(), NULL));
    return (struct digest *)(void *)made;
}

void digest_add(struct digest *digest, const void *bytes, size_t size)
{
    sure(EVP_DigestUpdate(context(digest), bytes, size));
}

void digest_end(struct digest *digest, uint8_t out[DIGEST_SIZE])
{
    sure(EVP_DigestFinal_ex(context(digest), out, NULL));
    EVP_MD_CTX_free(context(digest));
}
