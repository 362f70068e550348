/* SPDX-License-Identifier: EUPL-1.2 */
/* The one view of candidates below and documents above. */
#include "action/osm_inner.h"
#include "action/partner_inner.h"
#include "action/source_inner.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "base/ulid.h"

static bool id_begins(const char *id, const char *type)
{
    return strncmp(id, type, strlen(type)) == 0;
}

static bool candidate_take(void *data, const char *json, size_t size)
{
    struct project *project = data;
    struct fault why;
    cJSON *body = NULL;
    if (!json_parse(json, size, JSON_DOCUMENT_CEILING, &body, &why)) {
        log_warn("a candidate of the pack cannot be read: %s", why.what.key);
        return true;
    }
    struct entry entry = {.body = body};
    if (!place_parse(body, &entry.place, NULL, &why)) {
        log_warn("a candidate of the pack is no place: %s", why.what.key);
        cJSON_Delete(body);
        return true;
    }
    place_id_of_candidate(entry.place.id, entry.cover);
    ARRAY_GROW(project->candidates, project->candidate_count, project->candidate_room);
    project->candidates[project->candidate_count++] = entry;
    return true;
}

bool view_load_candidates(struct project *project, struct fault *why)
{
    if (!area_candidates(project, candidate_take, why)) {
        return false;
    }
    sources_lay(project);
    for (size_t i = 0; i < project->candidate_count; i++) {
        struct entry *entry = &project->candidates[i];
        if (entry->leader == i || !table_find(&project->candidate_of, entry->place.id)) {
            table_set(&project->candidate_of, entry->place.id, entry);
        }
    }
    return true;
}

static void candidates_free(struct project *project)
{
    for (size_t i = 0; i < project->candidate_count; i++) {
        when_forget(&project->candidates[i]);
        place_clear(&project->candidates[i].place);
        cJSON_Delete(project->candidates[i].body);
    }
    free(project->candidates);
    project->candidates = NULL;
    project->candidate_count = project->candidate_room = 0;
    table_clear(&project->candidate_of, NULL);
    table_init(&project->candidate_of);
}

bool view_reload_candidates(struct project *project, struct fault *why)
{
    candidates_free(project);
    bool ok = view_load_candidates(project, why);
    osm_lay(project);
    view_refresh(project);
    return ok;
}

const cJSON *view_document(const struct project *project, const char *id)
{
    return table_find(&project->documents, id);
}

static void entry_free(void *value)
{
    struct entry *entry = value;
    when_forget(entry);
    place_clear(&entry->place);
    cJSON_Delete(entry->made);
    free(entry);
}

static void document_free(void *value)
{
    cJSON_Delete(value);
}

static void entry_read(struct project *project, const char *id, cJSON *body)
{
    struct entry *old = table_remove(&project->entries, id);
    if (old) {
        entry_free(old);
    }
    if (!body || !id_begins(id, "place:")) {
        return;
    }
    struct fault why;
    struct entry *entry = memory_take(sizeof *entry);
    entry->body = body;
    if (!place_parse(body, &entry->place, NULL, &why)) {
        log_warn("document %s is no place: %s", id, why.what.key);
        free(entry);
        return;
    }
    table_set(&project->entries, id, entry);
}

void view_put(struct project *project, const char *id, cJSON *body)
{
    entry_read(project, id, body);
    cJSON *old =
        body ? table_set(&project->documents, id, body) : table_remove(&project->documents, id);
    cJSON_Delete(old);
}

void view_clear_documents(struct project *project)
{
    table_clear(&project->entries, entry_free);
    table_clear(&project->documents, document_free);
    table_init(&project->entries);
    table_init(&project->documents);
}

/* Marks of partners that wait are shown as places; they stand where their place stands now. */
static bool marks_read(struct project *project)
{
    bool any = false;
    size_t at = 0;
    const char *id;
    void *value;
    while (table_next(&project->documents, &at, &id, &value)) {
        struct partner_mark mark;
        struct fault why;
        if (!id_begins(id, "prop:")) {
            continue;
        }
        struct entry *old = table_remove(&project->entries, id);
        any = any || old;
        if (old) {
            entry_free(old);
        }
        if (!mark_parse(project, value, &mark) || mark.state != PARTNER_WAITING) {
            continue;
        }
        struct entry *entry = memory_take(sizeof *entry);
        entry->made = mark_place(&mark, id);
        entry->body = entry->made;
        if (place_parse(entry->made, &entry->place, NULL, &why)) {
            table_set(&project->entries, id, entry);
            any = true;
        } else {
            entry_free(entry);
        }
    }
    return any;
}

/* ---- what is visible ---- */

static void visible_add(struct project *project, struct entry *entry)
{
    entry->in_wijk = project->wijk.border && (shape_has(project->wijk.border, entry->place.point) ||
                                              place_counts_for(&entry->place, project->wijk.code));
    ARRAY_GROW(project->visible, project->visible_count, project->visible_room);
    project->visible[project->visible_count++] = &entry->place;
}

