/* SPDX-License-Identifier: EUPL-1.2 */
/* A PMTiles file, whole: its header, its directories, and what its tiles are, all of them and those
 * around a box. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "exchange/tiles_inner.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct box boxes[] = {{3.70, 51.05, 3.71, 51.06}, {3.5, 51, 3.6, 51.1}};

static void archive_walk(FILE *file, struct box box)
{
    struct tile_archive archive;
    struct tile_reader reader;
    struct fault why;
    struct sink sink = {0};
    if (!pmtiles_open_file(file, "fuzz", &archive, &why))
        return;
    tile_reader_init(&reader, &sink, box);
    reader.low = archive.low;
    reader.top = archive.top;
    archive.walk(&archive, &reader, &why);
    tile_reader_clear(&reader);
    archive.close(&archive);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    for (size_t at = 0; at < 3; at++) {
        FILE *file = fmemopen((void *)(uintptr_t)bytes, size, "rb");
        if (file)
            archive_walk(file, at < 2 ? boxes[at] : box_empty());
    }
    return 0;
}
