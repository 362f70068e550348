/* SPDX-License-Identifier: EUPL-1.2 */
/* bench_walk FILE.mbtiles LON LAT METRES ROUNDS [FOLDER]: what walking costs over the streets
 * within METRES of a point, for all addresses there and thirty places spread among them. A line for
 * each thing: its name and the median in ms of CPU. Into FOLDER go the network and the outcome, for
 * others to try the same (walk.py). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "exchange/read.h"
#include "walk/reach.h"

enum { PLACES = 30, MINUTES = 10, ROUNDS_MOST = 1000 };

struct area {
    struct walk_builder *builder;
    struct spot *homes;
    size_t count, room;
    struct box box;
};

static bool way_add(void *data, const struct walk_way *way, struct fault *why)
{
    struct area *area = data;
    (void)why;
    walk_builder_add(area->builder, way->kind == WALK_STEPS ? WALK_EDGE_STEPS : 0,
                     way->bridge_or_tunnel, way->nodes, way->points, way->count);
    return true;
}

static bool home_add(void *data, const struct address *address, struct fault *why)
{
    struct area *area = data;
    (void)why;
    if (!box_has(area->box, address->point))
        return true;
    ARRAY_GROW(area->homes, area->count, area->room);
    area->homes[area->count++] = spot_of_point(address->point);
    return true;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int time_order(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return one < two ? -1 : one > two;
}

static void say(const char *name, double *times, int rounds)
{
    qsort(times, (size_t)rounds, sizeof *times, time_order);
    printf("%s\t%.3f\n", name, times[rounds / 2]);
}

struct bench {
    struct area *area;
    struct walk_graph graph;
    struct walk_terrain *terrain;
    struct walk_snap *homes, places[PLACES];
    size_t within;
    int rounds;
};

static void graph_bench(struct bench *bench)
{
    double times[ROUNDS_MOST];
    struct buffer bytes;
    struct fault why;
    buffer_init(&bytes, (size_t)1 << 30);
    walk_graph_write(&bench->graph, &bytes);
    for (int round = 0; round < bench->rounds; round++) {
        walk_graph_clear(&bench->graph);
        double start = now();
        if (!walk_graph_read(bytes.data, bytes.size, &bench->graph, &why))
            exit(1);
        times[round] = now() - start;
    }
    printf("network\t%u nodes %u edges %zu bytes\n", bench->graph.node_count,
           bench->graph.edge_count, bytes.size);
    say("graph read", times, bench->rounds);
    buffer_clear(&bytes);
}

static void terrain_bench(struct bench *bench)
{
    struct walk_manner manner = walk_manner_usual();
    double lays[ROUNDS_MOST], snaps[ROUNDS_MOST];
    for (int round = 0; round < bench->rounds; round++) {
        walk_terrain_free(bench->terrain);
        double start = now();
        bench->terrain = walk_terrain_new(&bench->graph, &manner);
        lays[round] = now() - start;
        start = now();
        for (size_t at = 0; at < bench->area->count; at++)
            bench->homes[at] = walk_terrain_snap(bench->terrain, bench->area->homes[at]);
        snaps[round] = now() - start;
    }
    say("terrain", lays, bench->rounds);
    say("snap all addresses", snaps, bench->rounds);
    for (size_t at = 0; at < PLACES; at++)
        bench->places[at] = bench->homes[at * bench->area->count / PLACES];
}

static FILE *file_make(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file)
        exit(1);
    return file;
}

static double pace_of(const struct walk_edge *edge)
{
    struct walk_manner manner = walk_manner_usual();
    return 1 / manner.speed + (edge->flags & WALK_EDGE_STEPS ? manner.steps_extra : 0);
}

static void place_give(const struct bench *bench, int at, FILE *file)
{
    const struct walk_snap *snap = &bench->places[at];
    if (snap->edge == WALK_NOWHERE)
        return;
    const struct walk_edge *edge = &bench->graph.edges[snap->edge];
    double off = (double)snap->off / walk_manner_usual().speed, along = (double)snap->along;
    fprintf(file, "%d %u %.9g\n", at, edge->from, along * pace_of(edge) + off);
    fprintf(file, "%d %u %.9g\n", at, edge->to,
            ((double)edge->metres - along) * pace_of(edge) + off);
}

/* edges: from, to, seconds. places: number, node, seconds to it. nodes: the times that we found. */
static void give(struct bench *bench, const char *folder)
{
    struct walk_reach *reach = walk_reach_new(bench->terrain);
    FILE *edges = file_make(folder, "edges"), *places = file_make(folder, "places");
    FILE *nodes = file_make(folder, "nodes");
    for (uint32_t at = 0; at < bench->graph.edge_count; at++) {
        const struct walk_edge *edge = &bench->graph.edges[at];
        fprintf(edges, "%u %u %.9g\n", edge->from, edge->to, (double)edge->metres * pace_of(edge));
    }
    for (int at = 0; at < PLACES; at++)
        place_give(bench, at, places);
    walk_reach_run(reach, bench->places, PLACES, MINUTES * 60);
    for (uint32_t node = 0; node < bench->graph.node_count; node++)
        fprintf(nodes, "%.9g\n", (double)walk_reach_node(reach, node));
    walk_reach_free(reach);
    fclose(edges);
    fclose(places);
    fclose(nodes);
}

