/* SPDX-License-Identifier: EUPL-1.2 */
/* language.h – what the program says, in Dutch, French or English.
 *
 * Words stand in assets/language/{nl,fr,en}.po under keys such as "map.search.hint" and are
 * compiled to gettext .mo files, which language_load reads (own reader, bounds checked). In a
 * text, {0} … {3} stand for the message's arguments. A key with a count has a plural form,
 * chosen by the first COUNT argument (nl, en: n != 1; fr: n >= 2). Where more than one number stands
 * before a noun, each chooses its own word: "{0} van {1} {1|partner|partners}". A missing key is said as
 * the key itself, so that it shows; a test keeps all three lists complete, and finds nouns that do not follow their number.
 *
 * Loaded lists never change, so any thread may ask. */
#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "base/fault.h"
#include "base/message.h"

enum language_code { LANGUAGE_NL, LANGUAGE_FR, LANGUAGE_EN, LANGUAGE_COUNT };

struct language; /* opaque */

/* Reads FOLDER/{nl,fr,en}.mo. */
bool language_load(const char *folder, enum language_code code, struct language **out,
                   struct fault *why);
void language_free(struct language *language);
enum language_code language_code(const struct language *language);
const char *language_tag(enum language_code code);                 /* "nl" */
const char *language_own_name(enum language_code code);            /* "Nederlands" */
bool language_code_parse(const char *text, enum language_code *out); /* "nl", "nl_BE.UTF-8", … */

/* A word without arguments; borrowed from the list. */
const char *language_word(const struct language *language, const char *key);
bool language_has(const struct language *language, const char *key);
/* Adds the sentence to `out`. */
void language_say(const struct language *language, const struct message *message,
                  struct buffer *out);

/* The same for a text whose pieces stand ready: {0} … {9} are filled with pieces[0 .. count). For
 * sentences that are put together from parts longer than a message holds. */
void language_fill(const struct language *language, const char *key, const char *const *pieces,
                   int count, struct buffer *out);

/* Pieces, each added to `out`. */
void language_say_date(const struct language *language, struct civil_date date,
                       struct buffer *out); /* "12 mei 2026" */
void language_say_date_near(const struct language *language, struct civil_date date,
                            struct civil_date today, struct buffer *out); /* "vandaag", "gisteren", "12 mei", "12 mei 2025" */
void language_say_metres(const struct language *language, double metres, struct buffer *out);
void language_say_number(const struct language *language, double number, struct buffer *out);
const char *language_weekday(const struct language *language, enum civil_weekday day, bool brief);
/* The sentence of a fault for people: what happened (and where), what is safe, what to do. */
void language_say_fault(const struct language *language, const struct fault *fault,
                        struct buffer *out);

/* Walks all keys of a list, for tests. */
int language_size(const struct language *language);
const char *language_key(const struct language *language, int index);

#endif
