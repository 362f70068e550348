/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/word_inner.h"

#include <string.h>

struct term {
    const char *word, *key, *icon;
    char pillar;
};

static const struct term services[SERVICE_COUNT] = {
    [SERVICE_WIFI] = {"wifi", "service.wifi", "wifi", 'T'},
    [SERVICE_COMPUTER] = {"computer", "service.computer", "computer", 'T'},
    [SERVICE_CHARGE] = {"charge", "service.charge", "charge", 'T'},
    [SERVICE_PRINT] = {"print", "service.print", "printer", 'T'},
    [SERVICE_SCAN] = {"scan", "service.scan", "scan", 'T'},
    [SERVICE_HELP] = {"help", "service.help", "help", 'I'},
    [SERVICE_HELP_GOV] = {"help_gov", "service.help_gov", "help-gov", 'I'},
    [SERVICE_ADVICE] = {"advice", "service.advice", "advice", 'I'},
    [SERVICE_LESSON] = {"lesson", "service.lesson", "lesson", 'G'},
    [SERVICE_NUDGE] = {"nudge", "service.nudge", "nudge", 'O'},
    [SERVICE_ROOM] = {"room", "service.room", "room", 'G'},
    [SERVICE_EQUIPMENT] = {"equipment", "service.equipment", "equipment", 'G'},
    [SERVICE_LEND] = {"lend", "service.lend", "lend", 'T'},
};

static const struct term prices[PRICE_COUNT] = {
    [PRICE_UNKNOWN] = {"unknown", "price.unknown", NULL, 0},
    [PRICE_FREE] = {"free", "price.free", NULL, 0},
    [PRICE_PAID] = {"paid", "price.paid", NULL, 0},
    [PRICE_FREE_FOR_GROUP] = {"free_for_group", "price.free_for_group", NULL, 0},
    [PRICE_DONATION] = {"donation", "price.donation", NULL, 0},
};

static const struct term obligations[OBLIGATION_COUNT] = {
    {"registration", "obligation.registration", NULL, 0},
    {"consumption", "obligation.consumption", NULL, 0},
    {"purchase", "obligation.purchase", NULL, 0},
    {"membership", "obligation.membership", NULL, 0},
    {"clients_only", "obligation.clients_only", NULL, 0},
    {"identity", "obligation.identity", NULL, 0},
};

static const struct term groups[GROUP_COUNT] = {
    {"seniors", "group.seniors", NULL, 0},
    {"newcomers", "group.newcomers", NULL, 0},
    {"other_languages", "group.other_languages", NULL, 0},
    {"job_seekers", "group.job_seekers", NULL, 0},
    {"youth", "group.youth", NULL, 0},
    {"poverty", "group.poverty", NULL, 0},
    {"disability", "group.disability", NULL, 0},
    {"women", "group.women", NULL, 0},
    {"families", "group.families", NULL, 0},
    {"low_literacy", "group.low_literacy", NULL, 0},
};

static const struct term features[ROOM_FEATURE_COUNT] = {
    {"tables", "feature.tables", NULL, 0},       {"sockets", "feature.sockets", NULL, 0},
    {"wifi", "feature.wifi", NULL, 0},           {"screen", "feature.screen", NULL, 0},
    {"step_free", "feature.step_free", NULL, 0}, {"toilet", "feature.toilet", NULL, 0},
    {"bookable", "feature.bookable", NULL, 0},
};

static const struct term accesses[ACCESS_COUNT] = {
    [ACCESS_UNKNOWN] = {"unknown", "access.unknown", NULL, 0},
    [ACCESS_WALK_IN] = {"walk_in", "access.walk_in", NULL, 0},
    [ACCESS_APPOINTMENT] = {"appointment", "access.appointment", NULL, 0},
    [ACCESS_BOTH] = {"both", "access.both", NULL, 0},
};

static const struct term kinds[KIND_COUNT] = {
    [KIND_OTHER] = {"other", "kind.other", "other", 0},
    [KIND_LIBRARY] = {"library", "kind.library", "library", 0},
    [KIND_SOCIAL_HOUSE] = {"social_house", "kind.social_house", "social-house", 0},
    [KIND_SERVICE_CENTRE] = {"service_centre", "kind.service_centre", "service-centre", 0},
    [KIND_COMMUNITY_CENTRE] = {"community_centre", "kind.community_centre", "community-centre", 0},
    [KIND_TOWN_HALL] = {"town_hall", "kind.town_hall", "townhall", 0},
    [KIND_SCHOOL] = {"school", "kind.school", "school", 0},
    [KIND_YOUTH] = {"youth", "kind.youth", "youth", 0},
    [KIND_FAMILY] = {"family", "kind.family", "family", 0},
    [KIND_ASSOCIATION] = {"association", "kind.association", "association", 0},
    [KIND_HEALTH] = {"health", "kind.health", "health", 0},
    [KIND_CAFE] = {"cafe", "kind.cafe", "cafe", 0},
    [KIND_SHOP] = {"shop", "kind.shop", "shop", 0},
    [KIND_POST] = {"post", "kind.post", "post", 0},
    [KIND_CHARGING_POINT] = {"charging_point", "kind.charging_point", "charging-point", 0},
    [KIND_OUTDOOR] = {"outdoor", "kind.outdoor", "outdoor", 0},
    [KIND_MOBILE] = {"mobile", "kind.mobile", "mobile", 0},
};

static const struct term settings[SETTING_COUNT] = {
    [SETTING_INDOOR] = {"indoor", "setting.indoor", NULL, 0},
    [SETTING_OUTDOOR] = {"outdoor", "setting.outdoor", NULL, 0},
    [SETTING_MOBILE] = {"mobile", "setting.mobile", NULL, 0},
    [SETTING_AT_HOME] = {"at_home", "setting.at_home", NULL, 0},
};

