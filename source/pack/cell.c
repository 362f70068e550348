/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/cell_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { GRID = 1 << CELL_GRID_BITS };
enum { NAME_CEILING = 1024, RECORD_CEILING = 256 * 1024 * 1024 };

int32_t cell_unit(double value)
{
    double unit = round(value * GRID);
    return !(unit > 0) ? 0 : unit >= GRID ? GRID : (int32_t)unit;
}

/* ---- keys ---- */

int64_t cell_key_pack(struct cell_key key)
{
    return (int64_t)key.band << 34 | (int64_t)key.level << 30 | (int64_t)key.y << 15 | key.x;
}

bool cell_key_unpack(int64_t packed, struct cell_key *out)
{
    *out = (struct cell_key){(int)(packed >> 34 & 0xff), (int)(packed >> 30 & 15),
                             (int32_t)(packed & 0x7fff), (int32_t)(packed >> 15 & 0x7fff)};
    return packed >= 0 && packed >> 34 < CELL_BANDS && out->x < 1 << out->level &&
           out->y < 1 << out->level;
}

static int band_of(const struct feature *feature)
{
    if (feature->max_zoom <= 10)
        return 0;
    if (feature->max_zoom <= 13)
        return feature->max_zoom - 10;
    return feature->min_zoom < 14 ? 4 : feature->min_zoom < 17 ? 5 : 6;
}

static size_t spot_count_of(const struct feature *feature)
{
    return feature->path_count ? feature->path_ends[feature->path_count - 1] : 0;
}

struct cell_box cell_box_of(const struct feature *feature)
{
    struct cell_box box = {GRID, GRID, 0, 0};
    for (size_t at = 0; at < spot_count_of(feature); at++) {
        int32_t x = cell_unit(feature->spots[at].x), y = cell_unit(feature->spots[at].y);
        box.left = x < box.left ? x : box.left;
        box.right = x > box.right ? x : box.right;
        box.top = y < box.top ? y : box.top;
        box.bottom = y > box.bottom ? y : box.bottom;
    }
    return box;
}

struct cell_key cell_key_of(const struct feature *feature, struct cell_box box)
{
    int32_t width = box.right - box.left, height = box.bottom - box.top;
    int32_t extent = width > height ? width : height;
    int level = CELL_LEVELS - 1;
    while (level > 0 && GRID >> level < extent)
        level--;
    int shift = CELL_GRID_BITS - level, last = (1 << level) - 1;
    int32_t x = (box.left + width / 2) >> shift, y = (box.top + height / 2) >> shift;
    return (struct cell_key){band_of(feature), level, x > last ? last : x, y > last ? last : y};
}

int cell_order(int layer, enum feature_kind kind)
{
    layer = layer < -5 ? -5 : layer > 5 ? 5 : layer;
    return (layer + 5) * FEATURE_KINDS + (int)kind;
}

/* ---- writing ---- */

static void text_put(struct buffer *out, const char *text)
{
    size_t size = text ? strlen(text) : 0;
    if (size > NAME_CEILING)
        size = utf8_cut(text, NAME_CEILING);
    varint_put(out, size);
    buffer_add(out, size ? text : "", size);
    buffer_add_byte(out, 0);
}

static void paths_put(const struct feature *feature, struct cell_box box, struct buffer *out)
{
    int32_t x = box.left, y = box.top;
    size_t first = 0;
    varint_put(out, feature->path_count);
    for (size_t path = 0; path < feature->path_count; path++) {
        varint_put(out, feature->path_ends[path] - first);
        for (; first < feature->path_ends[path]; first++) {
            int32_t to_x = cell_unit(feature->spots[first].x);
            int32_t to_y = cell_unit(feature->spots[first].y);
            zigzag_put(out, to_x - x);
            zigzag_put(out, to_y - y);
            x = to_x;
            y = to_y;
        }
    }
}

static bool writable(const struct feature *feature)
{
    size_t points = spot_count_of(feature);
    if (points == 0 || points > CELL_POINTS || (int)feature->kind < 0 ||
        feature->kind >= FEATURE_KINDS || feature->path_ends[0] == 0)
        return false;
    for (size_t path = 1; path < feature->path_count; path++)
        if (feature->path_ends[path] <= feature->path_ends[path - 1])
            return false;
    return true;
}

bool cell_write(const struct feature *feature, struct cell_key key, struct cell_box box,
                struct buffer *out)
{
    if (!writable(feature))
        return false;
    struct buffer body;
    buffer_init(&body, RECORD_CEILING);
    int shift = CELL_GRID_BITS - key.level;
    int8_t layer = feature->layer < -5 ? -5 : feature->layer > 5 ? 5 : feature->layer;
    char head[] = {(char)feature->kind,
                   (char)(feature->shape | feature->flags << 2),
                   (char)layer,
                   (char)feature->min_zoom,
                   (char)feature->max_zoom,
                   (char)feature->rank};
    buffer_add(&body, head, sizeof head);
    zigzag_put(&body, box.left - (key.x << shift));
    zigzag_put(&body, box.top - (key.y << shift));
    varint_put(&body, (uint64_t)(box.right - box.left));
    varint_put(&body, (uint64_t)(box.bottom - box.top));
    text_put(&body, feature->name);
    text_put(&body, feature->name_fr);
    paths_put(feature, box, &body);
    varint_put(out, body.size);
    bool good = buffer_add(out, body.data, body.size) && !body.full;
    buffer_clear(&body);
    return good;
}

