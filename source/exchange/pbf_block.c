/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/pbf_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "exchange/wire_inner.h"

enum { SEVENTH = 100 }; /* nanodegrees in 10^-7 degrees */

/* Lists that are used again from object to object. */
struct pbf_scratch {
    char *text; /* the block's texts, each with its NUL */
    size_t text_room;
    const char **strings;
    size_t string_count, string_room;
    struct osm_tag *tags;
    size_t tag_count, tag_room;
    int64_t *refs;
    size_t ref_count, ref_room;
    enum pbf_kinds *types;
    size_t type_count, type_room;
    const char **roles;
    size_t role_count, role_room;
};

struct decoder {
    struct pbf_file *file;
    struct pbf_scratch *scratch;
    struct pbf_visitor *visitor;
    double granularity, lat_offset, lon_offset;
    int64_t date_granularity; /* milliseconds */
    struct fault *why;
};

struct pbf_scratch *pbf_scratch_new(void)
{
    return memory_take(sizeof(struct pbf_scratch));
}

void pbf_scratch_free(struct pbf_scratch *scratch)
{
    if (!scratch)
        return;
    free(scratch->text);
    free(scratch->strings);
    free(scratch->tags);
    free(scratch->refs);
    free(scratch->types);
    free(scratch->roles);
    free(scratch);
}

static bool damaged(const struct decoder *decoder)
{
    return pbf_fault(decoder->file, FAULT_INPUT, "fault.osm.damaged", decoder->why);
}

static bool string_fault(const struct decoder *decoder)
{
    return pbf_fault(decoder->file, FAULT_INPUT, "fault.osm.string", decoder->why);
}

/* Hostile steps may run round; they then are found to lie outside the world, or nowhere. */
static int64_t step(int64_t from, uint64_t zigzag)
{
    return (int64_t)((uint64_t)from + (uint64_t)wire_zigzag(zigzag));
}

/* ---- texts ---- */

/* Texts that are no UTF-8 or hold a NUL count as none. */
static void string_add(struct pbf_scratch *scratch, struct wire_span span, char **at)
{
    size_t size = (size_t)(span.end - span.at);
    char *text = *at;
    if (size)
        memcpy(text, span.at, size);
    text[size] = 0;
    *at += size + 1;
    if (memchr(text, 0, size) || !utf8_valid(text, size))
        *text = 0;
    ARRAY_GROW(scratch->strings, scratch->string_count, scratch->string_room);
    scratch->strings[scratch->string_count++] = text;
}

static bool strings_read(struct decoder *decoder, struct wire_span span)
{
    struct pbf_scratch *scratch = decoder->scratch;
    struct wire_field field;
    bool good = true;
    size_t room = (size_t)(span.end - span.at) + 1; /* a text's head is at least its NUL */
    if (room > scratch->text_room) {
        free(scratch->text);
        scratch->text = memory_take(room);
        scratch->text_room = room;
    }
    char *at = scratch->text;
    scratch->string_count = 0;
    while (wire_next(&span, &field, &good)) {
        if (field.number != 1 || field.wire != WIRE_BYTES)
            continue;
        if (scratch->string_count == PBF_STRINGS)
            return pbf_fault(decoder->file, FAULT_LIMIT, "fault.osm.block", decoder->why);
        string_add(scratch, field.span, &at);
    }
    return good || damaged(decoder);
}

/* ---- parts of objects ---- */

static bool tag_add(struct decoder *decoder, uint64_t key, uint64_t value)
{
    struct pbf_scratch *scratch = decoder->scratch;
    if (key >= scratch->string_count || value >= scratch->string_count)
        return string_fault(decoder);
    if (!*scratch->strings[key] || !*scratch->strings[value])
        return true;
    ARRAY_GROW(scratch->tags, scratch->tag_count, scratch->tag_room);
    scratch->tags[scratch->tag_count++] =
        (struct osm_tag){scratch->strings[key], scratch->strings[value]};
    return true;
}

static bool tags_read(struct decoder *decoder, struct wire_span keys, struct wire_span values)
{
    uint64_t key, value;
    decoder->scratch->tag_count = 0;
    while (wire_varint(&keys, &key)) {
        if (!wire_varint(&values, &value))
            return damaged(decoder);
        if (!tag_add(decoder, key, value))
            return false;
    }
    return (keys.at == keys.end && values.at == values.end) || damaged(decoder);
}

static int64_t seconds_of(const struct decoder *decoder, int64_t stamp)
{
    double milliseconds = (double)stamp * (double)decoder->date_granularity;
    return milliseconds > 0 && milliseconds < 1e14 ? (int64_t)(milliseconds / 1000) : 0;
}

static bool info_read(const struct decoder *decoder, struct wire_span span, int64_t *seconds)
{
    struct wire_field field;
    bool good = true;
    while (wire_next(&span, &field, &good))
        if (field.number == 2 && field.wire == WIRE_VARINT)
            *seconds = seconds_of(decoder, (int64_t)field.value);
    return good || damaged(decoder);
}

