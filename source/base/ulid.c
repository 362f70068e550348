/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/ulid.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/hash.h"

/* Crockford's base 32: no I, L, O, U. */
static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { ULID_DIGITS = 26 };

/* 128 bits in 26 digits of five: the first digit holds three bits. */
static void ulid_write(uint64_t high, uint64_t low, char out[ULID_SIZE])
{
    for (int i = ULID_DIGITS - 1; i >= 0; i--) {
        out[i] = digits[low & 31];
        low = low >> 5 | high << 59;
        high >>= 5;
    }
    out[ULID_DIGITS] = '\0';
}

static void random_fill(void *out, size_t size)
{
    char *at = out;
    while (size) {
        ssize_t got = getrandom(at, size, 0);
        if (got < 0 && errno != EINTR) {
            fprintf(stderr, "wijkpeil: the machine gives no random numbers\n");
            abort();
        }
        if (got > 0) {
            at += got;
            size -= (size_t)got;
        }
    }
}

void ulid_make(int64_t now_ms, char out[ULID_SIZE])
{
    struct {
        uint64_t low;
        uint16_t high;
    } chance;
    memset(&chance, 0, sizeof chance);
    random_fill(&chance.low, sizeof chance.low);
    random_fill(&chance.high, sizeof chance.high);
    ulid_write((uint64_t)now_ms << 16 | chance.high, chance.low, out);
}

void ulid_of_text(const char *text, char out[ULID_SIZE])
{
    size_t size = strlen(text);
    ulid_write(hash_bytes(text, size, 1), hash_bytes(text, size, 2), out);
}

bool ulid_valid(const char *text)
{
    if (!text || strlen(text) != ULID_DIGITS || text[0] > '7') {
        return false;
    }
    return strspn(text, digits) == ULID_DIGITS;
}

bool ulid_moment_ms(const char *text, int64_t *out)
{
    enum { TIME_DIGITS = 10 };
    if (!ulid_valid(text)) {
        return false;
    }
    *out = 0;
    for (int i = 0; i < TIME_DIGITS; i++) {
        *out = *out * 32 + (strchr(digits, text[i]) - digits);
    }
    return true;
}
