/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/field.h"

#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "place/place.h"

enum { LIST_WORDS = 200, LIST_WORD = 64 };

struct field {
    const char *path;
    const char *as; /* the field of a place that is read alike; NULL = a word or words of ours */
    bool (*known)(const char *word);
    bool many, needed;
};

static bool part_known(const char *word)
{
    enum organisation_role role;
    return role_parse(word, &role);
}

static bool pillar_known(const char *word)
{
    return word[0] >= 'A' && word[0] <= 'Z' && strlen(word) < 4;
}

static bool day_known(const char *word)
{
    for (int day = 0; day < ORGANISATION_DAYS; day++) {
        if (!strcmp(weekday_word(day), word)) {
            return true;
        }
    }
    return false;
}

static bool channel_known(const char *word)
{
    enum told_channel channel;
    return channel_parse(word, &channel);
}

static bool partner_known(const char *word)
{
    return !strncmp(word, "partner:", 8) && word[8];
}

static const struct field organisation_fields[] = {
    {"name", "name", NULL, false, true},
    {"part", NULL, part_known, false, false},
    {"pillars", NULL, pillar_known, true, false},
    {"function", "contact_role", NULL, false, false},
    {"phone", "phone", NULL, false, false},
    {"mail", "email", NULL, false, false},
    {"person/name", "contact_role", NULL, false, false},
    {"person/share", "provisional", NULL, false, false},
    {"person/until", "checked", NULL, false, false},
    {"trained/count", "offers/x/count", NULL, false, false},
    {"trained/date", "checked", NULL, false, false},
    {"plan/date", "checked", NULL, false, false},
    {"plan/until", "checked", NULL, false, false},
    {"contact/point", "provisional", NULL, false, false},
    {"contact/days", NULL, day_known, true, false},
    {"contact/until", "checked", NULL, false, false},
    {"contact/confirmed", "checked", NULL, false, false},
    {NULL, NULL, NULL, false, false},
};
static const struct field meeting_fields[] = {
    {"date", "checked", NULL, false, true},
    {"held", "provisional", NULL, false, false},
    {"organisations", NULL, partner_known, true, false},
    {"others", "offers/x/count", NULL, false, false},
    {"actions", "offers/x/count", NULL, false, false},
    {"about", "name", NULL, false, false},
    {NULL, NULL, NULL, false, false},
};
static const struct field told_fields[] = {
    {"date", "checked", NULL, false, true},
    {"channel", NULL, channel_known, false, true},
    {"languages", "offers/x/languages", NULL, false, false},
    {"audience", "offers/x/groups", NULL, false, false},
    {"plain", "provisional", NULL, false, false},
    {"copies", "offers/x/count", NULL, false, false},
    {"about", "name", NULL, false, false},
    {NULL, NULL, NULL, false, false},
};
static const struct {
    const char *type, *what;
    const struct field *fields;
} kinds[RECORD_KINDS] = {
    [RECORD_ORGANISATION] = {"partner", NULL, organisation_fields},
    [RECORD_MEETING] = {"log", "meeting", meeting_fields},
    [RECORD_TOLD] = {"log", "told", told_fields},
};

const char *record_kind_type(enum record_kind kind)
{
    return kinds[kind].type;
}

const char *record_kind_what(enum record_kind kind)
{
    return kinds[kind].what;
}

static const struct field *field_find(enum record_kind kind, const char *path)
{
    const struct field *field = kinds[kind].fields;
    while (field->path && strcmp(field->path, path) != 0) {
        field++;
    }
    return field->path ? field : NULL;
}

/* ---- reading ---- */

/* The next of a list with commas, without the spaces around it; false at the end. Of one that is
 * too long to be a word only the beginning is in `out`, and *size tells. */
static bool word_take(const char **at, char out[LIST_WORD], size_t *size)
{
    *at += strspn(*at, ", \t");
    size_t length = strcspn(*at, ",");
    *size = length;
    while (*size && ((*at)[*size - 1] == ' ' || (*at)[*size - 1] == '\t')) {
        (*size)--;
    }
    size_t kept = *size < LIST_WORD ? *size : utf8_cut(*at, LIST_WORD - 1);
    memcpy(out, *at, kept);
    out[kept] = '\0';
    *at += length;
    return *size > 0;
}

static bool words_read(const struct field *field, const char *value, cJSON **out, struct fault *why)
{
    char word[LIST_WORD];
    size_t size;
    cJSON *list = cJSON_CreateArray();
    while (word_take(&value, word, &size)) {
        if (size >= LIST_WORD || !field->known(word) || cJSON_GetArraySize(list) >= LIST_WORDS) {
            cJSON_Delete(list);
            return fault_set_text(why, FAULT_INPUT, "fault.record.word", word);
        }
        if (!record_has(list, word)) {
            cJSON_AddItemToArray(list, cJSON_CreateString(word));
        }
    }
    if (!cJSON_GetArraySize(list)) {
        cJSON_Delete(list);
        list = NULL;
    }
    *out = list;
    return true;
}

static bool word_read(const struct field *field, const char *value, cJSON **out, struct fault *why)
{
    if (*value && !field->known(value)) {
        return fault_set_text(why, FAULT_INPUT, "fault.record.word", value);
    }
    *out = *value ? cJSON_CreateString(value) : NULL;
    return true;
}

bool record_field_read(enum record_kind kind, const char *path, const char *value, cJSON **out,
                       struct fault *why)
{
    const struct field *field = field_find(kind, path);
    *out = NULL;
    if (!field) {
        return fault_set_text(why, FAULT_INPUT, "fault.field.unknown", path);
    }
    if (!(field->as     ? place_field_read(field->as, value, out, why)
          : field->many ? words_read(field, value, out, why)
                        : word_read(field, value, out, why))) {
        return false;
    }
    if (!*out && field->needed) {
        return fault_set_text(why, FAULT_INPUT, "fault.record.needed", path);
    }
    if (cJSON_IsFalse(*out)) { /* what is not so is not written */
        cJSON_Delete(*out);
        *out = NULL;
    }
    return true;
}