static void reach_bench(struct bench *bench, const char *name, size_t places, double minutes)
{
    struct walk_reach *reach = walk_reach_new(bench->terrain);
    double runs[ROUNDS_MOST], all[ROUNDS_MOST];
    char title[64];
    for (int round = 0; round < bench->rounds; round++) {
        double start = now();
        walk_reach_run(reach, bench->places, places, minutes * 60);
        runs[round] = now() - start;
        bench->within = 0;
        for (size_t at = 0; at < bench->area->count; at++)
            bench->within += !isinf(walk_reach_visit(reach, &bench->homes[at]).seconds);
        all[round] = now() - start;
    }
    snprintf(title, sizeof title, "%s: search", name);
    say(title, runs, bench->rounds);
    snprintf(title, sizeof title, "%s: search and every address", name);
    say(title, all, bench->rounds);
    printf("%s: addresses within\t%zu of %zu\n", name, bench->within, bench->area->count);
    walk_reach_free(reach);
}

int main(int count, char **words)
{
    struct area area = {.builder = walk_builder_new()};
    struct bench bench = {.area = &area};
    struct sink sink = {.data = &area, .walk = way_add, .address = home_add};
    struct read_counts counts = {0};
    struct fault why;
    if (count != 6 && count != 7)
        return 2;
    struct point middle = {strtod(words[2], NULL), strtod(words[3], NULL)};
    area.box = box_grow((struct box){middle.lon, middle.lat, middle.lon, middle.lat},
                        strtod(words[4], NULL));
    bench.rounds = (int)fmin(ROUNDS_MOST, fmax(1, strtod(words[5], NULL)));
    if (!tiles_read(words[1], area.box, &sink, &counts, &why) || area.count < PLACES) {
        fprintf(stderr, "%s: nothing to walk\n", words[1]);
        return 1;
    }
    double start = now();
    if (!walk_builder_finish(area.builder, &bench.graph, &why))
        return 1;
    printf("build\t%.3f\n", now() - start);
    bench.homes = memory_take(area.count * sizeof *bench.homes);
    graph_bench(&bench);
    terrain_bench(&bench);
    reach_bench(&bench, "30 places, 10 minutes", PLACES, MINUTES);
    reach_bench(&bench, "30 places, no bound", PLACES, INFINITY);
    reach_bench(&bench, "one place, 10 minutes", 1, MINUTES);
    if (count == 7)
        give(&bench, words[6]);
    walk_terrain_free(bench.terrain);
    walk_graph_clear(&bench.graph);
    walk_builder_free(area.builder);
    free(bench.homes);
    free(area.homes);
    return 0;
}
