/* SPDX-License-Identifier: EUPL-1.2 */
/* osm_tags_inner.h – what the tags of an OSM object mean to us: things on the map, an address, a way to
 * walk. Tables of wiki.openstreetmap.org/wiki/Map_features, read from above. Pure. Candidates are osm_place.h's. */
#ifndef EXCHANGE_OSM_TAGS_INNER_H
#define EXCHANGE_OSM_TAGS_INNER_H

#include <stdbool.h>
#include <stddef.h>

#include "exchange/name_inner.h"
#include "exchange/sink.h"
#include "geo/feature.h"

struct osm_tag {
    const char *key, *value; /* borrowed, valid UTF-8 */
};
struct osm_tags {
    const struct osm_tag *tag;
    size_t count;
};
const char *osm_tag(const struct osm_tags *tags, const char *key); /* "" when it has none */

/* What a geometry is: a node, a way with two ends, a closed way, or the joined rings of a multipolygon. */
enum osm_form { OSM_NODE, OSM_LINE, OSM_CLOSED, OSM_RINGS };

/* One thing to draw. One object can be several: a named street is a line and a name. A closed way is drawn as area
 * or as line, as its tags ask (area=yes/no; a closed highway is a line, a closed building an area). */
struct osm_drawn {
    enum feature_kind kind;
    enum shape_kind shape; /* SHAPE_POINT of an area: its label point (osm_read finds it) */
    int8_t layer;          /* layer=*, else 1 for a bridge and -1 for a tunnel; below 0 only in a tunnel */
    uint8_t flags;         /* FEATURE_BRIDGE … */
    uint8_t min_zoom;      /* by kind; that of small areas is raised by their size, by osm_read */
    uint8_t rank;
    const char *name, *name_fr; /* within `names`, the tags, or static */
};
enum { OSM_DRAWN = 4 };
/* Fills `out`, and `names` that it borrows from; returns how many, 0 = nothing for the map. */
int osm_drawn_of(const struct osm_tags *tags, enum osm_form form, struct name_pair *names,
                 struct osm_drawn out[OSM_DRAWN]);

/* addr:housenumber with addr:street (or addr:place). `street` in both languages where the tags have
 * them; its texts are "" when the object only has a number (then osm_read takes the nearest street). */
bool osm_address_of(const struct osm_tags *tags, struct name_pair *street, char number[32]);

/* May one walk here? Roads but motorway and trunk, paths, steps, squares; not what is private or forbidden to
 * people on foot (access, foot), not what is being built. `kind` and `bridge_or_tunnel` are filled. */
bool osm_walk_of(const struct osm_tags *tags, enum osm_form form, struct walk_way *out);

/* Quick: could this object be a candidate (osm_place.h), so that its tags are worth copying? */
bool osm_maybe_place(const struct osm_tags *tags);

#endif
