/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil places`: places of the wijk, filtered and searched. */
#include "command/command_inner.h"

#include <string.h>

#include "base/json.h"

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

static void closure_add(cJSON *json, struct civil_date until)
{
    char day[CIVIL_DATE_SIZE];
    if (until.year) {
        civil_date_write(until, day);
        cJSON_AddStringToObject(json, "closed_until", day);
    }
}

/* What is known of when it is there, and whether it is so now. */
static void when_add(const struct ask *ask, const struct place *place, cJSON *json)
{
    static const char *const words[] = {
        [HOURS_CLOSED] = "no", [HOURS_OPEN] = "yes", [HOURS_UNKNOWN] = "unknown"};
    struct buffer text;
    buffer_init(&text, 64 * 1024);
    place_opening_hours(place, &text);
    cJSON_AddStringToObject(json, "hours", buffer_text(&text));
    buffer_clear(&text);
    closure_add(json, place->closed_until);
    enum hours_state state =
        project_place_at(ask->project, place, ACTION_ALL_SERVICES, project_now(ask->project));
    cJSON_AddStringToObject(json, "open", words[state]);
}

static cJSON *offer_json(const struct place *place, const struct offer *offer)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", offer->id);
    cJSON_AddStringToObject(json, "service", service_word(offer->service));
    cJSON_AddStringToObject(json, "price", price_word(offer->price));
    cJSON_AddItemToObject(json, "obligations",
                          words_of_bits(offer->obligations, OBLIGATION_COUNT, obligation_word));
    cJSON_AddItemToObject(json, "groups", words_of_bits(offer->groups, GROUP_COUNT, group_word));
    cJSON_AddStringToObject(json, "hours", offer->hours);
    closure_add(json, offer->closed_until);
    if (offer->stop_count) {
        char path[160];
        snprintf(path, sizeof path, "offers/%s/stops", offer->id);
        cJSON_AddItemToObject(json, "stops",
                              cJSON_Duplicate(json_path_get(place->document, path), true));
    }
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
    when_add(ask, place, json);
    cJSON *offers = cJSON_AddArrayToObject(json, "offers");
    for (size_t i = 0; i < place->offer_count; i++) {
        cJSON_AddItemToArray(offers, offer_json(place, &place->offers[i]));
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
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    places_show(ask, &filter, words);
    return EXIT_DONE;
}
