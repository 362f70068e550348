/* SPDX-License-Identifier: EUPL-1.2 */
#include "pack/pack_inner.h"

static bool rows_give(sqlite3_stmt *query, struct cell_box box,
                      void (*each)(void *data, struct spot spot), void *data)
{
    const double grid = (double)(1 << CELL_GRID_BITS);
    int state;
    sqlite3_bind_int(query, 1, box.left);
    sqlite3_bind_int(query, 2, box.right);
    sqlite3_bind_int(query, 3, box.top);
    sqlite3_bind_int(query, 4, box.bottom);
    while ((state = sqlite3_step(query)) == SQLITE_ROW)
        each(data, (struct spot){sqlite3_column_int(query, 0) / grid,
                                 sqlite3_column_int(query, 1) / grid});
    return state == SQLITE_DONE;
}

bool pack_addresses(struct pack *pack, struct spot_box box,
                    void (*each)(void *data, struct spot spot), void *data, struct fault *why)
{
    sqlite3_stmt *query = NULL;
    struct cell_box cells = {cell_unit(box.left), cell_unit(box.top), cell_unit(box.right),
                             cell_unit(box.bottom)};
    if (box.left > box.right || box.top > box.bottom)
        return true;
    sqlite3 *base = pack_take(pack, why);
    if (!base)
        return false;
    bool good = sqlite3_prepare_v2(base,
                                   "SELECT x, y FROM address WHERE x BETWEEN ?1 AND ?2 AND y "
                                   "BETWEEN ?3 AND ?4 ORDER BY x, y",
                                   -1, &query, NULL) == SQLITE_OK &&
                rows_give(query, cells, each, data);
    good = good || pack_damaged(pack, base, "address", why);
    sqlite3_finalize(query);
    pack_give(pack, base);
    return good;
}
