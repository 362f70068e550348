/* SPDX-License-Identifier: EUPL-1.2 */
/* duplicate.h – "is this the one you mean?": nearby places with a like name. Pure. */
#ifndef PLACE_DUPLICATE_H
#define PLACE_DUPLICATE_H

#include "place/place.h"

/* How alike two names are, 0..1, on folded text without words like "bibliotheek", "de", "asbl". */
double name_likeness(const char *a, const char *b);
/* How likely `place` is the one meant by name, kind and point, 0..1: name and kind weighed against
 * the distance, 0 beyond 150 m. An empty name counts by kind and distance only. */
double place_likeness(const struct place *place, const char *name, enum place_kind kind, struct point point);

#endif
