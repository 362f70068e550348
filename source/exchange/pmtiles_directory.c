/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "exchange/pmtiles_inner.h"
#include "exchange/wire_inner.h"

/* ---- header ---- */

static uint64_t number_at(const uint8_t *bytes)
{
    uint64_t value = 0;
    for (int at = 7; at >= 0; at--)
        value = value << 8 | bytes[at];
    return value;
}

static struct pmtiles_part part_at(const uint8_t *bytes)
{
    return (struct pmtiles_part){number_at(bytes), number_at(bytes + 8)};
}

bool pmtiles_head_read(const uint8_t bytes[PMTILES_HEAD], struct pmtiles_head *out)
{
    if (memcmp(bytes, "PMTiles", 7) != 0)
        return false;
    *out = (struct pmtiles_head){.root = part_at(bytes + 8),
                                 .metadata = part_at(bytes + 24),
                                 .leaves = part_at(bytes + 40),
                                 .tiles = part_at(bytes + 56),
                                 .version = bytes[7],
                                 .inside = bytes[97],
                                 .packing = bytes[98],
                                 .type = bytes[99]};
    return true;
}

/* ---- directories: four columns of varints ---- */

static bool ids_read(struct wire_span *span, struct pmtiles_directory *out, uint64_t end)
{
    uint64_t id = 0, step;
    for (size_t at = 0; at < out->count; at++) {
        if (!wire_varint(span, &step) || (at > 0 && step == 0) || step >= end - id)
            return false;
        id += step;
        out->entries[at].id = id;
    }
    return true;
}

static bool runs_read(struct wire_span *span, struct pmtiles_directory *out, uint64_t end)
{
    uint64_t run;
    for (size_t at = 0; at < out->count; at++) {
        uint64_t next = at + 1 < out->count ? out->entries[at + 1].id : end;
        if (!wire_varint(span, &run) || run > UINT32_MAX || run > next - out->entries[at].id)
            return false;
        out->entries[at].run = (uint32_t)run;
    }
    return true;
}

static bool sizes_read(struct wire_span *span, struct pmtiles_directory *out)
{
    uint64_t size;
    for (size_t at = 0; at < out->count; at++) {
        if (!wire_varint(span, &size) || size == 0 || size > UINT32_MAX)
            return false;
        out->entries[at].size = (uint32_t)size;
    }
    return true;
}

static bool offsets_read(struct wire_span *span, struct pmtiles_directory *out)
{
    uint64_t offset;
    for (size_t at = 0; at < out->count; at++) {
        if (!wire_varint(span, &offset) || (offset == 0 && at == 0) || offset > INT64_MAX)
            return false;
        const struct pmtiles_entry *last = at ? &out->entries[at - 1] : NULL;
        out->entries[at].offset = offset ? offset - 1 : last->offset + last->size;
        if (out->entries[at].offset > INT64_MAX)
            return false;
    }
    return true;
}

bool pmtiles_directory_read(const void *bytes, size_t size, uint64_t first, uint64_t end,
                            bool exact, struct pmtiles_directory *out)
{
    struct wire_span span = {bytes, (const uint8_t *)bytes + size};
    uint64_t count;
    *out = (struct pmtiles_directory){0};
    if (!wire_varint(&span, &count) || count == 0 || count > size / 4)
        return false;
    out->count = (size_t)count;
    out->entries = memory_take(out->count * sizeof *out->entries);
    if (ids_read(&span, out, end) && runs_read(&span, out, end) && sizes_read(&span, out) &&
        offsets_read(&span, out) && span.at == span.end && out->entries[0].id >= first &&
        (!exact || out->entries[0].id == first))
        return true;
    pmtiles_directory_clear(out);
    return false;
}

void pmtiles_directory_clear(struct pmtiles_directory *directory)
{
    free(directory->entries);
    *directory = (struct pmtiles_directory){0};
}

/* ---- numbers of tiles ---- */

uint64_t pmtiles_first_id(int zoom)
{
    return (((uint64_t)1 << 2 * zoom) - 1) / 3;
}

/* One level of Hilbert's curve: the square is turned so that the next quarter is drawn like the
 * first. */
static void quarter_turn(int64_t side, int64_t *x, int64_t *y, int64_t right, int64_t down)
{
    if (down)
        return;
    if (right) {
        *x = side - 1 - *x;
        *y = side - 1 - *y;
    }
    int64_t swap = *x;
    *x = *y;
    *y = swap;
}

uint64_t pmtiles_id(struct tile tile)
{
    uint64_t id = pmtiles_first_id(tile.z);
    int64_t x = tile.x, y = tile.y;
    for (int64_t side = ((int64_t)1 << tile.z) / 2; side > 0; side /= 2) {
        int64_t right = (x & side) != 0, down = (y & side) != 0;
        id += (uint64_t)(side * side * ((3 * right) ^ down));
        x &= side - 1;
        y &= side - 1;
        quarter_turn(side, &x, &y, right, down);
    }
    return id;
}

struct tile pmtiles_tile(uint64_t id)
{
    int zoom = 0;
    while (zoom + 1 < PMTILES_ZOOMS && pmtiles_first_id(zoom + 1) <= id)
        zoom++;
    int64_t rest = (int64_t)(id - pmtiles_first_id(zoom)), x = 0, y = 0;
    for (int64_t side = 1; side < (int64_t)1 << zoom; side *= 2, rest /= 4) {
        int64_t right = 1 & (rest / 2), down = 1 & (rest ^ right);
        quarter_turn(side, &x, &y, right, down);
        x += side * right;
        y += side * down;
    }
    return (struct tile){(int32_t)x, (int32_t)y, (int8_t)zoom};
}
