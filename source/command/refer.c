/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil refer`: who helps with a theme, when next, in which language. The telephone comes
 * first. */
#include "action/refer.h"
#include "command/command_inner.h"
#include "logbook/field.h"

#include <string.h>

static cJSON *moment_json(const struct referral_moment *moment)
{
    char text[CIVIL_DATE_SIZE], time[16];
    cJSON *json = cJSON_CreateObject();
    civil_date_write(moment->from.date, text);
    cJSON_AddStringToObject(json, "date", text);
    snprintf(time, sizeof time, "%02d:%02d", moment->from.hour, moment->from.minute);
    cJSON_AddStringToObject(json, "from", time);
    snprintf(time, sizeof time, "%02d:%02d", moment->to.hour, moment->to.minute);
    cJSON_AddStringToObject(json, "to", time);
    cJSON_AddStringToObject(json, "where", moment->where);
    return json;
}

static cJSON *referral_json(const struct ask *ask, const struct referral *referral)
{
    cJSON *json = cJSON_CreateObject(), *moments = cJSON_CreateArray();
    const struct place *place = referral->place;
    cJSON_AddStringToObject(json, "phone", place->phone);
    cJSON_AddStringToObject(json, "id", place->id);
    cJSON_AddStringToObject(json, "offer", referral->offer->id);
    cJSON_AddStringToObject(json, "name",
                            place_name(place, language_tag(language_code(ask->language))));
    cJSON_AddStringToObject(json, "service", service_word(referral->offer->service));
    cJSON_AddStringToObject(json, "languages", referral->offer->languages);
    cJSON_AddBoolToObject(json, "said", referral->said);
    cJSON_AddBoolToObject(json, "now", referral->now);
    cJSON_AddBoolToObject(json, "appointment", referral->appointment);
    for (int at = 0; at < referral->moment_count; at++) {
        cJSON_AddItemToArray(moments, moment_json(&referral->moments[at]));
    }
    cJSON_AddItemToObject(json, "moments", moments);
    return json;
}

static void referral_say(const struct ask *ask, const struct referral *referral)
{
    const struct place *place = referral->place;
    struct buffer text;
    printf("%s · %s\n", place_name(place, language_tag(language_code(ask->language))),
           language_word(ask->language, service_key(referral->offer->service)));
    if (*place->phone) {
        printf("    %s\n", place->phone);
    }
    for (int at = 0; at < referral->moment_count; at++) {
        buffer_init(&text, 400);
        refer_moment_say(&referral->moments[at], ask->language, &text);
        printf("    %s\n", buffer_text(&text));
        buffer_clear(&text);
    }
    if (referral->appointment) {
        printf("    %s\n", language_word(ask->language, "refer.appointment"));
    }
    buffer_init(&text, 1000);
    refer_groups_say(referral, ask->language, &text);
    if (text.size) {
        printf("    %s\n", buffer_text(&text));
    }
    buffer_clear(&text);
    if (!referral->said) {
        printf("    %s\n", language_word(ask->language, "refer.tongue.unsaid"));
    }
}

static const char *theme_word(int index)
{
    return need_theme_word((enum need_theme)index);
}

static bool asked_read(struct ask *ask, struct refer_ask *out, struct fault *why)
{
    const char *theme = ask_option(ask, "--theme"), *tongue = ask_option(ask, "--tongue");
    *out = (struct refer_ask){.tongue = -1, .today = ask_flag(ask, "--today")};
    if (!theme) {
        return fault_set_text(why, FAULT_USAGE, "fault.option.missing", "--theme NAME");
    }
    return need_theme_parse(theme, &out->theme)
               ? !tongue || tongue_parse(tongue, &out->tongue) ||
                     record_word_refused(FAULT_USAGE, tongue, tongue_word, TONGUE_COUNT, why)
               : record_word_refused(FAULT_USAGE, theme, theme_word, NEED_THEMES, why);
}

static int site_set(struct ask *ask, const char *site)
{
    struct action_field field = {"site", strcmp(site, "none") != 0 ? site : ""};
    struct fault why;
    int code = ask_wijk(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    return action_wijk_set(ask->project, &field, 1, &why) ? ask_finish(ask) : ask_fault(ask, &why);
}

static void practise_say(const struct ask *ask, enum need_theme theme)
{
    const struct learning *learning = action_learning(ask->project, theme);
    struct buffer text;
    buffer_init(&text, 1000);
    if (learning) {
        puts(ask_say(
            ask, action_learning_say(learning, theme, language_tag(language_code(ask->language))),
            &text));
    }
    buffer_clear(&text);
}

int command_refer(struct ask *ask)
{
    const char *site = ask_option(ask, "--site");
    struct referral found[REFERRAL_MOST];
    struct refer_ask asked;
    struct fault why;
    if (site) {
        return site_set(ask, site);
    }
    if (!asked_read(ask, &asked, &why)) {
        return ask_fault(ask, &why);
    }
    int code = ask_wijk(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    asked.when = project_now(ask->project);
    int count = action_refer(ask->project, &asked, found);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (int at = 0; at < count; at++) {
        if (array) {
            cJSON_AddItemToArray(array, referral_json(ask, &found[at]));
        } else {
            referral_say(ask, &found[at]);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!count) {
        puts(language_word(ask->language, asked.today ? "refer.none.today" : "refer.none"));
    }
    if (!array) {
        practise_say(ask, asked.theme);
    }
    return EXIT_DONE;
}
