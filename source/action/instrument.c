/* SPDX-License-Identifier: EUPL-1.2 */
/* The other frameworks of this installation, and their cards, projects, labels and groups. */
#include "action/instrument.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/catalogue.h"
#include "action/instrument_inner.h"
#include "base/arena.h"
#include "base/json.h"

enum { NAME_MOST = 200, NOTE_MOST = 1000 };

/* ---- the files ---- */

static bool instrument_take(struct project *project, const char *text, size_t size,
                            struct fault *why)
{
    struct instrument *instrument;
    if (!instrument_parse(text, size, &instrument, why)) {
        return false;
    }
    if (!instrument_criteria_check(instrument, project->framework, why)) {
        instrument_free(instrument);
        return false;
    }
    bool known = project_instrument(project, instrument->id) != NULL;
    if (known || project->instrument_count == PROJECT_INSTRUMENTS) {
        fault_set_text(why, known ? FAULT_INPUT : FAULT_LIMIT,
                       known ? "assessment.framework.twice" : "assessment.framework.many",
                       instrument->id);
        instrument_free(instrument);
        return false;
    }
    project->instruments[project->instrument_count++] = instrument;
    return true;
}

static int by_id(const void *left, const void *right)
{
    const struct instrument *const *a = left, *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

void instruments_open(struct project *project)
{
    catalogue_open(project, "framework", INSTRUMENT_CEILING, instrument_take);
    if (project->instrument_count) {
        qsort(project->instruments, (size_t)project->instrument_count, sizeof *project->instruments,
              by_id);
    }
}

void instruments_close(struct project *project)
{
    for (int at = 0; at < project->instrument_count; at++) {
        instrument_free(project->instruments[at]);
    }
    project->instrument_count = 0;
}

int project_instruments(const struct project *project, const struct instrument *const **out)
{
    *out = (const struct instrument *const *)project->instruments;
    return project->instrument_count;
}

const struct instrument *project_instrument(const struct project *project, const char *id)
{
    for (int at = 0; at < project->instrument_count; at++) {
        if (!strcmp(project->instruments[at]->id, id)) {
            return project->instruments[at];
        }
    }
    return NULL;
}

/* ---- cards ---- */

static void card_id(const struct project *project, const struct instrument *instrument,
                    const char *item, char out[ACTION_ID * 2])
{
    snprintf(out, ACTION_ID * 2, "card:%s:%s:%s", project->wijk.code, instrument->id, item);
}

void action_card(const struct project *project, const struct instrument *instrument,
                 const struct instrument_item *item, struct card *out)
{
    char id[ACTION_ID * 2];
    card_id(project, instrument, item->id, id);
    const cJSON *document = record_find(project, id);
    out->choice = instrument_choice_find(instrument, json_text(document, "choice", ""));
    out->note = json_text(document, "note", "");
    out->date = record_date(document, "date");
}

bool action_card_set(struct project *project, const struct instrument *instrument,
                     const struct instrument_item *item, int choice, const char *note,
                     struct fault *why)
{
    char id[ACTION_ID * 2];
    const char *word = choice >= 0 ? instrument->choices[choice].id : "";
    if (!record_text_fits(note, NOTE_MOST, why)) {
        return false;
    }
    card_id(project, instrument, item->id, id);
    struct record_field fields[] = {
        {"wijk", cJSON_CreateString(project->wijk.code)},
        {"framework", cJSON_CreateString(instrument->id)},
        {"choice", record_of_text(word)},
        {"date", record_of_date(project_today(project))},
        {"note", note ? record_of_text(note) : NULL},
    };
    return record_write(project, "card", item->name.nl, id, fields, note ? 5 : 4, why);
}

/* ---- projects with a level ---- */

struct gather { /* arrays of one kind while the documents are walked */
    struct project *project;
    const struct instrument *instrument;
    void *items;
    size_t count, room;
};

static bool of_instrument(const struct gather *gather, const cJSON *document)
{
    return !strcmp(json_text(document, "wijk", ""), gather->project->wijk.code) &&
           !strcmp(json_text(document, "framework", ""), gather->instrument->id);
}

static void initiative_each(void *data, const char *id, const cJSON *document)
{
    struct gather *gather = data;
    struct initiative *items = gather->items;
    if (!of_instrument(gather, document)) {
        return;
    }
    ARRAY_GROW(items, gather->count, gather->room);
    gather->items = items;
    items[gather->count++] = (struct initiative){
        .id = id,
        .name = record_text(document, "name"),
        .owner = record_text(document, "owner"),
        .reason = json_text(document, "reason", ""),
        .level = instrument_choice_find(gather->instrument, json_text(document, "level", "")),
        .date = record_date(document, "date"),
    };
}

static int initiative_order(const void *left, const void *right)
{
    const struct initiative *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->id, b->id);
}

/* One of the criteria that make the level worth telling is not met in the wijk. */
static bool criteria_lack(struct project *project, const cJSON *criteria)
{
    const struct assessment *assessment = project_assessment(project);
    const cJSON *criterion;
    cJSON_ArrayForEach(criterion, criteria)
    {
        int at = framework_find(project->framework, criterion->valuestring);
        if (at >= 0 && assessment->findings[at].verdict != VERDICT_MET) {
            return true;
        }
    }
    return false;
}

size_t action_initiatives(struct project *project, const struct instrument *instrument,
                          struct initiative **out)
{
    struct gather gather = {project, instrument, NULL, 0, 0};
    record_each(project, "initiative", initiative_each, &gather);
    struct initiative *items = gather.items;
    bool lacks = criteria_lack(project, instrument->flag_criteria);
    int flag = instrument_choice_find(instrument, instrument->flag);
    for (size_t at = 0; at < gather.count; at++) {
        items[at].flagged = lacks && flag >= 0 && items[at].level == flag;
    }
    if (gather.count) {
        qsort(items, gather.count, sizeof *items, initiative_order);
    }
    *out = items;
    return gather.count;
}

