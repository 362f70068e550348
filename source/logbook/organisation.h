/* SPDX-License-Identifier: EUPL-1.2 */
/* organisation.h – a partner of the wijk: an organisation, what it does for digital inclusion, what it promised.
 *
 *   { "_id": "partner:<ulid>", "type": "partner", "wijk": "21012W16", "name": "Bib De Boekenmolen",
 *     "part": "facilitator", "pillars": ["T", "I"],
 *     "function": "onthaal", "phone": "02 555 01 02", "mail": "bib@example.org",
 *     "person": {"name": "…", "share": true, "date": "2026-05-12", "until": "2027-05-12"},
 *     "commitments": {"<ulid>": {"what": "elke zaterdag een digihelper", "date": "2026-03-01", "until": "2026-12-31"}},
 *     "trained": {"count": 3, "date": "2026-02-10"}, "plan": {"date": "2026-01-15", "until": "2026-12-31"},
 *     "contact": {"point": true, "days": ["Mo", "Th"], "until": "2027-06-30", "confirmed": "2026-05-12"} }
 *
 * "role" is that of the tablet that wrote last, as in every record. Contacts are of a function (a desk, a general number). A person is named only when that person said it may be shared, until
 * a day at most ORGANISATION_PERSON_MONTHS after it was said; after that day the name is not read any more.
 * `contact.confirmed` is the day on which a person confirmed "kent e-inclusie en kent de wijk" (C1).
 * Source: domain.md 1.5, 2.2 (C1, O3), 3.15, 7.3. Pure. */
#ifndef LOGBOOK_ORGANISATION_H
#define LOGBOOK_ORGANISATION_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/civil.h"

struct logbook;

enum organisation_role {
    ROLE_OTHER,
    ROLE_LEAD,        /* trekker */
    ROLE_HELP,        /* gives help */
    ROLE_FACILITATOR, /* facilitator van digihulp (Kompas Digitale Inclusie) */
    ROLE_LESSONS,
    ROLE_PLACE,       /* opens a room, wifi or computers */
    ROLE_REFER,       /* sends people on */
    ROLE_POLICY,
    ORGANISATION_ROLES
};
enum { ORGANISATION_COMMITMENTS = 64, ORGANISATION_PERSON_MONTHS = 24, ORGANISATION_DAYS = 7, ORGANISATION_TRAINED = 9999 };

struct commitment {
    const char *id, *what;
    struct civil_date date, until; /* until year 0 = no end was said */
};
struct organisation { /* texts are borrowed; "" and year 0 = not said */
    const char *id, *name;
    enum organisation_role role;
    const cJSON *pillars; /* of the framework: "T"; NULL = not said */
    const char *function, *phone, *mail;
    const char *person; /* only what may be shared; ask organisation_person */
    struct civil_date person_until;
    struct commitment *commitments; /* owned; the newest first */
    size_t commitment_count;
    int trained;
    struct civil_date trained_on, plan, plan_until;
    bool contact_point;
    unsigned days; /* bits 1 << enum civil_weekday */
    struct civil_date contact_until, contact_confirmed;
    const cJSON *document;
};

const char *role_word(enum organisation_role role); /* "lead" */
bool role_parse(const char *word, enum organisation_role *out);
const char *role_key(enum organisation_role role); /* "organisation.role.lead" */
const char *weekday_word(int day);                 /* "Mo" */

/* NULL = not there */
const struct organisation *logbook_organisation(const struct logbook *logbook, const char *id);
bool organisation_serves(const struct organisation *organisation, const char *pillar);
/* The named contact, while it may be shared; else "". */
const char *organisation_person(const struct organisation *organisation, struct civil_date today);
/* A commitment that holds on `today` and is at most `months` old; NULL = none. */
const struct commitment *organisation_committed(const struct organisation *organisation, struct civil_date today, int months);
/* A plan of the house that holds on `today`: its own end, or `months` after its date. */
bool organisation_planned(const struct organisation *organisation, struct civil_date today, int months);
/* The contact point of the wijk: of several the one that lasts longest, whether it is over or not; NULL = none. */
const struct organisation *logbook_contact_point(const struct logbook *logbook);

#endif