static bool refs_read(struct decoder *decoder, struct wire_span span, bool *too_long)
{
    struct pbf_scratch *scratch = decoder->scratch;
    int64_t ref = 0;
    uint64_t value;
    scratch->ref_count = 0;
    while (wire_varint(&span, &value)) {
        ref = step(ref, value);
        *too_long = scratch->ref_count == PBF_MEMBERS;
        if (*too_long)
            return true;
        ARRAY_GROW(scratch->refs, scratch->ref_count, scratch->ref_room);
        scratch->refs[scratch->ref_count++] = ref;
    }
    return span.at == span.end || damaged(decoder);
}

static bool seventh_of(double nanodegrees, double most, int32_t *out)
{
    if (!(fabs(nanodegrees) <= most * 1e9))
        return false;
    *out = (int32_t)lround(nanodegrees / SEVENTH);
    return true;
}

static bool position_set(const struct decoder *decoder, int64_t lat, int64_t lon,
                         struct pbf_object *out)
{
    double north = decoder->lat_offset + decoder->granularity * (double)lat;
    double east = decoder->lon_offset + decoder->granularity * (double)lon;
    return (seventh_of(north, 90, &out->lat) && seventh_of(east, 180, &out->lon)) ||
           pbf_fault(decoder->file, FAULT_INPUT, "fault.osm.position", decoder->why);
}

static bool give(struct decoder *decoder, struct pbf_object *object)
{
    object->tags = (struct osm_tags){decoder->scratch->tags, decoder->scratch->tag_count};
    return decoder->visitor->visit(decoder->visitor->data, object, decoder->why);
}

/* ---- nodes ---- */

struct dense {
    struct wire_span ids, lats, lons, tags, stamps;
};

static bool stamps_find(struct wire_span span, struct dense *out)
{
    struct wire_field field;
    bool good = true;
    while (wire_next(&span, &field, &good))
        if (field.number == 2 && field.wire == WIRE_BYTES)
            out->stamps = field.span;
    return good;
}

static bool dense_find(struct wire_span span, struct dense *out)
{
    struct wire_field field;
    bool good = true;
    *out = (struct dense){0};
    while (wire_next(&span, &field, &good)) {
        if (field.wire != WIRE_BYTES)
            continue;
        switch (field.number) {
        case 1:
            out->ids = field.span;
            break;
        case 5:
            if (!stamps_find(field.span, out))
                return false;
            break;
        case 8:
            out->lats = field.span;
            break;
        case 9:
            out->lons = field.span;
            break;
        case 10:
            out->tags = field.span;
            break;
        default:
            break;
        }
    }
    return good;
}

/* Pairs up to a 0; a list that has ended means that no node has tags any more. */
static bool dense_tags(struct decoder *decoder, struct wire_span *span)
{
    uint64_t key = 0, value;
    decoder->scratch->tag_count = 0;
    while (wire_varint(span, &key) && key != 0)
        if (!wire_varint(span, &value))
            return damaged(decoder);
        else if (!tag_add(decoder, key, value))
            return false;
    return key == 0 || damaged(decoder);
}

static bool dense_read(struct decoder *decoder, struct wire_span span)
{
    struct dense dense;
    struct pbf_object node = {.kind = PBF_NODE};
    int64_t lat = 0, lon = 0, stamp = 0;
    uint64_t id, north, east, when;
    if (!dense_find(span, &dense))
        return damaged(decoder);
    while (wire_varint(&dense.ids, &id)) {
        if (!wire_varint(&dense.lats, &north) || !wire_varint(&dense.lons, &east))
            return damaged(decoder);
        node.id = step(node.id, id);
        lat = step(lat, north);
        lon = step(lon, east);
        if (wire_varint(&dense.stamps, &when)) {
            stamp = step(stamp, when);
            node.seconds = seconds_of(decoder, stamp);
        }
        if (!dense_tags(decoder, &dense.tags) || !position_set(decoder, lat, lon, &node) ||
            !give(decoder, &node))
            return false;
    }
    return dense.ids.at == dense.ids.end || damaged(decoder);
}

static bool node_read(struct decoder *decoder, struct wire_span span)
{
    struct wire_field field;
    struct wire_span keys = {0}, values = {0};
    struct pbf_object node = {.kind = PBF_NODE};
    int64_t lat = 0, lon = 0;
    bool good = true;
    while (wire_next(&span, &field, &good)) {
        if (field.number == 1)
            node.id = wire_zigzag(field.value);
        else if (field.number == 2)
            keys = field.span;
        else if (field.number == 3)
            values = field.span;
        else if (field.number == 4 && !info_read(decoder, field.span, &node.seconds))
            return false;
        else if (field.number == 8)
            lat = wire_zigzag(field.value);
        else if (field.number == 9)
            lon = wire_zigzag(field.value);
    }
    if (!good)
        return damaged(decoder);
    return tags_read(decoder, keys, values) && position_set(decoder, lat, lon, &node) &&
           give(decoder, &node);
}

/* ---- ways and relations ---- */

struct long_object {
    struct wire_span keys, values, refs, roles, types;
};

