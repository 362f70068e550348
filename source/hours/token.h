/* SPDX-License-Identifier: EUPL-1.2 */
/* token.h – an opening_hours text as a row of pieces, for the parser.
 *
 * The first step of reading: what people write becomes what the specification has a name for.
 * White space between pieces means nothing. Words in Dutch, French, German and English, signs that
 * look alike, dots for colons, "9h30" and "9 am" become the proper pieces, each with a warning.
 * What is not understood becomes TOKEN_OTHER, for the parser to refuse at its place. */
#ifndef HOURS_TOKEN_H
#define HOURS_TOKEN_H

#include "hours/hours_inner.h"

enum token_kind {
    TOKEN_END,
    TOKEN_OTHER,
    TOKEN_NUMBER,  /* up to 1900 */
    TOKEN_YEAR,    /* above 1900 */
    TOKEN_WEEKDAY, /* 0 = Monday */
    TOKEN_MONTH,   /* 1–12 */
    TOKEN_PUBLIC,
    TOKEN_SCHOOL,
    TOKEN_STATE, /* value: enum state_word */
    TOKEN_WEEK,
    TOKEN_EASTER,
    TOKEN_SUN,    /* value: enum sun_event */
    TOKEN_DAYS,   /* "day" or "days" */
    TOKEN_ALWAYS, /* "24/7" */
    TOKEN_COMMENT, /* at, size: without its quotes */
    TOKEN_COLON,
    TOKEN_DASH,
    TOKEN_PLUS,
    TOKEN_SLASH,
    TOKEN_COMMA,
    TOKEN_SEMICOLON,
    TOKEN_FALLBACK,
    TOKEN_ROUND_OPEN,
    TOKEN_ROUND_CLOSE,
    TOKEN_SQUARE_OPEN,
    TOKEN_SQUARE_CLOSE
};

enum state_word { STATE_OPEN, STATE_OFF, STATE_CLOSED, STATE_UNKNOWN };

enum { DIGITS_CLOCK = 4, DIGITS_HALF_DAY = 20 }; /* "0930"; "9 am" */

struct token {
    uint8_t kind;
    uint8_t digits; /* NUMBER, YEAR: as written; DIGITS_HALF_DAY of an hour with am or pm */
    uint8_t origin; /* of a word: the languages that know it (word.h) */
    int8_t french;  /* WEEKDAY: what it is in a French text; -1 = the same */
    int16_t value;
    int16_t year; /* MONTH, EASTER: what the parser found to be missing before it; 0 = nothing */
    uint16_t at, size; /* the bytes of the text */
};

struct tokens {
    struct token *items; /* owned; the last is TOKEN_END */
    size_t count, room;
};

/* Reads hours->text, which must be valid UTF-8 within the ceiling; adds warnings to `hours`. */
void tokens_read(struct hours *hours, struct tokens *tokens);
void tokens_clear(struct tokens *tokens);

/* The specification's spelling of a piece other than a number or a comment: "Mo", "off", "-". */
const char *token_word(const struct token *token);

/* "{0} is read as {1}": `instead` may be NULL when the key says enough. */
void hours_warn(struct hours *hours, size_t at, size_t size, const char *key, const char *instead);

#endif
