/* SPDX-License-Identifier: EUPL-1.2 */
#include "language/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "language/language_inner.h"
#include "system/file.h"

static const char *const tags[LANGUAGE_COUNT] = {"nl", "fr", "en"};
static const char *const own_names[LANGUAGE_COUNT] = {"Nederlands", "Français", "English"};

enum { MO_MAGIC_SIZE = 4, MO_HEADER_SIZE = 28, MO_ROW_SIZE = 8 };

struct mo {
    const unsigned char *bytes;
    size_t size;
    bool big_end_first;
    uint32_t count, keys, texts; /* how many, and where the two tables start */
};

static uint32_t mo_number(const struct mo *mo, size_t at)
{
    const unsigned char *b = mo->bytes + at;
    if (mo->big_end_first)
        return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

static bool mo_broken(struct fault *why, size_t place, const char *detail)
{
    fault_set(why, FAULT_INPUT, "language.fault.broken");
    fault_at(why, (int64_t)place);
    return fault_detail(why, "%s", detail);
}

static bool mo_open(struct mo *mo, const struct buffer *file, struct fault *why)
{
    static const unsigned char little[] = {0xde, 0x12, 0x04, 0x95};
    static const unsigned char big[] = {0x95, 0x04, 0x12, 0xde};
    *mo = (struct mo){.bytes = (const unsigned char *)file->data, .size = file->size};
    if (mo->size < MO_HEADER_SIZE)
        return mo_broken(why, mo->size, "shorter than its header");
    mo->big_end_first = !memcmp(mo->bytes, big, MO_MAGIC_SIZE);
    if (!mo->big_end_first && memcmp(mo->bytes, little, MO_MAGIC_SIZE))
        return mo_broken(why, 0, "not a .mo file");
    if (mo_number(mo, 4) >> 16 > 1)
        return mo_broken(why, 4, "a later revision of the format");
    mo->count = mo_number(mo, 8);
    mo->keys = mo_number(mo, 12);
    mo->texts = mo_number(mo, 16);
    if (mo->count > LIST_ENTRY_CEILING) {
        fault_set(why, FAULT_LIMIT, "language.fault.large");
        return fault_at(why, 8);
    }
    size_t table = (size_t)mo->count * MO_ROW_SIZE;
    if (table > mo->size || mo->keys > mo->size - table)
        return mo_broken(why, 12, "the table of keys lies outside the file");
    if (mo->texts > mo->size - table)
        return mo_broken(why, 16, "the table of texts lies outside the file");
    return true;
}

static bool mo_text(const struct mo *mo, size_t row, const char **out, size_t *size,
                    struct fault *why)
{
    size_t length = mo_number(mo, row), start = mo_number(mo, row + 4);
    if (start >= mo->size || length >= mo->size - start)
        return mo_broken(why, row, "a text lies outside the file");
    *out = (const char *)mo->bytes + start;
    *size = length;
    if ((*out)[length])
        return mo_broken(why, start + length, "a text without end");
    if (!utf8_valid(*out, length))
        return mo_broken(why, start, "a text that is no UTF-8");
    return true;
}

static bool list_read(struct language *language, struct fault *why)
{
    struct mo mo;
    if (!mo_open(&mo, &language->file, why))
        return false;
    language->entries = memory_take((mo.count + 1) * sizeof *language->entries);
    for (uint32_t at = 0; at < mo.count; at++) {
        size_t key_row = mo.keys + (size_t)at * MO_ROW_SIZE;
        const char *key, *text;
        size_t key_size, size;
        if (!mo_text(&mo, key_row, &key, &key_size, why) ||
            !mo_text(&mo, mo.texts + (size_t)at * MO_ROW_SIZE, &text, &size, why))
            return false;
        if (!*key)
            continue;
        if (language->count && strcmp(language->entries[language->count - 1].key, key) >= 0)
            return mo_broken(why, key_row, "the keys are not in order");
        size_t first = strlen(text);
        language->entries[language->count++] = (struct entry){
            .key = key, .text = text, .plural = first < size ? text + first + 1 : text};
    }
    return true;
}

bool language_load(const char *folder, enum language_code code, struct language **out,
                   struct fault *why)
{
    char name[16], path[4096];
    *out = NULL;
    if ((unsigned)code >= LANGUAGE_COUNT)
        return fault_set(why, FAULT_USAGE, "language.fault.unknown");
    snprintf(name, sizeof name, "%s.mo", tags[code]);
    if (!path_join(path, sizeof path, folder, name))
        return fault_set(why, FAULT_LIMIT, "language.fault.large");
    struct language *language = memory_take(sizeof *language);
    language->code = code;
    if (!file_read(path, LIST_FILE_CEILING, &language->file, why)) {
        free(language);
        return false;
    }
    if (!list_read(language, why)) {
        language_free(language);
        return fault_in(why, path);
    }
    *out = language;
    return true;
}

void language_free(struct language *language)
{
    if (!language)
        return;
    buffer_clear(&language->file);
    free(language->entries);
    free(language);
}

enum language_code language_code(const struct language *language)
{
    return language->code;
}

const char *language_tag(enum language_code code)
{
    return (unsigned)code < LANGUAGE_COUNT ? tags[code] : "";
}

const char *language_own_name(enum language_code code)
{
    return (unsigned)code < LANGUAGE_COUNT ? own_names[code] : "";
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool language_code_parse(const char *text, enum language_code *out)
{
    if (!text || !is_letter(text[0]) || !is_letter(text[1]) || is_letter(text[2]))
        return false;
    for (int code = 0; code < LANGUAGE_COUNT; code++)
        if ((text[0] | 0x20) == tags[code][0] && (text[1] | 0x20) == tags[code][1]) {
            *out = (enum language_code)code;
            return true;
        }
    return false;
}

static int entry_compare(const void *key, const void *entry)
{
    return strcmp(key, ((const struct entry *)entry)->key);
}

const struct entry *language_find(const struct language *language, const char *key)
{
    if (!language->count)
        return NULL;
    return bsearch(key, language->entries, (size_t)language->count, sizeof *language->entries,
                   entry_compare);
}

const char *language_word(const struct language *language, const char *key)
{
    const struct entry *entry = language_find(language, key);
    return entry ? entry->text : key;
}

bool language_has(const struct language *language, const char *key)
{
    return language_find(language, key) != NULL;
}

int language_size(const struct language *language)
{
    return language->count;
}

const char *language_key(const struct language *language, int index)
{
    return index >= 0 && index < language->count ? language->entries[index].key : "";
}
