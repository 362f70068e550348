/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/geo.h"

#include <math.h>

/* The mean radius of WGS84 (IUGG R1), for distances and for the scale of the map alike. */
static const double EARTH = 6371008.8;
static const double PI = 3.14159265358979323846;
static const double LATITUDE_MOST = 85.05;
static const double MERCATOR_EDGE = 85.05112877980659;

static double radians(double degrees)
{
    return degrees * (PI / 180.0);
}

static double degrees(double angle)
{
    return angle * (180.0 / PI);
}

static double clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

bool point_valid(struct point point)
{
    return isfinite(point.lon) && isfinite(point.lat) && fabs(point.lon) <= 180.0 &&
           fabs(point.lat) <= LATITUDE_MOST;
}

double point_distance(struct point a, struct point b)
{
    double north = sin(radians(b.lat - a.lat) / 2);
    double east = sin(radians(b.lon - a.lon) / 2);
    double half = north * north + cos(radians(a.lat)) * cos(radians(b.lat)) * east * east;
    return 2 * EARTH * asin(sqrt(clamp(half, 0, 1)));
}

struct spot spot_of_point(struct point point)
{
    double latitude = radians(clamp(point.lat, -MERCATOR_EDGE, MERCATOR_EDGE));
    return (struct spot){
        .x = (point.lon + 180.0) / 360.0,
        .y = 0.5 - asinh(tan(latitude)) / (2 * PI),
    };
}

struct point point_of_spot(struct spot spot)
{
    return (struct point){
        .lon = spot.x * 360.0 - 180.0,
        .lat = degrees(atan(sinh((0.5 - spot.y) * 2 * PI))),
    };
}

double spot_metres(double latitude)
{
    return 2 * PI * EARTH * cos(radians(clamp(latitude, -MERCATOR_EDGE, MERCATOR_EDGE)));
}

struct box box_empty(void)
{
    return (struct box){.west = INFINITY, .south = INFINITY, .east = -INFINITY, .north = -INFINITY};
}

bool box_is_empty(struct box box)
{
    return !(box.west <= box.east && box.south <= box.north);
}

struct box box_add(struct box box, struct point point)
{
    if (box_is_empty(box))
        return (struct box){point.lon, point.lat, point.lon, point.lat};
    return (struct box){
        .west = fmin(box.west, point.lon),
        .south = fmin(box.south, point.lat),
        .east = fmax(box.east, point.lon),
        .north = fmax(box.north, point.lat),
    };
}

struct box box_join(struct box a, struct box b)
{
    if (box_is_empty(a))
        return b;
    if (box_is_empty(b))
        return a;
    return (struct box){
        .west = fmin(a.west, b.west),
        .south = fmin(a.south, b.south),
        .east = fmax(a.east, b.east),
        .north = fmax(a.north, b.north),
    };
}

struct box box_grow(struct box box, double metres)
{
    if (box_is_empty(box))
        return box;
    double up = degrees(metres / EARTH);
    double farthest = fmin(fmax(fabs(box.south), fabs(box.north)) + fmax(up, 0), MERCATOR_EDGE);
    double aside = up / cos(radians(farthest));
    return (struct box){
        .west = clamp(box.west - aside, -180, 180),
        .south = clamp(box.south - up, -90, 90),
        .east = clamp(box.east + aside, -180, 180),
        .north = clamp(box.north + up, -90, 90),
    };
}

bool box_has(struct box box, struct point point)
{
    return point.lon >= box.west && point.lon <= box.east && point.lat >= box.south &&
           point.lat <= box.north;
}

bool box_meets(struct box a, struct box b)
{
    return !box_is_empty(a) && !box_is_empty(b) && a.west <= b.east && b.west <= a.east &&
           a.south <= b.north && b.south <= a.north;
}

struct point box_middle(struct box box)
{
    if (box_is_empty(box))
        return (struct point){0, 0};
    return (struct point){(box.west + box.east) / 2, (box.south + box.north) / 2};
}

struct spot_box spot_box_empty(void)
{
    return (struct spot_box){
        .left = INFINITY, .top = INFINITY, .right = -INFINITY, .bottom = -INFINITY};
}

static bool spot_box_is_empty(struct spot_box box)
{
    return !(box.left <= box.right && box.top <= box.bottom);
}

struct spot_box spot_box_of(struct box box)
{
    if (box_is_empty(box))
        return spot_box_empty();
    struct spot low = spot_of_point((struct point){box.west, box.south});
    struct spot high = spot_of_point((struct point){box.east, box.north});
    return (struct spot_box){.left = low.x, .top = high.y, .right = high.x, .bottom = low.y};
}

struct spot_box spot_box_add(struct spot_box box, struct spot spot)
{
    if (spot_box_is_empty(box))
        return (struct spot_box){spot.x, spot.y, spot.x, spot.y};
    return (struct spot_box){
        .left = fmin(box.left, spot.x),
        .top = fmin(box.top, spot.y),
        .right = fmax(box.right, spot.x),
        .bottom = fmax(box.bottom, spot.y),
    };
}

bool spot_box_meets(struct spot_box a, struct spot_box b)
{
    return !spot_box_is_empty(a) && !spot_box_is_empty(b) && a.left <= b.right &&
           b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

struct spot_box tile_box(struct tile tile)
{
    double side = ldexp(1.0, -tile.z);
    return (struct spot_box){
        .left = tile.x * side,
        .top = tile.y * side,
        .right = (tile.x + 1.0) * side,
        .bottom = (tile.y + 1.0) * side,
    };
}

static int32_t tile_index(double at, double tiles)
{
    return isnan(at) ? 0 : (int32_t)clamp(floor(at * tiles), 0, tiles - 1);
}

struct tile tile_of_spot(struct spot spot, int zoom)
{
    int level = zoom < 0 ? 0 : zoom > 30 ? 30 : zoom;
    double tiles = ldexp(1.0, level);
    return (struct tile){
        .x = tile_index(spot.x, tiles),
        .y = tile_index(spot.y, tiles),
        .z = (int8_t)level,
    };
}
