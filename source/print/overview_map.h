/* SPDX-License-Identifier: EUPL-1.2 */
/* overview_map.h – the numbered map of the residents' overview as a picture, for its page on a site. On any thread with a
 * pencil of its own. */
#ifndef PRINT_OVERVIEW_MAP_H
#define PRINT_OVERVIEW_MAP_H

#include "base/buffer.h"
#include "print/overview.h"

enum { OVERVIEW_MAP_BYTES = 8 * 1024 * 1024 };

/* A PNG of 1080 pixels wide, as high as the wijk needs; names and scale in `language`. `out` is
 * initialised here, and only yours to clear when it went well; the same overview gives the same bytes. FAULT_LIMIT: more than
 * OVERVIEW_MAP_BYTES, or no memory for the picture. */
bool overview_map_draw(const struct overview *overview, const struct pencil *pencil, const struct language *language,
                       struct buffer *out, struct fault *why);

#endif