static const struct term answers[] = {
    [ANSWER_UNKNOWN] = {"unknown", "answer.unknown", NULL, 0},
    [ANSWER_YES] = {"yes", "answer.yes", NULL, 0},
    [ANSWER_LIMITED] = {"limited", "answer.limited", NULL, 0},
    [ANSWER_NO] = {"no", "answer.no", NULL, 0},
};

enum { ANSWERS = sizeof answers / sizeof *answers };

/* An index outside the list gives the first term: callers may hold a value from elsewhere. */
static const struct term *term_at(const struct term *terms, int count, int index)
{
    return &terms[index >= 0 && index < count ? index : 0];
}

static int term_find(const struct term *terms, int count, const char *word)
{
    for (int i = 0; word && i < count; i++) {
        if (strcmp(terms[i].word, word) == 0) {
            return i;
        }
    }
    return -1;
}

/* The three functions every vocabulary has. */
#define VOCABULARY(name, type, terms, count)                                                       \
    const char *name##_word(type value)                                                            \
    {                                                                                              \
        return term_at(terms, count, (int)value)->word;                                            \
    }                                                                                              \
    const char *name##_key(type value)                                                             \
    {                                                                                              \
        return term_at(terms, count, (int)value)->key;                                             \
    }
#define VOCABULARY_PARSE(name, type, terms, count)                                                 \
    bool name##_parse(const char *word, type *out)                                                 \
    {                                                                                              \
        int index = term_find(terms, count, word);                                                 \
        if (index >= 0) {                                                                          \
            *out = (type)index;                                                                    \
        }                                                                                          \
        return index >= 0;                                                                         \
    }
#define VOCABULARY_LIST(name, terms, count)                                                        \
    static const char *name##_word_at(int index)                                                   \
    {                                                                                              \
        return term_at(terms, count, index)->word;                                                 \
    }                                                                                              \
    const struct vocabulary name##_words = {name##_word_at, count};

VOCABULARY(service, enum service, services, SERVICE_COUNT)
VOCABULARY_PARSE(service, enum service, services, SERVICE_COUNT)
VOCABULARY_LIST(service, services, SERVICE_COUNT)
VOCABULARY(price, enum price, prices, PRICE_COUNT)
VOCABULARY_PARSE(price, enum price, prices, PRICE_COUNT)
VOCABULARY_LIST(price, prices, PRICE_COUNT)
VOCABULARY(access, enum access, accesses, ACCESS_COUNT)
VOCABULARY_PARSE(access, enum access, accesses, ACCESS_COUNT)
VOCABULARY_LIST(access, accesses, ACCESS_COUNT)
VOCABULARY(kind, enum place_kind, kinds, KIND_COUNT)
VOCABULARY_PARSE(kind, enum place_kind, kinds, KIND_COUNT)
VOCABULARY_LIST(kind, kinds, KIND_COUNT)
VOCABULARY(setting, enum setting, settings, SETTING_COUNT)
VOCABULARY_LIST(setting, settings, SETTING_COUNT)
VOCABULARY(answer, enum answer, answers, ANSWERS)
VOCABULARY_PARSE(answer, enum answer, answers, ANSWERS)
VOCABULARY(obligation, int, obligations, OBLIGATION_COUNT)
VOCABULARY_LIST(obligation, obligations, OBLIGATION_COUNT)
VOCABULARY(group, int, groups, GROUP_COUNT)
VOCABULARY_LIST(group, groups, GROUP_COUNT)
VOCABULARY(feature, int, features, ROOM_FEATURE_COUNT)
VOCABULARY_LIST(feature, features, ROOM_FEATURE_COUNT)

const char *service_icon(enum service service)
{
    return term_at(services, SERVICE_COUNT, (int)service)->icon;
}

char service_pillar(enum service service)
{
    return term_at(services, SERVICE_COUNT, (int)service)->pillar;
}

const char *kind_icon(enum place_kind kind)
{
    return term_at(kinds, KIND_COUNT, (int)kind)->icon;
}

int vocabulary_find(const struct vocabulary *vocabulary, const char *word)
{
    for (int i = 0; i < vocabulary->count; i++) {
        if (strcmp(vocabulary->word(i), word) == 0) {
            return i;
        }
    }
    return -1;
}

int vocabulary_bits(const struct vocabulary *vocabulary, const cJSON *array, unsigned *out)
{
    *out = 0;
    if (!array) {
        return 0;
    }
    if (!cJSON_IsArray(array)) {
        return 1;
    }
    int unknown = 0;
    for (const cJSON *element = array->child; element; element = element->next) {
        int index =
            cJSON_IsString(element) ? vocabulary_find(vocabulary, element->valuestring) : -1;
        if (index < 0) {
            unknown++;
        } else {
            *out |= 1u << index;
        }
    }
    return unknown;
}

bool obligations_parse(const cJSON *array, unsigned *out)
{
    return vocabulary_bits(&obligation_words, array, out) == 0;
}

void vocabulary_list(const struct vocabulary *vocabulary, char *out, size_t room)
{
    size_t size = 0;
    out[0] = '\0';
    for (int i = 0; i < vocabulary->count; i++) {
        const char *word = vocabulary->word(i);
        size_t length = strlen(word) + (i ? 2 : 0);
        if (size + length + 1 > room) {
            return;
        }
        if (i) {
            memcpy(out + size, ", ", 2);
        }
        memcpy(out + size + (i ? 2 : 0), word, strlen(word) + 1);
        size += length;
    }
}
