/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a CSV of places: read to the end or refused, never worse. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "exchange/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool candidate(void *data, const cJSON *place, struct fault *why)
{
    (void)data;
    (void)why;
    char *text = cJSON_PrintUnformatted(place);
    free(text);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct feed feed = {.key = "k",
                        .name = "n",
                        .date = "",
                        .kind = FEED_UNSAID,
                        .service = SERVICE_WIFI,
                        .price = PRICE_FREE};
    struct sink sink = {.candidate = candidate};
    struct read_counts counts = {0};
    struct fault why;
    char path[] = "/tmp/fuzz_csv_XXXXXX";
    int file = mkstemp(path);
    if (file >= 0 && write(file, bytes, size) == (ssize_t)size) {
        close(file);
        feed_read_csv(path, &feed, box_empty(), &sink, &counts, &why);
    }
    unlink(path);
    return 0;
}
