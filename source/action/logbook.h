/* SPDX-License-Identifier: EUPL-1.2 */
/* logbook.h – deeds on the wijk's logbook: partners with what they promised, meetings, what was told. One edit each, undoable.
 *
 * Fields are typed (logbook/field.h) and checked before anything is written. A person is named only with "person/share" and an end
 * of at most ORGANISATION_PERSON_MONTHS months from today; one whose end is past is left out of whatever is written
 * next. What is removed leaves a document without content. `why` is never NULL. */
#ifndef ACTION_LOGBOOK_H
#define ACTION_LOGBOOK_H

#include "action/action.h"
#include "logbook/field.h"

/* Its id comes back. */
bool action_record_new(struct project *project, enum record_kind kind, const struct action_field *fields, int count,
                       char out[ACTION_ID], struct fault *why);
bool action_record_set(struct project *project, enum record_kind kind, const char *id, const struct action_field *fields,
                       int count, struct fault *why);
bool action_record_remove(struct project *project, enum record_kind kind, const char *id, struct fault *why);
/* A promise of a partner, made on `date` (year 0 = today), till `until` (year 0 = no end). */
bool action_commit(struct project *project, const char *organisation, const char *what, struct civil_date date,
                   struct civil_date until, char out[ACTION_ID], struct fault *why);
bool action_uncommit(struct project *project, const char *organisation, const char *commitment, struct fault *why);

/* As one line of words, for scripts and commands:
 *   organisation add NAME [FIELD=VALUE…]      set ID FIELD=VALUE…      remove ID
 *   organisation commit ID WHAT [DATE [UNTIL]]      uncommit ID COMMITMENT
 *   meeting add DATE [FIELD=VALUE…]           set ID FIELD=VALUE…      remove ID
 *   told add DATE CHANNEL [FIELD=VALUE…]      set ID FIELD=VALUE…      remove ID
 * Organisations of a meeting may be named: organisations="Bib; Saamo". `words` are changed. */
bool action_logbook_words(struct project *project, char **words, int count, char id[ACTION_ID], struct fault *why);

#endif
