/* SPDX-License-Identifier: EUPL-1.2 */
/* bench_tiles PACK ASSETS LON,LAT SIDE ROUNDS [ZOOM…]: what one tile of 512 px costs on one
 * thread, reading the pack included, labels not. SIDE x SIDE tiles about the point are drawn at
 * every zoom (14 to 18), each ROUNDS times, the quickest counts. One line per zoom and
 * antialiasing: zoom, "fast" or "default", median and 95th percentile of the tiles (ms of CPU),
 * features of the median tile. bench/mapnik.py draws the same tiles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "map/map.h"
#include "pack/pack.h"

enum { PIXELS = 512, TILES_MOST = 400, ZOOM_FIRST = 14, ZOOM_LAST = 18 };

struct bench {
    struct pack *pack;
    struct map_style *style;
    struct point middle;
    int side, rounds;
    long features; /* of the tile being drawn */
    void (*each)(void *data, const struct feature *feature);
    void *each_data;
};
struct drawn {
    double ms;
    long features;
};

static void need(bool ok, const struct fault *why)
{
    if (!ok) {
        fprintf(stderr, "bench_tiles: %s %s %s\n", why->what.key, why->file, why->detail);
        exit(1);
    }
}

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void count_each(void *data, const struct feature *feature)
{
    struct bench *bench = data;
    bench->features++;
    bench->each(bench->each_data, feature);
}

static bool read_features(void *data, struct spot_box box, int zoom,
                          void (*each)(void *each_data, const struct feature *feature),
                          void *each_data)
{
    struct bench *bench = data;
    struct fault why;
    bench->each = each;
    bench->each_data = each_data;
    fault_clear(&why);
    need(pack_features(bench->pack, box, zoom, count_each, bench, &why), &why);
    return true;
}

static double draw_once(struct bench *bench, struct tile tile, bool fast)
{
    struct map_source source = {bench, read_features};
    struct map_scene scene = {.source = &source, .style = bench->style};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, PIXELS, PIXELS);
    double began = cpu_ms();
    cairo_t *cairo = cairo_create(surface);
    bench->features = 0;
    if (!map_paint_ground(&scene, cairo, tile_box(tile), PIXELS, PIXELS, tile.z, fast)) {
        fputs("bench_tiles: a tile cannot be drawn\n", stderr);
        exit(1);
    }
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    double took = cpu_ms() - began;
    cairo_surface_destroy(surface);
    return took;
}

static int by_ms(const void *left, const void *right)
{
    const struct drawn *a = left, *b = right;
    return (a->ms > b->ms) - (a->ms < b->ms);
}

static void zoom_measure(struct bench *bench, int zoom, bool fast)
{
    static struct drawn drawn[TILES_MOST];
    struct tile middle = tile_of_spot(spot_of_point(bench->middle), zoom);
    int count = bench->side * bench->side;
    for (int at = 0; at < count; at++) {
        struct tile tile = {middle.x + at % bench->side - bench->side / 2,
                            middle.y + at / bench->side - bench->side / 2, (int8_t)zoom};
        for (int round = 0; round < bench->rounds; round++) {
            double took = draw_once(bench, tile, fast);
            if (!round || took < drawn[at].ms)
                drawn[at].ms = took;
        }
        drawn[at].features = bench->features;
    }
    qsort(drawn, (size_t)count, sizeof *drawn, by_ms);
    printf("%d\t%s\t%.3f\t%.3f\t%ld\n", zoom, fast ? "fast" : "default", drawn[count / 2].ms,
           drawn[count * 95 / 100].ms, drawn[count / 2].features);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    struct fault why;
    char folder[1024];
    fault_clear(&why);
    if (argc < 6 || sscanf(argv[3], "%lf,%lf", &bench.middle.lon, &bench.middle.lat) != 2) {
        fputs("bench_tiles PACK ASSETS LON,LAT SIDE ROUNDS [ZOOM...]\n", stderr);
        return 2;
    }
    bench.side = atoi(argv[4]);
    bench.rounds = atoi(argv[5]);
    if (bench.side < 1 || bench.side * bench.side > TILES_MOST || bench.rounds < 1) {
        fputs("bench_tiles: 1 to 20 tiles a side, at least one round\n", stderr);
        return 2;
    }
    snprintf(folder, sizeof folder, "%.900s/style", argv[2]);
    need(map_style_load(folder, "light", &bench.style, &why), &why);
    need(pack_open(argv[1], &bench.pack, &why), &why);
    for (int at = 6; at < (argc > 6 ? argc : 6 + ZOOM_LAST - ZOOM_FIRST + 1); at++) {
        int zoom = argc > 6 ? atoi(argv[at]) : ZOOM_FIRST + at - 6;
        zoom_measure(&bench, zoom, true);
        zoom_measure(&bench, zoom, false);
    }
    pack_close(bench.pack);
    map_style_free(bench.style);
    return 0;
}
