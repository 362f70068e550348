/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"
#include "hours/hours.h"
#include "place/field_inner.h"
#include "place/schedule_inner.h"
#include "place/word_inner.h"

enum {
    CODES = 32,
    CODE_SIZE = 16,
    WEB_CEILING = 500,
    COUNT_CEILING = 9999,
    STOPS_CEILING = 32 * 1024
};

struct field;
/* Reads the cleaned, not empty text; NULL in *out stands for the empty value. */
typedef bool field_read(const struct field *field, const char *text, cJSON **out,
                        struct fault *why);

struct field {
    const char *name;
    field_read *read;
    const struct vocabulary *words;
    size_t ceiling; /* characters; 0 = FIELD_LINE */
    bool lines;     /* may hold newlines */
    bool needed;    /* may not be emptied */
};

static cJSON *made(cJSON *value)
{
    return value ? value : memory_grow(NULL, SIZE_MAX);
}

static cJSON *text_value(const char *text)
{
    return made(cJSON_CreateString(text));
}

static bool read_plain(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    (void)field, (void)why;
    *out = text_value(text);
    return true;
}

static bool word_refused(const struct vocabulary *words, const char *word, struct fault *why)
{
    char list[MESSAGE_TEXT_SIZE];
    vocabulary_list(words, list, sizeof list);
    fault_set_text(why, FAULT_INPUT, "fault.field.word", word);
    message_add_text(&why->what, list);
    return false;
}

/* The first word of a list is what holds when nothing is said, if it is "unknown". */
static bool read_word(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    if (vocabulary_find(field->words, text) < 0) {
        return word_refused(field->words, text, why);
    }
    *out = strcmp(text, "unknown") == 0 ? NULL : text_value(text);
    return true;
}

static const char *wheelchair_word(int index)
{
    return (const char *const[]){"yes", "limited", "no", "unknown"}[index];
}

static const char *toilet_word(int index)
{
    return (const char *const[]){"yes", "no", "wheelchair", "unknown"}[index];
}

static const char *yes_word(int index)
{
    return (const char *const[]){"yes", "no", "true", "false", "1", "0"}[index];
}

static const struct vocabulary wheelchair_words = {wheelchair_word, 4};
static const struct vocabulary toilet_words = {toilet_word, 4};
static const struct vocabulary yes_words = {yes_word, 6};
static const struct vocabulary tongue_words = {tongue_word, TONGUE_COUNT};

static bool read_yes(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    (void)field;
    int index = vocabulary_find(&yes_words, text);
    if (index < 0) {
        return word_refused(&yes_words, text, why);
    }
    *out = made(cJSON_CreateBool(index % 2 == 0));
    return true;
}

/* Takes the next element of a list with commas, without the spaces around it, into `out`;
 * false at the end. */
static bool element_take(const char **at, char *out, size_t room)
{
    while (**at) {
        *at += strspn(*at, ", \t");
        size_t size = strcspn(*at, ",");
        const char *from = *at;
        *at += size;
        while (size && (from[size - 1] == ' ' || from[size - 1] == '\t')) {
            size--;
        }
        if (size) {
            size_t kept = utf8_cut(from, size < room ? size : room - 1);
            memcpy(out, from, kept);
            out[kept] = '\0';
            return true;
        }
    }
    return false;
}

static bool array_has(const cJSON *array, const char *text)
{
    const cJSON *element;
    cJSON_ArrayForEach(element, array)
    {
        if (strcmp(element->valuestring, text) == 0) {
            return true;
        }
    }
    return false;
}

static void array_finish(cJSON *array, cJSON **out)
{
    *out = array->child ? array : NULL;
    if (!*out) {
        cJSON_Delete(array);
    }
}

static bool read_words(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    cJSON *array = made(cJSON_CreateArray());
    char word[MESSAGE_TEXT_SIZE];
    while (element_take(&text, word, sizeof word)) {
        if (vocabulary_find(field->words, word) < 0) {
            cJSON_Delete(array);
            return word_refused(field->words, word, why);
        }
        if (!array_has(array, word)) {
            cJSON_AddItemToArray(array, text_value(word));
        }
    }
    array_finish(array, out);
    return true;
}

