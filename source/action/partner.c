/* SPDX-License-Identifier: EUPL-1.2 */
/* What a partner does with its marks, and reading them. */
#include "action/partner_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/sync.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/ulid.h"

bool partner_org_valid(const char *org)
{
    size_t size = strlen(org);
    return size > 0 && size < PARTNER_ORG && *org != '-' &&
           strspn(org, "abcdefghijklmnopqrstuvwxyz0123456789-") == size;
}

bool partner_service(enum service service)
{
    return service == SERVICE_WIFI || service == SERVICE_CHARGE;
}

bool partner_paired(const struct project *project, char org[PARTNER_ORG])
{
    struct pairing pairing;
    bool partner = sync_pairing(project, &pairing) && !strcmp(pairing.role, "partner") &&
                   partner_org_valid(pairing.org);
    snprintf(org, PARTNER_ORG, "%s", partner ? pairing.org : "");
    return partner;
}

/* ---- reading ---- */

static enum partner_state state_of(const cJSON *document, const struct partner_mark *mark)
{
    const char *state = json_text(document, "state", "");
    if (!strcmp(state, "returned")) {
        return PARTNER_RETURNED;
    }
    if (strcmp(state, "accepted") != 0) {
        return PARTNER_WAITING;
    }
    bool later = mark->checked.year && mark->answered.year &&
                 civil_date_compare(mark->checked, mark->answered) > 0;
    return later ? PARTNER_AGAIN : PARTNER_ACCEPTED;
}

static struct civil_date date_of(const cJSON *document, const char *name)
{
    struct civil_date date = {0};
    if (!civil_date_parse(json_text(document, name, ""), &date)) {
        date = (struct civil_date){0};
    }
    return date;
}

bool mark_parse(const struct project *project, const cJSON *document, struct partner_mark *out)
{
    *out = (struct partner_mark){.id = json_text(document, "_id", ""),
                                 .org = json_text(document, "org", ""),
                                 .name = json_text(document, "name", ""),
                                 .answer = json_text(document, "answer", ""),
                                 .checked = date_of(document, "checked"),
                                 .answered = date_of(document, "answered")};
    size_t org = strlen(out->org);
    bool own = !strncmp(out->id, "prop:", 5) && partner_org_valid(out->org) &&
               !strncmp(out->id + 5, out->org, org) && out->id[5 + org] == ':' &&
               strlen(out->id) < ACTION_ID;
    if (!own || !service_parse(json_text(document, "service", ""), &out->service) ||
        !partner_service(out->service)) {
        return false;
    }
    if (!price_parse(json_text(document, "price", ""), &out->price)) {
        out->price = PRICE_UNKNOWN;
    }
    out->state = state_of(document, out);
    const char *place = json_text(document, "place", "");
    out->place = *place && strncmp(place, "prop:", 5) ? project_place(project, place) : NULL;
    out->point = out->place ? out->place->point
                            : (struct point){json_number(document, "lon", 1e9),
                                             json_number(document, "lat", 1e9)};
    return point_valid(out->point);
}

bool partner_mark_read(const struct project *project, const char *id, struct partner_mark *out)
{
    const cJSON *document = !strncmp(id, "prop:", 5) ? view_document(project, id) : NULL;
    return document && mark_parse(project, document, out);
}

static int mark_order(const void *left, const void *right)
{
    const struct partner_mark *a = left, *b = right;
    int dates = civil_date_compare(a->checked, b->checked);
    return a->state != b->state ? (a->state < b->state ? -1 : 1)
           : dates              ? dates
                                : strcmp(a->id, b->id);
}

size_t partner_marks(const struct project *project, const char *org, struct partner_mark **out)
{
    size_t count = 0, room = 0, at = 0;
    const char *id;
    void *value;
    *out = NULL;
    while (table_next(&project->documents, &at, &id, &value)) {
        struct partner_mark mark;
        if (strncmp(id, "prop:", 5) != 0 || !mark_parse(project, value, &mark) ||
            (org && strcmp(org, mark.org) != 0)) {
            continue;
        }
        if (count == room) {
            room = room ? room * 2 : 16;
            *out = memory_grow(*out, room * sizeof **out);
        }
        (*out)[count++] = mark;
    }
    if (count) {
        qsort(*out, count, sizeof **out, mark_order);
    }
    return count;
}

/* ---- as a place of the view ---- */

static void shown_offer(const struct partner_mark *mark, cJSON *body)
{
    char path[64];
    const char *word = service_word(mark->service);
    snprintf(path, sizeof path, "offers/%s/service", word);
    json_path_set(body, path, cJSON_CreateString(word));
    if (mark->price != PRICE_UNKNOWN) {
        snprintf(path, sizeof path, "offers/%s/price", word);
        json_path_set(body, path, cJSON_CreateString(price_word(mark->price)));
    }
    if (mark->checked.year) {
        snprintf(path, sizeof path, "offers/%s/checked", word);
        verb_set_date(body, path, mark->checked);
        verb_set_date(body, "checked", mark->checked);
    }
}

