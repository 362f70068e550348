/* SPDX-License-Identifier: EUPL-1.2 */
/* style.h – how each kind of feature is drawn, as read from assets/style/map-NAME.json.
 *
 * The file is one object: "ground", "dim" (laid over all that is outside the wijk), "bridge"
 * (casing of bridges), "tunnel" (0..1, how strong tunnels show), "border" and "mark" (objects as a
 * kind has), and "kinds" with one member per enum feature_kind. Members of a kind, all optional:
 * "fill", "edge", "text", "halo" (colours "#RRGGBB" or "#RRGGBBAA"), "width", "edge_width", "size"
 * (a number of dp, or stops [[zoom, dp], …] between which it is linear), "dash" ([on, off], dp),
 * "from" and "until" (zoom), "bold". For lines "edge" is the casing and "edge_width" its part on
 * each side; for points it is the ring around the dot. A kind that is missing and a member that is
 * unknown are faults: nothing is drawn by accident. One-way streets carry no arrows: whoever walks
 * goes both ways, and this is a map for walking. */
#ifndef MAP_STYLE_H
#define MAP_STYLE_H

#include "draw/theme.h"
#include "geo/feature.h"

enum { MAP_STOPS = 8, MAP_STYLE_CEILING = 64 * 1024 };

struct map_stops { /* count 0 = none */
    int count;
    double zoom[MAP_STOPS], value[MAP_STOPS];
};
struct map_look {
    struct colour fill, edge, text, halo; /* alpha 0 = none */
    struct map_stops width, edge_width, size;
    double dash[2];     /* dash[0] 0 = unbroken */
    double from, until; /* zoom; until 0 = no upper end */
    bool bold;
};
struct map_style {
    struct colour ground, dim, bridge;
    double tunnel;
    struct map_look border; /* fill dashed over edge */
    struct map_look mark;   /* names of places */
    struct map_look kind[FEATURE_KINDS];
};

double map_stops_at(const struct map_stops *stops, double zoom); /* 0 when there are none */
bool map_look_shows(const struct map_look *look, double zoom);
const char *map_kind_name(enum feature_kind kind); /* "land_residential" */

#endif
