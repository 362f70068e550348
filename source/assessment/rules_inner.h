/* SPDX-License-Identifier: EUPL-1.2 */
/* rules_inner.h – how the rules of a framework work, for this room alone.
 *
 * One assessment walks three steps:
 *   survey    every offer in or near the wijk becomes a fact with its standing: what keeps it from
 *             counting whatever the criterion asks (nobody confirmed it, too old, over, outside);
 *   inquiry   one rule looks at the facts of its services and gives each a mark: does it fulfil the
 *             criterion in full, in part or not, and for which cause;
 *   settling  the marks become a verdict, a reason, evidence and what to do next.
 * Timetables are read once within one survey: offers with the same hours, closures, bounds and stops
 * share one. Everything here borrows from the question. */
#ifndef ASSESSMENT_RULES_INNER_H
#define ASSESSMENT_RULES_INNER_H

#include "assessment/assessment.h"
#include "base/table.h"
#include "hours/timetable.h"

/* ---- causes: why an offer counts, counts in part, or does not ---- */
enum cause {
    CAUSE_NONE, /* plainly counts */
    /* counts, with a remark */
    CAUSE_RECHECK,      /* checked longer than fresh_months ago, at most old_months */
    CAUSE_AHEAD,        /* "checked" lies after the moment to judge: a clock is off */
    CAUSE_COUNT_UNSAID, /* how many devices is not said */
    CAUSE_POVERTY,      /* free for people in poverty, which is what the criterion asks */
    /* counts in part; the most promising first */
    CAUSE_PROVISIONAL,
    CAUSE_PRICE_UNKNOWN,
    CAUSE_HOURS_UNKNOWN,
    CAUSE_IRREGULAR, /* has hours, but too few to rely on */
    CAUSE_HELD,      /* was there in the past year, nothing is planned */
    CAUSE_ROOM_LACKS,
    CAUSE_INTERNAL, /* for one organisation's own use */
    CAUSE_COMMERCIAL,
    CAUSE_GROUP, /* free for some groups only */
    CAUSE_DONATION,
    CAUSE_MEMBERSHIP,
    CAUSE_CLIENTS_ONLY,
    CAUSE_CONSUMPTION,
    CAUSE_PURCHASE,
    CAUSE_PAID,
    /* does not count: looked at, but not what is asked */
    CAUSE_OTHER_GROUP,
    CAUSE_NOT_PLANNED,
    CAUSE_DARK,        /* not there at the times that are asked for */
    CAUSE_ROOM_UNSAID, /* a room of which nothing is known */
    /* does not count: a standing, whatever is asked */
    CAUSE_CANDIDATE,
    CAUSE_UNCHECKED, /* a confirmed place, an offer nobody confirmed */
    CAUSE_TOO_OLD,
    CAUSE_NOT_YET,
    CAUSE_ENDED,
    CAUSE_NEAR, /* just outside the wijk */
    CAUSE_COUNT
};
const char *cause_word(enum cause cause); /* "price_unknown": tail of "assessment.why.…" */

/* ---- survey ---- */
struct fact {
    int place, offer; /* indices in the question */
    enum cause standing;
    bool provisional; /* a partner's mark, whatever the standing */
    double metres;    /* CAUSE_NEAR: how far outside */
};

enum { WEEK_MINUTES = 7 * 24 * 60, WEEK_WORDS = (WEEK_MINUTES + 63) / 64 };
enum week_kind { WEEK_NORMAL, WEEK_SCHOOL, WEEK_KINDS };
struct week { /* one timetable, read once; owned by the survey, or by who keeps weeks from judging to judging */
    struct timetable *timetable; /* NULL = not known, or cannot be read */
    struct civil_date drawn[WEEK_KINDS];   /* the Monday that `open` is of; year 0 = not drawn yet */
    int days;                              /* open days in the weeks from `days_from`, -1 = not counted yet */
    struct civil_date days_from;
    uint64_t open[WEEK_KINDS][WEEK_WORDS]; /* per minute from Monday 00:00, OPEN only */
};

enum look_state { LOOK_NONE, LOOK_OLD, LOOK_STANDS };

struct survey {
    const struct assessment_question *question;
    struct civil_date today, fresh_since, old_since;
    double near_metres;
    struct fact *facts;              /* owned; by service, then as the places stand */
    size_t first[SERVICE_COUNT + 1]; /* facts of service s: first[s] .. first[s + 1] */
    enum look_state looks[SERVICE_COUNT];
    struct civil_date look_dates[SERVICE_COUNT];
    struct table own_weeks, *weeks; /* what makes a timetable, as a text → struct week; its own, or the question's */
    /* The Mondays of the weeks that are drawn; year 0 = no such week is known. */
    struct civil_date mondays[WEEK_KINDS];
    int places_counting, places_fresh, places_candidate;
};
void survey_make(const struct assessment_question *question, struct survey *out);
void survey_clear(struct survey *survey);
const struct place *survey_place(const struct survey *survey, const struct fact *fact);
const struct offer *survey_offer(const struct survey *survey, const struct fact *fact);