/* Codes of wijken: "21012W16, 21012W17". */
static bool read_codes(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    (void)field;
    cJSON *array = made(cJSON_CreateArray());
    char code[MESSAGE_TEXT_SIZE];
    int count = 0;
    while (element_take(&text, code, sizeof code)) {
        if (!field_offer_id(code, strlen(code)) || strlen(code) > CODE_SIZE || count == CODES) {
            cJSON_Delete(array);
            return fault_set_text(why, FAULT_INPUT, "fault.field.wijk", code);
        }
        if (!array_has(array, code)) {
            cJSON_AddItemToArray(array, text_value(code));
            count++;
        }
    }
    array_finish(array, out);
    return true;
}

static bool read_date(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    (void)field;
    struct civil_date date;
    if (!field_date(text, &date)) {
        return fault_set_text(why, FAULT_INPUT, "fault.field.date", text);
    }
    char day[CIVIL_DATE_SIZE];
    civil_date_write(date, day);
    *out = text_value(day);
    return true;
}

static bool read_count(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    (void)field;
    size_t size = strlen(text);
    long number = size <= 8 && strspn(text, "0123456789") == size ? strtol(text, NULL, 10) : -1;
    if (number < 0 || number > COUNT_CEILING) {
        fault_set_text(why, FAULT_INPUT, "fault.field.count", text);
        message_add_text(&why->what, "9999");
        return false;
    }
    *out = number ? made(cJSON_CreateNumber((double)number)) : NULL;
    return true;
}

static bool read_degrees(const struct field *field, const char *text, cJSON **out,
                         struct fault *why)
{
    char plain[32];
    bool lon = strcmp(field->name, "lon") == 0;
    size_t size = strlen(text);
    double number = NAN;
    if (size < sizeof plain && strspn(text, "+-0123456789.,") == size) {
        memcpy(plain, text, size + 1);
        char *comma = strchr(plain, ','), *end;
        if (comma) {
            *comma = '.';
        }
        number = strtod(plain, &end);
        number = *end ? NAN : number;
    }
    struct point point = {lon ? number : 0, lon ? 0 : number};
    if (!point_valid(point)) {
        return fault_set_text(why, FAULT_INPUT, "fault.field.degrees", text);
    }
    *out = made(cJSON_CreateNumber(number));
    return true;
}

static bool read_postcode(const struct field *field, const char *text, cJSON **out,
                          struct fault *why)
{
    (void)field;
    if (strlen(text) != 4 || strspn(text, "0123456789") != 4 || text[0] == '0') {
        return fault_set_text(why, FAULT_INPUT, "fault.field.postcode", text);
    }
    *out = text_value(text);
    return true;
}

static bool read_email(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    if (!field_email_valid(text)) {
        return fault_set_text(why, FAULT_INPUT, "fault.field.email", text);
    }
    return read_plain(field, text, out, why);
}

static bool read_phone(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    if (!field_phone_valid(text)) {
        return fault_set_text(why, FAULT_INPUT, "fault.field.phone", text);
    }
    return read_plain(field, text, out, why);
}

static bool read_web(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    (void)field;
    char *address = field_web_address(text);
    if (!address) {
        return fault_set_text(why, FAULT_INPUT, "fault.field.website", text);
    }
    *out = text_value(address);
    free(address);
    return true;
}

static bool read_hours(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    struct hours *hours;
    if (strlen(text) > HOURS_TEXT_CEILING) {
        fault_set(why, FAULT_LIMIT, "fault.field.long");
        message_add_count(&why->what, HOURS_TEXT_CEILING);
        return false;
    }
    if (!hours_parse(text, NULL, &hours, why)) {
        return false;
    }
    hours_free(hours);
    return read_plain(field, text, out, why);
}

static bool read_stops(const struct field *field, const char *text, cJSON **out, struct fault *why)
{
    (void)field;
    return stops_typed(text, out, why);
}

static const struct field place_fields[] = {
    {.name = "name", .read = read_plain},
    {.name = "name_nl", .read = read_plain},
    {.name = "name_fr", .read = read_plain},
    {.name = "aliases", .read = read_plain},
    {.name = "lon", .read = read_degrees, .needed = true},
    {.name = "lat", .read = read_degrees, .needed = true},
    {.name = "kind", .read = read_word, .words = &kind_words},
    {.name = "setting", .read = read_word, .words = &setting_words},
    {.name = "operator", .read = read_plain},
    {.name = "street", .read = read_plain},
    {.name = "number", .read = read_plain, .ceiling = 20},
    {.name = "postcode", .read = read_postcode},
    {.name = "city", .read = read_plain},
    {.name = "contact_role", .read = read_plain},
    {.name = "phone", .read = read_phone},
    {.name = "email", .read = read_email, .ceiling = 254},
    {.name = "website", .read = read_web, .ceiling = WEB_CEILING},
    {.name = "wheelchair", .read = read_word, .words = &wheelchair_words},
    {.name = "toilet", .read = read_word, .words = &toilet_words},
    {.name = "hours", .read = read_hours, .ceiling = HOURS_TEXT_CEILING},
    {.name = "checked", .read = read_date},
    {.name = "checked_by", .read = read_plain},
    {.name = "closed_until", .read = read_date},
    {.name = "removed", .read = read_yes},
    {.name = "provisional", .read = read_yes},
    {.name = "counts_for", .read = read_codes, .ceiling = CODES * (CODE_SIZE + 2)},
    {.name = "note", .read = read_plain, .ceiling = FIELD_NOTE, .lines = true},
};

