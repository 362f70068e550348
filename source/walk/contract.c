/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "base/arena.h"
#include "walk/mesh_inner.h"

struct end { /* of a piece, at a corner */
    uint32_t to, piece;
};
struct place {
    uint64_t order; /* along a Hilbert curve */
    uint32_t corner;
};
struct contract {
    const struct walk_mesh *mesh;
    struct walk_graph *graph;
    uint32_t *first; /* ends of a corner: ends[first[corner]] .. ends[first[corner + 1]] */
    struct end *ends;
    bool *dead, *walked; /* by piece */
    uint32_t *node_of;   /* by corner; WALK_NONE = a bend */
    struct place *places;
    size_t place_count, place_room;
    size_t edge_room, spot_room;
};

/* ---- corners and their pieces ---- */

static void ends_gather(struct contract *contract)
{
    const struct walk_mesh *mesh = contract->mesh;
    contract->first = memory_take((mesh->corner_count + 2) * sizeof *contract->first);
    contract->ends = memory_take((mesh->piece_count * 2 + 1) * sizeof *contract->ends);
    uint32_t *fill = contract->first + 1; /* ends as `first` once all are in */
    for (size_t at = 0; at < mesh->piece_count; at++) {
        fill[mesh->pieces[at].a]++;
        fill[mesh->pieces[at].b]++;
    }
    uint32_t sum = 0;
    for (size_t corner = 0; corner < mesh->corner_count; corner++) {
        uint32_t count = fill[corner];
        fill[corner] = sum;
        sum += count;
    }
    for (uint32_t at = 0; at < mesh->piece_count; at++) {
        const struct walk_piece *piece = &mesh->pieces[at];
        contract->ends[fill[piece->a]++] = (struct end){piece->b, at};
        contract->ends[fill[piece->b]++] = (struct end){piece->a, at};
    }
}

static const struct end *ends_of(const struct contract *contract, uint32_t corner, uint32_t *count)
{
    *count = contract->first[corner + 1] - contract->first[corner];
    return contract->ends + contract->first[corner];
}

static bool steps(const struct contract *contract, uint32_t piece)
{
    return contract->mesh->pieces[piece].flags & WALK_EDGE_STEPS;
}

static int end_order(const void *a, const void *b)
{
    const struct end *one = a, *two = b;
    if (one->to != two->to)
        return one->to < two->to ? -1 : 1;
    return one->piece < two->piece ? -1 : one->piece > two->piece;
}

/* Of pieces between the same two corners one stays: the first without steps, or else the first. */
static void twins_drop(struct contract *contract, uint32_t corner)
{
    uint32_t count = contract->first[corner + 1] - contract->first[corner];
    struct end *ends = contract->ends + contract->first[corner], *kept = NULL;
    if (count > 1)
        qsort(ends, count, sizeof *ends, end_order);
    for (uint32_t at = 0; at < count; at++) {
        if (ends[at].to == corner)
            contract->dead[ends[at].piece] = true;
        if (ends[at].to <= corner)
            continue;
        if (!kept || kept->to != ends[at].to) {
            kept = &ends[at];
            continue;
        }
        bool better = steps(contract, kept->piece) && !steps(contract, ends[at].piece);
        contract->dead[better ? kept->piece : ends[at].piece] = true;
        kept = better ? &ends[at] : kept;
    }
}

/* The next living end at a corner after that of `piece`; NULL when the way ends or forks. */
static const struct end *onward(const struct contract *contract, uint32_t corner, uint32_t piece)
{
    uint32_t count;
    const struct end *ends = ends_of(contract, corner, &count);
    const struct end *found = NULL;
    for (uint32_t at = 0; at < count; at++) {
        if (contract->dead[ends[at].piece] || ends[at].piece == piece)
            continue;
        if (found)
            return NULL;
        found = &ends[at];
    }
    return found;
}

/* A bend is where two pieces of the same kind meet and nothing else. */
static bool is_bend(const struct contract *contract, uint32_t corner)
{
    uint32_t count, living = 0, kinds = 0;
    const struct end *ends = ends_of(contract, corner, &count);
    for (uint32_t at = 0; at < count; at++) {
        if (contract->dead[ends[at].piece])
            continue;
        living++;
        kinds |= steps(contract, ends[at].piece) ? 1 : 2;
    }
    return living == 0 || (living == 2 && kinds != 3);
}

/* ---- nodes ---- */

/* Position on a Hilbert curve over the grid (en.wikipedia.org/wiki/Hilbert_curve). */
static uint64_t hilbert(struct walk_corner corner)
{
    uint32_t x = (uint32_t)corner.x, y = (uint32_t)corner.y;
    uint64_t order = 0;
    for (uint32_t side = WALK_GRID; side > 0; side /= 2) {
        uint32_t right = (x & side) > 0, low = (y & side) > 0;
        order += (uint64_t)side * side * ((3 * right) ^ low);
        if (low)
            continue;
        if (right) {
            x = 2 * WALK_GRID - 1 - x;
            y = 2 * WALK_GRID - 1 - y;
        }
        uint32_t old = x;
        x = y;
        y = old;
    }
    return order;
}

