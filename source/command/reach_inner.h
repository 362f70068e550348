/* SPDX-License-Identifier: EUPL-1.2 */
/* reach_inner.h – reach as JSON and as GeoJSON. */
#ifndef COMMAND_REACH_INNER_H
#define COMMAND_REACH_INNER_H

#include "action/reach.h"
#include "command/command_inner.h"

cJSON *reach_json(const struct ask *ask, const struct reach *reach);
cJSON *spots_json(const struct ask *ask, const struct reach_ask *of, const struct reach_spots *spots);
/* One feature for each class (its area), each place, and each address that is in none of the classes. */
bool reach_geojson(const struct ask *ask, const struct reach *reach, const char *file, struct fault *why);

#endif
