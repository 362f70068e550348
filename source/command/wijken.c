/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil wijken`: the neighbourhoods of the area, and the sources of the pack. */
#include "command/command_inner.h"

#include <string.h>

#include "action/sources.h"

static void wijken_json(struct ask *ask)
{
    const struct pack_wijk *wijken;
    int count = project_wijken(ask->project, &wijken);
    cJSON *array = cJSON_CreateArray();
    for (int i = 0; i < count; i++) {
        cJSON *wijk = cJSON_CreateObject();
        cJSON_AddStringToObject(wijk, "code", wijken[i].code);
        cJSON_AddStringToObject(wijk, "name", wijken[i].name);
        cJSON_AddStringToObject(wijk, "municipality", wijken[i].municipality);
        cJSON_AddBoolToObject(wijk, "open",
                              !strcmp(wijken[i].code, project_wijk(ask->project)->code));
        cJSON_AddItemToArray(array, wijk);
    }
    ask_json(array);
}

int command_wijken(struct ask *ask)
{
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    int code = ask_project(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    if (ask->json) {
        wijken_json(ask);
        return EXIT_DONE;
    }
    const struct pack_wijk *wijken;
    int count = project_wijken(ask->project, &wijken);
    for (int i = 0; i < count; i++) {
        bool open = !strcmp(wijken[i].code, project_wijk(ask->project)->code);
        printf("%s %-9s %s (%s)\n", open ? "*" : " ", wijken[i].code, wijken[i].name,
               wijken[i].municipality);
    }
    const struct pack_source *sources;
    int source_count = project_credits(ask->project, &sources);
    for (int i = 0; i < source_count; i++) {
        printf("%s%s %s %s\n", i ? "" : "\n", sources[i].attribution, sources[i].licence,
               sources[i].date);
    }
    return EXIT_DONE;
}