/* ---- reading ---- */

static bool text_take(const uint8_t **at, const uint8_t *end, const char **out)
{
    uint64_t size;
    if (!varint_take(at, end, &size) || size > NAME_CEILING || size >= (uint64_t)(end - *at) ||
        (*at)[size] != 0)
        return false;
    *out = (const char *)*at;
    *at += size + 1;
    return true;
}

static bool box_take(const uint8_t **at, const uint8_t *end, struct cell_key key,
                     struct cell_box *out)
{
    int64_t left, top;
    uint64_t width, height;
    int shift = CELL_GRID_BITS - key.level;
    if (!zigzag_take(at, end, &left) || !zigzag_take(at, end, &top) ||
        !varint_take(at, end, &width) || !varint_take(at, end, &height) || width > GRID ||
        height > GRID || left < -GRID || left > GRID || top < -GRID || top > GRID)
        return false;
    left += (int64_t)key.x << shift;
    top += (int64_t)key.y << shift;
    if (left < 0 || top < 0 || left + (int64_t)width > GRID || top + (int64_t)height > GRID)
        return false;
    *out = (struct cell_box){(int32_t)left, (int32_t)top, (int32_t)(left + (int64_t)width),
                             (int32_t)(top + (int64_t)height)};
    return true;
}

static bool item_take(const uint8_t *at, const uint8_t *end, struct cell_key key,
                      struct cell_item *out)
{
    uint64_t paths;
    if (end - at < 6 || at[0] >= FEATURE_KINDS || (at[1] & 3) > SHAPE_AREA || (int8_t)at[2] < -5 ||
        (int8_t)at[2] > 5)
        return false;
    *out = (struct cell_item){.feature = {.kind = (enum feature_kind)at[0],
                                          .shape = (enum shape_kind)(at[1] & 3),
                                          .flags = at[1] >> 2,
                                          .layer = (int8_t)at[2],
                                          .min_zoom = at[3],
                                          .max_zoom = at[4],
                                          .rank = at[5]}};
    at += 6;
    if (!box_take(&at, end, key, &out->box) || !text_take(&at, end, &out->feature.name) ||
        !text_take(&at, end, &out->feature.name_fr) || !varint_take(&at, end, &paths) ||
        paths == 0 || paths > (uint64_t)(end - at))
        return false;
    out->feature.path_count = (size_t)paths;
    out->at = at;
    out->end = end;
    return true;
}

bool cell_next(struct cell_reader *reader, struct cell_item *out)
{
    uint64_t size;
    if (reader->at == reader->end || reader->broken)
        return false;
    reader->broken = !varint_take(&reader->at, reader->end, &size) ||
                     size > (uint64_t)(reader->end - reader->at) ||
                     !item_take(reader->at, reader->at + size, reader->key, out);
    if (reader->broken)
        return false;
    reader->at += size;
    return true;
}

static bool spot_take(struct cell_item *item, int64_t *x, int64_t *y, struct cell_spots *spots)
{
    int64_t dx, dy;
    if (!zigzag_take(&item->at, item->end, &dx) || !zigzag_take(&item->at, item->end, &dy) ||
        dx < -GRID || dx > GRID || dy < -GRID || dy > GRID)
        return false;
    *x += dx;
    *y += dy;
    if (*x < item->box.left || *x > item->box.right || *y < item->box.top || *y > item->box.bottom)
        return false;
    ARRAY_GROW(spots->spots, spots->spot_count, spots->spot_room);
    spots->spots[spots->spot_count++] = (struct spot){(double)*x / GRID, (double)*y / GRID};
    return true;
}

bool cell_spots_read(struct cell_item *item, struct cell_spots *spots)
{
    int64_t x = item->box.left, y = item->box.top;
    spots->spot_count = 0;
    spots->end_count = 0;
    for (size_t path = 0; path < item->feature.path_count; path++) {
        uint64_t count;
        if (!varint_take(&item->at, item->end, &count) || count == 0 ||
            count > (uint64_t)(item->end - item->at) / 2)
            return false;
        for (uint64_t at = 0; at < count; at++)
            if (!spot_take(item, &x, &y, spots))
                return false;
        ARRAY_GROW(spots->ends, spots->end_count, spots->end_room);
        spots->ends[spots->end_count++] = (uint32_t)spots->spot_count;
    }
    item->feature.spots = spots->spots;
    item->feature.path_ends = spots->ends;
    return true;
}

void cell_spots_clear(struct cell_spots *spots)
{
    free(spots->spots);
    free(spots->ends);
    *spots = (struct cell_spots){0};
}
