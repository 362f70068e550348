/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/source_inner.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

const char *source_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void source_text(char *out, size_t room, const char *text)
{
    const char *end = text + strlen(text);
    size_t size = 0;
    while (text < end) {
        char bytes[4];
        uint32_t code = utf8_next(&text, end);
        if (code < 0x20 || code == 0x7f || code == 0xfffd)
            continue;
        size_t length = (size_t)utf8_put(code, bytes);
        if (size + length >= room)
            break;
        memcpy(out + size, bytes, length);
        size += length;
    }
    out[size] = 0;
}

/* How many bytes of `text` are an HTML tag or a written-out character, and what it stands for. */
static size_t markup_at(const char *text, const char **stands_for)
{
    static const char *const names[][2] = {{"&copy;", "©"}, {"&amp;", "&"},  {"&lt;", "‹"},
                                           {"&gt;", "›"},   {"&nbsp;", " "}, {"&quot;", "\""}};
    const char *close = *text == '<' ? strchr(text, '>') : NULL;
    *stands_for = "";
    if (close)
        return (size_t)(close - text) + 1;
    for (size_t at = 0; *text == '&' && at < sizeof names / sizeof *names; at++) {
        size_t size = strlen(names[at][0]);
        if (strncmp(text, names[at][0], size) == 0) {
            *stands_for = names[at][1];
            return size;
        }
    }
    return 0;
}

void source_plain(const char *text, char *out, size_t room)
{
    char clean[1024];
    size_t size = 0;
    bool full = false;
    source_text(clean, sizeof clean, text);
    for (const char *at = clean; *at && !full;) {
        const char *stands_for;
        size_t skip = markup_at(at, &stands_for);
        size_t length = skip ? strlen(stands_for) : 1;
        full = size + length >= room;
        if (!full)
            memcpy(out + size, skip ? stands_for : at, length);
        size += full ? 0 : length;
        at += skip ? skip : 1;
    }
    out[utf8_cut(out, size)] = 0;
}
