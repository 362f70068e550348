/* SPDX-License-Identifier: EUPL-1.2 */
/* partner.h – marks of partners, and the coordinator's answer to them.
 *
 * A partner (an organisation: "bib") marks wifi and charging, at a place that is known or at a new
 * point. Its mark is a document of its own, so that a server can tell who may write it:
 *
 *   { "_id": "prop:bib:<ulid>", "type": "prop", "org": "bib", "place": "place:… or osm:…, or empty",
 *     "name": "…", "lon": 4.3, "lat": 50.8, "service": "wifi"|"charge", "price": "free",
 *     "checked": "2026-05-12", "state": "accepted"|"returned", "answer": "a sentence",
 *     "answered": "2026-05-13" }
 *
 * Without "state" it waits: everyone sees it as a provisional place under its own id, which carries a
 * criterion at most partly. To accept it writes the offer into the place's document (or makes
 * the place), with the same ids on every tablet. What counts is what places say, so a mark's
 * "state" is no right. A mark that was accepted and that the partner confirmed later is asked about again.
 *
 * Deeds: one edit each, undoable. `why` is never NULL. */
#ifndef ACTION_PARTNER_H
#define ACTION_PARTNER_H

#include "action/action.h"

enum { PARTNER_ORG = 32, PARTNER_ANSWER = 200 };

enum partner_state {
    PARTNER_RETURNED, /* with the coordinator's sentence: the partner's turn */
    PARTNER_WAITING,  /* the coordinator's turn */
    PARTNER_AGAIN,    /* accepted before, confirmed by the partner since */
    PARTNER_ACCEPTED
};
struct partner_mark { /* texts borrowed from the view; "" = not said */
    const char *id, *org, *name, *answer;
    const struct place *place; /* that it belongs to; NULL = a point of its own, or no longer there */
    struct point point;
    enum service service;
    enum price price;
    struct civil_date checked, answered; /* year 0 = never */
    enum partner_state state;
};

bool partner_org_valid(const char *org); /* small letters, digits, '-' */
bool partner_service(enum service service); /* may a partner mark it */
/* Who this tablet is paired as: false = no partner (a coordinator, a reader, or not paired). */
bool partner_paired(const struct project *project, char org[PARTNER_ORG]);

/* All marks of `org` (NULL = of everyone), in the order of enum partner_state, then the oldest
 * first. *out is the caller's (free). */
size_t partner_marks(const struct project *project, const char *org, struct partner_mark **out);
bool partner_mark_read(const struct project *project, const char *id, struct partner_mark *out);

/* Marks `service` at `place` (an id), or with "" at `point`, there called `name`. Where the organisation
 * has that mark already it is confirmed. Its id comes back. */
bool partner_add(struct project *project, const char *org, const char *place, struct point point,
                 const char *name, enum service service, enum price price, char out[ACTION_ID],
                 struct fault *why);
/* "Klopt nog": the mark is right today; one that was sent back goes to the coordinator again. */
bool partner_confirm(struct project *project, const char *id, struct fault *why);
/* Takes the organisation's own mark away. */
bool partner_withdraw(struct project *project, const char *id, struct fault *why);

/* Accepts: the place gets the offer, or the one it has is checked on the mark's date. `place`: merge
 * with that one instead ("" = the mark's own, or a new one). The place's id comes back. */
bool review_accept(struct project *project, const char *id, const char *place, char out[ACTION_ID],
                   struct fault *why);
/* Sends back with a sentence: 1 to PARTNER_ANSWER characters. */
bool review_return(struct project *project, const char *id, const char *answer, struct fault *why);

#endif
