/* SPDX-License-Identifier: EUPL-1.2 */
/* A walking network's bytes, and ways without nodes made of the same bytes. What can be read must
 * be the same when it was written and read once more. */
#include <stdint.h>
#include <string.h>

#include "walk/graph.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void again(struct walk_graph *graph)
{
    struct walk_graph copy;
    struct buffer out;
    struct fault why;
    buffer_init(&out, 1 << 26);
    if (!walk_graph_write(graph, &out) || !walk_graph_read(out.data, out.size, &copy, &why) ||
        copy.node_count != graph->node_count || copy.edge_count != graph->edge_count ||
        copy.spot_count != graph->spot_count ||
        memcmp(copy.spots, graph->spots, graph->spot_count * sizeof *copy.spots) != 0)
        __builtin_trap();
    buffer_clear(&out);
    walk_graph_clear(&copy);
    walk_graph_clear(graph);
}

/* A way for every run of bytes that ends with one above 250; each byte is a place on a small
 * square. */
static void build(const uint8_t *bytes, size_t size)
{
    struct walk_builder *builder = walk_builder_new();
    struct walk_graph graph;
    struct fault why;
    struct point points[32];
    size_t count = 0;
    for (size_t at = 0; at < size; at++) {
        if (bytes[at] <= 250 && count < 32) {
            points[count++] =
                (struct point){4.35 + (bytes[at] & 15) * 5e-6, 50.85 + (bytes[at] >> 4) * 3e-6};
            continue;
        }
        walk_builder_add(builder, bytes[at] & 1, bytes[at] & 2, NULL, points, count);
        count = 0;
    }
    if (!walk_builder_finish(builder, &graph, &why))
        __builtin_trap();
    again(&graph);
    walk_builder_free(builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct walk_graph graph;
    struct fault why;
    if (walk_graph_read(bytes, size, &graph, &why))
        again(&graph);
    build(bytes, size);
    return 0;
}
