/* SPDX-License-Identifier: EUPL-1.2 */
/* A vector tile, packed or plain, through the whole of tile_read. */
#include <stdint.h>

#include "exchange/tile_inner.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool feature_walk(void *data, const struct feature *feature, struct fault *why)
{
    double *sum = data;
    (void)why;
    for (uint32_t at = 0; at < feature->path_ends[feature->path_count - 1]; at++)
        *sum += feature->spots[at].x + feature->spots[at].y;
    return feature->name[0] != 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct tile_reader reader;
    struct fault why;
    double sum = 0;
    struct sink sink = {.data = &sum, .feature = feature_walk};
    tile_reader_init(&reader, &sink, box_empty());
    reader.low = 10;
    reader.top = 14;
    tile_read(&reader, (struct tile){8388, 5494, 14}, bytes, size, &why);
    tile_read(&reader, (struct tile){524, 343, 10}, bytes, size, &why);
    street_book_join(&reader.streets);
    tile_reader_clear(&reader);
    return 0;
}
