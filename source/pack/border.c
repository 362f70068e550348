/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/border_inner.h"

#include <math.h>

#include "pack/cell_inner.h"

#define STEPS 1e7

void border_write(const struct shape *border, struct buffer *out)
{
    int64_t lon = 0, lat = 0;
    varint_put(out, border->path_count);
    for (size_t path = 0; path < border->path_count; path++) {
        buffer_add_byte(out, border->paths[path].hole);
        varint_put(out, border->paths[path].count);
        for (size_t at = 0; at < border->paths[path].count; at++) {
            struct point point = border->points[border->paths[path].first + at];
            int64_t to_lon = llround(point.lon * STEPS), to_lat = llround(point.lat * STEPS);
            zigzag_put(out, to_lon - lon);
            zigzag_put(out, to_lat - lat);
            lon = to_lon;
            lat = to_lat;
        }
    }
}

static bool ring_take(const uint8_t **at, const uint8_t *end, int64_t *lon, int64_t *lat,
                      struct shape *out)
{
    uint64_t count;
    if (*at == end)
        return false;
    bool hole = *(*at)++ != 0;
    if (!varint_take(at, end, &count) || count > (uint64_t)(end - *at) / 2)
        return false;
    shape_begin(out, hole);
    for (uint64_t step = 0; step < count; step++) {
        int64_t dx, dy, limit = 4000000000;
        if (!zigzag_take(at, end, &dx) || !zigzag_take(at, end, &dy) || dx < -limit || dx > limit ||
            dy < -limit || dy > limit)
            return false;
        *lon += dx;
        *lat += dy;
        struct point point = {(double)*lon / STEPS, (double)*lat / STEPS};
        if (!point_valid(point))
            return false;
        shape_add(out, point);
    }
    return true;
}

bool border_read(const void *bytes, size_t size, struct shape *out)
{
    const uint8_t *at = bytes, *end = at + size;
    int64_t lon = 0, lat = 0;
    uint64_t paths = 0;
    shape_init(out, SHAPE_AREA);
    bool good = size > 0 && varint_take(&at, end, &paths) && paths > 0 && paths <= size;
    for (uint64_t path = 0; good && path < paths; path++)
        good = ring_take(&at, end, &lon, &lat, out);
    if (!good || at != end) {
        shape_clear(out);
        return false;
    }
    return true;
}
