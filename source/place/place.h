/* SPDX-License-Identifier: EUPL-1.2 */
/* place.h – a place and what it offers: meaning, words, validation, JSON form.
 *
 * A place is a JSON document `place:<ulid>` (or a candidate of the area pack, in the same form,
 * with the id `osm:<…>`). The document is the truth; `struct place` is a reading of it whose
 * texts are borrowed from the cJSON tree, which must outlive it. Unknown members are left alone.
 *
 *   { "_id": "place:01…", "type": "place", "name": "…", "name_nl": "…", "name_fr": "…", "aliases": "VK; MCCS",
 *     "lon": 4.34, "lat": 50.85, "kind": "library", "setting": "indoor",
 *     "operator": "…", "street": "…", "number": "…", "postcode": "…", "city": "…",
 *     "contact_role": "…", "phone": "…", "email": "…", "website": "…",
 *     "wheelchair": "yes|limited|no", "toilet": "yes|no|wheelchair", "hours": "Mo-Fr 09:00-17:00",
 *     "checked": "2026-05-12", "checked_by": "role alias", "closed_until": "2026-08-31", "removed": true, "counts_for": ["21012W16"],
 *     "source": {"name": "osm", "id": "osm:…", "date": "2026-05", "said": {…}, "gone": true}, "note": "…",
 *     "offers": { "<offer id>": { "service": "wifi", "price": "free", "amount": "0,10 euro per blad",
 *        "obligations": ["registration"], "groups": ["seniors"], "languages": ["nl","fr"],
 *        "hours": "Sa 09:00-11:00", "access": "walk_in", "count": 6, "features": ["screen"],
 *        "outdoor": true, "commercial": true, "internal": true, "digital": false,
 *        "from": "2026-01-01", "until": "2026-12-31", "checked": "2026-05-12", "note": "…",
 *        "closed_until": "2026-08-31",
 *        "stops": [{"date": "2026-06-12", "from": "14:00", "to": "16:00", "where": "Dorpsplein"}],
 *        "removed": true } } }
 *
 * `source.said` is what the map said when people last decided about it (place/follow.h), `source.gone` that they
 * keep a place which is no longer on it. An offer without hours keeps the place's hours. An offer without "checked" was never
 * confirmed by a person. Source of the vocabulary: domain.md 2.1. Pure. */
#ifndef PLACE_PLACE_H
#define PLACE_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "base/fault.h"
#include "geo/geo.h"
#include "hours/timetable.h"

enum service {
    SERVICE_WIFI, SERVICE_COMPUTER, SERVICE_CHARGE, SERVICE_PRINT, SERVICE_SCAN, SERVICE_HELP,
    SERVICE_HELP_GOV, SERVICE_ADVICE, SERVICE_LESSON, SERVICE_NUDGE, SERVICE_ROOM,
    SERVICE_EQUIPMENT, SERVICE_LEND, SERVICE_COUNT
};
enum price { PRICE_UNKNOWN, PRICE_FREE, PRICE_PAID, PRICE_FREE_FOR_GROUP, PRICE_DONATION, PRICE_COUNT };
enum obligation { /* bits */
    OBLIGATION_REGISTRATION = 1, OBLIGATION_CONSUMPTION = 2, OBLIGATION_PURCHASE = 4,
    OBLIGATION_MEMBERSHIP = 8, OBLIGATION_CLIENTS_ONLY = 16, OBLIGATION_IDENTITY = 32
};
enum { OBLIGATION_COUNT = 6 };
enum group { /* bits */
    GROUP_SENIORS = 1, GROUP_NEWCOMERS = 2, GROUP_OTHER_LANGUAGES = 4, GROUP_JOB_SEEKERS = 8,
    GROUP_YOUTH = 16, GROUP_POVERTY = 32, GROUP_DISABILITY = 64, GROUP_WOMEN = 128,
    GROUP_FAMILIES = 256, GROUP_LOW_LITERACY = 512
};
enum { GROUP_COUNT = 10 };
enum access { ACCESS_UNKNOWN, ACCESS_WALK_IN, ACCESS_APPOINTMENT, ACCESS_BOTH, ACCESS_COUNT };
enum room_feature { /* bits */
    ROOM_TABLES = 1, ROOM_SOCKETS = 2, ROOM_WIFI = 4, ROOM_SCREEN = 8, ROOM_STEP_FREE = 16,
    ROOM_TOILET = 32, ROOM_BOOKABLE = 64
};
enum { ROOM_FEATURE_COUNT = 7 };
enum place_kind {
    KIND_OTHER, KIND_LIBRARY, KIND_SOCIAL_HOUSE, KIND_SERVICE_CENTRE, KIND_COMMUNITY_CENTRE,
    KIND_TOWN_HALL, KIND_SCHOOL, KIND_YOUTH, KIND_FAMILY, KIND_ASSOCIATION, KIND_HEALTH, KIND_CAFE,
    KIND_SHOP, KIND_POST, KIND_CHARGING_POINT, KIND_OUTDOOR, KIND_MOBILE, KIND_COUNT
};
enum setting { SETTING_INDOOR, SETTING_OUTDOOR, SETTING_MOBILE, SETTING_AT_HOME, SETTING_COUNT };
enum answer { ANSWER_UNKNOWN, ANSWER_YES, ANSWER_LIMITED, ANSWER_NO };

