/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil count`: tellingen per place, month and goal, and the band they reach. */
#include "action/called.h"
#include "action/need.h"
#include "command/command_inner.h"

#include <string.h>

static int setting(struct ask *ask)
{
    enum { LINE = 1000 };
    static const char *const names[] = {"--place", "--month", "--goal", "--number"};
    struct buffer line;
    int code = EXIT_DONE;
    buffer_init(&line, LINE);
    buffer_add_text(&line, "count");
    for (size_t i = 0; i < sizeof names / sizeof *names && code == EXIT_DONE; i++) {
        const char *value = ask_option(ask, names[i]);
        code = value ? code : ask_missing(ask, names[i]);
        deed_word(&line, value ? value : "");
    }
    if (code != EXIT_DONE) {
        buffer_clear(&line);
        return code;
    }
    return deed_line(ask, &line);
}

static cJSON *headcount_json(const struct headcount *one)
{
    char month[MONTH_SIZE];
    cJSON *json = cJSON_CreateObject();
    month_write(one->month, month);
    cJSON_AddStringToObject(json, "id", one->id);
    cJSON_AddStringToObject(json, "place", one->place);
    cJSON_AddStringToObject(json, "month", month);
    cJSON_AddStringToObject(json, "goal", count_goal_word(one->goal));
    cJSON_AddNumberToObject(json, "number", one->number);
    return json;
}

static void headcount_say(const struct ask *ask, const struct headcount *one)
{
    char month[MONTH_SIZE];
    struct buffer place;
    buffer_init(&place, LOGBOOK_NOTE);
    place_called(ask->project, one->place, ask->language, &place);
    month_write(one->month, month);
    printf("%s  %s · %s · %d\n", month, buffer_text(&place),
           language_word(ask->language, count_goal_key(one->goal)), one->number);
    buffer_clear(&place);
}

static void sum_json(cJSON *json, const struct count_sum *sum, const struct bands *bands)
{
    int band = band_of(bands, sum->total);
    cJSON *goals = cJSON_AddObjectToObject(json, "goals");
    for (int goal = 0; goal < COUNT_GOALS; goal++) {
        cJSON_AddNumberToObject(goals, count_goal_word((enum count_goal)goal),
                                (double)sum->of_goal[goal]);
    }
    cJSON_AddNumberToObject(json, "total", (double)sum->total);
    cJSON_AddNumberToObject(json, "outside", (double)sum->outside);
    cJSON_AddNumberToObject(json, "band", band);
    cJSON_AddNumberToObject(json, "band_from", (double)bands->from[band]);
    cJSON_AddStringToObject(json, "source", bands->source);
}

static void sum_say(const struct ask *ask, const struct count_sum *sum, const struct bands *bands)
{
    struct buffer text;
    struct message total = message_of("count.total");
    message_add_number(&total, (double)sum->total);
    buffer_init(&text, 1000);
    printf("%s · ", ask_say(ask, total, &text));
    printf("%s", ask_say(ask, band_message(bands, band_of(bands, sum->total)), &text));
    if (sum->outside) {
        struct message outside = message_of("count.outside");
        message_add_number(&outside, (double)sum->outside);
        printf(" · %s", ask_say(ask, outside, &text));
    }
    puts("");
    buffer_clear(&text);
}

static void counts_tell(struct ask *ask, const struct place *place, const struct bands *bands)
{
    struct count_sum sum;
    const struct logbook *logbook = project_logbook(ask->project);
    cJSON *json = ask->json ? cJSON_CreateObject() : NULL;
    cJSON *array = json ? cJSON_AddArrayToObject(json, "counts") : NULL;
    for (size_t i = 0; i < logbook->headcount_count; i++) {
        const struct headcount *one = &logbook->headcounts[i];
        if (place && project_place(ask->project, one->place) != place) {
            continue;
        }
        if (array) {
            cJSON_AddItemToArray(array, headcount_json(one));
        } else {
            headcount_say(ask, one);
        }
    }
    project_count_sum(ask->project, place, &sum);
    if (json) {
        sum_json(json, &sum, bands);
        ask_json(json);
    } else {
        sum_say(ask, &sum, bands);
    }
}

static int listing(struct ask *ask)
{
    struct fault why;
    const char *id = ask_option(ask, "--place");
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const struct place *place = id ? project_place(ask->project, id) : NULL;
    if (id && !place) {
        fault_set_text(&why, FAULT_MISSING, "fault.place.unknown", id);
        return ask_fault(ask, &why);
    }
    const struct bands *bands = project_bands(ask->project, &why);
    if (!bands) {
        return ask_fault(ask, &why);
    }
    counts_tell(ask, place, bands);
    return EXIT_DONE;
}

int command_count(struct ask *ask)
{
    struct fault why;
    const char *deed = ask_word(ask);
    if (!deed || !strcmp(deed, "list") || !strcmp(deed, "set")) {
        return !deed                  ? ask_missing(ask, "set|list")
               : !strcmp(deed, "set") ? setting(ask)
                                      : listing(ask);
    }
    fault_set_text(&why, FAULT_USAGE, "fault.script.verb", deed);
    return ask_fault(ask, &why);
}
