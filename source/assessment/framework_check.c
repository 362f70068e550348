/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/framework_inner.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "assessment/rules_inner.h"
#include "base/json.h"

enum { ID_CEILING = 3, NAME_CEILING = 160, TEXT_CEILING = 600, WHERE = 96 };

static bool refuse(struct fault *why, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse(struct fault *why, const char *key, const char *format, ...)
{
    char where[WHERE], full[64];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(where, sizeof where, format, arguments);
    va_end(arguments);
    snprintf(full, sizeof full, "assessment.framework.%s", key);
    return fault_set_text(why, strcmp(key, "many") == 0 ? FAULT_LIMIT : FAULT_INPUT, full, where);
}

static bool text_check(const cJSON *object, const char *where, const char *key, size_t ceiling,
                       struct fault *why)
{
    const cJSON *member = json_member(object, key);
    if (!member) {
        return refuse(why, "missing", "%s.%s", where, key);
    }
    if (!cJSON_IsString(member) || !member->valuestring[0]) {
        return refuse(why, "wrong", "%s.%s", where, key);
    }
    return strlen(member->valuestring) <= ceiling || refuse(why, "long", "%s.%s", where, key);
}

static bool words_check(const cJSON *object, const char *where, const char *key, size_t ceiling,
                        struct fault *why)
{
    char inside[WHERE];
    const cJSON *texts = json_member(object, key);
    if (!texts) {
        return refuse(why, "missing", "%s.%s", where, key);
    }
    if (!cJSON_IsObject(texts)) {
        return refuse(why, "wrong", "%s.%s", where, key);
    }
    snprintf(inside, sizeof inside, "%.60s.%.30s", where, key);
    return text_check(texts, inside, "nl", ceiling, why) &&
           text_check(texts, inside, "fr", ceiling, why) &&
           text_check(texts, inside, "en", ceiling, why);
}

/* Ids stand in document ids ("judge:<wijk>:T1") and around the wheel. */
static bool id_check(const cJSON *object, const char *where, struct fault *why)
{
    if (!text_check(object, where, "id", ID_CEILING, why)) {
        return false;
    }
    for (const char *at = json_text(object, "id", ""); *at; at++) {
        if (!((*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9'))) {
            return refuse(why, "wrong", "%s.id", where);
        }
    }
    return true;
}

static bool array_check(const cJSON *object, const char *where, const char *key, int ceiling,
                        struct fault *why)
{
    const cJSON *array = json_member(object, key);
    if (!array) {
        return refuse(why, "missing", "%s.%s", where, key);
    }
    if (!cJSON_IsArray(array) || !array->child) {
        return refuse(why, "wrong", "%s.%s", where, key);
    }
    return cJSON_GetArraySize(array) <= ceiling || refuse(why, "many", "%s.%s", where, key);
}

static bool twice(const char ids[][ID_CEILING + 1], int count, const char *id)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

/* "ours" says what is our own inference: true, or a note in three languages. */
static bool ours_check(const cJSON *criterion, const char *id, struct fault *why)
{
    const cJSON *ours = json_member(criterion, "ours");
    return !ours || cJSON_IsBool(ours) || words_check(criterion, id, "ours", TEXT_CEILING, why);
}

static bool rule_of_check(const cJSON *criterion, const char *id, struct fault *why)
{
    char where[WHERE];
    const char *kind = json_text(criterion, "class", "");
    const struct rule *rule = rule_find(json_text(criterion, "rule", ""));
    if (strcmp(kind, "computed") && strcmp(kind, "proposed") && strcmp(kind, "asked")) {
        return refuse(why, json_member(criterion, "class") ? "wrong" : "missing", "%s.class", id);
    }
    if (!json_member(criterion, "rule")) {
        return refuse(why, "missing", "%s.rule", id);
    }
    if (!rule) {
        return refuse(why, "rule", "%s.rule", id);
    }
    snprintf(where, sizeof where, "%s.parameters", id);
    return rule_check(rule, json_member(criterion, "parameters"), where, why);
}

static bool criterion_check(const cJSON *criterion, const char *where, struct fault *why)
{
    if (!cJSON_IsObject(criterion)) {
        return refuse(why, "wrong", "%s", where);
    }
    if (!id_check(criterion, where, why)) {
        return false;
    }
    const char *id = json_text(criterion, "id", "");
    return words_check(criterion, id, "name", NAME_CEILING, why) &&
           words_check(criterion, id, "explanation", TEXT_CEILING, why) &&
           text_check(criterion, id, "source", TEXT_CEILING, why) &&
           ours_check(criterion, id, why) && rule_of_check(criterion, id, why);
}

static bool pillar_check(const cJSON *pillar, const char *where, char ids[][ID_CEILING + 1],
                         int *count, struct fault *why)
{
    char inside[WHERE];
    const cJSON *criterion;
    int index = 0;
    if (!cJSON_IsObject(pillar)) {
        return refuse(why, "wrong", "%s", where);
    }
    if (!id_check(pillar, where, why) || !words_check(pillar, where, "name", NAME_CEILING, why) ||
        !array_check(pillar, where, "criteria", FRAMEWORK_CRITERIA, why)) {
        return false;
    }
    cJSON_ArrayForEach(criterion, json_member(pillar, "criteria"))
    {
        snprintf(inside, sizeof inside, "%.40s.criteria[%d]", where, index++);
        if (!criterion_check(criterion, inside, why)) {
            return false;
        }
        const char *id = json_text(criterion, "id", "");
        if (twice((const char(*)[ID_CEILING + 1]) ids, *count, id)) {
            return refuse(why, "twice", "%s", id);
        }
        if (*count == FRAMEWORK_CRITERIA) {
            return refuse(why, "many", "%s", inside);
        }
        snprintf(ids[(*count)++], ID_CEILING + 1, "%s", id);
    }
    return true;
}

static bool settings_check(const cJSON *document, struct fault *why)
{
    const cJSON *settings = json_member(document, "settings");
    const cJSON *near_metres = json_member(settings, "near_metres");
    if (settings && !cJSON_IsObject(settings)) {
        return refuse(why, "wrong", "settings");
    }
    if (near_metres && (!cJSON_IsNumber(near_metres) || near_metres->valuedouble < 0 ||
                        near_metres->valuedouble > 5000)) {
        return refuse(why, "wrong", "settings.near_metres");
    }
    return true;
}

bool framework_check(const cJSON *document, struct fault *why)
{
    char where[WHERE], ids[FRAMEWORK_CRITERIA][ID_CEILING + 1],
        pillars[FRAMEWORK_PILLARS][ID_CEILING + 1];
    const cJSON *pillar;
    int count = 0, index = 0;
    if (!cJSON_IsObject(document)) {
        return refuse(why, "wrong", "framework");
    }
    if (!text_check(document, "framework", "id", NAME_CEILING, why) ||
        !text_check(document, "framework", "version", NAME_CEILING, why) ||
        !text_check(document, "framework", "date", NAME_CEILING, why) ||
        !words_check(document, "framework", "name", NAME_CEILING, why) ||
        !settings_check(document, why) ||
        !array_check(document, "framework", "pillars", FRAMEWORK_PILLARS, why)) {
        return false;
    }
    cJSON_ArrayForEach(pillar, json_member(document, "pillars"))
    {
        snprintf(where, sizeof where, "pillars[%d]", index);
        if (!pillar_check(pillar, where, ids, &count, why)) {
            return false;
        }
        const char *id = json_text(pillar, "id", "");
        if (twice((const char(*)[ID_CEILING + 1]) pillars, index, id)) {
            return refuse(why, "twice", "%s", id);
        }
        snprintf(pillars[index++], ID_CEILING + 1, "%s", id);
    }
    return true;
}
