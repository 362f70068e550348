/* SPDX-License-Identifier: EUPL-1.2 */
/* pbf_inner.h – an OSM file in protobuf, block by block (wiki.openstreetmap.org/wiki/PBF_Format).
 *
 * A block's head is at most 64 kB, a block 32 MB packed and unpacked; blocks are raw or zlib. One block is in memory
 * at a time: its packed and plain bytes, a copy of its texts, and lists as long as its longest object, so never
 * more than about 100 MB, with ordinary files 2 MB. Blocks of a kind not known are skipped, as the format asks; features
 * that the file says one must know (OsmSchema-V0.6 and DenseNodes are) are refused by name. Every fault names
 * the byte at which its block begins. */
#ifndef EXCHANGE_PBF_INNER_H
#define EXCHANGE_PBF_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <zlib.h>

#include "base/fault.h"
#include "exchange/osm_tags_inner.h"

enum {
    PBF_HEAD = 64 * 1024,
    PBF_BLOCK = 32 * 1024 * 1024,
    PBF_STRINGS = 2 * 1024 * 1024, /* in a block */
    PBF_MEMBERS = 65536            /* nodes of a way, members of a relation; OSM itself allows 2,000 and 32,000 */
};
enum pbf_kinds { PBF_NODE = 1, PBF_WAY = 2, PBF_RELATION = 4 };

/* Everything in it is borrowed until the visitor returns. */
struct pbf_object {
    enum pbf_kinds kind;
    int64_t id;
    int64_t seconds; /* since 1970, of this version; 0 = the file does not say */
    struct osm_tags tags;
    int32_t lon, lat;    /* of a node, in 10^-7 degrees */
    const int64_t *refs; /* nodes of a way, members of a relation */
    size_t ref_count;
    const enum pbf_kinds *types; /* of members */
    const char *const *roles;    /* of members */
};
struct pbf_visitor {
    void *data;
    int wanted; /* bits of pbf_kinds */
    bool (*visit)(void *data, const struct pbf_object *object, struct fault *why);
    /* out */
    int seen;     /* bits of pbf_kinds in the last block, wanted or not */
    long too_long; /* objects with more than PBF_MEMBERS, left out */
};

struct pbf_file {
    FILE *file;
    const char *path;   /* borrowed */
    int64_t size, at;   /* of the file; where the next block begins */
    int64_t block_at;   /* where the present one begins */
    int64_t date;       /* seconds since 1970 of the header's replication timestamp; 0 = none */
    struct box box;     /* of the header; empty = it does not say */
    uint8_t *packed, *plain; /* owned */
    size_t packed_room, plain_room, plain_size;
    z_stream stream;
    bool streaming;
    struct pbf_scratch *scratch; /* owned */
};
/* Opens, tells what the file is when it is something else, and reads its header. */
bool pbf_open(const char *path, struct pbf_file *out, struct fault *why);
void pbf_close(struct pbf_file *file);
enum pbf_step { PBF_DATA, PBF_END, PBF_BAD };
/* The next block of data, unpacked. */
enum pbf_step pbf_next(struct pbf_file *file, struct fault *why);
/* Back to a block that pbf_next gave before (its block_at). */
bool pbf_seek(struct pbf_file *file, int64_t block_at, struct fault *why);
/* Visits the objects of the present block, in their order. */
bool pbf_visit(struct pbf_file *file, struct pbf_visitor *visitor, struct fault *why);

/* ---- between the two halves ---- */
bool pbf_fault(const struct pbf_file *file, enum fault_kind kind, const char *key, struct fault *why);
struct pbf_scratch *pbf_scratch_new(void);
void pbf_scratch_free(struct pbf_scratch *scratch);

#endif