static bool long_find(struct decoder *decoder, struct wire_span span, struct long_object *out,
                      struct pbf_object *object)
{
    bool relation = object->kind == PBF_RELATION, good = true;
    struct wire_field field;
    *out = (struct long_object){0};
    while (wire_next(&span, &field, &good)) {
        if (field.number == 1 && field.wire == WIRE_VARINT)
            object->id = (int64_t)field.value;
        if (field.wire != WIRE_BYTES)
            continue;
        if (field.number == 2)
            out->keys = field.span;
        else if (field.number == 3)
            out->values = field.span;
        else if (field.number == 4 && !info_read(decoder, field.span, &object->seconds))
            return false;
        else if (field.number == (relation ? 9 : 8))
            out->refs = field.span;
        else if (relation && field.number == 8)
            out->roles = field.span;
        else if (relation && field.number == 10)
            out->types = field.span;
    }
    return good || damaged(decoder);
}

static bool members_read(struct decoder *decoder, struct long_object *parts)
{
    struct pbf_scratch *scratch = decoder->scratch;
    scratch->role_count = scratch->type_count = 0;
    for (size_t at = 0; at < scratch->ref_count; at++) {
        uint64_t role, type;
        if (!wire_varint(&parts->roles, &role) || !wire_varint(&parts->types, &type) || type > 2)
            return damaged(decoder);
        if (role >= scratch->string_count)
            return string_fault(decoder);
        ARRAY_GROW(scratch->roles, scratch->role_count, scratch->role_room);
        scratch->roles[scratch->role_count++] = scratch->strings[role];
        ARRAY_GROW(scratch->types, scratch->type_count, scratch->type_room);
        scratch->types[scratch->type_count++] = (enum pbf_kinds)(1 << type);
    }
    return true;
}

static bool long_read(struct decoder *decoder, struct wire_span span, enum pbf_kinds kind)
{
    struct pbf_object object = {.kind = kind};
    struct long_object parts;
    bool too_long = false;
    if (!long_find(decoder, span, &parts, &object) ||
        !tags_read(decoder, parts.keys, parts.values) || !refs_read(decoder, parts.refs, &too_long))
        return false;
    if (too_long) {
        decoder->visitor->too_long++;
        return true;
    }
    if (kind == PBF_RELATION && !members_read(decoder, &parts))
        return false;
    object.refs = decoder->scratch->refs;
    object.ref_count = decoder->scratch->ref_count;
    object.types = decoder->scratch->types;
    object.roles = decoder->scratch->roles;
    return give(decoder, &object);
}

/* ---- the block ---- */

static bool thing_read(struct decoder *decoder, const struct wire_field *field)
{
    static const int kinds[] = {0, PBF_NODE, PBF_NODE, PBF_WAY, PBF_RELATION};
    if (field->number == 0 || field->number > 4)
        return true;
    if (field->wire != WIRE_BYTES)
        return damaged(decoder);
    decoder->visitor->seen |= kinds[field->number];
    if (!(decoder->visitor->wanted & kinds[field->number]))
        return true;
    if (field->number == 1)
        return node_read(decoder, field->span);
    if (field->number == 2)
        return dense_read(decoder, field->span);
    return long_read(decoder, field->span, (enum pbf_kinds)kinds[field->number]);
}

static bool group_read(struct decoder *decoder, struct wire_span span)
{
    struct wire_field field;
    bool good = true;
    while (wire_next(&span, &field, &good))
        if (!thing_read(decoder, &field))
            return false;
    return good || damaged(decoder);
}

static bool frame_field(struct decoder *decoder, const struct wire_field *field)
{
    if (field->number == 1 && field->wire == WIRE_BYTES)
        return strings_read(decoder, field->span);
    if (field->wire != WIRE_VARINT)
        return true;
    if (field->number == 17)
        decoder->granularity = (double)(int32_t)field->value;
    else if (field->number == 18)
        decoder->date_granularity = (int32_t)field->value;
    else if (field->number == 19)
        decoder->lat_offset = (double)(int64_t)field->value;
    else if (field->number == 20)
        decoder->lon_offset = (double)(int64_t)field->value;
    return true;
}

bool pbf_visit(struct pbf_file *file, struct pbf_visitor *visitor, struct fault *why)
{
    struct decoder decoder = {.file = file,
                              .scratch = file->scratch,
                              .visitor = visitor,
                              .granularity = SEVENTH,
                              .date_granularity = 1000,
                              .why = why};
    struct wire_span whole = {file->plain, file->plain + file->plain_size}, span = whole;
    struct wire_field field;
    bool good = true;
    visitor->seen = 0;
    file->scratch->string_count = 0;
    while (wire_next(&span, &field, &good))
        if (!frame_field(&decoder, &field))
            return false;
    if (!good || decoder.granularity <= 0 || decoder.date_granularity <= 0)
        return damaged(&decoder);
    for (span = whole; wire_next(&span, &field, &good);)
        if (field.number == 2 && field.wire == WIRE_BYTES && !group_read(&decoder, field.span))
            return false;
    return true;
}