static int visible_order(const void *left, const void *right)
{
    const struct place *a = *(const struct place *const *)left;
    const struct place *b = *(const struct place *const *)right;
    return strcmp(a->id, b->id);
}

static void visible_gather(struct project *project)
{
    project->visible_count = 0;
    for (size_t i = 0; i < project->candidate_count; i++) {
        project->candidates[i].taken = false;
    }
    for (size_t i = 0; i < project->candidate_count; i++) {
        struct entry *entry = &project->candidates[i];
        if (table_find(&project->documents, entry->cover)) {
            project->candidates[entry->leader].taken = true;
        }
    }
    for (size_t i = 0; i < project->candidate_count; i++) {
        struct entry *entry = &project->candidates[i];
        if (entry->leader == i && !entry->taken) {
            visible_add(project, entry);
        }
    }
    size_t at = 0;
    const char *id;
    void *value;
    while (table_next(&project->entries, &at, &id, &value)) {
        struct entry *entry = value;
        if (!entry->place.removed) {
            visible_add(project, entry);
        }
    }
    if (project->visible_count) {
        qsort(project->visible, project->visible_count, sizeof *project->visible, visible_order);
    }
    table_clear(&project->visible_of, NULL);
    table_init(&project->visible_of);
    for (size_t i = 0; i < project->visible_count; i++) {
        struct place *place = (struct place *)project->visible[i];
        table_set(&project->visible_of, place->id, place);
    }
}

/* The places first: marks look at them. */
static void visible_make(struct project *project)
{
    visible_gather(project);
    if (marks_read(project)) {
        visible_gather(project);
    }
}

/* Settings of its document over the border of the pack. */
static void wijk_settings(const struct project *project, struct wijk *wijk)
{
    char id[ACTION_ID];
    snprintf(id, sizeof id, "wijk:%s", wijk->code ? wijk->code : "");
    const cJSON *document = view_document(project, id);
    wijk->groups = GROUP_SENIORS | GROUP_NEWCOMERS | GROUP_POVERTY;
    wijk->fresh_months = 12;
    wijk->old_months = 24;
    wijk->school = REGION_FLEMISH;
    calendar_region_parse(json_text(document, "school", ""), &wijk->school);
    wijk->loose_hours = json_bool(document, "loose_hours", false);
    wijk->site = json_text(document, "site", "");
    const cJSON *groups = json_member(document, "groups");
    if (cJSON_IsArray(groups)) {
        wijk->groups = 0;
        const cJSON *item;
        cJSON_ArrayForEach(item, groups)
        {
            for (int i = 0; i < GROUP_COUNT && cJSON_IsString(item); i++) {
                if (!strcmp(item->valuestring, group_word(i))) {
                    wijk->groups |= 1u << i;
                }
            }
        }
    }
}

static void wijk_of_pack(const struct pack_wijk *found, struct wijk *out)
{
    out->code = found->code;
    out->name = found->name;
    out->municipality = found->municipality;
    out->border = found->border;
}

void view_wijk(const struct project *project, const struct pack_wijk *found, struct wijk *out)
{
    memset(out, 0, sizeof *out);
    wijk_of_pack(found, out);
    wijk_settings(project, out);
}

void view_refresh(struct project *project)
{
    wijk_settings(project, &project->wijk);
    when_refresh(project);
    visible_make(project);
    project->generation++;
    project->changed++;
}

void view_choose_wijk(struct project *project, const char *code)
{
    struct pack *pack;
    const struct pack_wijk *found = area_wijk(project, code, &pack);
    if (!found) {
        return;
    }
    wijk_of_pack(found, &project->wijk);
    project->pack = pack;
}

void view_free(struct project *project)
{
    view_clear_documents(project);
    candidates_free(project);
    table_clear(&project->candidate_of, NULL);
    table_clear(&project->visible_of, NULL);
    free(project->visible);
    free(project->judgements);
    free(project->publications);
    logbook_clear(&project->logbook);
    assessment_clear(&project->assessment);
    coming_clear(&project->coming);
    doubt_clear(&project->doubt);
}

/* ---- the view as others see it ---- */

const struct place *const *project_places(const struct project *project, size_t *count)
{
    *count = project->visible_count;
    return project->visible;
}

const struct place *project_place(const struct project *project, const char *id)
{
    const struct place *place = table_find(&project->visible_of, id);
    if (place) {
        return place;
    }
    const struct entry *candidate = table_find(&project->candidate_of, id);
    if (!candidate) {
        return NULL;
    }
    place = table_find(&project->visible_of, candidate->cover);
    const struct entry *leader = &project->candidates[candidate->leader];
    place = place ? place : table_find(&project->visible_of, leader->place.id);
    return place ? place : table_find(&project->visible_of, leader->cover);
}

