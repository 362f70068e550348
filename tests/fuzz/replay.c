/* SPDX-License-Identifier: EUPL-1.2 */
/* replay FILE: gives every line of a kept corpus to a fuzz target, without libFuzzer, so that what
 * was once found is asked again in every run of the tests. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "system/file.h"

enum { CEILING = 4 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int main(int argc, char **argv)
{
    struct buffer text;
    struct fault why;
    int count = 0;
    if (argc != 2 || !file_read(argv[1], CEILING, &text, &why)) {
        fputs("replay FILE\n", stderr);
        return 2;
    }
    for (const char *line = buffer_text(&text); *line; count++) {
        size_t size = strcspn(line, "\n");
        LLVMFuzzerTestOneInput((const uint8_t *)line, size);
        line += size + (line[size] == '\n');
    }
    buffer_clear(&text);
    printf("%d replayed\n", count);
    return count ? 0 : 1;
}
