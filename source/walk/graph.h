/* SPDX-License-Identifier: EUPL-1.2 */
/* graph.h – the streets and paths of an area as people on foot use them: crossings, and the edges between them.
 *
 * A node is a crossing or an end; an edge is the way between two, with its course, its length in metres on the
 * ground and what it is. Both directions of an edge are one edge: whoever walks may turn round. A node has two
 * half-edges only where steps begin, or as the one node of a closed way without a crossing. Two edges may join the same
 * nodes; an edge may come back to where it began. Nodes lie in the order of a Hilbert curve, edges by their `from`,
 * which never comes after their `to`: what is near on the ground is near in memory.
 *
 * Built once from ways (walk_builder), kept as bytes in a pack, read again in one pass into arrays (CSR):
 * `halves[first[n]] .. halves[first[n+1]]` leave node n. Every position lies on a grid of 2^26 units a side of the
 * world (0.38 m at 51° north; the points of a z14 tile of 4096 units lie on it exactly). Pure. */
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
    float metres;           /* along its course; 0 when all of it lies on one point of the grid */
    uint8_t flags;          /* WALK_EDGE_STEPS */
};
struct walk_graph { /* all owned */
    uint32_t node_count, edge_count, spot_count;
    uint32_t *first;        /* node_count + 1 */
    struct walk_half *halves; /* 2 * edge_count, by node */
    struct walk_edge *edges;
    struct spot *nodes;
    struct spot *spots;
    bool by_position;       /* made of map tiles: ways met by position, not by OSM nodes */
};
void walk_graph_clear(struct walk_graph *graph); /* may be called twice, or on one that is all zero */

/* Gives each node the number of its part of the network (what can be reached from one another), 0 upward, the longest
 * part first. Returns how many parts there are. `part_of` has node_count room; `metres` (NULL = not wanted) gets
 * the length of each part, and must have room for as many as there are nodes. */
uint32_t walk_graph_parts(const struct walk_graph *graph, uint32_t *part_of, double *metres);

/* ---- building ---- */
struct walk_builder; /* opaque */
struct walk_builder *walk_builder_new(void);
void walk_builder_free(struct walk_builder *builder);
/* Adds a way of at least two points; shorter ones are left out. With `ids` (OSM nodes) ways meet where they share one, and
 * nowhere else. Without (NULL: lines of map tiles, cut at the tiles' edges) they meet
 * - where they share a point, unless one goes over or under the other there (`bridge_or_tunnel`, in its middle); a bridge meets
 *   in its middle only another bridge, or a way that ends there alone;
 * - where an end that meets nothing lies within half a metre of another way: of its corners, or of the course between them,
 *   but not of the course of a bridge or tunnel, unless it belongs to one itself. The two halves of a line that a tile's
 *   edge cut meet so, however each half was rounded.
 * Ways with ids never meet ways without. The same stretch given twice (neighbouring tiles overlap) counts once. */
void walk_builder_add(struct walk_builder *builder, uint8_t flags, bool bridge_or_tunnel,
                      const uint64_t *ids, const struct point *points, size_t count);
/* Joins and counts; the builder is empty afterwards. No way at all gives an empty graph. False, FAULT_LIMIT, only
 * when more than WALK_POINTS points were given. */
enum { WALK_POINTS = 1 << 28 };
bool walk_builder_finish(struct walk_builder *builder, struct walk_graph *out, struct fault *why);

/* ---- as bytes ----
 * A byte 1 (the form), a byte of flags (1 = by position); varints nodes, edges, spots between the ends; for each node
 * zigzag varint steps x, y from the one before (the first from 0); for each node the varint number of edges that
 * leave it as `from`, and for each of them varints to - from, spots between << 1 | steps, and the zigzag varint steps of those spots,
 * the first from the node. Lengths are worked out anew. */
/* Appends the graph; false when `out` is full. */
bool walk_graph_write(const struct walk_graph *graph, struct buffer *out);
/* Trusts nothing; FAULT_INPUT with the byte where it does not hold together, and `out` all zero. Takes at most about
 * fifty times the memory of the bytes. */
bool walk_graph_read(const void *bytes, size_t size, struct walk_graph *out, struct fault *why);

#endif
