/* SPDX-License-Identifier: EUPL-1.2 */
/* overview_html.h – the residents' overview for a municipality's site, and as data: the same walk over the same content
 * as on paper. Pure.
 *
 * HTML: one file without scripts or anything to fetch; headings are the questions, every text says its language,
 * phone before web, the map a picture with words beside it, dark and light, readable at 400 %. CSV: a row for each answer,
 * safe to open in a spreadsheet. GeoJSON: a point for each place with its answers (RFC 7946). */
#ifndef PRINT_OVERVIEW_HTML_H
#define PRINT_OVERVIEW_HTML_H

#include "base/buffer.h"
#include "print/overview.h"

/* `map` holds a PNG, or NULL: no map. False when `out` is full. */
bool overview_html_write(const struct overview *overview, const struct buffer *map,
                         const struct language *const languages[OVERVIEW_LANGUAGES], struct buffer *out);
bool overview_csv_write(const struct overview *overview, const struct language *const languages[OVERVIEW_LANGUAGES],
                        struct buffer *out);
bool overview_geojson_write(const struct overview *overview, struct buffer *out);

#endif
