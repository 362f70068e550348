/* SPDX-License-Identifier: EUPL-1.2 */
/* The question: what the project knows, taken along. */
#include "action/reach_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "system/file.h"

/* ---- lenses ---- */

static bool lenses_read(const struct project *project, struct lenses *out, struct fault *why)
{
    char folder[SYSTEM_PATH], file[SYSTEM_PATH];
    struct buffer text;
    if (!path_join(folder, sizeof folder, project->assets, "lens") ||
        !path_join(file, sizeof file, folder, "lenses.json")) {
        return fault_set(why, FAULT_USAGE, "fault.path.long");
    }
    if (!file_read(file, LENS_CEILING, &text, why)) {
        return false;
    }
    bool good = lenses_parse(buffer_text(&text), text.size, out, why) || fault_in(why, file);
    buffer_clear(&text);
    return good;
}

const struct lenses *action_lenses(struct project *project, struct fault *why)
{
    if (!project->lenses) {
        struct lenses *lenses = memory_take(sizeof *lenses);
        if (!lenses_read(project, lenses, why)) {
            free(lenses);
            return NULL;
        }
        project->lenses = lenses;
    }
    return project->lenses;
}

static bool lens_choose(struct project *project, const char *id, struct lens *out,
                        struct fault *why)
{
    const struct lenses *lenses = action_lenses(project, why);
    if (!lenses) {
        return false;
    }
    const struct lens *lens = id && *id ? lenses_find(lenses, id) : &lenses->items[0];
    if (!lens) {
        return fault_set_text(why, FAULT_USAGE, "fault.lens.unknown", id);
    }
    *out = *lens;
    return true;
}

/* ---- what a person chose ---- */

static bool minutes_take(const struct reach_ask *ask, struct reach_question *question,
                         struct fault *why)
{
    static const int usual[] = {5, 10, 15};
    bool given = ask->class_count > 0;
    const int *minutes = given ? ask->minutes : usual;
    question->class_count = given ? ask->class_count : 3;
    int last = 0;
    for (int i = 0; i < question->class_count && i < REACH_CLASSES; i++) {
        question->minutes[i] = minutes[i];
        if (minutes[i] <= last || minutes[i] > REACH_MINUTES_MOST) {
            return fault_set(why, FAULT_USAGE, "fault.reach.minutes");
        }
        last = minutes[i];
    }
    return question->class_count <= REACH_CLASSES ||
           fault_set(why, FAULT_USAGE, "fault.reach.minutes");
}

static bool ask_take(struct project *project, const struct reach_ask *ask,
                     struct reach_question *question, struct fault *why)
{
    const struct wijk *wijk = project_wijk(project);
    if (!wijk->border) {
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", "");
    }
    if (!lens_choose(project, ask->lens, &question->lens, why)) {
        return false;
    }
    question->pack = project->pack;
    question->border = wijk->border;
    snprintf(question->wijk, sizeof question->wijk, "%s", wijk->code);
    question->service = ask->service;
    question->timed = ask->timed || question->lens.open_only;
    question->when = ask->timed ? ask->when : project_now(project);
    question->day = project_today(project);
    question->plain = ask->plain;
    return minutes_take(ask, question, why);
}

/* ---- places ---- */

static void name_take(const struct project *project, const struct place *place,
                      char out[REACH_NAME])
{
    snprintf(out, REACH_NAME, "%s", place_name(place, project->language ? project->language : ""));
}

static void places_take(const struct project *project, struct reach_question *question,
                        bool *serves)
{
    const struct serving_list *serving = &question->serving;
    question->places = memory_take((serving->count + 1) * sizeof *question->places);
    for (size_t i = 0; i < serving->count; i++) {
        const struct place *place = project->visible[serving->items[i].place];
        struct reach_place *out = &question->places[question->place_count++];
        serves[serving->items[i].place] = true;
        snprintf(out->id, sizeof out->id, "%s", place->id);
        name_take(project, place, out->name);
        out->kind_key = kind_key(place->kind);
        out->point = place->point;
    }
}

