/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil framework`: the frameworks beside the DIW one; `wijkpeil practice`: practices to share.
 */
#include "action/catalogue.h"
#include "action/instrument.h"
#include "action/need.h"
#include "base/json.h"
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

static const char *tongue(const struct ask *ask)
{
    return language_tag(ask->settings.language);
}

static void date_add(cJSON *json, struct civil_date date)
{
    char text[CIVIL_DATE_SIZE];
    if (date.year) {
        civil_date_write(date, text);
        cJSON_AddStringToObject(json, "date", text);
    }
}

/* ---- one framework as JSON ---- */

static cJSON *evidence_json(const struct ask *ask, const struct instrument_item *item)
{
    enum { FINDINGS = 16 };
    const struct finding *findings[FINDINGS];
    cJSON *array = cJSON_CreateArray();
    int count = instrument_evidence(item, project_assessment(ask->project), findings, FINDINGS);
    for (int at = 0; at < count; at++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "criterion", findings[at]->criterion->id);
        cJSON_AddStringToObject(one, "verdict", verdict_word(findings[at]->verdict));
        cJSON_AddItemToArray(array, one);
    }
    return array;
}

static void cards_json(const struct ask *ask, const struct instrument *instrument, cJSON *json)
{
    cJSON *array = cJSON_AddArrayToObject(json, "cards");
    for (int at = 0; at < instrument->item_count; at++) {
        const struct instrument_item *item = &instrument->items[at];
        struct card card;
        cJSON *one = cJSON_CreateObject();
        action_card(ask->project, instrument, item, &card);
        cJSON_AddStringToObject(one, "id", item->id);
        cJSON_AddStringToObject(one, "name", words_in(item->name, tongue(ask)));
        cJSON_AddStringToObject(one, "choice",
                                card.choice < 0 ? "" : instrument->choices[card.choice].id);
        cJSON_AddStringToObject(one, "note", card.note);
        cJSON_AddItemToObject(one, "evidence", evidence_json(ask, item));
        cJSON_AddItemToArray(array, one);
    }
}

static void levels_json(const struct ask *ask, const struct instrument *instrument, cJSON *json)
{
    struct initiative *list;
    cJSON *array = cJSON_AddArrayToObject(json, "projects");
    size_t count = action_initiatives(ask->project, instrument, &list);
    for (size_t at = 0; at < count; at++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "id", list[at].id);
        cJSON_AddStringToObject(one, "name", list[at].name);
        cJSON_AddStringToObject(one, "owner", list[at].owner);
        cJSON_AddStringToObject(one, "level",
                                list[at].level < 0 ? "" : instrument->choices[list[at].level].id);
        cJSON_AddStringToObject(one, "reason", list[at].reason);
        cJSON_AddBoolToObject(one, "flagged", list[at].flagged);
        date_add(one, list[at].date);
        cJSON_AddItemToArray(array, one);
    }
    free(list);
}

static void channels_json(const struct ask *ask, const struct instrument *instrument, cJSON *json)
{
    static const char *const states[] = {[CHANNEL_UNKNOWN] = "unknown",
                                         [CHANNEL_EQUAL] = "equal",
                                         [CHANNEL_ONLINE_ONLY] = "online_only"};
    struct channel *list;
    cJSON *array = cJSON_AddArrayToObject(json, "services");
    size_t count = action_channels(ask->project, instrument, &list);
    for (size_t at = 0; at < count; at++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "item", list[at].item);
        cJSON_AddStringToObject(one, "service",
                                list[at].known ? words_in(list[at].known->name, tongue(ask))
                                               : list[at].fields[CHANNEL_NAME]);
        for (int field = CHANNEL_ONLINE; field < CHANNEL_FIELDS; field++) {
            cJSON_AddStringToObject(one, channel_field_word((enum channel_field)field),
                                    list[at].fields[field]);
        }
        cJSON_AddStringToObject(one, "state", states[list[at].state]);
        date_add(one, list[at].date);
        cJSON_AddItemToArray(array, one);
    }
    free(list);
}

static void label_json(const struct ask *ask, const struct instrument *instrument, cJSON *json)
{
    struct place_label *list;
    cJSON *array = cJSON_AddArrayToObject(json, "places");
    size_t count = action_labels(ask->project, instrument, &list);
    for (size_t at = 0; at < count; at++) {
        const struct label *label = &list[at].label;
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "id", list[at].place->id);
        cJSON_AddStringToObject(one, "name", place_name(list[at].place, tongue(ask)));
        cJSON_AddStringToObject(one, "verdict", verdict_word(label->verdict));
        cJSON_AddNumberToObject(one, "minutes", label->minutes);
        cJSON_AddNumberToObject(one, "minutes_short", label->minutes_short);
        cJSON_AddNumberToObject(one, "devices", label->devices);
        cJSON_AddNumberToObject(one, "devices_short", label->devices_short);
        for (int check = 0; check < LABEL_CHECKS; check++) {
            cJSON_AddStringToObject(one, strrchr(label_check_key((enum label_check)check), '.') + 1,
                                    verdict_word(label->checks[check]));
        }
        cJSON_AddItemToArray(array, one);
    }
    free(list);
}

static void groups_json(const struct ask *ask, const struct instrument *instrument, cJSON *json)
{
    cJSON *array = cJSON_AddArrayToObject(json, "sets");
    for (int at = 0; at < instrument->set_count; at++) {
        const struct instrument_set *set = &instrument->sets[at];
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "id", set->id);
        cJSON_AddStringToObject(one, "name", words_in(set->name, tongue(ask)));
        cJSON_AddBoolToObject(one, "taken", project_wijk(ask->project)->groups == set->groups);
        cJSON *groups = cJSON_AddArrayToObject(one, "groups");
        for (int group = 0; group < GROUP_COUNT; group++) {
            if (set->groups >> group & 1) {
                cJSON_AddItemToArray(groups, cJSON_CreateString(group_word(group)));
            }
        }
        cJSON_AddItemToArray(array, one);
    }
}

static cJSON *instrument_json(const struct ask *ask, const struct instrument *instrument, bool all)
{
    static void (*const parts[INSTRUMENT_KINDS])(const struct ask *, const struct instrument *,
                                                 cJSON *) = {
        [INSTRUMENT_CARDS] = cards_json,       [INSTRUMENT_LEVELS] = levels_json,
        [INSTRUMENT_CHANNELS] = channels_json, [INSTRUMENT_LABEL] = label_json,
        [INSTRUMENT_GROUPS] = groups_json,
    };
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", instrument->id);
    cJSON_AddStringToObject(json, "kind", instrument_kind_word(instrument->kind));
    cJSON_AddStringToObject(json, "name", words_in(instrument->name, tongue(ask)));
    cJSON_AddStringToObject(json, "version", instrument->version);
    cJSON_AddStringToObject(json, "date", instrument->date);
    cJSON_AddStringToObject(json, "source", instrument->source);
    if (all) {
        parts[instrument->kind](ask, instrument, json);
    }
    return json;
}

/* ---- the same in words ---- */

static void line_say(const struct ask *ask, struct message message)
{
    struct buffer line;
    buffer_init(&line, 4096);
    puts(ask_say(ask, message, &line));
    buffer_clear(&line);
}

static void cards_say(const struct ask *ask, const struct instrument *instrument)
{
    for (int at = 0; at < instrument->item_count; at++) {
        const struct instrument_item *item = &instrument->items[at];
        const struct finding *findings[1];
        struct card card;
        action_card(ask->project, instrument, item, &card);
        bool fact = instrument_evidence(item, project_assessment(ask->project), findings, 1) > 0;
        printf("%s  %s · %s\n    ", item->id, words_in(item->name, tongue(ask)),
               card.choice < 0 ? language_word(ask->language, "instrument.unsorted.one")
                               : words_in(instrument->choices[card.choice].name, tongue(ask)));
        if (fact) {
            printf("%s %s: ", findings[0]->criterion->id,
                   language_word(ask->language, verdict_key(findings[0]->verdict)));
        }
        if (fact && findings[0]->judgement) {
            puts(findings[0]->judgement->reason);
        } else {
            line_say(ask, fact ? findings[0]->reason : message_of("instrument.no_evidence"));
        }
    }
}

static void levels_say(const struct ask *ask, const struct instrument *instrument)
{
    struct initiative *list;
    size_t count = action_initiatives(ask->project, instrument, &list);
    for (size_t at = 0; at < count; at++) {
        printf("%s  %s · %s\n    %s\n", list[at].id, list[at].name,
               list[at].level < 0 ? ""
                                  : words_in(instrument->choices[list[at].level].name, tongue(ask)),
               list[at].reason);
        if (list[at].flagged) {
            struct message flag = message_of("initiative.flag");
            message_add_text(&flag, list[at].name);
            line_say(ask, flag);
        }
    }
    if (!count) {
        line_say(ask, message_of("initiative.none"));
    }
    free(list);
}

static void channels_say(const struct ask *ask, const struct instrument *instrument)
{
    static const char *const keys[] = {[CHANNEL_UNKNOWN] = "channel.state.unknown",
                                       [CHANNEL_EQUAL] = "channel.state.equal",
                                       [CHANNEL_ONLINE_ONLY] = "channel.state.online_only"};
    struct channel *list;
    size_t count = action_channels(ask->project, instrument, &list);
    for (size_t at = 0; at < count; at++) {
        printf("%s  %s · %s\n", list[at].item,
               list[at].known ? words_in(list[at].known->name, tongue(ask))
                              : list[at].fields[CHANNEL_NAME],
               language_word(ask->language, keys[list[at].state]));
    }
    free(list);
}

static void label_say_all(const struct ask *ask, const struct instrument *instrument)
{
    struct place_label *list;
    size_t count = action_labels(ask->project, instrument, &list);
    for (size_t at = 0; at < count; at++) {
        printf("%s  %s · %s\n", list[at].place->id, place_name(list[at].place, tongue(ask)),
               language_word(ask->language, verdict_key(list[at].label.verdict)));
        for (int check = 0; check < LABEL_CHECKS; check++) {
            fputs("    ", stdout);
            line_say(ask, label_say(&list[at].label, (enum label_check)check));
        }
    }
    if (!count) {
        line_say(ask, message_of("label.none"));
    }
    free(list);
}

static void groups_say(const struct ask *ask, const struct instrument *instrument)
{
    for (int at = 0; at < instrument->set_count; at++) {
        const struct instrument_set *set = &instrument->sets[at];
        printf("%s  %s:", set->id, words_in(set->name, tongue(ask)));
        for (int group = 0; group < GROUP_COUNT; group++) {
            if (set->groups >> group & 1) {
                printf(" %s;", language_word(ask->language, group_key(group)));
            }
        }
        puts("");
    }
}

static int instrument_show(struct ask *ask, const struct instrument *instrument)
{
    static void (*const says[INSTRUMENT_KINDS])(const struct ask *, const struct instrument *) = {
        [INSTRUMENT_CARDS] = cards_say,       [INSTRUMENT_LEVELS] = levels_say,
        [INSTRUMENT_CHANNELS] = channels_say, [INSTRUMENT_LABEL] = label_say_all,
        [INSTRUMENT_GROUPS] = groups_say,
    };
    if (ask->json) {
        ask_json(instrument_json(ask, instrument, true));
        return EXIT_DONE;
    }
    puts(words_in(instrument->name, tongue(ask)));
    says[instrument->kind](ask, instrument);
    puts(words_in(instrument->note, tongue(ask)));
    puts(instrument->source);
    return EXIT_DONE;
}

/* ---- the bands of a subsidy: a file of their own ---- */

static const char bands_id[] = "digibank";

static cJSON *bands_json(struct ask *ask, const struct bands *bands)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", bands_id);
    cJSON_AddStringToObject(json, "kind", "bands");
    cJSON_AddStringToObject(json, "name", json_text(bands->name, tongue(ask), ""));
    cJSON_AddStringToObject(json, "source", bands->source);
    cJSON *from = cJSON_AddArrayToObject(json, "bands");
    for (int band = 0; band < bands->count; band++) {
        cJSON_AddItemToArray(from, cJSON_CreateNumber((double)bands->from[band]));
    }
    return json;
}

static int bands_show(struct ask *ask)
{
    struct fault why;
    const struct bands *bands = project_bands(ask->project, &why);
    if (!bands) {
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        ask_json(bands_json(ask, bands));
        return EXIT_DONE;
    }
    puts(json_text(bands->name, tongue(ask), ""));
    for (int band = 0; band < bands->count; band++) {
        line_say(ask, band_message(bands, band));
    }
    puts(json_text(bands->ours, tongue(ask), ""));
    puts(bands->source);
    return EXIT_DONE;
}

/* Files that could not be read: which, where and why. */
static void refused_say(struct ask *ask)
{
    const struct refused_file *files;
    int count = project_refused_files(ask->project, &files);
    for (int at = 0; at < count; at++) {
        struct buffer line;
        buffer_init(&line, 4096);
        refused_file_say(&files[at], ask->language, &line);
        puts(buffer_text(&line));
        buffer_clear(&line);
    }
}

static int instruments_list(struct ask *ask)
{
    const struct instrument *const *all;
    int count = project_instruments(ask->project, &all);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (int at = 0; at < count; at++) {
        if (array) {
            cJSON_AddItemToArray(array, instrument_json(ask, all[at], false));
        } else {
            printf("%s  %s (%s)\n", all[at]->id, words_in(all[at]->name, tongue(ask)),
                   all[at]->date);
        }
    }
    struct fault why;
    const struct bands *bands = project_bands(ask->project, &why);
    if (array) {
        if (bands) {
            cJSON_AddItemToArray(array, bands_json(ask, bands));
        }
        ask_json(array);
        return EXIT_DONE;
    }
    if (bands) {
        printf("%s  %s\n", bands_id, json_text(bands->name, tongue(ask), ""));
    }
    refused_say(ask);
    return bands ? EXIT_DONE : ask_fault(ask, &why);
}

/* ---- deeds ---- */

static int ended(struct ask *ask, bool ok, const struct fault *why, const char *id)
{
    if (!ok) {
        return ask_fault(ask, why);
    }
    if (id && *id) {
        puts(id);
    }
    return ask_finish(ask);
}

static int choice_of(const struct instrument *instrument, const char *word, struct fault *why)
{
    int choice = instrument_choice_find(instrument, word);
    struct buffer list;
    if (choice >= 0) {
        return choice;
    }
    buffer_init(&list, MESSAGE_TEXT_SIZE);
    for (int at = 0; at < instrument->choice_count; at++) {
        buffer_addf(&list, "%s%s", at ? ", " : "", instrument->choices[at].id);
    }
    fault_set_text(why, FAULT_USAGE, "fault.instrument.choice", word);
    message_add_text(&why->what, buffer_text(&list));
    buffer_clear(&list);
    return choice;
}

static int card_deed(struct ask *ask, const struct instrument *instrument)
{
    struct fault why;
    const char *item_id = ask_word(ask), *word = ask_word(ask), *note = ask_option(ask, "--note");
    const struct instrument_item *item = item_id ? instrument_item_find(instrument, item_id) : NULL;
    fault_clear(&why);
    if (!word) {
        return ask_missing(ask, "ITEM CHOICE");
    }
    if (!item || instrument->kind != INSTRUMENT_CARDS) {
        fault_set_text(&why, FAULT_MISSING, "fault.record.unknown", item_id);
        return ask_fault(ask, &why);
    }
    int choice = strcmp(word, "none") ? choice_of(instrument, word, &why) : -1;
    if ((choice < 0 && strcmp(word, "none")) || !ask_done(ask)) {
        return choice < 0 && why.what.key[0] ? ask_fault(ask, &why) : EXIT_USAGE;
    }
    return ended(ask, action_card_set(ask->project, instrument, item, choice, note, &why), &why,
                 NULL);
}

static int rate_deed(struct ask *ask, const struct instrument *instrument)
{
    struct fault why;
    char id[ACTION_ID];
    const char *name = ask_word(ask), *word = ask_word(ask);
    const char *reason = ask_option(ask, "--reason"), *owner = ask_option(ask, "--owner");
    const char *known = ask_option(ask, "--id");
    fault_clear(&why);
    if (!word) {
        return ask_missing(ask, "NAME LEVEL");
    }
    int level = choice_of(instrument, word, &why);
    if (level < 0) {
        return ask_fault(ask, &why);
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    return ended(ask,
                 action_initiative_set(ask->project, instrument, known ? known : "", name,
                                       owner ? owner : "", level, reason ? reason : "", id, &why),
                 &why, id);
}

static int way_deed(struct ask *ask, const struct instrument *instrument)
{
    struct fault why;
    struct action_field fields[CHANNEL_FIELDS];
    char out[ACTION_ID], *word;
    int count = 0;
    const char *item = ask_word(ask);
    fault_clear(&why);
    while (item && count < CHANNEL_FIELDS && (word = (char *)ask_word(ask))) {
        char *equals = strchr(word, '=');
        if (!equals) {
            fault_set_text(&why, FAULT_USAGE, "fault.field.unknown", word);
            return ask_fault(ask, &why);
        }
        *equals = 0;
        fields[count++] = (struct action_field){word, equals + 1};
    }
    if (!count) {
        return ask_missing(ask, "ITEM FIELD=VALUE");
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    return ended(ask,
                 action_channel_set(ask->project, instrument, strcmp(item, "new") ? item : "",
                                    fields, count, out, &why),
                 &why, out);
}

static int take_deed(struct ask *ask, const struct instrument *instrument)
{
    struct fault why;
    const char *word = ask_word(ask);
    fault_clear(&why);
    for (int at = 0; word && at < instrument->set_count; at++) {
        if (!strcmp(word, instrument->sets[at].id)) {
            return ended(ask, action_groups_take(ask->project, &instrument->sets[at], &why), &why,
                         NULL);
        }
    }
    fault_set_text(&why, FAULT_MISSING, "fault.record.unknown", word ? word : "SET");
    return ask_fault(ask, &why);
}

static int remove_deed(struct ask *ask, const struct instrument *instrument)
{
    struct fault why;
    const char *id = ask_word(ask);
    fault_clear(&why);
    if (!id) {
        return ask_missing(ask, "ID");
    }
    bool ok = instrument->kind == INSTRUMENT_CHANNELS
                  ? action_channel_remove(ask->project, instrument, id, &why)
                  : action_initiative_remove(ask->project, id, &why);
    return ended(ask, ok, &why, NULL);
}

int command_framework(struct ask *ask)
{
    static const struct {
        const char *word;
        int (*deed)(struct ask *, const struct instrument *);
    } deeds[] = {{"show", instrument_show}, {"card", card_deed}, {"rate", rate_deed},
                 {"way", way_deed},         {"take", take_deed}, {"remove", remove_deed}};
    struct fault why;
    const char *word = ask_word(ask);
    int code = ask_wijk(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    if (!word || !strcmp(word, "list")) {
        return ask_done(ask) ? instruments_list(ask) : EXIT_USAGE;
    }
    const char *id = ask_word(ask);
    if (id && !strcmp(id, bands_id) && !strcmp(word, "show")) {
        return bands_show(ask);
    }
    const struct instrument *instrument = id ? project_instrument(ask->project, id) : NULL;
    fault_clear(&why);
    if (!instrument) {
        fault_set_text(&why, FAULT_MISSING, "fault.instrument.unknown", id ? id : "");
        return ask_fault(ask, &why);
    }
    for (size_t at = 0; at < sizeof deeds / sizeof *deeds; at++) {
        if (!strcmp(word, deeds[at].word)) {
            return deeds[at].deed(ask, instrument);
        }
    }
    fault_set_text(&why, FAULT_USAGE, "fault.word.left", word);
    return ask_fault(ask, &why);
}
