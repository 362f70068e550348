/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/wire_inner.h"

bool wire_varint_long(struct wire_span *span, uint64_t *out)
{
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (span->at == span->end)
            return false;
        uint8_t byte = *span->at++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *out = value;
            return true;
        }
    }
    return false;
}

static bool fixed_next(struct wire_span *span, int bytes, uint64_t *out)
{
    if (span->end - span->at < bytes)
        return false;
    uint64_t value = 0;
    for (int at = 0; at < bytes; at++)
        value |= (uint64_t)span->at[at] << (8 * at);
    span->at += bytes;
    *out = value;
    return true;
}

static bool bytes_next(struct wire_span *span, struct wire_span *out)
{
    uint64_t size;
    if (!wire_varint(span, &size) || size > (uint64_t)(span->end - span->at))
        return false;
    *out = (struct wire_span){span->at, span->at + size};
    span->at += size;
    return true;
}

/* The next field of a message. False at the end; *good turns false when it is broken. */
bool wire_next(struct wire_span *span, struct wire_field *out, bool *good)
{
    uint64_t key;
    if (span->at == span->end)
        return false;
    *good = false;
    if (!wire_varint(span, &key) || key >> 3 == 0 || key >> 3 > UINT32_MAX >> 3)
        return false;
    *out = (struct wire_field){.number = (uint32_t)(key >> 3), .wire = (enum wire)(key & 7)};
    switch (out->wire) {
    case WIRE_VARINT:
        *good = wire_varint(span, &out->value);
        break;
    case WIRE_64:
        *good = fixed_next(span, 8, &out->value);
        break;
    case WIRE_32:
        *good = fixed_next(span, 4, &out->value);
        break;
    case WIRE_BYTES:
        *good = bytes_next(span, &out->span);
        break;
    }
    return *good;
}
