/* SPDX-License-Identifier: EUPL-1.2 */
/* A GeoJSON file through both readers. */
#include "fuzz/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[] = "wijkpeil-fuzz-XXXXXX";
    struct sink sink = {.candidate = fuzz_candidate};
    struct read_counts counts = {0};
    struct fault why;
    fuzz_file(path, bytes, size);
    geojson_read_places(path, box_empty(), &sink, &counts, &why);
    geojson_read_wijken(path, &sink, &counts, &why);
    unlink(path);
    return 0;
}
