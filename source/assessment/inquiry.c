/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"

static const char *const words[CAUSE_COUNT] = {
    [CAUSE_NONE] = "",
    [CAUSE_RECHECK] = "recheck",
    [CAUSE_AHEAD] = "ahead",
    [CAUSE_COUNT_UNSAID] = "count_unsaid",
    [CAUSE_POVERTY] = "poverty",
    [CAUSE_PROVISIONAL] = "provisional",
    [CAUSE_PRICE_UNKNOWN] = "price_unknown",
    [CAUSE_HOURS_UNKNOWN] = "hours_unknown",
    [CAUSE_IRREGULAR] = "irregular",
    [CAUSE_HELD] = "held",
    [CAUSE_ROOM_LACKS] = "room_lacks",
    [CAUSE_INTERNAL] = "internal",
    [CAUSE_COMMERCIAL] = "commercial",
    [CAUSE_GROUP] = "group",
    [CAUSE_DONATION] = "donation",
    [CAUSE_MEMBERSHIP] = "membership",
    [CAUSE_CLIENTS_ONLY] = "clients_only",
    [CAUSE_CONSUMPTION] = "consumption",
    [CAUSE_PURCHASE] = "purchase",
    [CAUSE_PAID] = "paid",
    [CAUSE_OTHER_GROUP] = "other_group",
    [CAUSE_NOT_PLANNED] = "not_planned",
    [CAUSE_DARK] = "dark",
    [CAUSE_ROOM_UNSAID] = "room_unsaid",
    [CAUSE_CANDIDATE] = "candidate",
    [CAUSE_UNCHECKED] = "unchecked",
    [CAUSE_TOO_OLD] = "too_old",
    [CAUSE_NOT_YET] = "not_yet",
    [CAUSE_ENDED] = "ended",
    [CAUSE_NEAR] = "near",
};

const char *cause_word(enum cause cause)
{
    return (unsigned)cause < CAUSE_COUNT ? words[cause] : "";
}

void mark_set(struct mark *mark, enum grade grade, enum cause cause)
{
    enum cause standing = mark->fact->standing;
    if (mark->fact->provisional && grade == GRADE_FULL) {
        grade = GRADE_PARTLY;
        cause = CAUSE_PROVISIONAL;
    } else if (grade == GRADE_FULL && (standing == CAUSE_RECHECK || standing == CAUSE_AHEAD)) {
        cause = standing;
    }
    mark->grade = grade;
    mark->cause = cause;
}

void inquiry_open_services(struct inquiry *inquiry, struct survey *survey,
                           const struct criterion *criterion, unsigned services)
{
    *inquiry = (struct inquiry){.survey = survey, .criterion = criterion, .services = services};
    size_t room = 1;
    for (int s = 0; s < SERVICE_COUNT; s++) {
        room += inquiry->services >> s & 1 ? survey->first[s + 1] - survey->first[s] : 0;
    }
    inquiry->marks = memory_take(room * sizeof *inquiry->marks);
    for (int s = 0; s < SERVICE_COUNT; s++) {
        for (size_t i = survey->first[s]; inquiry->services >> s & 1 && i < survey->first[s + 1];
             i++) {
            struct mark *mark = &inquiry->marks[inquiry->count++];
            *mark = (struct mark){.fact = &survey->facts[i], .cause = survey->facts[i].standing};
        }
    }
}

void inquiry_open(struct inquiry *inquiry, struct survey *survey, const struct criterion *criterion,
                  bool judged)
{
    inquiry_open_services(inquiry, survey, criterion, rule_services(criterion));
    inquiry->judged = judged;
}

void inquiry_clear(struct inquiry *inquiry)
{
    free(inquiry->marks);
    memset(inquiry, 0, sizeof *inquiry);
}

enum grade inquiry_best(const struct inquiry *inquiry)
{
    enum grade best = GRADE_NONE;
    for (size_t i = 0; i < inquiry->count; i++) {
        best = inquiry->marks[i].grade > best ? inquiry->marks[i].grade : best;
    }
    return best;
}

