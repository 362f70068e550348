/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil round`: freezes the scorecard of today, lists the rounds, puts two beside each other.
 */
#include "action/rounds.h"
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

static const char *const arrows[ROUND_ARROWS] = {"=", "▲", "▼", "+", "…", "×"};

/* ---- list ---- */

static cJSON *round_json(const struct round *round)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", round->id);
    json_add_date(json, "date", round->date);
    cJSON_AddStringToObject(json, "framework", round->framework);
    cJSON_AddStringToObject(json, "version", round->version);
    json_add_totals(json, round->totals);
    json_add_quality(json, &round->quality);
    return json;
}

static void round_print(const struct ask *ask, const struct round *round)
{
    char day[CIVIL_DATE_SIZE];
    struct buffer text;
    const struct framework *framework = project_framework(ask->project);
    struct message totals = message_of("round.totals");
    buffer_init(&text, 4096);
    civil_date_write(round->date, day);
    for (int i = 0; i < 4; i++) {
        message_add_count(&totals, round->totals[i]);
    }
    printf("%s  %s", day, ask_say(ask, totals, &text));
    if (strcmp(round->framework, framework->id) || strcmp(round->version, framework->version)) {
        struct message other = message_of("round.version");
        message_add_text(&other, round->framework);
        message_add_text(&other, round->version);
        printf("  (%s)", ask_say(ask, other, &text));
    }
    puts("");
    buffer_clear(&text);
}

static int rounds_tell(struct ask *ask)
{
    struct round_list *list = round_list_take(ask->project);
    struct buffer text;
    bool late;
    if (ask->json) {
        cJSON *array = cJSON_CreateArray();
        for (int i = 0; i < list->count; i++) {
            cJSON_AddItemToArray(array, round_json(&list->items[i]));
        }
        ask_json(array);
        round_list_free(list);
        return EXIT_DONE;
    }
    for (int i = 0; i < list->count; i++) {
        round_print(ask, &list->items[i]);
    }
    if (!list->count) {
        puts(language_word(ask->language, "round.none"));
    }
    struct message reminder = round_reminder(ask->project, &late);
    buffer_init(&text, 4096);
    if (*reminder.key) {
        puts(ask_say(ask, reminder, &text));
    }
    buffer_clear(&text);
    round_list_free(list);
    return EXIT_DONE;
}

/* ---- freeze ---- */

static int round_freeze(struct ask *ask)
{
    char id[ACTION_ID];
    struct fault why;
    if (!action_round_freeze(ask->project, id, &why)) {
        return ask_fault(ask, &why);
    }
    int code = ask_finish(ask);
    if (code == EXIT_DONE) {
        puts(id);
    }
    return code;
}

/* ---- compare ---- */

static void names_json(cJSON *json, const char *name, const char *const names[ROUND_PLACES],
                       int count)
{
    cJSON *array = cJSON_AddArrayToObject(json, name);
    for (int i = 0; i < count && i < ROUND_PLACES; i++) {
        cJSON_AddItemToArray(array, cJSON_CreateString(names[i]));
    }
}

static cJSON *deed_json(const struct round_deed *deed)
{
    char at[CIVIL_MOMENT_SIZE];
    cJSON *json = cJSON_CreateObject();
    civil_moment_write(deed->at, at);
    cJSON_AddStringToObject(json, "at", at);
    cJSON_AddStringToObject(json, "verb", deed->verb);
    cJSON_AddStringToObject(json, "subject", deed->subject);
    cJSON_AddStringToObject(json, "role", deed->role);
    cJSON_AddStringToObject(json, "document", deed->document);
    return json;
}

static cJSON *move_json(const struct round_pair *pair, const struct round_move *move)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", move->criterion);
    cJSON_AddStringToObject(json, "arrow", round_arrow_word(move->arrow));
    cJSON_AddStringToObject(json, "from",
                            move->from < 0 ? "" : verdict_word((enum verdict)move->from));
    cJSON_AddStringToObject(json, "to", move->to < 0 ? "" : verdict_word((enum verdict)move->to));
    names_json(json, "gained", move->gained, move->gained_count);
    names_json(json, "lost", move->lost, move->lost_count);
    cJSON *deeds = cJSON_AddArrayToObject(json, "deeds");
    for (int i = 0; i < move->deed_count; i++) {
        cJSON_AddItemToArray(deeds, deed_json(&pair->deeds[move->deeds[i]]));
    }
    cJSON_AddNumberToObject(json, "deeds_total", move->deed_total);
    return json;
}

static void pair_json(const struct round_pair *pair)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddItemToObject(json, "earlier", round_json(&pair->rounds[0]));
    cJSON_AddItemToObject(json, "later", round_json(&pair->rounds[1]));
    cJSON_AddBoolToObject(json, "now", pair->now);
    cJSON_AddBoolToObject(json, "other_framework", pair->moves.other);
    cJSON_AddBoolToObject(json, "whole", pair->whole);
    cJSON *array = cJSON_AddArrayToObject(json, "criteria");
    for (int i = 0; i < pair->moves.count; i++) {
        cJSON_AddItemToArray(array, move_json(pair, &pair->moves.items[i]));
    }
    ask_json(json);
}

static void move_print(const struct ask *ask, const struct round_pair *pair,
                       const struct round_move *move)
{
    const struct framework *framework = project_framework(ask->project);
    int at = framework_find(framework, move->criterion);
    struct buffer text;
    buffer_init(&text, 8192);
    printf("  %s  %s → %s  %s %s: %s\n", arrows[move->arrow], verdict_mark(move->from),
           verdict_mark(move->to), move->criterion,
           at < 0 ? ""
                  : words_in(framework->criteria[at].name, language_tag(ask->settings.language)),
           language_word(ask->language, round_arrow_key(move->arrow)));
    struct message gained = round_places_say(move, true), lost = round_places_say(move, false);
    if (*gained.key && move->from != move->to) {
        printf("       %s\n", ask_say(ask, gained, &text));
    }
    if (*lost.key && move->from != move->to) {
        printf("       %s\n", ask_say(ask, lost, &text));
    }
    for (int i = 0; i < move->deed_count; i++) {
        printf("       %s\n", ask_say(ask, round_deed_say(&pair->deeds[move->deeds[i]]), &text));
    }
    buffer_clear(&text);
}

static void pair_print(const struct ask *ask, const struct round_pair *pair)
{
    struct buffer text;
    buffer_init(&text, 4096);
    puts(ask_say(ask, round_pair_title(pair), &text));
    if (pair->ahead.year) {
        puts(ask_say(ask, round_ahead_say(pair->ahead), &text));
    }
    if (pair->moves.other) {
        puts(language_word(ask->language, "round.other"));
    } else {
        puts(ask_say(ask, round_pair_counts(pair), &text));
    }
    if (!pair->whole) {
        puts(language_word(ask->language, "round.deeds.older"));
    }
    for (int i = 0; i < pair->moves.count; i++) {
        move_print(ask, pair, &pair->moves.items[i]);
    }
    buffer_clear(&text);
}

static int round_beside(struct ask *ask, const char *first, const char *second)
{
    struct round_pair pair;
    struct fault why;
    if (!round_pair_make(ask->project, ROUND_ALL_DEEDS, first, second, &pair, &why)) {
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        pair_json(&pair);
    } else {
        pair_print(ask, &pair);
    }
    round_pair_clear(&pair);
    return EXIT_DONE;
}

int command_round(struct ask *ask)
{
    int code = ask_wijk(ask);
    const char *deed = code == EXIT_DONE ? ask_word(ask) : NULL;
    if (code != EXIT_DONE) {
        return code;
    }
    bool beside = deed && !strcmp(deed, "compare");
    const char *first = beside ? ask_word(ask) : NULL, *second = beside ? ask_word(ask) : NULL;
    if (deed && !beside && strcmp(deed, "list") && strcmp(deed, "freeze")) {
        return ask_missing(ask, "freeze|list|compare");
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (beside) {
        return round_beside(ask, first, second);
    }
    return deed && !strcmp(deed, "freeze") ? round_freeze(ask) : rounds_tell(ask);
}
