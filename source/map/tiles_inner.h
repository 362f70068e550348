/* SPDX-License-Identifier: EUPL-1.2 */
/* tiles_inner.h – what a view wants of tiles, and which of those that are held it shows. Pure. */
#ifndef MAP_TILES_INNER_H
#define MAP_TILES_INNER_H

#include "map/tiles.h"

enum { TILE_STEPS = 4, TILE_SIDE = 512, TILE_WANTED_MOST = 256 };

/* What is wanted for: in this order it is drawn. */
enum tile_use {
    TILE_VISIBLE,
    TILE_COARSE, /* three levels out, wide around: shown where nothing sharper is */
    TILE_AHEAD   /* beyond the edge, most of all where the view is going */
};
struct tile_wanted {
    uint64_t key;
    int step; /* quarters of a zoom level */
    struct spot_box box;
    enum tile_use use;
    double away; /* in its kind: from the middle, or from where the middle is going */
};

struct tile_held { /* a tile that is drawn */
    uint64_t key, stamp, seen;
    unsigned generation;
    int step;
    struct spot_box box;
    size_t bytes;
    cairo_surface_t *surface; /* owned */
};

/* Where the view is going, learnt from one look to the next. */
struct tile_course {
    struct spot middle;
    double zoom;
    double x, y; /* dp from one look to the next, smoothed */
    int step;    /* kept while fingers hold the zoom */
};
void tile_course_take(struct tile_course *course, const struct map_view *view);

double tile_step_zoom(int step);
/* The tiles for `view`, most urgent first. At most `most` (but all that are visible or coarse). */
size_t tile_wanted_list(const struct map_view *view, const struct tile_course *course, size_t most,
                        struct tile_wanted list[TILE_WANTED_MOST]);
/* Those of `held` to show, undermost first; none that others hide wholly. `out` has room for all. */
size_t tile_shown_list(const struct map_view *view, struct tile_held *held, size_t count,
                       unsigned generation, struct tile_held **out);

#endif
