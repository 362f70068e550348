/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/todo_week.h"

#include "action/plan.h"
#include "action/rounds.h"

enum { WEEK_DAYS = 7, ACTIONS_MOST = 100, QUESTIONS_SHOWN = 5 };

static bool in_week(const struct ask *ask, const struct meeting *meeting)
{
    struct civil_date today = project_now(ask->project).date;
    return !meeting->held && civil_date_compare(meeting->date, today) >= 0 &&
           civil_date_compare(meeting->date, civil_date_add(today, WEEK_DAYS)) <= 0;
}

static const struct place *place_of(const struct ask *ask, const struct doubt *doubt)
{
    size_t count;
    const struct place *const *places = project_places(ask->project, &count);
    return doubt->place >= 0 && (size_t)doubt->place < count ? places[doubt->place] : NULL;
}

static size_t doubts_shown(const struct doubt_list *list)
{
    return list->count < QUESTIONS_SHOWN ? list->count : QUESTIONS_SHOWN;
}

/* ---- for programs ---- */

static void actions_json(const struct ask *ask, cJSON *array)
{
    const struct plan_action *due[ACTIONS_MOST];
    int count = plan_due(ask->project, WEEK_DAYS, due, ACTIONS_MOST);
    for (int at = 0; at < count; at++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "id", due[at]->id);
        cJSON_AddStringToObject(one, "title", due[at]->title);
        json_add_date(one, "when", due[at]->when);
        cJSON_AddBoolToObject(one, "overdue",
                              plan_overdue(due[at], project_now(ask->project).date));
        cJSON_AddItemToArray(array, one);
    }
}

static void meetings_json(const struct ask *ask, cJSON *array)
{
    const struct logbook *logbook = project_logbook(ask->project);
    for (size_t at = logbook->meeting_count; at-- > 0;) {
        const struct meeting *meeting = &logbook->meetings[at];
        if (in_week(ask, meeting)) {
            cJSON *one = cJSON_CreateObject();
            cJSON_AddStringToObject(one, "id", meeting->id);
            json_add_date(one, "date", meeting->date);
            cJSON_AddStringToObject(one, "about", meeting->about);
            cJSON_AddItemToArray(array, one);
        }
    }
}

static void questions_json(const struct ask *ask, cJSON *array)
{
    const struct doubt_list *list = project_doubts(ask->project);
    const struct framework *framework = project_framework(ask->project);
    for (size_t at = 0; at < doubts_shown(list); at++) {
        const struct doubt *doubt = &list->items[at];
        const struct place *place = place_of(ask, doubt);
        cJSON *one = cJSON_CreateObject(), *settles;
        cJSON_AddStringToObject(one, place ? "place" : "look",
                                place ? place->id : service_word(doubt->service));
        settles = cJSON_AddArrayToObject(one, "settles");
        for (int c = 0; c < framework->criterion_count; c++) {
            if (doubt->settles >> c & 1) {
                cJSON_AddItemToArray(settles, cJSON_CreateString(framework->criteria[c].id));
            }
        }
        cJSON_AddItemToArray(array, one);
    }
}

void todo_week_json(const struct ask *ask, cJSON *json)
{
    bool late = false;
    struct buffer text;
    buffer_init(&text, 4096);
    actions_json(ask, cJSON_AddArrayToObject(json, "actions"));
    meetings_json(ask, cJSON_AddArrayToObject(json, "meetings"));
    struct message reminder = round_reminder(ask->project, &late);
    cJSON *round = cJSON_AddObjectToObject(json, "round");
    cJSON_AddStringToObject(round, "said", ask_say(ask, reminder, &text));
    cJSON_AddBoolToObject(round, "late", late);
    questions_json(ask, cJSON_AddArrayToObject(json, "questions"));
    buffer_clear(&text);
}

/* ---- for people ---- */

static bool head_say(const struct ask *ask, const char *key, bool said)
{
    if (!said) {
        printf("%s\n", language_word(ask->language, key));
    }
    return true;
}

static void actions_say(const struct ask *ask)
{
    const struct plan_action *due[ACTIONS_MOST];
    int count = plan_due(ask->project, WEEK_DAYS, due, ACTIONS_MOST);
    for (int at = 0; at < count; at++) {
        bool over = plan_overdue(due[at], project_now(ask->project).date);
        head_say(ask, "todo.actions", at > 0);
        printf("    %s · ", due[at]->title);
        ask_day(ask, due[at]->when);
        printf("%s%s\n", over ? " · " : "",
               over ? language_word(ask->language, "plan.overdue") : "");
    }
}

static void meetings_say(const struct ask *ask)
{
    const struct logbook *logbook = project_logbook(ask->project);
    bool said = false;
    for (size_t at = logbook->meeting_count; at-- > 0;) {
        const struct meeting *meeting = &logbook->meetings[at];
        if (in_week(ask, meeting)) {
            said = head_say(ask, "todo.meetings", said);
            printf("    ");
            ask_day(ask, meeting->date);
            printf("%s%s\n", *meeting->about ? " · " : "", meeting->about);
        }
    }
}

static void round_say(const struct ask *ask)
{
    bool late = false;
    struct buffer text;
    struct message reminder = round_reminder(ask->project, &late);
    if (!reminder.key[0]) {
        return;
    }
    buffer_init(&text, 4096);
    head_say(ask, "todo.rounds", false);
    printf("    %s%s\n", late ? "! " : "", ask_say(ask, reminder, &text));
    buffer_clear(&text);
}

static void questions_say(const struct ask *ask)
{
    const struct doubt_list *list = project_doubts(ask->project);
    const struct framework *framework = project_framework(ask->project);
    struct buffer text, ids;
    buffer_init(&text, 4096);
    buffer_init(&ids, 1024);
    for (size_t at = 0; at < doubts_shown(list); at++) {
        const struct doubt *doubt = &list->items[at];
        const struct place *place = place_of(ask, doubt);
        struct message look = message_of("todo.ask.look"), settles = message_of("todo.ask.settles");
        const char *name = place ? place_name(place, language_tag(ask->settings.language)) : "";
        buffer_empty(&ids);
        for (int c = 0; c < framework->criterion_count; c++) {
            if (doubt->settles >> c & 1) {
                buffer_addf(&ids, "%s%s", ids.size ? ", " : "", framework->criteria[c].id);
            }
        }
        message_add_key(&look, service_key(doubt->service));
        message_add_text(&settles, buffer_text(&ids));
        head_say(ask, "todo.doubts", at > 0);
        printf("    %s · ", !place  ? ask_say(ask, look, &text)
                            : *name ? name
                                    : language_word(ask->language, kind_key(place->kind)));
        printf("%s\n", ask_say(ask, settles, &text));
    }
    buffer_clear(&ids);
    buffer_clear(&text);
}

void todo_week_say(const struct ask *ask)
{
    actions_say(ask);
    meetings_say(ask);
    round_say(ask);
    questions_say(ask);
}
