/* SPDX-License-Identifier: EUPL-1.2 */
/* field.h – one field of a record as people type it, checked before it is written: the same for forms and commands.
 *
 *   organisation  name part pillars function phone mail person/name person/share person/until trained/count trained/date
 *                 plan/date plan/until contact/point contact/days contact/until contact/confirmed
 *   meeting       date held organisations others actions about
 *   told          date channel languages audience plain copies about
 *
 * Lists are typed with commas; a day as 2026-05-12, 12/5/2026 or 12-5-2026; yes and no as in place_field_read, whose readers
 * these are. Pure. */
#ifndef LOGBOOK_FIELD_H
#define LOGBOOK_FIELD_H

#include <cjson/cJSON.h>

#include "logbook/logbook.h"

enum record_kind { RECORD_ORGANISATION, RECORD_MEETING, RECORD_TOLD, RECORD_KINDS };
const char *record_kind_type(enum record_kind kind); /* "partner", "log" */
const char *record_kind_what(enum record_kind kind); /* "meeting"; NULL = the type says it */

/* *out is the JSON value to store, NULL = the empty value: remove the member. */
bool record_field_read(enum record_kind kind, const char *path, const char *value, cJSON **out, struct fault *why);

/* The fault that `typed` is none of these words, with the words. False, as faults are. */
bool record_word_refused(enum fault_kind kind, const char *typed, const char *(*word)(int), int words, struct fault *why);
/* The fault that `path` must be said, with its name as people know it. False, as faults are. */
bool record_needed(const char *path, struct fault *why);

#endif
