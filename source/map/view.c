/* SPDX-License-Identifier: EUPL-1.2 */
#include "map/view.h"

#include <math.h>

static const double ZOOM_LEAST = 10, ZOOM_MOST = 20;
static const double ZOOM_UNKNOWN = 17;   /* for a box without extent */
static const double DECELERATION = 2500; /* dp/s² */
static const double SPEED_MOST = 1400;   /* dp/s */
static const double FLING_LEAST = 3;     /* dp */
static const double FLIGHT_LEVELS = 4;   /* farther jumps are cut */
static const int FLIGHT_TIME = 250;      /* ms */
static const double STEPS = 4;           /* sharp zooms in one level */

static double clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

static double world(double zoom)
{
    return 512 * exp2(zoom);
}

static void keep_within(struct map_view *view)
{
    view->zoom = clamp(view->zoom, ZOOM_LEAST, ZOOM_MOST);
    view->middle.x = clamp(view->middle.x, view->limits.left, view->limits.right);
    view->middle.y = clamp(view->middle.y, view->limits.top, view->limits.bottom);
}

void map_view_init(struct map_view *view, double width, double height, struct box limits)
{
    struct spot_box whole = {0, 0, 1, 1};
    *view = (struct map_view){.width = width, .height = height, .zoom = ZOOM_LEAST};
    view->limits = box_is_empty(limits) ? whole : spot_box_of(limits);
    view->middle.x = (view->limits.left + view->limits.right) / 2;
    view->middle.y = (view->limits.top + view->limits.bottom) / 2;
}

void map_view_resize(struct map_view *view, double width, double height)
{
    view->width = width;
    view->height = height;
}

double map_view_step(double zoom)
{
    return clamp(round(zoom * STEPS) / STEPS, ZOOM_LEAST, ZOOM_MOST);
}

void map_view_show(struct map_view *view, struct box box, double margin)
{
    map_view_halt(view);
    if (box_is_empty(box))
        return;
    struct spot_box spots = spot_box_of(box);
    double across = spots.right - spots.left, down = spots.bottom - spots.top;
    double wide = fmax(view->width - 2 * margin, 64), high = fmax(view->height - 2 * margin, 64);
    double scale = fmin(across > 0 ? wide / across : INFINITY, down > 0 ? high / down : INFINITY);
    view->zoom = isfinite(scale) ? floor(log2(scale / 512) * STEPS) / STEPS : ZOOM_UNKNOWN;
    view->middle.x = (spots.left + spots.right) / 2;
    view->middle.y = (spots.top + spots.bottom) / 2;
    keep_within(view);
}

static struct spot spot_under(const struct map_view *view, double x, double y)
{
    double scale = world(view->zoom);
    return (struct spot){view->middle.x + (x - view->width / 2) / scale,
                         view->middle.y + (y - view->height / 2) / scale};
}

struct point map_view_point(const struct map_view *view, double x, double y)
{
    return point_of_spot(spot_under(view, x, y));
}

void map_view_place(const struct map_view *view, struct point point, double *x, double *y)
{
    struct spot spot = spot_of_point(point);
    double scale = world(view->zoom);
    *x = (spot.x - view->middle.x) * scale + view->width / 2;
    *y = (spot.y - view->middle.y) * scale + view->height / 2;
}

struct spot_box map_view_box(const struct map_view *view)
{
    struct spot low = spot_under(view, 0, 0), high = spot_under(view, view->width, view->height);
    return (struct spot_box){low.x, low.y, high.x, high.y};
}

double map_view_metres_per_dp(const struct map_view *view)
{
    return spot_metres(point_of_spot(view->middle).lat) / world(view->zoom);
}

void map_view_pan(struct map_view *view, double dx, double dy)
{
    map_view_halt(view);
    double scale = world(view->zoom);
    view->middle.x -= dx / scale;
    view->middle.y -= dy / scale;
    keep_within(view);
}

