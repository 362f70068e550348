/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/need.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "action/project_inner.h"
#include "action/record.h"
#include "base/json.h"
#include "base/utf8.h"

enum { YEAR_LEAST = 2000 };

/* The date said, or today; false for one that cannot be. */
static bool date_settle(const struct project *project, struct civil_date *date, struct fault *why)
{
    struct civil_date today = project_today(project);
    *date = date->year ? *date : today;
    return (date->year >= YEAR_LEAST && civil_date_compare(*date, today) <= 0) ||
           fault_set(why, FAULT_INPUT, "need.fault.date");
}

/* What both kinds of signal hold; `service` "" = no drempelmelding. */
static bool need_done(struct project *project, const char *verb, const char *subject,
                      const struct need *said, char out[ACTION_ID], struct fault *why)
{
    enum { FIELDS = 7 };
    struct civil_date date = said->date;
    const struct place *place = *said->place ? verb_place(project, said->place, why) : NULL;
    if ((*said->place && !place) || !date_settle(project, &date, why)) {
        return false;
    }
    struct record_field fields[FIELDS] = {
        {"wijk", record_of_text(project->wijk.code)},
        {"date", record_of_date(date)},
        {"condition", record_of_text(need_condition_word(said->condition))},
        {"theme", record_of_text(need_theme_word(said->theme))},
        {"place", record_of_text(place ? place->id : "")},
        {"service", record_of_text(said->service)},
        {"step", *said->service ? record_of_text(need_step_word(said->step)) : NULL}};
    record_id_new(project, "need", out);
    return record_write(project, verb, subject, out, fields, FIELDS, why);
}

bool action_need_add(struct project *project, enum need_condition condition, enum need_theme theme,
                     const char *place, struct civil_date date, char out[ACTION_ID],
                     struct fault *why)
{
    const struct need said = {
        .condition = condition, .theme = theme, .place = place, .date = date, .service = ""};
    return need_done(project, "need", need_theme_word(theme), &said, out, why);
}

/* As an earlier one wrote it; the word of a known service in whatever capitals. */
static const char *service_said(const struct logbook *logbook, const char *service)
{
    int count;
    const struct need_service *known = need_services(&count);
    for (int i = 0; i < count; i++) {
        if (!strcasecmp(known[i].word, service)) {
            return known[i].word;
        }
    }
    for (size_t i = 0; i < logbook->need_count; i++) {
        if (!strcasecmp(logbook->needs[i].service, service)) {
            return logbook->needs[i].service;
        }
    }
    return service;
}

bool action_threshold_add(struct project *project, const char *service, enum need_step step,
                          const char *place, struct civil_date date, char out[ACTION_ID],
                          struct fault *why)
{
    char said[NEED_SERVICE + 1];
    if (!need_service_valid(service)) {
        return fault_set(why, FAULT_INPUT, "need.fault.service");
    }
    struct logbook everywhere;
    action_logbook_everywhere(project, &everywhere);
    snprintf(said, sizeof said, "%s", service_said(&everywhere, service));
    logbook_clear(&everywhere);
    const struct need_service *known = need_service_find(said);
    const struct need need = {.condition = NEED_DESIGN,
                              .theme = known ? known->theme : NEED_OTHER,
                              .place = place,
                              .date = date,
                              .service = said,
                              .step = step};
    return need_done(project, "threshold", said, &need, out, why);
}

/* Of another type: not there. */
static bool type_is(const char *id, const char *type, struct fault *why)
{
    size_t size = strlen(type);
    return (!strncmp(id, type, size) && id[size] == ':') ||
           fault_set_text(why, FAULT_MISSING, "fault.record.unknown", id);
}

struct message need_bundle_span(const struct need_bundle *bundle)
{
    bool one = civil_date_compare(bundle->first, bundle->last) == 0;
    struct message span = message_of(one ? "thresholds.day" : "thresholds.span");
    message_add_date(&span, bundle->first);
    if (!one) {
        message_add_date(&span, bundle->last);
    }
    return span;
}

bool action_need_remove(struct project *project, const char *id, struct fault *why)
{
    char subject[NEED_SERVICE + 1], own[ACTION_ID];
    const cJSON *document = view_document(project, id);
    const char *service = record_text(document, "service");
    utf8_copy(subject, sizeof subject, *service ? service : record_text(document, "theme"));
    snprintf(own, sizeof own, "%s", id);
    return type_is(own, "need", why) && record_remove(project, "need-remove", subject, own, why);
}

void action_logbook_everywhere(const struct project *project, struct logbook *out)
{
    size_t at = 0;
    const char *id;
    void *document;
    logbook_init(out);
    while (table_next(&project->documents, &at, &id, &document)) {
        logbook_add(out, "", id, document);
    }
    logbook_sort(out);
}

const char *need_service_name(const struct language *language, const char *service)
{
    const struct need_service *known = need_service_find(service);
    return known ? language_word(language, known->key) : service;
}
