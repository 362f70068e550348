/* SPDX-License-Identifier: EUPL-1.2 */
/* The bytes of a cell (after one byte of level) and of a border. */
#include <stdint.h>

#include "pack/border_inner.h"
#include "pack/cell_inner.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct cell_item item;
    struct cell_spots spots = {0};
    struct shape border;
    if (size == 0)
        return 0;
    int level = bytes[0] % CELL_LEVELS;
    struct cell_reader reader = {bytes + 1, bytes + size, {4, level, (1 << level) / 2, 0}, false};
    while (cell_next(&reader, &item))
        if (cell_spots_read(&item, &spots) && spots.end_count != item.feature.path_count)
            __builtin_trap();
    cell_spots_clear(&spots);
    if (border_read(bytes + 1, size - 1, &border))
        shape_clear(&border);
    return 0;
}
