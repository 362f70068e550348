/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/osm_inner.h"

#include <stdlib.h>

enum { STEPS = 4 }; /* looked at beside the last one, before the search begins */

bool osm_nodes_add(struct osm_nodes *nodes, int64_t id, int32_t lon, int32_t lat)
{
    if (nodes->count == OSM_NODES)
        return false;
    ARRAY_GROW(nodes->all, nodes->count, nodes->room);
    if (nodes->count && nodes->all[nodes->count - 1].id >= id)
        nodes->unsorted = true;
    nodes->all[nodes->count++] = (struct osm_node){id, lon, lat};
    return true;
}

static int node_order(const void *a, const void *b)
{
    const struct osm_node *one = a, *two = b;
    if (one->id != two->id)
        return one->id < two->id ? -1 : 1;
    if (one->lon != two->lon)
        return one->lon < two->lon ? -1 : 1;
    return one->lat < two->lat ? -1 : one->lat > two->lat;
}

void osm_nodes_settle(struct osm_nodes *nodes)
{
    if (nodes->unsorted)
        qsort(nodes->all, nodes->count, sizeof *nodes->all, node_order);
    nodes->unsorted = false;
}

int64_t osm_nodes_find(struct osm_nodes *nodes, int64_t id)
{
    size_t low = 0, high = nodes->count, near = nodes->near;
    if (near < nodes->count && nodes->all[near].id <= id) {
        low = near;
        for (size_t at = near; at < nodes->count && at < near + STEPS; at++)
            if (nodes->all[at].id == id)
                return (int64_t)(nodes->near = at);
    } else if (near < nodes->count)
        high = near;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (nodes->all[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == nodes->count || nodes->all[low].id != id)
        return OSM_NO_NODE;
    nodes->near = low;
    return (int64_t)low;
}

struct point osm_node_point(const struct osm_node *node)
{
    return (struct point){node->lon / 1e7, node->lat / 1e7};
}
