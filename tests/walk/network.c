/* SPDX-License-Identifier: EUPL-1.2 */
#include "walk/network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "exchange/read.h"
#include "system/file.h"

/* ---- of tiles ---- */

static bool way_add(void *data, const struct walk_way *way, struct fault *why)
{
    (void)why;
    walk_builder_add(data, way->kind == WALK_STEPS ? WALK_EDGE_STEPS : 0, way->bridge_or_tunnel,
                     way->nodes, way->points, way->count);
    return true;
}

static void built(struct walk_builder *builder, struct walk_graph *out)
{
    struct fault why;
    assert_true(walk_builder_finish(builder, out, &why));
    walk_builder_free(builder);
}

void network_of_tiles(const char *file, struct walk_graph *out)
{
    struct fault why;
    struct read_counts counts = {0};
    struct walk_builder *builder = walk_builder_new();
    struct sink sink = {.data = builder, .walk = way_add};
    if (!tiles_read(file, box_empty(), &sink, &counts, &why))
        fail_msg("%s: %s %s", file, why.what.key, why.detail);
    built(builder, out);
}

void network_molenbeek(struct walk_graph *out)
{
    char tiles[KIT_PATH];
    snprintf(tiles, sizeof tiles, "%s/demo/molenbeek.mbtiles", kit_asset_source());
    network_of_tiles(tiles, out);
}

void network_of_osm(const char *file, struct walk_graph *out)
{
    struct fault why;
    struct read_counts counts = {0};
    struct walk_builder *builder = walk_builder_new();
    struct sink sink = {.data = builder, .walk = way_add};
    if (!osm_read(file, box_empty(), &sink, &counts, &why))
        fail_msg("%s: %s %s", file, why.what.key, why.detail);
    built(builder, out);
}

/* ---- of OSM ways ---- */

struct opl {
    struct table nodes; /* id to struct point */
    struct arena arena;
    struct walk_builder *builder;
    bool by_position;
};

static void node_read(struct opl *opl, char *line)
{
    struct point *point = arena_take(&opl->arena, sizeof *point);
    char *x = strstr(line, " x"), *y = strstr(line, " y");
    if (!x || !y)
        return;
    *point = (struct point){strtod(x + 2, NULL), strtod(y + 2, NULL)};
    line[strcspn(line, " ")] = 0;
    table_set(&opl->nodes, line, point);
}

static bool has(const char *tags, const char *tag)
{
    size_t size = strlen(tag);
    for (const char *at = tags; at; at = strchr(at, ','), at = at ? at + 1 : NULL)
        if (strncmp(at, tag, size) == 0 &&
            (at[size] == ',' || at[size] == ' ' || at[size] == 0 || tag[size - 1] == '='))
            return true;
    return false;
}

static bool walkable(const char *tags)
{
    static const char *const never[] = {
        "highway=motorway", "highway=motorway_link", "highway=trunk",    "highway=trunk_link",
        "highway=raceway",  "highway=construction",  "highway=proposed", "highway=bus_guideway",
        "highway=platform", "highway=corridor",      "highway=no",       "highway=abandoned"};
    for (size_t at = 0; at < sizeof never / sizeof *never; at++)
        if (has(tags, never[at]))
            return false;
    return has(tags, "highway=");
}

static void way_read(struct opl *opl, char *line)
{
    enum { POINTS = 4096 };
    static uint64_t ids[POINTS];
    static struct point points[POINTS];
    char *tags = strstr(line, " T"), *nodes = strstr(line, " N");
    size_t count = 0;
    if (!tags || !nodes || !walkable(tags + 2))
        return;
    bool deck = (has(tags + 2, "bridge=") && !has(tags + 2, "bridge=no")) ||
                (has(tags + 2, "tunnel=") && !has(tags + 2, "tunnel=no"));
    for (char *at = nodes + 2; *at == 'n' && count < POINTS; at += strspn(at, ",\n")) {
        size_t size = strcspn(at, ",\n");
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)size, at);
        const struct point *point = table_find(&opl->nodes, name);
        if (point) {
            ids[count] = strtoull(name + 1, NULL, 10);
            points[count++] = *point;
        }
        at += size;
    }
    walk_builder_add(opl->builder, has(tags + 2, "highway=steps") ? WALK_EDGE_STEPS : 0, deck,
                     opl->by_position ? NULL : ids, points, count);
}

