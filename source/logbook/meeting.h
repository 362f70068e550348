/* SPDX-License-Identifier: EUPL-1.2 */
/* meeting.h – a meeting of partners, planned or held: which organisations were there, what they agreed to do together.
 *
 *   { "_id": "log:<ulid>", "type": "log", "what": "meeting", "wijk": "21012W16", "date": "2026-05-12", "held": true,
 *     "organisations": ["partner:…", "partner:…"], "others": 2, "actions": 3, "about": "doorverwijzen naar elkaar" }
 *
 * `others` counts organisations that are not in the list of partners. No names of persons. Source: domain.md 1.4, 2.2 (C4). Pure. */
#ifndef LOGBOOK_MEETING_H
#define LOGBOOK_MEETING_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/civil.h"

struct logbook;
enum { MEETING_ORGANISATIONS = 200, MEETING_ACTIONS = 999 };

struct meeting {
    const char *id, *about;
    struct civil_date date;
    bool held; /* else planned */
    const cJSON *organisations; /* ids; NULL = none */
    int organisation_count;     /* different ones, with `others` */
    int others, actions;
    const cJSON *document;
};
const struct meeting *logbook_meeting(const struct logbook *logbook, const char *id); /* NULL = not there */
/* Held, from `since` up to and including `today`, with at least so many organisations. */
bool meeting_counts(const struct meeting *meeting, struct civil_date since, struct civil_date today, int organisations);
/* The soonest that is planned on or after `today`; NULL = none. */
const struct meeting *logbook_meeting_next(const struct logbook *logbook, struct civil_date today);

#endif
