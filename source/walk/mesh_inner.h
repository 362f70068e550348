/* SPDX-License-Identifier: EUPL-1.2 */
/* mesh_inner.h – between ways and graph: corners on the grid, and the straight pieces between them.
 *
 * builder.c turns ways with OSM nodes into pieces, join.c those without; contract.c makes nodes of the corners
 * where ways cross or end, and edges of the pieces between. */
#ifndef WALK_MESH_INNER_H
#define WALK_MESH_INNER_H

#include "walk/graph.h"

enum { WALK_GRID_BITS = 26, WALK_GRID = 1 << WALK_GRID_BITS };
#define WALK_NONE UINT32_MAX
enum { WALK_PIECE_DECK = 0x80 }; /* of a bridge or tunnel; besides the flags of its edge */

struct walk_corner {
    int32_t x, y; /* grid units */
};
struct walk_piece {
    uint32_t a, b; /* corners */
    uint8_t flags;
};
struct walk_mesh { /* all owned */
    struct walk_corner *corners;
    size_t corner_count, corner_room;
    struct walk_piece *pieces;
    size_t piece_count, piece_room;
};
uint32_t walk_mesh_corner(struct walk_mesh *mesh, struct walk_corner corner);
void walk_mesh_piece(struct walk_mesh *mesh, uint32_t a, uint32_t b, uint8_t flags);

struct walk_line { /* a way as it was given */
    size_t first;
    uint32_t count;
    uint8_t flags;
    bool deck, named; /* over or under others; with OSM nodes */
};
struct walk_builder {
    struct walk_line *lines;
    size_t line_count, line_room;
    struct walk_corner *points;
    uint64_t *ids; /* beside `points`; 0 for those without */
    size_t point_count, point_room;
    bool full;
};
/* Adds the lines without OSM nodes to the mesh, joined by position. */
void walk_join(const struct walk_builder *builder, struct walk_mesh *mesh);
/* Crossings and what lies between them. Pieces given twice count once; the mesh is used up. */
void walk_contract(struct walk_mesh *mesh, struct walk_graph *out);

/* Numbers of 64 bits, each with a number of its own. */
struct walk_book {
    uint64_t *keys;
    uint32_t *values; /* WALK_NONE = free */
    size_t count, room;
};
void walk_book_clear(struct walk_book *book);
/* The place of `key`'s value; WALK_NONE in it when the key is new: the caller fills it at once. */
uint32_t *walk_book_place(struct walk_book *book, uint64_t key);
uint32_t walk_book_find(const struct walk_book *book, uint64_t key); /* WALK_NONE = not there */

static inline uint64_t walk_corner_key(struct walk_corner corner)
{
    return (uint64_t)(uint32_t)corner.x << 32 | (uint32_t)corner.y;
}
static inline struct spot walk_corner_spot(struct walk_corner corner)
{
    return (struct spot){(double)corner.x / WALK_GRID, (double)corner.y / WALK_GRID};
}
struct walk_corner walk_corner_of(struct spot spot); /* held inside the grid */
/* From nodes, edges (without metres) and spots to the whole: lengths, halves by node. */
void walk_graph_link(struct walk_graph *graph);

#endif
