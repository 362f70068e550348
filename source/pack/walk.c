/* SPDX-License-Identifier: EUPL-1.2 */
/* The walking network: one row that holds it whole. */
#include "pack/builder_inner.h"
#include "walk/graph.h"

#define GRAPH_CEILING ((size_t)512 << 20)

bool pack_builder_walk(struct pack_builder *builder, const struct walk_graph *graph,
                       struct fault *why)
{
    struct buffer bytes;
    sqlite3_stmt *insert = NULL;
    if (graph->edge_count == 0)
        return true;
    buffer_init(&bytes, GRAPH_CEILING);
    if (!walk_graph_write(graph, &bytes)) {
        buffer_clear(&bytes);
        return fault_set(why, FAULT_LIMIT, "fault.walk.large");
    }
    bool good = sqlite3_prepare_v2(builder->base, "INSERT OR REPLACE INTO walk VALUES (1, ?1)", -1,
                                   &insert, NULL) == SQLITE_OK;
    if (good) {
        sqlite3_bind_blob64(insert, 1, bytes.data, bytes.size, SQLITE_STATIC);
        good = sqlite3_step(insert) == SQLITE_DONE;
    }
    sqlite3_finalize(insert);
    buffer_clear(&bytes);
    builder->counts.walk_nodes = graph->node_count;
    builder->counts.walk_edges = graph->edge_count;
    return good || build_sql_fault(builder, why);
}

static bool walk_missing(const struct pack *pack, struct fault *why)
{
    fault_set(why, FAULT_MISSING, "fault.pack.no_walk");
    return fault_in(why, pack->file);
}

bool pack_walk(struct pack *pack, struct walk_graph *out, struct fault *why)
{
    struct fault inner;
    sqlite3_stmt *query = NULL;
    *out = (struct walk_graph){0};
    sqlite3 *base = pack_take(pack, why);
    if (!base)
        return false;
    int state = sqlite3_prepare_v2(base, "SELECT graph FROM walk", -1, &query, NULL);
    state = state == SQLITE_OK ? sqlite3_step(query) : state;
    const void *bytes = state == SQLITE_ROW ? sqlite3_column_blob(query, 0) : NULL;
    bool good =
        bytes && walk_graph_read(bytes, (size_t)sqlite3_column_bytes(query, 0), out, &inner);
    if (state == SQLITE_DONE)
        walk_missing(pack, why);
    else if (!good)
        pack_damaged(pack, base, "walk", why);
    sqlite3_finalize(query);
    pack_give(pack, base);
    return good;
}
