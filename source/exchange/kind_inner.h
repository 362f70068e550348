/* SPDX-License-Identifier: EUPL-1.2 */
/* kind_inner.h – what a feature of the OpenMapTiles schema is on our map.
 * Source: openmaptiles.org/schema (3.x); the table in kind.c is read from above, the first row
 * that fits wins. Pure. */
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
};
struct kind_found {
    enum feature_kind kind;
    uint8_t min_zoom; /* from where it is worth drawing */
    uint8_t rank;     /* of names */
    bool named;       /* of no use without a name */
};

bool kind_layer_known(const struct mvt_value *layer);
bool kind_find(const struct mvt_value *layer, enum mvt_shape shape, const struct kind_tags *tags,
               struct kind_found *out);

#endif
