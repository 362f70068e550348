/* SPDX-License-Identifier: EUPL-1.2 */
/* say_words.h – the pieces of a rule in words, for what says whole rules.
 *
 * Nothing that a parsed value holds is left unsaid: a piece for which no natural words exist is
 * said at length ("van 20 uur tot 24 uur de volgende dag"). */
#ifndef HOURS_SAY_WORDS_H
#define HOURS_SAY_WORDS_H

#include "base/buffer.h"
#include "hours/hours_inner.h"

struct language;

enum { PIECE_CEILING = 64 * 1024 };

/* `key` filled with what stands in `piece`, or in `first` and `second`. */
void say_fill(const struct language *language, const char *key, const struct buffer *piece,
              struct buffer *out);
void say_fill_two(const struct language *language, const char *key, const struct buffer *first,
                  const struct buffer *second, struct buffer *out);
/* `key` for a count, its second argument the text of `base` (NULL = none). */
void say_count(const struct language *language, const char *key, int count,
               const struct buffer *base, struct buffer *out);

/* say_times.c: "9–12 en 13–17 uur", "van zonsopgang tot 18 uur"; `spoken` as in a sentence: "9 tot
 * 11 uur". A rule without spans, or one of the whole day: "de hele dag". */
bool say_is_whole_day(const struct hours *hours, const struct rule *rule);
void say_times(const struct hours *hours, const struct rule *rule, bool spoken,
               const struct language *language, struct buffer *out);

/* say_day.c: what is said beside say_days. */
bool say_has_nth(const struct hours *hours, struct part days);
bool say_is_holidays(const struct hours *hours, struct part days); /* and none of them shifted */
/* "op feestdagen en in de schoolvakantie" */
void say_holidays(const struct hours *hours, struct part days, const struct language *language,
                  struct buffer *out);
const char *say_nth_word(const struct language *language, int nth);
/* `base` said as so many days before or after it. */
void say_offset(const struct language *language, int days, const struct buffer *base,
                struct buffer *out);

#endif
