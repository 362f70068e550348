/* SPDX-License-Identifier: EUPL-1.2 */
/* schedule_inner.h – the dated stops of an offer, in a document and as a person types them. */
#ifndef PLACE_SCHEDULE_INNER_H
#define PLACE_SCHEDULE_INNER_H

#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "hours/timetable.h"

/* The stops of a document's array, by date and begin; those that are odd, and those beyond
 * TIMETABLE_STOPS, are left out and counted. NULL = none, else free(); texts stay in the tree. */
struct timetable_stop *stops_read(const cJSON *array, size_t *count, int *odd);

/* "2026-06-12 14:00-16:00 Dorpsplein Rekkem; 2026-06-19 14:00-16:00": the array to store, by date,
 * or a fault with the byte offset of the piece that cannot be read. */
bool stops_typed(const char *text, cJSON **out, struct fault *why);
/* The other way round. */
void stops_write(const struct timetable_stop *stops, size_t count, struct buffer *out);

#endif
