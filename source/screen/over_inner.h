/* SPDX-License-Identifier: EUPL-1.2 */
/* over_inner.h – the single pieces that lie over the map (piece_over.c); piece_map.c lays them out. Each
 * adds one node to the open tree. */
#ifndef SCREEN_OVER_INNER_H
#define SCREEN_OVER_INNER_H

#include "screen/shell_inner.h"

void over_search(struct shell *shell, double grow); /* grow 0 = no wider than its words need */
void over_chips(struct shell *shell);               /* what to show places with */
/* Is all saved? Where there is little room (`brief`) the symbol alone says so. */
void over_saved(struct shell *shell, bool brief);
/* Whose map it is, and its scale; `brief`: behind one tap. */
void over_credits(struct shell *shell, bool brief);
/* Whether the words of what is saved fit into a row of `room` dp beside the chip that says when
 * (piece_time_chip). */
bool over_saved_fits(struct shell *shell, double room);

#endif
