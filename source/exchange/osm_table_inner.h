/* SPDX-License-Identifier: EUPL-1.2 */
/* osm_table_inner.h – which OSM features are worth a look, and as what kind of place. Pure. */
#ifndef EXCHANGE_OSM_TABLE_INNER_H
#define EXCHANGE_OSM_TABLE_INNER_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "place/place.h"

struct osm_kind {
    enum place_kind kind;
    bool by_itself;  /* a candidate even without any offer */
    bool commercial; /* its offers serve a business */
    int service;     /* an enum service that the feature is by its nature, or -1 */
};

/* One of the values of `key`, which may be joined by ";" ("wlan;terminal"). */
bool osm_has(const cJSON *tags, const char *key, const char *value);
/* Every feature has a kind; false when it must never be a candidate (private, closed, police). */
bool osm_kind_find(const cJSON *tags, struct osm_kind *out);
/* The main tag for a bare value, as map tiles give it ("library" → "amenity"); NULL = no use. */
const char *osm_key_of_value(const char *value);
/* Is the tag alone enough for a candidate? "library;arts_centre" counts for either. Quick: makes nothing. */
bool osm_by_itself(const char *key, const char *value);
/* The rows, from above: false at the end. `value` may be NULL (any). */
bool osm_table_row(size_t at, const char **key, const char **value, struct osm_kind *kind);
/* The main tag that stands for a kind when places are written; false when OSM has none. */
bool osm_tag_of_kind(enum place_kind kind, const char **key, const char **value);

#endif
