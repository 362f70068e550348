/* SPDX-License-Identifier: EUPL-1.2 */
/* view.h – where the eye is: a middle, a zoom, a size; pan, zoom, inertia and flights. Pure.
 *
 * Zoom z shows the world 512 * 2^z dp wide (512 dp tiles). Zoom is kept within 10..20 and the
 * middle within `limits`. Times are milliseconds that only grow. */
#ifndef MAP_VIEW_H
#define MAP_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "geo/geo.h"

enum map_motion { MAP_STILL, MAP_FLING, MAP_FLIGHT };

struct map_view {
    struct spot middle;
    double zoom;
    double width, height; /* dp */
    struct spot_box limits;
    bool held; /* fingers hold the zoom: whoever follows them sets and unsets it */
    /* motion */
    enum map_motion motion;
    int64_t motion_from, motion_until;
    struct spot from, to;
    double zoom_from, zoom_to;
    double velocity_x, velocity_y; /* dp/s */
};

void map_view_init(struct map_view *view, double width, double height, struct box limits);
void map_view_resize(struct map_view *view, double width, double height);
void map_view_show(struct map_view *view, struct box box, double margin); /* dp of margin */
struct point map_view_point(const struct map_view *view, double x, double y);
void map_view_place(const struct map_view *view, struct point point, double *x, double *y);
struct spot_box map_view_box(const struct map_view *view); /* what is seen */
double map_view_metres_per_dp(const struct map_view *view);

/* The nearest zoom at which tiles are drawn to the pixel (quarter levels): a gesture may end there.
 */
double map_view_step(double zoom);

void map_view_pan(struct map_view *view, double dx, double dy); /* the map follows the finger */
void map_view_zoom(struct map_view *view, double levels, double x,
                   double y); /* about a point of the view */
void map_view_fling(struct map_view *view, double velocity_x, double velocity_y, int64_t now);
/* Moves so that `point` lies at x, y of the view, in 250 ms (or at once when reduced). */
void map_view_fly(struct map_view *view, struct point point, double x, double y, double zoom,
                  int64_t now, bool reduced);
void map_view_halt(struct map_view *view);
/* Moves on to `now`. True when it moved, the last step included: draw, and ask again. */
bool map_view_tick(struct map_view *view, int64_t now);

#endif