/* ---- weeks (week.c) ---- */
/* The normal and the school-holiday week of the question, into survey->mondays. */
void weeks_choose(struct survey *survey);
/* NULL = nobody knows the hours, or they cannot be read. */
struct week *week_of(struct survey *survey, const struct place *place, const struct offer *offer);
/* WEEK_WORDS words; nothing is open in a week that is not known. */
const uint64_t *week_open(struct survey *survey, struct week *week, enum week_kind kind);
int week_count(const uint64_t *open, int from, int to); /* open minutes in [from, to) */
void week_add(uint64_t *to, const uint64_t *open);      /* the union of both */
/* Open days from today for `weeks` weeks, counting no further than `enough`. */
int week_days(const struct survey *survey, struct week *week, int weeks, int enough);
/* Is there any opening in [from, until]? */
bool week_any(const struct week *week, struct civil_date from, struct civil_date until);
void week_free(void *week);

/* ---- inquiry ---- */
enum grade { GRADE_NONE, GRADE_PARTLY, GRADE_FULL };
struct mark {
    const struct fact *fact;
    enum grade grade;
    enum cause cause;
    unsigned lights[WEEK_KINDS]; /* T4: bits 1 << COVER_… that it lights */
};
struct inquiry {
    struct survey *survey;
    const struct criterion *criterion;
    unsigned services;  /* bits 1 << service */
    bool judged;        /* a person's judgement stands */
    struct mark *marks; /* owned; one per fact of the services */
    size_t count;
};
void inquiry_open(struct inquiry *inquiry, struct survey *survey, const struct criterion *criterion,
                  bool judged);
/* The same for services of one's own choice; criterion may be NULL. */
void inquiry_open_services(struct inquiry *inquiry, struct survey *survey,
                           const struct criterion *criterion, unsigned services);
void inquiry_clear(struct inquiry *inquiry);
/* Nothing keeps the offer from counting, apart from what the criterion asks. */
static inline bool mark_stands(const struct mark *mark)
{
    return mark->fact->standing < CAUSE_CANDIDATE;
}
/* Marks the fact; a provisional one is at most PARTLY, an older one keeps its remark. */
void mark_set(struct mark *mark, enum grade grade, enum cause cause);
enum grade inquiry_best(const struct inquiry *inquiry);
/* NOT when the looks for all services stand and nothing found is still to be described, else
 * UNKNOWN. */
enum verdict inquiry_absent(const struct inquiry *inquiry);
/* Verdict, evidence, reason and next as most rules need them. */
void inquiry_settle(struct inquiry *inquiry, struct finding *finding);
void inquiry_evidence(const struct inquiry *inquiry, enum grade counts_from,
                      struct finding *finding);
/* Why a mark counts or not; key "" = it plainly counts. */
struct message mark_why(const struct inquiry *inquiry, const struct mark *mark);

/* What an offer must be like; read from a criterion's parameters. */
enum { /* what is enough for "partly" */
       TERM_OBLIGATION = 1,
       TERM_PRICE_UNKNOWN = 2,
       TERM_GROUP = 4,
       TERM_DONATION = 8,
       TERM_PAID = 16
};
struct terms {
    unsigned barring; /* obligations */
    unsigned partly;  /* TERM_… */
    bool any_price;
    bool poverty; /* free for people in poverty is enough */
};
enum { TERMS_BARRING = OBLIGATION_CONSUMPTION | OBLIGATION_PURCHASE | OBLIGATION_MEMBERSHIP |
                       OBLIGATION_CLIENTS_ONLY };
struct terms terms_of(const struct criterion *criterion);
void terms_mark(const struct terms *terms, const struct inquiry *inquiry, struct mark *mark);
void inquiry_by_terms(struct inquiry *inquiry); /* marks all that stand */
struct week *inquiry_week(const struct inquiry *inquiry,
                          const struct mark *mark); /* NULL = not known */

/* ---- the times of T4 (rules_hours.c) ---- */
struct windows {
    int from[COVER_TIMES], to[COVER_TIMES]; /* minutes of the day */
    int first_day[COVER_TIMES], last_day[COVER_TIMES];
    int enough; /* minutes on one day */
};
struct windows windows_of(const struct criterion *criterion);

/* ---- reasons (reason.c) ---- */
struct tally { /* of the marks that have what is asked for */
    int places, devices;
    bool devices_known; /* all say how many */
    bool outdoor, indoor, free, paid, recheck_only;
    const struct mark *first; /* NULL = none */
};
struct tally tally_of(const struct inquiry *inquiry, enum grade grade,
                      enum cause cause); /* CAUSE_COUNT = any */
