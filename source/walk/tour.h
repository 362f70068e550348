/* SPDX-License-Identifier: EUPL-1.2 */
/* tour.h – in which order to visit some stops so that the walk is short. Pure.
 *
 * An open walk: it begins at stop 0 and ends anywhere. Not the best there is (that may take for ever), but no two
 * stretches of it cross, no stop is better off elsewhere, and it is never longer than going each time to the nearest stop left.
 * The same stops always give the same order. */
#ifndef WALK_TOUR_H
#define WALK_TOUR_H

#include <stddef.h>

enum { TOUR_STOPS = 200 };

/* `seconds` is count by count, row by row, the same both ways; INFINITY = no way known (such stretches are avoided, then
 * taken last). Fills `order` with 0 .. count-1; count at most TOUR_STOPS. Returns the seconds of the whole. */
double tour_order(const float *seconds, size_t count, size_t *order);

#endif
