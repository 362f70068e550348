/* SPDX-License-Identifier: EUPL-1.2 */
/* Setting fields of a place, its offers, or the wijk; and what the verbs share. */
#include "action/project_inner.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/ulid.h"
#include "place/follow.h"

const struct place *verb_place(const struct project *project, const char *id, struct fault *why)
{
    const struct place *place = project_place(project, id);
    if (place && !strncmp(place->id, "prop:", 5)) {
        fault_set(why, FAULT_INPUT, "partner.fault.mark"); /* a partner's: to be accepted first */
        return NULL;
    }
    if (!place) {
        fault_set_text(why, FAULT_MISSING, "fault.place.unknown", id);
    }
    return place;
}

void verb_document_id(const struct place *place, char out[ACTION_ID])
{
    if (!strncmp(place->id, "place:", 6)) {
        snprintf(out, ACTION_ID, "%s", place->id);
    } else {
        place_id_of_candidate(place->id, out);
    }
}

cJSON *verb_body(const struct place *place, const char *document_id)
{
    cJSON *body = cJSON_Duplicate(place->document, true);
    json_path_set(body, "_id", cJSON_CreateString(document_id));
    json_path_set(body, "type", cJSON_CreateString("place"));
    if (strncmp(place->id, "place:", 6) != 0 && !strcmp(place->source_name, "osm")) {
        json_path_set(body, "source/said", place_said(place->document));
    }
    return body;
}

void verb_set_date(cJSON *object, const char *path, struct civil_date date)
{
    char text[CIVIL_DATE_SIZE];
    civil_date_write(date, text);
    json_path_set(object, path, cJSON_CreateString(text));
}

cJSON *verb_open(const struct project *project, const char *id, const struct place **place,
                 char document[ACTION_ID], struct fault *why)
{
    *place = verb_place(project, id, why);
    if (!*place) {
        return NULL;
    }
    verb_document_id(*place, document);
    return verb_body(*place, document);
}

bool verb_close(struct project *project, const char *verb, const struct place *place,
                const char *document, cJSON *body, struct fault *why)
{
    struct edit edit;
    deed_begin(project, &edit, verb, place->name);
    verb_changes(project, &edit, document, body);
    return deed_do(project, &edit, why);
}

static void changes_below(struct edit *edit, const char *document_id, const char *prefix,
                          const cJSON *before, const cJSON *after, int depth);

static void change_member(struct edit *edit, const char *document_id, const char *prefix,
                          const char *name, const cJSON *before, const cJSON *after, int depth)
{
    char path[256];
    snprintf(path, sizeof path, "%s%s%s", prefix, *prefix ? "/" : "", name);
    if (depth > 0 && cJSON_IsObject(before) && cJSON_IsObject(after)) {
        changes_below(edit, document_id, path, before, after, depth - 1);
    } else if (!json_equal(before, after)) {
        edit_add(edit, document_id, path, cJSON_Duplicate(before, true),
                 cJSON_Duplicate(after, true));
    }
}

static void changes_below(struct edit *edit, const char *document_id, const char *prefix,
                          const cJSON *before, const cJSON *after, int depth)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, before)
    {
        change_member(edit, document_id, prefix, member->string, member,
                      json_member(after, member->string), depth);
    }
    cJSON_ArrayForEach(member, after)
    {
        if (!json_member(before, member->string)) {
            change_member(edit, document_id, prefix, member->string, NULL, member, depth);
        }
    }
}

void verb_changes(const struct project *project, struct edit *edit, const char *document_id,
                  cJSON *body)
{
    enum { FIELD_DEPTH = 2 }; /* offers/<id>/<field> */
    const cJSON *before = view_document(project, document_id);
    if (before) {
        changes_below(edit, document_id, "", before, body, FIELD_DEPTH);
        cJSON_Delete(body);
    } else {
        edit_add(edit, document_id, "", NULL, body);
    }
}

