/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/instrument.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assessment/member.h"
#include "base/arena.h"
#include "base/json.h"

static const char *const kind_words[INSTRUMENT_KINDS] = {"cards", "levels", "channels", "label",
                                                         "groups"};

const char *instrument_kind_word(enum instrument_kind kind)
{
    return kind_words[kind];
}

/* ---- checking while reading ---- */

static struct words words_of(const cJSON *object, const char *key)
{
    const cJSON *texts = json_member(object, key);
    return (struct words){json_text(texts, "nl", ""), json_text(texts, "fr", ""),
                          json_text(texts, "en", "")};
}

/* Ids stand in document ids: small or large letters, digits and "_". */
static bool id_check(const cJSON *object, const char *where, struct fault *why)
{
    if (!cJSON_IsObject(object)) {
        return member_refuse(why, "wrong", "%s", where);
    }
    if (!member_text_check(object, where, "id", INSTRUMENT_ID - 1, why)) {
        return false;
    }
    const char *id = json_text(object, "id", "");
    return strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
               strlen(id) ||
           member_refuse(why, "wrong", "%s.id", where);
}

static bool named(const cJSON *object, const char *where, struct fault *why)
{
    return id_check(object, where, why) &&
           member_words_check(object, where, "name", MEMBER_NAME, why);
}

/* An array that may be empty or not there at all. */
static bool maybe_array(const cJSON *object, const char *where, const char *key, int ceiling,
                        struct fault *why)
{
    const cJSON *array = json_member(object, key);
    if (!array || (cJSON_IsArray(array) && !array->child)) {
        return true;
    }
    return member_array_check(object, where, key, ceiling, why);
}

static bool texts_check(const cJSON *array, const char *where, struct fault *why)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (!cJSON_IsString(item) || strlen(item->valuestring) > MEMBER_NAME) {
            return member_refuse(why, "wrong", "%s", where);
        }
    }
    return true;
}

static bool choice_read(struct instrument *instrument, const cJSON *choice, struct fault *why)
{
    char where[MEMBER_WHERE];
    snprintf(where, sizeof where, "choices[%d]", instrument->choice_count);
    if (!named(choice, where, why) ||
        (json_member(choice, "explanation") &&
         !member_words_check(choice, where, "explanation", MEMBER_TEXT, why))) {
        return false;
    }
    const char *id = json_text(choice, "id", "");
    if (instrument_choice_find(instrument, id) >= 0) {
        return member_refuse(why, "twice", "%s", id);
    }
    instrument->choices[instrument->choice_count++] =
        (struct instrument_choice){id, words_of(choice, "name"), words_of(choice, "explanation")};
    return true;
}

static bool item_read(struct instrument *instrument, const cJSON *item, const char *section,
                      struct fault *why)
{
    char where[MEMBER_WHERE];
    snprintf(where, sizeof where, "%.40s.items[%d]", section, instrument->item_count);
    if (!named(item, where, why) ||
        !maybe_array(item, where, "criteria", FRAMEWORK_CRITERIA, why) ||
        !texts_check(json_member(item, "criteria"), where, why)) {
        return false;
    }
    const char *id = json_text(item, "id", "");
    if (instrument_item_find(instrument, id)) {
        return member_refuse(why, "twice", "%s", id);
    }
    if (instrument->item_count == INSTRUMENT_ITEMS) {
        return member_refuse(why, "many", "%s", where);
    }
    instrument->items[instrument->item_count++] = (struct instrument_item){
        .id = id,
        .section = instrument->section_count,
        .name = words_of(item, "name"),
        .criteria = json_member(item, "criteria"),
        .ours = json_bool(item, "ours", false),
    };
    return true;
}

static bool section_read(struct instrument *instrument, const cJSON *section, struct fault *why)
{
    char where[MEMBER_WHERE];
    const cJSON *item;
    snprintf(where, sizeof where, "sections[%d]", instrument->section_count);
    if (!named(section, where, why) ||
        !maybe_array(section, where, "items", INSTRUMENT_ITEMS, why)) {
        return false;
    }
    struct instrument_section *out = &instrument->sections[instrument->section_count];
    *out = (struct instrument_section){.id = json_text(section, "id", ""),
                                       .name = words_of(section, "name"),
                                       .first = instrument->item_count};
    cJSON_ArrayForEach(item, json_member(section, "items"))
    {
        if (!item_read(instrument, item, out->id, why)) {
            return false;
        }
    }
    out->count = instrument->item_count - out->first;
    instrument->section_count++;
    return true;
}

