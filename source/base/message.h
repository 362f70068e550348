/* SPDX-License-Identifier: EUPL-1.2 */
/* message.h – something to say to a person, before any language is chosen.
 *
 * A message is a key of the word lists in assets/language and up to four arguments. Pure rooms
 * (assessment, hours, place) and faults speak in messages; `language_say` turns one into a
 * sentence in nl, fr or en. A message is a plain value: copy it freely, nothing to free. */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include <stdint.h>

#include "base/civil.h"

enum message_kind {
    MESSAGE_TEXT,   /* shown as it is: a name, a file, a value */
    MESSAGE_KEY,    /* another key, said in the same language */
    MESSAGE_COUNT,  /* a whole number; the first one chooses the plural form */
    MESSAGE_NUMBER, /* a number with at most one decimal, in the language's own notation */
    MESSAGE_DATE,   /* a day, "12 mei 2026" */
    MESSAGE_METRES  /* a distance, "350 m" or "1,2 km" */
};

enum { MESSAGE_ARGUMENTS = 4, MESSAGE_KEY_SIZE = 64, MESSAGE_TEXT_SIZE = 160 };

struct message_argument {
    enum message_kind kind;
    union {
        char text[MESSAGE_TEXT_SIZE]; /* TEXT and KEY; longer texts are cut at a character */
        int64_t count;
        double number; /* NUMBER, METRES */
        struct civil_date date;
    } as;
};

struct message {
    char key[MESSAGE_KEY_SIZE]; /* "" = nothing to say */
    int arguments;
    struct message_argument argument[MESSAGE_ARGUMENTS];
};

/* A message without arguments; add them in order with the calls below (a fifth is ignored). */
struct message message_of(const char *key);
void message_add_text(struct message *message, const char *text); /* NULL counts as "" */
void message_add_key(struct message *message, const char *key);
void message_add_count(struct message *message, int64_t count);
void message_add_number(struct message *message, double number);
void message_add_date(struct message *message, struct civil_date date);
void message_add_metres(struct message *message, double metres);

#endif