enum place_state {
    PLACE_CANDIDATE,   /* from a source; nobody confirmed it: never counts */
    PLACE_PROVISIONAL, /* a partner's mark, to be accepted */
    PLACE_CONFIRMED,   /* checked at most `fresh_months` ago */
    PLACE_STALE        /* checked longer ago */
};

struct offer {
    const char *id;
    enum service service;
    enum price price;
    const char *amount;        /* "" = not said; so for all texts */
    unsigned obligations, groups, features; /* bits */
    const char *languages;     /* codes with a space between: "nl fr ar"; owned with the offers */
    const char *hours;         /* own hours, or "" = those of the place */
    enum access access;
    int count;                 /* devices, seats; 0 = not said */
    bool outdoor, commercial, internal;
    bool ordinary;             /* "digital": false: an activity that is not about the digital */
    struct civil_date from, until, checked; /* year 0 = not said */
    struct civil_date closed_until;         /* last day of a temporary closure */
    const struct timetable_stop *stops;     /* owned with the offers; by date */
    size_t stop_count;
    const char *note;
};

enum { PLACE_OFFERS = 48 }; /* more are a fault of the document */

struct place {
    const char *id;
    const char *name, *name_nl, *name_fr;
    const char *aliases; /* other names, "; " between them; for search */
    struct point point;
    enum place_kind kind;
    enum setting setting;
    const char *operator_name, *street, *number, *postcode, *city;
    const char *contact_role, *phone, *email, *website, *hours, *note, *checked_by;
    enum answer wheelchair, toilet;
    struct civil_date checked, closed_until;
    bool removed, provisional; /* provisional: "provisional": true, or an id "prop:…" */
    const char *source_name, *source_id; /* "" = our own */
    const cJSON *counts_for;             /* array of wijk codes, or NULL */
    struct offer *offers;                /* owned; removed ones are left out; ordered by service */
    size_t offer_count;
    const cJSON *document;               /* borrowed */
};

enum { PLACE_ALIASES = 200 }; /* bytes */
enum { PLACE_TEXT = 4096 }; /* bytes; a longer text in a document is odd, but for hours */

/* Reads a document. A member of a wrong type, an unknown word, or a text that is too long or holds
 * control characters or overrides of the writing direction is left at its default and counted in
 * *odd (may be NULL); an offer of an unknown service is left out and counted. Only a document
 * without id, without valid position, or with too many standing offers is a fault. A toilet that
 * a wheelchair can enter ("wheelchair") reads as YES. place_clear frees the offers; it may be
 * called as well after a fault. */
bool place_parse(const cJSON *document, struct place *out, int *odd, struct fault *why);
void place_clear(struct place *place);
/* By the newest date on which somebody checked the place or one of its offers; never checked is a
 * candidate. */
enum place_state place_state(const struct place *place, struct civil_date today, int fresh_months);
/* Name in `language` ("nl"/"fr"/"en") when there is one, else the plain name, else the
 * name in another language, else "". */
const char *place_name(const struct place *place, const char *language);
bool place_counts_for(const struct place *place, const char *wijk_code);
/* The hours text that holds for an offer: its own or the place's; "" = not known. */
const char *offer_hours(const struct place *place, const struct offer *offer);

