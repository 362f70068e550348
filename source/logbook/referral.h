/* SPDX-License-Identifier: EUPL-1.2 */
/* referral.h – "wie helpt met itsme, vandaag, in het Arabisch": the offers of the wijk that help with a theme, with their next
 * moments, computed from their hours alone.
 *
 * Only what a person confirmed at most `old_months` ago, and what holds then, is named: a candidate, a partner's provisional
 * mark and an offer that nobody checked are not. An offer says its languages or it does not: those that say the asked one come
 * first within the same day, those that say nothing are kept (`said` tells), those that say only others are left out.
 * Which services help with which theme is ours. Source: domain.md 3.12, 4.2, 4.3. Pure. */
#ifndef LOGBOOK_REFERRAL_H
#define LOGBOOK_REFERRAL_H

#include "logbook/need.h"
#include "place/place.h"

enum { REFERRAL_MOMENTS = 3, REFERRAL_MOST = 40, REFERRAL_DAYS = 28 };

/* Bits 1 << service of what helps with the theme. */
unsigned referral_services(enum need_theme theme);

struct referral_ask {
    unsigned services; /* bits; as referral_services gives */
    int tongue;        /* index of place.h, -1 = whatever language */
    struct civil when;
    int days;          /* how many days from `when` on are looked at: 1 = that day alone; 0 = REFERRAL_DAYS */
    int old_months;    /* 0 = 24 */
    const struct hours_setting *hours;
};
struct referral_moment {
    struct civil from, to; /* a moment that runs at `when` begins then */
    struct civil begins;   /* and really began here */
    const char *where;     /* of a stop, "" = at the place; borrowed from the offer */
};
struct referral {
    const struct place *place; /* borrowed */
    const struct offer *offer;
    struct referral_moment moments[REFERRAL_MOMENTS];
    int moment_count;
    bool now;         /* the first moment runs at `when` */
    bool appointment; /* one is needed, or is a way in when there are no hours */
    bool said;        /* it says that the asked language is spoken */
};
/* The first moments of all that were found, soonest first: which referral, and which of its moments. Returns how many. */
struct referral_next {
    int referral, moment;
};
int referral_next(const struct referral *found, int count, struct referral_next out[REFERRAL_MOMENTS]);
/* Soonest first; what has no moments but an appointment comes last (and only when `days` is more than 1). Returns how many. */
int referral_find(const struct referral_ask *ask, const struct place *const *places, size_t count,
                  struct referral out[REFERRAL_MOST]);

#endif
