/* SPDX-License-Identifier: EUPL-1.2 */
/* paper_inner.h – what all papers say in the same way: sentences, credits, the map with its numbers. */
#ifndef ACTION_PAPER_INNER_H
#define ACTION_PAPER_INNER_H

#include "action/project_inner.h"
#include "map/map.h"

/* All texts are the caller's (free). */
char *paper_said(const struct language *language, const struct message *message);
char *paper_said_key(const struct language *language, const char *key);
char *paper_address(const struct place *place); /* street and number */
/* One line for each source: attribution, licence, date. */
char **paper_sources(struct project *project, size_t *count);

/* North to south, as one reads a map; ids decide between equals. For qsort over `const struct place *`. */
int paper_place_order(const void *left, const void *right);
/* The map of the wijk with the places of `numbered` as marks 1, 2, …; source and marks are the caller's. */
void paper_map(struct project *project, const struct map_style *style, enum map_names names,
               const struct place *const *numbered, size_t count, struct map_scene *scene, struct box *box);

#endif