/* Words of the documents ("wifi", "free_for_group", …) and keys of the word lists
 * ("service.wifi", "price.free", "obligation.registration", "group.seniors", "access.walk_in",
 * "kind.library", "setting.indoor", "feature.screen"). *_parse is false for an unknown word. */
const char *service_word(enum service service);
bool service_parse(const char *word, enum service *out);
const char *service_key(enum service service);
const char *service_icon(enum service service);  /* a name in assets/icons */
char service_pillar(enum service service);       /* 'T', 'I', 'O', 'G' */
const char *price_word(enum price price);
bool price_parse(const char *word, enum price *out);
const char *price_key(enum price price);
const char *obligation_word(int index); /* index 0 .. OBLIGATION_COUNT-1, bit 1 << index */
const char *obligation_key(int index);
bool obligations_parse(const cJSON *array, unsigned *out);
const char *group_word(int index);
const char *group_key(int index);
const char *feature_word(int index);
const char *feature_key(int index);
const char *access_word(enum access access);
bool access_parse(const char *word, enum access *out);
const char *access_key(enum access access);
const char *kind_word(enum place_kind kind);
bool kind_parse(const char *word, enum place_kind *out);
const char *kind_key(enum place_kind kind);
const char *kind_icon(enum place_kind kind);
const char *setting_word(enum setting setting);
const char *setting_key(enum setting setting);
const char *answer_word(enum answer answer); /* "unknown" "yes" "limited" "no" */
bool answer_parse(const char *word, enum answer *out);
const char *answer_key(enum answer answer);
/* The languages an offer is given in: ISO 639-1 codes ("tongue.nl"), the commonest first. */
enum { TONGUE_COUNT = 18 };
const char *tongue_word(int index);
const char *tongue_key(int index);
bool tongue_parse(const char *word, int *out);

/* Checks one field of a place or offer before it is written: `path` as in json_path ("name",
 * "offers/wifi/price"), `value` as typed. On success *out is the JSON value to store (NULL = the
 * empty value: remove the member). Faults say what would be right. Arrays are typed with commas.
 * Spaces around a value go; a web address without scheme gets https; a day may be typed as
 * 2026-05-12, 12/5/2026 or 12-5-2026; stops as "2026-06-12 14:00-16:00 Dorpsplein; …". Ceilings in characters: names and addresses 200, notes
 * 1,000, hours 10,000 bytes. */
bool place_field_read(const char *path, const char *value, cJSON **out, struct fault *why);
/* The other way round: what stands in the document at `path`, as it may be typed; nothing when there
 * is none. */
void place_field_text(const cJSON *document, const char *path, struct buffer *out);

/* The id a candidate's document gets when a person first touches it: the same on all tablets. */
void place_id_of_candidate(const char *candidate_id, char out[40]);

struct wijk {
    const char *code, *name, *municipality; /* borrowed */
    const struct shape *border;             /* borrowed */
    unsigned groups;      /* priority groups */
    bool loose_hours;     /* T4: evening or weekend is enough */
    int fresh_months, old_months; /* 12, 24 */
    enum calendar_region school;  /* whose school holidays: "school": "vl" | "fr" */
    const char *site;             /* a short web address of its overview, to type: "site"; NULL, "" = none; borrowed */
};

/* Has it hours or stops of its own? */
bool offer_own_hours(const struct offer *offer);
/* Or else a closure or a validity of its own. */
bool offer_own_time(const struct offer *offer);
/* When a place, or one of its offers, is there. An offer without own hours and stops keeps the
 * place's hours; a closure of the place closes its offers too. Fails when the hours cannot be
 * read. *out is the caller's (timetable_free). */
bool place_timetable(const struct place *place, const struct hours_setting *setting,
                     struct timetable **out, struct fault *why);
bool offer_timetable(const struct place *place, const struct offer *offer,
                     const struct hours_setting *setting, struct timetable **out,
                     struct fault *why);

/* The same as an opening_hours text for others to read: what was typed, with stops and closure
 * (timetable_write); what cannot be read, or not be written so, as it was typed. Of an offer only
 * what it has of its own; access and validity have words of their own and stay out. */
void place_opening_hours(const struct place *place, struct buffer *out);
void offer_opening_hours(const struct place *place, const struct offer *offer, struct buffer *out);

#endif
