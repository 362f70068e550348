/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil partner` and `wijkpeil review`: without words, the marks; with words, a deed. */
#include "action/partner.h"
#include "command/command_inner.h"

#include <stdlib.h>

static const char *const state_words[] = {[PARTNER_RETURNED] = "returned",
                                          [PARTNER_WAITING] = "waiting",
                                          [PARTNER_AGAIN] = "again",
                                          [PARTNER_ACCEPTED] = "accepted"};
static const char *const state_keys[] = {[PARTNER_RETURNED] = "partner.state.returned",
                                         [PARTNER_WAITING] = "partner.state.waiting",
                                         [PARTNER_AGAIN] = "partner.state.again",
                                         [PARTNER_ACCEPTED] = "partner.state.accepted"};

static cJSON *mark_json(const struct partner_mark *mark)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", mark->id);
    cJSON_AddStringToObject(json, "org", mark->org);
    cJSON_AddStringToObject(json, "state", state_words[mark->state]);
    cJSON_AddStringToObject(json, "service", service_word(mark->service));
    cJSON_AddStringToObject(json, "price", price_word(mark->price));
    cJSON_AddStringToObject(json, "place", mark->place ? mark->place->id : "");
    cJSON_AddStringToObject(json, "name", mark->place ? mark->place->name : mark->name);
    cJSON_AddNumberToObject(json, "lon", mark->point.lon);
    cJSON_AddNumberToObject(json, "lat", mark->point.lat);
    json_add_date(json, "checked", mark->checked);
    cJSON_AddStringToObject(json, "answer", mark->answer);
    return json;
}

static void mark_say(const struct ask *ask, const struct partner_mark *mark)
{
    const char *name = mark->place ? mark->place->name : mark->name;
    printf("%s  %s · %s · %s%s%s\n", mark->id, mark->org,
           language_word(ask->language, service_key(mark->service)),
           language_word(ask->language, state_keys[mark->state]), *name ? " · " : "", name);
    if (*mark->answer) {
        printf("    \"%s\"\n", mark->answer);
    }
}

static int marks_say(struct ask *ask, const char *org, bool open_only)
{
    struct partner_mark *marks;
    size_t count = partner_marks(ask->project, org, &marks), said = 0;
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (size_t i = 0; i < count; i++) {
        if (open_only && marks[i].state != PARTNER_WAITING && marks[i].state != PARTNER_AGAIN) {
            continue;
        }
        said++;
        if (array) {
            cJSON_AddItemToArray(array, mark_json(&marks[i]));
        } else {
            mark_say(ask, &marks[i]);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!said) {
        puts(language_word(ask->language, "partner.none"));
    }
    free(marks);
    return EXIT_DONE;
}

static int marks_list(struct ask *ask, const char *org, bool open_only)
{
    int code = ask_project_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    return marks_say(ask, org, open_only);
}

int command_partner(struct ask *ask)
{
    const char *org = ask_option(ask, "--org");
    return !org && ask_first(ask) ? command_deed(ask) : marks_list(ask, org, false);
}

int command_review(struct ask *ask)
{
    return ask_first(ask) ? command_deed(ask) : marks_list(ask, NULL, true);
}