static const struct field offer_fields[] = {
    {.name = "service", .read = read_word, .words = &service_words, .needed = true},
    {.name = "price", .read = read_word, .words = &price_words},
    {.name = "amount", .read = read_plain},
    {.name = "obligations", .read = read_words, .words = &obligation_words},
    {.name = "groups", .read = read_words, .words = &group_words},
    {.name = "features", .read = read_words, .words = &feature_words},
    {.name = "languages", .read = read_words, .words = &tongue_words},
    {.name = "hours", .read = read_hours, .ceiling = HOURS_TEXT_CEILING},
    {.name = "access", .read = read_word, .words = &access_words},
    {.name = "count", .read = read_count},
    {.name = "outdoor", .read = read_yes},
    {.name = "commercial", .read = read_yes},
    {.name = "internal", .read = read_yes},
    {.name = "digital", .read = read_yes},
    {.name = "from", .read = read_date},
    {.name = "until", .read = read_date},
    {.name = "checked", .read = read_date},
    {.name = "closed_until", .read = read_date},
    {.name = "stops", .read = read_stops, .ceiling = STOPS_CEILING},
    {.name = "removed", .read = read_yes},
    {.name = "note", .read = read_plain, .ceiling = FIELD_NOTE, .lines = true},
};

static const struct field *field_find(const char *path)
{
    const struct field *fields = place_fields;
    size_t count = sizeof place_fields / sizeof *place_fields;
    if (strncmp(path, "offers/", 7) == 0) {
        const char *id = path + 7, *slash = strchr(id, '/');
        if (!slash || !field_offer_id(id, (size_t)(slash - id))) {
            return NULL;
        }
        path = slash + 1;
        fields = offer_fields;
        count = sizeof offer_fields / sizeof *offer_fields;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].name, path) == 0) {
            return &fields[i];
        }
    }
    return NULL;
}

bool place_field_read(const char *path, const char *value, cJSON **out, struct fault *why)
{
    *out = NULL;
    const struct field *field = field_find(path);
    if (!field) {
        return fault_set_text(why, FAULT_USAGE, "fault.field.unknown", path);
    }
    char *text =
        field_text_clean(value, field->lines, field->ceiling ? field->ceiling : FIELD_LINE, why);
    if (!text) {
        return false;
    }
    bool ok = true;
    if (*text) {
        ok = field->read(field, text, out, why);
    } else if (field->needed) {
        ok = fault_set(why, FAULT_INPUT, "fault.field.empty");
    }
    free(text);
    return ok;
}

static void array_text(const cJSON *array, struct buffer *out)
{
    const cJSON *element;
    size_t start = out->size;
    cJSON_ArrayForEach(element, array)
    {
        if (cJSON_IsString(element)) {
            buffer_addf(out, "%s%s", out->size > start ? "," : "", element->valuestring);
        }
    }
}

static void stops_text(const cJSON *array, struct buffer *out)
{
    size_t count;
    int odd = 0;
    struct timetable_stop *stops = stops_read(array, &count, &odd);
    stops_write(stops, count, out);
    free(stops);
}

void place_field_text(const cJSON *document, const char *path, struct buffer *out)
{
    const struct field *field = field_find(path);
    const cJSON *value = json_path_get(document, path);
    if (cJSON_IsString(value)) {
        buffer_add_text(out, value->valuestring);
    } else if (cJSON_IsNumber(value)) {
        buffer_addf(out, "%.15g", value->valuedouble);
    } else if (cJSON_IsTrue(value)) {
        buffer_add_text(out, "true");
    } else if (cJSON_IsArray(value) && field && field->read == read_stops) {
        stops_text(value, out);
    } else if (cJSON_IsArray(value)) {
        array_text(value, out);
    }
}
