/* SPDX-License-Identifier: EUPL-1.2 */
/* A bundle by anybody: opened, every part read, and its lines walked through. */
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <stdio.h>

#include "exchange/bundle.h"
#include "store/carry.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool line(void *data, const char *id, struct json_slice seen)
{
    size_t *sum = data;
    *sum += strlen(id) + seen.size;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    struct bundle *bundle;
    struct fault why;
    size_t sum = 0;
    int handle = memfd_create("bundle", 0);
    if (handle < 0 || write(handle, data, size) != (ssize_t)size) {
        return 0;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", handle);
    if (bundle_open(path, &bundle, &why)) {
        const struct bundle_part *parts;
        int count = bundle_parts(bundle, &parts);
        for (int i = 0; i < count; i++) {
            struct buffer text;
            if (bundle_read_text(bundle, parts[i].name, &text, &why)) {
                carry_walk((struct json_slice){buffer_text(&text), text.size}, line, &sum, &why);
                buffer_clear(&text);
            }
        }
        bundle_close(bundle);
    }
    /* the lines by themselves, which chance would never find inside */
    carry_walk((struct json_slice){(const char *)data, size}, line, &sum, &why);
    close(handle);
    return 0;
}
