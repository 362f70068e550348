/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"

static const struct parameter offer_parameters[] = {
    {"service", PARAMETER_SERVICE, true}, {"barring", PARAMETER_OBLIGATIONS, false},
    {"partly", PARAMETER_TERMS, false},   {"any_price", PARAMETER_FLAG, false},
    {"devices", PARAMETER_FLAG, false},   {0},
};
static const struct parameter coverage_parameters[] = {
    {"barring", PARAMETER_OBLIGATIONS, false}, {"partly", PARAMETER_TERMS, false},
    {"office_from", PARAMETER_CLOCK, true},    {"office_to", PARAMETER_CLOCK, true},
    {"evening_from", PARAMETER_CLOCK, true},   {"evening_to", PARAMETER_CLOCK, true},
    {"weekend_from", PARAMETER_CLOCK, true},   {"weekend_to", PARAMETER_CLOCK, true},
    {"minutes", PARAMETER_NUMBER, true},       {0},
};
static const struct parameter help_parameters[] = {
    {"service", PARAMETER_SERVICE, true},
    {"barring", PARAMETER_OBLIGATIONS, false},
    {"partly", PARAMETER_TERMS, false},
    {"poverty", PARAMETER_FLAG, false},
    {"days", PARAMETER_NUMBER, true},
    {"weeks", PARAMETER_NUMBER, true},
    {0},
};
static const struct parameter advice_parameters[] = {
    {"service", PARAMETER_SERVICE, true},
    {"days", PARAMETER_NUMBER, true},
    {"weeks", PARAMETER_NUMBER, true},
    {0},
};
static const struct parameter lesson_parameters[] = {
    {"service", PARAMETER_SERVICE, true},
    {"ahead_months", PARAMETER_NUMBER, true},
    {"back_months", PARAMETER_NUMBER, true},
    {0},
};
static const struct parameter room_parameters[] = {
    {"service", PARAMETER_SERVICE, true},
    {"seats", PARAMETER_NUMBER, true},
    {"features", PARAMETER_FEATURES, true},
    {0},
};
static const struct parameter equipment_parameters[] = {
    {"service", PARAMETER_SERVICE, true},
    {0},
};
static const struct parameter overview_parameters[] = {
    {"months", PARAMETER_NUMBER, true},
    {"share", PARAMETER_NUMBER, true},
    {0},
};
static const struct parameter asked_parameters[] = {
    {"service", PARAMETER_SERVICE, false},
    {"hint", PARAMETER_KEY, false},
    {0},
};
static const struct parameter practice_parameters[] = {
    {"service", PARAMETER_SERVICE, true},
    {"activities", PARAMETER_NUMBER, true},
    {"partners", PARAMETER_NUMBER, true},
    {"plan_months", PARAMETER_NUMBER, true},
    {"ahead_months", PARAMETER_NUMBER, true},
    {"hint", PARAMETER_KEY, false},
    {0},
};
static const struct parameter nudge_parameters[] = {
    {"service", PARAMETER_SERVICE, true},
    {"months", PARAMETER_NUMBER, true},
    {"count", PARAMETER_NUMBER, true},
    {"hint", PARAMETER_KEY, false},
    {0},
};
static const struct parameter commitment_parameters[] = {
    {"months", PARAMETER_NUMBER, true},
    {"share", PARAMETER_NUMBER, true},
    {"partners", PARAMETER_NUMBER, true},
    {"hint", PARAMETER_KEY, false},
    {0},
};
static const struct parameter contact_parameters[] = {
    {"months", PARAMETER_NUMBER, true},
    {"hint", PARAMETER_KEY, false},
    {0},
};
static const struct parameter meeting_parameters[] = {
    {"meetings", PARAMETER_NUMBER, true},
    {"organisations", PARAMETER_NUMBER, true},
    {"months", PARAMETER_NUMBER, true},
    {"hint", PARAMETER_KEY, false},
    {0},
};
static const struct parameter need_parameters[] = {
    {"surveys", PARAMETER_NUMBER, true},
    {"signals", PARAMETER_NUMBER, true},
    {"months", PARAMETER_NUMBER, true},
    {"hint", PARAMETER_KEY, false},
    {0},
};
static const struct parameter told_parameters[] = {
    {"months", PARAMETER_NUMBER, true},
    {"usual", PARAMETER_TONGUES, true},
    {"hint", PARAMETER_KEY, false},
    {0},
};

static const struct rule rules[] = {
    {"free_offer", offer_parameters, 0, rule_free_offer},
    {"week_coverage", coverage_parameters, 1u << SERVICE_WIFI | 1u << SERVICE_COMPUTER,
     rule_week_coverage},
    {"any_offer", offer_parameters, 0, rule_any_offer},
    {"help", help_parameters, 0, rule_help},
    {"groups", offer_parameters, 0, rule_groups},
    {"municipal_help", offer_parameters, 0, rule_municipal_help},
    {"advice", advice_parameters, 0, rule_advice},
    {"lessons", lesson_parameters, 0, rule_lessons},
    {"room", room_parameters, 0, rule_room},
    {"equipment", equipment_parameters, 0, rule_equipment},
    {"overview", overview_parameters, 0, rule_overview},
    {"asked", asked_parameters, 0, rule_asked},
    {"practice", practice_parameters, 0, rule_practice},
    {"nudges", nudge_parameters, 0, rule_nudges},
    {"commitment", commitment_parameters, 0, rule_commitment},
    {"contact", contact_parameters, 0, rule_contact},
    {"meetings", meeting_parameters, 0, rule_meetings},
    {"told", told_parameters, 0, rule_told},
    {"needs", need_parameters, 0, rule_needs},
};