static struct spot middle_for(const struct map_view *view, struct spot spot, double x, double y,
                              double zoom)
{
    double scale = world(zoom);
    return (struct spot){spot.x - (x - view->width / 2) / scale,
                         spot.y - (y - view->height / 2) / scale};
}

void map_view_zoom(struct map_view *view, double levels, double x, double y)
{
    map_view_halt(view);
    struct spot held = spot_under(view, x, y);
    view->zoom = clamp(view->zoom + levels, ZOOM_LEAST, ZOOM_MOST);
    view->middle = middle_for(view, held, x, y, view->zoom);
    keep_within(view);
}

void map_view_fling(struct map_view *view, double velocity_x, double velocity_y, int64_t now)
{
    map_view_halt(view);
    double speed = hypot(velocity_x, velocity_y);
    if (!isfinite(speed) || speed <= 0)
        return;
    double kept = fmin(speed, SPEED_MOST);
    double seconds = kept / DECELERATION, way = kept * seconds / 2;
    if (way < FLING_LEAST)
        return;
    double scale = world(view->zoom);
    view->velocity_x = velocity_x / speed * kept;
    view->velocity_y = velocity_y / speed * kept;
    view->from = view->middle;
    view->to.x = view->middle.x - view->velocity_x * seconds / 2 / scale;
    view->to.y = view->middle.y - view->velocity_y * seconds / 2 / scale;
    view->zoom_from = view->zoom_to = view->zoom;
    view->motion = MAP_FLING;
    view->motion_from = now;
    view->motion_until = now + (int64_t)ceil(seconds * 1000);
}

void map_view_fly(struct map_view *view, struct point point, double x, double y, double zoom,
                  int64_t now, bool reduced)
{
    map_view_halt(view);
    view->zoom_from = view->zoom;
    view->zoom_to = clamp(zoom, ZOOM_LEAST, ZOOM_MOST);
    view->from = view->middle;
    struct map_view end = *view;
    end.middle = middle_for(view, spot_of_point(point), x, y, view->zoom_to);
    end.zoom = view->zoom_to;
    keep_within(&end);
    view->to = end.middle;
    view->motion_from = now;
    view->motion_until = now + FLIGHT_TIME;
    if (reduced || fabs(view->zoom_to - view->zoom_from) > FLIGHT_LEVELS) {
        view->middle = view->to;
        view->zoom = view->zoom_to;
    } else {
        view->motion = MAP_FLIGHT;
    }
}

void map_view_halt(struct map_view *view)
{
    view->motion = MAP_STILL;
    view->velocity_x = view->velocity_y = 0;
}

/* Along the straight way of a zoom about one resting point: even in 1/scale, not in zoom. */
static double flight_share(const struct map_view *view, double eased)
{
    double first = exp2(-view->zoom_from), last = exp2(-view->zoom_to);
    if (fabs(last - first) < 1e-12 * first)
        return eased;
    return (exp2(-view->zoom) - first) / (last - first);
}

bool map_view_tick(struct map_view *view, int64_t now)
{
    if (view->motion == MAP_STILL)
        return false;
    if (now >= view->motion_until) {
        view->middle = view->to;
        view->zoom = view->zoom_to;
        map_view_halt(view);
        keep_within(view);
        return true;
    }
    double past = (double)(now - view->motion_from);
    double left = 1 - fmax(past, 0) / (double)(view->motion_until - view->motion_from);
    double eased = 1 - left * left; /* constant deceleration */
    if (view->motion == MAP_FLIGHT)
        eased = 1 - left * left * left;
    view->zoom = view->zoom_from + (view->zoom_to - view->zoom_from) * eased;
    double share = flight_share(view, eased);
    view->middle.x = view->from.x + (view->to.x - view->from.x) * share;
    view->middle.y = view->from.y + (view->to.y - view->from.y) * share;
    keep_within(view);
    return true;
}
