/* SPDX-License-Identifier: EUPL-1.2 */
/* Tellingen of the Digibanken, and the bands they reach. */
#include "action/need.h"

#include <stdio.h>
#include <string.h>

#include "action/project_inner.h"
#include "action/record.h"
#include "base/json.h"
#include "base/utf8.h"
#include "system/file.h"

/* The same on every tablet, whether the place has a document already or not. */
static void count_id(const struct place *place, const char *month, enum count_goal goal,
                     char out[ACTION_ID])
{
    char text[ACTION_ID + 64], document[ACTION_ID], ulid[ULID_SIZE];
    verb_document_id(place, document);
    snprintf(text, sizeof text, "%s|%s|%s", document, month, count_goal_word(goal));
    ulid_of_text(text, ulid);
    snprintf(out, ACTION_ID, "count:%s", ulid);
}

bool action_count_set(struct project *project, const char *place_id, struct civil_date month,
                      enum count_goal goal, int number, char out[ACTION_ID], struct fault *why)
{
    char text[MONTH_SIZE], subject[128];
    const struct place *place = verb_place(project, place_id, why);
    *out = 0;
    if (!place) {
        return false;
    }
    if (number < -1 || number > COUNT_MOST) {
        return fault_set(why, FAULT_LIMIT, "count.fault.number");
    }
    if (month.year < 2000 || civil_date_compare((struct civil_date){month.year, month.month, 1},
                                                project_today(project)) > 0) {
        return fault_set(why, FAULT_INPUT, "count.fault.month");
    }
    month_write(month, text);
    count_id(place, text, goal, out);
    char name[81];
    utf8_copy(name, sizeof name, place->name);
    snprintf(subject, sizeof subject, "%s, %s", name, text);
    if (number < 0) {
        return record_remove(project, "count-remove", subject, out, why);
    }
    struct record_field fields[] = {{"wijk", record_of_text(project->wijk.code)},
                                    {"place", record_of_text(place->id)},
                                    {"month", record_of_text(text)},
                                    {"goal", record_of_text(count_goal_word(goal))},
                                    {"number", cJSON_CreateNumber(number)}};
    return record_write(project, "count", subject, out, fields, 5, why);
}

static bool counts_for(const struct project *project, const struct headcount *one,
                       const struct place *place)
{
    return !place || project_place(project, one->place) == place;
}

int project_counted(struct project *project, const struct place *place, struct civil_date month,
                    enum count_goal goal)
{
    const struct logbook *logbook = project_logbook(project);
    for (size_t i = 0; i < logbook->headcount_count; i++) {
        const struct headcount *one = &logbook->headcounts[i];
        if (one->goal == goal && one->month.year == month.year && one->month.month == month.month &&
            counts_for(project, one, place)) {
            return one->number;
        }
    }
    return -1;
}

void project_count_sum(struct project *project, const struct place *place, struct count_sum *out)
{
    struct fault why;
    const struct logbook *logbook = project_logbook(project);
    const struct bands *bands = project_bands(project, &why);
    *out = (struct count_sum){0};
    for (size_t i = 0; bands && i < logbook->headcount_count; i++) {
        if (counts_for(project, &logbook->headcounts[i], place)) {
            headcount_sum(&logbook->headcounts[i], bands, out);
        }
    }
}

const struct bands *project_bands(struct project *project, struct fault *why)
{
    char file[SYSTEM_PATH + 32];
    struct buffer text;
    if (project->bands_file) {
        return &project->bands;
    }
    snprintf(file, sizeof file, "%s/framework/digibank.json", project->assets);
    if (!file_read(file, JSON_DOCUMENT_CEILING, &text, why)) {
        return NULL;
    }
    cJSON *json = NULL;
    bool ok = json_parse(buffer_text(&text), text.size, JSON_DOCUMENT_CEILING, &json, why) &&
              bands_read(json, &project->bands, why);
    buffer_clear(&text);
    if (!ok) {
        cJSON_Delete(json);
        fault_in(why, file);
        return NULL;
    }
    project->bands_file = json;
    return &project->bands;
}

struct message band_message(const struct bands *bands, int band)
{
    int64_t last = band_last(bands, band);
    struct message message = message_of(band == 0  ? "count.band.first"
                                        : last < 0 ? "count.band.last"
                                                   : "count.band.middle");
    message_add_number(&message, (double)(band == 0 ? last : bands->from[band]));
    if (band > 0 && last >= 0) {
        message_add_number(&message, (double)last);
    }
    return message;
}
