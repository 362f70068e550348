/* SPDX-License-Identifier: EUPL-1.2 */
/* share.h – how much leaves the tablet: three levels, the same for bundle, CSV and GeoJSON.
 *
 * public: places, what was looked for, judgements. No contact of a person: contact roles, checked_by and notes stay here; so does a
 *   telephone that is a mobile, an e-mail address that is somebody's (not info@, onthaal@ …), and any other text
 *   with a telephone number or an e-mail address in it. Nothing of the logbook but what was published.
 * partners: all of it with contacts of functions, but without notes.
 * archive: everything, as it stands.
 *
 * Source: domain.md 7.3 (General Data Protection Regulation, articles 5 and 25). */
#ifndef ACTION_SHARE_H
#define ACTION_SHARE_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "base/buffer.h"
#include "base/json_raw.h"

enum share_level { SHARE_PUBLIC, SHARE_PARTNERS, SHARE_ARCHIVE, SHARE_LEVELS };
const char *share_level_word(enum share_level level); /* "public" "partners" "archive" */
const char *share_level_key(enum share_level level);
bool share_level_parse(const char *word, enum share_level *out);

/* Takes out of a document what the level does not tell. False = nothing of it. */
bool share_document(enum share_level level, const char *id, cJSON *document);
/* The same on text; `out` gets it. */
bool share_body(enum share_level level, const char *id, struct json_slice body, struct buffer *out);

/* Is a telephone number or an e-mail address written in it? */
bool share_text_tells(const char *text);
bool share_phone_personal(const char *text); /* a mobile one */
bool share_mail_personal(const char *text);

#endif
