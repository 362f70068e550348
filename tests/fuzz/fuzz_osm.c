/* SPDX-License-Identifier: EUPL-1.2 */
/* An OSM extract, through the whole importer. Seeds hold their blocks raw (osmium cat -f
 * pbf,pbf_compression=none): so that a changed byte is a changed map and not just a broken zlib. */
#include <string.h>

#include "fuzz/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool feature_walk(void *data, const struct feature *feature, struct fault *why)
{
    double *sum = data;
    (void)why;
    size_t from = 0;
    for (size_t path = 0; path < feature->path_count; path++) {
        if (feature->path_ends[path] <= from)
            abort(); /* the pack refuses empty paths */
        for (; from < feature->path_ends[path]; from++)
            *sum += feature->spots[from].x + feature->spots[from].y;
    }
    *sum += (double)(strlen(feature->name) + strlen(feature->name_fr));
    return true;
}

static bool address_see(void *data, const struct address *address, struct fault *why)
{
    (void)data;
    (void)why;
    if (!point_valid(address->point) || !address->number[0])
        abort();
    return true;
}

static bool walk_see(void *data, const struct walk_way *way, struct fault *why)
{
    double *sum = data;
    (void)why;
    for (size_t at = 0; at < way->count; at++)
        *sum += way->points[at].lon + (double)way->nodes[at];
    return way->count >= 2;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[] = "wijkpeil-fuzz-XXXXXX";
    double sum = 0;
    struct sink sink = {.data = &sum,
                        .feature = feature_walk,
                        .address = address_see,
                        .candidate = fuzz_candidate,
                        .walk = walk_see};
    struct read_counts counts = {0};
    struct fault why;
    fuzz_file(path, bytes, size);
    osm_read(path, box_empty(), &sink, &counts, &why);
    osm_read(path, (struct box){3.21, 51.22, 3.22, 51.23}, &sink, &counts, &why);
    unlink(path);
    return 0;
}