static bool groups_read(const cJSON *array, const char *where, unsigned *out, struct fault *why)
{
    const cJSON *item;
    *out = 0;
    cJSON_ArrayForEach(item, array)
    {
        int group = 0;
        while (group < GROUP_COUNT && strcmp(item->valuestring, group_word(group)) != 0) {
            group++;
        }
        if (group == GROUP_COUNT) {
            return member_refuse(why, "wrong", "%.60s: %.20s", where, item->valuestring);
        }
        *out |= 1u << group;
    }
    return true;
}

static bool set_read(struct instrument *instrument, const cJSON *set, struct fault *why)
{
    char where[MEMBER_WHERE];
    struct instrument_set *out = &instrument->sets[instrument->set_count];
    snprintf(where, sizeof where, "sets[%d]", instrument->set_count);
    if (!named(set, where, why) || !member_array_check(set, where, "groups", GROUP_COUNT, why) ||
        !texts_check(json_member(set, "groups"), where, why) ||
        !groups_read(json_member(set, "groups"), where, &out->groups, why)) {
        return false;
    }
    out->id = json_text(set, "id", "");
    out->name = words_of(set, "name");
    out->ours = json_bool(set, "ours", false);
    instrument->set_count++;
    return true;
}

static bool services_read(const cJSON *rules, const char *key, unsigned *out, struct fault *why)
{
    const cJSON *item;
    *out = 0;
    if (!member_array_check(rules, "label", key, SERVICE_COUNT, why)) {
        return false;
    }
    cJSON_ArrayForEach(item, json_member(rules, key))
    {
        enum service service;
        if (!cJSON_IsString(item) || !service_parse(item->valuestring, &service)) {
            return member_refuse(why, "wrong", "label.%s", key);
        }
        *out |= 1u << service;
    }
    return true;
}

static bool number_read(const cJSON *rules, const char *key, int most, int *out, struct fault *why)
{
    double number = json_number(rules, key, -1);
    if (number < 1 || number > most || number != (int)number) {
        return member_refuse(why, "wrong", "label.%s", key);
    }
    *out = (int)number;
    return true;
}

static bool rules_read(struct instrument *instrument, struct fault *why)
{
    enum { HOURS_MOST = 168, DEVICES_MOST = 1000 };
    const cJSON *rules = json_member(instrument->document, "label");
    if (!cJSON_IsObject(rules)) {
        return member_refuse(why, "missing", "label");
    }
    return number_read(rules, "hours", HOURS_MOST, &instrument->rules.hours, why) &&
           number_read(rules, "devices", DEVICES_MOST, &instrument->rules.devices, why) &&
           services_read(rules, "open", &instrument->rules.open, why) &&
           services_read(rules, "guidance", &instrument->rules.guidance, why) &&
           services_read(rules, "training", &instrument->rules.training, why);
}

static bool flag_read(struct instrument *instrument, struct fault *why)
{
    const cJSON *flag = json_member(instrument->document, "flag");
    instrument->flag = json_text(flag, "choice", "");
    instrument->flag_criteria = json_member(flag, "criteria");
    if (!flag) {
        return true;
    }
    return instrument_choice_find(instrument, instrument->flag) >= 0
               ? member_array_check(flag, "flag", "criteria", FRAMEWORK_CRITERIA, why) &&
                     texts_check(instrument->flag_criteria, "flag.criteria", why)
               : member_refuse(why, "wrong", "flag.choice");
}

typedef bool part_read(struct instrument *instrument, const cJSON *part, struct fault *why);

static bool parts_read(struct instrument *instrument, const char *key, int most, bool needed,
                       part_read *read, struct fault *why)
{
    const cJSON *document = instrument->document, *part;
    const char *where = instrument->id;
    if (!(needed ? member_array_check(document, where, key, most, why)
                 : maybe_array(document, where, key, most, why))) {
        return false;
    }
    cJSON_ArrayForEach(part, json_member(document, key))
    {
        if (!read(instrument, part, why)) {
            return false;
        }
    }
    return true;
}

static bool head_read(struct instrument *instrument, struct fault *why)
{
    const cJSON *document = instrument->document;
    if (!named(document, "framework", why) ||
        !member_text_check(document, "framework", "version", MEMBER_NAME, why) ||
        !member_text_check(document, "framework", "date", MEMBER_NAME, why) ||
        !member_text_check(document, "framework", "source", MEMBER_TEXT, why) ||
        !member_words_check(document, "framework", "note", MEMBER_TEXT, why)) {
        return false;
    }
    instrument->id = json_text(document, "id", "");
    instrument->version = json_text(document, "version", "");
    instrument->date = json_text(document, "date", "");
    instrument->source = json_text(document, "source", "");
    instrument->name = words_of(document, "name");
    instrument->note = words_of(document, "note");
    return true;
}

