/* SPDX-License-Identifier: EUPL-1.2 */
/* molenbeek.h – the base map and the border of Historisch Molenbeek (21012W16) as a map_source in
 * memory, and what else a picture needs. */
#ifndef TESTS_MAP_MOLENBEEK_H
#define TESTS_MAP_MOLENBEEK_H

#include "draw/symbol.h"
#include "map/map.h"

struct molenbeek; /* opaque */

struct molenbeek *molenbeek_open(void);
void molenbeek_close(struct molenbeek *molenbeek);
const struct map_source *molenbeek_source(const struct molenbeek *molenbeek);
const struct shape *molenbeek_border(const struct molenbeek *molenbeek);
size_t molenbeek_features(const struct molenbeek *molenbeek);

/* A pencil with everything of the assets; NAME is that of a theme. */
struct pencil molenbeek_pencil_open(const char *theme);
void molenbeek_pencil_close(struct pencil *pencil);

struct spot_box molenbeek_box(struct point middle, double width, double height, double zoom);

#endif
