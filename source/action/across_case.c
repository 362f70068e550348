/* SPDX-License-Identifier: EUPL-1.2 */
/* A wijk cut out of the project, to be judged anywhere. */
#include "action/across_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/project_inner.h"
#include "action/rounds.h"
#include "base/arena.h"
#include "base/json.h"

struct wijk_case {
    struct wijk wijk;
    struct hours_setting setting;
    char language[8];
    cJSON **bodies; /* owned: of places, judgements and publications */
    size_t body_count, body_room;
    struct arena ids;     /* of what stands in the logbook */
    struct place *places; /* owned */
    const struct place **list;
    size_t place_count;
    struct look looks[SERVICE_COUNT];
    size_t look_count;
    struct judgement judgements[FRAMEWORK_CRITERIA];
    size_t judgement_count;
    struct publication *publications; /* owned */
    size_t publication_count, publication_room;
    struct logbook logbook;
    struct civil_date first_round;
    struct assessment_question question;
};

static cJSON *copy_keep(struct wijk_case *wijk, const cJSON *body)
{
    ARRAY_GROW(wijk->bodies, wijk->body_count, wijk->body_room);
    cJSON *copy = cJSON_Duplicate(body, true);
    wijk->bodies[wijk->body_count++] = copy;
    return copy;
}

static bool near_enough(const struct wijk_case *wijk, double metres, const struct place *place)
{
    return place_counts_for(place, wijk->wijk.code) ||
           (wijk->wijk.border && box_has(box_grow(wijk->wijk.border->box, metres), place->point));
}

static void places_take(struct project *project, struct wijk_case *wijk)
{
    const cJSON *settings = json_member(project->framework->document, "settings");
    double metres = json_number(settings, "near_metres", 300);
    wijk->places = memory_take(sizeof *wijk->places * (project->visible_count + 1));
    wijk->list = memory_take(sizeof *wijk->list * (project->visible_count + 1));
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        struct fault ignored;
        if (!near_enough(wijk, metres, place)) {
            continue;
        }
        struct place *copy = &wijk->places[wijk->place_count];
        if (place_parse(copy_keep(wijk, place->document), copy, NULL, &ignored)) {
            wijk->list[wijk->place_count++] = copy;
        }
    }
}

static void judgements_take(struct project *project, struct wijk_case *wijk)
{
    for (int i = 0; i < project->framework->criterion_count; i++) {
        char id[ACTION_ID * 2];
        struct fault ignored;
        snprintf(id, sizeof id, "judge:%s:%s", wijk->wijk.code, project->framework->criteria[i].id);
        const cJSON *body = view_document(project, id);
        if (body && judgement_parse(copy_keep(wijk, body), &wijk->judgements[wijk->judgement_count],
                                    &ignored)) {
            wijk->judgement_count++;
        }
    }
}

static void looks_take(struct project *project, struct wijk_case *wijk)
{
    for (int service = 0; service < SERVICE_COUNT; service++) {
        struct look look = {.service = (enum service)service};
        if (view_looked(project, wijk->wijk.code, look.service, &look.date)) {
            wijk->looks[wijk->look_count++] = look;
        }
    }
}

/* ---- what is noted ---- */

static bool is_record(const char *id)
{
    static const char *const others[] = {"place", "prop",  "look",   "judge",
                                         "wijk",  "round", "context"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        size_t size = strlen(others[i]);
        if (strncmp(id, others[i], size) == 0 && id[size] == ':') {
            return false;
        }
    }
    return true;
}

void case_shelf_make(struct project *project, struct case_shelf *out)
{
    size_t at = 0;
    const char *id;
    void *body;
    memset(out, 0, sizeof *out);
    while (table_next(&project->documents, &at, &id, &body)) {
        if (is_record(id)) {
            ARRAY_GROW(out->items, out->count, out->room);
            out->items[out->count++] =
                (struct case_record){.id = id, .wijk = json_text(body, "wijk", NULL), .body = body};
        }
    }
}

