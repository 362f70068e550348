/* SPDX-License-Identifier: EUPL-1.2 */
/* instrument.h – what people do with the other frameworks (assessment/instrument.h): cards sorted, projects rated, ways to a service
 * noted, the label of each place, target groups taken, practices kept and shared.
 *
 * Documents, each of the wijk it names:
 *   card:<wijk>:<framework>:<item>     {"choice", "note", "date"}
 *   initiative:<ulid>                  {"wijk", "framework", "name", "owner", "level", "reason", "date"}
 *   channel:<wijk>:<framework>:<item>  {"online": address, "phone", "phone_hours", "phone_cost", "counter": where, "counter_hours",
 *                                       "counter_access": walk_in|appointment|both, "date"}; of a service of one's own
 *                                      channel:<wijk>:<framework>:<ulid> with its "name"
 *   practice:<ulid>                    logbook/practice.h
 * Deeds: one edit each, undoable; `why` is never NULL. Texts are borrowed from the view until it changes. */
#ifndef ACTION_INSTRUMENT_H
#define ACTION_INSTRUMENT_H

#include "action/action.h"
#include "assessment/instrument.h"
#include "logbook/practice.h"

/* Those of assets/framework but the DIW one, by id; read when the project opens. A file that cannot be read is left out, and told
 * (catalogue.h). */
int project_instruments(const struct project *project, const struct instrument *const **out);
const struct instrument *project_instrument(const struct project *project, const char *id); /* NULL = none */

/* "Bron: … (2022)", whole; free with free(). */
char *instrument_source(const struct instrument *instrument, const struct language *language);

/* ---- cards ---- */
struct card {
    int choice; /* of the instrument, -1 = not sorted */
    const char *note;
    struct civil_date date;
};
void action_card(const struct project *project, const struct instrument *instrument, const struct instrument_item *item,
                 struct card *out);
/* `choice` -1 takes the card back; `note` NULL keeps what stands there. */
bool action_card_set(struct project *project, const struct instrument *instrument, const struct instrument_item *item,
                     int choice, const char *note, struct fault *why);

/* ---- projects with a level ---- */
struct initiative {
    const char *id, *name, *owner, *reason;
    int level; /* a choice of the instrument, or -1 */
    struct civil_date date;
    bool flagged; /* the level that is to be told beside criteria which are not met */
};
/* By name; *out is the caller's (free). */
size_t action_initiatives(struct project *project, const struct instrument *instrument, struct initiative **out);
/* `id` "" = a new one, whose id comes back in `out`. A name and a reason are compulsory. */
bool action_initiative_set(struct project *project, const struct instrument *instrument, const char *id, const char *name,
                           const char *owner, int level, const char *reason, char out[ACTION_ID], struct fault *why);
bool action_initiative_remove(struct project *project, const char *id, struct fault *why);

/* Of any wijk: how many of its projects have the level that is to be told beside criteria which are not met there ("2 zwakke projecten
 * …"); `verdicts` in the order of the DIW framework. Key "" = none. */
struct message action_initiatives_say(const struct project *project, const char *wijk, const enum verdict *verdicts);

/* ---- ways to a service ---- */
enum channel_field { CHANNEL_NAME, CHANNEL_ONLINE, CHANNEL_PHONE, CHANNEL_PHONE_HOURS, CHANNEL_PHONE_COST, CHANNEL_COUNTER,
                     CHANNEL_COUNTER_HOURS, CHANNEL_COUNTER_ACCESS, CHANNEL_FIELDS };
const char *channel_field_word(enum channel_field field); /* "phone_hours" */
const char *channel_field_key(enum channel_field field);  /* "channel.phone_hours" */
enum channel_state {
    CHANNEL_UNKNOWN,     /* nothing was noted */
    CHANNEL_EQUAL,       /* telephone or counter beside online, or no need of online */
    CHANNEL_ONLINE_ONLY  /* "geen evenwaardig alternatief" */
};
struct channel {
    const char *id;   /* of the document; it need not be there yet */
    const char *item; /* of the instrument, or the ulid of one's own */
    const struct instrument_item *known; /* NULL = one's own */
    const char *fields[CHANNEL_FIELDS];  /* "" = not said; the name of a known one is in its item */
    struct civil_date date;
    enum channel_state state;
    char document[ACTION_ID * 2];
};
/* Those of the instrument first, then one's own by name; *out is the caller's (free). */
size_t action_channels(struct project *project, const struct instrument *instrument, struct channel **out);
/* `item` "" = a new one of one's own: its item comes back. Hours are kept as they were typed. */
bool action_channel_set(struct project *project, const struct instrument *instrument, const char *item,
                        const struct action_field *fields, int count, char out[ACTION_ID], struct fault *why);
bool action_channel_remove(struct project *project, const struct instrument *instrument, const char *item, struct fault *why);

/* ---- the label ---- */
struct place_label {
    const struct place *place;
    struct label label;
};
/* Confirmed places of the wijk that have what the label opens with (computers); those nearest to it first. *out is the caller's. */
size_t action_labels(struct project *project, const struct instrument *instrument, struct place_label **out);

/* ---- target groups ---- */
bool action_groups_take(struct project *project, const struct instrument_set *set, struct fault *why);

/* ---- practices ---- */
/* By title; *out is the caller's. */
size_t action_practices(const struct project *project, struct practice_card **out);
bool action_practice(const struct project *project, const char *id, struct practice_card *out);
/* `id` "" = a new one. Texts by part; NULL keeps what stands there. A title is compulsory. */
bool action_practice_set(struct project *project, const char *id, const char *const texts[PRACTICE_PARTS], char out[ACTION_ID],
                         struct fault *why);
bool action_practice_remove(struct project *project, const char *id, struct fault *why);
/* Writes it as a small file for others; refuses what belongs to a person. Disk. */
bool action_practice_share(const struct project *project, const char *id, const char *file, struct fault *why);
/* Lays the practice of a file into the project; again the same file changes nothing. Disk. */
bool action_practice_take(struct project *project, const char *file, char out[ACTION_ID], struct fault *why);

#endif
