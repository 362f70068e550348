/* SPDX-License-Identifier: EUPL-1.2 */
/* practice.h – a practice to share: what was done about which problem, and whether others can do it too.
 *
 * Document `practice:<ulid>`, and by itself in a small file for another tablet (domain.md 3.10):
 *
 *   { "_id": "practice:01…", "type": "practice", "title": "…", "criterion": "I1", "problem": "…", "what": "…", "cost": "…",
 *     "partners": "…", "result": "…", "scale": "…", "place": "Molenbeek", "date": "2026-05-12" }
 *
 * The file is that document behind one line that says what it is. Organisations may be named, persons may not: before a
 * practice leaves a tablet, practice_check looks for what belongs to a person: telephone numbers, e-mail addresses, house
 * addresses, and names: what stands behind "mevrouw", and a frequent first name with a name behind it. Who may be an organisation
 * ("Jan Palfijn") is one when PRACTICE_PARTNERS names it. A bare first name it cannot tell from a word, and the screen says so.
 * Pure. */
#ifndef LOGBOOK_PRACTICE_H
#define LOGBOOK_PRACTICE_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "base/fault.h"

enum practice_part {
    PRACTICE_TITLE, PRACTICE_CRITERION, PRACTICE_PROBLEM, PRACTICE_WHAT, PRACTICE_COST, PRACTICE_PARTNERS, PRACTICE_RESULT,
    PRACTICE_SCALE, PRACTICE_PLACE, PRACTICE_PARTS
};
const char *practice_part_word(enum practice_part part); /* "problem": member of the document */
const char *practice_part_key(enum practice_part part);  /* "practice.problem" */
bool practice_part_parse(const char *word, enum practice_part *out);

enum { PRACTICE_TEXT = 1200 /* characters */, PRACTICE_CEILING = 64 * 1024 };
struct practice_card { /* texts borrowed from the document; "" = not said */
    const char *id;
    const char *parts[PRACTICE_PARTS];
    struct civil_date date;
};
/* Without a title it is a fault. */
bool practice_parse(const cJSON *document, struct practice_card *out, struct fault *why);

/* What in it may belong to a person. */
enum practice_trace { TRACE_NONE, TRACE_PHONE, TRACE_EMAIL, TRACE_ADDRESS, TRACE_NAME };
struct practice_finding {
    enum practice_part part;
    enum practice_trace trace;
    char text[80]; /* what was found */
};
/* The first finding; false = none. */
bool practice_check(const struct practice_card *practice, struct practice_finding *out);
/* The bytes of one sign that may stand between the digits of a telephone number, spaces and dashes of word processors too; 0 = it
 * is none. */
size_t trace_sign(const char *text);
/* In any text; `from` and `size` in bytes. */
enum practice_trace trace_find(const char *text, size_t *from, size_t *size);
/* A name of a person; `titles_alone`: only behind a "mevrouw" or the like. `from` and `size` in bytes. */
bool practice_name_find(const char *text, bool titles_alone, size_t *from, size_t *size);

/* The file: refuses what practice_check finds, and what is too large. The reader refuses too, and anything that is no such
 * file. `out` is the caller's when it is true; else there is nothing to clear. */
bool practice_write(const struct practice_card *practice, struct buffer *out, struct fault *why);
bool practice_read(const char *text, size_t size, cJSON **document, struct fault *why);

#endif
