/* SPDX-License-Identifier: EUPL-1.2 */
/* frame.h – from spots to the units of a picture. */
#ifndef MAP_FRAME_H
#define MAP_FRAME_H

#include <stddef.h>

#include "geo/feature.h"

struct frame {
    struct spot_box box; /* what is shown */
    double width, height;
    double scale_x, scale_y; /* units of the picture in one spot */
    double zoom;
};
struct place_xy {
    float x, y;
};

struct frame frame_make(struct spot_box box, double width, double height, double zoom);
struct spot_box frame_box(const struct frame *frame, double margin); /* grown by units */
/* Brings one path into the picture, leaving out points nearer than `apart` to the one before. `out`
 * has room for `count`; returns how many it got. `extent` is widened by what was written. */
size_t frame_path(const struct frame *frame, const struct spot *spots, size_t count, double apart,
                  struct place_xy *out, struct spot_box *extent);
/* The level of detail to ask a source for. */
int frame_level(double zoom);

#endif
