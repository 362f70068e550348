/* SPDX-License-Identifier: EUPL-1.2 */
/* word_inner.h – parsing of the vocabularies that place.h only lists by index. */
#ifndef PLACE_WORD_INNER_H
#define PLACE_WORD_INNER_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "place/place.h"

/* One vocabulary: `word(0)` … `word(count - 1)`. */
struct vocabulary {
    const char *(*word)(int index);
    int count;
};
extern const struct vocabulary obligation_words, group_words, feature_words;
extern const struct vocabulary service_words, price_words, access_words, kind_words, setting_words;

int vocabulary_find(const struct vocabulary *vocabulary, const char *word); /* -1 = unknown */
/* Adds the bit of each known word of `array`; returns how many elements were unknown. NULL is an
 * empty array; a value that is no array counts as one unknown element. */
int vocabulary_bits(const struct vocabulary *vocabulary, const cJSON *array, unsigned *out);
/* "wifi, computer, …" into `out`, cut at a whole word. */
void vocabulary_list(const struct vocabulary *vocabulary, char *out, size_t room);

#endif
