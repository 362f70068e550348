/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/learning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "assessment/member.h"
#include "base/arena.h"
#include "base/json.h"

bool address_short(const char *address, char out[LEARNING_ADDRESS + 1])
{
    static const char *const starts[] = {"https://", "http://", "www."};
    for (size_t at = 0; at < sizeof starts / sizeof *starts; at++) {
        size_t size = strlen(starts[at]);
        address += strncasecmp(address, starts[at], size) ? 0 : size;
    }
    size_t size = strlen(address);
    size -= size && address[size - 1] == '/';
    if (!size || size > LEARNING_ADDRESS) {
        return false;
    }
    for (size_t at = 0; at < size; at++) {
        if (address[at] <= ' ' || address[at] > '~') {
            return false;
        }
    }
    snprintf(out, LEARNING_ADDRESS + 1, "%.*s", (int)size, address);
    return strchr(out, '.') != NULL;
}

static struct words words_of(const cJSON *object, const char *key)
{
    const cJSON *texts = json_member(object, key);
    return (struct words){json_text(texts, "nl", ""), json_text(texts, "fr", ""),
                          json_text(texts, "en", "")};
}

static bool theme_read(struct learning *learning, const cJSON *row, int index, struct fault *why)
{
    char where[MEMBER_WHERE];
    enum need_theme theme;
    snprintf(where, sizeof where, "themes[%d]", index);
    if (!cJSON_IsObject(row)) {
        return member_refuse(why, "wrong", "%s", where);
    }
    if (!member_text_check(row, where, "theme", MEMBER_NAME, why) ||
        !member_words_check(row, where, "name", MEMBER_NAME, why)) {
        return false;
    }
    const char *word = json_text(row, "theme", "");
    if (!need_theme_parse(word, &theme)) {
        return member_refuse(why, "wrong", "%s.theme: %.40s", where, word);
    }
    if (learning->themes[theme].given) {
        return member_refuse(why, "twice", "%s.theme: %s", where, word);
    }
    learning->themes[theme] =
        (struct learning_theme){true, json_bool(row, "ours", false), words_of(row, "name")};
    return true;
}

static bool themes_read(struct learning *learning, struct fault *why)
{
    const cJSON *row;
    int index = 0;
    if (!member_array_check(learning->document, "learning", "themes", NEED_THEMES, why)) {
        return false;
    }
    cJSON_ArrayForEach(row, json_member(learning->document, "themes"))
    {
        if (!theme_read(learning, row, index++, why)) {
            return false;
        }
    }
    return true;
}

static bool head_read(struct learning *learning, struct fault *why)
{
    static const char *const texts[] = {"id", "version", "date", "name", "address"};
    const cJSON *document = learning->document;
    char shown[LEARNING_ADDRESS + 1];
    for (size_t at = 0; at < sizeof texts / sizeof *texts; at++) {
        if (!member_text_check(document, "learning", texts[at], MEMBER_NAME, why)) {
            return false;
        }
    }
    if (!member_text_check(document, "learning", "source", MEMBER_TEXT, why) ||
        !member_words_check(document, "learning", "note", MEMBER_TEXT, why)) {
        return false;
    }
    learning->id = json_text(document, "id", "");
    learning->version = json_text(document, "version", "");
    learning->date = json_text(document, "date", "");
    learning->name = json_text(document, "name", "");
    learning->address = json_text(document, "address", "");
    learning->source = json_text(document, "source", "");
    learning->note = words_of(document, "note");
    return (address_short(learning->address, shown) && !strcmp(shown, learning->address)) ||
           member_refuse(why, "wrong", "learning.address: %.60s", learning->address);
}

bool learning_parse(const char *text, size_t size, struct learning **out, struct fault *why)
{
    cJSON *document = NULL;
    *out = NULL;
    if (!json_parse(text, size, LEARNING_CEILING, &document, why)) {
        return false;
    }
    struct learning *learning = memory_take(sizeof *learning);
    *learning = (struct learning){.document = document};
    if (!head_read(learning, why) || !themes_read(learning, why)) {
        learning_free(learning);
        return false;
    }
    *out = learning;
    return true;
}

void learning_free(struct learning *learning)
{
    if (learning) {
        cJSON_Delete(learning->document);
        free(learning);
    }
}
