/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions: who does what by when. */
#include "action/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/project_inner.h"
#include "action/record.h"
#include "base/json.h"
#include "base/ulid.h"

const struct plan_action *plan_find(struct project *project, const char *id)
{
    const struct logbook *logbook = project_logbook(project);
    for (size_t i = 0; i < logbook->action_count; i++) {
        if (!strcmp(logbook->actions[i].id, id)) {
            return &logbook->actions[i];
        }
    }
    return NULL;
}

const char *plan_who_name(struct project *project, const struct plan_action *action,
                          const struct language *language)
{
    const struct organisation *partner =
        logbook_organisation(project_logbook(project), action->who);
    return partner                               ? partner->name
           : strncmp(action->who, "partner:", 8) ? action->who
                                                 : language_word(language, "plan.who.gone");
}

int plan_due(struct project *project, int days, const struct plan_action **out, int room)
{
    const struct logbook *logbook = project_logbook(project);
    struct civil_date last = civil_date_add(project_today(project), days);
    int count = 0;
    for (size_t i = 0; i < logbook->action_count && count < room; i++) {
        const struct plan_action *action = &logbook->actions[i];
        if (plan_open(action) && action->when.year && civil_date_compare(action->when, last) <= 0) {
            out[count++] = action;
        }
    }
    return count;
}

/* ---- fields ---- */

static bool text_read(const char *value, cJSON **out, struct fault *why)
{
    if (!place_field_read("name", value, out, why)) {
        return false;
    }
    if (*out && strlen((*out)->valuestring) > LOGBOOK_TEXT) {
        cJSON_Delete(*out);
        *out = NULL;
        return fault_set(why, FAULT_LIMIT, "plan.fault.long");
    }
    return true;
}

static bool title_read(const char *value, cJSON **out, struct fault *why)
{
    return text_read(value, out, why) && (*out || fault_set(why, FAULT_INPUT, "plan.fault.title"));
}

static bool levers_read(const char *value, cJSON **out, struct fault *why)
{
    unsigned levers = 0;
    for (const char *at = value; *at; at += strspn(at, ", ")) {
        char word[32];
        enum plan_lever lever;
        size_t size = strcspn(at, ", ");
        snprintf(word, sizeof word, "%.*s", (int)(size < sizeof word ? size : sizeof word - 1), at);
        if (size && !lever_parse(word, &lever)) {
            return fault_set_text(why, FAULT_INPUT, "plan.fault.lever", word);
        }
        levers |= size ? 1u << lever : 0;
        at += size;
    }
    *out = levers ? cJSON_CreateArray() : NULL;
    for (int lever = 0; lever < LEVER_COUNT; lever++) {
        if (levers >> lever & 1) {
            cJSON_AddItemToArray(*out, cJSON_CreateString(lever_word((enum plan_lever)lever)));
        }
    }
    return true;
}

static bool state_read(const char *value, cJSON **out, struct fault *why)
{
    enum plan_state state;
    if (*value && !plan_state_parse(value, &state)) {
        return fault_set_text(why, FAULT_INPUT, "plan.fault.state", value);
    }
    *out = *value ? cJSON_CreateString(value) : NULL;
    return true;
}

/* Is it right as typed? *out is the JSON value to store (NULL = take the field away). */
static bool plan_field_read(const struct project *project, const char *path, const char *value,
                            cJSON **out, struct fault *why)
{
    *out = NULL;
    if (!strcmp(path, "title")) {
        return title_read(value, out, why);
    }
    if (!strcmp(path, "who") || !strcmp(path, "help")) {
        return text_read(value, out, why);
    }
    if (!strcmp(path, "when")) {
        return place_field_read("offers/x/until", value, out, why);
    }
    if (!strcmp(path, "levers")) {
        return levers_read(value, out, why);
    }
    if (!strcmp(path, "state")) {
        return state_read(value, out, why);
    }
    if (strcmp(path, "criterion") != 0) {
        return fault_set_text(why, FAULT_USAGE, "plan.fault.field", path);
    }
    if (*value && framework_find(project->framework, value) < 0) {
        return fault_set_text(why, FAULT_MISSING, "fault.criterion.unknown", value);
    }
    *out = *value ? cJSON_CreateString(value) : NULL;
    return true;
}

static bool fields_set(const struct project *project, cJSON *body,
                       const struct action_field *fields, int count, struct fault *why)
{
    for (int i = 0; i < count; i++) {
        cJSON *value;
        if (!plan_field_read(project, fields[i].path, fields[i].value, &value, why)) {
            return false;
        }
        json_path_set(body, fields[i].path, value);
    }
    return true;
}

/* ---- deeds ---- */

/* A copy of the action's body to change, or NULL. */
static cJSON *plan_open_body(struct project *project, const char *id, struct fault *why)
{
    if (!plan_find(project, id)) {
        fault_set_text(why, FAULT_MISSING, "plan.fault.unknown", id);
        return NULL;
    }
    return cJSON_Duplicate(view_document(project, id), true);
}

/* Takes the body. */
static bool plan_done(struct project *project, const char *verb, const char *asked, cJSON *body,
                      struct fault *why)
{
    struct edit edit;
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%s", asked);
    deed_begin(project, &edit, verb, json_text(body, "title", ""));
    verb_changes(project, &edit, id, body);
    return deed_do(project, &edit, why);
}

