/* SPDX-License-Identifier: EUPL-1.2 */
/* A GeoJSON file through both readers. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "exchange/read.h"
#include "place/place.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool candidate_parse(void *data, const cJSON *document, struct fault *why)
{
    struct place place;
    int odd;
    (void)data;
    if (!place_parse(document, &place, &odd, why))
        abort(); /* what we make must be what we read */
    place_clear(&place);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[] = "wijkpeil-fuzz-XXXXXX";
    struct sink sink = {.candidate = candidate_parse};
    struct read_counts counts = {0};
    struct fault why;
    int file = mkstemp(path);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        abort();
    close(file);
    geojson_read_places(path, box_empty(), &sink, &counts, &why);
    geojson_read_wijken(path, &sink, &counts, &why);
    unlink(path);
    return 0;
}
