/* SPDX-License-Identifier: EUPL-1.2 */
/* A byte of level, a byte that says how many styles, the styles, the bytes of a cell, of houses and
 * of a border. */
#include <stdint.h>

#include "pack/border_inner.h"
#include "pack/cell_inner.h"
#include "pack/house_inner.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { STYLES = 16 };

static void cell_walk(const struct cell_legend *legend, int level, const uint8_t *bytes,
                      size_t size)
{
    struct cell_item item;
    struct cell_spots spots = {0};
    for (int zoom = -1; zoom < 20; zoom += 15) {
        struct cell_reader reader;
        cell_reader_start(&reader, legend, (struct cell_key){4, level, (1 << level) / 2, 0}, bytes,
                          size);
        reader.zoom = zoom;
        reader.box = zoom == 14 ? &(struct cell_box){0, 0, 1 << 25, 1 << 25} : NULL;
        while (cell_next(&reader, &spots, &item)) {
            cell_item_settle(&item, &spots);
            const struct feature *feature = &item.feature;
            if (spots.end_count - item.first_end != feature->path_count ||
                feature->path_ends[feature->path_count - 1] != spots.spot_count - item.first_spot ||
                item.box.left > item.box.right || item.box.top > item.box.bottom)
                __builtin_trap();
        }
    }
    cell_spots_clear(&spots);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const uint32_t starts[] = {0, 1, 3};
    struct cell_style styles[STYLES];
    struct cell_legend legend = {styles, 0, {"\0a\0b", starts, 3}};
    struct shape border;
    if (size < 2)
        return 0;
    const uint8_t *at = bytes + 2, *end = bytes + size;
    for (int left = bytes[1] % STYLES; left > 0 && end - at >= CELL_STYLE_BYTES; left--) {
        legend.style_count += cell_style_read(at, &styles[legend.style_count]);
        at += CELL_STYLE_BYTES;
    }
    cell_walk(&legend, bytes[0] % CELL_LEVELS, at, (size_t)(end - at));
    struct house_walk walk = {.at = at, .end = end, .words = 3, .streets = bytes[0] >> 7};
    while (house_next(&walk))
        if (walk.word > 2 || walk.x < 0 || walk.y < 0)
            __builtin_trap();
    if (border_read(at, (size_t)(end - at), &border))
        shape_clear(&border);
    return 0;
}
