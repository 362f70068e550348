/* SPDX-License-Identifier: EUPL-1.2 */
/* The walking network: one row that holds it whole. */
#include "pack/builder_inner.h"
#include "pack/part_inner.h"
#include "walk/graph.h"

bool pack_builder_walk(struct pack_builder *builder, const struct walk_graph *graph,
                       struct fault *why)
{
    struct buffer bytes;
    if (graph->edge_count == 0)
        return true;
    buffer_init(&bytes, PART_CEILING);
    bool good = walk_graph_write(graph, &bytes);
    if (!good)
        fault_set(why, FAULT_LIMIT, "fault.walk.large");
    good = good && part_write(builder, PART_WALK, &bytes, why);
    buffer_clear(&bytes);
    builder->counts.walk_nodes = graph->node_count;
    builder->counts.walk_edges = graph->edge_count;
    return good;
}

static bool walk_missing(const struct pack *pack, struct fault *why)
{
    fault_set(why, FAULT_MISSING, "fault.pack.no_walk");
    return fault_in(why, pack->file);
}

bool pack_walk(struct pack *pack, struct walk_graph *out, struct fault *why)
{
    struct part_bytes part;
    struct fault inner;
    *out = (struct walk_graph){0};
    sqlite3 *base = pack_take(pack, why);
    if (!base)
        return false;
    enum part_state state = part_read(base, PART_WALK, &part);
    bool good = state == PART_READ && walk_graph_read(part.bytes, part.size, out, &inner);
    if (state == PART_NONE)
        walk_missing(pack, why);
    else if (!good)
        pack_damaged(pack, base, "walk", why);
    part_clear(&part);
    pack_give(pack, base);
    return good;
}
