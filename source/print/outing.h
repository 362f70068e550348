/* SPDX-License-Identifier: EUPL-1.2 */
/* outing.h – the walking list: what to look at in the street, in walking order, with boxes to tick, for days with paper. */
#ifndef PRINT_OUTING_H
#define PRINT_OUTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "base/fault.h"
#include "language/language.h"
#include "map/map.h"

struct outing_stop {
    int number;     /* from 1, in walking order */
    char *name, *kind, *address; /* owned, as all texts */
    char *why;      /* "Nog niet nagekeken, uit OpenStreetMap", "Laatst nagekeken op 3 mei 2024" */
    char *walk;     /* from the stop before: "350 m, 5 min"; "" at the first */
    char **ask;     /* what to look at, a box each: "Klopt de naam en het adres?", "Wifi: nog gratis?" */
    size_t ask_count;
    struct point point;
};
struct outing { /* texts and lists owned */
    char *title, *wijk, *date_line, *total_line; /* "24 plekken, 3,1 km, ongeveer 45 minuten wandelen" */
    char *left_out; /* "Er zijn nog 12 plekken meer", "" = all */
    char *ribbon, *language;
    struct civil_date day;
    struct outing_stop *stops;
    size_t stop_count;
    char **sources;
    size_t source_count;
    struct map_scene scene; /* as in print.h; marks have the stops' numbers */
    struct box map_box;
};
void outing_clear(struct outing *outing);

/* Writes FILE, whole or not at all, as tagged PDF on A4: the map in front, then each stop with boxes and room to write.
 * Faults of paper_save (print/paper.h). */
bool print_outing(const struct outing *outing, const struct pencil *pencil, const struct language *language,
                  const char *file, struct fault *why);
/* Draws page `page` (from 0) on a context in points; returns how many there are; `cairo` NULL counts. */
int print_outing_page(const struct outing *outing, const struct pencil *pencil, const struct language *language,
                      cairo_t *cairo, int page);

#endif
