/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/logbook.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "action/project_inner.h"
#include "action/record.h"
#include "action/typed.h"
#include "base/json.h"
#include "base/ulid.h"

enum { COMMITMENT_TEXT = 200, FIELDS = 32, NAMES_TEXT = 8000 };

static const char *const verbs[RECORD_KINDS] = {"organisation", "meeting", "told"};

/* ---- what a deed writes ---- */

static const cJSON *known(const struct project *project, enum record_kind kind, const char *id,
                          struct fault *why)
{
    const cJSON *document = record_find(project, id);
    const char *what = record_kind_what(kind);
    if (!document || !record_is(id, document, record_kind_type(kind), project->wijk.code) ||
        (what && strcmp(json_text(document, "what", ""), what) != 0)) {
        fault_set_text(why, FAULT_MISSING, "fault.record.unknown", id);
        return NULL;
    }
    return document;
}

/* Takes `body`; the members that differ are the deed. */
static bool write_body(struct project *project, enum record_kind kind, const char *id, cJSON *body,
                       struct fault *why)
{
    struct edit edit;
    const char *subject = json_text(body, "name", json_text(body, "date", ""));
    json_path_set(body, "role", cJSON_CreateString(project->role));
    deed_begin(project, &edit, verbs[kind], subject);
    verb_changes(project, &edit, id, body);
    return deed_do(project, &edit, why);
}

static bool fields_lay(cJSON *body, enum record_kind kind, const struct action_field *fields,
                       int count, struct fault *why)
{
    for (int at = 0; at < count; at++) {
        cJSON *value = NULL;
        if (!record_field_read(kind, fields[at].path, fields[at].value, &value, why)) {
            return false;
        }
        if (!json_path_set(body, fields[at].path, value) && value) {
            return fault_set_text(why, FAULT_INPUT, "fault.field.unknown", fields[at].path);
        }
    }
    return true;
}

static bool fields_name(const struct action_field *fields, int count, const char *path)
{
    for (int at = 0; at < count; at++) {
        if (!strcmp(fields[at].path, path)) {
            return true;
        }
    }
    return false;
}

/* A name that may not be kept any longer goes with the next deed. */
static bool person_settle(const struct project *project, cJSON *body, bool typed, struct fault *why)
{
    struct civil_date today = project_today(project), until = {0};
    const cJSON *person = json_member(body, "person");
    if (!json_text(person, "name", "")[0]) {
        json_path_set(body, "person", NULL);
        return true;
    }
    bool ends = civil_date_parse(json_text(person, "until", ""), &until);
    if (!typed) {
        if (!ends || civil_date_compare(until, today) < 0) {
            json_path_set(body, "person", NULL);
        }
        return true;
    }
    if (!json_bool(person, "share", false)) {
        return fault_set(why, FAULT_INPUT, "fault.person.share");
    }
    if (!ends || civil_date_compare(until, today) < 0 ||
        civil_date_compare(until, civil_date_add_months(today, ORGANISATION_PERSON_MONTHS)) > 0) {
        return fault_set(why, FAULT_INPUT, "fault.person.until");
    }
    verb_set_date(body, "person/date", today);
    return true;
}

static struct civil_date day_at(const cJSON *body, const char *path)
{
    struct civil_date day = {0};
    const cJSON *value = json_path_get(body, path);
    return cJSON_IsString(value) && civil_date_parse(value->valuestring, &day)
               ? day
               : (struct civil_date){0};
}

static bool until_settle(struct civil_date from, struct civil_date until, struct fault *why)
{
    return !from.year || !until.year || civil_date_compare(until, from) >= 0 ||
           fault_set(why, FAULT_INPUT, "fault.record.until");
}

/* What has been done was not done tomorrow. Days that were not typed now are left as they are. */
static bool days_settle(const struct project *project, enum record_kind kind, const cJSON *body,
                        const struct action_field *fields, int count, struct fault *why)
{
    static const char *const past[RECORD_KINDS][2] = {
        [RECORD_ORGANISATION] = {"trained/date", "contact/confirmed"},
        [RECORD_MEETING] = {NULL, NULL},
        [RECORD_TOLD] = {"date", NULL}};
    struct civil_date today = project_today(project);
    for (int at = 0; at < 2 && past[kind][at]; at++) {
        if (fields_name(fields, count, past[kind][at]) &&
            civil_date_compare(day_at(body, past[kind][at]), today) > 0) {
            return fault_set(why, FAULT_INPUT, "fault.record.future");
        }
    }
    if (kind == RECORD_MEETING && json_bool(body, "held", false) &&
        (fields_name(fields, count, "held") || fields_name(fields, count, "date")) &&
        civil_date_compare(day_at(body, "date"), today) > 0) {
        return fault_set(why, FAULT_INPUT, "fault.meeting.future");
    }
    bool plan = fields_name(fields, count, "plan/date") || fields_name(fields, count, "plan/until");
    return !plan || until_settle(day_at(body, "plan/date"), day_at(body, "plan/until"), why);
}

