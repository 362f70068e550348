/* SPDX-License-Identifier: EUPL-1.2 */
/* Bevragingen: tallies of paper forms. */
#include "action/need.h"

#include <stdio.h>
#include <string.h>

#include "action/project_inner.h"
#include "action/record.h"
#include "base/json.h"

bool action_poll_new(struct project *project, struct civil_date date, char out[ACTION_ID],
                     struct fault *why)
{
    struct civil_date today = project_today(project);
    char subject[CIVIL_DATE_SIZE];
    date = date.year ? date : today;
    if (civil_date_compare(date, today) > 0) {
        return fault_set(why, FAULT_INPUT, "need.fault.date");
    }
    struct record_field fields[] = {{"wijk", record_of_text(project->wijk.code)},
                                    {"date", record_of_date(date)},
                                    {"form", cJSON_CreateNumber(POLL_FORM)},
                                    {"forms", cJSON_CreateNumber(0)}};
    civil_date_write(date, subject);
    record_id_new(project, "survey", out);
    return record_write(project, "survey", subject, out, fields, 4, why);
}

static bool poll_path(const char *question, const char *answer, char *path, size_t room,
                      struct fault *why)
{
    if (!strcmp(question, "forms")) {
        snprintf(path, room, "forms");
        return true;
    }
    int index = poll_question_find(question);
    if (index < 0) {
        return fault_set_text(why, FAULT_USAGE, "survey.fault.question", question);
    }
    if (poll_answer_find(index, answer) < 0) {
        return fault_set_text(why, FAULT_USAGE, "survey.fault.answer", answer);
    }
    snprintf(path, room, "tallies/%s/%s", question, answer);
    return true;
}

/* Its day, for the history; false when there is no such bevraging. */
static bool poll_day(const struct project *project, const char *id, char out[CIVIL_DATE_SIZE],
                     struct fault *why)
{
    const cJSON *document = !strncmp(id, "survey:", 7) ? record_find(project, id) : NULL;
    snprintf(out, CIVIL_DATE_SIZE, "%.10s", record_text(document, "date"));
    return document || fault_set_text(why, FAULT_MISSING, "fault.record.unknown", id);
}

bool action_poll_set(struct project *project, const char *id, const char *question,
                     const char *answer, int number, struct fault *why)
{
    char path[96], own[ACTION_ID], subject[CIVIL_DATE_SIZE];
    snprintf(own, sizeof own, "%s", id);
    if (!poll_day(project, own, subject, why) ||
        !poll_path(question, answer, path, sizeof path, why)) {
        return false;
    }
    if (number < 0 || number > POLL_MOST) {
        return fault_set(why, FAULT_LIMIT, "survey.fault.number");
    }
    struct record_field field = {path, cJSON_CreateNumber(number)};
    return record_write(project, "survey-set", subject, own, &field, 1, why);
}

bool action_poll_remove(struct project *project, const char *id, struct fault *why)
{
    char own[ACTION_ID], subject[CIVIL_DATE_SIZE];
    snprintf(own, sizeof own, "%s", id);
    return poll_day(project, own, subject, why) &&
           record_remove(project, "survey-remove", subject, own, why);
}

const struct poll *project_poll(struct project *project, const char *id)
{
    const struct logbook *logbook = project_logbook(project);
    for (size_t i = 0; i < logbook->poll_count; i++) {
        if (!strcmp(logbook->polls[i].id, id)) {
            return &logbook->polls[i];
        }
    }
    return NULL;
}
