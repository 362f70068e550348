/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/member.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"

bool member_refuse(struct fault *why, const char *key, const char *format, ...)
{
    char where[MEMBER_WHERE], full[64];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(where, sizeof where, format, arguments);
    va_end(arguments);
    snprintf(full, sizeof full, "assessment.framework.%s", key);
    return fault_set_text(why, strcmp(key, "many") == 0 ? FAULT_LIMIT : FAULT_INPUT, full, where);
}

bool member_text_check(const cJSON *object, const char *where, const char *key, size_t ceiling,
                       struct fault *why)
{
    const cJSON *member = json_member(object, key);
    if (!member) {
        return member_refuse(why, "missing", "%s.%s", where, key);
    }
    if (!cJSON_IsString(member) || !member->valuestring[0]) {
        return member_refuse(why, "wrong", "%s.%s", where, key);
    }
    return strlen(member->valuestring) <= ceiling ||
           member_refuse(why, "long", "%s.%s", where, key);
}

bool member_words_check(const cJSON *object, const char *where, const char *key, size_t ceiling,
                        struct fault *why)
{
    char inside[MEMBER_WHERE];
    const cJSON *texts = json_member(object, key);
    if (!texts) {
        return member_refuse(why, "missing", "%s.%s", where, key);
    }
    if (!cJSON_IsObject(texts)) {
        return member_refuse(why, "wrong", "%s.%s", where, key);
    }
    snprintf(inside, sizeof inside, "%.60s.%.30s", where, key);
    return member_text_check(texts, inside, "nl", ceiling, why) &&
           member_text_check(texts, inside, "fr", ceiling, why) &&
           member_text_check(texts, inside, "en", ceiling, why);
}

bool member_array_check(const cJSON *object, const char *where, const char *key, int ceiling,
                        struct fault *why)
{
    const cJSON *array = json_member(object, key);
    if (!array) {
        return member_refuse(why, "missing", "%s.%s", where, key);
    }
    if (!cJSON_IsArray(array) || !array->child) {
        return member_refuse(why, "wrong", "%s.%s", where, key);
    }
    return cJSON_GetArraySize(array) <= ceiling || member_refuse(why, "many", "%s.%s", where, key);
}
