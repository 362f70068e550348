/* SPDX-License-Identifier: EUPL-1.2 */
#include "edit/revision.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"

enum { HASH_BYTES = 16, GENERATION_MOST = 100 * 1000 * 1000 };

bool revision_parse(const char *id, int *generation, const char **hash)
{
    size_t digits = strspn(id, "0123456789"), size = strlen(id);
    if (digits == 0 || digits > 9 || id[digits] != '-' || size >= REVISION_ID ||
        size - digits - 1 >= REVISION_HASH || !id[digits + 1]) {
        return false;
    }
    *generation = atoi(id);
    *hash = id + digits + 1;
    for (const char *at = *hash; *at; at++) {
        if ((unsigned char)*at <= ' ' || *at == '"' || *at == '\\' || *at == 0x7F) {
            return false;
        }
    }
    return *generation >= 1 && *generation <= GENERATION_MOST;
}

void revision_make(const char *parent, bool deleted, struct json_slice body, char out[REVISION_ID])
{
    int generation = 0;
    const char *hash = "";
    struct buffer plain, text;
    uint8_t sum[DIGEST_SIZE];
    char hex[DIGEST_HEX];
    if (parent && !revision_parse(parent, &generation, &hash)) {
        generation = 0;
        hash = "";
    }
    buffer_init(&plain, SIZE_MAX / 2);
    buffer_init(&text, SIZE_MAX / 2);
    json_raw_strip(body, false, &plain);
    buffer_addf(&text, "[%s,%d,\"%s\",", deleted ? "true" : "false", generation, hash);
    json_raw_canonical((struct json_slice){plain.data, plain.size}, &text);
    buffer_add_byte(&text, ']');
    digest_sha256(text.data, text.size, sum);
    digest_hex(sum, HASH_BYTES, hex);
    snprintf(out, REVISION_ID, "%d-%s", generation + 1, hex);
    buffer_clear(&plain);
    buffer_clear(&text);
}

/* The bytes that are compared; returns how many. */
static size_t hash_bytes(const char *hash, unsigned char out[REVISION_HASH])
{
    size_t size = strlen(hash);
    if (size != 2 * HASH_BYTES || strspn(hash, "0123456789abcdefABCDEF") != size) {
        memcpy(out, hash, size);
        return size;
    }
    for (size_t i = 0; i < HASH_BYTES; i++) {
        char pair[3] = {hash[2 * i], hash[2 * i + 1], 0};
        out[i] = (unsigned char)strtol(pair, NULL, 16);
    }
    return HASH_BYTES;
}

int revision_compare(const char *a, const char *b)
{
    int left = 0, right = 0;
    const char *left_hash = "", *right_hash = "";
    unsigned char left_bytes[REVISION_HASH], right_bytes[REVISION_HASH];
    revision_parse(a, &left, &left_hash);
    revision_parse(b, &right, &right_hash);
    if (left != right) {
        return left < right ? -1 : 1;
    }
    size_t left_size = hash_bytes(left_hash, left_bytes);
    size_t right_size = hash_bytes(right_hash, right_bytes);
    int order = memcmp(left_bytes, right_bytes, left_size < right_size ? left_size : right_size);
    if (order) {
        return order < 0 ? -1 : 1;
    }
    return left_size < right_size ? -1 : left_size > right_size;
}

bool revision_wins(const char *a, bool a_deleted, const char *b, bool b_deleted)
{
    return a_deleted != b_deleted ? b_deleted : revision_compare(a, b) > 0;
}