static bool pillars_settle(const struct project *project, const cJSON *body, struct fault *why)
{
    const struct framework *framework = project->framework;
    const cJSON *pillar;
    cJSON_ArrayForEach(pillar, json_member(body, "pillars"))
    {
        bool known = false;
        for (int at = 0; at < framework->pillar_count && !known; at++) {
            known = !strcmp(framework->pillars[at].id, pillar->valuestring);
        }
        if (!known) {
            return fault_set_text(why, FAULT_INPUT, "fault.record.word", pillar->valuestring);
        }
    }
    return true;
}

static bool organisation_settle(struct project *project, cJSON *body,
                                const struct action_field *fields, int count, struct fault *why)
{
    bool typed = fields_name(fields, count, "person/name") ||
                 fields_name(fields, count, "person/share") ||
                 fields_name(fields, count, "person/until");
    return (!fields_name(fields, count, "pillars") || pillars_settle(project, body, why)) &&
           person_settle(project, body, typed, why);
}

static bool body_settle(struct project *project, enum record_kind kind, cJSON *body,
                        const struct action_field *fields, int count, struct fault *why)
{
    static const char *const needed[RECORD_KINDS] = {"name", "date", "date"};
    if (!json_text(body, needed[kind], "")[0]) {
        return record_needed(needed[kind], why);
    }
    if (kind == RECORD_TOLD && !json_text(body, "channel", "")[0]) {
        return record_needed("channel", why);
    }
    return days_settle(project, kind, body, fields, count, why) &&
           (kind != RECORD_ORGANISATION || organisation_settle(project, body, fields, count, why));
}

/* ---- deeds ---- */

bool action_record_new(struct project *project, enum record_kind kind,
                       const struct action_field *fields, int count, char out[ACTION_ID],
                       struct fault *why)
{
    cJSON *body = cJSON_CreateObject();
    record_id_new(project, record_kind_type(kind), out);
    cJSON_AddStringToObject(body, "_id", out);
    cJSON_AddStringToObject(body, "type", record_kind_type(kind));
    if (record_kind_what(kind)) {
        cJSON_AddStringToObject(body, "what", record_kind_what(kind));
    }
    cJSON_AddStringToObject(body, "wijk", project->wijk.code ? project->wijk.code : "");
    if (!fields_lay(body, kind, fields, count, why) ||
        !body_settle(project, kind, body, fields, count, why)) {
        cJSON_Delete(body);
        out[0] = 0;
        return false;
    }
    return write_body(project, kind, out, body, why);
}

bool action_record_set(struct project *project, enum record_kind kind, const char *id,
                       const struct action_field *fields, int count, struct fault *why)
{
    const cJSON *before = known(project, kind, id, why);
    if (!before) {
        return false;
    }
    cJSON *body = cJSON_Duplicate(before, true);
    if (!fields_lay(body, kind, fields, count, why) ||
        !body_settle(project, kind, body, fields, count, why)) {
        cJSON_Delete(body);
        return false;
    }
    return write_body(project, kind, id, body, why);
}

bool action_record_remove(struct project *project, enum record_kind kind, const char *id,
                          struct fault *why)
{
    struct edit edit;
    const cJSON *before = known(project, kind, id, why);
    if (!before) {
        return false;
    }
    cJSON *body = cJSON_CreateObject();
    const char *const kept[] = {"_id", "type", "what", "wijk"};
    for (size_t at = 0; at < sizeof kept / sizeof *kept; at++) {
        const char *value = json_text(before, kept[at], "");
        if (*value) {
            cJSON_AddStringToObject(body, kept[at], value);
        }
    }
    cJSON_AddTrueToObject(body, "removed");
    deed_begin(project, &edit, "unnote", json_text(before, "name", json_text(before, "date", "")));
    verb_changes(project, &edit, id, body);
    return deed_do(project, &edit, why);
}