struct entry *view_entry(const struct place *place)
{
    return (struct entry *)((uintptr_t)place - offsetof(struct entry, place));
}

bool project_place_in_wijk(const struct project *project, const struct place *place)
{
    (void)project;
    return view_entry(place)->in_wijk;
}

enum place_state project_place_state(const struct project *project, const struct place *place)
{
    return place_state(place, project_today(project), project->wijk.fresh_months);
}

bool project_looked(const struct project *project, enum service service, struct civil_date *when)
{
    return view_looked(project, project->wijk.code, service, when);
}

bool view_looked(const struct project *project, const char *code, enum service service,
                 struct civil_date *when)
{
    char id[ACTION_ID + 32];
    snprintf(id, sizeof id, "look:%s:%s", code, service_word(service));
    const cJSON *document = view_document(project, id);
    struct look look;
    struct fault why;
    if (!document || !look_parse(document, &look, &why)) {
        return false;
    }
    if (when) {
        *when = look.date;
    }
    return true;
}

/* ---- judging ---- */

static size_t looks_gather(struct project *project)
{
    size_t count = 0;
    for (int service = 0; service < SERVICE_COUNT; service++) {
        struct look look = {.service = (enum service)service};
        if (project_looked(project, look.service, &look.date)) {
            project->looks[count++] = look;
        }
    }
    return count;
}

static void judgements_gather(struct project *project)
{
    const struct framework *framework = project->framework;
    free(project->judgements);
    project->judgements = memory_take(sizeof *project->judgements * FRAMEWORK_CRITERIA);
    project->judgement_count = 0;
    for (int i = 0; i < framework->criterion_count; i++) {
        char id[ACTION_ID];
        struct fault why;
        snprintf(id, sizeof id, "judge:%s:%s", project->wijk.code, framework->criteria[i].id);
        const cJSON *document = view_document(project, id);
        if (document &&
            judgement_parse(document, &project->judgements[project->judgement_count], &why)) {
            project->judgement_count++;
        }
    }
}

static void publications_gather(struct project *project)
{
    size_t at = 0;
    const char *id;
    void *document;
    project->publication_count = 0;
    while (table_next(&project->documents, &at, &id, &document)) {
        struct publication publication;
        struct fault why;
        if (strncmp(id, "log:", 4) == 0 &&
            publication_parse(document, project->wijk.code, &publication, &why)) {
            ARRAY_GROW(project->publications, project->publication_count,
                       project->publication_room);
            project->publications[project->publication_count++] = publication;
        }
    }
}

const struct logbook *project_logbook(struct project *project)
{
    size_t at = 0;
    const char *id;
    void *document;
    if (project->logbook_generation == project->generation) {
        return &project->logbook;
    }
    logbook_clear(&project->logbook);
    while (table_next(&project->documents, &at, &id, &document)) {
        logbook_add(&project->logbook, project->wijk.code ? project->wijk.code : "", id, document);
    }
    logbook_sort(&project->logbook);
    project->logbook_generation = project->generation;
    return &project->logbook;
}

void project_question(struct project *project, int64_t moment, struct assessment_question *out)
{
    if (project->gathered_generation != project->generation) { /* findings borrow them */
        judgements_gather(project);
        publications_gather(project);
        project->gathered_generation = project->generation;
    }
    *out = (struct assessment_question){
        .framework = project->framework,
        .wijk = &project->wijk,
        .places = project->visible,
        .place_count = project->visible_count,
        .looks = project->looks,
        .look_count = looks_gather(project),
        .judgements = project->judgements,
        .judgement_count = project->judgement_count,
        .publications = project->publications,
        .publication_count = project->publication_count,
        .now = civil_of_moment(moment),
        .hours = &project->setting,
        .language = project->language,
        .logbook = project_logbook(project),
    };
}

const struct assessment *project_assessment_at(struct project *project, int64_t moment)
{
    int64_t minute = moment / 60;
    if (project->assessed_generation == project->generation && project->assessed_minute == minute) {
        return &project->assessment;
    }
    struct assessment_question question;
    project_question(project, moment, &question);
    assessment_clear(&project->assessment);
    assessment_make(&question, &project->assessment);
    project->assessed_generation = project->generation;
    project->assessed_minute = minute;
    return &project->assessment;
}

void project_speak(struct project *project, enum language_code language)
{
    project->language = language_tag(language);
    project->assessed_generation = 0;
}

void project_choose_names(struct project *project, enum names_choice names)
{
    project->names = names;
}

const struct assessment *project_assessment(struct project *project)
{
    /* Once judged, the day's findings hold until something changes: hours are judged by the week.
     */
    int64_t now = clock_now(project->clock);
    int64_t noon = now - (now % 86400) + 43200;
    return project_assessment_at(project, noon);
}