struct flagged { /* of one wijk, while the documents are walked */
    const struct project *project;
    const char *wijk;
    const enum verdict *verdicts;
    int count;
};

static bool lacks_there(const struct flagged *flagged, const cJSON *criteria)
{
    const cJSON *criterion;
    cJSON_ArrayForEach(criterion, criteria)
    {
        int at = framework_find(flagged->project->framework, criterion->valuestring);
        if (at >= 0 && flagged->verdicts[at] != VERDICT_MET) {
            return true;
        }
    }
    return false;
}

static void flagged_each(void *data, const char *id, const cJSON *document)
{
    struct flagged *flagged = data;
    const struct instrument *instrument =
        project_instrument(flagged->project, json_text(document, "framework", ""));
    (void)id;
    flagged->count += instrument && instrument->flag[0] &&
                      !strcmp(json_text(document, "wijk", ""), flagged->wijk) &&
                      !strcmp(json_text(document, "level", ""), instrument->flag) &&
                      lacks_there(flagged, instrument->flag_criteria);
}

struct message action_initiatives_say(const struct project *project, const char *wijk,
                                      const enum verdict *verdicts)
{
    struct flagged flagged = {project, wijk, verdicts, 0};
    record_each(project, "initiative", flagged_each, &flagged);
    struct message message = message_of(flagged.count ? "initiative.flagged" : "");
    if (flagged.count) {
        message_add_count(&message, flagged.count);
    }
    return message;
}

static bool said(const char *text)
{
    return text && strspn(text, " \t\r\n") != strlen(text);
}

bool action_initiative_set(struct project *project, const struct instrument *instrument,
                           const char *id, const char *name, const char *owner, int level,
                           const char *reason, char out[ACTION_ID], struct fault *why)
{
    if (!said(name)) {
        return fault_set(why, FAULT_INPUT, "fault.initiative.name");
    }
    if (!said(reason)) {
        return fault_set(why, FAULT_INPUT, "fault.initiative.reason");
    }
    if (level < 0 || level >= instrument->choice_count) {
        return fault_set(why, FAULT_INPUT, "fault.initiative.level");
    }
    if (!record_text_fits(name, NAME_MOST, why) || !record_text_fits(owner, NAME_MOST, why) ||
        !record_text_fits(reason, NOTE_MOST, why)) {
        return false;
    }
    snprintf(out, ACTION_ID, "%s", id);
    if (!*id) {
        record_id_new(project, "initiative", out);
    } else if (!record_find(project, id)) {
        return fault_set_text(why, FAULT_MISSING, "fault.record.unknown", id);
    }
    struct record_field fields[] = {
        {"wijk", cJSON_CreateString(project->wijk.code)},
        {"framework", cJSON_CreateString(instrument->id)},
        {"name", record_of_text(name)},
        {"owner", record_of_text(owner)},
        {"level", cJSON_CreateString(instrument->choices[level].id)},
        {"reason", record_of_text(reason)},
        {"date", record_of_date(project_today(project))},
    };
    return record_write(project, "initiative", name, out, fields,
                        (int)(sizeof fields / sizeof *fields), why);
}

bool action_initiative_remove(struct project *project, const char *id, struct fault *why)
{
    return record_remove(project, "initiative-remove",
                         json_text(record_find(project, id), "name", ""), id, why);
}

/* ---- the label ---- */

static int checks_met(const struct place_label *label)
{
    int met = 0;
    for (int check = 0; check < LABEL_CHECKS; check++) {
        met += label->label.checks[check] == VERDICT_MET;
    }
    return met;
}

static int label_order(const void *left, const void *right)
{
    const struct place_label *a = left, *b = right;
    int met = checks_met(b) - checks_met(a);
    return met ? met : strcmp(a->place->name, b->place->name);
}

static bool opens(const struct instrument *instrument, const struct place *place)
{
    for (size_t at = 0; at < place->offer_count; at++) {
        if (instrument->rules.open >> place->offers[at].service & 1) {
            return true;
        }
    }
    return false;
}

size_t action_labels(struct project *project, const struct instrument *instrument,
                     struct place_label **out)
{
    struct place_label *labels = memory_take(sizeof *labels * (project->visible_count + 1));
    size_t count = 0;
    struct civil now = project_now(project);
    for (size_t at = 0; at < project->visible_count; at++) {
        const struct place *place = project->visible[at];
        enum place_state state = project_place_state(project, place);
        if ((state == PLACE_CONFIRMED || state == PLACE_STALE) &&
            project_place_in_wijk(project, place) && opens(instrument, place)) {
            labels[count].place = place;
            instrument_label(instrument, place, now, project_hours(project),
                             &labels[count++].label);
        }
    }
    if (count) {
        qsort(labels, count, sizeof *labels, label_order);
    }
    *out = labels;
    return count;
}

/* ---- target groups ---- */

bool action_groups_take(struct project *project, const struct instrument_set *set,
                        struct fault *why)
{
    struct buffer words;
    buffer_init(&words, 1024);
    for (int group = 0; group < GROUP_COUNT; group++) {
        if (set->groups >> group & 1) {
            buffer_addf(&words, "%s%s", words.size ? "," : "", group_word(group));
        }
    }
    struct action_field field = {"groups", buffer_text(&words)};
    bool ok = action_wijk_set(project, &field, 1, why);
    buffer_clear(&words);
    return ok;
}
