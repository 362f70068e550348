/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/told.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/logbook_inner.h"
#include "place/place.h"

static const char *const words[TOLD_CHANNELS] = {"leaflet", "poster", "letter", "press", "website",
                                                 "mail",    "social", "spoken", "other"};
static const char *const keys[TOLD_CHANNELS] = {
    "told.channel.leaflet", "told.channel.poster",  "told.channel.letter",
    "told.channel.press",   "told.channel.website", "told.channel.mail",
    "told.channel.social",  "told.channel.spoken",  "told.channel.other"};

const char *channel_word(enum told_channel channel)
{
    return (unsigned)channel < TOLD_CHANNELS ? words[channel] : "";
}

const char *channel_key(enum told_channel channel)
{
    return (unsigned)channel < TOLD_CHANNELS ? keys[channel] : "";
}

bool channel_parse(const char *word, enum told_channel *out)
{
    int at = record_word(words, TOLD_CHANNELS, word);
    *out = at < 0 ? CHANNEL_OTHER : (enum told_channel)at;
    return at >= 0;
}

bool channel_on_paper(enum told_channel channel)
{
    return channel <= CHANNEL_PRESS;
}

bool channel_online(enum told_channel channel)
{
    return channel >= CHANNEL_WEBSITE && channel <= CHANNEL_SOCIAL;
}

bool told_add(struct logbook *logbook, const char *id, const cJSON *document)
{
    struct told out = {.id = id, .document = document};
    const cJSON *languages = json_member(document, "languages");
    const cJSON *audience = json_member(document, "audience");
    out.date = record_date(document, "date");
    if (!out.date.year || !channel_parse(json_text(document, "channel", ""), &out.channel) ||
        cJSON_GetArraySize(languages) > TOLD_LANGUAGES || logbook->told_count >= LOGBOOK_RECORDS) {
        return false;
    }
    out.about = record_text(document, "about");
    out.languages = cJSON_IsArray(languages) ? languages : NULL;
    for (int group = 0; group < GROUP_COUNT; group++) {
        out.audience |= record_has(audience, group_word(group)) ? 1u << group : 0;
    }
    out.plain = json_bool(document, "plain", false);
    out.copies = record_count(document, "copies", TOLD_COPIES);
    ARRAY_GROW(logbook->tellings, logbook->told_count, logbook->told_room);
    logbook->tellings[logbook->told_count++] = out;
    return true;
}

static int told_order(const void *left, const void *right)
{
    const struct told *a = left, *b = right;
    return record_newest(a->date, a->id, b->date, b->id);
}

void tellings_sort(struct logbook *logbook)
{
    if (logbook->told_count) {
        qsort(logbook->tellings, logbook->told_count, sizeof *logbook->tellings, told_order);
    }
}

void tellings_clear(struct logbook *logbook)
{
    free(logbook->tellings);
}

const struct told *logbook_told(const struct logbook *logbook, const char *id)
{
    for (size_t at = 0; at < logbook->told_count; at++) {
        if (!strcmp(logbook->tellings[at].id, id)) {
            return &logbook->tellings[at];
        }
    }
    return NULL;
}

bool told_adapted(const struct told *told, const cJSON *usual)
{
    const cJSON *item;
    int tongue;
    cJSON_ArrayForEach(item, told->languages)
    {
        if (cJSON_IsString(item) && tongue_parse(item->valuestring, &tongue) &&
            !record_has(usual, item->valuestring)) {
            return true;
        }
    }
    return told->plain;
}
