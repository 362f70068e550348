/* SPDX-License-Identifier: EUPL-1.2 */
/* map.h – style, painting and labels: one routine for screen tiles, map pictures and paper.
 * Everything here may run on any thread with its own `pencil`. */
#ifndef MAP_MAP_H
#define MAP_MAP_H

#include <stdbool.h>

#include <cairo.h>

#include "base/fault.h"
#include "draw/symbol.h"
#include "geo/shape.h"
#include "map/names.h"
#include "map/source.h"

/* ---- style: assets/style/map-{light,dark,print}.json ---- */
struct map_style; /* opaque; never changes once read */
bool map_style_load(const char *folder, const char *name, struct map_style **out,
                    struct fault *why);
void map_style_free(struct map_style *style);

/* ---- what lies over the base map ---- */
enum map_time { MAP_TIME_NONE, MAP_TIME_OPEN, MAP_TIME_CLOSED, MAP_TIME_UNSURE };
struct map_mark { /* a place */
    const char *id;
    struct point point;
    enum symbol_pin pin;
    enum theme_token colour;
    const char *icon;
    const char *label; /* name, shown from zoom 17 where there is room */
    bool selected;
    int number; /* >= 0 on paper */
    int weight; /* drawn above lower ones */
    enum map_time time; /* on a map of a moment: shown instead of what `pin` says */
};

struct map_scene { /* all borrowed */
    const struct map_source *source;
    const struct map_style *style;
    const struct shape *border; /* of the wijk, or NULL: outside it is dimmed */
    const struct map_mark *marks;
    size_t mark_count;
    enum map_names names;
};

/* Paints the base map of `box` (spots) into the rectangle 0,0,width,height of `cairo`: features,
 * the dimmed outside, the border. `zoom` chooses what is shown; `fast` = quicker antialiasing. No
 * labels. */
bool map_paint_ground(const struct map_scene *scene, cairo_t *cairo, struct spot_box box,
                      double width, double height, double zoom, bool fast);
/* Labels of the same rectangle, placed without overlap; `keep_clear` rectangles (panels, in the
 * same units) get none. Curved along streets. */
struct map_clear {
    double x, y, width, height;
};
bool map_paint_labels(const struct map_scene *scene, const struct pencil *pencil, cairo_t *cairo,
                      struct spot_box box, double width, double height, double zoom,
                      const struct map_clear *keep_clear, size_t clear_count);

/* ---- marks: clustered below zoom 16 within 40 dp; a selected mark is never hidden ---- */
struct map_group {
    double x, y; /* dp in the view; from zoom 16 stacked marks stand fanned out around home */
    double home_x, home_y; /* where the mark really lies */
    double radius;         /* of the drawn shape */
    int first, count;      /* marks order[first .. first+count) */
};
struct map_groups {
    struct map_group *groups; /* owned */
    size_t group_count;
    int *order; /* owned */
};
void map_groups_make(const struct map_scene *scene, struct spot_box box, double width,
                     double height, double zoom, struct map_groups *out);
void map_groups_clear(struct map_groups *groups);
/* How a mark is drawn: as what is known of it, or on a map of a moment as open or closed then. */
enum symbol_pin map_mark_pin(const struct map_mark *mark);
/* Of a group on a map of a moment: how many are open; -1 on a map without one. */
int map_group_open(const struct map_scene *scene, const struct map_groups *groups,
                   const struct map_group *group);
void map_paint_marks(const struct map_scene *scene, const struct pencil *pencil, cairo_t *cairo,
                     const struct map_groups *groups);
/* The group nearest to x, y within 24 dp of its drawn shape, or -1; *second is another within 12 dp
 * of it, or -1 (then ask which). */
int map_groups_hit(const struct map_groups *groups, double x, double y, int *second);

/* The scale bar: a round length of at most `most` dp; its words are the caller's. */
double map_scale_bar(double metres_per_dp, double most, double *metres);

/* A whole picture (ground, labels, marks) for `draw`, shots and paper. */
bool map_paint(const struct map_scene *scene, const struct pencil *pencil, cairo_t *cairo,
               struct spot_box box, double width, double height, double zoom, bool fast);

#endif
