/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil places`: places of the wijk, filtered and searched. */
#include "command/command_inner.h"

#include <string.h>

static const char *const state_words[] = {[PLACE_CANDIDATE] = "candidate",
                                          [PLACE_PROVISIONAL] = "provisional",
                                          [PLACE_CONFIRMED] = "confirmed",
                                          [PLACE_STALE] = "stale"};

static cJSON *words_of_bits(unsigned bits, int count, const char *(*word)(int))
{
    cJSON *array = cJSON_CreateArray();
    for (int i = 0; i < count; i++) {
        if (bits & (1u << i)) {
            cJSON_AddItemToArray(array, cJSON_CreateString(word(i)));
        }
    }
    return array;
}

static cJSON *offer_json(const struct offer *offer)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", offer->id);
    cJSON_AddStringToObject(json, "service", service_word(offer->service));
    cJSON_AddStringToObject(json, "price", price_word(offer->price));
    cJSON_AddItemToObject(json, "obligations",
                          words_of_bits(offer->obligations, OBLIGATION_COUNT, obligation_word));
    cJSON_AddItemToObject(json, "groups", words_of_bits(offer->groups, GROUP_COUNT, group_word));
    cJSON_AddStringToObject(json, "hours", offer->hours);
    if (offer->count) {
        cJSON_AddNumberToObject(json, "count", offer->count);
    }
    cJSON_AddBoolToObject(json, "checked", offer->checked.year != 0);
    return json;
}

cJSON *place_json(const struct ask *ask, const struct place *place, bool whole)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", place->id);
    cJSON_AddStringToObject(json, "name", place_name(place, language_tag(ask->settings.language)));
    cJSON_AddStringToObject(json, "kind", kind_word(place->kind));
    cJSON_AddStringToObject(json, "state", state_words[project_place_state(ask->project, place)]);
    cJSON_AddBoolToObject(json, "in_wijk", project_place_in_wijk(ask->project, place));
    cJSON_AddNumberToObject(json, "lon", place->point.lon);
    cJSON_AddNumberToObject(json, "lat", place->point.lat);
    cJSON *offers = cJSON_AddArrayToObject(json, "offers");
    for (size_t i = 0; i < place->offer_count; i++) {
        cJSON_AddItemToArray(offers, offer_json(&place->offers[i]));
    }
    if (whole) {
        cJSON_AddItemToObject(json, "document", cJSON_Duplicate(place->document, true));
    }
    return json;
}

struct filter {
    enum service service;
    bool by_service, all;
    int state; /* -1 = any */
};

static bool filter_passes(const struct ask *ask, const struct filter *filter,
                          const struct place *place)
{
    bool found = !filter->by_service;
    for (size_t i = 0; i < place->offer_count && !found; i++) {
        found = place->offers[i].service == filter->service;
    }
    return found && (filter->all || project_place_in_wijk(ask->project, place)) &&
           (filter->state < 0 || (int)project_place_state(ask->project, place) == filter->state);
}

static void place_print(const struct ask *ask, const struct place *place)
{
    printf("%-32s %-11s %-18s %s", place->id, state_words[project_place_state(ask->project, place)],
           kind_word(place->kind), place_name(place, language_tag(ask->settings.language)));
    for (size_t i = 0; i < place->offer_count; i++) {
        printf("%s%s", i ? ", " : "  [", service_word(place->offers[i].service));
    }
    puts(place->offer_count ? "]" : "");
}

static void places_show(struct ask *ask, const struct filter *filter, const char *words)
{
    enum { HITS = 64 };
    struct hit hits[HITS];
    size_t count;
    const struct place *const *all = project_places(ask->project, &count);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    int hit_count = 0;
    if (words) {
        const struct language *languages[LANGUAGE_COUNT];
        memcpy(languages, ask->languages, sizeof languages);
        struct point near = box_middle(project_wijk(ask->project)->border->box);
        hit_count = action_search_places(ask->project, languages, words, near, hits, HITS);
        count = (size_t)hit_count;
    }
    for (size_t i = 0; i < count; i++) {
        const struct place *place = words ? project_place(ask->project, hits[i].id) : all[i];
        if (!place || !filter_passes(ask, filter, place)) {
            continue;
        }
        if (array) {
            cJSON_AddItemToArray(array, place_json(ask, place, false));
        } else {
            place_print(ask, place);
        }
    }
    if (array) {
        ask_json(array);
    }
}

int command_places(struct ask *ask)
{
    struct filter filter = {.state = -1};
    struct fault why;
    const char *service = ask_option(ask, "--service"), *state = ask_option(ask, "--state");
    const char *words = ask_option(ask, "--search");
    filter.all = ask_flag(ask, "--all");
    filter.by_service = service != NULL;
    if (service && !service_parse(service, &filter.service)) {
        fault_set_text(&why, FAULT_USAGE, "fault.service.unknown", service);
        return ask_fault(ask, &why);
    }
    for (int i = 0; state && i < 4; i++) {
        filter.state = !strcmp(state, state_words[i]) ? i : filter.state;
    }
    if (state && filter.state < 0) {
        fault_set_text(&why, FAULT_USAGE, "fault.state.unknown", state);
        return ask_fault(ask, &why);
    }
    int code = ask_wijk(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    places_show(ask, &filter, words);
    return EXIT_DONE;
}
