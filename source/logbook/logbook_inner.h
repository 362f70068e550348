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
/* qsort, and nothing when there is nothing. */
void record_sort(void *items, size_t count, size_t size, int (*order)(const void *left, const void *right));
/* The record of this id in an array of structs that begin with `const char *id`; NULL = not there. */
const void *record_with_id(const void *items, size_t count, size_t size, const char *id);

/* What a document says (word) and what a person reads (key), in the order of an enum. */
struct record_name {
    const char *word, *key;
};
const char *record_name_word(const struct record_name *names, int count, int at); /* "" = `at` is none of them */
const char *record_name_key(const struct record_name *names, int count, int at);
/* The place of a word; -1 = none. */
int record_name_find(const struct record_name *names, int count, const char *word);

#endif
