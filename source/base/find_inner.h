/* SPDX-License-Identifier: EUPL-1.2 */
/* find_inner.h – the tables of abbreviations and street types. All words folded. */
#ifndef BASE_FIND_INNER_H
#define BASE_FIND_INNER_H

#include "base/find.h"

/* The `index`th way to write out a whole word ("st" → "sint", "saint"); NULL = no more. */
const char *find_written_out(const char *word, size_t size, int index);
/* Does it end in an abbreviated type of street ("gentsestwg")? How many bytes stand before it, and the type
 * in full; NULL = no. */
const char *find_short_ending(const char *word, size_t size, size_t *before);
/* Does it begin with an abbreviated saint that may be joined to his name ("stjans")? The bytes of that; 0 = no. */
size_t find_short_saint(const char *word, size_t size);
/* "ii" of "Leopold II-laan". */
bool find_is_numeral(const char *word, size_t size);
/* The bytes before the type of street that a compound ends in ("gentse|steenweg"); 0 = none. */
size_t find_inner_type(const char *word, size_t size);
bool find_is_small(const char *word, size_t size);
bool find_is_saint(const char *word, size_t size);

#endif