void reason_add_place(struct message *message, const struct inquiry *inquiry,
                      const struct mark *mark);
void reason_add_recheck(struct message *message, const struct tally *tally);
struct message reason_met(const struct inquiry *inquiry);
struct message reason_partly(const struct inquiry *inquiry);
struct message reason_absent(const struct inquiry *inquiry, enum verdict verdict);
struct message reason_devices(const struct inquiry *inquiry);

/* ---- next steps (next.c) ---- */
bool next_add(struct finding *finding, struct message message); /* false when full */
void next_of(const struct inquiry *inquiry, struct finding *finding);
void next_place(const struct inquiry *inquiry, struct finding *finding, const char *key,
                const struct mark *mark);
/* "Say that you looked everywhere", when that has not been said. */
void next_look(const struct inquiry *inquiry, struct finding *finding);

/* ---- what the logbook tells (rules_partners.c) ---- */
const struct logbook *survey_logbook(const struct survey *survey); /* an empty one when there is none */
/* Counting ones go first. */
void noted_add(struct finding *finding, const char *id, bool counts, struct message line);
void next_hint(const struct inquiry *inquiry, struct finding *finding); /* the parameter "hint" */
/* "Judge this" or "confirm this proposal", while nobody judged. */
void next_people(const struct inquiry *inquiry, struct finding *finding);
/* Of a criterion that is asked `verdict` is a proposal, which people may take over. */
void finding_say(const struct inquiry *inquiry, struct finding *finding, enum verdict verdict,
                 struct message reason);

/* ---- rules ---- */
enum parameter_kind {
    PARAMETER_SERVICE,
    PARAMETER_OBLIGATIONS,
    PARAMETER_TERMS,
    PARAMETER_FEATURES,
    PARAMETER_NUMBER, /* whole, 0 … 10000 */
    PARAMETER_FLAG,
    PARAMETER_CLOCK, /* "09:00" … "24:00" */
    PARAMETER_TONGUES, /* languages: ["nl", "fr"] */
    PARAMETER_KEY    /* a key of the word lists, "assessment.…" */
};
struct parameter {
    const char *name; /* NULL ends the list */
    enum parameter_kind kind;
    bool needed;
};
struct rule {
    const char *name;
    const struct parameter *parameters;
    unsigned services; /* fixed ones; 0 = the parameter "service" */
    void (*judge)(struct inquiry *inquiry, struct finding *finding);
};
const struct rule *rule_find(const char *name); /* NULL = none */
unsigned rule_services(const struct criterion *criterion);
/* The fault names `where` ("T1.parameters"). */
bool rule_check(const struct rule *rule, const cJSON *parameters, const char *where,
                struct fault *why);
int parameter_number(const struct criterion *criterion, const char *name, int fallback);
int parameter_minutes(const struct criterion *criterion, const char *name,
                      int fallback); /* of a day */
unsigned parameter_features(const struct criterion *criterion, const char *name);

void rule_free_offer(struct inquiry *inquiry, struct finding *finding);     /* T1 T2 T3 */
void rule_week_coverage(struct inquiry *inquiry, struct finding *finding);  /* T4, rules_hours.c */
void rule_any_offer(struct inquiry *inquiry, struct finding *finding);      /* T5 */
void rule_help(struct inquiry *inquiry, struct finding *finding);           /* I1 */
void rule_groups(struct inquiry *inquiry, struct finding *finding);         /* I2 G2 */
void rule_municipal_help(struct inquiry *inquiry, struct finding *finding); /* I3 */
void rule_advice(struct inquiry *inquiry, struct finding *finding);         /* I4 */
void rule_lessons(struct inquiry *inquiry, struct finding *finding);        /* G1 */
void rule_room(struct inquiry *inquiry, struct finding *finding);           /* G3 */
void rule_equipment(struct inquiry *inquiry, struct finding *finding);      /* G4 */
void rule_overview(struct inquiry *inquiry, struct finding *finding);       /* C2 */
void rule_asked(struct inquiry *inquiry, struct finding *finding);          /* O4 */
void rule_practice(struct inquiry *inquiry, struct finding *finding);       /* O1, rules_practice.c */
void rule_nudges(struct inquiry *inquiry, struct finding *finding);         /* O2 */
void rule_commitment(struct inquiry *inquiry, struct finding *finding);     /* O3, rules_partners.c */
void rule_contact(struct inquiry *inquiry, struct finding *finding);        /* C1 */
void rule_meetings(struct inquiry *inquiry, struct finding *finding);       /* C4 */
void rule_told(struct inquiry *inquiry, struct finding *finding);           /* C5 */
void rule_needs(struct inquiry *inquiry, struct finding *finding);          /* C3, rules_needs.c */

#endif
