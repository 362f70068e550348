/* SPDX-License-Identifier: EUPL-1.2 */
/* network.h – walking networks of real areas: of map tiles through our reader, and of OSM ways in the text form of
 * osmium (osmcode.org/opl-file-format), which is read here on its own, so that it can judge the other. */
#ifndef TESTS_WALK_NETWORK_H
#define TESTS_WALK_NETWORK_H

#include "kit/kit.h"
#include "walk/graph.h"

/* The graph of the tiles of FILE, or of the ways of FILE (plain text). Fails the test when that does not work. */
void network_of_tiles(const char *file, struct walk_graph *out);
void network_molenbeek(struct walk_graph *out); /* of the tiles of the demo */
void network_of_osm(const char *file, struct walk_graph *out); /* .osm.pbf, through our reader */
void network_of_opl(const char *file, struct walk_graph *out);
/* The same ways as if they were lines of tiles: without nodes, rounded to the grid. */
void network_of_opl_by_position(const char *file, struct walk_graph *out);

struct network_figures {
    double metres, largest; /* all of it; of its largest part */
    double steps;           /* metres of steps */
    uint32_t parts, ends;   /* ends: nodes with one half-edge */
};
struct network_figures network_figures(const struct walk_graph *graph);
/* All that walk/graph.h says of a graph holds. */
void network_check(const struct walk_graph *graph);
uint32_t network_node_near(const struct walk_graph *graph, struct point point);

#endif
