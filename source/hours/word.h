/* SPDX-License-Identifier: EUPL-1.2 */
/* word.h – the words people use in opening hours, and what the specification says instead.
 *
 * Weekdays and months are those of CLDR in nl, fr, de and en, long and short; the rest is what
 * stands in real values of Belgian places and what other readers are known to accept. Words are
 * compared without case and accents. */
#ifndef HOURS_WORD_H
#define HOURS_WORD_H

#include <stddef.h>
#include <stdint.h>

enum { WORD_ENGLISH = 1, WORD_DUTCH = 2, WORD_FRENCH = 4, WORD_GERMAN = 8 };

struct word {
    const char *text;    /* folded; a blank is any run of blanks, "_" and "-", or nothing at all */
    const char *instead; /* in the specification's spelling; "" = left out */
    uint8_t languages;
    const char *french; /* what it means in a French text instead; NULL = the same */
};

/* The longest entry that stands at the begin of `text`, up to the end of a word; NULL = none.
 * *size is how many bytes it takes. */
const struct word *word_at(const char *text, size_t *size);
size_t word_size(const char *text); /* the letters that `text` begins with, in bytes */

#endif
