/* SPDX-License-Identifier: EUPL-1.2 */
/* record.h – deeds on documents that are no places: partners, signals, actions, cards. One edit each, undoable.
 *
 * A record has an id "<type>:…", a member "type" that says the same, and the "role" of the tablet that wrote it last. */
#ifndef ACTION_RECORD_H
#define ACTION_RECORD_H

#include "action/action.h"

struct record_field {
    const char *path; /* json_path */
    cJSON *value;     /* taken; NULL removes the member */
};

void record_id_new(struct project *project, const char *type, char out[ACTION_ID]); /* "<type>:<ulid>" */
cJSON *record_of_date(struct civil_date date); /* NULL = no date */
cJSON *record_of_text(const char *text);       /* NULL = "" or NULL */
/* At most so many characters, UTF-8, no control characters but line ends. */
bool record_text_fits(const char *text, size_t characters, struct fault *why);
/* What was made and is not to be written after all. */
void record_fields_free(struct record_field *fields, int count);

/* Lays the fields over the document, or makes it; one that was removed stands again. The values are taken in any case. */
bool record_write(struct project *project, const char *verb, const char *subject, const char *id, struct record_field *fields,
                  int count, struct fault *why);
/* The document stays, with "removed": true, so that other tablets hear of it. */
bool record_remove(struct project *project, const char *verb, const char *subject, const char *id, struct fault *why);
const cJSON *record_find(const struct project *project, const char *id); /* NULL = none, or removed; borrowed */
/* Every standing document of a type, in no certain order. */
void record_each(const struct project *project, const char *type,
                 void (*each)(void *data, const char *id, const cJSON *document), void *data);

#endif
