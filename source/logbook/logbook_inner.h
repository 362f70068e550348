/* SPDX-License-Identifier: EUPL-1.2 */
/* logbook_inner.h – the kinds of a logbook, for this room: each reads a document that is its own (false = wrong, and nothing
 * was added), puts its array in order, and frees it. */
#ifndef LOGBOOK_LOGBOOK_INNER_H
#define LOGBOOK_LOGBOOK_INNER_H

#include "logbook/logbook.h"

bool organisation_add(struct logbook *logbook, const char *id, const cJSON *document);
void organisations_sort(struct logbook *logbook);
void organisations_clear(struct logbook *logbook);
bool meeting_add(struct logbook *logbook, const char *id, const cJSON *document);
void meetings_sort(struct logbook *logbook);
void meetings_clear(struct logbook *logbook);
bool told_add(struct logbook *logbook, const char *id, const cJSON *document);
void tellings_sort(struct logbook *logbook);
void tellings_clear(struct logbook *logbook);
bool need_add(struct logbook *logbook, const char *id, const cJSON *document);
void needs_sort(struct logbook *logbook);
void needs_clear(struct logbook *logbook);
bool poll_add(struct logbook *logbook, const char *id, const cJSON *document);
void polls_sort(struct logbook *logbook);
void polls_clear(struct logbook *logbook);
bool headcount_add(struct logbook *logbook, const char *id, const cJSON *document);
void headcounts_sort(struct logbook *logbook);
void headcounts_clear(struct logbook *logbook);
bool plan_add_action(struct logbook *logbook, const char *id, const cJSON *document);
void plan_sort(struct logbook *logbook);
void plan_clear(struct logbook *logbook);
bool vote_add(struct logbook *logbook, const char *id, const cJSON *document);
void votes_sort(struct logbook *logbook);
void votes_clear(struct logbook *logbook);

/* The newest first, then by id; `date` and `id` of two records. */
int record_newest(struct civil_date left, const char *left_id, struct civil_date right, const char *right_id);

#endif
