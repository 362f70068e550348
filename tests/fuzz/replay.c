/* SPDX-License-Identifier: EUPL-1.2 */
/* replay FILE|FOLDER: gives every line of a kept corpus, or every file of a folder, to a fuzz
 * target, without libFuzzer, so that what was once found is asked again in every run of the tests.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "system/file.h"

enum { CEILING = 4 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

struct replay {
    const char *folder;
    int count;
};

static bool file_give(void *data, const char *name)
{
    struct replay *replay = data;
    struct buffer bytes;
    struct fault why;
    char path[1024];
    if (!path_join(path, sizeof path, replay->folder, name) ||
        !file_read(path, CEILING, &bytes, &why))
        return false;
    LLVMFuzzerTestOneInput((const uint8_t *)buffer_text(&bytes), bytes.size);
    buffer_clear(&bytes);
    replay->count++;
    return true;
}

static void lines_give(const struct buffer *text, struct replay *replay)
{
    for (const char *line = buffer_text(text); *line; replay->count++) {
        size_t size = strcspn(line, "\n");
        LLVMFuzzerTestOneInput((const uint8_t *)line, size);
        line += size + (line[size] == '\n');
    }
}

int main(int argc, char **argv)
{
    struct buffer text;
    struct fault why;
    struct replay replay = {argc == 2 ? argv[1] : "", 0};
    if (argc == 2 && file_read(argv[1], CEILING, &text, &why)) {
        lines_give(&text, &replay);
        buffer_clear(&text);
    } else if (argc != 2 || !folder_walk(argv[1], file_give, &replay, &why)) {
        fputs("replay FILE|FOLDER\n", stderr);
        return 2;
    }
    printf("%d replayed\n", replay.count);
    return replay.count ? 0 : 1;
}
