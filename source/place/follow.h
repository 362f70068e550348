/* SPDX-License-Identifier: EUPL-1.2 */
/* follow.h – the same places in two readings of a map, an older and a newer one, and what changed about them.
 *
 * A library that was a node and is a building now has another OSM id, but its name and the spot stay. So: first
 * the same id, then, among those that are left, the likeliest by name, kind and distance (place_likeness), each
 * taken once. What is so likely that it counts: 0.6, which is the same name at 150 m, or without a name the same
 * kind within 50 m; the same name within 30 m counts though the kind changed. Pure. */
#ifndef PLACE_FOLLOW_H
#define PLACE_FOLLOW_H

#include "place/place.h"

#define FOLLOW_NONE ((size_t)-1)

/* For each of `before` the index in `after`, or FOLLOW_NONE, into `out` (before_count). The order of the
 * lists does not matter. */
void place_follow(const struct place *const *before, size_t before_count,
                  const struct place *const *after, size_t after_count, size_t *out);

enum { FOLLOW_METRES = 20 }; /* a place that moved less did not move */

/* What a source says of a place, as far as place_differences looks: what a document keeps as `source/said`. The
 * caller's. */
cJSON *place_said(const cJSON *document);

/* The fields of two documents that differ, as paths: those that a source says (name, kind, address, contact,
 * hours, access, offers), not ids, dates and notes. `before`/`after` NULL = not said. An offer that only one of
 * them has is one path ("offers/wifi"), else each of its fields ("offers/wifi/price"). A place that moved is
 * "position", with the whole documents as values. What `each` is given is borrowed for the time of the call. */
typedef void place_difference(void *data, const char *path, const cJSON *before, const cJSON *after);
void place_differences(const cJSON *before, const cJSON *after, place_difference *each, void *data);

#endif
