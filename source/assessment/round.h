/* SPDX-License-Identifier: EUPL-1.2 */
/* round.h – a round: the scorecard of one day, frozen, and what changed between two of them.
 *
 * Document round:<wijk>:<date>; one a day, a second one of the same day takes its place:
 *   { "_id", "type": "round", "wijk", "date": "2026-06-12", "at": "…Z", "role": "tablet noord", "loose": true,
 *     "framework": {"id": "diw", "version": "2"}, "groups": ["seniors"],
 *     "totals": {"met": 9, "partly": 6, "not": 2, "unknown": 5},
 *     "quality": {"places": 9, "fresh": 7, "candidates": 41, "untouched": 5},
 *     "criteria": [ {"id": "T1", "verdict": "met", "computed": "met", "judged": true, "said": "…",
 *                    "reason": {"key": "assessment.…", "arguments": [{"count": 3}, {"text": "…"}]},
 *                    "counting": 4, "evidence": ["place:…/offer", …], "left_out": 2} ],
 *     "names": {"place:…": "De Boekenmolen"} }
 * `said` is what a person gave as reason; `reason` is said anew in the reader's language. Evidence is what counted, at most
 * ROUND_EVIDENCE of each criterion and fewer where the document would pass ROUND_BYTES; `left_out` says how many are not there.
 *
 * Comparing: only rounds of one framework and version have arrows. Nobody having looked is no result: from it comes FIRST, to it
 * LAPSED, and neither is better or worse. Pure. */
#ifndef ASSESSMENT_ROUND_H
#define ASSESSMENT_ROUND_H

#include "assessment/assessment.h"

enum { ROUND_EVIDENCE = 24, ROUND_BYTES = 56 * 1024, ROUND_SAID = 1000, ROUND_MONTHS = 6, ROUND_AHEAD_DAYS = 14 };

struct round_evidence {
    const char *entry; /* "place:…/offer" or "place:…" */
    const char *name;  /* of the place, as it was then */
};
struct round_row {
    const char *criterion; /* id */
    enum verdict verdict, computed;
    bool judged;
    const char *said;      /* "" = computed */
    struct message reason; /* key "" = none */
    struct round_evidence *evidence; /* owned */
    size_t evidence_count;
    int counting, left_out;
};
struct round_quality {
    int places, fresh; /* confirmed, and of those checked within the wijk's fresh months */
    int candidates;    /* on a map, never looked at */
    int untouched;     /* criteria that nobody looked at */
};
struct round { /* texts are borrowed from the document */
    const char *id, *wijk, *framework, *version, *role;
    struct civil_date date;
    int64_t at;
    bool loose;
    struct round_row *rows; /* owned */
    int row_count;
    int totals[4];
    struct round_quality quality;
};

/* The document of now; the caller's. */
cJSON *round_make(const struct assessment_question *question, const struct assessment *assessment, int64_t at, const char *role);
/* Unknown criteria are kept; a row that cannot be read is left out. */
bool round_parse(const cJSON *document, struct round *out, struct fault *why);
void round_clear(struct round *round);
const struct round_row *round_find(const struct round *round, const char *criterion); /* NULL = it has none */
struct round_quality round_quality_of(const struct assessment *assessment);
/* When the wijk is to be looked at again; year 0 = there was no round yet. */
struct civil_date round_due(const struct round *last);

/* ---- comparing ---- */
enum round_arrow {
    ROUND_SAME,
    ROUND_BETTER,
    ROUND_WORSE,
    ROUND_FIRST,  /* nobody had looked, or it was not among the criteria */
    ROUND_LAPSED, /* it was known and no longer is: nobody looked for too long */
    ROUND_OTHER,  /* another framework or version: no arrow */
    ROUND_ARROWS
};
const char *round_arrow_word(enum round_arrow arrow); /* "better" */
const char *round_arrow_key(enum round_arrow arrow);  /* "round.arrow.better" */
const char *round_arrow_icon(enum round_arrow arrow); /* "up": of assets/icons, always beside the word */
enum round_arrow round_arrow_of(int from, int to);    /* verdicts, -1 = none */

/* One document that a deed of a person changed; borrowed. */
struct round_deed {
    int64_t at;
    const char *verb, *subject, *role, *document;
};
enum { ROUND_DEEDS = 6, ROUND_PLACES = 8 };
struct round_move {
    const char *criterion;
    enum round_arrow arrow;
    int from, to;                      /* verdicts, -1 = not among its criteria */
    /* Names of what counts now and did not, and the reverse; none where the other round left evidence out, for then nobody
     * can tell. */
    const char *gained[ROUND_PLACES], *lost[ROUND_PLACES];
    int gained_count, lost_count;      /* of all, also beyond ROUND_PLACES */
    size_t deeds[ROUND_DEEDS];         /* indices, newest first: between both moments, about its evidence, its looks, its judgement */
    int deed_count, deed_total;
    bool judged;                       /* a person judged it in either round */
};
struct round_moves {
    struct round_move *items; /* owned; in the order of the later round, then what only the earlier had */
    int count;
    int arrows[ROUND_ARROWS];
    bool other;               /* of another framework or version */
};
/* `earlier` is the older of the two; `framework` says which services a criterion looks at (NULL = looks are left aside).
 * `deeds` newest first. */
void round_compare(const struct round *earlier, const struct round *later, const struct framework *framework,
                   const struct round_deed *deeds, size_t deed_count, struct round_moves *out);
void round_moves_clear(struct round_moves *moves);

/* "beter dan op 12 mei 2026"; key "" where there is no arrow to show. */
struct message round_since_say(enum round_arrow arrow, struct civil_date then);

#endif
