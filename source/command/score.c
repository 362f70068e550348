/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil score`: the 22 criteria, why, and what is missing. */
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

static const char *const time_words[COVER_TIMES] = {"office", "evening", "weekend"};
static const char *const time_keys[COVER_TIMES] = {"print.grid.office", "print.grid.evening",
                                                   "print.grid.weekend"};
static const enum service covered_services[2] = {SERVICE_WIFI, SERVICE_COMPUTER};

/* Which of the times of T4 an offer covers. */
static void lights_json(cJSON *json, const char *name, unsigned lights)
{
    cJSON *array = lights ? cJSON_AddArrayToObject(json, name) : NULL;
    for (int t = 0; t < COVER_TIMES && array; t++) {
        if (lights >> t & 1) {
            cJSON_AddItemToArray(array, cJSON_CreateString(time_words[t]));
        }
    }
}

static void coverage_json(cJSON *json, const char *name, const struct coverage *coverage)
{
    char monday[CIVIL_DATE_SIZE];
    if (!coverage->given) {
        return;
    }
    cJSON *whole = cJSON_AddObjectToObject(json, name);
    civil_date_write(coverage->monday, monday);
    cJSON_AddStringToObject(whole, "monday", monday);
    for (int s = 0; s < 2; s++) {
        cJSON *service = cJSON_AddObjectToObject(whole, service_word(covered_services[s]));
        for (int t = 0; t < COVER_TIMES; t++) {
            cJSON_AddBoolToObject(service, time_words[t], coverage->covered[s][t]);
        }
    }
}

static void evidence_json(const struct ask *ask, const struct finding *finding, cJSON *json)
{
    size_t count;
    const struct place *const *places = project_places(ask->project, &count);
    struct buffer text;
    buffer_init(&text, 4096);
    cJSON *array = cJSON_AddArrayToObject(json, "evidence");
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct evidence *evidence = &finding->evidence[i];
        const struct place *place = places[evidence->place];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "place", place->id);
        if (evidence->offer >= 0) {
            cJSON_AddStringToObject(item, "offer", place->offers[evidence->offer].id);
        }
        cJSON_AddBoolToObject(item, "counts", evidence->counts);
        cJSON_AddStringToObject(item, "why", ask_say(ask, evidence->why, &text));
        lights_json(item, "lights", evidence->lights);
        lights_json(item, "lights_school", evidence->lights_school);
        cJSON_AddItemToArray(array, item);
    }
    buffer_clear(&text);
}

static cJSON *finding_json(const struct ask *ask, const struct finding *finding)
{
    struct buffer text;
    cJSON *json = cJSON_CreateObject();
    buffer_init(&text, 4096);
    cJSON_AddStringToObject(json, "id", finding->criterion->id);
    cJSON_AddStringToObject(
        json, "name", words_in(finding->criterion->name, language_tag(ask->settings.language)));
    cJSON_AddStringToObject(json, "verdict", verdict_word(finding->verdict));
    cJSON_AddStringToObject(json, "computed", verdict_word(finding->computed));
    cJSON_AddStringToObject(json, "origin", finding_origin(finding));
    cJSON_AddStringToObject(json, "proposal", verdict_word(finding->proposal));
    cJSON_AddStringToObject(json, "reason", ask_say(ask, finding->reason, &text));
    if (finding->judgement) {
        cJSON_AddStringToObject(json, "judgement", finding->judgement->reason);
    }
    cJSON *next = cJSON_AddArrayToObject(json, "next");
    for (int i = 0; i < finding->next_count; i++) {
        cJSON_AddItemToArray(next, cJSON_CreateString(ask_say(ask, finding->next[i], &text)));
    }
    cJSON_AddNumberToObject(json, "counting", (double)finding->counting);
    coverage_json(json, "coverage", &finding->coverage);
    coverage_json(json, "coverage_school", &finding->coverage_school);
    evidence_json(ask, finding, json);
    buffer_clear(&text);
    return json;
}

static void score_json(const struct ask *ask, const struct assessment *assessment)
{
    static const char *const totals[] = {"met", "partly", "not", "unknown"};
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "wijk", project_wijk(ask->project)->code);
    cJSON_AddStringToObject(json, "name", project_wijk(ask->project)->name);
    cJSON_AddStringToObject(json, "framework", project_framework(ask->project)->id);
    cJSON_AddStringToObject(json, "version", project_framework(ask->project)->version);
    cJSON_AddBoolToObject(json, "demo", project_is_demo(ask->project));
    cJSON *total = cJSON_AddObjectToObject(json, "totals");
    for (int i = 0; i < 4; i++) {
        cJSON_AddNumberToObject(total, totals[i], assessment->totals[i]);
    }
    cJSON *criteria = cJSON_AddArrayToObject(json, "criteria");
    for (int i = 0; i < assessment->finding_count; i++) {
        cJSON_AddItemToArray(criteria, finding_json(ask, &assessment->findings[i]));
    }
    ask_json(json);
}

/* "Wifi: ● kantooruren ● avond ○ weekend", and the same for a school-holiday week when it differs.
 */
static void score_coverage(const struct ask *ask, const struct coverage *coverage)
{
    for (int s = 0; s < 2; s++) {
        struct buffer times;
        buffer_init(&times, 1024);
        for (int t = 0; t < COVER_TIMES; t++) {
            buffer_addf(&times, "%s%s %s", t ? "  " : "",
                        verdict_mark(coverage->covered[s][t] ? VERDICT_MET : VERDICT_NOT),
                        language_word(ask->language, time_keys[t]));
        }
        struct message line = message_of("coverage.title");
        message_add_key(&line, service_key(covered_services[s]));
        message_add_text(&line, buffer_text(&times));
        buffer_empty(&times);
        printf("       %s\n", ask_say(ask, line, &times));
        buffer_clear(&times);
    }
}

static void score_weeks(const struct ask *ask, const struct finding *finding)
{
    const struct coverage *normal = &finding->coverage, *school = &finding->coverage_school;
    if (normal->given) {
        score_coverage(ask, normal);
    }
    if (school->given && memcmp(normal->covered, school->covered, sizeof normal->covered) != 0) {
        printf("       %s\n", language_word(ask->language, "coverage.school"));
        score_coverage(ask, school);
    }
}

static void score_pillar(const struct ask *ask, const struct assessment *assessment, int pillar)
{
    const struct framework *framework = project_framework(ask->project);
    const char *tag = language_tag(ask->settings.language);
    struct buffer text;
    buffer_init(&text, 4096);
    printf("\n%s %s — %s\n", framework->pillars[pillar].id,
           words_in(framework->pillars[pillar].name, tag),
           ask_say(ask, assessment_pillar_line(assessment, framework, pillar), &text));
    for (int i = 0; i < assessment->finding_count; i++) {
        const struct finding *finding = &assessment->findings[i];
        if (finding->criterion->pillar != pillar) {
            continue;
        }
        printf("  %s %s %s: %s\n", verdict_mark((int)finding->verdict), finding->criterion->id,
               words_in(finding->criterion->name, tag),
               language_word(ask->language, verdict_key(finding->verdict)));
        printf("       %s\n", finding->judgement ? finding->judgement->reason
                                                 : ask_say(ask, finding->reason, &text));
        buffer_empty(&text);
        printf("       %s%s%s\n",
               strcmp(finding_origin(finding), "suggested") ? ""
                                                            : verdict_mark((int)finding->proposal),
               strcmp(finding_origin(finding), "suggested") ? "" : " ",
               ask_say(ask, finding_origin_say(finding), &text));
        score_weeks(ask, finding);
    }
    buffer_clear(&text);
}

int command_score(struct ask *ask)
{
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const struct assessment *assessment =
        project_assessment_at(ask->project, clock_now(&ask->clock));
    if (ask->json) {
        score_json(ask, assessment);
        return EXIT_DONE;
    }
    printf("%s (%s)%s%s\n", project_wijk(ask->project)->name,
           project_wijk(ask->project)->municipality, project_is_demo(ask->project) ? " · " : "",
           project_is_demo(ask->project) ? language_word(ask->language, "ribbon.demo") : "");
    for (int i = 0; i < project_framework(ask->project)->pillar_count; i++) {
        score_pillar(ask, assessment, i);
    }
    return EXIT_DONE;
}
