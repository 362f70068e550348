/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/inflate_inner.h"

#include <limits.h>
#include <stdint.h>

#include <zlib.h>

enum { PIECE = 32 * 1024, GZIP_OR_ZLIB = 15 + 32 };

static bool packed(const uint8_t *bytes, size_t size)
{
    if (size < 2)
        return false;
    if (bytes[0] == 0x1f && bytes[1] == 0x8b)
        return true;
    return bytes[0] == 0x78 && (bytes[0] * 256 + bytes[1]) % 31 == 0;
}

static bool stream_run(z_stream *stream, struct buffer *out)
{
    char piece[PIECE];
    int state;
    do {
        stream->next_out = (Bytef *)piece;
        stream->avail_out = PIECE;
        state = inflate(stream, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END)
            return false;
        if (!buffer_add(out, piece, PIECE - stream->avail_out))
            return false;
    } while (state != Z_STREAM_END);
    return true;
}

bool inflate_bytes(const void *bytes, size_t size, struct buffer *out)
{
    buffer_empty(out);
    if (size > UINT_MAX)
        return false;
    if (!packed(bytes, size))
        return buffer_add(out, bytes, size);
    z_stream stream = {.next_in = (z_const Bytef *)bytes, .avail_in = (uInt)size};
    if (inflateInit2(&stream, GZIP_OR_ZLIB) != Z_OK)
        return false;
    bool whole = stream_run(&stream, out);
    inflateEnd(&stream);
    return whole;
}