static void opl_read(const char *file, bool by_position, struct walk_graph *out)
{
    struct opl opl = {.by_position = by_position, .builder = walk_builder_new()};
    struct buffer text;
    struct fault why;
    table_init(&opl.nodes);
    arena_init(&opl.arena);
    if (!file_read(file, 256 * 1024 * 1024, &text, &why))
        fail_msg("%s: %s", file, why.what.key);
    for (char *line = text.data; line && *line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end++ = 0;
        if (*line == 'n')
            node_read(&opl, line);
        else if (*line == 'w')
            way_read(&opl, line);
        line = end;
    }
    built(opl.builder, out);
    table_clear(&opl.nodes, NULL);
    arena_clear(&opl.arena);
    buffer_clear(&text);
}

void network_of_opl(const char *file, struct walk_graph *out)
{
    opl_read(file, false, out);
}

void network_of_opl_by_position(const char *file, struct walk_graph *out)
{
    opl_read(file, true, out);
}

/* ---- looking at it ---- */

struct network_figures network_figures(const struct walk_graph *graph)
{
    struct network_figures figures = {0};
    uint32_t *part_of = memory_take((graph->node_count + 1) * sizeof *part_of);
    double *metres = memory_take((graph->node_count + 1) * sizeof *metres);
    figures.parts = walk_graph_parts(graph, part_of, metres);
    figures.largest = figures.parts ? metres[0] : 0;
    for (uint32_t at = 0; at < graph->edge_count; at++) {
        figures.metres += (double)graph->edges[at].metres;
        if (graph->edges[at].flags & WALK_EDGE_STEPS)
            figures.steps += (double)graph->edges[at].metres;
    }
    for (uint32_t node = 0; node < graph->node_count; node++)
        figures.ends += graph->first[node + 1] - graph->first[node] == 1;
    free(part_of);
    free(metres);
    return figures;
}

static void node_check(const struct walk_graph *graph, uint32_t node)
{
    uint32_t count = graph->first[node + 1] - graph->first[node], kinds = 0;
    assert_true(count > 0);
    for (uint32_t at = graph->first[node]; at < graph->first[node + 1]; at++) {
        const struct walk_edge *edge = &graph->edges[graph->halves[at].edge];
        assert_true(edge->from == node || edge->to == node);
        assert_int_equal(graph->halves[at].to, edge->from == node ? edge->to : edge->from);
        kinds |= edge->flags & WALK_EDGE_STEPS ? 1 : 2;
        if (count == 2 && graph->halves[at].to != node)
            continue;
        kinds |= 4; /* a crossing, an end, or a ring */
    }
    assert_true(kinds == 3 || kinds >= 4);
}

void network_check(const struct walk_graph *graph)
{
    uint32_t spots = 0, from = 0;
    assert_int_equal(graph->first[0], 0);
    assert_int_equal(graph->first[graph->node_count], 2 * graph->edge_count);
    for (uint32_t at = 0; at < graph->edge_count; at++) {
        const struct walk_edge *edge = &graph->edges[at];
        assert_true(edge->from >= from && edge->from <= edge->to && edge->to < graph->node_count);
        assert_true(edge->first == spots && edge->count >= 2);
        const struct spot *ends[] = {&graph->spots[spots], &graph->spots[spots + edge->count - 1]};
        assert_memory_equal(ends[0], &graph->nodes[edge->from], sizeof *ends[0]);
        assert_memory_equal(ends[1], &graph->nodes[edge->to], sizeof *ends[1]);
        double metres = 0;
        for (uint32_t spot = 1; spot < edge->count; spot++)
            metres += point_distance(point_of_spot(graph->spots[spots + spot - 1]),
                                     point_of_spot(graph->spots[spots + spot]));
        assert_true(fabs(metres - (double)edge->metres) <= 0.01 + metres * 1e-4);
        spots += edge->count;
        from = edge->from;
    }
    assert_int_equal(spots, graph->spot_count);
    for (uint32_t node = 0; node < graph->node_count; node++)
        node_check(graph, node);
}

uint32_t network_node_near(const struct walk_graph *graph, struct point point)
{
    uint32_t best = 0;
    double least = INFINITY;
    for (uint32_t node = 0; node < graph->node_count; node++) {
        double metres = point_distance(point, point_of_spot(graph->nodes[node]));
        if (metres < least) {
            least = metres;
            best = node;
        }
    }
    return best;
}
