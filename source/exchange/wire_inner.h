/* SPDX-License-Identifier: EUPL-1.2 */
/* wire_inner.h – protobuf as it lies on the wire: fields of a message, read in place. Nothing is trusted: no
 * length reaches beyond its parent. Source: protobuf.dev/programming-guides/encoding. */
#ifndef EXCHANGE_WIRE_INNER_H
#define EXCHANGE_WIRE_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wire { WIRE_VARINT = 0, WIRE_64 = 1, WIRE_BYTES = 2, WIRE_32 = 5 };

struct wire_span {
    const uint8_t *at, *end;
};
struct wire_field {
    uint32_t number;
    enum wire wire;
    uint64_t value;        /* of a varint, 32 or 64 bits as they lie */
    struct wire_span span; /* of bytes */
};

/* The next field of a message. False at the end; *good turns false when it is broken. */
bool wire_next(struct wire_span *span, struct wire_field *out, bool *good);
/* A varint of more than one byte; for wire_varint. */
bool wire_varint_long(struct wire_span *span, uint64_t *out);

/* The next number of a packed list; false at the end and when it is cut. */
static inline bool wire_varint(struct wire_span *span, uint64_t *out)
{
    if (span->at == span->end || *span->at >= 0x80)
        return wire_varint_long(span, out);
    *out = *span->at++;
    return true;
}

static inline int64_t wire_zigzag(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

#endif
