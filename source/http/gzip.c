/* SPDX-License-Identifier: EUPL-1.2 */
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/arena.h"
#include "http/http_inner.h"

bool gzip_pack(const char *bytes, size_t size, struct buffer *out)
{
    enum { GZIP_WINDOW = 15 + 16, MEMORY = 8, LEVEL = 6 };
    z_stream stream = {0};
    if (size > INT_MAX ||
        deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        return false;
    }
    size_t room = deflateBound(&stream, (uLong)size);
    char *packed = memory_take(room);
    stream.next_in = (Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)size;
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)room;
    bool ok = deflate(&stream, Z_FINISH) == Z_STREAM_END &&
              buffer_add(out, packed, room - stream.avail_out);
    deflateEnd(&stream);
    free(packed);
    return ok;
}