bool action_commit(struct project *project, const char *organisation, const char *what,
                   struct civil_date date, struct civil_date until, char out[ACTION_ID],
                   struct fault *why)
{
    char ulid[ULID_SIZE], path[ACTION_ID + 32];
    const cJSON *before = known(project, RECORD_ORGANISATION, organisation, why);
    out[0] = 0;
    if (!before || !record_text_fits(what, COMMITMENT_TEXT, why)) {
        return false;
    }
    if (strspn(what, " \t\r\n") == strlen(what) || strchr(what, '\n')) {
        return record_needed("what", why);
    }
    if (!until_settle(date.year ? date : project_today(project), until, why)) {
        return false;
    }
    if (cJSON_GetArraySize(json_member(before, "commitments")) >= ORGANISATION_COMMITMENTS) {
        return fault_set(why, FAULT_LIMIT, "fault.commitments.many");
    }
    cJSON *body = cJSON_Duplicate(before, true);
    ulid_make(clock_now_ms(project->clock), ulid);
    snprintf(path, sizeof path, "commitments/%s/what", ulid);
    json_path_set(body, path, cJSON_CreateString(what));
    snprintf(path, sizeof path, "commitments/%s/date", ulid);
    verb_set_date(body, path, date.year ? date : project_today(project));
    snprintf(path, sizeof path, "commitments/%s/until", ulid);
    if (until.year) {
        verb_set_date(body, path, until);
    }
    snprintf(out, ACTION_ID, "%s", ulid);
    return write_body(project, RECORD_ORGANISATION, organisation, body, why);
}

bool action_uncommit(struct project *project, const char *organisation, const char *commitment,
                     struct fault *why)
{
    char path[ACTION_ID + 32];
    const cJSON *before = known(project, RECORD_ORGANISATION, organisation, why);
    if (!before) {
        return false;
    }
    snprintf(path, sizeof path, "commitments/%.60s", commitment);
    if (!*commitment || strchr(commitment, '/') || !json_path_get(before, path)) {
        return fault_set_text(why, FAULT_MISSING, "fault.record.unknown", commitment);
    }
    cJSON *body = cJSON_Duplicate(before, true);
    json_path_set(body, path, NULL);
    if (!cJSON_GetArraySize(json_member(body, "commitments"))) {
        json_path_set(body, "commitments", NULL);
    }
    return write_body(project, RECORD_ORGANISATION, organisation, body, why);
}

/* ---- words ---- */

/* By its id or its name; of several with that name a person says which. */
static const struct organisation *named(struct project *project, const char *name,
                                        struct fault *why)
{
    enum { CHOICES = 4 };
    const struct logbook *logbook = project_logbook(project);
    const struct organisation *found = logbook_organisation(logbook, name);
    struct buffer choices;
    int count = found != NULL;
    buffer_init(&choices, MESSAGE_TEXT_SIZE);
    size_t last = found ? 0 : logbook->organisation_count;
    for (size_t at = 0; at < last; at++) {
        const struct organisation *one = &logbook->organisations[at];
        if (strcasecmp(one->name, name) == 0 && count++ < CHOICES) {
            buffer_addf(&choices, "%s%s", choices.size ? ", " : "", one->id);
            found = one;
        }
    }
    if (count > 1) {
        fault_set_text(why, FAULT_USAGE, "fault.organisation.several", name);
        message_add_text(&why->what, buffer_text(&choices));
    } else if (!count) {
        fault_set_text(why, FAULT_MISSING, "fault.organisation.unknown", name);
    }
    buffer_clear(&choices);
    return count == 1 ? found : NULL;
}

/* "Bib; Saamo" → ids with commas. */
static bool names_resolve(struct project *project, const char *names, char out[NAMES_TEXT],
                          struct fault *why)
{
    char separator = strchr(names, ';') ? ';' : ',';
    size_t size = 0;
    out[0] = 0;
    while (*names) {
        char name[256];
        const char separators[] = {separator, 0};
        names += strspn(names, " ;,");
        size_t length = strcspn(names, separators);
        snprintf(name, sizeof name, "%.*s", (int)(length < 255 ? length : 255), names);
        names += length;
        for (size_t end = strlen(name); end && name[end - 1] == ' ';) {
            name[--end] = 0;
        }
        const struct organisation *organisation = *name ? named(project, name, why) : NULL;
        if (*name && !organisation) {
            return false;
        }
        if (organisation && size + ACTION_ID < NAMES_TEXT) {
            size += (size_t)snprintf(out + size, NAMES_TEXT - size, "%s%s", size ? "," : "",
                                     organisation->id);
        }
    }
    return true;
}

