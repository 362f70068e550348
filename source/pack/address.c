/* SPDX-License-Identifier: EUPL-1.2 */
/* All addresses of a pack, and the bytes they lie in. */
#include <stdlib.h>

#include "base/arena.h"
#include "pack/house_inner.h"

enum { GRID = 1 << CELL_GRID_BITS };

/* ---- bytes ---- */

void house_write(struct house_walk *walk, uint32_t word, int32_t x, int32_t y, struct buffer *out)
{
    varint_put(out, word);
    zigzag_put(out, x - walk->x);
    zigzag_put(out, y - walk->y);
    walk->x = x;
    walk->y = y;
}

static bool word_take(struct house_walk *walk, uint32_t *out)
{
    uint64_t word;
    if (!varint_take(&walk->at, walk->end, &word) || word >= walk->words)
        return false;
    *out = (uint32_t)word;
    return true;
}

static bool step_take(struct house_walk *walk, int32_t *value)
{
    int64_t step;
    if (!zigzag_take(&walk->at, walk->end, &step) || step < -GRID || step > GRID)
        return false;
    step += *value;
    *value = (int32_t)step;
    return step >= 0 && step <= GRID;
}

bool house_next(struct house_walk *walk)
{
    if (walk->broken || walk->at == walk->end)
        return false;
    walk->broken = !word_take(walk, &walk->word) ||
                   (walk->streets && !word_take(walk, &walk->word_fr)) ||
                   !step_take(walk, &walk->x) || !step_take(walk, &walk->y);
    return !walk->broken;
}

/* ---- all of them ---- */

/* Along the rows of houses, with the list of streets beside them. */
struct rows {
    struct pack *pack;
    struct house_walk streets;
    int64_t street; /* at which `streets` stands */
    house_each *each;
    void *data;
};

static bool street_reach(struct rows *rows, int64_t street)
{
    while (rows->street < street) {
        if (!house_next(&rows->streets))
            return false;
        rows->street++;
    }
    return rows->street == street;
}

static bool row_give(struct rows *rows, sqlite3_stmt *row)
{
    if (!street_reach(rows, sqlite3_column_int64(row, 0)))
        return false;
    struct house_walk walk = {.at = sqlite3_column_blob(row, 1),
                              .words = rows->pack->legend.words.count,
                              .x = rows->streets.x,
                              .y = rows->streets.y};
    if (!walk.at)
        return false;
    walk.end = walk.at + sqlite3_column_bytes(row, 1);
    while (house_next(&walk))
        rows->each(rows->data, walk.x, walk.y);
    return !walk.broken;
}

static bool rows_give(struct rows *rows, sqlite3 *base)
{
    sqlite3_stmt *query = NULL;
    bool good = true;
    int state = sqlite3_prepare_v2(base, "SELECT street, houses FROM address ORDER BY street", -1,
                                   &query, NULL);
    while (good && (state == SQLITE_OK || state == SQLITE_ROW) &&
           (state = sqlite3_step(query)) == SQLITE_ROW)
        good = row_give(rows, query);
    sqlite3_finalize(query);
    return good && state == SQLITE_DONE;
}

bool houses_walk(struct pack *pack, house_each *each, void *data, struct fault *why)
{
    struct part_bytes part;
    sqlite3 *base = pack_take(pack, why);
    if (!base)
        return false;
    bool good = part_read(base, PART_STREETS, &part) == PART_READ;
    struct rows rows = {pack, house_streets(pack, &part), 0, each, data};
    good = (good && rows_give(&rows, base)) || pack_damaged(pack, base, "address", why);
    part_clear(&part);
    pack_give(pack, base);
    return good;
}

struct house_walk house_streets(const struct pack *pack, const struct part_bytes *part)
{
    return (struct house_walk){.at = part->bytes,
                               .end = part->size ? part->bytes + part->size : part->bytes,
                               .words = pack->legend.words.count,
                               .streets = true};
}

/* ---- those in a box ---- */

struct home {
    int32_t x, y;
};
struct homes {
    struct cell_box box;
    struct home *all;
    size_t count, room;
};

static void home_gather(void *data, int32_t x, int32_t y)
{
    struct homes *homes = data;
    if (x < homes->box.left || x > homes->box.right || y < homes->box.top || y > homes->box.bottom)
        return;
    ARRAY_GROW(homes->all, homes->count, homes->room);
    homes->all[homes->count++] = (struct home){x, y};
}

static int home_order(const void *a, const void *b)
{
    const struct home *one = a, *two = b;
    if (one->x != two->x)
        return one->x < two->x ? -1 : 1;
    return one->y < two->y ? -1 : one->y > two->y;
}

bool pack_addresses(struct pack *pack, struct spot_box box,
                    void (*each)(void *data, struct spot spot), void *data, struct fault *why)
{
    struct homes homes = {.box = {cell_unit(box.left), cell_unit(box.top), cell_unit(box.right),
                                  cell_unit(box.bottom)}};
    if (box.left > box.right || box.top > box.bottom)
        return true;
    bool good = houses_walk(pack, home_gather, &homes, why);
    if (good && homes.count)
        qsort(homes.all, homes.count, sizeof *homes.all, home_order);
    for (size_t at = 0; good && at < homes.count; at++)
        each(data, (struct spot){(double)homes.all[at].x / GRID, (double)homes.all[at].y / GRID});
    free(homes.all);
    return good;
}
