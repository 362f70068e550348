/* SPDX-License-Identifier: EUPL-1.2 */
/* names.h – in which language names stand on a map where the source has two. Both reads
 * "Gentsesteenweg – Chaussée de Gand"; where that has no room along a street, the first of the two
 * stands alone. */
#ifndef MAP_NAMES_H
#define MAP_NAMES_H

#define NAMES_BETWEEN " – "

enum map_names { MAP_NAMES_NL, MAP_NAMES_FR, MAP_NAMES_NL_FR, MAP_NAMES_FR_NL };

#endif
