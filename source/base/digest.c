/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { WORDS = 8, ROUNDS = 64, BLOCK = 64, LENGTH_AT = 56 };

struct digest {
    uint32_t state[WORDS];
    uint64_t size; /* bytes so far */
    uint8_t block[BLOCK];
};

static const uint32_t START[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
static const uint32_t PART[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t word, int by)
{
    return word >> by | word << (32 - by);
}

static void schedule(const uint8_t *block, uint32_t word[ROUNDS])
{
    for (int at = 0; at < BLOCK / 4; at++) {
        const uint8_t *byte = block + at * 4;
        word[at] = (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 |
                   (uint32_t)byte[3];
    }
    for (int at = BLOCK / 4; at < ROUNDS; at++) {
        uint32_t early = word[at - 15], late = word[at - 2];
        word[at] = word[at - 16] + (turn(early, 7) ^ turn(early, 18) ^ early >> 3) + word[at - 7] +
                   (turn(late, 17) ^ turn(late, 19) ^ late >> 10);
    }
}

static void block_take(uint32_t state[WORDS], const uint8_t *block)
{
    uint32_t word[ROUNDS], now[WORDS];
    schedule(block, word);
    memcpy(now, state, sizeof now);
    for (int at = 0; at < ROUNDS; at++) {
        uint32_t a = now[0], b = now[1], c = now[2], e = now[4];
        uint32_t first = now[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
                         ((e & now[5]) ^ (~e & now[6])) + PART[at] + word[at];
        uint32_t second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        memmove(now + 1, now, (WORDS - 1) * sizeof *now);
        now[4] += first;
        now[0] = first + second;
    }
    for (int at = 0; at < WORDS; at++) {
        state[at] += now[at];
    }
}

static void begin(struct digest *digest)
{
    memcpy(digest->state, START, sizeof START);
    digest->size = 0;
}

void digest_add(struct digest *digest, const void *bytes, size_t size)
{
    const uint8_t *from = bytes;
    size_t held = digest->size % BLOCK;
    digest->size += size;
    if (held) {
        size_t more = size < BLOCK - held ? size : BLOCK - held;
        memcpy(digest->block + held, from, more);
        if (held + more < BLOCK) {
            return;
        }
        block_take(digest->state, digest->block);
        from += more;
        size -= more;
    }
    for (; size >= BLOCK; from += BLOCK, size -= BLOCK) {
        block_take(digest->state, from);
    }
    if (size) {
        memcpy(digest->block, from, size);
    }
}

static void finish(struct digest *digest, uint8_t out[DIGEST_SIZE])
{
    static const uint8_t padding[BLOCK] = {0x80};
    uint64_t bits = digest->size * 8;
    uint8_t length[8];
    size_t held = digest->size % BLOCK;
    for (int at = 0; at < 8; at++) {
        length[at] = (uint8_t)(bits >> (56 - 8 * at));
    }
    digest_add(digest, padding, held < LENGTH_AT ? LENGTH_AT - held : BLOCK + LENGTH_AT - held);
    digest_add(digest, length, sizeof length);
    for (int at = 0; at < DIGEST_SIZE; at++) {
        out[at] = (uint8_t)(digest->state[at / 4] >> (24 - at % 4 * 8));
    }
}

void digest_sha256(const void *bytes, size_t size, uint8_t out[DIGEST_SIZE])
{
    struct digest digest;
    begin(&digest);
    digest_add(&digest, bytes, size);
    finish(&digest, out);
}

struct digest *digest_new(void)
{
    struct digest *digest = memory_take(sizeof *digest);
    begin(digest);
    return digest;
}

void digest_end(struct digest *digest, uint8_t out[DIGEST_SIZE])
{
    finish(digest, out);
    free(digest);
}

void digest_hex(const uint8_t *bytes, size_t size, char *out)
{
    for (size_t i = 0; i < size; i++) {
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    }
    out[2 * size] = '\0';
}
