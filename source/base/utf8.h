/* SPDX-License-Identifier: EUPL-1.2 */
/* utf8.h – reading UTF-8 and folding names for search. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Takes one character from *at (before `end`) and moves *at on. An ill-formed byte gives U+FFFD
 * and moves one byte. */
uint32_t utf8_next(const char **at, const char *end);
/* Writes `code` to `out` (4 bytes of room); returns how many bytes. */
int utf8_put(uint32_t code, char out[4]);
bool utf8_valid(const char *text, size_t size);
/* The number of bytes, at most `size`, after which text can be cut between characters. */
size_t utf8_cut(const char *text, size_t size);
/* Copies what fits into `room` bytes with the NUL, never half a character; returns the length. */
size_t utf8_copy(char *out, size_t room, const char *text);
/* Takes out, in place, what is no character. */
void utf8_mend(char *text);
size_t utf8_length(const char *text); /* in characters */
/* Lower case without accents, for comparing names: "Café Égalité" → "cafe egalite"; œ→oe, ß→ss;
 * runs of anything but letters and digits become one space. Writes at most `room` bytes
 * with the NUL, nothing before the first or behind the last letter; returns the length. Scripts
 * without case or accents stay as they are. */
size_t utf8_fold(const char *text, char *out, size_t room);

#endif
