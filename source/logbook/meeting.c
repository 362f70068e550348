/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/logbook_inner.h"

/* Has an item before this one the same text? */
static bool named_before(const cJSON *array, const cJSON *item)
{
    const cJSON *before;
    cJSON_ArrayForEach(before, array)
    {
        if (before == item) {
            return false;
        }
        if (cJSON_IsString(before) && !strcmp(before->valuestring, item->valuestring)) {
            return true;
        }
    }
    return false;
}

static int organisations_count(const cJSON *array)
{
    const cJSON *item;
    int count = 0;
    cJSON_ArrayForEach(item, array)
    {
        count +=
            cJSON_IsString(item) && count < MEETING_ORGANISATIONS && !named_before(array, item);
    }
    return count;
}

bool meeting_add(struct logbook *logbook, const char *id, const cJSON *document)
{
    struct meeting out = {.id = id, .document = document};
    const cJSON *organisations = json_member(document, "organisations");
    out.date = record_date(document, "date");
    if (!out.date.year || logbook->meeting_count >= LOGBOOK_RECORDS ||
        cJSON_GetArraySize(organisations) > MEETING_ORGANISATIONS) {
        return false;
    }
    out.about = record_text(document, "about");
    out.held = json_bool(document, "held", false);
    out.organisations = cJSON_IsArray(organisations) ? organisations : NULL;
    out.others = record_count(document, "others", MEETING_ORGANISATIONS);
    out.actions = record_count(document, "actions", MEETING_ACTIONS);
    out.organisation_count = organisations_count(out.organisations) + out.others;
    ARRAY_GROW(logbook->meetings, logbook->meeting_count, logbook->meeting_room);
    logbook->meetings[logbook->meeting_count++] = out;
    return true;
}

static int meeting_order(const void *left, const void *right)
{
    const struct meeting *a = left, *b = right;
    return record_newest(a->date, a->id, b->date, b->id);
}

void meetings_sort(struct logbook *logbook)
{
    record_sort(logbook->meetings, logbook->meeting_count, sizeof *logbook->meetings,
                meeting_order);
}

void meetings_clear(struct logbook *logbook)
{
    free(logbook->meetings);
}

const struct meeting *logbook_meeting(const struct logbook *logbook, const char *id)
{
    return record_with_id(logbook->meetings, logbook->meeting_count, sizeof *logbook->meetings, id);
}

bool meeting_counts(const struct meeting *meeting, struct civil_date since, struct civil_date today,
                    int organisations)
{
    return meeting->held && meeting->organisation_count >= organisations &&
           civil_date_compare(meeting->date, since) >= 0 &&
           civil_date_compare(meeting->date, today) <= 0;
}

const struct meeting *logbook_meeting_next(const struct logbook *logbook, struct civil_date today)
{
    for (size_t at = logbook->meeting_count; at-- > 0;) {
        const struct meeting *meeting = &logbook->meetings[at];
        if (!meeting->held && civil_date_compare(meeting->date, today) >= 0) {
            return meeting;
        }
    }
    return NULL;
}
