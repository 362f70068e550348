/* SPDX-License-Identifier: EUPL-1.2 */
/* vote.h – groups judge: up to six groups of at most four people colour the same criteria green, orange or red on one
 * tablet, one after another, and do not see each other's colours; then what they differ about comes first.
 *
 * Each group of a session is a document of its own, so that nobody's colours collide with another's:
 *
 *   { "_id": "vote:<wijk>:<session>:<group>", "type": "vote", "wijk": "21012W16", "session": "<ulid>", "group": 2,
 *     "date": "2026-05-12", "criteria": ["T1", …], "colours": { "T1": "green", "T4": "red" }, "done": true }
 *
 * No names. A colour that is not said is none, never an orange. The method (groups of four, three
 * colours, compare, talk) is that of Mediawijs' building blocks; a tally is no average: it says which colours there
 * are and how many groups chose each. Pure. */
#ifndef LOGBOOK_VOTE_H
#define LOGBOOK_VOTE_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/civil.h"

struct logbook;

/* In the order of the verdicts met, partly, not. */
enum vote_colour { VOTE_NONE = -1, VOTE_GREEN, VOTE_ORANGE, VOTE_RED, VOTE_COLOURS };
enum { VOTE_GROUPS = 6, VOTE_CRITERIA = 64, VOTE_SESSIONS = 64 };

struct vote { /* one group; borrowed */
    const char *id, *session;
    int group; /* 1 … VOTE_GROUPS */
    struct civil_date date;
    const cJSON *criteria, *colours;
    bool done;
    int answered; /* criteria of the session that have a colour */
};

const char *vote_colour_word(enum vote_colour colour); /* "green" "orange" "red" */
const char *vote_colour_key(enum vote_colour colour);  /* "vote.green" … */
bool vote_colour_parse(const char *word, enum vote_colour *out);
enum vote_colour vote_of(const struct vote *vote, const char *criterion);

struct vote_session { /* borrowed from the logbook */
    const char *session;
    struct civil_date date;
    const struct vote *votes; /* `groups` of them, by number */
    int groups, groups_done;
    const char *criteria[VOTE_CRITERIA]; /* as the first group has them */
    int criterion_count;
};
/* Newest first; returns how many (at most `room`). */
int vote_sessions(const struct logbook *logbook, struct vote_session *out, int room);
bool vote_session_find(const struct logbook *logbook, const char *session, struct vote_session *out);

enum vote_difference {
    VOTE_APART,  /* one says green, another red: talk about it */
    VOTE_BESIDE, /* two colours beside each other */
    VOTE_LONE,   /* one group alone said something */
    VOTE_AGREED, /* all that said something said the same */
    VOTE_SILENT  /* nobody said anything */
};
const char *vote_difference_word(enum vote_difference difference); /* "apart" … */
const char *vote_difference_key(enum vote_difference difference);  /* "vote.apart" … */

struct vote_row {
    const char *criterion;
    int at;                    /* where it stands in the session */
    int counts[VOTE_COLOURS];
    int answered;              /* groups that said something */
    enum vote_difference difference;
    enum vote_colour most;     /* the colour of more groups than any other; VOTE_NONE = there is none */
};
/* What the groups differ about first: green beside red on top (the most evenly divided first), then neighbouring
 * colours, then the rest; in the session's order where that is the same. `out` has room for VOTE_CRITERIA. */
int vote_rows(const struct vote_session *session, struct vote_row *out);

#endif
