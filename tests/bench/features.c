/* SPDX-License-Identifier: EUPL-1.2 */
/* bench_features PACK WEST,SOUTH,EAST,NORTH ZOOM FOLDER: what the map draws of a box, for another
 * renderer. Writes FOLDER/<layer>.<kind>.<area|line|point>.geojson, coordinates in metres of
 * EPSG:3857 (so that nobody has to project), features in drawing order, with `name`, `name_fr`,
 * `bridge` and `tunnel` (1 or 0). Says on stdout how many features each file has. */
#include <stdio.h>
#include <stdlib.h>

#include "map/style.h"
#include "pack/pack.h"

enum { LAYERS = 11, SHAPES = 3 };
static const double HALF = 20037508.342789244;

struct out {
    const char *folder;
    FILE *file[LAYERS][FEATURE_KINDS][SHAPES];
    long count[LAYERS][FEATURE_KINDS][SHAPES];
};

static void say_text(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', file);
        if ((unsigned char)*text >= ' ')
            fputc(*text, file);
    }
    fputc('"', file);
}

static void say_spot(FILE *file, struct spot spot)
{
    fprintf(file, "[%.3f,%.3f]", spot.x * 2 * HALF - HALF, HALF - spot.y * 2 * HALF);
}

static void say_path(FILE *file, const struct spot *spots, size_t count, bool ring)
{
    fputc('[', file);
    for (size_t at = 0; at < count; at++) {
        if (at)
            fputc(',', file);
        say_spot(file, spots[at]);
    }
    if (ring) {
        fputc(',', file);
        say_spot(file, spots[0]);
    }
    fputc(']', file);
}

static double ring_area(const struct spot *spots, size_t count)
{
    double sum = 0;
    for (size_t at = 0; at < count; at++) {
        struct spot a = spots[at], b = spots[(at + 1) % count];
        sum += (a.x - spots[0].x) * (b.y - spots[0].y) - (b.x - spots[0].x) * (a.y - spots[0].y);
    }
    return sum;
}

/* Rings that turn as the first does are outer ones; the others are holes of the one before. */
static void say_areas(FILE *file, const struct feature *feature)
{
    size_t first = 0;
    double turn = 0;
    fputs("\"MultiPolygon\",\"coordinates\":[[", file);
    for (size_t path = 0; path < feature->path_count; first = feature->path_ends[path++]) {
        size_t count = feature->path_ends[path] - first;
        double area = ring_area(feature->spots + first, count);
        turn = path ? turn : area;
        if (path)
            fputs(area * turn > 0 ? "],[" : ",", file);
        say_path(file, feature->spots + first, count, true);
    }
    fputs("]]", file);
}

static void say_lines(FILE *file, const struct feature *feature)
{
    size_t first = 0;
    fputs("\"MultiLineString\",\"coordinates\":[", file);
    for (size_t path = 0; path < feature->path_count; first = feature->path_ends[path++]) {
        if (path)
            fputc(',', file);
        say_path(file, feature->spots + first, feature->path_ends[path] - first, false);
    }
    fputc(']', file);
}

static FILE *file_for(struct out *out, const struct feature *feature)
{
    static const char *const shapes[SHAPES] = {
        [SHAPE_POINT] = "point", [SHAPE_LINE] = "line", [SHAPE_AREA] = "area"};
    int layer = feature->layer + 5;
    FILE **file = &out->file[layer][feature->kind][feature->shape];
    if (!*file) {
        char path[1200];
        snprintf(path, sizeof path, "%s/%d.%s.%s.geojson", out->folder, feature->layer,
                 map_kind_name(feature->kind), shapes[feature->shape]);
        *file = fopen(path, "w");
        if (!*file) {
            perror(path);
            exit(1);
        }
        fputs("{\"type\":\"FeatureCollection\",\"features\":[\n", *file);
    }
    return *file;
}

static void feature_say(void *data, const struct feature *feature)
{
    struct out *out = data;
    if (!feature->path_count || !feature->path_ends[0] || feature->layer < -5 || feature->layer > 5)
        return;
    FILE *file = file_for(out, feature);
    long *count = &out->count[feature->layer + 5][feature->kind][feature->shape];
    fprintf(file, "%s{\"type\":\"Feature\",\"properties\":{\"bridge\":%d,\"tunnel\":%d,\"name\":",
            (*count)++ ? ",\n" : "", (feature->flags & FEATURE_BRIDGE) != 0,
            (feature->flags & FEATURE_TUNNEL) != 0);
    say_text(file, feature->name ? feature->name : "");
    fputs(",\"name_fr\":", file);
    say_text(file, feature->name_fr ? feature->name_fr : "");
    fputs("},\"geometry\":{\"type\":", file);
    if (feature->shape == SHAPE_AREA) {
        say_areas(file, feature);
    } else if (feature->shape == SHAPE_LINE) {
        say_lines(file, feature);
    } else {
        fputs("\"Point\",\"coordinates\":", file);
        say_spot(file, feature->spots[0]);
    }
    fputs("}}", file);
}

static void files_end(struct out *out)
{
    for (int layer = 0; layer < LAYERS; layer++) {
        for (int kind = 0; kind < FEATURE_KINDS; kind++) {
            for (int shape = 0; shape < SHAPES; shape++) {
                FILE *file = out->file[layer][kind][shape];
                if (!file)
                    continue;
                fputs("\n]}\n", file);
                fclose(file);
                printf("%d %s %ld\n", layer - 5, map_kind_name((enum feature_kind)kind),
                       out->count[layer][kind][shape]);
            }
        }
    }
}

int main(int count, char **words)
{
    static struct out out;
    struct pack *pack;
    struct fault why = {0};
    struct box box;
    if (count != 5 ||
        sscanf(words[2], "%lf,%lf,%lf,%lf", &box.west, &box.south, &box.east, &box.north) != 4) {
        fputs("bench_features PACK WEST,SOUTH,EAST,NORTH ZOOM FOLDER\n", stderr);
        return 2;
    }
    out.folder = words[4];
    bool good = pack_open(words[1], &pack, &why) &&
                pack_features(pack, spot_box_of(box), atoi(words[3]), feature_say, &out, &why);
    if (!good) {
        fprintf(stderr, "bench_features: %s %s %s\n", why.what.key, why.file, why.detail);
        return 1;
    }
    files_end(&out);
    pack_close(pack);
    return 0;
}
