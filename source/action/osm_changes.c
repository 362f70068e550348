/* SPDX-License-Identifier: EUPL-1.2 */
/* What OpenStreetMap says otherwise than people do. */
#include "action/osm_inner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"
#include "place/follow.h"

void osm_changes_clear(struct osm *osm)
{
    for (size_t i = 0; i < osm->count; i++) {
        free((struct osm_field *)osm->changes[i].fields);
    }
    free(osm->changes);
    osm->changes = NULL;
    osm->count = osm->room = 0;
    osm->generation = 0;
}

static void change_add(struct osm *osm, struct osm_change change)
{
    ARRAY_GROW(osm->changes, osm->count, osm->room);
    osm->changes[osm->count++] = change;
}

/* ---- fields ---- */

struct comparing {
    const cJSON *body, *then, *now; /* `then` NULL = not known */
    struct osm_field *fields;
    size_t count, room;
};

static struct point point_in(const cJSON *document)
{
    return (struct point){json_number(document, "lon", NAN), json_number(document, "lat", NAN)};
}

static bool text_empty(const cJSON *value)
{
    return !value || cJSON_IsNull(value) || (cJSON_IsString(value) && !*value->valuestring);
}

/* People may have entered the offer under an id of their own. */
static const cJSON *offer_like(const cJSON *body, const char *service)
{
    const cJSON *offer;
    cJSON_ArrayForEach(offer, json_member(body, "offers"))
    {
        if (!strcmp(json_text(offer, "service", ""), service) &&
            !json_bool(offer, "removed", false)) {
            return offer;
        }
    }
    return NULL;
}

/* `like`: another one of the same service will do. */
static const cJSON *offer_ours(const cJSON *body, const char *path, bool like)
{
    const cJSON *offer = json_path_get(body, path);
    if (offer && !json_bool(offer, "removed", false)) {
        return offer;
    }
    return like ? offer_like(body, path + strlen("offers/")) : NULL;
}

static bool path_is_offer(const char *path)
{
    return !strncmp(path, "offers/", 7) && !strchr(path + 7, '/');
}

/* An offer that people took away is not asked about field by field. */
static bool offer_removed(const cJSON *body, const char *path)
{
    char offer[OSM_PATH];
    const char *slash = strrchr(path, '/');
    if (strncmp(path, "offers/", 7) != 0 || path_is_offer(path)) {
        return false;
    }
    snprintf(offer, sizeof offer, "%.*s", (int)(slash - path), path);
    const cJSON *ours = json_path_get(body, offer);
    return !ours || json_bool(ours, "removed", false);
}

/* Fills what people say; false when they say what OSM says now, so that there is nothing to ask. */
static bool field_ours(const struct comparing *comparing, struct osm_field *field)
{
    const cJSON *body = comparing->body;
    if (!strcmp(field->path, "position")) {
        field->ours = body;
        field->metres = point_distance(point_in(body), point_in(comparing->now));
        return field->metres >= FOLLOW_METRES;
    }
    if (!field->now && !field->then_known) {
        return false; /* people know more than the map */
    }
    if (path_is_offer(field->path)) {
        field->ours = offer_ours(body, field->path, field->now != NULL);
        return (field->ours != NULL) != (field->now != NULL);
    }
    const cJSON *ours = json_path_get(body, field->path);
    field->ours = text_empty(ours) ? NULL : ours;
    return !offer_removed(body, field->path) && !json_equal(field->ours, field->now);
}

static void field_take(void *data, const char *path, const cJSON *before, const cJSON *after)
{
    struct comparing *comparing = data;
    struct osm_field field = {.then = before, .now = after};
    snprintf(field.path, sizeof field.path, "%s", path);
    field.then_known = comparing->then != NULL;
    if (!field.then_known) {
        field.then = NULL;
    }
    if (field_ours(comparing, &field)) {
        ARRAY_GROW(comparing->fields, comparing->count, comparing->room);
        comparing->fields[comparing->count++] = field;
    }
}

