/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "exchange/osm_inner.h"

void osm_rings_clear(struct osm_rings *rings)
{
    free(rings->nodes);
    free(rings->spots);
    free(rings->rings);
    *rings = (struct osm_rings){0};
}

/* ---- joining ---- */

/* One of the two ends of a piece: piece * 2 + (0 first, 1 last). */
struct tip {
    uint32_t node;
    size_t id;
};
struct knot {          /* a node where tips meet */
    size_t first, end; /* tips[first .. end) */
    long at;           /* place in the chain of the piece that leaves it, -1 = none */
};
struct joiner {
    const struct osm_piece *pieces;
    struct tip *tips;
    size_t tip_count;
    struct knot *knots;
    size_t *knot_of; /* by tip id */
    bool *used;      /* by piece */
    size_t *chain;   /* tip ids where the pieces are entered */
    size_t chain_count;
    struct osm_rings *rings;
};

static int tip_order(const void *a, const void *b)
{
    const struct tip *one = a, *two = b;
    if (one->node != two->node)
        return one->node < two->node ? -1 : 1;
    return one->id < two->id ? -1 : one->id > two->id;
}

static bool piece_closed(const struct osm_piece *piece)
{
    return piece->count > 3 && piece->nodes[0] == piece->nodes[piece->count - 1];
}

static void node_put(struct osm_rings *rings, uint32_t node)
{
    ARRAY_GROW(rings->nodes, rings->node_count, rings->node_room);
    rings->nodes[rings->node_count++] = node;
}

static void ring_end(struct osm_rings *rings, size_t first)
{
    size_t count = rings->node_count - first;
    if (count < 3) {
        rings->node_count = first;
        return;
    }
    ARRAY_GROW(rings->rings, rings->ring_count, rings->ring_room);
    rings->rings[rings->ring_count++] =
        (struct osm_ring){.first = first, .count = count, .parent = -1, .child = -1, .next = -1};
}

/* The nodes of a piece entered at `tip`, without its last: the next piece begins with that. */
static void piece_put(struct osm_rings *rings, const struct osm_piece *piece, bool backward)
{
    for (size_t at = 0; at + 1 < piece->count; at++)
        node_put(rings, piece->nodes[backward ? piece->count - 1 - at : at]);
}

static void knots_make(struct joiner *joiner)
{
    size_t count = 0;
    qsort(joiner->tips, joiner->tip_count, sizeof *joiner->tips, tip_order);
    for (size_t at = 0; at < joiner->tip_count; at++) {
        if (at == 0 || joiner->tips[at].node != joiner->tips[at - 1].node)
            joiner->knots[count++] = (struct knot){at, at, -1};
        joiner->knots[count - 1].end = at + 1;
        joiner->knot_of[joiner->tips[at].id] = count - 1;
    }
}

/* Cuts the chain from place `from` on off, as a ring. */
static void chain_cut(struct joiner *joiner, size_t from)
{
    size_t first = joiner->rings->node_count;
    for (size_t at = from; at < joiner->chain_count; at++) {
        size_t tip = joiner->chain[at];
        piece_put(joiner->rings, &joiner->pieces[tip / 2], tip % 2);
        joiner->knots[joiner->knot_of[tip]].at = -1;
    }
    joiner->chain_count = from;
    ring_end(joiner->rings, first);
}

static bool chain_grow(struct joiner *joiner, struct knot *knot)
{
    for (; knot->first < knot->end; knot->first++) {
        size_t tip = joiner->tips[knot->first].id;
        if (joiner->used[tip / 2])
            continue;
        joiner->used[tip / 2] = true;
        knot->at = (long)joiner->chain_count;
        joiner->chain[joiner->chain_count++] = tip;
        return true;
    }
    return false;
}

/* Walks from a knot along pieces not yet used; where the way comes back to itself a ring is cut
 * off, where it ends the last piece is left aside. */
static void chain_walk(struct joiner *joiner, struct knot *here)
{
    joiner->chain_count = 0;
    for (;;) {
        if (chain_grow(joiner, here)) {
            here = &joiner->knots[joiner->knot_of[joiner->chain[joiner->chain_count - 1] ^ 1]];
            if (here->at >= 0)
                chain_cut(joiner, (size_t)here->at);
            continue;
        }
        if (!joiner->chain_count)
            return;
        joiner->rings->open++;
        here = &joiner->knots[joiner->knot_of[joiner->chain[--joiner->chain_count]]];
        here->at = -1;
    }
}