static void spots_take(const struct project *project, struct reach_question *question,
                       const bool *serves)
{
    size_t room = 0;
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        if (serves[i] || place->provisional || !project_place_in_wijk(project, place)) {
            continue;
        }
        ARRAY_GROW(question->spots, question->spot_count, room);
        struct reach_spot *out = &question->spots[question->spot_count++];
        memset(out, 0, sizeof *out);
        snprintf(out->id, sizeof out->id, "%s", place->id);
        name_take(project, place, out->name);
        out->kind_key = kind_key(place->kind);
        out->point = place->point;
    }
}

bool action_reach_ask(struct project *project, const struct reach_ask *ask,
                      struct reach_question **out, struct fault *why)
{
    struct reach_question *question = memory_take(sizeof *question);
    *out = NULL;
    if (!ask_take(project, ask, question, why)) {
        reach_question_free(question);
        return false;
    }
    struct assessment_question places;
    struct serving_ask serving = {question->service, question->timed, question->when,
                                  &question->lens};
    bool *serves = memory_take((project->visible_count + 1) * sizeof *serves);
    project_question(project, clock_now(project->clock), &places);
    serving_make(&places, &serving, &question->serving);
    places_take(project, question, serves);
    spots_take(project, question, serves);
    free(question->serving.items);
    question->serving.items = NULL;
    free(serves);
    *out = question;
    return true;
}

/* ---- the same once more ---- */

static bool place_same(const struct reach_place *a, const struct reach_place *b)
{
    return !strcmp(a->id, b->id) && !strcmp(a->name, b->name) && a->kind_key == b->kind_key &&
           a->point.lon == b->point.lon && a->point.lat == b->point.lat;
}

static bool spot_same(const struct reach_spot *a, const struct reach_spot *b)
{
    return !strcmp(a->id, b->id) && !strcmp(a->name, b->name) && a->kind_key == b->kind_key &&
           a->point.lon == b->point.lon && a->point.lat == b->point.lat;
}

static bool serving_same(const struct serving_list *a, const struct serving_list *b)
{
    return a->hours_unknown == b->hours_unknown && a->closed == b->closed && a->lens == b->lens &&
           a->provisional == b->provisional && a->candidates == b->candidates &&
           a->access_unknown == b->access_unknown;
}

static bool ask_same(const struct reach_question *a, const struct reach_question *b)
{
    return a->pack == b->pack && a->border == b->border && !strcmp(a->wijk, b->wijk) &&
           a->service == b->service && a->plain == b->plain && !strcmp(a->lens.id, b->lens.id) &&
           a->timed == b->timed && (!a->timed || civil_moment(a->when) == civil_moment(b->when)) &&
           civil_days(a->day) == civil_days(b->day) && a->class_count == b->class_count &&
           !memcmp(a->minutes, b->minutes, sizeof a->minutes);
}

enum reach_differs reach_question_differs(const struct reach_question *a,
                                          const struct reach_question *b)
{
    if (!ask_same(a, b) || !serving_same(&a->serving, &b->serving) ||
        a->place_count != b->place_count) {
        return REACH_DIFFERS;
    }
    for (size_t i = 0; i < a->place_count; i++) {
        if (!place_same(&a->places[i], &b->places[i])) {
            return REACH_DIFFERS;
        }
    }
    bool same = a->spot_count == b->spot_count;
    for (size_t i = 0; i < a->spot_count && same; i++) {
        same = spot_same(&a->spots[i], &b->spots[i]);
    }
    return same ? REACH_SAME : REACH_DIFFERS_IN_SPOTS;
}

void reach_question_free(struct reach_question *question)
{
    if (question) {
        free(question->places);
        free(question->spots);
        free(question);
    }
}
