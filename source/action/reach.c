/* SPDX-License-Identifier: EUPL-1.2 */
/* The question: what the project knows, taken along. */
#include "action/reach_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "system/file.h"

/* ---- lenses ---- */

bool action_lenses(const struct project *project, struct lenses *out, struct fault *why)
{
    char folder[SYSTEM_PATH], file[SYSTEM_PATH];
    struct buffer text;
    out->count = 0;
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

static bool lens_choose(const struct project *project, const char *id, struct lens *out,
                        struct fault *why)
{
    struct lenses lenses;
    if (!action_lenses(project, &lenses, why)) {
        return false;
    }
    const struct lens *lens = id && *id ? lenses_find(&lenses, id) : &lenses.items[0];
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

static bool ask_take(const struct project *project, const struct reach_ask *ask,
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

void reach_question_free(struct reach_question *question)
{
    if (question) {
        free(question->places);
        free(question->spots);
        free(question);
    }
}
