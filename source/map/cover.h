/* SPDX-License-Identifier: EUPL-1.2 */
/* cover.h – what may lie over the ground and under the names: areas in ranks, and the homes they leave out.
 *
 * Rank 0 is what is nearest. Ranks differ by pattern as well as by strength of colour (0 hatched both ways, 1 hatched one
 * way, 2 dotted), so that they hold in greyscale; each has a line around it. Where areas overlap the lower rank shows, so
 * that the areas may lie in one another or beside one another. Homes that are left out are small ringed dots.
 *
 * The pattern lies on the map, not on the picture: it goes along when the map moves, and pictures side by side fit. A cover is
 * filled by one thread; from then on it never changes, and may be painted on any. What the areas mean is the caller's. */
#ifndef MAP_COVER_H
#define MAP_COVER_H

#include <stdbool.h>
#include <stddef.h>

#include <cairo.h>

#include "draw/theme.h"
#include "geo/shape.h"

enum { COVER_RANKS = 3 };

struct map_cover; /* opaque */
struct map_cover *map_cover_new(void);
void map_cover_free(struct map_cover *cover);
void map_cover_area(struct map_cover *cover, int rank, const struct shape *area);
/* Somebody lives at `spot`, who is of `rank`; COVER_RANKS = of none: drawn as a dot. */
void map_cover_home(struct map_cover *cover, int rank, struct spot spot);
/* The last step of filling: closes the holes of at most `metres` across in which nobody of a higher rank lives. So the
 * inside of a block is not drawn as if it were farther than the streets around it. */
void map_cover_close(struct map_cover *cover, double metres);

/* Paints what lies in `box` into the rectangle 0,0,width,height of `cairo`, which must be clear there. */
void map_paint_cover(const struct map_cover *cover, const struct theme *theme, cairo_t *cairo,
                     struct spot_box box, double width, double height);
/* For a legend: what `rank` looks like; COVER_RANKS = the dots. */
void map_paint_cover_sample(int rank, const struct theme *theme, cairo_t *cairo, double width,
                            double height);

#endif
