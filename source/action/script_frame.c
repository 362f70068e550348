/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds, other frameworks, practices, figures of others: action/script.h says how. */
#include "action/across.h"
#include "action/instrument.h"
#include "action/rounds.h"
#include "action/script_inner.h"

#include <stdio.h>
#include <string.h>

static bool words_within(const struct line *line, int least, int most, const char *verb,
                         struct fault *why)
{
    return line->count < least ? fault_set_text(why, FAULT_USAGE, "fault.script.words", verb)
           : line->count > most
               ? fault_set_text(why, FAULT_USAGE, "fault.script.extra", line->word[most])
               : true;
}

static bool verb_unknown(const struct line *line, struct fault *why)
{
    return fault_set_text(why, FAULT_USAGE, "fault.script.verb", line->word[1]);
}

/* ---- rounds ---- */

/* By its id or its day. */
static bool round_remove(struct project *project, const char *word, struct fault *why)
{
    char id[ACTION_ID] = "";
    struct round_list *list = round_list_take(project);
    for (int i = 0; i < list->count && !*id; i++) {
        char day[CIVIL_DATE_SIZE];
        civil_date_write(list->items[i].date, day);
        if (!strcmp(day, word)) {
            snprintf(id, sizeof id, "%s", list->items[i].id);
        }
    }
    round_list_free(list);
    return action_round_remove(project, *id ? id : word, why);
}

bool script_round(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    if (!strcmp(line->word[1], "freeze")) {
        return words_within(line, 2, 2, "round freeze", why) &&
               action_round_freeze(script->project, id, why);
    }
    return strcmp(line->word[1], "remove") != 0
               ? verb_unknown(line, why)
               : words_within(line, 3, 3, "round remove", why) &&
                     round_remove(script->project, script_id(script, line->word[2]), why);
}

/* ---- other frameworks ---- */

static const struct instrument *instrument_named(const struct script *script, const char *word,
                                                 enum instrument_kind kind, struct fault *why)
{
    const struct instrument *instrument = project_instrument(script->project, word);
    if (!instrument || instrument->kind != kind) {
        fault_set_text(why, FAULT_MISSING, "fault.record.unknown", word);
        return NULL;
    }
    return instrument;
}

/* -2 = there is no such choice */
static int choice_named(const struct instrument *instrument, const char *word, bool none,
                        struct fault *why)
{
    int choice = instrument_choice_find(instrument, word);
    if (choice < 0 && !(none && !strcmp(word, "none"))) {
        fault_set_text(why, FAULT_USAGE, "fault.instrument.choice", word);
        return -2;
    }
    return choice;
}

bool script_card(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    const struct instrument *instrument =
        instrument_named(script, line->word[1], INSTRUMENT_CARDS, why);
    const struct instrument_item *item =
        instrument ? instrument_item_find(instrument, line->word[2]) : NULL;
    (void)id;
    if (instrument && !item) {
        return fault_set_text(why, FAULT_MISSING, "fault.record.unknown", line->word[2]);
    }
    int choice = instrument ? choice_named(instrument, line->word[3], true, why) : -2;
    return choice > -2 && action_card_set(script->project, instrument, item, choice,
                                          line->count > 4 ? line->word[4] : NULL, why);
}

bool script_groups(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    const struct instrument *instrument =
        instrument_named(script, line->word[1], INSTRUMENT_GROUPS, why);
    (void)id;
    for (int at = 0; instrument && at < instrument->set_count; at++) {
        if (!strcmp(instrument->sets[at].id, line->word[2])) {
            return action_groups_take(script->project, &instrument->sets[at], why);
        }
    }
    return instrument && fault_set_text(why, FAULT_MISSING, "fault.record.unknown", line->word[2]);
}

bool script_project(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    if (!strcmp(line->word[1], "remove")) {
        snprintf(id, ACTION_ID, "%s", script_id(script, line->word[2]));
        return words_within(line, 3, 3, "project remove", why) &&
               action_initiative_remove(script->project, id, why);
    }
    if (strcmp(line->word[1], "add") != 0) {
        return verb_unknown(line, why);
    }
    if (!words_within(line, 6, 7, "project add", why)) {
        return false;
    }
    const struct instrument *instrument =
        instrument_named(script, line->word[2], INSTRUMENT_LEVELS, why);
    int level = instrument ? choice_named(instrument, line->word[4], false, why) : -2;
    return level >= 0 && action_initiative_set(script->project, instrument, "", line->word[3],
                                               line->count > 6 ? line->word[6] : "", level,
                                               line->word[5], id, why);
}

bool script_channel(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    const struct instrument *instrument =
        instrument_named(script, line->word[2], INSTRUMENT_CHANNELS, why);
    const char *item = script_id(script, line->word[3]);
    if (!instrument) {
        return false;
    }
    if (!strcmp(line->word[1], "remove")) {
        return words_within(line, 4, 4, "channel remove", why) &&
               action_channel_remove(script->project, instrument, item, why);
    }
    if (strcmp(line->word[1], "set") != 0) {
        return verb_unknown(line, why);
    }
    int count = line_fields(line, 4, fields, why);
    return count >= 0 &&
           action_channel_set(script->project, instrument, strcmp(item, "new") ? item : "", fields,
                              count, id, why);
}

/* ---- practices ---- */

static bool practice_fields(struct line *line, int first, const char *texts[PRACTICE_PARTS],
                            struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    int count = line_fields(line, first, fields, why);
    for (int at = 0; at < count; at++) {
        enum practice_part part = PRACTICE_TITLE;
        if (!practice_part_parse(fields[at].path, &part)) {
            return fault_set_text(why, FAULT_USAGE, "fault.field.unknown", fields[at].path);
        }
        texts[part] = fields[at].value;
    }
    return count >= 0;
}

bool script_practice(struct script *script, struct line *line, char id[ACTION_ID],
                     struct fault *why)
{
    const char *texts[PRACTICE_PARTS] = {NULL};
    const char *deed = line->word[1];
    bool add = !strcmp(deed, "add");
    if (!strcmp(deed, "remove")) {
        snprintf(id, ACTION_ID, "%s", script_id(script, line->word[2]));
        return words_within(line, 3, 3, "practice remove", why) &&
               action_practice_remove(script->project, id, why);
    }
    if (!add && strcmp(deed, "set") != 0) {
        return verb_unknown(line, why);
    }
    texts[PRACTICE_TITLE] = add ? line->word[2] : NULL;
    return practice_fields(line, 3, texts, why) &&
           action_practice_set(script->project, add ? "" : script_id(script, line->word[2]), texts,
                               id, why);
}

/* ---- figures of others ---- */

bool script_context(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    const char *code = script->project->wijk.code ? script->project->wijk.code : "";
    char unit[CONTEXT_TEXT];
    struct context_figure figure = {.figure = line->word[2], .unit = unit};
    bool set = !strcmp(line->word[1], "set");
    (void)id;
    if (!set && strcmp(line->word[1], "remove") != 0) {
        return verb_unknown(line, why);
    }
    if (!words_within(line, set ? 6 : 4, set ? 6 : 4, "context", why) ||
        !script_number(line->word[3], &figure.year, why)) {
        return false;
    }
    if (!set) {
        return action_context_remove(script->project, code, figure.figure, figure.year, why);
    }
    if (!context_number(line->word[4], &figure.value, unit)) {
        return fault_set_text(why, FAULT_INPUT, "fault.context.value", line->word[4]);
    }
    figure.source = line->word[5];
    return action_context_set(script->project, code, &figure, why);
}
