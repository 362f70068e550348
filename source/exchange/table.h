/* SPDX-License-Identifier: EUPL-1.2 */
/* table.h – the rows of a CSV file of people's own, one by one: what a spreadsheet saves (; , or tab, with or without a byte order mark,
 * Windows-1252 too). For tables that are no places; those are feed.h's. */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

struct table_cells { /* borrowed for the time of the call */
    const char *const *cells;
    int count;
    long row; /* from 1, the heads; blank lines count */
};
/* Calls `each` for every row but blank ones, the heads first; false from it, with `why` filled, ends the walk. A fault says the row in
 * why->place (a cell that never closes, a ceiling, no text at all). */
bool table_read(const char *path, bool (*each)(void *data, const struct table_cells *row, struct fault *why), void *data,
                struct fault *why);

#endif
