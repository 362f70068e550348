/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/table.h"

#include <stdlib.h>

#include "base/arena.h"
#include "exchange/csv_inner.h"

bool table_read(const char *path,
                bool (*each)(void *data, const struct table_cells *row, struct fault *why),
                void *data, struct fault *why)
{
    struct csv *csv = memory_take(sizeof *csv);
    enum csv_step step = CSV_FAULT;
    bool opened = csv_open(path, csv, why), ok = opened;
    while (ok && (step = csv_next(csv, why)) == CSV_ROW_READ) {
        const char *cells[CSV_COLUMNS];
        for (int at = 0; at < csv->count; at++) {
            cells[at] = csv_cell(csv, at);
        }
        ok = each(data, &(struct table_cells){cells, csv->count, csv->row}, why);
        if (!ok) {
            fault_at(why, csv->row);
            fault_in(why, path);
        }
    }
    if (ok && step == CSV_FAULT) {
        fault_at(why, csv->row);
        ok = false;
    }
    if (opened) {
        csv_close(csv);
    }
    free(csv);
    return ok;
}
