/* SPDX-License-Identifier: EUPL-1.2 */
/* field_inner.h – what a text may hold, and the forms of single fields. */
#ifndef PLACE_FIELD_INNER_H
#define PLACE_FIELD_INNER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "base/fault.h"

enum { FIELD_LINE = 200, FIELD_NOTE = 1000 }; /* characters */

/* The byte offset of the first thing a text may not hold, or -1: ill-formed UTF-8, control
 * characters but newline and tab, and overrides and isolates of the writing direction
 * (U+202A–E, U+2066–9), which can make a text read other than it is. */
long field_text_trouble(const char *text);
/* Letters, digits, "-" and "_", 1 to 64 of them: can stand in a path. */
bool field_offer_id(const char *text, size_t size);

/* `text` without the spaces around it, with newlines of one kind, or, when not `lines`, with
 * spaces for them; at most `ceiling` characters. NULL with a fault, else free with free(). */
char *field_text_clean(const char *text, bool lines, size_t ceiling, struct fault *why);

bool field_email_valid(const char *text);
bool field_phone_valid(const char *text);
/* The address with its scheme (free with free()), or NULL. */
char *field_web_address(const char *text);
bool field_date(const char *text, struct civil_date *out);

#endif