struct typed {
    struct action_field fields[FIELDS];
    int count;
    char names[NAMES_TEXT];
};

static bool typed_add(struct typed *typed, const char *path, const char *value, struct fault *why)
{
    if (typed->count == FIELDS) {
        return fault_set(why, FAULT_LIMIT, "fault.script.long");
    }
    typed->fields[typed->count++] = (struct action_field){path, value};
    return true;
}

static bool typed_words(struct project *project, struct typed *typed, char **words, int count,
                        struct fault *why)
{
    for (int at = 0; at < count; at++) {
        char *equals = strchr(words[at], '=');
        if (!equals) {
            return fault_set_text(why, FAULT_USAGE, "fault.script.field", words[at]);
        }
        *equals = 0;
        const char *value = equals + 1;
        if (!strcmp(words[at], "organisations")) {
            if (!names_resolve(project, value, typed->names, why)) {
                return false;
            }
            value = typed->names;
        }
        if (!typed_add(typed, words[at], value, why)) {
            return false;
        }
    }
    return true;
}

static bool words_add(struct project *project, enum record_kind kind, char **words, int count,
                      char id[ACTION_ID], struct fault *why)
{
    static const char *const first[RECORD_KINDS] = {"name", "date", "date"};
    static struct typed typed; /* large; the main thread's */
    int plain = kind == RECORD_TOLD ? 2 : 1;
    typed.count = 0;
    if (count < plain) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.words", verbs[kind]);
    }
    return typed_add(&typed, first[kind], words[0], why) &&
           (plain == 1 || typed_add(&typed, "channel", words[1], why)) &&
           typed_words(project, &typed, words + plain, count - plain, why) &&
           action_record_new(project, kind, typed.fields, typed.count, id, why);
}

static bool words_set(struct project *project, enum record_kind kind, char **words, int count,
                      char id[ACTION_ID], struct fault *why)
{
    static struct typed typed;
    typed.count = 0;
    if (count < 2) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.words", verbs[kind]);
    }
    snprintf(id, ACTION_ID, "%s", words[0]);
    return typed_words(project, &typed, words + 1, count - 1, why) &&
           action_record_set(project, kind, id, typed.fields, typed.count, why);
}

static bool words_commit(struct project *project, char **words, int count, char id[ACTION_ID],
                         struct fault *why)
{
    struct civil_date days[2] = {{0}, {0}};
    if (count < 2 || count > 4) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.words", "organisation commit");
    }
    for (int at = 2; at < count; at++) {
        if (!typed_day(words[at], &days[at - 2], why)) {
            return false;
        }
    }
    return action_commit(project, words[0], words[1], days[0], days[1], id, why);
}

static bool words_kind(const char *word, enum record_kind *out)
{
    for (int kind = 0; kind < RECORD_KINDS; kind++) {
        if (!strcmp(word, verbs[kind])) {
            *out = (enum record_kind)kind;
            return true;
        }
    }
    return false;
}

bool action_logbook_words(struct project *project, char **words, int count, char id[ACTION_ID],
                          struct fault *why)
{
    enum record_kind kind = RECORD_ORGANISATION;
    const char *deed = count > 1 ? words[1] : "";
    id[0] = 0;
    if (!words_kind(words[0], &kind) || count < 3) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.words", words[0]);
    }
    if (!strcmp(deed, "add")) {
        return words_add(project, kind, words + 2, count - 2, id, why);
    }
    if (!strcmp(deed, "set")) {
        return words_set(project, kind, words + 2, count - 2, id, why);
    }
    if (!strcmp(deed, "remove") && count == 3) {
        snprintf(id, ACTION_ID, "%s", words[2]);
        return action_record_remove(project, kind, id, why);
    }
    if (kind == RECORD_ORGANISATION && !strcmp(deed, "commit")) {
        return words_commit(project, words + 2, count - 2, id, why);
    }
    if (kind == RECORD_ORGANISATION && !strcmp(deed, "uncommit") && count == 4) {
        snprintf(id, ACTION_ID, "%s", words[2]);
        return action_uncommit(project, words[2], words[3], why);
    }
    return fault_set_text(why, FAULT_USAGE, "fault.script.verb", deed);
}