void case_shelf_clear(struct case_shelf *shelf)
{
    free(shelf->items);
    memset(shelf, 0, sizeof *shelf);
}

static void publication_take(struct wijk_case *wijk, const struct case_record *record)
{
    struct publication publication;
    struct fault ignored;
    if (strncmp(record->id, "log:", 4) != 0 ||
        !publication_parse(record->body, wijk->wijk.code, &publication, &ignored)) {
        return;
    }
    ARRAY_GROW(wijk->publications, wijk->publication_count, wijk->publication_room);
    publication_parse(copy_keep(wijk, record->body), wijk->wijk.code,
                      &wijk->publications[wijk->publication_count++], &ignored);
}

/* All that may stand in the logbook of the wijk, and what was given out. */
static void records_take(const struct case_shelf *shelf, struct wijk_case *wijk)
{
    logbook_init(&wijk->logbook);
    for (size_t i = 0; i < shelf->count; i++) {
        const struct case_record *record = &shelf->items[i];
        if (!record->wijk || strcmp(record->wijk, wijk->wijk.code) == 0) {
            publication_take(wijk, record);
            logbook_add(&wijk->logbook, wijk->wijk.code, arena_text(&wijk->ids, record->id),
                        copy_keep(wijk, record->body));
        }
    }
    logbook_sort(&wijk->logbook);
}

static void question_fill(struct project *project, struct wijk_case *wijk, int64_t moment)
{
    snprintf(wijk->language, sizeof wijk->language, "%s",
             project->language ? project->language : "");
    wijk->question = (struct assessment_question){
        .framework = project->framework,
        .wijk = &wijk->wijk,
        .places = wijk->list,
        .place_count = wijk->place_count,
        .looks = wijk->looks,
        .look_count = wijk->look_count,
        .judgements = wijk->judgements,
        .judgement_count = wijk->judgement_count,
        .publications = wijk->publications,
        .publication_count = wijk->publication_count,
        .logbook = &wijk->logbook,
        .now = civil_of_moment(moment),
        .hours = &wijk->setting,
        .language = *wijk->language ? wijk->language : NULL,
    };
}

struct wijk_case *wijk_case_of(struct project *project, const struct case_shelf *shelf,
                               const char *code, int64_t moment)
{
    const struct pack_wijk *found = area_wijk(project, code, NULL);
    if (!found) {
        return NULL;
    }
    struct wijk_case *wijk = memory_take(sizeof *wijk);
    arena_init(&wijk->ids);
    view_wijk(project, found, &wijk->wijk);
    wijk->setting = when_setting(project, &wijk->wijk);
    places_take(project, wijk);
    judgements_take(project, wijk);
    looks_take(project, wijk);
    records_take(shelf, wijk);
    wijk->first_round = round_first_of(project, code);
    question_fill(project, wijk, moment);
    return wijk;
}

struct wijk_case *wijk_case_take(struct project *project, const char *code, int64_t moment)
{
    struct case_shelf shelf;
    case_shelf_make(project, &shelf);
    struct wijk_case *wijk = wijk_case_of(project, &shelf, code, moment);
    case_shelf_clear(&shelf);
    return wijk;
}

void wijk_case_free(struct wijk_case *wijk)
{
    if (!wijk) {
        return;
    }
    for (size_t i = 0; i < wijk->place_count; i++) {
        place_clear(&wijk->places[i]);
    }
    logbook_clear(&wijk->logbook);
    for (size_t i = 0; i < wijk->body_count; i++) {
        cJSON_Delete(wijk->bodies[i]);
    }
    arena_clear(&wijk->ids);
    free(wijk->bodies);
    free(wijk->places);
    free(wijk->list);
    free(wijk->publications);
    free(wijk);
}

const struct assessment_question *wijk_case_question(const struct wijk_case *wijk)
{
    return &wijk->question;
}

struct civil_date wijk_case_first_round(const struct wijk_case *wijk)
{
    return wijk->first_round;
}
