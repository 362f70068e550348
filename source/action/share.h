/* SPDX-License-Identifier: EUPL-1.2 */
/* share.h – how much leaves the tablet: three levels, the same for bundle, CSV and GeoJSON.
 *
 * archive: everything, as it stands, with the history.
 * partners: places, judgements and rounds; partners with the contacts of their functions and what they promised, meetings, actions,
 *   what groups said, signals, surveys, practices. No notes, and no named person.
 * public: places, judgements, rounds and figures; the names of organisations, what they serve and when the contact point is there;
 *   what was told in public; counts of places. No contact of a person: contact roles, checked_by and reasons of a round stay here; so does
 *   a telephone that is a mobile, an e-mail address that is somebody's (not info@, onthaal@ …), and any text with a telephone
 *   number or an e-mail address in it.
 *
 * Which kind of document and which field of it goes to whom stands in one table (share_table.c), read beside tests/spec/share.txt. What
 * is not in it stays in the own archive: a new kind, a new field, what another program wrote. Of places, looks, judgements,
 * rounds and figures, whose fields are many and speak of houses, it is the other way round: what stays here is named in share.c. A
 * document whose name or title has to stay, stays.
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

/* Is anything of documents of this type told? What was taken away is told by its id alone. */
bool share_type(enum share_level level, const char *id);
/* Takes out of a document what the level does not tell. False = nothing of it. */
bool share_document(enum share_level level, const char *id, cJSON *document);
/* The same on text; `out` gets it. */
bool share_body(enum share_level level, const char *id, struct json_slice body, struct buffer *out);

/* Is a telephone number or an e-mail address written in it? */
bool share_text_tells(const char *text);
bool share_phone_personal(const char *text); /* a mobile one */
bool share_mail_personal(const char *text);

#endif
