/* SPDX-License-Identifier: EUPL-1.2 */
/* csv_inner.h – rows and cells of a CSV file, one row in memory at a time. RFC 4180, and what portals
 * really give: ; or tab between the cells, a byte order mark, line ends of any sort, rows that are
 * not UTF-8. The first row (the heads) tells the separator. */
#ifndef EXCHANGE_CSV_INNER_H
#define EXCHANGE_CSV_INNER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/fault.h"

enum {
    CSV_COLUMNS = 256,
    CSV_CELL = 1024 * 1024,
    CSV_ROW = 4 * 1024 * 1024,
    CSV_ROWS = 1000 * 1000,
    CSV_PIECE = 64 * 1024
};

struct csv {
    FILE *file;
    const char *path; /* borrowed */
    char piece[CSV_PIECE];
    size_t at, size;
    int64_t offset, total; /* bytes before `piece`; bytes of the file */
    char separator;
    long row;          /* the one read last, from 1 (the heads) */
    long converted;    /* rows that were not UTF-8 */
    struct buffer text; /* the cells, each with a NUL behind */
    size_t starts[CSV_COLUMNS];
    int count; /* cells of the row */
};
enum csv_step { CSV_ROW_READ, CSV_END, CSV_FAULT };

bool csv_open(const char *path, struct csv *out, struct fault *why);
void csv_close(struct csv *csv);
/* Empty lines are passed over. FAULT: a quote that never closes, a ceiling, no text at all. */
enum csv_step csv_next(struct csv *csv, struct fault *why);
const char *csv_cell(const struct csv *csv, int column); /* "" when the row is shorter; without the apostrophe of a safe formula */
int csv_share(const struct csv *csv);                    /* done, in thousandths */

#endif
