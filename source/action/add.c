/* SPDX-License-Identifier: EUPL-1.2 */
/* A place of our own. */
#include "action/project_inner.h"

#include <stdio.h>

#include "base/json.h"
#include "base/ulid.h"

static bool kind_offer(enum place_kind kind, enum service *out)
{
    if (kind == KIND_CHARGING_POINT) {
        *out = SERVICE_CHARGE;
        return true;
    }
    return false;
}

static cJSON *place_begin(const struct project *project, const char *id, enum place_kind kind,
                          struct point point, cJSON *named)
{
    char path[ACTION_ID + 32];
    enum service service;
    cJSON *body = cJSON_CreateObject();
    cJSON_AddStringToObject(body, "_id", id);
    cJSON_AddStringToObject(body, "type", "place");
    json_path_set(body, "name", named);
    cJSON_AddNumberToObject(body, "lon", point.lon);
    cJSON_AddNumberToObject(body, "lat", point.lat);
    cJSON_AddStringToObject(body, "kind", kind_word(kind));
    if (kind == KIND_OUTDOOR || kind == KIND_MOBILE) {
        cJSON_AddStringToObject(
            body, "setting", setting_word(kind == KIND_OUTDOOR ? SETTING_OUTDOOR : SETTING_MOBILE));
    }
    verb_set_date(body, "checked", project_today(project));
    cJSON_AddStringToObject(body, "checked_by", project->role);
    if (kind_offer(kind, &service)) {
        snprintf(path, sizeof path, "offers/%s/service", service_word(service));
        json_path_set(body, path, cJSON_CreateString(service_word(service)));
        snprintf(path, sizeof path, "offers/%s/price", service_word(service));
        json_path_set(body, path, cJSON_CreateString(price_word(PRICE_FREE)));
        snprintf(path, sizeof path, "offers/%s/checked", service_word(service));
        verb_set_date(body, path, project_today(project));
    }
    return body;
}

bool verb_add(struct project *project, enum place_kind kind, struct point point, const char *name,
              const struct action_field *fields, int count, char out[ACTION_ID], struct fault *why)
{
    char ulid[ULID_SIZE];
    struct edit edit;
    cJSON *named = NULL;
    if (!point_valid(point)) {
        return fault_set(why, FAULT_INPUT, "fault.point");
    }
    if (!place_field_read("name", name ? name : "", &named, why)) {
        return false;
    }
    ulid_make(clock_now_ms(project->clock), ulid);
    snprintf(out, ACTION_ID, "place:%s", ulid);
    cJSON *body = place_begin(project, out, kind, point, named);
    if (!verb_fields(project, body, "", fields, count, why)) {
        cJSON_Delete(body);
        return false;
    }
    deed_begin(project, &edit, "add", name && *name ? name : kind_word(kind));
    edit_add(&edit, out, "", NULL, body);
    return deed_do(project, &edit, why);
}

bool action_add(struct project *project, enum place_kind kind, struct point point, const char *name,
                char out[ACTION_ID], struct fault *why)
{
    return verb_add(project, kind, point, name, NULL, 0, out, why);
}
