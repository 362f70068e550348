/* SPDX-License-Identifier: EUPL-1.2 */
/* feed_inner.h – from columns of any name to a candidate. Pure. */
#ifndef EXCHANGE_FEED_INNER_H
#define EXCHANGE_FEED_INNER_H

#include <cjson/cJSON.h>

#include "exchange/feed.h"

/* Which field a column most likely is, and how surely (0 = none); the surest of a table wins. */
int feed_guess(const char *column, enum feed_field *out);
/* For each field the index of its column, or -1: as the source says, else the surest guess. */
void feed_map(const struct feed *feed, const char *const *columns, int count, int out[FEED_FIELDS]);

struct feed_row {
    const char *value[FEED_FIELDS]; /* NULL or "" = not there */
};
/* "50.85, 4.35" (latitude first), {"lon":…,"lat":…} or WKT; false = none of these. */
bool feed_point_read(const char *text, struct point *out);
/* One number and nothing else; a decimal comma is understood. */
bool feed_number_read(const char *text, double *out);
/* The candidate (the caller's), or NULL when the row says nothing of use. */
cJSON *feed_place(const struct feed *feed, const struct feed_row *row, struct point point);
/* Takes a candidate (NULL = a row that gives none), counts it and hands it to the sink; false = stop:
 * the sink's fault, or more than FEED_ROWS. */
bool feed_give(const struct sink *sink, struct read_counts *counts, cJSON *place,
               struct fault *why);

#endif