const struct rule *rule_find(const char *name)
{
    for (size_t i = 0; name && i < sizeof rules / sizeof *rules; i++) {
        if (strcmp(rules[i].name, name) == 0) {
            return &rules[i];
        }
    }
    return NULL;
}

unsigned rule_services(const struct criterion *criterion)
{
    const struct rule *rule = rule_find(criterion->rule);
    enum service service;
    if (rule && rule->services) {
        return rule->services;
    }
    return service_parse(json_text(criterion->parameters, "service", ""), &service) ? 1u << service
                                                                                    : 0;
}

/* ---- parameters ---- */
static int clock_minutes(const char *text)
{
    int hour, minute, size = 0;
    if (strlen(text) != 5 || sscanf(text, "%2d:%2d%n", &hour, &minute, &size) != 2 || size != 5 ||
        hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) {
        return -1;
    }
    return hour * 60 + minute;
}

int parameter_number(const struct criterion *criterion, const char *name, int fallback)
{
    return (int)json_number(criterion->parameters, name, fallback);
}

int parameter_minutes(const struct criterion *criterion, const char *name, int fallback)
{
    int minutes = clock_minutes(json_text(criterion->parameters, name, ""));
    return minutes < 0 ? fallback : minutes;
}

static int feature_find(const char *word)
{
    for (int i = 0; i < ROOM_FEATURE_COUNT; i++) {
        if (strcmp(feature_word(i), word) == 0) {
            return i;
        }
    }
    return -1;
}

unsigned parameter_features(const struct criterion *criterion, const char *name)
{
    unsigned bits = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, json_member(criterion->parameters, name))
    {
        int index = cJSON_IsString(item) ? feature_find(item->valuestring) : -1;
        bits |= index < 0 ? 0u : 1u << index;
    }
    return bits;
}

static bool term_known(const char *word)
{
    static const char *const known[] = {"obligation", "price_unknown", "group", "donation", "paid"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static bool obligation_known(const char *word)
{
    for (int i = 0; i < OBLIGATION_COUNT; i++) {
        if (strcmp(obligation_word(i), word) == 0) {
            return true;
        }
    }
    return false;
}

static bool tongue_known(const char *word)
{
    int tongue;
    return tongue_parse(word, &tongue);
}

static bool words_fit(enum parameter_kind kind, const cJSON *value)
{
    const cJSON *item;
    if (!cJSON_IsArray(value)) {
        return false;
    }
    cJSON_ArrayForEach(item, value)
    {
        const char *word = cJSON_IsString(item) ? item->valuestring : "";
        if (kind == PARAMETER_OBLIGATIONS ? !obligation_known(word)
            : kind == PARAMETER_FEATURES  ? feature_find(word) < 0
            : kind == PARAMETER_TONGUES   ? !tongue_known(word)
                                          : !term_known(word)) {
            return false;
        }
    }
    return true;
}

static bool value_fits(enum parameter_kind kind, const cJSON *value)
{
    enum service service;
    switch (kind) {
    case PARAMETER_SERVICE:
        return cJSON_IsString(value) && service_parse(value->valuestring, &service);
    case PARAMETER_OBLIGATIONS:
    case PARAMETER_TERMS:
    case PARAMETER_FEATURES:
    case PARAMETER_TONGUES:
        return words_fit(kind, value);
    case PARAMETER_NUMBER:
        return cJSON_IsNumber(value) && value->valuedouble >= 0 && value->valuedouble <= 10000 &&
               value->valuedouble == floor(value->valuedouble);
    case PARAMETER_FLAG:
        return cJSON_IsBool(value);
    case PARAMETER_CLOCK:
        return cJSON_IsString(value) && clock_minutes(value->valuestring) >= 0;
    case PARAMETER_KEY:
        return cJSON_IsString(value) && strncmp(value->valuestring, "assessment.", 11) == 0 &&
               strlen(value->valuestring) < MESSAGE_KEY_SIZE;
    }
    return false;
}

static bool parameter_fault(struct fault *why, const char *key, const char *where, const char *name)
{
    char path[96];
    snprintf(path, sizeof path, "%.40s.%.40s", where, name);
    return fault_set_text(why, FAULT_INPUT, key, path);
}

bool rule_check(const struct rule *rule, const cJSON *parameters, const char *where,
                struct fault *why)
{
    const struct parameter *parameter;
    const cJSON *member;
    if (parameters && !cJSON_IsObject(parameters)) {
        return fault_set_text(why, FAULT_INPUT, "assessment.framework.wrong", where);
    }
    cJSON_ArrayForEach(member, parameters)
    {
        for (parameter = rule->parameters; parameter->name; parameter++) {
            if (strcmp(parameter->name, member->string) == 0) {
                break;
            }
        }
        if (!parameter->name) {
            return parameter_fault(why, "assessment.framework.parameter", where, member->string);
        }
        if (!value_fits(parameter->kind, member)) {
            return parameter_fault(why, "assessment.framework.wrong", where, member->string);
        }
    }
    for (parameter = rule->parameters; parameter->name; parameter++) {
        if (parameter->needed && !json_member(parameters, parameter->name)) {
            return parameter_fault(why, "assessment.framework.missing", where, parameter->name);
        }
    }
    return true;
}
