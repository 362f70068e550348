/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil organisation`, `meeting` and `told`: without words the list, with words a deed. */
#include "action/called.h"
#include "action/logbook.h"
#include "command/command_inner.h"
#include "logbook/field.h"

#include <string.h>

static bool asks_for_a_deed(const struct ask *ask)
{
    static const char *const deeds[] = {"add", "set", "remove", "commit", "uncommit"};
    for (int at = 0; at < ask->count; at++) {
        for (size_t k = 0; k < sizeof deeds / sizeof *deeds; k++) {
            if (!strcmp(ask->words[at], deeds[k])) {
                return true;
            }
        }
    }
    return false;
}

static void array_add(cJSON *json, const char *name, const cJSON *array)
{
    cJSON_AddItemToObject(json, name, array ? cJSON_Duplicate(array, true) : cJSON_CreateArray());
}

static void day_say(const struct ask *ask, const char *before, struct civil_date date)
{
    if (date.year) {
        printf("%s", before);
        ask_day(ask, date);
    }
}

/* ---- partners ---- */

static cJSON *organisation_json(const struct organisation *organisation, struct civil_date today)
{
    cJSON *json = cJSON_CreateObject(), *list = cJSON_CreateArray();
    cJSON_AddStringToObject(json, "id", organisation->id);
    cJSON_AddStringToObject(json, "name", organisation->name);
    cJSON_AddStringToObject(json, "part", role_word(organisation->role));
    array_add(json, "pillars", organisation->pillars);
    cJSON_AddStringToObject(json, "function", organisation->function);
    cJSON_AddStringToObject(json, "phone", organisation->phone);
    cJSON_AddStringToObject(json, "mail", organisation->mail);
    cJSON_AddStringToObject(json, "person", organisation_person(organisation, today));
    cJSON_AddNumberToObject(json, "trained", organisation->trained);
    json_add_date(json, "plan", organisation->plan);
    cJSON_AddBoolToObject(json, "contact_point", organisation->contact_point);
    json_add_date(json, "contact_until", organisation->contact_until);
    json_add_date(json, "contact_confirmed", organisation->contact_confirmed);
    for (size_t at = 0; at < organisation->commitment_count; at++) {
        const struct commitment *commitment = &organisation->commitments[at];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "id", commitment->id);
        cJSON_AddStringToObject(item, "what", commitment->what);
        json_add_date(item, "date", commitment->date);
        json_add_date(item, "until", commitment->until);
        cJSON_AddItemToArray(list, item);
    }
    cJSON_AddItemToObject(json, "commitments", list);
    return json;
}

static void organisation_say(const struct ask *ask, const struct organisation *organisation)
{
    printf("%s  %s · %s%s%s%s%s\n", organisation->id, organisation->name,
           language_word(ask->language, role_key(organisation->role)),
           *organisation->phone ? " · " : "", organisation->phone,
           organisation->contact_point ? " · " : "",
           organisation->contact_point ? language_word(ask->language, "organisation.point") : "");
    for (size_t at = 0; at < organisation->commitment_count; at++) {
        const struct commitment *commitment = &organisation->commitments[at];
        printf("    %s  %s", commitment->id, commitment->what);
        day_say(ask, " · ", commitment->date);
        day_say(ask, " – ", commitment->until);
        puts("");
    }
}

struct filter {
    const char *part, *pillar;
};

static const char *part_word(int index)
{
    return role_word((enum organisation_role)index);
}

static bool filter_read(struct ask *ask, struct filter *filter, struct fault *why)
{
    enum organisation_role role;
    *filter = (struct filter){ask_option(ask, "--part"), ask_option(ask, "--pillar")};
    return !filter->part || role_parse(filter->part, &role) ||
           record_word_refused(FAULT_USAGE, filter->part, part_word, ORGANISATION_ROLES, why);
}

static bool filter_takes(const struct filter *filter, const struct organisation *organisation)
{
    return (!filter->part || !strcmp(filter->part, role_word(organisation->role))) &&
           (!filter->pillar || organisation_serves(organisation, filter->pillar));
}

static int organisations_list(struct ask *ask, const struct filter *filter)
{
    const struct logbook *logbook = project_logbook(ask->project);
    struct civil_date today = project_now(ask->project).date;
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    int said = 0;
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *organisation = &logbook->organisations[at];
        if (!filter_takes(filter, organisation)) {
            continue;
        }
        said++;
        if (array) {
            cJSON_AddItemToArray(array, organisation_json(organisation, today));
        } else {
            organisation_say(ask, organisation);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!said) {
        puts(language_word(ask->language, "organisation.none"));
    }
    return EXIT_DONE;
}

/* The name that is typed: of "add NAME", or name=NAME; "" = none. */
static const char *name_typed(const struct ask *ask)
{
    for (int at = 0; at < ask->count; at++) {
        if (!strcmp(ask->words[at], "add") && at + 1 < ask->count) {
            return ask->words[at + 1];
        }
        if (!strncmp(ask->words[at], "name=", 5)) {
            return ask->words[at] + 5;
        }
    }
    return "";
}

/* Two of one name are allowed, and told. */
static int organisation_deed(struct ask *ask)
{
    const char *name = name_typed(ask);
    int code = command_deed(ask);
    const struct logbook *logbook = code == EXIT_DONE ? project_logbook(ask->project) : NULL;
    const struct organisation *one = logbook && *name ? partner_namesake(logbook, name, "") : NULL;
    if (one && !ask->json && partner_namesake(logbook, name, one->id)) {
        struct buffer text;
        struct message twice = message_of("organisation.namesake");
        message_add_text(&twice, name);
        buffer_init(&text, 2000);
        puts(ask_say(ask, twice, &text));
        buffer_clear(&text);
    }
    return code;
}

int command_organisation(struct ask *ask)
{
    struct filter filter;
    struct fault why;
    if (asks_for_a_deed(ask)) {
        return organisation_deed(ask);
    }
    ask_flag(ask, "list");
    if (!filter_read(ask, &filter, &why)) {
        return ask_fault(ask, &why);
    }
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    return organisations_list(ask, &filter);
}

/* ---- meetings and what was told ---- */

static cJSON *meeting_json(const struct meeting *meeting)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", meeting->id);
    json_add_date(json, "date", meeting->date);
    cJSON_AddBoolToObject(json, "held", meeting->held);
    array_add(json, "organisations", meeting->organisations);
    cJSON_AddNumberToObject(json, "others", meeting->others);
    cJSON_AddNumberToObject(json, "organisation_count", meeting->organisation_count);
    cJSON_AddNumberToObject(json, "actions", meeting->actions);
    cJSON_AddStringToObject(json, "about", meeting->about);
    return json;
}

static void meeting_say(const struct ask *ask, const struct meeting *meeting)
{
    struct buffer text;
    struct message count = message_of("meeting.organisations");
    message_add_count(&count, meeting->organisation_count);
    buffer_init(&text, 1000);
    printf("%s  ", meeting->id);
    ask_day(ask, meeting->date);
    printf(" · %s · %s%s%s\n",
           language_word(ask->language, meeting->held ? "meeting.held" : "meeting.planned"),
           ask_say(ask, count, &text), *meeting->about ? " · " : "", meeting->about);
    buffer_clear(&text);
}

static cJSON *told_json(const struct told *told)
{
    cJSON *json = cJSON_CreateObject(), *groups = cJSON_CreateArray();
    cJSON_AddStringToObject(json, "id", told->id);
    json_add_date(json, "date", told->date);
    cJSON_AddStringToObject(json, "channel", channel_word(told->channel));
    cJSON_AddBoolToObject(json, "paper", channel_on_paper(told->channel));
    array_add(json, "languages", told->languages);
    for (int group = 0; group < GROUP_COUNT; group++) {
        if (told->audience >> group & 1) {
            cJSON_AddItemToArray(groups, cJSON_CreateString(group_word(group)));
        }
    }
    cJSON_AddItemToObject(json, "audience", groups);
    cJSON_AddBoolToObject(json, "plain", told->plain);
    cJSON_AddNumberToObject(json, "copies", told->copies);
    cJSON_AddStringToObject(json, "about", told->about);
    return json;
}

static void told_say(const struct ask *ask, const struct told *told)
{
    printf("%s  ", told->id);
    ask_day(ask, told->date);
    printf(" · %s%s%s\n", language_word(ask->language, channel_key(told->channel)),
           *told->about ? " · " : "", told->about);
}

static int log_list(struct ask *ask, bool meetings)
{
    const struct logbook *logbook = project_logbook(ask->project);
    size_t count = meetings ? logbook->meeting_count : logbook->told_count;
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (size_t at = 0; at < count; at++) {
        const struct meeting *meeting = meetings ? &logbook->meetings[at] : NULL;
        const struct told *told = meetings ? NULL : &logbook->tellings[at];
        if (array) {
            cJSON_AddItemToArray(array, meeting ? meeting_json(meeting) : told_json(told));
        } else if (meeting) {
            meeting_say(ask, meeting);
        } else {
            told_say(ask, told);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!count) {
        puts(language_word(ask->language, meetings ? "meeting.none" : "told.none"));
    }
    return EXIT_DONE;
}

static int log_command(struct ask *ask, bool meetings)
{
    if (asks_for_a_deed(ask)) {
        return command_deed(ask);
    }
    ask_flag(ask, "list");
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    return log_list(ask, meetings);
}

int command_meeting(struct ask *ask)
{
    return log_command(ask, true);
}

int command_told(struct ask *ask)
{
    return log_command(ask, false);
}
