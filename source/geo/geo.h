/* SPDX-License-Identifier: EUPL-1.2 */
/* geo.h – points, boxes, Web Mercator and distance.
 *
 * Two spaces: `struct point` is WGS84 degrees (EPSG:4326, lon east, lat north). `struct spot` is
 * Web Mercator scaled to the unit square: x 0..1 from west to east, y 0..1 from north (85.05°) to
 * south. A tile z/x/y covers [x/2^z, (x+1)/2^z) of it (XYZ rows, north first). Pure. */
#ifndef GEO_GEO_H
#define GEO_GEO_H

#include <stdbool.h>
#include <stdint.h>

struct point {
    double lon, lat;
};
struct box { /* degrees; empty when west > east */
    double west, south, east, north;
};
struct spot {
    double x, y;
};
struct spot_box { /* unit square; empty when left > right */
    double left, top, right, bottom;
};
struct tile {
    int32_t x, y;
    int8_t z;
};

bool point_valid(struct point point); /* finite, within ±180 and ±85.05 */
double point_distance(struct point a, struct point b); /* metres, great circle */
struct spot spot_of_point(struct point point);
struct point point_of_spot(struct spot spot);
double spot_metres(double latitude); /* metres on the ground of 1.0 in spot space there */

/* Belgian Lambert 72 (EPSG:31370, metres) to WGS84, within a metre in Belgium: so good is the shift itself
 * (EPSG:15929); PROJ gives the same to the millimetre. Not finite for what lies on no cone. */
struct point point_of_lambert72(double x, double y);

struct box box_empty(void);
bool box_is_empty(struct box box);
struct box box_add(struct box box, struct point point);
struct box box_join(struct box a, struct box b);
struct box box_grow(struct box box, double metres);
bool box_has(struct box box, struct point point);
bool box_meets(struct box a, struct box b);
struct point box_middle(struct box box);

struct spot_box spot_box_empty(void);
struct spot_box spot_box_of(struct box box);
struct spot_box spot_box_add(struct spot_box box, struct spot spot);
bool spot_box_meets(struct spot_box a, struct spot_box b);
struct spot_box tile_box(struct tile tile);
struct tile tile_of_spot(struct spot spot, int zoom);

#endif
