/* SPDX-License-Identifier: EUPL-1.2 */
/* graph.h – the streets and paths of an area as people on foot use them: junctions, and the edges between them.
 *
 * A node is a crossing or an end; an edge is the way between two, with its course, its length in metres on the
 * ground and what it is. Both directions of an edge are one edge: whoever walks may turn round. Nodes of degree two
 * do not exist unless a closed way has no crossing. Built once from ways (walk_builder), kept as bytes in a pack, read
 * again in one pass into arrays (CSR): `first[n] .. first[n+1]` are the half-edges that leave node n. Pure. */
#ifndef WALK_GRAPH_H
#define WALK_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "geo/geo.h"

enum { WALK_EDGE_STEPS = 1 };

struct walk_half { /* one direction of an edge */
    uint32_t to;   /* node */
    uint32_t edge;
};
struct walk_edge {
    uint32_t from, to;      /* nodes */
    uint32_t first, count;  /* spots of its course, ends included; from `from` to `to` */
    float metres;
    uint8_t flags;          /* WALK_EDGE_STEPS */
};
struct walk_graph { /* all owned */
    uint32_t node_count, edge_count, spot_count;
    uint32_t *first;        /* node_count + 1 */
    struct walk_half *halves; /* 2 * edge_count, by node */
    struct walk_edge *edges;
    struct spot *nodes;
    struct spot *spots;
    bool by_position;       /* made of map tiles: meets by position, not by OSM nodes */
};
void walk_graph_clear(struct walk_graph *graph);

/* ---- building ---- */
struct walk_builder; /* opaque */
struct walk_builder *walk_builder_new(void);
void walk_builder_free(struct walk_builder *builder);
/* Adds a way. With `ids` (OSM nodes) ways meet where they share one. Without, ways meet where an end of one
 * lies on another (within half a metre), where they share a point, and, when neither is a bridge or tunnel, where
 * a tile's edge cut them in two. */
void walk_builder_add(struct walk_builder *builder, uint8_t flags, bool bridge_or_tunnel,
                      const uint64_t *ids, const struct point *points, size_t count);
/* Joins and counts. The builder is empty afterwards. False only when it grew over its ceilings (2^31 points). */
bool walk_builder_finish(struct walk_builder *builder, struct walk_graph *out, struct fault *why);

/* ---- as bytes ---- */
/* Appends the graph; false when `out` is full. */
bool walk_graph_write(const struct walk_graph *graph, struct buffer *out);
/* Trusts nothing; FAULT_INPUT with the byte where it does not hold together. */
bool walk_graph_read(const void *bytes, size_t size, struct walk_graph *out, struct fault *why);

#endif
