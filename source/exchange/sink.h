/* SPDX-License-Identifier: EUPL-1.2 */
/* sink.h – where a reader lets go what it read. A reader knows only this; `action` connects it
 * to a pack (or anything else). Each call returns false to stop the reader, with `why` filled. Values
 * are borrowed for the time of the call. A NULL function means: not wanted. */
#ifndef EXCHANGE_SINK_H
#define EXCHANGE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include "base/fault.h"
#include "geo/feature.h"
#include "geo/shape.h"

struct source_note { /* shown on screen and on paper */
    const char *kind;        /* "map", "places", "wijken"; "osm" is map and places */
    const char *file;        /* its name, without folder */
    const char *attribution; /* "© OpenMapTiles © OpenStreetMap contributors" */
    const char *licence;     /* "ODbL 1.0" */
    const char *date;        /* "2021-08", or "" */
};
struct address {
    struct point point;
    const char *street, *number; /* street "" when the source has none */
};
/* A way that people may walk. Ways of an OSM file say which node each point is, and meet where they
 * share one; ways of map tiles have no nodes (NULL) and meet where they lie on each other. */
enum walk_kind { WALK_WAY, WALK_STEPS };
struct walk_way {
    enum walk_kind kind;
    bool bridge_or_tunnel;     /* meets others at its nodes, or else only at its ends */
    const uint64_t *nodes;     /* `count`, or NULL; borrowed */
    const struct point *points;
    size_t count;
};
struct wijk_border {
    const char *code, *name, *municipality, *nis5;
    const struct shape *border;
};

struct sink {
    void *data;
    bool (*source)(void *data, const struct source_note *note, struct fault *why);
    bool (*feature)(void *data, const struct feature *feature, struct fault *why);
    bool (*address)(void *data, const struct address *address, struct fault *why);
    bool (*candidate)(void *data, const cJSON *place, struct fault *why); /* form of place.h, _id "osm:…" */
    bool (*walk)(void *data, const struct walk_way *way, struct fault *why);
    bool (*wijk)(void *data, const struct wijk_border *wijk, struct fault *why);
    /* Progress in thousandths; false = let go (FAULT_CANCELLED). */
    bool (*progress)(void *data, const char *stage, int thousandths);
};

#endif
