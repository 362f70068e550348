/* SPDX-License-Identifier: EUPL-1.2 */
/* The words and styles of a pack. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "pack/pack_inner.h"
#include "pack/part_inner.h"

static size_t texts_count(const struct part_bytes *part)
{
    size_t count = 0;
    for (size_t at = 0; at < part->size; at++)
        count += part->bytes[at] == 0;
    return count;
}

/* The pack takes the bytes. */
static bool words_set(struct pack *pack, struct part_bytes *part)
{
    size_t count = texts_count(part), start = 0;
    bool good = count > 0 && part->bytes[0] == 0 && part->bytes[part->size - 1] == 0;
    pack->words = (char *)part->bytes;
    pack->word_starts = memory_take((count + 1) * sizeof *pack->word_starts);
    for (size_t at = 0; good && at < count; at++) {
        size_t size = strlen(pack->words + start);
        pack->word_starts[at] = (uint32_t)start;
        good = size <= CELL_NAME && utf8_valid(pack->words + start, size);
        start += size + 1;
    }
    pack->legend.words =
        (struct cell_words){pack->words, pack->word_starts, good ? (uint32_t)count : 0};
    return good;
}

static bool styles_set(struct pack *pack, const struct part_bytes *part)
{
    size_t count = part->size / CELL_STYLE_BYTES;
    if (part->size % CELL_STYLE_BYTES || count > CELL_STYLES)
        return false;
    pack->styles = memory_take((count + 1) * sizeof *pack->styles);
    for (size_t at = 0; at < count; at++)
        if (!cell_style_read(part->bytes + at * CELL_STYLE_BYTES, &pack->styles[at]))
            return false;
    pack->legend.styles = pack->styles;
    pack->legend.style_count = (uint32_t)count;
    return true;
}

bool legend_read(struct pack *pack, sqlite3 *base, struct fault *why)
{
    struct part_bytes words, styles;
    if (part_read(base, PART_WORDS, &words) != PART_READ || !words_set(pack, &words))
        return pack_damaged(pack, base, "words", why);
    bool good = part_read(base, PART_STYLES, &styles) == PART_READ && styles_set(pack, &styles);
    part_clear(&styles);
    return good || pack_damaged(pack, base, "styles", why);
}
