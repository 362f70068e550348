/* SPDX-License-Identifier: EUPL-1.2 */
/* pack.h – the read-only area file: map cells, addresses, streets, candidates, wijk borders, sources, and the
 * walking network.
 *
 * One SQLite file (application_id 'Wpak', user_version PACK_VERSION). Map features lie in cells of a
 * loose quadtree: a feature goes to the deepest level (up to 15) whose cell is at least as large as
 * its extent, keyed by its middle; a reader of a box takes the cells of each level that meet the
 * box grown by half a cell. A cell's blob holds its features sorted in drawing order (layer,
 * kind), as zigzag varint deltas on a 2^26 grid (cell_inner.h). Texts and styles stand once each, and the pack
 * keeps them in memory while it is open; what is read whole is deflated (part_inner.h), the cells are not. Safe
 * to use from any thread: each thread that reads has its own connection inside. */
#ifndef PACK_PACK_H
#define PACK_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/message.h"
#include "geo/feature.h"
#include "geo/shape.h"

struct pack; /* opaque */
struct walk_graph;
enum { PACK_VERSION = 3 };

/* Opens FILE read-only and checks what it is: FAULT_MISSING, FAULT_INPUT (empty, truncated,
 * foreign), FAULT_CONFLICT (older or newer version). */
bool pack_open(const char *file, struct pack **out, struct fault *why);
void pack_close(struct pack *pack);
/* Nobody reads for a while: gives back the pages that were kept from the file. From any thread. */
void pack_rest(struct pack *pack);
struct box pack_box(const struct pack *pack); /* of the deepest map, else of all that is in it */
bool pack_check(struct pack *pack, void (*say)(void *data, const struct message *message), void *data,
                struct fault *why); /* reads everything */

struct pack_source {
    const char *kind, *file, *attribution, *licence, *date;
};
int pack_sources(const struct pack *pack, const struct pack_source **out); /* borrowed */

/* How a pack was cut, so that it can be made again from newer data. */
struct pack_making {
    bool known;        /* else it comes from before this was written down, and `box` is pack_box */
    struct box box;    /* what was kept, margin and all; empty = everything */
    double margin;     /* metres, within `box` already */
    const char *codes; /* the wijken it was cut by, a space between them; "" = none by name */
};
struct pack_making pack_making(const struct pack *pack); /* borrowed */

struct pack_wijk {
    const char *code, *name, *municipality;
    const struct shape *border;
};
int pack_wijken(const struct pack *pack, const struct pack_wijk **out); /* borrowed, all in memory */
const struct pack_wijk *pack_wijk_find(const struct pack *pack, const char *code);

/* The features to draw in `box` at `zoom`, in drawing order. From any thread. */
bool pack_features(struct pack *pack, struct spot_box box, int zoom,
                   void (*each)(void *data, const struct feature *feature), void *data, struct fault *why);
/* All candidates as JSON text. From any thread. */
bool pack_candidates(struct pack *pack, bool (*each)(void *data, const char *json, size_t size), void *data,
                     struct fault *why);

/* The addresses in `box`, each where it stands, from west to east: those with and without a street; several on one spot are
 * several. They lie on the grid of the cells. From any thread. */
bool pack_addresses(struct pack *pack, struct spot_box box, void (*each)(void *data, struct spot spot), void *data,
                    struct fault *why);

enum { PACK_HIT_TEXT = 160 };
struct pack_ask {
    const char *words; /* as typed */
    struct point near;
    bool french; /* when the words fit both languages */
};
struct pack_hit {
    char text[PACK_HIT_TEXT];  /* "Ribaucourtstraat 12", in the language of the words */
    char other[PACK_HIT_TEXT]; /* the street in the other language; "" = it has none */
    char area[96];             /* the municipality; "" = outside all wijken */
    char missing[16];          /* the number that was asked and is not on the map: this is the house nearest to
                                * it, or the street; "" = found */
    bool street;               /* a street, else an address */
    int rank;                  /* find_rank, and more when the number is not there: smaller is better */
    struct point point;
};
/* Streets and addresses by the rules of base/find.h, in either language; a word that begins with a digit
 * may be a house number ("12b", "12 bis", "12 bus 3"), the name of the wijk or the municipality may be
 * added. Best rank first, then what is nearest to `near`; at most `room`, at most 64. The first search reads the
 * names of all streets into memory. From any thread. */
int pack_search(struct pack *pack, struct pack_ask ask, struct pack_hit *out, int room);
/* Reads the words of the streets, which the first search would else wait for. From any thread. */
void pack_search_ready(struct pack *pack);

/* The walking network (walk/graph.h); FAULT_MISSING when the pack has none, FAULT_INPUT when it does not hold together. The caller clears it. From any thread. */
bool pack_walk(struct pack *pack, struct walk_graph *out, struct fault *why);

/* ---- building ---- */
struct pack_builder; /* opaque; writes FILE.part and renames it at the end */
struct pack_counts {
    long features, cells, addresses, streets, candidates, wijken, walk_nodes, walk_edges;
    int64_t bytes;
};
bool pack_builder_open(const char *file, struct pack_builder **out, struct fault *why);
bool pack_builder_source(struct pack_builder *builder, struct pack_source source, struct fault *why);
bool pack_builder_making(struct pack_builder *builder, const struct pack_making *making, struct fault *why);
bool pack_builder_feature(struct pack_builder *builder, const struct feature *feature, struct fault *why);
/* One without a number is counted and not kept; one without a street is kept, and found by position alone. */
bool pack_builder_address(struct pack_builder *builder, struct point point, const char *street,
                          const char *number, struct fault *why);
bool pack_builder_candidate(struct pack_builder *builder, const char *id, struct point point, const char *json,
                            struct fault *why);
/* The last one given stays; one without an edge is as none. */
bool pack_builder_walk(struct pack_builder *builder, const struct walk_graph *graph, struct fault *why);
bool pack_builder_wijk(struct pack_builder *builder, struct pack_wijk wijk, struct fault *why);
/* Sorts, writes and closes; NULL `why`-less abort with pack_builder_abort. Frees the builder. */
bool pack_builder_finish(struct pack_builder *builder, struct pack_counts *counts, struct fault *why);
void pack_builder_abort(struct pack_builder *builder);

#endif
