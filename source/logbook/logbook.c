/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/logbook.h"

#include <string.h>

#include "base/json.h"

void logbook_init(struct logbook *logbook)
{
    memset(logbook, 0, sizeof *logbook);
}

void logbook_clear(struct logbook *logbook)
{
    logbook_init(logbook);
}

void logbook_add(struct logbook *logbook, const char *wijk, const char *id, const cJSON *document)
{
    (void)logbook;
    (void)wijk;
    (void)id;
    (void)document;
}

void logbook_sort(struct logbook *logbook)
{
    (void)logbook;
}

bool record_is(const char *id, const cJSON *document, const char *type, const char *wijk)
{
    size_t size = strlen(type);
    return !strncmp(id, type, size) && id[size] == ':' && cJSON_IsObject(document) &&
           !json_bool(document, "removed", false) &&
           (!wijk[0] || !strcmp(json_text(document, "wijk", ""), wijk));
}

const char *record_text(const cJSON *document, const char *member)
{
    const char *text = json_text(document, member, "");
    size_t size = strlen(text);
    for (size_t at = 0; at < size; at++) {
        if ((unsigned char)text[at] < ' ' || text[at] == 127) {
            return "";
        }
    }
    return size <= LOGBOOK_TEXT ? text : "";
}

struct civil_date record_date(const cJSON *document, const char *member)
{
    struct civil_date date = {0};
    return civil_date_parse(json_text(document, member, ""), &date) ? date : (struct civil_date){0};
}

bool record_has(const cJSON *array, const char *word)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (cJSON_IsString(item) && !strcmp(item->valuestring, word)) {
            return true;
        }
    }
    return false;
}
