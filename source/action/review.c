/* SPDX-License-Identifier: EUPL-1.2 */
/* The coordinator's answer to a partner's mark. */
#include "action/partner_inner.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"

/* The same id for the same mark on every tablet: two coordinators who accept it make one offer. */
static const char *ulid_of_mark(const struct partner_mark *mark, char document[40])
{
    place_id_of_candidate(mark->id, document);
    return document + strlen("place:");
}

static const struct offer *standing(const struct place *place, enum service service)
{
    for (size_t i = 0; i < place->offer_count; i++) {
        if (place->offers[i].service == service) {
            return &place->offers[i];
        }
    }
    return NULL;
}

static void offer_take(const struct partner_mark *mark, const struct offer *there, const char *id,
                       struct civil_date checked, cJSON *body)
{
    char path[ACTION_ID + 32];
    if (!there) {
        snprintf(path, sizeof path, "offers/%s/service", id);
        json_path_set(body, path, cJSON_CreateString(service_word(mark->service)));
    }
    if (mark->price != PRICE_UNKNOWN && (!there || there->price == PRICE_UNKNOWN)) {
        snprintf(path, sizeof path, "offers/%s/price", id);
        json_path_set(body, path, cJSON_CreateString(price_word(mark->price)));
    }
    if (!there || civil_date_compare(there->checked, checked) < 0) {
        snprintf(path, sizeof path, "offers/%s/checked", id);
        verb_set_date(body, path, checked);
    }
}

/* The body of `place` with the mark's offer in it; NULL = it has too many. */
static cJSON *place_with(struct project *project, const struct partner_mark *mark,
                         const struct place *place, char document[ACTION_ID], struct fault *why)
{
    char made[40];
    const struct offer *there = standing(place, mark->service);
    struct civil_date checked = mark->checked.year ? mark->checked : project_today(project);
    if (!there && place->offer_count >= PLACE_OFFERS) {
        fault_set(why, FAULT_LIMIT, "fault.offers.many");
        return NULL;
    }
    verb_document_id(place, document);
    cJSON *body = verb_body(place, document);
    offer_take(mark, there, there ? there->id : ulid_of_mark(mark, made), checked, body);
    if (!place->checked.year) {
        verb_set_date(body, "checked", checked);
    }
    json_path_set(body, "checked_by", cJSON_CreateString(project->role));
    return body;
}

static cJSON *place_from(struct project *project, const struct partner_mark *mark,
                         char document[ACTION_ID])
{
    char made[40];
    ulid_of_mark(mark, made);
    snprintf(document, ACTION_ID, "%s", made);
    cJSON *body = mark_place(mark, document);
    json_path_set(body, "checked_by", cJSON_CreateString(project->role));
    return body;
}

/* Where the offer goes: the place that was asked for, the mark's own, or the one that was made
 * from this mark before. */
static bool place_for(struct project *project, const struct partner_mark *mark, const char *asked,
                      const struct place **out, struct fault *why)
{
    char made[40];
    ulid_of_mark(mark, made);
    *out = *asked        ? verb_place(project, asked, why)
           : mark->place ? mark->place
                         : project_place(project, made);
    return *out || !*asked;
}

bool review_accept(struct project *project, const char *id, const char *place, char out[ACTION_ID],
                   struct fault *why)
{
    struct partner_mark mark;
    struct edit edit;
    char own[ACTION_ID];
    const struct place *at;
    snprintf(own, sizeof own, "%s", id);
    cJSON *answer = mark_open(project, own, &mark, why);
    if (!answer || !place_for(project, &mark, place, &at, why)) {
        cJSON_Delete(answer);
        return false;
    }
    cJSON *body = at ? place_with(project, &mark, at, out, why) : place_from(project, &mark, out);
    if (!body) {
        cJSON_Delete(answer);
        return false;
    }
    json_path_set(answer, "place", cJSON_CreateString(out));
    json_path_set(answer, "state", cJSON_CreateString("accepted"));
    json_path_set(answer, "answer", NULL);
    verb_set_date(answer, "answered", project_today(project));
    deed_begin(project, &edit, "review-accept", mark_name(&mark));
    verb_changes(project, &edit, out, body);
    verb_changes(project, &edit, own, answer);
    return deed_do(project, &edit, why);
}

bool review_return(struct project *project, const char *id, const char *answer, struct fault *why)
{
    struct partner_mark mark;
    struct edit edit;
    cJSON *said = NULL;
    char own[ACTION_ID];
    snprintf(own, sizeof own, "%s", id);
    if (!place_field_read("name", answer, &said, why)) {
        return false;
    }
    if (!said) {
        return fault_set(why, FAULT_INPUT, "partner.fault.answer");
    }
    cJSON *body = mark_open(project, own, &mark, why);
    if (!body) {
        cJSON_Delete(said);
        return false;
    }
    json_path_set(body, "state", cJSON_CreateString("returned"));
    json_path_set(body, "answer", said);
    verb_set_date(body, "answered", project_today(project));
    deed_begin(project, &edit, "review-return", mark_name(&mark));
    verb_changes(project, &edit, own, body);
    return deed_do(project, &edit, why);
}