bool plan_add(struct project *project, const struct action_field *fields, int count,
              char out[ACTION_ID], struct fault *why)
{
    struct edit edit;
    record_id_new(project, "action", out);
    cJSON *body = cJSON_CreateObject();
    cJSON_AddStringToObject(body, "_id", out);
    cJSON_AddStringToObject(body, "type", "action");
    cJSON_AddStringToObject(body, "wijk", project->wijk.code ? project->wijk.code : "");
    cJSON_AddStringToObject(body, "state", plan_state_word(PLAN_PLANNED));
    if (!fields_set(project, body, fields, count, why)) {
        cJSON_Delete(body);
        return false;
    }
    if (!*json_text(body, "title", "")) {
        cJSON_Delete(body);
        return fault_set(why, FAULT_INPUT, "plan.fault.title");
    }
    deed_begin(project, &edit, "plan-add", json_text(body, "title", ""));
    edit_add(&edit, out, "", NULL, body);
    return deed_do(project, &edit, why);
}

bool plan_set(struct project *project, const char *id, const struct action_field *fields, int count,
              struct fault *why)
{
    cJSON *body = plan_open_body(project, id, why);
    if (!body || !fields_set(project, body, fields, count, why)) {
        cJSON_Delete(body);
        return false;
    }
    return plan_done(project, "plan-set", id, body, why);
}

bool plan_remove(struct project *project, const char *asked, struct fault *why)
{
    char id[ACTION_ID], title[LOGBOOK_TEXT + 1];
    const struct plan_action *action = plan_find(project, asked);
    if (!action) {
        return fault_set_text(why, FAULT_MISSING, "plan.fault.unknown", asked);
    }
    snprintf(id, sizeof id, "%s", action->id);
    snprintf(title, sizeof title, "%s", action->title);
    return record_remove(project, "plan-remove", title, id, why);
}

/* ---- steps ---- */

bool plan_step_add(struct project *project, const char *id, const char *text, struct fault *why)
{
    char ulid[ULID_SIZE], path[64];
    cJSON *said = NULL, *body = plan_open_body(project, id, why);
    if (!body || !text_read(text, &said, why)) {
        cJSON_Delete(body);
        return false;
    }
    int count = cJSON_GetArraySize(json_member(body, "steps"));
    if (!said || count >= PLAN_STEPS) {
        cJSON_Delete(body);
        cJSON_Delete(said);
        return fault_set(why, FAULT_INPUT, said ? "plan.fault.steps" : "plan.fault.step");
    }
    /* Steps stand by their ids: two of one moment keep the order in which they were written. */
    ulid_make(clock_now_ms(project->clock) + count, ulid);
    snprintf(path, sizeof path, "steps/%s/text", ulid);
    json_path_set(body, path, said);
    return plan_done(project, "plan-step", id, body, why);
}

static cJSON *step_open(struct project *project, const char *id, const char *step,
                        struct fault *why)
{
    cJSON *body = plan_open_body(project, id, why);
    if (body && (strchr(step, '/') || !json_member(json_member(body, "steps"), step))) {
        fault_set_text(why, FAULT_MISSING, "plan.fault.step.unknown", step);
        cJSON_Delete(body);
        return NULL;
    }
    return body;
}

bool plan_step_done(struct project *project, const char *id, const char *step, bool done,
                    struct fault *why)
{
    char path[LOGBOOK_TEXT];
    cJSON *body = step_open(project, id, step, why);
    if (!body) {
        return false;
    }
    snprintf(path, sizeof path, "steps/%.100s/done", step);
    json_path_set(body, path, done ? cJSON_CreateBool(true) : NULL);
    return plan_done(project, "plan-step", id, body, why);
}

bool plan_step_remove(struct project *project, const char *id, const char *step, struct fault *why)
{
    char path[LOGBOOK_TEXT];
    cJSON *body = step_open(project, id, step, why);
    if (!body) {
        return false;
    }
    snprintf(path, sizeof path, "steps/%.100s", step);
    json_path_set(body, path, NULL);
    return plan_done(project, "plan-step", id, body, why);
}

/* ---- what if ---- */

static void counted_as_met(const struct project *project, const struct plan_action *action,
                           struct judgement *judgements, size_t *count)
{
    size_t at = 0;
    if (framework_find(project->framework, action->criterion) < 0) {
        return;
    }
    while (at < *count && strcmp(judgements[at].criterion, action->criterion) != 0) {
        at++;
    }
    judgements[at] = (struct judgement){.criterion = action->criterion,
                                        .reason = action->title,
                                        .role = "",
                                        .verdict = VERDICT_MET,
                                        .date = project_today(project)};
    *count = at < *count ? *count : at + 1;
}

static void totals(const struct assessment *assessment, int out[4])
{
    memcpy(out, assessment->totals, 4 * sizeof *out);
}

void plan_what_if(struct project *project, const char *id, struct plan_if *out)
{
    struct assessment_question question;
    struct assessment then;
    struct judgement judgements[FRAMEWORK_CRITERIA * 2];
    const struct logbook *logbook = project_logbook(project);
    const struct assessment *now = project_assessment(project);
    memset(out, 0, sizeof *out);
    project_question(project, clock_now(project->clock), &question);
    question.now = (struct civil){.date = project_today(project), .hour = 12};
    memcpy(judgements, question.judgements, question.judgement_count * sizeof *judgements);
    for (size_t i = 0; i < logbook->action_count; i++) {
        const struct plan_action *action = &logbook->actions[i];
        if (id ? !strcmp(action->id, id) : plan_open(action)) {
            counted_as_met(project, action, judgements, &question.judgement_count);
        }
    }
    question.judgements = judgements;
    assessment_make(&question, &then);
    totals(now, out->now);
    totals(&then, out->then);
    for (int c = 0; c < then.finding_count; c++) {
        if (now->findings[c].verdict != VERDICT_MET && then.findings[c].verdict == VERDICT_MET) {
            out->turns |= UINT64_C(1) << c;
            out->turn_count++;
        }
    }
    assessment_clear(&then);
}
