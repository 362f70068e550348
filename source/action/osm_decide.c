/* SPDX-License-Identifier: EUPL-1.2 */
/* A person decides about what OpenStreetMap says otherwise: take it over, or keep what was said. */
#include "action/osm_inner.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "place/follow.h"

static const struct osm_change *change_find(struct project *project, const char *id,
                                            struct fault *why)
{
    const struct osm_change *change = osm_change_of(project, id);
    if (!change || change->kind == OSM_NEW) {
        fault_set_text(why, FAULT_MISSING, "fault.osm.none", id);
        return NULL;
    }
    return change;
}

static const struct osm_field *field_find(const struct osm_change *change, const char *path,
                                          struct fault *why)
{
    for (size_t i = 0; i < change->field_count; i++) {
        if (!strcmp(change->fields[i].path, path)) {
            return &change->fields[i];
        }
    }
    fault_set_text(why, FAULT_MISSING, "fault.osm.field", path);
    return NULL;
}

static void point_set(cJSON *body, const char *prefix, const cJSON *from)
{
    static const char *const names[] = {"lon", "lat"};
    char path[64];
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s%s", prefix, names[i]);
        json_path_set(body, path, cJSON_Duplicate(json_member(from, names[i]), true));
    }
}

static void said_set(cJSON *body, const struct osm_field *field, const cJSON *value)
{
    char path[OSM_PATH + 16];
    snprintf(path, sizeof path, "source/said/%s", field->path);
    if (!strcmp(field->path, "position")) {
        point_set(body, "source/said/", value);
    } else {
        json_path_set(body, path, value ? cJSON_Duplicate(value, true) : NULL);
    }
}

/* The body to change, with what OSM said made complete: what is not decided stays different. */
static cJSON *body_open(const struct osm_change *change, char document[ACTION_ID])
{
    verb_document_id(change->place, document);
    cJSON *body = verb_body(change->place, document);
    if (change->candidate && !cJSON_IsObject(json_path_get(body, "source/said"))) {
        json_path_set(body, "source/said", place_said(change->candidate->document));
        for (size_t i = 0; i < change->field_count; i++) {
            said_set(body, &change->fields[i], change->fields[i].ours);
        }
    }
    if (change->candidate) {
        json_path_set(body, "source/id", cJSON_CreateString(change->candidate->id));
        json_path_set(body, "source/gone", NULL);
    }
    return body;
}

static void offer_take(cJSON *body, const struct osm_field *field)
{
    char path[OSM_PATH + 16];
    if (!field->now) {
        snprintf(path, sizeof path, "%s/removed", field->path);
        json_path_set(body, path, cJSON_CreateTrue());
        return;
    }
    json_path_set(body, field->path, cJSON_Duplicate(field->now, true));
}

static void field_take_over(cJSON *body, const struct osm_field *field)
{
    bool whole = !strncmp(field->path, "offers/", 7) && !strchr(field->path + 7, '/');
    if (!strcmp(field->path, "position")) {
        point_set(body, "", field->now);
    } else if (whole) {
        offer_take(body, field);
    } else {
        json_path_set(body, field->path, field->now ? cJSON_Duplicate(field->now, true) : NULL);
    }
}

bool osm_take(struct project *project, const char *id, const char *path, struct fault *why)
{
    char document[ACTION_ID];
    const struct osm_change *change = change_find(project, id, why);
    const struct osm_field *field = change ? field_find(change, path, why) : NULL;
    if (!field) {
        return false;
    }
    cJSON *body = body_open(change, document);
    field_take_over(body, field);
    said_set(body, field, field->now);
    return verb_close(project, "osm-take", change->place, document, body, why);
}

bool osm_keep(struct project *project, const char *id, const char *path, struct fault *why)
{
    char document[ACTION_ID];
    const struct osm_change *change = change_find(project, id, why);
    const struct osm_field *field = change && path ? field_find(change, path, why) : NULL;
    if (!change || (path && !field)) {
        return false;
    }
    cJSON *body = body_open(change, document);
    if (change->kind == OSM_GONE) {
        json_path_set(body, "source/gone", cJSON_CreateTrue());
    }
    for (size_t i = 0; i < change->field_count; i++) {
        if (!field || field == &change->fields[i]) {
            said_set(body, &change->fields[i], change->fields[i].now);
        }
    }
    return verb_close(project, "osm-keep", change->place, document, body, why);
}