static void open_join(struct joiner *joiner, size_t count)
{
    joiner->knots = memory_take((joiner->tip_count + 1) * sizeof *joiner->knots);
    joiner->knot_of = memory_take((count * 2 + 1) * sizeof *joiner->knot_of);
    joiner->used = memory_take(count + 1);
    joiner->chain = memory_take((count + 1) * sizeof *joiner->chain);
    knots_make(joiner);
    for (size_t at = 0; at < joiner->tip_count; at++)
        chain_walk(joiner, &joiner->knots[joiner->knot_of[joiner->tips[at].id]]);
    free(joiner->knots);
    free(joiner->knot_of);
    free(joiner->used);
    free(joiner->chain);
}

void osm_rings_join(struct osm_rings *rings, const struct osm_piece *pieces, size_t count)
{
    struct joiner joiner = {.pieces = pieces, .rings = rings};
    rings->node_count = rings->ring_count = 0;
    rings->open = 0;
    joiner.tips = memory_take((count * 2 + 1) * sizeof *joiner.tips);
    for (size_t at = 0; at < count; at++) {
        const struct osm_piece *piece = &pieces[at];
        if (piece_closed(piece)) {
            size_t first = rings->node_count;
            piece_put(rings, piece, false);
            ring_end(rings, first);
        } else if (piece->count >= 2 && piece->nodes[0] != piece->nodes[piece->count - 1]) {
            joiner.tips[joiner.tip_count++] = (struct tip){piece->nodes[0], at * 2};
            joiner.tips[joiner.tip_count++] =
                (struct tip){piece->nodes[piece->count - 1], at * 2 + 1};
        } else
            rings->open++;
    }
    if (joiner.tip_count)
        open_join(&joiner, count);
    free(joiner.tips);
}

/* ---- what lies in what ---- */

static int size_order(const void *a, const void *b)
{
    const struct osm_ring *one = a, *two = b;
    if (one->size != two->size)
        return one->size > two->size ? -1 : 1;
    return one->first < two->first ? -1 : one->first > two->first;
}

static bool box_within(struct spot_box inner, struct spot_box outer)
{
    return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top &&
           inner.bottom <= outer.bottom;
}

/* The ring as a shape that borrows its spots. */
static struct osm_shape ring_shape(const struct osm_rings *rings, const struct osm_ring *ring,
                                   uint32_t *end)
{
    *end = (uint32_t)ring->count;
    return (struct osm_shape){.spots = rings->spots + ring->first,
                              .spot_count = ring->count,
                              .ends = end,
                              .end_count = 1,
                              .box = ring->box};
}

static void ring_measure(struct osm_rings *rings, struct osm_ring *ring)
{
    uint32_t end;
    ring->box = spot_box_empty();
    for (size_t at = 0; at < ring->count; at++)
        ring->box = spot_box_add(ring->box, rings->spots[ring->first + at]);
    struct osm_shape shape = ring_shape(rings, ring, &end);
    ring->size = osm_ring_size(shape.spots, shape.spot_count);
    ring->inside = osm_shape_label(&shape);
}

static void parent_find(struct osm_rings *rings, size_t index)
{
    struct osm_ring *ring = &rings->rings[index];
    for (size_t at = index; at-- > 0 && ring->parent < 0;) {
        struct osm_ring *around = &rings->rings[at];
        uint32_t end;
        struct osm_shape shape = ring_shape(rings, around, &end);
        if (box_within(ring->box, around->box) && osm_shape_has(&shape, ring->inside)) {
            ring->parent = (long)at;
            ring->depth = around->depth + 1;
            ring->next = around->child;
            around->child = (long)index;
        }
    }
}

void osm_rings_nest(struct osm_rings *rings, const struct osm_nodes *nodes)
{
    free(rings->spots);
    rings->spots = memory_take((rings->node_count + 1) * sizeof *rings->spots);
    for (size_t at = 0; at < rings->node_count; at++)
        rings->spots[at] = spot_of_point(osm_node_point(&nodes->all[rings->nodes[at]]));
    for (size_t at = 0; at < rings->ring_count; at++)
        ring_measure(rings, &rings->rings[at]);
    if (rings->ring_count)
        qsort(rings->rings, rings->ring_count, sizeof *rings->rings, size_order);
    for (size_t at = 0; at < rings->ring_count; at++)
        parent_find(rings, at);
}
