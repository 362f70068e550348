/* SPDX-License-Identifier: EUPL-1.2 */
/* shape.h – lines and areas: a list of paths of points.
 *
 * A polygon's first path is an outer ring; `hole` marks the rings inside the last outer ring.
 * Rings are closed without repeating the first point. The arrays are owned by the shape. */
#ifndef GEO_SHAPE_H
#define GEO_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "geo/geo.h"

enum shape_kind { SHAPE_POINT, SHAPE_LINE, SHAPE_AREA };

struct shape_path {
    size_t first, count; /* points[first .. first+count) */
    bool hole;
};
struct shape {
    enum shape_kind kind;
    struct point *points;
    size_t point_count, point_room;
    struct shape_path *paths;
    size_t path_count, path_room;
    struct box box; /* of all points */
};

void shape_init(struct shape *shape, enum shape_kind kind);
void shape_clear(struct shape *shape);
void shape_begin(struct shape *shape, bool hole); /* starts a path */
void shape_add(struct shape *shape, struct point point); /* to the last path */
bool shape_copy(const struct shape *shape, struct shape *out);

bool shape_has(const struct shape *area, struct point point); /* even-odd over all rings */
/* Metres from `point` to the nearest edge (0 inside an area). */
double shape_distance(const struct shape *shape, struct point point);
/* Clips lines and areas to `box` (Sutherland–Hodgman for rings). `out` is initialised here. */
void shape_clip(const struct shape *shape, struct box box, struct shape *out);
/* Douglas–Peucker; keeps ends. `tolerance` in metres. Rings that fall below 3 points vanish. */
void shape_simplify(const struct shape *shape, double tolerance, struct shape *out);

#endif