/* Marks what a set field belongs to as checked today, unless the deed says its own date. */
static void checked_today(const struct project *project, cJSON *body, const char *path,
                          const char *prefix, const struct action_field *fields, int count)
{
    char checked[256] = "checked";
    size_t before = strlen(prefix);
    if (!strncmp(path, "offers/", 7)) {
        size_t size = strcspn(path + 7, "/");
        snprintf(checked, sizeof checked, "%.*s/checked", (int)(7 + size), path);
    }
    for (int i = 0; i < count && !strncmp(checked, prefix, before); i++) {
        if (!strcmp(fields[i].path, checked + before)) {
            return;
        }
    }
    verb_set_date(body, checked, project_today(project));
}

static bool field_set(const struct project *project, cJSON *body, const char *prefix,
                      const struct action_field *fields, int count, int index, struct fault *why)
{
    char path[256];
    cJSON *value = NULL;
    snprintf(path, sizeof path, "%s%s", prefix, fields[index].path);
    if (!place_field_read(path, fields[index].value, &value, why)) {
        return false;
    }
    if (!json_path_set(body, path, value)) {
        return fault_set_text(why, FAULT_INPUT, "fault.field.unknown", path);
    }
    checked_today(project, body, path, prefix, fields, count);
    return true;
}

/* Every offer that a field names must be there, or be made by its service in the same deed. */
static bool offers_known(const cJSON *body, struct fault *why)
{
    const cJSON *offer;
    cJSON_ArrayForEach(offer, json_member(body, "offers"))
    {
        enum service service;
        if (!service_parse(json_text(offer, "service", ""), &service)) {
            return fault_set_text(why, FAULT_MISSING, "fault.offer.unknown", offer->string);
        }
    }
    return true;
}

bool verb_fields(const struct project *project, cJSON *body, const char *prefix,
                 const struct action_field *fields, int count, struct fault *why)
{
    for (int i = 0; i < count; i++) {
        if (!field_set(project, body, prefix, fields, count, i, why)) {
            return false;
        }
    }
    return offers_known(body, why);
}

bool action_set(struct project *project, const char *id, const struct action_field *fields,
                int count, struct fault *why)
{
    char document[ACTION_ID];
    const struct place *place;
    cJSON *body = verb_open(project, id, &place, document, why);
    if (!body) {
        return false;
    }
    if (!verb_fields(project, body, "", fields, count, why)) {
        cJSON_Delete(body);
        return false;
    }
    json_path_set(body, "checked_by", cJSON_CreateString(project->role));
    return verb_close(project, "set", place, document, body, why);
}

bool action_move(struct project *project, const char *id, struct point point, struct fault *why)
{
    char document[ACTION_ID];
    const struct place *place;
    if (!point_valid(point)) {
        return fault_set(why, FAULT_INPUT, "fault.point");
    }
    cJSON *body = verb_open(project, id, &place, document, why);
    if (!body) {
        return false;
    }
    json_path_set(body, "lon", cJSON_CreateNumber(point.lon));
    json_path_set(body, "lat", cJSON_CreateNumber(point.lat));
    return verb_close(project, "move", place, document, body, why);
}

bool verb_offer(struct project *project, const char *id, enum service service,
                const struct action_field *fields, int count, char out[ACTION_ID],
                struct fault *why)
{
    char document[ACTION_ID], path[ACTION_ID + 16], prefix[ACTION_ID + 16], offer[ULID_SIZE];
    const struct place *place;
    cJSON *body = verb_open(project, id, &place, document, why);
    if (!body) {
        return false;
    }
    if (place->offer_count >= PLACE_OFFERS) {
        cJSON_Delete(body);
        return fault_set(why, FAULT_LIMIT, "fault.offers.many");
    }
    ulid_make(clock_now_ms(project->clock), offer);
    snprintf(path, sizeof path, "offers/%s/service", offer);
    json_path_set(body, path, cJSON_CreateString(service_word(service)));
    snprintf(path, sizeof path, "offers/%s/checked", offer);
    verb_set_date(body, path, project_today(project));
    if (place->checked.year == 0) {
        verb_set_date(body, "checked", project_today(project));
    }
    json_path_set(body, "checked_by", cJSON_CreateString(project->role));
    snprintf(prefix, sizeof prefix, "offers/%s/", offer);
    if (!verb_fields(project, body, prefix, fields, count, why)) {
        cJSON_Delete(body);
        return false;
    }
    snprintf(out, ACTION_ID, "%s", offer);
    return verb_close(project, "offer", place, document, body, why);
}

