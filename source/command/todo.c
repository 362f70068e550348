/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil todo`: what the week asks; what to check again first, and what a criterion loses
 * otherwise. */
#include "command/todo_week.h"

static const struct place *place_of(const struct ask *ask, int index)
{
    size_t count;
    const struct place *const *places = project_places(ask->project, &count);
    return index >= 0 && (size_t)index < count ? places[index] : NULL;
}

static void date_add(cJSON *json, const char *name, struct civil_date date)
{
    char text[CIVIL_DATE_SIZE];
    if (date.year) {
        civil_date_write(date, text);
        cJSON_AddStringToObject(json, name, text);
    }
}

static cJSON *item_json(const struct ask *ask, const struct coming *item)
{
    const struct framework *framework = project_framework(ask->project);
    const struct place *place = place_of(ask, item->place);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "kind", coming_word(item->kind));
    if (place) {
        cJSON_AddStringToObject(json, "place", place->id);
        cJSON_AddStringToObject(json, "name",
                                place_name(place, language_tag(ask->settings.language)));
        cJSON_AddStringToObject(json, "offer", place->offers[item->offer].id);
    }
    if (item->partner) {
        cJSON_AddStringToObject(json, "partner", item->partner);
        cJSON_AddStringToObject(json, "name", item->name);
        if (item->what) {
            cJSON_AddStringToObject(json, "what", item->what);
        }
    } else {
        cJSON_AddStringToObject(json, "service", service_word(item->service));
    }
    date_add(json, "checked", item->checked);
    date_add(json, "date", item->said);
    date_add(json, "falls", item->falls);
    cJSON_AddNumberToObject(json, "days", item->days);
    cJSON_AddBoolToObject(json, "warns", coming_warns(item));
    cJSON *carries = cJSON_AddArrayToObject(json, "carries");
    for (int i = 0; i < framework->criterion_count; i++) {
        if (item->carries >> i & 1) {
            cJSON_AddItemToArray(carries, cJSON_CreateString(framework->criteria[i].id));
        }
    }
    cJSON *loses = cJSON_AddArrayToObject(json, "loses");
    for (int i = 0; i < item->loss_count; i++) {
        const struct coming_loss *loss = &item->losses[i];
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "criterion", framework->criteria[loss->criterion].id);
        cJSON_AddStringToObject(one, "from", verdict_word(loss->from));
        cJSON_AddStringToObject(one, "to", verdict_word(loss->to));
        cJSON_AddItemToArray(loses, one);
    }
    return json;
}

static void todo_json(const struct ask *ask, const struct coming_list *list, int days)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "wijk", project_wijk(ask->project)->code);
    cJSON_AddBoolToObject(json, "demo", project_is_demo(ask->project));
    cJSON_AddNumberToObject(json, "days", days);
    cJSON_AddBoolToObject(json, "whole", list->whole);
    cJSON *items = cJSON_AddArrayToObject(json, "items");
    for (size_t i = 0; i < list->count; i++) {
        cJSON_AddItemToArray(items, item_json(ask, &list->items[i]));
    }
    todo_week_json(ask, json);
    ask_json(json);
}

static void carries_say(const struct ask *ask, uint64_t carries, struct buffer *text)
{
    const struct framework *framework = project_framework(ask->project);
    struct message message = message_of("coming.carries");
    struct buffer ids;
    buffer_init(&ids, 1024);
    for (int i = 0; i < framework->criterion_count; i++) {
        if (carries >> i & 1) {
            buffer_add_text(&ids, ids.size ? ", " : "");
            buffer_add_text(&ids, framework->criteria[i].id);
        }
    }
    message_add_text(&message, buffer_text(&ids));
    if (carries) {
        printf("%s · ", ask_say(ask, message, text));
    }
    buffer_clear(&ids);
}

static void row_say(const struct ask *ask, const struct coming_list *list,
                    const struct coming_row *row)
{
    const struct coming *item = &list->items[row->item];
    const struct place *place = place_of(ask, row->place);
    struct message checked = message_of("coming.checked"), look = message_of("coming.look");
    struct buffer text;
    buffer_init(&text, 4096);
    const char *name = place ? place_name(place, language_tag(ask->settings.language)) : "";
    message_add_key(&look, service_key(item->service));
    message_add_date(&checked, item->checked);
    if (item->partner) {
        printf("%s  (%s)\n", ask_say(ask, coming_whose(item), &text), item->partner);
    } else if (!place) {
        printf("%s\n", ask_say(ask, look, &text));
    } else {
        printf("%s  (%s)\n", *name ? name : language_word(ask->language, kind_key(place->kind)),
               place->id);
    }
    printf("    %s%s", item->what ? item->what : "", item->what ? " · " : "");
    carries_say(ask, row->carries, &text);
    if (item->checked.year) {
        printf("%s · ", ask_say(ask, checked, &text));
    }
    printf("%s\n", ask_say(ask, coming_when(item), &text));
    for (int i = 0; i < row->loss_count; i++) {
        struct message fall = coming_fall(project_framework(ask->project), &row->losses[i]);
        printf("    ! %s\n", ask_say(ask, fall, &text));
    }
    buffer_clear(&text);
}

static void todo_say(const struct ask *ask, const struct coming_list *list, int days)
{
    struct buffer text;
    buffer_init(&text, 4096);
    for (size_t i = 0; i < list->row_count; i++) {
        row_say(ask, list, &list->rows[i]);
    }
    if (!list->row_count) {
        struct message none = message_of("command.todo.none");
        message_add_count(&none, days);
        puts(ask_say(ask, none, &text));
    }
    todo_week_say(ask);
    buffer_clear(&text);
}

int command_todo(struct ask *ask)
{
    double days = COMING_AHEAD;
    const char *given = ask_option(ask, "--days");
    if (given && !ask_number(given, 0, COMING_YEARS * 366, &days)) {
        return ask_missing(ask, "--days 0..3660");
    }
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    const struct coming_list *list = project_coming(ask->project, (int)days);
    if (ask->json) {
        todo_json(ask, list, (int)days);
    } else {
        todo_say(ask, list, (int)days);
    }
    return EXIT_DONE;
}
