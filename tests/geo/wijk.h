/* SPDX-License-Identifier: EUPL-1.2 */
/* wijk.h – the border of the smallest park quarter of Molenbeek, as real ground for the tests.
 *
 * Source: wijk 21012W913 Marie-Josepark, "Wijken voor omgevingsanalyse. © gemeentebesturen,
 * verzameld door Data & Analyse van de Vlaamse provincies", Modellicentie Gratis Hergebruik
 * Vlaanderen v1.0. */
#ifndef TESTS_GEO_WIJK_H
#define TESTS_GEO_WIJK_H

#include <stddef.h>
#include <stdint.h>

#include "geo/shape.h"

static inline void wijk_make(struct shape *shape)
{
    static const struct point border[] = {
        {4.319995, 50.849087}, {4.317224, 50.850624}, {4.316953, 50.850892}, {4.316894, 50.852258},
        {4.320234, 50.852938}, {4.320665, 50.851744}, {4.320319, 50.849194},
    };
    shape_init(shape, SHAPE_AREA);
    shape_begin(shape, false);
    for (size_t at = 0; at < sizeof border / sizeof *border; at++)
        shape_add(shape, border[at]);
}

/* The same row of numbers from 0 up to 1 in every run (xorshift64*). */
static inline double chance(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (double)((*seed * 2685821657736338717u) >> 11) / 9007199254740992.0;
}

static inline struct point chance_in(uint64_t *seed, struct box box)
{
    double lon = box.west + (box.east - box.west) * chance(seed);
    return (struct point){lon, box.south + (box.north - box.south) * chance(seed)};
}

#endif