enum verdict inquiry_absent(const struct inquiry *inquiry)
{
    for (int s = 0; s < SERVICE_COUNT; s++) {
        if (inquiry->services >> s & 1 && inquiry->survey->looks[s] != LOOK_STANDS) {
            return VERDICT_UNKNOWN;
        }
    }
    for (size_t i = 0; i < inquiry->count; i++) {
        if (inquiry->marks[i].cause == CAUSE_ROOM_UNSAID) {
            return VERDICT_UNKNOWN;
        }
    }
    return inquiry->services ? VERDICT_NOT : VERDICT_UNKNOWN;
}

/* "Geeft kantooruren en weekend". */
static struct message lights_message(unsigned lights)
{
    static const char *const times[COVER_TIMES] = {
        "assessment.lights.office", "assessment.lights.evening", "assessment.lights.weekend"};
    static const char *const keys[COVER_TIMES + 1] = {"", "assessment.lights.1",
                                                      "assessment.lights.2", "assessment.lights.3"};
    int count = 0;
    for (int t = 0; t < COVER_TIMES; t++) {
        count += (int)(lights >> t & 1);
    }
    struct message message = message_of(keys[count]);
    for (int t = 0; t < COVER_TIMES; t++) {
        if (lights >> t & 1) {
            message_add_key(&message, times[t]);
        }
    }
    return message;
}

struct message mark_why(const struct inquiry *inquiry, const struct mark *mark)
{
    char key[MESSAGE_KEY_SIZE] = "assessment.why.";
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    if (mark->cause == CAUSE_NONE) {
        return lights_message(mark->lights[WEEK_NORMAL]);
    }
    strncat(key, cause_word(mark->cause), sizeof key - strlen(key) - 1);
    struct message why = message_of(key);
    if (mark->cause == CAUSE_RECHECK || mark->cause == CAUSE_AHEAD ||
        mark->cause == CAUSE_TOO_OLD) {
        message_add_date(&why, offer->checked);
    } else if (mark->cause == CAUSE_NOT_YET) {
        message_add_date(&why, offer->from);
    } else if (mark->cause == CAUSE_ENDED) {
        message_add_date(&why, offer->until);
    } else if (mark->cause == CAUSE_NEAR) {
        message_add_metres(&why, mark->fact->metres);
    }
    return why;
}

/* What counts in full, then in part, then the rest by how promising it is; stable otherwise. */
static int mark_compare(const void *a, const void *b)
{
    const struct mark *left = *(const struct mark *const *)a,
                      *right = *(const struct mark *const *)b;
    if (left->grade != right->grade) {
        return left->grade < right->grade ? 1 : -1;
    }
    if (left->cause != right->cause) {
        return left->cause < right->cause ? -1 : 1;
    }
    return left < right ? -1 : left > right;
}

void inquiry_evidence(const struct inquiry *inquiry, enum grade counts_from,
                      struct finding *finding)
{
    if (!inquiry->count) {
        return;
    }
    const struct mark **order = memory_take(inquiry->count * sizeof(const struct mark *));
    for (size_t i = 0; i < inquiry->count; i++) {
        order[i] = &inquiry->marks[i];
    }
    qsort(order, inquiry->count, sizeof(const struct mark *), mark_compare);
    finding->evidence_count = inquiry->count < FINDING_EVIDENCE ? inquiry->count : FINDING_EVIDENCE;
    finding->evidence = memory_take(finding->evidence_count * sizeof *finding->evidence);
    for (size_t i = 0; i < finding->evidence_count; i++) {
        struct evidence *evidence = &finding->evidence[i];
        evidence->place = order[i]->fact->place;
        evidence->offer = order[i]->fact->offer;
        evidence->counts = order[i]->grade != GRADE_NONE && order[i]->grade >= counts_from;
        evidence->lights = order[i]->lights[WEEK_NORMAL];
        evidence->lights_school = order[i]->lights[WEEK_SCHOOL];
        evidence->why = mark_why(inquiry, order[i]);
        finding->counting += evidence->counts;
    }
    free(order);
}

