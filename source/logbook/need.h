/* SPDX-License-Identifier: EUPL-1.2 */
/* need.h – signals of digital needs: what somebody at a desk heard, in three words and without a person.
 *
 *   { "_id": "need:<ulid>", "type": "need", "wijk": "21012W16", "date": "2026-06-12",
 *     "condition": "access|skills|network|design", "theme": "itsme", "place": "place:…, osm:… or empty" }
 *
 * A drempelmelding is a signal that names the public service, and the step of it, where people got stuck:
 *
 *     "service": "tax" (need_services) or the name of a service, "step": "login"
 *
 * There is no field for a person, nor for a sentence: whatever else a document holds is not read. The four conditions
 * are those of the slides of VVSG and Mediawijs (access, skills, a network, inclusion by design); themes, services
 * and steps are our own lists. A signal with an unknown word, without a date, or with a service but no step is odd. Pure. */
#ifndef LOGBOOK_NEED_H
#define LOGBOOK_NEED_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/civil.h"

enum need_condition { NEED_ACCESS, NEED_SKILLS, NEED_NETWORK, NEED_DESIGN, NEED_CONDITIONS };
enum need_theme {
    NEED_ITSME, NEED_BANK, NEED_SCHOOL, NEED_TAX, NEED_HEALTH, NEED_ENERGY, NEED_JOB, NEED_HOUSING,
    NEED_MAIL, NEED_DEVICE, NEED_SUBSCRIPTION, NEED_OTHER, NEED_THEMES
};
enum need_step {
    NEED_FIND, NEED_LOGIN, NEED_IDENTIFY, NEED_READ, NEED_FORM, NEED_UPLOAD, NEED_PAY, NEED_APPOINTMENT,
    NEED_SEND, NEED_ANSWER, NEED_REACH, NEED_STEPS
};
enum { NEED_SERVICE = 60 /* bytes of a service's name */, NEED_MONTHS = 12 };

struct need { /* texts borrowed from the document */
    const char *id, *wijk, *place;
    struct civil_date date;
    enum need_condition condition;
    enum need_theme theme;
    const char *service; /* "" = no drempelmelding */
    enum need_step step;
};

/* Words of the documents, and keys ("need.condition.skills", "need.theme.itsme", "need.step.login"); parsing an
 * unknown word is false. */
const char *need_condition_word(enum need_condition condition);
const char *need_condition_key(enum need_condition condition);
bool need_condition_parse(const char *word, enum need_condition *out);
const char *need_theme_word(enum need_theme theme);
const char *need_theme_key(enum need_theme theme);
bool need_theme_parse(const char *word, enum need_theme *out);
const char *need_step_word(enum need_step step);
const char *need_step_key(enum need_step step);
bool need_step_parse(const char *word, enum need_step *out);
/* The services that are known by a word, with the theme a signal about them has. */
struct need_service {
    const char *word, *key; /* "tax", "need.service.tax" */
    enum need_theme theme;
};
const struct need_service *need_services(int *count);
const struct need_service *need_service_find(const char *word); /* NULL = a name, or nothing */
/* May this be the name of a public service? At most NEED_SERVICE bytes, a letter in it, no '@', no five digits,
 * nothing to write over lines: so that no e-mail address, telephone number or number of a person slips in. */
bool need_service_valid(const char *text);

/* ---- counting ---- */
struct need_table { /* signals of the days from … until, both counted */
    int total, thresholds /* of these, drempelmeldingen */;
    int cells[NEED_CONDITIONS][NEED_THEMES], of_condition[NEED_CONDITIONS], of_theme[NEED_THEMES];
};
void need_count(const struct need *needs, size_t count, struct civil_date from, struct civil_date until,
                struct need_table *out);
/* The first and last day of the month that `day` lies in. */
void need_month(struct civil_date day, struct civil_date *from, struct civil_date *until);
/* "2026-11" */
enum { MONTH_SIZE = 8 };
bool month_parse(const char *text, struct civil_date *first);
void month_write(struct civil_date day, char out[MONTH_SIZE]);

/* Drempelmeldingen of one service, of whatever wijken the signals come from. */
struct need_bundle_wijk {
    const char *wijk; /* borrowed */
    int total, steps[NEED_STEPS];
};
struct need_bundle {
    const char *service; /* borrowed */
    int total, steps[NEED_STEPS];
    struct civil_date first, last;
    struct need_bundle_wijk *wijken; /* owned, by code */
    size_t wijk_count, wijk_room;
};
struct need_bundles {
    struct need_bundle *all; /* owned; most reports first, then by service */
    size_t count, room;
};
/* Capitals make no other service. Clear it with need_bundles_clear. */
void need_bundles_make(const struct need *needs, size_t count, struct civil_date from, struct civil_date until,
                       struct need_bundles *out);
const struct need_bundle *need_bundle_find(const struct need_bundles *bundles, const char *service); /* NULL = none */
void need_bundles_clear(struct need_bundles *bundles);

#endif
