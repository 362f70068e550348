/* SPDX-License-Identifier: EUPL-1.2 */
/* Places as marks on the map. */
#include "action/project_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "map/map.h"

/* Brussels is bilingual by law: arrondissement 21 of the NIS codes, with which the wijk's begins.
 */
enum map_names action_map_names(const struct project *project, enum language_code language)
{
    bool french = language == LANGUAGE_FR;
    enum names_choice choice = project->names;
    const struct wijk *wijk = project_wijk(project);
    if (choice == NAMES_AUTOMATIC && wijk && wijk->code && strncmp(wijk->code, "21", 2) == 0)
        choice = NAMES_BOTH;
    switch (choice) {
    case NAMES_NL:
        return MAP_NAMES_NL;
    case NAMES_FR:
        return MAP_NAMES_FR;
    case NAMES_BOTH:
        return french ? MAP_NAMES_FR_NL : MAP_NAMES_NL_FR;
    default:
        return french ? MAP_NAMES_FR : MAP_NAMES_NL;
    }
}

/* Rarer and more telling services stand for a place before wifi and sockets do. */
static int service_weight(enum service service)
{
    static const int weight[SERVICE_COUNT] = {
        [SERVICE_WIFI] = 3,     [SERVICE_COMPUTER] = 6, [SERVICE_CHARGE] = 4,
        [SERVICE_PRINT] = 2,    [SERVICE_SCAN] = 1,     [SERVICE_HELP] = 9,
        [SERVICE_HELP_GOV] = 8, [SERVICE_ADVICE] = 5,   [SERVICE_LESSON] = 10,
        [SERVICE_NUDGE] = 4,    [SERVICE_ROOM] = 2,     [SERVICE_EQUIPMENT] = 3,
        [SERVICE_LEND] = 4,
    };
    return weight[service];
}

void action_marks_at(struct project *project, int service, struct civil when,
                     struct map_mark *marks, size_t count)
{
    static const enum map_time times[] = {[HOURS_CLOSED] = MAP_TIME_CLOSED,
                                          [HOURS_OPEN] = MAP_TIME_OPEN,
                                          [HOURS_UNKNOWN] = MAP_TIME_UNSURE};
    enum { OPEN_ABOVE = 1024 };
    for (size_t i = 0; i < count; i++) {
        const struct place *place = project_place(project, marks[i].id);
        marks[i].weight -= marks[i].time == MAP_TIME_OPEN ? OPEN_ABOVE : 0;
        marks[i].time =
            place ? times[project_place_at(project, place, service, when)] : MAP_TIME_UNSURE;
        marks[i].weight += marks[i].time == MAP_TIME_OPEN ? OPEN_ABOVE : 0;
    }
}

enum service action_main_service(const struct place *place)
{
    enum service best = SERVICE_COUNT;
    for (size_t i = 0; i < place->offer_count; i++) {
        enum service service = place->offers[i].service;
        if (best == SERVICE_COUNT || service_weight(service) > service_weight(best)) {
            best = service;
        }
    }
    return best;
}

static bool wanted(const struct place *place, int service, char pillar, enum service *shown)
{
    *shown = action_main_service(place);
    if (service == ACTION_ALL_SERVICES && !pillar) {
        return true;
    }
    for (size_t i = 0; i < place->offer_count; i++) {
        enum service offered = place->offers[i].service;
        if ((service == ACTION_ALL_SERVICES || (int)offered == service) &&
            (!pillar || service_pillar(offered) == pillar)) {
            *shown = offered;
            return true;
        }
    }
    return false;
}

static enum symbol_pin pin_of(enum place_state state)
{
    switch (state) {
    case PLACE_CONFIRMED:
        return SYMBOL_PIN_CONFIRMED;
    case PLACE_STALE:
        return SYMBOL_PIN_STALE;
    case PLACE_PROVISIONAL:
        return SYMBOL_PIN_PROVISIONAL;
    case PLACE_CANDIDATE:
        break;
    }
    return SYMBOL_PIN_CANDIDATE;
}

static int state_weight(enum place_state state)
{
    static const int weight[] = {
        [PLACE_CANDIDATE] = 0, [PLACE_PROVISIONAL] = 1, [PLACE_STALE] = 2, [PLACE_CONFIRMED] = 3};
    return weight[state];
}

size_t action_marks(struct project *project, int service, char pillar, const char *selected,
                    struct map_mark **out)
{
    struct map_mark *marks = memory_take(sizeof *marks * (project->visible_count + 1));
    size_t count = 0;
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        enum service shown;
        bool chosen = selected && !strcmp(selected, place->id);
        if (!wanted(place, service, pillar, &shown) && !chosen) {
            continue;
        }
        enum place_state state = project_place_state(project, place);
        marks[count++] = (struct map_mark){
            .id = place->id,
            .point = place->point,
            .pin = pin_of(state),
            .colour = state == PLACE_CANDIDATE ? THEME_CANDIDATE
                      : shown == SERVICE_COUNT ? THEME_MUTED
                                               : theme_of_pillar(service_pillar(shown)),
            .icon = shown == SERVICE_COUNT ? kind_icon(place->kind) : service_icon(shown),
            .label = place_name(place, project->language),
            .selected = chosen,
            .number = -1,
            .weight =
                state_weight(state) * 16 + (shown == SERVICE_COUNT ? 0 : service_weight(shown)),
        };
    }
    *out = marks;
    return count;
}
