/* SPDX-License-Identifier: EUPL-1.2 */
/* Streams and texts as they stand in a PDF. */
#include "print/pdf.h"

#include <string.h>
#include <zlib.h>

#include "base/utf8.h"

enum { CHUNK = 64 * 1024 };

static bool bad_stream(struct fault *why, int number, const char *reason)
{
    fault_set(why, FAULT_INPUT, "print.fault.finish");
    return fault_detail(why, "pdf object %d: %s", number, reason);
}

bool pdf_inflate(const struct pdf *pdf, int number, struct buffer *out, struct fault *why)
{
    static _Thread_local unsigned char chunk[CHUNK];
    const struct pdf_object *object = &pdf->objects[number];
    z_stream zip = {0};
    if (!object->stream.at || !span_is(span_find(object->value, "/Filter"), "/FlateDecode")) {
        return bad_stream(why, number, "no deflated stream");
    }
    if (inflateInit(&zip) != Z_OK) {
        return bad_stream(why, number, "zlib");
    }
    zip.next_in = (Bytef *)(uintptr_t)object->stream.at;
    zip.avail_in = (uInt)object->stream.size;
    int state = Z_OK;
    while (state == Z_OK && !out->full) {
        zip.next_out = chunk;
        zip.avail_out = CHUNK;
        state = inflate(&zip, Z_NO_FLUSH);
        buffer_add(out, chunk, CHUNK - zip.avail_out);
    }
    inflateEnd(&zip);
    return (state == Z_STREAM_END && !out->full) || bad_stream(why, number, "stream");
}

bool pdf_deflate(const struct buffer *plain, struct buffer *out)
{
    static _Thread_local unsigned char chunk[CHUNK];
    struct buffer packed;
    z_stream zip = {0};
    if (deflateInit(&zip, Z_BEST_COMPRESSION) != Z_OK) {
        return false;
    }
    buffer_init(&packed, out->ceiling);
    zip.next_in = (Bytef *)(uintptr_t)buffer_text(plain);
    zip.avail_in = (uInt)plain->size;
    int state = Z_OK;
    while (state == Z_OK && !packed.full) {
        zip.next_out = chunk;
        zip.avail_out = CHUNK;
        state = deflate(&zip, Z_FINISH);
        buffer_add(&packed, chunk, CHUNK - zip.avail_out);
    }
    deflateEnd(&zip);
    bool ok = state == Z_STREAM_END && !packed.full &&
              buffer_addf(out, "<< /Length %zu /Filter /FlateDecode >>\nstream\n", packed.size) &&
              buffer_add(out, packed.data, packed.size) && buffer_add_text(out, "\nendstream");
    buffer_clear(&packed);
    return ok;
}

void pdf_text(struct buffer *out, const char *text)
{
    buffer_add_text(out, "<FEFF");
    const char *at = text ? text : "", *end = at + strlen(at);
    while (at < end) {
        uint32_t code = utf8_next(&at, end);
        if (code > 0xFFFF) {
            code -= 0x10000;
            buffer_addf(out, "%04X%04X", 0xD800 + (unsigned)(code >> 10),
                        0xDC00 + (unsigned)(code & 0x3FF));
        } else {
            buffer_addf(out, "%04X", (unsigned)code);
        }
    }
    buffer_add_text(out, ">");
}
