/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "exchange/csv_inner.h"
#include "exchange/feed_inner.h"

static void text_keep(char *out, size_t room, const char *text)
{
    size_t size = 0;
    for (; text[size] && size + 5 < room; size++) {
        out[size] = (char)((unsigned char)text[size] < ' ' ? ' ' : text[size]);
    }
    while (size && !utf8_valid(out, size)) { /* a character that was cut */
        size--;
    }
    out[size] = '\0';
}

static void heads_keep(const struct csv *csv, const struct feed *feed, struct feed_preview *out)
{
    const char *columns[FEED_PREVIEW_COLUMNS];
    int map[FEED_FIELDS];
    out->columns = csv->count < FEED_PREVIEW_COLUMNS ? csv->count : FEED_PREVIEW_COLUMNS;
    for (int at = 0; at < out->columns; at++) {
        columns[at] = csv_cell(csv, at);
        text_keep(out->head[at], sizeof out->head[at], columns[at]);
        out->field[at] = FEED_UNSAID;
    }
    feed_map(feed, columns, out->columns, map);
    for (int field = 0; field < FEED_FIELDS; field++) {
        if (map[field] >= 0) {
            out->field[map[field]] = field;
        }
    }
}

bool feed_preview(const char *path, const struct feed *feed, struct feed_preview *out,
                  struct fault *why)
{
    struct csv *csv = memory_take(sizeof *csv);
    memset(out, 0, sizeof *out);
    bool ok = csv_open(path, csv, why);
    bool open = ok;
    enum csv_step step = ok ? csv_next(csv, why) : CSV_FAULT;
    if (step == CSV_END) {
        fault_set(why, FAULT_INPUT, "fault.exchange.empty");
    }
    ok = step == CSV_ROW_READ;
    if (ok) {
        heads_keep(csv, feed, out);
    }
    while (ok && out->rows < FEED_PREVIEW_ROWS && csv_next(csv, why) == CSV_ROW_READ) {
        for (int at = 0; at < out->columns; at++) {
            text_keep(out->cell[out->rows][at], FEED_PREVIEW_TEXT, csv_cell(csv, at));
        }
        out->rows++;
    }
    if (open) {
        csv_close(csv);
    }
    free(csv);
    return ok || fault_in(why, path);
}
