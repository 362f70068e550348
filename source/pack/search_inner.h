/* SPDX-License-Identifier: EUPL-1.2 */
/* search_inner.h – the streets of a pack in memory, and house numbers.
 *
 * The list of streets is read at the first search and kept until the pack is closed: each word once,
 * and of each street which words it has. Brussels-North (5,505 streets,
 * 9,417 words) takes 0.4 MB. */
#ifndef PACK_SEARCH_INNER_H
#define PACK_SEARCH_INNER_H

#include "base/find.h"
#include "pack/pack_inner.h"

enum { STREETS_CEILING = 2000000, STREET_NL = 1, STREET_FR = 2 };

struct index_word {
    uint32_t at; /* in `text` */
    uint16_t size;
    bool type; /* "rue", "steenweg": names no street by itself */
};
struct index_form {
    uint32_t word : 28, kind : 2, languages : 2;
};
struct index_street {
    int32_t x, y;
    uint32_t name, name_fr; /* words of the pack */
    uint32_t first; /* of its forms; they end where the next street's begin */
    int32_t wijk;   /* in which it lies, or -1 */
};
struct street_index {
    char *text;
    struct index_word *words;
    struct index_form *forms;
    struct index_street *streets; /* one more than there are, for the end of the last one's forms */
    size_t text_size, text_room, word_count, word_room, form_count, form_room, street_count, street_room;
};

/* The pack's index, made by the first who asks. NULL: the file is broken there. From any thread. */
const struct street_index *street_index_of(struct pack *pack);
/* The wijk of the pack in which a point lies, or -1. */
int32_t street_wijk_at(const struct pack *pack, struct point point);
void street_index_free(struct street_index *index);
size_t street_index_bytes(const struct street_index *index);

/* ---- house numbers ---- */
struct house_ask {
    long value;
    char letters[8]; /* "b" of 12b, "bis"; "" = none */
    char text[16];   /* as it is said: "12b" */
};
/* Reads the number that begins at the word `at` ("12b", "12 bis", "12 bus 3", "12/3": a box is no part of the
 * house). Returns how many words it takes; 0 = no number. */
int house_read(const struct find_query *query, int at, struct house_ask *out);

enum house_fit { HOUSE_EXACT, HOUSE_RANGE, HOUSE_SAME, HOUSE_OTHER, HOUSE_PREFIX };
/* How `number` as the map has it ("12", "12A", "7-9", "1;1A") fits: the very number; between both ends;
 * the same with other letters; begins with the digits (as one types); or *away house numbers off. */
enum house_fit house_fit(const struct house_ask *ask, const char *number, long *away);

#endif
