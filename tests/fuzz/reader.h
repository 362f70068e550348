/* SPDX-License-Identifier: EUPL-1.2 */
/* reader.h – what the fuzz targets of readers share: bytes as a file, and a candidate that must be one. What goes
 * wrong ends the program. */
#ifndef TESTS_FUZZ_READER_H
#define TESTS_FUZZ_READER_H

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "exchange/read.h"
#include "place/place.h"

/* Writes the bytes as a new file; `path` is a name for mkstemp and becomes its own. Unlink it. */
static inline void fuzz_file(char *path, const uint8_t *bytes, size_t size)
{
    int file = mkstemp(path);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        abort();
    close(file);
}

/* A sink's candidate: what we make must be what we read. */
static inline bool fuzz_candidate(void *data, const cJSON *document, struct fault *why)
{
    struct place place;
    int odd;
    (void)data;
    if (!place_parse(document, &place, &odd, why))
        abort();
    place_clear(&place);
    return true;
}

#endif
