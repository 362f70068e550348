/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/varint.h"

void varint_put(struct buffer *out, uint64_t value)
{
    while (value >= 0x80) {
        buffer_add_byte(out, (char)(0x80 | (value & 0x7f)));
        value >>= 7;
    }
    buffer_add_byte(out, (char)value);
}

void zigzag_put(struct buffer *out, int64_t value)
{
    varint_put(out, ((uint64_t)value << 1) ^ (uint64_t)(value >> 63));
}

bool varint_take(const uint8_t **at, const uint8_t *end, uint64_t *out)
{
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && *at < end; shift += 7) {
        uint8_t byte = *(*at)++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *out = value;
            return true;
        }
    }
    return false;
}

bool zigzag_take(const uint8_t **at, const uint8_t *end, int64_t *out)
{
    uint64_t value;
    if (!varint_take(at, end, &value))
        return false;
    *out = (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
    return true;
}
