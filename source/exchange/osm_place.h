/* SPDX-License-Identifier: EUPL-1.2 */
/* osm_place.h – OSM tags to a candidate place with offers (domain.md 2.3). Pure.
 *
 * internet_access=wlan → wifi, terminal → computer, "wlan;terminal" → both, yes → wifi of unknown kind
 * with a note; :fee=no → free, customers → consumption, yes → paid; wifi=yes|free and
 * internet_access=public|wifi are the deprecated forms. amenity=device_charging_station → charge (not
 * amenity=charging_station: vehicles). shop=copyshop → print. service:print etc. are not relied on.
 * alt_name, short_name, official_name and old_name become aliases. */
#ifndef EXCHANGE_OSM_PLACE_H
#define EXCHANGE_OSM_PLACE_H

#include <cjson/cJSON.h>

#include "geo/geo.h"

/* `tags` is an object of texts. `id` is "osm:n123" when the source knows it, else NULL: then it is made
 * from name, kind and position. Returns a place document (the caller's) or NULL when the tags
 * are of no use to us. */
cJSON *osm_place_of_tags(const cJSON *tags, struct point point, const char *id, const char *date);

#endif
