/* SPDX-License-Identifier: EUPL-1.2 */
/* pbf_make.h – small OSM files in protobuf, written by hand for tests, also wrongly. */
#ifndef TESTS_EXCHANGE_PBF_MAKE_H
#define TESTS_EXCHANGE_PBF_MAKE_H

#include "exchange/mvt_make.h"

static inline uint64_t pbf_zigzag(int64_t value)
{
    return ((uint64_t)value << 1) ^ (uint64_t)(value >> 63);
}

static inline void make_take(struct buffer *out, int number, struct buffer *part)
{
    make_field(out, number, part->data ? part->data : "", part->size);
    buffer_clear(part);
}

/* A block: its length, its head, its bytes. */
static inline void pbf_blob(struct buffer *file, const char *type, struct buffer *blob)
{
    struct buffer head;
    buffer_init(&head, 1 << 20);
    make_field(&head, 1, type, strlen(type));
    make_number(&head, 3, blob->size);
    char length[4] = {(char)(head.size >> 24), (char)(head.size >> 16), (char)(head.size >> 8), (char)head.size};
    buffer_add(file, length, 4);
    buffer_add(file, head.data, head.size);
    buffer_add(file, blob->data, blob->size);
    buffer_clear(&head);
    buffer_clear(blob);
}

static inline void pbf_raw(struct buffer *file, const char *type, struct buffer *plain)
{
    struct buffer blob;
    buffer_init(&blob, 128 << 20);
    make_take(&blob, 1, plain);
    pbf_blob(file, type, &blob);
}

/* `says` is the size it claims to have unpacked; -1 = the true one. */
static inline void pbf_zlib(struct buffer *file, const char *type, struct buffer *plain, long says)
{
    struct buffer blob;
    uLongf size = compressBound((uLong)plain->size);
    Bytef *packed = memory_take(size);
    assert_int_equal(compress(packed, &size, (const Bytef *)plain->data, (uLong)plain->size), Z_OK);
    buffer_init(&blob, 128 << 20);
    make_number(&blob, 2, says < 0 ? plain->size : (uint64_t)says);
    make_field(&blob, 3, packed, size);
    free(packed);
    buffer_clear(plain);
    pbf_blob(file, type, &blob);
}

static inline void pbf_header(struct buffer *file, const char *feature)
{
    struct buffer plain;
    buffer_init(&plain, 1 << 20);
    make_field(&plain, 4, "OsmSchema-V0.6", 14);
    make_field(&plain, 4, feature, strlen(feature));
    make_number(&plain, 32, 1577880000); /* 2020-01-01 */
    pbf_raw(file, "OSMHeader", &plain);
}

/* "key\0value…": index 0 is empty, the first text is 1. */
static inline void pbf_strings(struct buffer *block, const char *const *texts)
{
    struct buffer table;
    buffer_init(&table, 1 << 20);
    make_field(&table, 1, "", 0);
    for (; *texts; texts++)
        make_field(&table, 1, *texts, strlen(*texts));
    make_take(block, 1, &table);
}

static inline void pbf_numbers(struct buffer *out, int number, const int64_t *values, size_t count, bool zigzag)
{
    struct buffer list;
    buffer_init(&list, 64 << 20);
    for (size_t at = 0; at < count; at++)
        make_varint(&list, zigzag ? pbf_zigzag(values[at]) : (uint64_t)values[at]);
    make_take(out, number, &list);
}

static inline void pbf_steps(struct buffer *out, int number, const int64_t *values, size_t count)
{
    struct buffer list;
    buffer_init(&list, 64 << 20);
    for (size_t at = 0; at < count; at++)
        make_varint(&list, pbf_zigzag(values[at] - (at ? values[at - 1] : 0)));
    make_take(out, number, &list);
}

/* A node of its own: places in units of the block. */
static inline void pbf_node(struct buffer *group, int64_t id, int64_t lat, int64_t lon)
{
    struct buffer node;
    buffer_init(&node, 1 << 20);
    make_number(&node, 1, pbf_zigzag(id));
    make_number(&node, 8, pbf_zigzag(lat));
    make_number(&node, 9, pbf_zigzag(lon));
    make_take(group, 1, &node);
}

/* Keys and values are indexes of the texts, `tags` pairs. */
static inline void pbf_way(struct buffer *group, int64_t id, const int64_t *refs, size_t count, const int64_t *keys,
                           const int64_t *values, size_t tags)
{
    struct buffer way;
    buffer_init(&way, 64 << 20);
    make_number(&way, 1, (uint64_t)id);
    pbf_numbers(&way, 2, keys, tags, false);
    pbf_numbers(&way, 3, values, tags, false);
    pbf_steps(&way, 8, refs, count);
    make_take(group, 3, &way);
}

/* All members are of one type (0 = nodes, 1 = ways) and one role. */
static inline void pbf_relation_of(struct buffer *group, int64_t id, const int64_t *members, size_t count, int type,
                                   int64_t role, const int64_t *keys, const int64_t *values, size_t tags)
{
    struct buffer relation;
    buffer_init(&relation, 64 << 20);
    make_number(&relation, 1, (uint64_t)id);
    pbf_numbers(&relation, 2, keys, tags, false);
    pbf_numbers(&relation, 3, values, tags, false);
    struct buffer roles, types;
    buffer_init(&roles, 1 << 20);
    buffer_init(&types, 1 << 20);
    for (size_t at = 0; at < count; at++) {
        make_varint(&roles, (uint64_t)role);
        make_varint(&types, (uint64_t)type);
    }
    make_take(&relation, 8, &roles);
    pbf_steps(&relation, 9, members, count);
    make_take(&relation, 10, &types);
    make_take(group, 4, &relation);
}

/* All members are ways of role 0, which is the empty text. */
static inline void pbf_relation(struct buffer *group, int64_t id, const int64_t *ways, size_t count,
                                const int64_t *keys, const int64_t *values, size_t tags)
{
    pbf_relation_of(group, id, ways, count, 1, 0, keys, values, tags);
}

#endif
