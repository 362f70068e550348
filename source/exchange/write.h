/* SPDX-License-Identifier: EUPL-1.2 */
/* write.h – the writers: places as GeoJSON (OSM tags where they exist, ours under "wijkpeil:") and
 * as CSV (UTF-8 with BOM, one row per offer, cells that a spreadsheet would run are made safe). */
#ifndef EXCHANGE_WRITE_H
#define EXCHANGE_WRITE_H

#include "base/buffer.h"
#include "place/place.h"

bool geojson_write_places(const struct place *const *places, size_t count, const char *attribution,
                          struct buffer *out);
bool csv_write_places(const struct place *const *places, size_t count, struct buffer *out);

#endif
