/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/pbf_inner.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "exchange/source_inner.h"
#include "exchange/wire_inner.h"

enum { LOOK = 512, NAME = 96 };

bool pbf_fault(const struct pbf_file *file, enum fault_kind kind, const char *key,
               struct fault *why)
{
    fault_set(why, kind, key);
    fault_at(why, file->block_at);
    return fault_in(why, file->path);
}

static bool text_fault(const struct pbf_file *file, const char *key, struct wire_span text,
                       struct fault *why)
{
    char name[NAME], clean[NAME];
    size_t size = (size_t)(text.end - text.at);
    size = size < NAME - 1 ? size : NAME - 1;
    if (size)
        memcpy(name, text.at, size);
    name[size] = 0;
    source_text(clean, sizeof clean, name);
    fault_set_text(why, FAULT_INPUT, key, clean);
    fault_at(why, file->block_at);
    return fault_in(why, file->path);
}

/* ---- what is it? ---- */

static bool begins(const char *head, const char *word)
{
    return strncasecmp(head, word, strlen(word)) == 0;
}

static const char *text_kind(const char *head)
{
    if (memcmp(head, "\xef\xbb\xbf", 3) == 0)
        head += 3;
    head += strspn(head, " \t\r\n");
    if (begins(head, "<!doctype html") || begins(head, "<html") || strstr(head, "<html"))
        return "fault.osm.page";
    return *head == '<' ? "fault.osm.xml" : NULL;
}

static const char *packed_kind(const char *head)
{
    static const struct {
        const char *bytes;
        size_t size;
    } kinds[] = {{"\x1f\x8b", 2},
                 {"BZh", 3},
                 {"PK\3\4", 4},
                 {"\xfd"
                  "7zXZ",
                  5},
                 {"\x28\xb5\x2f\xfd", 4}};
    for (size_t at = 0; at < sizeof kinds / sizeof *kinds; at++)
        if (memcmp(head, kinds[at].bytes, kinds[at].size) == 0)
            return "fault.osm.packed";
    return NULL;
}

static bool head_check(struct pbf_file *file, struct fault *why)
{
    char head[LOOK + 1] = {0};
    if (fread(head, 1, LOOK, file->file) == 0)
        return pbf_fault(file, FAULT_INPUT, "fault.exchange.empty", why);
    rewind(file->file);
    const char *kind = text_kind(head);
    kind = kind ? kind : packed_kind(head);
    return !kind || pbf_fault(file, FAULT_INPUT, kind, why);
}

/* ---- blocks ---- */

static bool damaged(const struct pbf_file *file, struct fault *why)
{
    return pbf_fault(file, FAULT_INPUT, file->block_at ? "fault.osm.damaged" : "fault.osm.foreign",
                     why);
}

static bool bytes_read(struct pbf_file *file, void *out, size_t size, struct fault *why)
{
    if (size <= (uint64_t)(file->size - file->at) && fread(out, 1, size, file->file) == size) {
        file->at += (int64_t)size;
        return true;
    }
    return pbf_fault(file, FAULT_INPUT, "fault.osm.cut", why);
}

struct block_head {
    struct wire_span type;
    uint64_t size;
};

static bool block_head_read(struct pbf_file *file, uint8_t bytes[PBF_HEAD], struct block_head *out,
                            struct fault *why)
{
    uint8_t length[4];
    struct wire_field field;
    bool good = true;
    if (!bytes_read(file, length, sizeof length, why))
        return false;
    uint32_t size = (uint32_t)length[0] << 24 | (uint32_t)length[1] << 16 |
                    (uint32_t)length[2] << 8 | length[3];
    if (size > PBF_HEAD)
        return pbf_fault(file, FAULT_INPUT, file->block_at ? "fault.osm.head" : "fault.osm.foreign",
                         why);
    if (!bytes_read(file, bytes, size, why))
        return file->block_at ? false : damaged(file, why);
    struct wire_span span = {bytes, bytes + size};
    *out = (struct block_head){.size = UINT64_MAX};
    while (wire_next(&span, &field, &good)) {
        if (field.number == 1 && field.wire == WIRE_BYTES)
            out->type = field.span;
        else if (field.number == 3 && field.wire == WIRE_VARINT)
            out->size = field.value;
    }
    if (!good || out->type.at == out->type.end || out->size == UINT64_MAX)
        return damaged(file, why);
    if (out->size > PBF_BLOCK)
        return pbf_fault(file, FAULT_LIMIT, "fault.osm.block", why);
    return true;
}