bool action_offer_add(struct project *project, const char *id, enum service service,
                      char out[ACTION_ID], struct fault *why)
{
    return verb_offer(project, id, service, NULL, 0, out, why);
}

bool action_offer_remove(struct project *project, const char *id, const char *offer,
                         struct fault *why)
{
    char document[ACTION_ID], path[ACTION_ID + 32];
    const struct place *place;
    cJSON *body = verb_open(project, id, &place, document, why);
    if (!body) {
        return false;
    }
    snprintf(path, sizeof path, "offers/%s", offer);
    if (!json_path_get(body, path)) {
        cJSON_Delete(body);
        return fault_set_text(why, FAULT_MISSING, "fault.offer.unknown", offer);
    }
    snprintf(path, sizeof path, "offers/%s/removed", offer);
    json_path_set(body, path, cJSON_CreateTrue());
    return verb_close(project, "offer-remove", place, document, body, why);
}

/* ---- settings of the wijk ---- */

static bool wijk_field(cJSON *body, const struct action_field *field, struct fault *why)
{
    if (!strcmp(field->path, "loose_hours")) {
        bool on = !strcmp(field->value, "true") || !strcmp(field->value, "yes");
        json_path_set(body, "loose_hours", on ? cJSON_CreateTrue() : NULL);
        return true;
    }
    if (!strcmp(field->path, "school")) {
        enum calendar_region region;
        if (!calendar_region_parse(field->value, &region)) {
            return fault_set_text(why, FAULT_INPUT, "fault.wijk.school", field->value);
        }
        json_path_set(body, "school", cJSON_CreateString(calendar_region_word(region)));
        return true;
    }
    if (!strcmp(field->path, "site")) {
        char shown[LEARNING_ADDRESS + 1] = "";
        if (*field->value && !address_short(field->value, shown)) {
            return fault_set_text(why, FAULT_INPUT, "fault.wijk.site", field->value);
        }
        json_path_set(body, "site", *shown ? cJSON_CreateString(shown) : NULL);
        return true;
    }
    if (!strcmp(field->path, "groups")) {
        cJSON *value = NULL;
        if (!place_field_read("offers/x/groups", field->value, &value, why)) {
            return false;
        }
        json_path_set(body, "groups", value ? value : cJSON_CreateArray());
        return true;
    }
    return fault_set_text(why, FAULT_USAGE, "fault.field.unknown", field->path);
}

bool action_wijk_set(struct project *project, const struct action_field *fields, int count,
                     struct fault *why)
{
    char document[ACTION_ID + 16];
    struct edit edit;
    snprintf(document, sizeof document, "wijk:%s", project->wijk.code);
    const cJSON *before = view_document(project, document);
    cJSON *body = before ? cJSON_Duplicate(before, true) : cJSON_CreateObject();
    json_path_set(body, "_id", cJSON_CreateString(document));
    json_path_set(body, "type", cJSON_CreateString("wijk"));
    for (int i = 0; i < count; i++) {
        if (!wijk_field(body, &fields[i], why)) {
            cJSON_Delete(body);
            return false;
        }
    }
    deed_begin(project, &edit, "wijk", project->wijk.name);
    verb_changes(project, &edit, document, body);
    return deed_do(project, &edit, why);
}