void inquiry_settle(struct inquiry *inquiry, struct finding *finding)
{
    enum grade best = inquiry_best(inquiry);
    if (best == GRADE_FULL) {
        finding->computed = VERDICT_MET;
        finding->reason = reason_met(inquiry);
    } else if (best == GRADE_PARTLY) {
        finding->computed = VERDICT_PARTLY;
        finding->reason = reason_partly(inquiry);
    } else {
        finding->computed = inquiry_absent(inquiry);
        finding->reason = reason_absent(inquiry, finding->computed);
    }
    inquiry_evidence(inquiry, best, finding);
    next_of(inquiry, finding);
}

static unsigned partly_of(const cJSON *array)
{
    static const char *const names[] = {"obligation", "price_unknown", "group", "donation", "paid"};
    unsigned bits = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        for (unsigned i = 0; cJSON_IsString(item) && i < sizeof names / sizeof *names; i++) {
            bits |= strcmp(item->valuestring, names[i]) == 0 ? 1u << i : 0;
        }
    }
    return bits;
}

struct terms terms_of(const struct criterion *criterion)
{
    struct terms terms = {0};
    const cJSON *barring = json_member(criterion->parameters, "barring");
    if (barring) {
        obligations_parse(barring, &terms.barring);
    }
    terms.partly = partly_of(json_member(criterion->parameters, "partly"));
    terms.any_price = json_bool(criterion->parameters, "any_price", false);
    terms.poverty = json_bool(criterion->parameters, "poverty", false);
    return terms;
}

static enum cause obligation_cause(unsigned obligations)
{
    return obligations & OBLIGATION_PURCHASE       ? CAUSE_PURCHASE
           : obligations & OBLIGATION_CONSUMPTION  ? CAUSE_CONSUMPTION
           : obligations & OBLIGATION_CLIENTS_ONLY ? CAUSE_CLIENTS_ONLY
                                                   : CAUSE_MEMBERSHIP;
}

struct price_term {
    unsigned term;
    enum cause cause;
};

void terms_mark(const struct terms *terms, const struct inquiry *inquiry, struct mark *mark)
{
    static const struct price_term prices[PRICE_COUNT] = {
        [PRICE_UNKNOWN] = {TERM_PRICE_UNKNOWN, CAUSE_PRICE_UNKNOWN},
        [PRICE_PAID] = {TERM_PAID, CAUSE_PAID},
        [PRICE_FREE_FOR_GROUP] = {TERM_GROUP, CAUSE_GROUP},
        [PRICE_DONATION] = {TERM_DONATION, CAUSE_DONATION},
    };
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    unsigned barred = offer->obligations & terms->barring;
    bool poverty =
        terms->poverty && offer->price == PRICE_FREE_FOR_GROUP && offer->groups & GROUP_POVERTY;
    bool free = terms->any_price || offer->price == PRICE_FREE || poverty;
    const struct price_term *price = &prices[offer->price];
    if (!free && !(terms->partly & price->term)) {
        mark_set(mark, GRADE_NONE, price->cause);
    } else if (barred) {
        mark_set(mark, terms->partly & TERM_OBLIGATION ? GRADE_PARTLY : GRADE_NONE,
                 obligation_cause(barred));
    } else if (!free) {
        mark_set(mark, GRADE_PARTLY, price->cause);
    } else {
        mark_set(mark, GRADE_FULL, poverty ? CAUSE_POVERTY : CAUSE_NONE);
    }
}

void inquiry_by_terms(struct inquiry *inquiry)
{
    struct terms terms = terms_of(inquiry->criterion);
    for (size_t i = 0; i < inquiry->count; i++) {
        if (mark_stands(&inquiry->marks[i])) {
            terms_mark(&terms, inquiry, &inquiry->marks[i]);
        }
    }
}

struct week *inquiry_week(const struct inquiry *inquiry, const struct mark *mark)
{
    return week_of(inquiry->survey, survey_place(inquiry->survey, mark->fact),
                   survey_offer(inquiry->survey, mark->fact));
}
