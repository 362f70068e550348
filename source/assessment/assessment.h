/* SPDX-License-Identifier: EUPL-1.2 */
/* assessment.h – from places to findings: is a criterion met, why, and what is missing.
 *
 * Pure: what is asked, and the moment to judge, are arguments. Rules follow domain.md 2.2 on top
 * of the DIW concept; numeric thresholds are our own settings and are never shown as official.
 *
 * Honesty: a missing offer gives NOT only when a look for its service says "we looked everywhere",
 * else UNKNOWN. A candidate never counts. An offer counts when it is free where the rule asks
 * so, without other obligations than registration (and identity), valid today, checked at most
 * `fresh_months` ago (up to `old_months` it counts and is marked to be checked), and its place lies in
 * the wijk or is counted in by hand. Provisional places count as provisional: at most PARTLY. A look
 * holds for `old_months` and not before its day. Confirmed places just outside (the framework's
 * `near_metres`) are shown as evidence that does not count. A judgement without a reason is none. */
#ifndef ASSESSMENT_ASSESSMENT_H
#define ASSESSMENT_ASSESSMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assessment/framework.h"
#include "base/civil.h"
#include "base/message.h"
#include "logbook/logbook.h"
#include "place/place.h"

enum verdict { VERDICT_MET, VERDICT_PARTLY, VERDICT_NOT, VERDICT_UNKNOWN };
const char *verdict_word(enum verdict verdict); /* "met" "partly" "not" "unknown" */
bool verdict_parse(const char *word, enum verdict *out);
const char *verdict_key(enum verdict verdict);  /* "verdict.met" … */

struct look { /* document look:<wijk>:<service> */
    enum service service;
    struct civil_date date;
};
struct judgement { /* document judge:<wijk>:<criterion> */
    const char *criterion, *reason, *role; /* borrowed */
    enum verdict verdict;
    struct civil_date date;
};

/* Document log:… of what "overview": what residents could read, and since when (C2). */
struct publication {
    struct civil_date date;
    const cJSON *entries; /* "place:…/offer", at least one; borrowed */
};

struct assessment_question {
    const struct framework *framework;
    const struct wijk *wijk;
    const struct place *const *places; /* all that may matter; those elsewhere are ignored */
    size_t place_count;
    const struct look *looks;
    size_t look_count;
    const struct judgement *judgements;
    size_t judgement_count;
    const struct publication *publications; /* of the wijk, in any order */
    size_t publication_count;
    struct civil now;
    const struct hours_setting *hours; /* calendar, region, place of the sun; NULL = as hours_parse */
    struct table *weeks; /* borrowed: weeks read for earlier judgings of these places with this setting; more are put there. NULL = none */
    const char *language; /* "nl" "fr" "en": whose names of places the sentences take; NULL = the plain ones */
    const struct logbook *logbook; /* of the wijk, sorted; NULL = nothing is noted */
};

struct evidence {
    int place, offer;     /* indices; offer -1 = the place itself */
    bool counts;
    struct message why;   /* why it counts or not, in a few words; key "" = plainly counts */
    unsigned lights, lights_school; /* T4: bits 1 << COVER_… that it lights in each week */
};

/* What the logbook tells about a criterion: a partner, a meeting, a communication … */
struct noted {
    const char *id;      /* of its document; borrowed from the logbook */
    bool counts;
    struct message line; /* what it is, in a few words */
};

/* T4: for wifi and computer, is there somebody's qualifying offer at these times? The verdict goes
 * by a normal week; the school-holiday week is told beside it. */
enum { COVER_OFFICE, COVER_EVENING, COVER_WEEKEND, COVER_TIMES };
struct coverage {
    bool given;
    bool covered[2][COVER_TIMES]; /* [0] wifi, [1] computer */
    int minutes[2][COVER_TIMES];
    struct civil_date monday;     /* the week that was looked at */
};

/* Evidence kept per criterion, so that a hostile file of thousands of places stays bearable. */
enum { FINDING_NEXT = 4, FINDING_EVIDENCE = 1000, FINDING_NOTED = 200 };
struct finding {
    const struct criterion *criterion;
    enum verdict computed;      /* what the rule says; UNKNOWN for asked criteria */
    enum verdict proposal;      /* asked criteria: what the logbook suggests, for people to decide; UNKNOWN = nothing */
    struct message reason;      /* one sentence */
    struct message next[FINDING_NEXT]; /* what would make it met */
    int next_count;
    struct evidence *evidence;  /* owned by the assessment; counting ones first */
    size_t evidence_count, counting; /* counting = how many of them count */
    struct noted *noted;        /* owned by the assessment; counting ones first */
    size_t noted_count, noted_counting;
    struct coverage coverage;        /* a normal week, at or after the week of `now` */
    struct coverage coverage_school; /* a school-holiday week; given = false when none is known */
    const struct judgement *judgement; /* a person's, or NULL; borrowed */
    enum verdict verdict;       /* the judgement's, else the computed one */
};

struct assessment {
    struct finding *findings;   /* one per criterion, in the framework's order; owned */
    int finding_count;
    int totals[4];              /* by verdict */
    int places_counting, places_fresh, places_candidate; /* of the wijk: confirmed, of those fresh; candidates */
};

/* Where a verdict comes from: "judged" by people; "computed" from what was checked; "proposed": computed too, and it counts until people
 * judge; "suggested": the logbook proposes and people must decide, the verdict stays unknown until then; "asked" of people, and nobody
 * proposes anything. The message says so in a few words ("voorstel: voldaan"). */
const char *finding_origin(const struct finding *finding);
struct message finding_origin_say(const struct finding *finding);

void assessment_make(const struct assessment_question *question, struct assessment *out);
void assessment_clear(struct assessment *assessment);
/* The totals of one pillar: "3 van 5 voldaan, 1 deels, 1 nog niet nagekeken". */
struct message assessment_pillar_line(const struct assessment *assessment, const struct framework *framework,
                                      int pillar);
/* Which criteria an offer of this service can prove ("T1 T4"), for the place sheet; returns how
 * many indices were written. */
int assessment_criteria_of_service(const struct framework *framework, enum service service, int *out, int room);

/* Reads documents look:…, judge:… and log:…; texts are borrowed. */
bool look_parse(const cJSON *document, struct look *out, struct fault *why);
bool judgement_parse(const cJSON *document, struct judgement *out, struct fault *why);
/* A log of a published overview of `wijk`; FAULT_MISSING for a log of anything else. */
bool publication_parse(const cJSON *document, const char *wijk, struct publication *out, struct fault *why);

#endif
