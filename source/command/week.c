/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil week`: what the wijk offers through a week, and who almost covers what is dark. */
#include "command/command_inner.h"

#include <stdio.h>
#include <string.h>

#include "assessment/coverage.h"
#include "base/utf8.h"

enum { DAY = 24 * 60, NEAR = 3, LIST = 256, LABEL = 12, COLUMN = 5 };

struct week_ask {
    struct coverage_ask of;
    struct assessment_question question;
    struct coverage_week week;
    struct coverage_time times[COVER_TIMES];
    bool has_times;
};

static const char *const kinds[] = {"normal", "school", "chosen"};
static const char *const time_words[COVER_TIMES] = {"office", "evening", "weekend"};

/* ---- what is asked ---- */

static bool services_read(const char *list, unsigned *services, struct fault *why)
{
    char copy[LIST], *rest = copy;
    *services = 0;
    if (strlen(list) >= sizeof copy) {
        return fault_set_text(why, FAULT_USAGE, "fault.service.unknown", list);
    }
    snprintf(copy, sizeof copy, "%s", list);
    while (rest) {
        enum service service;
        char *word = rest;
        rest = strchr(rest, ',');
        if (rest) {
            *rest++ = '\0';
        }
        if (!service_parse(word, &service)) {
            return fault_set_text(why, FAULT_USAGE, "fault.service.unknown", word);
        }
        *services |= 1u << service;
    }
    return true;
}

static bool kind_read(const char *word, struct coverage_ask *of, struct fault *why)
{
    for (int i = COVERAGE_NORMAL; !word || i <= COVERAGE_SCHOOL_HOLIDAY; i++) {
        if (!word || strcmp(word, kinds[i]) == 0) {
            of->kind = (enum coverage_week_kind)i;
            return true;
        }
    }
    of->kind = COVERAGE_CHOSEN;
    return (civil_date_parse(word, &of->day) && civil_date_valid(of->day)) ||
           fault_set_text(why, FAULT_USAGE, "fault.week.unknown", word);
}

/* ---- in words ---- */

static void time_add(const struct ask *ask, int minutes, struct buffer *out)
{
    char hour[16], minute[16];
    const char *pieces[] = {hour, minute};
    snprintf(hour, sizeof hour, "%d", minutes / 60);
    snprintf(minute, sizeof minute, "%02d", minutes % 60);
    language_fill(ask->language, minutes % 60 ? "hours.time.minutes" : "hours.time.whole", pieces,
                  2, out);
}

/* "9–17:30 uur". */
static void span_add(const struct ask *ask, int from, int to, struct buffer *out)
{
    struct buffer begin, end, span;
    buffer_init(&begin, LIST);
    buffer_init(&end, LIST);
    buffer_init(&span, LIST);
    time_add(ask, from, &begin);
    time_add(ask, to, &end);
    language_fill(ask->language, "hours.span",
                  (const char *[]){buffer_text(&begin), buffer_text(&end)}, 2, &span);
    language_fill(ask->language, "hours.times", (const char *[]){buffer_text(&span)}, 1, out);
    buffer_clear(&begin);
    buffer_clear(&end);
    buffer_clear(&span);
}

static void say_count(const struct ask *ask, const char *key, int count, struct buffer *out)
{
    struct message message = message_of(key);
    message_add_count(&message, count);
    language_say(ask->language, &message, out);
}

static void print_padded(const char *text, size_t width, bool right)
{
    size_t length = utf8_length(text);
    int gap = length < width ? (int)(width - length) : 0;
    if (right) {
        printf("%*s%s", gap, "", text);
    } else {
        printf("%s%*s", text, gap, "");
    }
}

static void title_print(const struct ask *ask, const struct week_ask *week)
{
    struct buffer names, text;
    char key[MESSAGE_KEY_SIZE];
    buffer_init(&names, LIST);
    buffer_init(&text, 4096);
    for (int s = 0; s < SERVICE_COUNT; s++) {
        if (week->of.services >> s & 1) {
            buffer_addf(&names, "%s%s", names.size ? ", " : "",
                        language_word(ask->language, service_key((enum service)s)));
        }
    }
    snprintf(key, sizeof key, "coverage.week.%s", kinds[week->of.kind]);
    struct message title = message_of(key);
    message_add_text(&title, buffer_text(&names));
    message_add_date(&title, week->week.monday);
    printf("%s (%s)\n", project_wijk(ask->project)->name, project_wijk(ask->project)->municipality);
    printf("%s\n", ask_say(ask, title, &text));
    buffer_clear(&names);
    buffer_clear(&text);
}

static bool rows_same(const struct coverage_week *week, int cell, int other)
{
    for (int day = 0; day < 7; day++) {
        if (week->places[day][cell] != week->places[day][other]) {
            return false;
        }
    }
    return true;
}

static bool row_dark(const struct coverage_week *week, int cell)
{
    for (int day = 0; day < 7; day++) {
        if (week->places[day][cell]) {
            return false;
        }
    }
    return true;
}

static void row_print(const struct coverage_week *week, int first, int last)
{
    char label[LIST];
    int from = first * COVERAGE_CELL_MINUTES, to = last * COVERAGE_CELL_MINUTES;
    snprintf(label, sizeof label, "%d:%02d–%d:%02d", from / 60, from % 60, to / 60, to % 60);
    print_padded(label, LABEL, true);
    for (int day = 0; day < 7; day++) {
        char count[16] = "·";
        if (week->places[day][first]) {
            snprintf(count, sizeof count, "%d", week->places[day][first]);
        }
        print_padded(count, COLUMN, true);
    }
    puts("");
}

/* Half hours that are alike in all seven days stand in one row; the dark night is left out. */
static void grid_print(const struct ask *ask, const struct coverage_week *week)
{
    int last = COVERAGE_CELLS, first = 0;
    while (first < last && row_dark(week, first)) {
        first++;
    }
    while (last > first && row_dark(week, last - 1)) {
        last--;
    }
    if (first == last) {
        return;
    }
    printf("\n%*s", LABEL, "");
    for (int day = 0; day < 7; day++) {
        print_padded(language_weekday(ask->language, (enum civil_weekday)day, true), COLUMN, true);
    }
    puts("");
    for (int cell = first, next; cell < last; cell = next) {
        for (next = cell + 1; next < last && rows_same(week, cell, next);) {
            next++;
        }
        row_print(week, cell, next);
    }
}

static void days_print(const struct ask *ask, const struct coverage_week *week)
{
    struct buffer line;
    buffer_init(&line, 4096);
    puts("");
    for (int day = 0; day < 7; day++) {
        struct coverage_run runs[COVERAGE_CELLS];
        size_t count = coverage_runs(week, day, runs);
        buffer_empty(&line);
        for (size_t i = 0; i < count; i++) {
            buffer_add_text(&line, i ? ", " : "");
            span_add(ask, runs[i].from, runs[i].to, &line);
            say_count(ask, "coverage.places", runs[i].places, &line);
        }
        print_padded(language_weekday(ask->language, (enum civil_weekday)day, true), COLUMN, false);
        puts(count ? buffer_text(&line) : language_word(ask->language, "coverage.none"));
    }
    buffer_clear(&line);
}

static bool time_covered(const struct week_ask *week, int time, int *minutes)
{
    const struct coverage_time *of = &week->times[time];
    bool covered = false;
    *minutes = 0;
    for (int day = of->first_day; day <= of->last_day; day++) {
        int open = coverage_minutes(&week->week, day, of->from, of->to);
        covered = covered || open >= of->enough;
        *minutes += open;
    }
    return covered;
}

static size_t time_near(const struct week_ask *week, int time, struct coverage_near near[NEAR])
{
    size_t count = coverage_near_time(&week->question, &week->of, &week->week, time, near, NEAR);
    return count < NEAR ? count : NEAR;
}

static void times_print(const struct ask *ask, const struct week_ask *week)
{
    static const char *const keys[COVER_TIMES] = {"coverage.dark.office", "coverage.dark.evening",
                                                  "coverage.dark.weekend"};
    struct coverage_near near[NEAR];
    struct buffer text;
    int minutes;
    buffer_init(&text, 4096);
    for (int t = 0; t < COVER_TIMES && week->has_times; t++) {
        if (time_covered(week, t, &minutes)) {
            continue;
        }
        size_t count = time_near(week, t, near);
        printf("\n%s\n", language_word(ask->language, keys[t]));
        for (size_t i = 0; i < count; i++) {
            printf("  - %s\n", ask_say(ask, near[i].what, &text));
        }
        if (!count) {
            printf("  - %s\n", language_word(ask->language, "coverage.near.nobody"));
        }
    }
    buffer_clear(&text);
}

static void week_print(const struct ask *ask, const struct week_ask *week)
{
    struct buffer text;
    title_print(ask, week);
    grid_print(ask, &week->week);
    days_print(ask, &week->week);
    buffer_init(&text, 4096);
    if (week->week.hours_unknown) {
        say_count(ask, "coverage.hours_unknown", week->week.hours_unknown, &text);
        printf("\n%s\n", buffer_text(&text));
    }
    buffer_clear(&text);
    times_print(ask, week);
}

/* ---- as JSON ---- */

static void clock_json(cJSON *json, const char *name, int minutes)
{
    char clock[16];
    snprintf(clock, sizeof clock, "%02d:%02d", minutes / 60, minutes % 60);
    cJSON_AddStringToObject(json, name, clock);
}

static cJSON *day_json(const struct coverage_week *week, int day)
{
    struct coverage_run runs[COVERAGE_CELLS];
    size_t count = coverage_runs(week, day, runs);
    char date[CIVIL_DATE_SIZE];
    cJSON *json = cJSON_CreateObject();
    civil_date_write(civil_date_add(week->monday, day), date);
    cJSON_AddStringToObject(json, "date", date);
    cJSON *cells = cJSON_AddArrayToObject(json, "cells");
    for (int cell = 0; cell < COVERAGE_CELLS; cell++) {
        cJSON_AddItemToArray(cells, cJSON_CreateNumber(week->places[day][cell]));
    }
    cJSON *array = cJSON_AddArrayToObject(json, "runs");
    for (size_t i = 0; i < count; i++) {
        cJSON *run = cJSON_CreateObject();
        clock_json(run, "from", runs[i].from);
        clock_json(run, "to", runs[i].to);
        cJSON_AddNumberToObject(run, "places", runs[i].places);
        cJSON_AddItemToArray(array, run);
    }
    return json;
}

static void who_json(const struct ask *ask, const struct week_ask *week, int place, int offer,
                     cJSON *json)
{
    const struct place *of = week->question.places[place];
    cJSON_AddStringToObject(json, "place", of->id);
    cJSON_AddStringToObject(json, "name", place_name(of, language_tag(ask->settings.language)));
    cJSON_AddStringToObject(json, "offer", of->offers[offer].id);
}

static cJSON *offer_json(const struct ask *ask, const struct week_ask *week,
                         const struct coverage_offer *offer)
{
    struct buffer text;
    cJSON *json = cJSON_CreateObject();
    int minutes = 0;
    buffer_init(&text, 4096);
    for (int day = 0; day < 7; day++) {
        minutes += coverage_offer_minutes(offer, day, 0, DAY);
    }
    who_json(ask, week, offer->place, offer->offer, json);
    cJSON_AddBoolToObject(json, "provisional", offer->provisional);
    cJSON_AddBoolToObject(json, "appointment", offer->appointment);
    cJSON_AddStringToObject(json, "why", ask_say(ask, offer->why, &text));
    cJSON_AddNumberToObject(json, "minutes", minutes);
    buffer_clear(&text);
    return json;
}

static cJSON *time_json(const struct ask *ask, const struct week_ask *week, int time)
{
    static const char *const steps[] = {
        [STEP_LONGER] = "longer",           [STEP_EARLIER] = "earlier",
        [STEP_OTHER_DAY] = "other_day",     [STEP_CONDITION] = "condition",
        [STEP_PROVISIONAL] = "provisional", [STEP_ASK_HOURS] = "ask_hours"};
    struct coverage_near near[NEAR];
    struct buffer text;
    int minutes;
    cJSON *json = cJSON_CreateObject();
    bool covered = time_covered(week, time, &minutes);
    size_t count = covered ? 0 : time_near(week, time, near);
    buffer_init(&text, 4096);
    cJSON_AddStringToObject(json, "time", time_words[time]);
    cJSON_AddBoolToObject(json, "covered", covered);
    cJSON_AddNumberToObject(json, "minutes", minutes);
    cJSON *array = cJSON_AddArrayToObject(json, "near");
    for (size_t i = 0; i < count; i++) {
        cJSON *item = cJSON_CreateObject();
        who_json(ask, week, near[i].place, near[i].offer, item);
        cJSON_AddStringToObject(item, "step", steps[near[i].step]);
        cJSON_AddNumberToObject(item, "minutes", near[i].minutes);
        cJSON_AddNumberToObject(item, "day", near[i].day);
        cJSON_AddStringToObject(item, "what", ask_say(ask, near[i].what, &text));
        cJSON_AddItemToArray(array, item);
    }
    buffer_clear(&text);
    return json;
}

static void week_json(const struct ask *ask, const struct week_ask *week)
{
    char monday[CIVIL_DATE_SIZE];
    cJSON *json = cJSON_CreateObject();
    civil_date_write(week->week.monday, monday);
    cJSON_AddStringToObject(json, "wijk", project_wijk(ask->project)->code);
    cJSON *services = cJSON_AddArrayToObject(json, "services");
    for (int s = 0; s < SERVICE_COUNT; s++) {
        if (week->of.services >> s & 1) {
            cJSON_AddItemToArray(services, cJSON_CreateString(service_word((enum service)s)));
        }
    }
    cJSON_AddStringToObject(json, "kind", kinds[week->of.kind]);
    cJSON_AddStringToObject(json, "monday", monday);
    cJSON_AddNumberToObject(json, "minutes", week->week.minutes);
    cJSON_AddNumberToObject(json, "hours_unknown", week->week.hours_unknown);
    cJSON *days = cJSON_AddArrayToObject(json, "days");
    for (int day = 0; day < 7; day++) {
        cJSON_AddItemToArray(days, day_json(&week->week, day));
    }
    cJSON *offers = cJSON_AddArrayToObject(json, "offers");
    for (size_t i = 0; i < week->week.offer_count; i++) {
        cJSON_AddItemToArray(offers, offer_json(ask, week, &week->week.offers[i]));
    }
    cJSON *times = cJSON_AddArrayToObject(json, "times");
    for (int t = 0; t < COVER_TIMES && week->has_times; t++) {
        cJSON_AddItemToArray(times, time_json(ask, week, t));
    }
    ask_json(json);
}

static int week_tell(struct ask *ask, struct week_ask *week)
{
    struct fault why;
    project_question(ask->project, clock_now(&ask->clock), &week->question);
    week->question.language = language_tag(ask->settings.language);
    coverage_make(&week->question, &week->of, &week->week);
    week->has_times = coverage_times(week->question.framework, week->times);
    if (!week->week.monday.year) {
        coverage_clear(&week->week);
        fault_set(&why, FAULT_MISSING, "fault.week.none");
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        week_json(ask, week);
    } else {
        week_print(ask, week);
    }
    coverage_clear(&week->week);
    return EXIT_DONE;
}

int command_week(struct ask *ask)
{
    struct week_ask week = {.of = {.services = 0}};
    struct fault why;
    const char *services = ask_option(ask, "--service"), *kind = ask_option(ask, "--kind");
    if (!services) {
        return ask_missing(ask, "--service NAME");
    }
    if (!services_read(services, &week.of.services, &why) || !kind_read(kind, &week.of, &why)) {
        return ask_fault(ask, &why);
    }
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    return week_tell(ask, &week);
}
