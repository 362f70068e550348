/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/wall.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static uint64_t mix(uint64_t value)
{
    value ^= value >> 31;
    value *= 0x7fb5d329728ea185u;
    value ^= value >> 27;
    value *= 0x81dadef4bc2dd44du;
    return value ^ value >> 33;
}

static uint64_t spot_key(struct spot spot)
{
    uint64_t x, y;
    memcpy(&x, &spot.x, sizeof x);
    memcpy(&y, &spot.y, sizeof y);
    return mix(x + mix(y));
}

static bool put(struct walls *walls, uint64_t key)
{
    size_t at = (size_t)key & (walls->room - 1);
    for (; walls->key[at]; at = (at + 1) & (walls->room - 1)) {
        if (walls->key[at] == key)
            return false;
    }
    walls->key[at] = key;
    walls->count++;
    return true;
}

static void grow(struct walls *walls)
{
    struct walls more = {.room = walls->room ? walls->room * 2 : 4096};
    more.key = memory_take(more.room * sizeof *more.key);
    for (size_t at = 0; at < walls->room; at++) {
        if (walls->key[at])
            put(&more, walls->key[at]);
    }
    walls_free(walls);
    *walls = more;
}

bool walls_new(struct walls *walls, struct spot a, struct spot b)
{
    uint64_t key = mix(spot_key(a) ^ spot_key(b));
    if (walls->count * 2 >= walls->room)
        grow(walls);
    return put(walls, key ? key : 1);
}

void walls_empty(struct walls *walls)
{
    if (walls->count)
        memset(walls->key, 0, walls->room * sizeof *walls->key);
    walls->count = 0;
}

void walls_free(struct walls *walls)
{
    free(walls->key);
    *walls = (struct walls){0};
}