cJSON *mark_place(const struct partner_mark *mark, const char *id)
{
    const struct place *at = mark->place;
    bool post = mark->service == SERVICE_CHARGE;
    cJSON *body = cJSON_CreateObject();
    cJSON_AddStringToObject(body, "_id", id);
    cJSON_AddStringToObject(body, "type", "place");
    cJSON_AddStringToObject(body, "name", at ? at->name : mark->name);
    cJSON_AddNumberToObject(body, "lon", mark->point.lon);
    cJSON_AddNumberToObject(body, "lat", mark->point.lat);
    cJSON_AddStringToObject(body, "kind",
                            kind_word(at     ? at->kind
                                      : post ? KIND_CHARGING_POINT
                                             : KIND_OTHER));
    if (at) {
        cJSON_AddStringToObject(body, "setting", setting_word(at->setting));
        json_path_set(body, "hours", *at->hours ? cJSON_CreateString(at->hours) : NULL);
    }
    shown_offer(mark, body);
    return body;
}

/* ---- deeds ---- */

cJSON *mark_open(const struct project *project, const char *id, struct partner_mark *mark,
                 struct fault *why)
{
    if (!partner_mark_read(project, id, mark)) {
        fault_set_text(why, FAULT_MISSING, "partner.fault.unknown", id);
        return NULL;
    }
    return cJSON_Duplicate(view_document(project, id), true);
}

const char *mark_name(const struct partner_mark *mark)
{
    const char *name = mark->place && *mark->place->name ? mark->place->name : mark->name;
    return *name ? name : service_word(mark->service);
}

static bool mark_done(struct project *project, const char *verb, const struct partner_mark *mark,
                      cJSON *body, struct fault *why)
{
    char id[ACTION_ID];
    struct edit edit;
    snprintf(id, sizeof id, "%s", mark->id);
    deed_begin(project, &edit, verb, mark_name(mark));
    verb_changes(project, &edit, id, body);
    return deed_do(project, &edit, why);
}

bool partner_confirm(struct project *project, const char *id, struct fault *why)
{
    struct partner_mark mark;
    cJSON *body = mark_open(project, id, &mark, why);
    if (!body) {
        return false;
    }
    verb_set_date(body, "checked", project_today(project));
    if (mark.state == PARTNER_RETURNED) {
        json_path_set(body, "state", NULL);
        json_path_set(body, "answer", NULL);
        json_path_set(body, "answered", NULL);
    }
    return mark_done(project, "partner-confirm", &mark, body, why);
}

bool partner_withdraw(struct project *project, const char *id, struct fault *why)
{
    struct partner_mark mark;
    struct edit edit;
    cJSON *body = mark_open(project, id, &mark, why);
    if (!body) {
        return false;
    }
    deed_begin(project, &edit, "partner-withdraw", mark_name(&mark));
    edit_add(&edit, json_text(body, "_id", id), "", body, NULL);
    return deed_do(project, &edit, why);
}

/* The mark that the organisation has there already, or "". */
static void same_mark(const struct project *project, const char *org, const struct place *place,
                      enum service service, char out[ACTION_ID])
{
    struct partner_mark *marks;
    size_t count = partner_marks(project, org, &marks);
    *out = '\0';
    for (size_t i = 0; i < count && place; i++) {
        if (marks[i].place == place && marks[i].service == service) {
            snprintf(out, ACTION_ID, "%s", marks[i].id);
        }
    }
    free(marks);
}

static bool mark_new(struct project *project, const char *org, const struct place *place,
                     struct point point, const char *name, enum service service, enum price price,
                     char out[ACTION_ID], struct fault *why)
{
    char ulid[ULID_SIZE];
    struct edit edit;
    cJSON *named = NULL;
    if (!place_field_read("name", place ? place->name : name, &named, why)) {
        return false;
    }
    ulid_make(clock_now_ms(project->clock), ulid);
    snprintf(out, ACTION_ID, "prop:%s:%s", org, ulid);
    cJSON *body = cJSON_CreateObject();
    cJSON_AddStringToObject(body, "_id", out);
    cJSON_AddStringToObject(body, "type", "prop");
    cJSON_AddStringToObject(body, "org", org);
    cJSON_AddStringToObject(body, "place", place ? place->id : "");
    json_path_set(body, "name", named);
    cJSON_AddNumberToObject(body, "lon", place ? place->point.lon : point.lon);
    cJSON_AddNumberToObject(body, "lat", place ? place->point.lat : point.lat);
    cJSON_AddStringToObject(body, "service", service_word(service));
    if (price != PRICE_UNKNOWN) {
        cJSON_AddStringToObject(body, "price", price_word(price));
    }
    verb_set_date(body, "checked", project_today(project));
    const char *said = place ? place->name : name;
    deed_begin(project, &edit, "partner-mark", *said ? said : service_word(service));
    edit_add(&edit, out, "", NULL, body);
    return deed_do(project, &edit, why);
}

bool partner_add(struct project *project, const char *org, const char *place, struct point point,
                 const char *name, enum service service, enum price price, char out[ACTION_ID],
                 struct fault *why)
{
    const struct place *at = NULL;
    if (!partner_org_valid(org)) {
        return fault_set_text(why, FAULT_INPUT, "partner.fault.org", org);
    }
    if (!partner_service(service)) {
        return fault_set(why, FAULT_INPUT, "partner.fault.service");
    }
    if (*place) {
        at = verb_place(project, place, why);
        if (!at) {
            return false;
        }
    } else if (!point_valid(point)) {
        return fault_set(why, FAULT_INPUT, "fault.point");
    }
    same_mark(project, org, at, service, out);
    if (*out) {
        return partner_confirm(project, out, why);
    }
    return mark_new(project, org, at, point, name ? name : "", service, price, out, why);
}