static void node_add(struct contract *contract, uint32_t corner)
{
    ARRAY_GROW(contract->places, contract->place_count, contract->place_room);
    contract->places[contract->place_count++] =
        (struct place){hilbert(contract->mesh->corners[corner]), corner};
    contract->node_of[corner] = 0;
}

static int place_order(const void *a, const void *b)
{
    const struct place *one = a, *two = b;
    if (one->order != two->order)
        return one->order < two->order ? -1 : 1;
    return one->corner < two->corner ? -1 : one->corner > two->corner;
}

static void way_mark(struct contract *contract, const struct end *end)
{
    while (end && !contract->walked[end->piece]) {
        contract->walked[end->piece] = true;
        end =
            contract->node_of[end->to] == WALK_NONE ? onward(contract, end->to, end->piece) : NULL;
    }
}

/* Crossings and ends; then, of each ring that has none, its first corner. */
static void nodes_find(struct contract *contract)
{
    const struct walk_mesh *mesh = contract->mesh;
    for (uint32_t corner = 0; corner < mesh->corner_count; corner++) {
        contract->node_of[corner] = WALK_NONE;
        if (!is_bend(contract, corner))
            node_add(contract, corner);
    }
    for (size_t at = 0; at < contract->place_count; at++) {
        uint32_t count;
        const struct end *ends = ends_of(contract, contract->places[at].corner, &count);
        for (uint32_t end = 0; end < count; end++)
            if (!contract->dead[ends[end].piece])
                way_mark(contract, &ends[end]);
    }
    for (uint32_t at = 0; at < mesh->piece_count; at++) {
        if (contract->dead[at] || contract->walked[at])
            continue;
        uint32_t corner = mesh->pieces[at].a;
        node_add(contract, corner);
        way_mark(contract, onward(contract, corner, at));
    }
}

static void nodes_number(struct contract *contract)
{
    struct walk_graph *graph = contract->graph;
    graph->node_count = (uint32_t)contract->place_count;
    graph->nodes = memory_take((contract->place_count + 1) * sizeof *graph->nodes);
    if (contract->place_count)
        qsort(contract->places, contract->place_count, sizeof *contract->places, place_order);
    for (uint32_t node = 0; node < contract->place_count; node++) {
        uint32_t corner = contract->places[node].corner;
        contract->node_of[corner] = node;
        graph->nodes[node] = walk_corner_spot(contract->mesh->corners[corner]);
    }
}

/* ---- edges ---- */

static void spot_add(struct contract *contract, uint32_t corner)
{
    struct walk_graph *graph = contract->graph;
    ARRAY_GROW(graph->spots, graph->spot_count, contract->spot_room);
    graph->spots[graph->spot_count++] = walk_corner_spot(contract->mesh->corners[corner]);
}

static void edge_add(struct contract *contract, uint32_t corner, const struct end *end)
{
    struct walk_graph *graph = contract->graph;
    struct walk_edge edge = {.from = contract->node_of[corner],
                             .first = graph->spot_count,
                             .flags = steps(contract, end->piece) ? WALK_EDGE_STEPS : 0};
    spot_add(contract, corner);
    for (;;) {
        contract->walked[end->piece] = true;
        spot_add(contract, end->to);
        if (contract->node_of[end->to] != WALK_NONE)
            break;
        end = onward(contract, end->to, end->piece);
    }
    edge.to = contract->node_of[end->to];
    edge.count = graph->spot_count - edge.first;
    ARRAY_GROW(graph->edges, graph->edge_count, contract->edge_room);
    graph->edges[graph->edge_count++] = edge;
}

static void edges_make(struct contract *contract)
{
    for (size_t at = 0; at < contract->mesh->piece_count; at++)
        contract->walked[at] = false;
    for (size_t node = 0; node < contract->place_count; node++) {
        uint32_t count, corner = contract->places[node].corner;
        const struct end *ends = ends_of(contract, corner, &count);
        for (uint32_t end = 0; end < count; end++)
            if (!contract->dead[ends[end].piece] && !contract->walked[ends[end].piece])
                edge_add(contract, corner, &ends[end]);
    }
}

void walk_contract(struct walk_mesh *mesh, struct walk_graph *out)
{
    struct contract contract = {.mesh = mesh, .graph = out};
    contract.dead = memory_take(mesh->piece_count + 1);
    contract.walked = memory_take(mesh->piece_count + 1);
    contract.node_of = memory_take((mesh->corner_count + 1) * sizeof *contract.node_of);
    ends_gather(&contract);
    for (uint32_t corner = 0; corner < mesh->corner_count; corner++)
        twins_drop(&contract, corner);
    nodes_find(&contract);
    nodes_number(&contract);
    edges_make(&contract);
    walk_graph_link(out);
    free(contract.first);
    free(contract.ends);
    free(contract.dead);
    free(contract.walked);
    free(contract.node_of);
    free(contract.places);
    free(mesh->corners);
    free(mesh->pieces);
    *mesh = (struct walk_mesh){0};
}