/* A pack as old as the document has nothing to say to it. */
static bool newer(const cJSON *now, const cJSON *body)
{
    const char *ours = json_text(json_member(body, "source"), "date", "");
    return strcmp(json_text(json_member(now, "source"), "date", ""), ours) > 0;
}

static void fields_compare(const cJSON *body, const cJSON *now, struct comparing *out)
{
    const cJSON *then = json_path_get(body, "source/said");
    *out = (struct comparing){.body = body, .then = cJSON_IsObject(then) ? then : NULL, .now = now};
    if (out->then) {
        place_differences(out->then, now, field_take, out);
    } else if (newer(now, body)) {
        place_differences(body, now, field_take, out);
    }
}

/* ---- the list ---- */

static const struct entry *candidate_for(struct project *project, const struct place *place)
{
    const struct entry *entry = table_find(&project->osm->followed, place->id);
    return entry ? entry : table_find(&project->candidate_of, place->source_id);
}

static bool pack_has_map_places(const struct project *project)
{
    for (size_t i = 0; i < project->candidate_count; i++) {
        if (osm_of_map(&project->candidates[i].place) && !project->candidates[i].layer) {
            return true;
        }
    }
    return false;
}

static void document_look(struct project *project, const struct entry *entry, bool map_places)
{
    const struct place *place = &entry->place;
    const struct entry *candidate = candidate_for(project, place);
    struct comparing comparing;
    if (!candidate) {
        bool kept = cJSON_IsTrue(json_path_get(entry->body, "source/gone"));
        if (map_places && !kept && area_covers(project, place->point)) {
            change_add(project->osm, (struct osm_change){.kind = OSM_GONE, .place = place});
        }
        return;
    }
    if (strcmp(candidate->cover, place->id) != 0) {
        return; /* another document speaks for it */
    }
    fields_compare(entry->body, candidate->body, &comparing);
    if (comparing.count) {
        change_add(project->osm, (struct osm_change){
                                     .kind = OSM_CHANGED,
                                     .place = place,
                                     .candidate = &candidate->place,
                                     .followed = strcmp(candidate->place.id, place->source_id) != 0,
                                     .fields = comparing.fields,
                                     .field_count = comparing.count});
    }
}

static int change_order(const void *left, const void *right)
{
    const struct osm_change *a = left, *b = right;
    char first[256], second[256];
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    utf8_fold(a->place->name, first, sizeof first);
    utf8_fold(b->place->name, second, sizeof second);
    int order = strcmp(first, second);
    return order ? order : strcmp(a->place->id, b->place->id);
}

static void changes_make(struct project *project)
{
    struct osm *osm = project->osm;
    bool map_places = pack_has_map_places(project);
    osm_changes_clear(osm);
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        const struct entry *entry = view_entry(place);
        if (!osm_of_map(place)) {
            continue;
        }
        if (!strncmp(place->id, "place:", 6)) {
            document_look(project, entry, map_places);
        } else if (entry->in_wijk && table_find(&osm->fresh, place->id)) {
            change_add(osm,
                       (struct osm_change){.kind = OSM_NEW, .place = place, .candidate = place});
        }
    }
    if (osm->count) {
        qsort(osm->changes, osm->count, sizeof *osm->changes, change_order);
    }
    osm->generation = project->generation;
}

size_t osm_changes(struct project *project, const struct osm_change **out)
{
    struct osm *osm = project->osm;
    if (osm->generation != project->generation) {
        changes_make(project);
    }
    *out = osm->changes;
    return osm->count;
}

size_t osm_changes_count(struct project *project, enum osm_change_kind kind)
{
    const struct osm_change *changes;
    size_t all = osm_changes(project, &changes), count = 0;
    for (size_t i = 0; i < all; i++) {
        count += changes[i].kind == kind;
    }
    return count;
}

const struct osm_change *osm_change_of(struct project *project, const char *id)
{
    const struct osm_change *changes;
    size_t count = osm_changes(project, &changes);
    const struct place *place = project_place(project, id);
    for (size_t i = 0; place && i < count; i++) {
        if (!strcmp(changes[i].place->id, place->id)) {
            return &changes[i];
        }
    }
    return NULL;
}
