/* SPDX-License-Identifier: EUPL-1.2 */
/* logbook.h – what happens in a wijk through the year, beside its places: partners and their commitments, meetings, what was
 * told to whom, surveys, signals of needs, judgements of groups, actions.
 *
 * Each is a JSON document of its own (its header says which, and what it holds), synced and merged field by field like every
 * other. A logbook is a reading of all of one wijk: its texts are borrowed from the documents, which must outlive it. Counts and
 * codes, never residents: no record has a field for a person but the contact of a function.
 *
 * A document that belongs to a wijk names it in "wijk"; one that is removed ("removed": true), wrong, or of another wijk is left
 * out; wrong ones are counted in `odd`. Pure.
 *
 * A new kind: a header with its struct, an array of them below, and a row in logbook.c. */
#ifndef LOGBOOK_LOGBOOK_H
#define LOGBOOK_LOGBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/civil.h"
#include "base/fault.h"
#include "logbook/count.h"
#include "logbook/meeting.h"
#include "logbook/need.h"
#include "logbook/organisation.h"
#include "logbook/poll.h"
#include "logbook/plan.h"
#include "logbook/told.h"
#include "logbook/vote.h"

enum { LOGBOOK_TEXT = 400, LOGBOOK_NOTE = 2000, LOGBOOK_RECORDS = 20000 };

struct logbook { /* arrays are owned */
    struct organisation *organisations; /* by name */
    size_t organisation_count, organisation_room;
    struct meeting *meetings; /* the newest first */
    size_t meeting_count, meeting_room;
    struct told *tellings; /* the newest first */
    size_t told_count, told_room;
    struct need *needs; /* the newest first */
    size_t need_count, need_room;
    struct poll *polls; /* the newest first */
    size_t poll_count, poll_room;
    struct headcount *headcounts; /* the newest month first, then by goal */
    size_t headcount_count, headcount_room;
    struct plan_action *actions; /* as plan_order says */
    size_t action_count, action_room;
    struct vote *votes; /* the newest session first, then by group */
    size_t vote_count, vote_room;
    int odd; /* documents that could not be read */
};

void logbook_init(struct logbook *logbook);
void logbook_clear(struct logbook *logbook);
/* Reads one document of the project; of another type or wijk: nothing happens. `id` is borrowed. */
void logbook_add(struct logbook *logbook, const char *wijk, const char *id, const cJSON *document);
/* After the last one: every kind in its own order. */
void logbook_sort(struct logbook *logbook);

/* ---- for the readers of each kind ---- */
/* Is it of this type ("partner:…"), of this wijk ("" = whatever wijk), and not removed? */
bool record_is(const char *id, const cJSON *document, const char *type, const char *wijk);
/* A text of at most LOGBOOK_TEXT bytes without control characters, else "". */
const char *record_text(const cJSON *document, const char *member);
/* A whole number of 0 to `most`, else 0. */
int record_count(const cJSON *document, const char *member, int most);
/* year 0 = not said or wrong */
struct civil_date record_date(const cJSON *document, const char *member);
/* Is `word` one of the array's texts? */
bool record_has(const cJSON *array, const char *word);

#endif