static void room_make(uint8_t **bytes, size_t *room, size_t size)
{
    if (size <= *room)
        return;
    free(*bytes);
    *room = size;
    *bytes = memory_take(size);
}

static bool inflate_whole(struct pbf_file *file, struct wire_span data)
{
    z_stream *stream = &file->stream;
    if (!file->streaming && inflateInit(stream) != Z_OK)
        return false;
    if (file->streaming && inflateReset(stream) != Z_OK)
        return false;
    file->streaming = true;
    stream->next_in = (z_const Bytef *)data.at;
    stream->avail_in = (uInt)(data.end - data.at);
    stream->next_out = file->plain;
    stream->avail_out = (uInt)file->plain_size;
    return inflate(stream, Z_FINISH) == Z_STREAM_END && stream->avail_out == 0;
}

static const char *packing_of(uint32_t field)
{
    switch (field) {
    case 4:
        return "lzma";
    case 5:
        return "bzip2";
    case 6:
        return "lz4";
    case 7:
        return "zstd";
    default:
        return NULL;
    }
}

struct block {
    struct wire_span raw, zlib;
    uint64_t plain_size;
    const char *packing; /* of a kind we do not know */
};

static bool block_parse(struct wire_span span, struct block *out)
{
    struct wire_field field;
    bool good = true;
    *out = (struct block){0};
    while (wire_next(&span, &field, &good)) {
        if (field.number == 2 && field.wire == WIRE_VARINT)
            out->plain_size = field.value;
        if (field.wire != WIRE_BYTES)
            continue;
        if (field.number == 1)
            out->raw = field.span;
        else if (field.number == 3)
            out->zlib = field.span;
        else if (packing_of(field.number))
            out->packing = packing_of(field.number);
    }
    return good;
}

/* The plain bytes of the block whose packed ones were read. */
static bool block_unpack(struct pbf_file *file, size_t size, struct fault *why)
{
    struct block block;
    if (!block_parse((struct wire_span){file->packed, file->packed + size}, &block))
        return damaged(file, why);
    if (!block.raw.at && !block.zlib.at && block.packing) {
        const uint8_t *name = (const uint8_t *)block.packing;
        struct wire_span span = {name, name + strlen(block.packing)};
        return text_fault(file, "fault.osm.packing", span, why);
    }
    file->plain_size = block.raw.at ? (size_t)(block.raw.end - block.raw.at) : 0;
    if (block.zlib.at && !block.raw.at) {
        if (block.plain_size > PBF_BLOCK)
            return pbf_fault(file, FAULT_LIMIT, "fault.osm.block", why);
        file->plain_size = (size_t)block.plain_size;
    }
    room_make(&file->plain, &file->plain_room, file->plain_size + 1);
    if (block.raw.at) {
        if (file->plain_size)
            memcpy(file->plain, block.raw.at, file->plain_size);
        return true;
    }
    if (!block.zlib.at)
        return damaged(file, why);
    return inflate_whole(file, block.zlib) || pbf_fault(file, FAULT_INPUT, "fault.osm.zlib", why);
}

/* ---- the header ---- */

static bool span_is(struct wire_span span, const char *text)
{
    size_t size = strlen(text);
    return (size_t)(span.end - span.at) == size && memcmp(span.at, text, size) == 0;
}

static bool feature_check(const struct pbf_file *file, struct wire_span name, struct fault *why)
{
    if (span_is(name, "OsmSchema-V0.6") || span_is(name, "DenseNodes"))
        return true;
    if (span_is(name, "HistoricalInformation"))
        return pbf_fault(file, FAULT_INPUT, "fault.osm.history", why);
    return text_fault(file, "fault.osm.feature", name, why);
}

