/* SPDX-License-Identifier: EUPL-1.2 */
/* kind_inner.h – what a feature of a vector tile is on our map, in the two schemas that are read: OpenMapTiles 3
 * (openmaptiles.org/schema, the table in kind.c) and Shortbread 1.0 (shortbread-tiles.org/schema/1.0, that in
 * shortbread.c). Tables are read from above, the first row that fits wins. Pure. */
#ifndef EXCHANGE_KIND_INNER_H
#define EXCHANGE_KIND_INNER_H

#include <stdbool.h>
#include <stdint.h>

#include "exchange/mvt_inner.h"
#include "geo/feature.h"

/* The tags of one feature; NULL = not there. */
struct kind_tags {
    const struct mvt_value *class, *subclass, *brunnel, *oneway, *layer, *admin_level, *rank,
        *maritime, *nl, *fr, *latin, *plain, *housenumber, *indoor;
    const struct mvt_value *bridge, *tunnel, *oneway_reverse, *service, *bicycle, *amenity, *leisure; /* Shortbread */
};
struct kind_found {
    enum feature_kind kind;
    uint8_t min_zoom; /* from where it is worth drawing */
    uint8_t rank;     /* of names */
    bool named;       /* of no use without a name */
};

struct kind_row {
    const char *layer, *class, *subclass; /* NULL = any */
    int shapes;                           /* bits 1 << enum mvt_shape; 0 = not on our map */
    struct kind_found found;
};
struct kind_table {
    const struct kind_row *rows;
    size_t count;
};
extern const struct kind_table kind_openmaptiles, kind_shortbread;

/* Whose layer it is, by its name: bits, as names are shared. "water" and "landuse" are OpenMapTiles' and Protomaps',
 * "buildings" and "boundaries" Shortbread's and others', so those alone prove nothing. */
enum { SCHEMA_OPENMAPTILES = 1, SCHEMA_SHORTBREAD = 2, SCHEMA_OTHER = 4, SCHEMA_SHARED = 8 };
int kind_schema(const struct mvt_value *layer);
/* Of a file in which these layers were seen: is it one that can be read? */
bool kind_schema_known(int seen);

bool kind_find(const struct mvt_value *layer, enum mvt_shape shape, const struct kind_tags *tags,
               struct kind_found *out);
bool kind_find_shortbread(const struct mvt_value *layer, enum mvt_shape shape, const struct kind_tags *tags,
                          struct kind_found *out);
bool kind_row_find(const struct kind_table *table, const struct mvt_value *layer, enum mvt_shape shape,
                   const struct kind_tags *tags, struct kind_found *out);
bool kind_bridge(const struct kind_tags *tags);
bool kind_tunnel(const struct kind_tags *tags);

#endif
