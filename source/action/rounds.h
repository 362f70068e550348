/* SPDX-License-Identifier: EUPL-1.2 */
/* rounds.h – the rounds of the chosen wijk (assessment/round.h): freezing one, reading them, what moved between two. */
#ifndef ACTION_ROUNDS_H
#define ACTION_ROUNDS_H

#include "action/action.h"
#include "assessment/round.h"
#include "base/arena.h"

enum { ROUNDS_MOST = 60, ROUND_HISTORY = 4000 };
#define ROUND_NOW "now"

struct round_list { /* texts are borrowed from the project until something changes */
    struct round items[ROUNDS_MOST]; /* newest first; owned */
    int count, odd;                  /* odd: documents that cannot be read */
};
struct round_list *round_list_take(const struct project *project); /* free with round_list_free */
void round_list_free(struct round_list *list);
/* Of any wijk; year 0 = none. */
struct civil_date round_first_of(const struct project *project, const char *wijk);

/* Freezes what holds now; a round of today is replaced. Undoable. */
bool action_round_freeze(struct project *project, char out[ACTION_ID], struct fault *why);
bool action_round_remove(struct project *project, const char *id, struct fault *why);

/* Two moments beside each other; opaque, and independent of the project. */
struct round_pair {
    cJSON *bodies[2];       /* owned */
    struct round rounds[2]; /* the earlier, the later */
    bool now;               /* the later one is how it stands now, whatever the dates */
    struct civil_date ahead; /* of them lies after today: a clock was wrong; year 0 = none */
    struct round_moves moves;
    struct arena texts;       /* what the deeds borrow */
    struct round_deed *deeds; /* owned; newest first */
    size_t deed_count, deed_room;
    bool whole;             /* false: older deeds than ROUND_HISTORY were not looked at */
};
/* `first` and `second` are dates "2026-06-12", ids, or ROUND_NOW, in any order; NULL = the newest round (of `second`: now, or the newest).
 * ROUND_ALL_DEEDS reads the store on its own lane, and waits for it. FAULT_MISSING: there is no such round. */
/* Which deeds may have moved a criterion: those in memory (the newest, and nothing waits for the disk), or those of the store as well. */
enum round_deeds { ROUND_RECENT_DEEDS, ROUND_ALL_DEEDS };
bool round_pair_make(struct project *project, enum round_deeds deeds, const char *first, const char *second, struct round_pair *out, struct fault *why);
void round_pair_clear(struct round_pair *pair);
/* In words: "12 mei 2026 naast nu", how many moved, what counts since and what no longer does, who did what when. */
struct message round_pair_title(const struct round_pair *pair);
struct message round_ahead_say(struct civil_date ahead); /* key "" of year 0 */
struct message round_pair_counts(const struct round_pair *pair);
struct message round_places_say(const struct round_move *move, bool gained); /* key "" = none */
struct message round_deed_say(const struct round_deed *deed);

/* Since the newest round of an earlier day: one per criterion of the framework, in its order. False = there is no such round. */
struct round_since {
    char round[ACTION_ID]; /* its id */
    struct civil_date date;
    bool other; /* of another framework or version: no arrows */
    enum round_arrow arrows[FRAMEWORK_CRITERIA];
    int from[FRAMEWORK_CRITERIA]; /* verdict then, -1 = none */
};
bool project_since_round(struct project *project, struct round_since *out);

/* What the start screen says: the first round is to be frozen, the newest lies in the future, or the wijk is to be looked at again since
 * or from a day.
 * key "" = nothing yet. `late` = the day has passed. */
struct message round_reminder(struct project *project, bool *late);

#endif