static bool instrument_read(struct instrument *instrument, struct fault *why)
{
    enum instrument_kind kind = instrument->kind;
    bool chosen =
        kind == INSTRUMENT_CARDS || kind == INSTRUMENT_LEVELS || kind == INSTRUMENT_CHANNELS;
    return head_read(instrument, why) &&
           parts_read(instrument, "choices", INSTRUMENT_CHOICES, chosen, choice_read, why) &&
           parts_read(instrument, "sections", INSTRUMENT_SECTIONS, false, section_read, why) &&
           parts_read(instrument, "sets", INSTRUMENT_SETS, kind == INSTRUMENT_GROUPS, set_read,
                      why) &&
           (kind != INSTRUMENT_LABEL || rules_read(instrument, why)) && flag_read(instrument, why);
}

static bool kind_read(const cJSON *document, enum instrument_kind *out)
{
    const char *word = json_text(document, "kind", "");
    for (int kind = 0; kind < INSTRUMENT_KINDS; kind++) {
        if (!strcmp(word, kind_words[kind])) {
            *out = (enum instrument_kind)kind;
            return true;
        }
    }
    return false;
}

bool instrument_parse(const char *text, size_t size, struct instrument **out, struct fault *why)
{
    cJSON *document = NULL;
    enum instrument_kind kind;
    *out = NULL;
    if (!json_parse(text, size, INSTRUMENT_CEILING, &document, why)) {
        return false;
    }
    if (!kind_read(document, &kind)) {
        bool other = json_member(document, "pillars") || json_member(document, "bands");
        const char *word = json_text(document, "kind", "");
        member_refuse(why, json_member(document, "kind") ? "wrong" : "missing", "kind%s%.40s",
                      *word ? ": " : "", word);
        why->kind = other ? FAULT_MISSING : why->kind;
        cJSON_Delete(document);
        return false;
    }
    struct instrument *instrument = memory_take(sizeof *instrument);
    instrument->document = document;
    instrument->kind = kind;
    if (!instrument_read(instrument, why)) {
        instrument_free(instrument);
        return false;
    }
    *out = instrument;
    return true;
}

static bool criteria_known(const cJSON *criteria, const struct framework *framework,
                           const char *where, struct fault *why)
{
    const cJSON *criterion;
    cJSON_ArrayForEach(criterion, criteria)
    {
        if (framework_find(framework, criterion->valuestring) < 0) {
            return member_refuse(why, "wrong", "%.40s.criteria: %.20s", where,
                                 criterion->valuestring);
        }
    }
    return true;
}

bool instrument_criteria_check(const struct instrument *instrument,
                               const struct framework *framework, struct fault *why)
{
    for (int at = 0; at < instrument->item_count; at++) {
        const struct instrument_item *item = &instrument->items[at];
        if (!criteria_known(item->criteria, framework, item->id, why)) {
            return false;
        }
    }
    return criteria_known(instrument->flag_criteria, framework, "flag", why);
}

void instrument_free(struct instrument *instrument)
{
    if (instrument) {
        cJSON_Delete(instrument->document);
        free(instrument);
    }
}

/* ---- finding ---- */

const struct instrument_item *instrument_item_find(const struct instrument *instrument,
                                                   const char *id)
{
    for (int at = 0; at < instrument->item_count; at++) {
        if (!strcmp(instrument->items[at].id, id)) {
            return &instrument->items[at];
        }
    }
    return NULL;
}

int instrument_choice_find(const struct instrument *instrument, const char *id)
{
    for (int at = 0; at < instrument->choice_count; at++) {
        if (!strcmp(instrument->choices[at].id, id)) {
            return at;
        }
    }
    return -1;
}

int instrument_evidence(const struct instrument_item *item, const struct assessment *assessment,
                        const struct finding **out, int room)
{
    const cJSON *criterion;
    int count = 0;
    cJSON_ArrayForEach(criterion, item->criteria)
    {
        for (int at = 0; at < assessment->finding_count; at++) {
            const struct finding *finding = &assessment->findings[at];
            bool speaks = finding->verdict == VERDICT_MET || finding->verdict == VERDICT_PARTLY;
            if (speaks && count < room && cJSON_IsString(criterion) &&
                !strcmp(finding->criterion->id, criterion->valuestring)) {
                out[count++] = finding;
            }
        }
    }
    return count;
}
