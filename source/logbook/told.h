/* SPDX-License-Identifier: EUPL-1.2 */
/* told.h – what was told about the digital offer: through which channel, to whom, in which languages.
 *
 *   { "_id": "log:<ulid>", "type": "log", "what": "told", "wijk": "21012W16", "date": "2026-05-12", "channel": "leaflet",
 *     "languages": ["nl", "ar"], "audience": ["seniors"], "plain": true, "copies": 200, "about": "overzicht zomer" }
 *
 * `audience` are the groups of place.h; none = everybody. Whether it is on paper follows from the channel.
 * Source: domain.md 2.2 (C5). Pure. */
#ifndef LOGBOOK_TOLD_H
#define LOGBOOK_TOLD_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/civil.h"

struct logbook;

enum told_channel {
    CHANNEL_LEAFLET, CHANNEL_POSTER, CHANNEL_LETTER, CHANNEL_PRESS, /* on paper */
    CHANNEL_WEBSITE, CHANNEL_MAIL, CHANNEL_SOCIAL,                  /* online */
    CHANNEL_SPOKEN, CHANNEL_OTHER,                                  /* neither */
    TOLD_CHANNELS
};
enum { TOLD_COPIES = 1000000, TOLD_LANGUAGES = 18 };

struct told {
    const char *id, *about;
    struct civil_date date;
    enum told_channel channel;
    const cJSON *languages; /* tongue words; NULL = not said */
    unsigned audience;      /* bits of enum group; 0 = everybody */
    bool plain;             /* in plain language */
    int copies;             /* 0 = not said */
    const cJSON *document;
};

const char *channel_word(enum told_channel channel); /* "leaflet" */
bool channel_parse(const char *word, enum told_channel *out);
const char *channel_key(enum told_channel channel); /* "told.channel.leaflet" */
bool channel_on_paper(enum told_channel channel);
bool channel_online(enum told_channel channel);

const struct told *logbook_told(const struct logbook *logbook, const char *id); /* NULL = not there */
/* In plain language, or in a language that is not one of `usual` (an array of tongue words). */
bool told_adapted(const struct told *told, const cJSON *usual);

#endif
