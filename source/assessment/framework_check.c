/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/framework_inner.h"

#include <stdio.h>
#include <string.h>

#include "assessment/member.h"
#include "assessment/rules_inner.h"
#include "base/json.h"

enum { ID_CEILING = 3 };

/* Ids stand in document ids ("judge:<wijk>:T1") and around the wheel. */
static bool id_check(const cJSON *object, const char *where, struct fault *why)
{
    if (!member_text_check(object, where, "id", ID_CEILING, why)) {
        return false;
    }
    for (const char *at = json_text(object, "id", ""); *at; at++) {
        if (!((*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9'))) {
            return member_refuse(why, "wrong", "%s.id", where);
        }
    }
    return true;
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
    return !ours || cJSON_IsBool(ours) ||
           member_words_check(criterion, id, "ours", MEMBER_TEXT, why);
}

static bool rule_of_check(const cJSON *criterion, const char *id, struct fault *why)
{
    char where[MEMBER_WHERE];
    const char *kind = json_text(criterion, "class", "");
    const struct rule *rule = rule_find(json_text(criterion, "rule", ""));
    if (strcmp(kind, "computed") && strcmp(kind, "proposed") && strcmp(kind, "asked")) {
        return member_refuse(why, json_member(criterion, "class") ? "wrong" : "missing", "%s.class",
                             id);
    }
    if (!json_member(criterion, "rule")) {
        return member_refuse(why, "missing", "%s.rule", id);
    }
    if (!rule) {
        return member_refuse(why, "rule", "%s.rule", id);
    }
    snprintf(where, sizeof where, "%s.parameters", id);
    return rule_check(rule, json_member(criterion, "parameters"), where, why);
}

static bool criterion_check(const cJSON *criterion, const char *where, struct fault *why)
{
    if (!cJSON_IsObject(criterion)) {
        return member_refuse(why, "wrong", "%s", where);
    }
    if (!id_check(criterion, where, why)) {
        return false;
    }
    const char *id = json_text(criterion, "id", "");
    return member_words_check(criterion, id, "name", MEMBER_NAME, why) &&
           member_words_check(criterion, id, "explanation", MEMBER_TEXT, why) &&
           member_text_check(criterion, id, "source", MEMBER_TEXT, why) &&
           ours_check(criterion, id, why) && rule_of_check(criterion, id, why);
}

static bool pillar_check(const cJSON *pillar, const char *where, char ids[][ID_CEILING + 1],
                         int *count, struct fault *why)
{
    char inside[MEMBER_WHERE];
    const cJSON *criterion;
    int index = 0;
    if (!cJSON_IsObject(pillar)) {
        return member_refuse(why, "wrong", "%s", where);
    }
    if (!id_check(pillar, where, why) ||
        !member_words_check(pillar, where, "name", MEMBER_NAME, why) ||
        !member_array_check(pillar, where, "criteria", FRAMEWORK_CRITERIA, why)) {
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
            return member_refuse(why, "twice", "%s", id);
        }
        if (*count == FRAMEWORK_CRITERIA) {
            return member_refuse(why, "many", "%s", inside);
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
        return member_refuse(why, "wrong", "settings");
    }
    if (near_metres && (!cJSON_IsNumber(near_metres) || near_metres->valuedouble < 0 ||
                        near_metres->valuedouble > 5000)) {
        return member_refuse(why, "wrong", "settings.near_metres");
    }
    return true;
}

bool framework_check(const cJSON *document, struct fault *why)
{
    char where[MEMBER_WHERE], ids[FRAMEWORK_CRITERIA][ID_CEILING + 1],
        pillars[FRAMEWORK_PILLARS][ID_CEILING + 1];
    const cJSON *pillar;
    int count = 0, index = 0;
    if (!cJSON_IsObject(document)) {
        return member_refuse(why, "wrong", "framework");
    }
    if (!member_text_check(document, "framework", "id", MEMBER_NAME, why) ||
        !member_text_check(document, "framework", "version", MEMBER_NAME, why) ||
        !member_text_check(document, "framework", "date", MEMBER_NAME, why) ||
        !member_words_check(document, "framework", "name", MEMBER_NAME, why) ||
        !settings_check(document, why) ||
        !member_array_check(document, "framework", "pillars", FRAMEWORK_PILLARS, why)) {
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
            return member_refuse(why, "twice", "%s", id);
        }
        snprintf(pillars[index++], ID_CEILING + 1, "%s", id);
    }
    return true;
}
