/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/json.h"
#include "base/utf8.h"
#include "place/place.h"

enum { LIST_WORDS = 200, LIST_WORD = 64 };

struct field {
    const char *path;
    const char *as;           /* the field of a place that is read alike; NULL = one of these: */
    const char *(*word)(int); /* a word of a list … */
    int words;                /* … of so many */
    bool (*known)(const char *word); /* a word that this knows */
    int most;                        /* a whole number from 0 to this */
    bool many, needed;
};

static const char *part_word(int index)
{
    return role_word((enum organisation_role)index);
}

static const char *channel_named(int index)
{
    return channel_word((enum told_channel)index);
}

static bool pillar_known(const char *word)
{
    return word[0] >= 'A' && word[0] <= 'Z' && strlen(word) < 4;
}

static bool partner_known(const char *word)
{
    return !strncmp(word, "partner:", 8) && word[8];
}

static const struct field organisation_fields[] = {
    {.path = "name", .as = "name", .needed = true},
    {.path = "part", .word = part_word, .words = ORGANISATION_ROLES},
    {.path = "pillars", .known = pillar_known, .many = true},
    {.path = "function", .as = "contact_role"},
    {.path = "phone", .as = "phone"},
    {.path = "mail", .as = "email"},
    {.path = "person/name", .as = "contact_role"},
    {.path = "person/share", .as = "provisional"},
    {.path = "person/until", .as = "checked"},
    {.path = "trained/count", .most = ORGANISATION_TRAINED},
    {.path = "trained/date", .as = "checked"},
    {.path = "plan/date", .as = "checked"},
    {.path = "plan/until", .as = "checked"},
    {.path = "contact/point", .as = "provisional"},
    {.path = "contact/days", .word = weekday_word, .words = ORGANISATION_DAYS, .many = true},
    {.path = "contact/until", .as = "checked"},
    {.path = "contact/confirmed", .as = "checked"},
    {.path = NULL},
};
static const struct field meeting_fields[] = {
    {.path = "date", .as = "checked", .needed = true},
    {.path = "held", .as = "provisional"},
    {.path = "organisations", .known = partner_known, .many = true},
    {.path = "others", .most = MEETING_ORGANISATIONS},
    {.path = "actions", .most = MEETING_ACTIONS},
    {.path = "about", .as = "name"},
    {.path = NULL},
};
static const struct field told_fields[] = {
    {.path = "date", .as = "checked", .needed = true},
    {.path = "channel", .word = channel_named, .words = TOLD_CHANNELS, .needed = true},
    {.path = "languages", .as = "offers/x/languages"},
    {.path = "audience", .as = "offers/x/groups"},
    {.path = "plain", .as = "provisional"},
    {.path = "copies", .most = TOLD_COPIES},
    {.path = "about", .as = "name"},
    {.path = NULL},
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

static bool field_knows(const struct field *field, const char *word)
{
    for (int at = 0; at < field->words; at++) {
        if (!strcmp(field->word(at), word)) {
            return true;
        }
    }
    return field->known && field->known(word);
}

bool record_word_refused(enum fault_kind kind, const char *typed, const char *(*word)(int),
                         int words, struct fault *why)
{
    struct buffer list;
    buffer_init(&list, MESSAGE_TEXT_SIZE);
    for (int at = 0; at < words; at++) {
        buffer_addf(&list, "%s%s", at ? ", " : "", word(at));
    }
    fault_set_text(why, kind, "fault.field.word", typed);
    message_add_text(&why->what, buffer_text(&list));
    buffer_clear(&list);
    return false;
}

static bool word_refused(const struct field *field, const char *word, struct fault *why)
{
    return field->words ? record_word_refused(FAULT_INPUT, word, field->word, field->words, why)
                        : fault_set_text(why, FAULT_INPUT, "fault.record.word", word);
}

static bool words_read(const struct field *field, const char *value, cJSON **out, struct fault *why)
{
    char word[LIST_WORD];
    size_t size;
    cJSON *list = cJSON_CreateArray();
    while (word_take(&value, word, &size)) {
        if (size >= LIST_WORD || !field_knows(field, word) ||
            cJSON_GetArraySize(list) >= LIST_WORDS) {
            cJSON_Delete(list);
            return word_refused(field, word, why);
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
    if (*value && !field_knows(field, value)) {
        return word_refused(field, value, why);
    }
    *out = *value ? cJSON_CreateString(value) : NULL;
    return true;
}

static bool number_read(const struct field *field, const char *value, cJSON **out,
                        struct fault *why)
{
    char most[16];
    value += strspn(value, " \t");
    size_t size = strcspn(value, " \t");
    bool digits = size <= 8 && strspn(value, "0123456789") == size &&
                  strspn(value + size, " \t") == strlen(value + size);
    long number = digits ? strtol(value, NULL, 10) : -1;
    if (number < 0 || number > field->most) {
        snprintf(most, sizeof most, "%d", field->most);
        fault_set_text(why, FAULT_INPUT, "fault.field.count", value);
        message_add_text(&why->what, most);
        return false;
    }
    *out = number ? cJSON_CreateNumber((double)number) : NULL;
    return true;
}

static bool value_read(const struct field *field, const char *value, cJSON **out, struct fault *why)
{
    return field->as     ? place_field_read(field->as, value, out, why)
           : field->most ? number_read(field, value, out, why)
           : field->many ? words_read(field, value, out, why)
                         : word_read(field, value, out, why);
}

bool record_needed(const char *path, struct fault *why)
{
    static const char *const labels[][2] = {{"name", "organisation.name"},
                                            {"date", "meeting.date"},
                                            {"channel", "told.channel"},
                                            {"what", "organisation.commitment"}};
    fault_set(why, FAULT_INPUT, "fault.record.needed");
    for (size_t at = 0; at < sizeof labels / sizeof *labels; at++) {
        if (!strcmp(labels[at][0], path)) {
            message_add_key(&why->what, labels[at][1]);
        }
    }
    return false;
}

bool record_field_read(enum record_kind kind, const char *path, const char *value, cJSON **out,
                       struct fault *why)
{
    const struct field *field = field_find(kind, path);
    *out = NULL;
    if (!field) {
        return fault_set_text(why, FAULT_INPUT, "fault.field.unknown", path);
    }
    if (!value_read(field, value, out, why)) {
        return false;
    }
    if (!*out && field->needed) {
        return record_needed(path, why);
    }
    if (cJSON_IsFalse(*out)) { /* what is not so is not written */
        cJSON_Delete(*out);
        *out = NULL;
    }
    return true;
}