/* Nanodegrees: left, right, top, bottom. */
static void box_read(struct pbf_file *file, struct wire_span span)
{
    double side[5] = {0};
    struct wire_field field;
    bool good = true;
    while (wire_next(&span, &field, &good))
        if (field.number <= 4 && field.wire == WIRE_VARINT)
            side[field.number] = (double)wire_zigzag(field.value) / 1e9;
    struct point low = {side[1], side[4]}, high = {side[2], side[3]};
    if (good && point_valid(low) && point_valid(high) && low.lon < high.lon && low.lat < high.lat)
        file->box = (struct box){low.lon, low.lat, high.lon, high.lat};
}

static bool header_read(struct pbf_file *file, struct fault *why)
{
    enum { REQUIRED = 4, REPLICATION = 32 };
    struct wire_span span = {file->plain, file->plain + file->plain_size};
    struct wire_field field;
    bool good = true;
    while (wire_next(&span, &field, &good)) {
        if (field.number == REQUIRED && field.wire == WIRE_BYTES &&
            !feature_check(file, field.span, why))
            return false;
        if (field.number == 1 && field.wire == WIRE_BYTES)
            box_read(file, field.span);
        if (field.number == REPLICATION && field.wire == WIRE_VARINT)
            file->date = (int64_t)field.value;
    }
    return good || damaged(file, why);
}

/* ---- one after the other ---- */

enum pbf_step pbf_next(struct pbf_file *file, struct fault *why)
{
    uint8_t bytes[PBF_HEAD];
    struct block_head head = {{NULL, NULL}, 0};
    while (file->at < file->size) {
        file->block_at = file->at;
        if (!block_head_read(file, bytes, &head, why))
            return PBF_BAD;
        bool header = span_is(head.type, "OSMHeader"), data = span_is(head.type, "OSMData");
        if (file->block_at == 0 && !header) {
            damaged(file, why);
            return PBF_BAD;
        }
        if (head.size <= (uint64_t)(file->size - file->at))
            room_make(&file->packed, &file->packed_room, head.size + 1);
        if (!bytes_read(file, file->packed, (size_t)head.size, why))
            return PBF_BAD;
        if (!header && !data)
            continue;
        if (!block_unpack(file, (size_t)head.size, why) || (header && !header_read(file, why)))
            return PBF_BAD;
        if (data || file->block_at == 0)
            return PBF_DATA;
    }
    return PBF_END;
}

bool pbf_seek(struct pbf_file *file, int64_t block_at, struct fault *why)
{
    file->at = block_at;
    if (fseeko(file->file, (off_t)block_at, SEEK_SET) == 0)
        return true;
    return pbf_fault(file, FAULT_INPUT, "fault.osm.cut", why);
}

static bool size_find(struct pbf_file *file)
{
    if (fseeko(file->file, 0, SEEK_END) != 0)
        return false;
    file->size = (int64_t)ftello(file->file);
    rewind(file->file);
    return file->size >= 0 && file->size < INT64_MAX;
}

bool pbf_open(const char *path, struct pbf_file *out, struct fault *why)
{
    *out = (struct pbf_file){.path = path, .file = fopen(path, "rb"), .box = box_empty()};
    if (!out->file || !size_find(out)) {
        fault_set(why, FAULT_MISSING, out->file ? "fault.file.kind" : "fault.file.missing");
        pbf_close(out);
        return fault_in(why, path);
    }
    out->scratch = pbf_scratch_new();
    if (head_check(out, why) && pbf_next(out, why) == PBF_DATA)
        return true;
    pbf_close(out);
    return false;
}

void pbf_close(struct pbf_file *file)
{
    if (file->file)
        fclose(file->file);
    if (file->streaming)
        inflateEnd(&file->stream);
    free(file->packed);
    free(file->plain);
    pbf_scratch_free(file->scratch);
    *file = (struct pbf_file){0};
}
