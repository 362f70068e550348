/* SPDX-License-Identifier: EUPL-1.2 */
/* figures FILE…: what the walking network of each file (.mbtiles, .osm.pbf, or OSM as .opl text) is
 * made of.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "walk/network.h"

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void graph_print(const char *name, struct walk_graph *graph)
{
    struct network_figures figures = network_figures(graph);
    struct buffer bytes;
    struct fault why;
    buffer_init(&bytes, (size_t)1 << 30);
    walk_graph_write(graph, &bytes);
    walk_graph_clear(graph);
    double before = now();
    if (!walk_graph_read(bytes.data, bytes.size, graph, &why))
        fail_msg("%s", why.what.key);
    printf("%s: %u nodes %u edges %u spots, %.1f km in %u parts, largest %.2f %%, %u ends, steps "
           "%.2f km; %zu bytes read in %.1f ms\n",
           name, graph->node_count, graph->edge_count, graph->spot_count, figures.metres / 1000,
           figures.parts, 100 * figures.largest / figures.metres, figures.ends,
           figures.steps / 1000, bytes.size, now() - before);
    buffer_clear(&bytes);
    walk_graph_clear(graph);
}

int main(int count, char **files)
{
    for (int at = 1; at < count; at++) {
        struct walk_graph graph;
        if (strstr(files[at], ".opl")) {
            network_of_opl(files[at], &graph);
            graph_print(files[at], &graph);
            network_of_opl_by_position(files[at], &graph);
            graph_print("  the same by position", &graph);
        } else if (strstr(files[at], ".pbf")) {
            network_of_osm(files[at], &graph);
            graph_print(files[at], &graph);
        } else {
            network_of_tiles(files[at], &graph);
            graph_print(files[at], &graph);
        }
    }
    return 0;
}
