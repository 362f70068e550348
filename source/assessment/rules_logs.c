/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <string.h>

#include "base/arena.h"

static const struct publication *publication_newest(const struct survey *survey)
{
    const struct assessment_question *question = survey->question;
    const struct publication *newest = NULL;
    for (size_t i = 0; i < question->publication_count; i++) {
        const struct publication *publication = &question->publications[i];
        if (civil_date_compare(publication->date, survey->today) <= 0 &&
            (!newest || civil_date_compare(publication->date, newest->date) > 0)) {
            newest = publication;
        }
    }
    return newest;
}

static int place_find(const struct survey *survey, const char *entry, size_t size)
{
    for (size_t i = 0; i < survey->question->place_count; i++) {
        const struct place *place = survey->question->places[i];
        if (!place->removed && strncmp(place->id, entry, size) == 0 && !place->id[size]) {
            return (int)i;
        }
    }
    return -1;
}

/* Where a told offer is, in the question; false when it is there no longer. */
static bool entry_find(const struct survey *survey, const char *entry, struct evidence *out)
{
    const char *offer = strrchr(entry, '/');
    *out = (struct evidence){.place = -1, .why = message_of("")};
    out->place = offer ? place_find(survey, entry, (size_t)(offer - entry)) : -1;
    const struct place *place =
        out->place >= 0 ? survey->question->places[out->place] : &(struct place){0};
    for (size_t i = 0; i < place->offer_count; i++) {
        if (strcmp(place->offers[i].id, offer + 1) == 0) {
            out->offer = (int)i;
            return true;
        }
    }
    return false;
}

/* What was told still stands when somebody looked in the past year and it has not ended. */
static bool offer_stands(const struct survey *survey, const struct evidence *told)
{
    const struct offer *offer = &survey->question->places[told->place]->offers[told->offer];
    return offer->checked.year && civil_date_compare(offer->checked, survey->fresh_since) >= 0 &&
           (!offer->until.year || civil_date_compare(offer->until, survey->today) >= 0);
}

static void evidence_add(struct finding *finding, const struct evidence *told)
{
    for (size_t i = 0; i < finding->evidence_count; i++) {
        if (finding->evidence[i].place == told->place &&
            finding->evidence[i].offer == told->offer) {
            return;
        }
    }
    if (finding->evidence_count < FINDING_EVIDENCE) {
        finding->evidence[finding->evidence_count] = *told;
        finding->evidence[finding->evidence_count++].counts = true;
        finding->counting++;
    }
}

/* How many of the entries still stand; those are the evidence. */
static int entries_count(const struct survey *survey, const cJSON *entries, struct finding *finding)
{
    const cJSON *entry;
    int fresh = 0;
    finding->evidence = memory_take(sizeof *finding->evidence * FINDING_EVIDENCE);
    cJSON_ArrayForEach(entry, entries)
    {
        struct evidence told;
        if (cJSON_IsString(entry) && entry_find(survey, entry->valuestring, &told) &&
            offer_stands(survey, &told)) {
            fresh++;
            evidence_add(finding, &told);
        }
    }
    return fresh;
}

/* C2: an overview that is not older than `months`, of which `share` % still stands. One that nobody
 * noted here may exist all the same: without a note it is not yet looked at. */
void rule_overview(struct inquiry *inquiry, struct finding *finding)
{
    const struct survey *survey = inquiry->survey;
    const struct publication *newest = publication_newest(survey);
    int months = parameter_number(inquiry->criterion, "months", 6);
    int share = parameter_number(inquiry->criterion, "share", 90), entries = 0, fresh = 0;
    finding->computed = VERDICT_UNKNOWN;
    finding->reason = message_of("assessment.overview.none");
    if (newest) {
        entries = cJSON_GetArraySize(newest->entries);
        fresh = entries_count(survey, newest->entries, finding);
        bool recent =
            civil_date_compare(newest->date, civil_date_add_months(survey->today, -months)) >= 0;
        bool stands = fresh * 100 >= entries * share;
        finding->computed = recent && stands ? VERDICT_MET : VERDICT_PARTLY;
        finding->reason = message_of(!recent  ? "assessment.overview.old"
                                     : stands ? "assessment.overview.met"
                                              : "assessment.overview.stale");
        message_add_date(&finding->reason, newest->date);
        message_add_count(&finding->reason, fresh);
        message_add_count(&finding->reason, entries);
    }
    if (finding->computed != VERDICT_MET) {
        next_add(finding, message_of("assessment.next.overview"));
    }
}
