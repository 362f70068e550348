/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/told.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/logbook_inner.h"
#include "place/place.h"

static const struct record_name channels[TOLD_CHANNELS] = {
    [CHANNEL_LEAFLET] = {"leaflet", "told.channel.leaflet"},
    [CHANNEL_POSTER] = {"poster", "told.channel.poster"},
    [CHANNEL_LETTER] = {"letter", "told.channel.letter"},
    [CHANNEL_PRESS] = {"press", "told.channel.press"},
    [CHANNEL_WEBSITE] = {"website", "told.channel.website"},
    [CHANNEL_MAIL] = {"mail", "told.channel.mail"},
    [CHANNEL_SOCIAL] = {"social", "told.channel.social"},
    [CHANNEL_SPOKEN] = {"spoken", "told.channel.spoken"},
    [CHANNEL_OTHER] = {"other", "told.channel.other"},
};

const char *channel_word(enum told_channel channel)
{
    return record_name_word(channels, TOLD_CHANNELS, (int)channel);
}

const char *channel_key(enum told_channel channel)
{
    return record_name_key(channels, TOLD_CHANNELS, (int)channel);
}

bool channel_parse(const char *word, enum told_channel *out)
{
    int at = record_name_find(channels, TOLD_CHANNELS, word);
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
    record_sort(logbook->tellings, logbook->told_count, sizeof *logbook->tellings, told_order);
}

void tellings_clear(struct logbook *logbook)
{
    free(logbook->tellings);
}

const struct told *logbook_told(const struct logbook *logbook, const char *id)
{
    return record_with_id(logbook->tellings, logbook->told_count, sizeof *logbook->tellings, id);
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
